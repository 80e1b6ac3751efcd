"""How villages moved between the statuses of two years."""

from __future__ import annotations

import pandas as pd

from iku_helpers.method.status import require_columns
from iku_helpers.rules import STATUSES

_NEEDED = ["nilai", "status", "aturan"]


def movement(earlier: pd.DataFrame, later: pd.DataFrame) -> pd.DataFrame:
    """What became of each village of the later year: index and status before and after.

    Villages meet by their code: names change under the same code. Between IDM and Indeks Desa the
    index is another one (``putus``), so its change is missing there, though the status words can still be set
    side by side.

    Parameters
    ----------
    earlier, later
        Two years from ``with_status``, indexed by village code.

    Returns
    -------
    DataFrame
        Index of ``later``; columns ``nilai_awal``, ``nilai``, ``perubahan`` (later minus earlier, in the unit
        of the index), ``status_awal``, ``status``, ``arah`` (naik, tetap, turun by status; baru without an
        earlier status; missing without a later one) and ``putus``. A village only in ``earlier`` is left out.

    Raises
    ------
    VillageTableError
        If a column is missing.

    References
    ----------
    later minus earlier; the break: Permendesa PDT 9/2024 replaces Permendesa PDTT 2/2016 (``rules``).

    Examples
    --------
    >>> before = pd.DataFrame({"nilai": [0.70], "status": ["Berkembang"], "aturan": "idm"}, index=["2001"])
    >>> after = before.assign(nilai=0.79, status="Maju")
    >>> movement(before, after)[["status_awal", "status", "arah"]].values.tolist()
    [['Berkembang', 'Maju', 'naik']]
    """
    require_columns(earlier, _NEEDED)
    require_columns(later, _NEEDED)
    before = earlier[_NEEDED].reindex(later.index)
    broken = before["aturan"].notna() & (before["aturan"] != later["aturan"])
    moved = pd.DataFrame(
        {
            "nilai_awal": before["nilai"],
            "nilai": later["nilai"],
            "perubahan": (later["nilai"] - before["nilai"]).mask(broken),
            "status_awal": before["status"],
            "status": later["status"],
        }
    )
    return moved.assign(arah=_direction(moved["status_awal"], moved["status"]), putus=broken)


def movement_matrix(earlier: pd.DataFrame, later: pd.DataFrame) -> pd.DataFrame:
    """Villages by status before (rows) and after (columns), worst first; those with both.

    What lies right of the diagonal rose, left of it fell. Arguments and errors as in ``movement``.
    Source: counts of its rows.

    >>> before = pd.DataFrame({"nilai": [0.7, 0.8], "status": ["Berkembang", "Maju"], "aturan": "idm"})
    >>> after = before.assign(status=["Maju", "Maju"])
    >>> movement_matrix(before, after).loc[["Berkembang", "Maju"], "Maju"].tolist()
    [1, 1]
    """
    moved = movement(earlier, later)
    statuses = list(STATUSES)
    both = moved.dropna(subset=["status_awal", "status"])
    table = pd.crosstab(both["status_awal"], both["status"])
    return table.reindex(index=statuses, columns=statuses, fill_value=0)


def _direction(before: pd.Series[str], after: pd.Series[str]) -> pd.Series[str]:
    """naik, tetap or turun by the order of the statuses; baru where there was none."""
    order = {status: level for level, status in enumerate(STATUSES)}
    steps = after.map(order).astype("float64") - before.map(order).astype("float64")
    direction = pd.Series("tetap", index=after.index, dtype="str")
    direction = direction.mask(steps > 0, "naik").mask(steps < 0, "turun").mask(before.isna(), "baru")
    return direction.mask(after.isna())
