"""One page as SVG.

In: a page and its scene. Out: its `<svg>` element, in points, and the letters that each face needs. Boxes are groups
with their name, the click with which they appear (`data-step`) and their place in the outline (`data-place`), in the
order of the page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from html import escape
from math import degrees, fsum
from typing import Any

from podium.backends.drawing.outlines import moved, preset, rectangle
from podium.backends.drawing.plain import plain
from podium.backends.drawing.strokes import DASHES, heads, stripes, within_heads
from podium.backends.drawing.words import PlacedLine, face_of, placed_lines, rise
from podium.backends.svg.fonts import families, in_fonts, others
from podium.backends.svg.links import anchor
from podium.scene.boxes import (
    Box,
    Fade,
    Fill,
    Flight,
    Freeform,
    Group,
    Hatch,
    Line,
    Page,
    Picture,
    Run,
    Scene,
    Shape,
    Text,
)
from podium.scene.masters import fixed_boxes, layouts_of
from podium.scene.units import EMU_PER_PT, Rect
from podium.typesetting import measure
from podium.typesetting.fonts import Face

_ANCHORS = {"left": "start", "centre": "middle", "right": "end"}
_LONG = 60  # commands
Href = Callable[[str], str]
"""What an image refers to, by the key of its picture in the scene's media."""


