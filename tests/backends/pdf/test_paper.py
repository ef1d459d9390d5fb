"""Slides on paper: the text, the tags and the links of each slide, at its place."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pypdfium2
import pytest
import tagged
from talk import ROOT, read

from podium.backends.pdf.paper import A4, LETTER, Leaf, Slide, leaves_pdf
from podium.scene.boxes import Paragraph, Run, Scene, Text
from podium.scene.units import Rect, points

NIGHT = ROOT / "slides_src" / "night-sampler.yaml"
NOTE = "What is said here"


@pytest.fixture(scope="module")
def scene() -> Scene:
    found = read(NIGHT).scene
    assert found is not None
    return found


def note(y: float) -> Text:
    rect = Rect(points(320), points(y), points(220), points(60))
    return Text(name="Notes", rect=rect, paragraphs=(Paragraph((Run(NOTE, 11, "ink"),), 14),))


def handout(scene: Scene, size: tuple[float, float] = A4) -> bytes:
    """Three slides on a sheet, with a note beside each."""
    leaves = []
    for n in range(0, len(scene.pages), 3):
        items: list[Any] = []
        for row, page in enumerate(scene.pages[n : n + 3]):
            items += [Slide(page.id, 50, 60 + 240 * row, 250), note(60 + 240 * row)]
        leaves.append(Leaf(tuple(items), f"Sheet {n // 3 + 1}"))
    return leaves_pdf(scene, leaves, size).data


def test_everything_on_paper_is_in_the_tree_in_reading_order(scene: Scene) -> None:
    pdf = pikepdf.open(io.BytesIO(handout(scene)))
    root, marks, links = tagged.tree(pdf)
    parents = dict(zip(*[iter(pdf.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
    slides = 0
    for page in pdf.pages:
        for stream in (page, *tagged.slides_on(page)):
            slides += stream is not page
            shown, holder = tagged.content(stream), stream.obj if stream is page else stream
            assert not shown.loose
            owners = parents[holder.StructParents]
            assert len(owners) == len(shown.text)
            for number in shown.text:
                assert owners[number].objgen == marks.pop((holder.objgen[0], number)).objgen
        for annotation in page.obj.get("/Annots", []):
            assert parents[annotation.StructParent].objgen == links.pop(annotation.objgen[0]).objgen
    assert not marks
    assert not links
    assert slides == len(scene.pages)
    first = root.kids[0]
    assert [kid.tag for kid in first.kids] == ["Sect", "P"] * 3
    assert [kid.kids[0].text for kid in first.kids[::2]] == [page.title for page in scene.pages[:3]]
    assert all(kid.text == NOTE for kid in first.kids[1::2])


@pytest.mark.parametrize("size", [A4, LETTER], ids=["A4", "Letter"])
def test_a_slide_looks_the_same_at_its_place(scene: Scene, size: tuple[float, float]) -> None:
    from PIL import Image, ImageChops, ImageStat

    from podium.backends.pdf.document import deck_pdf

    paper = pypdfium2.PdfDocument(handout(scene, size))
    assert paper[0].get_size() == pytest.approx(size, abs=0.01)
    deck = pypdfium2.PdfDocument(deck_pdf(scene).data)
    drawn = paper[0].render(scale=2).to_pil().convert("RGB")
    assert drawn.getpixel((80, 90)) == (255, 255, 255)
    for row in range(3):
        top = 2 * (60 + 240 * row)
        part = drawn.crop((100, top, 600, top + 281))
        alone = deck[row].render(scale=500 / 960).to_pil().convert("RGB").resize(part.size, Image.Resampling.BICUBIC)
        soft = [i.resize((50, 28), Image.Resampling.BOX) for i in (part, alone)]
        assert max(ImageStat.Stat(ImageChops.difference(*soft)).mean) < 3


def test_text_is_found_and_links_lie_over_it(scene: Scene) -> None:
    data = handout(scene)
    words = pypdfium2.PdfDocument(data)[0].get_textpage()
    text = words.get_text_range()
    assert text.count(NOTE) == 3
    found = words.search("Der Pakt").get_next()
    left, bottom, right, top = words.get_charbox(found[0])
    assert 50 < left < 300
    pdf = pikepdf.open(io.BytesIO(data))
    boxes = [[float(v) for v in annotation.Rect] for annotation in pdf.pages[0].obj.Annots]
    assert any(x0 <= left < right <= x1 and y0 <= bottom < top <= y1 for x0, y0, x1, y1 in boxes)
    assert all(50 <= x0 < x1 <= 300 for x0, _, x1, _ in boxes)


def test_a_link_to_a_slide_that_is_not_there_is_none(scene: Scene) -> None:
    agenda = next(page.id for page in scene.pages if page.id == "agenda")
    alone = pikepdf.open(io.BytesIO(leaves_pdf(scene, [Leaf((Slide(agenda, 50, 50, 480),))]).data))
    assert "/Annots" not in alone.pages[0].obj
    target = scene.pages[2].id
    leaf = Leaf((Slide(agenda, 50, 50, 480), Slide(target, 50, 400, 480)))
    both = pikepdf.open(io.BytesIO(leaves_pdf(scene, [leaf]).data))
    links = list(both.pages[0].obj.Annots)  # there, and back
    assert len(links) == 2
    assert all(link.Dest[0].objgen == both.pages[0].obj.objgen for link in links)


def test_the_same_paper_has_the_same_bytes(scene: Scene) -> None:
    assert handout(scene) == handout(scene)
