"""Registration by location: a module in `kinds/`, `blocks/` or `themes/` is a kind, a block or a theme.

In: a package and a name. Out: the model class that the module of that name defines as `MODEL`; a large block is a
folder of that name with the class in `block.py`. Modules are found in the package and imported only when an outline
uses them; names that begin with `_` and the packages' helper modules (`base`) do not count.
"""

from __future__ import annotations

import importlib
import os
from functools import cache
from typing import Any

_HELPERS = frozenset({"base"})


def modules(folder: str) -> list[str]:
    """The modules and packages in a folder, sorted, without those that begin with `_`.

    The same as `pkgutil.iter_modules`, but importing pkgutil alone takes as long as all modules of the commands.
    """
    with os.scandir(folder) as entries:
        found = (e.name.removesuffix(".py") for e in entries if e.name.endswith(".py") or "." not in e.name)
        return sorted(name for name in found if not name.startswith("_"))


@cache
def names(package: str) -> tuple[str, ...]:
    """The names that a package registers, sorted; `-` in an outline is `_` in a file name."""
    found = modules(*importlib.import_module(package).__path__)
    return tuple(name.replace("_", "-") for name in found if name not in _HELPERS)


@cache
def load(package: str, name: str) -> Any:
    """The `MODEL` of a registered name. Raises KeyError if the package has none of that name."""
    if name not in names(package):
        raise KeyError(name)
    module = importlib.import_module(f"{package}.{name.replace('-', '_')}")
    if hasattr(module, "__path__"):  # a folder: the block is in one file, its parts are beside it
        module = importlib.import_module(f"{module.__name__}.block")
    return module.MODEL
