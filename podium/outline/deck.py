"""The outline as a whole: the keys of a deck and a section, and how a file becomes an `Outline`.

In: a path. Out: an `Outline` (frozen models), and every mistake of the file, with its place, in the report; None if
nothing can be made of the file.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import Field, ValidationError, WithJsonSchema
from pydantic_core import PydanticCustomError

from podium import themes
from podium.diagnostics import Report, Span, did_you_mean
from podium.outline import inline, nodes, source, yaml_mistakes
from podium.outline.deck_parts import Agenda, Cover, Credits, Logo, Side, Source, Template
from podium.outline.fields import (
    MOST_MINUTES,
    DateField,
    LanguageField,
    TextField,
    TextsField,
    reading_language,
)
from podium.outline.models import (
    Model,
    OrShort,
    Problem,
    ReadWith,
    Switch,
    explain,
    is_empty,
    mistake,
    mistakes,
    read,
    what,
)
from podium.outline.picture import PictureField
from podium.outline.project import Project
from podium.outline.slide import Reader, Slide, SlideField, TransitionField, slide_reader

if TYPE_CHECKING:
    from podium.outline.remembered import Remembered

_MINUTES = {"type": "integer", "minimum": 1, "maximum": MOST_MINUTES}
_HEX = re.compile(r"#?([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")
_COLOUR_EXAMPLE = """accent: "#7A1F2B", in quotes, for '#' begins a comment in YAML"""


def _read_events(data: Any) -> tuple[tuple[Any, str], ...]:
    """`{1905: Russia loses to Japan}` as pairs of a date and a text."""
    from podium.outline.dates.parse import DateError, parse_date

    if not isinstance(data, dict):
        raise mistake("'events' must be 'date: text' lines", "shape")
    events, problems = [], []
    for key, value in data.items():
        try:
            if isinstance(value, (dict, list)):
                problems.append(
                    Problem((key,), "an event is 'date: text'", "type", "put text that contains ': ' in quotes")
                )
            text = "" if is_empty(value) else value if isinstance(value, str) else str(value)  # with its place
            events.append((parse_date(key, reading_language.get()), text))
        except DateError as e:
            problems.append(Problem((key,), str(e), "date", "", True))
    if len(events) > 6:
        problems.append(Problem((), f"{len(events)} events; a divider's time band takes six", "value"))
    if problems:
        raise mistakes(problems)
    return tuple(sorted(events, key=lambda e: e[0]))


class Section(Model):
    """A section of the lecture."""

    label = "a section"
    abbreviations = frozenset({"for"})
    about: ClassVar[dict[str, str]] = {
        "title": "its title; required",
        "short": "a shorter title, at the foot of its slides",
        "headline": "for its divider, if that should say more than the title",
        "span": "its time: `1905/1934`",
        "question": "the question of the section, on its divider and in the agenda",
        "events": "up to six dates on the divider: `{1905: Russia loses to Japan}`",
        "divider": "`false` for none",
        "band": "`false`: no time band on its slides",
        "picture": "a picture under the whole divider",
        "ground": "`map`: the land of the section's first map under the divider",
        "transition": "how its divider and slides come in",
        "notes": "what you will say at the divider",
        "slides": "its slides",
    }
    title: TextField = ""
    short: TextField = ""
    headline: TextField = ""
    span: DateField | None = None
    question: TextField = ""
    events: Annotated[
        tuple[tuple[Any, str], ...],
        ReadWith(_read_events),
        WithJsonSchema({"type": "object", "maxProperties": 6}),
    ] = ()
    divider: Switch = True
    band: Switch | None = None
    picture: PictureField = None
    ground: Literal["map", ""] = ""
    transition: TransitionField = None
    notes: TextField = ""
    slides: tuple[SlideField, ...] = ()


def _read_extra(model: type[Model]) -> ReadWith:
    """`false`, a headline or the keys of `model`."""

    def read_extra(data: Any) -> Model | None:
        if str(data).strip().lower() == "false":
            return None
        if str(data).strip().lower() == "true":
            return model()
        if isinstance(data, str):
            return model(**{"caption" if "caption" in model.model_fields else "headline": data})
        return read(model, data)

    return ReadWith(read_extra)


def _read_each(model: type[Model]) -> ReadWith:
    """`{name: {keys of the model}}`; the model is built only if an outline has entries."""

    def read_all(data: Any) -> dict[str, Model]:
        if not isinstance(data, dict):
            raise mistake("expected 'name: {…}' lines", "shape")
        made, problems = {}, []
        for name, value in data.items():
            try:
                made[name] = read(model, value, name)
            except PydanticCustomError as e:
                problems += (e.context or {})["problems"]
        if problems:
            raise mistakes(problems)
        return made

    return ReadWith(read_all)


def _each_in_schema(model: str) -> WithJsonSchema:
    """The schema of `{name: …}` with a definition that `outline/schema.py` adds."""
    return WithJsonSchema({"type": "object", "additionalProperties": {"title": model}})


def _read_minutes(value: Any) -> int:
    text, example = str(value).strip(), "write, for example, 'minutes: 50'"
    if not isinstance(value, (str, int)) or not text.lstrip("-").isdigit():
        raise mistake(f"'minutes' must be a whole number, not {what(value)}", "type", example)
    if not 1 <= int(text) <= MOST_MINUTES:
        raise mistake(f"'minutes' must be from 1 to {MOST_MINUTES}, not {text}", "value", example)
    return int(text)


def _read_theme(name: Any) -> str:
    if not isinstance(name, str):
        raise mistake(f"'theme' must be a name, not {what(name)}", "type", f"known: {', '.join(themes.names())}")
    if name not in themes.names():
        raise mistake(f"there is no theme '{name}'", "unknown-theme", did_you_mean(name, themes.names()))
    return name


def _read_accent(colour: Any) -> str:
    """`"#7A1F2B"` or a short `"#72B"` as `RRGGBB`."""
    if not isinstance(colour, str) or not (found := _HEX.fullmatch(colour.strip())):
        raise mistake(f"{what(colour)} is no colour", "colour", f"write it as in {_COLOUR_EXAMPLE}")
    digits = found[1].upper()
    return digits if len(digits) == 6 else "".join(d * 2 for d in digits)


def _read_logo(data: Any) -> Logo:
    """The name of a picture, or the keys of a logo."""
    return Logo(file=data) if isinstance(data, str) else read(Logo, data)


def _read_template(data: Any) -> Template:
    """The name of a file, or the keys of a template."""
    if not isinstance(data, str):
        return read(Template, data)
    place = getattr(data, "place", None)
    if place is None:
        return Template(file=data)
    keys = nodes.Mapping(place)
    keys["file"], keys.values_at["file"] = data, place
    return read(Template, keys)


class Deck(Model):
    """The whole outline."""

    label = "the outline"
    abbreviations = frozenset({"for", "vars", "defaults"})
    about: ClassVar[dict[str, str]] = {
        "title": "the title on the cover and of the document; required",
        "subtitle": "a line under the title on the cover",
        "author": "who gives the lecture, on the cover",
        "date": "the day of the lecture, on the cover",
        "cover": "a caption for the cover's drawing, or `{file: …, caption: …, credit: …}` for a picture",
        "lang": "the language of the texts: `en`, `de`, `pt-BR` …",
        "theme": "`atlas` (light paper), `night` (dark room), `signal` (white, sans-serif), `archive` (manila paper)",
        "accent": "your department's colour, in quotes: '#7A1F2B'",
        "logo": "your institution's mark: a picture, or `{file: …, alt: …}`",
        "template": "your institution's PowerPoint template: a `.potx` or `.pptx`, or `{file: …, layouts: …}`",
        "size": "`16:9` or `4:3`",
        "transition": "how every slide comes in: `none`, `fade`, `push` or `morph`",
        "band": "`false`: no time band on the slides",
        "notes": "`false`: no notes in what is built, for a variant that students get",
        "answers": "`false`: no solutions of quizzes, for a variant that students get",
        "minutes": "how long you have; `check` compares it with what the notes and clicks will take",
        "span": "the time of the whole lecture: `1905/1942`",
        "sides": "named parties, one colour each: `soviet: {name: Soviet Union, colour: red}`",
        "sources": "where facts come from: `post: {title: …, author: …, date: …}`",
        "source": "the id of the source of every slide that names none",
        "agenda": "the headline of the agenda, or `false` for none",
        "credits": "`false` for no credits, or `{headline: …, items: {…}}`",
        "sections": "the sections of the lecture, each with slides",
        "slides": "the slides of a deck without sections",
    }
    title: TextField = ""
    subtitle: TextField = ""
    author: TextField = ""
    date: TextField = ""
    cover: Annotated[Cover | None, _read_extra(Cover), OrShort(Cover, "cover")] = Field(
        default_factory=Cover.model_construct
    )
    lang: LanguageField = "en"
    theme: Annotated[str, ReadWith(_read_theme), WithJsonSchema({"enum": themes.names()})] = "atlas"
    accent: Annotated[str, ReadWith(_read_accent), WithJsonSchema({"type": "string", "pattern": _HEX.pattern})] = ""
    logo: Annotated[Logo | None, ReadWith(_read_logo), OrShort(Logo, "logo")] = None
    template: Annotated[Template | None, ReadWith(_read_template), OrShort(Template, "template")] = None
    size: Literal["16:9", "4:3"] = "16:9"
    transition: TransitionField = None
    band: Switch = True
    notes: Switch = True
    answers: Switch = True
    minutes: Annotated[int | None, ReadWith(_read_minutes), WithJsonSchema(_MINUTES)] = None
    span: DateField | None = None
    sides: Annotated[dict[str, Side], _read_each(Side), _each_in_schema("Side")] = Field(default_factory=dict)
    sources: Annotated[dict[str, Source], _read_each(Source), _each_in_schema("Source")] = Field(default_factory=dict)
    source: TextsField = ()
    agenda: Annotated[Agenda | None, _read_extra(Agenda), OrShort(Agenda, "agenda")] = (
        Field(default_factory=Agenda.model_construct)
    )
    credits: Annotated[Credits | None, _read_extra(Credits), OrShort(Credits, "credits")] = Field(
        default_factory=Credits.model_construct
    )
    sections: tuple[Section, ...] = ()
    slides: tuple[SlideField, ...] = ()

    def parts(self) -> tuple[Section, ...]:
        """The sections; a deck without any is one nameless section without a divider."""
        loose = (
            (Section.model_construct(divider=False, slides=self.slides),) if self.slides or not self.sections else ()
        )
        return (*loose, *self.sections)

    def numbered(self) -> list[Section]:
        """The sections that are numbered: all but slides without a section."""
        return [part for part in self.parts() if part.title or part.divider]

    @property
    def has_agenda(self) -> bool:
        """Whether podium makes an agenda: there are two sections or more, and it is not switched off."""
        return self.agenda is not None and len(self.numbered()) > 1

    @property
    def side_colours(self) -> frozenset[str]:
        """The colours that say whose something is."""
        return frozenset(side.colour for side in self.sides.values() if side.colour)

    def source_in(self, text: str) -> str:
        """The id of the source that a text names, perhaps with a page (`khan, p. 5`); otherwise the text itself."""
        from podium.outline.footnotes import named

        return text if text in self.sources or (found := named(text)) not in self.sources else found

    def every_slide(self) -> list[Slide]:
        """All slides of the lecturer in order."""
        return [slide for part in self.parts() for slide in part.slides]


class Outline(NamedTuple):
    """A deck with the file that it came from; `name` is the path as the user wrote it, `project` what it may read."""

    deck: Deck
    path: Path
    name: str
    project: Project

    def span(self, place: tuple[int, int] | None = None) -> Span:
        """A place of the outline for a diagnostic."""
        return nodes.span_of(self.name, place) if place else Span(self.name)

    def shown(self, path: str) -> str:
        """The name of another file in messages: as seen from where the outline's own name is."""
        return self.project.shown(path, self.name)


