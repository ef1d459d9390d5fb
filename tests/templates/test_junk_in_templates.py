"""Templates with junk in them, or with what is meant to do harm: used as far as they go, or refused in a line."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import made
import one_colour
import pytest
from talk import Talk
from thorough import some

from podium.backends.figures.script import settings
from podium.backends.pptx import record
from podium.backends.pptx.write import write
from podium.backends.svg.files import page_files
from podium.backends.svg.fonts import families
from podium.diffing.deck import read as read_deck
from podium.ooxml import Package
from podium.scene.grid import Grid
from podium.templates import described, fitting
from podium.templates.colours import SLOTS, Palette, palette
from podium.templates.package import A, P, Unusable
from podium.templates.values import family, share, whole

OUTLINE = "title: Talk\ntemplate: uni.potx\nslides:\n  - points: A claim\n    items: [One, Two]\n"
JUNK = ("", "²", "٣", "0", "-1", "nan", "inf", "1e400", "9" * 400, "9" * 5000, "-" + "9" * 10, "abc%", "%", "--5", " ")
NUMBERS = re.compile(r' ([A-Za-z]+)="-?[0-9]+"')
THEME, LAYOUT = "ppt/theme/theme1.xml", "ppt/slideLayouts/slideLayout1.xml"
NOTES = "ppt/notesMasters/notesMaster1.xml"


def changed(part: str, *pairs: tuple[str, str]) -> bytes:
    """A template with other words in one of its parts."""
    parts = made.part(made.powerpoint())
    text = str(parts[part][0])
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    parts[part] = text, parts[part][1]
    return made.packed(parts)


def on_template(data: bytes, lecture: Callable[..., Talk], folder: Path, outline: str = OUTLINE) -> Talk:
    """A talk on a template of these bytes."""
    (folder / "slides_src").mkdir()
    (folder / "slides_src" / "uni.potx").write_bytes(data)
    return lecture(outline)


def full_of_numbers() -> made.Look:
    """A template that says as much as it can in numbers."""
    look = made.german()
    hue = '<a:hslClr hue="7200000" sat="50000" lum="40000"><a:shade val="90000"/><a:lumMod val="75000"/></a:hslClr>'
    rgb = '<a:scrgbClr r="10000" g="20000" b="30000"><a:tint val="50000"/><a:alpha val="90000"/></a:scrgbClr>'
    drawn = made.rect((0, 0, 0.1, 1), hue, look) + made.rect((0, 0.9, 1, 0.1), rgb, look)
    first, *others = look.layouts
    title = first.places[0]._replace(style='<a:lvl1pPr><a:lnSpc><a:spcPct val="90000"/></a:lnSpc></a:lvl1pPr>')
    return look._replace(
        drawn=drawn,
        layouts=[first._replace(places=(title, *first.places[1:])), *others],
        title_style=look.title_style.replace('<a:spcPct val="90000"/>', '<a:spcPts val="4000"/>'),
        title=look.title._replace(body=' lIns="91425" tIns="0"'),
    )


@pytest.mark.parametrize("junk", JUNK)
def test_no_number_is_a_traceback(junk: str) -> None:
    parts = made.part(full_of_numbers())
    keys = {key for data, _ in parts.values() for key in NUMBERS.findall(str(data))}
    assert {"sz", "val", "idx", "cx", "lIns", "marL", "hue", "lum", "r"} <= keys
    for key in some(sorted(keys)[JUNK.index(junk) % 2 :]):
        other = {
            name: (re.sub(f' {key}="-?[0-9]+"', f' {key}="{junk}"', str(data)), type)
            if name.endswith(".xml") and name != "ppt/presentation.xml"
            else (data, type)
            for name, (data, type) in parts.items()
        }
        try:
            template = fitting.load(made.packed(other), "x.potx", {}, "", frozenset())
        except Unusable:
            continue
        described.described(template)
        assert template.real
        assert template.layouts
        assert isinstance(template.grid, Grid)


@pytest.mark.parametrize("junk", ["²", "9" * 5000, "-1"])
def test_no_number_of_a_notes_master_is_a_traceback(junk: str, lecture: Callable[..., Talk], tmp_path: Path) -> None:
    data = changed(NOTES, ('type="body" idx="7"', f'type="body" idx="{junk}"'))
    talk = on_template(data, lecture, tmp_path, OUTLINE + "    notes: Said.\n")
    assert talk.scene is not None
    write(talk.scene, talk.path)
    assert talk.presentation().slides[1].notes_slide.notes_text_frame.text.endswith("Said.")


@pytest.mark.parametrize(
    ("colour", "rgb"),
    [
        ('<a:srgbClr val="336699"><a:shade val="-100000"/></a:srgbClr>', "000000"),
        ('<a:srgbClr val="336699"><a:tint val="900000"/></a:srgbClr>', "000000"),
        ('<a:hslClr hue="0" sat="nan" lum="inf"/>', "000000"),
        ('<a:hslClr hue="0" sat="0" lum="900%"/>', "FFFFFF"),
        ('<a:scrgbClr r="-1" g="9900000" b="²"/>', "00FF00"),
    ],
)
def test_a_colour_is_never_beyond_what_there_is(colour: str, rgb: str) -> None:
    holder = ET.fromstring(f'<x xmlns:a="{made.A}">{colour}</x>')
    assert Palette({}, palette(ET.Element("x"), {}).map).of(holder) == rgb


def test_numbers_are_read_as_they_are_written() -> None:
    assert [whole(v) for v in ("12", " 12 ", "-3", "+4", "1.5", None)] == [12, 12, -3, 4, 0, 0]
    assert (whole("7", 1, 0, 5), whole("5", 1, 0, 5)) == (1, 5)
    assert [share(v, 0.3) for v in ("75000", "75%", "12.5%", "x", None)] == [0.75, 0.75, 0.125, 0.3, 0.3]
    names = ("Calibri Light", "R&D Sans", "Open Sans, Arial", "+mn-lt", "A\x01B\n#x", "L'Aigle", " ", None)
    assert [family(n) for n in names] == ["Calibri Light", "R&D Sans", "Open Sans", "", "ABx", "L'Aigle", "", ""]


# ---- what should do harm ---------------------------------------------------------------------------------------

SCRIPT = "x</style><script>alert(1)</script><style>"


def escaped(words: str) -> str:
    return escape(words, {'"': "&quot;", "\n": "&#10;"})


@pytest.mark.parametrize(
    "name", [SCRIPT, "R&D Sans", "a'}</style><script>alert(1)</script>", 'b"><script>alert(1)</script>']
)
def test_a_font_s_name_is_no_markup_in_a_browser(name: str, lecture: Callable[..., Talk], tmp_path: Path) -> None:
    data = changed(
        THEME,
        ('typeface="Calibri"', f'typeface="{escaped(name)}"'),
        ('typeface="Calibri Light"', f'typeface="{escaped(name)}"'),
    )
    talk = on_template(data, lecture, tmp_path)
    assert talk.scene is not None
    for _, svg in page_files(talk.scene):
        assert ET.fromstring(svg.split("-->", 1)[1]) is not None
        assert "<script" not in svg
    assert "&" not in families(name)
    assert "<" not in families(name)


def test_a_font_s_name_is_no_setting_of_matplotlib(lecture: Callable[..., Talk], tmp_path: Path) -> None:
    name = escaped("Own\nbackend: module://harm # {x}")
    data = changed(THEME, ('typeface="Calibri"', f'typeface="{name}"'))
    talk = on_template(data, lecture, tmp_path)
    assert talk.scene is not None
    said = settings(talk.scene.theme, 4, 3)
    assert [line for line in said.splitlines() if line.startswith("backend")] == ["backend: Agg"]
    assert "#" not in said
    assert "font.sans-serif: Ownbackend: module://harm x" in said


def test_only_the_twelve_names_of_a_map_of_colours_are_written(lecture: Callable[..., Talk], tmp_path: Path) -> None:
    """A layout's own map is written on each slide of it."""
    names = {*SLOTS[4:], "bg1", "tx1", "bg2", "tx2"}
    others = "".join(f'{n}="{n}" ' for n in SLOTS[4:])
    own = (
        '<a:overrideClrMapping bg1="dk1" tx1="lt1&quot; x=&quot;&lt;" bg2="dk2" tx2="lt2" evil="&lt;/p:sld&gt;" '
        f"{others}/>"
    )
    data = changed(LAYOUT, ("<a:masterClrMapping/>", own))
    talk = on_template(data, lecture, tmp_path)
    assert talk.scene is not None
    write(talk.scene, talk.path)
    cover = ET.fromstring(zipfile.ZipFile(talk.path).read("ppt/slides/slide1.xml"))
    found = cover.find(f"{P}clrMapOvr/{A}overrideClrMapping")
    assert found is not None
    assert set(found.attrib) == names
    assert (found.get("bg1"), found.get("tx1")) == ("dk1", "dk1")  # what is no slot is as usual


