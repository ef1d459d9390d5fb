"""The template: theme, slide master, layouts and notes master, from the scene's theme and grid.

In: a scene. Out: parts as (name, XML, content type, relations). 16:9 or 4:3; every colour and font is the theme's;
what all slides of a layout share (the rule at the foot) is on the layout.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from podium import themes
from podium.backends.pptx.package import Relations
from podium.backends.pptx.xml import DECORATIVE, HEADER, NAMESPACES, TREE, Painter, attribute, text, xfrm
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Picture, Scene, Shape
from podium.scene.masters import Layout, Logo, Placeholder, foot_rules, layouts, logo_boxes
from podium.scene.type_scale import Style
from podium.scene.units import Rect, points
from podium.themes import Theme

PML = "application/vnd.openxmlformats-officedocument.presentationml."
_MAP = (
    'bg1="{g}1" tx1="{t}1" bg2="{g}2" tx2="{t}2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" '
    'accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"'
)
_FIRST_LAYOUT_ID = 2147483649
_MASTER_PLACEHOLDERS = ("title", "body", "when", "footer", "number")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the package."""

    name: str
    xml: str
    type: str
    relations: Relations


def parts(scene: Scene, painter: Painter, media: Mapping[str, str]) -> list[Part]:
    """All parts of the template; the layouts in the order of `masters.layouts`. `media`: the files of the pictures."""
    made = list(layouts(scene.grid).values())
    names = [f"ppt/slideLayouts/slideLayout{n}.xml" for n in range(1, len(made) + 1)]
    master = Relations()
    ids = [master.add("slideLayout", f"../slideLayouts/{n.rsplit('/', 1)[1]}") for n in names]
    master.add("theme", "../theme/theme1.xml")
    mark = f"../media/{media[scene.logo.media]}" if scene.logo is not None else ""
    logo = master.add("image", mark) if mark else ""
    xml = _master(scene, made, ids, painter, logo)
    result = [Part("ppt/slideMasters/slideMaster1.xml", xml, PML + "slideMaster+xml", master)]
    for name, layout in zip(names, made, strict=True):
        relations = Relations()
        relations.add("slideMaster", "../slideMasters/slideMaster1.xml")
        logo = relations.add("image", mark) if mark and _has_own_logo(layout, scene.logo) else ""
        result.append(Part(name, _layout(layout, scene, painter, logo), PML + "slideLayout+xml", relations))
    notes = Relations()
    notes.add("theme", "../theme/theme2.xml")
    result.append(
        Part("ppt/notesMasters/notesMaster1.xml", _notes_master(scene.theme, painter), PML + "notesMaster+xml", notes)
    )
    theme_type = "application/vnd.openxmlformats-officedocument.theme+xml"
    result += [Part(f"ppt/theme/theme{n}.xml", theme_xml(scene.theme), theme_type, Relations()) for n in (1, 2)]
    return result


OWN_NOTES = "podium-notesMaster.xml"


def notes_parts(language: str) -> list[Part]:
    """podium's notes master with a theme of its own, for a template that has none."""
    relations = Relations()
    relations.add("theme", "../theme/podium-theme.xml")
    theme_type = "application/vnd.openxmlformats-officedocument.theme+xml"
    plain = themes.load("atlas")
    return [
        Part(
            f"ppt/notesMasters/{OWN_NOTES}",
            _notes_master(plain, Painter(plain, language)),
            PML + "notesMaster+xml",
            relations,
        ),
        Part("ppt/theme/podium-theme.xml", theme_xml(plain), theme_type, Relations()),
    ]


