"""The picture back-end: paints a page's boxes.

In: scene boxes, the rectangle of the slide to show (EMU), a theme, the scene's media. Out: the bytes of a PNG or SVG
that looks like the slide, the same bytes for the same boxes. Charts and tables are not painted. matplotlib is
imported when the first picture is painted.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Literal

from podium.backends.drawing.outlines import moved, preset, rectangle
from podium.backends.drawing.strokes import DASHES, heads, within_heads
from podium.backends.pictures.paths import codes_of, even_odd, hatch_lines
from podium.backends.pictures.text import Setter
from podium.scene.boxes import Box, Fade, Fill, Freeform, Group, Hatch, Line, Media, Picture, Shape, Text
from podium.scene.units import EMU_PER_INCH, EMU_PER_PT, Rect
from podium.themes import Theme

Form = Literal["png", "svg"]
FORMS: tuple[Form, ...] = ("png", "svg")
DENSITY = 192  # pixels per inch of a PNG: twice those of a screen
_SETTINGS: Any = {"svg.hashsalt": "podium", "svg.fonttype": "path", "svg.image_inline": True,
             "lines.scale_dashes": True, "image.composite_image": False, "path.simplify": False, "path.sketch": None}


def paint(boxes: Sequence[Box], rect: Rect, theme: Theme, media: Mapping[str, Media], form: Form = "png", *,
          pixels: int = 0, ground: str = "ground", title: str = "") -> bytes:
    """The boxes within `rect` as a picture, on a colour role (`ground` "" for none).

    `pixels` is the width of a PNG (default: 192 to the inch of the slide); an SVG has the slide's own size.
    """
    import matplotlib
    from matplotlib.figure import Figure

    dpi = (pixels or round(rect.w / EMU_PER_INCH * DENSITY)) / (rect.w / EMU_PER_INCH)
    slack = 1e-6 if form == "png" else 0.0  # inches, so that rounding never costs a row of pixels
    with matplotlib.rc_context(_SETTINGS):
        figure = Figure(figsize=(rect.w / EMU_PER_INCH + slack, rect.h / EMU_PER_INCH + slack), dpi=dpi)
        _Painter(figure, rect, theme, media, form).page(boxes, ground)
        file = io.BytesIO()
        metadata: dict[str, Any] = {"Date": None} if form == "svg" else {"Software": None}
        if title:  # a separate file: marked so that podium recognises its own pictures
            metadata |= {"Title": title, "Creator" if form == "svg" else "Software": "podium"}
        figure.savefig(file, format=form, dpi=dpi, metadata=metadata, transparent=not ground)
    return file.getvalue()


class _Painter:
    """Paints boxes on a figure whose axes count the slide's points, y down."""

    def __init__(self, figure: Any, rect: Rect, theme: Theme, media: Mapping[str, Media], form: Form) -> None:
        self.rect, self.theme, self.media, self.form = rect, theme, media, form
        self.axes = figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.axes.set_autoscale_on(False)
        self.axes.set_xlim(rect.x / EMU_PER_PT, rect.right / EMU_PER_PT)
        self.axes.set_ylim(rect.bottom / EMU_PER_PT, rect.y / EMU_PER_PT)
        self.setter = Setter(theme)
        self._depth = 0  # of the next artist: later ones are on top
        self._ids: dict[str, int] = {}
        self._painters: dict[type[Box], Callable[..., None]] = {
            Text: self._text, Shape: self._shape, Freeform: self._freeform, Picture: self._picture, Group: self._group}

    def page(self, boxes: Sequence[Box], ground: str) -> None:
        if ground:
            self.axes.figure.set_facecolor(self.colour(ground))
        for box in boxes:
            self.box(box)

    def box(self, box: Box) -> None:
        painter = self._painters.get(type(box))
        if painter is not None and self._is_seen(box.rect):
            painter(box)

    def _is_seen(self, rect: Rect) -> bool:
        r = self.rect
        return rect.x <= r.right and rect.right >= r.x and rect.y <= r.bottom and rect.bottom >= r.y

    def colour(self, role: str) -> str:
        return f"#{self.theme.rgb(role)}"

    # ------------------------------------------------------------------------------------------ boxes

    def _group(self, box: Group) -> None:
        for part in box.boxes:
            self.box(part)

    def _shape(self, box: Shape) -> None:
        self._outline(box.name, preset(box), box.fill, box.line, box.alpha, closed=box.geometry != "line")

    def _freeform(self, box: Freeform) -> None:
        paths = [moved(path, box.rect) for path in box.paths]
        if box.fill is not None and len(paths) > 1:
            paths = even_odd(paths)
        closed = all(path[-1][0] == "Z" for path in paths)
        self._outline(box.name, paths, box.fill, box.line, box.alpha, closed=closed)

    def _picture(self, box: Picture) -> None:
        from PIL import Image

        with Image.open(io.BytesIO(self.media[box.media].data)) as found:
            image = found.convert("RGBA" if found.mode in ("RGBA", "LA", "P") else "RGB")
            if any(box.crop):
                image = image.crop(_shown(image.size, box.crop))
        r = box.rect
        x, y, right, bottom = (v / EMU_PER_PT for v in (r.x, r.y, r.right, r.bottom))
        how = "none" if self.form == "svg" else "antialiased"  # an SVG contains the pixels unchanged
        drawn = self.axes.imshow(image, extent=(x, right, bottom, y), aspect="auto", interpolation=how)
        self._on_top(drawn, box.name)
        if box.line is not None:
            self._outline(f"{box.name}: frame", [rectangle(r)], None, box.line, 1.0, closed=True)

    def _text(self, box: Text) -> None:
        if box.fill is not None or box.line is not None:
            self._outline(f"{box.name}: ground", [rectangle(box.rect)], box.fill, box.line, 1.0, closed=True)
        from matplotlib.patches import PathPatch

        for role, path in self.setter.paths(box):
            self._add(PathPatch(path, facecolor=self.colour(role), edgecolor="none", linewidth=0), box.name)

    # ---------------------------------------------------------------------------------------- artists

    def _outline(self, name: str, paths: list[Any], fill: Fill | Fade, line: Line | None, alpha: float, *,
                 closed: bool) -> None:
        from matplotlib.patches import PathPatch

        path = codes_of(paths)
        if isinstance(fill, Fade):
            self._fade(fill, path, name)
            fill = None
        ground = fill.ground if isinstance(fill, Hatch) else fill
        if ground is not None:
            opacity = 1.0 if isinstance(fill, Hatch) else alpha
            colour = self.colour(ground)
            self._add(PathPatch(path, facecolor=colour, edgecolor="none", linewidth=0, alpha=opacity), name)
        if isinstance(fill, Hatch):
            self._hatch(fill, path, name)
        if line is not None and line.width > 0:
            colour, dashes = self.colour(line.colour), (0, DASHES[line.dash]) if DASHES[line.dash] else "-"
            headed = not closed and (line.head or line.tail)
            path = codes_of([within_heads(p, line) for p in paths]) if headed else path
            self._add(PathPatch(path, facecolor="none", edgecolor=colour, linewidth=line.width, alpha=alpha,
                                linestyle=dashes, joinstyle="round", capstyle="round" if line.round else "butt"), name)
            if headed:
                self._heads(paths, line, alpha, name)

    def _fade(self, fill: Fade, path: Any, name: str) -> None:
        from matplotlib.colors import to_rgb

        colour, box = to_rgb(self.colour(fill.colour)), path.get_extents()
        steps = [(*colour, _opacity_at((n + 0.5) / 256, fill.stops)) for n in range(256)]
        extent = (box.x0, box.x1, box.y1, box.y0)
        drawn = self.axes.imshow([[s] for s in steps] if fill.down else [steps], extent=extent, aspect="auto")
        self._on_top(drawn, name)

    def _hatch(self, fill: Hatch, path: Any, name: str) -> None:
        from matplotlib.patches import PathPatch

        lines, width = hatch_lines(fill.pattern, path.get_extents())
        colour = self.colour(fill.colour)
        stripes = PathPatch(lines, facecolor="none", edgecolor=colour, linewidth=width, capstyle="butt")
        self._add(stripes, f"{name}: hatch")
        stripes.set_clip_path(path, self.axes.transData)

    def _heads(self, paths: list[Any], line: Line, alpha: float, name: str) -> None:
        """Arrow heads at the ends of open lines, with their tips where the lines end."""
        from matplotlib.patches import Polygon

        for corners in (corners for path in paths for corners in heads(path, line)):
            points, colour = [(z.real, z.imag) for z in corners], self.colour(line.colour)
            self._add(Polygon(points, closed=True, facecolor=colour, edgecolor="none", alpha=alpha), name)

    def _add(self, artist: Any, name: str) -> None:
        self.axes.add_artist(artist)  # not add_patch, which measures every path
        self._on_top(artist, name)

    def _on_top(self, artist: Any, name: str) -> None:
        """Puts an artist above all others; in an SVG, its element has the box's name."""
        self._depth += 1
        artist.set_zorder(self._depth)
        id = re.sub(r"[^\w.:-]+", "-", name).strip("-") or "box"
        count = self._ids[id] = self._ids.get(id, 0) + 1
        artist.set_gid(id if count == 1 else f"{id}_{count}")


def _opacity_at(position: float, stops: tuple[tuple[float, float], ...]) -> float:
    """The opacity of a gradient at a position from 0 to 1."""
    for (a, first), (b, second) in pairwise(stops):
        if position <= b:
            return first + (second - first) * max(0.0, position - a) / max(1e-9, b - a)
    return stops[-1][1]


def _shown(size: tuple[int, int], crop: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
    """The pixels that a crop leaves: left, top, right, bottom."""
    (width, height), (left, top, right, bottom) = size, crop
    x, y = min(width - 1, round(width * left)), min(height - 1, round(height * top))
    return x, y, max(x + 1, round(width * (1 - right))), max(y + 1, round(height * (1 - bottom)))
