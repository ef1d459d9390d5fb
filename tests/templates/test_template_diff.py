"""What others changed in a deck on a template comes back into the outline as on podium's own."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import made
import pytest
from click.testing import Result
from pptx import Presentation
from thorough import some

from podium.kinds._examples import EXAMPLES, specimen
from podium.scene.boxes import even

TALK = """\
title: The undeclared war
subtitle: Four months of 1939
author: N. N.
date: Autumn 2026
credits: false
template: university.potx
sections:
  - title: Before the war
    short: Before
    question: Who began it?
    span: 1931/1939
    slides:
      - points: Two empires met
        items: [Russia came first, Japan followed]
  - title: The fighting itself
    events: {1939-05-11: First shots at the river}
    slides:
      - points: Most of one division was lost
        when: 1939-08
        items: [Zhukov attacked at dawn, The river was reached]
        source: A History of the War
"""
RENAMED = {
    "The undeclared war": "The war that nobody declared", "Four months of 1939": "A summer of 1939",
    "N. N.": "A. B. Cee", "Autumn 2026": "Winter 2026", "Before the war": "Long before the war",
    "Who began it?": "Who did begin it?",
    "The fighting itself": "The battle itself", "First shots at the river": "First shots across the river",
    "Two empires met": "Three empires met", "A History of the War": "A Short History of the War",
    "Zhukov attacked at dawn": "Zhukov attacked before dawn",
}  # fmt: skip


def said(presentation: Any) -> list[Any]:
    """All runs with words."""
    found = []
    for slide in presentation.slides:
        waiting = list(slide.shapes)
        while waiting:
            shape = waiting.pop(0)
            waiting += list(shape.shapes) if shape.shape_type == 6 else []
            found += [r for p in shape.text_frame.paragraphs for r in p.runs] if shape.has_text_frame else []
    return found


@pytest.mark.parametrize("name", ["", "powerpoint", "google", "german", "keynote"])
def test_words_are_written_back(name: str, podium: Callable[..., Result], project: Path) -> None:
    """Wherever a section's title stands: its divider, the agenda, the feet."""
    source = project / "slides_src" / "talk.yaml"
    source.write_text(TALK if name else TALK.replace("template: university.potx\n", ""), "utf-8")
    (project / "slides_src" / "university.potx").write_bytes(made.template(name or "powerpoint"))
    assert podium("build", "slides_src/talk.yaml", "-q").exit_code == 0
    deck = project / "output" / "talk.pptx"
    presentation = Presentation(str(deck))
    presentation.save(str(deck))
    assert podium("diff", str(deck), "-q").output == "", "saving alone changes nothing"
    seen = set()
    for run in said(presentation):
        for old, new in RENAMED.items():
            if old in (text := run.text.replace("\xa0", " ")):
                run.text = text.replace(old, new)
                seen.add(old)
    assert seen == set(RENAMED)
    presentation.save(str(deck))
    found = json.loads(podium("diff", str(deck), "--apply", "--json").stdout)
    assert all(c["written"] for c in found), [(c["old"], c["new"], c["reason"]) for c in found if not c["written"]]
    expected = source.read_text("utf-8")
    for new in RENAMED.values():
        assert new in expected
    assert podium("diff", str(deck), "-q").stdout == ""
    before = [even(run.text) for run in said(Presentation(str(deck)))]
    assert podium("build", "slides_src/talk.yaml", "-q", "--force").exit_code == 0
    assert [even(run.text) for run in said(Presentation(str(deck)))] == before


def test_another_template_is_no_change_of_the_deck(podium: Callable[..., Result], project: Path) -> None:
    """Not even where it differs in nothing but a colour that podium does not use."""
    (project / "slides_src" / "talk.yaml").write_text(TALK, "utf-8")
    template = project / "slides_src" / "university.potx"
    parts = made.part(made.powerpoint())
    template.write_bytes(made.packed(parts))
    assert podium("build", "slides_src/talk.yaml", "-q").exit_code == 0
    theme, type = parts["ppt/theme/theme1.xml"]
    parts["ppt/theme/theme1.xml"] = re.sub(r'(<a:folHlink><a:srgbClr val=")\w+', r"\g<1>12FE34", str(theme)), type
    template.write_bytes(made.packed(parts))
    result = podium("diff", "output/talk.pptx")
    assert result.exit_code == 0, result.output
    assert "only their words and notes are compared" in result.stderr


def test_one_foot_renames_its_section(podium: Callable[..., Result], project: Path) -> None:
    source = project / "slides_src" / "talk.yaml"
    source.write_text(TALK, "utf-8")
    (project / "slides_src" / "university.potx").write_bytes(made.template("powerpoint"))
    assert podium("build", "slides_src/talk.yaml", "-q").exit_code == 0
    deck = project / "output" / "talk.pptx"
    presentation = Presentation(str(deck))
    (run,) = [run for run in said(presentation) if run.text == "1 · Before"]
    run.text = "1 · Until 1939"
    presentation.save(str(deck))
    (change,) = json.loads(podium("diff", str(deck), "--apply", "--json").stdout)
    assert (change["line"], change["written"]) == (9, True), change
    assert source.read_text("utf-8") == TALK.replace("short: Before", "short: Until 1939")


@pytest.fixture
def saved(podium: Callable[..., Result], project: Path) -> Callable[[str], Path]:
    """`saved(template)`: a deck with every kind, as podium wrote it; on podium's own with a map."""

    def make(name: str) -> Path:
        kinds = [kind for kind in EXAMPLES if kind != "map" or not name]
        text = specimen("university.potx", kinds)
        (project / "slides_src" / "university.potx").write_bytes(made.template(name or "powerpoint"))
        if not name:
            text = re.sub(r"(?m)^template:.*\n(  .*\n)*", "", text)
        (project / "slides_src" / "talk.yaml").write_text(text, "utf-8")
        result = podium("build", "slides_src/talk.yaml", "-q")
        assert result.exit_code == 0, result.output
        return project / "output" / "talk.pptx"

    return make


@pytest.mark.parametrize("name", ["", "powerpoint", "google", "german", "keynote"])
def test_saving_alone_changes_nothing_of_any_kind(
    name: str, podium: Callable[..., Result], saved: Callable[[str], Path]
) -> None:
    deck = saved(name)
    Presentation(str(deck)).save(str(deck))
    assert podium("diff", str(deck), "-q").output == ""


@pytest.mark.render
@pytest.mark.parametrize("name", some(["", "powerpoint", "google", "german", "keynote"]))
def test_saving_with_libreoffice_changes_nothing_of_any_kind(
    name: str, podium: Callable[..., Result], saved: Callable[[str], Path], project: Path, soffice: str
) -> None:
    deck = saved(name)
    place = f"-env:UserInstallation={(project / 'office').as_uri()}"
    command = [soffice, place, "--headless", "--convert-to", "pptx", "--outdir", "saved", str(deck)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert podium("diff", str(project / "saved" / deck.name), "-q").output == ""
