"""Ten templates, as programs and universities make them, written from strings.

In: a name of `TEMPLATES`. Out: the bytes of a `.potx` or `.pptx`. Each has something that breaks other programs: names
in German or Chinese, no types, no layout with a title alone, another size, a logo where a title would run, a ground
that is dark or drawn, fonts that nobody has, several masters, slides and notes of its own.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from one_colour import png

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NS = f'xmlns:a="{A}" xmlns:r="{R}" xmlns:p="{P}"'
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PML = "application/vnd.openxmlformats-officedocument.presentationml."
TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
OFFICE = ("000000", "FFFFFF", "44546A", "E7E6E6", "4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47", "0563C1",
          "954F72")  # fmt: skip
SLOTS = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
_OLD_SECTION = (
    '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst xmlns:p14="http://schemas.microsoft.com/'
    'office/powerpoint/2010/main"><p14:section name="Old" id="{6F3B4B0C-0B8B-4B0B-8B0B-0B8B4B0B8B0B}"><p14:sldIdLst>'
    '<p14:sldId id="256"/></p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst>'
)
Rect = tuple[float, float, float, float]


class Ph(NamedTuple):
    """A placeholder: type, index, place in shares of the slide (None: the master's), style, body properties."""

    type: str
    idx: int = 0
    at: Rect | None = None
    style: str = ""
    body: str = ""


class Lay(NamedTuple):
    """A layout: name, type, placeholders, drawings, ground, and attributes."""

    name: str
    type: str
    places: Sequence[Ph]
    drawn: str = ""
    ground: str = ""
    more: str = ""
    mapping: str = ""


class Look(NamedTuple):
    """All of a template."""

    width: int
    height: int
    layouts: Sequence[Lay]
    colours: Sequence[str] = OFFICE
    fonts: tuple[str, str] = ("Calibri Light", "Calibri")
    mapping: tuple[str, str] = ("lt1", "dk1")  # bg1, tx1
    ground: str = '<p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>'
    drawn: str = ""
    title: Ph = Ph("title", 0, (0.07, 0.053, 0.86, 0.19))
    title_style: str = '<a:lvl1pPr algn="l"><a:lnSpc><a:spcPct val="90000"/></a:lnSpc><a:defRPr sz="4400"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mj-lt"/></a:defRPr></a:lvl1pPr>'
    body_size: int = 2800
    feet: bool = True
    main: str = "template"
    slides: int = 0
    notes: bool = False
    masters: int = 1
    logo: bool = False
    foot_y: float = 0.927
    body: Rect | None = None


def part(look: Look) -> dict[str, tuple[str | bytes, str]]:
    """The parts of a package with their types ("" for one that the ending tells)."""
    parts: dict[str, tuple[str | bytes, str]] = {}
    number = 0
    masters = ids = ""
    ids_from = 2147483648
    relations = []
    for m in range(1, look.masters + 1):
        listed, entries = "", []
        own = look.layouts if m == 1 else look.layouts[:1]
        master_id, ids_from = ids_from, ids_from + 1
        for layout in own:
            number += 1
            entries.append(("slideLayout", f"../slideLayouts/slideLayout{number}.xml"))
            listed += f'<p:sldLayoutId id="{ids_from}" r:id="rId{len(entries)}"/>'
            ids_from += 1
            parts[f"ppt/slideLayouts/slideLayout{number}.xml"] = _layout(layout, look), PML + "slideLayout+xml"
            links = [("slideMaster", f"../slideMasters/slideMaster{m}.xml")]
            if "r:embed" in layout.drawn + layout.ground:
                links.append(("image", "../media/image1.png"))
            parts[f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"] = _relations(links), ""
        entries.append(("theme", f"../theme/theme{m}.xml"))
        if look.logo:
            entries.append(("image", "../media/image1.png"))
        logo = f"rId{len(entries)}"
        parts[f"ppt/slideMasters/slideMaster{m}.xml"] = _master(look, listed, logo), PML + "slideMaster+xml"
        parts[f"ppt/slideMasters/_rels/slideMaster{m}.xml.rels"] = _relations(entries), ""
        parts[f"ppt/theme/theme{m}.xml"] = _theme(look), "application/vnd.openxmlformats-officedocument.theme+xml"
        relations.append(("slideMaster", f"slideMasters/slideMaster{m}.xml"))
        masters += f'<p:sldMasterId id="{master_id}" r:id="rId{len(relations)}"/>'
    parts["ppt/media/image1.png"] = png(60, 30, (160, 20, 40)), ""
    notes = ""
    if look.notes:
        relations.append(("notesMaster", "notesMasters/notesMaster1.xml"))
        notes = f'<p:notesMasterIdLst><p:notesMasterId r:id="rId{len(relations)}"/></p:notesMasterIdLst>'
        parts["ppt/notesMasters/notesMaster1.xml"] = _notes_master(look), PML + "notesMaster+xml"
        parts["ppt/notesMasters/_rels/notesMaster1.xml.rels"] = _relations([("theme", "../theme/theme9.xml")]), ""
        parts["ppt/theme/theme9.xml"] = _theme(look), "application/vnd.openxmlformats-officedocument.theme+xml"
    for n in range(1, look.slides + 1):
        relations.append(("slide", f"slides/slide{n}.xml"))
        ids += f'<p:sldId id="{255 + n}" r:id="rId{len(relations)}"/>'
        parts[f"ppt/slides/slide{n}.xml"] = _slide(f"OLD SLIDE {n}"), PML + "slide+xml"
        parts[f"ppt/slides/_rels/slide{n}.xml.rels"] = (
            _relations([("slideLayout", "../slideLayouts/slideLayout1.xml")]),
            "",
        )
    slides = f"<p:sldIdLst>{ids}</p:sldIdLst>" if ids else ""
    section = _OLD_SECTION if look.slides else ""
    parts["ppt/presentation.xml"] = (
        f"{HEADER}<p:presentation {NS}><p:sldMasterIdLst>{masters}</p:sldMasterIdLst>{notes}{slides}"
        f'<p:sldSz cx="{look.width}" cy="{look.height}"/><p:notesSz cx="6858000" cy="9144000"/>'
        f'<p:defaultTextStyle><a:lvl1pPr marL="0"><a:spcAft><a:spcPts val="600"/></a:spcAft><a:defRPr sz="1800"><a:solidFill>'
        f'<a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr></p:defaultTextStyle>'
        f"{section}</p:presentation>",
        PML + f"{look.main}.main+xml",
    )
    parts["ppt/_rels/presentation.xml.rels"] = _relations(relations), ""
    parts["_rels/.rels"] = _relations([("officeDocument", "ppt/presentation.xml")]), ""
    return parts


def packed(parts: dict[str, tuple[str | bytes, str]]) -> bytes:
    """The parts as a file."""
    named = ((n.replace("&", "&amp;"), t) for n, (_, t) in parts.items() if t)
    overrides = "".join(f'<Override PartName="/{n}" ContentType="{t}"/>' for n, t in named)
    types = (
        f'{HEADER}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" '
        f'ContentType="image/png"/>{overrides}</Types>'
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", types)
        for name, (data, _) in parts.items():
            z.writestr(name, data)
    return held.getvalue()


def _relations(entries: Sequence[tuple[str, str]]) -> str:
    found = "".join(
        f'<Relationship Id="rId{n}" Type="{R}/{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(entries, 1)
    )
    return f'{HEADER}<Relationships xmlns="{PACKAGE}/relationships">{found}</Relationships>'


def _theme(look: Look) -> str:
    colours = "".join(f'<a:{s}><a:srgbClr val="{c}"/></a:{s}>' for s, c in zip(SLOTS, look.colours, strict=True))
    fonts = "".join(
        f'<a:{kind}><a:latin typeface="{face}"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}>'
        for kind, face in zip(("majorFont", "minorFont"), look.fonts, strict=True)
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    return (
        f'{HEADER}<a:theme xmlns:a="{A}" name="T"><a:themeElements><a:clrScheme name="T">{colours}</a:clrScheme><a:fontScheme name="T">'
        f'{fonts}</a:fontScheme><a:fmtScheme name="T"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f'<a:effectStyleLst>{"<a:effectStyle><a:effectLst/></a:effectStyle>" * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}'
        "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def xfrm(at: Rect, look: Any) -> str:
    x, y, w, h = (round(v * s) for v, s in zip(at, (look.width, look.height) * 2, strict=True))
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'


def _place(p: Ph, n: int, look: Look) -> str:
    kind = f' type="{p.type}"' if p.type else ""
    index = f' idx="{p.idx}"' if p.idx else ""
    where = xfrm(p.at, look) + '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if p.at else ""
    text = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:t>‹#›</a:t></a:fld>' if p.type == "sldNum" else (
        "<a:r><a:t>Click to edit</a:t></a:r>")  # fmt: skip
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{n}" name="Placeholder {n}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph{kind}{index}/>'
        f"</p:nvPr></p:nvSpPr><p:spPr>{where}</p:spPr><p:txBody><a:bodyPr{p.body}><a:normAutofit/></a:bodyPr><a:lstStyle>{p.style}</a:lstStyle>"
        f"<a:p>{text}</a:p></p:txBody></p:sp>"
    )


def rect(at: Rect, colour: str, look: Any, name: str = "Bar", id: int = 90) -> str:
    """A field of colour."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{xfrm(at, look)}'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>{colour}</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )


def picture(at: Rect, look: Any, name: str = "Logo", id: str = "rLOGO") -> str:
    """The logo."""
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="91" name="{name}" descr="Logo"/><p:cNvPicPr/><p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill>'
        f'<a:blip r:embed="{id}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{xfrm(at, look)}<a:prstGeom prst="rect">'
        "<a:avLst/></a:prstGeom></p:spPr></p:pic>"
    )


def scheme(name: str) -> str:
    return f'<a:schemeClr val="{name}"/>'


def _feet(look: Look, first: int, style: str = "") -> list[Ph]:
    if not look.feet:
        return []
    y = look.foot_y
    small = '<a:lvl1pPr algn="{}"><a:defRPr sz="1200"><a:solidFill><a:schemeClr val="tx1"><a:tint val="75000"/></a:schemeClr></a:solidFill></a:defRPr></a:lvl1pPr>'
    return [
        Ph("dt", first, (0.07, y, 0.225, 0.053), small.format("l"), ' anchor="ctr"'),
        Ph("ftr", first + 1, (0.33, y, 0.34, 0.053), small.format("ctr"), ' anchor="ctr"'),
        Ph("sldNum", first + 2, (0.705, y, 0.225, 0.053), small.format("r"), ' anchor="ctr"'),
    ]


def _master(look: Look, layouts: str, logo: str) -> str:
    title = look.title
    at = title.at or (0.07, 0.05, 0.86, 0.19)
    body = Ph("body", 1, look.body or (at[0], at[1] + at[3] + 0.02, at[2], look.foot_y - 0.04 - at[1] - at[3] - 0.02))
    places = [title._replace(body=title.body or ' anchor="ctr"'), body, *_feet(look, 2)]
    shapes = look.drawn.replace("rLOGO", logo) + "".join(_place(p, n, look) for n, p in enumerate(places, 2))
    ground, text = look.mapping
    other = {"lt1": "lt2", "dk1": "dk2"}
    levels = "".join(
        f'<a:lvl{n}pPr marL="{228600 * n}" indent="-228600"><a:spcBef><a:spcPts val="1000"/></a:spcBef><a:spcAft><a:spcPts val="300"/></a:spcAft>'
        f'<a:buFont typeface="Arial"/><a:buChar char="•"/><a:defRPr sz="{look.body_size - 200 * (n - 1)}"><a:solidFill><a:schemeClr val="tx1"/>'
        f'</a:solidFill><a:latin typeface="+mn-lt"/></a:defRPr></a:lvl{n}pPr>'
        for n in range(1, 6)
    )
    return (
        f"{HEADER}<p:sldMaster {NS}><p:cSld>{look.ground.replace('rLOGO', logo)}<p:spTree>{TREE}{shapes}</p:spTree></p:cSld>"
        f'<p:clrMap bg1="{ground}" tx1="{text}" bg2="{other[ground]}" tx2="{other[text]}" accent1="accent1" accent2="accent2" accent3="accent3" '
        f'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/><p:sldLayoutIdLst>{layouts}</p:sldLayoutIdLst>'
        f"<p:txStyles><p:titleStyle>{look.title_style}</p:titleStyle><p:bodyStyle>{levels}</p:bodyStyle><p:otherStyle/></p:txStyles></p:sldMaster>"
    )


def _layout(layout: Lay, look: Look) -> str:
    kind = f' type="{layout.type}"' if layout.type else ' userDrawn="1"'
    places = [*layout.places, *(_feet(look, 10) if look.feet else [])]
    shapes = layout.drawn.replace("rLOGO", "rId2") + "".join(
        _place(p._replace(at=None, style="", body="") if look.feet and p.type in ("dt", "ftr", "sldNum") else p, n, look)
        for n, p in enumerate(places, 2)
    )
    mapping = layout.mapping or "<a:masterClrMapping/>"
    return (
        f'{HEADER}<p:sldLayout {NS}{layout.more}{kind} preserve="1"><p:cSld name="{layout.name}">{layout.ground.replace("rLOGO", "rId2")}<p:spTree>'
        f"{TREE}{shapes}</p:spTree></p:cSld><p:clrMapOvr>{mapping}</p:clrMapOvr></p:sldLayout>"
    )


def _notes_master(look: Look) -> str:
    places = [Ph("sldImg", 2, (0.1, 0.1, 0.5, 0.4)), Ph("body", 7, (0.1, 0.5, 0.5, 0.4))]
    shapes = "".join(_place(p, n, look) for n, p in enumerate(places, 2))
    return (
        f'{HEADER}<p:notesMaster {NS}><p:cSld><p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg><p:spTree>{TREE}{shapes}</p:spTree>'
        '</p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" '
        'accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/></p:notesMaster>'
    )


def _slide(title: str) -> str:
    return (
        f'{HEADER}<p:sld {NS}><p:cSld><p:spTree>{TREE}<p:sp><p:nvSpPr><p:cNvPr id="2" name="T"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f'<p:ph type="title"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:t>{title}</a:t></a:r></a:p></p:txBody>'
        "</p:sp></p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    )


# ---- the ten -------------------------------------------------------------------------------------------------

WIDE, OLD, TEN = (12_192_000, 6_858_000), (9_144_000, 6_858_000), (9_144_000, 5_715_000)
_T, _BODY = Ph("title"), Ph("", 1)
_COVER = (
    Ph("ctrTitle", 0, (0.125, 0.16, 0.75, 0.35), '<a:lvl1pPr algn="ctr"><a:defRPr sz="6000"/></a:lvl1pPr>', ' anchor="b"'),
    Ph("subTitle", 1, (0.125, 0.525, 0.75, 0.24), '<a:lvl1pPr marL="0" indent="0" algn="ctr"><a:buNone/><a:defRPr sz="2400"/></a:lvl1pPr>'),
)
_SECTION = (
    Ph("title", 0, (0.068, 0.25, 0.86, 0.415), '<a:lvl1pPr><a:defRPr sz="6000"/></a:lvl1pPr>', ' anchor="b"'),
    Ph("body", 1, (0.068, 0.67, 0.86, 0.22), '<a:lvl1pPr marL="0" indent="0"><a:buNone/><a:defRPr sz="2400"><a:solidFill><a:schemeClr val="tx1">'
       "<a:tint val=\"75000\"/></a:schemeClr></a:solidFill></a:defRPr></a:lvl1pPr>"),
)  # fmt: skip
_HALVES = (_T, Ph("", 1, (0.07, 0.27, 0.42, 0.6)), Ph("", 2, (0.51, 0.27, 0.42, 0.6)))


def _layouts(names: Sequence[str], typed: bool = True, cover: Sequence[Ph] = _COVER) -> list[Lay]:
    kinds = ("title", "obj", "secHead", "twoObj", "titleOnly", "blank")
    places = (cover, (_T, _BODY), _SECTION, _HALVES, (_T,), ())
    return [Lay(n, k if typed else "", p) for n, k, p in zip(names, kinds, places, strict=True)]


ENGLISH = ("Title Slide", "Title and Content", "Section Header", "Two Content", "Title Only", "Blank")
GERMAN = ("Titelfolie", "Titel und Inhalt", "Abschnittsüberschrift", "Zwei Inhalte", "Nur Titel", "Leer")
CHINESE = ("标题幻灯片", "标题和内容", "节标题", "两栏内容", "仅标题", "空白")


class _At(NamedTuple):
    width: int
    height: int


def powerpoint() -> Look:
    """As PowerPoint writes its own: .potx, slides, sections and notes of its own."""
    return Look(*WIDE, _layouts(ENGLISH), slides=2, notes=True)


def google() -> Look:
    """As Google Slides exports: 10 inches wide, fonts named on the master, no date and footer."""
    size = (9_144_000, 5_143_500)
    number = Ph("sldNum", 12, (0.926, 0.907, 0.06, 0.0765), '<a:lvl1pPr algn="r"><a:defRPr sz="1000"/></a:lvl1pPr>', ' lIns="91425" anchor="ctr"')
    title = Ph("title", 0, (0.034, 0.0865, 0.932, 0.111), '<a:lvl1pPr><a:defRPr sz="2800"><a:latin typeface="Arial"/></a:defRPr></a:lvl1pPr>',
               ' lIns="91425" tIns="91425" rIns="91425" bIns="91425" anchor="t"')  # fmt: skip
    body = Ph("body", 1, (0.034, 0.224, 0.932, 0.664), '<a:lvl1pPr><a:defRPr sz="1800"/></a:lvl1pPr>', ' lIns="91425"')
    layouts = [
        Lay("TITLE", "title", (Ph("ctrTitle", 0, (0.034, 0.145, 0.932, 0.4), '<a:lvl1pPr algn="ctr"><a:defRPr sz="5200"/></a:lvl1pPr>', ' anchor="b"'),
                               Ph("subTitle", 1, (0.034, 0.55, 0.932, 0.154), '<a:lvl1pPr algn="ctr"><a:buNone/><a:defRPr sz="2800"/></a:lvl1pPr>'), number)),
        Lay("SECTION_HEADER", "secHead", (Ph("title", 0, (0.034, 0.418, 0.932, 0.164), '<a:lvl1pPr algn="ctr"><a:defRPr sz="3600"/></a:lvl1pPr>'), number)),
        Lay("TITLE_AND_BODY", "tx", (title, body, number)),
        Lay("TITLE_ONLY", "titleOnly", (title, number)),
        Lay("MAIN_POINT", "", (Ph("title", 0, (0.054, 0.087, 0.6, 0.8), '<a:lvl1pPr><a:defRPr sz="4800"/></a:lvl1pPr>'), number)),
        Lay("BLANK", "blank", (number,)),
    ]  # fmt: skip
    return Look(*size, layouts, colours=("000000", "FFFFFF", "595959", "EEEEEE", "4285F4", "212121", "78909C", "FFAB40", "0097A7", "EEFF41",
                                         "0097A7", "0097A7"), fonts=("Arial", "Arial"), feet=False, title=title, body_size=1800, main="presentation",
                notes=True)  # fmt: skip


def keynote() -> Look:
    """As Keynote exports: 1,920 pixels as points, a dark theme's type, no types of layouts, no footers."""
    size = (24_384_000, 13_716_000)
    number = Ph("sldNum", 4, (0.49, 0.94, 0.02, 0.03), '<a:lvl1pPr algn="ctr"><a:defRPr sz="1800"/></a:lvl1pPr>')
    title = Ph("title", 0, (0.05, 0.079, 0.9, 0.104), '<a:lvl1pPr algn="l"><a:defRPr sz="8400" b="1"><a:latin typeface="Helvetica Neue"/></a:defRPr></a:lvl1pPr>',
               ' lIns="50800" tIns="50800" rIns="50800" bIns="50800" anchor="t"')  # fmt: skip
    body = Ph("body", 1, (0.05, 0.31, 0.9, 0.6), '<a:lvl1pPr><a:defRPr sz="4800"/></a:lvl1pPr>')
    layouts = [
        Lay("Titel", "title", (title._replace(at=(0.05, 0.19, 0.9, 0.34), body=' anchor="b"'), body._replace(at=(0.05, 0.53, 0.9, 0.14)), number)),
        Lay("Titel &amp; Foto", "tx", (title._replace(at=(0.05, 0.7, 0.9, 0.1)), Ph("pic", 21, (0.1, 0.1, 0.8, 0.5)), number)),
        Lay("Titel &amp; Punkte", "tx", (title, body, number)),
        Lay("Abschnitt", "tx", (title._replace(at=(0.05, 0.33, 0.9, 0.34), body=' anchor="ctr"'), number)),
        Lay("Nur Titel", "tx", (title, number)),
        Lay("Leer", "tx", (number,)),
    ]  # fmt: skip
    return Look(*size, layouts, fonts=("Helvetica Neue", "Helvetica Neue"), feet=False, title=title, body_size=4800, main="presentation", notes=True)


def libreoffice() -> Look:
    """As LibreOffice saves a master it has read: several masters, layouts called alike, no notes."""
    return Look(*WIDE, [lay._replace(name=f"Default {n}" if n else "Default") for n, lay in enumerate(_layouts(ENGLISH))],
                fonts=("Arial", "Arial"), masters=3, main="presentation", slides=1)  # fmt: skip


def german() -> Look:
    """German names and no types at all, a university's blue bar above the title, white titles on it."""
    at = _At(*WIDE)
    bar = rect((0, 0, 1, 0.17), scheme("accent1"), at, "Balken")
    title = Ph("title", 0, (0.05, 0.03, 0.72, 0.11))
    style = '<a:lvl1pPr algn="l"><a:defRPr sz="3200" b="1"><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:latin typeface="+mj-lt"/></a:defRPr></a:lvl1pPr>'
    dark = '<a:lvl1pPr algn="l"><a:defRPr sz="4400" b="1"><a:solidFill><a:schemeClr val="accent1"/></a:solidFill></a:defRPr></a:lvl1pPr>'
    layouts = _layouts(GERMAN, typed=False)
    layouts = [lay._replace(more=' showMasterSp="0"', places=[p._replace(style=dark) if p.type in ("title", "ctrTitle") else p for p in lay.places])
               if n in (0, 2) else lay for n, lay in enumerate(layouts)]  # fmt: skip
    colours = ("1A1A1A", "FFFFFF", "003366", "E6ECF2", "00457D", "C8102E", "7A99AC", "F2A900", "4B9560", "6E4C9E", "00457D", "6E4C9E")
    return Look(*WIDE, layouts, colours=colours, fonts=("Arial", "Arial"), title=title, title_style=style, body=(0.05, 0.22, 0.9, 0.68),
                drawn=bar + picture((0.84, 0.03, 0.12, 0.1), at), logo=True, notes=True)  # fmt: skip


def chinese() -> Look:
    """Chinese names, 4:3."""
    return Look(*OLD, _layouts(CHINESE), fonts=("Microsoft YaHei", "Microsoft YaHei"), slides=3)


def no_title_only() -> Look:
    """No layout with a title alone, a logo over the right end of the title, red."""
    at = _At(*WIDE)
    layouts = [lay for lay in _layouts(ENGLISH) if lay.type in ("title", "obj", "twoObj")]
    colours = ("222222", "FFFFFF", "8A1538", "F4F1EA", "8A1538", "C9A227", "5F6A72", "2E6F40", "1D4F91", "D95F02", "1D4F91", "8A1538")
    return Look(*WIDE, layouts, colours=colours, fonts=("Cambria", "Calibri"), drawn=picture((0.82, 0.04, 0.13, 0.11), at), logo=True)


def logo_left() -> Look:
    """16:10, a bar with the logo along the left edge, title and text right of it."""
    at = _At(*TEN)
    side = rect((0, 0, 0.14, 1), scheme("tx2"), at, "Side") + picture((0.02, 0.05, 0.1, 0.08), at)
    title = Ph("title", 0, (0.17, 0.05, 0.79, 0.16))
    cover = (_COVER[0]._replace(at=(0.2, 0.2, 0.75, 0.3)), _COVER[1]._replace(at=(0.2, 0.52, 0.75, 0.25)))
    layouts = _layouts(ENGLISH, cover=cover)
    layouts[2] = layouts[2]._replace(places=(_SECTION[0]._replace(at=(0.2, 0.25, 0.75, 0.3)), _SECTION[1]._replace(at=(0.2, 0.57, 0.75, 0.2))))
    return Look(*TEN, layouts, title=title, drawn=side, logo=True, body_size=2200,
                title_style=Look._field_defaults["title_style"].replace("4400", "3200"))  # fmt: skip


def dark() -> Look:
    """White on dark blue by the map of colours, a picture under the title page, capitals in titles."""
    colours = ("0B1F33", "F5F7FA", "12304D", "C9D6E2", "4FC3F7", "FFB74D", "AED581", "E57373", "BA68C8", "90A4AE", "4FC3F7", "BA68C8")
    layouts = _layouts(ENGLISH)
    under = '<p:bg><p:bgPr><a:blipFill><a:blip r:embed="rLOGO"/><a:stretch><a:fillRect/></a:stretch></a:blipFill><a:effectLst/></p:bgPr></p:bg>'
    layouts[0] = layouts[0]._replace(ground=under)
    style = Look._field_defaults["title_style"].replace('sz="4400"', 'sz="3600" cap="all"')
    return Look(*WIDE, layouts, colours=colours, mapping=("dk1", "lt1"), fonts=("Arial", "Arial"), title_style=style, logo=True)


def bar_below() -> Look:
    """A bar with the logo along the lower edge, no places for footers, a serif that nobody has, a pale ground."""
    at = _At(*WIDE)
    below = rect((0, 0.9, 1, 0.1), scheme("accent2"), at) + picture((0.88, 0.915, 0.1, 0.07), at)
    rule = rect((0.07, 0.225, 0.86, 0.004), scheme("accent1"), at, "Rule", 92)
    ground = '<p:bg><p:bgPr><a:solidFill><a:srgbClr val="FAF6EC"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
    title = Ph("title", 0, (0.07, 0.05, 0.86, 0.16))
    return Look(*WIDE, _layouts(ENGLISH), fonts=("Garamond Premier Pro", "Garamond Premier Pro"), feet=False, drawn=below + rule, logo=True,
                ground=ground, title=title)  # fmt: skip


TEMPLATES: dict[str, Callable[[], Look]] = {
    "powerpoint": powerpoint,
    "google": google,
    "keynote": keynote,
    "libreoffice": libreoffice,
    "german": german,
    "chinese": chinese,
    "no-title-only": no_title_only,
    "logo-left": logo_left,
    "dark": dark,
    "bar-below": bar_below,
}


def template(name: str) -> bytes:
    """One of the ten."""
    return packed(part(TEMPLATES[name]()))
