"""A picture as the ground of a page: from edge to edge, under a scrim on which words can be read.

In: a model with `file`, `alt`, `focus`; the rectangle to be filled; the rectangles of words. Out: the picture, cropped
only by PowerPoint, and native shapes over it whose opacity follows from the pixels under the words: every one has a
contrast of `CONTRAST` with them, or more. A missing picture becomes a drawn plate that needs no scrim.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from math import fsum
from typing import Any, Literal, NamedTuple

from podium.layout.pictures.crop import WHOLE, Crop, crop
from podium.layout.pictures.library import Found
from podium.layout.plate import contour_boxes, neutral, waiting
from podium.layout.stage import Stage
from podium.outline import inline
from podium.outline.focus import CENTRE, Focus
from podium.outline.models import Model
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Fade, Group, Line, Picture, Shape, Text
from podium.scene.grid import FOOTER_Y
from podium.scene.units import Rect, inches, points
from podium.themes import contrast, luminance
from podium.typesetting.text import draft

CONTRAST = 5.0  # 4.5 (WCAG 2.2, 1.4.3), and something for the resampling of projectors
_OF_LARGE, _LARGE = 3.4, 48.0  # of titles of so many points and more: 3 for large letters, and the same margin
_OF_SCRIM = 0.97  # of the contrast that the scrim alone gives, at most
_SHARP = 0.6  # of the pixels that a sharp picture has, at least
_FADING, _DARKEST = 0.55, 0.7  # of a gradient: the part that changes; its opacity at an edge
_LEAST = 0.35  # opacity of a gradient under words, so that pages look alike
TINT = 0.8  # least opacity of a scrim in a colour of the theme, so that the colour is seen
Edge = Literal["top", "bottom", "left", "right"]
_FIRST = 1.5
_ONE_SIDED = 0.8  # of the width: words that reach no further leave the picture to be seen beside them
CREDIT = scale.CREDIT.but(colour="on")


class Backdrop(NamedTuple):
    """The ground in `rect`: its boxes, and the pixels to be measured (None for a plate)."""

    boxes: list[Box]
    rect: Rect
    image: Any = None
    cut: Crop = WHOLE

    def part(self, rect: Rect) -> tuple[float, float, float, float]:
        """What of the whole picture is in a rectangle of the slide."""
        left, top, right, bottom = self.cut
        across, down = (1 - left - right) / self.rect.w, (1 - top - bottom) / self.rect.h
        r = self.rect
        return (
            max(0.0, left + (rect.x - r.x) * across),
            max(0.0, top + (rect.y - r.y) * down),
            min(1.0, left + (rect.right - r.x) * across),
            min(1.0, top + (rect.bottom - r.y) * down),
        )


def backdrop(
    model: Any, rect: Rect, stage: Stage, *, subject: str = "", alt: str = "", colour: str = "", under: str = "scrim"
) -> Backdrop:
    """The picture of `model` over `rect`, or a plate in the role `colour` (by default one that no side has).

    `under`: the role of the page's ground, which is seen through a transparent picture.
    """
    found = stage.pictures.find(model.file, model)
    name = subject or stage.words.picture
    if found is None:
        return Backdrop(_plate(model, rect, name, alt, colour, stage), rect)
    focus: Focus = model.focus or CENTRE
    cut = crop(found.aspect, rect, focus)
    stage.pictures.warn_if_coarse(found, rect, model.file, model, 1 - cut[0] - cut[2])
    box = Picture(name=name, rect=rect, alt=alt or stage.words.picture_alt, media=found.key, crop=cut, bleed=True)
    stage.locate([box], model)
    return Backdrop([box], rect, stage.pictures.pixels(found, stage.theme.rgb(under)), cut)


def there(picture: Any, stage: Stage) -> bool:
    """Whether the picture under a page (None for none) can be shown; if not, with a finding, and the page is as without
    it."""
    if picture is None or stage.pictures.has(picture.file):
        return picture is not None
    stage.pictures.find(picture.file, picture, meanwhile="the slide is as without it")
    return False


def is_sharp(found: Found, rect: Rect) -> bool:
    """Whether a picture that nobody asked to be so large has enough pixels to fill the rectangle."""
    shown = min(1.0, rect.w / rect.h / found.aspect)  # of its width
    return found.sharp(rect, shown) >= _SHARP


def _plate(model: Any, rect: Rect, name: str, alt: str, colour: str, stage: Stage) -> list[Box]:
    """A ground with contour lines."""
    fill = colour or f"{neutral(stage)}.plate"
    boxes: list[Box] = [Shape(name=f"{name} ground", rect=rect, fill=fill, alt=waiting(alt, model.file), bleed=True)]
    lines = contour_boxes(rect, model.file or name, name, alpha=0.14)
    return [*boxes, *(replace(line, bleed=True) for line in lines)]


def _opacity(ground: Backdrop, rect: Rect, letters: Iterable[Text], scrim: str, stage: Stage) -> float:
    """The least opacity of a scrim over `rect` on which these letters, or small ones in `on`, can be read."""
    from podium.layout.pictures.pixels import opacity

    rgb = stage.theme.rgb
    runs = [run for t in letters for p in t.paragraphs for run in p.runs if run.text.strip()]
    words = min((rgb(role) for role in {run.colour for run in runs} or {"on"}), key=luminance)
    least = _OF_LARGE if min((run.size for run in runs), default=0) >= _LARGE else CONTRAST
    wanted = min(least, contrast(words, rgb(scrim)) * _OF_SCRIM)
    return opacity(ground.image, ground.part(rect), rgb(scrim), (luminance(words) + 0.05) / wanted - 0.05)


def _veil(ground: Backdrop, letters: Sequence[Text], stage: Stage, scrim: str, least: float) -> list[Box]:
    """An even scrim over the whole picture, of at least the opacity `least`, on which all the letters can be read."""
    if ground.image is None:
        return []
    alpha = max([least, *(_opacity(ground, inked(text), [text], scrim, stage) for text in letters)])
    return [Shape(name="Scrim", rect=ground.rect, fill=scrim, alpha=alpha, bleed=True)]


def shade(
    ground: Backdrop,
    words: Rect,
    edge: Edge,
    stage: Stage,
    *,
    scrim: str = "scrim",
    name: str = "Scrim",
    letters: Sequence[Text] = (),
    foot: float = 0.0,
    least: float = 0.0,
) -> list[Box]:
    """A gradient over the words and on into the picture, on which the words can be read: even under them, and
    fading beyond. `letters` are the texts themselves, if they do not fill `words` or are not in `on`; then a second
    gradient with the opacity `foot` from the lower edge can help. `least`: the opacity under the words, at least."""
    if ground.image is None:
        return []
    deep = _depth(words, edge, ground)
    needs = []
    for rect, texts in [(inked(t), [t]) for t in letters] or [(_strip(ground.rect, edge, deep), [])]:
        alpha = _opacity(ground, rect, texts, scrim, stage)
        helped = foot * min(1.0, (1 - _depth(rect, "bottom", ground) / ground.rect.h) / _FADING)
        needs.append((1 - (1 - max(_LEAST, least, alpha)) / (1 - helped), _depth(rect, edge, ground)))
    size = ground.rect.h if edge in ("top", "bottom") else ground.rect.w
    length = min(size, round(deep / (1 - _FADING)))
    stops = _stops([(alpha, depth / length) for alpha, depth in needs])
    made = [_gradient(name, _strip(ground.rect, edge, length), edge, scrim, stops)]
    if foot:
        even = [(0.0, 0.0), (_FADING, foot), (1.0, foot)]
        made.append(_gradient("Foot scrim", ground.rect, "bottom", scrim, even))
    return made


def _gradient(name: str, rect: Rect, edge: Edge, scrim: str, stops: list[tuple[float, float]]) -> Box:
    """The shape; the last of the `stops` is at the edge."""
    if edge in ("top", "left"):
        stops = [(1 - at, part) for at, part in reversed(stops)]
    return Shape(name=name, rect=rect, fill=Fade(scrim, tuple(stops), edge in ("top", "bottom")), bleed=True)


def _depth(rect: Rect, edge: Edge, ground: Backdrop) -> int:
    """How far from an edge of the picture a rectangle reaches, EMU."""
    r = ground.rect
    depths = {"top": rect.bottom - r.y, "bottom": r.bottom - rect.y, "left": rect.right - r.x}
    return min(r.h if edge in ("top", "bottom") else r.w, max(1, depths.get(edge, r.right - rect.x)))


def lightest(
    ground: Backdrop, places: dict[Edge, Rect], letters: Sequence[Text], stage: Stage, name: str = "Scrim"
) -> list[Box]:
    """The gradient from one of these edges that hides least of the picture; that from the first edge, which leaves the
    picture to be seen beside the words, unless it hides much more."""
    made = [shade(ground, words, edge, stage, letters=letters, name=name) for edge, words in places.items()]
    hidden = [_hidden(boxes, ground.rect) / (_FIRST if n == 0 else 1.0) for n, boxes in enumerate(made)]
    return made[hidden.index(min(hidden))]


def _hidden(boxes: Sequence[Box], whole: Rect) -> float:
    """How much of the picture a gradient hides, 0 to 1."""
    hidden = 0.0
    for box in boxes:
        if isinstance(box, Shape) and isinstance(box.fill, Fade):
            stops = box.fill.stops
            mean = fsum((b - a) * (p + q) / 2 for (a, p), (b, q) in pairwise(stops))
            hidden += mean * box.rect.w * box.rect.h / (whole.w * whole.h)
    return hidden


def _stops(needs: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The stops of a gradient with these opacities over shares of its length, counted from its dark end.

    LibreOffice before 7.6 draws three stops only if the part that changes is the larger one. Where words reach into it,
    the dark end is darker, or the light end not clear.
    """
    reached = [(alpha, min(1.0, (1 - share) / _FADING)) for alpha, share in needs]
    dark = max(alpha / max(part, 0.01) for alpha, part in reached)
    light = 0.0
    if dark > _DARKEST:
        dark = max(_DARKEST, *(alpha for alpha, _ in reached))
        light = max([0.0, *((alpha - dark * part) / (1 - part) for alpha, part in reached if part < 1)])
    return [(0.0, light), (_FADING, dark), (1.0, dark)]


