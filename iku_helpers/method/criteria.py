"""Which village meets which criterion: yes, no, or not known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from iku_helpers.errors import VillageTableError
from iku_helpers.method.status import require_columns
from iku_helpers.rules import Criterion


def verdicts(
    villages: pd.DataFrame, criteria: Sequence[Criterion], tahun: int, minimum: int | None = None
) -> pd.DataFrame:
    """Which village meets which criterion, and whether it is good: yes, no, or not known.

    A village none of whose columns is filled was not evaluated, which is neither good nor bad. In one that
    was, an empty date means nothing had been received, so that criterion is failed; any other empty cell
    stays unknown, and so does the village, unless the criteria that are known decide it either way.

    Parameters
    ----------
    villages
        A row a village, with the column each criterion names.
    criteria
        What is asked; dates "MM-DD" are read in ``tahun``.
    tahun
        The year of the indicator.
    minimum
        How many criteria a good village meets; None for all of them.

    Returns
    -------
    DataFrame
        A nullable boolean column a criterion, under its name, and ``good``.

    Raises
    ------
    VillageTableError
        If a column is missing, a criterion asks for nothing, or ``minimum`` is more than there are.

    References
    ----------
    ours, from Permendagri 20/2018 articles 70 and 72 (``rules.ADMINISTRATION_RUBRIC``); METHOD.md, Villages.

    Examples
    --------
    >>> villages = pd.DataFrame(
    ...     {"perdes_lpj": ["ya", "ya", None], "diterima": ["2024-03-31", None, None]},
    ...     index=["Sepang", "Telaga", "Titab"],
    ... )
    >>> enacted = Criterion("Perdes", "perdes_lpj", ("ya",))
    >>> asked = [enacted, Criterion("Tepat", "diterima", not_after="03-31")]
    >>> verdicts(villages, asked, 2024)
            Perdes  Tepat   good
    Sepang    True   True   True
    Telaga    True  False  False
    Titab     <NA>   <NA>   <NA>
    """
    require_columns(villages, [criterion.column for criterion in criteria])
    evaluated = villages[[criterion.column for criterion in criteria]].notna().any(axis=1)
    needed = len(criteria) if minimum is None else minimum
    if not 1 <= needed <= len(criteria):
        raise VillageTableError(f"Minimal {needed} kriteria tidak mungkin: ada {len(criteria)} kriteria.")
    met = pd.DataFrame(
        {
            criterion.name: _met(villages[criterion.column], criterion, tahun, evaluated)
            for criterion in criteria
        },
        index=villages.index,
    )
    surely, possibly = met.sum(axis=1), met.fillna(True).sum(axis=1)
    good = (surely >= needed).astype("boolean").mask((surely < needed) & (possibly >= needed))
    return met.assign(good=good)


def by_criterion(verdicts: pd.DataFrame) -> pd.DataFrame:
    """How many villages meet each criterion, fail it, or are not known; shows where the failing lies.

    ``verdicts`` comes from the function of that name. Index ``kriteria``; columns ``terpenuhi``, ``tidak``,
    ``belum`` (counts of villages). Source: counts of `verdicts`.

    >>> verdict = pd.DataFrame({"Perdes": [True, False, None], "good": [True, False, None]}, dtype="boolean")
    >>> by_criterion(verdict).loc["Perdes"].tolist()
    [1, 1, 1]
    """
    criteria = verdicts.drop(columns="good")
    counts = {
        "terpenuhi": criteria.sum(),
        "tidak": (~criteria).sum(),
        "belum": criteria.isna().sum(),
    }
    return pd.DataFrame(counts, index=criteria.columns).astype(int).rename_axis("kriteria")


def _met(
    column: pd.Series[str], criterion: Criterion, tahun: int, evaluated: pd.Series[bool]
) -> pd.Series[bool]:
    """One criterion over all villages, as a nullable boolean."""
    if criterion.not_after is not None:
        last = dt.date.fromisoformat(f"{tahun:04d}-{criterion.not_after}")
        met = pd.to_datetime(column) < pd.Timestamp(last) + pd.Timedelta(days=1)  # an empty date is not met
        return met.astype("boolean").where(evaluated)
    if not criterion.values:
        raise VillageTableError(f"Kriteria {criterion.name} tidak menyebut nilai maupun batas tanggal.")
    accepted = {value.casefold() for value in criterion.values}
    return column.astype("str").str.casefold().isin(accepted).astype("boolean").where(column.notna())