# ---- parts that a deck has too, and parts with odd names --------------------------------------------------------


def related(parts: dict[str, tuple[str | bytes, str]], part: str, *relations: tuple[str, str, str]) -> None:
    """Adds relationships with an id, a type and a target to a part."""
    folder, _, file = part.rpartition("/")
    name = f"{folder}/_rels/{file}.rels"
    entries = "".join(
        f'<Relationship Id="{id}" Type="{made.R}/{type}" Target="{target}"/>' for id, type, target in relations
    )
    text = str(parts[name][0]) if name in parts else made._relations([])
    parts[name] = text.replace("</Relationships>", f"{entries}</Relationships>"), ""


def written(parts: dict[str, tuple[str | bytes, str]], lecture: Callable[..., Talk], folder: Path) -> Package:
    """A deck on a template of these parts, of which each is there once, and each relationship leads to one."""
    talk = on_template(made.packed(parts), lecture, folder, OUTLINE + "    notes: Said.\n")
    assert talk.scene is not None
    assert not talk.report.failed, talk.messages
    write(talk.scene, talk.path)
    assert len(talk.presentation().slides) == 2
    with zipfile.ZipFile(talk.path) as deck:
        names = deck.namelist()
        types = ET.fromstring(deck.read("[Content_Types].xml"))
    assert len(names) == len({n.lower() for n in names})
    assert all(re.fullmatch(r"[][A-Za-z0-9_./-]+", n) for n in names), names
    assert {e.get("PartName", "")[1:] for e in types} <= {*names, ""}
    package = Package(io.BytesIO(talk.path.read_bytes()))
    for name in ("", *package.names()):
        for relation in package.relations(name):
            assert relation.external or relation.target in package, (name, relation)
    return package


