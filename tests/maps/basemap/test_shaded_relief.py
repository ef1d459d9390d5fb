"""The relief lies where the land is, also about the poles and behind the Earth."""

from __future__ import annotations

import numpy as np
import pytest

from podium.maps.basemap import frames, shaded_relief

FRAMES = {
    "arctic": frames.by_box(-180, 60, 180, 90, aspect=16 / 9),
    "east asia": frames.by_box(88, 19, 164, 53, aspect=16 / 9),
    "pacific": frames.by_box(120, -20, -120, 60, aspect=16 / 9),
    "battlefield": frames.around(118.7, 47.7, 30, aspect=16 / 9),
}


@pytest.mark.parametrize("name", FRAMES)
def test_every_pixel_knows_its_degrees(name: str) -> None:
    frame, width, height = FRAMES[name], 320, 180
    lon, lat = shaded_relief._degrees(frame, width, height)
    x, y = np.tile(np.arange(width) + 0.5, height), np.repeat(np.arange(height) + 0.5, width)
    exact = frame.unproject(np.column_stack([x, y]) / width)
    off = np.abs((lon.reshape(-1) - exact[:, 0] + 180) % 360 - 180) * np.cos(np.radians(exact[:, 1]))
    pixel = np.degrees(frame.metres / width / 6_371_000)
    assert np.percentile(off, 99) < 1.5 * pixel
    assert np.percentile(np.abs(lat.reshape(-1) - exact[:, 1]), 99) < 1.5 * pixel


@pytest.mark.parametrize("count", [1, 2, 3, 20, 21, 4567])
def test_percentiles_are_those_of_numpy(count: int) -> None:
    values = np.random.default_rng(count).random(count).astype(np.float32)
    assert shaded_relief._percentile(values, 0.95) == float(np.percentile(values, 95))
