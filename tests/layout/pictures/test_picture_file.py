"""What is inside a picture's file: depth, colours, what else it says. All is read back from the deck."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from picture_files import (
    SECRETS,
    chunk,
    chunks,
    encoded,
    in_deck,
    print_profile,
    profile,
    put,
    segment,
    telling_jpeg,
    telling_png,
)
from PIL import Image, ImageCms, ImageDraw

Deck = Callable[..., Any]
RAMP = np.tile(np.linspace(0, 1, 900), (600, 1))


def grey_along(image: Any) -> list[int]:
    """The greys of the middle row at the start, a quarter, the middle, three quarters, the end."""
    grey = image.convert("L")
    return [grey.getpixel((round(part * (grey.width - 1)), grey.height // 2)) for part in (0, 0.25, 0.5, 0.75, 1)]


# ------------------------------------------------------------------------------------------- depth


def saved(values: Any, form: str, **options: Any) -> bytes:
    return encoded(Image.fromarray(values), form, **options)


def pgm(values: Any, most: int) -> bytes:
    return f"P5 {values.shape[1]} {values.shape[0]} {most}\n".encode() + values.astype(">u2").tobytes()


def twelve_bits(values: Any) -> bytes:
    """A TIFF of twelve bits a sample, two in three bytes."""
    import struct

    pairs = values.astype(np.uint16).reshape(-1, 2)
    packed = np.stack([pairs[:, 0] >> 4, (pairs[:, 0] & 15) << 4 | pairs[:, 1] >> 8, pairs[:, 1] & 255], axis=1)
    body = packed.astype(np.uint8).tobytes()
    height, width = values.shape
    entries = [(256, 3, width), (257, 3, height), (258, 3, 12), (259, 3, 1), (262, 3, 1), (273, 4, 8), (277, 3, 1)]
    entries += [(278, 3, height), (279, 4, len(body))]
    table = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", t, k, 1, v) for t, k, v in entries)
    return b"II*\0" + struct.pack("<I", 8 + len(body)) + body + table + bytes(4)


RAMP16 = (RAMP * 65535).astype(np.uint16)
DEEP: dict[str, Callable[[], bytes]] = {
    "16.tif": lambda: saved(RAMP16, "TIFF"),
    "16-zip.tif": lambda: saved(RAMP16, "TIFF", compression="tiff_adobe_deflate"),
    "16-be.tif": lambda: saved(RAMP16.astype(">u2"), "TIFF"),
    "16-white-is-zero.tif": lambda: saved(65535 - RAMP16, "TIFF", tiffinfo={262: 0}),
    "12.tif": lambda: twelve_bits(RAMP * 4095),
    "12-in-16.tif": lambda: saved((RAMP * 4095).astype(np.uint16), "TIFF"),
    "14-said.tif": lambda: saved((RAMP * 16383).astype(np.uint16), "TIFF", tiffinfo={281: 16383}),
    "32.tif": lambda: saved((RAMP * (2**31 - 1)).astype(np.int32), "TIFF"),
    "16-in-32.tif": lambda: saved((RAMP * 65535).astype(np.int32), "TIFF"),
    "float.tif": lambda: saved(RAMP.astype(np.float32), "TIFF"),
    "float-255.tif": lambda: saved((RAMP * 255).astype(np.float32), "TIFF"),
    "16.pgm": lambda: pgm(RAMP * 65535, 65535),
    "12.pgm": lambda: pgm(RAMP * 4095, 4095),
    "16.jp2": lambda: saved(RAMP16, "JPEG2000"),
    "16.png": lambda: saved(np.repeat(np.repeat(RAMP16[:300], 5, axis=1), 1, axis=0), "PNG"),
}


@pytest.mark.parametrize("name", DEEP)
def test_a_grey_scan_of_many_bits_keeps_its_greys(deck: Deck, tmp_path: Path, name: str) -> None:
    put(tmp_path, name, DEEP[name]())
    assert grey_along(in_deck(deck, name)[1]) == pytest.approx([0, 64, 128, 191, 255], abs=3)


@pytest.mark.parametrize(("low", "high"), [(0.2, 0.5), (0.4, 0.6), (0.1, 0.1)])
@pytest.mark.parametrize("form", ["TIFF", "PNG", "JPEG2000"])
def test_a_pale_or_dark_scan_is_not_stretched(deck: Deck, tmp_path: Path, form: str, low: float, high: float) -> None:
    size = (4000, 40) if form == "PNG" else (400, 40)
    values = np.tile(np.linspace(low, high, size[0]) * 65535, (size[1], 1)).astype(np.uint16)
    put(tmp_path, "a.img", saved(values, form))
    greys = grey_along(in_deck(deck, "a.img")[1])
    assert (greys[0], greys[-1]) == pytest.approx((low * 255, high * 255), abs=3)


def test_sixteen_bits_with_transparency_stay_transparent(deck: Deck, tmp_path: Path) -> None:
    """Pillow writes no such PNG: one is made by hand, wider than a screen needs."""
    import struct
    import zlib

    row = b"\0" + b"\x80\0\x40\0" * 4000  # half grey, a quarter opaque
    head = struct.pack(">IIBBBBB", 4000, 20, 16, 4, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(row * 20)) + chunk(b"IEND", b"")
    put(tmp_path, "a.png", b"\x89PNG\r\n\x1a\n" + body)
    image = in_deck(deck, "a.png")[1].convert("RGBA")
    assert image.size == (3840, 19)
    assert image.getpixel((100, 10)) == pytest.approx((128, 128, 128, 64), abs=1)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_what_a_camera_says_of_its_orientation_is_done(
    deck: Deck, tmp_path: Path, form: str, orientation: int
) -> None:
    """The corner that the camera calls the first is red."""
    image = Image.new("RGB", (90, 60), "navy")
    image.paste((255, 0, 0), (0, 0, 20, 20))
    exif = Image.Exif()
    exif[0x0112] = orientation
    put(tmp_path, "a.img", encoded(image, form, exif=exif))
    _, shown = in_deck(deck, "a.img")
    across, down = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0), (1, 0), (1, 1), (0, 1)][orientation - 1]
    assert shown.size == ((60, 90) if orientation > 4 else (90, 60))
    corner = shown.convert("RGB").getpixel((5 + across * (shown.width - 10), 5 + down * (shown.height - 10)))
    assert corner == pytest.approx((255, 0, 0), abs=30)


# ------------------------------------------------------------------------------------- few colours


def page_of_text(size: tuple[int, int]) -> Any:
    page = Image.new("1", size, 1)
    drawing = ImageDraw.Draw(page)
    for y in range(60, size[1] - 60, 60):
        drawing.text((80, y), "The quick brown fox jumps over the lazy dog, 1939. " * 8, fill=0, font_size=38)
    return page


@pytest.mark.parametrize(("size", "times"), [((1600, 2200), 3.0), ((4100, 1800), 6.0)], ids=["as it is", "smaller"])
def test_a_scan_in_black_and_white_stays_small(
    deck: Deck, tmp_path: Path, size: tuple[int, int], times: float
) -> None:
    data = encoded(page_of_text(size), "TIFF", compression="group4")
    put(tmp_path, "page.tif", data)
    made, image = in_deck(deck, "page.tif")
    assert image.format == "PNG"
    assert len(made) < times * len(data)
    assert image.convert("L").getextrema() == (0, 255)
    assert image.width == min(size[0], 3840)


def test_a_map_in_few_colours_stays_one(deck: Deck, tmp_path: Path) -> None:
    image = Image.new("RGB", (4200, 900), "#336699")
    drawing = ImageDraw.Draw(image)
    for n in range(40):
        drawing.ellipse((n * 100, n * 10, n * 100 + 300, n * 10 + 300), fill=(n * 6, 255 - n * 5, 90))
    put(tmp_path, "map.png", encoded(image.quantize(64), "PNG"))
    made, shown = in_deck(deck, "map.png")
    assert shown.mode == "P"
    assert len(made) < 120_000
    assert shown.convert("RGB").getpixel((3800, 20)) == pytest.approx((0x33, 0x66, 0x99), abs=3)


def test_a_drawing_in_a_few_greys_is_no_photograph(deck: Deck, tmp_path: Path) -> None:
    grey = Image.fromarray(np.repeat(np.arange(16, dtype=np.uint8) * 17, 60)[None, :].repeat(300, axis=0))
    put(tmp_path, "a.tif", encoded(grey, "TIFF"))
    made, shown = in_deck(deck, "a.tif")
    assert shown.format == "PNG"
    assert np.array_equal(np.asarray(shown.convert("L")), np.asarray(grey))
    assert len(made) < 2_000


@pytest.mark.parametrize("form", ["PNG", "GIF"])
def test_a_transparent_colour_stays_transparent(deck: Deck, tmp_path: Path, form: str) -> None:
    """Both are wider than a screen needs: what is transparent is known before pixels are averaged."""
    image = Image.new("P", (4000, 40), 0)
    image.putpalette([255, 0, 0, 0, 0, 255])
    image.paste(1, (2000, 0, 4000, 40))
    put(tmp_path, "a.img", encoded(image, form, transparency=0))
    shown = in_deck(deck, "a.img")[1].convert("RGBA")
    assert shown.getpixel((100, 20))[3] == 0
    assert shown.getpixel((3800, 20)) == pytest.approx((0, 0, 255, 255), abs=2)


# ----------------------------------------------------------------------------------------- colours


def through(image: Any, data: bytes) -> tuple[int, ...]:
    """What a colour is in sRGB by its profile."""
    source = ImageCms.ImageCmsProfile(io.BytesIO(data))
    made: Any = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    return tuple(made.getpixel((0, 0)))


@pytest.mark.parametrize(
    ("form", "size", "options"),
    [
        ("JPEG", (4032, 60), {}),
        ("JPEG", (80, 60), {"turned": True}),
        ("TIFF", (80, 60), {}),
        ("PNG", (4032, 60), {}),
        ("WEBP", (80, 60), {"lossless": True}),
    ],
)
def test_colours_are_converted_with_the_pictures_own_profile(
    deck: Deck, tmp_path: Path, form: str, size: tuple[int, int], options: dict[str, Any]
) -> None:
    wide = profile()
    if options.pop("turned", False):
        options["exif"] = Image.Exif()
        options["exif"][0x0112] = 6
    image = Image.new("RGB", size, (200, 80, 60))
    expected = through(image, wide)
    assert expected[0] > 210  # or the test shows nothing
    put(tmp_path, "a.img", encoded(image, form, icc_profile=wide, **options))
    shown = in_deck(deck, "a.img")[1]
    assert shown.convert("RGB").getpixel((20, 20)) == pytest.approx(expected, abs=4)
    assert "icc_profile" not in shown.info


def test_transparency_and_a_profile_go_together(deck: Deck, tmp_path: Path) -> None:
    image = Image.new("RGBA", (4000, 40), (200, 80, 60, 90))
    put(tmp_path, "a.png", encoded(image, "PNG", icc_profile=profile()))
    shown = in_deck(deck, "a.png")[1]
    assert shown.getpixel((20, 20)) == pytest.approx((*through(image.convert("RGB"), profile()), 90), abs=3)


def test_a_grey_picture_has_a_profile_too(deck: Deck, tmp_path: Path) -> None:
    linear = profile(b"GRAY")
    put(tmp_path, "a.tif", encoded(Image.fromarray((RAMP * 255).astype(np.uint8)), "TIFF", icc_profile=linear))
    assert grey_along(in_deck(deck, "a.tif")[1])[2] == pytest.approx(188, abs=4)  # half the light


@pytest.mark.parametrize("wrong", [b"no profile at all", profile(b"GRAY"), profile()[:300]])
def test_a_wrong_profile_is_passed_over(deck: Deck, tmp_path: Path, wrong: bytes) -> None:
    put(tmp_path, "a.tif", encoded(Image.new("RGB", (80, 60), (200, 80, 60)), "TIFF", icc_profile=wrong))
    assert in_deck(deck, "a.tif")[1].getpixel((20, 20)) == pytest.approx((200, 80, 60), abs=4)


@pytest.mark.parametrize("form", ["JPEG", "TIFF"])
def test_the_colours_of_print_without_a_profile(deck: Deck, tmp_path: Path, form: str) -> None:
    """JPEGs of Adobe's programs count ink backwards; Pillow writes them so as well."""
    put(tmp_path, "a.img", encoded(Image.new("CMYK", (80, 60), (0, 200, 200, 20)), form))
    red, green, blue = in_deck(deck, "a.img")[1].getpixel((20, 20))
    assert red > 200 > 90 > max(green, blue)


