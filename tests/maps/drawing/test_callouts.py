"""Callouts: words about a place in a box beside it."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from map_scenes import Drawn, bare, check, drawn, labels, overlap, symbols, within
from PIL import Image

from podium.scene.boxes import Box, Freeform, Picture, Text, every_box
from podium.scene.units import points

LONG = "In the steppe a hundred thousand men fought for a strip of land that was twenty kilometres wide."
ASIA = f"""  - map: H
    territories: east-asia-1931-1941
    date: 1939-09-01
    fit: [manchukuo, mongolia, korea]
    fill: {{soviet: [ussr, mongolia], japan: [japan, korea, manchukuo]}}
    cities: [Hsinking, Harbin]
    events: [{{title: Khalkhin Gol, at: [118.75, 47.7]}}]
    steps: [War]
    callouts:
      - {{at: Khalkhin Gol, title: Four months of war, text: "{LONG}", side: soviet, step: War}}
      - {{at: Hsinking, text: Capital of a state that few others knew}}
      - {{at: [107, 47], text: Ulan Bator}}
"""
FORMS = ["", "    full: true\n", "    items: [One thing]\n"]


def panels(result: Drawn) -> list[Box]:
    return [b for b in result.boxes if b.name.startswith("callout: ") and b.name.endswith(": panel")]


def mistakes(tmp_path: Path, slide: str) -> str:
    try:
        return "\n".join(drawn(tmp_path, bare(slide)).findings)
    except AssertionError as e:
        return str(e)


@pytest.mark.parametrize("how", FORMS[:2])
@pytest.mark.parametrize("theme", ["atlas", "night"])
def test_a_callout_covers_nothing_and_can_be_read(tmp_path: Path, how: str, theme: str) -> None:
    result = drawn(tmp_path, ASIA + how, theme=theme)
    check(result)
    found = panels(result)
    assert len(found) == 3
    for a, b in itertools.combinations(found, 2):
        assert not overlap(a.rect, b.rect)
    for panel, other in itertools.product(found, [*labels(result), *symbols(result)]):
        assert not overlap(panel.rect, other.rect), (panel.name, other.name)
    for panel in found:
        assert within(panel.rect, result.frame)
        (words,) = [b for b in result.boxes if f"{b.name}: panel" == panel.name]
        assert isinstance(words, Text)
        assert within(words.rect, panel.rect)
        assert min(r.size for p in words.paragraphs for r in p.runs) >= 16
    palette = result.scene.theme
    assert palette.contrast("ink", "ground") >= 7


def test_a_leader_joins_it_to_the_edge_of_the_symbol_there(tmp_path: Path) -> None:
    result = drawn(tmp_path, ASIA)
    (star,) = result.named("event: ")
    (leader,) = result.named("callout: Four months of war: leader")[1:]
    assert isinstance(leader, Freeform)
    ends = np.array([[leader.rect.x + c[1], leader.rect.y + c[2]] for c in leader.paths[0]], float)
    middle = (star.rect.x + star.rect.w / 2, star.rect.y + star.rect.h / 2)
    gap = float(np.hypot(*(ends[-1] - middle)))
    assert star.rect.w * 0.4 < gap < star.rect.w * 0.6
    (panel,) = [b for b in panels(result) if "war" in b.name]
    assert panel.rect.x - 2 <= ends[0][0] <= panel.rect.right + 2
    assert panel.rect.y - 2 <= ends[0][1] <= panel.rect.bottom + 2
    assert not result.named("callout: Hsinking: place")  # the town has its dot already
    assert result.named("callout: Ulan Bator: place")


def test_it_comes_with_its_click_as_a_whole(tmp_path: Path) -> None:
    result = drawn(tmp_path, ASIA)
    assert not [f for f in result.findings if "appears with the step" in f]
    assert {b.step for b in result.named("callout: Four months")} == {1}
    assert {b.step for b in result.named("callout: Ulan")} == {0}


@pytest.mark.parametrize("run", [1, 2])
def test_a_picture_stands_in_it_undistorted_and_is_credited(tmp_path: Path, run: int) -> None:
    (tmp_path / "images").mkdir()
    Image.new("RGB", (900, 600), (90, 60, 40)).save(tmp_path / "images" / "a.png")
    more = "      - {at: Harbin, text: Harbin, picture: {file: a.png, alt: A street, credit: A. Painter}}\n"
    for _ in range(run):  # the second one is from the cache
        result = drawn(tmp_path, ASIA.replace("    steps: [War]\n", "").replace(", step: War", "") + more)
    (picture,) = [b for b in every_box(result.boxes) if isinstance(b, Picture) and b.name.startswith("callout: ")]
    assert picture.media in result.scene.media
    assert picture.alt == "A street"
    shown = (1 - picture.crop[0] - picture.crop[2]) * 900 / ((1 - picture.crop[1] - picture.crop[3]) * 600)
    assert picture.rect.w / picture.rect.h == pytest.approx(shown, rel=0.02)
    assert "A. Painter" in " ".join(p.text for b in result.boxes if isinstance(b, Text) for p in b.paragraphs)


def test_its_side_is_a_bar_in_the_colour(tmp_path: Path) -> None:
    (bar,) = drawn(tmp_path, ASIA).named("callout: Four months of war: side")
    assert bar.rect.h == points(4)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{text: Where}", "a callout needs a place"),
        ("{at: Harbin}", "a callout needs words"),
        ("{at: Nowhereville Zz, text: T}", "no place 'Nowhereville Zz' in the atlas"),
        ("{at: [47, 107], text: T}", "so perhaps [107, 47]"),
        ("{at: [10, 10], text: T}", "outside the map's frame"),
        ("{at: Harbin, txet: T}", "unknown key 'txet' in a callout; did you mean 'text'?"),
        ("{at: Harbin, text: T, picture: nothing.jpg}", "the picture 'nothing.jpg' is not there yet"),
        ("{at: Harbin, text: T, step: Peace}", "there is no step 'Peace'"),
        (f"{{at: Harbin, text: \"{LONG * 14}\"}}", "does not fit on this map; shorten it"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(tmp_path: Path, entry: str, said: str) -> None:
    assert said in mistakes(tmp_path, f"{ASIA}      - {entry}\n")
