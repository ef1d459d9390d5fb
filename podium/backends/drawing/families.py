"""The families of fonts that a deck names, and the files of those that are part of the package.

In: the name of a family in small letters. Out: its file's name (`data/fonts/`), its equivalent of the same widths, and
whether it has serifs. Carlito and Caladea (SIL Open Font License) stand in for Calibri and Cambria.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parents[2] / "data" / "fonts"
PACKED = {"calibri": "Carlito", "calibri light": "Carlito", "carlito": "Carlito", "cambria": "Caladea",
          "caladea": "Caladea"}  # fmt: skip
STYLES = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic", (True, True): "BoldItalic"}
"""(bold, italic) -> the end of the file's name."""
TWINS = {"arial": "Liberation Sans", "times new roman": "Liberation Serif"}
SERIFS = frozenset({"cambria", "caladea", "times new roman", "liberation serif", "georgia", "garamond"})