def load(
    path: Path,
    report: Report,
    slides: Reader,
    name: str = "",
    allowed: Sequence[Path] = (),
    variant: str = "",
    remembered: "Remembered | None" = None,
) -> Outline | None:
    """The outline in `path`; its mistakes go to `report`. `slides` reads a slide of any kind; `allowed` are folders
    outside the project that the outline may read; `variant` is one of those that it declares, "" for its first;
    `remembered` has what was read before.

    None comes back if nothing can be made of it. After other errors it is what is right in the outline, for the passes
    behind this one to find their mistakes in the same run; `report.failed` says that no deck may be written of it.
    """
    name = name or str(path)
    if remembered is not None:
        remembered.begin()
        slides = remembered.reader(slides)
    tree = read_tree(path, name, report, slides, variant, allowed, remembered)
    return None if tree is None else from_tree(tree, path, name, report, slides, allowed)


def read_tree(
    path: Path,
    name: str,
    report: Report,
    slides: Reader | None = None,
    variant: str = "",
    allowed: Sequence[Path] = (),
    remembered: "Remembered | None" = None,
) -> nodes.Mapping | None:
    """The file as a tree, not yet validated; None if it cannot be read as one. With the reader of `slides`, what it
    abbreviates is written out (`expansion`)."""
    found = source.load(path, name, report, remembered.read if remembered is not None else None)
    if found is None:
        return None
    tree, text, has_mistakes = found
    if has_mistakes and not isinstance(tree, nodes.Mapping):
        return None
    if not isinstance(tree, nodes.Mapping):
        what = "is empty" if tree is None else "is not an outline"
        right = yaml_mistakes.missing_colon(tree.splitlines()[0]) if isinstance(tree, str) and tree.strip() else ""
        hint = f"write: {right}" if right else "an outline begins with 'title: …'"
        report.error(f"this file {what}", Span(name, 1, 1), "shape", hint)
        return None
    if slides is not None and (variant or source.may_abbreviate(text)):
        from podium.outline import expansion

        written = expansion.Written(tree, text, path, name, Project.of(path, allowed))
        return expansion.expanded(written, report, slides, variant)
    return tree


