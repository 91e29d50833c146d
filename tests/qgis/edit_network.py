#!/usr/bin/python3
"""Edits a network in QGIS, as a planner would, without a screen.

usage: edit_network.py LANDLINK NETWORK FOLDER

LANDLINK is the program, NETWORK a folder of layers, FOLDER where the files go. The network is
exported to a GeoPackage; QGIS draws a road that ends on another, changes a field and deletes a
feature; the program imports the result and tells the differences, and its layer of issues opens in
QGIS with its style.

Exit code 0: all holds; 1: something does not; 77: QGIS is not installed.
"""
import pathlib
import subprocess
import sys

import offscreen
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsVectorLayer,
    QgsWkbTypes,
    edit,
)

CHECK = offscreen.Checker()
expect = CHECK.expect


def run(program, *arguments, fails=False):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True)
    expect((done.returncode != 0) == fails, f"{arguments[0]}: {done.returncode} {done.stderr}")
    return done.stdout


def open_layer(path, name):
    layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
    expect(layer.isValid(), f"layer {name} of {path.name} does not open")
    return layer


def middle_of(layer, feature_id):
    """A position in the midst of a feature's line, and the feature."""
    feature = next(f for f in layer.getFeatures() if f["id"] == feature_id)
    geometry = feature.geometry()
    return geometry.interpolate(geometry.length() / 2).asPoint(), feature


def edit_roads(path):
    """Draws a road from the midst of r1, makes r2 slower and deletes the airport."""
    roads = open_layer(path, "roads")
    start, _ = middle_of(roads, "r1")
    _, slower = middle_of(roads, "r2")
    drawn = QgsFeature(roads.fields())
    end = QgsPointXY(start.x() + 0.1, start.y() + 0.05)
    drawn.setGeometry(QgsGeometry.fromPolylineXY([start, end]))
    with edit(roads):
        expect(roads.addFeature(drawn), "the road cannot be drawn")
        roads.changeAttributeValue(
            slower.id(), roads.fields().indexOf("speed_limit_kmh"), 40.0
        )
    airports = open_layer(path, "airports")
    with edit(airports):
        airports.deleteFeatures([f.id() for f in airports.getFeatures()])


def check_differences(program, network, edited):
    told = run(program, "diff", network, edited)
    expect("new-1" in told, f"diff does not tell the new road:\n{told}")
    expect("r1.2" in told, f"diff does not tell that r1 was cut:\n{told}")
    expect("speed_limit_kmh" in told and "40" in told, f"diff hides the new speed:\n{told}")
    expect("airports" in told, f"diff hides the airport that is gone:\n{told}")
    expect("r3" not in told and "r4" not in told, f"diff tells what was not touched:\n{told}")


def check_issues(program, edited, issues):
    run(program, "check", edited, "--issues", issues)
    layer = open_layer(issues, "issues")
    expect(layer.geometryType() == QgsWkbTypes.PointGeometry, "issues are no points")
    expect(layer.crs().authid() == "EPSG:4326", "issues lie in another system")
    found = {f["code"] for f in layer.getFeatures()}
    expect("dead_end" in found, f"the drawn road's end is no issue: {found}")
    _, without = offscreen.classes_filled(layer)
    expect(without == 0, f"{without} issues are drawn by no class")
    expect(layer.renderer().type() != "singleSymbol", "the style of the issues was not loaded")


def main():
    program, network, folder = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    package, edited, issues = (folder / n for n in ("edit.gpkg", "edited.gpkg", "issues.gpkg"))
    for path in folder.iterdir():
        if path.is_file():
            path.unlink()
    run(program, "export", network, "--to", "gpkg", "--out", package)
    edit_roads(package)
    run(program, "import", package, "--out", edited)
    check_differences(program, network, edited)
    check_issues(program, edited, issues)
    print("FAILED" if CHECK.faults else "ok: exported, edited, imported, compared, checked")
    return 1 if CHECK.faults else 0


if __name__ == "__main__":
    offscreen.run(main)
