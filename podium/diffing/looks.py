"""How the shapes of a deck look, as far as they say so themselves.

In: elements of a slide, and its package. Out: `Look`: letters with their colours, sizes and links, fills, lines, cells,
alternative text. A colour is kept as it is named and as it is seen: some programs write RGB for the names of a theme.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from podium.ooxml import Package, Relation
from podium.templates.colours import Palette, palette
from podium.templates.package import A, P, R
from podium.templates.values import share, whole

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_FILLS = ("noFill", "solidFill", "gradFill", "pattFill", "blipFill", "grpFill")
_BODY = {"anchor": "t", "vert": "horz", "numCol": "1", "rot": "0", "lIns": "91440", "tIns": "45720", "rIns": "91440",
         "bIns": "45720"}  # what stands in the schema if a shape says nothing


class Colour(NamedTuple):
    """A colour: what the file says, and `RRGGBB` with its opacity in per cent; "" if the shape says nothing."""

    said: str = ""
    seen: str = ""
    opacity: int = 100


class Fill(NamedTuple):
    """A fill: its element, "" if the shape says nothing, and the colours in it."""

    kind: str = ""
    colours: tuple[Colour, ...] = ()


class Line(NamedTuple):
    """An outline: its width in EMU (-1: not said), its fill, dashes and ends."""

    width: int = -1
    fill: Fill = Fill()
    ends: str = ""


class Style(NamedTuple):
    """How letters look. `size` is in hundredths of a point; 0 and "" mean that the letters say nothing of it."""

    bold: bool = False
    italic: bool = False
    ruled: str = ""
    size: int = 0
    colour: Colour = Colour()
    marked: Colour = Colour()
    font: str = ""
    form: str = ""
    spaced: int = 0
    link: str = ""


class Setting(NamedTuple):
    """How the paragraph with some words is set: its alignment, its bullet, and its level, indents and spacing."""

    words: str
    align: str = "l"
    bullet: str = ""
    rest: str = ""


class Look(NamedTuple):
    """How a shape looks. `cells` are the fills of a table's cells or of a chart's series; `letters` are runs of words,
    one of "\\n" after each paragraph; `turn` is its rotation and mirroring, `drawn` its geometry, `points` the check
    sum of that of its own, `effects` are shadows and the like; `body` says where words stand in it; `cut` how a picture
    is cropped, or how wide a table's columns are, and which cells are merged. A link is an address, or `#n` for the
    slide with that number, from 0. `inherited` are the fills of its area and of its line in the layout."""

    alt: str = ""
    link: str = ""
    fill: Fill = Fill()
    line: Line = Line()
    cells: tuple[Fill, ...] = ()
    letters: tuple[tuple[str, Style], ...] = ()
    settings: tuple[Setting, ...] = ()
    turn: str = ""
    drawn: str = ""
    points: str = ""
    effects: str = ""
    body: str = ""
    cut: tuple[str, ...] = ()
    inherited: tuple[Fill, Fill] = (Fill(), Fill())


class Scheme:
    """The colours and fonts that a slide's theme stands for, and the parts that its placeholders inherit from."""

    def __init__(self, colours: Palette, fonts: Mapping[str, str], above: tuple[Element, ...] = ()) -> None:
        self.palette, self._fonts, self._above = colours, fonts, above
        self._placeholders: dict[tuple[str, str], list[Element]] = {}
        self._known: dict[str, Colour] = {}

    def colour(self, holder: Element | None) -> Colour:
        """The first colour in an element."""
        if holder is None or not len(holder):
            return Colour()
        said = _said(holder[0])
        if said not in self._known:
            alpha = holder[0].find(f"{A}alpha")
            opacity = 1.0 if alpha is None else share(alpha.get("val"), 1.0)
            self._known[said] = Colour(said, self.palette.of(holder).lower(), round(100 * opacity))
        return self._known[said]

    def properties_above(self, shape: Element) -> list[Element]:
        """Those of the placeholders that a shape inherits from, the nearest first."""
        holder = shape.find(f"./*/{P}nvPr/{P}ph")
        if holder is None:
            return []
        key = holder.get("type", "body"), holder.get("idx", "")
        if key not in self._placeholders:
            found = [self._placeholder(root, *key) for root in self._above]
            self._placeholders[key] = [e for e in found if e is not None]
        return self._placeholders[key]

    @staticmethod
    def _placeholder(root: Element, type: str, idx: str) -> Element | None:
        alike = None
        for shape in root.iter(f"{P}sp"):
            holder = shape.find(f"./*/{P}nvPr/{P}ph")
            if holder is not None and idx and holder.get("idx", "") == idx:
                return shape.find(f"{P}spPr")
            if alike is None and holder is not None and holder.get("type", "body") == type:
                alike = shape.find(f"{P}spPr")
        return alike

    def named(self) -> str:
        """What the names of the theme stand for."""
        return repr((sorted(self.palette.slots.items()), sorted(self._fonts.items())))

    def font(self, name: str) -> str:
        """The family that a name of the theme stands for; another name as it is."""
        return self._fonts.get(name, name)


