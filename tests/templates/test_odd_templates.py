"""Templates with what universities put into them: pictures and veils under words, lines above titles, capitals."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import made
import one_colour
import pytest
from PIL import Image
from talk import Talk, boxes_of, text_of

from podium.backends.pptx.write import write
from podium.scene.boxes import Picture, Text
from podium.scene.units import EMU_PER_PT, Rect
from podium.templates import fitting
from podium.templates.colours import mixed
from podium.themes import contrast
from podium.typesetting import measure
from podium.typesetting.fonts import Face

NIGHT = one_colour.png(60, 30, (10, 12, 30))
WHOLE = (0.0, 0.0, 1.0, 1.0)
PALE = made.Look._field_defaults["title_style"].replace(made.scheme("tx1"), '<a:srgbClr val="F4F4FA"/>')


def loaded(look: made.Look, image: bytes = NIGHT) -> fitting.Template:
    return fitting.load(packed(look, image), "x.potx", {}, "", frozenset())


def packed(look: made.Look, image: bytes = NIGHT) -> bytes:
    parts = made.part(look)
    parts["ppt/media/image1.png"] = image, ""
    return made.packed(parts)


def on(look: made.Look, outline: str, lecture: Callable[..., Talk], folder: Path) -> Talk:
    (folder / "slides_src").mkdir()
    (folder / "slides_src" / "uni.potx").write_bytes(packed(look))
    return lecture(f"title: Talk\ntemplate: uni.potx\n{outline}")


def veil(rgb: str, alpha: int, at: made.Rect, look: made.Look) -> str:
    return made.rect(at, f'<a:srgbClr val="{rgb}"><a:alpha val="{alpha}"/></a:srgbClr>', look, "Veil")


def test_a_picture_under_the_whole_slide_is_its_ground() -> None:
    """The theme is a light one, and says nothing of the dark picture that its master draws."""
    look = made.powerpoint()
    look = look._replace(drawn=made.picture(WHOLE, look), logo=True, title_style=PALE)
    found = loaded(look)
    assert found.theme.dark
    assert found.theme.rgb("ground") == "0A0C1E"
    assert found.theme.contrast("ink", "ground") >= 7
    assert not [n for n in found.notes if n.code == "template-contrast"]
    assert found.room.body.w > look.width * 0.8


def test_a_bitmap_in_one_colour_is_no_zip_bomb() -> None:
    """Although it is packed to a thousandth."""
    look = made.powerpoint()
    held = io.BytesIO()
    Image.new("RGB", (1920, 1080), (10, 12, 30)).save(held, "BMP")
    found = loaded(look._replace(drawn=made.picture(WHOLE, look), logo=True, title_style=PALE), held.getvalue())
    assert found.room.ground == "0A0C1E"


def test_a_transparent_picture_is_as_dark_as_it_hides() -> None:
    look = made.powerpoint()
    look = look._replace(drawn=made.picture(WHOLE, look), logo=True)
    held = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 26)).save(held, "PNG")
    found = loaded(look, held.getvalue())
    assert not found.theme.dark
    assert contrast(found.room.ground, "E6E6E6") < 1.05


def test_words_stand_on_a_veil_over_a_picture() -> None:
    look = made.powerpoint()
    drawn = made.picture(WHOLE, look) + veil("FFFFFF", 85_000, (0.03, 0.02, 0.94, 0.94), look)
    found = loaded(look._replace(drawn=drawn, logo=True))
    assert not found.theme.dark
    assert found.theme.rgb("ground") == found.room.ground == mixed("0A0C1E", "FFFFFF", 0.85)
    assert found.theme.contrast("ink", "ground") >= 7


def test_a_mere_shade_takes_no_room_and_a_logo_does() -> None:
    look = made.powerpoint()
    corner = (0.6, 0.3, 0.4, 0.4)
    free = loaded(look).room.body
    assert loaded(look._replace(drawn=veil("4472C4", 12_000, corner, look))).room.body == free
    assert loaded(look._replace(drawn=veil("4472C4", 90_000, corner, look))).room.body.w < free.w


def with_kicker(style: str = "") -> made.Look:
    """A line above the title on slides, and a number beside it on dividers."""
    look = made.powerpoint()
    kicker = made.Ph(
        "body", 31, (0.07, 0.02, 0.86, 0.04), f'<a:lvl1pPr><a:defRPr sz="1100" cap="all"{style}/></a:lvl1pPr>'
    )
    number = made.Ph("body", 32, (0.01, 0.3, 0.05, 0.2), '<a:lvl1pPr algn="r"><a:defRPr sz="7200"/></a:lvl1pPr>')
    layouts = []
    for layout in look.layouts:
        more = {"titleOnly": (kicker,), "obj": (kicker,), "secHead": (number,)}.get(layout.type, ())
        name = "03_Zwischentitel" if layout.type == "secHead" else layout.name
        layouts.append(layout._replace(places=(*more, *layout.places), type="" if more else layout.type, name=name))
    return look._replace(layouts=layouts)


def test_a_line_above_the_title_is_no_place_for_text() -> None:
    chosen = loaded(with_kicker()).chosen
    assert chosen.slide.name == "Title Only"
    assert chosen.content.name == "Title and Content"
    assert chosen.slots("content")["body"].idx == 1
    assert chosen.divider is not None
    assert chosen.divider.name == "03_Zwischentitel"
    assert chosen.slots("section")["body"].idx == 1  # the largest, not the number beside the title


@pytest.mark.parametrize("cap", ["all", "small"])
def test_titles_and_words_in_capitals_are_measured_as_such(
    cap: str, lecture: Callable[..., Talk], tmp_path: Path
) -> None:
    look = made.powerpoint()
    title, words = look.layouts[0].places
    style = f'<a:lvl1pPr marL="0" indent="0"><a:buNone/><a:defRPr sz="2400" cap="{cap}"/></a:lvl1pPr>'
    cover = look.layouts[0]._replace(places=(title, words._replace(style=style, at=(0.125, 0.525, 0.4, 0.16))))
    titles = look.title_style.replace('sz="4400"', f'sz="4400" cap="{cap}"')
    look = look._replace(layouts=[cover, *look.layouts[1:]], title_style=titles)
    said = "whatever was said in Manchuria was not heard in Moscow, nor in Tokyo, nor on the steppe"
    claim = "In thirty months five incidents led from steppe to Amur"
    outline = f"subtitle: {said}\nslides:\n  - points: {claim}\n    items: [a]\n"
    talk = on(look, outline, lecture, tmp_path)
    for page, name in ((talk.pages[0], "Subtitle"), (talk.slides()[0], "Headline")):
        found = next(b for b in boxes_of(page) if b.name == name)
        assert isinstance(found, Text)
        size = found.paragraphs[0].runs[0].size
        wide = (found.rect.w - found.inset[0] - found.inset[2]) / EMU_PER_PT
        high = (found.rect.h - found.inset[1] - found.inset[3]) / EMU_PER_PT
        face = Face(talk.scene.theme.major if name == "Headline" else talk.scene.theme.minor)
        lines = measure.count_lines([measure.Span(found.paragraphs[0].text.upper(), face, size)], wide)
        assert lines * size * 1.05 <= high, (name, size, lines)
    assert said in text_of(talk.pages[0])


@pytest.mark.parametrize("high", [0.1, 0.075])
def test_a_title_with_little_room_is_small_before_it_is_cut(
    high: float, lecture: Callable[..., Talk], tmp_path: Path
) -> None:
    look = made.powerpoint()
    look = look._replace(title=look.title._replace(at=(0.2, 0.04, 0.6, high), body=' tIns="0" bIns="0"'))
    claim = "The Soviet side had more of everything that rolls or flies"
    talk = on(look, f"slides:\n  - points: {claim}\n    items: [a]\n", lecture, tmp_path)
    (page,) = talk.slides()
    title = next(b for b in boxes_of(page) if b.name == "Headline")
    assert title.paragraphs[0].text.replace("\u00a0", " ") == claim
    assert title.paragraphs[0].runs[0].size >= 16


def test_content_keeps_its_margin_from_a_title_beside_it() -> None:
    look = made.powerpoint()
    column = made.rect((0, 0, 0.27, 1), made.scheme("tx2"), look)
    title = look.title._replace(at=(0.03, 0.08, 0.22, 0.7))
    found = loaded(look._replace(drawn=column, title=title, body=(0.3, 0.08, 0.67, 0.8)))
    assert found.room.body.x == pytest.approx(round(look.width * 0.3) + 91_440, abs=2)
    assert found.room.title.w == pytest.approx(look.width * 0.22, abs=2)


def with_places_for_pictures() -> made.Look:
    look = made.powerpoint()
    cover, section = look.layouts[0], look.layouts[2]
    half, small = made.Ph("pic", 33, (0.55, 0.0, 0.45, 1.0)), made.Ph("pic", 34, (0.0, 0.0, 0.1, 0.1))
    title, words = (p._replace(at=(0.05, y, 0.45, 0.3)) for p, y in zip(cover.places, (0.2, 0.55), strict=True))
    layouts = list(look.layouts)
    layouts[0] = cover._replace(places=(small, half, title, words))
    layouts[2] = section._replace(places=(*section.places, made.Ph("pic", 35, (0.7, 0.05, 0.25, 0.2))))
    return look._replace(layouts=layouts)


PICTURED = """\
cover: {file: tanks.jpg, alt: Tanks, caption: Tanks advance, credit: State archive}
sections:
  - title: One
    picture: tanks.jpg
    slides:
      - points: A claim
        items: [a]
