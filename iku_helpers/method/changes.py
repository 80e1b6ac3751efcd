"""Change and difference: two years of one kecamatan, two groups of one survey."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np
import pandas as pd

from iku_helpers.errors import ScoreError
from iku_helpers.method import differences
from iku_helpers.method.estimates import Design, Estimate, as_frame, of_row
from iku_helpers.method.figures import by_unsur, group_codes, index, index_quantity
from iku_helpers.method.ratios import Unsur
from iku_helpers.method.sample import resolve
from iku_helpers.method.significance import with_holm


def change(
    earlier: pd.DataFrame,
    later: pd.DataFrame,
    unsur: Unsur,
    earlier_design: Design,
    later_design: Design,
    level: float = 0.95,
    weight: float | None = None,
) -> Estimate:
    """Later minus earlier in points of the index, two independent surveys; "berubah" only if 0 is outside.

    The variances add (two different samples), the degrees of freedom are Welch's, the interval is symmetric.
    ``n`` counts both years. Where neither year shows any variation the limits come from both years'
    fallbacks.

    Why not "do the two intervals overlap": that calls 0.8 % of true standstills a change where 5 % was
    promised, and misses real ones; "outside last year's interval" cries wolf in 10 %.

    References
    ----------
    Welch (1947).

    Examples
    --------
    >>> earlier = pd.DataFrame({"U1": [3, 3, 4, 2]})
    >>> later = pd.DataFrame({"U1": [4, 3, 4, 4]})
    >>> result = change(earlier, later, ["U1"], Design(), Design())
    >>> result.estimate, round(result.se, 3), round(result.df, 2)
    (18.75, 11.968, 4.97)
    """
    before = index(earlier, unsur, earlier_design, level, weight=weight)
    after = index(later, unsur, later_design, level, weight=weight)
    return differences.welch(before, after, level)


def difference(
    respondents: pd.DataFrame,
    unsur: Unsur,
    design: Design,
    by: str,
    groups: tuple[Hashable, Hashable],
    level: float = 0.95,
    weight: float | None = None,
) -> Estimate:
    """Group a minus group b within one survey, in points of the index, with their covariance.

    The interval is a symmetric t with the whole design's degrees of freedom. ``n`` counts both groups.
    A group that is not in the table is refused.

    Why the covariance: two groups of one cluster sample move together, and pretending they were drawn apart
    misstates the difference.

    References
    ----------
    R's ``svycontrast`` on two domains.

    Examples
    --------
    >>> respondents = pd.DataFrame({"U1": [4, 3, 3, 2], "jk": ["L", "L", "P", "P"]})
    >>> result = difference(respondents, ["U1"], Design(), by="jk", groups=("L", "P"))
    >>> result.estimate, round(result.se, 3), result.df
    (25.0, 14.434, 3.0)
    """
    code, labels = group_codes(respondents, by)
    if groups[0] == groups[1]:
        raise ScoreError(f"Selisih memerlukan dua kelompok {by} yang berbeda, bukan dua kali {groups[0]!r}.")
    for one in groups:
        if one not in labels:
            raise ScoreError(
                f"Tidak ada responden dengan {by} = {one!r}. Yang ada: {', '.join(map(str, labels))}."
            )
    recode = np.full(len(labels) + 1, 2, dtype=np.intp)
    recode[[labels.index(one) for one in groups]] = [0, 1]
    quantity = index_quantity(respondents, unsur, weight)
    return differences.contrast(quantity, resolve(respondents, design), recode[code], level)


def change_by_unsur(
    earlier: pd.DataFrame,
    later: pd.DataFrame,
    unsur: Unsur,
    earlier_design: Design,
    later_design: Design,
    level: float = 0.95,
) -> pd.DataFrame:
    """Later minus earlier of every unsur in points of the score (1..4), and which of them truly changed.

    Columns estimate, se, df, lower, upper, n, ``p``, ``p_holm``, ``changed``. ``changed`` asks p_holm to be
    below 1 − level: nine looks at nothing call something a change in a third of years unless they are
    adjusted for.

    References
    ----------
    Welch (1947); Holm (1979).

    Examples
    --------
    >>> earlier = pd.DataFrame({"U1": [3, 3, 4, 2] * 5, "U2": [3, 2, 3, 3] * 5})
    >>> later = pd.DataFrame({"U1": [4, 3, 4, 4] * 5, "U2": [3, 3, 3, 2] * 5})
    >>> found = change_by_unsur(earlier, later, ["U1", "U2"], Design(), Design())
    >>> found[["estimate", "changed"]]  # doctest: +NORMALIZE_WHITESPACE
           estimate  changed
    unsur
    U1         0.75     True
    U2         0.00    False
    """
    before = by_unsur(earlier, unsur, earlier_design, level)
    after = by_unsur(later, unsur, later_design, level)
    rows: dict[Hashable, Estimate] = {
        name: differences.welch(of_row(before.loc[name]), of_row(after.loc[name]), level)
        for name in before.index
    }
    return with_holm(as_frame(rows, "unsur"), level, "changed")
