"""What a template says of itself: slide size, colours, fonts, and its layouts with their placeholders.

In: a `Package`. Out: a `Survey`. What a layout's placeholder leaves out is that of the master's placeholder of its
kind, then of the master's text styles, as in PowerPoint. With several masters, the first is the template's.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree import ElementTree as ET

from podium.scene.units import EMU_PER_PT, Rect
from podium.templates.colours import Ground, Palette, mapped, palette
from podium.templates.package import A, P, Package, Unusable
from podium.templates.values import family, share, whole

FEET = {"dt": "when", "ftr": "footer", "sldNum": "number"}
"""The types of placeholders at the foot, and the roles of podium's texts for them."""
_OF_MASTER = {"ctrTitle": "title", "title": "title", **{type: type for type in FEET}}
_STYLES = {"title": "titleStyle", **dict.fromkeys(FEET, "otherStyle")}
_LEAST_SIDE, _MOST_SIDE = 914_400, 51_206_400  # EMU, as PowerPoint allows
_INSET = {"lIns": 91_440, "tIns": 45_720, "rIns": 91_440, "bIns": 45_720}
_DRAWN = ("sp", "pic", "cxnSp", "graphicFrame")
_SIZES = {"title": 3200}  # hundredths of a point, where a template says nothing
_RANGE = (100, 400_000)  # of them, as PowerPoint allows
_CUT = ("srcRect", "fillRect", "tile")  # of a picture of which not all is shown, or not once
_LINES = 3  # that a placeholder for text holds at least
_LARGE = 0.25  # of the slide: pictures that are smaller are nothing to write on
_COARSE = 32  # pixels a side to which a picture is reduced for its mean colour


class Slot(NamedTuple):
    """A placeholder of a layout: PowerPoint's type ("" for content) and index, its rectangle and how its first level
    looks. `size` in pt, `pitch` as a multiple of the size; `face` is a family, `align` and `anchor` as DrawingML has
    them; `plain`: its text runs in one column of horizontal lines."""

    type: str
    idx: int
    rect: Rect
    size: float
    align: str
    anchor: str
    inset: tuple[int, int, int, int]
    bold: bool
    italic: bool
    capitals: bool
    colour: str
    face: str
    pitch: float
    plain: bool = True

    @property
    def is_title(self) -> bool:
        return self.type in ("title", "ctrTitle")


class Drawn(NamedTuple):
    """Something that master or layout draw on every slide: its rectangle, its fill (`RRGGBB`, "" for none; of a large
    picture its mean colour), the part with its picture ("" for none), whether it is a plain rectangle or picture that
    podium can draw as well, and how much of what is under it it hides (0 to 1)."""

    rect: Rect
    fill: str
    picture: str
    plain: bool
    name: str
    alpha: float = 1.0


@dataclass(frozen=True)
class TemplateLayout:
    """A layout: the name of its part, its own name, PowerPoint's type, placeholders, ground and drawings in order.
    `mapping` is its own map of colours, as the attributes of `a:overrideClrMapping`; "": the master's."""

    part: str
    name: str
    type: str
    slots: tuple[Slot, ...]
    ground: Ground
    drawn: tuple[Drawn, ...]
    mapping: str = ""

    @property
    def bodies(self) -> list[Slot]:
        """Its placeholders for text of some length, not for a line above the title, a number, or words in capitals."""
        least = _LINES * EMU_PER_PT
        found = (s for s in self.slots if s.type in ("", "body") and s.plain and not s.capitals)
        return [s for s in found if s.rect.h >= least * s.size * s.pitch]

    def of_type(self, *types: str) -> Slot | None:
        """Its first placeholder of one of the types."""
        return next((s for s in self.slots if s.type in types), None)

    @property
    def title(self) -> Slot | None:
        return self.of_type("title", "ctrTitle")


@dataclass(frozen=True)
class Survey:
    """All that layout needs of a template; `body` is the master's placeholder for content, `left_out` what is there
    and not used."""

    width: int
    height: int
    palette: Palette
    major: str
    minor: str
    layouts: tuple[TemplateLayout, ...]
    body: Slot | None
    masters: int
    left_out: tuple[str, ...] = ()


