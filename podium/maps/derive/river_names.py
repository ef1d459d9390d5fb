"""The names of rivers in the languages of podium.

In: Natural Earth 5 (1:50 million, rivers with their names in many languages; its lakes are often named like the town
beside them), the atlas' rivers. Out: river_names.tsv: the atlas' name, names in other languages, each after its code.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from podium import languages
from podium.maps.atlas import hydrography
from podium.maps.atlas.names import fold
from podium.maps.derive.sources import Sources

HEAD = """# Rivers in the languages of podium, from Natural Earth 5, by podium.maps.derive. Columns: the name in the
# atlas; names in other languages, each after its code.
"""


def _names(path: Path) -> dict[str, dict[str, str]]:
    """The names by language of each river, by its folded English names."""
    found: dict[str, dict[str, str]] = {}
    for feature in json.loads(path.read_text("utf-8"))["features"]:
        row: dict[str, Any] = feature["properties"]
        named = {code: str(row.get(f"name_{code}") or "").strip() for code in languages.names() if code != "en"}
        own = {code: name for code, name in named.items() if name and "(" not in name}
        for english in filter(None, (row.get("name"), row.get("name_en"))):
            found.setdefault(fold(english), own)
    return found


def rows(atlas: Iterable[str], known: dict[str, dict[str, str]]) -> list[str]:
    """A line for each name of the atlas that Natural Earth has in some language under another spelling."""
    lines = []
    for name in sorted(set(filter(None, atlas))):
        own = {code: said for code, said in known.get(fold(name), {}).items() if said != name}
        if own:
            lines.append(f"{name}\t" + "|".join(f"{code} {said}" for code, said in own.items()))
    return lines


def derive_river_names(sources: Sources, out: Path) -> None:
    """Writes river_names.tsv; the atlas' rivers must be there."""
    rivers = (r.name for local in (False, True) for r in hydrography.rivers(local=local))
    found = rows(rivers, _names(sources.names / "ne_50m_rivers_lake_centerlines.geojson"))
    (out / "river_names.tsv").write_text(HEAD + "\n".join(found) + "\n", "utf-8")
