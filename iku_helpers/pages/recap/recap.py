"""All figures of a kabupaten's recapitulation: the reports of its kecamatan, and what only many can show."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable, Iterable
from functools import cached_property
from importlib.metadata import version
from typing import Any

import pandas as pd

from iku_helpers import rules
from iku_helpers.errors import MethodError
from iku_helpers.method import comparison, desa
from iku_helpers.method.estimates import Estimate, as_frame
from iku_helpers.pages.indicator_year import IndicatorYear
from iku_helpers.pages.recap.recap_year import KIND, RecapYear, with_reports
from iku_helpers.pages.report import PACKAGE, Report


class Recap:
    """The figures of one kabupaten and year.

    ``workbook`` is what ``iku_helpers.inputs.kabupaten.KabupatenWorkbook.open`` gives.
    """

    def __init__(self, workbook: Any) -> None:
        self.kode: str = workbook.kode
        every = tuple(with_reports(workbook.years))
        self.years = tuple(year for year in every if year.reports)
        self.unread = {year.tahun: list(year.refused) for year in every if year.refused}
        self.now = self.years[-1]
        self.tahun = self.now.tahun
        self.reports = tuple(self.now.reports.values())

    @property
    def id(self) -> str:
        """The recapitulation's id, the same in the ledger and in the folder."""
        return f"{self.tahun}/{self.kode}/{KIND}"

    @property
    def place(self) -> str:
        """The kabupaten by name; by its code where the year's settings are of another one."""
        kabupaten = self.reports[0].workbook.kabupaten
        return f"Kabupaten {kabupaten.nama if kabupaten.kode == self.kode else self.kode}"

    @property
    def names(self) -> dict[str, str]:
        """Slug to name of every kecamatan of the register, also of those without a readable table."""
        return self.now.register

    @property
    def indicators(self) -> tuple[IndicatorYear, ...]:
        """The indicators, in the first kecamatan: names, units and counting are the same in all."""
        return self.reports[0].indicators

    @property
    def survey_indicator(self) -> IndicatorYear | None:
        """The indicator that is the survey's index."""
        return self.reports[0].survey_indicator

    @property
    def earlier(self) -> RecapYear | None:
        """The nearest earlier year held; None in the first."""
        return self.years[-2] if len(self.years) > 1 else None

    @cached_property
    def indices(self) -> pd.DataFrame:
        """The index of every kecamatan that may be compared."""
        return as_frame({slug: survey.index for slug, survey in self.now.surveys.items()}, "kecamatan")

    @cached_property
    def funnel(self) -> pd.DataFrame | None:
        """Each kecamatan against the mean of all; None with fewer than two to compare."""
        try:
            return comparison.funnel(self.indices)
        except MethodError:
            return None

    @property
    def top(self) -> int:
        """How many count as best: a third of those compared, three at most."""
        return max(1, min(3, len(self.indices) // 3))

    @cached_property
    def ranks(self) -> pd.DataFrame | None:
        """The league table with its uncertainty; None with fewer than two to compare."""
        try:
            return comparison.ranks(self.indices, self.top)
        except MethodError:
            return None

    @cached_property
    def changes(self) -> pd.DataFrame:
        """Change of the index since the earlier year, of the kecamatan measured alike in both."""
        found: dict[Hashable, Estimate] = {}
        for slug, report in self._followed():
            item = report.survey_indicator
            if item is not None and item.change is not None and slug in self.now.surveys:
                found[slug] = item.change
        return comparison.changes(found)

    @cached_property
    def movements(self) -> dict[str, pd.DataFrame]:
        """Villages beside the earlier year by kecamatan; those without statuses in both are left out."""
        held = {slug: report.movement for slug, report in self._followed()}
        return {slug: moved for slug, moved in held.items() if moved is not None}

    def _followed(self) -> Iterable[tuple[str, Report]]:
        """The kecamatan whose earlier year is the kabupaten's."""
        year = None if self.earlier is None else self.earlier.tahun
        for slug, report in self.now.reports.items():
            if report.earlier is not None and report.earlier.tahun == year:
                yield slug, report

    def total(self, key: str, year: RecapYear) -> desa.VillageShare | None:
        """The villages of all kecamatan together; None in a year that lacks any kecamatan of this one."""
        shares = [item.share for item in year.items(key).values() if item.share is not None]
        return desa.together(shares) if shares and set(self.names) <= set(year.reports) else None

    def now_total(self, key: str) -> desa.VillageShare | None:
        """The villages of all kecamatan together this year."""
        return self.total(key, self.now)

    @cached_property
    def contoh(self) -> list[str]:
        """Sample tables among those of any kecamatan."""
        return list(dict.fromkeys(name for report in self.reports for name in report.workbook.contoh))

    def is_sample(self, *tables: str) -> bool:
        """Whether any kecamatan's table is sample data."""
        return any(report.is_sample(*tables) for report in self.reports)

    @property
    def draft(self) -> bool:
        """Whether any kecamatan's report is a draft."""
        return any(report.workbook.draft for report in self.reports)

    @cached_property
    def sources(self) -> pd.DataFrame:
        """Every file of the year once, with the rows all kecamatan used together."""
        whole = pd.concat([report.workbook.sources for report in self.reports], ignore_index=True)
        used = whole.groupby("berkas", sort=False)["dipakai"].sum(min_count=1)
        files = whole.drop_duplicates("berkas").set_index("berkas")
        found: pd.DataFrame = files.assign(dipakai=used).reset_index()
        return found

    @property
    def key(self) -> str:
        """The first twelve digits of the sha256 over the bytes of all inputs, the id and the version."""
        read = sorted(self.sources[["berkas", "sha256"]].astype("str").to_numpy().tolist())
        whole = json.dumps([self.id, read, version(PACKAGE)], ensure_ascii=True)
        return hashlib.sha256(whole.encode("ascii")).hexdigest()[:12]

    @cached_property
    def rules(self) -> tuple[rules.Rule, ...]:
        """The official rules the recapitulation leans on, each once; it prints no predicates."""
        held = [
            rules.for_report(
                None if report.survey is None else report.survey.regime,
                report.rule if report.has_status else None,
                None,
            )
            for report in self.reports
        ]
        return tuple(dict.fromkeys(rule for of_report in held for rule in of_report))
