"""What was reached against a target, and the word for it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from iku_helpers.errors import AchievementError
from iku_helpers.method.given import is_number
from iku_helpers.numbers import rounded
from iku_helpers.rules import ScaleRule
from iku_helpers.rules import scale as scale_rule

_DIRECTIONS = {"positif": True, "positive": True, "negatif": False, "negative": False}

NO_PREDICATE = "Tidak dapat dihitung"
"""What stands where a predicate would: the achievement itself is undefined."""


@dataclass(frozen=True)
class EndDistance:
    """What is left to the target at the end of the Renstra.

    ``distance`` in the unit of the indicator, positive while there is some way to go in either direction;
    ``per_year`` what each remaining year must bring, nan in the last year; ``achievement`` in percent.

    >>> EndDistance(4.0, 2.0, 95.5).per_year
    2.0
    """

    distance: float
    per_year: float
    achievement: float | None


def achievement(realisasi: float | None, target: float | None, direction: str = "positif") -> float | None:
    """Achievement in percent of the target; None where the target is zero or something is missing.

    Parameters
    ----------
    realisasi, target
        In the same unit, not rounded. A target of zero has no percentage: neither 0 nor 100 would be true.
    direction
        ``"positif"`` where more is better: realisasi / target x 100. ``"negatif"`` where less is better:
        (2 x target - realisasi) / target x 100. The English words, positive and negative, mean the same.

    Returns
    -------
    float or None
        Not rounded, not cut off at 100 (published reports print 106,69); below 0 only for ``"negatif"``.

    Raises
    ------
    AchievementError
        If the target is negative or the direction is another word.

    References
    ----------
    LKIP Wali Kota Jakarta Barat 2021, p. 30 (positive); practice of SAKIP reports (negative, second hand).

    Examples
    --------
    The published pair of target 80 and realisasi 85,35 gives 106,69:

    >>> achievement(85.35, 80)
    106.6875
    >>> achievement(8, 10, "negatif")
    120.0
    >>> print(achievement(85.35, 0))
    None
    """
    more_is_better = rises(direction)
    value, goal = _finite(realisasi), _finite(target)
    if value is None or goal is None or goal == 0:
        return None
    if goal < 0:
        raise AchievementError(f"Target {goal:g} negatif; capaian tidak mempunyai arti.")
    return 100 * (value if more_is_better else 2 * goal - value) / goal


def rises(direction: str) -> bool:
    """Whether more is better; refuses a direction that is neither word.

    >>> rises("positif"), rises("negatif")
    (True, False)
    """
    if direction not in _DIRECTIONS:
        raise AchievementError(f"Arah indikator {direction!r} tidak dikenal; yang ada: positif, negatif.")
    return _DIRECTIONS[direction]


def predicate(achievement: float | None, scale: str | ScaleRule) -> str:
    """The word for an achievement (percent) on a predicate scale; ``NO_PREDICATE`` where it is undefined.

    Printed scales leave holes (90 to 91), so the lower bounds decide, on the value before rounding: 90.5 is
    Tinggi, not Sangat Tinggi. Above 100 is the top class.

    Parameters
    ----------
    achievement
        Percent, not rounded; None or nan where it is undefined.
    scale
        ``"1a"``, ``"1b"``, ``"2"``, or a ``rules.ScaleRule`` of one's own; sources in ``rules.SCALES``.

    Raises
    ------
    UnknownRuleError
        If the scale is not known. ``AchievementError`` for an achievement in words.

    References
    ----------
    the scales' own, in ``rules.SCALES``; the reading of their holes is this project's.

    Examples
    --------
    >>> [predicate(value, "1a") for value in (106.69, 91, 90.5, 50)]
    ['Sangat Tinggi', 'Sangat Tinggi', 'Tinggi', 'Sangat Rendah']
    >>> predicate(85, "2"), predicate(None, "2")
    ('A (Sangat Baik)', 'Tidak dapat dihitung')
    """
    rule = scale if isinstance(scale, ScaleRule) else scale_rule(str(scale))
    percent = _finite(achievement)
    if percent is None:
        return NO_PREDICATE
    value = Fraction(rounded(percent, 9))  # binary noise below the ninth decimal decides nothing
    for candidate in rule.predicates:
        bound = candidate.lower
        if bound is None or value > bound or (value == bound and not rule.strict):
            return candidate.word
    return NO_PREDICATE


def to_end(
    realisasi: float | None, target: float | None, years_left: int, direction: str = "positif"
) -> EndDistance:
    """Distance to the target of the Renstra's last year.

    Parameters
    ----------
    realisasi, target
        This year's figure and the end target, in the same unit; missing ones give nan.
    years_left
        Years from this one to the last of the Renstra; 0 or less once it is over.
    direction
        As in ``achievement``, whose errors apply.

    Source: the LKjIP outline asks for realisasi against the Renstra's end target; the difference is plain.

    Examples
    --------
    >>> to_end(84.0, 88.0, 2)
    EndDistance(distance=4.0, per_year=2.0, achievement=95.45454545454545)
    """
    reached = achievement(realisasi, target, direction)
    value, goal = _finite(realisasi), _finite(target)
    if value is None or goal is None:
        return EndDistance(math.nan, math.nan, reached)
    distance = goal - value if rises(direction) else value - goal
    per_year = max(distance, 0.0) / years_left if years_left > 0 else math.nan
    return EndDistance(distance, per_year, reached)


def _finite(value: float | None) -> float | None:
    """The value as a float, None where it is absent; words are refused."""
    if value is None or pd.isna(value):
        return None
    if not is_number(value):
        raise AchievementError(f"Realisasi, target, dan capaian harus bilangan, bukan {value!r}.")
    return float(value) if math.isfinite(value) else None
