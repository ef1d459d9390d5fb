"""Any outline is a deck or a list of mistakes, never a traceback: random trees of the language's own words."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, get_args

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from talk import read, too_full
from thorough import examples

from podium import themes
from podium.backends.pptx.write import write
from podium.kinds import model_of, names
from podium.scene.chart_types import ChartType


def _first_numbers(rows: dict[str, Any]) -> dict[str, Any]:
    return {k: v[0] if isinstance(v, list) else v for k, v in rows.items()}


def _cause(e: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    return {"when": e[0], **{k: v for k, v in e[1].items() if k in ("title", "text", "verb")}}


def _step(e: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    return {"when": e[0], **{k: v for k, v in e[1].items() if k in ("title", "text")}}


# Kinds that need a map, a program or a script of their own are tried elsewhere.
KINDS = [k for k in names() if k not in ("map", "figure")]

words = st.one_of(
    st.sampled_from(
        ["", "text", "Japan", "1939", "*stress*", "[link](#x)", "[](", "**", "word " * 200, "x" * 300, "ä中العربية😀"]
    ),
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12),
)
numbers = st.sampled_from(
    ["5", "0", "-7", "~40", "70-90", "up to 20000", ">5", "unknown", "none", "9 tanks", "1000000000", "0.5", "12%"]
)
dates = st.sampled_from(
    ["1939", "1905/1934", "late June 1937", "100 BCE", "c. 1935", "1939-05-11", "1939/..", "summer 1938", "1800"]
)
anything = st.recursive(
    st.one_of(words, numbers, dates, st.none(), st.booleans(), st.integers(), st.floats()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(words, inner, max_size=4)),
    max_leaves=10,
)
names_of_rows = st.sampled_from(["", "Japan", "a", "b", "1931", "*stress*", "word " * 12, "x" * 50, "ä中العربية😀"])
items = st.lists(
    st.one_of(words, st.dictionaries(words, st.one_of(words, st.lists(words, max_size=3)), min_size=1, max_size=1)),
    max_size=7,
)
pairs = st.lists(numbers, min_size=2, max_size=2)
rows = st.dictionaries(names_of_rows, st.one_of(numbers, pairs), min_size=1, max_size=9)
dots = st.integers(2, 3).flatmap(
    lambda n: st.dictionaries(names_of_rows, st.lists(numbers, min_size=n, max_size=n), min_size=1, max_size=6)
)
parts = st.dictionaries(
    names_of_rows, st.dictionaries(st.sampled_from(["x", "y", "z"]), numbers, min_size=1), min_size=1, max_size=6
)


def some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Some of the fields of a mapping."""
    return st.fixed_dictionaries({}, optional=fields)