def from_tree(
    tree: nodes.Mapping, path: Path, name: str, report: Report, slides: Reader, allowed: Sequence[Path] = ()
) -> Outline | None:
    """The outline in a tree; otherwise as `load`."""
    deck, problems = _validated(tree, slides)
    found = _placed([*_required(tree, problems), *problems], tree, name)
    if deck is None:
        from podium.outline.partial import MAX_ROUNDS, Partial

        partial = Partial(tree)
        for _ in range(MAX_ROUNDS):
            if deck is not None or not partial.lose(problems):
                break
            deck, problems = _validated(partial.tree, slides)
            found += _placed([p for p in problems if not partial.follows(p)], partial.tree, name)
        report.mute({nodes.span_of(name, place) for place in partial.cut_from}, partial.follow_up)
    report.mute((span for _, span in found), ())
    for p, span in dict.fromkeys(found):
        report.error(p.message, span, p.code, p.hint, always=True)
    if deck is None:
        return None
    return Outline(_with_title(deck, tree, path, name, report), path, name, Project.of(path, allowed))


def _placed(problems: list[Problem], tree: nodes.Mapping, name: str) -> list[tuple[Problem, Span]]:
    """The problems with their places: their paths lead through the tree in which they were found."""
    return [(p, nodes.span_of(name, nodes.locate(tree, p.path, p.of_key))) for p in problems]


