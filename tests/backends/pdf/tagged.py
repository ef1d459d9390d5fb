"""A PDF as assistive technology reads it: what each element says, by its marks in the content of pages."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import pikepdf

PAINTING = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "Tj", "TJ"}


@dataclass
class Element:
    """An element of the tree, with the text of its marks and of those below it."""

    tag: str
    alt: str
    text: str
    kids: list[Element] = field(default_factory=list)
    object: Any = None

    def all(self, tag: str = "") -> list[Element]:
        """This and all below it, with that tag."""
        found = [self] if tag in ("", self.tag) else []
        return [*found, *(e for kid in self.kids for e in kid.all(tag))]


@dataclass
class Content:
    """What a page's stream shows: the text of each mark, the tags of marks, and what stands in none of them."""

    text: dict[int, str]
    tags: dict[int, str]
    artifacts: list[str]
    loose: list[str]


def content(page: Any) -> Content:
    """The stream of a page or of a drawing on it, read operator by operator."""
    named = page.obj.Resources if isinstance(page, pikepdf.Page) else page.Resources
    maps = {name: _letters(font) for name, font in named.get("/Font", {}).items()}
    text: defaultdict[int, str] = defaultdict(str)
    tags: dict[int, str] = {}
    artifacts, loose = [], []
    stack: list[Any] = []  # of marks: the number, "artifact", or None for a mark within one
    font: dict[str, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        op = str(operator)
        if op in ("BDC", "BMC"):
            about = operands[1] if op == "BDC" else {}
            number = int(about["/MCID"]) if "/MCID" in about else "artifact" if operands[0] == "/Artifact" else None
            if isinstance(number, int):
                assert number not in tags, "a mark with the number of another"
                tags[number] = str(operands[0])[1:]
                text[number] += ""
            if number == "artifact":
                artifacts.append("")
            stack.append((number, str(about["/ActualText"]) if "/ActualText" in about else None))
            assert number is None or sum(n is not None for n, _ in stack) == 1, "a mark within a mark"
        elif op == "EMC":
            number, instead = stack.pop()
            if instead is not None:
                _add(stack, text, artifacts, instead)
        elif op == "Tf":
            font = maps[str(operands[0])]
        elif op in PAINTING:
            if not stack:
                if op != "Do" or "/StructParents" not in named.XObject[operands[0]]:  # a slide on paper has its marks
                    loose.append(op)
            elif op in ("Tj", "TJ") and all(instead is None for _, instead in stack):
                parts = operands[0] if op == "TJ" else operands
                shown = b"".join(bytes(p) for p in parts if isinstance(p, pikepdf.String))
                letters = [font[shown[n : n + 2].hex().upper()] for n in range(0, len(shown), 2)]
                _add(stack, text, artifacts, "".join(letters))
    assert not stack
    return Content(dict(text), tags, artifacts, loose)


def _add(stack: list[Any], text: defaultdict[int, str], artifacts: list[str], more: str) -> None:
    number = next(n for n, _ in reversed(stack) if n is not None)
    if number == "artifact":
        artifacts[-1] += more
    else:
        text[number] += more


def _letters(font: Any) -> dict[str, str]:
    """code -> letters, by the font's own map."""
    found = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", font.ToUnicode.read_bytes())
    return {code.decode(): bytes.fromhex(said.decode()).decode("utf-16-be") for code, said in found if len(said) >= 4}


def slides_on(page: Any) -> list[Any]:
    """The drawings on a page that have marks of their own."""
    return [x for _, x in page.obj.Resources.get("/XObject", {}).items() if "/StructParents" in x]


def tree(pdf: pikepdf.Pdf) -> tuple[Element, dict[tuple[int, int], Any], dict[int, Any]]:
    """The document, which element each mark (stream, number) is in, and each annotation (by number of its object)."""
    contents = {page.obj.objgen[0]: content(page) for page in pdf.pages}
    contents |= {form.objgen[0]: content(form) for page in pdf.pages for form in slides_on(page)}
    marks: dict[tuple[int, int], Any] = {}
    links: dict[int, Any] = {}

    def read(node: Any, page: Any) -> Element:
        page = node.get("/Pg", page)
        text, kids = "", []
        under = node.get("/K", [])
        for kid in under if isinstance(under, pikepdf.Array) else [under]:
            if isinstance(kid, int) or kid.get("/Type") == "/MCR":
                key = (page.objgen[0], int(kid)) if isinstance(kid, int) else (kid.Stm.objgen[0], int(kid.MCID))
                assert key not in marks, "a mark in two elements"
                marks[key] = node
                text += contents[key[0]].text[key[1]]
            elif kid.get("/Type") == "/OBJR":
                links[kid.Obj.objgen[0]] = node
            else:
                assert kid.P.objgen == node.objgen
                kids.append(read(kid, page))
                text += kids[-1].text
        return Element(str(node.S)[1:], str(node.get("/Alt", "")), text, kids, node)

    (root,) = pdf.Root.StructTreeRoot.K
    return read(root, None), marks, links
