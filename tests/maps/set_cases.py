"""What is known of the shipped sets (`set_cases.yaml`), for the map tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

Town = str | tuple[float, float]


def _town(node: Any) -> Town:
    return node if isinstance(node, str) else (float(node[0]), float(node[1]))


# Without types: days stay text.
_TREE = yaml.load((Path(__file__).parent / "set_cases.yaml").read_text("utf-8"), yaml.CBaseLoader)

SMALL: dict[str, Town] = {name: _town(at) for name, at in _TREE["small"].items()}
HOLDERS: dict[str, dict[str, dict[str, list[Town]]]] = {
    name: {day: {id: [_town(t) for t in towns] for id, towns in lands.items()} for day, lands in days.items()}
    for name, days in _TREE["holders"].items()
}
AREAS: dict[tuple[str, str, str], tuple[float, float]] = {
    (name, day, id): (float(km2), float(near))
    for name, days in _TREE["areas"].items()
    for day, lands in days.items()
    for id, (km2, near) in lands.items()
}
