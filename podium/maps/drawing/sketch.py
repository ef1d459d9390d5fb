"""A map of others under the symbols of a map: a photograph, fitted by places that are known on both.

In: a `MapSpec` whose map has a `sketch`. Out: a picture in the projection of the map, a little paled, with the ground
behind words; findings for a file that cannot be shown and for places that do not fit one another.

With four places or more it is fitted by a projective transformation, which also straightens what was photographed at an
angle (the direct linear transformation: Hartley and Zisserman, Multiple View Geometry, 2nd ed., 4.1); with three by an
affine one.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from podium.layout.pictures.library import PICTURE_ENDINGS
from podium.layout.stage import Stage
from podium.maps.model.sketch import Along
from podium.maps.spec import MapSpec
from podium.outline import inline
from podium.scene.boxes import Box, Picture, Shape, Text
from podium.scene.units import Rect, points

_PIXELS = 1.7  # for each point of the map's width
_MOST_PIXELS = 2200
_QUALITY = 82
_FEWEST = 3
_FLAT = 0.02  # least height of the triangle of three places, in the width of all of them
_OFF = 0.1  # of the extent of all places: how far one may be off where the others would have it
_PALE = {False: 0.22, True: 0.5}  # how much of the ground is mixed into the picture, in the light and in the dark
_PLATE, _PAD = 0.78, points(2)
"""Opacity of the ground behind words, on which they can be read whatever is under it, and how far it reaches beyond."""

Matrix = NDArray[np.float64]


class _Source(NamedTuple):
    """The picture: decoded, and its size as viewers of pictures give it."""

    image: Any
    size: tuple[int, int]


def sketch(spec: MapSpec) -> list[Box]:
    """The picture in its place; [] for none, or with a finding."""
    asked = spec.model.sketch
    if asked is None:
        return []
    source = _source(spec, spec.stage)
    pairs = _pairs(spec, source.size) if source is not None else None
    if source is None or pairs is None:
        return []
    matrix = _fitted(spec, *pairs)
    if matrix is None:
        return []
    drawn = _warped(spec, source.image, matrix)
    if drawn is None:
        said = "no part of this picture is in the map's frame"
        spec.warn(said, "sketch", "points", code="outside-frame", hint="choose another frame, or check its points")
        return []
    data, rect = drawn
    key = spec.stage.pictures.carry(data, "jpg")
    return [Picture(name="sketch", rect=rect, media=key, alt=inline.plain(asked.alt), bleed=spec.full)]


def plates(spec: MapSpec, labels: Sequence[Box]) -> list[Box]:
    """The ground behind each label, and the scale bar, on a sketch."""
    if spec.model.sketch is None:
        return []
    made: list[Box] = []
    for box in labels:
        if isinstance(box, Text) or box.name == "Scale":
            name, rect = f"plate: {box.name}", box.rect.inset(-_PAD, 0)
            made.append(Shape(name=name, rect=rect, fill="ground", alpha=_PLATE, step=box.step, until=box.until))
    return made


# ---- the picture and its places ----------------------------------------------------------------------------


def _source(spec: MapSpec, stage: Stage) -> _Source | None:
    """The picture, None with a finding."""
    from PIL import Image

    asked = spec.model.sketch
    assert asked is not None
    if not asked.file:
        spec.error("a sketch needs a picture", "sketch", code="missing", hint="file: the name of a picture in images/")
        return None
    found = stage.pictures.find(asked.file, asked, meanwhile="the map is without it")
    if found is None:
        return None
    with Image.open(stage.outline.project.find(asked.file, stage.pictures.folders, PICTURE_ENDINGS).path) as whole:
        wide, high = whole.size  # of the file, in which places are counted; a large picture is carried smaller
        turned = (whole.getexif().get(0x0112, 1) or 1) >= 5  # lies on its side in the file, and is shown upright
    image = Image.open(io.BytesIO(stage.pictures.media[found.key].data)).convert("RGB")
    return _Source(image, (high, wide) if turned else (wide, high))


def _pairs(spec: MapSpec, size: tuple[int, int]) -> tuple[Matrix, Matrix] | None:
    """The places in frame units and on the picture (shares of its width and height); None with a finding."""
    asked, path = spec.model.sketch, ("sketch", "points")
    assert asked is not None
    if len(asked.points) < _FEWEST:
        hint = "four places that are on both, well apart: {x: 412, y: 880, at: [4.41, 50.68]}"
        spec.error(f"a sketch needs {_FEWEST} places or more", *path, code="missing", hint=hint)
        return None
    units: list[Any] = []
    shares: list[tuple[float, float]] = []
    for n, point in enumerate(asked.points):
        if point.x is None or point.y is None or point.at is None:
            hint = "write {x: 412, y: 880, at: [4.41, 50.68]}"
            spec.error("a point of a sketch needs x, y and at", *path, n, code="missing", hint=hint)
            return None
        lonlat = spec.lonlat(point.at, *path, n, "at")
        if lonlat is None:
            return None
        on_picture = [_share(a, side) for a, side in zip((point.x, point.y), size, strict=True)]
        if max(on_picture) > 1:
            said = f"this place is not on the picture, which has {size[0]} × {size[1]} pixels"
            spec.error(said, *path, n, code="value", hint="count pixels from the upper left corner")
            return None
        units.append(spec.base_map.frame.project(np.array([lonlat], float))[0])
        shares.append((on_picture[0], on_picture[1]))
    found = np.array(units, float)
    if not np.isfinite(found).all():
        spec.error("a place of this sketch is not on the map's side of the Earth", *path, code="value")
        return None
    return found, np.array(shares)


def _share(along: Along, side: int) -> float:
    return along.number if along.is_share else along.number / side


# ---- the fit -----------------------------------------------------------------------------------------------


def _fitted(spec: MapSpec, units: Matrix, shares: Matrix) -> Matrix | None:
    """The matrix (3, 3) from frame units to the picture; None with a finding."""
    path = ("sketch", "points")
    if _is_flat(units) or _is_flat(shares):
        hint = "choose places well apart: near the corners of what the map shows"
        spec.error("these places lie on one line, or in one", *path, code="value", hint=hint)
        return None
    plain = _affine(units, shares)
    if np.linalg.det(plain[:, :2]) <= 0:
        hint = "check which place is which, and that longitude comes first"
        spec.error("by these places the picture would have to be turned over", *path, code="value", hint=hint)
        return None
    _warn_of_misfits(spec, units, shares)
    if len(units) < 4:
        return np.vstack([plain, [0.0, 0.0, 1.0]])
    matrix = _projective(units, shares)
    page = np.array([(0, 0), (1, 0), (0, spec.base_map.frame.height), (1, spec.base_map.frame.height)], float)
    depth = np.vstack([units, page]) @ matrix[2, :2] + 1.0
    if (depth[: len(units)] <= 0).any():
        hint = "one of the places is far off: check them, or leave it out"
        spec.error("no photograph of a flat sheet has these places", *path, code="value", hint=hint)
        return None
    return matrix if (depth > 0.05).all() else np.vstack([plain, [0.0, 0.0, 1.0]])


def _is_flat(places: Matrix) -> bool:
    """Whether places lie on one line, or in one point."""
    spread = np.linalg.svd(places - places.mean(axis=0), compute_uv=False)
    return bool(spread[0] < 1e-9 or spread[1] < _FLAT * spread[0])


def _affine(units: Matrix, shares: Matrix) -> Matrix:
    """The affine transformation (2, 3) that fits best."""
    known = np.column_stack([units, np.ones(len(units))])
    found: Matrix = np.linalg.lstsq(known, shares, rcond=None)[0].T.astype(np.float64)
    return found


def _projective(units: Matrix, shares: Matrix) -> Matrix:
    """The projective transformation (3, 3) that fits best, its last number 1."""
    rows: list[list[float]] = []
    wanted: list[float] = []
    for (u, v), (x, y) in zip(units.tolist(), shares.tolist(), strict=True):
        rows += [[u, v, 1, 0, 0, 0, -u * x, -v * x], [0, 0, 0, u, v, 1, -u * y, -v * y]]
        wanted += [x, y]
    found = np.linalg.lstsq(np.array(rows, float), np.array(wanted), rcond=None)[0]
    return np.append(found, 1.0).reshape(3, 3)


def _warn_of_misfits(spec: MapSpec, units: Matrix, shares: Matrix) -> None:
    """Warns about the place that is furthest from where the others would have it, if that is far."""
    if len(units) < 4:
        return
    off: list[float] = []
    for n in range(len(units)):
        others = [k for k in range(len(units)) if k != n]
        if _is_flat(units[others]):
            off.append(0.0)
            continue
        back = _affine(shares[others], units[others])
        off.append(float(np.hypot(*(back @ [*shares[n], 1.0] - units[n]))))
    worst = int(np.argmax(off))
    extent = float(np.hypot(*(units.max(axis=0) - units.min(axis=0))))
    if off[worst] > 2 * _OFF * extent if len(units) == 4 else off[worst] > _OFF * extent:
        km = spec.base_map.frame.km(off[worst])
        said = f"this place is {km:.3g} km from where the other points have it"
        spec.warn(said, "sketch", "points", worst, code="misfit", hint="check 'x', 'y' and 'at'")


# ---- the picture in the map's projection -------------------------------------------------------------------


def _warped(spec: MapSpec, image: Any, matrix: Matrix) -> tuple[bytes, Rect] | None:
    """The part of the picture that is in the frame, as a JPEG, and its place; None if nothing is."""
    from PIL import Image

    r = spec.view.rect
    wide = min(_MOST_PIXELS, round(r.width_pt * _PIXELS))
    high = max(1, round(wide * r.h / r.w))
    scaled = np.diag([*image.size, 1.0]) @ matrix @ np.diag([1 / wide, spec.base_map.frame.height / high, 1.0])
    numbers = (scaled / scaled[2, 2]).ravel()[:8].tolist()
    how = {"method": Image.Transform.PERSPECTIVE, "data": numbers}
    mask = Image.new("L", image.size, 255).transform((wide, high), **how)
    box = mask.getbbox()
    if box is None:
        return None
    turned = image.transform((wide, high), **how, resample=Image.Resampling.BICUBIC)
    theme = spec.stage.theme
    ground = Image.new("RGB", turned.size, f"#{theme.rgb('ground')}")
    pale = Image.blend(turned, ground, _PALE[theme.dark])
    land = Image.new("RGB", turned.size, f"#{theme.rgb('map.land')}")
    out = io.BytesIO()
    Image.composite(pale, land, mask).crop(box).save(out, "JPEG", quality=_QUALITY)
    left, top, right, bottom = (v / wide if n % 2 == 0 else v / high for n, v in enumerate(box))
    x, y = r.x + round(left * r.w), r.y + round(top * r.h)
    return out.getvalue(), Rect(x, y, round(right * r.w) - (x - r.x), round(bottom * r.h) - (y - r.y))