def survey(package: Package) -> Survey:
    """The survey of a template. Raises Unusable if it has no slide size, master or layout."""
    size = package.presentation.find(f"{P}sldSz")
    width, height = (whole(size.get(key)) if size is not None else 0 for key in ("cx", "cy"))
    if not (_LEAST_SIDE <= width <= _MOST_SIDE and _LEAST_SIDE <= height <= _MOST_SIDE):
        raise Unusable("has no slide size")
    masters = package.related(package.main_part, "slideMaster")
    if not masters:
        raise Unusable("has no slide master")
    found = _Master(package, masters[0], width, height)
    layouts = tuple(found.layout(part) for part in package.related(masters[0], "slideLayout"))
    if not layouts:
        raise Unusable("has no slide layouts")
    slides = len(package.related(package.main_part, "slide"))
    left_out = [f"{slides} slides"] if slides else []
    left_out += [f"{len(masters) - 1} further slide masters"] if len(masters) > 1 else []
    body = next((s for s in found.slots if s.type == "body"), None)
    return Survey(width, height, found.palette, found.fonts["+mj-lt"], found.fonts["+mn-lt"], layouts, body,
                  len(masters), tuple(left_out))  # fmt: skip


class _Master:
    """A slide master, by which its layouts are read."""

    def __init__(self, package: Package, part: str, width: int, height: int) -> None:
        self.package, self.part, self.root = package, part, package.xml(part)
        self.width, self.height = width, height
        themes = package.related(part, "theme")
        if not themes:
            raise Unusable("has a slide master without a theme")
        self.theme = package.xml(themes[0])
        mapping = self.root.find(f"{P}clrMap")
        self.palette = palette(self.theme, mapping.attrib if mapping is not None else {})
        self.fonts = {f"+{s}-lt": _latin(self.theme, f) for s, f in (("mj", "majorFont"), ("mn", "minorFont"))}
        self.drawn = tuple(self._drawings(self.root, part, self.palette))
        self._of_type: dict[str, ET.Element] = {}
        for shape in self.root.iter(f"{P}sp"):
            if (place := _placeholder(shape)) is not None:
                self._of_type.setdefault(place[0] or "body", shape)
        self.slots = tuple(s for shape in self._of_type.values() if (s := self._slot(shape, self.palette)))
        self.ground = self._ground(self.root, part, self.palette) or Ground(self.palette.mapped("bg1"))

    def layout(self, part: str) -> TemplateLayout:
        """One of its layouts."""
        root = self.package.xml(part)
        data = root.find(f"{P}cSld")
        own = root.find(f"{P}clrMapOvr/{A}overrideClrMapping")
        colours = self.palette if own is None else palette(self.theme, own.attrib)
        slots = [s for shape in root.iter(f"{P}sp") if (s := self._slot(shape, colours)) is not None]
        above = self.drawn if root.get("showMasterSp", "1") not in ("0", "false") else ()
        ground = self._ground(root, part, colours) or (self.ground if own is None else Ground(colours.mapped("bg1")))
        mapping = "" if own is None else "".join(f' {k}="{v}"' for k, v in mapped(own.attrib).items())
        return TemplateLayout(
            part,
            (data.get("name") if data is not None else "") or "",
            root.get("type", ""),
            tuple(slots),
            ground,
            (*above, *self._drawings(root, part, colours)),
            mapping,
        )

    def _slot(self, shape: ET.Element, colours: Palette) -> Slot | None:
        """The placeholder that a shape of the master or of a layout is; None if it is none, or has no place."""
        place = _placeholder(shape)
        if place is None:
            return None
        type, idx = place
        kind = _OF_MASTER.get(type, "body")
        parent = self._of_type.get(kind)
        above = [shape, *([parent] if parent is not None and parent is not shape else [])]
        rect = next((r for s in above if (r := _rect(s.find(f"{P}spPr/{A}xfrm"))) is not None), None)
        if rect is None:
            return None
        levels = [e for s in above if (e := s.find(f"{P}txBody/{A}lstStyle/{A}lvl1pPr")) is not None]
        style = self.root.find(f"{P}txStyles/{P}{_STYLES.get(kind, 'bodyStyle')}/{A}lvl1pPr")
        levels += [style] if style is not None else []
        runs = [e for level in levels if (e := level.find(f"{A}defRPr")) is not None]
        bodies = [e for s in above if (e := s.find(f"{P}txBody/{A}bodyPr")) is not None]
        colour = next((c for r in runs if (c := colours.of(r.find(f"{A}solidFill")))), colours.mapped("tx1"))
        face = next((f.get("typeface", "") for r in runs if (f := r.find(f"{A}latin")) is not None), "")
        usual = "+mj-lt" if kind == "title" else "+mn-lt"
        # LibreOffice writes the sizes of a master only at its sample texts
        size = whole(_first([*runs, *(e for s in above for e in s.iter(f"{A}rPr"))], "sz"), 0, *_RANGE)
        points = (size or _SIZES.get(kind, 1800)) / 100
        return Slot(
            type,
            idx,
            rect,
            points,
            _first(levels, "algn") or "l",
            _first(bodies, "anchor") or "t",
            _insets(bodies),
            _first(runs, "b") in ("1", "true"),
            _first(runs, "i") in ("1", "true"),
            _first(runs, "cap") in ("all", "small"),
            colour,
            self.fonts.get(face or usual) or family(face) or self.fonts[usual],
            _pitch(levels, points),
            _first(bodies, "numCol") in ("", "1") and _first(bodies, "vert") in ("", "horz"),
        )

    def _ground(self, root: ET.Element, part: str, colours: Palette) -> Ground | None:
        """The background of a master or layout; None if it has none of its own."""
        held = root.find(f"{P}cSld/{P}bg")
        if held is None:
            return None
        own = held.find(f"{P}bgPr")
        found = colours.fill(own)
        reference = held.find(f"{P}bgRef")
        if own is None and reference is not None:
            rgb, index = colours.of(reference) or colours.mapped("bg1"), whole(reference.get("idx"))
            fills = self.theme.find(f".//{A}{'bgFillStyleLst' if index > 1000 else 'fillStyleLst'}")
            chosen = list(fills if fills is not None else ())[(index - 1) % 1000 : (index - 1) % 1000 + 1]
            holder = ET.Element("fill")
            holder.extend(chosen)
            found = colours.with_own(rgb).fill(holder) or Ground(rgb)
        if found is not None and found.picture:
            source = next((r.target for r in self.package.relations(part) if r.id == found.picture), "")
            found = found._replace(rgb=self._mean(source)[0] or found.rgb, picture=source)
        return found

    def _drawings(self, root: ET.Element, part: str, colours: Palette) -> Iterator[Drawn]:
        """What stands on all slides of a master or layout, groups taken apart."""
        tree = root.find(f"{P}cSld/{P}spTree")
        if tree is None:
            return
        targets = {r.id: r.target for r in self.package.relations(part)}
        for shape, rect in _shapes(tree, (0, 0, 1.0, 1.0)):
            properties = shape.find(f"{P}spPr")
            kind = shape.tag.removeprefix(P)
            about = shape.find(f".//{P}cNvPr")
            if about is not None and about.get("hidden") in ("1", "true"):
                continue
            fill, picture, alpha = self._fill(shape, rect, targets, colours)
            geometry = properties.find(f"{A}prstGeom") if properties is not None else None
            turned = properties.find(f"{A}xfrm") if properties is not None else None
            cut = any(e.attrib for tag in _CUT for e in shape.iter(f"{A}{tag}"))
            straight = turned is None or not (turned.get("rot") or turned.get("flipH") or turned.get("flipV"))
            is_plain = straight and geometry is not None and geometry.get("prst") == "rect" and not cut
            says = any(t.text for t in shape.iter(f"{A}t"))
            outlined = properties is not None and properties.find(f"{A}ln/{A}solidFill") is not None
            if kind == "sp" and not (fill or says or outlined):
                continue  # nothing of it is seen
            name = about.get("name", "") if about is not None else ""
            yield Drawn(rect, fill, picture, is_plain and not says, name, alpha)

    def _fill(
        self, shape: ET.Element, rect: Rect, targets: Mapping[str, str], colours: Palette
    ) -> tuple[str, str, float]:
        """Fill, part of the picture, and how much is hidden of what is under a shape, as `Drawn` has them."""
        is_picture = shape.tag == f"{P}pic"
        found = colours.fill(shape if is_picture else shape.find(f"{P}spPr"))
        if found is None:
            return "" if is_picture else self._styled(shape, colours), "", 1.0
        if not found.picture:
            return found.rgb, "", found.alpha
        picture = targets.get(found.picture, "")
        if is_picture and rect.w * rect.h < _LARGE * self.width * self.height:
            return "", picture, found.alpha  # nobody writes on it
        rgb, hidden = self._mean(picture)
        return rgb or ("" if is_picture else found.rgb), picture, found.alpha * hidden

    def _mean(self, picture: str) -> tuple[str, float]:
        """The mean colour of a picture and how much it hides; ("", 1.0) if it cannot be read."""
        return _mean_of(self.package.data(picture)) if picture in self.package else ("", 1.0)

    @staticmethod
    def _styled(shape: ET.Element, colours: Palette) -> str:
        """The fill that a shape has from its style, "" for none."""
        properties, style = shape.find(f"{P}spPr"), shape.find(f"{P}style/{A}fillRef")
        if style is None or style.get("idx", "0") == "0" or shape.tag != f"{P}sp":
            return ""
        return "" if properties is not None and properties.find(f"{A}noFill") is not None else colours.of(style)


