"""The page of the preview in Chromium: it follows what is saved, loses nothing, and edits the outline.

All tests share a server and a browser.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from served import OUTLINE, PICTURE, project_in, wait_for
from talk import ROOT

pytestmark = pytest.mark.browser
DRAG = """([from, to, share]) => {
  const data = new DataTransfer(), box = to.getBoundingClientRect();
  const at = {bubbles: true, cancelable: true, dataTransfer: data, clientX: box.left + box.width * share};
  from.dispatchEvent(new DragEvent("dragstart", at));
  to.dispatchEvent(new DragEvent("dragover", at));
  to.dispatchEvent(new DragEvent("drop", at));
  from.dispatchEvent(new DragEvent("dragend", at));
}"""
DROP = """([to, bytes]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], "IMG_0815.PNG", {type: "image/png"}));
  for (const kind of ["dragover", "drop"])
    to.dispatchEvent(new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: data}));
}"""


class Run:
    """`podium preview` as a process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.start()

    def start(self) -> None:
        command = [sys.executable, str(ROOT / "generate.py"), "preview", "slides_src/talk.yaml", "--no-open"]
        environment = {**os.environ, "PODIUM_CACHE": str(self.folder / "cache"), "PYTHONUNBUFFERED": "1"}
        environment["VISUAL"] = f"{sys.executable} {self.folder / 'editor.py'}"
        self.process = subprocess.Popen(command, cwd=self.folder, env=environment, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+/\S+", self.process.stdout.readline())
        assert found
        self.address = found[0]

    def end(self) -> int:
        """Ctrl-C. Returns the exit code."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(20)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    folder = tmp_path_factory.mktemp("preview")
    project_in(folder)
    (folder / "editor.py").write_text("import sys; open('opened.txt', 'w').write(' '.join(sys.argv[1:]))\n", "utf-8")
    made = Run(folder)
    yield made
    assert made.end() == 130


class Page:
    """A tab with the preview."""

    def __init__(self, tab: Any, run: Run) -> None:
        self.tab, self.run = tab, run
        self.path = run.folder / "slides_src" / "talk.yaml"
        self.elsewhere: list[str] = []
        tab.on("request", lambda r: None if r.url.startswith(run.address) else self.elsewhere.append(r.url))
        tab.on("pageerror", lambda e: self.elsewhere.append(str(e)))
        tab.goto(run.address)
        self.until(lambda: self.count() > 5)

    def count(self) -> int:
        return int(self.tab.locator(".slide svg").count())

    def words(self, id: str) -> str:
        """The words of a slide as it is drawn."""
        found = self.tab.evaluate(
            "id => document.querySelector(`.slide[data-id='${id}'] .paper`)?.textContent ?? ''", id
        )
        return str(found).replace("\u00a0", " ")

    def ids(self) -> list[str]:
        return list(self.tab.evaluate("podium.state.pages.map(page => page.id)"))

    def text(self) -> str:
        return self.path.read_text("utf-8")

    def save(self, text: str) -> None:
        """As editors do: another file takes the name."""
        new = self.path.with_name(".talk.yaml.new")
        new.write_text(text, "utf-8")
        os.replace(new, self.path)

    def until(self, what: Callable[[], object]) -> None:
        wait_for(what, 20)

    def slide(self, id: str) -> Any:
        return self.tab.locator(f".slide[data-id='{id}']")

    def is_seen(self, id: str) -> bool:
        found = "id => {const b = document.querySelector(`.slide[data-id='${id}']`).getBoundingClientRect(); return b.top < innerHeight - 80 && b.bottom > 120}"  # noqa: E501
        return bool(self.tab.evaluate(found, id))

    def note(self) -> str:
        return str(self.tab.locator("#notes").inner_text())


@pytest.fixture
def page(run: Run, chromium: Any) -> Iterator[Page]:
    path = run.folder / "slides_src" / "talk.yaml"
    project_in(run.folder)
    (run.folder / "images" / "zhukov.jpg").unlink(missing_ok=True)
    tab = chromium.new_page(viewport={"width": 1366, "height": 768})
    made = Page(tab, run)
    made.until(lambda: made.words("first").count("First claims") and not tab.locator("#errors").is_visible())
    yield made
    assert made.elsewhere == []
    tab.close()
    assert path.exists()


def test_what_is_saved_is_shown_where_the_reader_is(page: Page) -> None:
    page.save(OUTLINE.replace("Last claims", "Final claims"))
    page.until(lambda: "Final claims" in page.words("last"))
    page.until(lambda: page.is_seen("last"))
    page.save(OUTLINE.replace("Last claims", "Final claims").replace("id: last", "id: final"))
    page.until(lambda: "Final claims" in page.words("final"))
    (page.path.parent / "men.csv").write_text("side,men\nJapan,321\nSoviet Union,1000\n", "utf-8")
    page.until(lambda: "321" in page.words("men"))
    page.until(lambda: page.is_seen("men"))
    (page.run.folder / "images" / "zhukov.jpg").write_bytes(PICTURE)
    page.until(lambda: page.slide("zhukov").locator("image[href^='media/']").count())
    page.until(lambda: page.is_seen("zhukov"))
    title = page.tab.locator("#time").inner_text()
    assert re.fullmatch(r"\d+ slides · \d+ min of 20", title)
    assert re.search(r"\d:\d\d", page.slide("first").locator("footer").inner_text())


def test_the_readers_own_scrolling_wins(page: Page) -> None:
    page.tab.mouse.move(500, 400)
    page.tab.mouse.wheel(0, -5000)
    page.save(OUTLINE.replace("Last claims", "Never mind"))
    page.until(lambda: "Never mind" in page.words("last"))
    page.until(lambda: page.tab.locator("#away").is_visible())
    assert not page.is_seen("last")
    page.tab.locator("#away").click()
    page.until(lambda: page.is_seen("last"))


def test_a_mistake_is_shown_over_the_last_deck_and_goes(page: Page) -> None:
    page.save(OUTLINE.replace("items: [One, Two]", "itms: [One, Two]"))
    errors = page.tab.locator("#errors")
    page.until(errors.is_visible)
    said = errors.inner_text()
    assert "slides_src/talk.yaml:10:9" in said
    assert "unknown key 'itms'" in said
    assert "did you mean 'items'?" in said
    line, caret = errors.locator("pre").inner_text().splitlines()[:2]
    assert line[caret.index("^") :].startswith("itms")
    assert "First claims" in page.words("first")
    errors.locator("button.place").click()
    page.until(lambda: "itms" in page.tab.locator("#drawer textarea").input_value())
    assert "unknown key 'itms'" in page.tab.locator("#drawer .told").inner_text()
    page.tab.locator("#drawer").get_by_role("button", name="Write 'items'").click()
    page.until(lambda: page.text() == OUTLINE)
    page.until(lambda: not errors.is_visible() and page.tab.locator("#drawer .state").inner_text() == "saved")
    page.tab.keyboard.press("Escape")
    page.tab.keyboard.press("w")
    assert "zhukov.jpg" in page.tab.locator("#findings").inner_text()


def test_a_mistake_is_mended_where_it_is_told(page: Page) -> None:
    page.save(OUTLINE.replace("items: [One, Two]", "itms: [One, Two]"))
    page.tab.locator("#errors").get_by_role("button", name="Write 'items'").click()
    page.until(lambda: page.text() == OUTLINE)
    page.until(lambda: not page.tab.locator("#errors").is_visible())


def test_what_a_slide_lacks_is_said_below_it_and_leads_to_its_lines(page: Page) -> None:
    mark = page.slide("zhukov").locator(".warn")
    assert mark.inner_text().startswith("the picture 'zhukov.jpg' is not there yet: drop it here")
    mark.click()
    page.until(lambda: "zhukov.jpg" in page.tab.locator("#drawer textarea").input_value())


@pytest.mark.parametrize("width", [1366, 720])
def test_panels_leave_the_slide_that_is_read_where_it_is(page: Page, width: int) -> None:
    tab = page.tab
    frames = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
    tab.set_viewport_size({"width": width, "height": 768})
    page.until(lambda: tab.evaluate("innerWidth") == width)
    tab.evaluate(frames)
    share = "() => {const b = document.querySelector(`.slide[data-id='table']`).getBoundingClientRect(), d = document.querySelector('#deck').getBoundingClientRect(); return (d.top + d.height * .4 - b.top) / b.height}"  # noqa: E501
    tab.evaluate("document.querySelector(`.slide[data-id='table']`).scrollIntoView({block: 'center'})")
    tab.evaluate(frames)  # it has scrolled, and the page has noted where
    before = tab.evaluate(share)
    assert 0 < before < 1
    for is_open in True, False:
        tab.keyboard.press("w")
        page.until(lambda is_open=is_open: tab.locator("#findings").is_visible() is is_open)
        tab.evaluate(frames)
        assert abs(tab.evaluate(share) - before) < 0.03, is_open
    tab.locator("#help").click()
    assert tab.locator("dialog#keys").is_visible()


def test_the_drawer_is_below_the_slides_in_half_a_screen(page: Page) -> None:
    page.tab.set_viewport_size({"width": 720, "height": 768})
    page.tab.keyboard.press("e")
    page.until(page.tab.locator("#drawer textarea").is_visible)
    deck, drawer = (page.tab.locator(name).bounding_box() for name in ("#deck", "#drawer"))
    assert drawer["width"] == 720
    assert drawer["y"] >= deck["y"] + deck["height"]
    assert page.tab.evaluate("document.documentElement.scrollWidth") == 720


def test_a_remark_on_an_included_file_is_on_no_slide_of_the_outline(page: Page) -> None:
    marks = page.tab.locator(".slide .warn")
    before, count = marks.all_inner_texts(), int(page.tab.locator("#count").inner_text())
    line = next(n for n, text in enumerate(OUTLINE.splitlines(), 2) if "chart: Men" in text)
    (page.path.parent / "common.yaml").write_text("#\n" * (line - 1) + "sources: {x: {title: Never cited}}\n", "utf-8")
    page.save(OUTLINE.replace("minutes: 20", "minutes: 20\ninclude: common.yaml"))
    page.until(lambda: int(page.tab.locator("#count").inner_text()) == count + 1)
    assert marks.all_inner_texts() == before


def test_a_click_opens_the_lines_and_saving_replaces_them(page: Page) -> None:
    page.slide("last").scroll_into_view_if_needed()
    page.slide("last").locator("text", has_text="with a proof").first.click()
    area = page.tab.locator("#drawer textarea")
    page.until(area.is_visible)
    page.until(lambda: "Last claims" in area.input_value())
    at = area.evaluate("a => a.value.slice(0, a.selectionStart).split('\\n').at(-1)")
    assert at.strip().startswith("- Three:")
    area.fill(area.input_value().replace("- Four", "- Five  # new"))
    page.tab.keyboard.press("Control+s")
    page.until(lambda: page.text() == OUTLINE.replace("- Four", "- Five  # new"))
    page.until(lambda: "Five" in page.words("last"))
    page.tab.keyboard.press("Escape")
    page.until(lambda: not area.is_visible())
    page.tab.keyboard.press("Control+z")
    page.until(lambda: page.text() == OUTLINE)


def test_bars_and_rules_lead_to_their_lines_too(page: Page) -> None:
    page.slide("men").scroll_into_view_if_needed()
    bar = page.slide("men").locator("g[data-name^='Bar'] path, g[data-name*='Japan'] path").first
    bar.click(force=True)
    area = page.tab.locator("#drawer textarea")
    page.until(lambda: "chart: Men" in area.input_value())
    page.tab.keyboard.press("Escape")


def test_the_drawer_offers_what_can_stand_at_the_caret(page: Page) -> None:
    page.slide("last").focus()
    page.tab.keyboard.press("e")
    area, offers = page.tab.locator("#drawer textarea"), page.tab.locator("#offers")
    keys = page.tab.keyboard
    page.until(lambda: "id: last" in area.input_value())
    area.evaluate("a => { const n = a.value.indexOf('id: last'); a.setSelectionRange(n, n); a.focus(); }")
    keys.press("ArrowRight")
    page.until(lambda: "id: " in page.tab.locator("#drawer .about").inner_text())
    keys.press("End")
    keys.press("Enter")
    keys.press("Control+Space")
    page.until(offers.is_visible)
    labels = offers.locator("b").all_inner_texts()
    assert {"beside", "hidden", "notes"} <= set(labels)
    assert not {"points", "id", "items", "events"} & set(labels)
    keys.press("ArrowDown")
    chosen = area.get_attribute("aria-activedescendant")
    assert page.tab.locator(f"#{chosen}[aria-selected=true] b").inner_text() == labels[1]
    keys.press("Escape")
    assert not offers.is_visible()
    keys.type("hid")  # without being asked it takes no Enter
    page.until(lambda: offers.locator("b").all_inner_texts() == ["hidden"])
    assert area.get_attribute("aria-activedescendant") is None
    keys.press("Tab")
    page.until(lambda: offers.locator("b").all_inner_texts() == ["true", "false"])  # those of its value
    offers.locator("li", has_text="true").click()
    assert "        id: last\n        hidden: true\n        items:" in area.input_value()
    keys.press("End")
    keys.type("\nsource: none")
    keys.press("Enter")
    assert "        source: none\n        \n" in area.input_value()
    area.evaluate("a => { const n = a.value.indexOf('\\n'); a.setSelectionRange(n, n); }")
    keys.press("Enter")
    assert "points: Last claims\n        \n" in area.input_value()
    indent = "      - "
    area.fill(f"{area.input_value()}\n{indent}")
    keys.type("quo")
    page.until(lambda: "quote" in offers.locator("b").all_inner_texts())
    keys.press("Tab")
    first, second = area.input_value().rpartition(indent)[2].splitlines()[:2]
    assert first.startswith("quote: The train")
    assert second.startswith("        by: ")
    assert area.evaluate("a => a.value.slice(a.selectionStart, a.selectionEnd)") == first.removeprefix("quote: ")
    page.tab.get_by_role("button", name="Discard", exact=True).click()
    keys.press("Escape")
    assert page.text() == OUTLINE


def test_long_lines_are_wrapped_and_keep_their_numbers(page: Page) -> None:
    long = "          - Four " + "and so on " * 40
    page.save(OUTLINE.replace("          - Four", long + "\n          - Five"))
    page.until(lambda: "Five" in page.words("last"))
    page.slide("last").focus()
    page.tab.keyboard.press("e")
    area = page.tab.locator("#drawer textarea")
    page.until(lambda: "- Five" in area.input_value())
    assert area.evaluate("a => a.scrollWidth <= a.clientWidth")
    rows = page.tab.locator("#drawer .mirror div")
    heights = {row.inner_text().strip(): row.bounding_box()["height"] for row in rows.all()}
    assert heights[long.strip()] > 3 * heights["- Five"]
    height = page.tab.locator("#drawer .mirror").evaluate("m => m.scrollHeight")
    assert height == area.evaluate("a => a.scrollHeight")  # they are broken at the same words
    page.tab.keyboard.press("Escape")


def test_both_versions_are_shown_if_the_file_changed_meanwhile(page: Page) -> None:
    page.slide("last").scroll_into_view_if_needed()
    page.slide("last").locator("text", has_text="Last claims").first.click()
    area = page.tab.locator("#drawer textarea")
    page.until(lambda: "Last claims" in area.input_value())
    area.fill(area.input_value().replace("Last", "My"))
    theirs = OUTLINE.replace("Last claims", "Their claims")
    page.save(theirs)
    page.until(lambda: "Their claims" in page.words("last"))
    assert "My claims" in area.input_value()
    page.tab.keyboard.press("Control+s")
    page.until(page.tab.locator("#drawer .other").is_visible)
    assert "Their claims" in page.tab.locator("#drawer .other pre").inner_text()
    assert page.text() == theirs
    page.tab.get_by_role("button", name="Save mine in its place").click()
    page.until(lambda: page.text() == OUTLINE.replace("Last claims", "My claims"))
    page.tab.keyboard.press("Escape")


def test_twenty_keys_a_second_lose_nothing(page: Page) -> None:
    words = "The quick brown fox jumps over it"
    for n in range(1, len(words) + 1):  # an editor that saves at every key
        page.save(OUTLINE.replace("Last claims", words[:n]))
        time.sleep(0.05)
    page.until(lambda: words in page.words("last"))
    page.slide("last").locator("text", has_text="quick").first.click()
    area = page.tab.locator("#drawer textarea")
    page.until(lambda: words in area.input_value())
    area.evaluate("a => { const n = a.value.indexOf(' it') + 3; a.setSelectionRange(n, n); a.focus(); }")
    typed = " while the deck is laid out again and again"
    for n, key in enumerate(typed):
        page.tab.keyboard.type(key)
        if n % 5 == 0:
            (page.path.parent / "men.csv").write_text(f"side,men\nJapan,{500 + n}\nSoviet Union,1000\n", "utf-8")
        time.sleep(0.05)
    assert words + typed in area.input_value()
    page.tab.keyboard.press("Control+s")
    page.until(lambda: words + typed in page.text())
    page.until(lambda: "again and again" in page.words("last"))
    page.tab.keyboard.press("Escape")


def test_slides_are_dragged_hidden_duplicated_and_deleted(page: Page) -> None:
    page.tab.keyboard.press("o")
    first, last = (page.slide(id).element_handle() for id in ("first", "last"))
    page.tab.evaluate(DRAG, [first, last, 0.9])
    page.until(lambda: page.ids().index("first") > page.ids().index("last"))
    lines = page.text().splitlines()
    assert sorted(lines) == sorted(OUTLINE.splitlines())
    assert lines.index("      # The first of all.") > lines.index("        id: last")
    page.tab.get_by_role("button", name="Undo").last.click()
    page.until(lambda: page.text() == OUTLINE)
    page.until(lambda: page.ids().index("first") < page.ids().index("last"))
    page.slide("table").focus()
    page.tab.keyboard.press("Alt+ArrowLeft")  # before the divider: into the section above
    page.until(lambda: page.ids().index("table") < page.ids().index("section-2"))
    page.slide("table").focus()
    page.tab.keyboard.press("h")
    page.until(lambda: "hidden: true" in page.text())
    page.until(lambda: "hidden" in page.slide("table").locator("footer").inner_text())
    page.slide("table").focus()
    page.tab.keyboard.press("d")
    page.until(lambda: "table-2" in page.ids())
    page.slide("table").focus()
    page.tab.keyboard.press("Delete")
    page.until(lambda: "table" not in page.ids())
    for _ in range(4):
        before = page.text()
        page.tab.keyboard.press("Control+z")
        page.until(lambda before=before: page.text() != before)
    assert page.text() == OUTLINE
    assert not page.tab.locator("#notes").get_by_role("button", name="Undo").count()  # of what was taken back
    page.tab.keyboard.press("o")


def test_a_picture_is_dropped_on_its_plate(page: Page) -> None:
    plate = page.slide("zhukov").locator("g[data-place] path").first.element_handle()
    page.tab.evaluate(DROP, [plate, list(PICTURE)])
    page.until(lambda: (page.run.folder / "images" / "zhukov.jpg").exists())
    assert (page.run.folder / "images" / "zhukov.jpg").read_bytes() == PICTURE
    page.until(lambda: page.slide("zhukov").locator("image[href^='media/']").count())
    page.until(lambda: "zhukov.jpg is in images/ now" in page.note())


def test_two_tabs_show_the_same(page: Page, chromium: Any) -> None:
    tab = chromium.new_page()
    other = Page(tab, page.run)
    page.save(OUTLINE.replace("Last claims", "In both"))
    page.until(lambda: "In both" in page.words("last") and "In both" in other.words("last"))
    tab.close()


def test_buttons_build_and_open_the_editor(page: Page) -> None:
    page.tab.get_by_role("button", name="Build").click()
    page.until(lambda: "output/talk.pptx" in page.note())
    page.slide("last").focus()
    page.tab.get_by_role("button", name="Editor").click()
    opened = page.run.folder / "opened.txt"
    page.until(lambda: opened.exists() and opened.read_text())
    line = next(n for n, text in enumerate(OUTLINE.splitlines(), 1) if "points: Last" in text)
    assert opened.read_text() == f"+{line} {page.path.resolve()}"


def test_the_server_may_go_and_come_back(page: Page) -> None:
    assert page.run.end() == 130
    page.until(lambda: "does not answer" in page.tab.locator("#link").inner_text())
    page.save(OUTLINE.replace("Last claims", "While it was away"))
    page.run.start()
    page.until(lambda: "While it was away" in page.words("last"))
    assert page.tab.locator("#link").inner_text() == ""
    page.tab.keyboard.press("e")
    page.until(page.tab.locator("#drawer textarea").is_visible)
    page.tab.keyboard.press("Escape")
