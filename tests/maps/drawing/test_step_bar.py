"""The names of steps below a map."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from map_scenes import Drawn, bare, drawn, text_of

from podium.scene.boxes import Text

NAMED = """  - map: H
    territories: east-asia-1931-1941
    date: 1931-09-17
    frame: [92, 20, 146, 53]
    fill: {japan: [manchukuo, mengjiang, japan, korea, taiwan]}
    steps:
      - {name: "18 September 1931: a bomb on the line at Mukden", date: 1931-09-19}
      - {name: "1 March 1932: Manchukuo and the last emperor", date: 1932-03-02}
      - {name: "1936: Mengjiang", date: 1937-01-01}
      - {name: "7 July 1937: shots at the Marco Polo Bridge", date: 1939-01-01}
"""


def below(result: Drawn) -> list[Text]:
    """The names of the steps below the map."""
    return [b for b in result.named("step ") if isinstance(b, Text)]


@pytest.mark.parametrize("how", ["", "    full: true\n", "    caption: After the treaties\n"])
def test_long_names_of_steps_stand_on_two_lines_of_about_equal_length(tmp_path: Path, how: str) -> None:
    result = drawn(tmp_path, NAMED + how)
    names = below(result)
    assert len(result.scene.pages) == 2
    assert not result.findings
    assert [text_of(b).replace("\u00a0", " ") for b in names] == [b.name.partition(": ")[2] for b in names]
    assert max(p.lines for b in names for p in b.paragraphs) == 2
    assert all(p.runs[0].size >= 16 for b in names for p in b.paragraphs)
    assert len({r.size for b in names for p in b.paragraphs for r in p.runs}) == 1
    assert all(a.rect.right <= b.rect.x for a, b in itertools.pairwise(names))
    assert all(b.rect.y >= result.frame.bottom and b.rect.h >= sum(p.pitch * p.lines for p in b.paragraphs) * 12700
               for b in names)  # fmt: skip


def test_names_of_steps_that_fit_on_one_line_in_smaller_type_leave_the_map_its_height(tmp_path: Path) -> None:
    short = re.sub(r'name: "(.*?):.*?"', r"name: \1 it began", NAMED)
    result, small = drawn(tmp_path, NAMED), drawn(tmp_path, short)
    assert [p.lines for b in below(small) for p in b.paragraphs] == [1, 1, 1, 1]
    assert small.frame.bottom > result.frame.bottom


def test_a_name_of_a_step_that_is_too_long_is_told_with_the_length_that_fits(tmp_path: Path) -> None:
    more = " and the world looks on while the League of Nations sends a commission that writes a report about it"
    slide = NAMED.replace("at Mukden", f"at Mukden{more}").replace("emperor", f"emperor{more}")
    result = drawn(tmp_path, slide)
    findings = [f for f in result.findings if "is too long" in f]
    assert len(findings) == len(result.findings) == 2
    assert [re.search(r"step (\d)", f)[1] for f in findings] == ["1", "2"]  # type: ignore[index]
    assert len(result.scene.pages) == 2
    assert [b.name.partition(": ")[2] for b in below(result)] == [
        text_of(b).replace("\u00a0", " ") for b in below(result)
    ]
    for box, found in zip(below(result), findings, strict=False):
        name = box.name.partition(": ")[2]
        length, most = map(int, re.search(r"from (\d+) to about (\d+) characters", found).groups())  # type: ignore[union-attr]
        assert length == len(name)
        slide = slide.replace(name, name[:most].rstrip())
    assert not drawn(tmp_path, slide).findings


@pytest.mark.parametrize("count", [1, 9])
def test_a_step_has_any_name(tmp_path: Path, count: int) -> None:
    for name in ("W" * 400, "中" * 400, "a " * 400, "*x*"):
        steps = "".join(f"      - {{name: '{name}{n}', date: {1932 + n}}}\n" for n in range(count))
        result = drawn(tmp_path, bare(NAMED.partition("      - ")[0] + steps))
        assert len(below(result)) == count
        assert any("is too long" in f for f in result.findings) == (len(name) > 3)
