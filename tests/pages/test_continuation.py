"""Pages of words: they fill the slide, and what must go on is shared out and said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from talk import box, boxes_of, read, text_of
from thorough import examples

from podium.scene.boxes import Shape, Text
from podium.scene.grid import CONTENT_BOTTOM

Slide = Callable[..., Any]
NOTE = (
    "The Japanese figures are those of the Sixth Army's medical department; the Soviet ones of the General Staff, "
    "published only in 1993 and since corrected twice; neither counts the Mongolian and Manchurian troops who fought "
    "on each of the sides"
)


@pytest.mark.parametrize(
    "kind",
    [
        "losses: The losses on both sides were about equal\nunit: men\nrows: {Japan: 8440, USSR: 9703}",
        "chart: A chart with a note\ntype: column\ndata: {1935: 50, 1936: 56}",
        "forces: A comparison\nsides: [Japan, USSR]\nrows: {Men: [3, 4], Tanks: [5, 6]}",
    ],
)
def test_a_note_of_a_few_lines_stays_with_its_exhibit(slide: Slide, kind: str) -> None:
    made = slide(f"{kind}\nnote: {NOTE!r}")
    assert len(made.slides()) == 1
    assert "each of the sides" in text_of(made.slides()[0])


def test_the_headline_of_a_full_map_stays_with_its_map(slide: Slide) -> None:
    headline = "In five weeks the Red Army reached the Carpathians, from the Arctic to the Danube"
    made = slide(f"map: {headline}\nfull: true\nframe: [14, 44, 34, 60]")
    (page,) = made.slides()
    assert headline in text_of(page)


def test_what_goes_on_is_said_with_its_line_and_what_would_help(slide: Slide) -> None:
    made = slide("points: A\nitems:\n" + "".join(f"  - Claim {n}: {'word ' * 25}\n" for n in range(8)))
    assert len(made.slides()) == 2
    (found,) = [d for d in made.report if d.code == "continued"]
    assert found.span is not None
    assert "2 pages" in found.message
    assert found.hint


def test_a_slide_of_one_page_is_not_said_to_go_on(slide: Slide) -> None:
    assert not slide("points: A\nitems: [one, two, three]").messages


@pytest.mark.parametrize("text", ["quote: Attack.", "question: Who?", "points: H\ntext: Attack."])
def test_a_single_word_is_very_large_and_in_the_optical_middle(slide: Slide, text: str) -> None:
    page = slide(text).slides()[0]
    words = next(b for b in boxes_of(page) if isinstance(b, Text) and b.paragraphs[0].runs[0].size >= 88)
    assert 0.35 < (words.rect.y + words.rect.h / 2) / 6_858_000 < 0.55


def test_a_word_that_is_tied_to_the_last_one_is_not_broken_for_it(slide: Slide) -> None:
    page = slide("points: A\nitems: [35.000 Menschen starben, bis zu 500 Panzer rollten, 15.000 km Schienen]").slides()[
        0
    ]
    for n in (1, 2, 3):
        claim = box(page, f"Claim {n}")
        longest = max(claim.paragraphs[0].text.replace("\u00a0", "_").split(), key=len)
        assert len(longest) * claim.paragraphs[0].runs[0].size * 0.5 < claim.rect.width_pt


# ---- random words

_LANGUAGES = {
    "en": "the army marched north over a border that nobody had ever marked on the ground",
    "de": "die Kwantung-Armee handelte eigenmächtig und unterrichtete das Oberkommando Heeresgruppenangelegenheiten",
    "ru": "командование Квантунской армии действовало самостоятельно и известило правительство позднее",
    "zh": "关东军擅自行动 东京从报纸上得知此事 蒙古和满洲的边界从未划定",
    "el": "ο στρατός προχώρησε βόρεια πέρα από τα σύνορα που κανείς δεν είχε ποτέ χαράξει",
}


@st.composite
def _slides(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A language, and a slide of points with random items."""
    lang = draw(st.sampled_from(sorted(_LANGUAGES)))
    vocabulary = _LANGUAGES[lang].split()

    def words(most: int) -> str:
        return " ".join(draw(st.lists(st.sampled_from(vocabulary), min_size=1, max_size=most)))

    long, proven = draw(st.sampled_from([2, 6, 14, 40])), draw(st.sampled_from(["all", "none", "some"]))
    items: list[Any] = []
    for n in range(draw(st.integers(1, 12))):
        claim = words(min(long, 12) if proven == "all" else long)
        has_proof = proven == "all" or (proven == "some" and n % 2 == 0)
        items.append({claim: words(long)} if has_proof else claim)
    return lang, {"points": "A headline", "items": items}


_MAXIMUM = 40.0  # pt, of a plain list
_MAXIMUM_PROVEN = 34.0


@settings(max_examples=examples(120), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_slides())
def test_random_words_fill_their_pages_and_are_shared_out_evenly(
    tmp_path: Path, made: tuple[str, dict[str, Any]]
) -> None:
    lang, written = made
    source = tmp_path / "slides_src" / "random.yaml"
    source.parent.mkdir(exist_ok=True)
    deck = {"title": "T", "lang": lang, "credits": False, "slides": [written]}
    source.write_text(yaml.safe_dump(deck, allow_unicode=True, sort_keys=False), "utf-8")
    talk = read(source)
    pages = talk.slides()
    content = [[b for b in boxes_of(p) if _is_content(b)] for p in pages]
    if len(pages) == 1 and not any(b.name == "Accent" for b in content[0]):  # that is a centred statement
        top = box(pages[0], "Headline").rect.bottom
        lowest = max(b.rect.bottom for b in content[0])
        largest = max(r.size for b in content[0] if isinstance(b, Text) for p in b.paragraphs for r in p.runs)
        full = (lowest - top) / (CONTENT_BOTTOM - top)
        proven = any(isinstance(i, dict) for i in written["items"])
        assert full >= 0.75 or largest >= (_MAXIMUM_PROVEN if proven else _MAXIMUM), (full, largest)
    lines = [sum(p.lines for b in boxes if isinstance(b, Text) for p in b.paragraphs) for boxes in content]
    assert min(lines) * 3 >= max(lines), lines
    assert (len(pages) > 1) == any(d.code == "continued" for d in talk.report)
    assert max(b.rect.bottom for boxes in content for b in boxes) <= CONTENT_BOTTOM + 12_700 * 8


def _is_content(b: Any) -> bool:
    if isinstance(b, Shape):
        return b.name.startswith(("Card", "Accent", "Rule"))
    return isinstance(b, Text) and b.name.split()[0] in ("Text", "Claim", "Proof", "Numeral")
