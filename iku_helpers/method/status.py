"""A table of villages with the status each one has by the rule of its year."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from iku_helpers.errors import VillageTableError
from iku_helpers.method.idm import idm_status, idm_value, indeks_desa_status
from iku_helpers.rules import status_rule

VillageRule = Literal["idm", "indeks_desa"]


def with_status(villages: pd.DataFrame, rule: VillageRule = "idm") -> pd.DataFrame:
    """``villages`` with their index, status and the rule both came from.

    Every status is computed here rather than believed, so that one rule holds for all villages and years;
    only where the parts are missing does the published status stand in.

    Parameters
    ----------
    villages
        A row a village. ``"idm"`` reads ``iks, ike, ikl`` (0..1), ``"indeks_desa"`` reads ``skor`` (0..100);
        ``status_terbit``, and ``idm`` beside it, are read where those are empty.
    rule
        The rule of the year, see ``rules.village_rule``.

    Returns
    -------
    DataFrame
        The same rows with ``nilai`` (IDM 0..1 unrounded, or the score 0..100), ``status`` (missing for a
        village without data, as every kelurahan is) and ``aturan`` (the rule).

    Raises
    ------
    VillageTableError
        If a column is missing or a value outside its range. ``UnknownRuleError`` for another rule.

    References
    ----------
    `idm.idm_status`, `idm.indeks_desa_status` and the rules they name.

    Examples
    --------
    >>> villages = pd.DataFrame({"iks": [0.8], "ike": [0.7833], "ikl": [0.8667]}, index=["5108032005"])
    >>> with_status(villages).loc["5108032005", ["nilai", "status", "aturan"]].to_dict()
    {'nilai': 0.8166666666666667, 'status': 'Mandiri', 'aturan': 'idm'}
    """
    parts = ["iks", "ike", "ikl"] if status_rule(rule) is status_rule("idm") else ["skor"]
    require_columns(villages, parts)
    columns = [villages[part].astype("float64") for part in parts]
    if rule == "idm":
        value, status = idm_value(*columns), idm_status(*columns)
    else:
        value, status = columns[0], indeks_desa_status(columns[0])
    if "idm" in villages and rule == "idm":
        value = value.fillna(villages["idm"].astype("float64"))
    if "status_terbit" in villages:
        status = status.fillna(_published(villages["status_terbit"]))
    return villages.assign(nilai=value, status=status, aturan=rule)


def contradictions(villages: pd.DataFrame) -> pd.DataFrame:
    """The villages whose published status is not the one their own figures give; empty where all agree.

    One village of 75,261 was so in 2024, so this finds slips of the hand in a sheet. Source: comparison.

    Raises ``VillageTableError`` without the columns ``status`` (from ``with_status``) and ``status_terbit``.

    >>> villages = pd.DataFrame({"iks": [0.9], "ike": [0.9], "ikl": [0.9], "status_terbit": ["Maju"]})
    >>> contradictions(with_status(villages))[["status_terbit", "status"]].values.tolist()
    [['Maju', 'Mandiri']]
    """
    require_columns(villages, ["status", "status_terbit"])
    published = _published(villages["status_terbit"])
    differs = published.notna() & villages["status"].notna() & (published != villages["status"])
    return villages[differs]


def require_columns(villages: pd.DataFrame, columns: list[str]) -> None:
    """Refuse a table without ``columns``, naming the missing ones.

    >>> require_columns(pd.DataFrame({"iks": []}), ["iks", "ike"])
    Traceback (most recent call last):
    ...
    iku_helpers.errors.VillageTableError: Tabel desa tidak mempunyai kolom ike.
    """
    missing = [column for column in columns if column not in villages]
    if missing:
        raise VillageTableError(f"Tabel desa tidak mempunyai kolom {', '.join(missing)}.")


def _published(status: pd.Series[str]) -> pd.Series[str]:
    """Published status words in our spelling (MAJU, maju -> Maju)."""
    return status.astype("str").str.strip().str.title()
