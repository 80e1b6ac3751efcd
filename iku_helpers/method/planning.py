"""Before the survey: how many to ask, service by service, and what that will tell."""

from __future__ import annotations

import math
from typing import Literal

import pandas as pd

from iku_helpers.errors import DesignError
from iku_helpers.method import limits
from iku_helpers.method.estimates import Estimate
from iku_helpers.method.sample_size import ALL, required
from iku_helpers.rules import KREJCIE_MORGAN

LEAST = 2
"""A service asked alone needs two answers before it has any spread."""


def margin(population: float, n: float) -> float:
    """Half the width, in percentage points, of the 95 % interval of a share when ``n`` of N answer.

    The formula of ``required`` turned round, at the widest share 0.5: d² = χ² P Q (N − n) / (n (N − 1)).
    0 where everyone answers, nan where nobody does.

    References
    ----------
    Krejcie and Morgan (1970).

    Examples
    --------
    >>> round(margin(500, 217), 2), margin(50, 50)
    (5.01, 0.0)
    """
    if n <= 0:
        return math.nan
    if n >= population:
        return 0.0
    rule = KREJCIE_MORGAN
    spread = float(rule.chi_square * rule.share * (1 - rule.share))
    return 100 * math.sqrt(spread * (population - n) / (n * (population - 1)))


def margin_of_index(estimate: Estimate, n: int, population: float) -> float:
    """Half the width, in points of the index, to be expected from ``n`` answers out of ``population`` users.

    z √(S²/n · (1 − n/N)), S² = n₀ se² / (1 − n₀/N) from an earlier survey: it supposes that answers spread
    as they did then, and that respondents are drawn in the same way.

    References
    ----------
    Cochran (1977), section 4.4, as in ``respondents_needed``.

    Examples
    --------
    >>> round(margin_of_index(Estimate(84.0, 1.0, 99.0, 82.0, 86.0, 100), 400, math.inf), 2)
    0.98
    """
    if n >= population:
        return 0.0
    left = 1 - estimate.n / population
    if left <= 0 or n <= 0:
        return math.nan
    spread = estimate.n * estimate.se**2 / left
    return limits.quantile(math.inf, 0.95) * math.sqrt(spread / n * (1 - n / population))


def allocation(users: pd.Series, total: int) -> pd.Series:
    """``total`` spread over the groups of ``users`` in proportion, whole numbers, largest remainder first.

    A group with users gets at least two (one where it has but one), so the sum may pass ``total`` a little.

    References
    ----------
    Cochran (1977), section 5.5: proportional allocation.

    Examples
    --------
    >>> allocation(pd.Series({"KTP": 700, "KK": 290, "Waris": 10}), 100).to_dict()
    {'KTP': 70, 'KK': 29, 'Waris': 2}
    """
    known = {group: int(count) for group, count in users.items()}
    shares = {group: divmod(count * total, sum(known.values())) for group, count in known.items()}
    given = {group: quota for group, (quota, _) in shares.items()}
    by_remainder = sorted(shares, key=lambda group: -shares[group][1])
    for group in by_remainder[: total - sum(given.values())]:
        given[group] += 1
    raised = {group: max(count, min(LEAST, known[group])) for group, count in given.items()}
    return pd.Series(raised, dtype="int64")


def plan(users: pd.Series, response: float = 1.0, mode: Literal["table", "ceil"] = "table") -> pd.DataFrame:
    """How many answers are needed, and how many people must be asked for them.

    Parameters
    ----------
    users
        Users a year of each service (or of the whole, as one row).
    response
        The share of those asked who are expected to answer, above 0 and at most 1.
    mode
        Rounding, as in ``required``.

    Returns
    -------
    DataFrame
        Index the groups, last "Semua"; ``users``; ``answers`` (the requirement for all, spread in
        proportion), ``asked`` (``answers`` over ``response``, never more than there are users), ``margin`` of
        a share within the group, and ``alone``: what the group would need to be told as exactly as the whole.

    Raises
    ------
    DesignError
        Where nobody uses anything, or ``response`` is no share.

    Examples
    --------
    >>> plan(pd.Series({"KTP": 400, "KK": 100}), response=0.8)[["users", "answers", "asked", "alone"]]
           users  answers  asked  alone
    KTP      400      174    218    196
    KK       100       43     54     80
    Semua    500      217    272    217
    """
    if not 0 < response <= 1:
        raise DesignError("Bagian yang diharapkan menjawab harus lebih dari 0 dan paling banyak 100 persen.")
    if users.empty or not users.sum() > 0:
        raise DesignError(
            "Belum ada jumlah pengguna layanan, sehingga banyak responden tidak dapat dihitung."
        )
    alone = users.map(lambda count: required(count, mode))
    answers = allocation(users, required(float(users.sum()), mode))
    asked = [
        min(int(known), math.ceil(count / response - 1e-9))
        for known, count in zip(users, answers, strict=True)
    ]
    frame = pd.DataFrame({"users": users, "answers": answers, "asked": asked, "alone": alone})
    frame.loc[ALL] = [users.sum(), answers.sum(), sum(asked), required(float(users.sum()), mode)]
    frame = frame.astype("int64")
    frame["margin"] = [margin(*pair) for pair in zip(frame["users"], frame["answers"], strict=True)]
    return frame
