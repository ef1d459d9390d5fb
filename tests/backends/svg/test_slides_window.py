"""The window that the room sees: steps as in PowerPoint, clickers, fingers, blank screens, reloads."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from room import Room, written
from talk import read

pytestmark = pytest.mark.browser
WAKE = """window.asked = []; Object.defineProperty(navigator, "wakeLock", {value: {request: async what => {
  window.asked.push(what);
  return {addEventListener() {}, release() { window.asked.push("released"); }};
}}});"""
STEPS = """() => [...document.querySelectorAll(".slide.now svg [data-step]:not(.later)")].map(e => {
  const own = e.closest("[data-name]"), parts = [...own.querySelectorAll(":scope > [data-step]")];
  return own.dataset.name + (e === own ? "" : `/${parts.indexOf(e)}`);
})"""
NS = {
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}


def clicks_of(slide: Any) -> list[set[str]]:
    """The names of what each click shows in PowerPoint, with the number of the paragraph if only that appears."""
    names = {shape.shape_id: shape.name for shape in slide.shapes}
    found = []
    for click in slide._element.findall(".//p:cTn[@nodeType='mainSeq']/p:childTnLst/p:par", NS):
        shown = set()
        for target in click.findall(".//p:set//p:spTgt", NS):
            name = names[int(target.get("spid"))]
            part = target.find("p:txEl/p:pRg", NS)
            shown.add(name if part is None else f"{name}/{part.get('st')}")
        found.append(shown)
    return found


def test_each_click_shows_what_it_shows_in_powerpoint(room: Callable[..., Room], tmp_path: Path) -> None:
    from pptx import Presentation

    from podium.backends.pptx.write import write

    file = written(tmp_path)
    made = read(tmp_path / "slides_src" / "talk.yaml")
    assert made.scene is not None
    write(made.scene, tmp_path / "talk.pptx")
    window = room(file=file).slides
    counted = 0
    for page, slide in zip(made.scene.pages, Presentation(str(tmp_path / "talk.pptx")).slides, strict=True):
        if page.hidden:
            continue
        assert window.at() == f"{page.id}/0"
        shown: set[str] = set()
        for click in clicks_of(slide):
            counted += 1
            window.press("PageDown")
            now = set(window.page.evaluate(STEPS))
            assert now - shown == click
            shown = now
        window.press("PageDown")
    assert counted == 4


def test_what_comes_fades_and_a_wipe_runs_from_the_left(room: Callable[..., Room]) -> None:
    moving = "() => document.getAnimations().map(a => [a.animationName, a.effect.getTiming().duration])"
    window = room("#first").slides
    window.press("PageDown")
    assert ["fade", 300] in window.page.evaluate(moving)
    window.press("PageUp")
    assert window.page.evaluate(moving) == []
    window = room("#town").slides
    window.press("PageDown")
    assert ["wipe", 1200] in window.page.evaluate(moving)
    window = room("#question").slides
    window.press("PageDown")
    assert ["fade", 700] in window.page.evaluate(moving)  # the transition to the last slide
    window = room("#first", reduced_motion="reduce").slides
    window.press("PageDown")
    assert window.page.evaluate(moving) == []


def test_back_leads_through_the_same_steps_and_hidden_slides_are_passed_over(room: Callable[..., Room]) -> None:
    window = room("#first").slides
    seen = [window.at()]
    for _ in range(6):
        window.press("PageDown")
        seen.append(window.at())
    assert seen == ["first/0", "first/1", "first/2", "first/3", "table/0", "section-2/0", "town/0"]
    back = []
    for _ in range(6):
        window.press("PageUp")
        back.append(window.at())
    assert back == seen[-2::-1]


def test_every_key_of_a_clicker_or_keyboard_moves(room: Callable[..., Room]) -> None:
    window = room("#first").slides
    for forward in ("ArrowRight", "ArrowDown", "PageDown", "Space", "Enter", "n"):
        for back in ("ArrowLeft", "ArrowUp", "PageUp", "Backspace"):
            window.press(forward, forward, back)
            assert window.at() == "first/1", (forward, back)
            window.press(back)
            assert window.at() == "first/0", (forward, back)


def test_home_end_and_numbers_jump(room: Callable[..., Room]) -> None:
    window = room().slides
    window.press("End")
    assert window.at() == "last/0"
    window.press("Home")
    assert window.at() == "cover/0"
    window.press("4", "Enter")
    assert window.page.evaluate("document.querySelector('.slide.now').getAttribute('aria-label')").startswith("4. ")
    window.press("9", "9", "Enter")
    assert window.at() == "last/0"


def test_a_clicker_that_sends_f5_fills_the_screen_and_loads_nothing_anew(room: Callable[..., Room]) -> None:
    window = room("#first").slides
    window.page.evaluate("window.mark = 1")
    window.press("PageDown", "F5")
    window.until(lambda: window.page.evaluate("Boolean(document.fullscreenElement)"))
    assert window.page.evaluate("window.mark") == 1
    assert window.at() == "first/1"
    window.press("F5")
    window.until(lambda: not window.page.evaluate("Boolean(document.fullscreenElement)"))
    window.press("?", "F5")
    assert window.page.evaluate("window.mark") == 1


def test_a_blank_screen_comes_back_where_it_was(room: Callable[..., Room]) -> None:
    window = room("#first/1").slides
    for key, mode in (("b", "black"), (".", "black"), ("w", "white"), (",", "white")):
        for again in (key, "b", "PageDown", "PageUp", "Escape"):
            window.press(key)
            assert window.has(mode)
            assert not window.page.locator(".slide.now").is_visible()
            window.press(again)
            assert not window.has(mode), (key, again)
            assert window.page.locator(".slide.now").is_visible()
            assert window.at() == "first/1"


def test_a_reload_comes_back_to_the_slide_and_the_step(room: Callable[..., Room]) -> None:
    made = room()
    window = made.slides
    window.press("3", "Enter", "4", "Enter", "PageDown", "PageDown")
    at = window.at()
    assert window.page.url.endswith("#" + at)
    window.page.reload()
    assert window.at() == at
    other = made.window("#table")  # a second window of the same file is on its own
    assert other.at() == "table/0"
    assert window.at() == at
    window.page.reload()
    assert window.at() == at


def test_another_address_in_the_same_window_moves_it(room: Callable[..., Room]) -> None:
    window = room("#first").slides
    window.page.evaluate("location.hash = '#table'")
    window.until(lambda: window.at() == "table/0")


def test_a_finger_swipes_and_taps(room: Callable[..., Room]) -> None:
    window = room("#first", has_touch=True, is_mobile=True, viewport={"width": 844, "height": 390}).slides
    swipe = """([x1, x2]) => {
      const at = x => [new Touch({identifier: 1, target: document.querySelector(".slide.now"), clientX: x, clientY: 200})];
      const send = (name, x, held) => document.querySelector(".slide.now").dispatchEvent(new TouchEvent(name, {bubbles: true, touches: held ? at(x) : [], changedTouches: at(x)}));
      send("touchstart", x1, true); send("touchend", x2, false);
    }"""  # noqa: E501
    window.page.evaluate(swipe, [600, 300])
    assert window.at() == "first/1"
    window.page.evaluate(swipe, [300, 600])
    assert window.at() == "first/0"
    window.page.wait_for_timeout(450)
    window.page.touchscreen.tap(600, 200)
    window.until(lambda: window.at() == "first/1")
    window.page.touchscreen.tap(60, 200)
    window.until(lambda: window.at() == "first/0")


def test_a_phone_held_upright_has_a_list_and_a_button_that_presents(room: Callable[..., Room]) -> None:
    window = room(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844}).slides
    assert not window.has("show")
    assert window.page.locator(".slide").nth(1).is_visible()
    window.page.evaluate("scrollTo(0, 1e6)")
    foot = "document.querySelector('.slide:last-of-type').getBoundingClientRect().bottom"
    assert window.page.evaluate(f"{foot} <= document.querySelector('#_present').getBoundingClientRect().top")
    window.page.locator("#_present button").first.tap()
    assert window.has("show")
    assert not window.page.locator(".slide").nth(1).is_visible()


def test_the_screen_stays_awake_while_it_is_filled_and_is_let_go_afterwards(room: Callable[..., Room]) -> None:
    window = room(script=WAKE).slides
    assert window.page.evaluate("asked") == []
    window.press("f")
    window.until(lambda: window.page.evaluate("asked") == ["screen"])
    window.press("f")
    window.until(lambda: window.page.evaluate("asked") == ["screen", "released"])


def test_links_move_within_the_deck_and_others_open_beside_it(room: Callable[..., Room]) -> None:
    made = room("#last")
    window = made.slides
    made.context.route("https://example.org/**", lambda route: route.fulfill(body="books"))
    with window.page.expect_popup() as popup:
        window.page.locator(".slide.now svg a").nth(1).click()
    assert popup.value.url == "https://example.org/books"
    assert popup.value.evaluate("opener") is None
    assert window.at() == "last/0"
    window.page.evaluate("""addEventListener("click", e => {
      window.stopped = e.defaultPrevented;
      e.preventDefault();
    })""")
    for n in (2, 3):
        window.page.locator(".slide.now svg a").nth(n).click()
        assert window.page.evaluate("stopped") is False, n
    window.page.locator(".slide.now svg a").first.click()
    assert window.at() == "table/0"


OWN = ["about", "live", "notes", "p2-0", "presenter", "read", "desk-now", "_notes", "media-1", "times"]


def test_a_slide_may_have_any_id(room: Callable[..., Room], tmp_path: Path) -> None:
    slides = [f"  - points: Slide {n}\n    id: {id}\n    items: ['[on](#_notes)', B]\n" for n, id in enumerate(OWN)]
    made = room("#live", file=written(tmp_path, "title: T\ncredits: false\nslides:\n" + "".join(slides)))
    window = made.slides
    for id in OWN[1:]:
        assert window.at() == f"{id.replace('_', '__')}/0"
        assert window.page.locator(".slide.now").is_visible()
        window.press("PageDown")
    window.page.locator(".slide.now svg a").click()
    assert window.at() == "__notes/0"
    desk = made.opened(window)
    assert desk.has("desk")
    desk.press("End", "PageUp")
    window.until(lambda: window.at() == "media-1/0")
    assert made.window("#presenter").at() == "presenter/0"


def test_all_slides_can_be_seen_and_searched(room: Callable[..., Room]) -> None:
    window = room("#table").slides
    window.press("o")
    assert window.has("over")
    assert window.page.locator(".slide.now").get_attribute("id") == "table"
    assert window.page.locator(".slide").last.is_visible()
    window.press("Escape", "/")
    window.page.keyboard.type("russia")
    assert window.page.evaluate("[...document.querySelectorAll('.slide:not([hidden])')].map(s => s.id)") == ["table"]
    assert window.text("#_found") == "Found: 1"
    window.page.keyboard.type("zz")
    assert window.text("#_found") == "Nothing found"
    window.press("Backspace", "Backspace", "Enter")
    assert not window.has("over")
    assert window.at() == "table/0"
    window.press("o")
    window.page.locator(".slide#town").click()
    assert window.at() == "town/0"


@pytest.mark.parametrize("keys", [(), ("x",), ("o",), ("b",)])
def test_paper_has_a_slide_on_each_page_whatever_is_shown(room: Callable[..., Room], keys: tuple[str, ...]) -> None:
    window = room("#first").slides
    window.press(*keys)
    count = window.page.locator(".slide").count()
    window.page.emulate_media(media="print")
    visible = window.page.evaluate("""() => [...document.querySelectorAll(".slide")].filter(s =>
      s.checkVisibility({visibilityProperty: true, opacityProperty: true})).length""")
    assert visible == count
    made = window.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", made)) == count


RECORDING = """\
title: A talk
credits: false
slides:
  - media: The speech
    id: speech
    file: speech.wav
    start: 0:01
    alt: The speech of 1939
  - points: After it
    id: after
    items: [A, B]
