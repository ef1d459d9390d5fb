"""Builds lecture decks from outlines: `python generate.py build`. The program is the package `podium`."""

import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
if (
    sys.path and os.path.abspath(sys.path[0]) == here
):  # last, so that no file beside this one hides a module of Python's
    sys.path.append(sys.path.pop(0))

from podium.__main__ import main  # noqa: E402

if __name__ == "__main__":
    main(prog_name="generate.py")
