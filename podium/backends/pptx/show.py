"""How PowerPoint plays a deck: by itself, over and over, from a slide on.

In: a `Show`. Out: what the presentation's properties and each slide's transition say of it (ECMA-376, 19.2.1.30 showPr
and 19.3.1.50 transition).
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Show(NamedTuple):
    """`auto`: each slide gives way after its time, and nothing waits for a click; `loop`: again from the beginning, until
    Esc; `first`: the number of the first slide, 1 for all; `plays`: the file opens as a show (.ppsx)."""

    auto: bool = False
    loop: bool = False
    first: int = 1
    plays: bool = False


USUAL = Show()


def properties(show: Show, count: int) -> str:
    """The element of the presentation's properties for a deck of `count` slides, "" for a usual show."""
    if not (show.auto or show.loop or show.first > 1):
        return ""
    loop = ' loop="1"' if show.loop else ""
    slides = f'<p:sldRg st="{show.first}" end="{count}"/>' if show.first > 1 else "<p:sldAll/>"
    return f'<p:showPr{loop} useTimings="{int(show.auto)}"><p:present/>{slides}</p:showPr>'


def timed(transition: str, seconds: float) -> str:
    """A slide's transition, "" for none, after which the next comes by itself when its time is over."""
    advance = f'advTm="{round(seconds * 1000)}"'
    if not transition:
        return f"<p:transition {advance}/>"
    return re.sub(r"<p:transition ", f"<p:transition {advance} ", transition)
