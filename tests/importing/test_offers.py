"""What an import offers in comments: figures per side, dates, places; each is a slide when its '# ' is taken away."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from outlines import bring

from podium.importing import rich
from podium.importing.offers.chronology import timeline
from podium.importing.offers.figures import figures
from podium.importing.offers.places import Places
from podium.outline import source
from podium.pipeline import scene_of

TEXT = """A war

By 1935, the raids were becoming more heated. In October, 41 Manchu troops were ambushed by 50 Soviet troops with guns \
near Harbin. In late June of 1937, the Soviets deployed boats on the Amur at Khabarovsk. On May 11th, 1939, cavalry \
entered the land west of Mukden. On May 14th, a Japanese force from Vladivostok kicked the Mongols out.

Both sides built up, with the Soviets amassing around 23,000 men with 345 tanks and the Japanese stationing 7,300 men \
with 37 guns. 526 Japanese were killed with 913 wounded, while the Soviets lost 792 men and 3,279 wounded.
"""


def offered(text: str) -> list[dict[str, Any]]:
    return [{k: getattr(v, "value", v) for k, v in tree.items()} for _, tree in figures([rich.plain(text)], "en")]


@pytest.mark.parametrize(
    ("text", "kind", "rows"),
    [
        (
            "526 Japanese were killed with 913 wounded, while the Soviets lost 792 men and 3,279 wounded.",
            "losses",
            {"Japanese": {"Killed": "526", "Wounded": "913"}, "Soviets": {"Lost": "792", "Wounded": "3,279"}},
        ),
        (
            "The battle resulted in up to 20,000 French casualties, 3,000 Saxon, and ~28,000 Prussians.", "losses",
            {"French": "up to 20,000", "Saxon": "3,000", "Prussians": "~28,000"},
        ),
        ("2 Romans and 4 Gauls died. 12 Greeks were killed.", "losses", {"Romans": "2", "Gauls": "4", "Greeks": "12"}),
        (
            "Up to 38,000 infantry, 137 tanks on the Japanese side met 74,000 infantry, 550 tanks on the Soviet side.",
            "forces", {"Infantry": ["up to 38,000", "74,000"], "Tanks": ["137", "550"]},
        ),
    ],
)  # fmt: skip
def test_figures_belong_to_their_sides(text: str, kind: str, rows: dict[str, Any]) -> None:
    (found,) = offered(text)
    assert next(iter(found)) == kind
    assert {k: getattr(v, "value", v) for k, v in found["rows"].items()} == rows


@pytest.mark.parametrize(
    "text",
    [
        "On 29 July 1938 the 7th army left at 5:45 AM.",
        "In 1939 it cost 40% more.",
        "Nobody counted the dead.",
        "He was 40.",
    ],
)
def test_dates_times_and_shares_are_no_figures(text: str) -> None:
    assert offered(text) == []


def test_a_day_without_a_year_has_that_of_its_paragraph_and_no_other() -> None:
    one = rich.plain("It began on May 11th, 1939, in the west. On May 14th, they left. The 1860 Treaty of Peking held.")
    two = rich.plain("On July 9th, they came back. In June of 1940, it ended.")
    ((_, tree),) = timeline([one, two], "en")
    assert [event["date"] for event in tree["events"]] == ["May 11th, 1939", "May 14 1939", "June of 1940"]
    assert tree["events"][1]["title"] == "they left"


def test_dates_are_found_in_other_languages() -> None:
    text = "Am 11. Mai 1939 begann der Kampf. Ende Juni 1939 war es ruhig. Im August 1939 siegte Schukow."
    ((_, tree),) = timeline([rich.plain(text)], "de")
    assert [event["date"] for event in tree["events"]] == ["11. Mai 1939", "Ende Juni 1939", "August 1939"]


def test_places_lie_near_one_another_and_have_the_borders_of_their_time() -> None:
    text = (
        "In 1939 they went from Harbin to Mukden, took Vladivostok, and wrote to a friend in Lisbon. In Bath he slept."
    )
    ((_, tree),) = Places().map_of([rich.plain(text)], "en")
    assert tree["cities"].value == ["Harbin", "Mukden", "Vladivostok"]
    assert (tree["territories"], tree["year"]) == ("east-asia-1931-1941", "1939")


def test_every_offer_is_a_slide_without_its_signs(project: Path) -> None:
    made = bring(project, "post.txt", TEXT)
    kinds = re.findall(r"^ *# - (\w+):", made.text, re.MULTILINE)
    assert sorted(kinds) == ["forces", "losses", "map", "timeline"]
    lines = made.text.splitlines()
    start = next(n for n, line in enumerate(lines) if line.strip().startswith("# - "))
    shown = [
        line.replace("# ", "", 1) if n >= start and line.lstrip().startswith("# ") and "check:" not in line else line
        for n, line in enumerate(lines)
    ]
    shown = [line for line in shown if not re.match(r"\s*(?:# check|line \d)", line)]
    path = project / "slides_src" / "shown.yaml"
    path.write_text("\n".join(shown) + "\n", "utf-8")
    tree, errors = source.read(path.read_text("utf-8"), "shown")
    assert not errors
    found = [next(iter(slide)) for slide in tree["slides"]]
    assert {"forces", "losses", "map", "timeline"} <= {*found}
    report, scene = scene_of(path)
    assert not report.failed, [str(d) for d in report]
    assert scene is not None
