"""Number formats in Excel's syntax, as far as podium writes them, for the labels of axes.

In: a format and a number. Out: the text that a spreadsheet shows: whole numbers and fractions, with separators between
thousands, units in quotes, percent, dates, and sections with conditions.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from operator import ge, gt, le, lt

_CONDITION = re.compile(r"^\[(>=|<=|<|>)(-?[\d.]+)\]")
_TOKEN = re.compile(r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<general>General)|(?P<digit>[#0])|(?P<point>\.)|(?P<comma>,)'
                    r"|(?P<other>.)", re.DOTALL)  # fmt: skip
_DATED = re.compile(r"\[\$-\w+\](.*)")
_TESTS = {">=": ge, "<=": le, "<": lt, ">": gt}
_FIRST_DAY = date(1899, 12, 30)  # day 0 of a spreadsheet


def formatted(value: float, code: str, lang: str = "en") -> str:
    """The number as the format shows it; a day in the words of `lang`."""
    if found := _DATED.match(code):
        return _dated(value, found[1], lang)
    section, signed = _section(code, value)
    tokens = [(m.lastgroup or "", m[m.lastgroup or 0]) for m in _TOKEN.finditer(section)]
    if ("other", "%") in tokens:
        value *= 100
    point = next((n for n, (kind, _) in enumerate(tokens) if kind == "point"), len(tokens))
    decimals = sum(kind == "digit" for kind, _ in tokens[point:])
    whole, _, fraction = f"{abs(value):.{decimals}f}".partition(".")
    places = sum(kind == "digit" for kind, _ in tokens[:point])
    shown = _spread(whole, places)
    if any(kind == "comma" for kind, _ in tokens) and places:
        shown = ["" for _ in shown[:-1]] + [f"{int(whole):,}"]
    digits = iter([*shown, *fraction])
    out = ""
    for kind, text in tokens:
        if kind == "general":
            out += f"{abs(value):.10g}"
        elif kind == "digit":
            out += next(digits, "")
        elif kind != "comma":
            out += text
    return out if value >= 0 or signed else f"-{out}"


def _spread(whole: str, places: int) -> list[str]:
    """The digits of a whole number over so many places; the first takes all that are left over."""
    if not places:
        return []
    padded = whole.rjust(places)
    first = len(padded) - places + 1
    return [padded[:first].strip(), *(c.strip() for c in padded[first:])]


def _section(code: str, value: float) -> tuple[str, bool]:
    """The part of a format that is for the number, and whether it shows the sign of a negative one by itself."""
    sections = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code)
    for n, section in enumerate(sections):
        if found := _CONDITION.match(section):
            if _TESTS[found[1]](value, float(found[2])):
                return section[found.end() :], value < 0
        elif n == len(sections) - 1 or (n == 0 and value >= 0):
            return section, False
        elif n == 1 and value < 0 and not _CONDITION.match(sections[0]):
            return section, True
    return sections[-1], False


def _dated(serial: float, pattern: str, lang: str) -> str:
    """The day of a spreadsheet with that number, in the words of a language."""
    from babel.dates import format_date

    fields = pattern.replace("mmm", "MMM").replace("yyyy", "y")
    return format_date(_FIRST_DAY + timedelta(days=round(serial)), fields, locale=lang.replace("-", "_"))
