"""Many kecamatan side by side, so that nobody is praised or blamed for noise.

``funnel`` asks of each kecamatan whether it differs from them all together by more than chance allows;
``ranks`` asks how much of a league table is real; ``changes`` asks which of many changes are.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import pandas as pd

from iku_helpers.method.estimates import Estimate, as_frame
from iku_helpers.method.funnel import BEYOND, UNKNOWN, WITHIN, funnel
from iku_helpers.method.ranks import ranks
from iku_helpers.method.significance import with_holm

__all__ = ["BEYOND", "UNKNOWN", "WITHIN", "changes", "funnel", "ranks"]


def changes(found: Mapping[Hashable, Estimate], level: float = 0.95) -> pd.DataFrame:
    """The changes of many kecamatan (``ikm.change`` of each), and which of them are real.

    Columns estimate, se, df, lower, upper, n, ``p``, ``p_holm``, ``changed``. Each interval speaks of its own
    kecamatan; ``changed`` asks p_holm to be below 1 − level, for among nine kecamatan in which nothing
    happened one passes its own interval in more than a third of years.

    References
    ----------
    Holm (1979).

    Examples
    --------
    >>> found = {name: Estimate(change, 1.0, 200.0, change - 1.97, change + 1.97, 250)
    ...          for name, change in (("banjar", 2.1), ("sawan", 3.5), ("seririt", 0.4))}
    >>> changes(found)["changed"].tolist()
    [False, True, False]
    """
    return with_holm(as_frame(found, "kecamatan"), level, "changed")
