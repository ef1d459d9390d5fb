"""Word documents for tests of the import, as Word writes them."""

from __future__ import annotations

import io
import zipfile

from decks import png

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def docx(body: str, relations: str = "", **parts: str | bytes) -> bytes:
    """A Word document as Word writes it, with German names of styles' ids; `relations` are those of its text, besides
    `p` (a picture) and `l` (a link), `parts` further parts by their names with `__` for `/`."""
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/></w:style>'
        for id, name in (
            ("Titel", "Title"),
            ("berschrift1", "heading 1"),
            ("berschrift2", "heading 2"),
            ("Zitat", "Quote"),
            ("Beschriftung", "caption"),
            ("Verzeichnis1", "toc 1"),
        )
    )
    names = (
        f'xmlns:w="{w}" xmlns:r="{kinds}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(
            "_rels/.rels",
            f'<R xmlns="{RELATIONS}">'
            f'<Relationship Id="a" Type="{kinds}/officeDocument" Target="word/document.xml"/></R>',
        )
        archive.writestr("word/document.xml", f"<w:document {names}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/styles.xml", f"<w:styles {names}>{styles}</w:styles>")
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<R xmlns="{RELATIONS}"><Relationship Id="p" Type="{kinds}/image" Target="media/image1.png"/>'
            '<Relationship Id="l" Type="x" Target="https://example.org/" TargetMode="External"/>'
            f"{relations}</R>",
        )
        archive.writestr("word/media/image1.png", png("green").getvalue())
        archive.writestr(
            "word/footnotes.xml",
            f'<w:footnotes {names}><w:footnote w:id="2">{p("So Kraus.")}</w:footnote></w:footnotes>',
        )
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return made.getvalue()


def p(text: str, style: str = "", inner: str = "", number: int | None = None) -> str:
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number is not None:
        properties += f'<w:numPr><w:ilvl w:val="{number}"/><w:numId w:val="1"/></w:numPr>'
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}{inner}</w:p>"


PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="The river in 1848"/><a:graphic><a:graphicData uri="p">'
    '<a:blip r:embed="p"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
)


def table(*rows: tuple[str, ...]) -> str:
    """A table of cells that are paragraphs already."""
    made = "".join(f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    return f"<w:tbl>{made}</w:tbl>"


def graphic(kind: str, inner: str, alt: str = "") -> str:
    """A run with a drawing of a kind, such as "chart"."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{alt}"/><a:graphic><a:graphicData '
        f'uri="http://schemas.openxmlformats.org/drawingml/2006/{kind}">{inner}</a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )


TABLE = table((p("Year"), p("Price")), (p("1848"), p("4")))
CHANGES = (
    "<w:ins><w:r><w:t>inserted words</w:t></w:r></w:ins><w:del><w:r><w:delText>struck out</w:delText></w:r></w:del>"
    '<w:hyperlink r:id="l"><w:r><w:t> a link</w:t></w:r></w:hyperlink><w:r><w:footnoteReference w:id="2"/></w:r>'
    "<m:oMath><m:r><m:t>emc</m:t></m:r></m:oMath>"
)
