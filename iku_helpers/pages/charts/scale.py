"""Linear scales, their ticks, and the window of a magnified axis."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple, TypeGuard


class Scale(NamedTuple):
    """From values ``low..high`` to px ``start..end``; values beyond are drawn at the edge."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        inside = min(max(value, self.low), self.high)
        return self.start + (inside - self.low) / (self.high - self.low) * (self.end - self.start)

    def holds(self, value: float | None) -> bool:
        """Whether ``value`` is a number within the axis."""
        return is_number(value) and self.low <= value <= self.high


def is_number(value: float | None) -> TypeGuard[float]:
    """Whether there is a finite number to draw."""
    try:
        return value is not None and math.isfinite(value)
    except TypeError:  # pandas.NA
        return False


def window(
    values: Iterable[float | None], step: float, limits: tuple[float, float], span: float
) -> tuple[float, float]:
    """Whole steps around ``values`` with a little air, at least ``span`` wide, within ``limits``."""
    low_limit, high_limit = limits
    known = [value for value in values if is_number(value)] or [low_limit, high_limit]
    air = step / 4
    low = max(math.floor((min(known) - air) / step) * step, low_limit)
    high = min(math.ceil((max(known) + air) / step) * step, high_limit)
    while high - low < span - 1e-9 and (low > low_limit or high < high_limit):
        above, below = high - max(known), min(known) - low
        if high < high_limit and (above <= below or low <= low_limit):
            high = min(high + step, high_limit)
        else:
            low = max(low - step, low_limit)
    return round(low, 6), round(high, 6)


def ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Round values on the axis, at most about ``most`` of them."""
    raw = (high - low) / most
    magnitude = 10 ** math.floor(math.log10(raw))
    step = next(m * magnitude for m in (1, 2, 2.5, 5, 10) if m * magnitude >= raw * 0.999)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(k * step, 9) for k in range(first, last + 1)]


def decimals(values: Iterable[float]) -> int:
    """Fewest decimals that write every tick exactly."""
    known = list(values)
    return next((d for d in range(4) if all(abs(v - round(v, d)) < 1e-9 for v in known)), 4)
