"""What a page says, as a part of an article.

In: the boxes of a page. Out: headings, paragraphs, lists, quotations, tables, pictures and links in the page's order,
and where its map or chart stands. Screen readers and searches find them in the HTML file, whose reading mode shows them;
what appears with a click (`data-step`) or disappears (`data-until`) has its number, so that only what is shown is read
out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape

from podium.backends.svg.links import address, anchor
from podium.backends.svg.page import visible
from podium.scene.boxes import Box, Cell, Group, Page, Paragraph, Picture, Run, Table, Text
from podium.scene.type_scale import FINE
from podium.scene.units import Rect, points

_LEAST = points(60)  # a smaller box that is described is a part of something, or a rule
_LABEL = 18.0  # pt: figures of this size and no letters belong to an axis
_FEET = ("footer", "number", "when")
_SPAN = "Foot span"  # of the time band
_LARGE = 40.0  # pt, from which on figures are as good as a heading
_LEVELS = {"cover": 1, "section": 2, "overview": 2}
_TAGS = {"super": "sup", "sub": "sub"}
Drawn = Callable[[Picture], str]
"""The drawing of a picture alone."""
_Subject = tuple[str, str]


def drawing(page: Page) -> Rect | None:
    """The part of the slide with all that is drawn and described but no picture of its own: maps, charts."""
    if page.generated:
        return None
    found = [box.rect for box in page.boxes if box.alt and not isinstance(box, (Text, Table, Picture))]
    if not any(rect.w > _LEAST and rect.h > _LEAST for rect in found):
        return None
    left, top = min(rect.x for rect in found), min(rect.y for rect in found)
    return Rect(left, top, max(rect.right for rect in found) - left, max(rect.bottom for rect in found) - top)


def article(page: Page, level: int, drawn: Drawn) -> str:
    """The title, a heading of this level unless the page opens a part of the lecture, then everything else."""
    tag = f"h{_LEVELS.get(page.layout, level)}"
    title = f"<{tag}>{_escaped(page.title)}</{tag}>"
    if any(isinstance(box, Text) and box.role == "title" and box.means == "quotation" for box in page.boxes):
        title = f"<blockquote>{title}</blockquote>"
    return title + "".join(_Reader(page, drawn).read(page.boxes))


class _Reader:
    """Reads the boxes of a page; words within the drawing are its labels."""

    def __init__(self, page: Page, drawn: Drawn) -> None:
        self.page, self.drawn, self.area = page, drawn, drawing(page)

    def read(self, boxes: tuple[Box, ...]) -> Iterator[str]:
        about = {_subject(box): box for box in boxes if isinstance(box, Text) and box.means in ("caption", "title")}
        placed = {("caption" if self._is_shown(box) else "title", box.name) for box in boxes} & set(about)
        is_list = False  # of claims, each with its proof
        for box in boxes:
            if isinstance(box, Text) and box.role.startswith("claim"):
                yield ("</li>" if is_list else "<ul>") + f"<li{_step(box.step)}>{self._text(box)}"
                is_list = True
                continue
            said = self._said(box, about, placed)
            if box.until and said:
                said = f'<div data-until="{box.until}">{said}</div>'
            if said and is_list and not (isinstance(box, Text) and self._is_about_claim(box)):
                yield "</li></ul>"
                is_list = False
            yield said
        if is_list:
            yield "</li></ul>"

    def _is_about_claim(self, box: Text) -> bool:
        """Whether it stands among claims: a proof, the number of the next."""
        return box.role.startswith("proof") or (not box.role and self._is_label(box))

    def _said(self, box: Box, about: dict[_Subject, Text], placed: set[_Subject]) -> str:
        """What a box says; captions and titles stand beside what they are `about`."""
        if isinstance(box, Table):
            return _table(box)
        if isinstance(box, Text):
            title = about.get(("title", box.name))
            above = self._text(title) if title else ""
            own = self._text(box, listed=bool(title) or box.name == "Text")
            return "" if box.role == "title" or _subject(box) in placed else above + own
        if isinstance(box, Picture) and self._is_shown(box):
            return self._figure(box, about.get(("caption", box.name)))
        if box.alt:
            return f'<p class="alt"{_step(box.step)}>{_escaped(box.alt)}</p>'
        inside = "".join(self.read(box.boxes)) if isinstance(box, Group) else ""
        return f"<div{_step(box.step)}>{inside}</div>" if box.step and inside else inside

    def _is_shown(self, box: Box) -> bool:
        """Whether it is a picture of the article: those on pages that podium adds are seen elsewhere."""
        return isinstance(box, Picture) and bool(box.alt) and not self.page.generated

    def _figure(self, box: Picture, caption: Text | None) -> str:
        """A picture, described, with its caption."""
        said = f"<figcaption>{self._text(caption)}</figcaption>" if caption else ""
        alt = f'<p class="alt">{_escaped(box.alt)}</p>'
        return f"<figure{_step(box.step)}>{self.drawn(box)}{alt}{said}</figure>"

    def _text(self, box: Text, listed: bool = False) -> str:
        """The paragraphs; `listed`: each is an item, with what is said of it below."""
        steps = box.steps or (box.step,) * len(box.paragraphs)
        said = [(p, step) for p, step in zip(box.paragraphs, steps, strict=True) if p.text.strip()]
        look = "label" if self._is_label(box) else "fine" if _size(box.paragraphs) <= FINE else ""
        if box.name.startswith("Date ") and not look:
            words = " ".join(_words(p) for p, _ in said)
            return f'<p class="lead"{_step(box.step)}>{words}</p>'
        inside = _paragraphs(said, look, listed and not look)
        return f"<blockquote>{inside}</blockquote>" if box.means == "quotation" else inside

    def _is_label(self, box: Text) -> bool:
        """Whether the words say nothing without what they stand beside."""
        if self.page.generated and box.name.startswith(("Date ", "Year ")):  # of an axis
            return True
        if (
            box.role in _FEET
            or box.name == _SPAN
            or box.name.endswith(" monogram")
            or (self.area and _is_within(box.rect, self.area))
        ):
            return True
        text = " ".join(p.text for p in box.paragraphs)
        alone = not box.role and not any(c.isalpha() for c in text)
        return alone and (len(text) <= 2 or _size(box.paragraphs) <= _LABEL)


def _subject(box: Text) -> _Subject:
    """What the words are, and the name of the box that they are about."""
    return box.means, box.name.partition(": ")[2]


def _is_within(rect: Rect, area: Rect) -> bool:
    x, y = rect.x + rect.w / 2, rect.y + rect.h / 2
    return area.x <= x <= area.right and area.y <= y <= area.bottom


def _size(paragraphs: Iterable[Paragraph]) -> float:
    """The size of the largest letters, in pt."""
    return max((run.size for p in paragraphs for run in p.runs), default=0.0)


def _paragraphs(said: list[tuple[Paragraph, int]], look: str, listed: bool) -> str:
    """Paragraphs, and lists of those with bullets or of all; what is said of an item belongs to it."""
    out, lists, after = "", list[str](), False
    for p, step in said:
        own = look or ("lead" if _is_lead(p) else "")
        mark = f' class="{own}"' if own else ""
        if p.bullet or (listed and not after):
            level = min(p.level if p.bullet else 0, len(lists)) + 1
            while len(lists) > level:
                out += f"</li></{lists.pop()}>"
            if len(lists) == level:
                out += "</li>"
            else:
                lists.append("ol" if p.bullet[:1].isdigit() else "ul")
                out += f"<{lists[-1]}>"
            out += f"<li{_step(step)}><p{mark}>{_words(p)}</p>"
        else:
            if lists and not (listed or p.indent > 0):
                out += _ended(lists)
                lists = []
            out += f"<p{_step(step)}{mark}>{_words(p)}</p>"
        after = own == "lead"
    return out + _ended(lists)


def _is_lead(p: Paragraph) -> bool:
    """Whether the next paragraph says more of it."""
    return all(run.bold or run.size >= _LARGE for run in p.runs if run.text.strip())


def _ended(lists: list[str]) -> str:
    return "".join(f"</li></{tag}>" for tag in reversed(lists))


def _table(table: Table) -> str:
    rows = ((row, "th" if n == 0 else "td") for n, row in enumerate(table.rows))
    return f"<table{_step(table.step)}>{''.join(_row(row, tag) for row, tag in rows)}</table>"


def _row(cells: tuple[Cell, ...], tag: str) -> str:
    inside = (" ".join(_words(p, bold=False) for p in cell.paragraphs) for cell in cells)
    return f"<tr>{''.join(f'<{tag}>{words}</{tag}>' for words in inside)}</tr>"


def _words(paragraph: Paragraph, bold: bool = True) -> str:
    return "".join([_run(run if bold else run._replace(bold=False)) for run in paragraph.runs])


def _run(run: Run) -> str:
    words = _escaped(run.text)
    tags = [_TAGS.get(run.form, ""), "em" if run.italic else "", "strong" if run.bold else ""]
    for tag in filter(None, tags):
        words = f"<{tag}>{words}</{tag}>"
    if run.lang:
        words = f'<span lang="{escape(run.lang)}">{words}</span>'
    return anchor(address(run.link), words) if run.link else words


def _escaped(text: str) -> str:
    return escape(visible(text).replace("\v", " "), quote=False)


def _step(step: int) -> str:
    return f' data-step="{step}"' if step else ""