def theme_xml(theme: Theme) -> str:
    """The theme part: twelve colours, two fonts, plain formats."""
    colours = "".join(
        f'<a:{slot}><a:srgbClr val="{theme.slots[slot]}"/></a:{slot}>'
        for slot in ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
    )
    fonts = "".join(
        f'<a:{kind}><a:latin typeface="{attribute(face)}"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}>'
        for kind, face in (("majorFont", theme.major), ("minorFont", theme.minor))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(
        f'<a:ln w="{w}" cap="flat" cmpd="sng" algn="ctr">{fill}<a:prstDash val="solid"/></a:ln>'
        for w in (9525, 12700, 19050)
    )
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    name = attribute(f"podium {theme.name}")
    return (
        f'{HEADER}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{colours}</a:clrScheme><a:fontScheme name="{name}">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def colour_map(theme: Theme) -> str:
    return _MAP.format(g="dk" if theme.dark else "lt", t="lt" if theme.dark else "dk")


class _Tree:
    """Shapes of a master or layout with their ids."""

    def __init__(self, painter: Painter) -> None:
        self.painter, self.shapes, self.next_id = painter, "", 2

    def placeholder(self, p: Placeholder) -> None:
        kind = f' type="{p.type}"' if p.type else ""
        index = f' idx="{p.idx}"' if p.idx else ""
        size = ' sz="quarter"' if p.type in ("ftr", "sldNum", "dt") else ""
        rect = p.rect
        style = f"<a:lstStyle>{_level(1, p.style, p.align, self.painter)}</a:lstStyle>"
        self.shapes += (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{self.next_id}" name="{attribute(p.prompt or p.role.capitalize())}"/><p:cNvSpPr>'
            f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph{kind}{size}{index}/></p:nvPr></p:nvSpPr><p:spPr>{xfrm(rect)}'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" '
            f'bIns="0"><a:noAutofit/></a:bodyPr>{style}{_prompt(p, self.painter.language)}</p:txBody></p:sp>'
        )
        self.next_id += 1

    def fixed(self, boxes: Iterable[Box], picture: str = "") -> None:
        """What stands on the layout; `picture` is the relation of the mark."""
        for box in boxes:
            if isinstance(box, Picture):
                self.shapes += (
                    f'<p:pic><p:nvPicPr><p:cNvPr id="{self.next_id}" name="{box.name}" descr="{attribute(box.alt)}"/><p:cNvPicPr>'
                    f'<a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill>'
                    f'<a:blip r:embed="{picture}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{xfrm(box.rect)}'
                    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
                )
            elif isinstance(box, Shape) and box.line:
                self.shapes += (
                    f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{self.next_id}" name="{box.name}">{DECORATIVE}</p:cNvPr><p:cNvCxnSpPr/>'
                    f'<p:nvPr userDrawn="1"/></p:nvCxnSpPr><p:spPr>{xfrm(box.rect)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
                    f"{self.painter.line(box.line)}</p:spPr></p:cxnSp>"
                )
            elif isinstance(box, Shape):
                self.shapes += (
                    f'<p:sp><p:nvSpPr><p:cNvPr id="{self.next_id}" name="{box.name}">{DECORATIVE}</p:cNvPr><p:cNvSpPr/>'
                    f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{xfrm(box.rect)}<a:prstGeom prst="rect"><a:avLst/>'
                    f"</a:prstGeom>{self.painter.fill(box.fill)}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
                )
            self.next_id += 1


def _prompt(p: Placeholder, language: str) -> str:
    if p.type == "sldNum":
        return (
            f'<a:p><a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr lang="{language}"/><a:t>‹#›</a:t></a:fld>'
            f'<a:endParaRPr lang="{language}"/></a:p>'
        )
    if p.type in ("ftr", "dt"):
        return f'<a:p><a:endParaRPr lang="{language}"/></a:p>'
    return f'<a:p><a:r><a:rPr lang="{language}"/><a:t>{text(p.prompt)}</a:t></a:r></a:p>'


def _level(n: int, style: Style, align: str, painter: Painter, indent: int = 0) -> str:
    """A level's paragraph properties; further levels of the body have bullets."""
    bullet = (
        "<a:buNone/>"
        if not indent
        else f'<a:buClr>{painter.colour("accent")}</a:buClr><a:buFont typeface="Arial"/><a:buChar char="•"/>'
    )
    font = "+mj" if style.major else "+mn"
    return (
        f'<a:lvl{n}pPr marL="{indent}" indent="{-min(indent, points(18))}" algn="{align}" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="0">'
        f'<a:lnSpc><a:spcPct val="{round(style.pitch / 1.2 * 100000)}"/></a:lnSpc><a:spcBef><a:spcPts val="{round(style.before * 100)}"/></a:spcBef>{bullet}'
        f'<a:defRPr sz="{round(style.size * 100)}" b="{int(style.bold)}" i="{int(style.italic)}" kern="1200"><a:solidFill>{painter.colour(style.colour)}</a:solidFill>'
        f'<a:latin typeface="{font}-lt"/><a:ea typeface="{font}-ea"/><a:cs typeface="{font}-cs"/></a:defRPr></a:lvl{n}pPr>'
    )


def _has_own_logo(layout: Layout, logo: Logo) -> bool:
    """Whether a layout has the logo in another size or on another ground than the master."""
    return layout.name == "cover" or logo.panels.get(layout.ground) != logo.panels.get("")


def _master(scene: Scene, made: list[Layout], ids: list[str], painter: Painter, logo: str) -> str:
    content = next(lay for lay in made if lay.name == "content")
    tree = _Tree(painter)
    if logo:
        tree.fixed(logo_boxes(scene.logo, content, scene.grid), logo)
    for role in _MASTER_PLACEHOLDERS:
        p = content.by_role[role]
        tree.placeholder(p if role != "body" else Placeholder("body", "body", 1, p.rect, p.style, p.prompt))
    body = scale.BODY.but(before=8.0)
    levels = "".join(
        _level(n, body.but(size=max(18.0, 24.0 - 2 * n)), "l", painter, points(18) * (n - 1)) for n in range(1, 10)
    )
    other = "".join(_level(n, scale.BODY.but(size=18.0), "l", painter) for n in range(1, 10))
    listed = "".join(f'<p:sldLayoutId id="{_FIRST_LAYOUT_ID + n}" r:id="{id}"/>' for n, id in enumerate(ids))
    return (
        f"{HEADER}<p:sldMaster {NAMESPACES}><p:cSld>{painter.background('ground')}"
        f"<p:spTree>{TREE}{tree.shapes}</p:spTree></p:cSld><p:clrMap {colour_map(scene.theme)}/><p:sldLayoutIdLst>{listed}</p:sldLayoutIdLst>"
        f'<p:hf hdr="0"/><p:txStyles><p:titleStyle>{_level(1, scale.HEADLINE, "l", painter)}</p:titleStyle><p:bodyStyle>{levels}</p:bodyStyle>'
        f"<p:otherStyle>{other}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def _layout(layout: Layout, scene: Scene, painter: Painter, logo: str) -> str:
    tree = _Tree(painter)
    if logo:
        tree.fixed(logo_boxes(scene.logo, layout, scene.grid), logo)
    masters = ' showMasterSp="0"' if logo else ""
    for p in layout.placeholders:
        tree.placeholder(p)
    tree.fixed(foot_rules(layout, scene.grid))
    ground = painter.background(layout.ground)
    kind = f' type="{layout.kind}"' if layout.kind else ' userDrawn="1"'
    return (
        f'{HEADER}<p:sldLayout {NAMESPACES}{masters}{kind} preserve="1"><p:cSld name="{attribute(layout.title)}">{ground}<p:spTree>{TREE}{tree.shapes}'
        "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _notes_master(theme: Theme, painter: Painter) -> str:
    """Slide picture above, notes below, page number."""
    tree = _Tree(painter)
    tree.shapes = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr>'
        '<p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="685800" y="685800"/><a:ext cx="5486400" cy="3086100"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln w="9525"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:ln></p:spPr></p:sp>'
    )
    tree.next_id = 3
    tree.placeholder(
        Placeholder(
            "notes",
            "body",
            3,
            Rect(685800, 4000500, 5486400, 4457700),
            scale.BODY.but(size=12.0),
            "Notes",
        )
    )
    tree.placeholder(
        Placeholder("number", "sldNum", 5, Rect(5257800, 8686800, 914400, 228600), scale.FOOTER, align="r")
    )
    levels = "".join(_level(n, scale.BODY.but(size=12.0, before=4.0), "l", painter) for n in range(1, 10))
    return (
        f'{HEADER}<p:notesMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>'
        f"{TREE}{tree.shapes}</p:spTree></p:cSld><p:clrMap {colour_map(theme)}/><p:notesStyle>{levels}</p:notesStyle></p:notesMaster>"
    )
