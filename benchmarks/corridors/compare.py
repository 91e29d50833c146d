"""Holds the indicators of a run of the corridors benchmark to the stored ones, or stores them.

  compare.py RESULTS... EXPECTED [--store]

RESULTS: folders that `landlink run` wrote, or a table of another program with the columns
scenario, indicator, value. Exit code 1 if an indicator is missing or out of its bounds.
"""

import csv
import pathlib
import sys

# What is stored of each scenario, and how far a run may be off: a share of the stored value, but of
# no less than an amount that matters. README.md gives the reasons.
INDICATORS = {
    "transport work": (1e-3, 1.0),
    "time of vehicles": (1e-3, 1.0),
    "generalised cost": (1e-3, 1.0),
    "freight without a way": (1e-3, 0.1),
    "carbon dioxide": (1e-3, 0.01),
    "user benefit": (0.02, 10_000.0),
    "government revenue": (0.02, 10_000.0),
    "net present value": (0.02, 200_000.0),
}


def of_folder(folder):
    for file in sorted(folder.glob("*/summary.csv")):
        with file.open(encoding="utf-8") as text:
            for row in csv.DictReader(text):
                if row["indicator"] in INDICATORS:
                    yield (f"{folder.name}/{file.parent.name}", row["indicator"], row["unit"],
                           float(row["value"]))


def of_table(file):
    with file.open(encoding="utf-8") as text:
        for row in csv.DictReader(text):
            yield row["scenario"], row["indicator"], row.get("unit", ""), float(row["value"])


def store(found, expected):
    with expected.open("w", encoding="utf-8", newline="") as text:
        table = csv.writer(text, lineterminator="\n")
        table.writerow(["scenario", "indicator", "unit", "value", "low", "high"])
        for scenario, indicator, unit, value in found:
            share, least = INDICATORS[indicator]
            margin = share * max(abs(value), least)
            table.writerow([scenario, indicator, unit, f"{value:.6g}", f"{value - margin:.6g}",
                            f"{value + margin:.6g}"])
    print(f"{expected}: {len(found)} indicators stored")


def check(found, expected):
    values = {(scenario, indicator): value for scenario, indicator, _, value in found}
    with expected.open(encoding="utf-8") as text:
        rows = list(csv.DictReader(text))
    out = 0
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


def main(arguments):
    storing = "--store" in arguments
    paths = [pathlib.Path(a) for a in arguments if a != "--store"]
    found = []
    for path in paths[:-1]:
        if not path.exists():
            sys.exit(f"{path} is not there: name a folder of results or a table")
        found.extend(of_folder(path) if path.is_dir() else of_table(path))
    if not found:
        sys.exit(f"no indicators in {', '.join(str(p) for p in paths[:-1])}")
    if storing:
        store(found, paths[-1])
        return 0
    if not paths[-1].exists():
        sys.exit(f"{paths[-1]} is not there: store a run's indicators with --store first")
    return check(found, paths[-1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
