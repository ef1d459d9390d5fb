"""A lecture room in a test: the exported file in Chromium, from file://, with both its windows."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

TALK = """\
title: A talk
minutes: 4
credits: false
sections:
  - title: Before
    slides:
      - points: First claims
        id: first
        reveal: true
        notes: |
          Doubtful: begin slowly. [click] Now the second. [click] Now the third.

          A word about Jehol, which no slide names.
        items: [One, Two, Three]
      - table: A table
        id: table
        columns: [Year, Who]
        rows: [[1917, Russia], [1922, Japan]]
        notes: Read the rows aloud.
      - points: Nobody sees this
        id: secret
        hidden: true
        items: [A, B]
  - title: After
    slides:
      - before-after: The town
        id: town
        before: {file: a.png, alt: The town in 1900}
        after: {file: b.png, alt: The town in 2000}
      - question: Who won?
        id: question
        items: [Japan, Nobody]
      - points: Where to read on
        id: last
        transition: fade
        items:
          - "[the table](#table)"
          - "[a library](https://example.org/books)"
          - "[HTTPS](HTTPS://example.org)"
          - "[a call](tel:+49301)"
"""


def written(folder: Path, text: str = TALK, notes: bool = True) -> Path:
    """The talk as a file."""
    from PIL import Image
    from talk import read

    from podium.backends.svg.html import deck_html

    for name in ("slides_src", "images"):
        (folder / name).mkdir(exist_ok=True)
    for name, colour in (("a.png", "#345678"), ("b.png", "#876543")):
        Image.new("RGB", (800, 600), colour).save(folder / "images" / name)
    source = folder / "slides_src" / "talk.yaml"
    source.write_text(text, "utf-8")
    made = read(source)
    assert made.scene is not None, made.messages
    assert not made.report.failed, made.messages
    file = folder / "talk.html"
    file.write_text(deck_html(made.scene, notes), "utf-8")
    return file


class Window:
    """A window with the file."""

    def __init__(self, page: Any, errors: list[str]) -> None:
        self.page = page
        page.on("pageerror", lambda e: errors.append(str(e)))
        here = ("file:", "data:", "blob:file:", "blob:null")
        page.on("request", lambda r: None if r.url.startswith(here) else errors.append(r.url))

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def at(self) -> str:
        """The slide that is shown and its step: "first/2"."""
        now = self.page.evaluate("document.querySelector('.slide.now').id")
        shown = "[...document.querySelectorAll('.slide.now svg [data-step]:not(.later)')].map(e => e.dataset.step)"
        return f"{now}/{self.page.evaluate(f'new Set({shown}).size')}"

    def has(self, name: str) -> bool:
        """Whether the page is in a mode: desk, over, black …"""
        return bool(self.page.evaluate("name => document.documentElement.classList.contains(name)", name))

    def text(self, selector: str) -> str:
        return str(self.page.locator(selector).first.inner_text())

    def said(self) -> str:
        """What screen readers were told last."""
        return str(self.page.evaluate("document.getElementById('_live').textContent"))

    def until(self, what: Callable[[], object]) -> None:
        """Waits until something is true: at most ten seconds."""
        for _ in range(200):
            if what():
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"it did not happen; this window is at {self.at()}")


class Room:
    """A browser with the file: `slides` is its first window."""

    def __init__(self, browser: Any, file: Path, fragment: str = "", script: str = "", **options: Any) -> None:
        self.errors: list[str] = []
        self.address = file.as_uri()
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 720}, **options})
        if script:
            self.context.add_init_script(script)
        self.slides = self.window(fragment)

    def window(self, fragment: str = "") -> Window:
        """Another window, which the user opened."""
        made = Window(self.context.new_page(), self.errors)
        made.page.goto(self.address + fragment)
        return made

    def opened(self, by: Window, key: str = "p") -> Window:
        """The window that a key opens, when it has found the other."""
        with by.page.expect_popup() as popup:
            by.press(key)
        made = Window(popup.value, self.errors)
        made.page.wait_for_selector("html.js")
        made.until(lambda: made.text(".paired") == "" if made.has("desk") else True)
        return made

    def end(self) -> None:
        with suppress(Exception):
            self.context.close()
        assert self.errors == [], self.errors  # modules beside the tests do not show values by themselves
