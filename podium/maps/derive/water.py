"""Lakes. In: Natural Earth, GSHHG, and lake_names.tsv by hand. Out: lakes.map."""

from __future__ import annotations

from pathlib import Path

import shapely

from podium.maps.atlas.hydrography import NO_YEAR
from podium.maps.atlas.packing import pack
from podium.maps.derive.sources import Sources, read_vector, read_wdb

KHASAN = [
    (130.5905, 42.4665),
    (130.5945, 42.4660),
    (130.5985, 42.4600),
    (130.6035, 42.4540),
    (130.6085, 42.4470),
    (130.6135, 42.4400),
    (130.6175, 42.4330),
    (130.6165, 42.4300),
    (130.6120, 42.4310),
    (130.6085, 42.4370),
    (130.6035, 42.4435),
    (130.5980, 42.4495),
    (130.5935, 42.4560),
    (130.5900, 42.4620),
]
"""Lake Khasan's shore by hand, about 4.5 km by 0.6 km east of Changkufeng: no source carries it. Good to
about 300 m."""

LAKE_TOLERANCE = 0.003


def other_names(path: Path) -> dict[str, str]:
    """The names in lake_names.tsv by the lake's own name."""
    lines = path.read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line.strip() and not line.startswith("#"))


def derive_lakes(sources: Sources, out: Path) -> None:
    """Writes lakes.map: columns name, other (names separated by "|"), rank, built (year in which a reservoir's dam was
    closed, 0 for a natural lake). Raises ValueError for names of unknown lakes."""
    other = other_names(Path(__file__).with_name("lake_names.tsv"))
    columns, shapes = read_vector(sources.natural_earth / "physical/ne_10m_lakes.shp")
    shapes = shapely.make_valid(shapely.simplify(shapes, LAKE_TOLERANCE))
    names = [str(a or b or "") for a, b in zip(columns["name_en"], columns["name"], strict=True)]
    ranks = [int(r) for r in columns["scalerank"]]
    built = [
        0 if kind != "Reservoir" else int(year) if year and int(year) > 0 else NO_YEAR
        for kind, year in zip(columns["featurecla"], columns["year"], strict=True)
    ]
    rows = [(n, r, b, s) for n, r, b, s in zip(names, ranks, built, shapes, strict=True) if n != "Buir"]
    buir = [
        shapely.Polygon(line)
        for kind, line in read_wdb(sources.hires, "gshhs", (117.4, 47.6, 117.9, 48.0))
        if kind == 2
    ]
    rows.append(("Buir", 5, 0, max(buir, key=lambda shape: shape.area)))
    rows.append(("Khasan", 9, 0, shapely.Polygon(KHASAN)))
    polygons = [shapely.union_all([p for p in shapely.get_parts(s) if p.geom_type == "Polygon"]) for *_, s in rows]
    packed = pack(
        polygons,
        {
            "name": [r[0] for r in rows],
            "other": [other.get(r[0], "") for r in rows],
            "rank": [r[1] for r in rows],
            "built": [r[2] for r in rows],
        },
        ["large" if r[1] < 5 else "small" for r in rows],
        kind="polygon",
    )
    (out / "lakes.map").write_bytes(packed)