@pytest.mark.parametrize("form", ["JPEG", "TIFF"])
def test_the_colours_of_print_with_a_profile(deck: Deck, tmp_path: Path, form: str) -> None:
    """These inks are none that anybody prints with: what should be cyan is a dull orange."""
    orange = (160, 148, 168)
    inks = print_profile({(1, 0, 0, 0): orange})
    put(tmp_path, "a.img", encoded(Image.new("CMYK", (80, 60), (255, 0, 0, 0)), form, icc_profile=inks))
    red, green, blue = in_deck(deck, "a.img")[1].getpixel((20, 20))
    assert red > 170 > green > 110 > blue


def test_a_lab_picture_has_its_colours(deck: Deck, tmp_path: Path) -> None:
    lab = ImageCms.profileToProfile(
        Image.new("RGB", (80, 60), (200, 80, 60)),
        ImageCms.createProfile("sRGB"),
        ImageCms.createProfile("LAB"),
        outputMode="LAB",
    )
    put(tmp_path, "a.tif", encoded(lab, "TIFF"))
    assert in_deck(deck, "a.tif")[1].getpixel((20, 20)) == pytest.approx((200, 80, 60), abs=5)


# ------------------------------------------------------------------------------ what else a file says


def noise(size: tuple[int, int] = (400, 300)) -> Any:
    return Image.effect_noise(size, 60).convert("RGB")


