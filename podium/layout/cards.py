"""Cards: two to four short claims on panels of one size, side by side or two by two.

In: claims with their proofs and, if each has one, the figure or date that it begins with. Out: boxes over the whole
height, or none if the words are too long for cards. Claims and proofs of a row begin at one height.
"""

from collections.abc import Sequence
from itertools import chain
from math import fsum
from typing import NamedTuple

from podium.layout.stage import Stage
from podium.scene import type_scale as scale
from podium.scene.boxes import Box, Shape, Text
from podium.scene.grid import CONTENT_BOTTOM, OPTICAL_MIDDLE
from podium.scene.type_scale import Style
from podium.scene.units import EMU_PER_PT, Rect, inches, points
from podium.typesetting.text import Draft, descent, draft, plain_draft

MOST = 4  # cards of one slide
_GAP = inches(0.25)
_BAR = points(5)
_PAD = 18.0  # pt
_BASELINE = 0.79  # of the line pitch: how far the baseline is below the top of the line
_LEADS = (104.0, 80.0, 60.0)  # sizes of numerals, pt
_LEAD_FLOOR = 36.0  # of a figure or date
_SIDE = 58.0  # pt: the column of a numeral that stands beside its claim
_LEAD_GAP, _PROOF_GAP = 2.0, 8.0  # pt above the claim and above the proof; the end of a numeral's line is far from it
_CLOSER = 4  # pt by which the size of proofs may come closer to that of claims
_FOOT = inches(0.15)  # cards end so much above the grid's foot, or else they would stand on the footer's rule


class Card(NamedTuple):
    """What stands on a card; without a `figure` it is numbered."""

    claim: str
    proof: str = ""
    figure: str = ""


class _Plan(NamedTuple):
    """The sizes of a set of cards: drafts at their final sizes, and what each row of cards needs (pt)."""

    lead: float
    claims: list[Draft]
    proofs: list[Draft | None]
    claim_h: list[float]  # of each row
    need: list[float]  # of each row
    mean: float  # what a card needs on average


