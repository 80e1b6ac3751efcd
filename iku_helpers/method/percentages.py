"""The percentage of villages that are good, with limits that fit how they came to be evaluated."""

from __future__ import annotations

import numpy as np

from iku_helpers.errors import VillageCountError
from iku_helpers.method.estimates import Estimate
from iku_helpers.method.given import require_level
from iku_helpers.method.hypergeometric import limits, whole_counts

_SAMPLING = {"sensus": "census", "acak": "random", "sebagian": "none"}


def percentage(good: int, evaluated: int, total: int, sampling: str, level: float = 0.95) -> Estimate:
    """Percentage (0..100) of villages that are good, with limits that fit how they came to be evaluated.

    Parameters
    ----------
    good, evaluated, total
        Whole villages, 0 <= good <= evaluated <= total and total at least 1.
    sampling
        ``"census"``: all were evaluated, so there is no sampling error and the interval is the point.
        ``"random"``: the evaluated ones were drawn by lot; exact hypergeometric limits.
        ``"none"``: some were simply not evaluated. No probability describes that, so the limits are what the
        figure would be if all those left out were bad, and if all were good; the estimate is nan.
        The words of tahun.yml, ``sensus``, ``acak`` and ``sebagian``, mean the same.
    level
        Confidence level of ``"random"``, a share between 0 and 1.

    Returns
    -------
    Estimate
        In percent, n the villages evaluated. The standard error of ``"random"`` is that of a proportion drawn
        without replacement, sqrt((1 - n/N) p (1 - p)/(n - 1)); the limits do not rest on it.

    Raises
    ------
    VillageCountError
        If the counts contradict each other, ``sampling`` is unknown, or a census left villages out;
        ``DesignError`` for a level that is no share.

    References
    ----------
    Cochran W.G. (1977). Sampling Techniques, 3rd ed., section 3.2. For the limits see ``limits``.

    Examples
    --------
    >>> percentage(14, 15, 15, "census").estimate
    93.33333333333333
    >>> drawn = percentage(7, 8, 15, "random")
    >>> [round(float(part), 1) for part in (drawn.estimate, drawn.lower, drawn.upper)]
    [87.5, 60.0, 93.3]
    >>> bounds = percentage(11, 13, 15, "none")
    >>> round(bounds.lower, 1), round(bounds.upper, 1)
    (73.3, 86.7)
    """
    good, evaluated, total = whole_counts(good, evaluated, total)
    require_level(level)
    sampling = known_sampling(sampling)
    missing = total - evaluated
    if sampling == "census" and missing:
        raise VillageCountError(
            f"Sensus berarti semua desa dinilai, tetapi {missing} dari {total} desa belum dinilai."
        )
    if sampling == "none":
        return Estimate(np.nan, np.nan, np.nan, 100 * good / total, 100 * (good + missing) / total, evaluated)
    lower, upper = limits(good, evaluated, total, level)
    share = good / evaluated if evaluated else np.nan
    variance = share * (1 - share) / (evaluated - 1) * missing / total if evaluated > 1 else np.nan
    se = 100 * float(np.sqrt(variance)) if missing else 0.0
    estimate = 100 * good / evaluated if evaluated else np.nan
    return Estimate(
        estimate, se, float(max(evaluated - 1, 0)), 100 * lower / total, 100 * upper / total, evaluated
    )


def known_sampling(sampling: str) -> str:
    """The word for how villages were evaluated, also from the one in tahun.yml; another is refused.

    >>> known_sampling("acak"), known_sampling("census")
    ('random', 'census')
    """
    known = _SAMPLING.get(sampling, sampling)
    if known not in _SAMPLING.values():
        allowed = ", ".join([*_SAMPLING.values(), *_SAMPLING])
        raise VillageCountError(f"Cara menilai desa {sampling!r} tidak dikenal; yang ada: {allowed}.")
    return known