_NO_SCHEME = Scheme(Palette({}, {}), {})


class Schemes:
    """The schemes of all slides of a package."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._of_layout: dict[tuple[str, str], Scheme] = {}

    def of(self, part: str, root: Element) -> Scheme:
        """The scheme of a slide."""
        layout = next(iter(self._package.related(part, "slideLayout")), "")
        own = _mapping(root)
        key = layout, repr(own)
        if key not in self._of_layout:
            self._of_layout[key] = self._made(layout, own) if layout else _NO_SCHEME
        return self._of_layout[key]

    def _made(self, layout: str, own: Mapping[str, str]) -> Scheme:
        master = next(iter(self._package.related(layout, "slideMaster")), "")
        theme = next(iter(self._package.related(master, "theme")), "") if master else ""
        if not theme:
            return _NO_SCHEME
        above = self._package.xml(layout), self._package.xml(master)
        colours, map = self._package.xml(theme), above[1].find(f"{P}clrMap")
        named = own or _mapping(above[0]) or ({} if map is None else dict(map.attrib))
        fonts = {}
        for kind, name in (("mj", "majorFont"), ("mn", "minorFont")):
            latin = colours.find(f".//{A}{name}/{A}latin")
            if latin is not None:
                fonts[f"+{kind}-lt"] = latin.get("typeface", "")
        return Scheme(palette(colours, named), fonts, above)


class Reader:
    """Reads the looks of one slide. `pages` are the numbers of slides, by their parts."""

    def __init__(self, scheme: Scheme, relations: list[Relation], pages: Mapping[str, int]) -> None:
        self._scheme, self._pages = scheme, pages
        self._relations = {r.id: r for r in relations}

    def shape(self, element: Element, tag: str) -> Look:
        """The look of a shape."""
        head = element.find(f"./*/{P}cNvPr")
        properties = element.find(f"{P}spPr")
        alt, link = ("", "") if head is None else (head.get("descr", ""), self.link(head))
        table = element.find(f".//{A}tbl") if tag == "graphicFrame" else None
        words = element.find(f"{P}txBody") if tag == "sp" else table
        letters = tuple(self._letters(words)) if words is not None else ()
        return Look(
            " ".join(alt.split()),
            link,
            self.fill(properties),
            self._line(properties),
            self._cells(table) if table is not None else (),
            letters,
            tuple(_settings(words)) if words is not None else (),
            _turn(properties),
            *_drawn(properties),
            _body(words),
            _cut(element, table),
            self._inherited(element) if tag == "sp" else (Fill(), Fill()),
        )

    def _inherited(self, shape: Element) -> tuple[Fill, Fill]:
        above = self._scheme.properties_above(shape)
        fills = (self.fill(properties) for properties in above)
        lines = (self._line(properties).fill for properties in above)
        return next((f for f in fills if f.kind), Fill()), next((f for f in lines if f.kind), Fill())

    def series(self, chart: Element) -> tuple[Fill, ...]:
        """The fills and lines of a chart's series, and of the points that have their own."""
        found = []
        for holder in chart.iter():
            if holder.tag in (f"{_C}ser", f"{_C}dPt") and (look := holder.find(f"{_C}spPr")) is not None:
                found += [self.fill(look), self.fill(look.find(f"{A}ln"))]
        return tuple(found)

    def fill(self, holder: Element | None) -> Fill:
        """The fill in the properties of a shape, a cell, a line or a background."""
        for element in holder if holder is not None else ():
            kind = element.tag.removeprefix(A)
            if kind in _FILLS:
                if kind == "solidFill":
                    return Fill(kind, (self._scheme.colour(element),))
                return Fill(kind, tuple(self._scheme.colour(e) for e in element.iter() if _holds_colour(e)))
        return Fill()

    @property
    def theme(self) -> str:
        """What the names of colours and fonts stand for."""
        return self._scheme.named()

    def ground(self, root: Element) -> Fill:
        """The background that a slide has of its own."""
        return self.fill(root.find(f"{P}cSld/{P}bg/{P}bgPr"))

    def link(self, holder: Element | None) -> str:
        """Where a click on something leads."""
        click = None if holder is None else holder.find(f"{A}hlinkClick")
        if click is None:
            return ""
        relation = self._relations.get(click.get(f"{R}id", ""))
        if relation is None:
            return click.get("action", "")
        if relation.external:
            return relation.written
        return f"#{self._pages[relation.target]}" if relation.target in self._pages else relation.target

    def _line(self, properties: Element | None) -> Line:
        line = None if properties is None else properties.find(f"{A}ln")
        if line is None:
            return Line()
        ends = (line.find(f"{A}{name}") for name in ("prstDash", "headEnd", "tailEnd"))
        said = [e.get("val") or e.get("type") or "" for e in ends if e is not None]
        ends_said = " ".join(end for end in said if end not in ("solid", "none"))
        return Line(whole(line.get("w"), -1), self.fill(line), ends_said)

    def _cells(self, table: Element) -> tuple[Fill, ...]:
        return tuple(self.fill(cell.find(f"{A}tcPr")) for cell in table.iter(f"{A}tc"))

    def _letters(self, words: Element) -> Iterator[tuple[str, Style]]:
        for paragraph in words.iter(f"{A}p"):
            for run in paragraph:
                if run.tag in (f"{A}r", f"{A}fld") and (text := run.findtext(f"{A}t")):
                    yield text, self._style(run.find(f"{A}rPr"))
                elif run.tag == f"{A}br":
                    yield "\v", Style()
            yield "\n", Style()

    def _style(self, properties: Element | None) -> Style:
        if properties is None:
            return Style()
        get = properties.get
        latin = properties.find(f"{A}latin")
        rules = [value for key, off in (("u", "none"), ("strike", "noStrike")) if (value := get(key, off)) != off]
        raised = whole(get("baseline"))
        fill = self.fill(properties)
        forms = ["super"] * (raised > 0) + ["sub"] * (raised < 0)
        forms += [cap for cap in [get("cap", "none")] if cap != "none"]
        return Style(
            _is_on(get("b", "")),
            _is_on(get("i", "")),
            " ".join(rules),
            whole(get("sz")),
            fill.colours[0] if fill.kind == "solidFill" else Colour(),
            self._scheme.colour(properties.find(f"{A}highlight")),
            "" if latin is None else self._scheme.font(latin.get("typeface", "")),
            " ".join(forms),
            whole(get("spc")),
            self.link(properties),
        )


