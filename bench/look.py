"""Decks as two programs draw them, for looking at: LibreOffice and ONLYOFFICE (`document-builder`) side by side.

In: decks, or none for all in `output/`. Out: for each deck a folder `output/look/NAME/` with a picture of each slide
(left LibreOffice, right ONLYOFFICE, which prints a watermark on it), and a list of the lines that differ.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from PIL import Image

_WIDTH = 960  # of a slide, in pixels
_WATERMARK = "Unregistered Version"
# In a process of its own: the library writes its advertisement to the output and ends with its process.
_BUILDER = """
import sys, docbuilder
builder = docbuilder.CDocBuilder()
builder.OpenFile(sys.argv[1], "")
builder.SaveFile("pdf", sys.argv[2])
builder.CloseFile()
"""


def libreoffice(deck: Path, folder: Path) -> Path:
    """The deck as a PDF drawn by LibreOffice. Raises CalledProcessError if that fails."""
    profile = (folder / "profile").resolve().as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", folder]
    subprocess.run([*command, deck], check=True, capture_output=True)
    return folder / f"{deck.stem}.pdf"


def onlyoffice(deck: Path, folder: Path) -> Path:
    """The deck as a PDF drawn by ONLYOFFICE, with a watermark. Raises CalledProcessError if that fails."""
    pdf = folder / "onlyoffice.pdf"
    subprocess.run([sys.executable, "-c", _BUILDER, deck.resolve(), pdf.resolve()], check=True, capture_output=True)
    return pdf


def pictures(pdf: Path) -> list[Image.Image]:
    """Its pages as pictures, `_WIDTH` pixels wide."""
    stem = pdf.with_suffix("")
    subprocess.run(["pdftoppm", "-png", "-scale-to-x", str(_WIDTH), "-scale-to-y", "-1", pdf, stem], check=True)
    return [Image.open(path).convert("RGB") for path in sorted(pdf.parent.glob(f"{stem.name}-*.png"))]


def lines(pdf: Path) -> list[Counter[str]]:
    """The lines of text of each page."""
    text = subprocess.run(["pdftotext", "-raw", pdf, "-"], check=True, capture_output=True, text=True).stdout
    pages = [[" ".join(line.split()) for line in page.splitlines()] for page in text.split("\f")[:-1]]
    return [Counter(line for line in page if line and line != _WATERMARK) for page in pages]


def look(deck: Path, folder: Path) -> int:
    """Draw one deck twice into `folder`; the number of lines that only one of the two programs has."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        ours, theirs = libreoffice(deck, Path(name)), onlyoffice(deck, Path(name))
        for number, pair in enumerate(zip(pictures(ours), pictures(theirs), strict=True), 1):
            both = Image.new("RGB", (2 * _WIDTH, pair[0].height))
            for column, picture in enumerate(pair):
                both.paste(picture, (column * _WIDTH, 0))
            both.save(folder / f"{number:02}.png")
        different = 0
        for number, (a, b) in enumerate(zip(lines(ours), lines(theirs), strict=True), 1):
            for program, only in (("LibreOffice", a - b), ("ONLYOFFICE", b - a)):
                different += only.total()
                for line in only.elements():
                    print(f"{deck.name}, slide {number}: only {program} has the line “{line}”")
    print(f"{folder}: {number} slides; {different} lines differ")
    return different


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("decks", nargs="*", type=Path)
    decks = parser.parse_args().decks or sorted(Path("output").glob("*.pptx"))
    for deck in decks:
        look(deck, Path("output/look") / deck.stem)


if __name__ == "__main__":
    main()