"""
PLAYING = "[...document.querySelectorAll('audio')].map(a => !a.paused && a.currentTime >= 1)"


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """A talk whose first slide has a recording of five seconds."""
    from recordings import wav

    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "speech.wav").write_bytes(wav(5.0))
    return written(tmp_path, RECORDING)


def test_the_click_after_the_last_plays_a_recording_until_the_slide_is_left(
    room: Callable[..., Room], recording: Path
) -> None:
    made = room("#speech", file=recording)
    desk = made.opened(made.slides)
    assert made.slides.page.evaluate(PLAYING) == []
    assert desk.text("#_desk-next figcaption") == "Next: the recording plays"
    made.slides.press("PageDown")
    made.slides.until(lambda: made.slides.page.evaluate(PLAYING) == [True])
    assert desk.page.evaluate(PLAYING) == []  # only the room hears it
    player = made.slides.page.evaluate_handle("document.querySelector('audio')")
    made.slides.press("o")
    assert made.slides.page.evaluate(PLAYING) == [False]
    made.slides.press("Escape")
    made.slides.until(lambda: made.slides.page.evaluate(PLAYING) == [True])
    assert made.slides.page.evaluate("a => a === document.querySelector('audio')", player)  # it goes on
    desk.press("PageUp")
    made.slides.until(lambda: made.slides.page.evaluate(PLAYING) == [])
    made.slides.press("PageDown", "PageDown")
    assert made.slides.at() == "after/0"
    assert made.slides.page.evaluate(PLAYING) == []


def test_a_recording_that_is_left_before_it_began_is_no_mistake(room: Callable[..., Room], recording: Path) -> None:
    late = """const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function() {  // as on a machine that is slow
  return play.call(this).then(() => new Promise((_, no) => setTimeout(no, 50, new DOMException("", "AbortError"))));
};"""
    made = room("#speech", file=recording, script=late)
    made.slides.press("PageDown")
    made.slides.until(lambda: made.slides.page.evaluate(PLAYING) == [True])
    made.slides.press("o", "Escape")
    made.slides.until(lambda: made.slides.page.evaluate(PLAYING) == [True])
    made.slides.page.wait_for_timeout(200)  # its rejections come


def test_no_script_but_its_own_is_run(room: Callable[..., Room], talk: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text(talk.read_text("utf-8").replace("</main>", "<script>window.bad = 1</script></main>"), "utf-8")
    window = room(file=bad).slides
    assert window.at() == "cover/0"
    assert window.page.evaluate("window.bad") is None


MAP = """\
title: A talk
credits: false
slides:
  - map: Poland
    territories: eastern-europe-1939-1941
    date: 1939-08-31
    frame: [12, 47, 28, 56]
    relief: false
    cities: false
    fill: {red: [poland]}
    steps: [{name: Partition, date: 1939-10-10}]
"""


def test_the_name_of_a_state_that_ends_is_there_until_its_click(room: Callable[..., Room], tmp_path: Path) -> None:
    window = room(file=written(tmp_path, MAP)).slides
    window.press("ArrowRight")
    look = "getComputedStyle(document.querySelector('[data-name=\"name: Poland\"]')).opacity"
    read_out = "document.querySelector('.slide.now .words').innerText.split('\\n').includes('POLAND')"
    assert (window.page.evaluate(look), window.page.evaluate(read_out)) == ("1", True)
    window.press("ArrowRight")
    window.until(lambda: window.page.evaluate(look) == "0")
    assert not window.page.evaluate(read_out)
    window.press("ArrowLeft")
    assert window.page.evaluate(look) == "1"
    window.page.emulate_media(media="print")
    assert window.page.evaluate(look) == "0"
