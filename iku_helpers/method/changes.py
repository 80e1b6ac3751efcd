"""Change and difference: two years of one kecamatan, two groups of one survey, a series over the years."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd

from iku_helpers.errors import ScoreError, UnansweredUnsurError
from iku_helpers.method import estimator
from iku_helpers.method.estimates import Design, Estimate, as_frame, of_row
from iku_helpers.method.figures import by_unsur, group_codes, index, index_quantity
from iku_helpers.method.letters import mutu
from iku_helpers.method.ratios import Unsur
from iku_helpers.method.sample import resolve
from iku_helpers.method.significance import p_value, with_holm


def change(
    earlier: pd.DataFrame,
    later: pd.DataFrame,
    unsur: Unsur,
    earlier_design: Design,
    later_design: Design,
    level: float = 0.95,
    weight: float | None = None,
) -> Estimate:
    """Later minus earlier in points of the index, two independent surveys; "berubah" only if 0 is outside.

    The variances add (two different samples), the degrees of freedom are Welch's, the interval is symmetric.
    ``n`` counts both years. Where neither year shows any variation the limits come from both years'
    fallbacks.

    Why not "do the two intervals overlap": that calls 0.8 % of true standstills a change where 5 % was
    promised, and misses real ones; "outside last year's interval" cries wolf in 10 %.

    References
    ----------
    Welch (1947).

    Examples
    --------
    >>> earlier = pd.DataFrame({"U1": [3, 3, 4, 2]})
    >>> later = pd.DataFrame({"U1": [4, 3, 4, 4]})
    >>> result = change(earlier, later, ["U1"], Design(), Design())
    >>> result.estimate, round(result.se, 3), round(result.df, 2)
    (18.75, 11.968, 4.97)
    """
    before = index(earlier, unsur, earlier_design, level, weight=weight)
    after = index(later, unsur, later_design, level, weight=weight)
    return estimator.welch(before, after, level)


def difference(
    respondents: pd.DataFrame,
    unsur: Unsur,
    design: Design,
    by: str,
    groups: tuple[Hashable, Hashable],
    level: float = 0.95,
    weight: float | None = None,
) -> Estimate:
    """Group a minus group b within one survey, in points of the index, with their covariance.

    The interval is a symmetric t with the whole design's degrees of freedom. ``n`` counts both groups.
    A group that is not in the table is refused.

    Why the covariance: two groups of one cluster sample move together, and pretending they were drawn apart
    misstates the difference.

    References
    ----------
    R's ``svycontrast`` on two domains.

    Examples
    --------
    >>> respondents = pd.DataFrame({"U1": [4, 3, 3, 2], "jk": ["L", "L", "P", "P"]})
    >>> result = difference(respondents, ["U1"], Design(), by="jk", groups=("L", "P"))
    >>> result.estimate, round(result.se, 3), result.df
    (25.0, 14.434, 3.0)
    """
    code, labels = group_codes(respondents, by)
    if groups[0] == groups[1]:
        raise ScoreError(f"Selisih memerlukan dua kelompok {by} yang berbeda, bukan dua kali {groups[0]!r}.")
    for one in groups:
        if one not in labels:
            raise ScoreError(
                f"Tidak ada responden dengan {by} = {one!r}. Yang ada: {', '.join(map(str, labels))}."
            )
    recode = np.full(len(labels) + 1, 2, dtype=np.intp)
    recode[[labels.index(one) for one in groups]] = [0, 1]
    quantity = index_quantity(respondents, unsur, weight)
    return estimator.contrast(quantity, resolve(respondents, design), recode[code], level)


def change_by_unsur(
    earlier: pd.DataFrame,
    later: pd.DataFrame,
    unsur: Unsur,
    earlier_design: Design,
    later_design: Design,
    level: float = 0.95,
) -> pd.DataFrame:
    """Later minus earlier of every unsur in points of the score (1..4), and which of them truly changed.

    Columns estimate, se, df, lower, upper, n, ``p``, ``p_holm``, ``changed``. ``changed`` asks p_holm to be
    below 1 − level: nine looks at nothing call something a change in a third of years unless they are
    adjusted for.

    References
    ----------
    Welch (1947); Holm (1979).

    Examples
    --------
    >>> earlier = pd.DataFrame({"U1": [3, 3, 4, 2] * 5, "U2": [3, 2, 3, 3] * 5})
    >>> later = pd.DataFrame({"U1": [4, 3, 4, 4] * 5, "U2": [3, 3, 3, 2] * 5})
    >>> found = change_by_unsur(earlier, later, ["U1", "U2"], Design(), Design())
    >>> found[["estimate", "changed"]]  # doctest: +NORMALIZE_WHITESPACE
           estimate  changed
    unsur
    U1         0.75     True
    U2         0.00    False
    """
    before = by_unsur(earlier, unsur, earlier_design, level)
    after = by_unsur(later, unsur, later_design, level)
    rows: dict[Hashable, Estimate] = {
        name: estimator.welch(of_row(before.loc[name]), of_row(after.loc[name]), level)
        for name in before.index
    }
    return with_holm(as_frame(rows, "unsur"), level, "changed")


@dataclass(frozen=True)
class YearSurvey:
    """One year's survey: its respondents, its unsur, how they were drawn, and the rule of that year."""

    respondents: pd.DataFrame
    unsur: Unsur
    design: Design
    regime: int


