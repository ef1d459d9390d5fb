"""The slide layouts of the template, with their placeholders and fixed elements.

In: a grid. Out: `Layout`s. A back-end makes masters and layouts from them; pages refer to them by name. `kind` is the
PowerPoint layout type, by which another template finds the counterpart of each.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Line, Picture, Scene, Shape
from podium.scene.grid import CONTENT_BOTTOM, FOOTER_HEIGHT, FOOTER_Y, HEADLINE_TOP, MARGIN, Grid
from podium.scene.type_scale import Style
from podium.scene.units import Rect, inches, points

_CLAIMS = 6  # rows of claim and proof
_LOGO_PAD = points(5)  # from the mark to the edge of its panel


class Logo(NamedTuple):
    """The institution's mark. `panels`: the ground of a layout -> the role of the panel that the mark needs on it."""

    media: str
    aspect: float
    alt: str
    panels: Mapping[str, str]


class Placeholder(NamedTuple):
    """A placeholder of a layout: PowerPoint's type ("" for content) and index, its rectangle and default style."""

    role: str
    type: str
    idx: int
    rect: Rect
    style: Style
    prompt: str = ""
    align: str = "l"


BESIDE = 7  # columns left of a picture of the slide's whole height
FIELDS = "fields"  # a headline above fields of colour that take the place of the time band
COVER_LOGO_TOP, COVER_LOGO_HEIGHT = inches(0.45), inches(0.85)


@dataclass(slots=True, eq=False)
class Layout:
    """A slide layout. `ground` is the colour role of a full-colour page, "" for the theme's paper."""

    name: str
    title: str
    kind: str
    placeholders: tuple[Placeholder, ...]
    ground: str = ""
    columns: int = 12  # of the grid; the others are under a picture
    band: bool = False
    foot_rule: bool = False
    fixed: tuple[Box, ...] | None = None  # what stands on all its pages, for a layout of somebody else's template
    by_role: dict[str, Placeholder] = field(default_factory=dict, compare=False)


def layouts(grid: Grid) -> dict[str, Layout]:
    """All layouts by name."""
    all_layouts = [*_title_layouts(grid), *_content_layouts(grid), *_statement_layouts(grid)]
    for layout in all_layouts:
        layout.by_role.update({p.role: p for p in layout.placeholders})
    return {layout.name: layout for layout in all_layouts}


def layouts_of(scene: Scene) -> dict[str, Layout]:
    """The layouts that a scene's pages name: those of its template, or podium's own."""
    return layouts(scene.grid) if scene.template is None else scene.template.real


def logo_place(layout: Layout, grid: Grid, aspect: float) -> Rect:
    """Where the mark stands: large above the cover's title, else small over the right end of the headline."""
    if layout.name == "cover":
        room = Rect(MARGIN, COVER_LOGO_TOP, inches(3.4), COVER_LOGO_HEIGHT)
        return room.fit(aspect)._replace(x=room.x)
    room = Rect(grid.width - MARGIN - inches(2.2), inches(0.13), inches(2.2), inches(0.32))
    shown = room.fit(aspect)
    return shown._replace(x=room.right - shown.w)


def logo_boxes(logo: Logo, layout: Layout, grid: Grid) -> list[Box]:
    """The mark as a layout has it, on a panel where it needs one on its ground."""
    place = logo_place(layout, grid, logo.aspect)
    mark = Picture(name="Logo", rect=place, alt=logo.alt, media=logo.media)
    if panel := logo.panels.get(layout.ground):
        return [Shape(name="Logo panel", rect=place.inset(-_LOGO_PAD), fill=panel), mark]
    return [mark]


def foot_rules(layout: Layout, grid: Grid) -> list[Box]:
    """The rule at the foot, if the layout has one."""
    if not (layout.band or layout.foot_rule):
        return []
    return [Shape(name="Foot rule", rect=grid.band, geometry="line", line=Line("rule", 0.75))]


def fixed_boxes(logo: Logo | None, layout: Layout, grid: Grid) -> list[Box]:
    """What stands on all pages of a layout, under their own boxes."""
    if layout.fixed is not None:
        return list(layout.fixed)
    return [*(logo_boxes(logo, layout, grid) if logo else ()), *foot_rules(layout, grid)]


def _title_layouts(grid: Grid) -> list[Layout]:
    """The pages that open the lecture and its sections."""
    cover = (
        _title(grid.columns(1, 6, inches(1.2), inches(2.9)), scale.COVER_TITLE, "Title", type="ctrTitle"),
        Placeholder(
            "subtitle", "subTitle", 1, grid.columns(1, 6, inches(4.65), inches(0.9)), scale.COVER_SUBTITLE, "Subtitle"
        ),
        Placeholder("body", "body", 13, grid.columns(1, 6, inches(6.5), inches(0.6)), scale.NOTE, "Author and date"),
    )
    section = (
        _title(grid.columns(4, 12, inches(0.95), inches(2.0)), scale.DIVIDER_TITLE, "Section"),
        Placeholder(
            "body", "body", 1, grid.columns(4, 12, inches(2.95), inches(1.0)), scale.DIVIDER_QUESTION, "Question"
        ),
        *_feet(grid, "on"),
    )
    return [
        Layout("cover", "Cover", "title", cover),
        Layout("overview", "Overview", "titleOnly", (_headline(grid), *_feet(grid)), foot_rule=True),
        Layout("section", "Section divider", "secHead", section, ground="accent.plate"),
    ]


