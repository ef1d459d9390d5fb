"""The exported file in Firefox, from file://: every slide and step, both windows, what is loaded anew."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from firefox import Firefox
from room import written
from test_flight import FLIGHTS

pytestmark = pytest.mark.browser
PATH = [
    "cover/0", "agenda/0", "section-1/0", "first/0", "first/1", "first/2", "first/3", "table/0", "section-2/0",
    "town/0", "town/1", "question/0", "last/0",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """Firefox; without it the test is skipped, but not in CI."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if not program and os.environ.get("CI") == "true":
        pytest.fail("Firefox is missing")
    if not program:
        pytest.skip("Firefox is missing")
    made = Firefox(program, tmp_path_factory.mktemp("firefox") / "profile")
    try:
        made.begin()
        yield made
    finally:
        made.end()


@pytest.fixture
def firefox(browser: Firefox) -> Firefox:
    """The browser with an empty page in its only window."""
    browser.alone()
    return browser


def at(firefox: Firefox, window: str = "") -> str:
    """The slide that a window shows and its step."""
    if window:
        firefox.go(window)
    shown = "new Set([...document.querySelectorAll('.slide.now svg [data-step]:not(.later)')].map(e => e.dataset.step))"
    return str(firefox.run(f"document.querySelector('.slide.now').id + '/' + {shown}.size"))


def test_firefox_presents_the_file_in_two_windows(firefox: Firefox, talk: Path) -> None:
    firefox.ask("WebDriver:Navigate", url=talk.as_uri())
    slides = firefox.window
    for way, key in ((PATH, "PageDown"), (PATH[::-1], "PageUp")):
        seen = [at(firefox)]
        for _ in way[1:]:
            firefox.press(key)
            seen.append(at(firefox))
        assert seen == way

    firefox.press("p")
    desk = firefox.opened(slides)
    firefox.go(desk)
    firefox.until(lambda: firefox.run("document.querySelector('.paired')?.textContent === ''"))
    for here, there, keys, place in (
        (desk, slides, ["4", "Enter"], "first/0"),
        (desk, slides, ["PageDown"], "first/1"),
        (slides, desk, ["PageDown"], "first/2"),
        (slides, desk, ["End"], "last/0"),
    ):
        firefox.go(here)
        firefox.press(*keys)
        firefox.until(lambda there=there, place=place: at(firefox, there) == place)  # type: ignore[misc]
    firefox.go(desk)
    firefox.press("b")
    firefox.go(slides)
    firefox.until(lambda: firefox.run("document.documentElement.classList.contains('black')"))
    for loaded, other, place in ((slides, desk, "first/0"), (desk, slides, "table/0")):
        firefox.go(loaded)
        firefox.ask("WebDriver:Refresh")
        firefox.press(*("4" if place == "first/0" else "5"), "Enter")
        firefox.until(lambda other=other, place=place: at(firefox, other) == place)  # type: ignore[misc]

    firefox.go(slides)
    firefox.press("a")
    assert firefox.run("document.querySelector('.words h1').getBoundingClientRect().width > 100")
    assert firefox.errors() == []


@pytest.mark.thorough
def test_firefox_flies_and_leaves_nothing_behind(firefox: Firefox, tmp_path: Path) -> None:
    firefox.ask("WebDriver:Navigate", url=written(tmp_path, FLIGHTS).as_uri() + "#wide")
    firefox.run("""new MutationObserver(() => {
      if (document.querySelectorAll(".flight svg").length === 2) document.body.dataset.flew = "";
    }).observe(document.querySelector("main"), {childList: true})""")
    moving = "document.getAnimations().length + document.querySelectorAll('.was,.flies,.flight').length"
    for key, end in (("PageDown", "close"), ("PageUp", "wide")):
        firefox.press(key)
        firefox.until(lambda: firefox.run(f"document.body.hasAttribute('data-flew') && {moving} === 0"))
        assert firefox.run("document.querySelector('.slide.now').id") == end
        firefox.run("document.body.removeAttribute('data-flew')")