def _shapes(tree: ET.Element, frame: tuple[float, float, float, float]) -> Iterator[tuple[ET.Element, Rect]]:
    """The shapes of a tree that are no placeholders, with their rectangles on the slide. `frame` is where the tree's
    own coordinates begin on the slide, and how large their unit is there."""
    x0, y0, wide, high = frame
    for shape in tree:
        kind = shape.tag.removeprefix(P)
        if kind == "grpSp":
            place = shape.find(f"{P}grpSpPr/{A}xfrm")
            outer = _rect(place)
            inner = _rect(place, "chOff", "chExt")
            if outer is None or inner is None:
                yield from _shapes(shape, frame)
                continue
            sx, sy = outer.w / max(1, inner.w) * wide, outer.h / max(1, inner.h) * high
            yield from _shapes(shape, (x0 + outer.x * wide - inner.x * sx, y0 + outer.y * high - inner.y * sy, sx, sy))
        elif kind in _DRAWN and _placeholder(shape) is None:
            at = f"{P}xfrm" if kind == "graphicFrame" else f"{P}spPr/{A}xfrm"
            if (r := _rect(shape.find(at))) is not None:
                yield shape, Rect(round(x0 + r.x * wide), round(y0 + r.y * high), round(r.w * wide), round(r.h * high))


