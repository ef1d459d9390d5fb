"""What a file under a picture's name really is, what of it is shown, and how large it may be and must be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from picture_files import chunks, encoded, in_deck, put
from PIL import Image

Deck = Callable[..., Any]


# --------------------------------------------------------------------------------- what the file really is


def messages(slide: Deck, folder: Path, name: str, data: bytes) -> list[str]:
    put(folder, name, data)
    return list(slide(f"image: A\nfile: {name}").messages)


SVG = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
NO_PICTURES = {
    "a.jpg": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200), "is a HEIC photo"),
    "b.jpg": (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heix" + bytes(200), "is a HEIC photo"),
    "c.jpg": (b"\0\0\0\x18ftypavif\0\0\0\0mif1avif" + bytes(200), "is "),
    "d.jpg": (b"\0\0\0\x14ftypqt  \0\0\0\0qt  " + bytes(200), "is a video; play it with the kind or block 'media'"),
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
    "x.tif": (b"II*\0\x08\0\0\0" + bytes(40), "is damaged, or a rare kind of TIFF; save it as PNG, or copy it again"),
    "v.jpg": (bytes(range(256)) * 4, "is not a picture that podium can read; save it as JPEG or PNG"),
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
    assert "warning: the picture 'a.img': only the first of 3 frames is shown; save the one you want" in found


@pytest.mark.parametrize("form", ["TIFF", "MPO"])
def test_a_picture_of_many_pages_says_which_is_shown(slide: Deck, tmp_path: Path, form: str) -> None:
    (found,) = messages(slide, tmp_path, "a.img", frames(form))
    assert "warning: the picture 'a.img': only page 1 of 3 is shown" in found


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
    assert made == [] if read else "million; save a copy with at most 3840 pixels on each side" in made[0]


def test_a_large_file_that_is_no_picture_is_named_too(slide: Deck, tmp_path: Path) -> None:
    put(tmp_path, "film.mp4", b"\0\0\0\x18ftypisom\0\0\0\0isommp42")
    with (tmp_path / "images" / "film.mp4").open("r+b") as file:
        file.truncate(70_000_000)
    assert "is not a picture, but video or sound" in slide("image: A\nfile: film.mp4").messages[0]


def test_a_photograph_of_a_hundred_megapixels_is_never_decoded_whole() -> None:
    from podium.layout.pictures.file import MAX_PIXELS, _draft_scale

    for width in range(100, 20_000, 700):
        for height in range(100, 20_000, 700):
            scale = _draft_scale(width, height)
            assert width * height <= MAX_PIXELS * scale * scale or scale == 8
            assert scale == 1 or max(width, height) >= scale * 3840 or width * height > MAX_PIXELS


def test_a_thumbnail_over_half_a_slide_is_a_warning_with_the_pixels_that_it_needs(slide: Deck, tmp_path: Path) -> None:
    put(tmp_path, "a.png", encoded(Image.new("RGB", (120, 80)), "PNG"))
    (found,) = slide("image: A\nfile: a.png").messages
    content = slide("image: A\nfile: a.png").scene.grid.content(0).bottom - 1.32 * 914_400
    inches = content * 3 / 2 / 914_400
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
