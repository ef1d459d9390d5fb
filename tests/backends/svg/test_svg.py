"""Slides as SVG: every word where layout put it, as LibreOffice has it too; charts as the specification says."""

from __future__ import annotations

import itertools
import re
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from office import Drawn
from talk import ROOT, Talk, read
from thorough import some

from podium.backends.drawing.plain import plain
from podium.backends.svg.files import page_files
from podium.backends.svg.page import PageWriter
from podium.scene.boxes import Scene, Text, every_box
from podium.typesetting.fonts import Face

SVG = "{http://www.w3.org/2000/svg}"
GOLDEN = sorted((ROOT / "tests" / "pages" / "golden").glob("*.yaml"))
LECTURES = [ROOT / "slides_src" / f"{name}.yaml" for name in ("soviet-japanese-border-war", "night-sampler")]
LINE = 0.99  # of the lines of a deck, at least, stand as in LibreOffice; the axes of charts break as they like


def svgs(scene: Scene) -> list[ET.Element]:
    """The pages, read again."""
    return [ET.fromstring(text) for _, text in page_files(scene)]


def lines(page: ET.Element) -> Iterator[ET.Element]:
    """The lines of text of a page."""
    return page.iter(f"{SVG}text")


def text_of(element: ET.Element) -> str:
    return "".join(element.itertext())


@pytest.mark.parametrize("outline", GOLDEN, ids=lambda p: p.stem)
def test_every_word_of_a_page_is_in_its_svg_in_the_order_of_the_page(outline: Path) -> None:
    made = read(outline)
    assert made.scene is not None
    for page, drawn in zip(made.scene.pages, svgs(made.scene), strict=True):
        boxes = [b for b in every_box(plain(page.boxes, made.scene.theme)) if isinstance(b, Text)]
        said = [word for b in boxes for p in b.paragraphs for word in (p.bullet + " " + p.text).split()]
        found = [word for line in lines(drawn) for word in text_of(line).split()]
        if any(r.form for b in boxes for p in b.paragraphs for r in p.runs):  # small capitals are drawn as capitals
            said, found = ([w.casefold() for w in some] for some in (said, found))
        assert found == said


def test_what_a_box_says_of_itself_is_on_its_group(slide: Callable[..., Talk]) -> None:
    made = slide("points: Claims\nitems: [First, Second]\nform: rows\nreveal: true")
    assert made.scene is not None
    page = svgs(made.scene)[1]
    steps = [g.get("data-step") for g in page.iter(f"{SVG}g") if g.get("data-step")]
    assert {"1", "2"} <= set(steps)
    places = [g.get("data-place") for g in page.iter(f"{SVG}g") if g.get("data-name") == "Headline"]
    assert places == ["5:13"]


def test_links_leave_the_page_only_for_addresses(slide: Callable[..., Talk]) -> None:
    made = slide("points: A\nid: a\nitems: ['[there](https://example.org)', '[here](#a)']")
    assert made.scene is not None
    page = svgs(made.scene)[1]
    assert [a.get("href") for a in page.iter(f"{SVG}a")] == ["https://example.org"]


def test_a_picture_is_cropped_and_embedded(slide: Callable[..., Talk], tmp_path: Path) -> None:
    from PIL import Image

    (tmp_path / "images").mkdir(exist_ok=True)
    Image.new("RGB", (400, 300), "#345678").save(tmp_path / "images" / "a.png")
    made = slide("image: A\nfile: a.png\nfull: true\nalt: A scene")
    assert made.scene is not None
    (image,) = svgs(made.scene)[1].iter(f"{SVG}image")
    assert (image.get("href") or "").startswith("data:image/")
    assert float(image.get("y") or 0) < 0  # 4 : 3 on a slide of 16 : 9


CHART = """
chart: Men
type: bar
data: {Japan: 500, Soviet Union: 1000}
"""


def bars(page: ET.Element) -> dict[str, list[float]]:
    """name -> (left, right) of the bars of a chart."""
    found = {}
    for g in page.iter(f"{SVG}g"):
        name = g.get("data-name") or ""
        path = g.find(f"{SVG}path")
        if name.startswith("Bar: ") and path is not None:
            xs = [float(v) for v in re.findall(r"[ML](-?[\d.]+)", path.get("d") or "")]
            found[name[5:]] = [min(xs), max(xs)]
    return found


def test_bars_are_in_proportion_and_carry_their_values(slide: Callable[..., Talk]) -> None:
    made = slide(CHART)
    assert made.scene is not None
    page = svgs(made.scene)[1]
    found = {name.split()[0]: right - left for name, (left, right) in bars(page).items()}
    assert found["Soviet"] == pytest.approx(2 * found["Japan"], abs=0.05)
    assert {"500", "1,000"} <= {text_of(line).strip() for line in lines(page)}


