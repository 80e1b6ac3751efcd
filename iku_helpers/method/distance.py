"""How far each village is from its next status, in points of the index and in item scores."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from iku_helpers.errors import VillageTableError
from iku_helpers.method.idm import UNITS, component_units
from iku_helpers.method.status import require_columns
from iku_helpers.rules import IDM_COMPONENTS, STATUSES, status_rule

_LARGEST_STEP_FIRST = ("ikl", "ike", "iks")


def distance(villages: pd.DataFrame) -> pd.DataFrame:
    """What each village lacks to reach the next status, so that effort goes where it pays.

    One point more on one item adds 1/525 to IDM if it is an item of IKS (175 points, a third of IDM), 1/180
    for IKE and 1/45 for IKL. The smallest number of such steps takes the largest gain first; whether a step
    can be taken in the field is the camat's to judge, so the way through one component alone is given too.

    Parameters
    ----------
    villages
        From ``with_status``; for IDM with ``iks, ike, ikl``.

    Returns
    -------
    DataFrame
        Index of ``villages``; ``status``, ``nilai``, ``status_berikut`` (missing for Mandiri),
        ``minimal`` (the smallest published value of that status: 0.8156 for Mandiri), ``kurang`` (minimal
        less nilai, in the unit of the index), ``cadangan`` (how much may be lost before the status is),
        ``langkah`` (fewest item steps), ``langkah_iks``, ``langkah_ike``, ``langkah_ikl`` (how they divide),
        and ``hanya_iks``, ``hanya_ike``, ``hanya_ikl`` (steps through one component alone, missing where its
        items cannot give so much). Steps are missing for Indeks Desa, whose items are not held.

    Raises
    ------
    VillageTableError
        If a column is missing, or the villages follow two rules at once.

    References
    ----------
    Permendesa PDTT 2/2016: 35, 12 and 3 items of 0..5; score sheet, column "nilai+", skor minimal 0,8156.

    Examples
    --------
    The published sheet of a village with 153/175, 37/60 and 10/15 (0,7192, Maju) prints 0,0964 to Mandiri:

    >>> from iku_helpers.method.status import with_status
    >>> sheet = with_status(pd.DataFrame({"iks": [0.8743], "ike": [0.6167], "ikl": [0.6667]}))
    >>> distance(sheet)[["status_berikut", "kurang", "langkah", "hanya_ike"]].round(4).values.tolist()
    [['Mandiri', 0.0964, 5, 18]]
    """
    require_columns(villages, ["nilai", "status", "aturan"])
    name = _one_rule(villages)
    rule = status_rule(name)
    level = villages["status"].map({status: order for order, status in enumerate(STATUSES)}).astype("float64")
    smallest_step = 1e-4 if rule.strict else 0.0  # a strict bound is passed by the next published value
    minimal = np.array([-np.inf, *(float(bound) + smallest_step for bound in rule.thresholds), np.nan])
    ladder = level.fillna(len(STATUSES)).astype(int).to_numpy()
    table = villages[["status", "nilai"]].assign(
        status_berikut=level.add(1).map(dict(enumerate(STATUSES))).astype("str"),
        minimal=minimal[np.minimum(ladder + 1, len(STATUSES))],
    )
    held = minimal[ladder] - smallest_step
    table = table.assign(kurang=table["minimal"] - table["nilai"], cadangan=(table["nilai"] - held))
    table["cadangan"] = table["cadangan"].replace(np.inf, np.nan)
    steps = _steps(villages, ladder) if name == "idm" else _no_steps(villages)
    return table.join(steps)


def _one_rule(villages: pd.DataFrame) -> str:
    rules = villages["aturan"].unique()
    if len(rules) != 1:
        raise VillageTableError("Jarak ke status berikut dihitung untuk desa dengan satu aturan status saja.")
    return str(rules[0])


def _no_steps(villages: pd.DataFrame) -> pd.DataFrame:
    names = ["langkah", *(f"{kind}_{part}" for kind in ("langkah", "hanya") for part in IDM_COMPONENTS)]
    return pd.DataFrame(
        {name: pd.array([pd.NA] * len(villages), dtype="Int64") for name in names}, villages.index
    )


def _steps(villages: pd.DataFrame, ladder: NDArray[np.integer]) -> pd.DataFrame:
    """Item steps to pass the next threshold, in exact units; a step of one item is UNITS / maximum."""
    require_columns(villages, list(IDM_COMPONENTS))
    thresholds = np.array(
        [float(bound * 3 * UNITS) for bound in status_rule("idm").thresholds] + [np.nan] * 2
    )
    held = {part: component_units(villages[part].astype("float64"), part) for part in IDM_COMPONENTS}
    gap = thresholds[ladder] - np.sum(list(held.values()), axis=0)
    table = _no_steps(villages)
    left = gap
    for part in _LARGEST_STEP_FIRST:
        step = UNITS // IDM_COMPONENTS[part].maximum
        room = np.floor((UNITS - held[part]) / step)
        needed = np.floor(gap / step) + 1  # strictly above the threshold
        table[f"hanya_{part}"] = _whole(np.where(needed <= room, needed, np.nan), villages.index)
        taken = np.clip(np.floor(left / step) + 1, 0, room)
        left = left - taken * step
        table[f"langkah_{part}"] = _whole(taken, villages.index)
    table["langkah"] = table[[f"langkah_{part}" for part in IDM_COMPONENTS]].sum(axis=1, skipna=False)
    return table


def _whole(steps: NDArray[np.float64], index: pd.Index[str]) -> pd.Series[int]:
    return pd.Series(steps, index=index).astype("Int64")
