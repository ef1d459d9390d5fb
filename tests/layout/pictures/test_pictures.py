"""Pictures: found, turned upright, never distorted; what cannot be shown is one clear error with its place."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from talk import boxes_of, text_of
from thorough import examples

from podium.scene.boxes import Picture
from podium.scene.units import Rect

Slide = Callable[..., Any]


def save(folder: Path, name: str, size: tuple[int, int] = (40, 30), mode: str = "RGB", **options: Any) -> Path:
    path = folder / "images" / name
    path.parent.mkdir(exist_ok=True)
    Image.new(mode, size).save(path, **options)
    return path


def shown(made: Any) -> list[Picture]:
    return [b for p in made.pages for b in boxes_of(p) if isinstance(b, Picture)]


def carried(made: Any) -> list[Image.Image]:
    return [Image.open(io.BytesIO(m.data)) for m in made.scene.media.values()]


@pytest.mark.parametrize(
    ("size", "mode"),
    [
        ((400, 100), "RGB"),
        ((100, 400), "RGB"),
        ((1, 1), "RGB"),
        ((3000, 2), "RGB"),
        ((50, 50), "RGBA"),
        ((50, 50), "L"),
        ((50, 50), "P"),
        ((50, 50), "1"),
    ],
)
def test_a_picture_is_shown_without_distortion(slide: Slide, tmp_path: Path, size: tuple[int, int], mode: str) -> None:
    save(tmp_path, "a.png", size, mode)
    made = slide("image: A\nfile: a.png\ncaption: C")
    assert not [m for m in made.messages if "too few" not in m]
    (picture,) = shown(made)
    assert picture.rect.w * size[1] == pytest.approx(picture.rect.h * size[0], rel=0.01, abs=max(size) * 2)
    page = made.scene.grid.slide
    assert page.x <= picture.rect.x
    assert picture.rect.right <= page.right


@settings(max_examples=examples(100), deadline=None)
@given(st.integers(10_000, 10**7), st.integers(10_000, 10**7), st.floats(0.02, 50))
def test_the_fitted_rectangle_touches_two_sides_and_keeps_the_aspect(w: int, h: int, aspect: float) -> None:
    outer = Rect(123, 456, w, h)
    inner = outer.fit(aspect)
    assert inner.w == w or inner.h == h
    assert (inner.x, inner.y) >= (outer.x, outer.y)
    assert inner.right <= outer.right
    assert inner.bottom <= outer.bottom
    assert abs(inner.w - inner.h * aspect) <= max(1.0, aspect)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_is_turned_as_its_camera_says(slide: Slide, tmp_path: Path, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    save(tmp_path, "a.jpg", (80, 40), exif=exif)
    made = slide("image: A\nfile: a.jpg")
    (image,) = carried(made)
    upright = (40, 80) if orientation >= 5 else (80, 40)
    assert image.size == upright
    assert image.getexif().get(0x0112, 1) == 1
    (picture,) = shown(made)
    assert picture.rect.w / picture.rect.h == pytest.approx(upright[0] / upright[1], rel=0.01)


@pytest.mark.parametrize("name", ["a.png", "a.jpg"])
def test_a_picture_that_needs_no_change_is_carried_as_it_is(slide: Slide, tmp_path: Path, name: str) -> None:
    data = save(tmp_path, name).read_bytes()
    made = slide(f"image: A\nfile: {name}")
    assert [m.data for m in made.scene.media.values()] == [data]


@pytest.mark.parametrize(
    ("name", "mode", "kind"),
    [
        ("a.webp", "RGB", "JPEG"),
        ("a.webp", "RGBA", "PNG"),
        ("a.gif", "P", "PNG"),
        ("a.bmp", "RGB", "PNG"),
        ("a.tiff", "RGB", "JPEG"),
        ("cmyk.jpg", "CMYK", "JPEG"),
    ],
)
def test_other_formats_are_converted(slide: Slide, tmp_path: Path, name: str, mode: str, kind: str) -> None:
    save(tmp_path, name, mode=mode)
    made = slide(f"image: A\nfile: {name}")
    assert not [m for m in made.messages if "too few" not in m]
    (image,) = carried(made)
    assert (image.format, image.size) == (kind, (40, 30))
    assert image.mode in ("RGB", "RGBA", "P")


def test_a_large_picture_is_made_as_small_as_a_screen_needs(slide: Slide, tmp_path: Path) -> None:
    save(tmp_path, "a.png", (5000, 2500))
    made = slide("image: A\nfile: a.png")
    assert carried(made)[0].size == (3840, 1920)


def test_a_picture_on_two_slides_is_carried_once(lecture: Callable[..., Any], tmp_path: Path) -> None:
    save(tmp_path, "a.png")
    made = lecture("title: T\nslides:\n  - {image: A, file: a.png}\n  - {image: B, file: a.png}\n")
    assert len(made.scene.media) == 1
    assert len(shown(made)) == 2


def test_a_picture_is_found_beside_the_outline_too(slide: Slide, tmp_path: Path) -> None:
    (tmp_path / "slides_src").mkdir()
    save(tmp_path, "a.png").rename(tmp_path / "slides_src" / "a.png")
    assert shown(slide("image: A\nfile: a.png"))


@pytest.mark.parametrize("name", ["with space.png", "bild-ü-中文.png", "up/../a.png", "ends.PNG"])
def test_file_names_are_taken_as_they_are(slide: Slide, tmp_path: Path, name: str) -> None:
    (tmp_path / "images" / "up").mkdir(parents=True)
    save(tmp_path, name)
    assert shown(slide(f"image: A\nfile: {name}"))


# -------------------------------------------------------------------------------------------- not there


def test_a_missing_picture_is_a_plate_with_a_caption_and_a_warning(slide: Slide) -> None:
    made = slide("image: A\nfile: gunner.jpg\ncaption: A gunner")
    assert made.messages == [
        "talk.yaml:6:11: warning: the picture 'gunner.jpg' is not there yet; "
        "put the file in images/; until then the slide shows a plate"
    ]
    text = text_of(made.slides()[0])
    assert "A gunner" in text
    assert "gunner.jpg" not in text  # the class does not see it
    assert any("images/gunner.jpg" in b.alt for b in boxes_of(made.slides()[0]))
    assert not shown(made)


def test_the_plate_of_a_person_has_initials_life_and_role(slide: Slide) -> None:
    text = text_of(slide("portrait: A\nfile: z.jpg\nname: Georgy Zhukov\nlife: 1896–1974\nrole: General").slides()[0])
    for words in ("GZ", "Georgy Zhukov", "1896–1974", "General"):
        assert words in text


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Pu Yi", "PY"),
        ("Stalin", "S"),
        ("Georgy Konstantinovich Zhukov", "GZ"),
        ("Jean-Luc Picard", "JP"),
        ("Otto von Bismarck", "OB"),
        ("Louis XVI", "L"),
        ("Friedrich Wilhelm IV", "FW"),
        ("Malcolm X", "MX"),
        ("溥仪", "溥"),
        ("", ""),
    ],
)
def test_initials_are_those_of_the_first_and_the_last_name(name: str, initials: str) -> None:
    from podium.layout.plate import monogram

    assert monogram(name) == initials


def test_a_picture_takes_the_place_of_its_plate(slide: Slide, tmp_path: Path) -> None:
    """Dropping the file into images/ is all that is needed."""
    outline = "image: A\nfile: a.png\nshort: S\ncaption: C"
    waiting = next(b for b in slide(outline).slides()[0].boxes if b.name == "S")
    save(tmp_path, "a.png", (waiting.rect.w // 10000, waiting.rect.h // 10000))
    made = slide(outline)
    assert not made.messages
    (picture,) = shown(made)
    assert picture.rect.w == pytest.approx(waiting.rect.w, rel=0.02)
    assert picture.rect.h == pytest.approx(waiting.rect.h, rel=0.02)


@pytest.mark.parametrize("name", ["'" + "x" * 400 + ".png'", "nul"])
def test_a_name_that_no_file_can_have_is_not_there_yet(slide: Slide, name: str) -> None:
    (found,) = [d for d in slide(f"image: A\nfile: {name}").report if d.code != "continued"]  # so long is the name
    assert "is not there yet" in found.message


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("/etc/passwd", "is outside the project"),
        ("../../../../../../etc/passwd", "is outside the project"),
        ("http://example.org/a.png", "is an address, not a file"),
        ("newsreel.mp4", "is not a picture, but video or sound"),
    ],
)
def test_what_a_deck_may_not_carry_is_an_error(slide: Slide, name: str, why: str) -> None:
    (message,) = slide(f"image: A\nfile: {name}").messages
    assert "error: " in message
    assert why in message


# -------------------------------------------------------------------------------------- cannot be shown


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds nothing: a decoder that believed it would need gigabytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((400, 300), 90).save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        (
            "huge.png",
            png_header(13_312, 13_312),
            "has 13,312 × 13,312 pixels, more than 40 million; save a copy with at most 3840 pixels on each side",
        ),
        ("bomb.png", png_header(2**31 - 1, 2**31 - 1), "pixels"),
        ("cut.jpg", jpeg()[:-2000], "is incomplete; copy or download it again"),
        ("cut.png", png_header(4, 4)[:-12], "is damaged; copy or download it again"),
        ("start.jpg", jpeg()[:3000], "is incomplete; copy or download it again"),
        ("empty.png", b"", "is an empty file; copy or download it again"),
        ("text.png", b"hello", "is a text file; name a picture file: JPEG or PNG"),
        (
            "drawing.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            "is an SVG drawing, which podium cannot place yet; export it as PNG",
        ),
        ("paper.pdf", b"%PDF-1.4", "is a PDF document, which podium cannot place yet; export the page as PNG"),
    ],
    ids=lambda v: v if isinstance(v, str) and "." in v and " " not in v else "",
)
def test_a_file_that_cannot_be_shown_is_an_error_with_its_place(
    slide: Slide, tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / name).write_bytes(data)
    (found,) = slide(f"image: A\nfile: {name}").messages
    assert found.startswith(f"talk.yaml:6:11: error: the picture '{name}' ")
    assert message in found


def test_a_directory_is_no_picture(slide: Slide, tmp_path: Path) -> None:
    (tmp_path / "images" / "a.png").mkdir(parents=True)
    assert slide("image: A\nfile: a.png").messages == [
        "talk.yaml:6:11: error: the picture 'a.png' is a directory; name a picture file"
    ]


def test_what_a_camera_appends_to_a_photograph_does_no_harm(slide: Slide, tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "a.jpg").write_bytes(jpeg() + bytes(50_000))
    assert shown(slide("image: A\nfile: a.jpg"))


def test_a_file_that_is_too_large_is_refused_unread(slide: Slide, tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    with (tmp_path / "images" / "a.png").open("wb") as f:
        f.truncate(60_000_001)
    assert "is larger than 60 MB; save a smaller copy" in slide("image: A\nfile: a.png").messages[0]
