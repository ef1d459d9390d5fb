"""What a page of the PDF looks like: colours, opacity, gradients, hatches, arrows, pictures and their crops."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from office import Drawn
from PIL import Image, ImageChops, ImageStat
from talk import ROOT, Talk, read
from thorough import some

from podium.backends.pdf.document import deck_pdf
from podium.scene.boxes import Box, Fade, Freeform, Hatch, Line, Media, Picture, Scene, Shape
from podium.scene.units import Rect, points

LECTURES = [ROOT / "slides_src" / f"{name}.yaml" for name in ("soviet-japanese-border-war", "night-sampler")]
Slide = Callable[..., Talk]


def rect(x: float, y: float, w: float, h: float) -> Rect:
    """In points."""
    return Rect(points(x), points(y), points(w), points(h))


def shown(scene: Scene, number: int, scale: float = 1.0) -> Image.Image:
    """A page as PDFium draws it, a pixel for each point."""
    drawn: Image.Image = pypdfium2.PdfDocument(deck_pdf(scene).data)[number].render(scale=scale).to_pil().convert("RGB")
    return drawn


@pytest.fixture
def drawn(slide: Slide) -> Callable[..., tuple[Image.Image, Scene]]:
    """`drawn(box, …)`: a page with only these boxes."""

    def draw(*boxes: Box, media: tuple[Media, ...] = ()) -> tuple[Image.Image, Scene]:
        scene = slide("points: A\nitems: [b, c]").scene
        assert scene is not None
        scene.media.update({m.key: m for m in media})
        scene.pages[1] = scene.pages[1]._replace(boxes=boxes)
        return shown(scene, 1), scene

    return draw


def rgb(scene: Scene, role: str) -> tuple[int, ...]:
    colour = scene.theme.rgb(role)
    return tuple(int(colour[n : n + 2], 16) for n in (0, 2, 4))


def near(found: Any, wanted: tuple[float, ...], by: float = 2) -> bool:
    return all(abs(a - b) <= by for a, b in zip(found, wanted, strict=True))


def mixed(scene: Scene, over: str, under: str, part: float) -> tuple[float, ...]:
    return tuple(a * part + b * (1 - part) for a, b in zip(rgb(scene, over), rgb(scene, under), strict=True))


def test_colours_and_opacity_are_the_themes(drawn: Any) -> None:
    page, scene = drawn(
        Shape(name="a", rect=rect(100, 100, 100, 100), fill="red"),
        Shape(name="b", rect=rect(300, 100, 100, 100), fill="blue", alpha=0.25),
        Shape(name="c", rect=rect(500, 100, 100, 100), geometry="ellipse", fill="green"),
    )
    assert near(page.getpixel((20, 20)), rgb(scene, "ground"))
    assert near(page.getpixel((150, 150)), rgb(scene, "red"))
    assert near(page.getpixel((350, 150)), mixed(scene, "blue", "ground", 0.25))
    assert near(page.getpixel((550, 150)), rgb(scene, "green"))
    assert near(page.getpixel((505, 105)), rgb(scene, "ground"))  # a corner of the ellipse's rectangle
    assert near(page.getpixel((99, 150)), rgb(scene, "ground"))
    assert near(page.getpixel((100, 150)), rgb(scene, "red"))


@pytest.mark.parametrize("down", [True, False])
def test_a_gradient_changes_opacity_between_its_stops(drawn: Any, down: bool) -> None:
    fade = Fade("ink", ((0.0, 0.0), (0.5, 0.8), (1.0, 0.8)), down=down)
    page, scene = drawn(Shape(name="a", rect=rect(100, 100, 200, 200), fill=fade))
    for part, opacity in ((0.02, 0.032), (0.25, 0.4), (0.5, 0.8), (0.9, 0.8)):
        at = (200, 100 + round(200 * part)) if down else (100 + round(200 * part), 200)
        assert near(page.getpixel(at), mixed(scene, "ink", "ground", opacity), 4)


def test_stripes_rise_and_go_on_from_shape_to_shape(drawn: Any) -> None:
    hatch = Hatch("red", "ground", "wdUpDiag")
    page, scene = drawn(
        Shape(name="a", rect=rect(100, 100, 60, 60), fill=hatch),
        Shape(name="b", rect=rect(160, 100, 60, 60), fill=hatch),
    )
    once, _ = drawn(Shape(name="a", rect=rect(100, 100, 120, 60), fill=hatch))
    assert ImageChops.difference(page, once).crop((157, 104, 163, 156)).getextrema() == ((0, 0),) * 3
    inside = [page.getpixel((x, 130)) for x in range(105, 215)]
    share = sum(near(p, rgb(scene, "red"), 60) for p in inside) / len(inside)
    assert 0.2 < share < 0.5  # three of eight pixels, less what is blurred
    assert near(page.getpixel((140, 120)), page.getpixel((120, 140)), 3)  # along a stripe
    assert near(page.getpixel((90, 130)), rgb(scene, "ground"))


def test_holes_of_what_is_hatched_stay_open(drawn: Any) -> None:
    ends = ((0, points(90)), (points(30), points(60)))
    ring = tuple((("M", a, a), ("L", b, a), ("L", b, b), ("L", a, b), ("Z",)) for a, b in ends)
    page, scene = drawn(
        Freeform(name="ring", rect=rect(100, 100, 90, 90), paths=ring, fill=Hatch("red", "blue", "wdUpDiag"))
    )
    assert len(page.crop((135, 135, 155, 155)).getcolors()) == 1
    assert near(page.getpixel((145, 145)), rgb(scene, "ground"))


def test_holes_stay_open_and_dashes_are_gaps(drawn: Any) -> None:
    ends = ((0, points(90)), (points(30), points(60)))
    ring = tuple((("M", a, a), ("L", b, a), ("L", b, b), ("L", a, b), ("Z",)) for a, b in ends)
    page, scene = drawn(
        Freeform(name="ring", rect=rect(100, 100, 90, 90), paths=ring, fill="blue"),
        Shape(name="line", rect=rect(300, 200, 200, 0), geometry="line", line=Line("red", 4, "dash")),
    )
    assert near(page.getpixel((110, 110)), rgb(scene, "blue"))
    assert near(page.getpixel((145, 145)), rgb(scene, "ground"))
    line = [near(page.getpixel((x, 200)), rgb(scene, "red"), 40) for x in range(300, 500)]
    assert line[4]
    assert not line[22]  # dashes of 16 pt, gaps of 12
    assert line[32]


def test_a_line_ends_in_the_head_of_an_arrow(drawn: Any) -> None:
    path = (("M", 0, 0), ("L", points(200), 0))
    page, scene = drawn(
        Freeform(name="arrow", rect=rect(300, 300, 1, 1), paths=(path,), line=Line("red", 4, tail=True))
    )
    assert near(page.getpixel((489, 303)), rgb(scene, "red"), 8)  # within the head, off the line
    assert near(page.getpixel((400, 303)), rgb(scene, "ground"), 8)
    assert near(page.getpixel((499, 302)), rgb(scene, "ground"), 20)  # its tip is sharp
    assert near(page.getpixel((487, 300)), rgb(scene, "red"), 8)


# ------------------------------------------------------------------------------------------------ pictures


def png(image: Image.Image, **about: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG", **about)
    return file.getvalue()


def images_of(pdf: pikepdf.Pdf) -> dict[tuple[int, int], Any]:
    """The pictures of a file, by the numbers of their objects."""
    named = (x for page in pdf.pages for _, x in page.obj.Resources.get("/XObject", {}).items())
    return {x.objgen: x for x in named if x.Subtype == "/Image"}


def opened(scene: Scene) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(deck_pdf(scene).data))


def test_what_is_clear_in_a_picture_shows_the_ground(drawn: Any) -> None:
    picture = Image.new("RGBA", (40, 40), (200, 30, 30, 255))
    picture.paste((0, 0, 0, 0), (0, 0, 20, 40))
    picture.paste((200, 30, 30, 128), (20, 0, 40, 20))
    page, scene = drawn(
        Picture(name="p", rect=rect(100, 100, 80, 80), media="m", alt="A"), media=(Media("m", png(picture), "png"),)
    )
    assert near(page.getpixel((115, 150)), rgb(scene, "ground"))
    assert near(page.getpixel((165, 165)), (200, 30, 30))
    half = tuple(a * 0.5 + b * 0.5 for a, b in zip((200, 30, 30), rgb(scene, "ground"), strict=True))
    assert near(page.getpixel((165, 115)), half, 3)
    pdf = opened(scene)
    (image,) = images_of(pdf).values()
    assert "/SMask" in image


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1", "LA", "I;16"])
def test_pngs_of_every_kind_have_their_colours(drawn: Any, mode: str) -> None:
    picture = Image.new("RGB", (32, 32), "#b06030")
    picture.paste("#3060b0", (16, 0, 32, 32))
    kind: Image.Image = Image.new("I;16", (32, 32), 30000) if mode == "I;16" else picture.convert(mode)
    wanted = Image.new("RGB", (32, 32), (117,) * 3) if mode == "I;16" else kind.convert("RGB")
    page, _ = drawn(
        Picture(name="p", rect=rect(100, 100, 320, 320), media="m", alt="A"), media=(Media("m", png(kind), "png"),)
    )
    for x in (5, 24):
        assert near(page.getpixel((105 + 10 * x, 300)), wanted.getpixel((x, 20)), 3)


def test_a_jpeg_is_embedded_as_it_is_and_cropped_by_its_frame(slide: Slide, tmp_path: Path) -> None:
    (tmp_path / "images").mkdir(exist_ok=True)
    picture = Image.new("RGB", (400, 300), "#345678")
    picture.paste("#c02020", (0, 0, 400, 20))  # a slide of 16 : 9 has no room for it
    picture.save(tmp_path / "images" / "a.jpg", quality=90)
    scene = slide("image: A\nfile: a.jpg\nfull: true\nalt: A scene").scene
    assert scene is not None
    pdf = opened(scene)
    (image,) = images_of(pdf).values()
    carried = next(m for m in scene.media.values() if m.ending == "jpg")
    assert image.read_raw_bytes() == carried.data
    page = shown(scene, 1)
    assert page.getpixel((950, 3))[0] < 0x60
    assert near(page.getpixel((950, 200)), (0x34, 0x56, 0x78), 6)


def test_a_picture_on_several_pages_is_there_once() -> None:
    scene = read(LECTURES[0]).scene
    assert scene is not None
    pdf = opened(scene)
    raw = [bytes(image.read_raw_bytes()) for image in images_of(pdf).values()]
    assert len(raw) > 3
    assert len(set(raw)) == len(raw)


def test_a_figure_is_drawn_as_lines_and_words(slide: Slide) -> None:
    sides = "sides: {ja: {name: Japan, colour: blue}, su: {name: Soviet Union, colour: red}}\n"
    talk = slide("figure: Losses\ntype: waffle\ndata: {Japan: 40, Soviet Union: 60}", sides)
    scene = talk.scene
    assert scene is not None, talk.messages
    assert scene.figures
    assert not scene.media  # nobody has painted them
    page = shown(scene, 1, 0.25)
    colours = [colour for _, colour in page.getcolors(100_000) or []]
    assert any(near(c, rgb(scene, "blue"), 12) for c in colours)
    text = pypdfium2.PdfDocument(deck_pdf(scene).data)[1].get_textpage().get_text_range()
    assert "Soviet Union" in text
    assert not images_of(opened(scene))


# ------------------------------------------------------------------------------------------------ beside LibreOffice


def words(page: Any) -> list[tuple[str, float, float]]:
    """The words of a page with the lower left corner of their first letter, in pt."""
    text = page.get_textpage()
    found, word, corner = [], "", (0.0, 0.0)
    seen = text.get_text_range()
    for n, letter in enumerate([*seen, " "]):
        if letter.isspace() or not letter.isprintable():
            if word:
                found.append((word, *corner))
            word = ""
        else:
            corner = corner if word else text.get_charbox(n)[:2]
            word += letter
    return found


GOLDEN = ROOT / "tests" / "pages" / "golden"
OTHER = [GOLDEN / f"{kind}.yaml" for kind in ("before-after", "full", "media", "timeline-lanes")]
SOURCES = {"lecture": LECTURES[:1], "night": LECTURES[1:], "kinds that are in neither": OTHER}


@pytest.mark.render
@pytest.mark.parametrize("outlines", some(SOURCES.values()), ids=some(SOURCES))
def test_words_and_colours_are_where_libreoffice_has_them(outlines: list[Path], drawn_by_libreoffice: Drawn) -> None:
    count, off = 0, []
    for outline, drawn in zip(outlines, drawn_by_libreoffice(outlines), strict=True):
        scene = read(outline).scene
        assert scene is not None
        scene.pages = [p for p in scene.pages if not p.hidden]
        ours, theirs = pypdfium2.PdfDocument(deck_pdf(scene).data), pypdfium2.PdfDocument(drawn)
        assert len(ours) == len(theirs)
        for page, mine, other in zip(scene.pages, ours, theirs, strict=True):
            pairs = list(beside(words(mine), words(other)))
            count += len(pairs)
            off += [f"{page.id}: {pair}" for pair in pairs if max(abs(pair[1] - pair[3]), abs(pair[2] - pair[4])) > 2]
            seen = [p.render(scale=0.5).to_pil().convert("L") for p in (mine, other)]
            soft = [picture.resize((60, 34), Image.Resampling.BOX) for picture in seen]
            assert ImageStat.Stat(ImageChops.difference(*soft)).mean[0] < 5, page.id
    assert count > 100
    assert len(off) < 0.05 * count, "\n".join(off)  # letters of other scripts, and the spacing of quotations


def beside(ours: Any, theirs: Any) -> Iterator[tuple[str, float, float, float, float]]:
    """Each word with its place and the nearest of the same word there; LibreOffice's tracked words are letters."""
    for word, x, y in ours:
        if places := [(a, b) for w, a, b in theirs if w == word]:
            yield (word, x, y, *min(places, key=lambda at: abs(at[0] - x) + abs(at[1] - y)))


def test_commas_and_spaces_are_set_in_the_font_of_the_letters_beside_them() -> None:
    from podium.backends.pdf.fonts import Fonts
    from podium.typesetting.fonts import Face

    fonts = Fonts()
    assert len(fonts.pieces("друга, как 2 раза", Face("Cambria"))) == 1
    assert len(fonts.pieces(", как", Face("Cambria"))) == 1
    assert len(fonts.pieces("Stalin, Сталин (Stalin)", Face("Cambria"))) == 3
