"""A morph in the browser: what two slides share flies, is where it should be on the way, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from math import hypot
from pathlib import Path
from typing import Any

import pytest
from room import Room, Window, written

pytestmark = pytest.mark.browser
MAP = """
    relief: false
    territories: east-asia-1931-1941
    year: 1939
"""
FLIGHTS = f"""\
title: Flights
credits: false
slides:
  - map: East Asia
    id: wide
    full: true{MAP}    cities: [Hsinking]
    frame: [88, 19, 164, 53]
  - map: The Halha
    id: close
    transition: morph
    full: true{MAP}    cities: [Hsinking]
    around: {{at: [118.6, 47.7], km: 600}}
    steps: [{{name: First}}, {{name: Second}}]
    events: [{{title: Battle, at: [118.6, 47.7], step: First}}, {{title: Truce, at: [117, 46], step: Second}}]
  - points: The town
    id: town
    items: [Early, Late]
    beside:
      image: {{file: a.png, alt: The town, caption: Seen from afar}}
  - points: Nobody sees this
    id: secret
    hidden: true
    items: [A, B]
  - image: The town again
    id: again
    transition: morph
    file: b.png
    alt: The town
    caption: Seen from afar
"""
PLACE = """([id, name]) => {
  const box = [...document.querySelectorAll(`#${id} svg [data-name]`)].find(e => e.dataset.name === name).getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}"""  # noqa: E501
PLAYING, TURNING = "document.getAnimations().length", "document.querySelectorAll('.was,.flies,.flight').length"
DOTS = """([name, ids]) => ids.forEach((id, n) => {
  const box = [...document.querySelectorAll(`#${id} svg [data-name]`)].find(e => e.dataset.name === name).getBBox();
  const dot = document.createElementNS("http://www.w3.org/2000/svg", "rect"), about = {class: "dot", x: box.x, y: box.y, width: box.width, height: box.height};
  for (const key in about) dot.setAttribute(key, about[key]);
  document.querySelectorAll(".flight svg > g")[n].append(dot);
})"""  # noqa: E501
LASTING = "{ const later = setTimeout; window.setTimeout = (act, ms) => ms === 2050 ? 0 : later(act, ms); }"
"""The end of a flight does not come by itself: a slow machine has time to look at it."""
CITY = "!!city: Hsinking"


@pytest.fixture(scope="module")
def flights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("flights"), FLIGHTS)


def opened(room: Callable[..., Room], file: Path, at: str, **options: Any) -> Window:
    """A window without the hint, which leaves room below the slide."""
    window = room(at, file, **options).slides
    window.press("Shift")
    return window


def place(window: Window, id: str, name: str = CITY) -> tuple[float, float]:
    """The middle of a box on the screen."""
    x, y = window.page.evaluate(PLACE, [id, name])
    return x, y


def held(window: Window, seconds: float) -> None:
    """Stops the flight at a time."""
    window.page.evaluate(
        "at => document.getAnimations().forEach(a => { a.pause(); a.currentTime = at; })", seconds * 1000
    )


def landed(window: Window) -> None:
    window.until(lambda: not window.page.evaluate(f"{PLAYING} + {TURNING}"))


def drawn(window: Window) -> Any:
    return window.page.evaluate("document.querySelector('main').outerHTML")


def test_what_two_maps_share_flies_from_its_place_to_its_place(room: Callable[..., Room], flights: Path) -> None:
    still = opened(room, flights, "#wide", reduced_motion="reduce")
    there = place(still, "wide")
    still.press("PageDown")
    here = place(still, "close")
    window = opened(room, flights, "#wide", script=LASTING)
    for key, fresh, path in (("PageDown", "close", (there, here)), ("PageUp", "wide", (here, there))):
        window.press(key)
        assert window.page.evaluate(PLAYING) > 20
        held(window, 0)
        assert place(window, fresh) == pytest.approx(path[0], abs=3)
        held(window, 1)
        for axis in (0, 1):
            low, high = sorted((there[axis], here[axis]))
            assert low + 10 < place(window, fresh)[axis] < high - 10
        held(window, 1.999)
        assert place(window, fresh) == pytest.approx(path[1], abs=1)


def test_the_grounds_of_both_maps_lie_on_one_another_all_the_way(room: Callable[..., Room], flights: Path) -> None:
    """A dot on the town is put on the ground of either map: the two fly as one, and the town's sign on them."""
    window = opened(room, flights, "#wide", script=LASTING)
    window.press("PageDown")
    window.page.evaluate(DOTS, [CITY, ["wide", "close"]])
    ends: list[tuple[float, float]] = []
    for seconds in (0, 0.4, 0.9, 1.3, 1.999):
        held(window, seconds)
        (x, y), (x1, y1) = window.page.evaluate(
            "[...document.querySelectorAll('.flight .dot')].map(e => e.getBoundingClientRect()).map(r => [r.x + r.width / 2, r.y + r.height / 2])"  # noqa: E501
        )
        assert hypot(x - x1, y - y1) < 6
        sign = place(window, "close")
        assert hypot(x1 - sign[0], y1 - sign[1]) < 6
        ends.append((x1, y1))
        hidden = "!document.querySelector('#close svg.map > g').checkVisibility({visibilityProperty: true})"
        assert window.page.evaluate(hidden)
    flown = [hypot(x - ends[0][0], y - ends[0][1]) for x, y in ends]
    assert flown == sorted(flown)
    assert flown[-1] > 100


