"""What a slide kind is: a headline and an arrangement of blocks and texts under it.

A kind is one module of `podium/kinds/` with a `MODEL`, a subclass of `SlideModel`. A block is a kind too, without
a file of its own: its slide is the headline, the block, and if the outline gives `items` or `text` a column beside.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import WithJsonSchema

from podium import registry
from podium.blocks.base import PACKAGE as BLOCKS
from podium.diagnostics import did_you_mean
from podium.outline.fields import DateField, TextField, TextsField
from podium.outline.models import Model, Problem, ReadWith, Switch, mistake, mistakes, read
from podium.outline.yaml_mistakes import missing_colon
from podium.scene.boxes import Box
from podium.scene.units import Rect

if TYPE_CHECKING:
    from podium.layout.stage import Stage

PACKAGE = "podium.kinds"
SLIDE_IN_SCHEMA = "slide"  # outline/schema.py puts the union of all kinds here


class SlideModel(Model):
    """Base of all kinds: the keys that every slide has. `summary` is what `podium list kinds` prints."""

    label = "a slide"
    summary: ClassVar[str] = ""
    layout: ClassVar[str] = "content"

    headline: TextField = ""
    notes: TextField = ""
    when: DateField | None = None
    source: TextsField = ()
    foot: TextField = ""
    id: TextField = ""
    hidden: Switch = False
    reveal: Switch = False

    def lay_out(self, rect: Rect, stage: Stage) -> list[list[Box]]:
        """The boxes below the headline, one list for each slide that they need (at least one)."""
        raise NotImplementedError

    def own_title(self) -> bool:
        """True if the kind draws the title itself, on the whole slide (`rect` is then the slide)."""
        return False


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
        hint = did_you_mean(kind, names())
        if later := next((k for k in data if k in names()), None):
            hint = f"the first key names the kind: move '{later}' up"
        raise mistakes([Problem((kind,), f"there is no slide kind '{kind}'", "unknown-kind", hint, True)])
    headline = data[kind]
    if isinstance(headline, (dict, list)):
        raise mistakes(
            [
                Problem(
                    (kind,),
                    f"the value of '{kind}' is the slide's headline, a text",
                    "shape",
                    "put its contents into the lines below, as 'items:'",
                )
            ]
        )
    if "headline" in data:
        raise mistakes([Problem(("headline",), f"the headline stands behind '{kind}:'", "unknown-key", "", True)])
    return read(model_of(kind), _renamed(data, kind))


def _renamed(data: Any, kind: str) -> dict[str, Any]:
    """The slide's keys with the headline under its own name, places kept."""
    from podium.outline.source import Mapping

    renamed = Mapping(getattr(data, "place", (0, 0)))
    renamed.update({"headline" if k == kind else k: v for k, v in data.items()})
    if isinstance(data, Mapping):
        renamed.keys_at = {"headline" if k == kind else k: p for k, p in data.keys_at.items()}
        renamed.values_at = {"headline" if k == kind else k: p for k, p in data.values_at.items()}
    return renamed


SlideField = Annotated[SlideModel, ReadWith(read_slide), WithJsonSchema({"title": SLIDE_IN_SCHEMA})]
