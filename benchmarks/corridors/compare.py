"""Holds the indicators of a run of the corridors benchmark to the stored ones, or stores them."""

import csv
import pathlib
import sys

# What is stored of each scenario, and how far a run may be off: a share of the stored value, or of
# the least amount that matters. Totals of the day follow from an equilibrium of gap 1e-9; benefits
# are differences of two of them.
INDICATORS = {
    "transport work": (1e-3, 1.0),
    "time of loaded vehicles": (1e-3, 1.0),
    "generalised cost": (1e-3, 1.0),
    "freight without a way": (1e-3, 0.1),
    "carbon dioxide": (1e-3, 0.01),
    "user benefit": (0.02, 10_000.0),
    "government revenue": (0.02, 10_000.0),
    "net present value": (0.02, 200_000.0),
}


def summaries(folder):
    for file in sorted(folder.glob("*/summary.csv")):
        with file.open(encoding="utf-8") as text:
            for row in csv.DictReader(text):
                if row["indicator"] in INDICATORS:
                    yield file.parent.name, row["indicator"], row["unit"], float(row["value"])


def main(folder, expected, store):
    found = list(summaries(folder))
    if store:
        with expected.open("w", encoding="utf-8", newline="") as text:
            table = csv.writer(text, lineterminator="\n")
            table.writerow(["scenario", "indicator", "unit", "value", "low", "high"])
            for scenario, indicator, unit, value in found:
                share, least = INDICATORS[indicator]
                margin = max(share * abs(value), least * share)
                table.writerow([scenario, indicator, unit, f"{value:.6g}",
                                f"{value - margin:.6g}", f"{value + margin:.6g}"])
        print(f"{expected}: {len(found)} indicators stored")
        return 0
    values = {(scenario, indicator): value for scenario, indicator, _, value in found}
    out = 0
    with expected.open(encoding="utf-8") as text:
        rows = list(csv.DictReader(text))
    for row in rows:
        value = values.pop((row["scenario"], row["indicator"]), None)
        if value is None:
            print(f"{row['scenario']}: no {row['indicator']}")
            out += 1
        elif not float(row["low"]) <= value <= float(row["high"]):
            print(f"{row['scenario']}: {row['indicator']} is {value:.6g} {row['unit']}, "
                  f"and {row['low']} to {row['high']} are expected")
            out += 1
    for scenario, indicator in values:
        print(f"{scenario}: {indicator} is not stored")
    print(f"{len(rows) - out} of {len(rows)} indicators within their bounds")
    return 1 if out else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3] == "1"))
