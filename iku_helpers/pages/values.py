"""Figures as the pages print them: each rounded once, and decided on as it is printed."""

from __future__ import annotations

import math
from typing import Protocol

import pandas as pd

from iku_helpers.numbers import MISSING, number, percent, rounded


class Limits(Protocol):
    """An estimate with its limits (``iku_helpers.method.estimates.Estimate``)."""

    @property
    def estimate(self) -> float: ...
    @property
    def lower(self) -> float: ...
    @property
    def upper(self) -> float: ...


def known(value: float | None) -> bool:
    """Whether there is a number at all."""
    return value is not None and not pd.isna(value) and math.isfinite(value)


def in_unit(value: float | None, unit: str, *, signed: bool = False) -> str:
    """A value of an indicator: an index plain, a percentage with its sign.

    >>> in_unit(84.615, "indeks"), in_unit(86.6667, "persen"), in_unit(None, "persen")
    ('84,62', '86,67%', '–')
    """
    if not known(value):
        return MISSING
    return percent(value, signed=signed) if unit == "persen" else number(value, signed=signed)


def reached(achievement: float | None) -> bool | None:
    """Whether a target is met, by the achievement as printed; None where it cannot be told."""
    return None if achievement is None or not known(achievement) else rounded(achievement) >= 100


def villages_needed(target: float, total: int) -> int:
    """The fewest villages that reach a target in percent.

    >>> villages_needed(90.0, 15), villages_needed(100.0, 12)
    (14, 12)
    """
    return next(
        (count for count in range(total) if rounded(100 * count / total, 9) >= rounded(target, 9)), total
    )


def limits_text(estimate: Limits, digits: int = 1) -> str:
    """Limits for a table or a strip: "83,1–86,0"."""
    if not known(estimate.lower):
        return MISSING
    return f"{number(estimate.lower, digits)}–{number(estimate.upper, digits)}"
