"""Files that are no decks, or were made to do harm: one clear line, and the exit code 2."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

TALK = "title: A talk\nslides:\n  - points: One claim\n    items: [One, Two]\n"


@pytest.fixture
def deck(podium: Callable[..., Result], project: Path) -> Path:
    (project / "slides_src" / "talk.yaml").write_text(TALK, "utf-8")
    assert podium("build", "-q").exit_code == 0
    return project / "output" / "talk.pptx"


def with_part(deck: Path, name: str, data: bytes) -> Path:
    """The deck with another content of one part."""
    made = deck.parent / "made.pptx"
    with zipfile.ZipFile(deck) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, data)
    return made


def refused(podium: Callable[..., Result], path: Path | str) -> str:
    result = podium("diff", str(path), "--outline", "slides_src/talk.yaml", "--apply")
    assert result.exit_code == 2, result.output
    assert not result.stdout
    (line,) = result.stderr.splitlines()
    assert str(path) in line
    return line


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b"PK", "is damaged"),
        (b"no deck at all", "is no Office file"),
        (b"PK\x05\x06" + b"\0" * 18, "is a ZIP archive, but no Office file"),
        (b"\0" * 100_000, "is no Office file"),
        (TALK.encode(), "is no Office file"),
    ],
)
def test_any_other_file_is_no_deck(data: bytes, why: str, podium: Callable[..., Result], deck: Path) -> None:
    other = deck.parent / "other.pptx"
    other.write_bytes(data)
    assert why in refused(podium, other)


def test_a_workbook_a_folder_and_nothing_are_no_decks(podium: Callable[..., Result], deck: Path) -> None:
    import xlsxwriter

    book = deck.parent / "book.pptx"
    xlsxwriter.Workbook(str(book)).close()
    assert "is no PowerPoint deck" in refused(podium, book)
    assert "is no file, but a directory" in refused(podium, deck.parent)
    assert "no such file" in refused(podium, deck.parent / "nothing.pptx")
    assert "is no file" in refused(podium, "/dev/zero")


def test_an_old_or_protected_deck_is_named(podium: Callable[..., Result], deck: Path) -> None:
    old = deck.parent / "old.ppt"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000)
    assert "has a password, or is of an Office before 2007" in refused(podium, old)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "name", ["ppt/presentation.xml", "ppt/slides/slide2.xml", "_rels/.rels", "customXml/item1.xml"]
)
def test_entities_are_not_expanded(encoding: str, name: str, podium: Callable[..., Result], deck: Path) -> None:
    """A billion laughs, and the content of a file."""
    entities = f'<!ENTITY a "{"ha" * 9}"><!ENTITY f SYSTEM "file:///etc/passwd">'
    bomb = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [{entities}]>'
    data = f'{bomb}<x xmlns="urn:x-podium:deck:1">&a;&f;</x>'.encode(encoding)
    made = with_part(deck, name, data)
    if name.startswith("customXml") and encoding != "utf-8":
        found = podium("diff", str(made), "--outline", "slides_src/talk.yaml")  # nobody's part, so there is no record
        assert found.exit_code == 0
        assert "has lost podium's record" in found.stderr
    else:
        assert "declares entities" in refused(podium, made)


def test_a_zip_bomb_is_not_unpacked(podium: Callable[..., Result], deck: Path) -> None:
    made = with_part(deck, "ppt/slides/slide2.xml", b"<a>" + b" " * 100_000_000)
    assert made.stat().st_size < 1_000_000
    assert "unpacks to more than 60 MB (ppt/slides/slide2.xml)" in refused(podium, made)


@pytest.mark.parametrize("data", [b"", b"<p:sld", b"\xff\xfe\xfa", b"<a>" * 5000])
def test_damaged_parts_are_named(data: bytes, podium: Callable[..., Result], deck: Path) -> None:
    made = with_part(deck, "ppt/slides/slide2.xml", data)
    assert "is damaged: ppt/slides/slide2.xml is no XML" in refused(podium, made)


def test_a_truncated_or_broken_archive_is_named(podium: Callable[..., Result], deck: Path) -> None:
    data = bytearray(deck.read_bytes())
    cut = deck.parent / "cut.pptx"
    cut.write_bytes(data[: len(data) // 2])
    assert "is damaged" in refused(podium, cut)
    at = data.index(b"ppt/slides/slide2.xml") + 60
    data[at : at + 40] = b"\xff" * 40
    cut.write_bytes(data)
    assert "is damaged: ppt/slides/slide2.xml cannot be unpacked" in refused(podium, cut)


@pytest.mark.parametrize("record", [b"", b"<deck/>", b'<deck xmlns="urn:x-podium:deck:1"><slide/></deck>',
                                    b'<deck xmlns="urn:x-podium:deck:1"><slide id="9" page="x">1|2</slide></deck>',
                                    b'<deck xmlns="urn:x-podium:deck:1" outline="../../etc/passwd"/>'])  # fmt: skip
def test_a_damaged_record_is_like_none(record: bytes, podium: Callable[..., Result], deck: Path) -> None:
    made = with_part(deck, "customXml/item1.xml", record)
    result = podium("diff", str(made), "--outline", "slides_src/talk.yaml")
    assert result.exit_code == 0
    assert result.stdout == f"{made}: as slides_src/talk.yaml says\n"
    assert ("has lost podium's record" in result.stderr) == (b"passwd" not in record)
    if b"passwd" in record:
        lost = podium("diff", str(made))
        assert lost.exit_code == 2
        assert "its outline passwd is not in slides_src/; name it with --outline" in lost.stderr


@pytest.mark.parametrize("id", ["9" * 5000, "²", "-1", "", "0x9"])
def test_an_id_that_is_no_number_is_none(id: str, podium: Callable[..., Result], deck: Path) -> None:
    with zipfile.ZipFile(deck) as archive:
        shape = archive.read("ppt/slides/slide2.xml")
        order = archive.read("ppt/presentation.xml")
    made = with_part(deck, "ppt/slides/slide2.xml", re.sub(rb'cNvPr id="\d+"', f'cNvPr id="{id}"'.encode(), shape))
    assert podium("diff", str(made), "-q").stdout == "", "words, names and places tell the shapes"
    made = with_part(deck, "ppt/presentation.xml", re.sub(rb'sldId id="\d+"', f'sldId id="{id}"'.encode(), order))
    result = podium("diff", str(made), "-q")
    assert (result.exit_code, result.output) == (0, "")


def test_a_slide_without_its_part_is_no_deleted_slide(podium: Callable[..., Result], deck: Path) -> None:
    made = deck.parent / "made.pptx"
    with zipfile.ZipFile(deck) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            if part != "ppt/slides/slide2.xml":
                new.writestr(part, old.read(part))
    assert "is damaged: the part of slide 2 is missing" in refused(podium, made)


@pytest.mark.parametrize("name", ["a" * 300 + ".yaml", "..", "/", "talks/", "\u0394\u200b"])
def test_an_outline_that_cannot_be_a_file_is_not_found(name: str, podium: Callable[..., Result], deck: Path) -> None:
    record = f'<deck xmlns="urn:x-podium:deck:1" outline="{name}"/>'.encode()
    result = podium("diff", str(with_part(deck, "customXml/item1.xml", record)))
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert f"{Path('made.pptx')}" in line
    assert "is not in slides_src/; name it with --outline" in line


def test_shapes_in_shapes_without_end_are_cut(podium: Callable[..., Result], deck: Path) -> None:
    with zipfile.ZipFile(deck) as archive:
        slide = archive.read("ppt/slides/slide2.xml")
    group = b"<p:grpSp><p:nvGrpSpPr><p:cNvPr id='9' name='g'/></p:nvGrpSpPr>"
    deep = slide.replace(b"</p:spTree>", group * 3000 + b"</p:grpSp>" * 3000 + b"</p:spTree>")
    result = podium("diff", str(with_part(deck, "ppt/slides/slide2.xml", deep)), "--outline", "slides_src/talk.yaml")
    assert result.exit_code == 1
    assert "slide 2: new: 'g'\n" in result.stdout


@pytest.mark.parametrize(
    "look",
    [
        *(f'<a:{kind} val="{value}"/>' for kind in ("lumMod", "satMod", "alpha", "shade", "lum")
          for value in ("nan", "inf", "-inf", "9" * 5000, "\u00b2", "")),
    ],
)  # fmt: skip
def test_colours_that_are_none_are_told_as_others(look: str, podium: Callable[..., Result], deck: Path) -> None:
    with zipfile.ZipFile(deck) as archive:
        slide = archive.read("ppt/slides/slide2.xml").decode()
    head = slide.index("<a:rPr ")
    colour = f'<a:solidFill><a:srgbClr val="123456">{look}</a:srgbClr></a:solidFill>'
    made = slide[:head] + slide[head:].replace('<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>', colour, 1)
    assert made != slide
    result = podium(
        "diff", str(with_part(deck, "ppt/slides/slide2.xml", made.encode())), "--outline", "slides_src/talk.yaml"
    )
    assert result.exit_code == 1
    assert "another colour: 'Headline'" in result.stdout


@pytest.mark.parametrize("value", ["nan", "9" * 5000, "-1", "\u00b2", ""])
def test_sizes_that_are_none_are_told_as_others(value: str, podium: Callable[..., Result], deck: Path) -> None:
    with zipfile.ZipFile(deck) as archive:
        slide = archive.read("ppt/slides/slide2.xml").decode()
    made = re.sub(r' sz="\d+" b="', f' sz="{value}" baseline="{value}" b="', slide)
    made = re.sub(r'<a:pPr marL="0"', f'<a:pPr marL="{value}" lvl="{value}"', made)
    result = podium(
        "diff", str(with_part(deck, "ppt/slides/slide2.xml", made.encode())), "--outline", "slides_src/talk.yaml"
    )
    assert result.exit_code == 1
    assert "another size: 'Headline'" in result.stdout
