"""The scale of a chart's axis: its ends and the distance between its ticks, where the chart leaves them to the program.

In: an axis and the numbers on it. Out: a `Scale`. The rule is LibreOffice's (`ScaleAutomatism`): at most ten steps of
1, 2 or 5 times a power of ten, from zero if the smallest number is less than five sixths of the largest, and
one step more if the largest number nearly fills the last.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from podium.scene.charts import Axis

_MOST_STEPS = 10
_FROM_ZERO = 5 / 6
_NEAR = 1 / 20  # of a step: what comes so near to the end of the axis gets one more
_EPSILON = 1e-9


class Scale(NamedTuple):
    """From `low` to `high`, with ticks at multiples of `step` (of powers of ten, if it is logarithmic)."""

    low: float
    high: float
    step: float
    log: bool = False

    def share(self, value: float) -> float:
        """Where a value is, from 0 at the low end to 1 at the high one."""
        if self.log:
            value = max(value, self.low)
            return math.log10(value / self.low) / math.log10(self.high / self.low)
        return (value - self.low) / (self.high - self.low)

    def ticks(self) -> list[float]:
        """The values at the ticks."""
        if self.log:
            first, last = round(math.log10(self.low)), round(math.log10(self.high))
            return [10.0**n for n in range(first, last + 1)]
        first, last = math.ceil(self.low / self.step - _EPSILON), math.floor(self.high / self.step + _EPSILON)
        return [n * self.step for n in range(first, last + 1)]


def scale_of(axis: Axis, numbers: Sequence[float], from_zero: bool = True) -> Scale:
    """The scale of the axis for these numbers; `from_zero`: bars stand on it, so that zero is on it."""
    low, high = min(numbers, default=0.0), max(numbers, default=1.0)
    if axis.log:
        bottom = axis.minimum or 10.0 ** math.floor(math.log10(max(low, _EPSILON)))
        return Scale(bottom, axis.maximum or 10.0 ** math.ceil(math.log10(max(high, bottom * 10))), 10.0, log=True)
    if low > 0 and (from_zero or low / high < _FROM_ZERO):
        low = 0.0
    if high < 0 and (from_zero or high / low < _FROM_ZERO):
        high = 0.0
    low = low if axis.minimum is None else axis.minimum
    high = high if axis.maximum is None else axis.maximum
    if high <= low:
        high = low + 1.0
    step = axis.step or _step((high - low) / _MOST_STEPS)
    first, last = _ends(axis, low, high, step)
    while not axis.step and last - first > (_MOST_STEPS + _EPSILON) * step:
        step = _step(step * (1 + _NEAR))
        first, last = _ends(axis, low, high, step)
    return Scale(first, last, step)


def _ends(axis: Axis, low: float, high: float, step: float) -> tuple[float, float]:
    """The ends of the axis with ticks so far apart."""
    if axis.maximum is None and high != 0:
        high = math.ceil(high / step + _NEAR) * step
    if axis.minimum is None and low != 0:
        low = math.floor(low / step - _NEAR) * step
    return low, high


def _step(least: float) -> float:
    """The round number that is not below `least`."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(n for n in (1, 2, 5, 10) if n * power >= least * (1 - _EPSILON)) * power
