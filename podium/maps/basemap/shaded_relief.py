"""Shaded relief: one small picture of sea, coast and relief under a map's native shapes.

In: a frame, its land in frame units, a width in pixels, the theme's tones. Out: a JPEG. The light comes from the
north-west, and slopes are scaled to the frame, so that plains stay calm and mountain ranges stand out; the picture has
the map's own projection. It is the only part of a map that is no native shape, as PowerPoint cannot shade one like
this.
"""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from podium.maps.atlas import elevation
from podium.maps.basemap.projection import Frame, rings

QUALITY = 62
COARSE_FROM = 12_000_000  # metres across: from this width a pixel is larger than a coarse cell
FINER = 2  # the picture is computed at `width` and enlarged by this factor, so that no pixels show
_TONES = 64  # of a piece of it
_STEP = 12  # pixels between computed degrees; the rest is interpolated
_DEGREE = 111_195.0  # metres
_STEEP = 0.55  # the slope at the 95th percentile of the land


def draw(frame: Frame, land: Any, width: int, tones: dict[str, str], globe: Any = None) -> bytes:
    """The picture, computed `width` pixels wide. tones: sea, halo, shade, light and ground as RGB hex."""
    height = max(1, round(width * frame.height))
    on_land = mask(land, width, height)
    near = np.asarray(Image.fromarray(on_land).filter(ImageFilter.GaussianBlur(width / 130)), np.float32) / 255
    colour = {name: np.array([int(rgb[i : i + 2], 16) for i in (0, 2, 4)], np.float32) for name, rgb in tones.items()}
    reach = np.clip(near * 1.9, 0, 1)
    tone = np.clip((hillshade(frame, width, height) - 0.35) / 0.85, 0, 1)
    share = on_land.astype(np.float32) / 255
    on_earth = mask(globe, width, height) > 0 if globe is not None else None
    pixels = np.empty((height, width, 3), np.uint8)
    for n in range(3):  # one colour after the other, which takes a third of the time of all at once
        ground, light, shade, halo, water = (colour[name][n] for name in ("ground", "light", "shade", "halo", "sea"))
        sea = water + (halo - water) * reach
        sea = sea if on_earth is None else np.where(on_earth, sea, ground)
        pixels[..., n] = ((shade + (light - shade) * tone) * share + sea * (1 - share)).clip(0, 255)
    image = Image.fromarray(pixels).resize((width * FINER, height * FINER), Image.Resampling.BICUBIC)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def cut_out(relief: bytes, shape: Any) -> tuple[bytes, tuple[float, float, float, float]]:
    """The part of the picture under an area as a PNG that is transparent outside it, and its place in frame units."""
    whole = Image.open(io.BytesIO(relief)).reduce(FINER)
    width, height = whole.size
    inside = mask(shape, width, height)
    rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    box = int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
    tones = whole.crop(box).quantize(_TONES)
    tones.putpalette([*(tones.getpalette() or ())[: 3 * _TONES], 0, 0, 0])
    tones.paste(_TONES, mask=Image.fromarray(255 - inside).crop(box))
    out = io.BytesIO()
    tones.save(out, "PNG", transparency=_TONES)
    left, top, right, bottom = (v / width for v in box)
    return out.getvalue(), (left, top, right, bottom)


def mask(shape: Any, width: int, height: int) -> NDArray[np.uint8]:
    """255 inside an area in frame units, 0 outside."""
    image = Image.new("L", (width, height))
    pen = ImageDraw.Draw(image)
    for part in shapely.get_parts(shape):
        if part.geom_type != "Polygon" or part.is_empty:
            continue
        for number, ring in enumerate(rings(part)):
            pen.polygon((ring * width).ravel().tolist(), fill=0 if number else 255)
    return np.asarray(image)


def hillshade(frame: Frame, width: int, height: int) -> NDArray[np.float32]:
    """The light on the land: 1 on level ground, more on slopes that face north-west, less on those that face away."""
    lon, lat = _degrees(frame, width, height)
    relief = elevation.elevations(frame.window, coarse=frame.metres > COARSE_FROM)
    pixel = frame.metres / width
    heights = _smooth(_sampled(relief, lon, lat), round(0.4 * relief.cell * _DEGREE / pixel))
    down, right = np.gradient(heights, pixel)
    slope = np.hypot(down, right)
    rises = slope[slope > 0]
    steep = _percentile(rises, 0.95) if len(rises) else 1.0
    lift = min(_STEEP / max(steep, 1e-6), 60.0)
    down, right = down * lift, right * lift
    light = (right * 0.5 + down * 0.5 + np.sqrt(0.5)) / np.sqrt(1 + down * down + right * right)
    return np.asarray(light / np.sqrt(0.5), np.float32)


