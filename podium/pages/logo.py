"""The institution's mark, drawn once on the master and the layouts.

In: the deck's `logo`, its pictures, its theme. Out: a `Logo` for the template; None if there is none, with the findings
of any picture. Where the rim of the mark would be lost on a ground (black letters on a dark page), it gets a panel.
"""

from __future__ import annotations

import io

from podium.layout.stage import Stage
from podium.outline import inline
from podium.pages import section_colour
from podium.scene.masters import Logo, logo_place
from podium.themes import contrast, luminance

_LEAST, _SHARE = 3.0, 0.6  # contrast of the rim's pixels with the ground, and how many of them must have it
_OPAQUE, _OWN_GROUND = 128, 0.9  # alpha that counts as seen; the share of seen pixels at which a mark is its own ground
_SIDE = 128  # pixels a side that are looked at


def find(stage: Stage) -> Logo | None:
    """The deck's logo."""
    logo = stage.deck.logo
    if logo is None:
        return None
    owner, key = (logo, "file") if logo.tree is not None else (stage.deck, "logo")
    found = stage.pictures.find(logo.file, owner, key=key, meanwhile="no slide has it")
    if found is None:
        return None
    shown = logo_place(stage.layouts["cover"], stage.grid, found.aspect)
    stage.pictures.warn_if_coarse(found, shown, logo.file, owner, key=key)
    rim = _rim(stage.pictures.media[found.key].data)
    grounds = {layout.ground for layout in stage.layouts.values()}
    panels = {g: panel for g in sorted(grounds) if (panel := _panel(rim, g or "ground", stage))}
    dividers = (panel for g in section_colour.grounds(stage) if (panel := _panel(rim, g, stage)))
    if panel := next(dividers, ""):  # they share a layout
        panels[stage.layouts["section"].ground] = panel
    return Logo(found.key, found.aspect, inline.plain(logo.alt) or stage.words.logo, panels)


def _panel(rim: list[str], ground: str, stage: Stage) -> str:
    """The role of the panel that the mark needs on a ground, "" for none."""
    rgb = stage.theme.rgb
    panel = "on" if luminance(rgb(ground)) < 0.18 else "ink"
    seen, better = (sum(contrast(p, rgb(role)) >= _LEAST for p in rim) for role in (ground, panel))
    return panel if seen < _SHARE * len(rim) and better > seen else ""


def _rim(data: bytes) -> list[str]:
    """The colours (`RRGGBB`) of the pixels at the rim of what is seen of a picture; [] if it brings its own ground."""
    from PIL import Image

    opened = Image.open(io.BytesIO(data))
    opened.draft("RGB", (_SIDE, _SIDE))
    image = opened.convert("RGBA")
    image.thumbnail((_SIDE, _SIDE), Image.Resampling.NEAREST)  # no colours that are not there
    width, height = image.size
    pixels = image.tobytes()
    seen = [alpha >= _OPAQUE for alpha in pixels[3::4]]
    if sum(seen) > _OWN_GROUND * len(seen):
        return []

    def is_rim(n: int) -> bool:
        x, y = n % width, n // width
        near = ((x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1))
        return any(not (0 <= i < width and 0 <= j < height and seen[j * width + i]) for i, j in near)

    return [pixels[4 * n : 4 * n + 3].hex().upper() for n, there in enumerate(seen) if there and is_rim(n)]
