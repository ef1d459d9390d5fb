"""Laser, spotlight, pen, highlighter, zoom and countdown: done in one window, seen in both. And for those who cannot
see, or have no mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from room import Room, Window

pytestmark = pytest.mark.browser


def box(window: Window) -> Any:
    return window.page.locator(".slide.now").bounding_box()


def move(window: Window, x: float, y: float) -> None:
    """The mouse at shares of the slide's width and height."""
    at = box(window)
    window.page.mouse.move(at["x"] + x * at["width"], at["y"] + y * at["height"])


def line(window: Window, *places: tuple[float, float]) -> None:
    move(window, *places[0])
    window.page.mouse.down()
    for place in places[1:]:
        move(window, *place)
    window.page.mouse.up()


def strokes(window: Window) -> list[str]:
    kinds = "[...document.querySelectorAll('.slide.now .ink path')].map(e => e.className.baseVal)"
    return list(window.page.evaluate(kinds))


def view(window: Window) -> list[float]:
    shown = window.page.evaluate("document.querySelector('.slide.now>svg').getAttribute('viewBox')")
    return [float(v) for v in shown.split()]


@pytest.mark.parametrize(("key", "mark"), [("l", ".laser"), ("s", ".spot")])
def test_the_room_sees_where_the_lecturer_points(room: Callable[..., Room], key: str, mark: str) -> None:
    made = room("#table")
    desk = made.opened(made.slides)
    desk.press(key)
    move(desk, 0.25, 0.5)
    place = f"getComputedStyle(document.querySelector('{mark}')).getPropertyValue('--x')"
    made.slides.page.wait_for_selector(mark)
    assert float(made.slides.page.evaluate(place)[:-1]) == pytest.approx(25, abs=0.5)
    desk.page.mouse.move(5, 5)
    made.slides.until(lambda: made.slides.page.locator(mark).count() == 0)
    move(desk, 0.5, 0.5)
    desk.press(key)
    made.slides.until(lambda: made.slides.page.locator(mark).count() == 0)
    desk.page.mouse.click(box(desk)["x"] + 50, box(desk)["y"] + 50)
    assert made.slides.at() == "table/0"


def test_strokes_stay_with_their_slide_until_they_are_cleared(room: Callable[..., Room]) -> None:
    made = room("#table")
    desk = made.opened(made.slides)
    desk.press("d")
    line(desk, (0.2, 0.2), (0.3, 0.4), (0.5, 0.5))
    desk.press("h")
    line(desk, (0.2, 0.6), (0.6, 0.6))
    made.slides.until(lambda: strokes(made.slides) == strokes(desk) == ["halo", "pen", "mark"])
    at = made.slides.page.locator(".ink .pen").bounding_box()
    slide = box(made.slides)
    assert (at["x"] - slide["x"]) / slide["width"] == pytest.approx(0.2, abs=0.01)
    desk.press("Escape", "PageDown")
    made.slides.until(lambda: made.slides.at() == "section-2/0")
    assert strokes(made.slides) == []
    made.slides.press("PageUp")
    assert strokes(made.slides) == ["halo", "pen", "mark"]
    made.slides.page.reload()
    desk.page.reload()
    assert strokes(made.slides) == strokes(desk) == ["halo", "pen", "mark"]
    desk.press("Control+z")
    made.slides.until(lambda: strokes(made.slides) == ["halo", "pen"])
    made.slides.press("e")
    desk.until(lambda: strokes(desk) == [])


def test_what_was_drawn_in_one_window_is_in_the_other_when_it_opens(room: Callable[..., Room]) -> None:
    made = room("#table")
    made.slides.press("d")
    line(made.slides, (0.2, 0.2), (0.5, 0.5))
    assert made.slides.at() == "table/0"  # a stroke is no click
    desk = made.opened(made.slides)
    desk.until(lambda: strokes(desk) == ["halo", "pen"])


def test_a_click_zooms_into_a_picture_and_out_again_in_both_windows(room: Callable[..., Room]) -> None:
    made = room("#town")
    desk = made.opened(made.slides)
    whole = view(desk)
    desk.press("z")
    at = box(desk)
    desk.page.mouse.click(at["x"] + at["width"] * 0.5, at["y"] + at["height"] * 0.5)
    made.slides.until(lambda: view(made.slides) == view(desk) != whole)
    part = view(desk)
    assert part[2] < whole[2]
    assert part[2] / part[3] == pytest.approx(whole[2] / whole[3], rel=0.01)
    desk.page.mouse.wheel(0, -100)
    made.slides.until(lambda: view(made.slides)[2] < part[2])
    desk.press("Escape")
    made.slides.until(lambda: view(made.slides) == view(desk) == whole)
    desk.press("z", "+", "+", "ArrowRight")  # without a mouse
    made.slides.until(lambda: view(made.slides)[2] == pytest.approx(whole[2] / 1.96, rel=0.01))
    assert made.slides.at() == "town/0"
    desk.press("PageDown", "PageDown")
    made.slides.until(lambda: made.slides.at() == "question/0")
    desk.press("PageUp")
    made.slides.until(lambda: made.slides.at() == "town/1")
    assert view(made.slides) == whole


