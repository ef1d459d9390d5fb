"""What `people` shows of a person, alone or in a tree: a picture or plate of a given size, and the words.

In: a `Person` and a rectangle. Out: boxes and drafts. A picture is cropped about the face to the frame that all share;
one that would lose more than half of itself is shown whole on a panel.
"""

from __future__ import annotations

from podium.kinds._persons import Person
from podium.layout.pictures.crop import WHOLE, crop
from podium.layout.plate import PlateWords, face, monogram
from podium.layout.stage import Stage
from podium.outline import inline
from podium.outline.focus import Focus
from podium.scene import type_scale as scale
from podium.scene.boxes import Align, Box, Line, Picture, Shape
from podium.scene.units import Rect, points
from podium.typesetting.text import Draft, draft, title_draft

_FACE: Focus = (0.5, 1 / 3)
_LEAST_SHOWN = 0.45  # of the picture
SMALLEST = 16.0  # pt
_NAME = scale.LABEL.but(floor=SMALLEST)
_LINE = scale.ROW.but(floor=SMALLEST, colour="ink2", pitch=1.16)
Sizes = tuple[float, float]  # pt: of a name, and of the lines under it


def words(person: Person, sizes: Sizes, align: Align = "left", *, one_line: bool = False) -> list[Draft]:
    """Name, life dates and role, one below the other or in `one_line`, and the credit of the picture."""
    line = _LINE.but(size=sizes[1])
    about = [text for text in (person.life, person.role) if text]
    name = title_draft(person.name, _NAME.but(size=sizes[0]))
    if one_line:
        bold = [p._replace(bold=True) for p in inline.parse(person.name)]
        rest = inline.parse(", ".join(["", *about])) if about else ()
        drafts = [name.but(style=line.but(colour="ink"), pieces=(*bold, *rest))]
    else:
        drafts = [name, *(draft(text, line, before=1.0) for text in about)]
    drafts += [draft(person.credit, scale.CREDIT, before=2.0)] if person.credit else []
    return [d.but(align=align) for d in drafts]


def picture(person: Person, rect: Rect, stage: Stage) -> list[Box]:
    """The person's picture in the frame `rect`, or a plate with the monogram."""
    name, alt = person.who(), person.alt_text()
    found = stage.pictures.find(person.file, person)
    if found is None:
        colour = stage.side(person.side) if person.side else ""
        plate = PlateWords(name, monogram=monogram(name), file=person.file, colour=colour)
        return face(plate, rect, alt, f"Picture: {name}", stage)
    cut = crop(found.aspect, rect, person.focus or _FACE)
    wanted, across = rect, 1 - cut[0] - cut[2]
    if across * (1 - cut[1] - cut[3]) < _LEAST_SHOWN:
        cut, wanted, across = WHOLE, rect.fit(found.aspect), 1.0
    stage.pictures.warn_if_coarse(found, wanted, person.file, person, across)
    sharp = found.sharp(wanted, across)
    shown = rect.place(max(1, round(wanted.w * sharp)), max(1, round(wanted.h * sharp)))
    boxes: list[Box] = []
    if (shown.w, shown.h) != (rect.w, rect.h):
        boxes.append(Shape(name=f"Ground: {name}", rect=rect, fill="panel"))
    line = Line("rule", 0.5)
    return [*boxes, Picture(name=f"Picture: {name}", rect=shown, alt=alt, media=found.key, line=line, crop=cut)]


def bar(person: Person, rect: Rect, stage: Stage) -> list[Box]:
    """A bar in the colour of the person's side along the top of `rect`."""
    colour = stage.side(person.side) if person.side else ""
    return [Shape(name=f"Side: {person.who()}", rect=rect.top(points(4)), fill=colour)] if colour else []