def test_data_of_a_layout_stay_beside_the_deck_s_record(lecture: Callable[..., Talk], tmp_path: Path) -> None:
    parts = made.part(made.powerpoint())
    data = '<p:custDataLst><p:custData r:id="rId9"/></p:custDataLst></p:cSld>'
    layout = str(parts[LAYOUT][0]).replace("</p:cSld>", data)
    parts[LAYOUT] = layout, parts[LAYOUT][1]
    parts["customXml/item1.xml"] = "<mine/>", ""
    parts["customXml/_rels/item1.xml.rels"] = made._relations([("customXmlProps", "itemProps1.xml")]), ""
    parts["customXml/itemProps1.xml"] = "<props/>", record.PROPERTIES_TYPE
    related(parts, LAYOUT, ("rId9", "customXml", "../../customXml/item1.xml"))
    deck = written(parts, lecture, tmp_path)
    assert deck.data(LAYOUT).decode() == layout
    (item,) = deck.related(LAYOUT, "customXml")
    assert deck.data(item) == b"<mine/>"
    (about,) = deck.related(item, "customXmlProps")
    assert deck.data(about) == b"<props/>"
    assert deck.type_of(about) == record.PROPERTIES_TYPE
    found = read_deck(deck).record
    assert found is not None
    assert found.outline == "talk.yaml"


