"""Rows: each claim with its proof at the right, under hairlines over the whole height.

In: items that all have a proof. Out: boxes, or none if they are too long for one slide.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from podium.layout.stage import Stage
from podium.outline.fields import Item
from podium.scene import type_scale as scale
from podium.scene.boxes import Box
from podium.scene.units import Rect, points
from podium.typesetting.text import draft

MOST = 6  # rows for which the template has placeholders
_PAD = 12.0  # pt above and below the words of a row
_USUAL = 4  # pt of shrink at which claims should take one line: they get no more columns than that needs
_APART = 12.0  # pt, at least, from a claim to its proof, in addition to the gutter
_CLAIM, _PROOF = scale.POINT.but(size=34.0, floor=22.0), scale.BODY.but(size=30.0, floor=20.0)


def rows(items: Sequence[Item], rect: Rect, stage: Stage, *, reveal: bool = False) -> list[Box]:
    """The rows, as large as they fit; what room is left is shared among them. [] if they do not fit."""
    claims, proofs = [draft(i.text, _CLAIM) for i in items], [draft(i.proof, _PROOF) for i in items]
    compose = stage.compose
    wide = max(compose.width(c, _USUAL) for c in claims)
    split = next((n for n in (3, 4) if wide + _APART <= stage.grid.columns(1, n).width_pt), 5)
    left, right = stage.grid.columns(1, split), stage.grid.columns(split + 1, 12)
    for shrink in range(compose.shrink_range([*claims, *proofs]) + 1):
        heights = [
            2 * _PAD + max(compose.height([c], left.width_pt, shrink), compose.height([p], right.width_pt, shrink))
            for c, p in zip(claims, proofs, strict=True)
        ]
        broken = any(
            compose.breaks_words(drafts, column.width_pt, shrink)
            for drafts, column in ((claims, left), (proofs, right))
        )
        if fsum(heights) <= rect.height_pt and not broken:
            break
    else:
        return []
    more = (rect.height_pt - fsum(heights)) / len(heights)
    boxes: list[Box] = []
    y = float(rect.y)
    for n, height in enumerate(heights):
        step = n + 1 if reveal else 0
        top, room = round(y) + points(_PAD + more / 4), points(height + more * 3 / 4 - _PAD)
        boxes.append(stage.rule(rect.x, round(y), rect.w, "rule" if n == 0 else "hairline", step=step))
        for what, column, words in (("Claim", left, claims[n]), ("Proof", right, proofs[n])):
            where, sized = Rect(column.x, top, column.w, room), compose.sized([words], shrink)
            boxes.append(stage.text(f"{what} {n + 1}", where, sized, role=f"{what.lower()}{n}", step=step))
        y += points(height + more)
    boxes.append(stage.rule(rect.x, rect.bottom, rect.w, "rule"))
    return boxes
