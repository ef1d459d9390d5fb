"""Reading files of borders: properties and polygons of their features.

In: the bytes of a file and of what belongs to it, by ending. Out: `Contents`. Raises BadFile with what is wrong and
what would be right, whatever the bytes are.
"""

from __future__ import annotations

import io
import json
import re
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from podium.maps.territories.geodata import topojson
from podium.maps.territories.geodata.shapes import areas
from podium.maps.territories.geodata.sources import GDAL, MOST, SUFFIXES, BadFile, MissingPackage

_NO_JSON = "open it in QGIS and export it as GeoJSON"
_CREDITS = ("credit", "attribution", "copyright", "license")  # what a file may say of its makers


class Contents(NamedTuple):
    """What a file holds. rows: the properties of each feature; shapes: its polygons, empty for points and lines;
    repaired: the numbers, from 0, of shapes that crossed themselves; credit: what the file says of its makers."""

    rows: list[dict[str, Any]]
    shapes: NDArray[Any]
    repaired: list[int]
    credit: str = ""


class Raw(NamedTuple):
    """Features as their file has them. rows: their properties; geometries: as in GeoJSON; crs: as the file declares it,
    "" for WGS 84; credit: what it says of its makers."""

    rows: list[dict[str, Any]]
    geometries: list[Any]
    crs: str
    credit: str = ""


def read(parts: Mapping[str, bytes]) -> Contents:
    """The features of a file. parts: its bytes by ending (`.geojson`; `.shp`, `.dbf`, `.prj` …)."""
    found = read_raw(parts, "Polygon")
    shapes, repaired = areas(found.geometries, found.crs)
    if shapely.is_empty(shapes).all():
        raise BadFile(f"none of its {len(found.rows)} features is an area: they are points or lines", "export polygons")
    return Contents(found.rows, shapes, repaired, found.credit)


def read_raw(parts: Mapping[str, bytes], *kinds: str) -> Raw:
    """The features of a file as they are. kinds: of geometries (`Polygon`, `Line`); of a file with several layers the
    first is read that has one of them."""
    found = _read(_unpacked(parts[".zip"]) if ".zip" in parts else parts, kinds)
    if not found.rows:
        raise BadFile("it has no features", "export it anew")
    return found


def _read(parts: Mapping[str, bytes], kinds: tuple[str, ...]) -> Raw:
    if ".shp" in parts:
        return _shapefile(parts)
    ending, data = next(iter(parts.items()))
    if not data.strip():
        raise BadFile("it is empty", "export it anew")
    return _gdal(data, ending, kinds) if ending in GDAL else _json(data)


# ---- JSON ----------------------------------------------------------------------------------------------------


def _json(data: bytes) -> Raw:
    """GeoJSON (RFC 7946, or older with a `crs`) or TopoJSON."""
    try:
        tree = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadFile("it is not UTF-8 text", _NO_JSON) from None
    except RecursionError:
        raise BadFile("it is nested too deeply", _NO_JSON) from None
    except json.JSONDecodeError as e:
        cut = " (the file ends too early)" if e.pos >= len(e.doc.rstrip()) else ""
        raise BadFile(f"it is not JSON: {e.msg} in line {e.lineno}{cut}", "download or export it again") from None
    kind = tree.get("type") if isinstance(tree, dict) else None
    if kind == "Topology":
        features = topojson.features(tree)
    elif kind == "FeatureCollection":
        features = tree.get("features")
    else:
        features = [tree if kind == "Feature" else {"type": "Feature", "geometry": tree}]
    if not isinstance(tree, dict) or not isinstance(features, list) or not isinstance(kind, str):
        raise BadFile("it is JSON, but neither GeoJSON nor TopoJSON", _NO_JSON)
    wrong = next((n for n, f in enumerate(features) if not isinstance(f, dict)), None)
    if wrong is not None:
        raise BadFile(f"feature {wrong + 1} is no feature", _NO_JSON)
    rows = [_properties(f) for f in features]
    credit = next((tree[key] for key in _CREDITS if isinstance(tree.get(key), str)), "")
    return Raw(rows, [f.get("geometry") for f in features], _crs(tree), credit)


def _properties(feature: dict[str, Any]) -> dict[str, Any]:
    """The properties of a feature, and its id if none of them is called so."""
    own = feature.get("properties")
    found = {str(k): v for k, v in own.items()} if isinstance(own, dict) else {}
    if isinstance(feature.get("id"), str | int):
        found.setdefault("id", feature["id"])
    return found


def _crs(tree: dict[str, Any]) -> str:
    """The coordinate system that GeoJSON of before 2016 may name."""
    declared = tree.get("crs")
    name = declared.get("properties") if isinstance(declared, dict) else None
    return str(name.get("name") or "") if isinstance(name, dict) else ""


# ---- shapefiles ----------------------------------------------------------------------------------------------


