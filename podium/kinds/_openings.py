"""The figures and dates that claims begin with, which a card shows large.

In: items. Out: cards with the figure apart from the rest of the claim, in the order of the outline's words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from podium.layout.cards import Card
from podium.outline import inline
from podium.outline.fields import Item
from podium.outline.nodes import Scalar

_COUNTED = re.compile(r"(\d)[.)]\s+(?=\S)")
_WORDS = 4  # of a date, at most
_LETTERS = 14  # of what can be large


def cards_of(items: Sequence[Item], lang: str) -> list[Card]:
    """The items as cards: each with its own figure if every one begins with one, else none. Numbers that count items
    are left to the cards."""
    plain = [Card(i.text, i.proof) for i in items]
    counted = [_COUNTED.match(i.text) for i in items]
    if [m and m[1] for m in counted] == [str(n) for n in range(1, len(items) + 1)]:  # as the cards do by themselves
        return [_apart(i, "", i.text[m.end() :]) for i, m in zip(items, counted, strict=True) if m]
    if not all(any(map(str.isdigit, i.text[:_LETTERS])) for i in items):
        return plain
    found = [_opening(i, lang) for i in items]
    return [card for card in found if card] if all(found) else plain


def _opening(item: Item, lang: str) -> Card | None:
    """The item with the figure or date that its claim begins with apart, None if it has none or is marked up."""
    from podium.blocks.number.hint import leading_figure
    from podium.outline.entries import is_date

    text = inline.plain(item.text)
    if text != str(item.text):  # stars and links would be cut in two
        return None
    words = text.split()
    for n in range(min(_WORDS, len(words)), 0, -1):
        start = " ".join(words[:n]).rstrip(",:;")
        if is_date(start, lang) and len(start) <= _LETTERS and any(map(str.isdigit, start)):
            return _apart(item, start, " ".join(words[n:]))
    figure = leading_figure(text, lang)
    if figure is None or len(figure.figure) > _LETTERS:
        return None
    return _apart(item, figure.figure, figure.rest)


def _apart(item: Item, figure: str, rest: str) -> Card:
    claim = Scalar(rest)
    if isinstance(item.text, Scalar):
        claim.place = item.text.place
    return Card(claim, item.proof, figure)
