"""How a map lies on the map of the slide before it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from talk import Talk

from podium.scene.boxes import Earth, Page, Shape
from podium.scene.units import EMU_PER_PT, Rect

Lecture = Callable[..., Talk]
LAEA = "+proj=laea +lat_0=48 +lon_0={} +ellps=WGS84"


def slides(*frames: str) -> str:
    text = "title: Flights\ncredits: false\nslides:\n"
    for n, frame in enumerate(frames):
        text += f"""\
  - map: Asia {n}
    id: m{n}
    transition: morph
    relief: false
    year: 1939
    territories: east-asia-1931-1941
    cities: [Hsinking, Harbin]
    {frame}
"""
    return text


def middle(page: Page, name: str) -> tuple[float, float]:
    """The middle of a box (pt)."""
    rect = next(box for box in page.boxes if box.name.removeprefix("!!") == name).rect
    return (rect.x + rect.w / 2) / EMU_PER_PT, (rect.y + rect.h / 2) / EMU_PER_PT


def put(matrix: tuple[float, ...], at: tuple[float, float]) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * at[0] + c * at[1] + e, b * at[0] + d * at[1] + f


WIDE, CLOSE = "frame: [88, 19, 164, 53]", "around: {at: [124, 45], km: 500}"


@pytest.mark.parametrize(
    ("frames", "off"),
    [((WIDE, CLOSE), 2), ((CLOSE, WIDE), 12), ((CLOSE, "around: {at: [126, 44], km: 600}"), 3),
     (("frame: [-20, -50, 170, 70]\n    projection: robinson", CLOSE), 2)],
)  # fmt: skip
def test_a_town_flies_to_its_own_place(lecture: Lecture, frames: tuple[str, str], off: float) -> None:
    talk = lecture(slides(*frames))
    before, page = talk.page("m0"), talk.page("m1")
    (flight,) = page.flights
    assert flight.name == "!!map"
    assert not before.flights
    for town in ("city: Hsinking", "city: Harbin"):
        assert put(flight.matrix, middle(page, town)) == pytest.approx(middle(before, town), abs=off)


def test_two_maps_of_one_frame_stay_where_they_are(lecture: Lecture) -> None:
    talk = lecture(slides(WIDE, WIDE).replace("1939", "1931", 1))
    assert [f.matrix for f in talk.page("m1").flights] == [(1, 0, 0, 1, 0, 0)]


def test_maps_of_other_lands_do_not_fly(lecture: Lecture) -> None:
    talk = lecture(slides(WIDE, "frame: [-20, 30, 40, 60]"))
    assert talk.page("m1").transition == "morph"
    assert not talk.page("m1").flights


def test_only_what_morphs_flies(lecture: Lecture) -> None:
    talk = lecture(slides(WIDE, CLOSE).replace("transition: morph", "transition: fade"))
    assert not any(page.flights for page in talk.pages)


def test_each_box_says_how_it_lies_on_its_map(lecture: Lecture) -> None:
    """Grounds and places follow one another, so that a back-end can move them apart."""
    page = lecture(slides(CLOSE)).page("m0")
    found = {box.name: box.on_map for box in page.boxes}
    assert [box.name for box in page.boxes if isinstance(box, Shape) and box.earth] == ["map"]
    for name in ("map", "coast", "borders", "territory: Manchukuo"):
        assert found[name] == "ground"
    for name in ("city: Harbin", "city name: Harbin", "name: Manchukuo"):
        assert found[name] == "place"
    for name in ("Scale", "map frame", "Headline"):
        assert found[name] == ""
    order = "".join({"ground": "g", "place": "p", "": "-"}[box.on_map] for box in page.boxes)
    assert re.fullmatch("-*g+p+-+", order)


def test_what_no_movement_can_show_is_none() -> None:
    from podium.pages.flights import flight

    def sheet(lon: float, metres: float, wide: int = 900) -> Shape:
        earth = Earth(LAEA.format(lon), (-metres, -metres, metres, metres))
        return Shape(name="map", rect=Rect(0, 0, wide * EMU_PER_PT, wide * EMU_PER_PT), earth=earth)

    assert flight(sheet(118, 1e6), sheet(118, 1e5)) is not None
    assert flight(sheet(118, 1e6), sheet(118, 1e4)) is None  # a hundred times as close
    assert flight(sheet(118, 1e6), sheet(10, 1e6)) is None
    assert flight(sheet(118, 1e6), Shape(name="map", rect=Rect(0, 0, 9, 9))) is None
    smaller = flight(sheet(118, 1e6), sheet(118, 1e6, wide=450))
    assert smaller is not None
    assert smaller.matrix == pytest.approx((2, 0, 0, 2, 0, 0), abs=1e-6)
