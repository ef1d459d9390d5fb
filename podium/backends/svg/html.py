"""The deck as one HTML file, which presents it and needs no network and no other file.

In: a scene. Out: the text of the file: every slide as SVG and as a part of an article; fonts and pictures inside, each
once; the style sheets and scripts of `assets/`. Without scripts the article is shown.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping, Sequence
from hashlib import blake2b, sha256
from html import escape
from importlib.resources import files
from typing import Any

from podium import languages
from podium.backends.svg.article import article, drawing
from podium.backends.svg.fonts import font_faces
from podium.backends.svg.links import address, slide_id
from podium.backends.svg.page import PageWriter, style_of
from podium.backends.svg.recordings import clips, plays
from podium.backends.svg.shrink import shrunk
from podium.languages.remarks import label
from podium.scene.boxes import Media, Page, Scene
from podium.scene.speech import CUE
from podium.scene.units import EMU_PER_PT

_KINDS = {"jpg": "jpeg", "svg": "svg+xml"}
_NEEDLESS = re.compile(' (?:data-place="[0-9:]*"|xml:space="preserve")>')  # the style sheet keeps blanks
_STYLES = ("slides", "show", "desk", "print", "read")
# Each script sees what those before it define.
_SCRIPTS = (
    "about", "store", "dom", "server", "slides", "state", "link", "live", "timer", "flight", "shown", "overview", "screen", "pointer", "ink",
    "zoom", "countdown", "recordings", "actions", "notes", "pace", "times", "desk", "bar", "keys", "hands", "start",
)  # fmt: skip
_FOR_WINDOWS = {"start": ("phones", "start")}  # scripts in the place of others, where phones are let in
_FOR_PHONES = {"link": ("remote",), "start": ("phone",)}
_FIRST = 'document.documentElement.className="js"'  # before anything is painted
_POLICY = "default-src 'none'; img-src data:; font-src data:; media-src blob:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def deck_html(
    scene: Scene, notes: bool = False, server: Mapping[str, Any] | None = None, is_phone: bool = False
) -> str:
    """The whole file; without `notes` none of them is in it. If a `server` sends it, that is what it tells the page;
    `is_phone`: it follows a window of the same page elsewhere, and plays nothing."""
    writer = PageWriter(scene, lambda key: f"#{_id(key)}", address)
    flying = _flying(scene.pages)
    body = "".join(_slide(page, n, writer, n in flying) for n, page in enumerate(scene.pages, 1))
    media = "".join(_media(shrunk(m, writer.shown[key])) for key, m in scene.media.items() if key in writer.shown)
    defs = f'<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs>{media}</defs></svg>' if media else ""
    wide, high = (round(v / EMU_PER_PT, 2) for v in (scene.grid.width, scene.grid.height))
    ratio = f":root{{--wide:{wide};--high:{high};--ratio:{wide / high:.5f};--ground:#{scene.theme.rgb('ground')}}}"
    styles = (*_STYLES, "phone") if is_phone else _STYLES
    style = ratio + font_faces(writer.letters) + style_of(scene) + "".join(_asset(f"{name}.css") for name in styles)
    other = _FOR_PHONES if is_phone else _FOR_WINDOWS if server and "links" in server else {}
    names = [name for of in _SCRIPTS for name in other.get(of, (of,))]
    script = f'(()=>{{"use strict";\n{"".join(_asset(f"{name}.js") for name in names)}}})();'
    scripts = " ".join(f"'sha256-{base64.b64encode(sha256(s.encode()).digest()).decode()}'" for s in (_FIRST, script))
    about = _about(scene, notes, server, blake2b(body.encode(), digest_size=9).hexdigest())
    policy = f"{_POLICY}; connect-src 'self'" if server is not None else _POLICY
    return (
        f'<!doctype html>\n<html lang="{escape(scene.lang)}" class="reads"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}; script-src {scripts}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="generator" content="podium">'
        f"<title>{escape(scene.title, quote=False)}</title><style>{style}</style><script>{_FIRST}</script></head><body>{defs}"
        f'<main>{body}</main><div id="_live" class="words" aria-live="polite"></div>'
        f'{"" if is_phone else clips(scene)}<script type="application/json" id="_about">{about}</script><script>{script}</script></body></html>\n'
    )


def _about(scene: Scene, notes: bool, server: Mapping[str, Any] | None, digest: str) -> str:
    """What the scripts know of the deck, as JSON that no tag can end."""
    words = languages.of(scene.lang).slides
    found: dict[str, Any] = {
        "digest": digest, "title": scene.title, "minutes": scene.minutes, "sections": scene.sections,
        "in": [page.section for page in scene.pages], "seconds": [round(page.seconds, 2) for page in scene.pages],
        "of": ["" if page.generated else page.slide for page in scene.pages],
        "words": {"slide": words.slide, "overview": words.overview}, "cue": CUE,
    }  # fmt: skip
    if says := languages.presenter(scene.lang):
        found["says"] = says
    if scene.clips:
        found["plays"] = plays(scene)
    if server is not None:
        found["server"] = server
    if notes:
        found["notes"] = [page.notes for page in scene.pages]
        found["remarks"] = [_remarks(page.notes, scene.lang) for page in scene.pages]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _remarks(notes: str, lang: str) -> list[int]:
    """For each paragraph of notes how many letters the label of a remark has; 0 for speech."""
    return [len(label(line, lang).rstrip()) for line in notes.split("\n") if line.strip()]


def _flying(pages: Sequence[Page]) -> set[int]:
    """The numbers of the pages that morph into the next, or the one before into them."""
    found, before = set[int](), 0
    for n, page in enumerate(pages, 1):
        found |= {n, before} if page.transition == "morph" else set()
        before = before if page.hidden else n
    return found


def _slide(page: Page, number: int, writer: PageWriter, flies: bool) -> str:
    """A section with the drawing, which assistive technology passes over, and the words."""
    drawn = _used(writer.svg(page, number, flies=flies).replace("<svg ", '<svg aria-hidden="true" ', 1))
    drawn = _NEEDLESS.sub(">", drawn)
    drawn = drawn.replace("<a href=", '<a tabindex="-1" href=')  # those among the words are in the order of the Tab key
    about = f' data-kind="{page.layout}"'
    about += f' data-transition="{page.transition}"' if page.transition else ""
    about += " data-hidden" if page.hidden else ""
    about += _cut(page, writer.scene)
    id, label = escape(slide_id(page.id)), escape(f"{number}. {page.title}")
    words = article(page, 3 if writer.scene.sections else 2, lambda box: _used(writer.alone(box)))
    link = f'<a class="permalink" href="#{id}">{escape(languages.of(writer.scene.lang).slides.slide)} {number}</a>'
    return (
        f'<section class="slide" id="{id}" aria-label="{label}"{about}>'
        f'{drawn}<div class="words">{words}{link}</div></section>\n'
    )


def _used(drawn: str) -> str:
    """The drawing with pictures that are in the file once."""
    return drawn.replace("<image href=", "<use href=").replace(' preserveAspectRatio="none"/>', "/>")


def _cut(page: Page, scene: Scene) -> str:
    """Where on the slide a map or chart stands, in points, for an article that shows no more of it."""
    area = drawing(page)
    if area is None:
        return ""
    left, top = max(0, area.x), max(0, area.y)
    right, bottom = min(scene.grid.width, area.right), min(scene.grid.height, area.bottom)
    sizes = zip("xywh", (left, top, right - left, bottom - top), strict=True)
    return f' data-cut style="{";".join(f"--{name}:{value / EMU_PER_PT:.1f}" for name, value in sizes)}"'


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
    return f"_media-{key}"


def _asset(name: str) -> str:
    return files("podium.backends.svg").joinpath("assets", name).read_text("utf-8")
