"""Outlines as somebody might leave them: mutated at random, for tests that nothing is lost."""

from __future__ import annotations

import random


def mutated(text: str, chance: random.Random) -> str:
    """The outline with keys shuffled, comments and blank lines put in, and lines dropped or indented anew."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(lines))
        what = chance.randrange(8)
        if what < 3:
            indent = chance.choice(["", "  ", "    ", "      ", "          "])
            lines.insert(at, f"{indent}# remark {chance.randrange(99)}{chance.choice(['', ' ', '  '])}")
        elif what == 3:
            lines.insert(at, chance.choice(["", "   "]))
        elif what == 4:
            lines[at] += "  # beside"
        elif what == 5 and at + 1 < len(lines):
            lines[at], lines[at + 1] = lines[at + 1], lines[at]
        elif what == 6:
            start, size = chance.randrange(len(lines)), chance.randint(1, 6)
            block = lines[start : start + size]
            del lines[start : start + size]
            lines[at:at] = block
        elif what == 7:
            lines[at] = lines[at].replace("|", chance.choice(["|+", "|-", ">", ">+"]), 1)
    return "\n".join(lines)
