"""Are the answers sound: gaps, straight lines, repeated rows, odd days.

Who is missing, and what the index leans on, stand in `standing`; they are reached from here as well.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

import numpy as np
import pandas as pd

from iku_helpers.method import ratios
from iku_helpers.method.columns import column
from iku_helpers.method.ratios import Unsur
from iku_helpers.method.standing import misfit, representativeness, sensitivity

__all__ = [
    "misfit",
    "missing",
    "odd_days",
    "patterns",
    "repeated",
    "representativeness",
    "sensitivity",
    "straight_lining",
]

_MANY_TIMES_USUAL = 3
_SATURDAY = 5


def missing(respondents: pd.DataFrame, unsur: Unsur) -> pd.DataFrame:
    """How many left each unsur open; index "unsur".

    Columns ``answered``, ``missing`` and ``share`` (0..1 of all respondents).

    An unsur of several questions is answered where one of them is. A large share at U4 (biaya) is usual
    where the service is free; elsewhere it asks for a look at the form.

    References
    ----------
    counts.

    Examples
    --------
    >>> missing(pd.DataFrame({"U1": [4, None], "U2": [3, 3]}), ["U1", "U2"])  # doctest: +NORMALIZE_WHITESPACE
           answered  missing  share
    unsur
    U1            1        1    0.5
    U2            2        0    0.0
    """
    answered = ratios.answered_unsur(respondents, unsur).sum()
    frame = pd.DataFrame({"answered": answered.astype(int)}).rename_axis("unsur")
    absent = len(respondents) - frame["answered"]
    return frame.assign(missing=absent, share=absent / len(respondents))


def straight_lining(respondents: pd.DataFrame, unsur: Unsur, least: int = 5) -> pd.DataFrame:
    """Respondents who gave one and the same score to everything they answered (``least`` answers or more).

    ``respondents`` and ``share`` (0..1 of all respondents) by the score they gave; index "skor". Some of it
    is honest, above all at 3 and 4. Much of it, or of 4 alone, means the form was not read, or not filled
    by users.

    References
    ----------
    counts; the habit is described by Krosnick (1991).

    Examples
    --------
    >>> answers = pd.DataFrame([[3, 3, 3], [4, 4, None], [2, 3, 4]], columns=["U1", "U2", "U3"])
    >>> straight_lining(answers, ["U1", "U2", "U3"], least=2)["respondents"].to_dict()
    {1: 0, 2: 0, 3: 1, 4: 1}
    """
    scores = pd.DataFrame({n: item.answers for n, item in enumerate(ratios.items(respondents, unsur))})
    same = (scores.min(axis=1) == scores.max(axis=1)) & (scores.count(axis=1) >= least)
    found = scores.min(axis=1)[same].value_counts().reindex([1, 2, 3, 4], fill_value=0)
    frame = pd.DataFrame({"respondents": found.astype(int)}).rename_axis("skor")
    return frame.assign(share=frame["respondents"] / len(respondents))


def repeated(respondents: pd.DataFrame, ignore: Collection[str] = ("id",)) -> pd.DataFrame:
    """Rows that equal another row in every column but those of ``ignore``, with ``kelompok`` and ``kembar``.

    ``kelompok`` numbers the groups of equal rows, ``kembar`` is the size of each. Equal answers alone say
    little, for satisfied users answer alike; equal date, service, age, work and answers together mean a
    copied form.

    References
    ----------
    exact comparison.

    Examples
    --------
    >>> rows = pd.DataFrame({"id": [1, 2, 3], "usia": [40, 40, 31], "U1": [4, 4, 4]})
    >>> repeated(rows)[["id", "kelompok", "kembar"]].values.tolist()
    [[1, 1, 2], [2, 1, 2]]
    """
    compared = [name for name in respondents.columns if name not in ignore]
    twins = respondents[respondents.duplicated(subset=compared, keep=False)]
    groups = twins.groupby(compared, dropna=False, sort=False)
    size = groups[compared[0]].transform("size") if compared else 1
    return twins.assign(kelompok=groups.ngroup() + 1, kembar=size)


def patterns(respondents: pd.DataFrame, unsur: Unsur, top: int = 5) -> pd.DataFrame:
    """The ``top`` most frequent patterns of answers ("443344444", "-" = open): ``respondents`` and ``share``.

    References
    ----------
    counts.

    Examples
    --------
    >>> patterns(pd.DataFrame({"U1": [4, 4, 3], "U2": [3, 3, None]}), ["U1", "U2"])["respondents"].to_dict()
    {'43': 2, '3-': 1}
    """
    answers = np.column_stack([item.answers for item in ratios.items(respondents, unsur)])
    marks = np.array(["-", "1", "2", "3", "4"])[np.nan_to_num(answers + 0.5).astype(np.intp)]
    found = pd.Series(["".join(row) for row in marks], dtype="str").value_counts().head(top)
    frame = pd.DataFrame({"respondents": found}).rename_axis("pola")
    return frame.assign(share=frame["respondents"] / len(respondents))


def odd_days(
    respondents: pd.DataFrame,
    period: tuple[dt.date, dt.date] | None = None,
    holidays: Collection[dt.date] = (),
    date: str = "tanggal",
) -> pd.DataFrame:
    """Days of interview that ask for an explanation: ``respondents`` and ``sebab``; index "tanggal".

    Outside the period, Saturday or Sunday, a holiday that was named, or more than three times as many as on a
    usual (median) day. Respondents without a date are not looked at.

    References
    ----------
    counts.

    Examples
    --------
    >>> days = pd.DataFrame({"tanggal": pd.to_datetime(["2024-06-03", "2024-06-08"])})
    >>> odd_days(days)["sebab"].tolist()
    ['akhir pekan']
    """
    days = pd.to_datetime(column(respondents, date)).dropna().dt.normalize().value_counts().sort_index()
    usual = days.median() if len(days) else 0
    rows = {}
    for stamp, count in zip(pd.DatetimeIndex(days.index), days, strict=True):
        day = stamp.date()
        reasons = [
            ("di luar periode", period is not None and not period[0] <= day <= period[1]),
            ("akhir pekan", day.weekday() >= _SATURDAY),
            ("hari libur", day in holidays),
            ("jauh lebih banyak dari biasanya", count > _MANY_TIMES_USUAL * usual),
        ]
        if any(odd for _, odd in reasons):
            rows[stamp] = (int(count), ", ".join(reason for reason, odd in reasons if odd))
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=["respondents", "sebab"])
    return frame.rename_axis(date)
