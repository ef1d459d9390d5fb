"""Decks on ten templates: whole, in the free room, the template's parts as they were."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import made
import pytest
from pptx import Presentation
from talk import Talk, boxes_of, read, text_of, words
from thorough import THOROUGH, some

from podium.backends.figures.painting import paint_figures
from podium.backends.pptx.write import write
from podium.kinds._examples import EXAMPLES, specimen
from podium.scene.boxes import Page, Text
from podium.scene.units import EMU_PER_PT, Rect
from podium.templates.choice import OPENINGS

# A map takes seconds and one is enough; the others are all there.
KINDS = tuple(kind for kind in EXAMPLES if kind != "map")
_SLACK = 4 * 12_700  # EMU: boxes of large type begin a little above their letters


@pytest.fixture(scope="module")
def decks(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Talk]:
    """`decks(name)`: the specimen on one of the ten templates, written; made once."""
    known: dict[str, Talk] = {}

    def make(name: str) -> Talk:
        if name not in known:
            folder = tmp_path_factory.mktemp(name)
            (folder / "university.potx").write_bytes(made.template(name))
            outline = folder / f"{name}.yaml"
            kinds = (*KINDS, "map") if name == "powerpoint" else KINDS
            outline.write_text(specimen("university.potx", kinds), encoding="utf-8")
            talk = read(outline)
            assert talk.scene is not None
            assert not talk.report.failed, talk.messages
            paint_figures(talk.scene)
            write(talk.scene, talk.path)
            known[name] = talk
        return known[name]

    return make


every = pytest.mark.parametrize("name", list(made.TEMPLATES))


@every
def test_python_pptx_reads_the_deck_and_finds_only_its_own_slides(name: str, decks: Callable[[str], Talk]) -> None:
    talk = decks(name)
    deck = Presentation(str(talk.path))
    assert len(deck.slides) == len(talk.pages)
    look = made.TEMPLATES[name]()
    assert (deck.slide_width, deck.slide_height) == (look.width, look.height)
    assert [s.shapes.title is not None and s.shapes.title.text_frame.text != "" for s in deck.slides] == [True] * len(
        deck.slides
    )
    said = "\n".join(shape.text_frame.text for s in deck.slides for shape in s.shapes if shape.has_text_frame)
    assert "OLD SLIDE" not in said
    assert deck.core_properties.title == "The Undeclared War"


@every
def test_the_template_s_parts_are_as_they_were(name: str, decks: Callable[[str], Talk]) -> None:
    with zipfile.ZipFile(decks(name).path) as deck, zipfile.ZipFile(io.BytesIO(made.template(name))) as template:
        kept = [n for n in template.namelist() if n.startswith(("ppt/slideMasters", "ppt/slideLayouts", "ppt/theme"))]
        assert len(kept) > 5
        assert {n: deck.read(n) for n in kept} == {n: template.read(n) for n in kept}
        assert not [n for n in deck.namelist() if n.startswith("ppt/slides/") and "OLD SLIDE" in deck.read(n).decode()]
        types = deck.read("[Content_Types].xml").decode()
        assert "presentationml.presentation.main+xml" in types
        assert "presentationml.template.main+xml" not in types
        assert "Old" not in deck.read("ppt/presentation.xml").decode()  # its sections went with its slides


@every
def test_no_word_of_the_outline_is_lost(name: str, decks: Callable[[str], Talk]) -> None:
    talk, plain = decks(name), read_plain(decks(name))
    said = set(words("\n".join(map(text_of, talk.pages)).replace("–", " ")))
    # how many names a map has depends on its size
    own = (page for page in plain.pages if not page.generated and page.layout != "map" and "spheres" not in page.title)
    wanted = {w for page in own for w in words(text_of(page).replace("–", " "))}
    alike = {w.strip(".,;:!?()·").casefold() for w in said}
    missing = {w for w in wanted if w.strip(".,;:!?()·").casefold() not in alike and not w[:1].isdigit()}
    assert not missing


@every
def test_titles_and_bodies_stand_in_the_template_s_room(name: str, decks: Callable[[str], Talk]) -> None:
    talk = decks(name)
    assert talk.scene is not None
    template = talk.scene.template
    room, placing = template.room, template.placing
    body = room.body
    for page in talk.pages:
        if page.layout in OPENINGS and template.chosen.layout(page.layout) is not template.chosen.slide:
            continue
        for box in boxes_of(page):
            if isinstance(box, Text) and box.role == "title":
                assert box.rect == room.title, page.id
            elif not (isinstance(box, Text) and box.role in ("footer", "number", "when")):
                assert within(box.rect, body, round(_SLACK * placing.size)), (page.id, box.name, box.rect, body)


@every
def test_nothing_covers_the_logo(name: str, decks: Callable[[str], Talk]) -> None:
    talk = decks(name)
    assert talk.scene is not None
    template = talk.scene.template
    logos = {
        page.layout: [d.rect for d in template.chosen.layout(page.layout).drawn if d.picture] for page in talk.pages
    }
    for page in talk.pages:
        for box in boxes_of(page):
            assert not [logo for logo in logos[page.layout] if meet(box.rect, logo)], (page.id, box.name)


@pytest.mark.parametrize("name", some(made.TEMPLATES))
def test_the_package_is_valid(name: str, decks: Callable[[str], Talk]) -> None:
    audit = pytest.importorskip("openxml_audit")
    result = audit.OpenXmlValidator(file_format=audit.FileFormat.MICROSOFT_365, max_errors=0).validate(decks(name).path)
    assert not [str(e) for e in result.errors]


@every
def test_titles_look_as_their_placeholder_says(name: str, decks: Callable[[str], Talk]) -> None:
    deck = Presentation(str(decks(name).path))
    for slide in deck.slides:
        title = slide.shapes.title
        for run in title.text_frame.paragraphs[0].runs:
            assert run.font.name is None  # the placeholder's
            assert run.font.color is None or run.font.color.type is None


@pytest.mark.parametrize("name", ["google", "keynote"])
def test_type_is_in_proportion_to_the_slide(name: str, decks: Callable[[str], Talk]) -> None:
    talk = decks(name)
    assert talk.scene is not None
    page = next(p for p in talk.pages if p.title == "Both sides wanted a buffer")
    sizes = {r.size for b in boxes_of(page) if isinstance(b, Text) and not b.role for p in b.paragraphs for r in p.runs}
    size = talk.scene.template.placing.size
    assert min(sizes) >= 16 * size - 0.01
    every = (
        r.size for p in talk.pages for b in boxes_of(p) if isinstance(b, Text) for q in b.paragraphs for r in q.runs
    )
    assert min(every) >= 10 - 0.01
    assert size == pytest.approx(2 if name == "keynote" else 0.75)


@pytest.mark.parametrize("name", ["google", "logo-left"])
def test_maps_fly_on_the_template_s_slide(name: str, lecture: Callable[..., Talk], tmp_path: Path) -> None:
    (tmp_path / "slides_src").mkdir()
    (tmp_path / "slides_src" / "uni.pptx").write_bytes(made.template(name))
    talk = lecture(MAPS)
    before, page = talk.page("wide"), talk.page("close")
    (way,) = page.flights
    a, b, c, d, e, f = way.matrix
    for town in ("city: Hsinking", "city: Harbin"):
        (x, y), there = middle(page, town), middle(before, town)
        assert (a * x + c * y + e, b * x + d * y + f) == pytest.approx(there, abs=2)


MAPS = """\
title: Flights
template: uni.pptx
slides:
  - {map: Asia, id: wide, relief: false, year: 1939, cities: [Hsinking, Harbin], frame: [88, 19, 164, 53]}
  - map: Manchuria
    id: close
    transition: morph
    relief: false
    year: 1939
    cities: [Hsinking, Harbin]
    around: {at: [124, 45], km: 500}
