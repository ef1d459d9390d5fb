"""Each language file is found by its name, complete, and has the same fields as the English one."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest

from podium import languages
from podium.languages.catalogue import DateWords, QuantityWords, Words
from podium.languages.numbers import Numbers, numbers
from podium.languages.others import OTHERS
from podium.languages.tags import language
from podium.maps.labels import seas

NAMES = languages.names()
ENGLISH = languages.of("en")
FORMS = ("before", "by", "until", "after", "since", "between")


def texts(part: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Each text of a catalogue with its place in it."""
    if isinstance(part, str):
        yield path, part
    elif isinstance(part, Words):
        for name, value in part.as_dict().items():
            yield from texts(value, f"{path}.{name}")
    elif isinstance(part, tuple):
        for n, value in enumerate(part):
            yield from texts(value, f"{path}.{n}")


def fields(text: str) -> list[str]:
    """The fields of a text; `{o}` is the same number as `{n}` in another case."""
    return sorted(re.findall(r"\{\w*\}", text.replace("{o}", "{n}")))


@pytest.mark.parametrize("tag", ["de", "DE", "de-AT", "de_AT", "de-Latn-AT"])
def test_a_tag_with_a_region_has_the_words_of_its_language(tag: str) -> None:
    assert language(tag) == "de"
    assert languages.of(tag) is languages.of("de")
    assert "Ostsee" in {sea.name for sea in seas.all_seas(tag)}
    assert seas.has_names(tag)


def test_a_language_without_a_file_has_english_labels_and_signs_for_doubt() -> None:
    unknown = languages.of("xx")
    assert (unknown.slides, unknown.charts, unknown.maps) == (ENGLISH.slides, ENGLISH.charts, ENGLISH.maps)
    assert (unknown.dates, unknown.quantities, unknown.ratios) == (DateWords(), QuantityWords(), None)
    assert not seas.has_names("xx")
    assert numbers("xx") == Numbers()


def test_a_language_without_a_file_is_read_as_far_as_it_is_known() -> None:
    assert languages.of("pl").date_spellings.bc.startswith("p.n.e.")
    assert languages.of("pl").slides == ENGLISH.slides
    assert not [name for name in NAMES if name in OTHERS], "delete the row in others.py"


@pytest.mark.parametrize(
    ("tag", "region"), [("de", "de-DE"), ("de_AT", "de-AT"), ("sr", "sr-Cyrl-RS"), ("xx", "en-GB")]
)
def test_a_tag_without_a_region_gets_one_for_proofing(tag: str, region: str) -> None:
    assert languages.proofing(tag) == region


@pytest.mark.parametrize("name", NAMES)
def test_a_catalogue_is_complete(name: str) -> None:
    own = languages.of(name)
    for part in ("slides", "charts", "figures", "bars", "maps"):
        assert not [path for path, text in texts(getattr(own, part), part) if not text.strip()], "no text"
    assert own.proofing.startswith(f"{name}-"), f"'{own.proofing}' is no region of {name}"
    assert own.dates.seasons
    assert all((own.dates.circa, own.dates.early, own.dates.mid, own.dates.late, own.dates.century))
    assert own.quantities.unknown != "?"
    assert own.ratios is not None
    assert len(own.ratios.numbers.split("|")) == 12
    assert len(own.ratios.oblique.split("|")) in (1, 12)
    assert len(own.ratios.seconds.split("|")) in (1, 4)
    if name != "en":
        assert own.date_spellings.bc
        assert own.date_spellings.ad
        assert list(own.seas) == [sea.english for sea in seas.all_seas("en")]
        assert all(own.seas.values())


@pytest.mark.parametrize("name", NAMES)
def test_every_text_has_the_fields_of_the_english_one(name: str) -> None:
    own, english = languages.of(name), dict(texts(ENGLISH))
    free = (".date_spellings", ".quantity_spellings", ".dates.inflected", ".dates.era", ".bound")
    for path, text in texts(own):
        if path.startswith(free) or not text:
            continue
        if path == ".dates.century":
            assert len(fields(text)) == 1, text
        elif path == ".quantities.percent":
            assert fields(text) == ["{}"]
        elif path.endswith((".ratios.seconds", ".ratios.oblique", ".ratios.lead")):
            assert fields(text) in ([], ["{}"])
        else:
            assert fields(text) == fields(english[path] or "{}"), path
    assert all(fields(text) == ["{}"] for text in own.dates.decades.values())
    for form in (*FORMS, "decade"):
        wanted = 2 if form == "between" else 1
        found = getattr(own.date_spellings, form)
        assert all(text.count("{}") == wanted for text in found.split("|") if found), form
    assert set(own.dates.inflected) <= set(FORMS)


def worded(name: str) -> dict[str, str]:
    """The texts of a language that have words, by their path."""
    own = languages.of(name)
    return {
        path: text
        for part in ("slides", "charts", "figures", "bars", "ratios", "maps")
        for path, text in texts(getattr(own, part), f".{part}")
        if re.search(r"\w{2}", text.replace("km", ""))
    }


@pytest.mark.parametrize(("one", "other"), list(combinations(NAMES, 2)))
def test_no_catalogue_is_a_copy_of_another(one: str, other: str) -> None:
    first, second = worded(one), worded(other)
    same = [text for path, text in first.items() if text == second.get(path)]
    assert len(same) <= len(first) // 6, same  # French has "Source", "Total", "Point"; Spanish and Portuguese are near


def test_an_english_deck_reads_the_english_file_alone() -> None:
    script = (
        "import sys; from podium import languages; from podium.outline.dates.parse import format_date, parse_date;"
        "from podium.outline.quantities import format_quantity, parse_quantity;"
        "languages.of('en'); format_date(parse_date('c. 44 BC')); format_quantity(parse_quantity('up to 20000'));"
        "print(*sorted(m.rpartition('.')[2] for m in sys.modules if m.startswith('podium.languages.') or m == 'babel'))"
    )
    ran = subprocess.run([sys.executable, "-P", "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["catalogue", "en", "numbers", "tags"]
