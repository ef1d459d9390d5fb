"""Builds lecture decks from outlines: `python generate.py build`. The program is the package `podium` beside it.

That package is run whatever else is installed under its name, and nothing else is imported from this folder: a
`random.py` that lies here or where one stands hides no module of Python's.
"""

import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    del sys.path[0]  # this folder

try:
    import importlib.util
    import os

    here = os.path.dirname(os.path.realpath(__file__))
    # An install for developers adds this folder too; an empty or relative entry is the folder where one stands.
    sys.path[:] = [p for p in sys.path if os.path.isabs(p) and os.path.realpath(p) != here]
    start = os.path.join(here, "podium", "__init__.py")
    spec = importlib.util.spec_from_file_location("podium", start, submodule_search_locations=[os.path.dirname(start)])
    assert spec is not None
    assert spec.loader is not None
    sys.modules["podium"] = package = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(package)
    from podium.__main__ import main
except KeyboardInterrupt:
    sys.exit(130)

if __name__ == "__main__":
    main(prog_name="generate.py")