def series(surveys: Mapping[int, YearSurvey], level: float = 0.95) -> pd.DataFrame:
    """The index of every year held, oldest first; index "tahun".

    Beside estimate, se, df, lower, upper and n: ``regime`` and ``mutu`` of the year, ``putus`` (True where
    the rule differs from that of the year before it), and the change since the year before: ``change``,
    ``change_lower``, ``change_upper``, ``p``, ``changed``. A year in which everybody left some unsur open
    is a row of nan. Across a break nothing is subtracted: 14 unsur and 9 unsur, or two lists of nine, are
    two different measures, and 82 is an A under one rule and a B under the other.

    References
    ----------
    `change`; KEP/25/M.PAN/2/2004, PermenPAN-RB 16/2014 and 14/2017 (the breaks).

    Examples
    --------
    >>> first = YearSurvey(pd.DataFrame({"U1": [3, 3, 4, 2]}), ["U1"], Design(), 2014)
    >>> second = YearSurvey(pd.DataFrame({"U1": [4, 3, 4, 4]}), ["U1"], Design(), 2017)
    >>> years = series({2016: first, 2021: second})
    >>> years[["estimate", "mutu", "putus", "change"]]  # doctest: +NORMALIZE_WHITESPACE
           estimate mutu  putus  change
    tahun
    2016      75.00    B  False     NaN
    2021      93.75    A   True     NaN
    """
    rows = []
    before: tuple[Estimate, int] | None = None
    for survey in (surveys[year] for year in sorted(surveys)):
        now = _index_or_nothing(survey, level)
        same_rule = before is not None and before[1] == survey.regime
        step = estimator.welch(before[0], now, level) if before is not None and same_rule else None
        rows.append(
            asdict(now)
            | {"regime": survey.regime, "mutu": _letter(now, survey.regime)}
            | {"putus": before is not None and not same_rule}
            | _step(step)
        )
        before = (now, survey.regime)
    return pd.DataFrame(rows, index=pd.Index(sorted(surveys), name="tahun"))


def _index_or_nothing(survey: YearSurvey, level: float) -> Estimate:
    """The year's index; nan where an unsur was left open by all, so that one bad year spares the others."""
    try:
        return index(survey.respondents, survey.unsur, survey.design, level)
    except UnansweredUnsurError:
        return Estimate(math.nan, math.nan, math.nan, math.nan, math.nan, len(survey.respondents))


def _letter(estimate: Estimate, regime: int) -> str | None:
    return None if math.isnan(estimate.estimate) else mutu(estimate.estimate, regime)


def _step(step: Estimate | None) -> dict[str, float | bool]:
    if step is None:
        nothing = dict.fromkeys(("change", "change_lower", "change_upper", "p"), math.nan)
        return nothing | {"changed": False}
    return {
        "change": step.estimate,
        "change_lower": step.lower,
        "change_upper": step.upper,
        "p": p_value(step),
        "changed": bool(step.lower > 0 or step.upper < 0),
    }
