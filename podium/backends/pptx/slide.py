"""Slide parts: a page of the scene becomes `p:sld`.

In: a page, the template's layout, a `Carrier` that returns relationship ids. Out: the slide's XML. Boxes are written
in order, footer and number last; placeholders at the same place as in the layout inherit it.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from podium.backends.pptx import record, show
from podium.backends.pptx.timing import Build, Play, Step, timing
from podium.backends.pptx.xml import (
    DECORATIVE,
    HEADER,
    NAMESPACES,
    TREE,
    Painter,
    attribute,
    body_properties,
    text,
    xfrm,
)
from podium.scene.boxes import (
    Box,
    Cell,
    Chart,
    Connector,
    Freeform,
    Group,
    Line,
    Page,
    Paragraph,
    Picture,
    Recording,
    Shape,
    Table,
    Text,
    lasting,
)
from podium.scene.masters import Layout
from podium.scene.units import Rect

_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_SVG_BLIP = ('<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip '
             'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{}"/></a:ext></a:extLst>')
_POINT = '<a:pt x="%s" y="%s"/>'
_MOVES = {"M": f"<a:moveTo>{_POINT}</a:moveTo>", "L": f"<a:lnTo>{_POINT}</a:lnTo>", "C": f"<a:cubicBezTo>{_POINT * 3}</a:cubicBezTo>",
          "Z": "<a:close/>"}
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_P159 = "http://schemas.microsoft.com/office/powerpoint/2015/09/main"
_TRANSITION = ('<mc:AlternateContent xmlns:mc="' + _MC + '"><mc:Choice {needs}><p:transition spd="{speed}" {dur}>{effect}</p:transition></mc:Choice>'
               '<mc:Fallback><p:transition spd="{speed}">{fallback}</p:transition></mc:Fallback></mc:AlternateContent>')
_FADE, _PUSH = "<p:fade/>", '<p:push dir="u"/>'
_TRANSITIONS = {  # as PowerPoint writes them, each with the duration that it proposes
    "": "",
    "fade": _TRANSITION.format(needs=f'xmlns:p14="{_P14}" Requires="p14"', speed="med", dur='p14:dur="700"', effect=_FADE, fallback=_FADE),
    "push": _TRANSITION.format(needs=f'xmlns:p14="{_P14}" Requires="p14"', speed="slow", dur='p14:dur="1000"', effect=_PUSH, fallback=_PUSH),
    "morph": _TRANSITION.format(needs=f'xmlns:p159="{_P159}" Requires="p159"', speed="slow", dur=f'xmlns:p14="{_P14}" p14:dur="2000"',
                                effect='<p159:morph option="byObject"/>', fallback=_FADE),
}


class Carrier(Protocol):
    """The relationship ids that a slide needs from the package."""

    def media(self, key: str) -> str: ...

    def chart(self, box: Chart) -> str: ...

    def clip(self, box: Recording) -> tuple[str, str]:
        """The ids under which a recording is linked and embedded."""
        ...

    def link(self, target: str) -> tuple[str, bool]:
        """The id of a link's relationship, and whether it leads to a slide; ("", False) if it leads nowhere."""
        ...