def test_only_relationships_with_slides_lead_to_the_first_slide(lecture: Callable[..., Talk], tmp_path: Path) -> None:
    parts = made.part(made.powerpoint())
    parts["ppt/commentAuthors.xml"] = "<a/>", made.PML + "commentAuthors+xml"
    parts["ppt/viewProps.xml"] = "<a/>", made.PML + "viewProps+xml"
    related(
        parts,
        LAYOUT,
        ("rId8", "commentAuthors", "../commentAuthors.xml"),
        ("rId9", "viewProps", "../viewProps.xml"),
        ("rId10", "slide", "../slides/slide2.xml"),
        ("rId11", "image", "../slides/slide1.xml"),
        ("rId12", "theme", "../../docProps/core.xml"),
    )
    parts["docProps/core.xml"] = "<core/>", ""
    related(parts, LAYOUT.replace("1", "2"), ("rId9", "slide", 'file:///c:/b.pptx" TargetMode="External'))
    deck = written(parts, lecture, tmp_path)
    found = {r.id: r for r in deck.relations(LAYOUT)}
    assert not {"rId8", "rId9"} & set(found)
    assert found["rId10"].target == "ppt/slides/slide1.xml"
    assert b"OLD SLIDE" not in deck.data("ppt/slides/slide1.xml")
    assert b"OLD SLIDE 1" in deck.data(found["rId11"].target)  # it says that it is a picture, and stays one
    assert deck.data(found["rId12"].target) == b"<core/>"
    outside = next(r for r in deck.relations(LAYOUT.replace("1", "2")) if r.id == "rId9")
    assert (outside.written, outside.external) == ("file:///c:/b.pptx", True)


@pytest.mark.parametrize(
    ("file", "target"),
    [
        ("ppt/media/Ü.png", "../media/Ü.png"),
        ("ppt/media/%C3%9C%20b.png", "../media/%C3%9C%20b.png"),
        ("ppt/Bilder & Logos/R&D", "/ppt/Bilder%20&amp;%20Logos/R&amp;D"),
        ("ppt/media/podium-image1.png", "../media/podium-image1.png"),
        ("ppt/slides/logo.png", "../slides/logo.png"),
    ],
)
def test_a_part_may_have_any_name(file: str, target: str, lecture: Callable[..., Talk], tmp_path: Path) -> None:
    parts = made.part(made.logo_left())
    data = one_colour.png(60, 30, (1, 2, 3))
    parts[file] = data, "" if file.endswith("png") else "image/png"
    master = "ppt/slideMasters/slideMaster1"
    name = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
    parts[name] = str(parts[name][0]).replace("../media/image1.png", target), ""
    deck = written(parts, lecture, tmp_path)
    (logo,) = deck.related(f"{master}.xml", "image")
    assert deck.data(logo) == data
    assert deck.type_of(logo) == "image/png"


def test_a_notes_master_may_be_in_any_folder(lecture: Callable[..., Talk], tmp_path: Path) -> None:
    parts = made.part(made.powerpoint())
    for name in list(parts):
        if "notesMaster" in name:
            parts[name.replace("ppt/notesMasters", "other")] = parts.pop(name)
    rels = "ppt/_rels/presentation.xml.rels"
    parts[rels] = str(parts[rels][0]).replace("notesMasters/", "/other/"), ""
    name = "other/_rels/notesMaster1.xml.rels"
    parts[name] = str(parts[name][0]).replace("../theme", "/ppt/theme"), ""
    deck = written(parts, lecture, tmp_path)
    assert deck.related(deck.main_part, "notesMaster") == ["other/notesMaster1.xml"]
    assert deck.related("ppt/notesSlides/notesSlide2.xml", "notesMaster") == ["other/notesMaster1.xml"]