"""


def test_pictures_stand_in_the_places_that_the_template_has_for_them(
    lecture: Callable[..., Talk], tmp_path: Path
) -> None:
    (tmp_path / "images").mkdir()
    Image.new("RGB", (2400, 1600), (120, 110, 90)).save(tmp_path / "images" / "tanks.jpg")
    look = with_places_for_pictures()
    talk = on(look, PICTURED, lecture, tmp_path)
    assert not [m for m in talk.messages if "template-picture" in m or "no place for a picture" in m]
    for page, (x, y, w, h) in ((talk.pages[0], (0.55, 0, 0.45, 1)), (talk.pages[1], (0.7, 0.05, 0.25, 0.2))):
        (found,) = (b for b in boxes_of(page) if isinstance(b, Picture))
        place = Rect(*(round(v * s) for v, s in zip((x, y, w, h), (look.width, look.height) * 2, strict=True)))
        assert place.x - 4 <= found.rect.x
        assert found.rect.right <= place.right + 4
        assert found.rect.bottom <= place.bottom + 4
        assert found.rect.w >= place.w - 4 or found.rect.h >= place.h - 4
        shown = (1 - found.crop[0] - found.crop[2]) * 2400, (1 - found.crop[1] - found.crop[3]) * 1600
        assert shown[0] / shown[1] == pytest.approx(found.rect.w / found.rect.h, rel=0.01)
    assert "Tanks advance" in text_of(talk.pages[0])
    assert "State archive" in talk.text()
    write(talk.scene, talk.path)
    cover = talk.presentation().slides[0].element
    assert cover.xpath("//p:pic/p:nvPicPr/p:cNvPr/@descr") == ["Tanks"]


def test_a_missing_picture_leaves_its_place_empty_and_is_named(lecture: Callable[..., Talk], tmp_path: Path) -> None:
    talk = on(with_places_for_pictures(), PICTURED, lecture, tmp_path)
    assert sum("'tanks.jpg' is not there yet" in m for m in talk.messages) == 2
    assert "Tanks advance" not in talk.text()


EVENTS = """\
sections:
  - title: One
    span: 1904/1934
    question: Why did two neighbours without a declared war keep clashing?
    events: {1905: War with Russia ends, 1917: Bolsheviks take power, 1922: Japan leaves Siberia, 1931: Mukden Incident}
    slides:
      - points: A claim
        items: [a]
