"""The deck as one PDF.

In: a scene. Out: the bytes of the file, which has bookmarks by section and slide, the deck's title and language, and
says that it is made for assistive technology (PDF/UA-1, ISO 14289-1). It has no date: the same scene gives the same
bytes.
"""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, String

from podium.backends.pdf.page import PageWriter, Painted
from podium.backends.pdf.resources import Resources
from podium.backends.pdf.tags import Element, Link, write_tree
from podium.scene.boxes import Page, Scene
from podium.scene.links import quoted
from podium.scene.units import EMU_PER_PT

_PRINTED = 4  # the flag of an annotation that is there on paper too


class Deck(NamedTuple):
    """A PDF, and the letters that no font has: empty boxes stand for them."""

    data: bytes
    lacking: str


def deck_pdf(scene: Scene) -> Deck:
    """The slides of a scene, a page for each."""
    pdf = Pdf.new()
    resources = Resources(pdf, scene.media)
    ids = {page.id for page in scene.pages}
    writer = PageWriter(scene, resources, lambda target: not target.startswith("#") or target[1:] in ids)
    painted = [writer.painted(page) for page in scene.pages]
    fonts = resources.fonts.embedded(pdf)
    size = (scene.grid.width / EMU_PER_PT, scene.grid.height / EMU_PER_PT)
    for drawn in painted:
        add_page(pdf, drawn, resources.dictionary(drawn.names, fonts), size)
    document = Element("Document")
    document.kids += [drawn.element for drawn in painted]
    shown = [(page, drawn.sheet.page) for page, drawn in zip(scene.pages, painted, strict=True)]
    finish(pdf, scene, document, painted, shown)
    return Deck(saved(pdf), "".join(sorted(resources.fonts.lacking)))


def finish(pdf: Pdf, scene: Scene, document: Element, painted: list[Painted], shown: list[tuple[Page, Any]]) -> None:
    """Links, structure, bookmarks, and what the file says of itself. `shown`: the slides in it, and their pages."""
    places = {page.id: (target, page) for page, target in shown}
    links = [link for drawn in painted for link in drawn.links]
    for link in links:
        link.annotation = pdf.make_indirect(_annotation(link, places))
        if Name.Annots not in link.sheet.page:
            link.sheet.page.Annots = Array()
        link.sheet.page.Annots.append(link.annotation)
    root = pdf.Root
    root.StructTreeRoot = write_tree(pdf, document, [drawn.sheet for drawn in painted], links)
    root.MarkInfo = Dictionary(Marked=True)
    root.Lang = String(scene.lang)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.PageLayout = Name.SinglePage
    root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
    if shown:
        root.Outlines = _bookmarks(pdf, scene, shown)
    root.Metadata = pdf.make_stream(_metadata(scene), Type=Name.Metadata, Subtype=Name.XML)
    pdf.docinfo.Title = String(scene.title)
    pdf.docinfo.Creator = String("podium")
    if scene.author:
        pdf.docinfo.Author = String(scene.author)
    if scene.subject:
        pdf.docinfo.Subject = String(scene.subject)


def saved(pdf: Pdf) -> bytes:
    """The file: the same bytes for the same objects."""
    out = io.BytesIO()
    pdf.save(
        out, object_stream_mode=ObjectStreamMode.generate, compress_streams=True, deterministic_id=True,
        min_version="1.7", fix_metadata_version=False,
    )  # fmt: skip
    return out.getvalue()


def add_page(pdf: Pdf, painted: Painted, names: Any, size: tuple[float, float]) -> None:
    """A page of that size (pt) with a drawing, which then knows it."""
    page = Dictionary(
        Type=Name.Page, MediaBox=Array([0, 0, *(round(v, 2) for v in size)]), Resources=names,
        Contents=pdf.make_stream(painted.content), Tabs=Name.S,
    )  # fmt: skip
    if painted.blended:
        page.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceRGB)
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    painted.sheet.page = pdf.pages[-1].obj


def _annotation(link: Link, places: dict[str, tuple[Any, Page]]) -> Any:
    """The place of a link, with what it leads to in words."""
    made = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=Array([round(v, 2) for v in link.place]), Border=Array([0, 0, 0]),
        F=_PRINTED,
    )  # fmt: skip
    if link.target.startswith("#"):
        target, page = places[link.target[1:]]
        made.Dest = Array([target, Name.Fit])
        made.Contents = String(page.title or page.id)
    else:
        made.A = Dictionary(S=Name.URI, URI=String(quoted(link.target)))
        made.Contents = String(link.target)
    return made


def _bookmarks(pdf: Pdf, scene: Scene, shown: list[tuple[Page, Any]]) -> Any:
    """The slides, those of a section under its name."""
    root = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    top: list[Any] = []
    below: list[list[Any]] = []
    current = -1
    for page, target in shown:
        title = page.title.replace("\n", " ") or page.id
        if page.section < 0:
            top.append(_bookmark(pdf, title, target))
            below.append([])
        elif page.section != current:
            top.append(_bookmark(pdf, scene.sections[page.section], target))
            below.append([])
        current = page.section
        if page.section >= 0:
            below[-1].append(_bookmark(pdf, title, target))
    for item, inside in zip(top, below, strict=True):
        if inside:
            _chain(item, inside)
            item.Count = -len(inside)  # closed
    _chain(root, top)
    root.Count = len(top)
    return root


def _bookmark(pdf: Pdf, title: str, page: Any) -> Any:
    return pdf.make_indirect(Dictionary(Title=String(title), Dest=Array([page, Name.Fit])))


def _chain(parent: Any, items: list[Any]) -> None:
    """Entries of one level know one another and what they are in."""
    for item in items:
        item.Parent = parent
    for first, second in pairwise(items):
        first.Next, second.Prev = second, first
    parent.First, parent.Last = items[0], items[-1]


def _metadata(scene: Scene) -> bytes:
    """What the file says of itself, as XMP."""
    about = [f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(scene.title)}</rdf:li></rdf:Alt></dc:title>']
    about.append(f"<dc:language><rdf:Bag><rdf:li>{escape(scene.lang)}</rdf:li></rdf:Bag></dc:language>")
    if scene.author:
        about.append(f"<dc:creator><rdf:Seq><rdf:li>{escape(scene.author)}</rdf:li></rdf:Seq></dc:creator>")
    if scene.subject:
        about.append(
            f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{escape(scene.subject)}</rdf:li></rdf:Alt></dc:description>'
        )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
        f'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">{"".join(about)}<xmp:CreatorTool>podium</xmp:CreatorTool>'
        '<pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
    ).encode()
