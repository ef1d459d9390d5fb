"""Every slide as an SVG file of its own.

In: a scene. Out: the name and the text of each file, with the fonts and pictures that it needs inside. A slide is shown
as after its last click.
"""

from __future__ import annotations

from collections.abc import Iterator

from podium.backends.drawing.names import page_names
from podium.backends.svg.fonts import font_faces
from podium.backends.svg.html import data_uri
from podium.backends.svg.page import PageWriter, style_of
from podium.scene.boxes import Scene, lasting

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<!-- podium -->\n'


def page_files(scene: Scene) -> Iterator[tuple[str, str]]:
    """(name, text) of each slide."""
    href = {key: data_uri(media) for key, media in scene.media.items()}
    pages = [page._replace(boxes=tuple(lasting(page.boxes))) for page in scene.pages]
    every = PageWriter(scene, href.__getitem__)
    for number, page in enumerate(pages, 1):
        every.svg(page, number)  # for the letters: every file has the same fonts, which are cut once
    for number, (page, name) in enumerate(zip(pages, page_names(scene, "svg"), strict=True), 1):
        writer = PageWriter(scene, href.__getitem__, lambda target: "" if target.startswith("#") else target)
        writer.svg(page, number)
        faces = {face: every.letters[face] for face in writer.letters}
        yield name, f"{_HEAD}{writer.svg(page, number, font_faces(faces) + style_of(scene))}\n"
