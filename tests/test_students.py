"""What only the teacher should see is in no part of what students get: every part of every file is opened and read."""

from __future__ import annotations

import base64
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from podium.backends.pdf.document import deck_pdf
from podium.backends.pdf.paper import A4, leaves_pdf
from podium.backends.pptx.write import write
from podium.backends.svg.files import page_files
from podium.backends.svg.html import deck_html
from podium.paper import KINDS, handout
from podium.pipeline import scene_of

SECRET = "Quokka"
OUTLINE = f"""title: A lecture
subtitle: ${{who}}
vars: {{who: Open}}
for:
  teacher: {{vars: {{who: {SECRET}0}}, minutes: 45, author: {SECRET}1}}
  students: {{notes: false, answers: false}}
sides:
  soviet: {{name: Soviet Union, colour: red}}
  japan: {{name: Japan, colour: blue}}
sources:
  open: {{title: An open source}}
  private: {{title: {SECRET}2, author: {SECRET}3}}
sections:
  - title: Open section
    notes: {SECRET}4
    slides:
      # {SECRET}5 in a comment
      - points: An open claim
        notes: "{SECRET}6 [click] {SECRET}7"
        items:
          - Open item: with an open proof
        for:
          teacher: {{foot: {SECRET}8, source: private}}
      - chart: An open chart
        type: bar
        data: {{Open: 1, Other: 2}}
        note: Open note
        for:
          teacher: {{data: {{{SECRET}9: 77, Other: 2}}, alt: {SECRET}10}}
      - quiz: An open question
        answers: [One answer, Another answer]
        answer: B
        explanation: {SECRET}11 explains it
      - image: An open picture
        file: open.jpg
        alt: Open alt text
        credit: Open credit
        for:
          teacher: {{alt: {SECRET}12, credit: {SECRET}13, caption: {SECRET}14}}
      - map: An open map
        territories: east-asia-1931-1941
        year: 1939
        fit: [manchukuo]
        positions: {{source: {SECRET}15, confidence: low}}
        events: [{{title: Open event, at: [118, 47]}}]
      - points: {SECRET}16
        for: teacher
        id: {SECRET.lower()}17
        items: [{SECRET}18]
  - title: {SECRET}19
    for: teacher
    slides:
      - number: {SECRET}20
        figure: 21
        picture: {SECRET.lower()}.jpg
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("students")
    (root / "slides_src").mkdir()
    (root / "images").mkdir()
    for name in ("open.jpg", f"{SECRET.lower()}.jpg"):
        image = Image.new("RGB", (1600, 1000), "grey")
        exif = Image.Exif()
        exif[0x010E] = f"{SECRET}22"  # ImageDescription
        image.save(root / "images" / name, exif=exif, comment=f"{SECRET}23")
    (root / "slides_src" / "talk.yaml").write_text(OUTLINE, "utf-8")
    return root


def parts(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """A file and all that is packed into it, unpacked, and the words that a reader of a PDF sees."""
    yield name, data
    if data.startswith(b"%PDF"):
        pages = pypdfium2.PdfDocument(data)
        yield f"{name}, words", "\n".join(page.get_textpage().get_text_range() for page in pages).encode()
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for inner in archive.namelist():
                yield f"{name}/{inner}", inner.encode()
                yield from parts(f"{name}/{inner}", archive.read(inner))
    for found in re.findall(rb"base64,([A-Za-z0-9+/=]{40,})", data):
        yield from parts(f"{name}, base64", base64.b64decode(found))
    for start in re.finditer(rb"stream\r?\n", data):
        with_rest = data[start.end() :]
        try:
            yield f"{name}, stream", zlib.decompressobj().decompress(with_rest)
        except zlib.error:
            continue


def leaks(name: str, data: bytes) -> list[str]:
    words = [SECRET.lower().encode(enc) for enc in ("utf-8", "utf-16-le", "utf-16-be")]
    return [where for where, part in parts(name, data) if any(word in part.lower() for word in words)]


def files_of(project: Path, variant: str) -> Iterator[tuple[str, bytes]]:
    report, scene = scene_of(project / "slides_src" / "talk.yaml", variant=variant)
    assert not report.failed, list(report)
    assert scene is not None
    target = project / f"{variant}.pptx"
    write(scene, target)
    yield "pptx", target.read_bytes()
    yield "html", deck_html(scene).encode()
    for name, text in page_files(scene):
        yield name, (name + text).encode()
    yield "pdf", deck_pdf(scene).data
    if variant == "students":
        for kind in KINDS:
            made = handout.leaves(scene, A4, kind)
            yield f"handout of {kind}", leaves_pdf(scene, made, A4).data


def test_a_students_file_has_no_word_of_the_teachers(project: Path) -> None:
    for name, data in files_of(project, "students"):
        assert leaks(name, data) == []
        if name in ("pptx", "html", "pdf") or name.startswith("handout"):  # the search does look inside
            assert b"open claim" in b"".join(part for _, part in parts(name, data))


def test_the_teachers_file_has_them_so_the_search_finds_what_is_there(project: Path) -> None:
    found = {name: leaks(name, data) for name, data in files_of(project, "teacher")}
    inside = " ".join(found["pptx"])
    assert "ppt/slides/" in inside
    assert "notesSlides" in inside
    assert ".xlsx/" in inside
    assert "docProps" in inside
    assert found["html"]
    assert "pdf, words" in found["pdf"]
    assert not any("media" in where and "jp" in where for where in found["pptx"])  # pictures lose what cameras write


def test_without_answers_a_quiz_shows_none(project: Path) -> None:
    _, scene = scene_of(project / "slides_src" / "talk.yaml", variant="students")
    assert scene is not None
    (page,) = [p for p in scene.pages if p.title == "An open question"]
    assert {b.step for b in page.boxes} == {0}
    assert not any("frame" in b.name or "lit" in b.name or "Explanation" in b.name for b in page.boxes)
