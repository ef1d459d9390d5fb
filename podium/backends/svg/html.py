"""The deck as one HTML file, which needs no network and no other file.

In: a scene. Out: the text of the file: every slide as SVG and, for screen readers and searches, as headings, paragraphs
and tables; fonts and pictures inside, each once; a script for moving about. Without scripts, and on paper, all slides
stand one below the other. Notes are not in it.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape
from importlib.resources import files

from podium.backends.svg.fonts import font_faces
from podium.backends.svg.page import PageWriter, style_of
from podium.scene.boxes import Box, Group, Media, Page, Scene, Table, Text

_KINDS = {"jpg": "jpeg", "svg": "svg+xml"}


def deck_html(scene: Scene) -> str:
    """The whole file."""
    writer = PageWriter(scene, lambda key: f"#{_id(key)}", _link)
    pages = [_slide(page, number, writer) for number, page in enumerate(scene.pages, 1)]
    body = "".join(pages)
    media = "".join(_media(m) for key, m in scene.media.items() if f'"#{_id(key)}"' in body)
    defs = f'<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs>{media}</defs></svg>' if media else ""
    ratio = f":root{{--ratio:{scene.grid.width / scene.grid.height:.5f};--ground:#{scene.theme.rgb('ground')}}}"
    style = ratio + font_faces(writer.letters) + style_of(scene) + _asset("deck.css")
    return (
        f'<!doctype html>\n<html lang="{escape(scene.lang)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="generator" content="podium">'
        f"<title>{escape(scene.title, quote=False)}</title><style>{style}</style></head><body>{defs}"
        f'<div id="bar"><input id="find" type="search" aria-label="{escape(scene.title)}" placeholder="/"></div>'
        f'<main>{body}</main><div id="live" class="words" aria-live="polite"></div><script>{_asset("deck.js")}</script></body></html>\n'
    )


def _slide(page: Page, number: int, writer: PageWriter) -> str:
    """A section with the drawing, which assistive technology passes over, and the words."""
    drawing = writer.svg(page, number).replace("<svg ", '<svg aria-hidden="true" ', 1)
    drawing = drawing.replace("<image href=", "<use href=").replace(' preserveAspectRatio="none"/>', "/>")
    hidden = " data-hidden" if page.hidden else ""
    label = escape(f"{number}. {page.title}")
    words = "".join(_words(page.boxes, page.title))
    return f'<section class="slide" id="{escape(page.id)}" aria-label="{label}"{hidden}>{drawing}<div class="words">{words}</div></section>\n'


def _words(boxes: tuple[Box, ...], title: str) -> Iterator[str]:
    """What a page says, in its order: the title first."""
    yield f"<h2>{escape(title, quote=False)}</h2>"
    yield from _read(boxes)


def _read(boxes: tuple[Box, ...]) -> Iterator[str]:
    for box in boxes:
        if isinstance(box, Table):
            rows = [[" ".join(p.text for p in cell.paragraphs) for cell in row] for row in box.rows]
            yield "<table>" + "".join(_row(row, "th" if n == 0 else "td") for n, row in enumerate(rows)) + "</table>"
        elif isinstance(box, Text):
            if box.role != "title":
                yield from (f"<p>{escape(p.text, quote=False)}</p>" for p in box.paragraphs if p.text.strip())
        elif box.alt:
            yield f"<p>{escape(box.alt, quote=False)}</p>"
        elif isinstance(box, Group):
            yield from _read(box.boxes)


def _row(cells: list[str], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell, quote=False)}</{tag}>" for cell in cells) + "</tr>"


def _media(media: Media) -> str:
    """A picture of one unit's size, for every place where it is used."""
    return f'<symbol id="{_id(media.key)}" viewBox="0 0 1 1" preserveAspectRatio="none"><image href="{data_uri(media)}" width="1" height="1" preserveAspectRatio="none"/></symbol>'


def data_uri(media: Media) -> str:
    """The picture as an address that contains it."""
    return f"data:{media_type(media.ending)};base64,{base64.b64encode(media.data).decode()}"


def media_type(ending: str) -> str:
    """The media type of a picture's file."""
    return f"image/{_KINDS.get(ending, ending)}"


def _id(key: str) -> str:
    return f"media-{key}"


def _link(target: str) -> str:
    return target


def _asset(name: str) -> str:
    return files("podium.backends.svg").joinpath(name).read_text("utf-8")
