"""Maps for tests: outlines of one slide, and the rules that every map keeps."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import NamedTuple

import shapely

from podium import kinds
from podium.diagnostics import Report
from podium.maps.labels.collision_grid import flattened
from podium.pages.page_pass import lay_out
from podium.scene.boxes import Box, Freeform, Group, Scene, Shape, Text
from podium.scene.units import Rect, points

HEAD = """title: T
lang: {lang}
theme: {theme}
size: "{size}"
agenda: false
credits: false
sides:
  soviet: {{name: Soviet Union, colour: red}}
  japan: {{name: Japan, colour: blue}}
slides:
"""
HABSBURG = """title: Austria-Hungary, 1914
territories:
  austria_hungary:
    name: Austria-Hungary
    build:
      - [AUT/*, HUN/*, CZE/*, SVK/*, SVN/*, HRV/*, BIH/*, POL/Lesser Poland, POL/Subcarpathian, UKR/Transcarpathia]
      - [UKR/L'viv, UKR/Ivano-Frankivs'k, UKR/Ternopil', UKR/Chernivtsi, ROU/Cluj, ROU/Mures, ROU/Bihor, ROU/Arad]
  germany: {name: German Empire, build: [DEU/*]}
  serbia: {name: Serbia, build: [SRB/*, MKD/*, KOS/*]}
  italy: {name: Italy, build: [ITA/*]}
"""


class Drawn(NamedTuple):
    """A laid-out deck of one slide and its findings."""

    scene: Scene
    findings: list[str]
    failed: bool

    @property
    def boxes(self) -> tuple[Box, ...]:
        return self.scene.pages[1].boxes

    @property
    def frame(self) -> Rect:
        """The map's own rectangle."""
        return next(b.rect for b in self.boxes if b.name == "map")

    def named(self, start: str) -> list[Box]:
        """The boxes whose names begin so."""
        return [b for b in self.boxes if b.name.startswith(start)]

    def words(self, start: str) -> list[str]:
        """The texts of the labels whose names begin so, on one line each."""
        return [text_of(b).replace("\v", " ") for b in self.named(start) if isinstance(b, Text)]


def text_of(box: Box) -> str:
    return "\n".join(p.text for p in box.paragraphs) if isinstance(box, Text) else ""


def drawn(tmp_path: Path, slide: str, *, lang: str = "en", theme: str = "atlas", size: str = "16:9") -> Drawn:
    """The slide, laid out. Own recipes stand in the folder `territories` beside it."""
    folder = tmp_path / "territories"
    folder.mkdir(exist_ok=True)
    (folder / "habsburg.yaml").write_text(HABSBURG, encoding="utf-8")
    turkey = Path(__file__).parents[2] / "slides_src/territories/turkey-1923.yaml"
    (folder / turkey.name).write_text(turkey.read_text(encoding="utf-8"), encoding="utf-8")
    path = tmp_path / "map.yaml"
    path.write_text(HEAD.format(lang=lang, theme=theme, size=size) + slide, encoding="utf-8")
    report = Report()
    outline = kinds.load(path, report)
    outline = None if report.failed else outline
    assert outline is not None, [str(d) for d in report]
    scene = lay_out(outline, report)
    return Drawn(scene, [str(d) for d in report], report.failed)


def bare(slide: str, *kept: str) -> str:
    """The map without what takes most of the time to draw, is not asked for in it and not `kept`: names, towns …"""
    rest = ("relief", "names", "cities", "rivers", "seas", "legend")
    return slide + "".join(f"    {key}: false\n" for key in rest if key not in kept and f"\n    {key}:" not in slide)


# ---- the rules ---------------------------------------------------------------------------------------------


def labels(result: Drawn) -> list[Text]:
    """The labels on the map itself."""
    kinds = ("name: ", "city name: ", "sea: ", "lake name: ", "river name: ", "label: ", "remark: ", "note: ")
    return [b for b in result.boxes if isinstance(b, Text) and b.name.startswith(kinds)]


def overlap(a: Rect, b: Rect) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


def within(inner: Rect, outer: Rect) -> bool:
    return inner.x >= outer.x and inner.y >= outer.y and inner.right <= outer.right and inner.bottom <= outer.bottom


def symbols(result: Drawn) -> list[Box]:
    """What labels must keep off: signs, panels, discs."""
    return [
        b
        for b in result.boxes
        if b.name.startswith(("city: ", "unit: ", "event: ", "Legend", "Scale", "inset", "Panel"))
    ]


def outlines(box: Box) -> list[shapely.Polygon]:
    """The filled shapes of an arrow or the teeth of a front, in EMU."""
    if isinstance(box, Group):
        return [p for inner in box.boxes for p in outlines(inner)]
    if isinstance(box, Freeform) and box.fill is not None:
        rings = [[(x + box.rect.x, y + box.rect.y) for x, y in flattened(path)] for path in box.paths]
        return [shapely.make_valid(shapely.Polygon(r)) for r in rings if len(r) > 3]
    if isinstance(box, Shape):
        return [shapely.box(box.rect.x, box.rect.y, box.rect.right, box.rect.bottom)]
    return []


def check(result: Drawn) -> None:
    """No label meets another, a symbol, an arrow or the frame; nothing leaves the map; every name is readable."""
    found, frame = labels(result), result.frame
    assert found or any(b.name.startswith("territory") for b in result.boxes)
    for a, b in itertools.combinations(found, 2):
        assert not overlap(a.rect, b.rect), (a.name, b.name)
    for label, symbol in itertools.product(found, symbols(result)):
        assert not overlap(label.rect, symbol.rect), (label.name, symbol.name)
    arrows = [(b.name, p) for b in result.boxes if b.name.startswith(("arrow: ", "front: ")) for p in outlines(b)]
    for label, (name, shape) in itertools.product(found, arrows):
        r = label.rect
        assert not shapely.box(r.x, r.y, r.right, r.bottom).intersects(shape), (label.name, name)
    below = ("step ", "Caption", "Headline", "Rule", "Slide number", "Section", "Source", "When", "Text", "Title")
    slack = points(1)
    for box in result.boxes:
        under = box.name == "Legend" and box.rect.y >= frame.bottom
        if not box.name.startswith(below) and not under:
            assert within(box.rect, frame.inset(-slack)), (box.name, box.rect, frame)
    for label in found:
        assert min(r.size for p in label.paragraphs for r in p.runs) >= 12, label.name
        assert "…" not in text_of(label)