def inked(text: Text) -> Rect:
    """Where the letters of a text can be."""
    return text.rect._replace(w=text.rect.w - text.inset[2])


def _strip(rect: Rect, edge: Edge, depth: int) -> Rect:
    """The part of a rectangle along an edge, `depth` EMU deep."""
    return {
        "top": rect._replace(h=depth),
        "bottom": rect._replace(y=rect.bottom - depth, h=depth),
        "left": rect._replace(w=depth),
        "right": rect._replace(x=rect.right - depth, w=depth),
    }[edge]


def calmest(ground: Backdrop, places: dict[Edge, Rect], focus: Focus | None) -> Edge:
    """The place with the least restless pixels under the words; the first unless another is plainly calmer."""
    first = next(iter(places))
    if ground.image is None:
        return first
    from podium.layout.pictures.pixels import restlessness

    def cost(edge: Edge) -> float:
        part = ground.part(places[edge])
        hidden = focus is not None and part[0] < focus[0] < part[2] and part[1] < focus[1] < part[3]
        own = restlessness(ground.image, part) + (1000 if hidden else 0)
        return own if edge == first else own * 1.25 + 4

    return min(places, key=cost)


# --------------------------------------------------------------------------------------- words on a dark ground


def gold(stage: Stage) -> str:
    """The role of stressed words on a dark ground."""
    return "ochre" if stage.theme.dark else "ochre.tint"