class PageWriter:
    """Writes pages of one scene; `letters` collects what its faces need, `href` names the files of pictures, `shown` how
    wide each is at most, uncropped, as a share of the page.

    With `by_number`, `data-place` is a number in `places`, the places of the page that was written last, so that the
    text of a page does not depend on where the outline has its lines; each paragraph has its own.
    """

    def __init__(
        self, scene: Scene, href: Href, link: Callable[[str], str] = lambda target: target, by_number: bool = False
    ) -> None:
        self.scene, self.theme, self.href, self.link, self.by_number = scene, scene.theme, href, link, by_number
        self.places: list[tuple[int, int]] = []
        self.letters: defaultdict[Face, set[str]] = defaultdict(set)
        self.layouts = layouts_of(scene)
        self.shown: defaultdict[str, float] = defaultdict(float)
        self._defs: dict[object, str] = {}
        self._flies = False

    def svg(self, page: Page, number: int, style: str = "", flies: bool = False) -> str:
        """The page as an `<svg>` element; `style` is the content of a style sheet for it alone. `flies`: its
        maps are elements that can be moved, since the page morphs into the next, or the one before into it."""
        self._defs, self._prefix, self.places, self._flies = {}, f"_p{number}", [], flies
        w, h = _n(self.scene.grid.width), _n(self.scene.grid.height)
        layout = self.layouts[page.layout]
        ground = self._colour(page.ground or layout.ground or "ground")
        boxes = [*fixed_boxes(self.scene.logo, layout, self.scene.grid), *plain(page.boxes, self.theme)]
        body = self._with_maps(boxes, page.flights) if flies else "".join([self._box(box) for box in boxes])
        sheet = f"<style>{style}</style>" if style else ""
        defs = f"<defs>{''.join(self._defs.values())}</defs>" if self._defs else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}pt" height="{h}pt" role="img" aria-label="{escape(page.title)}">'
            f'{sheet}{defs}<rect width="{w}" height="{h}" fill="{ground}"/>{body}</svg>'
        )

    def _with_maps(self, boxes: Sequence[Box], flights: Sequence[Flight]) -> str:
        """The boxes, each map as one element within its edges: its ground, then what stands on it. It bears the matrix
        that puts it on the map before."""
        ways = {flight.name: " ".join(f"{v:.7g}" for v in flight.matrix) for flight in flights}
        out, ends = "", list[str]()
        for box in boxes:
            while ends and (_is_map(box) or box.on_map != ("ground" if len(ends) == 2 else "place")):
                out += ends.pop()
            if _is_map(box):
                x, y, w, h = map(_n, box.rect)
                way = f' data-way="{ways[box.name]}"' if box.name in ways else ""
                frame = f'x="{x}" y="{y}" width="{w}" height="{h}" viewBox="{x} {y} {w} {h}"'
                out += f'<svg class="map" {frame} data-name="{escape(box.name)}"{way}><g>'
                ends = ["</svg>", "</g>"]
            out += self._box(box)
        return out + "".join(reversed(ends))

    # ------------------------------------------------------------------------------------------ boxes

    def _box(self, box: Box) -> str:
        """A box as a group."""
        if isinstance(box, Text):
            inside = self._text(box)
        elif isinstance(box, Shape):
            closed = box.geometry != "line"
            inside = self._outline(preset(box), box.fill, box.line, box.alpha, closed)
        elif isinstance(box, Freeform):
            inside = self._freeform(box)
        elif isinstance(box, Picture):
            inside = self._picture(box)
        elif isinstance(box, Group):
            inside = "".join([self._box(b) for b in box.boxes])
        else:
            raise TypeError(f"no painter draws {type(box).__name__}")
        if box.link and (target := self.link(box.link)):
            inside = anchor(target, inside)
        about = f' data-name="{escape(box.name)}"'
        about += f' data-step="{box.step}" data-effect="{box.effect}"' if box.step else ""
        about += f' data-until="{box.until}"' if box.until else ""
        about += self._place(box.place)
        about += f' role="img" aria-label="{escape(box.alt)}"' if box.alt else ""
        return f"<g{about}>{inside}</g>"

    def _place(self, place: tuple[int, int] | None) -> str:
        """The attribute with the place of a box or a paragraph."""
        if not place:
            return ""
        if not self.by_number:
            return f' data-place="{place[0]}:{place[1]}"'
        if place not in self.places:
            self.places.append(place)
        return f' data-place="{self.places.index(place)}"'

    def _freeform(self, box: Freeform) -> str:
        closed = all(p[-1][0] == "Z" for p in box.paths)
        if sum(map(len, box.paths)) < _LONG or (box.line and not closed and (box.line.head or box.line.tail)):
            return self._outline([moved(path, box.rect) for path in box.paths], box.fill, box.line, box.alpha, closed)
        return self._path(_long_data(box.paths, box.rect.x, box.rect.y), box.fill, box.line, box.alpha)

    def _picture(self, box: Picture) -> str:
        """The picture, cropped by a frame of its own."""
        x, y, w, h = (v / EMU_PER_PT for v in box.rect)
        left, top, right, bottom = box.crop
        wide, high = w / max(1e-6, 1 - left - right), h / max(1e-6, 1 - top - bottom)
        key = box.svg or box.media
        self.shown[key] = max(self.shown[key], wide * EMU_PER_PT / self.scene.grid.width)
        image = (
            f'<image href="{escape(self.href(key))}" x="{_f(-left * wide)}" y="{_f(-top * high)}" width="{_f(wide)}"'
            f' height="{_f(high)}" preserveAspectRatio="none"/>'
        )
        frame = f'<svg x="{_f(x)}" y="{_f(y)}" width="{_f(w)}" height="{_f(h)}">{image}</svg>'
        line = self._outline([rectangle(box.rect)], None, box.line, 1.0, True) if box.line else ""
        return frame + line

    def alone(self, box: Picture) -> str:
        """The picture without the page: an `<svg>` element as wide as on the page, but not higher than a window."""
        w, h = box.rect.w, box.rect.h
        inside = self._picture(replace(box, rect=Rect(0, 0, w, h), line=None))
        return f'<svg viewBox="0 0 {_n(w)} {_n(h)}" style="width:min({_n(w)}pt,{_f(28 * w / h)}rem)" aria-hidden="true">{inside}</svg>'

    # ------------------------------------------------------------------------------------------ texts

    def _text(self, box: Text) -> str:
        """The ground of a text, then its lines; paragraphs that appear one by one are groups."""
        out = ""
        if box.fill is not None or box.line is not None:
            out = self._outline([rectangle(box.rect)], box.fill, box.line, 1.0, True)
        parts: dict[int, str] = {}
        for line in placed_lines(box, self.theme):
            parts[line.paragraph] = parts.get(line.paragraph, "") + self._placed(line)
        for n, part in sorted(parts.items()):
            step = box.steps[n] if box.steps else 0
            about = f' data-step="{step}"' if step else ""
            about += f' data-pale="{self._colour(box.pale)}"' if step and box.pale else ""
            if self.by_number and (place := box.paragraphs[n].place) and place != box.place:
                about += self._place(place)
            out += f"<g{about}>{part}</g>" if about else part
        return out

    def _placed(self, line: PlacedLine) -> str:
        """A line of text as one `<text>` element, so that it is selected and read as one."""
        x = line.left + {"left": 0.0, "centre": line.width / 2, "right": line.width}[line.align]
        marks = self._marks(line) if any(run.marked for run in line.runs) else ""
        place, baseline = f'x="{_f(x)}" y="{_f(line.baseline)}"', line.baseline
        if self._flies:  # a layer of Chromium's that is animated reaches from a text to the origin of its coordinates
            place, baseline = f'transform="translate({_f(x)} {_f(baseline)})"', 0.0
        spans = "".join([self._span(run, baseline) for run in line.runs])
        anchor = "" if line.align == "left" else f' text-anchor="{_ANCHORS[line.align]}"'
        return f'{marks}<text {place}{anchor} xml:space="preserve">{spans}</text>'

    def _span(self, run: Run, baseline: float) -> str:
        face = face_of(run, self.theme)
        self.letters[face].update(run.text)
        look = f' class="{"m" if run.major else "n"}{" b" if run.bold else ""}{" i" if run.italic else ""}"'
        look += f' font-size="{_f(run.size)}" fill="{self._colour(run.colour)}"'
        look += f' letter-spacing="{_f(run.tracking)}"' if run.tracking else ""
        look += f' y="{_f(baseline - rise(run))}"' if run.form else ""
        look += f' lang="{escape(run.lang)}"' if run.lang else ""
        span = f"<tspan{look}>{in_fonts(visible(run.text), face)}</tspan>"
        if run.link and (target := self.link(run.link)):
            return anchor(target, span)
        return span

    def _marks(self, line: PlacedLine) -> str:
        """The grounds of highlighted words."""
        widths = [
            measure.natural_width([measure.Span(r.text + "|", face_of(r, self.theme), r.size, r.tracking)])
            - measure.natural_width([measure.Span("|", face_of(r, self.theme), r.size, r.tracking)])
            for r in line.runs
        ]
        free = line.width - fsum(widths)
        x = line.left + {"left": 0.0, "centre": free / 2, "right": free}[line.align]
        out = ""
        for run, width in zip(line.runs, widths, strict=True):
            if run.marked:
                top, high = line.baseline - 0.95 * run.size, 1.2 * run.size
                out += (
                    f'<rect x="{_f(x)}" y="{_f(top)}" width="{_f(width)}" height="{_f(high)}"'
                    f' fill="{self._colour(run.marked)}"/>'
                )
            x += width
        return out

    # ----------------------------------------------------------------------------------------- shapes

    def _outline(
        self, paths: Sequence[Any], fill: Fill | Fade, line: Line | None, alpha: float, closed: bool
    ) -> str:
        if line is None or closed or not (line.head or line.tail):
            return self._path("".join([_data(path) for path in paths]), fill, line, alpha)
        out = self._path("".join([_data(within_heads(path, line)) for path in paths]), fill, line, alpha)
        opacity = f' opacity="{alpha:.3g}"' if alpha < 1 else ""
        return out + "".join([self._heads(path, line, opacity) for path in paths])

    def _path(self, data: str, fill: Fill | Fade, line: Line | None, alpha: float) -> str:
        opacity = f' opacity="{alpha:.3g}"' if alpha < 1 else ""
        look = f' fill="{self._paint(fill)}" fill-rule="evenodd"' if fill is not None else ' fill="none"'
        if line is not None and line.width > 0:
            look += f' stroke="{self._colour(line.colour)}" stroke-width="{_f(line.width)}" stroke-linejoin="round"'
            if line.round:
                look += ' stroke-linecap="round"'
            if dashes := DASHES[line.dash]:
                look += f' stroke-dasharray="{" ".join(_f(d * line.width) for d in dashes)}"'
        return f'<path d="{data}"{look}{opacity}/>'

    def _heads(self, path: Any, line: Line, opacity: str) -> str:
        """Arrow heads with their tips at the ends of an open line."""
        out = ""
        for corners in heads(path, line):
            dots = " ".join(f"{_f(z.real)},{_f(z.imag)}" for z in corners)
            out += f'<polygon points="{dots}" fill="{self._colour(line.colour)}"{opacity}/>'
        return out

    def _paint(self, fill: str | Hatch | Fade) -> str:
        """A colour, or the reference to a pattern or gradient."""
        if isinstance(fill, str):
            return self._colour(fill)
        id = f"{self._prefix}-{len(self._defs)}"
        if fill not in self._defs:
            self._defs[fill] = self._hatch(fill, id) if isinstance(fill, Hatch) else self._fade(fill, id)
        found = re.search(r'id="([^"]+)"', self._defs[fill])
        assert found is not None
        return f"url(#{found[1]})"

    def _hatch(self, fill: Hatch, id: str) -> str:
        """Stripes that continue from shape to shape."""
        turn, step, wide = stripes(fill.pattern)
        return (
            f'<pattern id="{id}" width="{_f(step)}" height="{_f(step)}" patternUnits="userSpaceOnUse" patternTransform="rotate({round(degrees(turn))})">'
            f'<rect width="{_f(step)}" height="{_f(step)}" fill="{self._colour(fill.ground)}"/>'
            f'<rect width="{_f(wide)}" height="{_f(step)}" fill="{self._colour(fill.colour)}"/></pattern>'
        )

    def _fade(self, fill: Fade, id: str) -> str:
        colour = self._colour(fill.colour)
        stops = "".join(
            f'<stop offset="{at:.4g}" stop-color="{colour}" stop-opacity="{part:.4g}"/>' for at, part in fill.stops
        )
        end = 'x2="0" y2="1"' if fill.down else 'x2="1" y2="0"'
        return f'<linearGradient id="{id}" x1="0" y1="0" {end}>{stops}</linearGradient>'

    def _colour(self, role: str) -> str:
        return f"#{self.theme.rgb(role)}"


