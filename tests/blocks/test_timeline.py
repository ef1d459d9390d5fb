"""The timeline as its author and its audience see it: places, vagueness, labels that never touch, warnings."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shapely import LineString
from thorough import examples

from podium import kinds, themes
from podium.blocks.timeline.axis import make_axis
from podium.blocks.timeline.labels import STEM_GAP, Spot, moved, straight
from podium.diagnostics import Report
from podium.layout.stage import Stage
from podium.outline.dates.parse import parse_date
from podium.scene.boxes import Box, Freeform, Hatch, Shape, Text
from podium.scene.grid import Grid
from podium.scene.units import Rect, inches

WIDE = Rect(inches(0.75), inches(2.06), inches(11.83), inches(4.4))
HALF = Rect(inches(5.75), inches(2.06), inches(6.83), inches(4.4))
HEAD = """title: T
lang: {lang}
sides:
  soviet: {{name: Soviet Union, colour: red}}
  japan: {{name: Japan, colour: blue}}
slides:
  - timeline: A headline
"""
INCIDENTS = """    unit: dead
    events:
      - {date: January 1935, title: Halhamiao, text: Fishing rights, lane: Mongolian border, figure: around 50}
      - {date: October 1935, title: Suifenho, text: Soviet ambush, lane: Soviet border, figure: 6}
      - {date: March 1936, title: Tauran, lane: Mongolian border, figure: 56}
      - {date: late June 1937, title: Kenchazu Island, lane: Soviet border, figure: 37}
