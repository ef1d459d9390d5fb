"""A chart block laid out alone in a rectangle, with its boxes, its findings, or the mistakes in its keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from podium import kinds, themes
from podium.diagnostics import Report
from podium.layout.stage import Stage
from podium.scene.boxes import Box, Chart, Text
from podium.scene.charts import ChartSpec
from podium.scene.grid import Grid
from podium.scene.units import Rect, inches

LOSSES = """type: bar-stacked
data:
  Japan: {Killed: 526, Wounded: 913}
  Soviet Union: {Killed: 792, Wounded: 3279}
"""
WIDE = Rect(inches(0.75), inches(1.32), inches(11.83), inches(5.14))
HALF = Rect(inches(6.75), inches(2.06), inches(5.83), inches(4.4))
HEAD = """title: T
lang: {lang}
theme: {theme}
sides:
  soviet: {{name: Soviet Union, colour: red, short: USSR}}
  japan: {{name: Japan, colour: blue}}
slides:
  - chart: A headline
"""


class Result:
    """The result of laying out one chart."""

    def __init__(self, boxes: list[Box], report: Report) -> None:
        self.boxes, self.findings = boxes, [str(f) for f in report]
        self.severities = [f.severity for f in report]

    @property
    def chart(self) -> Chart:
        return next(b for b in self.boxes if isinstance(b, Chart))

    @property
    def spec(self) -> ChartSpec:
        spec: ChartSpec = self.chart.spec
        return spec

    def texts(self, name: str) -> list[str]:
        """The texts of the boxes of that name."""
        return ["".join(p.text for p in b.paragraphs) for b in self.boxes if isinstance(b, Text) and b.name == name]

    def fills(self, series: int = 0) -> list[object]:
        return [p.fill for p in self.spec.series[series].points]

    def labels(self, series: int = 0) -> list[str]:
        return [p.label.text if p.label else "" for p in self.spec.series[series].points]


def chart(tmp_path: Path, keys: str, rect: Rect = WIDE, lang: str = "en", theme: str = "atlas") -> Result:
    """The chart with those keys, laid out; fails if the outline itself is refused."""
    path = tmp_path / "o.yaml"
    body = "".join(f"    {line}\n" for line in keys.strip().splitlines())
    path.write_text(HEAD.format(lang=lang, theme=theme) + body, "utf-8")
    report = Report()
    outline = kinds.load(path, report, "o.yaml")
    outline = None if report.failed else outline
    assert outline is not None, "\n".join(map(str, report))
    stage = Stage(outline, themes.load(outline.deck.theme), Grid.of("16:9"), None, report)
    sheets = outline.deck.every_slide()[0].lay_out(rect, stage)
    assert len(sheets) == 1
    return Result(sheets[0], report)


def refusal(tmp_path: Path, keys: str) -> list[str]:
    """The findings of an outline that is refused."""
    with pytest.raises(AssertionError) as caught:
        chart(tmp_path, keys)
    return str(caught.value).splitlines()


def chart_findings(tmp_path: Path) -> list[str]:
    path = tmp_path / "o.yaml"
    path.write_text(HEAD.format(lang="en", theme="atlas") + "    file: men.csv\n")
    report = Report()
    outline = kinds.load(path, report, "o.yaml")
    outline = None if report.failed else outline
    outline.deck.every_slide()[0].lay_out(WIDE, Stage(outline, themes.load("atlas"), Grid.of("16:9"), None, report))
    return [f.message for f in report]
