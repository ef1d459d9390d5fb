"""The slide kinds: how a slide of an outline becomes a model that lays itself out.

A kind is one module of this package with a `MODEL`, a subclass of `base.SlideModel`. A block is a kind too, without
its own module: its slide has the headline, the block and, if the outline gives `items` or `text`, a column beside it.

In: the tree of a slide, or a whole outline (`load`). Out: the kind's model, or every mistake in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from podium import registry
from podium.blocks.base import PACKAGE as BLOCKS
from podium.diagnostics import Report
from podium.kinds.base import SlideModel
from podium.outline import deck
from podium.outline.models import Problem, looks_like_file, mistake, mistakes, read
from podium.outline.nodes import Mapping
from podium.outline.wordings import hint_for
from podium.outline.yaml_mistakes import missing_colon

if TYPE_CHECKING:
    from podium.outline.remembered import Remembered

PACKAGE = "podium.kinds"
_QUOTED = 80  # characters of a headline that a hint repeats
_LONGEST = 10_000  # characters of a headline: several slides of nothing else


def load(
    path: Path,
    report: Report,
    name: str = "",
    allowed: Sequence[Path] = (),
    variant: str = "",
    remembered: Remembered | None = None,
) -> deck.Outline | None:
    """The outline in `path`, its slides read as kinds; otherwise as `outline.deck.load`."""
    return deck.load(path, report, read_slide, name, allowed, variant, remembered)


def slides_of(part: deck.Section) -> tuple[SlideModel, ...]:
    """The slides of a section, as the kinds that `read_slide` made of them."""
    return cast("tuple[SlideModel, ...]", part.slides)


@cache
def model_of(kind: str) -> type[SlideModel]:
    """The model of a kind. Raises KeyError if neither a kind nor a block has that name."""
    if kind in registry.names(PACKAGE):
        model: type[SlideModel] = registry.load(PACKAGE, kind)
        return model
    if kind in registry.names(BLOCKS):
        from podium.kinds._block import slide_of_block

        return slide_of_block(kind)
    raise KeyError(kind)


def names() -> tuple[str, ...]:
    """All kinds that an outline may use."""
    return tuple(sorted({*registry.names(PACKAGE), *registry.names(BLOCKS)}))


def schema() -> dict[str, Any]:
    """The JSON Schema of an outline."""
    from podium.outline.schema import outline_schema

    blocks = {name: registry.load(BLOCKS, name) for name in registry.names(BLOCKS)}
    return outline_schema({name: model_of(name) for name in names()}, blocks)


def read_slide(data: Any) -> SlideModel:
    """A slide from its YAML mapping: the first key is the kind, its value the headline."""
    if isinstance(data, SlideModel):
        return data
    if isinstance(data, str):
        right = missing_colon(data) or "- points: The headline"
        raise mistake("a slide needs a kind", "shape", f"write '{right}' and its keys below")
    if not isinstance(data, dict) or not data:
        raise mistake("a slide begins with its kind, as '- points: The headline'", "shape")
    kind = next(iter(data))
    if kind not in names():
        hint, meant = hint_for(str(kind), names())
        if later := next((k for k in data if k in names()), None):
            hint, meant = f"the first key names the kind: move '{later}' up", ""
        raise mistakes([Problem((kind,), f"there is no slide kind '{kind}'", "unknown-kind", hint, True, meant)])
    if problem := _misplaced(data, kind):
        raise mistakes([problem])
    return read(model_of(kind), _renamed(data, kind))


def _misplaced(data: dict[Any, Any], kind: str) -> Problem | None:
    """What is wrong with where the headline and what is below it stand; None if nothing is."""
    value, apart = data[kind], data.get("headline")
    is_short = isinstance(apart, str) and len(apart) <= _QUOTED
    right = f"'{kind}: {apart}'" if is_short else f"the headline after '{kind}:'"
    if isinstance(value, (dict, list)):
        below = "as 'items:'" if isinstance(value, list) else "each key in a line of its own"
        hint = f"put its contents into the lines below, {below}"
        if "headline" in data:
            hint = f"write {right}, and {hint}"
        return Problem((kind,), f"the value of '{kind}' is the slide's headline, a text", "shape", hint)
    if isinstance(value, str) and len(value) > _LONGEST:
        message = f"a headline has at most {_LONGEST:,} characters, and this one {len(value):,}"
        hint = "put it under 'text:' or 'items:', with a headline that says what it shows"
        return Problem((kind,), message, "shape", hint)
    if "headline" not in data:
        return None
    is_file = "file" in model_of(kind).model_fields and not data.get("file") and looks_like_file(value)
    hint = f"write {right} and 'file: {value}'" if is_file else ""
    return Problem(("headline",), f"write the headline after '{kind}:'", "unknown-key", hint, True)


def _renamed(data: Any, kind: str) -> dict[str, Any]:
    """The slide's keys with the headline under 'headline', places kept."""
    renamed = Mapping(getattr(data, "place", (0, 0)))
    renamed.update({"headline" if k == kind else k: v for k, v in data.items()})
    if isinstance(data, Mapping):
        renamed.keys_at = {"headline" if k == kind else k: p for k, p in data.keys_at.items()}
        renamed.values_at = {"headline" if k == kind else k: p for k, p in data.values_at.items()}
    return renamed
