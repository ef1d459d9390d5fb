"""What is read of a template, and what is no template."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import made
import pytest
from click.testing import Result
from pptx import Presentation
from talk import Talk

from podium.kinds._examples import EXAMPLES
from podium.scene.units import Rect
from podium.templates import faces, fitting
from podium.templates.colours import Palette, palette
from podium.templates.package import A, Package, Unusable
from podium.templates.room import largest
from podium.themes import SIDE_COLOURS, contrast
from podium.typesetting import fonts
from podium.typesetting.fonts import Face

OUTLINE = "title: Talk\ntemplate: uni.potx\nslides:\n  - points: A claim\n    items: [One, Two]\n"


def load(name: str, sides: frozenset[str] = frozenset(), **wanted: str) -> fitting.Template:
    return fitting.load(made.template(name), f"{name}.potx", wanted, "", sides)


@pytest.mark.parametrize(
    ("name", "cover", "divider", "slide"),
    [
        ("powerpoint", "Title Slide", "Section Header", "Title Only"),
        ("google", "TITLE", "SECTION_HEADER", "TITLE_ONLY"),
        ("keynote", "Titel", "Abschnitt", "Nur Titel"),
        ("libreoffice", "Default", "Default 2", "Default 4"),
        ("german", "Titelfolie", "Abschnittsüberschrift", "Nur Titel"),
        ("chinese", "标题幻灯片", "节标题", "仅标题"),
        ("no-title-only", "Title Slide", None, "Title and Content"),
    ],
)
def test_layouts_are_found_by_type_then_by_placeholders_then_by_name(
    name: str, cover: str, divider: str | None, slide: str
) -> None:
    chosen = load(name).chosen
    assert chosen.cover is not None
    assert (chosen.cover.name, chosen.divider.name if chosen.divider else None, chosen.slide.name) == (
        cover,
        divider,
        slide,
    )


def test_a_size_that_only_a_sample_text_has_counts() -> None:
    """As LibreOffice saves masters."""
    look = made.powerpoint()._replace(title_style="")
    master = "ppt/slideMasters/slideMaster1.xml"
    parts = made.part(look)
    text = str(parts[master][0]).replace("<a:r><a:t>", '<a:r><a:rPr sz="4000"/><a:t>', 1)
    parts[master] = text, parts[master][1]
    found = fitting.load(made.packed(parts), "x.potx", {}, "", frozenset())
    assert found.chosen.title is not None
    assert found.chosen.title.size == 40.0
    bare = fitting.load(made.packed(made.part(look)), "x.potx", {}, "", frozenset())
    assert bare.chosen.title is not None
    assert bare.chosen.title.size == 32.0


def test_a_layout_named_in_the_outline_is_taken() -> None:
    assert load("powerpoint", slide="two content", cover="Blank").chosen.slide.name == "Two Content"


def test_the_title_keeps_clear_of_a_logo_and_the_content_of_a_bar() -> None:
    over = load("no-title-only")
    logo = next(d.rect for d in over.chosen.slide.drawn if d.picture)
    assert over.room.title.right <= logo.x
    below = load("bar-below")
    bar = next(d.rect for d in below.chosen.slide.drawn if d.name == "Bar")
    assert below.room.body.bottom <= bar.y
    side = load("logo-left")
    assert side.room.body.x >= next(d.rect.right for d in side.chosen.slide.drawn if d.name == "Side")


def test_the_largest_free_rectangle() -> None:
    area = Rect(0, 0, 100, 60)
    assert largest([], area) == area
    assert largest([Rect(0, 0, 30, 60)], area) == Rect(30, 0, 70, 60)
    assert largest([Rect(40, 0, 10, 10), Rect(0, 50, 100, 10)], area) == Rect(0, 10, 100, 40)


@pytest.mark.parametrize(
    ("xml", "rgb"),
    [
        ('<a:srgbClr val="c0504d"/>', "C0504D"),
        ('<a:schemeClr val="tx1"><a:tint val="75000"/></a:schemeClr>', "898989"),  # as PowerPoint draws it
        ('<a:schemeClr val="accent1"><a:lumMod val="50000"/></a:schemeClr>', "203864"),  # "darker 50 %"
        ('<a:schemeClr val="bg1"><a:lumMod val="85000"/></a:schemeClr>', "D9D9D9"),
        ('<a:sysClr val="windowText" lastClr="000000"/>', "000000"),
        ('<a:prstClr val="red"/>', "FF0000"),
    ],
)
def test_colours_are_as_powerpoint_draws_them(xml: str, rgb: str) -> None:
    colours = Palette(dict(zip(made.SLOTS, made.OFFICE, strict=True)), palette(ET.Element("x"), {}).map)
    holder = ET.fromstring(f'<x xmlns:a="{made.A}"><a:solidFill>{xml}</a:solidFill></x>')
    found = colours.of(holder.find(f"{A}solidFill"))
    assert all(abs(int(found[n : n + 2], 16) - int(rgb[n : n + 2], 16)) <= 2 for n in (0, 2, 4)), found


@pytest.mark.parametrize("name", list(made.TEMPLATES))
def test_words_can_be_read_on_every_ground(name: str) -> None:
    theme = load(name).theme
    for role in ("ink", "ink2", "accent.deep", *(f"{c}.deep" for c in SIDE_COLOURS)):
        assert theme.contrast(role, "ground") >= 4.45, role
        assert theme.contrast(role, "panel") >= 4.45, role
    for role in ("accent.plate", *(f"{c}.plate" for c in SIDE_COLOURS)):
        assert theme.contrast("on", role) >= 4.45, role


def test_sides_keep_their_colour_and_others_take_the_template_s() -> None:
    free, taken = load("powerpoint").theme, load("powerpoint", frozenset({"blue"})).theme
    assert free.colour("blue").slot == "accent1"
    assert taken.colour("blue").slot == "#40647F"
    assert taken.colour("accent").slot.startswith("accent")
    assert contrast(taken.rgb("accent"), taken.rgb("ground")) >= 3


def test_widths_are_those_of_the_installed_file(monkeypatch: pytest.MonkeyPatch) -> None:
    file = Path(fonts.__file__).parent.parent / "data" / "fonts" / "Carlito-Regular.ttf"
    monkeypatch.setattr(faces, "_files", lambda: iter([file]))
    monkeypatch.setattr(fonts, "_TWINS", {k: v for k, v in fonts._TWINS.items() if k != "carlito"})
    fonts.widths.cache_clear()
    known = fonts.widths(Face("Calibri"))["m"]
    try:
        assert not fonts.is_known("Carlito")
        assert faces.known("Carlito")
        assert fonts.widths(Face("Carlito"))["m"] == pytest.approx(known)
        assert fonts.widths(Face("Carlito", True))["m"] > known
        assert not faces.known("Nobody Has This")
    finally:
        for key in [k for k in fonts._added if k[0] == "carlito"]:
            del fonts._added[key]
        faces._read.cache_clear()
        fonts.widths.cache_clear()


# ---- what is no template -------------------------------------------------------------------------------------


def with_part(name: str, data: bytes | str, type: str = "") -> bytes:
    parts = made.part(made.powerpoint())
    parts[name] = data, type or parts.get(name, ("", ""))[1]
    return made.packed(parts)


def bomb() -> bytes:
    """A master of 60 MB in a file of 60 kB."""
    held = io.BytesIO(made.template("powerpoint"))
    out = io.BytesIO()
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(
                name, b" " * 60_000_000 if "slideMaster1.xml" in name and "rels" not in name else old.read(name)
            )
    return out.getvalue()


def macros() -> bytes:
    parts = made.part(made.powerpoint())
    parts["ppt/presentation.xml"] = (
        parts["ppt/presentation.xml"][0],
        "application/vnd.ms-powerpoint.template.macroEnabled.main+xml",
    )
    return made.packed(parts)


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><p:sldMaster>&b;</p:sldMaster>'
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb": (bomb, "unpacks to more than 20 MB"),
    "entities": (lambda: with_part("ppt/slideMasters/slideMaster1.xml", ENTITIES), "declares entities"),
    "utf-16": (
        lambda: with_part("ppt/slideMasters/slideMaster1.xml", ENTITIES.encode("utf-16")),
        "declares entities",
    ),
    "macros": (macros, "contains macros"),
    "ole": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "or is of an Office before 2007"),
    "text": (lambda: b"title: Talk\n", "is no Office file"),
    "empty": (lambda: b"", "is empty"),
    "cut": (lambda: made.template("powerpoint")[:-3000], "is damaged"),
    "no-master": (lambda: with_part("ppt/_rels/presentation.xml.rels", made._relations([])), "has no slide master"),
    "no-xml": (lambda: with_part("ppt/theme/theme1.xml", "<a:theme"), "is damaged"),
    "strict": (
        lambda: with_part("ppt/presentation.xml", '<p:presentation xmlns:p="http://purl.oclc.org/ooxml/presentationml/main"/>'),
        "Strict Open XML",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", list(HOSTILE))
def test_a_hostile_file_gets_one_line_at_its_place(kind: str, lecture: Callable[..., Talk], tmp_path: Path) -> None:
    data, why = HOSTILE[kind]
    (tmp_path / "slides_src").mkdir()
    (tmp_path / "slides_src" / "uni.potx").write_bytes(data())
    talk = lecture(OUTLINE)
    errors = [m for m in talk.messages if ": error: " in m]
    assert len(errors) == 1
    assert errors[0].startswith("talk.yaml:2:11: error: the template 'uni.potx' ")
    assert why in errors[0]


def test_a_part_that_lies_of_its_size_is_not_believed() -> None:
    data = bytearray(made.template("powerpoint"))
    start = data.rfind(b"ppt/slideMasters/slideMaster1.xml") - 46
    data[start + 24 : start + 28] = (5).to_bytes(4, "little")  # the directory says: five bytes
    with pytest.raises(Unusable, match=r"damaged|no XML"):
        fitting.load(bytes(data), "x.potx", {}, "", frozenset())
    assert Package(made.template("powerpoint")).main_part == "ppt/presentation.xml"


def test_mistakes_in_the_outline_are_said_at_their_place(lecture: Callable[..., Talk], tmp_path: Path) -> None:
    (tmp_path / "slides_src").mkdir()
    (tmp_path / "slides_src" / "uni.potx").write_bytes(made.template("powerpoint"))
    missing = lecture(OUTLINE.replace("uni.potx", "univ.potx"))
    assert [m for m in missing.messages if "univ" in m] == [
        "talk.yaml:2:11: error: the template 'univ.potx' is not there; did you mean 'uni.potx'?"
    ]
    wrong = lecture(OUTLINE.replace("uni.potx", "{file: uni.potx, layouts: {slide: Tilte Only}}"))
    assert any("has no layout 'Tilte Only'; did you mean 'Title Only'?" in m for m in wrong.messages)
    needless = lecture(OUTLINE.replace("template:", "theme: night\nsize: 4:3\ntemplate:"))
    assert next(m for m in needless.messages if "has no effect with a template" in m).startswith("talk.yaml:2:")
    assert sum("has no effect" in m for m in needless.messages) == 2


def test_a_side_that_is_hardly_seen_is_named(lecture: Callable[..., Talk], tmp_path: Path) -> None:
    (tmp_path / "slides_src").mkdir()
    look = made.powerpoint()
    grey = look._replace(
        ground='<p:bg><p:bgPr><a:solidFill><a:srgbClr val="9A8A70"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
    )
    (tmp_path / "slides_src" / "uni.potx").write_bytes(made.packed(made.part(grey)))
    talk = lecture(OUTLINE.replace("slides:", "sides: {a: {name: Ruritania, colour: ochre}}\nslides:"))
    assert any("ochre of 'Ruritania' has a contrast of" in m and m.startswith("talk.yaml:3:") for m in talk.messages)


def test_what_a_template_has_no_room_for_is_said(lecture: Callable[..., Talk], tmp_path: Path) -> None:
    (tmp_path / "slides_src").mkdir()
    (tmp_path / "slides_src" / "uni.potx").write_bytes(made.template("google"))
    talk = lecture(
        "title: Talk\ntemplate: uni.potx\ncover: {file: a.jpg}\nslides:\n"
        "  - question: Why?\n    picture: b.jpg\n  - quote: So it was.\n"
    )
    assert (
        sum(
            "[template-picture]" in m or "has no place for a picture" in m or "no room for a picture" in m
            for m in talk.messages
        )
        == 2
    )
    assert sum("left out" in m and "the section" in m for m in talk.messages) == 1
    assert "Why?" in talk.text()


def test_calibri_light_is_measured_as_calibri() -> None:
    """As the headings of PowerPoint's own templates are set since 2013."""
    assert not [n for n in load("powerpoint").notes if n.code == "template-font"]
    assert fonts.widths(Face("Calibri Light"))["m"] == fonts.widths(Face("Calibri"))["m"]


