"""Builds lecture decks from outlines: `python generate.py build`. The program is the package `podium` beside it.

That package is run whatever else is installed under its name, and nothing else is imported from this folder: a
`random.py` that lies here or where one stands hides no module of Python's.
"""

import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    del sys.path[0]  # this folder

try:
    import os

    here = os.path.dirname(os.path.realpath(__file__))
    # An install for developers adds this folder too; an empty or relative entry is the folder where one stands.
    others = [p for p in sys.path if os.path.isabs(p) and os.path.realpath(p) != here]
    sys.path[:] = [here]
    import podium  # noqa: F401  # imports nothing itself; its modules are found through its own path

    sys.path[:] = others
    from podium.__main__ import main
except KeyboardInterrupt:
    sys.exit(130)

if __name__ == "__main__":
    main(prog_name="generate.py")
