"""The chapters of ``laporan-iku``: each function shows one cell, whatever data the kecamatan has."""

from __future__ import annotations

from iku_helpers.pages.chapters.achievement import achievement
from iku_helpers.pages.chapters.criteria import further, verdicts
from iku_helpers.pages.chapters.follow_up import plan, plan_of_last_year
from iku_helpers.pages.chapters.head import head
from iku_helpers.pages.chapters.limits import cannot_say, method
from iku_helpers.pages.chapters.origin import origin
from iku_helpers.pages.chapters.respondents import profile, suggestions
from iku_helpers.pages.chapters.satisfaction import answers, index, quality, services, unsur, years
from iku_helpers.pages.chapters.standing import statuses, to_next_status
from iku_helpers.pages.chapters.summary import findings, summary

__all__ = [
    "achievement",
    "answers",
    "cannot_say",
    "findings",
    "further",
    "head",
    "index",
    "method",
    "origin",
    "plan",
    "plan_of_last_year",
    "profile",
    "quality",
    "services",
    "statuses",
    "suggestions",
    "summary",
    "to_next_status",
    "unsur",
    "verdicts",
    "years",
]