def test_files_of_fonts_are_opened_once_for_a_family_that_nobody_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(fonts.__file__).parent.parent / "data" / "fonts"
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    files = [*sorted(folder.glob("*.ttf")), tmp_path / "broken.ttf"]
    opened: list[Path] = []
    faces_in = faces._faces_in
    monkeypatch.setenv("PODIUM_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(faces, "_files", lambda: iter(files))
    monkeypatch.setattr(faces, "_faces_in", lambda file: opened.append(file) or faces_in(file))
    assert not faces._installed("Nobody Has This")
    assert opened == files
    opened.clear()
    assert not faces._installed("Nor This")
    assert not opened
    (tmp_path / "broken.ttf").write_bytes(b"still no font")  # which may be one now
    assert not faces._installed("Nobody Has This")
    assert opened == files
    other = tmp_path / "x.ttf"  # whose name does not say what it is
    other.write_bytes((folder / "Carlito-Bold.ttf").read_bytes())
    files[:] = [other]
    assert set(faces._installed("carlito")) == {(True, False)}


TITLES = '<a:lvl1pPr><a:defRPr sz="4000"><a:solidFill><a:srgbClr val="{}"/></a:solidFill></a:defRPr></a:lvl1pPr>'


@pytest.mark.parametrize(
    ("title", "panel", "faint"),
    [("FFFFFF", "", True), ("FFFFFF", "101828", False), ("222222", "101828", True), ("222222", "", False)],
)
def test_titles_are_compared_with_what_lies_under_them(title: str, panel: str, faint: bool) -> None:
    look = made.powerpoint()
    drawn = made.rect((0, 0.95, 1, 0.05), made.scheme("accent1"), look)  # which is not under them
    if panel:
        drawn += made.rect((0, 0, 1, 0.25), f'<a:srgbClr val="{panel}"/>', look)
    own = look._replace(title_style=TITLES.format(title), drawn=drawn)
    notes = fitting.load(made.packed(made.part(own)), "x.potx", {}, "", frozenset()).notes
    assert any(n.code == "template-contrast" for n in notes) == faint


def test_template_check_names_what_a_browser_does_not_show(podium: Callable[..., Result], project: Path) -> None:
    look = made.powerpoint()
    stops = "".join(
        f'<a:gs pos="{at}"><a:srgbClr val="{rgb}"/></a:gs>' for at, rgb in ((0, "DDEEFF"), (100000, "FFFFFF"))
    )
    ground = f"<p:bg><p:bgPr><a:gradFill><a:gsLst>{stops}</a:gsLst></a:gradFill><a:effectLst/></p:bgPr></p:bg>"
    round_one = made.rect((0, 0, 0.1, 0.1), made.scheme("accent2"), look, "Seal").replace('"rect"', '"ellipse"')
    cover, *others = look.layouts
    own = look._replace(layouts=[cover._replace(ground=ground, drawn=round_one), *others])
    (project / "uni.potx").write_bytes(made.packed(made.part(own)))
    said = podium("template", "check", "uni.potx").output
    assert "gradient or pattern, #EEF6FF on the whole; one colour in HTML, PDF, SVG; on 'Title Slide'" in said
    assert re.search(r"'Seal', 3.4 × 1.9 cm, .*; not in HTML, PDF, SVG; on 'Title Slide'", said)
    assert re.search(r"ground +one colour, #FFFFFF on the whole; on 'Section Header'", said)


@pytest.mark.parametrize("file", ["uni.potx", "Über ${x} $y.potx"])
def test_template_check_says_what_maps_to_what_and_builds_a_specimen(
    podium: Callable[..., Result], project: Path, file: str
) -> None:
    (project / file).write_bytes(made.template("logo-left"))
    run = podium("template", "check", file, "-o", "specimen.pptx")
    assert run.exit_code == 0, run.output
    for said in (
        "25.4 × 15.9 cm (16:10)",
        "'Title Only', type titleOnly",
        "'Logo', 2.5 × 1.3 cm",
        "accent",
        "19.6 × 10.9 cm",
    ):
        assert said in run.output
    assert not (project / "podium-specimen.yaml").exists()
    deck = Presentation(str(project / "specimen.pptx"))
    assert len(deck.slides) > len(EXAMPLES)
    assert {la.name for la in deck.slide_layouts} >= {"Title Slide", "Title Only"}


def test_template_check_refuses_what_is_no_template(podium: Callable[..., Result], project: Path) -> None:
    (project / "bad.potx").write_bytes(b"PK")
    bad = podium("template", "check", "bad.potx")
    assert bad.exit_code == 1
    assert "is damaged" in bad.output
