"""DrawingML from scene values, as strings.

In: runs, paragraphs, fills, lines of the scene. Out: XML fragments with the prefixes of `NAMESPACES`. Templates
instead of element trees: a deck of a thousand slides is built in the time that it takes to import an element tree.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from podium.scene.boxes import Fade, Fill, Hatch, Line, Paragraph, Run
from podium.scene.units import EMU_PER_PT, Rect
from podium.themes import Theme

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:a="{A}" xmlns:r="{R}" xmlns:p="{P}"'
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TREE = ('<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>')
DECORATIVE = ('<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
              'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>')
_FORMS = {"": "", "super": ' baseline="30000"', "sub": ' baseline="-15000"', "caps": ' cap="small"'}
_ALIGN = {"left": "l", "centre": "ctr", "right": "r"}
_DASH = {"solid": "", "dash": '<a:prstDash val="dash"/>', "dot": '<a:prstDash val="sysDot"/>', "dash-dot": '<a:prstDash val="dashDot"/>'}
LinkWriter = Callable[[str], str]


_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_IN_ATTRIBUTE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": " ", "\t": " ", "\r": " ", "\v": " "})


def text(value: str) -> str:
    """Character data. (`xml.sax.saxutils` would do, but imports all of urllib.)"""
    return value.translate(_IN_TEXT) if "&" in value or "<" in value or ">" in value else value


@lru_cache(maxsize=4096)
def attribute(value: str) -> str:
    """The inside of a double-quoted attribute, on one line."""
    return value.translate(_IN_ATTRIBUTE)


class Painter:
    """Fragments in the colours of one theme and one language; colours and paragraph heads are cached."""

    def __init__(self, theme: Theme, language: str) -> None:
        self.theme, self.language = theme, language
        self._fonts = [attribute(name) for name in theme.written]
        self._after = '<a:spcAft><a:spcPts val="0"/></a:spcAft>' if theme.refs else ""  # a template may have some
        self._colours: dict[tuple[str, float], str] = {}
        self._run_heads: dict[tuple[object, ...], str] = {}
        self._paragraph_heads: dict[tuple[object, ...], str] = {}

    def colour(self, role: str, alpha: float = 1.0) -> str:
        """`a:schemeClr` of a role; `a:srgbClr` only for a colour that somebody else's template lacks."""
        known = self._colours.get((role, alpha))
        if known is None:
            c = self.theme.colour(role)
            changes = ""
            base = f'schemeClr val="{c.slot}"' if c.slot[:1] != "#" else f'srgbClr val="{c.slot[1:]}"'
            if c.lum_mod != 100:
                changes += f'<a:lumMod val="{round(c.lum_mod * 1000)}"/>'
            if c.lum_off:
                changes += f'<a:lumOff val="{round(c.lum_off * 1000)}"/>'
            if c.sat_mod != 100:
                changes += f'<a:satMod val="{round(c.sat_mod * 1000)}"/>'
            if c.hue_off:
                changes += f'<a:hueOff val="{round(c.hue_off * 60_000)}"/>'
            if alpha < 1:
                changes += f'<a:alpha val="{round(alpha * 100000)}"/>'
            known = f"<a:{base}>{changes}</a:{base[:base.index(' ')]}>" if changes else f"<a:{base}/>"
            self._colours[role, alpha] = known
        return known

    def background(self, role: str) -> str:
        """The ground of a slide, layout or master; "" without a role."""
        return f"<p:bg><p:bgPr>{self.fill(role)}<a:effectLst/></p:bgPr></p:bg>" if role else ""

    def fill(self, fill: Fill | Fade, alpha: float = 1.0) -> str:
        if fill is None:
            return "<a:noFill/>"
        if isinstance(fill, Hatch):
            return (f'<a:pattFill prst="{fill.pattern}"><a:fgClr>{self.colour(fill.colour)}</a:fgClr>'
                    f"<a:bgClr>{self.colour(fill.ground)}</a:bgClr></a:pattFill>")
        if isinstance(fill, Fade):
            stops = "".join(f'<a:gs pos="{round(at * 100_000)}">{self.colour(fill.colour, round(part, 3))}</a:gs>' for at, part in fill.stops)
            angle = 5_400_000 if fill.down else 0
            return f'<a:gradFill rotWithShape="1"><a:gsLst>{stops}</a:gsLst><a:lin ang="{angle}" scaled="0"/></a:gradFill>'
        return f"<a:solidFill>{self.colour(fill, alpha)}</a:solidFill>"

    def line(self, line: Line | None, alpha: float = 1.0) -> str:
        if line is None:
            return "<a:ln><a:noFill/></a:ln>"
        ends = '<a:headEnd type="triangle"/>' if line.head else ""
        ends += '<a:tailEnd type="triangle"/>' if line.tail else ""
        cap = ' cap="rnd"' if line.round else ""
        return (f'<a:ln w="{round(line.width * EMU_PER_PT)}"{cap}><a:solidFill>{self.colour(line.colour, alpha)}</a:solidFill>'
                f"{_DASH[line.dash]}{ends}</a:ln>")

    def paragraph(self, p: Paragraph, link: LinkWriter) -> str:
        runs = "".join([self.run(r, link) for r in p.runs if r.text])
        size = round(p.runs[-1].size * 100) if p.runs else 1800
        end = "" if runs else f'<a:endParaRPr lang="{self.language}" sz="{size}"/>'
        key = (p.pitch, p.before, p.indent, p.hanging, p.level, p.align, p.bullet, p.bullet_colour)
        head = self._paragraph_heads.get(key)
        if head is None:
            head = self._paragraph_heads[key] = self._paragraph_head(p)
        return f"<a:p>{head}{runs}{end}</a:p>"

    def _paragraph_head(self, p: Paragraph) -> str:
        attributes = f' marL="{round(p.indent * EMU_PER_PT)}" indent="{-round(p.hanging * EMU_PER_PT)}"'
        if p.level:
            attributes += f' lvl="{p.level}"'
        attributes += f' algn="{_ALIGN[p.align]}"'
        bullet = (f'<a:buClr>{self.colour(p.bullet_colour)}</a:buClr><a:buFont typeface="Arial"/><a:buChar char="{attribute(p.bullet)}"/>'
                  if p.bullet else "<a:buNone/>")
        return (f'<a:pPr{attributes}><a:lnSpc><a:spcPts val="{round(p.pitch * 100)}"/></a:lnSpc>'
                f'<a:spcBef><a:spcPts val="{round(p.before * 100)}"/></a:spcBef>{self._after}{bullet}</a:pPr>')

    def run(self, r: Run, link: LinkWriter) -> str:
        key = (r.size, r.bold, r.italic, r.tracking, r.colour, r.major, r.lang, r.marked, r.form)
        head = self._run_heads.get(key)
        if head is None:
            attributes = f' lang="{attribute(r.lang) or self.language}" sz="{round(r.size * 100)}" b="{int(r.bold)}" i="{int(r.italic)}"'
            if r.tracking:
                attributes += f' spc="{round(r.tracking * 100)}"'
            attributes += _FORMS[r.form]
            font = f'<a:latin typeface="{self._fonts[0 if r.major else 1]}"/>'
            marked = f"<a:highlight>{self.colour(r.marked)}</a:highlight>" if r.marked else ""
            look = f"<a:solidFill>{self.colour(r.colour)}</a:solidFill>{marked}{font}"
            if not self.theme.colour(r.colour).slot:  # as the placeholder of a template has it
                look = marked
            head = f'<a:rPr{attributes} dirty="0">{look}'
            self._run_heads[key] = head
        target = link(r.link) if r.link else ""
        parts = r.text.split("\v") if "\v" in r.text else (r.text,)
        runs = [f"<a:r>{head}{target}</a:rPr><a:t>{text(part)}</a:t></a:r>" for part in parts if part]
        if len(parts) == 1:
            return runs[0]
        return f"<a:br>{head}</a:rPr></a:br>".join(f"<a:r>{head}{target}</a:rPr><a:t>{text(part)}</a:t></a:r>" if part else "" for part in parts)


def xfrm(rect: Rect, flip: bool = False, prefix: str = "a") -> str:
    flipped = ' flipV="1"' if flip else ""
    return f'<{prefix}:xfrm{flipped}><a:off x="{rect.x}" y="{rect.y}"/><a:ext cx="{rect.w}" cy="{rect.h}"/></{prefix}:xfrm>'


@lru_cache(maxsize=1024)
def body_properties(inset: tuple[int, int, int, int], anchor: str) -> str:
    left, top, right, bottom = inset
    where = {"top": "t", "middle": "ctr", "bottom": "b"}[anchor]
    return (f'<a:bodyPr wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" rtlCol="0" anchor="{where}">'
            "<a:noAutofit/></a:bodyPr>")