@pytest.mark.parametrize("options", [{}, {"icc_profile": profile()}, {"progressive": True}])
def test_a_photograph_tells_nothing_but_the_picture(deck: Deck, tmp_path: Path, options: dict[str, Any]) -> None:
    data = telling_jpeg(noise(), **options)
    assert all(s in data for s in SECRETS)
    put(tmp_path, "a.jpg", data)
    made, shown = in_deck(deck, "a.jpg")
    assert not [s for s in SECRETS if s in made]
    assert b"Exif" not in made
    assert np.array_equal(np.asarray(shown), np.asarray(noise_of(data)))
    assert shown.info.get("icc_profile") == options.get("icc_profile")


def noise_of(data: bytes) -> Any:
    return Image.open(io.BytesIO(data)).convert("RGB")


@pytest.mark.parametrize("options", [{}, {"icc_profile": profile()}])
def test_a_drawing_tells_nothing_but_the_picture(deck: Deck, tmp_path: Path, options: dict[str, Any]) -> None:
    data = telling_png(noise(), **options)
    put(tmp_path, "a.png", data)
    made, shown = in_deck(deck, "a.png")
    assert {name for name, _ in chunks(data)} > {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}
    assert {name for name, _ in chunks(made)} == {b"IHDR", b"IDAT", b"IEND", *([b"iCCP"] if options else [])}
    assert SECRETS[0] not in made
    assert np.array_equal(np.asarray(shown), np.asarray(noise_of(data)))
    assert shown.info.get("icc_profile") == options.get("icc_profile")


