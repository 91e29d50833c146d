"""What the checks in QGIS share: QGIS without a screen, and the counting of what does not hold.

Importing it ends the program with 77 where QGIS for Python is not installed; so it is imported
before anything of `qgis`.
"""
import os
import sys
import tempfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="landlink-qgis-"))
try:
    from qgis.core import QgsApplication, QgsRenderContext
except ImportError:
    print("skipped: QGIS for Python is not installed (apt-get install python3-qgis)")
    sys.exit(77)


class Checker:
    """Counts what does not hold and says it."""

    def __init__(self):
        self.faults = 0
        self.place = ""

    def expect(self, holds, message):
        if not holds:
            self.faults += 1
            print(f"FAILED {self.place}: {message}" if self.place else f"FAILED {message}")
        return holds


def classes_filled(layer):
    """Which classes of a layer's renderer hold a feature, and how many features have no class."""
    context = QgsRenderContext()
    context.setExpressionContext(layer.createExpressionContext())
    renderer = layer.renderer().clone()
    renderer.startRender(context, layer.fields())
    used, without = set(), 0
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        keys = renderer.legendKeysForFeature(feature, context)
        if not keys:
            without += 1
        used |= set(keys)
    renderer.stopRender(context)
    return used, without


def run(main):
    """Runs `main` with QGIS started, and ends the program with what it returns."""
    application = QgsApplication([], False)
    application.initQgis()
    code = main()
    sys.stdout.flush()
    # QGIS may crash while Python takes it down; the verdict stands already.
    os._exit(code)
