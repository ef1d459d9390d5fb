"""One way to read a language tag, whatever asks."""

from __future__ import annotations

import pytest

from podium.languages import map_words
from podium.languages.chart_words import chart_words
from podium.languages.slide_words import words
from podium.languages.tags import language
from podium.maps.labels import seas


@pytest.mark.parametrize("tag", ["de", "DE", "de-AT", "de_AT", "de-Latn-AT"])
def test_a_tag_with_a_region_has_the_words_of_its_language(tag: str) -> None:
    assert language(tag) == "de"
    assert words(tag) == words("de") != words("en")
    assert chart_words(tag) == chart_words("de")
    assert map_words.words(tag) == map_words.words("de")
    assert "Ostsee" in {sea.name for sea in seas.all_seas(tag)}
    assert seas.has_names(tag)


def test_a_language_without_words_gets_the_english_ones() -> None:
    assert words("xx") == words("en")
    assert not seas.has_names("xx")
