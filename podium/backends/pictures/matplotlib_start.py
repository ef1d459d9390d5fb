"""matplotlib as podium paints with it: imported with its own settings, whatever lies where one stands.

In: nothing. Out: the imported library. It reads a file `matplotlibrc` in the working folder before any other, whatever
MATPLOTLIBRC says; there it may be a lecturer's for other work, or a stranger's.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

_HERE = Path(__file__).parent


def start() -> None:
    """Imports matplotlib with its own settings; those of the user's own folders do not count either."""
    if "matplotlib" in sys.modules:
        return
    try:
        before = os.getcwd()
    except OSError:  # it was deleted, so there is nothing in it
        before = ""
    if (settings := os.environ.get("MPLCONFIGDIR")) and before:
        os.environ["MPLCONFIGDIR"] = os.path.join(before, settings)
    os.environ["MPLBACKEND"] = "Agg"  # one that is not installed would end the import
    os.chdir(_HERE)
    try:
        import matplotlib

        matplotlib.rcdefaults()
    finally:
        if before:
            with suppress(OSError):
                os.chdir(before)