"""


@pytest.mark.parametrize("panel", ["", "1B1B3A"])
def test_words_of_a_divider_are_read_on_whatever_lies_under_them(
    panel: str, lecture: Callable[..., Talk], tmp_path: Path
) -> None:
    """Office's own are grey, with a contrast of 3.5 on white."""
    look = made.powerpoint()
    layouts = list(look.layouts)
    drawn = made.rect(WHOLE, f'<a:srgbClr val="{panel}"/>', look) if panel else ""
    layouts[2] = layouts[2]._replace(drawn=drawn)
    talk = on(look._replace(layouts=layouts), EVENTS, lecture, tmp_path)
    (page,) = (p for p in talk.pages if p.layout == "section")
    found = next(b for b in boxes_of(page) if b.name == "Question")
    assert talk.scene is not None
    for run in (r for p in found.paragraphs for r in p.runs):
        assert contrast(talk.scene.theme.rgb(run.colour), panel or "FFFFFF") >= 4.45


@pytest.mark.parametrize("bar", [0.0, 0.15])
def test_words_above_the_title_of_a_divider_grow_upwards_to_what_is_drawn(
    bar: float, lecture: Callable[..., Talk], tmp_path: Path
) -> None:
    """As on the section header of Office 2007."""
    look = made.powerpoint()
    title, words = look.layouts[2].places
    places = (
        title._replace(at=(0.07, 0.64, 0.86, 0.2)),
        words._replace(at=(0.07, 0.47, 0.86, 0.17), body=' anchor="b"'),
    )
    layouts = list(look.layouts)
    layouts[2] = layouts[2]._replace(places=places, drawn=made.rect((0, 0, 1, bar), made.scheme("accent1"), look))
    talk = on(look._replace(layouts=layouts), EVENTS, lecture, tmp_path)
    (page,) = (p for p in talk.pages if p.layout == "section")
    assert "Mukden Incident" in text_of(page)
    found = next(b for b in boxes_of(page) if b.name == "Question")
    assert look.height * max(bar, 0.05) <= found.rect.y < look.height * 0.45
    assert found.rect.bottom == pytest.approx(look.height * 0.64, abs=4)