def test_nothing_is_left_after_a_flight_or_when_the_next_key_ends_it(room: Callable[..., Room], flights: Path) -> None:
    window, still = opened(room, flights, "#wide"), opened(room, flights, "#wide", reduced_motion="reduce")
    for words in ("PageDown", "PageUp", "PageDown PageDown", "PageDown b b", "PageUp PageUp PageUp",
                  "PageDown PageDown PageUp PageUp", "End", "PageUp", "PageDown PageUp"):  # fmt: skip
        keys = words.split()
        window.press(*keys)
        still.press(*keys)
        assert window.at() == still.at()
        landed(window)
        assert drawn(window) == drawn(still), keys
    assert still.page.evaluate(PLAYING) == 0


def test_the_next_key_shows_the_end_at_once(room: Callable[..., Room], flights: Path) -> None:
    window = opened(room, flights, "#wide", script=LASTING)
    window.press("PageDown")
    assert window.page.evaluate("document.querySelectorAll('.flight svg').length") == 2
    window.press("PageDown")
    assert window.at() == "close/1"
    assert window.page.evaluate(TURNING) == 0
    window.press("PageUp", "PageUp")
    assert window.page.evaluate("document.querySelectorAll('.flight svg').length") == 2
    window.press("Escape")
    window.until(lambda: window.has("over"))
    assert window.page.evaluate(PLAYING) == 0


def test_a_step_that_waits_does_not_fly_in(room: Callable[..., Room], flights: Path) -> None:
    window = opened(room, flights, "#wide", script=LASTING)
    window.press("PageDown")
    steps, opacity = "document.querySelectorAll('#close [data-step]')", "getComputedStyle(e).opacity"
    seen = f"[...{steps}].filter(e => {opacity} !== '0').length"
    assert window.page.evaluate(f"{steps}.length") > 3
    for seconds in (0, 1, 1.9):
        held(window, seconds)
        assert window.page.evaluate(seen) == 0


def test_a_picture_flies_past_a_hidden_slide_and_the_rest_fades(room: Callable[..., Room], flights: Path) -> None:
    window = opened(room, flights, "#town", script=LASTING)
    names = window.page.evaluate("[...document.querySelectorAll('#town [data-name^=\"!!\"]')].map(e => e.dataset.name)")
    (name,) = [name for name in names if "afar" in name and "Caption" not in name] or names[:1]
    there = place(window, "town", name)
    window.press("PageDown")
    assert window.at() == "again/0"
    held(window, 0)
    assert place(window, "again", name) == pytest.approx(there, abs=2)
    held(window, 1)
    halfway = place(window, "again", name)
    held(window, 1.999)
    here = place(window, "again", name)
    low, high = sorted((there[0], here[0]))
    assert low + 10 < halfway[0] < high - 10
    held(window, 1)
    headline = "document.querySelector('#again > svg > g[data-name=Headline]')"
    assert 0 < float(window.page.evaluate(f"getComputedStyle({headline}).opacity")) < 1


def test_a_jump_over_slides_does_not_fly(room: Callable[..., Room], flights: Path) -> None:
    window = opened(room, flights, "#town")
    window.press("3", "Enter")
    assert window.at() == "close/0"
    assert window.page.evaluate("document.querySelectorAll('.flies').length") == 0
