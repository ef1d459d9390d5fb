"""The deck as an article: for a course site, on a phone, on paper, without scripts."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from room import Room, written

pytestmark = pytest.mark.browser
TALK = """\
title: Ein Vortrag
lang: de
sections:
  - title: Vorher
    slides:
      - points: Drei Behauptungen
        id: first
        reveal: true
        notes: Das sagt nur die Lehrerin.
        items: [Eins, Zwei, Drei]
      - table: Eine Tabelle
        columns: [Jahr, Wer]
        rows: [[1917, Russland], [1922, Japan]]
      - quote: Krieg ist die Fortsetzung der Politik.
        by: Clausewitz
      - image: Die Stadt
        file: a.png
        alt: Die Stadt von oben
        caption: Die Stadt im Jahr 1900
        credit: "Foto: N. N., CC BY 4.0"
      - chart: Männer
        id: men
        type: bar
        data: {Japan: 300, Russland: 1114}
        alt: Balken mit Männern
      - points: Versteckt
        id: spare
        hidden: true
        items: [A, B]
"""


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("article"), TALK, notes=False)


def visible(page: Any) -> str:
    return str(page.evaluate("document.querySelector('main').innerText"))


def test_all_that_a_deck_says_and_shows_can_be_read_on_a_phone_and_printed(
    room: Callable[..., Room], article: Path
) -> None:
    made = room("#read", file=article, viewport={"width": 390, "height": 844}).slides
    page, said = made.page, visible(made.page)
    for words in ("Ein Vortrag", "Vorher", "Eins", "Drei", "Russland", "Clausewitz", "im Jahr 1900", "CC BY 4.0"):
        assert words in said
    assert "Lehrerin" not in article.read_text("utf-8")
    assert "Versteckt" not in said
    tree = page.locator("main").aria_snapshot()
    for part in ('heading "Ein Vortrag" [level=1]', 'heading "Vorher" [level=2]', 'heading "Eine Tabelle" [level=3]',
                 "blockquote", "table", "listitem", "Balken mit Männern", "Die Stadt von oben"):  # fmt: skip
        assert part in tree, tree
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('main')).fontSize)") >= 16
    chart, picture = page.locator("#men > svg"), page.locator("figure svg").first
    assert chart.is_visible()
    assert picture.bounding_box()["width"] > 200
    assert page.evaluate("document.querySelector('#men > svg').getBoundingClientRect().width") > 390  # cut to the chart
    paper = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert paper[0].get_width() < paper[0].get_height()
    text = "".join(sheet.get_textpage().get_text_range() for sheet in paper)
    assert all(words in text for words in ("Ein Vortrag", "Drei", "CC BY 4.0"))
    assert "Präsentieren" not in text

    page.locator("#first .permalink").click()
    assert made.at() == "first/0"
    assert made.has("show")
    assert page.url.endswith("#first")
    made.press("a")
    assert made.has("reads")
    assert page.url.endswith("#read")
    box = page.locator("#_live").bounding_box()  # what screen readers were told of the slide is no part of the article
    assert made.said()
    assert box["width"] <= 1
    assert box["height"] <= 1
    made.press("PageDown")  # scrolls
    assert made.at() == "first/0"
    made.press("Escape")
    assert made.has("show")
    assert page.get_by_role("button", name="Als Artikel lesen (a)").count() == 1
    assert page.locator("#_bar").get_attribute("lang") == "de"


def test_without_scripts_the_article_is_there_and_a_link_to_a_slide_shows_it(
    room: Callable[..., Room], article: Path
) -> None:
    page = room(file=article, java_script_enabled=False).slides.page
    assert page.get_by_role("heading", level=1).inner_text() == "Ein Vortrag"
    assert not page.locator("#first > svg").is_visible()
    page.locator("#first .permalink").click()
    assert page.locator("#first > svg").is_visible()
    assert page.get_by_text("Zwei").last.is_visible()
