"""Office files of others: what declares entities or is damaged is refused with one line, wherever that stands."""

from __future__ import annotations

import io
import zipfile

import pytest

from podium.ooxml import Package, Unusable

DECLARED = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'


def package(part: bytes, packed: int = zipfile.ZIP_DEFLATED) -> Package:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packed) as archive:
        archive.writestr("word/document.xml", part)
    return Package(made)


@pytest.mark.parametrize(
    "part",
    [
        DECLARED.encode(),
        DECLARED.encode("utf-16"),
        f"<!--{'x' * 20_010}-->{DECLARED}".encode(),
        f"<?xml version='1.0' encoding='utf-16'?><!--{'x' * 90_000}-->{DECLARED}".encode("utf-16"),
        f"<?xml version='1.0' encoding='no-such'?>{DECLARED}".encode(),
    ],
)
def test_entities_are_refused_however_far_down(part: bytes) -> None:
    made = package(part)
    for read in (made.require_no_entities, lambda: made.xml("word/document.xml")):
        with pytest.raises(Unusable, match=r"declares entities in word/document\.xml"):
            read()


def test_words_about_entities_are_no_entities() -> None:
    made = package(b"<a><!-- <!ENTITY b> --><![CDATA[<!DOCTYPE html>]]></a>")
    made.require_no_entities()
    assert made.xml("word/document.xml").text == "<!DOCTYPE html>"


@pytest.mark.parametrize("packed", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_part_is_named(packed: int) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packed) as archive:
        archive.writestr("a.xml", b"<a>" + bytes(range(65, 91)) * 500 + b"</a>")
    data = bytearray(made.getvalue())
    start = data.index(b"a.xml") + len("a.xml")
    data[start + 12 : start + 40] = bytes(28)
    with pytest.raises(Unusable, match=r"is damaged: a\.xml"):
        Package(io.BytesIO(data)).data("a.xml")
