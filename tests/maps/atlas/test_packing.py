"""The package's own binary form gives back what was put in, to a quantum, and loads by box."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from podium.maps.atlas.packing import Layer, from_planes, pack, to_planes, unzigzag, zigzag


@given(st.lists(st.integers(-(2**31) + 1, 2**31 - 1)))
def test_differences_survive_coding(values: list[int]) -> None:
    array = np.array(values, np.int64)
    assert (unzigzag(from_planes(to_planes(zigzag(array)))) == array).all()


def layer(tmp_path: Path) -> Layer:
    shapes = [
        shapely.box(0, 0, 1, 1),
        shapely.box(10, 10, 11, 11) | shapely.box(12, 10, 13, 11),
        shapely.box(0.2, 2, 0.4, 3),
    ]
    shapes[0] = shapes[0] - shapely.box(0.25, 0.25, 0.5, 0.5)
    path = tmp_path / "x.map"
    path.write_bytes(pack(shapes, {"id": ["a", "b", "c"]}, ["west", "east", "west"], kind="polygon"))
    return Layer(path)


def test_polygons_with_holes_and_parts_come_back(tmp_path: Path) -> None:
    packed = layer(tmp_path)
    rows = packed.rows_in(None)
    by_id = dict(zip((packed.columns["id"][r] for r in rows), packed.geometries(rows), strict=True))
    assert by_id["a"].area == pytest.approx(1 - 0.0625)
    assert by_id["b"].area == pytest.approx(2)
    assert len(shapely.get_parts(by_id["b"])) == 2


def test_a_box_loads_only_what_it_touches(tmp_path: Path) -> None:
    packed = layer(tmp_path)
    assert [packed.columns["id"][r] for r in packed.rows_in((9, 9, 20, 20))] == ["b"]
    assert [packed.columns["id"][r] for r in packed.rows_in((0, 1.5, 1, 5))] == ["c"]
    assert len(packed.rows_in((50, 50, 60, 60))) == 0


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.map").write_bytes(b"something else")
    with pytest.raises(ValueError, match="not a packed map layer"):
        Layer(tmp_path / "x.map")


def test_columns_of_another_length_are_refused() -> None:
    with pytest.raises(ValueError, match="2 rows for 1"):
        pack([shapely.box(0, 0, 1, 1)], {"id": ["a", "b"]}, ["x"], kind="polygon")
