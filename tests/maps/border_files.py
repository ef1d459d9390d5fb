"""Files of borders for tests, in the manner of the collections that lecturers download."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import shapely

WEST, EAST = shapely.box(-9, 37, -3, 43), shapely.box(-3, 37, 3, 43)  # two halves of Iberia, with sea around


def feature(shape: Any, **properties: Any) -> dict[str, Any]:
    """A feature of GeoJSON. shape: a geometry, or the mapping that stands for one."""
    geometry = shape if isinstance(shape, dict) or shape is None else json.loads(shapely.to_geojson(shape))
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: dict[str, Any], **members: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", **members, "features": list(features)}


def write(path: Path, tree: Any) -> Path:
    path.write_text(tree if isinstance(tree, str) else json.dumps(tree), encoding="utf-8")
    return path


def historical_basemaps(folder: Path, year: str = "1914") -> Path:
    """NAME, SUBJECTO, PARTOF; land without a name; the year in the name of the file."""
    row = {"ABBREVN": "", "BORDERPRECISION": 3}
    tree = collection(
        feature(WEST, NAME="Lusitania", SUBJECTO="Lusitania", PARTOF="Iberia", **row),
        feature(EAST, NAME="Tarraconensis", SUBJECTO="Rome", PARTOF="Rome", **row),
        feature(shapely.box(-9, 43, -8, 44), NAME=None, SUBJECTO=None, PARTOF=None, **row),
        crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
    )
    return write(folder / f"world_{year}.geojson", tree)


def cshapes(folder: Path) -> Path:
    """Dates in three columns, and once more as midnight in another time zone."""

    def row(name: str, code: int, first: tuple[int, int, int], last: tuple[int, int, int]) -> dict[str, Any]:
        starts = dict(zip(("gwsyear", "gwsmonth", "gwsday"), first, strict=True))
        ends = dict(zip(("gweyear", "gwemonth", "gweday"), last, strict=True))
        return {"cntry_name": name, "gwcode": code, "gwsdate": "31.12.1885 23:00:00", "gwedate": "x", **starts, **ends}

    tree = collection(
        feature(WEST, **row("Portugal", 235, (1886, 1, 1), (1940, 6, 30))),
        feature(shapely.union(WEST, EAST), **row("Portugal", 235, (1940, 7, 1), (2019, 12, 31))),
        feature(EAST, **row("Spain", 230, (1886, 1, 1), (1940, 6, 30))),
    )
    return write(folder / "CShapes-2.0.geojson", tree)


def cliopatria(folder: Path) -> Path:
    """FromYear and ToYear, years before Christ; packed."""
    tree = collection(
        feature(WEST, Name="Carthage", FromYear=-300, ToYear=-202, Type="POLITY"),
        feature(WEST, Name="Rome", FromYear=-201, ToYear=400, Type="POLITY"),
        feature(EAST, Name="Rome", FromYear=-210, ToYear=400, Type="POLITY"),
    )
    with zipfile.ZipFile(folder / "cliopatria.geojson.zip", "w") as archive:
        archive.writestr("cliopatria.geojson", json.dumps(tree))
        archive.writestr("__MACOSX/._cliopatria.geojson", b"\0")
    return folder / "cliopatria.geojson.zip"


def openhistoricalmap(folder: Path) -> Path:
    """EDTF dates of any precision, points and lines among the areas."""
    tags = {"boundary": "administrative", "admin_level": "2"}
    tree = collection(
        feature(WEST, name="Alpha", start_date="1910-03", end_date="1914~", **tags, id="relation/1"),
        feature(EAST, name="Beta", start_date="1912", **tags, id="relation/2"),
        feature(shapely.Point(-5, 40), name="Alpha", start_date="1910"),
        feature(shapely.LineString([(-5, 40), (-4, 40)]), name="border"),
    )
    return write(folder / "export.geojson", tree)


def topojson(folder: Path) -> Path:
    """The two halves with one common arc, quantised."""
    tree = {
        "type": "Topology",
        "transform": {"scale": [0.5, 0.5], "translate": [-9, 37]},
        "arcs": [
            [[12, 0], [0, 12]],
            [[12, 12], [-12, 0], [0, -12], [12, 0]],
            [[12, 0], [12, 0], [0, 12], [-12, 0]],
        ],
        "objects": {
            "land": {"type": "Polygon", "arcs": [[1, 2]]},
            "states": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "West"}, "id": 1},
                    {"type": "MultiPolygon", "arcs": [[[2, -1]]], "properties": {"name": "East"}, "id": 2},
                ],
            },
        },
    }
    return write(folder / "states.topojson", tree)


def shapefile(folder: Path, crs: str = "EPSG:3035") -> Path:
    """The two halves in a projection that the .prj declares, and names in Latin-1."""
    import pyproj
    import shapefile as pyshp

    project = pyproj.Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform
    path = folder / "iberia.shp"
    with pyshp.Writer(str(path), shapeType=pyshp.POLYGON, encoding="latin-1") as writer:
        writer.field("NOMBRE", "C", 40)
        writer.field("DESDE", "D")
        for name, shape in (("León", WEST), ("Aragón", EAST)):
            ring = shapely.get_coordinates(shapely.segmentize(shape, 0.2))
            writer.poly([list(zip(*project(ring[:, 0], ring[:, 1]), strict=True))])
            writer.record(name, "19010203")
    path.with_suffix(".prj").write_text(pyproj.CRS(crs).to_wkt("WKT1_ESRI"))
    path.with_suffix(".cpg").write_text("ISO-8859-1")
    return path