class SlideWriter:
    """Writes one page; the shape ids are those that the timing names."""

    def __init__(
        self, painter: Painter, carrier: Carrier, layout: Layout, auto: bool = False, mapping: str = ""
    ) -> None:
        self.painter, self.carrier, self.layout, self.auto = painter, carrier, layout, auto
        self.mapping = f"<a:overrideClrMapping{mapping}/>" if mapping else "<a:masterClrMapping/>"
        self.next_id = 2
        self.steps: list[Step] = []
        self.plays: list[Play] = []
        self.noted: list[record.Noted] = []  # the shapes with words
        self.look = 0  # the check sum of the slide without its number
        self._writers: dict[type[Box], Callable[..., str]] = {
            Text: self._text, Shape: self._shape, Freeform: self._freeform, Picture: self._picture, Chart: self._chart,
            Table: self._table, Group: self._group, Recording: self._recording, Connector: self._connector}
        self.ids: dict[str, int] = {}  # shape ids of the boxes that connectors are glued to

    def slide(self, page: Page) -> bytes:
        """The whole part."""
        boxes = lasting(page.boxes) if self.auto else page.boxes
        made = [self.box(b).encode() for b in boxes]
        hidden = ' show="0"' if page.hidden else ""
        ground = self.painter.background(page.ground)
        self.look = zlib.crc32(ground.encode())
        for box, xml in zip(boxes, made, strict=True):
            if not (isinstance(box, Text) and box.role == "number"):
                self.look = zlib.crc32(xml, self.look)
        transition = _TRANSITIONS[page.transition]
        if self.auto:  # nobody is there to click
            transition, self.steps = show.timed(transition, page.seconds), []
        head = f"{HEADER}<p:sld {NAMESPACES}{hidden}><p:cSld>{ground}<p:spTree>{TREE}"
        tail = (f"</p:spTree></p:cSld><p:clrMapOvr>{self.mapping}</p:clrMapOvr>{transition}"
                f"{timing(self.steps, self.plays, self.auto)}</p:sld>")  # fmt: skip
        return b"".join([head.encode(), *made, tail.encode()])

    def box(self, box: Box) -> str:
        """One box, and its reveal step if it has one."""
        if box.step:
            self.steps.append(Step(box.step, self.next_id, build=_build(box), effect=box.effect))
        if box.until:
            leaving = Step(box.until, self.next_id, build=_build(box), leaves=True, group=int(box.step > 0))
            self.steps.append(leaving)
        return self._writers[type(box)](box)

    def _head(self, box: Box, tag: str, extra: str, decorative: bool = False, action: str = "") -> str:
        """`p:nvSpPr` and its kin: id, name, alt text, link or `action`."""
        inside = action
        if box.link:
            inside = self._link(box.link)
        if decorative:
            inside += DECORATIVE
        alt = f' descr="{attribute(box.alt)}"' if box.alt else ""
        id, self.next_id = self.next_id, self.next_id + 1
        if box.key:
            self.ids[box.key] = id
        return f'<p:{tag}><p:cNvPr id="{id}" name="{attribute(box.name)}"{alt}>{inside}</p:cNvPr>{extra}</p:{tag}>'

    def _link(self, target: str) -> str:
        id, inside = self.carrier.link(target)
        if not id:
            return ""
        return f'<a:hlinkClick r:id="{id}"{" action=" + chr(34) + "ppaction://hlinksldjump" + chr(34) if inside else ""}/>'

    def _text(self, box: Text) -> str:
        placeholder = self.layout.by_role.get(box.role)
        if box.role != "number":
            self._note(box, box.paragraphs)
        for n, step in enumerate(box.steps):
            if step:
                self.steps.append(Step(step, self.next_id, n, pale=self.painter.colour(box.pale) if box.pale else ""))
        if placeholder is None:
            head = self._head(box, "nvSpPr", '<p:cNvSpPr txBox="1"/><p:nvPr/>')
            place = f'{xfrm(box.rect)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        else:
            kind = f' type="{placeholder.type}"' if placeholder.type else ""
            size = ' sz="quarter"' if placeholder.type in ("ftr", "sldNum", "dt") else ""
            index = f' idx="{placeholder.idx}"' if placeholder.idx else ""
            head = self._head(box, "nvSpPr", f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph{kind}{size}{index}/></p:nvPr>')
            # In LibreOffice's layouts others than the title lack an index too, and programs take one for another.
            unclear = not placeholder.idx and placeholder.type not in ("title", "ctrTitle")
            place = "" if box.rect == placeholder.rect and not unclear else xfrm(box.rect)
            place += '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if place else ""
        look = (self.painter.fill(box.fill) if box.fill is not None or placeholder is None else "")
        look += self.painter.line(box.line) if box.line is not None else ""
        if box.role == "number":
            words = self._number(box)
        else:
            words = "".join([self.painter.paragraph(p, self._link) for p in box.paragraphs]) or "<a:p/>"
        return (f"<p:sp>{head}<p:spPr>{place}{look}</p:spPr><p:txBody>{body_properties(box.inset, box.anchor)}<a:lstStyle/>{words}</p:txBody></p:sp>")

    def _note(self, box: Box, paragraphs: Iterable[Paragraph]) -> None:
        """Notes the words of the box that is written next."""
        words = " ".join([p.text for p in paragraphs])
        self.noted.append(record.Noted(self.next_id, record.named(box.place), record.digest(words)))

    def _number(self, box: Text) -> str:
        """The slide number as a field, so that it follows when slides are moved."""
        p = box.paragraphs[0]
        head = self.painter.run(p.runs[0], self._link).removeprefix("<a:r>").split("<a:t>")[0]
        align = {"left": "l", "centre": "ctr", "right": "r"}[p.align]
        return (f'<a:p><a:pPr algn="{align}"/><a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">{head}<a:t>{text(p.text)}</a:t></a:fld></a:p>')

    def _shape(self, box: Shape) -> str:
        if box.geometry == "line":
            head = self._head(box, "nvCxnSpPr", "<p:cNvCxnSpPr/><p:nvPr/>", decorative=not box.alt)
            return (f'<p:cxnSp>{head}<p:spPr>{xfrm(box.rect, box.flip)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
                    f"{self.painter.line(box.line, box.alpha)}</p:spPr></p:cxnSp>")
        head = self._head(box, "nvSpPr", "<p:cNvSpPr/><p:nvPr/>", decorative=not box.alt)
        guides = "".join(f'<a:gd name="{n}" fmla="val {v}"/>' for n, v in box.adjust)
        geometry = f'<a:prstGeom prst="{box.geometry}"><a:avLst>{guides}</a:avLst></a:prstGeom>'
        return self._filled(head, box.rect, geometry, box)

    def _connector(self, box: Connector) -> str:
        (first, start), (last, end) = box.start, box.end
        glue = f'<a:stCxn id="{self.ids[first]}" idx="{start}"/><a:endCxn id="{self.ids[last]}" idx="{end}"/>'
        head = self._head(box, "nvCxnSpPr", f"<p:cNvCxnSpPr>{glue}</p:cNvCxnSpPr><p:nvPr/>", decorative=not box.alt)
        place = _connector_place(box)
        geometry = f'<a:prstGeom prst="{box.geometry}"><a:avLst/></a:prstGeom>'
        return f"<p:cxnSp>{head}<p:spPr>{place}{geometry}{self.painter.line(box.line)}</p:spPr></p:cxnSp>"

    def _freeform(self, box: Freeform) -> str:
        head = self._head(box, "nvSpPr", "<p:cNvSpPr/><p:nvPr/>", decorative=not box.alt)
        stroke_only = ' fill="none"' if box.fill is None else ""
        paths = "".join(self._path(p) for p in box.paths)
        geometry = ("<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/><a:pathLst>"
                    f'<a:path w="{box.rect.w}" h="{box.rect.h}"{stroke_only}>{paths}</a:path></a:pathLst></a:custGeom>')
        return self._filled(head, box.rect, geometry, box)

    @staticmethod
    def _path(path: tuple[tuple[Any, ...], ...]) -> str:
        return "".join([_MOVES[command[0]] % command[1:] for command in path])

    def _filled(self, head: str, rect: Rect, geometry: str, box: Shape | Freeform) -> str:
        fill = self.painter.fill(box.fill, box.alpha)
        return (f"<p:sp>{head}<p:spPr>{xfrm(rect)}{geometry}{fill}{self.painter.line(box.line, box.alpha)}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>"
                f'<a:p><a:endParaRPr lang="{self.painter.language}"/></a:p></p:txBody></p:sp>')

    def _picture(self, box: Picture) -> str:
        head = self._head(box, "nvPicPr", '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/>', decorative=not box.alt)
        return self._filled_picture(head, box)

    def _recording(self, box: Recording) -> str:
        """A picture that plays a clip: linked for PowerPoint 2007, embedded for all newer ones."""
        linked, embedded = self.carrier.clip(box)
        self.plays.append(Play(self.next_id, box.sound, box.length, box.loop))
        trim = f'<p14:trim st="{box.start}" end="{box.end}"/>' if box.start or box.end else ""
        clip = (f'<a:{"audio" if box.sound else "video"}File r:link="{linked}"/><p:extLst><p:ext uri="{{DAA4B4D4-6D71-4841-9C94-3DE7FCFB9230}}">'
                f'<p14:media xmlns:p14="{_P14}" r:embed="{embedded}">{trim}</p14:media></p:ext></p:extLst>')
        head = self._head(box, "nvPicPr", f'<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr>{clip}</p:nvPr>',
                          action='<a:hlinkClick r:id="" action="ppaction://media"/>')
        return self._filled_picture(head, box)

    def _filled_picture(self, head: str, box: Picture) -> str:
        line = self.painter.line(box.line) if box.line else ""
        inside = f">{_SVG_BLIP.format(self.carrier.media(box.svg))}</a:blip>" if box.svg else "/>"
        cut = "".join(f' {side}="{round(part * 100_000)}"' for side, part in zip("ltrb", box.crop, strict=True) if part)
        crop = f"<a:srcRect{cut}/>" if cut else ""
        return (f'<p:pic>{head}<p:blipFill><a:blip r:embed="{self.carrier.media(box.media)}"{inside}{crop}<a:stretch><a:fillRect/></a:stretch></p:blipFill>'
                f'<p:spPr>{xfrm(box.rect)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{line}</p:spPr></p:pic>')

    def _chart(self, box: Chart) -> str:
        head = self._head(box, "nvGraphicFramePr", "<p:cNvGraphicFramePr/><p:nvPr/>", decorative=not box.alt)
        return (f'<p:graphicFrame>{head}{xfrm(box.rect, prefix="p")}<a:graphic><a:graphicData uri="{_CHART}"><c:chart xmlns:c="{_CHART}" '
                f'r:id="{self.carrier.chart(box)}"/></a:graphicData></a:graphic></p:graphicFrame>')

    def _group(self, box: Group) -> str:
        head = self._head(box, "nvGrpSpPr", "<p:cNvGrpSpPr/><p:nvPr/>", decorative=not box.alt)
        r = box.rect
        same = (f'<p:grpSpPr><a:xfrm><a:off x="{r.x}" y="{r.y}"/><a:ext cx="{r.w}" cy="{r.h}"/><a:chOff x="{r.x}" y="{r.y}"/>'
                f'<a:chExt cx="{r.w}" cy="{r.h}"/></a:xfrm></p:grpSpPr>')
        return f"<p:grpSp>{head}{same}{''.join(self.box(b) for b in box.boxes)}</p:grpSp>"

    # -------------------------------------------------------------------------- tables

    def _table(self, box: Table) -> str:
        self._note(box, [p for row in box.rows for cell in row for p in cell.paragraphs])
        head = self._head(box, "nvGraphicFramePr", '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/>')
        grid = "".join(f'<a:gridCol w="{w}"/>' for w in box.widths)
        rows = "".join(f'<a:tr h="{h}">{"".join(self._cell(c, box, n, len(box.rows)) for c in row)}</a:tr>'
                       for n, (h, row) in enumerate(zip(box.heights, box.rows, strict=True)))
        return (f'<p:graphicFrame>{head}{xfrm(box.rect, prefix="p")}<a:graphic><a:graphicData uri="{_TABLE}"><a:tbl><a:tblPr firstRow="1">'
                f"<a:tableStyleId>{_NO_STYLE}</a:tableStyleId></a:tblPr><a:tblGrid>{grid}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>")

    def _cell(self, cell: Cell, table: Table, row: int, rows: int) -> str:
        """A cell with rules above the heading, under it and under each row; none at the sides."""
        words = "".join([self.painter.paragraph(p, self._link) for p in cell.paragraphs])
        none = "<a:noFill/>"
        strong = Line(table.strong_rule, 1.0)
        top = self._border("lnT", strong if row in (0, 1) else Line(table.rule, 0.75))
        bottom = self._border("lnB", strong if row in (0, rows - 1) else Line(table.rule, 0.75))
        left, upper, right, lower = table.margin
        left, right = (0 if cell.first else left), (0 if cell.last else right)
        anchor = {"top": "t", "middle": "ctr", "bottom": "b"}[cell.anchor]
        return (f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{words}</a:txBody><a:tcPr marL="{left}" marR="{right}" marT="{upper}" marB="{lower}" anchor="{anchor}">'
                f'<a:lnL w="0">{none}</a:lnL><a:lnR w="0">{none}</a:lnR>{top}{bottom}{self.painter.fill(cell.fill)}</a:tcPr></a:tc>')

    def _border(self, tag: str, line: Line) -> str:
        return self.painter.line(line).replace("<a:ln ", f"<a:{tag} ", 1).replace("</a:ln>", f"</a:{tag}>")


def _connector_place(box: Connector) -> str:
    """The `a:xfrm` of a connector. DrawingML turns one that leaves downwards, as PowerPoint does, about its middle."""
    if not box.upright:
        flip = ' flipH="1"' if box.mirror else ""
        return xfrm(box.rect, box.rising).replace("<a:xfrm", f"<a:xfrm{flip}", 1)
    r = box.rect
    lying = Rect(r.x + (r.w - r.h) // 2, r.y + (r.h - r.w) // 2, r.h, r.w)
    turn = 'rot="5400000"' if box.mirror else 'rot="16200000" flipH="1"'
    return xfrm(lying).replace("<a:xfrm", f"<a:xfrm {turn}", 1)


def _build(box: Box) -> Build:
    """How PowerPoint lists a box that appears as a whole in its build list."""
    if isinstance(box, Text):
        return "words" if box.fill is None and box.line is None else "shape"
    return "shape" if isinstance(box, Freeform) or (isinstance(box, Shape) and box.geometry != "line") else ""