def _shapefile(parts: Mapping[str, bytes]) -> Raw:
    try:
        import shapefile
    except ImportError:
        raise MissingPackage("shapefiles need pyshp", "install it with pip install pyshp") from None
    if ".dbf" not in parts:
        raise BadFile("the .dbf with its properties is missing", "put it beside the .shp, with the .prj")
    label = parts.get(".cpg", b"").decode("ascii", "ignore").strip().lower()
    try:
        "".encode(label or "utf-8")
    except LookupError:
        label = "latin-1" if "1252" in label or "8859" in label else "utf-8"
    shapefile.VERBOSE = False  # it would print what it makes of doubtful shapes
    try:
        with warnings.catch_warnings(action="ignore"):
            reader = shapefile.Reader(
                shp=io.BytesIO(parts[".shp"]), dbf=io.BytesIO(parts[".dbf"]), encoding=label or "utf-8",
                encodingErrors="replace",
            )  # fmt: skip
            found = [(one.record.as_dict(), one.shape) for one in reader.iterShapeRecords()]
            rows = [row for row, _ in found]
            empty = shapefile.NULL
            geometries = [None if shape.shapeType == empty else shape.__geo_interface__ for _, shape in found]
    except Exception as e:  # the library meets junk with errors of every kind
        raise BadFile(f"it is no shapefile that can be read ({type(e).__name__})", "export it anew") from None
    return Raw(rows, geometries, parts.get(".prj", b"").decode("utf-8", "replace").strip("\ufeff \0\r\n"))


def _unpacked(data: bytes) -> Mapping[str, bytes]:
    """The one file of borders in an archive, with what belongs to it; nothing is written to disk."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [i.filename for i in archive.infolist() if not i.is_dir() and not i.filename.startswith("__MACOSX")]
            inside = [n for n in names if n.lower().endswith(SUFFIXES) and not n.lower().endswith(".zip")]
            if len(inside) != 1:
                listed = f": {', '.join(sorted(inside)[:6])}" if inside else ""
                raise BadFile(f"the archive holds {len(inside)} files of borders{listed}", "unpack the one you need")
            stem = PurePosixPath(inside[0]).with_suffix("")
            wanted = {PurePosixPath(n).suffix.lower(): n for n in names if PurePosixPath(n).with_suffix("") == stem}
            return {ending: _member(archive, name) for ending, name in wanted.items()}
    except zipfile.BadZipFile:
        raise BadFile("it is no zip archive, or a damaged one", "download it again") from None
    except (RuntimeError, NotImplementedError, OSError, EOFError, ValueError) as e:
        if isinstance(e, BadFile):
            raise
        raise BadFile("the archive is encrypted, or packed in a way that cannot be read", "unpack it") from None


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    """A file in an archive; never more than `MOST`, whatever the archive says of its size."""
    with archive.open(name) as file:
        data = file.read(MOST + 1)
    if len(data) > MOST:
        raise BadFile(f"'{name[:60]}' in the archive is larger than {MOST // 1_000_000} MB", "unpack and reduce it")
    return data


# ---- everything else -----------------------------------------------------------------------------------------

_ANY_KIND = ("Unknown", "GeometryCollection", "3D GeometryCollection")
_BEGIN = {".gpkg": b"SQLite format 3\0", ".fgb": b"fgb"}
_KML = re.compile(rb"(?s)(\xef\xbb\xbf)?\s*(<\?xml.*?\?>\s*)?(<!--.*?-->\s*)*<kml\b")


def _gdal(data: bytes, ending: str, wanted: tuple[str, ...]) -> Raw:
    """What GDAL reads, with the extra. The first bytes are checked: GDAL itself goes by them, and some of its formats
    name other files."""
    begins = data.startswith(_BEGIN[ending]) if ending in _BEGIN else _KML.match(data)
    if not begins:
        raise BadFile(f"it is no {ending[1:].upper()} file", "export it as GeoJSON")
    try:
        from pyogrio import list_layers, raw
    except ImportError:
        hint = "install it with pip install 'podium[gis]', or export the file as GeoJSON"
        raise MissingPackage(f"{ending} files need pyogrio", hint) from None
    try:
        with warnings.catch_warnings(action="ignore"):  # a file in memory has no ending
            kinds = [str(kind) for _, kind in list_layers(data)]
            fitting = (n for n, k in enumerate(kinds) if k in _ANY_KIND or any(kind in k for kind in wanted))
            layer = next(fitting, None)
            if layer is None:
                said = "areas", "export polygons"
                said = said if "Polygon" in wanted else ("lines", "export lines")
                raise BadFile(f"none of its layers has {said[0]}", said[1])
            meta, _, wkb, columns = raw.read(data, layer=layer, force_2d=True)
    except BadFile:
        raise
    except Exception as e:  # GDAL's errors, and those of numpy where it has no columns
        raise BadFile(f"it cannot be read ({' '.join(str(e).split())[:80]})", "export it as GeoJSON") from None
    values = [[_plain(v) for v in column] for column in columns]
    rows = [dict(zip(map(str, meta["fields"]), row, strict=True)) for row in zip(*values, strict=True)]
    geometries = [None if w is None else shapely.from_wkb(w, on_invalid="ignore") for w in wkb]
    plain = [None if g is None else json.loads(shapely.to_geojson(g)) for g in geometries]
    return Raw(rows or [{} for _ in plain], plain, str(meta.get("crs") or ""))


def _plain(value: Any) -> Any:
    """A value of a column as text or number."""
    if isinstance(value, np.datetime64):
        return None if np.isnat(value) else str(value)[:10]
    return value.item() if isinstance(value, np.generic) else value
