"""Village percentages: which villages are good, out of how many, and how sure that is.

Statuses come from ``status`` and ``idm``, verdicts from ``criteria``, percentages from ``percentages``, exact
limits from ``hypergeometric``, movement between years from ``movement``, the way to the next status from
``distance``; all are reached here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from iku_helpers.method.criteria import by_criterion, verdicts
from iku_helpers.method.distance import distance
from iku_helpers.method.estimates import Estimate
from iku_helpers.method.hypergeometric import limits
from iku_helpers.method.idm import idm_status, idm_value, indeks_desa_status
from iku_helpers.method.movement import movement, movement_matrix
from iku_helpers.method.percentages import known_sampling, percentage
from iku_helpers.method.status import contradictions, require_columns, with_status
from iku_helpers.rules import Counting

__all__ = [
    "VillageShare",
    "by_criterion",
    "contradictions",
    "count",
    "distance",
    "idm_status",
    "idm_value",
    "indeks_desa_status",
    "limits",
    "movement",
    "movement_matrix",
    "percentage",
    "together",
    "verdicts",
    "with_status",
]


@dataclass(frozen=True)
class VillageShare:
    """How many villages are good, of how many evaluated, of how many there are, and the percentage.

    ``sampling`` is the reading the estimate rests on: ``"census"``, ``"random"`` or ``"none"``.

    >>> round(VillageShare(14, 15, 15, percentage(14, 15, 15, "census"), "census").per_village, 2)
    6.67
    """

    good: int
    evaluated: int
    total: int
    estimate: Estimate
    sampling: str

    @property
    def per_village(self) -> float:
        """Percentage points one village moves the figure, 100 / total.

        >>> VillageShare(3, 4, 4, percentage(3, 4, 4, "census"), "census").per_village
        25.0
        """
        return 100 / self.total


def count(villages: pd.DataFrame, counting: Counting, tahun: int, sampling: str = "census") -> VillageShare:
    """The village percentage of one indicator: good, evaluated, total, and the estimate.

    A kelurahan has no IDM, so the denominator ``"desa"`` leaves it out while ``"desa_kelurahan"`` counts it.

    Parameters
    ----------
    villages
        A row a village with ``jenis`` (desa or kelurahan) and the columns of the criteria; for a criterion on
        ``status`` call ``with_status`` first.
    counting
        The criteria, the denominator and the minimum of the indicator.
    tahun
        The year of the indicator, for criteria with a date.
    sampling
        As in ``percentage``. A census that left villages out is read as ``"none"``: it yields bounds, not a
        percentage, and ``VillageShare.sampling`` says so. The reverse too: all evaluated is a census.

    Raises
    ------
    VillageTableError
        If a column is missing. ``VillageCountError`` if no village is left to count.

    References
    ----------
    100 x good / total; which villages an index exists for: Permendesa PDTT 2/2016.

    Examples
    --------
    >>> from iku_helpers.rules import Criterion
    >>> kinds, statuses = ["desa", "desa", "kelurahan"], ["Maju", "Tertinggal", None]
    >>> villages = pd.DataFrame({"jenis": kinds, "status": statuses})
    >>> maju = Counting((Criterion("Maju atau Mandiri", "status", ("Maju", "Mandiri")),), "desa")
    >>> share = count(villages, maju, 2024)
    >>> share.good, share.total, share.estimate.estimate
    (1, 2, 50.0)
    """
    require_columns(villages, ["jenis"])
    counted = villages[villages["jenis"] != "kelurahan"] if counting.denominator == "desa" else villages
    good = verdicts(counted, counting.criteria, tahun, counting.minimum)["good"]
    total, evaluated = len(good), int(good.notna().sum())
    read_as = known_sampling(sampling)
    if evaluated == total:
        read_as = "census"
    elif read_as == "census":
        read_as = "none"
    number = int(good.sum())
    return VillageShare(number, evaluated, total, percentage(number, evaluated, total, read_as), read_as)


def together(shares: Iterable[VillageShare]) -> VillageShare:
    """The villages of several kecamatan counted as one: the kabupaten's percentage from its kecamatan's.

    Counts add up; percentages of kecamatan of unequal size must never be averaged. All evaluated is a census.
    Otherwise only bounds are given (``"none"``), also where some kecamatan drew by lot: villages drawn in one
    say nothing of those left out in another.

    Raises
    ------
    VillageCountError
        If there is no village at all.

    References
    ----------
    Cochran W.G. (1977). Sampling Techniques, 3rd ed., section 2.12: a total is the sum of its parts' totals.

    Examples
    --------
    >>> large = VillageShare(28, 29, 29, percentage(28, 29, 29, "census"), "census")
    >>> small = VillageShare(5, 10, 10, percentage(5, 10, 10, "census"), "census")
    >>> both = together([large, small])
    >>> both.good, both.total, round(both.estimate.estimate, 2)
    (33, 39, 84.62)
    """
    held = list(shares)
    good, evaluated, total = (
        sum(getattr(share, name) for share in held) for name in ("good", "evaluated", "total")
    )
    sampling = "census" if evaluated == total else "none"
    return VillageShare(good, evaluated, total, percentage(good, evaluated, total, sampling), sampling)