def test_a_countdown_stands_on_its_slide_in_both_windows(room: Callable[..., Room]) -> None:
    made = room("#question")
    made.context.clock.install()
    made.slides.page.reload()
    desk = made.opened(made.slides)
    desk.press("3", "c")
    made.slides.until(lambda: made.slides.text(".count") == desk.text(".count") == "3:00")
    made.context.clock.run_for(61_000)
    assert made.slides.text(".count") in ("1:58", "1:59", "2:00")
    made.context.clock.run_for(10_000)
    desk.page.locator('[data-do="more"]').click()
    made.slides.until(lambda: made.slides.text(".count").startswith("2:4"))
    made.slides.page.reload()
    made.context.clock.run_for(500)
    assert made.slides.text(".count").startswith("2:4")
    desk.press("PageDown")
    made.slides.until(lambda: made.slides.page.locator(".count").count() == 0)
    desk.press("PageUp")
    made.context.clock.run_for(200_000)
    assert made.slides.text(".count") == "0:00"
    assert made.slides.said() == "Time is up."
    desk.press("c")
    made.slides.until(lambda: made.slides.page.locator(".count").count() == 0)


# ------------------------------------------------------------------------------- screen readers and keyboards


def test_a_screen_reader_is_told_the_slide_and_then_only_what_comes(room: Callable[..., Room]) -> None:
    window = room("#table").slides
    assert window.page.locator("[aria-live]:not([aria-live=off])").count() == 1
    assert window.page.locator("[role=application]").count() == 0
    window.press("4", "Enter")
    assert window.said().startswith("Slide 4 / ")
    assert "First claims." in window.said()
    assert "One" not in window.said()
    window.press("PageDown")
    assert "One." in window.said()
    assert "First claims" not in window.said()
    assert "Two" not in window.said()
    window.page.goto(window.page.url.split("#")[0] + "#town")
    window.until(lambda: window.at() == "town/0")
    window.press("PageDown", "PageUp")
    assert "The town in 1900" in window.said()
    window.press("b")
    assert window.said() == "Black screen."


def test_only_what_is_shown_can_be_read(room: Callable[..., Room]) -> None:
    window = room("#first/1").slides
    tree = window.page.locator("main").aria_snapshot()
    assert "One" in tree
    assert "Two" not in tree
    assert "A table" not in tree


def test_links_can_be_reached_with_the_tab_key_and_are_outlined(room: Callable[..., Room]) -> None:
    window = room("#last").slides
    window.press("Tab", "Tab")
    assert window.page.evaluate("document.activeElement.textContent") == "a library"
    assert window.page.locator("svg a.focused").text_content() == "a library"
    window.press("Shift+Tab", "Enter")
    window.until(lambda: window.at() == "table/0")


def test_everything_on_the_desk_has_a_name_and_a_visible_focus(room: Callable[..., Room]) -> None:
    window = room("#presenter").slides
    window.press("PageDown")
    seen = set()
    for _ in range(60):
        window.press("Tab")
        name, outline = window.page.evaluate("""() => {
          const e = document.activeElement, name = e.getAttribute("aria-label") ?? e.textContent;
          return [e === document.body ? "" : name, getComputedStyle(e).outlineStyle];
        }""")
        if name:
            seen.add(name)
            assert outline == "solid", name
    assert {"Notes", "Width of the slide", "Pen (d)", "Pause"} <= seen


def test_a_button_pressed_with_the_mouse_does_not_take_the_space_bar(room: Callable[..., Room]) -> None:
    window = room("#presenter").slides
    window.press("4", "Enter")
    window.page.locator('[data-do="black"]').click()
    window.page.locator('[data-do="black"]').click()
    window.press("Space")
    assert window.at() == "first/1"
    assert not window.has("black")


def test_all_slides_can_be_chosen_with_the_keyboard(room: Callable[..., Room]) -> None:
    window = room().slides
    window.press("o", "ArrowRight", "ArrowRight", "ArrowRight", "Enter")
    assert not window.has("over")
    assert window.at() == "first/0"


def test_the_question_mark_lists_the_keys(room: Callable[..., Room]) -> None:
    window = room("#first").slides
    window.press("?")
    said = window.text("dialog")
    assert all(word in said for word in ("Page Down", "comma", "Laser", "Countdown", "Presenter"))
    window.press("PageDown")
    assert window.at() == "first/0"
    window.press("Escape")
    window.until(lambda: window.page.locator("dialog").count() == 0)
    window.press("PageDown")
    assert window.at() == "first/1"


def test_all_slides_are_buttons_with_their_titles_while_one_is_chosen(room: Callable[..., Room]) -> None:
    window = room("#table").slides
    window.press("o")
    assert window.page.get_by_role("button", name="5. A table").get_attribute("aria-current") == "true"
    window.press("Escape")
    assert window.page.locator(".slide[role]").count() == 0
    assert "Russia" in window.page.locator("main").aria_snapshot()


def test_the_first_time_three_keys_are_said_and_then_no_more(room: Callable[..., Room]) -> None:
    made = room()
    page = made.slides.page
    assert "p opens" in made.slides.text("#_told p")
    box = "s => { const box = document.querySelector(s).getBoundingClientRect(); return [box.top, box.bottom]; }"
    assert page.evaluate(box, ".slide.now")[1] <= page.evaluate(box, "#_told p")[0]  # it covers nothing
    made.slides.press("Shift")
    assert page.locator("#_told p").count() == 0
    assert page.evaluate(box, ".slide.now")[1] == 720
    assert made.window().page.locator("#_told p").count() == 0
