"""The pages of a scene and the boxes on them.

A page is a list of boxes in reading order, which is also drawing order. Each box has a rectangle in EMU, a type (text,
shape, picture, chart, table…), a name for the selection pane, alt text and a reveal step. Colours are roles ("ink",
"red.deep") that the theme resolves; fonts are "major" or "minor". Nothing changes once layout has made it. Small values
are named tuples, which take a tenth of the time of a frozen data class to create.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, NamedTuple

from podium.scene.units import Rect

Align = Literal["left", "centre", "right"]
Anchor = Literal["top", "middle", "bottom"]
Effect = Literal["fade", "wipe"]  # how a box appears; a wipe runs from its left edge to its right
Form = Literal["", "super", "sub", "caps"]
_MEASURED = {"super": 0.67, "sub": 0.67, "caps": 1.0}  # of the size around; LibreOffice makes small capitals large
_DRAWN = {"super": 0.67, "sub": 0.67, "caps": 0.8}  # as PowerPoint has them
Dash = Literal["solid", "dash", "dot", "dash-dot"]
OnMap = Literal["", "ground", "place"]
Means = Literal["", "caption", "title", "quotation"]


class Run(NamedTuple):
    """Characters in one style. `size` in pt, 0 until it is fitted; `link` is a URL, or `#id` for a page. `lang` is the
    tag of another language than the deck's; `marked` the colour role behind highlighted words. `form` is how letters
    differ from others of that size: raised, lowered, or as small capitals."""

    text: str
    size: float = 0
    colour: str = "ink"
    bold: bool = False
    italic: bool = False
    major: bool = False
    link: str = ""
    tracking: float = 0.0
    lang: str = ""
    marked: str = ""
    form: Form = ""


class Paragraph(NamedTuple):
    """Runs set with an exact line pitch (pt), space before (pt), indents (pt) and an optional bullet.

    `lines` is the number of lines that layout measured, kept for tests and for boxes drawn beside the text; `place`
    is as in Box.
    """

    runs: tuple[Run, ...]
    pitch: float
    before: float = 0.0
    align: Align = "left"
    indent: float = 0.0
    hanging: float = 0.0
    bullet: str = ""
    bullet_colour: str = "accent"
    level: int = 0
    lines: int = 1
    tabs: tuple[float, ...] = ()
    place: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        return "".join(r.text for r in self.runs)


def even(text: str) -> str:
    """Words for comparison: kinds of blanks and of apostrophes do not count (podium sets ’ for a straight one)."""
    return " ".join(text.replace("’", "'").split())


def as_drawn(text: str, size: float, form: Form, *, measured: bool = False) -> tuple[str, float]:
    """The letters of a form and their size (pt), as many as before; `measured`: as large as any program draws them."""
    if form == "caps":
        text = "".join(c.upper() if len(c.upper()) == 1 else "W" for c in text)  # as wide as the two of SS
    return text, size * (_MEASURED if measured else _DRAWN)[form]


class Line(NamedTuple):
    """An outline or a rule: colour role, width in pt, arrow heads at its start (`head`) and end (`tail`); round: its
    ends are round, not cut off."""

    colour: str
    width: float = 0.75
    dash: Dash = "solid"
    head: bool = False
    tail: bool = False
    round: bool = False


class Hatch(NamedTuple):
    """A 45° pattern of one colour role on another."""

    colour: str
    ground: str
    pattern: str = "wdUpDiag"


class Fade(NamedTuple):
    """A colour role whose opacity changes rightward or `down`; `stops` are (position, opacity), both 0 to 1."""

    colour: str
    stops: tuple[tuple[float, float], ...]
    down: bool = True


Fill = str | Hatch | None  # a colour role, a hatch, or nothing


@dataclass(slots=True, kw_only=True, eq=False)
class Box:
    """What all boxes share. An empty `alt` marks a decorative box, or a text that needs no description.

    `step` is the click at which the box appears (0: there from the start), with its `effect`; `until` the click at
    which it disappears (0: it stays). `link` as in `Run`. `on_map`: it is part of the ground of a map, drawn to its
    scale, or it stands at a place on one, at a size of its own.
    Connectors on the page refer to the box by its `key`. `place` is the (line, column) in the outline (`Scene.source`)
    of the text or the key that the box shows, None for what podium adds by itself.
    """

    name: str
    rect: Rect
    alt: str = ""
    step: int = 0
    effect: Effect = "fade"
    until: int = 0
    link: str = ""
    bleed: bool = False  # may reach the edge of the slide or go past it
    key: str = ""
    place: tuple[int, int] | None = None
    on_map: OnMap = ""


@dataclass(slots=True, kw_only=True, eq=False)
class Text(Box):
    """Text in a rectangle. `role` is a placeholder of the page's layout, "" for a free text box.

    `inset` is the inner margin (left, top, right, bottom) in EMU. `means` is what the words are for whoever reads them
    in another form: a quotation, or the caption or title of the box whose name follows ": " in their own.
    """

    paragraphs: tuple[Paragraph, ...]
    role: str = ""
    anchor: Anchor = "top"
    inset: tuple[int, int, int, int] = (0, 0, 0, 0)
    fill: Fill = None
    line: Line | None = None
    steps: tuple[int, ...] = ()  # reveal step of each paragraph, if they appear one by one
    means: Means = ""
    pale: str = ""  # the colour that such a paragraph takes with the next click; "" keeps its own


class Earth(NamedTuple):
    """A rectangle of the projected Earth: a PROJ string, and left, bottom, right, top in metres."""

    proj: str
    extent: tuple[float, float, float, float]


@dataclass(slots=True, kw_only=True, eq=False)
class Shape(Box):
    """A preset geometry of DrawingML ("rect", "ellipse", "line"…) with its adjustments. `earth` is what a map shows,
    of which the shape is the undermost."""

    geometry: str = "rect"
    fill: Fill | Fade = None
    line: Line | None = None
    alpha: float = 1.0
    adjust: tuple[tuple[str, int], ...] = ()
    flip: bool = False  # a line that rises from left to right
    earth: Earth | None = None


@dataclass(slots=True, kw_only=True, eq=False)
class Freeform(Box):
    """Paths in EMU relative to the rectangle's corner.

    A path is a sequence of ("M", x, y), ("L", x, y), ("C", x1, y1, x2, y2, x, y) and ("Z",).
    """

    paths: tuple[tuple[tuple[Any, ...], ...], ...]
    fill: Fill = None
    line: Line | None = None
    alpha: float = 1.0


@dataclass(slots=True, kw_only=True, eq=False)
class Connector(Box):
    """A line glued to two boxes drawn before it, so that it follows when they are moved.

    `start` and `end` are a box's key and the number of one of its connection sites. `geometry` is a connector of
    DrawingML; it runs from the upper left to the lower right of `rect` unless `mirror` or `rising` is set. An elbow in
    three pieces leaves sideways, or downwards if it is `upright`.
    """

    start: tuple[str, int]
    end: tuple[str, int]
    geometry: str = "straightConnector1"
    line: Line
    mirror: bool = False  # from the upper right to the lower left
    rising: bool = False  # from the lower left to the upper right
    upright: bool = False


@dataclass(slots=True, kw_only=True, eq=False)
class Picture(Box):
    """A raster picture, never distorted; `media` is its key in the scene's media.

    `svg` is the key of a vector version, shown by programs that can; "" for none. `crop` is what is not shown:
    fractions of the picture at its left, top, right and bottom.
    """

    media: str
    svg: str = ""
    line: Line | None = None
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


@dataclass(slots=True, kw_only=True, eq=False)
class Recording(Picture):
    """A video or sound recording, played by the click after the last that shows something; `media` is its poster.

    `clip` is its key in the scene's clips; `sound`: there is no picture. `start` and `end` are the milliseconds that
    are cut off there, `length` those that are played, 0 if it is not known.
    """

    clip: str
    sound: bool = False
    start: int = 0
    end: int = 0
    length: int = 0
    loop: bool = False


@dataclass(slots=True, kw_only=True, eq=False)
class Chart(Box):
    """A native chart; `spec` is a podium.scene.charts.ChartSpec."""

    spec: Any


class Cell(NamedTuple):
    """A table cell with its measured paragraphs."""

    paragraphs: tuple[Paragraph, ...]
    fill: Fill = None
    anchor: Anchor = "middle"
    first: bool = False  # at the table's left edge: no margin, so that its text is aligned with the grid
    last: bool = False


@dataclass(slots=True, kw_only=True, eq=False)
class Table(Box):
    """A native table: column widths and row heights in EMU, and rows of cells, of which the first is the heading."""

    widths: tuple[int, ...]
    heights: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    margin: tuple[int, int, int, int]
    rule: str = "hairline"
    strong_rule: str = "rule"


@dataclass(slots=True, kw_only=True, eq=False)
class Group(Box):
    """Boxes that are one entry in the selection pane; their rectangles are relative to the slide."""

    boxes: tuple[Box, ...]


def every_box(boxes: Iterable[Box]) -> Iterator[Box]:
    """The boxes in drawing order, each group before the boxes in it."""
    for box in boxes:
        yield box
        if isinstance(box, Group):
            yield from every_box(box.boxes)


def lasting(boxes: Iterable[Box]) -> list[Box]:
    """The boxes that are there after the last click."""
    return [box for box in boxes if not box.until]


def text_place(box: Box) -> tuple[int, int] | None:
    """The place of the first paragraph that has one, None for a box without text."""
    if isinstance(box, Text):
        for paragraph in box.paragraphs:
            if paragraph.place is not None:
                return paragraph.place
    return None


def placeless(box: Box) -> Box:
    """A copy that does not say where it stands in the outline."""
    if isinstance(box, Group):
        return replace(box, place=None, boxes=tuple(placeless(b) for b in box.boxes))
    if isinstance(box, Text):
        return replace(box, place=None, paragraphs=tuple(p._replace(place=None) for p in box.paragraphs))
    return replace(box, place=None)


@dataclass(slots=True)
class Media:
    """A picture file in the deck: its bytes, and its ending (`png`, `jpg`, `svg`)."""

    key: str
    data: bytes
    ending: str


class Clip(NamedTuple):
    """A video or sound file that is copied into the deck as it is: `ending` (`mp4`, `m4a`, `mp3`, `wav`), bytes."""

    key: str
    path: Path
    ending: str
    size: int


class Flight(NamedTuple):
    """How a map lies on the map of the same name on the page before: `matrix` is a, b, c, d, e, f of the affine map
    from a point (pt) of this page to that of the same place there, x' = ax + cy + e and y' = bx + dy + f."""

    name: str
    matrix: tuple[float, float, float, float, float, float]


class Page(NamedTuple):
    """One slide. `layout` names a layout of the template; `slide` is the id of the slide that the page shows or
    continues; `generated`: podium added the page by itself. `transition` is how the page before it, the last that
    is not hidden, gives way to it: fade, push, morph, or "", and `flights` how its maps do. `ground` is the role of
    its colour, "" for the layout's. `place` is that of its slide in the outline, `notes_place` that of its notes.
    `handout` is what students may read beside it. `planned` are the seconds that the lecturer gives it, `seconds` those
    that it takes, `starts` those from the beginning of the lecture; a hidden page takes time only if it is shown.
    """

    id: str
    layout: str
    title: str
    boxes: tuple[Box, ...]
    notes: str = ""
    section: int = -1
    hidden: bool = False
    slide: str = ""
    generated: bool = False
    transition: str = ""
    flights: tuple[Flight, ...] = ()
    ground: str = ""
    place: tuple[int, int] | None = None
    handout: str = ""
    planned: float = 0.0
    seconds: float = 0.0
    starts: float = 0.0
    notes_place: tuple[int, int] | None = None


class Band(NamedTuple):
    """A stretch of time on an axis: decimal years and the labels of its ends. What `last` names, such as a year, begins
    at `last_from`; at the `end` it is over."""

    start: float
    end: float
    first: str
    last: str
    last_from: float


@dataclass(slots=True)
class Scene:
    """The whole deck, ready to be written."""

    title: str
    author: str
    lang: str
    theme: Any
    grid: Any
    pages: list[Page]
    sections: list[str] = field(default_factory=list)
    media: dict[str, Media] = field(default_factory=dict)
    clips: dict[str, Clip] = field(default_factory=dict)
    figures: dict[str, Any] = field(default_factory=dict)  # by media key: a podium.scene.figures.Figure to be painted
    logo: Any = None  # a podium.scene.masters.Logo, on the master and the layouts
    subject: str = ""
    date: str = ""
    minutes: int | None = None  # how long the lecture may take
    source: str = ""  # the outline, as the lecturer named it
    variant: str = ""  # which of its variants this is, "" for the first
    template: Any = None  # a podium.templates.fitting.Template, if the deck stands on one