"""


class Drawn:
    """The result of laying out one timeline."""

    def __init__(self, sheets: list[list[Box]], report: Report) -> None:
        self.sheets, self.findings = sheets, [str(f) for f in report]
        self.boxes = [box for sheet in sheets for box in sheet]

    def named(self, start: str) -> list[Box]:
        return [b for b in self.boxes if b.name.startswith(start)]

    def words(self) -> str:
        return " ".join(p.text for b in self.boxes if isinstance(b, Text) for p in b.paragraphs).replace("\u00a0", " ")

    @property
    def alt(self) -> str:
        return " ".join(b.alt for b in self.named("Timeline"))


def drawn(tmp_path: Path, body: str, rect: Rect = WIDE, lang: str = "en", form: str = "lanes") -> Drawn:
    path = tmp_path / "x.yaml"
    chosen = f"    form: {form}\n" if form else ""
    path.write_text(HEAD.format(lang=lang) + chosen + body, encoding="utf-8")
    report = Report()
    outline = kinds.load(path, report, "x.yaml")
    outline = None if report.failed else outline
    if outline is None:
        return Drawn([], report)
    stage = Stage(outline, themes.load("atlas"), Grid.of("16:9"), None, report)
    return Drawn(outline.deck.slides[0].lay_out(rect, stage), report)


def test_a_bar_is_as_long_as_its_date_is_vague(tmp_path: Path) -> None:
    result = drawn(tmp_path, INCIDENTS)
    month, ten_days = result.named("Bar: Halhamiao")[0], result.named("Bar: Kenchazu")[0]
    assert month.rect.w / ten_days.rect.w == pytest.approx(3.1, rel=0.05)


def test_uncertain_and_open_dates_are_hatched_and_exact_ones_are_not(tmp_path: Path) -> None:
    result = drawn(tmp_path, "    events: {1931: Exact, c. 1935: About, after 1939: Open}\n")
    fills = {b.name: isinstance(b.fill, Hatch) for b in result.named("Bar") if isinstance(b, Shape)}
    assert fills == {"Bar: Exact": False, "Bar: About": True, "Bar: Open": True}


def test_the_figure_keeps_its_doubt_and_stands_large(tmp_path: Path) -> None:
    box = drawn(tmp_path, INCIDENTS).named("Event: Halhamiao")[0]
    assert isinstance(box, Text)
    assert [r.text for r in box.paragraphs[0].runs] == ["~50", " dead"]
    assert box.paragraphs[0].runs[0].size > 2 * box.paragraphs[0].runs[1].size


def test_lanes_lie_about_the_axis_and_are_named(tmp_path: Path) -> None:
    result = drawn(tmp_path, INCIDENTS)
    upper, lower, axis = *result.named("Lane: "), result.named("Timeline")[0]
    assert upper.rect.bottom <= axis.rect.y < axis.rect.bottom <= lower.rect.y
    assert "Mongolian border" in result.words()


def test_a_side_has_its_colour_and_its_name_on_its_lane(tmp_path: Path) -> None:
    body = "    events:\n      - {date: 1937, title: A, side: japan}\n      - {date: 1939, title: B, side: soviet}\n"
    result = drawn(tmp_path, body)
    assert [b.fill for b in result.named("Bar") if isinstance(b, Shape)] == ["blue", "red"]
    assert "Soviet Union" in result.words()


def test_the_alt_text_lists_the_events_by_date(tmp_path: Path) -> None:
    alt = drawn(tmp_path, INCIDENTS).alt
    assert alt.startswith("Timeline: January 1935: Halhamiao, Fishing rights (~50 dead); October 1935: Suifenho")


def test_dates_out_of_order_are_a_warning_with_the_line(tmp_path: Path) -> None:
    result = drawn(tmp_path, "    events:\n      - 1935: Later\n      - 1931: Earlier\n", form="")
    assert [f for f in result.findings if "x.yaml:10" in f and "'Earlier' (1931) is listed after 'Later'" in f]


def test_events_outside_the_span_are_a_warning_and_left_out(tmp_path: Path) -> None:
    result = drawn(tmp_path, "    span: 1930/1940\n    events: {1905: Too early, 1935: Within}\n")
    assert "outside the timeline's span" in result.findings[0]
    assert "Too early" not in result.words()


def test_an_event_without_a_date_is_an_error(tmp_path: Path) -> None:
    assert "an event needs a date" in drawn(tmp_path, "    events: [Something happened]\n").findings[0]


def test_a_long_gap_is_broken_visibly_and_said_in_the_alt_text(tmp_path: Path) -> None:
    result = drawn(tmp_path, "    events: {1860: Treaty, 1935: A, 1936: B, 1937: C}\n")
    assert [b.name for b in result.boxes if isinstance(b, Freeform)] == ["Break: 1861–1934 left out"]
    assert "1861–1934 left out" in result.alt


def test_breaks_can_be_forbidden(tmp_path: Path) -> None:
    result = drawn(tmp_path, "    breaks: false\n    events: {1860: Treaty, 1935: A, 1936: B, 1937: C}\n")
    assert not result.named("Break")


def test_with_reveal_each_event_is_a_click_in_the_order_of_dates(tmp_path: Path) -> None:
    result = drawn(tmp_path, INCIDENTS + "    reveal: true\n")
    assert [(b.name, b.step) for b in result.named("Event")][:2] == [("Event: Halhamiao", 1), ("Event: Suifenho", 2)]
    assert {b.step for b in result.named("Lane")} == {0}


def test_texts_that_find_no_room_are_a_warning_and_stay_in_the_alt_text(tmp_path: Path) -> None:
    events = "".join(
        f"      - {{date: {1900 + n}, title: Event {n} of some kind, text: A text {n}}}\n" for n in range(40)
    )
    result = drawn(tmp_path, f"    events:\n{events}")
    assert any("no room for the texts" in f for f in result.findings)
    assert "A text 39" in result.alt


def test_forty_crowded_events_lose_no_title(tmp_path: Path) -> None:
    events = "".join(f"      - {{date: 1939-{n % 9 + 1:02d}, title: Event {n} of a kind}}\n" for n in range(40))
    words = drawn(tmp_path, f"    events:\n{events}", HALF).words()
    assert all(f"Event {n} of a kind" in words for n in range(40))


def test_a_period_over_two_slides_is_on_both(tmp_path: Path) -> None:
    events = "".join(f"      {1900 + n}: An event with the number {n} and a long title\n" for n in range(40))
    result = drawn(tmp_path, f"    periods: {{1900/1940: The whole time}}\n    events:\n{events}", HALF)
    assert len(result.sheets) > 1
    assert len(result.named("Period: ")) == len(result.sheets)


@pytest.mark.parametrize(("lang", "shown"), [("de", "Dezember 1935"), ("ru", "1935"), ("zh", "1935年")])
def test_dates_are_in_the_language_of_the_deck(tmp_path: Path, lang: str, shown: str) -> None:
    assert shown in drawn(tmp_path, "    events: {1935-12: X, 1937: Y}\n", lang=lang).words()


def test_places_are_in_proportion() -> None:
    axis = make_axis([(1900.0, 1901.0), (1939.0, 1940.0)], None, 800, "en", lambda t: 8.0 * len(t))
    assert axis.x(1920.0) - axis.x(1910.0) == pytest.approx(axis.x(1930.0) - axis.x(1920.0))


@pytest.mark.parametrize(
    ("dates", "labels"),
    [
        (["1905", "1941"], ["1905", "1910"]),
        (["January 1935", "June 1937"], ["1935", "1936", "1937"]),
        (["1939-05-11", "1939-09-15"], ["May 1939", "Jun", "Jul", "Aug", "Sep"]),
        (["1939-08-20", "1939-08-31"], ["20 Aug 1939", "25"]),
        (["500 BC", "AD 476"], ["500 BCE"]),
    ],
)
def test_ticks_follow_the_length_of_the_time(dates: list[str], labels: list[str]) -> None:
    stretches = [(parse_date(d).start, parse_date(d).end) for d in dates]
    axis = make_axis(stretches, None, 800, "en", lambda t: 8.0 * len(t))
    assert [t.label for t in axis.ticks if t.label][: len(labels)] == labels


YEARS = st.lists(st.floats(-3000, 2000), min_size=1, max_size=12)


@given(YEARS, st.integers(200, 900))
@settings(max_examples=examples(80), deadline=None)
def test_ticks_never_touch_and_later_is_further_right(years: list[float], length: int) -> None:
    axis = make_axis([(y, y + 0.01) for y in years], None, length, "en", lambda t: 8.0 * len(t))
    labelled = sorted((t.x, len(t.label) * 8.0) for t in axis.ticks if t.label)
    assert all(a + width < b for (a, width), (b, _) in pairwise(labelled))
    places = [axis.x(y) for y in sorted(years)]
    assert places == sorted(places)
    assert 0 <= places[0] <= places[-1] <= length + 0.01


def touching(spots: list[Spot], widths: list[float]) -> bool:
    """Whether two labels of a level overlap, or a stem runs through a label that it passes."""
    extents = [
        (s.stem - w - STEM_GAP, s.stem) if s.left else (s.stem, s.stem + w + STEM_GAP)
        for s, w in zip(spots, widths, strict=True)
    ]
    for n, (a, b) in enumerate(extents):
        for m, other in enumerate(spots):
            if m != n and other.level >= spots[n].level and a + 0.6 < other.stem < b - 0.6:
                return True
            if m > n and other.level == spots[n].level and a < extents[m][1] and extents[m][0] < b:
                return True
    return False


CROWD = st.lists(st.tuples(st.floats(0, 790), st.floats(0, 120), st.floats(20, 200)), min_size=1, max_size=20)


@given(CROWD, st.integers(1, 6), st.booleans())
@settings(max_examples=examples(150), deadline=None)
def test_labels_and_stems_never_touch(crowd: list[tuple[float, float, float]], levels: int, aside: bool) -> None:
    crowd = sorted(crowd)
    bars, widths = [(x, min(800.0, x + w)) for x, w, _ in crowd], [w for *_, w in crowd]
    spots = moved(bars, widths, levels, 800, 400) if aside else straight(bars, widths, levels, 800)
    if spots is None:  # no room: another form is tried
        return
    assert not touching(spots, widths)
    for spot, width in zip(spots, widths, strict=True):
        left = spot.stem - width - STEM_GAP if spot.left else spot.stem
        assert left >= -0.1
        assert left + width + STEM_GAP <= 800.1
    if aside:
        assert [s.stem for s in spots] == sorted(s.stem for s in spots)


# ------------------------------------------------------------------------------------------------- a row of columns

JULY = """    events:
      - {date: early July 1939, title: The hill falls, text: Two regiments cross and take it}
      - {date: 5 July 1939, title: Back across, text: Armour drives them to the bridge}
      - {date: 25 July 1939, title: Quiet, text: "They have withdrawn to rearm; fighting has died down"}
