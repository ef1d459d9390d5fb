"""Decks as people see them: one for each language in which everything is too long or empty, drawn and judged.

The referee is `../shared/tools/judge.py` where it is there, for the longest words; in other scripts, the words on the
drawn pages are compared with the words of the slides, which takes a third of its time.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from stress import write_stress
from talk import ROOT, read

from podium.backends.pptx.write import write

JUDGE = ROOT.parent / "shared" / "tools" / "judge.py"
LOOKS = {
    "en": ("signal", "4:3"),
    "de": ("night", "4:3"),
    "ru": ("night", "16:9"),
    "el": ("archive", "4:3"),
    "zh": ("atlas", "16:9"),
}


@pytest.mark.render
@pytest.mark.parametrize("lang", ["de", "el", "zh"])  # a script each; LibreOffice takes its time
def test_a_deck_of_absurd_texts_is_whole_and_readable(lang: str, tmp_path: Path, soffice: str) -> None:
    (tmp_path / "slides_src").mkdir()
    made = read(write_stress(tmp_path / "slides_src" / f"{lang}.yaml", lang, *LOOKS[lang]))
    assert not made.report.failed, made.messages
    assert made.scene is not None
    write(made.scene, made.path)
    with_referee = lang == "de" and JUDGE.exists()
    found = judged(made.path) if with_referee else lost_words(made.path, soffice, tmp_path)
    assert not found, "\n".join(found[:20])


def judged(deck: Path) -> list[str]:
    """The referee's hard findings."""
    run = subprocess.run(
        [sys.executable, str(JUDGE), str(deck), "--json"], capture_output=True, text=True, check=False, timeout=300
    )
    report: dict[str, Any] = json.loads(run.stdout)
    assert report["areas"]["text"]["figures"], "the referee could not draw the deck"
    return [f"slide {f['slide']}: {f['rule']}: {f['message']}" for f in report["findings"] if f["level"] == "FAIL"]


def lost_words(deck: Path, soffice: str, work: Path) -> list[str]:
    """Words of the slides that are not on the drawn pages, in any order."""
    from pptx import Presentation

    pdftotext = shutil.which("pdftotext")
    if not pdftotext:
        pytest.skip("pdftotext is missing")
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(work / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(work),
            str(deck),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    run = subprocess.run(
        [pdftotext, "-raw", str(work / f"{deck.stem}.pdf"), "-"], check=True, capture_output=True, text=True
    )
    drawn = [letters(page) for page in run.stdout.split("\f")]
    slides = list(Presentation(str(deck)).slides)
    return [
        f"slide {n}: {missing}"
        for n, (slide, page) in enumerate(zip(slides, drawn, strict=False), 1)
        if (missing := sum((letters("\n".join(words_of(slide))) - page).values()))
    ]


def letters(text: str) -> Counter[str]:
    return Counter(c for c in text.casefold() if c.isalnum())


def words_of(slide: Any) -> list[str]:
    texts = [s.text_frame.text for s in slide.shapes if s.has_text_frame]
    return texts + [c.text for s in slide.shapes if s.has_table for row in s.table.rows for c in row.cells]
