"""What the unsur say: the spread of answers, and which unsur are truly below the rest."""

from __future__ import annotations

import math
from collections.abc import Hashable

import numpy as np
import pandas as pd

from iku_helpers.errors import ScoreError
from iku_helpers.method import differences, estimator, ratios
from iku_helpers.method.estimates import Design, Estimate, as_frame
from iku_helpers.method.estimator import Interval, Quantity
from iku_helpers.method.figures import group_codes, index_quantity
from iku_helpers.method.limits import Scale
from iku_helpers.method.ratios import Item, Unsur
from iku_helpers.method.sample import Sample, resolve
from iku_helpers.method.significance import with_holm

_GAP = Scale(-3.0, 3.0)
_NOTHING = Estimate(math.nan, math.nan, math.nan, math.nan, math.nan, 0)


def lowest(respondents: pd.DataFrame, unsur: Unsur, design: Design, level: float = 0.95) -> pd.DataFrame:
    """Every unsur against the mean of the others: ``estimate`` is the gap in points of the score.

    Lowest first. Columns estimate, se, df, lower, upper, n, ``p``, ``p_holm``, ``below``. ``below`` is True
    where the gap is negative and its adjusted p is under 1 − level. An unsur nobody answered is a row of
    nan and in no mean.

    The gap is one linear contrast of the nine means, so the answers of one person are compared with each
    other; two overlapping intervals would say far less. WHY not "the three smallest decimals": three of
    nine are always the smallest, also where all nine are the same in truth.

    References
    ----------
    R's ``svycontrast``; Holm (1979).

    Examples
    --------
    >>> respondents = pd.DataFrame({"U1": [2, 2, 3, 2, 2], "U2": [3, 3, 4, 4, 3], "U3": [3, 4, 3, 4, 4]})
    >>> found = lowest(respondents, ["U1", "U2", "U3"], Design())
    >>> found[["estimate", "below"]].round(2)  # doctest: +NORMALIZE_WHITESPACE
           estimate  below
    unsur
    U1         -1.3   True
    U2          0.5  False
    U3          0.8  False
    """
    questions = ratios.items(respondents, unsur)
    sample = resolve(respondents, design)
    names = list(dict.fromkeys(item.unsur for item in questions))
    if len(names) < 2:
        raise ScoreError("Membandingkan unsur memerlukan sedikitnya dua unsur.")
    silent = {item.unsur for item in questions if not np.isfinite(item.answers[sample.counted]).any()}
    heard = [item for item in questions if item.unsur not in silent]
    rows: dict[Hashable, Estimate] = {
        name: _NOTHING if name in silent else _gap(name, heard, sample, level) for name in names
    }
    found = with_holm(as_frame(rows, "unsur"), level, "below")
    found["below"] &= found["estimate"] < 0
    return found.sort_values("estimate", kind="stable")


def _gap(name: str, questions: list[Item], sample: Sample, level: float) -> Estimate:
    others = len({item.unsur for item in questions}) - 1
    if others == 0:
        return _NOTHING
    parts = [item.part if item.unsur == name else -item.part / others for item in questions]
    (gap,) = estimator.estimates(Quantity(questions, parts, _GAP), sample, Interval(level, "t"))
    return gap


def apart(
    respondents: pd.DataFrame,
    unsur: Unsur,
    design: Design,
    by: str,
    least: int = 30,
    weight: float | None = None,
) -> pd.DataFrame:
    """Every group against all the others of the same survey: ``estimate`` is the gap in points of the index.

    Columns estimate, se, df, lower, upper, n, ``p``, ``p_holm``, ``different``; limits at 95 %. Groups of
    fewer than ``least`` respondents are rows of nan and not tested: their interval is only indicative.

    WHY not "does its interval hold the index of all": the group is part of that index, so the two move
    together, and a dozen such looks at nothing would call something different.

    References
    ----------
    R's ``svycontrast`` on two domains; Holm (1979).

    Examples
    --------
    >>> respondents = pd.DataFrame({"U1": [2, 3, 2, 2, 4, 4, 3, 4], "loket": list("aaaabbbb")})
    >>> found = apart(respondents, ["U1"], Design(), by="loket", least=4)
    >>> found[["estimate", "different"]]  # doctest: +NORMALIZE_WHITESPACE
           estimate  different
    loket
    a         -37.5       True
    b          37.5       True
    """
    code, labels = group_codes(respondents, by)
    quantity = index_quantity(respondents, unsur, weight)
    sample = resolve(respondents, design)
    sizes = np.bincount(code[sample.counted], minlength=len(labels) + 1)
    rows: dict[Hashable, Estimate] = {}
    for place, label in enumerate(labels):
        side = np.where(code == len(labels), 2, np.where(code == place, 0, 1)).astype(np.intp)
        tested = sizes[place] >= least and len(labels) > 1
        rows[label] = differences.contrast(quantity, sample, side, 0.95) if tested else _NOTHING
    return with_holm(as_frame(rows, by), 0.95, "different")


def answers(respondents: pd.DataFrame, unsur: Unsur, design: Design) -> pd.DataFrame:
    """How the answers to each unsur divide: columns 1, 2, 3, 4 (shares 0..1 of those who answered) and ``n``.

    Weighted like the index, so that the shares belong to the same people as the mean: Σ score · share is
    the unsur's mean. An unsur nobody answered is nan. Where an unsur has several questions their shares are
    averaged.

    References
    ----------
    ratio estimator of a share; Lumley (2010), section 2.3.

    Examples
    --------
    >>> respondents = pd.DataFrame({"U1": [4, 3, 3, None]})
    >>> answers(respondents, ["U1"], Design()).round(2)  # doctest: +NORMALIZE_WHITESPACE
             1    2     3     4  n
    unsur
    U1     0.0  0.0  0.67  0.33  3
    """
    sample = resolve(respondents, design)
    rows: dict[str, dict[object, float]] = {}
    for item in ratios.items(respondents, unsur):
        given = np.isfinite(item.answers) & sample.counted
        nearest = np.floor(np.where(given, item.answers, 0) + 0.5).astype(np.intp)
        weights = np.bincount(nearest, sample.weight * given, 5)[1:5]
        shares = weights / weights.sum() if given.any() else np.full(4, math.nan)
        row = rows.setdefault(item.unsur, dict.fromkeys((1, 2, 3, 4), 0.0) | {"n": 0.0})
        for score in (1, 2, 3, 4):
            row[score] += item.part * float(shares[score - 1])
        row["n"] = max(row["n"], float(given.sum()))
    frame = pd.DataFrame.from_dict(rows, orient="index").rename_axis("unsur")
    return frame.astype({"n": int})
