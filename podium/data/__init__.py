"""What the package carries: widths of characters, the atlas, recipes of territories."""

from pathlib import Path

MAPS = Path(__file__).with_name("maps")
"""The folder of the atlas and of the shipped recipes."""
