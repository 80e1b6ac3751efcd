"""Columns of the respondents as arrays, with a refusal that names the column where one cannot be read."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np
import pandas as pd

from iku_helpers.errors import DesignError, ScoreError, UnknownColumnError
from iku_helpers.method.arrays import Codes, Floats


def column(respondents: pd.DataFrame, name: str) -> pd.Series:
    """A column, or a refusal that lists what there is.

    >>> column(pd.DataFrame({"U1": [4]}), "U2")
    Traceback (most recent call last):
    ...
    iku_helpers.errors.UnknownColumnError: Kolom 'U2' tidak ada di tabel responden. Yang ada: U1.
    """
    if name not in respondents.columns:
        there = ", ".join(map(str, respondents.columns))
        raise UnknownColumnError(f"Kolom {name!r} tidak ada di tabel responden. Yang ada: {there}.")
    if np.count_nonzero(respondents.columns == name) > 1:
        raise UnknownColumnError(f"Kolom {name!r} ada lebih dari sekali di tabel responden.")
    return respondents[name]


def floats(respondents: pd.DataFrame, name: str) -> Floats:
    """A column as float64, empty cells as nan; `ScoreError` where it holds words.

    >>> floats(pd.DataFrame({"U1": [4, None]}), "U1")
    array([ 4., nan])
    """
    values = column(respondents, name)
    try:
        return values.to_numpy(dtype=np.float64, na_value=np.nan)
    except (TypeError, ValueError):
        raise ScoreError(f"Kolom {name!r} memuat isian yang bukan bilangan.") from None


def coded(respondents: pd.DataFrame, name: str | None) -> tuple[Codes, tuple[Hashable, ...]]:
    """Each row's group as a code, and the groups' names; without a column everyone is in one. Refuses blanks.

    >>> coded(pd.DataFrame({"layanan": ["KK", "KTP", "KK"]}), "layanan")
    (array([0, 1, 0]), ('KK', 'KTP'))
    """
    if name is None:
        return np.zeros(len(respondents), dtype=np.intp), (None,)
    codes, labels = pd.factorize(column(respondents, name))
    if (codes < 0).any():
        raise DesignError(f"Kolom {name!r} kosong pada sebagian responden.")
    return codes, tuple(labels)


def constant(respondents: pd.DataFrame, name: str, codes: Codes, groups: int) -> Floats:
    """The one value a size column has in each group; differing values are refused, never averaged.

    >>> constant(pd.DataFrame({"N": [30, 30, 9]}), "N", np.array([0, 0, 1]), 2)
    array([30.,  9.])
    """
    values = floats(respondents, name)
    each = np.empty(groups)
    each[codes] = values
    differing = (each[codes] != values).any()
    if not (np.isfinite(each) & (each > 0)).all() or (differing and not (values > 0).all()):
        raise DesignError(f"Kolom {name!r} harus berisi bilangan positif pada setiap baris.")
    if differing:
        raise DesignError(f"Kolom {name!r} harus sama untuk semua baris dalam satu strata atau klaster.")
    return each
