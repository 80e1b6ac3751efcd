"""Do the questions measure one thing: Cronbach's alpha and the corrected item-total correlation."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from scipy.special import fdtri

from iku_helpers.errors import ScoreError
from iku_helpers.method import ratios
from iku_helpers.method.arrays import Floats
from iku_helpers.method.estimates import Estimate
from iku_helpers.method.given import require_level
from iku_helpers.method.ratios import Unsur

WEAK = 0.3


def alpha(
    respondents: pd.DataFrame, unsur: Unsur, level: float = 0.95, missing: str = "complete"
) -> Estimate:
    """Cronbach's alpha with the limits of Feldt, from complete rows, unweighted; ``df`` is n − 1, no ``se``.

    alpha = k/(k − 1) · (1 − Σ item variances / variance of the sum); 1 − (1 − alpha) · F of n − 1 and (n −
    1)(k − 1) degrees of freedom. nan where every sum is the same. Refuses fewer than two questions or two
    complete rows.

    ``missing="pairwise"`` takes each covariance from those who answered both questions, and n all who
    answered anything: of use where one question is open so often that few rows are complete. Its limits are
    somewhat too narrow, for no covariance rests on all n.

    Alpha speaks about the questions, not about the users, so it takes no weights. A high value does not
    show that the questionnaire asks the right things, and many alike questions raise it.

    References
    ----------
    Cronbach (1951); Feldt (1965).

    Examples
    --------
    >>> result = alpha(pd.DataFrame({"U1": [1, 2, 3, 4], "U2": [1, 2, 4, 3]}), ["U1", "U2"])
    >>> round(result.estimate, 3), result.df, result.n
    (0.889, 3.0, 4)
    """
    require_level(level)
    if missing not in ("complete", "pairwise"):
        raise ScoreError(f"`missing` harus 'complete' atau 'pairwise', bukan {missing!r}.")
    scores = _complete(respondents, unsur) if missing == "complete" else _answered(respondents, unsur)
    n, k = scores.shape
    value = _alpha(scores)
    tail = (1 - level) / 2
    freedom = (n - 1, (n - 1) * (k - 1))
    lower, upper = (1 - (1 - value) * float(fdtri(*freedom, share)) for share in (1 - tail, tail))
    return Estimate(value, math.nan, float(n - 1), lower, upper, n)


def item_total(respondents: pd.DataFrame, unsur: Unsur) -> pd.DataFrame:
    """Each question against the sum of the others; index "butir".

    Columns ``correlation``, ``alpha_without``, ``weak``, ``n``.

    Corrected: the question itself is left out of the sum, else it would correlate with itself. ``weak``
    marks a correlation under 0.3, a rule of thumb and no test. nan where a question has one answer only.

    References
    ----------
    Nunnally and Bernstein (1994), chapter 8.

    Examples
    --------
    >>> respondents = pd.DataFrame({"U1": [1, 2, 3, 4], "U2": [1, 2, 4, 3], "U3": [2, 2, 3, 4]})
    >>> item_total(respondents, ["U1", "U2", "U3"])["correlation"].round(2).tolist()
    [0.94, 0.76, 0.85]
    """
    scores = _complete(respondents, unsur)
    names = [name for columns in ratios.questions(unsur).values() for name in columns]
    rows = []
    for place in range(scores.shape[1]):
        others = np.delete(scores, place, axis=1)
        total = others.sum(axis=1)
        varied = scores[:, place].std() > 0 and total.std() > 0
        correlation = float(np.corrcoef(scores[:, place], total)[0, 1]) if varied else math.nan
        without = _alpha(others) if others.shape[1] > 1 else math.nan
        rows.append((correlation, without, correlation < WEAK, len(scores)))
    return pd.DataFrame(
        rows, index=pd.Index(names, name="butir"), columns=["correlation", "alpha_without", "weak", "n"]
    )


def _complete(respondents: pd.DataFrame, unsur: Unsur) -> Floats:
    """Rows that answered every question, one column a question."""
    scores = _answered(respondents, unsur)
    complete: Floats = scores[np.isfinite(scores).all(axis=1)]
    if complete.shape[0] < 2 or complete.shape[1] < 2:
        raise ScoreError(
            "Alfa Cronbach memerlukan dua butir atau lebih, dan dua responden yang menjawab semuanya."
        )
    return complete


def _answered(respondents: pd.DataFrame, unsur: Unsur) -> Floats:
    """Rows that answered anything."""
    scores = np.column_stack([item.answers for item in ratios.items(respondents, unsur)])
    heard: Floats = scores[np.isfinite(scores).any(axis=1)]
    if heard.shape[0] < 2 or heard.shape[1] < 2:
        raise ScoreError("Alfa Cronbach memerlukan dua butir atau lebih, dan dua responden atau lebih.")
    return heard


def _alpha(scores: Floats) -> float:
    items = scores.shape[1]
    if np.isnan(scores).any():
        covariance = pd.DataFrame(scores).cov().to_numpy()  # of each pair of questions that both answered
        total, apart = float(covariance.sum()), float(covariance.trace())
    else:
        total, apart = float(scores.sum(axis=1).var(ddof=1)), float(scores.var(axis=0, ddof=1).sum())
    return items / (items - 1) * (1 - apart / total) if total > 0 else math.nan