"""


def middle(page: Page, name: str) -> tuple[float, float]:
    """The middle of a box (pt)."""
    r = next(box.rect for box in boxes_of(page) if box.name.removeprefix("!!") == name)
    return (r.x + r.w / 2) / EMU_PER_PT, (r.y + r.h / 2) / EMU_PER_PT


@pytest.mark.render
def test_libreoffice_opens_the_decks(decks: Callable[[str], Talk], tmp_path: Path, soffice: str) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    names = list(made.TEMPLATES) if THOROUGH else list(made.TEMPLATES)[1::2]  # the others have valid packages, as above
    files = [str(decks(name).path) for name in names]
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    subprocess.run([soffice, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files], check=True,
                   capture_output=True, timeout=300)  # fmt: skip
    for name in names:
        run = subprocess.run(
            ["pdftotext", str(tmp_path / f"{name}.pdf"), "-"], capture_output=True, text=True, check=True
        )
        assert run.stdout.count("\f") == len(decks(name).pages)
        assert "Khalkhin" in run.stdout


def read_plain(talk: Talk) -> Talk:
    """The same outline without its template."""
    plain = talk.source.with_name(f"{talk.source.stem}-plain.yaml")
    lines = [line for line in talk.source.read_text(encoding="utf-8").splitlines() if not line.startswith("template:")]
    plain.write_text("\n".join(lines), encoding="utf-8")
    return read(plain)


def within(inner: Rect, outer: Rect, slack: int) -> bool:
    return (
        inner.x >= outer.x - slack and inner.y >= outer.y - slack
        and inner.right <= outer.right + slack and inner.bottom <= outer.bottom + slack
    )  # fmt: skip


def meet(a: Rect, b: Rect) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom
