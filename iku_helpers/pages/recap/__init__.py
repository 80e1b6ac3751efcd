"""The parts of ``rekap-kabupaten``: one year, every kecamatan of a kabupaten side by side, a cell each."""

from __future__ import annotations

from iku_helpers.pages.recap.annex import annex
from iku_helpers.pages.recap.closing import cannot_say, origin
from iku_helpers.pages.recap.gaps import gaps
from iku_helpers.pages.recap.head import head
from iku_helpers.pages.recap.movers import movers
from iku_helpers.pages.recap.recap import Recap
from iku_helpers.pages.recap.results import results
from iku_helpers.pages.recap.satisfaction import changes, funnel, index, ranks
from iku_helpers.pages.recap.summary import summary
from iku_helpers.pages.recap.villages import further, villages
from iku_helpers.pages.recap.years import years

__all__ = [
    "Recap",
    "annex",
    "cannot_say",
    "changes",
    "funnel",
    "further",
    "gaps",
    "head",
    "index",
    "movers",
    "origin",
    "ranks",
    "results",
    "summary",
    "villages",
    "years",
]
