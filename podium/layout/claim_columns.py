"""Claims in columns under an exhibit that takes the whole width: each under a hairline, its proof below it.

In: a few items without lists below them. Out: boxes, or none if the words are too long to stand there.
"""

from __future__ import annotations

from collections.abc import Sequence

from podium.layout.stage import Stage
from podium.outline.fields import Item
from podium.scene import type_scale as scale
from podium.scene.boxes import Box
from podium.scene.units import Rect, inches, points
from podium.typesetting.text import draft

MOST = 4
_GAP = inches(0.4)  # between columns
_PAD, _PROOF_GAP = 12.0, 4.0  # pt below the hairline and above the proof
_CLAIM, _PROOF = scale.POINT.but(size=30.0, floor=22.0), scale.BODY.but(size=26.0, floor=20.0)
_ALONE = 36.0  # pt: the size of claims without proofs


def claim_columns(items: Sequence[Item], rect: Rect, stage: Stage, *, reveal: bool = False) -> list[Box]:
    """The columns, in type as large as fits; all proofs begin at one height. [] if they do not fit."""
    if not 1 <= len(items) <= MOST or any(i.below for i in items):
        return []
    compose = stage.compose
    claim = _CLAIM if any(i.proof for i in items) else _CLAIM.but(size=_ALONE)
    claims = [draft(i.text, claim) for i in items]
    proofs = [draft(i.proof, _PROOF) if i.proof else None for i in items]
    every = [*claims, *(p for p in proofs if p)]
    width = (rect.w - (len(items) - 1) * _GAP) // len(items)
    column = rect._replace(w=width).width_pt
    for shrink in range(compose.shrink_range(every) + 1):
        upper = max(compose.height([c], column, shrink) for c in claims)
        lower = max((compose.height([p], column, shrink) + _PROOF_GAP for p in proofs if p), default=0.0)
        if _PAD + upper + lower <= rect.height_pt and not compose.breaks_words(every, column, shrink):
            break
    else:
        return []
    boxes: list[Box] = []
    top, below = rect.y + points(_PAD), rect.y + points(_PAD + upper + _PROOF_GAP)
    for n, (said, proof) in enumerate(zip(claims, proofs, strict=True)):
        x, step = rect.x + n * (width + _GAP), n + 1 if reveal else 0
        boxes.append(stage.rule(x, rect.y, width, step=step))
        where = Rect(x, top, width, points(upper) + 1)
        boxes.append(stage.text(f"Claim {n + 1}", where, compose.sized([said], shrink), role=f"claim{n}", step=step))
        if proof:
            where = Rect(x, below, width, rect.bottom - below)
            sized = compose.sized([proof], shrink)
            boxes.append(stage.text(f"Proof {n + 1}", where, sized, role=f"proof{n}", step=step))
    return boxes
