"""Round steps for axes, and when an axis must be logarithmic.

In: the numbers that an axis must hold. Out: the distance between two ticks, as 1, 2 or 5 times a power of ten.
"""

from __future__ import annotations

import math

_STEPS = (1, 2, 5, 10)
_LOG_RATIO = 1000  # the largest value divided by the smallest


def nice_step(low: float, high: float) -> float:
    """The distance between grid lines from `low` to `high`, for about five of them."""
    raw = (high - low) / 5 or 1.0
    return float(_rounded_up(raw, 0.999))


def step_for(end: float, most: int) -> float:
    """A step with at most `most` steps from zero to `end`."""
    least = end / max(1, most)
    return _rounded_up(least, 1 - 1e-9) if least > 0 else 1.0


def count_step(least: float) -> float:
    """The step for things that are counted: `least` rounded up, never less than 1."""
    return 1.0 if least <= 1 else float(_rounded_up(least, 0.999))


def _rounded_up(value: float, tolerance: float) -> float:
    """The round number that is not below `value`, or so little that `tolerance` times it is not."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(step for step in _STEPS if step * power >= value * tolerance) * power


def needs_log(low: float, high: float) -> bool:
    """Whether values from `low` to `high` lie so far apart that only a logarithmic axis shows them all."""
    return low > 0 and high / low > _LOG_RATIO
