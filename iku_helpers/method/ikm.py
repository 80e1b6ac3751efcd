"""Indeks Kepuasan Masyarakat (IKM): everything a report says about a satisfaction survey, from one door.

    IKM = 25 / J · Σ_j R_j,     R_j the weighted mean of unsur j over those who answered it

Read on in the order of a report: `figures` (index, unsur, groups), `letters` (mutu and its probability),
`findings` (which unsur are low, which services stand apart), `changes` and `series` (between years, between
groups), `reliability`, `precision` and `sample_size` (can the answers carry it), `quality` (are the answers
sound). How a number is estimated stands in `estimates`.
"""

from __future__ import annotations

from iku_helpers.method.changes import change, change_by_unsur, difference
from iku_helpers.method.figures import by_group, by_unsur, index
from iku_helpers.method.findings import answers, apart, lowest
from iku_helpers.method.letters import conventions, mutu, mutu_probabilities, reaching
from iku_helpers.method.precision import DesignEffect, design_effect, respondents_needed
from iku_helpers.method.reliability import alpha, item_total
from iku_helpers.method.sample_size import required, sample_size
from iku_helpers.method.series import YearSurvey, series

__all__ = [
    "DesignEffect",
    "YearSurvey",
    "alpha",
    "answers",
    "apart",
    "by_group",
    "by_unsur",
    "change",
    "change_by_unsur",
    "conventions",
    "design_effect",
    "difference",
    "index",
    "item_total",
    "lowest",
    "mutu",
    "mutu_probabilities",
    "reaching",
    "required",
    "respondents_needed",
    "sample_size",
    "series",
]
