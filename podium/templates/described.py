"""What was found in a template, in words: for `podium template check`.

In: a `Template`. Out: rows of two columns under headings. Lengths in cm, type in pt, contrast as in WCAG 2.
"""

from __future__ import annotations

from typing import NamedTuple

from podium.scene.units import Rect
from podium.templates import faces
from podium.templates.choice import ROLES
from podium.templates.fitting import Template
from podium.templates.survey import Slot, TemplateLayout
from podium.themes import SIDE_COLOURS, contrast
from podium.typesetting import fonts

_CM = 360_000  # EMU
_TEXTS = ("ink", "ink2", "accent", "accent.deep", *(f"{c}" for c in SIDE_COLOURS), "rule", "hairline", "panel")
_FORMATS = {(16, 9): "16:9", (16, 10): "16:10", (4, 3): "4:3"}
_ACROSS = {"l": "left", "ctr": "centred", "r": "right"}
_DOWN = {"t": "top", "ctr": "middle", "b": "bottom"}
_LEAST = {"rule": 0.0, "hairline": 0.0, "panel": 0.0, "ink": 4.5, "ink2": 4.5, "accent.deep": 4.5}


class Part(NamedTuple):
    """A heading with its rows."""

    heading: str
    rows: list[tuple[str, str]]


def described(template: Template) -> list[Part]:
    """All that was found, and what of podium maps to what."""
    return [
        Part("Template", _whole(template)),
        Part("Layouts", _layouts(template)),
        Part("Room on a slide", _room(template)),
        Part("What is drawn under the pages", _drawings(template)),
        Part("Fonts", _fonts(template)),
        Part("Colours and their contrast on the ground", _colours(template)),
    ]


def _whole(template: Template) -> list[tuple[str, str]]:
    found = template.survey
    shape = found.width / found.height
    form = next((name for (w, h), name in _FORMATS.items() if abs(shape - w / h) < 0.01), "")
    size = f"{_cm(found.width)} × {_cm(found.height)} cm" + (f" ({form})" if form else "")
    rows = [("slide", size), ("slide masters", str(found.masters)), ("layouts", str(len(found.layouts)))]
    return rows + [("not used", left) for left in found.left_out]


def _layouts(template: Template) -> list[tuple[str, str]]:
    chosen = template.chosen
    own = {"cover": chosen.cover, "divider": chosen.divider, "slide": chosen.slide}
    rows = [(f"{role}", _layout(own[role], chosen.slide)) for role in ROLES]
    if chosen.content is not chosen.slide:
        rows.append(("slides of text", _layout(chosen.content, chosen.slide)))
    used = {id(la) for la in (*own.values(), chosen.content)}
    others = [f"'{la.name}'" for la in template.survey.layouts if id(la) not in used]
    return rows + ([("not used", ", ".join(others))] if others else [])


def _layout(layout: TemplateLayout | None, usual: TemplateLayout) -> str:
    if layout is None:
        return f"none of its kind: as on '{usual.name}'"
    kind = f", type {layout.type}" if layout.type else ", no type"
    places = ", ".join(slot.type or "content" for slot in layout.slots) or "no placeholders"
    return f"'{layout.name}'{kind}: {places}"


def _room(template: Template) -> list[tuple[str, str]]:
    chosen, room = template.chosen, template.room
    rows = [("title", f"{_rect(room.title)}; {_look(chosen.title)}")] if chosen.title is not None else []
    rows.append(("content", _rect(room.body)))
    names = {"footer": "section", "when": "date", "number": "slide number"}
    slots = chosen.slots("content")
    rows.append(("foot", ", ".join(name for role, name in names.items() if role in slots) or "nothing"))
    missing = [name for role, name in names.items() if role not in slots]
    if missing:
        rows.append(("left out", f"{', '.join(missing)}: the layout has no place for it"))
    return rows


def _drawings(template: Template) -> list[tuple[str, str]]:
    """Grounds and drawings of the layouts in use, each once, and what a browser does not show of them."""
    found: dict[tuple[str, str], dict[str, None]] = {}  # the names of layouts, in order
    for layout in template.chosen.every():
        ground = layout.ground
        kind = "picture" if ground.picture else "one colour" if ground.plain else "gradient or pattern"
        shown = ground.plain or ground.picture in template.media
        part = "" if shown else "; one colour in HTML, PDF, SVG"
        found.setdefault(("ground", f"{kind}, #{ground.rgb} on the whole{part}"), {})[layout.name] = None
        for drawn in layout.drawn:
            what = "picture" if drawn.picture else "shape"
            seen = drawn.plain and (not drawn.picture or drawn.picture in template.media)
            part = "" if seen else "; not in HTML, PDF, SVG"
            found.setdefault((what, f"'{drawn.name}', {_rect(drawn.rect)}{part}"), {})[layout.name] = None
    rows, everywhere = [], len({layout.name for layout in template.chosen.every()})
    for (what, said), names in found.items():
        on = ", ".join(f"'{name}'" for name in names)
        rows.append((what, said if len(names) == everywhere else f"{said}; on {on}"))
    return rows


def _fonts(template: Template) -> list[tuple[str, str]]:
    theme = template.theme
    rows = []
    for use, family in (("titles", theme.major), ("texts", theme.minor)):
        how = "measured" if faces.known(family) else "measured as the widest font: it is not installed here"
        if fonts.twin(family) not in ("", family):
            how = f"measured as {fonts.twin(family)}, no letter of which is narrower"
        rows.append((use, f"{family}, {how}"))
    return rows


def _colours(template: Template) -> list[tuple[str, str]]:
    theme = template.theme
    rows = [("ground", f"#{theme.rgb('ground')}  {_written(template, 'ground')}, {'dark' if theme.dark else 'light'}")]
    for role in _TEXTS:
        seen = theme.contrast(role, "ground")
        weak = "  too faint" if seen < _LEAST.get(role, 3.0) else ""
        rows.append((role, f"#{theme.rgb(role)}  {seen:4.1f}  {_written(template, role)}{weak}"))
    title = template.chosen.title
    if title is not None:
        seen = contrast(title.colour, template.room.under_title)
        rows.append(("titles", f"#{title.colour}  {seen:4.1f}  as the template has them"))
    return rows


def _written(template: Template, role: str) -> str:
    slot = template.theme.colour(role)
    if slot.slot.startswith("#"):
        return "podium's own"
    changed = " (shade)" if (slot.lum_mod, slot.lum_off) != (100.0, 0.0) else ""
    return f"{slot.slot}{changed}"


def _look(slot: Slot | None) -> str:
    if slot is None:
        return ""
    bold = " bold" if slot.bold else ""
    stands = f"{_ACROSS.get(slot.align, 'justified')}, {_DOWN.get(slot.anchor, 'top')}"
    return f"{slot.face}{bold} {slot.size:g} pt, {stands}"


def _rect(r: Rect) -> str:
    return f"{_cm(r.w)} × {_cm(r.h)} cm, {_cm(r.x)} cm from the left, {_cm(r.y)} cm from the top"


def _cm(length: int) -> str:
    return f"{length / _CM:.1f}"
