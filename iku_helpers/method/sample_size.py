"""Required and achieved numbers of respondents, in all and by layanan."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Literal

import pandas as pd

from iku_helpers.errors import DesignError
from iku_helpers.method.columns import column
from iku_helpers.rules import KREJCIE_MORGAN

ALL = "Semua"


def required(population: float, mode: Literal["table", "ceil"] = "table") -> int:
    """The respondents Krejcie and Morgan ask for from ``population`` users.

    S = χ² N P Q / (d² (N − 1) + χ² P Q), χ² = 3.841, P = Q = 0.5, d = 0.05. "table" rounds to the nearest
    as their printed table does in all 90 rows; "ceil" rounds up as some offices do. Refuses a negative or
    missing number.

    It is meant for a share estimated by a simple random sample, so it is a custom here and no guarantee: the
    interval of the index says what was reached.

    References
    ----------
    Krejcie and Morgan (1970), as used with PermenPAN-RB 14/2017.

    Examples
    --------
    >>> required(500), required(500, mode="ceil"), required(50), required(0)
    (217, 218, 44, 0)
    """
    if not population >= 0 or not math.isfinite(population) or population != round(population):
        raise DesignError(f"Jumlah pengguna harus bilangan bulat yang tidak negatif, bukan {population}.")
    if mode not in ("table", "ceil"):
        raise DesignError(f"Cara pembulatan harus 'table' atau 'ceil', bukan {mode!r}.")
    if population == 0:
        return 0
    rule, users = KREJCIE_MORGAN, int(population)
    spread = rule.chi_square * rule.share * (1 - rule.share)
    exact = spread * users / (rule.margin**2 * (users - 1) + spread)
    return math.ceil(exact) if mode == "ceil" else math.floor(exact + Fraction(1, 2))


def sample_size(
    respondents: pd.DataFrame,
    users: pd.Series,
    by: str = "layanan",
    mode: Literal["table", "ceil"] = "table",
) -> pd.DataFrame:
    """Achieved against required respondents, for all users together and within each group of ``by``.

    ``users`` is the known number of users of each group. Columns ``users``, ``required``, ``achieved``,
    ``shortfall`` (0 where enough); the last row is "Semua". A group's own requirement is what that group
    alone would need: they add up to far more than the requirement for all.

    References
    ----------
    `required`.

    Examples
    --------
    >>> respondents = pd.DataFrame({"layanan": ["KK", "KK", "KTP"]})
    >>> sample_size(respondents, pd.Series({"KK": 10, "KTP": 2}))  # doctest: +NORMALIZE_WHITESPACE
             users  required  achieved  shortfall
    layanan
    KK          10        10         2          8
    KTP          2         2         1          1
    Semua       12        12         3          9
    """
    achieved = column(respondents, by).value_counts().reindex(users.index, fill_value=0)
    rows = {group: (int(users[group]), int(achieved[group])) for group in users.index}
    rows[ALL] = (int(users.sum()), len(respondents))
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=["users", "achieved"]).rename_axis(by)
    frame.insert(1, "required", [required(count, mode) for count in frame["users"]])
    return frame.assign(shortfall=(frame["required"] - frame["achieved"]).clip(lower=0))
