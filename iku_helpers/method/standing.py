"""Who is missing among the respondents, and how much the index leans on one choice."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import replace

import pandas as pd
from scipy.special import chdtrc

from iku_helpers.errors import ScoreError
from iku_helpers.method import ratios
from iku_helpers.method.arrays import Flags
from iku_helpers.method.columns import column
from iku_helpers.method.estimates import Design, Estimate, as_frame, of_row
from iku_helpers.method.figures import by_group, index
from iku_helpers.method.ratios import Unsur


def representativeness(respondents: pd.DataFrame, users: pd.Series, by: str = "layanan") -> pd.DataFrame:
    """Respondents beside the known users of each group: who is over- and under-represented.

    Columns ``users``, ``respondents``, ``users_share``, ``respondents_share`` (0..1) and ``ratio`` (share
    of respondents over share of users; 1 is even). A stratified design departs from it on purpose and
    repairs it by weights; without weights a ratio far from 1 moves the index. Groups without a known count
    are refused.

    References
    ----------
    counts. See `misfit` for whether chance alone explains it.

    Examples
    --------
    >>> people = pd.DataFrame({"layanan": ["KK", "KK", "KK", "KTP"]})
    >>> representativeness(people, pd.Series({"KK": 50, "KTP": 50}))["ratio"].tolist()
    [1.5, 0.5]
    """
    counted = column(respondents, by).value_counts()
    unknown = [str(group) for group in counted.index if group not in users.index]
    if unknown:
        raise ScoreError(f"Jumlah pengguna tidak diketahui untuk {by} {', '.join(unknown)}.")
    found = counted.reindex(users.index, fill_value=0)
    shares = {"users_share": users / users.sum(), "respondents_share": found / found.sum()}
    frame = pd.DataFrame({"users": users, "respondents": found} | shares).rename_axis(by)
    return frame.assign(ratio=frame["respondents_share"] / frame["users_share"])


def misfit(comparison: pd.DataFrame) -> float:
    """The p value of "these respondents are a simple sample of the users", from `representativeness`.

    Pearson's chi-square. Small (below 0.05): chance does not explain the mix. Groups without users are left
    out; nan with one group.

    References
    ----------
    Pearson (1900). Rough where an expected count is under 5.

    Examples
    --------
    >>> people = pd.DataFrame({"layanan": ["KK"] * 30 + ["KTP"] * 10})
    >>> round(misfit(representativeness(people, pd.Series({"KK": 50, "KTP": 50}))), 4)
    0.0016
    """
    known = comparison[comparison["users"] > 0]
    expected = known["users_share"] * known["respondents"].sum()
    statistic = float(((known["respondents"] - expected) ** 2 / expected).sum())
    return float(chdtrc(len(known) - 1, statistic)) if len(known) > 1 else math.nan


def sensitivity(
    respondents: pd.DataFrame,
    unsur: Unsur,
    design: Design,
    users: pd.Series | None = None,
    by: str = "layanan",
    level: float = 0.95,
) -> pd.DataFrame:
    """The index again under other reasonable choices; index "varian", ``difference`` from the report's own.

    Rows: "utama" as reported; "jawaban lengkap" only who answered every unsur; "menurut bauran layanan"
    post-stratified to ``users``; "tanpa <the largest group>". Each is a domain or a calibration of the same
    sample, so the standard errors are right. Where they agree the index does not hang on a choice; where
    not, the report must say so.

    References
    ----------
    `figures.index`, `figures.by_group`, post-stratification.

    Examples
    --------
    >>> people = pd.DataFrame({"U1": [4, 3, 2, 3, 3], "layanan": ["KK", "KK", "KTP", "KTP", "KTP"]})
    >>> users = pd.Series({"KK": 40, "KTP": 60})
    >>> sensitivity(people, ["U1"], Design(), users)["estimate"].round(2).to_dict()
    {'utama': 75.0, 'menurut bauran layanan': 75.0, 'jawaban lengkap': 75.0, 'tanpa KTP': 87.5}
    """
    main = index(respondents, unsur, design, level)
    choices = {"jawaban lengkap": ratios.answered_unsur(respondents, unsur).all(axis=1).to_numpy()}
    rows: dict[Hashable, Estimate] = {"utama": main}
    if by in respondents:
        counted = respondents[by].value_counts()
        largest = (counted if users is None else users).idxmax()
        choices[f"tanpa {largest}"] = (respondents[by] != largest).to_numpy()
        if users is not None and set(counted.index) == set(users.index[users > 0]):
            mix = replace(design, margins=None, post_strata={by: users[users > 0].to_dict()})
            rows["menurut bauran layanan"] = index(respondents, unsur, mix, level)
    rows |= {name: _only(respondents, unsur, design, kept, level) for name, kept in choices.items()}
    frame = as_frame(rows, "varian")
    return frame.assign(difference=frame["estimate"] - main.estimate)


def _only(respondents: pd.DataFrame, unsur: Unsur, design: Design, kept: Flags, level: float) -> Estimate:
    """The index of some respondents, as a domain: the others keep their place in the draw."""
    marked = respondents.assign(__kept=kept)
    if not kept.any():
        return Estimate(math.nan, math.nan, math.nan, math.nan, math.nan, 0)
    groups = by_group(marked, unsur, design, by="__kept", level=level)
    return of_row(groups.iloc[-1])