def in_light(boxes: Iterable[Box], stage: Stage) -> list[Box]:
    """The boxes with their words and rules in the colours for a dark ground; what stands on a fill keeps its own."""
    return [_lit(box, stage) for box in boxes]


def _lit(box: Box, stage: Stage) -> Box:
    if isinstance(box, Group):
        return replace(box, boxes=tuple(in_light(box.boxes, stage)))
    if isinstance(box, Text) and box.fill is None:
        paragraphs = tuple(
            p._replace(
                runs=tuple(run._replace(colour=_role(run.colour, stage)) for run in p.runs),
                bullet_colour=_role(p.bullet_colour, stage),
            )
            for p in box.paragraphs
        )
        return replace(box, paragraphs=paragraphs, pale="")
    if isinstance(box, Shape) and box.geometry == "line" and box.line is not None:
        return replace(box, line=Line("on", box.line.width, box.line.dash), alpha=0.7)
    return box


def _role(role: str, stage: Stage) -> str:
    return gold(stage) if role.startswith("accent") or role == gold(stage) else "on"


def under(
    boxes: Sequence[Box], picture: Any, stage: Stage, *, scrim: str = "scrim", least: float = 0.45
) -> list[Box]:
    """The boxes of a page over a picture that fills the slide, with its credit; their words are in light colours. Words
    that leave the right of the slide free stand on a gradient, others on an even scrim of at least the opacity `least`;
    the row at the foot has a gradient of its own.
    """
    alt = inline.plain(picture.alt)
    ground = backdrop(picture, stage.grid.slide, stage, subject=alt[:60], alt=alt, colour=scrim, under=scrim)
    said = [*boxes, *credit(picture, picture.credit, stage)]
    words = [b for b in said if isinstance(b, Text) and b.fill is None and _roles([b]) <= {"on", gold(stage)}]
    foot = stage.grid.slide.below(FOOTER_Y)
    side = stage.grid.slide._replace(w=max((inked(b).right for b in words), default=0) + points(8))
    if words and side.w <= _ONE_SIDED * ground.rect.w:
        scrims = shade(ground, side, "left", stage, scrim=scrim, letters=words)
    else:
        scrims = _veil(ground, words, stage, scrim, least)
    scrims += shade(ground, foot, "bottom", stage, scrim=scrim, name="Foot scrim")
    return [*ground.boxes, *scrims, *said]


def _roles(texts: Iterable[Text]) -> set[str]:
    """The colours of their words."""
    return {run.colour for text in texts for p in text.paragraphs for run in p.runs if run.text.strip()}


def credit(model: Model, text: str, stage: Stage, y: int = FOOTER_Y - inches(0.3)) -> list[Box]:
    """Whose the picture is, small at the lower right."""
    if not inline.plain(text).strip():
        return []
    place = stage.grid.columns(7, 12, y, points(17))
    box = stage.text("Credit", place, [draft(text, CREDIT, align="right")])
    box.place = model.place("credit")
    return [box]