picture = {
    "file": st.just("none.png"),
    "caption": words,
    "alt": words,
    "credit": words,
    "short": words,
    "name": words,
    "life": words,
    "role": words,
}
table = some(columns=st.lists(words, max_size=4), rows=st.lists(st.lists(words, max_size=5), max_size=6), caption=words)
block = st.one_of(
    st.fixed_dictionaries({"table": table}),
    st.fixed_dictionaries({"image": some(**picture)}),
    st.fixed_dictionaries({"quote": some(text=words, by=words)}),
    st.fixed_dictionaries({"chart": st.fixed_dictionaries({"data": st.one_of(rows.map(_first_numbers), parts)})}),
)
event = some(title=words, text=words, verb=words, lane=words, figure=numbers, side=st.sampled_from(["a", "japan"]))
SHAPES: dict[str, st.SearchStrategy[Any]] = {
    "when": dates,
    "span": dates,
    "hidden": st.booleans(),
    "reveal": st.booleans(),
    "id": st.just(""),
    "figure": numbers,
    "side": st.sampled_from(["a", "japan"]),
    "file": st.just(""),
    "beside": block,
    "items": items,
    "source": words,
    "scale": st.sampled_from(["row", "shared", "log"]),
    "words": st.booleans(),
    "breaks": st.booleans(),
    "captions": st.sampled_from(["below", "rail"]),
    "lanes": st.just([]),
    "arrange": st.just("stairs"),
    "align": st.lists(st.sampled_from(["left", "right", "x"]), max_size=3),
    "groups": st.just({}),
    "type": st.sampled_from(get_args(ChartType)),
    "highlight": words,
    "periods": st.dictionaries(dates, words, max_size=3),
    "divider": st.booleans(),
    "minutes": st.integers(0, 99),
    "slides": st.just([]),
    "form": st.sampled_from(["statement", "cards", "grid", "rows", "columns", "side"]),
    "exhibit": st.sampled_from(["left", "right"]),
    "band": st.booleans(),
    "full": st.booleans(),
    "focus": st.sampled_from(["face", "top-left", [0.2, 0.9]]),
    "fit": st.sampled_from(["cover", "contain"]),
    "picture": st.one_of(st.just("none.png"), some(**picture)),
    "ground": st.just("map"),
    "lang": st.sampled_from(["ru", "ja", "xx"]),
}
people = st.sampled_from(["Ada", "Boris", "Clara", "Dmitri", "Eve the Elder", "x" * 60])
KIND_SHAPES: dict[tuple[str, str], st.SearchStrategy[Any]] = {
    ("images", "items"): st.lists(st.one_of(some(**picture), block), max_size=4),
    ("table", "columns"): st.lists(words, max_size=5),
    ("table", "rows"): st.lists(st.lists(words, max_size=5), max_size=30),
    ("compare", "columns"): st.lists(some(title=words, items=items, text=words, block=block), max_size=3),
    ("chart", "data"): st.one_of(rows.map(_first_numbers), parts, dots),
    ("forces", "rows"): st.dictionaries(
        names_of_rows, st.lists(numbers, min_size=2, max_size=2), min_size=1, max_size=9
    ),
    ("forces", "sides"): st.just(["a", "japan"]),
    ("document", "text"): st.lists(words, max_size=12).map("\n".join),
    ("document", "translation"): st.lists(words, max_size=12).map("\n".join),
    ("terms", "items"): st.lists(
        some(term=words, original=words, transliteration=words, meaning=words), min_size=1, max_size=14
    ),
    ("people", "items"): st.lists(
        st.fixed_dictionaries(
            {"name": people},
            optional={"life": words, "role": words, "of": people, "with": people, "file": st.just("x.png")},
        ),
        min_size=1,
        max_size=9,
        unique_by=lambda person: person["name"],
    ),
    ("quiz", "answers"): st.lists(words, min_size=2, max_size=6),
    ("quiz", "answer"): st.sampled_from(["A", "2", "B, C"]),
    ("before-after", "before"): some(date=dates, **picture),
    ("before-after", "after"): some(date=dates, **picture),
    ("number", "items"): st.lists(some(figure=numbers, unit=words, text=words, note=words), min_size=1, max_size=3),
    ("losses", "rows"): st.one_of(rows.map(_first_numbers), parts),
    ("losses", "data"): st.just({}),
    ("timeline", "events"): st.lists(
        st.tuples(dates, event).map(lambda e: {"date": e[0], **e[1]}), min_size=1, max_size=9
    ),
    ("causes", "events"): st.lists(st.tuples(dates, event).map(_cause), min_size=1, max_size=9),
    ("steps", "events"): st.lists(st.tuples(dates, event).map(_step), min_size=1, max_size=9),
}
NEEDED = {
    "chart": ["data"],
    "forces": ["rows", "sides"],
    "losses": ["rows"],
    "timeline": ["events"],
    "causes": ["events"],
    "steps": ["events"],
    "document": ["text"],
    "terms": ["items"],
    "people": ["items"],
    "quiz": ["answers", "answer"],
    "before-after": ["before", "after"],
}


@st.composite
def filled(draw: st.DrawFn, kind: str, fields: list[str]) -> dict[str, Any]:
    """A mapping with some of the fields, mostly as they should be; now and then one holds anything."""
    chosen = [*NEEDED.get(kind, []), *draw(st.lists(st.sampled_from(fields), unique=True, max_size=6))]
    made = {k: draw(KIND_SHAPES.get((kind, k), SHAPES.get(k, words))) for k in chosen}
    if chosen and draw(st.integers(0, 9)) == 0:
        made[draw(st.sampled_from(chosen))] = draw(anything)
    return made


@st.composite
def slides(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(KINDS))
    fields = [k for k in model_of(kind).model_fields if k not in ("headline", *NEEDED.get(kind, []))]
    return {kind: draw(words), **draw(filled(kind, fields))}


@st.composite
def outlines(draw: st.DrawFn) -> dict[str, Any]:
    deck = draw(filled("deck", ["subtitle", "author", "date", "agenda", "cover", "source", "span", "minutes"]))
    section = draw(filled("section", ["short", "headline", "question", "notes", "span", "divider"]))
    deck |= {"theme": draw(st.sampled_from(themes.names())), "size": draw(st.sampled_from(["16:9", "4:3"]))}
    deck |= {"lang": draw(st.sampled_from(["en", "de", "ru", "zh", "xx"]))}
    sides = {"japan": {"name": "Japan", "colour": "blue"}, "a": {"name": "A", "colour": "red"}}
    return {
        "title": "T",
        "sides": sides,
        **deck,
        "sections": [{"title": "S", **section, "slides": draw(st.lists(slides(), min_size=1, max_size=4))}],
    }


@settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(outlines())
def test_any_outline_is_a_deck_or_a_list_of_mistakes(outline: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "slides_src" / "x.yaml"
        source.parent.mkdir()
        source.write_text(yaml.safe_dump(outline, allow_unicode=True, sort_keys=False), "utf-8", newline="")
        made = read(source)
        assert made.scene is not None or made.report.failed
        assert all("\n" not in str(d) for d in made.report)
        if made.scene is not None and not made.report.failed:
            assert not too_full(made)
            write(made.scene, made.path)
