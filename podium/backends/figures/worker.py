"""The process that paints figures: `python -P worker.py`, which runs the podium that this file is part of.

In, on standard input: a pickled list from `painting` of (key, boxes, rectangle, and a theme, or its name, accent and
sides). Out, on standard output: a pickled dict from each key to (PNG, SVG, letters that no font has), both on a
transparent background.
"""

from __future__ import annotations

import importlib.util
import os
import pickle
import sys

if __name__ == "__main__":  # no other installed podium; nothing else is imported from the surrounding folder
    _package = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
    sys.path[:] = [p for p in sys.path if os.path.realpath(p) != os.path.dirname(_package)]
    _start = os.path.join(_package, "__init__.py")
    _spec = importlib.util.spec_from_file_location("podium", _start, submodule_search_locations=[_package])
    assert _spec is not None
    assert _spec.loader is not None
    sys.modules["podium"] = _podium = importlib.util.module_from_spec(_spec)
    _spec.loader.exec_module(_podium)

from podium import themes
from podium.backends.drawing import matplotlib_start
from podium.backends.pictures.paint import paint
from podium.backends.pictures.text import Setter


def main() -> None:
    """Paints the figures from standard input."""
    matplotlib_start.start()
    painted = {}
    for key, boxes, rect, *theme in pickle.load(sys.stdin.buffer):
        look = theme[0] if isinstance(theme[0], themes.Theme) else themes.load(*theme)
        png, svg = (paint(boxes, rect, look, {}, form, ground="") for form in ("png", "svg"))
        painted[key] = (png, svg, Setter(look).lacking(boxes))
    sys.stdout.buffer.write(pickle.dumps(painted))


if __name__ == "__main__":
    main()
