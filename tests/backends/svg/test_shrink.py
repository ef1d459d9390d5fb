"""Pictures in the HTML file: as many pixels as a screen shows, the same colours, never a larger file."""

from __future__ import annotations

import base64
import io
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageStat
from talk import Talk

from podium.backends.svg.html import deck_html
from podium.backends.svg.shrink import SCREEN, shrunk
from podium.scene.boxes import Media


def noise(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """A picture with as much detail as a photo's."""
    rough = random.Random(7).randbytes(width // 8 * (height // 8) * 3)
    return Image.frombytes("RGB", (width // 8, height // 8), rough).resize((width, height)).convert(mode)


def media(image: Image.Image, form: str, **how: object) -> Media:
    out = io.BytesIO()
    image.save(out, form, **how)  # type: ignore[arg-type]
    return Media("m", out.getvalue(), {"JPEG": "jpg", "PNG": "png"}[form])


def opened(made: Media) -> Image.Image:
    return Image.open(io.BytesIO(made.data))


@pytest.mark.parametrize("share", [1.0, 0.5, 0.14])
def test_a_photo_has_the_pixels_that_a_zoomed_screen_shows(share: float) -> None:
    given = media(noise(3000, 2000), "JPEG", quality=95)
    made = shrunk(given, share)
    assert made.key == given.key
    assert len(made.data) < len(given.data) * 0.8
    image = opened(made)
    assert image.width == min(SCREEN, round(2 * share * SCREEN))
    assert image.height == pytest.approx(image.width * 2 / 3, abs=1)
    before, after = (ImageStat.Stat(picture.convert("RGB")).mean for picture in (opened(given), image))
    assert after == pytest.approx(before, abs=3)


def test_what_would_gain_little_stays_as_it_is() -> None:
    given = media(noise(1000, 700), "JPEG", quality=30)
    assert shrunk(given, 1.0) is given
    small = media(noise(80, 80), "PNG")
    assert shrunk(small, 0.01) is small


def test_a_png_that_is_scaled_loses_nothing_else() -> None:
    plain = Image.new("RGBA", (3000, 1500), (10, 200, 30, 128))
    plain.paste(noise(400, 400).convert("RGBA"), (100, 100))
    made = shrunk(media(plain, "PNG", compress_level=0), 1.0)
    assert made.ending == "webp"
    assert opened(made).convert("RGBA").getpixel((1900, 950)) == pytest.approx((10, 200, 30, 128), abs=1)


@pytest.mark.parametrize("mode", ["P", "L"])
def test_palettes_and_greys_with_a_profile_are_left_alone(mode: str) -> None:
    given = media(noise(1200, 900, mode), "PNG", icc_profile=b"x" * 200, compress_level=0)
    assert shrunk(given, 0.1) is given


def test_the_file_has_the_shrunk_picture_once(slide: Callable[..., Talk], tmp_path: Path) -> None:
    (tmp_path / "images").mkdir(exist_ok=True)
    noise(3000, 2000).save(tmp_path / "images" / "a.jpg", quality=95)
    made = slide("image: A\nfile: a.jpg\nfull: true\nalt: A scene")
    assert made.scene is not None
    text = deck_html(made.scene)
    (found,) = re.findall(r'data:image/webp;base64,([^"]+)"', text)
    assert Image.open(io.BytesIO(base64.b64decode(found))).width == SCREEN
    assert deck_html(made.scene) == text


def test_words_that_look_like_attributes_stay_on_the_slide(slide: Callable[..., Talk]) -> None:
    made = slide("""points: 'The attribute xml:space="preserve" and data-place="1:2"'\nitems: [A, B]""")
    assert made.scene is not None
    drawing = re.search(r'id="[^"]*" aria-label="2\..*?</svg>', deck_html(made.scene), re.DOTALL)
    assert drawing
    words = re.sub(r"<[^>]+>", " ", drawing[0])
    assert "xml:space=" in words
    assert "1:2" in words