def style_of(scene: Scene) -> str:
    """The style sheet that all pages share, without fonts."""
    theme = scene.theme
    return (
        f"text{{white-space:pre;font-kerning:normal;font-variant-ligatures:none}}.m{{font-family:{families(theme.major)}}}"
        f".n{{font-family:{families(theme.minor)}}}"
        f".m .x{{font-family:{others(theme.major)}}}.n .x{{font-family:{others(theme.minor)}}}"
        ".b{font-weight:bold}.i{font-style:italic}"
    )


def _is_map(box: Box) -> bool:
    """Whether the ground of a map begins with the box."""
    return isinstance(box, Shape) and box.earth is not None


def _data(path: Any) -> str:
    """The commands of a path in points: to a hundredth, or where it is long, to a tenth and each from the one before."""
    if len(path) < _LONG:
        return "".join([c[0] + " ".join([_n(v) for v in c[1:]]) for c in path])
    out, x, y = [], 0, 0
    for c in path:
        at = [round(v * 10 / EMU_PER_PT) for v in c[1:]]
        if c[0] == "M":
            out.append(f"M{_tenths(at[0])} {_tenths(at[1])}")
        elif at:
            steps = [v - (x, y)[n % 2] for n, v in enumerate(at)]
            if c[0] == "L" and not any(steps):
                continue
            numbers = "".join([f"{'' if n == 0 or v < 0 else ' '}{_tenths(v)}" for n, v in enumerate(steps)])
            out.append(("l" if c[0] == "L" else "c") + numbers)
        else:
            out.append("z")
        if at:
            x, y = at[-2:]
    return "".join(out)


@lru_cache(maxsize=1024)
def _long_data(paths: tuple[Any, ...], x: int, y: int) -> str:
    """The commands of a freeform; coastlines stay the same from one version of a deck to the next."""
    return "".join([_data(moved(path, Rect(x, y, 0, 0))) for path in paths])


def _tenths(value: int) -> str:
    """A number of tenths, without a zero before the point."""
    whole, part = divmod(abs(value), 10)
    text = f"{whole or ''}.{part}" if part else str(whole)
    return f"-{text}" if value < 0 else text


def _n(emu: float) -> str:
    """A length in EMU as points, to a hundredth."""
    return _f(emu / EMU_PER_PT)


def _f(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def visible(text: str) -> str:
    """The text without characters that XML does not allow; a forced break within a line is a space."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", " ", text)
