"""A picture of another map as the ground of a map, fitted by places that are on both."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from map_scenes import Drawn, check, drawn
from PIL import Image, ImageDraw

from podium.maps.basemap import frames
from podium.scene.boxes import Picture, Shape, Text, every_box

PLACES = [(4.385, 50.690), (4.44, 50.690), (4.385, 50.66), (4.44, 50.66)]
MARK = (4.412, 50.675)  # the middle of the map
SIZE = (1200, 900)
SLIDE = """  - map: On the plan both lines are there
    around: {{at: [4.412, 50.675], km: 3}}
    sketch: {{file: plan.png, credit: "W. Siborne, 1844", alt: A plan, points: [{points}]}}
    events: [{{title: Plancenoit, at: [4.431, 50.6617]}}]
    scale: true
"""


def plan(folder: Path, tilt: tuple[float, float] = (0.0, 0.0), turn: float = 0.1) -> list[tuple[float, float]]:
    """Writes a photograph of a map, turned and tilted, with a black disc at `MARK`. Returns where the places are."""
    frame = frames.around(*MARK, 3, aspect=2)

    def at(lon: float, lat: float) -> tuple[float, float]:
        u, v = (frame.project(np.array([(lon, lat)]))[0] - (0.5, 0.25)).tolist()
        x, y = u * np.cos(turn) - v * np.sin(turn), u * np.sin(turn) + v * np.cos(turn)
        depth = 1 + tilt[0] * x + tilt[1] * y
        return 600 + 900 * x / depth, 450 + 900 * y / depth

    (folder / "images").mkdir(exist_ok=True)
    image = Image.new("RGB", SIZE, (235, 225, 200))
    x, y = at(*MARK)
    ImageDraw.Draw(image).ellipse((x - 14, y - 14, x + 14, y + 14), fill="black")
    image.save(folder / "images" / "plan.png")
    return [at(*place) for place in PLACES]


def written(pixels: list[tuple[float, float]]) -> str:
    rows = zip(pixels, PLACES, strict=True)
    return ", ".join(f"{{x: {x:.1f}, y: {y:.1f}, at: [{lon}, {lat}]}}" for (x, y), (lon, lat) in rows)


def mistakes(tmp_path: Path, slide: str) -> str:
    try:
        return "\n".join(drawn(tmp_path, slide).findings)
    except AssertionError as e:
        return str(e)


def picture_of(result: Drawn) -> tuple[Picture, Any]:
    (picture,) = [b for b in every_box(result.boxes) if isinstance(b, Picture) and b.name == "sketch"]
    media = result.scene.media[picture.media]
    return picture, Image.open(io.BytesIO(media.data)).convert("L")


@pytest.mark.parametrize("how", ["", "    full: true\n", "    items: [One thing]\n"])
@pytest.mark.parametrize("tilt", [(0.0, 0.0), (0.4, -0.3)])
def test_the_picture_lies_where_its_places_are(tmp_path: Path, tilt: tuple[float, float], how: str) -> None:
    pixels = plan(tmp_path, tilt)
    result = drawn(tmp_path, SLIDE.format(points=written(pixels)) + how)
    check(result)
    assert not result.findings
    picture, grey = picture_of(result)
    rows, columns = np.nonzero(np.asarray(grey) < 110)
    x = picture.rect.x + picture.rect.w * columns.mean() / grey.width
    y = picture.rect.y + picture.rect.h * rows.mean() / grey.height
    frame = result.frame
    assert x == pytest.approx(frame.x + frame.w / 2, abs=frame.w / 150)
    assert y == pytest.approx(frame.y + frame.h / 2, abs=frame.w / 150)
    assert picture.alt == "A plan"
    assert "W. Siborne, 1844" in " ".join(p.text for b in result.boxes if isinstance(b, Text) for p in b.paragraphs)


@pytest.mark.parametrize("theme", ["atlas", "night"])
def test_words_stand_on_plates_and_the_atlas_is_silent(tmp_path: Path, theme: str) -> None:
    result = drawn(tmp_path, SLIDE.format(points=written(plan(tmp_path))), theme=theme)
    assert not result.named("name: ")
    assert not result.named("city name: ")
    (plate,) = result.named("plate: label: Plancenoit")
    (label,) = result.named("label: Plancenoit")
    assert isinstance(plate, Shape)
    assert plate.rect.x <= label.rect.x
    assert plate.rect.right >= label.rect.right
    order = [b.name for b in result.boxes]
    assert order.index("sketch") < order.index(plate.name) < order.index(label.name)
    assert result.named("plate: Scale")
    # However dark or light the picture is there, the words have the contrast of a text.
    palette = result.scene.theme
    ground, ink = (np.array([int(palette.rgb(c)[i : i + 2], 16) for i in (0, 2, 4)]) / 255 for c in ("ground", "ink"))
    pale = 0.5 if palette.dark else 0.22
    for tone in (0.0, 1.0):
        under = tone * (1 - pale) + ground * pale
        behind = ground * plate.alpha + under * (1 - plate.alpha)
        light, dark = sorted((luminance(behind), luminance(ink)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 7


def luminance(colour: Any) -> float:
    linear = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)
    return float(linear @ np.array([0.2126, 0.7152, 0.0722]))


def test_shares_of_the_picture_are_the_same_as_pixels(tmp_path: Path) -> None:
    pixels = plan(tmp_path)
    shares = ", ".join(
        f"{{x: {100 * x / SIZE[0]:.3f}%, y: {100 * y / SIZE[1]:.3f}%, at: [{lon}, {lat}]}}"
        for (x, y), (lon, lat) in zip(pixels, PLACES, strict=True)
    )
    first, second = (picture_of(drawn(tmp_path, SLIDE.format(points=p)))[0] for p in (written(pixels), shares))
    assert abs(first.rect.x - second.rect.x) + abs(first.rect.w - second.rect.w) < first.rect.w / 200


def test_a_changed_picture_is_drawn_anew_and_a_kept_one_is_whole(tmp_path: Path) -> None:
    slide = SLIDE.format(points=written(plan(tmp_path)))
    first, again = (picture_of(drawn(tmp_path, slide))[1].tobytes() for _ in range(2))
    assert first == again
    Image.new("RGB", SIZE, (20, 20, 120)).save(tmp_path / "images" / "plan.png")
    assert picture_of(drawn(tmp_path, slide))[1].tobytes() != first


def test_what_is_wrong_is_said(tmp_path: Path) -> None:
    pixels = plan(tmp_path)

    def said(points: list[tuple[float, float]]) -> str:
        return mistakes(tmp_path, SLIDE.format(points=written(points)))

    good = SLIDE.format(points=written(pixels))
    assert "the picture 'other.png' is not there yet" in mistakes(tmp_path, good.replace("plan.png", "other.png"))
    (tmp_path / "images" / "bad.png").write_bytes(b"no picture")
    assert "the picture 'bad.png'" in mistakes(tmp_path, good.replace("plan.png", "bad.png"))
    assert "'plan.mp4' is not a picture, but video" in mistakes(tmp_path, good.replace("plan.png", "plan.mp4"))
    with Image.open(tmp_path / "images" / "plan.png") as page:
        page.save(tmp_path / "images" / "two.tif", save_all=True, append_images=[page])
    assert "warning: the picture 'two.tif': " in mistakes(tmp_path, good.replace("plan.png", "two.tif"))
    assert "a sketch needs a picture" in mistakes(tmp_path, good.replace("file: plan.png, ", ""))
    assert "turned over" in said([(SIZE[0] - x, y) for x, y in pixels])
    assert "lie on one line" in said([(100 + n, 100) for n in range(4)])
    assert "not on the picture, which has 1200 × 900 pixels" in said([(5000.0, 10.0), *pixels[1:]])
    assert "km from where the other points have it" in said([*pixels[:3], (pixels[3][0] - 200, pixels[3][1] - 130)])
    few = written(pixels).split("}, ")[0] + "}"
    assert "a sketch needs 3 places or more" in mistakes(tmp_path, SLIDE.format(points=few))
    assert "needs x, y and at" in mistakes(tmp_path, SLIDE.format(points=", ".join(["{x: 3, y: 4}"] * 4)))
    assert "'left' is no place on a picture" in mistakes(
        tmp_path, good.replace("x: ", "x: left, y: 4, at: a}, {x: ", 1)
    )
    far = SLIDE.format(points=written(pixels)).replace("around: {at: [4.412, 50.675]", "around: {at: [5.9, 51.6]")
    assert "no part of this picture is in the map's frame" in mistakes(tmp_path, far)
