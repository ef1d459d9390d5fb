"""Land that changes hands by click: whose it is then, on what relief, within which borders, and which names stay."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
import shapely
from border_files import EAST, WEST, collection, feature, write
from map_scenes import Drawn, check, drawn, outlines, text_of
from PIL import Image

from podium.scene.boxes import Box, Freeform, Picture, Text, lasting

CENTRAL_EUROPE = """title: Central Europe
territories:
  czechoslovakia:
    {name: Czechoslovakia, from: 1918, to: 1939-03-14, source: S, confidence: high, build: [CZE/*, SVK/*]}
  protectorate: {name: Protectorate, from: 1939-03-15, source: S, confidence: high, build: [CZE/*]}
  slovakia: {name: Slovakia, from: 1939-03-15, source: S, confidence: high, build: [SVK/*]}
  austria: {name: Austria, to: 1938-03-11, source: S, confidence: high, build: [AUT/*]}
  germany:
    name: Germany
    source: S
    confidence: high
    build: [DEU/*, {add: AUT/*, from: 1938-03-12}]
  march: {name: The march, to: 1938-03-31, overlay: true, source: S, confidence: high, build: [AUT/Tirol]}
"""
SLIDE = """  - map: H
    territories: central
    date: 1938-03-01
    frame: [4, 45.5, 24, 52.5]
    fill: {green: [czechoslovakia, austria], blue: [germany]}
    hatch: {occupied: [march]}
    rivers: [Vltava]
    steps: [{name: Anschluss, date: 1938-04-01}, {name: Prague, date: 1939-03-15}]
"""


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    folder = tmp_path_factory.mktemp("steps")
    (folder / "territories").mkdir()
    (folder / "territories" / "central.yaml").write_text(CENTRAL_EUROPE, "utf-8")
    made = drawn(folder, SLIDE)
    assert not made.findings
    check(made)
    return made


def area(result: Drawn, name: str, step: int) -> Freeform:
    (box,) = [b for b in result.named(f"territory: {name}") if b.step == step]
    assert isinstance(box, Freeform)
    return box


def shape(box: Box) -> shapely.Geometry:
    return shapely.union_all(outlines(box))


def test_land_goes_with_its_click_to_whoever_has_it_then(result: Drawn) -> None:
    before, after = shape(area(result, "Austria", 0)), area(result, "Germany", 1)
    assert after.fill == area(result, "Germany", 0).fill
    assert shapely.intersection(shape(after), before).area > 0.99 * before.area
    assert shape(after).area < 1.2 * before.area  # what it had before is not drawn again
    lost = shape(area(result, "Czechoslovakia", 0))
    for heir in ("Protectorate", "Slovakia"):
        assert area(result, heir, 2).fill == "map.land"
    heirs = shapely.union_all([shape(area(result, heir, 2)) for heir in ("Protectorate", "Slovakia")])
    assert shapely.intersection(heirs, lost).area > 0.99 * lost.area


def test_relief_and_rivers_are_on_it_too(result: Drawn) -> None:
    order = [b.name for b in result.boxes]
    relief = [b for b in result.boxes if isinstance(b, Picture) and b.step]
    assert [b.step for b in relief] == [1, 2]
    for box, name in zip(relief, ("Germany", "Slovakia"), strict=True):
        land = area(result, name, box.step)
        assert order.index(box.name) < result.boxes.index(land)
        assert land.alpha == area(result, "Germany", 0).alpha
        data = result.scene.media[box.media].data
        pixels = np.asarray(Image.open(io.BytesIO(data)).convert("RGBA"))
        assert set(np.unique(pixels[..., 3])) == {0, 255}
        assert len(np.unique(pixels[pixels[..., 3] > 0], axis=0)) > 16
        assert len(data) < 60_000
    assert [b.step for b in result.named("river: Vltava")] == [0, 2]


def test_a_border_that_is_no_more_is_covered(result: Drawn) -> None:
    old = next(b for b in result.boxes if b.name == "borders")
    assert isinstance(old, Freeform)
    corners = [(x + old.rect.x, y + old.rect.y) for path in old.paths for _, x, y in path]
    common = shapely.intersection(shape(area(result, "Germany", 0)).buffer(9000), shape(area(result, "Austria", 0)))
    gone = [p for p in map(shapely.Point, corners) if common.buffer(9000).contains(p)]
    assert len(gone) > 20
    over = shape(area(result, "Germany", 1)).buffer(9000)
    assert sum(over.contains(p) for p in gone) > 0.97 * len(gone)
    drawn_again = next(b for b in result.boxes if b.name == "border: Germany" and b.step == 1)
    assert isinstance(drawn_again, Freeform)
    left, top = drawn_again.rect.x, drawn_again.rect.y
    edge = shapely.MultiPoint([(x + left, y + top) for path in drawn_again.paths for _, x, y in path])
    inner = shapely.union_all([shape(area(result, n, 0)) for n in ("Germany", "Austria")]).buffer(-60_000)
    assert not shapely.intersects(edge, inner)


def test_names_and_overlays_leave_with_what_they_belong_to(result: Drawn) -> None:
    names = {text_of(b).replace("\v", " "): (b.step, b.until) for b in result.named("name: ") if isinstance(b, Text)}
    assert names["AUSTRIA"] == (0, 1)
    assert names["CZECHOSLOVAKIA"] == (0, 2)
    assert names["SLOVAKIA"] == (2, 0)
    assert names["GERMANY"] == (0, 0)
    assert {b.until for b in result.named("hatch: The march")} == {1}
    left = {b.name for b in lasting(result.boxes)}
    assert not left & {"name: Austria", "name: Czechoslovakia", "hatch: The march"}


def test_borders_from_files_change_hands_too_and_leave_the_sea_alone(tmp_path: Path) -> None:
    wider = shapely.union(WEST, shapely.box(-3, 40, 3, 43))
    write(tmp_path / "1914.geojson", collection(feature(WEST, NAME="Lusitania"), feature(EAST, NAME="Tarraconensis")))
    write(tmp_path / "1920.geojson", collection(feature(wider, NAME="Lusitania")))
    slide = "  - map: H\n    territories: {1914: 1914.geojson, 1920: 1920.geojson, credit: C}\n    year: 1914\n"
    slide += "    frame: [-12, 35, 5, 45]\n    fill: {blue: [Lusitania], red: [Tarraconensis]}\n"
    found = drawn(tmp_path, slide + "    steps: [{name: Later, date: 1920}]\n")
    check(found)
    lost, gained = shape(area(found, "Tarraconensis", 0)), shape(area(found, "Lusitania", 1))
    assert 0.4 < gained.area / lost.area < 0.6
    (rest,) = [shape(b) for b in found.named("other land") if b.step == 1]
    assert shapely.intersection(rest, lost).area > 0.99 * rest.area
    assert 0.1 < rest.area / lost.area < 0.35  # half of what was lost lies in the sea, where no land is gained
    names = {text_of(b): (b.step, b.until) for b in found.named("name: ") if isinstance(b, Text)}
    assert (names["LUSITANIA"], names["TARRACONENSIS"]) == ((0, 0), (0, 1))