"""
EVEN = INCIDENTS.replace("March 1936", "June 1936")
FAR = INCIDENTS.replace("October 1935", "February 1935").replace("Suifenho, text: Soviet ambush", "Suifenho")
MONTH = JULY.replace(": 5 July", ": 14 July")
COLUMN = ("Bar: ", "Leader: ", "Rule: ", "Event: ")
STANDING = ("Event: ", "Dot: ", "Words: ")


def words_of(result: Drawn, name: str = "") -> list[Text]:
    """The words of columns, from top to bottom."""
    return [b for b in result.boxes if isinstance(b, Text) and b.name.startswith((f"Event: {name}", f"Words: {name}"))]


def tops(box: Box) -> dict[float, float]:
    """The top of each paragraph of a text (EMU), by its size."""
    assert isinstance(box, Text)
    found, y = {}, float(box.rect.y)
    for n, p in enumerate(box.paragraphs):
        y += p.before * 12700 if n else 0.0
        found.setdefault(p.runs[0].size, y)
        y += p.lines * p.pitch * 12700
    return found


def test_few_events_are_equal_columns_in_the_order_of_their_dates(tmp_path: Path) -> None:
    result = drawn(tmp_path, EVEN, form="")
    rules = result.named("Rule: ")
    assert [b.name for b in rules] == ["Rule: Halhamiao", "Rule: Suifenho", "Rule: Tauran", "Rule: Kenchazu Island"]
    assert len({b.rect.w for b in rules}) <= 2  # but for a unit lost in rounding
    assert all(a.rect.right < b.rect.x and a.rect.y == b.rect.y for a, b in pairwise(rules))
    assert rules[0].rect.x == WIDE.x
    assert abs(rules[-1].rect.right - WIDE.right) < 100
    assert not result.findings


def test_on_the_scale_above_the_columns_time_stays_true(tmp_path: Path) -> None:
    result = drawn(tmp_path, EVEN, form="")
    january, october, june = (result.named(f"Bar: {name}")[0].rect.x for name in ("Halh", "Suif", "Tauran"))
    assert (october - january) / (june - october) == pytest.approx(273 / 244, rel=0.03)  # days
    bottom = max(b.rect.bottom for b in result.named("Bar: "))
    assert all(b.rect.y >= bottom for b in result.named("Rule: "))


def test_figures_names_dates_and_texts_begin_at_one_height_in_all_columns(tmp_path: Path) -> None:
    long = INCIDENTS.replace("Kenchazu Island", "The island of Kenchazu in the Amur")
    for body in (INCIDENTS, FAR, JULY, MONTH, long):
        places: dict[float, set[float]] = {}
        for box in words_of(drawn(tmp_path, body, form="")):
            for size, top in tops(box).items():
                places.setdefault(size, set()).add(top)
        assert len(places) >= 3
        assert all(max(t) - min(t) < 12700 for t in places.values()), places  # a pt


def test_columns_far_from_their_places_on_a_scale_stand_on_a_rule_in_equal_steps(tmp_path: Path) -> None:
    result = drawn(tmp_path, FAR, form="")
    dots = result.named("Dot: ")
    assert [b.name for b in dots] == ["Dot: Halhamiao", "Dot: Suifenho", "Dot: Tauran", "Dot: Kenchazu Island"]
    steps = [b.rect.x - a.rect.x for a, b in pairwise(dots)]
    assert max(steps) - min(steps) < 100
    assert not result.named("Bar: ") + result.named("Leader: ") + result.named("Tick")
    for dot, above, below in zip(dots, result.named("Event: "), result.named("Words: "), strict=True):
        assert above.rect.bottom <= dot.rect.y < dot.rect.bottom <= below.rect.y
        assert above.rect.x == dot.rect.x == below.rect.x
    assert "Late June 1937" in result.words()
    assert "January 1935" in result.alt
    figures = [r.size for b in words_of(result) for p in b.paragraphs for r in p.runs if r.text in ("~50", "6", "56")]
    assert len(figures) == 3
    assert len(set(figures)) == 1
    assert figures[0] > 80


def test_the_dot_of_a_doubtful_date_is_hollow(tmp_path: Path) -> None:
    result = drawn(tmp_path, FAR.replace("March 1936", "c. 1936"), form="")
    assert {b.name: b.fill for b in result.named("Dot: ") if isinstance(b, Shape)} == {
        "Dot: Halhamiao": "accent",
        "Dot: Suifenho": "accent",
        "Dot: Tauran": "ground",
        "Dot: Kenchazu Island": "accent",
    }


def test_on_a_rule_the_first_date_has_the_year_that_no_scale_shows(tmp_path: Path) -> None:
    near = JULY.replace("25 July", "8 July").replace("    events:\n", "    span: 1939-07\n    events:\n")
    first = [b.paragraphs[0].text.split("\u00a0")[0] for b in drawn(tmp_path, near, form="").named("Event: ")]  # type: ignore[attr-defined]
    assert first == ["Early July", "5 July", "8 July"]
    result = drawn(tmp_path, near, form="")
    assert result.named("Dot: ")
    assert [("1939" in b.paragraphs[-1].text) for b in result.named("Event: ")] == [True, False, False]  # type: ignore[attr-defined]
    with_words = drawn(tmp_path, near.replace("title: Quiet", "title: Quiet, figure: 450, unit: tanks"), form="")
    assert "8 July 1939" in with_words.words()


def test_without_figures_the_dates_are_large_and_leave_out_the_year_that_the_scale_shows(tmp_path: Path) -> None:
    result = drawn(tmp_path, MONTH, form="")
    first = [b.paragraphs[0] for b in result.named("Event: ") if isinstance(b, Text)]
    assert [p.text for p in first] == ["Early July", "14 July", "25 July"]
    assert min(p.runs[0].size for p in first) >= 30
    assert "1 Jul 1939" in result.words()
    two_years = drawn(tmp_path, MONTH.replace("25 July 1939", "25 July 1940"), form="")
    assert "14 July 1939" in two_years.words()


def test_a_figure_among_events_without_is_said_in_words(tmp_path: Path) -> None:
    body = MONTH.replace("title: Quiet", "title: Quiet, figure: 450, unit: tanks")
    words = [p.text for b in drawn(tmp_path, body, form="").named("Event: Quiet") for p in b.paragraphs]  # type: ignore[attr-defined]
    assert words[:3] == ["25 July", "450 tanks", "Quiet"]


def test_with_reveal_each_column_comes_with_its_bar_and_leader(tmp_path: Path) -> None:
    result = drawn(tmp_path, MONTH + "    reveal: true\n", form="")
    for name, step in (("The hill falls", 1), ("Quiet", 3)):
        assert [b.step for kind in COLUMN for b in result.named(kind + name)] == [step] * len(COLUMN)
    assert {b.step for b in result.boxes if not b.name.startswith(COLUMN)} == {0}
    result = drawn(tmp_path, FAR + "    reveal: true\n", form="")
    for name, step in (("Halhamiao", 1), ("Tauran", 3)):
        assert [b.step for kind in STANDING for b in result.named(kind + name)] == [step] * len(STANDING)
    assert {b.step for b in result.boxes if not b.name.startswith(STANDING)} == {0}


@pytest.mark.parametrize(
    "body",
    [
        INCIDENTS + "    periods: {1935/1936: Border war}\n",
        "    events: {" + ", ".join(f"{year}: Something" for year in range(1931, 1939)) + "}\n",
        "    events: {1931: Only one}\n",
        JULY.replace("Two regiments", "Two regiments and all that belongs to them " * 9),
    ],
)
def test_periods_many_events_and_long_texts_stay_in_lanes(tmp_path: Path, body: str) -> None:
    assert drawn(tmp_path, body, form="").named("Lane")
    asked = drawn(tmp_path, body, form="row")
    assert asked.named("Lane")
    assert any("do not fit the form 'row'" in f and ":8:" in f for f in asked.findings)


def test_beside_words_the_columns_are_as_readable_or_there_are_none(tmp_path: Path) -> None:
    for body in (INCIDENTS, JULY):
        result = drawn(tmp_path, body, rect=HALF, form="")
        sizes = [r.size for b in words_of(result) for p in b.paragraphs for r in p.runs]
        assert min(sizes) >= 16


def test_a_unit_stands_beside_its_figure_where_all_have_room(tmp_path: Path) -> None:
    words = [b.paragraphs[0].text for b in words_of(drawn(tmp_path, EVEN, form=""))]
    assert "6\xa0dead" in words
    many = words_of(drawn(tmp_path, EVEN.replace("dead", "dead or captured"), form=""))
    assert "dead or captured" in {p.text for b in many for p in b.paragraphs}


def path_of(leader: Box) -> list[tuple[float, float]]:
    """The corners of a leader in EMU."""
    r = leader.rect
    if isinstance(leader, Freeform):
        return [(r.x + x, r.y + y) for _, x, y in leader.paths[0]]
    return [(r.right, r.y), (r.x, r.bottom)] if leader.flip else [(r.x, r.y), (r.right, r.bottom)]


@given(st.lists(st.integers(0, 364), min_size=2, max_size=7, unique=True))
@settings(max_examples=examples(60), deadline=None)
def test_leaders_do_not_cross_and_go_half_a_column_sideways_at_most(
    tmp_path_factory: pytest.TempPathFactory, days: list[int]
) -> None:
    dates = [date(1939, 1, 1) + timedelta(days=d) for d in days]
    body = "    events:\n" + "".join(f"      - {{date: {d.isoformat()}, title: A}}\n" for d in dates)
    result = drawn(tmp_path_factory.mktemp("row"), body, form="row")
    assume(result.named("Rule: "))  # long dates may not fit seven columns, or be far from them
    paths = [path_of(b) for b in result.named("Leader: ")]
    assert len(paths) == len(days)
    assert not any(LineString(a).intersects(LineString(b)) for a, b in combinations(paths, 2))
    assert all(abs(path[-1][0] - path[0][0]) <= result.named("Rule: ")[0].rect.w * 0.5 + 1e5 for path in paths)
    assert all(abs(a[0] - b[0]) < 2 or abs(a[1] - b[1]) < 2 for path in paths for a, b in pairwise(path))


EVENTS = st.lists(
    st.tuples(st.integers(-500, 2000), st.text("abc äöü", min_size=1, max_size=40), st.text("xyz ", max_size=90)),
    min_size=2,
    max_size=7,
)


@given(EVENTS)
@settings(max_examples=40, deadline=None)
def test_the_words_of_a_column_stay_in_it(
    tmp_path_factory: pytest.TempPathFactory, events: list[tuple[int, str, str]]
) -> None:
    lines = [
        f'      - {{date: "{-y if y < 0 else y + 1}{" BCE" if y < 0 else ""}", title: "a{title}", text: "{text}"}}\n'
        for y, title, text in events
    ]
    result = drawn(tmp_path_factory.mktemp("row"), "    events:\n" + "".join(lines), form="")
    for box in words_of(result) if result.named("Rule: ") + result.named("Dot: ") else []:
        height = sum(p.lines * p.pitch for p in box.paragraphs) + sum(p.before for p in box.paragraphs[1:])
        assert box.rect.y + height * 12700 <= box.rect.bottom <= WIDE.bottom


def test_figures_of_two_units_have_two_colours(tmp_path: Path) -> None:
    body = FAR.replace("figure: 6}", "figure: 6, unit: captured}")
    fills = {b.name: b.fill for b in drawn(tmp_path, body, form="").named("Dot: ")}  # type: ignore[attr-defined]
    shown = themes.load("atlas")
    rgb = {name: shown.rgb(str(fill)) for name, fill in fills.items()}
    assert rgb["Dot: Suifenho"] != rgb["Dot: Halhamiao"] == rgb["Dot: Tauran"]
