"""The index over all years held, each under its own rule, with the breaks between rules."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass

import pandas as pd

from iku_helpers.errors import UnansweredUnsurError
from iku_helpers.method import differences
from iku_helpers.method.estimates import Design, Estimate
from iku_helpers.method.figures import index
from iku_helpers.method.letters import mutu
from iku_helpers.method.ratios import Unsur
from iku_helpers.method.significance import p_value


@dataclass(frozen=True)
class YearSurvey:
    """One year's survey: its respondents, its unsur, how they were drawn, and the rule of that year.

    >>> YearSurvey(pd.DataFrame({"U1": [4, 3]}), ["U1"], Design(), 2017).regime
    2017
    """

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
        step = differences.welch(before[0], now, level) if before is not None and same_rule else None
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
