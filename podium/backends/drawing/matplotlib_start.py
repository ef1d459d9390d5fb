"""matplotlib as podium uses it: imported with its own settings, regardless of the working folder.

In: nothing. Out: the imported library. By default it prefers a file `matplotlibrc` in the working folder, whatever
MATPLOTLIBRC says; such a file may be meant for other work, or come from a stranger.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

_HERE = Path(__file__).parent


def start() -> None:
    """Imports matplotlib with its own settings; those in the user's folders do not count either."""
    if "matplotlib" in sys.modules:
        return
    try:
        before = os.getcwd()
    except OSError:  # it was deleted, so there is nothing in it
        before = ""
    if (settings := os.environ.get("MPLCONFIGDIR")) and before:
        os.environ["MPLCONFIGDIR"] = os.path.join(before, settings)
    os.environ["MPLBACKEND"] = "Agg"  # a backend that is not installed would end the import
    os.chdir(_HERE)
    try:
        import matplotlib

        matplotlib.rcdefaults()
    finally:
        if before:
            with suppress(OSError):
                os.chdir(before)