def _content_layouts(grid: Grid) -> list[Layout]:
    """The pages with a headline over their content."""
    content = grid.content(inches(2.06), CONTENT_BOTTOM)
    left, right = grid.columns(1, 5, content.y, content.h), grid.columns(7, 12, content.y, content.h)
    title, when, feet = _headline(grid), _when(grid), _feet(grid)
    beside = title._replace(rect=grid.columns(1, BESIDE, title.rect.y, title.rect.h))
    on_picture = title._replace(style=title.style.but(colour="on"))
    body = Placeholder("body", "", 1, content, scale.BODY, "Text")
    half = Placeholder("body", "", 1, left, scale.BODY, "Text")
    other = Placeholder("second", "", 2, right, scale.BODY, "Text")
    rows = [p for n in range(_CLAIMS) for p in _claim_row(grid, content, n)]
    return [
        Layout("content", "Headline and text", "obj", (title, body, when, *feet), band=True),
        Layout("two", "Headline, text and exhibit", "twoObj", (title, half, other, when, *feet), band=True),
        Layout(FIELDS, "Headline and fields of colour", "", (title, half, other, *feet)),
        Layout("claims", "Headline and claims", "", (title, *rows, when, *feet), band=True),
        Layout("exhibit", "Headline and exhibit", "titleOnly", (title, when, *feet), band=True),
        Layout("map", "Full-slide map", "titleOnly", (title, *feet)),
        Layout(
            "portrait",
            "Headline and full-height picture",
            "titleOnly",
            (beside, *_feet(grid, last=BESIDE)),
            columns=BESIDE,
        ),
        Layout("picture", "Full-slide picture", "titleOnly", (on_picture, *_feet(grid, "on")), ground="scrim"),
    ]


def _statement_layouts(grid: Grid) -> list[Layout]:
    """The pages that hold what should be remembered: a quotation, a question, the last claims."""
    quotation = _title(grid.columns(2, 12, inches(1.2), inches(3.5)), scale.QUOTATION, "Quotation")
    question = _title(grid.columns(1, 12, inches(1.05), inches(2.9)), scale.QUESTION, "Question")
    task = Placeholder(
        "body", "body", 1, grid.columns(1, 12, inches(4.6), inches(1.6)), scale.BODY.but(colour="on"), "Task"
    )
    area = grid.content(inches(1.32), CONTENT_BOTTOM)
    half, third = area.h // 2, grid.columns(1, 4).w
    claims = (
        Placeholder(
            f"claim{n}",
            "body",
            20 + n,
            Rect(grid.columns(4 * (n % 3) + 1, 12).x, area.y + n // 3 * half, third, half),
            scale.SUMMARY_CLAIM.but(colour="on"),
            "Claim",
        )
        for n in range(6)
    )
    summary = _headline(grid, "on")
    return [
        Layout("quote", "Quotation", "", (quotation, _when(grid), *_feet(grid)), band=True),
        Layout("question", "Question", "", (question, task, *_feet(grid, "on")), ground="question"),
        Layout("summary", "Summary", "", (summary, *claims, *_feet(grid, "on")), ground="accent.plate"),
    ]


def _title(rect: Rect, style: Style, prompt: str, type: str = "title") -> Placeholder:
    return Placeholder("title", type, 0, rect, style, prompt)


def _headline(grid: Grid, colour: str = "ink") -> Placeholder:
    return _title(grid.columns(1, 12, HEADLINE_TOP, inches(1.08)), scale.HEADLINE.but(colour=colour), "Headline")


def _when(grid: Grid) -> Placeholder:
    """The date of the slide's events, in the row at the foot."""
    return Placeholder("when", "dt", 10, grid.columns(9, 11, FOOTER_Y, FOOTER_HEIGHT), scale.FOOTER_BOLD)


def _claim_row(grid: Grid, content: Rect, n: int) -> tuple[Placeholder, Placeholder]:
    """The placeholders of one claim and its proof beside it."""
    height = (CONTENT_BOTTOM - content.y) // _CLAIMS
    y = content.y + n * height
    return (
        Placeholder(f"claim{n}", "body", 20 + n, grid.columns(1, 5, y, height), scale.POINT, "Claim"),
        Placeholder(f"proof{n}", "body", 30 + n, grid.columns(6, 12, y, height), scale.BODY, "Proof"),
    )


def _feet(grid: Grid, colour: str = "ink", last: int = 12) -> tuple[Placeholder, Placeholder]:
    """Footer (the section) and slide number, in the columns up to `last`."""
    style = scale.FOOTER_BOLD.but(colour=colour)
    return (
        Placeholder("footer", "ftr", 11, grid.columns(1, 3, FOOTER_Y, FOOTER_HEIGHT), style),
        Placeholder(
            "number",
            "sldNum",
            12,
            Rect(grid.columns(1, last).right - inches(0.7), FOOTER_Y, inches(0.7), FOOTER_HEIGHT),
            style,
            align="r",
        ),
    )
