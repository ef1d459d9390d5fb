"""A scene as text that people can read and compare: one line a box, one line a paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from podium.scene.boxes import Box, Chart, Freeform, Group, Hatch, Page, Paragraph, Picture, Scene, Shape, Table, Text
from podium.scene.units import EMU_PER_INCH, EMU_PER_PT


def dump(scene: Scene) -> str:
    """The pages in order; lengths in inches, sizes in points."""
    return "\n".join(line for page in scene.pages for line in (*_page(page), "")) + "\n"


def _page(page: Page) -> Iterator[str]:
    hidden = ", hidden" if page.hidden else ""
    yield f"== {page.id}: {page.title} [{page.layout}{hidden}]"
    for box in page.boxes:
        yield from _box(box, "")
    for line in page.notes.split("\n") if page.notes else ():
        yield f"notes: {line}"


def _box(box: Box, indent: str) -> Iterator[str]:
    place = " ".join(f"{v / EMU_PER_INCH:.2f}" for v in box.rect)
    yield indent + "  ".join(p for p in (f"{box.name}: {_what(box)}", f"at {place}", _more(box)) if p)
    if isinstance(box, Text):
        for n, p in enumerate(box.paragraphs):
            step = f" click {box.steps[n]}" if box.steps and box.steps[n] else ""
            yield f"{indent}    {_look(p)}{step} | {_marked(p)}"
    if isinstance(box, Table):
        widths = " ".join(f"{w / EMU_PER_INCH:.2f}" for w in box.widths)
        yield f"{indent}    columns {widths}, {box.rows[0][0].paragraphs[0].runs[0].size:g} pt"
        for row, height in zip(box.rows, box.heights, strict=True):
            cells = (
                " / ".join(_marked(p) + (f" ({p.align})" if p.align != "left" else "") for p in c.paragraphs)
                for c in row
            )
            yield f"{indent}    {height / EMU_PER_INCH:.2f} | {' | '.join(cells)}"
    for inner in box.boxes if isinstance(box, Group) else ():
        yield from _box(inner, indent + "  ")


def _what(box: Box) -> str:
    if isinstance(box, Text):
        return f"text {box.role}".strip()
    if isinstance(box, Shape):
        return box.geometry
    if isinstance(box, Freeform):
        return f"{len(box.paths)} paths"
    if isinstance(box, Chart):
        return f"{box.spec.type} chart of {len(box.spec.series)} × {len(box.spec.categories)}"
    return type(box).__name__.lower()


def _more(box: Box) -> str:
    """What else is not as usual."""
    found = [f"click {box.step}" if box.step else "", f"link {box.link}" if box.link else ""]
    fill, line = getattr(box, "fill", None), getattr(box, "line", None)
    if fill:
        found.append(f"hatched {fill.colour}" if isinstance(fill, Hatch) else str(fill))
    if line:
        found.append(f"line {line.colour} {line.width:g}")
    if isinstance(box, Text) and any(box.inset):
        found.append("inset " + " ".join(f"{v / EMU_PER_PT:.0f}" for v in box.inset))
    if isinstance(box, Text) and box.anchor != "top":
        found.append(box.anchor)
    return ", ".join(
        [*filter(None, found), *([f'alt "{box.alt}"'] if box.alt and not isinstance(box, Picture) else [])]
    )


def _look(p: Paragraph) -> str:
    run = p.runs[0]
    found = [
        f"{run.size:g}",
        run.colour,
        "major" if run.major else "",
        "bold" if all(r.bold for r in p.runs) else "",
        "" if p.align == "left" else p.align,
        f"{p.lines} lines" if p.lines > 1 else "",
        f"after {p.before:g}" if p.before else "",
        p.bullet,
    ]
    return " ".join(filter(None, found))


def _marked(p: Paragraph) -> str:
    """The text with `*italic*`, `**bold**` and links marked, bold only where it differs within the paragraph."""
    mixed = len({r.bold for r in p.runs}) > 1
    out = []
    for r in p.runs:
        mark = "*" * (int(r.italic) + 2 * int(r.bold and mixed))
        out.append(f"[{mark}{r.text}{mark}]({r.link})" if r.link else f"{mark}{r.text}{mark}")
    return "".join(out).replace("\v", "\\v").replace("\u00a0", "~")
