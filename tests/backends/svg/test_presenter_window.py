"""The presenter's window: it finds the slides' window again whatever is reloaded or closed, and it can be read."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from room import Room, Window, written
from talk import read

from podium.backends.svg import html
from podium.scene.speech import clock

pytestmark = pytest.mark.browser
REFUSED = "window.open = () => null;"


SLOW = 15  # seconds that a busy machine may take between two lines of a test


def elapsed(desk: Window) -> int:
    """The seconds on the clock."""
    minutes, seconds = desk.text("#_elapsed").split(":")
    return int(minutes) * 60 + int(seconds)


def test_both_windows_are_always_at_the_same_step(room: Callable[..., Room]) -> None:
    made = room("#first")
    desk = made.opened(made.slides)
    assert desk.page.url.endswith("#presenter")
    assert desk.has("desk")
    for window, key, at in (
        (made.slides, "PageDown", "first/1"),
        (desk, "PageDown", "first/2"),
        (desk, "PageUp", "first/1"),
        (made.slides, "End", "last/0"),
        (desk, "Home", "cover/0"),
        (desk, "b", "cover/0"),
    ):
        window.press(key)
        made.slides.until(lambda at=at: made.slides.at() == desk.at() == at)  # type: ignore[misc]
    made.slides.until(lambda: made.slides.has("black"))
    assert desk.page.locator(".slide.now").is_visible()  # only the room sees black
    assert "black" in desk.text("#_desk-now")


def test_the_desk_shows_the_next_step_and_the_notes_with_bold_cues(room: Callable[..., Room]) -> None:
    made = room("#first")
    desk = made.opened(made.slides)
    ahead = "[...document.querySelectorAll('#_desk-next svg [data-step]:not(.later)')].map(e => e.textContent.trim())"
    assert desk.text("#_desk-next figcaption") == "Next: step 1 of 3"
    assert "One" in desk.page.evaluate(ahead)
    assert "Two" not in desk.page.evaluate(ahead)
    assert [b.inner_text() for b in desk.page.locator("#_notes b").all()] == ["Doubtful:", "[click]", "[click]"]
    assert desk.page.locator("#_notes p").count() == 2
    assert desk.page.locator("#_notes .remark").all_inner_texts()[0].startswith("Doubtful: begin slowly.")
    assert desk.page.locator("#_notes .remark").count() == 1
    desk.press("PageDown", "PageDown")
    assert "Three" in desk.page.evaluate(ahead)
    assert desk.page.locator("#_notes .past").count() == 2  # what was said before the second click
    desk.press("PageDown")
    assert desk.text("#_desk-next figcaption") == "Next: A table"
    assert desk.page.locator("#_notes .past").count() == 2  # two clicks for three steps: the rest is still to be said
    desk.press("PageDown")
    assert desk.text("#_notes") == "Read the rows aloud."
    desk.press("End")
    assert desk.text("#_desk-next figcaption") == "End of the lecture"


def test_either_window_can_be_reloaded(room: Callable[..., Room]) -> None:
    made = room("#first", script="window.loads = (window.loads ?? 0) + 1")
    desk = made.opened(made.slides)
    desk.press("PageDown", "d")
    made.slides.until(lambda: made.slides.at() == "first/1")
    made.slides.page.reload()
    assert made.slides.at() == "first/1"
    desk.press("PageDown")
    made.slides.until(lambda: made.slides.at() == "first/2")
    desk.page.reload()
    assert desk.has("desk")
    assert desk.at() == "first/2"
    made.slides.press("PageDown")
    desk.until(lambda: desk.at() == "first/3")
    desk.press("PageDown")
    made.slides.until(lambda: made.slides.at() == "table/0")


def test_the_desk_moves_on_while_the_slides_are_loading(room: Callable[..., Room]) -> None:
    made = room("#first")
    desk = made.opened(made.slides)
    made.slides.page.goto("about:blank")
    desk.press("PageDown", "PageDown")
    made.slides.page.goto(made.address + "#first")
    made.slides.until(lambda: made.slides.at() == "first/2")


def test_a_closed_desk_leaves_the_slides_and_can_be_opened_again(room: Callable[..., Room]) -> None:
    made = room("#first")
    desk = made.opened(made.slides)
    desk.press("PageDown")
    made.slides.until(lambda: made.slides.at() == "first/1")
    desk.page.close()
    made.slides.until(lambda: "p opens it again" in made.slides.text("#_told"))
    made.slides.press("PageDown")
    assert made.slides.at() == "first/2"
    desk = made.opened(made.slides)
    assert desk.at() == "first/2"
    desk.press("PageDown")
    made.slides.until(lambda: made.slides.at() == "first/3")


def test_closed_slides_can_be_opened_from_the_desk(room: Callable[..., Room]) -> None:
    made = room("#first")
    desk = made.opened(made.slides)
    desk.press("PageDown")
    made.slides.until(lambda: made.slides.at() == "first/1")
    made.slides.page.close()
    desk.until(lambda: "p opens it" in desk.text(".paired"))
    desk.press("PageDown")
    slides = made.opened(desk)
    assert not slides.has("desk")
    assert slides.at() == "first/2"
    slides.press("PageDown")
    desk.until(lambda: desk.at() == "first/3")
    slides.page.reload()
    desk.press("PageDown")
    slides.until(lambda: slides.at() == "table/0")


def test_a_refused_window_is_said_and_the_notes_can_be_in_this_one(room: Callable[..., Room]) -> None:
    window = room("#first/1", script=REFUSED).slides
    window.press("p")
    assert "refused" in window.text("dialog h2")
    window.page.get_by_role("button", name="Show it in this window").click()
    assert window.page.locator("dialog").count() == 0
    assert window.has("desk")
    assert window.at() == "first/1"
    window.press("PageDown", "x")
    assert not window.has("desk")
    assert window.at() == "first/2"
    window.press("x")
    window.page.reload()
    assert window.has("desk")
    assert window.at() == "first/2"


def test_the_address_alone_opens_a_desk_without_another_window(room: Callable[..., Room]) -> None:
    made = room("#presenter")
    assert made.slides.has("desk")
    made.slides.press("PageDown")
    slides = made.opened(made.slides)
    assert not slides.has("desk")
    slides.press("PageDown")
    made.slides.until(lambda: made.slides.at() == slides.at())


def test_one_key_swaps_the_windows(room: Callable[..., Room]) -> None:
    made = room("#first")
    desk = made.opened(made.slides)
    for window in (made.slides, desk):
        was = made.slides.has("desk")
        window.press("x")
        made.slides.until(lambda was=was: made.slides.has("desk") != was and desk.has("desk") == was)  # type: ignore[misc]
    desk.press("x")
    made.slides.until(lambda: made.slides.has("desk"))
    made.slides.page.reload()
    desk.page.reload()
    assert made.slides.has("desk")
    assert not desk.has("desk")
    made.slides.press("PageDown")
    desk.until(lambda: desk.at() == "first/1")


def test_a_stranger_without_the_token_moves_nothing(room: Callable[..., Room]) -> None:
    window = room("#first").slides
    window.page.evaluate("""() => {
      const frame = document.createElement("iframe");
      document.body.append(frame);
      window.fired = 0;
      addEventListener("message", e => { fired += e.source === frame.contentWindow; });
    }""")
    window.page.frames[1].evaluate("""() => {
      const state = {rev: 1e9, by: "z", slide: "last", step: 0, spent: {}};
      for (const token of [undefined, "", "x"]) parent.postMessage({podium: token, kind: "state", state}, "*");
    }""")
    window.until(lambda: window.page.evaluate("fired") == 3)
    assert window.at() == "first/0"


def test_there_is_no_broadcast_channel() -> None:
    folder = Path(html.__file__).parent / "assets"
    assert not [file.name for file in folder.iterdir() if "BroadcastChannel" in file.read_text("utf-8")]


def test_the_size_of_the_notes_and_the_share_of_the_slide_are_remembered(room: Callable[..., Room]) -> None:
    made = room("#presenter")
    size = "getComputedStyle(document.getElementById('_notes')).fontSize"
    before = made.slides.page.evaluate(size)
    made.slides.press("+", "+", "+")
    larger = made.slides.page.evaluate(size)
    assert float(larger[:-2]) > float(before[:-2])
    made.slides.page.locator("#_split").focus()
    made.slides.press("ArrowLeft", "ArrowLeft")
    wide = made.slides.page.locator("main").bounding_box()["width"]
    other = made.window("#presenter")
    assert other.page.evaluate(size) == larger
    assert other.page.locator("main").bounding_box()["width"] == pytest.approx(wide, abs=1)


def test_the_clock_begins_with_the_first_step_stands_for_questions_and_no_click_resets_it(
    room: Callable[..., Room],
) -> None:
    made = room()
    made.context.clock.install()
    made.slides.page.reload()
    desk = made.opened(made.slides)
    run = made.context.clock.fast_forward
    run(60_000)
    assert elapsed(desk) == 0
    made.slides.press("PageDown")
    run(65_000)
    desk.until(lambda: 65 <= elapsed(desk) < 65 + SLOW)
    desk.press("t")
    stood = elapsed(desk)
    run(120_000)
    assert elapsed(desk) == stood
    desk.press("t")
    run(60_000)
    assert stood + 59 <= elapsed(desk) < stood + 60 + SLOW  # it is told anew twice a second, and rounded
    desk.page.locator("#_elapsed").click()
    made.slides.press("Home", "PageDown")
    made.slides.page.reload()
    desk.page.reload()
    run(1_000)
    desk.until(lambda: stood + 60 <= elapsed(desk) < stood + 61 + SLOW)
    desk.page.locator("#_reset").click()
    run(1_000)
    assert elapsed(desk) > stood
    desk.page.locator("#_reset").click()
    run(1_000)
    assert elapsed(desk) == 0


def test_the_pace_is_that_of_the_plan(room: Callable[..., Room]) -> None:
    made = room("#presenter")
    made.context.clock.install()
    desk = made.slides
    desk.page.reload()
    run = made.context.clock.run_for
    assert desk.text("#_late") == "4 / 4 min planned"
    desk.press("4", "Enter", "PageDown")
    plan = desk.page.evaluate("document.querySelector('#_pace-whole .numbers').textContent.split(' / ')[1]")
    assert plan == "4:19"  # as the script has it
    run(20_000)
    assert "ahead" in desk.text("#_late")  # the slides before were passed over
    run(30_000)
    assert desk.text("#_late") == "on time"
    run(100_000)
    assert "behind" in desk.text("#_late")
    assert desk.page.locator("#_pace-slide").get_attribute("data-pace") == "bad"
    spent = [desk.text(f"#_pace-{what} .numbers").partition(" / ")[0] for what in ("slide", "section")]
    assert all(time.startswith("2:") for time in spent)
    desk.press("End")
    run(1_000)
    assert "ahead" in desk.text("#_late")


def test_slides_are_found_by_words_of_the_notes_and_by_number(room: Callable[..., Room]) -> None:
    made = room("#last")
    desk = made.opened(made.slides)
    desk.press("/")
    desk.page.keyboard.type("jehol")
    assert desk.text("#_found") == "Found: 1"
    desk.press("Enter")
    made.slides.until(lambda: made.slides.at() == desk.at() == "first/0")
    assert not made.slides.has("over")  # the room never sees the list
    desk.press("o")
    desk.page.keyboard.type("5")
    desk.press("Enter")
    desk.until(lambda: desk.at() == "table/0")
    made.slides.press("/")
    made.slides.page.keyboard.type("jehol")
    assert made.slides.text("#_found") == "Nothing found"  # the slides' window keeps the notes to itself


def test_a_file_without_notes_says_so(room: Callable[..., Room], tmp_path: Path) -> None:
    window = room("#presenter", file=written(tmp_path, notes=False)).slides
    assert "--notes" in window.text("#_notes")


def test_a_lecture_that_broke_off_can_be_gone_on_with(room: Callable[..., Room]) -> None:
    made = room("#first")
    made.slides.press("PageDown", "PageDown")
    made.slides.page.close()
    window = made.window()
    assert window.at() == "cover/0"
    window.page.get_by_role("button", name="Go on there").click()
    assert window.at() == "first/2"


def test_another_window_of_the_file_leaves_a_lecture_alone(room: Callable[..., Room]) -> None:
    made = room("#first")
    made.slides.press("PageDown", "b")
    other = made.window("#table")
    other.press("PageDown", "PageDown")
    made.slides.page.reload()
    assert made.slides.at() == "first/1"
    assert made.slides.has("black")
    made.slides.press("b", "PageDown")
    other.page.close()
    made.slides.page.close()
    made.window("#last").page.close()
    window = made.window()
    window.page.get_by_role("button", name="Go on there").click()
    assert window.at() == "first/2"


def test_lectures_that_are_over_are_forgotten(room: Callable[..., Room]) -> None:
    window = room("#first").slides
    window.press("PageDown")
    window.page.evaluate("""() => {
      const old = "podium:0123456789abcdef01", over = {at: Date.now() - 5 * 3600e3};
      for (const name of [old, `${old}:x`, `${old}:x:ink`]) localStorage.setItem(name, JSON.stringify(over));
      localStorage.setItem("podium:share", "50");
    }""")
    window.page.reload()
    left = window.page.evaluate("Object.keys(localStorage)")
    assert "podium:share" in left
    assert not [name for name in left if "0123456789abcdef01" in name]
    assert window.at() == "first/1"


def test_a_window_that_showed_slides_can_become_a_desk_by_its_address(room: Callable[..., Room]) -> None:
    made = room("#first")
    made.slides.page.goto("about:blank")
    made.slides.page.goto(made.address + "#presenter")
    assert made.slides.has("desk")
    other = made.window("#first")
    other.page.evaluate("location.hash = '#presenter'")
    other.until(lambda: other.has("desk"))
    assert other.at() == "first/0"


def test_after_a_rehearsal_each_slide_has_its_time_beside_the_plan(room: Callable[..., Room]) -> None:
    made = room("#presenter")
    made.context.clock.install()
    desk = made.slides
    desk.page.reload()
    desk.press("r")
    assert "has not run" in desk.text("dialog")
    desk.press("Escape")
    desk.until(lambda: desk.page.locator("dialog").count() == 0)
    desk.press("4", "Enter", "PageDown")
    made.context.clock.fast_forward(600_000)
    desk.press("5", "Enter")
    made.context.clock.fast_forward(5_000)
    desk.press("r")
    rows = [row.inner_text().split("\t") for row in desk.page.locator("#_times tbody tr").all()]
    assert [row[1] for row in rows if not row[0]] == ["Before"]
    rows = [row for row in rows if row[0]]
    assert [row[1] for row in rows] == ["First claims", "A table"]
    assert rows[0][2].startswith("10:")
    assert rows[0][4].startswith("+9:")
    assert desk.page.locator("#_times .late").count() == 1
    assert desk.page.get_by_role("button", name="Write into the outline").count() == 0  # there is no server
    desk.page.get_by_role("button", name="Copy as text").click()
    assert re.fullmatch("first: 10\ntable: 0.25\n", desk.page.locator("#_times textarea").input_value())
    assert desk.page.title() == "Notes: A talk"


def test_a_slide_has_the_time_that_the_notes_in_powerpoint_and_the_script_say(
    room: Callable[..., Room], tmp_path: Path
) -> None:
    text = """title: A talk
minutes: 10
credits: false
slides:
  - points: Short
    minutes: 3
    id: short
    items: [A, B]
  - points: Long
    id: long
    items: [A, B]
"""
    desk = room("#presenter", file=written(tmp_path, text)).slides
    pages = {page.id: page for page in read(tmp_path / "slides_src" / "talk.yaml").scene.pages}
    for key, id in (("2", "short"), ("3", "long")):
        desk.press(key, "Enter")
        desk.until(lambda id=id: desk.at() == f"{id}/0")  # type: ignore[misc]
        assert desk.text("#_pace-slide .numbers") == f"0:00 / {clock(pages[id].seconds)}"
