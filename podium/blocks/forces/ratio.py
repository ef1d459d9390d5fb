"""Two quantities compared in words: "four to one", "Soviets only", "about equal".

In: a `Quantity` of each of two sides. Out: a `Verdict`: who has more, and how many times as much; and its words.
Uncertain numbers have uncertain ratios: "about", "up to", "at least", or no words if nothing can be said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Literal

from podium import languages
from podium.outline.quantities import Quantity, format_quantity

_CLOSE = 0.04  # 1.95 is "two to one"
_NEARLY = 0.92  # 2.8 is "nearly three to one", 2.7 "over five to two"
_LEAST = 1.2  # below this, no simple ratio says more than who leads
_CLEAR = 2.0  # from here on, the ratio is given even for the side that usually has less
_FEW = ((5, 4), (4, 3), (3, 2), (2, 1), (5, 2))
_FIGURES = 100  # above this, a ratio has two significant figures

Hedge = Literal["ratio", "over", "nearly", "about", "at_least", "at_most"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`leader` is 0, 1, or None if neither leads; `times` is how many times as much it has, None without a ratio."""

    leader: int | None
    kind: Literal["ratio", "only", "leads", "equal", "about-equal", ""]
    hedge: Hedge = "ratio"
    step: tuple[int, int] = (1, 1)
    times: float | None = None


def compare(a: Quantity, b: Quantity) -> Verdict:
    """Which of two quantities is larger, and by how much."""
    if a.best is None or b.best is None or a.best == b.best == 0:
        return Verdict(None, "")
    if a.best == b.best:
        return Verdict(None, "equal" if a.is_exact and b.is_exact else "about-equal")
    leader = 0 if a.best > b.best else 1
    more, less = (a, b) if leader == 0 else (b, a)
    if less.best == 0:
        return Verdict(leader, "only" if less.is_exact else "")
    return _ratio(more, less, leader)


def _ratio(more: Quantity, less: Quantity, leader: int) -> Verdict:
    """The verdict on two positive numbers."""
    times = (more.best or 0.0) / (less.best or 1.0)
    at_least = more.low / less.high if more.low is not None and less.high else None
    at_most = more.high / less.low if more.high is not None and less.low else None
    if more.is_exact and less.is_exact:
        hedge, step = _said(times)
    elif at_least is not None and at_most is None:
        times, hedge = at_least, "at_least"
        step = _nearest(times, above=False)
    elif at_most is not None and at_least is None:
        times, hedge = at_most, "at_most"
        step = _nearest(times, above=True)
    else:
        hedge, step = "about", _nearest(times)
    if times >= _LEAST:
        return Verdict(leader, "ratio", hedge, step, times)
    if hedge == "at_most":
        return Verdict(None, "")
    if hedge == "about" or times <= 1 + _CLOSE:
        return Verdict(None, "about-equal")
    return Verdict(leader, "leads", times=times)


def _steps() -> Iterator[tuple[int, int]]:
    """The ratios that have words, ascending."""
    yield from _FEW
    yield from ((n, 1) for n in count(3))


def _around(times: float) -> tuple[tuple[int, int], tuple[int, int]]:
    """The last step that is not above the ratio (or the first step), and the next one."""
    if times >= _FIGURES:
        unit = 10 ** (len(str(int(times))) - 2)
        low = int(times) // unit * unit
        return (low, 1), (low + unit, 1)
    last = _FEW[0]
    for step in _steps():
        if step[0] / step[1] > times:
            return last, step
        last = step
    raise AssertionError("the steps have no end")


def _nearest(times: float, above: bool | None = None) -> tuple[int, int]:
    """The step closest to the ratio; with `above`, the closest that is not clearly below (or, if False, above) it."""
    low, high = _around(times)
    low_off, high_off = abs(times / (low[0] / low[1]) - 1), abs(high[0] / high[1] / times - 1)
    if above is True and low_off > _CLOSE:
        return high
    if above is False and high_off > _CLOSE:
        return low
    return low if low_off <= high_off else high


def _said(times: float) -> tuple[Hedge, tuple[int, int]]:
    """The step for an exact ratio, and how they differ."""
    low, high = _around(times)
    nearest = _nearest(times)
    if abs(times / (nearest[0] / nearest[1]) - 1) <= _CLOSE:
        return "ratio", nearest
    if times >= _NEARLY * high[0] / high[1]:
        return "nearly", high
    return "over", low


def verdict_text(verdict: Verdict, names: tuple[str, str], usual: int | None, lang: str) -> str:
    """The verdict in words, "" for none. A leader other than the `usual` one is named."""
    if verdict.kind in ("equal", "about-equal"):
        return _phrase(verdict.kind, "", lang)
    if verdict.leader is None or not verdict.kind:
        return ""
    name = names[verdict.leader]
    if verdict.kind == "only":
        return _phrase("only", name, lang)
    if verdict.kind == "leads" or (
        verdict.leader != usual and (verdict.times or 0) < _CLEAR and verdict.hedge != "at_most"
    ):
        return _phrase("leads", name, lang)
    phrase = _tied(_spoken(verdict.step, verdict.hedge, lang))
    return phrase if verdict.leader == usual else f"{name}: {phrase}"


def _tied(text: str) -> str:
    """The text with its last words tied by no-break spaces, so that no line is just "one"."""
    first, *rest = text.rsplit(" ", 2)
    return (
        "\u00a0".join([first, *rest]) if first.count(" ") or len(rest) < 2 else " ".join([first, "\u00a0".join(rest)])
    )


def _phrase(kind: str, name: str, lang: str) -> str:
    words = languages.of(lang).ratios
    if words is None:
        return {"equal": "=", "about-equal": "≈", "only": name, "leads": f"{name} >"}[kind]
    template = {"equal": words.equal, "about-equal": words.about_equal, "only": words.only, "leads": words.leads}[kind]
    if kind == "leads" and words.lead and _is_plural(name):
        template = words.lead
    return template.format(name)


def _is_plural(name: str) -> bool:
    """Whether an English name takes a plural verb, as "Soviets" and "Allies" do."""
    return name.endswith("s") and not name.endswith(("ss", "us", "is", "os"))


def _spoken(step: tuple[int, int], hedge: Hedge, lang: str) -> str:
    """A ratio in words up to twelve, and in figures above."""
    words = languages.of(lang).ratios
    n, m = step
    figures = [format_quantity(Quantity("", v, v, v, "exact"), lang) for v in (float(n), float(m))]
    if words is None:
        sign = {"ratio": "", "over": ">", "nearly": "≈", "about": "≈", "at_least": "≥", "at_most": "≤"}[hedge]
        return f"{sign}{figures[0]} : {figures[1]}"
    template = str(getattr(words, hedge))
    if not words.number(n):
        return template.format(n=figures[0], o=figures[0], m=figures[1])
    return template.format(n=words.number(n), o=words.inflected(n), m=words.second(m))