def test_a_thumbnail_in_the_first_segment_goes_too(deck: Deck, tmp_path: Path) -> None:
    data = encoded(noise(), "JPEG")
    body = b"JFIF\0\x01\x01\0\0\x01\0\x01\x02\x01" + b"SECRET"  # two pixels by one
    put(tmp_path, "a.jpg", data[:2] + segment(0xE0, body) + data[20:])
    made, shown = in_deck(deck, "a.jpg")
    assert b"SECRET" not in made
    assert np.array_equal(np.asarray(shown), np.asarray(noise_of(data)))


@pytest.mark.parametrize(
    ("form", "size"), [("TIFF", (80, 60)), ("WEBP", (80, 60)), ("PNG", (4000, 60)), ("JPEG", (4000, 60))]
)
def test_what_is_saved_anew_tells_nothing_either(deck: Deck, tmp_path: Path, form: str, size: tuple[int, int]) -> None:
    exif = Image.Exif()
    exif[0x013B] = SECRETS[1].decode()
    options = {"comment": SECRETS[3]} if form == "JPEG" else {}
    put(tmp_path, "a.img", encoded(noise(size), form, exif=exif, **options))
    made, _ = in_deck(deck, "a.img")
    assert not [s for s in SECRETS if s in made]
    assert b"Exif" not in made


def test_a_photograph_that_is_not_built_by_the_book_is_saved_anew(deck: Deck, tmp_path: Path) -> None:
    data = telling_jpeg(noise())
    put(tmp_path, "a.jpg", data[:2] + b"\xff\0" + data[2:])  # decoders skip what stands between segments
    made, _ = in_deck(deck, "a.jpg")
    assert not [s for s in SECRETS if s in made]
