"""One year of a kabupaten: the reports of its kecamatan, and which of their surveys may be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from functools import cached_property
from typing import Any

from iku_helpers.method.status import VillageRule
from iku_helpers.pages.indicator_year import IndicatorYear
from iku_helpers.pages.report import Report
from iku_helpers.pages.survey_year import SurveyYear
from iku_helpers.pages.tables import HIDDEN_BELOW

KIND = "rekap-kabupaten"


class RecapYear:
    """One year of the kabupaten: a report a kecamatan, in the order of the register."""

    def __init__(self, year: Any, reports: dict[str, Report]) -> None:
        self.tahun: int = year.tahun
        self.register: dict[str, str] = dict(year.register)
        self.refused: dict[str, Any] = dict(year.refused)
        self.reports = reports

    def items(self, key: str) -> dict[str, IndicatorYear]:
        """An indicator in every kecamatan."""
        found = ((slug, report.indicator(key)) for slug, report in self.reports.items())
        return {slug: item for slug, item in found if item is not None}

    @cached_property
    def measure(self) -> Hashable:
        """What most surveys of the year measure (rule, weight, unsur); None without a survey."""
        held = Counter(report.survey.measure for report in self.reports.values() if report.survey is not None)
        return held.most_common(1)[0][0] if held else None

    @cached_property
    def surveys(self) -> dict[str, SurveyYear]:
        """The surveys that may be set side by side: of one measure, and not of a handful of people."""
        held = {slug: report.survey for slug, report in self.reports.items()}
        return {
            slug: survey
            for slug, survey in held.items()
            if survey is not None and survey.measure == self.measure and survey.asked >= HIDDEN_BELOW
        }

    @property
    def regime(self) -> int | None:
        """The survey rule of the surveys compared."""
        return next((survey.regime for survey in self.surveys.values()), None)

    @property
    def rule(self) -> VillageRule:
        """Which index gives the village statuses; one setting of the year."""
        return next(iter(self.reports.values())).rule


def with_reports(years: Iterable[Any]) -> Iterable[RecapYear]:
    """The years with their reports, each kecamatan's earlier ones shared, so that no figure is made twice."""
    before: dict[str, tuple[Report, ...]] = {}
    for year in years:
        reports = {}
        for workbook in year.workbooks:
            slug = workbook.kecamatan.slug
            reports[slug] = Report(workbook, KIND, before.get(slug, ()))
            before[slug] = reports[slug].series
        yield RecapYear(year, reports)
