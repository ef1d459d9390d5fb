"""What is inside a picture's file: depth, colours, what else it says, what it is. All is read back from the deck."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from picture_files import SECRETS, chunk, encoded, print_profile, profile, segment, telling_jpeg, telling_png
from PIL import Image, ImageCms, ImageDraw
from talk import boxes_of

from podium.layout.scene import Picture

Deck = Callable[..., Any]
RAMP = np.tile(np.linspace(0, 1, 900), (600, 1))


def put(folder: Path, name: str, data: bytes) -> None:
    (folder / "images").mkdir(exist_ok=True)
    (folder / "images" / name).write_bytes(data)


def in_deck(deck: Deck, name: str) -> tuple[bytes, Any]:
    """The file in the deck that shows `name`, and that decoded."""
    made = deck(f"title: T\ncredits: false\nslides:\n  - {{image: A, file: '{name}', alt: x}}\n")
    with zipfile.ZipFile(made.path) as package:
        (media,) = (n for n in package.namelist() if n.startswith("ppt/media/"))
        data = package.read(media)
    return data, Image.open(io.BytesIO(data))


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


def chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    found, at = [], 8
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        found.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + length]))
        if found[-1][0] == b"IEND":
            break
        at += 12 + length
    return found


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


# --------------------------------------------------------------------------------- what the file really is


def messages(slide: Deck, folder: Path, name: str, data: bytes) -> list[str]:
    put(folder, name, data)
    return list(slide(f"image: A\nfile: {name}").messages)


SVG = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
NO_PICTURES = {
    "a.jpg": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200), "is a HEIC photograph"),
    "b.jpg": (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heix" + bytes(200), "is a HEIC photograph"),
    "c.jpg": (b"\0\0\0\x18ftypavif\0\0\0\0mif1avif" + bytes(200), "is "),
    "d.jpg": (b"\0\0\0\x14ftypqt  \0\0\0\0qt  " + bytes(200), "is a video; save a still from it"),
    "e.jpg": (b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + bytes(200), "is a video"),
    "f.jpg": (b"RIFF\x10\0\0\0AVI LIST" + bytes(200), "is a video"),
    "g.png": (SVG, "is an SVG drawing, which podium cannot place yet; export it as PNG"),
    "h.png": (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x -->\n" + SVG, "is an SVG drawing"),
    "i.jpg": (b"<html><body>404 not found</body></html>", "is a web page, not a picture; open the picture itself"),
    "j.jpg": (b"\n<!DOCTYPE html>\n<html lang=en><svg/></html>", "is a web page"),
    "k.jpg": ("<!DOCTYPE html><html>é</html>".encode("utf-16"), "is a web page"),
    "l.jpg": (b"%PDF-1.7\n" + bytes(100), "is a PDF document"),
    "m.jpg": (b"Caption: a tank\nPhotographer unknown\n", "is a text file"),
    "n.jpg": ("Ein Panzer fährt über die Brücke, 1939, ".encode() * 300, "is a text file"),
    "o.jpg": (b"8BPS\0\x01" + bytes(100), "is a Photoshop file; save it as JPEG or PNG"),
    "p.jpg": (b"PK\x03\x04" + bytes(26) + b"ppt/slides", "is an Office document"),
    "q.jpg": (b"PK\x03\x04" + bytes(26) + b"a.jpg", "is an archive"),
    "r.jpg": (b"\xff\x0a" + bytes(30), "is a JPEG XL picture"),
    "s.jpg": (b"", "is an empty file"),
    "t.jpg": (bytes(500), "is an empty file"),
    "u.jpg": (b"\x89PNG\r\n\x1a\n" + bytes(60), "is damaged; copy or download it again"),
    "w.jpg": (encoded(Image.new("RGB", (9, 9)), "TGA"), "is a TGA picture, which podium does not read; save it as"),
    "x.tif": (b"II*\0\x08\0\0\0" + bytes(40), "is damaged, or a TIFF of a rare kind; save it as PNG, or copy it again"),
    "v.jpg": (bytes(range(256)) * 4, "is no picture that podium knows; save it as JPEG or PNG"),
}


@pytest.mark.parametrize("name", NO_PICTURES)
def test_what_is_no_picture_is_said_as_what_it_is(slide: Deck, tmp_path: Path, name: str) -> None:
    data, said = NO_PICTURES[name]
    (found,) = messages(slide, tmp_path, name, data)
    assert found.startswith(f"talk.yaml:6:11: error: the picture '{name}' {said}")


@pytest.mark.skipif(".avif" not in Image.registered_extensions(), reason="this Pillow reads no AVIF")
def test_avif_is_read(deck: Deck, tmp_path: Path) -> None:
    put(tmp_path, "a.jpg", encoded(Image.new("RGB", (900, 600), "navy"), "AVIF"))
    assert in_deck(deck, "a.jpg")[1].getpixel((20, 20)) == pytest.approx((0, 0, 128), abs=6)


def test_avif_without_support_is_said(slide: Deck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Image.init()
    monkeypatch.delitem(Image.OPEN, "AVIF", raising=False)
    monkeypatch.setattr(Image, "ID", [i for i in Image.ID if i != "AVIF"])
    (found,) = messages(slide, tmp_path, "a.avif", b"\0\0\0\x1cftypavif\0\0\0\0mif1avifmiaf" + bytes(200))
    assert "is an AVIF picture, which needs Pillow 11.3 or newer; update Pillow, or save it" in found


# -------------------------------------------------------------------------------- several pictures in one


def frames(form: str, count: int = 3, sizes: tuple[tuple[int, int], ...] = ()) -> bytes:
    made = [Image.new("RGB", size, (n * 60, 200, 0)) for n, size in enumerate(sizes or ((900, 600),) * count)]
    return encoded(made[0], form, save_all=True, append_images=made[1:])


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_a_picture_that_moves_says_that_its_first_frame_is_shown(slide: Deck, tmp_path: Path, form: str) -> None:
    (found,) = messages(slide, tmp_path, "a.img", frames(form))
    assert "warning: of the picture 'a.img' the first of 3 frames is shown; save the one that you want" in found


@pytest.mark.parametrize("form", ["TIFF", "MPO"])
def test_a_picture_of_many_pages_says_which_is_shown(slide: Deck, tmp_path: Path, form: str) -> None:
    (found,) = messages(slide, tmp_path, "a.img", frames(form))
    assert "warning: of the picture 'a.img' page 1 of 3 is shown" in found


def test_pages_are_counted_up_to_a_thousand(slide: Deck, tmp_path: Path) -> None:
    pages = [Image.new("L", (900, 600))] + [Image.new("L", (2, 2))] * 1001
    (found,) = messages(slide, tmp_path, "a.tif", encoded(pages[0], "TIFF", save_all=True, append_images=pages[1:]))
    assert "page 1 of more than 999 is shown" in found


def test_an_animated_png_shows_its_first_frame_everywhere(deck: Deck, tmp_path: Path) -> None:
    put(tmp_path, "a.png", frames("PNG"))
    made, shown = in_deck(deck, "a.png")
    assert not {b"acTL", b"fcTL", b"fdAT"} & {name for name, _ in chunks(made)}
    assert shown.getpixel((20, 20)) == (0, 200, 0)


def test_a_phones_map_of_light_is_no_page(slide: Deck, tmp_path: Path) -> None:
    assert messages(slide, tmp_path, "a.jpg", frames("MPO", sizes=((900, 600), (450, 300)))) == []


@pytest.mark.parametrize("form", ["GIF", "TIFF", "WEBP"])
def test_a_single_picture_says_nothing(slide: Deck, tmp_path: Path, form: str) -> None:
    assert messages(slide, tmp_path, "a.img", encoded(Image.new("RGB", (900, 600)), form)) == []


# ---------------------------------------------------------------------------------------------- size


@pytest.mark.parametrize(
    ("size", "form", "read"),
    [((8064, 6048), "JPEG", True), ((11_648, 8_736), "JPEG", True), ((7000, 7000), "JPEG", True),
     ((6400, 6400), "PNG", False), ((12_000, 12_000), "JPEG", False)],
)  # fmt: skip
def test_large_photographs_are_read_and_what_takes_too_much_memory_is_refused(
    slide: Deck, tmp_path: Path, size: tuple[int, int], form: str, read: bool
) -> None:
    made = messages(slide, tmp_path, "a.img", encoded(Image.new("L", size), form))
    assert made == [] if read else "million; save a copy of at most 3840 pixels a side" in made[0]


def test_a_large_file_that_is_no_picture_is_named_too(slide: Deck, tmp_path: Path) -> None:
    put(tmp_path, "film.mp4", b"\0\0\0\x18ftypisom\0\0\0\0isommp42")
    with (tmp_path / "images" / "film.mp4").open("r+b") as file:
        file.truncate(70_000_000)
    assert "a deck carries no video or sound" in slide("image: A\nfile: film.mp4").messages[0]


def test_a_photograph_of_a_hundred_megapixels_is_never_decoded_whole() -> None:
    from podium.layout.picture_file import MAX_PIXELS, _draft_scale

    for width in range(100, 20_000, 700):
        for height in range(100, 20_000, 700):
            scale = _draft_scale(width, height)
            assert width * height <= MAX_PIXELS * scale * scale or scale == 8
            assert scale == 1 or max(width, height) >= scale * 3840 or width * height > MAX_PIXELS


def test_a_thumbnail_over_half_a_slide_is_a_warning_with_the_pixels_that_it_needs(slide: Deck, tmp_path: Path) -> None:
    put(tmp_path, "a.png", encoded(Image.new("RGB", (120, 80)), "PNG"))
    (found,) = slide("image: A\nfile: a.png").messages
    width = next(b for p in slide("image: A\nfile: a.png").pages for b in boxes_of(p) if isinstance(b, Picture)).rect.w
    inches = width / 914_400
    assert found.startswith(
        f"talk.yaml:6:11: warning: the picture 'a.png' has 120 × 80 pixels, too few for {inches:.1f} inches; "
    )
    needed = int(found.rpartition("least ")[2].split()[0].replace(",", ""))
    assert 75 * inches <= needed <= 75 * inches + 10
    put(tmp_path, "a.png", encoded(Image.new("RGB", (needed, needed * 2 // 3)), "PNG"))
    assert slide("image: A\nfile: a.png").messages == []


def test_every_picture_that_is_too_coarse_is_named_once_at_its_place(lecture: Deck, tmp_path: Path) -> None:
    put(tmp_path, "a.png", encoded(Image.new("RGB", (120, 80)), "PNG"))
    made = lecture(
        "title: T\ncover: {file: a.png}\nslides:\n"
        "  - images: A\n    items: [{at: left, file: a.png, alt: x}, {at: right, file: a.png, alt: x}]\n"
        "  - {portrait: A, file: a.png, name: N, items: [One, Two]}\n"
    )
    lines = [m.split(": ")[0] for m in made.messages if "pixels" in m]
    assert lines == ["talk.yaml:2:15", "talk.yaml:5:30", "talk.yaml:5:64", "talk.yaml:6:25"]
