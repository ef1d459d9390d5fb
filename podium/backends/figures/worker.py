"""The process that paints figures: `python -m podium.backends.figures.worker`.

In, on standard input: a pickled list of (key, boxes, rectangle, name of a theme) from `figure_pictures`. Out, on
standard output: a pickled dict from each key to (PNG, SVG, letters that no font has), both on a transparent ground.
"""

from __future__ import annotations

import pickle
import sys

from podium import themes
from podium.backends.pictures.paint import paint
from podium.backends.pictures.text import Setter


def main() -> None:
    """Paints what stands on standard input."""
    painted = {}
    for key, boxes, rect, theme in pickle.load(sys.stdin.buffer):
        look = themes.load(theme)
        png, svg = (paint(boxes, rect, look, {}, form, ground="") for form in ("png", "svg"))
        painted[key] = (png, svg, Setter(look).lacking(boxes))
    sys.stdout.buffer.write(pickle.dumps(painted))


if __name__ == "__main__":
    main()