def cards(shown: Sequence[Card], rect: Rect, stage: Stage, across: int, *, reveal: bool = False) -> list[Box]:
    """The cards in rows of `across`, the whole `rect` high; [] if they do not fit."""
    rect = rect._replace(h=min(rect.h, CONTENT_BOTTOM - _FOOT - rect.y))
    areas = _areas(len(shown), across, rect)
    numbered = not all(c.figure for c in shown)
    beside = numbered and len(shown) > across  # a numeral at the left of its claim
    inner = areas[0].w / EMU_PER_PT - 2 * _PAD
    width = inner - _SIDE if beside else inner
    room = areas[0].height_pt - _BAR / EMU_PER_PT - 2 * _PAD
    if width <= 0 or room <= 0:
        return []
    leads = _leads(shown, inner, stage, numbered)
    plan = None
    for n, lead in enumerate(leads, 1):
        plan = plan or _plan(shown, across, width, room, 0.0 if beside else lead, stage, n < len(leads))
    if plan is None:
        return []
    if plan.lead == leads[-1] and not beside:  # small for a long word, not for want of height
        larger = (_plan(shown, across, width, room, lead, stage, False) for lead in leads[:-1])
        plan = next((p for p in larger if p and p.claims[0].style.size >= plan.claims[0].style.size), plan)
    boxes: list[Box] = []
    for n, (card, area) in enumerate(zip(shown, areas, strict=True)):
        boxes += _card(n, card, area, plan, n // across, beside, numbered, stage, n + 1 if reveal else 0)
    return boxes


def _areas(count: int, across: int, rect: Rect) -> list[Rect]:
    """Equal panels from left to right, row by row."""
    rows = -(-count // across)
    w, h = (rect.w - (across - 1) * _GAP) // across, (rect.h - (rows - 1) * _GAP) // rows
    return [Rect(rect.x + n % across * (w + _GAP), rect.y + n // across * (h + _GAP), w, h) for n in range(count)]


def _leads(shown: Sequence[Card], width: float, stage: Stage, numbered: bool) -> list[float]:
    """The sizes of numerals to try, the largest first; of figures, those at which the longest stays on one line."""
    if numbered:
        return list(_LEADS)
    widest = max(stage.compose.width(plain_draft(c.figure, _lead_style(_LEADS[0]))) for c in shown)
    most = min(_LEADS[0], int(_LEADS[0] * width / widest))
    return [
        s for s in dict.fromkeys((most, *(lead for lead in _LEADS if lead < most), 44.0)) if _LEAD_FLOOR <= s <= most
    ]


def _lead_style(size: float) -> Style:
    return scale.CLAIM_NUMERAL.but(size=size, floor=size, colour="accent.deep")


def _plan(
    shown: Sequence[Card], across: int, width: float, room: float, lead: float, stage: Stage, only_large: bool
) -> _Plan | None:
    """The largest sizes at which every row fits; None if none does.

    `only_large`: not with words much smaller than they may be, because a smaller lead comes first.
    """
    proven = any(c.proof for c in shown)
    claim = scale.POINT.but(size=34.0 if proven else 54.0 if len(shown) < 3 else 40.0, floor=24.0, pitch=1.12)
    proof = scale.BODY.but(size=28.0, floor=20.0)
    if not any(c.claim for c in shown):  # the figures are the claims
        proof = proof.but(size=34.0)
    claims = [draft(c.claim, claim) for c in shown]
    proofs = [draft(c.proof, proof) if c.proof else None for c in shown]
    every = [*claims, *(p for p in proofs if p)]
    rows = [range(n, min(n + across, len(shown))) for n in range(0, len(shown), across)]
    compose, head = stage.compose, lead and lead * scale.CLAIM_NUMERAL.pitch + _LEAD_GAP
    if lead and not (all(c.figure for c in shown) and any(c.claim for c in shown)):
        head += descent(lead)
    for shrink in range(3 if only_large else compose.shrink_range(every) + 1):
        if compose.breaks_words(every, width, shrink):
            continue
        claim_h = [
            max(compose.height([claims[n]], width, shrink) if shown[n].claim else 0.0 for n in row) for row in rows
        ]
        proof_h = [
            max((compose.height([p], width, shrink) + _PROOF_GAP for n in row if (p := proofs[n])), default=0.0)
            for row in rows
        ]
        above = head or _drop(claims[0], shrink, stage)
        need = [above + c + p for c, p in zip(claim_h, proof_h, strict=True)]
        if max(need) <= room:
            heads = [above + c for c in claim_h]
            sized, proof_h = _sized_proofs(proofs, rows, [room - h for h in heads], width, shrink, stage)
            needs = [[h + proof_h[n] for n in row] for h, row in zip(heads, rows, strict=True)]
            mean = fsum(chain.from_iterable(needs)) / len(shown)
            return _Plan(lead, compose.sized(claims, shrink), sized, claim_h, [max(row) for row in needs], mean)
    return None


def _sized_proofs(
    proofs: Sequence[Draft | None], rows: Sequence[range], rooms: Sequence[float], width: float, most: int, stage: Stage
) -> tuple[list[Draft | None], list[float]]:
    """The proofs as large as the room (pt) of every row allows, at a shrink of `most` at most; and what each needs.

    Claims may have had to be smaller for a long word; proofs stay plainly smaller than they.
    """
    compose = stage.compose
    for shrink in range(max(0, most - _CLOSER), most + 1):
        heights = [compose.height([p], width, shrink) + _PROOF_GAP if p else 0.0 for p in proofs]
        fits = all(heights[n] <= room for row, room in zip(rows, rooms, strict=True) for n in row)
        if fits and not compose.breaks_words([p for p in proofs if p], width, shrink):
            break
    return [compose.sized([p], shrink)[0] if p else None for p in proofs], heights


def _drop(claim: Draft, shrink: int, stage: Stage) -> float:
    """How far (pt) a claim begins below the top of the numeral at its left, on the same baseline."""
    return max(0.0, (_LEADS[-1] - stage.compose.pitch(claim, shrink)) * _BASELINE)


def _card(
    n: int, card: Card, area: Rect, plan: _Plan, row: int, beside: bool, numbered: bool, stage: Stage, step: int
) -> list[Box]:
    """One panel with its rule, numeral or figure, claim and proof."""
    inner = area.below(_BAR).inset(points(_PAD))
    boxes: list[Box] = [
        Shape(name=f"Card {n + 1}", rect=area, fill="panel", step=step),
        Shape(name=f"Card rule {n + 1}", rect=area.top(_BAR), fill="accent", step=step),
    ]
    inner = inner.below(points(_above(plan, inner.height_pt)))
    lead = plan.lead or _LEADS[-1]
    lead_h = lead * scale.CLAIM_NUMERAL.pitch
    style, words, y, claim_h = _lead_style(lead), [plan.claims[n]] if card.claim else [], inner.y, plan.claim_h[row]
    if numbered:
        box = inner.top(points(lead_h + descent(lead)) + 1)
        paragraphs = stage.compose.set([plain_draft(str(n + 1), style)], box.width_pt)
        box = box._replace(w=points(_SIDE)) if beside else box
        boxes.append(Text(name=f"Numeral {n + 1}", rect=box, paragraphs=paragraphs, step=step))
    if beside:  # numeral and claim on one line
        inner = Rect(inner.x + points(_SIDE), inner.y, inner.w - points(_SIDE), inner.h)
        y += points(_drop(plan.claims[n], 0, stage))
    elif numbered:
        y += points(lead_h + descent(lead) + _LEAD_GAP)
    else:  # the figure is a part of what the outline says, and so of the claim's placeholder
        words = [
            plain_draft(card.figure, style, place=getattr(card.claim, "place", None)),
            *(w.but(before=_LEAD_GAP) for w in words),
        ]
        claim_h = lead_h + (_LEAD_GAP + claim_h if claim_h else descent(lead))
    end = y + points(claim_h) + 1
    if words:
        rect = Rect(inner.x, y, inner.w, points(claim_h) + 1)
        boxes.append(stage.text(f"Claim {n + 1}", rect, words, role=f"claim{n}", step=step))
    if proof := plan.proofs[n]:
        top = end + points(_PROOF_GAP)
        rect = Rect(inner.x, top, inner.w, inner.bottom - top)
        boxes.append(stage.text(f"Proof {n + 1}", rect, [proof], role=f"proof{n}", step=step))
    return boxes


def _above(plan: _Plan, room: float) -> float:
    """The free height (pt) above the words of cards of that room: those of the average card are in the middle."""
    return min(max(0.0, room - max(plan.need)), max(0.0, room - plan.mean) * OPTICAL_MIDDLE)
