#!/usr/bin/python3
"""Opens a folder of results in QGIS, as a planner would, without a screen.

usage: open_results.py FOLDER [--pictures FOLDER]

FOLDER holds a scenario's results or several such folders. For each: every layer of the GeoPackage
opens with its default style, geometry, reference system and aliases; every feature is drawn by
some class; the colour classes of the flow map (and of the difference map) are filled; the project
opens from the GeoPackage and from the .qgz with the same layers; the maps have ink; the print
layouts export with title, legend, scale bar and map.

Exit code 0: all holds; 1: something does not; 77: QGIS is not installed.
"""
import argparse
import json
import os
import pathlib
import shutil
import tempfile

import offscreen
from offscreen import Checker, classes_filled
from qgis.core import (
    QgsExpression,
    QgsExpressionContextScope,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemScaleBar,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsProject,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QImage

GEOMETRIES = {
    "links": QgsWkbTypes.LineGeometry,
    "access": QgsWkbTypes.LineGeometry,
    "checkpoints": QgsWkbTypes.PointGeometry,
    "terminals": QgsWkbTypes.PointGeometry,
    "zones": QgsWkbTypes.PointGeometry,
    "airports": QgsWkbTypes.PointGeometry,
    "issues": QgsWkbTypes.PointGeometry,
    "provinces": QgsWkbTypes.PolygonGeometry,
}
FLOW, DIFFERENCE = "Freight flow", "Difference to base"


def check_geopackage(check, path, manifest):
    names = [entry["layers"] for entry in manifest["files"] if entry["name"] == path.name][0]
    for table in sorted(set(names) - {"layer_styles"}):
        check.place = f"{path.name} layer {table}"
        layer = QgsVectorLayer(f"{path}|layername={table}", table, "ogr")
        if not check.expect(layer.isValid(), "does not open"):
            continue
        check.expect(table in GEOMETRIES, "is not a layer that the documentation names")
        check.expect(layer.geometryType() == GEOMETRIES.get(table), "has another geometry")
        check.expect(layer.crs().authid() == "EPSG:4326", f"has CRS {layer.crs().authid()!r}")
        features = list(layer.getFeatures())
        check.expect(features and len(features) == layer.featureCount(), "has a wrong count")
        check.expect(
            all(f.geometry().isGeosValid() and not f.geometry().isEmpty() for f in features),
            "has an invalid or empty geometry",
        )
        nulls = [n for n in layer.fields().names() if any(f[n] is None for f in features)]
        check.expect(not nulls, f"has NULL in {nulls}")
        check.expect(
            all(layer.attributeAlias(i) for i in range(1, layer.fields().count())),
            "has a field without an alias: its default style was not loaded",
        )
        count, _, styles, _, _ = layer.listStylesInDatabase()
        check.expect(count >= 1, "has no style in the file")
        _, without = classes_filled(layer)
        check.expect(without == 0, f"{without} features are drawn by no class")
        tip = layer.mapTipTemplate()
        if table not in ("access", "airports"):
            check.expect("[%" in tip, "has no map tip")
            # An expression over a missing field evaluates to an error, which QGIS hides.
            for part in tip.split("[%")[1:]:
                expression = QgsExpression(part.split("%]")[0])
                missing = set(expression.referencedColumns()) - set(layer.fields().names())
                check.expect(not expression.hasParserError() and not missing, f"map tip: {part}")
        if layer.labelsEnabled():
            label = QgsExpression(layer.labeling().settings().fieldName)
            missing = set(label.referencedColumns()) - set(layer.fields().names())
            check.expect(not label.hasParserError() and not missing, "has a broken label")
        if table == "checkpoints":
            check_closed_posts(check, layer, features)
        if table == "links":
            wanted = {FLOW} | ({DIFFERENCE} if manifest["base"] else set())
            check.expect(wanted <= set(styles[:count]), f"has styles {styles[:count]}")
            check_directions(check, features)


def check_closed_posts(check, layer, features):
    """A post that a scenario has closed says so on the map of the whole country."""
    context = layer.createExpressionContext()
    scope = QgsExpressionContextScope()
    scope.setVariable("map_scale", 4500000.0)
    context.appendScope(scope)
    label = QgsExpression(layer.labeling().settings().fieldName)
    for feature in features:
        closed = feature["status"] == "closed"
        context.setFeature(feature)
        text = str(label.evaluate(context) or "")
        if closed and "base_veh_day" in layer.fields().names() and feature["base_veh_day"] > 0:
            check.expect(
                feature["name"] in text and "closed" in text,
                f"the closed post {feature['name']} is labelled {text!r}",
            )
        check.expect(closed or "closed" not in text, f"{feature['name']} is labelled {text!r}")


def check_directions(check, features):
    """The two directions of a feature are drawn against each other."""
    ends = {}
    for feature in features:
        line = feature.geometry().asPolyline()
        ends[(feature["layer"], feature["feature"], feature["direction"])] = (line[0], line[-1])
    for (layer, name, direction), (first, last) in ends.items():
        back = ends.get((layer, name, "backward" if direction == "forward" else "forward"))
        if back:
            check.expect(first == back[1] and last == back[0], f"{name} runs twice one way")


def ink(image, paper):
    """Share of a picture's pixels that are not paper."""
    image = image.convertToFormat(QImage.Format_RGB32)
    step = 4
    marked = total = 0
    for y in range(0, image.height(), step):
        for x in range(0, image.width(), step):
            total += 1
            marked += image.pixelColor(x, y) != paper
    return marked / total


def render(project, layers, size=QSize(900, 1100)):
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(project.crs())
    settings.setExtent(project.viewSettings().defaultViewExtent())
    settings.setOutputSize(size)
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage(), [error.message for error in job.errors()]


def check_project(check, source, manifest, pictures):
    check.place = source
    project = QgsProject.instance()
    project.clear()
    if not check.expect(project.read(source), f"does not open: {project.error()}"):
        return
    check.expect(project.crs().authid() == "EPSG:4326", "has no CRS")
    check.expect(not project.viewSettings().defaultViewExtent().isEmpty(), "has no first view")
    layers = {node.name(): node.layer() for node in project.layerTreeRoot().findLayers()}
    check.expect(all(layer and layer.isValid() for layer in layers.values()), "has a broken layer")
    flow = layers.get("Freight by road and direction")
    themes = [FLOW] + ([DIFFERENCE] if manifest["base"] else [])
    check.expect(flow is not None, "has no flow layer")
    check.expect(
        all(project.mapThemeCollection().hasMapTheme(theme) for theme in themes),
        "lacks a map theme",
    )
    for layer in [flow] + ([layers.get(DIFFERENCE)] if manifest["base"] else []):
        if not check.expect(layer is not None and layer.isSpatial(), "lacks a map layer"):
            continue
        used, without = classes_filled(layer)
        check.expect(without == 0, f"{layer.name()}: {without} features are invisible")
        field = layer.renderer().classAttribute()
        # Roads with a tenth of a percent and with one percent of their capacity are one class.
        different = len({round(feature[field], 1) for feature in layer.getFeatures()})
        check.expect(
            len(used) >= min(4, different),
            f"{layer.name()}: {len(used)} classes filled of {different} different values",
        )
    visible = [n.layer() for n in project.layerTreeRoot().findLayers() if n.isVisible()]
    image, errors = render(project, visible)
    check.expect(not errors, f"draws with errors {errors}")
    check.expect(ink(image, QColor("white")) > 0.01, "draws an empty map")
    only_flow, _ = render(project, [flow])
    check.expect(ink(only_flow, QColor("white")) > 0.001, "draws no bands")
    check_layouts(check, project, themes, pictures)
    if pictures:
        image.save(str(pictures / (pathlib.Path(source.split("?")[0]).name + ".png")))


def check_layouts(check, project, themes, pictures):
    for theme in themes:
        layout = project.layoutManager().layoutByName(theme)
        if not check.expect(layout is not None, f"has no layout {theme!r}"):
            continue
        kinds = [type(item) for item in layout.items()]
        for kind in (QgsLayoutItemMap, QgsLayoutItemLegend, QgsLayoutItemScaleBar):
            check.expect(kind in kinds, f"layout {theme!r} has no {kind.__name__}")
        check.expect(kinds.count(QgsLayoutItemLabel) >= 3, f"layout {theme!r} lacks a text")
        folder = pictures or pathlib.Path(os.environ["XDG_RUNTIME_DIR"])
        target = folder / f"{project.baseName()} {theme}.png"
        settings = QgsLayoutExporter.ImageExportSettings()
        settings.dpi = 90
        settings.generateWorldFile = settings.exportMetadata = False
        result = QgsLayoutExporter(layout).exportToImage(str(target), settings)
        if check.expect(result == QgsLayoutExporter.Success, f"layout {theme!r} fails: {result}"):
            picture = QImage(str(target))
            check.expect(ink(picture, QColor("white")) > 0.02, f"layout {theme!r} is empty")


def check_folder(check, folder, pictures):
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    name = manifest["scenario"]
    # QGIS writes into GeoPackages that it opens: look at a copy.
    copy = pathlib.Path(tempfile.mkdtemp(prefix="landlink-qgis-"))
    for suffix in (".gpkg", ".qgz"):
        shutil.copy(folder / (name + suffix), copy)
    before = check.faults
    check_geopackage(check, copy / f"{name}.gpkg", manifest)
    check_project(check, str(copy / f"{name}.qgz"), manifest, pictures)
    check_project(
        check, f"geopackage:{copy / name}.gpkg?projectName={name}", manifest, pictures
    )
    QgsProject.instance().clear()
    shutil.rmtree(copy, ignore_errors=True)
    print(f"{name}: {'ok' if check.faults == before else 'FAILED'}")


def main():
    parser = argparse.ArgumentParser(description="Opens results in QGIS.")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--pictures", type=pathlib.Path)
    options = parser.parse_args()
    check = Checker()
    folders = sorted(path.parent for path in options.folder.rglob("manifest.json"))
    check.place = str(options.folder)
    check.expect(folders, "holds no results")
    for folder in folders:
        check_folder(check, folder, options.pictures)
    return 1 if check.faults else 0


if __name__ == "__main__":
    offscreen.run(main)
