"""Excel number formats for the labels and axes of native charts.

In: a quantity or a unit, and a language. Out: a format that shows the number as `format_quantity` does, so that the
label still follows when the data are edited in PowerPoint.
"""

from __future__ import annotations

from dataclasses import replace

from podium.languages.numbers import numbers
from podium.outline.quantities import Quantity, format_quantity
from podium.series.values import is_unit_sign

_EXACT_LIMIT = 1e9  # `_grouped` divides thousands no further


def label_format(q: Quantity, lang: str, lead: str = "") -> str:
    """The number format that shows the number as `format_quantity` does, "" if there is none; `lead` is the space
    between the label and its bar.

    The thousands separator is a literal, since for the general one PowerPoint puts the reader's own: "38.000" on a
    German computer would be another number in an English lecture.
    """
    if q.best is None or q.kind == "range" or abs(q.best) >= _EXACT_LIMIT:
        return ""
    number = format_quantity(replace(q, kind="exact", unit=""), lang)
    before, found, after = format_quantity(q, lang).partition(number)
    if not found or '"' in before + after:
        return ""
    before, after = (before, after + lead) if q.best < 0 else (lead + before, after)
    before, after = (f'"{part}"' if part else "" for part in (before, after))
    if q.best != int(q.best):
        digits = len(repr(abs(q.best)).partition(".")[2])
        fits = numbers(lang).decimal == "." and q.best > 0 and abs(q.best) < 1000 and "e" not in repr(q.best)
        return f"{before}0.{'0' * digits}{after}" if fits else ""
    return _grouped(before, after, numbers(lang).thousands, q.best)


def _grouped(before: str, after: str, sign: str, value: float) -> str:
    """A format for whole numbers below 10⁹ with `sign` between thousands, whatever they are edited to."""
    million, thousand, small = f"#\\{sign}###\\{sign}##0", f"#\\{sign}##0", "0"
    if value >= 0:
        return f"[>=1000000]{before}{million}{after};[>=1000]{before}{thousand}{after};{before}{small}{after}"
    digits = million if value <= -1e6 else thousand if value <= -1e3 else small
    return f'{before}{digits}{after};{before}"−"{digits}{after}'


def axis_format(lang: str, unit: str, low: float = 0.0) -> str:
    """The number format of an axis that begins at `low`: with the language's thousands separator, and with a unit that
    is a sign.

    Below zero the separator is the reader's own, because a format has at most two conditions.
    """
    if low < 0:
        after = f'"{unit}"' if is_unit_sign(unit) else ""
        large = f"[>=1000]#\\{numbers(lang).thousands}##0{after}"
        return f'{large};[<0]"−"#,##0{after};General{after}' if low <= -5 else f"General{after}"
    whole = label_format(Quantity("", 0.0, 0.0, 0.0, "exact", unit if is_unit_sign(unit) else ""), lang)
    return whole[::-1].replace("0", "lareneG", 1)[::-1]  # below 1,000 also fractions, which logarithmic axes have
