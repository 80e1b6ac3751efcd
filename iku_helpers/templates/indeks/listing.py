"""What the index page lists: reports as they stand, grouped into kecamatan, years and kabupaten."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

_KABUPATEN = re.compile(r"\d\d\.\d\d")


@dataclass(frozen=True)
class Listed:
    """One report of the ledger.

    id       ``2024/busungbiu/laporan-iku``
    files    names below its folder; empty where it never stood
    failed   why the last attempt failed, None where it did not
    results  what its results.json says, empty where it has none
    """

    id: str
    files: Sequence[str] = ()
    failed: str | None = None
    results: Mapping[str, Any] = field(default_factory=dict)

    @property
    def year(self) -> str:
        """The first part of its id."""
        return self.id.split("/")[0]

    @property
    def area(self) -> str:
        """The second part: a kecamatan's slug, or the code of a kabupaten."""
        return self.id.split("/")[1]

    @property
    def kind(self) -> str:
        """The last part: which notebook made it."""
        return self.id.rpartition("/")[2]

    @property
    def folder(self) -> str:
        """Where its files are, seen from the index."""
        return self.id.rpartition("/")[0]

    @property
    def of_kabupaten(self) -> bool:
        """Whether it is about a whole kabupaten."""
        return _KABUPATEN.fullmatch(self.area) is not None


@dataclass(frozen=True)
class Area:
    """A kecamatan with all its reports."""

    slug: str
    reports: tuple[Listed, ...]

    @cached_property
    def _latest(self) -> Mapping[str, Any]:
        told = [report for report in self.reports if report.results]
        return max(told, key=lambda report: report.year).results if told else {}

    @property
    def name(self) -> str:
        """Its official name; without results, read from the slug."""
        return str(self._latest.get("nama") or self.slug.replace("-", " ").title())

    @property
    def code(self) -> str:
        """Its code, empty where no report tells it."""
        return str(self._latest.get("kode") or "")

    @property
    def kabupaten(self) -> str:
        """The kabupaten it belongs to, empty where no report tells it."""
        return str(self._latest.get("kabupaten") or "")

    @property
    def newest_page(self) -> str | None:
        """Where its newest report with figures is, seen from the index."""
        pages = [
            (one.year, f"{one.folder}/{name}")
            for one in self.reports
            for name in one.files
            if one.results and name.endswith(".html")
        ]
        return max(pages)[1] if pages else None

    def of_year(self, year: str) -> list[Listed]:
        """Its reports of one year, those with results first."""
        return sorted(
            (one for one in self.reports if one.year == year), key=lambda one: (not one.results, one.kind)
        )


@dataclass(frozen=True)
class Listing:
    """All reports, as the page needs them."""

    reports: tuple[Listed, ...]

    @cached_property
    def years(self) -> list[str]:
        """Every year with a report on a kecamatan, newest first: what was asked for last is read first."""
        return sorted({report.year for report in self.reports if not report.of_kabupaten}, reverse=True)

    @cached_property
    def areas(self) -> list[Area]:
        """Every kecamatan, in the order of the official codes; those without a code last."""
        grouped: dict[str, list[Listed]] = {}
        for report in self.reports:
            if not report.of_kabupaten:
                grouped.setdefault(report.area, []).append(report)
        areas = [Area(slug, tuple(reports)) for slug, reports in grouped.items()]
        return sorted(areas, key=lambda area: (not area.code, area.code, area.slug))

    @cached_property
    def of_kabupaten(self) -> list[Listed]:
        """Reports about a whole kabupaten, newest first."""
        found = sorted((one for one in self.reports if one.of_kabupaten), key=lambda one: one.id)
        return sorted(found, key=lambda one: one.year, reverse=True)

    @cached_property
    def failed(self) -> list[Listed]:
        """Reports whose last attempt failed."""
        return sorted((one for one in self.reports if one.failed is not None), key=lambda one: one.id)

    @cached_property
    def kabupaten(self) -> list[str]:
        """Names of all kabupaten, for the filter."""
        return sorted({area.kabupaten for area in self.areas if area.kabupaten})

    @cached_property
    def indicators(self) -> list[str]:
        """Keys of the indicators, in the order the reports give them."""
        return list(dict.fromkeys(key for report in self.reports for key in report.results.get("iku", {})))

    @cached_property
    def sample(self) -> str:
        """Whether figures are sample data: "semua", "sebagian" or empty."""
        told = [
            bool(report.results["data_contoh"]) for report in self.reports if "data_contoh" in report.results
        ]
        return "" if not any(told) else "semua" if all(told) else "sebagian"