def _placeholder(shape: ET.Element) -> tuple[str, int] | None:
    """Type and index of a placeholder; None for any other shape."""
    for holder in shape:
        found = holder.find(f"{P}nvPr/{P}ph")
        if found is not None:
            type = found.get("type", "")
            return "" if type == "obj" else type, whole(found.get("idx"), 0, 0)
    return None


def _rect(place: ET.Element | None, offset: str = "off", extent: str = "ext") -> Rect | None:
    if place is None:
        return None
    off, ext = place.find(f"{A}{offset}"), place.find(f"{A}{extent}")
    if off is None or ext is None:
        return None
    return Rect(*(whole(off.get(k)) for k in "xy"), *(whole(ext.get(k), 0, 0) for k in ("cx", "cy")))


def _insets(bodies: list[ET.Element]) -> tuple[int, int, int, int]:
    """Left, top, right and bottom margin of a text (EMU)."""
    left, top, right, bottom = (whole(_first(bodies, side), d, -_MOST_SIDE, _MOST_SIDE) for side, d in _INSET.items())
    return left, top, right, bottom


def _first(elements: list[ET.Element], key: str) -> str:
    """The attribute of the first element that has it."""
    return next((v for e in elements if (v := e.get(key)) is not None), "")


def _pitch(levels: list[ET.Element], size: float) -> float:
    """The line pitch as a multiple of the size; a font's own is taken to be 1.2."""
    for level in levels:
        spacing = level.find(f"{A}lnSpc")
        if spacing is None:
            continue
        part, fixed = spacing.find(f"{A}spcPct"), spacing.find(f"{A}spcPts")
        if part is not None:
            return min(1.6, max(1.0, 1.2 * share(part.get("val"), 1.0)))
        if fixed is not None:
            return min(1.6, max(1.0, whole(fixed.get("val")) / 100 / size))
    return 1.2


def _latin(theme: ET.Element, kind: str) -> str:
    found = theme.find(f".//{A}fontScheme/{A}{kind}/{A}latin")
    return family(found.get("typeface") if found is not None else "") or "Calibri"


def _mean_of(data: bytes) -> tuple[str, float]:
    """The mean colour of a picture as RGB hex, and its mean opacity; ("", 1.0) if it cannot be read."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as opened:
            if opened.width * opened.height > 50_000_000:
                return "", 1.0
            opened.draft("RGB", (_COARSE, _COARSE))
            pixels = opened.convert("RGBA").resize((_COARSE, _COARSE)).tobytes()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return "", 1.0
    opacity = pixels[3::4]
    total = sum(opacity)
    if not total:
        return "", 1.0
    mean = (sum(c * a for c, a in zip(pixels[n::4], opacity, strict=True)) / total for n in range(3))
    return "".join(f"{round(c):02X}" for c in mean), total / (255 * len(opacity))