@pytest.mark.parametrize("kind", ["column", "bar-stacked", "column-100", "line", "area", "pie", "doughnut"])
def test_every_type_of_chart_stays_on_its_page_with_all_names(slide: Callable[..., Talk], kind: str) -> None:
    data = "{A: {x: 1, y: 2}, B: {x: 3, y: 4}}" if kind not in ("pie",) else "{A: 1, B: 3}"
    made = slide(f"chart: Numbers\ntype: {kind}\ndata: {data}")
    assert made.scene is not None, made.messages
    page = svgs(made.scene)[1]
    assert {"A", "B"} <= set(itertools.chain.from_iterable(text_of(line).split() for line in lines(page)))
    numbers = [float(v) for path in page.iter(f"{SVG}path") for v in re.findall(r"-?[\d.]+", path.get("d") or "")]
    assert min(numbers) >= -1
    assert max(numbers) <= 961


def test_the_same_scene_gives_the_same_svg() -> None:
    pages = [dict(page_files(read(GOLDEN[0]).scene)) for _ in range(2)]  # type: ignore[arg-type]
    assert pages[0] == pages[1]


def test_only_the_letters_of_the_deck_travel_along(slide: Callable[..., Talk]) -> None:
    import base64
    import io

    from fontTools.ttLib import TTFont

    made = slide("points: Wörter\nitems: [Eins, Zwei]")
    assert made.scene is not None
    text = [text for _, text in page_files(made.scene)][1]
    faces = re.findall(r"font-family:'(podium \w+)'[^}]*base64,([^)]+)\)", text)
    assert {name for name, _ in faces} == {"podium Sans", "podium Serif"}
    for _, data in faces:
        letters = {chr(c) for c in TTFont(io.BytesIO(base64.b64decode(data))).getBestCmap()}
        assert "Q" not in letters
    writer = PageWriter(made.scene, str)
    writer.svg(made.scene.pages[1], 2)
    assert {"ö", "W"} <= set().union(*writer.letters.values())


# ------------------------------------------------------------------------------------------ beside LibreOffice


def drawn_words(file: Path) -> list[list[tuple[str, float, float, float, float]]]:
    """(word, left, top, right, bottom) in pt on each page of a PDF."""
    done = subprocess.run(["pdftotext", "-bbox", str(file), "-"], capture_output=True, text=True, check=True)
    pages = []
    for page in done.stdout.split("<page ")[1:]:
        found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<', page)
        pages.append([(w, float(a), float(b), float(c), float(d)) for a, b, c, d, w in found])
    return pages


@pytest.mark.render
@pytest.mark.parametrize("outline", some(LECTURES), ids=lambda p: p.stem)
def test_lines_stand_where_libreoffice_has_them(outline: Path, drawn_by_libreoffice: Drawn) -> None:
    made = read(outline)
    assert made.scene is not None
    shown = [p for p in made.scene.pages if not p.hidden]
    pages = drawn_words(*drawn_by_libreoffice([outline]))
    assert len(pages) == len(shown)
    off: list[str] = []
    count = 0
    for number, (page, drawn) in enumerate(zip(shown, pages, strict=True), 1):
        writer = PageWriter(made.scene, str)
        for line in lines(ET.fromstring(writer.svg(page, number))):
            first = text_of(line).replace("\u00a0", " ").split()[:1]
            if not first or line.get("text-anchor"):
                continue
            count += 1
            x, y = float(line.get("x") or 0), float(line.get("y") or 0)
            size = max(float(t.get("font-size") or 0) for t in line.iter(f"{SVG}tspan"))
            near = [w for w in drawn if abs(w[1] - x) < 2 + size * 0.12 and w[2] - 2 < y < w[4] + 2]
            if not any(first[0].startswith(w[0][:3]) or w[0].startswith(first[0][:3]) for w in near):
                off.append(f"slide {number}: {text_of(line)!r} at {x}, {y}")
    assert count > 200
    assert len(off) <= (1 - LINE) * count, "\n".join(off)


def test_words_that_a_font_lacks_are_named_with_what_stands_among_them() -> None:
    from podium.backends.svg.fonts import in_fonts

    face = Face("Cambria")
    assert in_fonts("друга, как", face) == '<tspan class="x">друга, как</tspan>'
    assert in_fonts("Stalin & Сталин (Stalin)", face) == 'Stalin &amp; <tspan class="x">Сталин </tspan>(Stalin)'
    assert in_fonts("a – b", face) == "a – b"
