"""One indicator in one year: realisasi, target, capaian, predikat, and the same of the earlier year."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from iku_helpers.method import capaian, desa
from iku_helpers.method.estimates import Estimate
from iku_helpers.pages.values import in_unit, known, reached

if TYPE_CHECKING:
    from iku_helpers.pages.report import Report
    from iku_helpers.pages.survey_year import SurveyYear
    from iku_helpers.rules import Counting

STATUS_COLUMN = "status"


class IndicatorYear:
    """Figures of one indicator; what the year does not hold is None."""

    def __init__(self, report: Report, indicator: Any) -> None:
        self.report = report
        self.key: str = indicator.kunci
        self.number: int = indicator.nomor
        self.name: str = indicator.nama
        self.short: str = indicator.nama_pendek
        self.unit: str = indicator.satuan
        self.direction: str = indicator.arah
        self.counting: Counting | None = indicator.counting

    @property
    def label(self) -> str:
        """Number and short name."""
        return f"IKU {self.number} {self.short}"

    @property
    def of_villages(self) -> bool:
        """Whether it is a percentage of villages, not the survey's index."""
        return self.counting is not None

    @property
    def counts_status(self) -> bool:
        """Whether it counts villages by their status, not by what was evaluated on the spot."""
        counting = self.counting
        return counting is not None and all(item.column == STATUS_COLUMN for item in counting.criteria)

    @cached_property
    def villages(self) -> pd.DataFrame:
        """The villages of its denominator."""
        villages = self.report.villages
        only_desa = self.counting is not None and self.counting.denominator == "desa"
        return villages[villages["jenis"] != "kelurahan"] if only_desa else villages

    @property
    def noun(self) -> str:
        """What its units are called."""
        return "desa/kelurahan" if (self.villages["jenis"] == "kelurahan").any() else "desa"

    @cached_property
    def share(self) -> desa.VillageShare | None:
        """Villages counted: good, evaluated, total; None for the survey's index, or without villages."""
        if self.counting is None or self.villages.empty:
            return None
        sampling = "census" if self.counts_status else self.report.settings.administrasi.cara
        return desa.count(self.report.villages, self.counting, self.report.tahun, sampling)

    @cached_property
    def verdicts(self) -> pd.DataFrame:
        """Each village against each criterion; no columns for the survey's index."""
        if self.counting is None:
            return pd.DataFrame(index=self.villages.index)
        return desa.verdicts(self.villages, self.counting.criteria, self.report.tahun, self.counting.minimum)

    @property
    def survey(self) -> SurveyYear | None:
        """The survey behind it, where it is the survey's index."""
        return None if self.of_villages else self.report.survey

    @cached_property
    def estimate(self) -> Estimate | None:
        """Realisasi with its limits; None where the year holds nothing to count."""
        if self.of_villages:
            return self.share.estimate if self.share is not None and self.share.evaluated else None
        return None if self.survey is None else self.survey.index

    @property
    def realisasi(self) -> float | None:
        """The figure itself; None where it cannot be told."""
        estimate = self.estimate
        return float(estimate.estimate) if estimate is not None and known(estimate.estimate) else None

    def _target(self, column: str) -> float | None:
        value = self.report.workbook.targets.at[self.key, column]
        return float(value) if known(value) else None

    @property
    def target(self) -> float | None:
        """The year's target."""
        return self._target("target")

    @property
    def renstra(self) -> float | None:
        """The target at the end of the Renstra."""
        return self._target("renstra")

    @cached_property
    def capaian(self) -> float | None:
        """Achievement in percent of the target."""
        return capaian.achievement(self.realisasi, self.target, self.direction)

    @property
    def predikat(self) -> str:
        """The predicate of the achievement."""
        return capaian.predicate(self.capaian, self.report.settings.skala_predikat)

    @property
    def reached(self) -> bool | None:
        """Whether the target is met; None where it cannot be told."""
        return reached(self.capaian)

    @cached_property
    def earlier(self) -> IndicatorYear | None:
        """The same indicator in the earlier year, where it has a figure there."""
        report = self.report.earlier
        found = None if report is None else report.indicator(self.key)
        return found if found is not None and found.realisasi is not None else None

    @property
    def is_broken(self) -> bool:
        """Whether the earlier year counted by another rule, so that the two must not be compared."""
        earlier = self.report.earlier
        if earlier is None:
            return False
        if self.of_villages:
            return self.counts_status and earlier.rule != self.report.rule
        return None not in (self.report.survey, earlier.survey) and self.change is None

    @cached_property
    def change(self) -> Estimate | None:
        """Change of the survey's index since the earlier year, with its interval."""
        before = None if self.report.earlier is None else self.report.earlier.survey
        return None if self.survey is None or before is None else self.survey.change_from(before)

    @property
    def is_whole(self) -> bool:
        """Whether everyone was asked, so that the interval is the point."""
        return (
            self.estimate is not None
            and known(self.estimate.lower)
            and self.estimate.lower == self.estimate.upper
        )

    @property
    def mutu_words(self) -> str:
        """The letter and word of the survey's index, as they follow the figure in a clause."""
        return "" if self.survey is None else f" bermutu {self.survey.letter} ({self.survey.word})"

    @property
    def printed(self) -> str:
        """Realisasi as text."""
        return in_unit(self.realisasi, self.unit)