def _validated(tree: nodes.Mapping, slides: Reader) -> tuple[Deck | None, list[Problem]]:
    """The deck in a tree, or the problems in it."""
    language, reader = reading_language.set(str(tree.get("lang") or "en")), slide_reader.set(slides)
    try:
        return Deck.model_validate(tree), []
    except ValidationError as e:
        return None, list(explain(e, Deck.label))
    finally:
        reading_language.reset(language)
        slide_reader.reset(reader)


def _required(tree: nodes.Mapping, problems: list[Problem]) -> list[Problem]:
    """Checks that the required keys are there, if only misspelt: `problems` tell that."""
    there = {*tree, *(p.meant for p in problems if len(p.path) == 1)}
    missing = []
    if "title" not in there:
        missing.append(Problem((), "'title' is missing in the outline", "missing", "begin with 'title: …'"))
    if "sections" not in there and "slides" not in there:
        missing.append(Problem((), "the outline has no slides", "missing", "add 'sections:' or 'slides:'"))
    return missing


def _with_title(deck: Deck, tree: nodes.Mapping, path: Path, name: str, report: Report) -> Deck:
    """An empty title does not prevent a deck: the file name is used instead, with a warning."""
    if not is_empty(inline.plain(deck.title)):
        return deck
    report.warn(
        "the title is empty",
        nodes.span_of(name, nodes.locate(tree, ("title",))),
        "empty",
        "the file name is used instead",
    )
    fallback = path.stem.replace("-", " ").replace("_", " ").strip().capitalize() or "Lecture"
    return deck.model_copy(update={"title": fallback})