def _is_on(value: str) -> bool:
    return value in ("1", "true")


def _mapping(root: Element) -> dict[str, str]:
    found = root.find(f"{P}clrMapOvr/{A}overrideClrMapping")
    return {} if found is None else dict(found.attrib)


def _said(colour: Element) -> str:
    """A colour as it is named, with its changes."""
    kind, changes = colour.tag.removeprefix(A), [f"{e.tag.removeprefix(A)}={e.get('val', '')}" for e in colour]
    value = colour.get("val", "")
    return " ".join([kind, value.lower() if kind == "srgbClr" else value or repr(colour.attrib), *changes])


def _holds_colour(element: Element) -> bool:
    return bool(len(element)) and element[0].tag.endswith("Clr") and not element.tag.endswith("Clr")


def _settings(words: Element) -> Iterator[Setting]:
    for paragraph in words.iter(f"{A}p"):
        text = "".join(t.text or "" for t in paragraph.iter(f"{A}t")).strip()
        properties = paragraph.find(f"{A}pPr")
        if not text or properties is None:
            if text:
                yield Setting(text)
            continue
        bullet, rest = "", [properties.get(key, "0") for key in ("lvl", "marL", "indent")]
        for element in properties:
            tag = element.tag.removeprefix(A)
            if tag in ("buChar", "buAutoNum", "buBlip"):
                bullet = element.get("char") or element.get("type") or tag
            elif tag in ("lnSpc", "spcBef", "spcAft") and len(element):
                rest.append(element[0].get("val", ""))
        yield Setting(text, properties.get("algn", "l"), bullet, " ".join(rest))


def _turn(properties: Element | None) -> str:
    place = None if properties is None else properties.find(f"{A}xfrm")
    if place is None:
        return ""
    return " ".join(f"{key}={place.get(key)}" for key in ("rot", "flipH", "flipV") if place.get(key, "0") != "0")


def _drawn(properties: Element | None) -> tuple[str, str, str]:
    """The geometry by its name, the check sum of what is adjusted in it or of its own points, and its effects."""
    if properties is None:
        return "", "", ""
    shape, own = properties.find(f"{A}prstGeom"), properties.find(f"{A}custGeom")
    effects = [e.tag.removeprefix(A) for holder in ("effectLst", "scene3d", "sp3d")
               for e in properties.iterfind(f"{A}{holder}/*")]  # fmt: skip
    points = ""
    if own is not None:
        pairs = [f"{point.get('x')} {point.get('y')}" for point in own.iter(f"{A}pt")]
        points = f"{zlib.crc32(' '.join(pairs).encode('utf-8', 'surrogatepass')):x}"
    elif shape is not None:
        points = " ".join(e.get("fmla", "") for e in shape.iter(f"{A}gd"))
    return "" if shape is None else shape.get("prst", ""), points, " ".join(effects)


def _body(words: Element | None) -> str:
    body = None if words is None else words.find(f"{A}bodyPr")
    if body is None:
        return ""
    return " ".join(body.get(key, usual) for key, usual in _BODY.items())


def _cut(element: Element, table: Element | None) -> tuple[str, ...]:
    if table is not None:
        columns = [column.get("w", "") for column in table.iter(f"{A}gridCol")]
        merged = [f"{n}:{cell.get('gridSpan', '1')}x{cell.get('rowSpan', '1')}" for n, cell in
                  enumerate(table.iter(f"{A}tc")) if cell.get("gridSpan") or cell.get("rowSpan")]  # fmt: skip
        return (*columns, *merged)
    crop = element.find(f"{P}blipFill/{A}srcRect")
    return () if crop is None else tuple(f"{key}={crop.get(key)}" for key in "ltrb" if crop.get(key, "0") != "0")
