"""Every slide as an SVG file of its own.

In: a scene. Out: the name and the text of each file, with the fonts and pictures that it needs inside. A slide is shown
as after its last click.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from podium.backends.drawing.names import page_names
from podium.backends.svg.fonts import font_faces
from podium.backends.svg.html import data_uri
from podium.backends.svg.page import PageWriter, style_of
from podium.scene.boxes import Scene, lasting
from podium.typesetting.fonts import Face

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<!-- podium -->\n'
_STYLE = "/* style */"  # of a page that is drawn before all fonts are known


def page_files(scene: Scene) -> Iterator[tuple[str, str]]:
    """(name, text) of each slide."""
    href = {key: data_uri(media) for key, media in scene.media.items()}
    letters: defaultdict[Face, set[str]] = defaultdict(set)  # every file has the same fonts, which are cut once
    drawn = []
    for number, page in enumerate(scene.pages, 1):
        writer = PageWriter(scene, href.__getitem__, lambda target: "" if target.startswith("#") else target)
        shown = page._replace(boxes=tuple(lasting(page.boxes)))
        drawn.append((writer.svg(shown, number, _STYLE), list(writer.letters)))
        for face, some in writer.letters.items():
            letters[face] |= some
    for name, (text, faces) in zip(page_names(scene, "svg"), drawn, strict=True):
        style = font_faces({face: letters[face] for face in faces}) + style_of(scene)
        yield name, f"{_HEAD}{text.replace(_STYLE, style, 1)}\n"
