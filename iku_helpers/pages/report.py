"""All figures of one report, each computed once by ``method`` when it is first asked for.

The notebook brings inputs and method together through this object: ``Report(workbook)``. Whatever the year
lacks (survey, IDM, administration, an earlier year) is None here, and the pages say so in words.
"""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from importlib.metadata import version
from typing import Any

import pandas as pd

from iku_helpers import rules
from iku_helpers.errors import MethodError
from iku_helpers.method import capaian, desa, ikm
from iku_helpers.method.estimates import Estimate
from iku_helpers.method.status import VillageRule
from iku_helpers.pages.indicator_year import IndicatorYear
from iku_helpers.pages.survey_year import SurveyYear

PACKAGE = "iku-workbook"


class Report:
    """The figures of one kecamatan and year.

    ``workbook`` is what ``iku_helpers.inputs.workbook.Workbook.open`` gives; the pages read only its tables.
    ``kind`` is the notebook's name, the last part of the report's id; ``before`` are the reports of the
    earlier years where they are made already.
    """

    def __init__(
        self, workbook: Any, kind: str = "laporan-iku", before: tuple[Report, ...] | None = None
    ) -> None:
        self.workbook = workbook
        self.kind = kind
        self._before = before
        self.tahun: int = workbook.tahun
        self.kecamatan = workbook.kecamatan
        self.settings = workbook.settings

    @property
    def id(self) -> str:
        """The report's id, the same in the ledger and in the folder."""
        return f"{self.tahun}/{self.kecamatan.slug}/{self.kind}"

    @property
    def place(self) -> str:
        """The kecamatan's name with its rank."""
        return f"Kecamatan {self.kecamatan.nama}"

    @property
    def survey(self) -> SurveyYear | None:
        """The year's survey; None where there is none or nobody answered."""
        return self._surveyed[0]

    @property
    def survey_problem(self) -> str:
        """Why the year's answers have no index; empty where they have one, or where there are none."""
        return self._surveyed[1]

    @cached_property
    def _surveyed(self) -> tuple[SurveyYear | None, str]:
        table = self.workbook.survey
        if table is None or table.respondents.empty:
            return None, ""
        survey = SurveyYear(table)
        try:
            survey.require_index()
        except MethodError as problem:
            return None, str(problem)
        return survey, ""

    @property
    def rule(self) -> VillageRule:
        """Which index gives the village statuses ("idm" or "indeks_desa")."""
        aturan: VillageRule = self.settings.desa.aturan
        return aturan

    @cached_property
    def villages(self) -> pd.DataFrame:
        """Villages with their value and status."""
        return desa.with_status(self.workbook.villages, self.rule)

    @cached_property
    def desa(self) -> pd.DataFrame:
        """Villages proper: a kelurahan has no status."""
        return self.villages[self.villages["jenis"] != "kelurahan"]

    @cached_property
    def has_status(self) -> bool:
        """Whether any village has a status this year."""
        return bool(self.villages["status"].notna().any())

    @property
    def earlier(self) -> Report | None:
        """The report of the nearest earlier year held, to compare with; None in the first year."""
        return self.series[-2] if len(self.series) > 1 else None

    @cached_property
    def series(self) -> tuple[Report, ...]:
        """Every year up to this one, ascending; the earlier ones share theirs, so no figure is made twice."""
        before = self._before
        if before is None:
            held = (self.workbook.year(year) for year in self.workbook.years if year < self.tahun)
            before = ()
            for workbook in filter(None, held):
                before = (*before, Report(workbook, self.kind, before))
        return (*before, self)

    @cached_property
    def index_by_year(self) -> pd.DataFrame:
        """The survey's index of every year that has one, with its changes."""
        held = {one.tahun: one.survey for one in self.series if one.survey is not None}
        return ikm.series({year: survey.as_year for year, survey in held.items()})

    @cached_property
    def change_since_first(self) -> tuple[int, Estimate] | None:
        """The change since the first year measured in the same way, where that is not the last one before."""
        held = {one.tahun: one.survey for one in self.series if one.survey is not None}
        own = held.get(self.tahun)
        for year, survey in sorted(held.items())[:-2]:
            found = None if own is None else own.change_from(survey)
            if found is not None:
                return year, found
        return None

    @cached_property
    def indicators(self) -> tuple[IndicatorYear, ...]:
        """The indicators in the order of the official table."""
        ordered = sorted(self.workbook.indicators, key=lambda item: item.nomor)
        return tuple(IndicatorYear(self, indicator) for indicator in ordered)

    def indicator(self, key: str) -> IndicatorYear | None:
        """The indicator called ``key``, where the report has it."""
        return next((item for item in self.indicators if item.key == key), None)

    @property
    def kabupaten(self) -> str:
        """Kabupaten and province."""
        return f"Kabupaten {self.workbook.kabupaten.nama}, {self.workbook.kabupaten.provinsi}"

    @property
    def survey_indicator(self) -> IndicatorYear | None:
        """The indicator that is the survey's index."""
        return next((item for item in self.indicators if item.counting is None), None)

    @cached_property
    def card(self) -> pd.DataFrame:
        """Every indicator with target, capaian, Renstra and the earlier year (``capaian.scorecard``)."""
        earlier = self.earlier
        before = {} if earlier is None else {item.key: item.estimate for item in earlier.indicators}
        end = self.settings.tahun_renstra
        return capaian.scorecard(
            {item.key: item.estimate for item in self.indicators},
            self.workbook.targets,
            self.settings.skala_predikat,
            directions={item.key: item.direction for item in self.indicators},
            previous={item.key: None if item.is_broken else before.get(item.key) for item in self.indicators},
            years_left=0 if end is None else end - self.tahun,
        )

    @cached_property
    def distance(self) -> pd.DataFrame:
        """How far each village is from its next status."""
        return desa.distance(self.desa)

    @cached_property
    def movement(self) -> pd.DataFrame | None:
        """Villages of this year beside the earlier one; None without one, or across a change of index."""
        earlier = self.earlier
        if earlier is None or earlier.rule != self.rule or not (self.has_status and earlier.has_status):
            return None
        return desa.movement(earlier.villages, self.desa)

    @cached_property
    def fingerprint(self) -> str:
        """sha256 over the bytes of the report's inputs, its id and the version that made it."""
        read = sorted(self.workbook.sources[["berkas", "sha256"]].astype("str").to_numpy().tolist())
        whole = json.dumps([self.id, read, version(PACKAGE)], ensure_ascii=True)
        return hashlib.sha256(whole.encode("ascii")).hexdigest()

    @property
    def key(self) -> str:
        """The report's own key: the first twelve digits of its fingerprint."""
        return self.fingerprint[:12]

    def is_sample(self, *tables: str) -> bool:
        """Whether any of the tables is sample data."""
        held = set(self.workbook.contoh)
        return any(table in held or any(name.startswith(f"{table}/") for name in held) for table in tables)

    @cached_property
    def rules(self) -> tuple[rules.Rule, ...]:
        """The official rules this report leans on."""
        survey = self.survey
        return rules.for_report(
            None if survey is None else survey.regime,
            self.rule if self.has_status else None,
            self.settings.skala_predikat,
            directions={item.direction for item in self.indicators},
        )