def _percentile(values: NDArray[np.float32], share: float) -> float:
    """The value below which this share of them lies, interpolated linearly: what `numpy.percentile` gives, which first
    imports `numpy.ma`, for longer than the work takes."""
    rank = share * (len(values) - 1)
    low = int(rank)
    high, part = min(low + 1, len(values) - 1), rank - low
    ordered = np.partition(values, (low, high))
    below, above = ordered[low], ordered[high]
    rise = above - below
    return float(below + rise * part if part < 0.5 else above - rise * (1 - part))


def _smooth(heights: NDArray[np.float32], radius: int) -> NDArray[np.float32]:
    """Heights averaged twice over `radius` pixels in each direction, so that close maps show no steps."""
    if radius < 1:
        return heights
    size = 2 * radius + 1
    for axis in (0, 1, 0, 1):
        padded = np.pad(heights, [(radius + 1, radius) if n == axis else (0, 0) for n in (0, 1)], mode="edge")
        sums = np.cumsum(padded, axis=axis, dtype=np.float64)
        upper, lower = (slice(size, None), slice(None, -size))
        ends = (
            [(upper, slice(None)), (lower, slice(None))] if axis == 0 else [(slice(None), upper), (slice(None), lower)]
        )
        heights = ((sums[ends[0]] - sums[ends[1]]) / size).astype(np.float32)
    return heights


def _degrees(frame: Frame, width: int, height: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Longitude and latitude of every pixel; longitudes run on across 180 degrees; latitude 90 where there is
    no Earth."""
    xs = np.linspace(0, width, max(2, -(-width // _STEP)))
    ys = np.linspace(0, height, max(2, -(-height // _STEP)))
    grid = np.column_stack([np.tile(xs, len(ys)), np.repeat(ys, len(xs))]) / width
    found = frame.unproject(grid).reshape(len(ys), len(xs), 2)
    lon, lat = found[..., 0], found[..., 1]
    lon = frame.centre[0] + (np.where(np.isfinite(lon), lon, frame.centre[0]) - frame.centre[0] + 180) % 360 - 180
    lat = np.where(np.isfinite(lat), lat, 90.0)
    return _longitudes(lon, frame.centre[0], width, height), _between(lat, width, height)


def _longitudes(grid: NDArray[np.float64], middle: float, width: int, height: int) -> NDArray[np.float64]:
    """Interpolated longitudes of a coarse grid; where they jump at the back of the globe, along the shorter way."""
    if max(np.abs(np.diff(grid, axis=0)).max(), np.abs(np.diff(grid, axis=1)).max()) < 180:
        return _between(grid, width, height)
    turn = np.radians(grid - middle)
    sine, cosine = _between(np.sin(turn), width, height), _between(np.cos(turn), width, height)
    return np.asarray(middle + np.degrees(np.arctan2(sine, cosine)))


def _between(grid: NDArray[np.float64], width: int, height: int) -> NDArray[np.float64]:
    """A coarse grid interpolated linearly, one value for each pixel."""
    y, x = (np.linspace(0, n - 1, size) for n, size in zip(grid.shape, (height, width), strict=True))
    rows, columns = np.minimum(y.astype(int), grid.shape[0] - 2), np.minimum(x.astype(int), grid.shape[1] - 2)
    v, u = (y - rows)[:, None], (x - columns)[None, :]
    across = grid[:, columns] * (1 - u) + grid[:, columns + 1] * u
    return np.asarray(across[rows] * (1 - v) + across[rows + 1] * v)


def _sampled(
    relief: elevation.ElevationGrid, lon: NDArray[np.float64], lat: NDArray[np.float64]
) -> NDArray[np.float32]:
    """Heights at places, interpolated linearly between the cells' centres."""
    west, _, east, north = relief.bounds
    lon = np.where(lon < west, lon + 360, np.where(lon > east, lon - 360, lon))
    x = np.clip((lon - west) / relief.cell - 0.5, 0, relief.heights.shape[1] - 1.001).astype(np.float32)
    y = np.clip((north - lat) / relief.cell - 0.5, 0, relief.heights.shape[0] - 1.001).astype(np.float32)
    column, row = x.astype(np.int32), y.astype(np.int32)
    u, v = x - column, y - row
    flat, wide = relief.heights.reshape(-1), relief.heights.shape[1]
    at = (row * wide + column).astype(np.intp)
    upper = flat.take(at) * (1 - u) + flat.take(at + 1) * u
    lower = flat.take(at + wide) * (1 - u) + flat.take(at + wide + 1) * u
    return np.asarray(upper * (1 - v) + lower * v, np.float32)
