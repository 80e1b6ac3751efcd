"""The figures of one survey: the index, its unsur, its groups.

IKM = 25 / J · Σ_j R_j,     R_j the weighted mean of unsur j over those who answered it
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from iku_helpers.errors import ScoreError, UnansweredUnsurError
from iku_helpers.method import estimator, limits, ratios
from iku_helpers.method.arrays import Codes
from iku_helpers.method.columns import column
from iku_helpers.method.estimates import Design, Estimate, as_frame
from iku_helpers.method.estimator import Interval, Quantity
from iku_helpers.method.given import is_number
from iku_helpers.method.ratios import Unsur
from iku_helpers.method.sample import resolve


def index(
    respondents: pd.DataFrame,
    unsur: Unsur,
    design: Design,
    level: float = 0.95,
    method: str = "logit",
    weight: float | None = None,
) -> Estimate:
    """The index, 25..100, with standard error, degrees of freedom and limits.

    ``unsur`` names the columns, or maps each unsur to its columns where it has several questions. Scores are
    1..4, an empty cell is "not answered" and is left out of that unsur alone: never 0, never the mean.
    ``method`` is "logit" (stays on the scale) or "t" (estimate ± t·se). ``weight`` is what a mean is
    multiplied by: None for exactly 1/J, or the rounded 0.11, 0.111, 0.071 that some offices print.

    Raises `UnansweredUnsurError` for an unsur nobody answered, other `MethodError` for a design or a score
    that cannot be.

    Why one linearisation and not nine variances: answers of one person go together, and nine variances
    cover 69 %.

    References
    ----------
    PermenPAN-RB 14/2017, annex (the index); Taylor linearisation of a sum of ratios (its error).

    Examples
    --------
    >>> respondents = pd.DataFrame({"U1": [4, 3, 3, 4], "U2": [3, 3, 2, 4]})
    >>> result = index(respondents, ["U1", "U2"], Design())
    >>> result.estimate, round(result.se, 4), result.df, result.n
    (81.25, 8.0687, 3.0, 4)
    """
    quantity = index_quantity(respondents, unsur, weight)
    sample = resolve(respondents, design)
    (result,) = estimator.estimates(quantity, sample, Interval(level, method))
    if math.isnan(result.estimate):
        silent = [
            item.unsur for item in quantity.questions if not np.isfinite(item.answers[sample.counted]).any()
        ]
        raise UnansweredUnsurError(
            f"Tidak seorang pun menjawab unsur {', '.join(dict.fromkeys(silent))}: indeksnya tidak ada."
        )
    return result


def by_unsur(
    respondents: pd.DataFrame, unsur: Unsur, design: Design, level: float = 0.95, method: str = "logit"
) -> pd.DataFrame:
    """The mean score (NRR) of each unsur, 1..4; index "unsur", ``n`` those who answered it.

    An unsur nobody answered has a row of nan: the others still stand. The degrees of freedom are the
    design's.

    References
    ----------
    PermenPAN-RB 14/2017 (NRR); ratio estimator, Lumley (2010), section 2.3.

    Examples
    --------
    >>> respondents = pd.DataFrame({"U1": [4, 3, 3, 4], "U2": [3, 3, None, 4]})
    >>> by_unsur(respondents, ["U1", "U2"], Design()).round(3)  # doctest: +NORMALIZE_WHITESPACE
           estimate     se   df  lower  upper  n
    unsur
    U1        3.500  0.289  3.0  2.066  3.935  4
    U2        3.333  0.314  3.0  2.011  3.880  3
    """
    questions = ratios.items(respondents, unsur)
    sample = resolve(respondents, design)
    rows: dict[Hashable, Estimate] = {}
    for name in dict.fromkeys(item.unsur for item in questions):
        own = [item for item in questions if item.unsur == name]
        answered = np.any([np.isfinite(item.answers) for item in own], axis=0) & sample.counted
        quantity = Quantity(own, [item.part for item in own], limits.SCORE)
        (rows[name],) = estimator.estimates(quantity, sample, Interval(level, method), answered=answered)
    return as_frame(rows, "unsur")


def by_group(
    respondents: pd.DataFrame,
    unsur: Unsur,
    design: Design,
    by: str | Sequence[str] = "layanan",
    level: float = 0.95,
    method: str = "logit",
    weight: float | None = None,
) -> pd.DataFrame:
    """The index of every group of an attribute (or of two: a list of columns); index the groups, sorted.

    Each group has its own degrees of freedom (its primary units minus its strata). A group of one respondent
    has an estimate and nothing else; a group in which nobody answered some unsur is a row of nan.
    Respondents whose attribute is empty belong to no group. Hiding small groups is the page's decision, not
    the estimator's.

    Why the rows outside keep their place: the size of a group in the sample is itself a matter of chance.

    References
    ----------
    domain estimation, Särndal, Swensson and Wretman (1992), section 10.3; R's ``svyby``.

    Examples
    --------
    >>> respondents = pd.DataFrame({"U1": [4, 3, 3, 4], "jk": ["L", "L", "P", "P"]})
    >>> by_group(respondents, ["U1"], Design(), by="jk").round(2)  # doctest: +NORMALIZE_WHITESPACE
        estimate    se   df  lower  upper  n
    jk
    L       87.5  10.21  1.0   25.0  100.0  2
    P       87.5  10.21  1.0   25.0  100.0  2
    """
    names = _attributes(by)
    code, labels = group_codes(respondents, names)
    found = estimator.estimates(
        index_quantity(respondents, unsur, weight),
        resolve(respondents, design),
        Interval(level, method),
        group=code,
        groups=len(labels),
    )
    alone = [replace(one, df=math.nan) if one.n <= 1 and math.isnan(one.se) else one for one in found]
    return as_frame(dict(zip(labels, alone, strict=True)), names)


def index_quantity(respondents: pd.DataFrame, unsur: Unsur, weight: float | None) -> Quantity:
    """The index as a quantity: 25 · weight · mean of every unsur, on [25, 100] scaled with the weights.

    >>> quantity = index_quantity(pd.DataFrame({"U1": [4], "U2": [3]}), ["U1", "U2"], 0.4)
    >>> quantity.parts, quantity.scale
    ([10.0, 10.0], Scale(low=20.0, high=80.0))
    """
    questions = ratios.items(respondents, unsur)
    count = len({item.unsur for item in questions})
    each = 1 / count if weight is None else weight
    if not is_number(each) or not 0 < each <= 1:
        raise ScoreError(f"Bobot unsur harus bilangan antara 0 dan 1, bukan {each}.")
    total = each * count if weight is not None else 1.0
    scale = limits.Scale(limits.INDEX.low * total, limits.INDEX.high * total)
    return Quantity(questions, [25 * each * item.part for item in questions], scale)


def _attributes(by: str | Sequence[str]) -> str | list[str]:
    """One attribute by its name, also where it comes in a list of one; several as a list."""
    names = [by] if isinstance(by, str) else list(by)
    if not names:
        raise ScoreError("Tidak ada atribut yang disebut untuk mengelompokkan responden.")
    return names[0] if len(names) == 1 else names


def group_codes(respondents: pd.DataFrame, by: str | list[str]) -> tuple[Codes, list[Hashable]]:
    """Group codes in sorted order; rows without a group get the code after the last.

    >>> group_codes(pd.DataFrame({"jk": ["P", "L", None]}), "jk")
    (array([1, 0, 2]), ['L', 'P'])
    """
    if isinstance(by, str):
        codes, labels = pd.factorize(column(respondents, by), sort=True)
        names = list(labels)
    else:
        for name in by:
            column(respondents, name)
        complete = respondents[by].notna().all(axis=1).to_numpy()
        keys = pd.MultiIndex.from_frame(respondents.loc[complete, by])
        found, labels = pd.factorize(keys, sort=True)
        codes = np.full(len(respondents), -1, dtype=np.intp)
        codes[complete] = found
        names = list(labels)
    return np.where(codes < 0, len(names), codes), names
