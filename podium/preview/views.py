"""Pages as a browser gets them.

In: scenes, one after the other. Out: a `View` of each page: its SVG with two digests (of all, and of all but its
number), the places in the outline that its parts refer to, and what is said about it; pictures by addresses that change
with their content. A page whose map or figure is being drawn shows the old one.
"""

from __future__ import annotations

import hashlib
import pickle
import re
from collections import Counter
from typing import Any, NamedTuple

from podium.backends.svg.fonts import whole_faces
from podium.backends.svg.html import media_type
from podium.backends.svg.page import PageWriter, style_of
from podium.layout.later import WAITING
from podium.scene.boxes import Box, Page, Scene, lasting

_NUMBER = re.compile(r'<g data-name="Slide number".*?</g></g>|<g data-name="Slide number".*?</g>|(?<=["(#])p\d+-(?=\d)')
_PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
Place = tuple[int, int] | tuple[int, int, str]


class View(NamedTuple):
    """A page; `part` is (2, 3) for the second of the three pages of a slide; `waiting`: something is being drawn."""

    id: str
    title: str
    svg: str
    digest: str
    core: str
    section: int
    hidden: bool
    generated: bool
    seconds: float
    part: tuple[int, int]
    waiting: bool
    at: Place | None
    places: tuple[Place, ...]

    def as_dict(self) -> dict[str, Any]:
        """For the browser, without its SVG."""
        return {name: value for name, value in self._asdict().items() if name != "svg"}


class _Painted(NamedTuple):
    """What a page of these boxes looks like: its SVG with the digests and places, and the pictures that it asked for,
    each with the address that it got."""

    svg: str
    digest: str
    core: str
    places: tuple[Place, ...]
    stands_in: bool  # something on it stands in for what is still being drawn
    asked: tuple[tuple[str, str], ...]


class Viewer:
    """Makes the views of one deck; `media` are the pictures of the latest, by name: their bytes and type. A page whose
    boxes are those of the pass before is not painted again."""

    def __init__(self) -> None:
        self.media: dict[str, tuple[bytes, str]] = {}
        self._painted: dict[bytes, _Painted] = {}  # by digest of all that is painted
        self._figures: dict[tuple[str, int], str] = {}  # by page and number: their latest addresses
        self._digests: dict[str, tuple[bytes, str]] = {}  # of the bytes of figures
        self._boxes: dict[int, tuple[Box, bytes]] = {}  # by identity, those of the latest pass with their digests

    def views(self, scene: Scene) -> list[View]:
        """A view of each page."""
        self.media, figures, page_id, count, missing = {}, {}, "", 0, 0

        def href(key: str) -> str:
            nonlocal count, missing
            found = scene.media.get(key)
            is_figure = key.removesuffix("-svg") in scene.figures
            count += is_figure
            if found is None:
                missing += 1
                address = self._figures.get((page_id, count), _PIXEL)
            else:
                name = self._named(key, found.data) if is_figure else key
                self.media[name] = (found.data, media_type(found.ending))
                address = f"media/{name}"
            if is_figure:
                figures[page_id, count] = address
            return address

        asked: list[tuple[str, str]] = []

        def noted(key: str) -> str:
            asked.append((key, href(key)))
            return asked[-1][1]

        writer = PageWriter(scene, noted, lambda target: "", by_number=True)
        in_all, so_far = Counter(page.slide for page in scene.pages), Counter[str]()
        made, painted, look = list[View](), dict[bytes, _Painted](), _ground_of(scene)
        boxes: dict[int, tuple[Box, bytes]] = {}
        for number, page in enumerate(scene.pages, 1):
            page_id, count, asked = page.id, 0, []
            for box in page.boxes:
                boxes[id(box)] = self._boxes.get(id(box)) or (box, _box_digest(box))
            name = _name_of(page, number, look, b"".join(boxes[id(box)][1] for box in page.boxes))
            known, before = self._painted.get(name), missing
            if known is None or any(href(key) != address for key, address in known.asked):
                count, missing = 0, before
                svg = writer.svg(page._replace(boxes=tuple(lasting(page.boxes))), number)
                stands_in = f'data-name="{WAITING}' in svg
                core, places = _digest(re.sub(_NUMBER, "", svg).encode()), tuple(map(plainly, writer.places))
                known = _Painted(svg, _digest(svg.encode()), core, places, stands_in, tuple(asked))
            painted[name] = known
            so_far[page.slide] += 1
            waiting = missing > before or known.stands_in
            made.append(_view(page, known, waiting, (so_far[page.slide], in_all[page.slide])))
        self._painted, self._boxes = painted, boxes
        self._figures = figures
        if missing == 0:
            self._digests = {key: kept for key, kept in self._digests.items() if key in scene.media}
        return made

    def _named(self, key: str, data: bytes) -> str:
        """A name for a figure that changes with its bytes: its key is the same while a script's text changes."""
        known = self._digests.get(key)
        if known is None or known[0] is not data:
            known = self._digests[key] = (data, _digest(data))
        return known[1]


def _view(page: Page, painted: _Painted, waiting: bool, part: tuple[int, int]) -> View:
    return View(
        page.id, page.title, painted.svg, painted.digest, painted.core, page.section, page.hidden, page.generated,
        round(page.seconds, 1), part, waiting, _with_file(page.place), painted.places,
    )  # fmt: skip


def _ground_of(scene: Scene) -> bytes:
    """What all pages are painted with."""
    theme, template = scene.theme, scene.template.digest if scene.template is not None else ""
    tokens = sorted(theme.tokens.items())
    return repr((theme.name, theme.major, theme.minor, tokens, scene.grid, scene.logo, template)).encode()


def _name_of(page: Page, number: int, look: bytes, boxes: bytes) -> bytes:
    """A digest of all that the painting of a page depends on but the bytes of its pictures; `boxes` are the digests of
    its boxes."""
    drawn = pickle.dumps((number, page.layout, page.title, page.ground), protocol=5)
    return hashlib.blake2b(look + drawn + boxes, digest_size=20).digest()


def _box_digest(box: Box) -> bytes:
    """A digest of a box. It is not made again while there is the box: nothing changes once layout has made it."""
    return hashlib.blake2b(pickle.dumps(box, protocol=5), digest_size=20).digest()


def plainly(place: tuple[int, int]) -> Place:
    """A place with the name of its file, if it is not the outline's own."""
    file = getattr(place, "file", "")
    return (place[0], place[1], file) if file else (place[0], place[1])


def _with_file(place: tuple[int, int] | None) -> Place | None:
    return plainly(place) if place else None


def look_of(scene: Scene) -> dict[str, Any]:
    """What all pages share: style sheet, proportions, ground."""
    style = whole_faces(lambda name: f"fonts/{name}") + style_of(scene)
    grid = scene.grid
    return {"style": style, "ratio": round(grid.width / grid.height, 5), "ground": f"#{scene.theme.rgb('ground')}"}


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=12).hexdigest()
