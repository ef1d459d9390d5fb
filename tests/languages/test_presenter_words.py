"""The words of the presenter in a browser: every language has all of them."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import pytest

from podium import languages
from podium.presenting.rehearsal import SENTENCES

ASSETS = files("podium.backends.svg").joinpath("assets")
SCRIPTS = "".join(file.read_text("utf-8") for file in ASSETS.iterdir() if file.name.endswith(".js"))
CALLS = re.findall(r'\btr\(("(?:[^"\\]|\\.)*")?', SCRIPTS)
ALIKE = {
    *("Countdown", "Countdown: {}.", "Pause", "Start", "Zoom", "Notes", "Mouse", "Page Up", "Page Down", "Home", "End"),
    *("Backspace", "{} min", "minutes"),
}
"""What some language says with the English word."""
TEXTS = {json.loads(text) for text in CALLS if text} | set(SENTENCES)


def test_every_text_is_in_the_scripts_as_it_is_so_that_it_can_be_found_here() -> None:
    assert all(CALLS)


@pytest.mark.parametrize("name", [name for name in languages.names() if name != "en"])
def test_every_language_has_all_words_of_the_presenter_and_no_others(name: str) -> None:
    words = languages.presenter(name)
    assert set(words) == TEXTS
    assert {text: said.count("{}") for text, said in words.items()} == {text: text.count("{}") for text in words}
    assert all(said.strip() == said != "" for said in words.values())
    assert {text for text, said in words.items() if text == said} <= ALIKE


def test_a_language_with_a_region_has_them_and_one_without_a_file_has_none() -> None:
    assert languages.presenter("de-AT")["Pen"] == "Stift"
    assert languages.presenter("en") == languages.presenter("la") == {}
