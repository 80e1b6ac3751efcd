"""``Workbook.open(tahun, kecamatan)``: everything one report needs, in one object."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

from iku_helpers.errors import InputError, Problem, RequestError
from iku_helpers.inputs import catalogue, kecamatan_tables
from iku_helpers.inputs.catalogue import Params
from iku_helpers.inputs.indicators import Indicator
from iku_helpers.inputs.kecamatan_tables import KecamatanTables
from iku_helpers.inputs.settings import Kabupaten, YearSettings
from iku_helpers.inputs.sources import sample_tables, sources
from iku_helpers.inputs.survey import Survey, survey
from iku_helpers.inputs.villages import villages
from iku_helpers.inputs.year_files import YearFiles


@dataclass(frozen=True)
class Kecamatan:
    """The kecamatan a report is of. ``camat`` and ``nip`` are None where the register leaves them empty."""

    slug: str
    kode: str
    nama: str
    camat: str | None
    nip: str | None

    @property
    def jabatan(self) -> str:
        """The office that signs."""
        return f"Camat {self.nama}"


@dataclass(frozen=True)
class Workbook:
    """One kecamatan's year.

    Open it with ``Workbook.open``. It is read whole at once, so every error in the kecamatan's own rows is
    told together; other kecamatan's rows and other years are not looked at.

    >>> workbook = Workbook.open(2024, "busungbiu")  # doctest: +SKIP
    >>> workbook.kecamatan.jabatan, len(workbook.villages)  # doctest: +SKIP
    ('Camat Busungbiu', 15)
    """

    tables: KecamatanTables = field(repr=False)
    kecamatan: Kecamatan
    settings: YearSettings = field(repr=False)
    indicators: tuple[Indicator, ...] = field(repr=False)
    targets: pd.DataFrame = field(repr=False)
    survey: Survey | None = field(repr=False)
    villages: pd.DataFrame = field(repr=False)
    follow_up: pd.DataFrame = field(repr=False)

    @classmethod
    def open(cls, tahun: int, kecamatan: str, params_dir: str | Path | None = None) -> Workbook:
        """The workbook of one kecamatan and year.

        Parameters
        ----------
        tahun
            A year params/ holds.
        kecamatan
            A slug of that year's ``kecamatan.csv``.
        params_dir
            The folder params/; None or "": the nearest one above the working folder.

        Raises
        ------
        RequestError
            If the year or the kecamatan is not there, or of a wrong type.
        InputError
            With every problem in the files this report needs.
        """
        params = catalogue.find(params_dir)
        files = YearFiles(params, catalogue.require_year(params, tahun))
        return cls.of(files, catalogue.require_kecamatan(kecamatan, files.slugs, files.tahun))

    @classmethod
    def of(cls, files: YearFiles, slug: str) -> Workbook:
        """The workbook of one kecamatan of a year whose files are at hand."""
        tables = kecamatan_tables.opened(files, slug)
        settings = files.settings.of_kecamatan(slug)
        return cls(
            tables=tables,
            kecamatan=_kecamatan(tables),
            settings=settings,
            indicators=files.indicators.indikator,
            targets=_targets(settings, files.indicators.indikator),
            survey=survey(tables),
            villages=villages(tables),
            follow_up=tables.frame("tindak_lanjut").drop(columns="kecamatan"),
        )

    @classmethod
    def kabupaten_year(
        cls, tahun: int, kabupaten_kode: str, params_dir: str | Path | None = None, *, partial: bool = False
    ) -> list[Workbook]:
        """The workbooks of every kecamatan of a kabupaten, in the order of the register.

        ``partial``: kecamatan whose own tables are refused are left out (compare with the register) instead
        of stopping the rest; with none left the refusal stands.
        """
        params = catalogue.find(params_dir)
        files = YearFiles(params, catalogue.require_year(params, tahun))
        found: list[Workbook] = []
        refused: list[Problem] = []
        for slug in _of_kabupaten(files, kabupaten_kode):
            try:
                found.append(cls.of(files, slug))
            except InputError as error:
                if any(problem.kecamatan is None for problem in error.problems):
                    raise
                refused += error.problems
        if refused and not (partial and found):
            raise InputError(refused)
        return found

    @property
    def tahun(self) -> int:
        """The year."""
        return self.tables.files.tahun

    @property
    def kabupaten(self) -> Kabupaten:
        """The kabupaten: kode, nama, provinsi."""
        return self.settings.kabupaten

    @property
    def draft(self) -> bool:
        """Whether the report must be marked as a draft."""
        return self.settings.status == "draf"

    @cached_property
    def sources(self) -> pd.DataFrame:
        """Every file this workbook came from, with rows read and used and the sha256 of its bytes."""
        return sources(self.tables)

    @property
    def contoh(self) -> tuple[str, ...]:
        """The tables that are sample data, made up to show the report."""
        return sample_tables(self.tables)

    @cached_property
    def years(self) -> list[int]:
        """The years held for this kecamatan, ascending, up to this one: a report never looks ahead."""
        held = catalogue.years_of(self._params.folder, self.kecamatan.slug)
        return [year for year in held if year <= self.tahun]

    def year(self, tahun: int) -> Workbook | None:
        """This kecamatan's workbook of an earlier year, None where there is none."""
        if tahun == self.tahun:
            return self
        if tahun not in self.years:
            return None
        if tahun not in self._opened:
            self._opened[tahun] = Workbook.open(tahun, self.kecamatan.slug, self._params.folder)
        return self._opened[tahun]

    @property
    def previous(self) -> Workbook | None:
        """The workbook of the year before."""
        return self.year(self.tahun - 1)

    @property
    def _params(self) -> Params:
        return self.tables.files.params

    @cached_property
    def _opened(self) -> dict[int, Workbook]:
        return {}


def _kecamatan(tables: KecamatanTables) -> Kecamatan:
    row = {name: values[0].strip() for name, values in tables.records["kecamatan"].columns.items()}
    return Kecamatan(row["kecamatan"], row["kode"], row["nama"], row["camat"] or None, row["nip"] or None)


def _targets(settings: YearSettings, indicators: tuple[Indicator, ...]) -> pd.DataFrame:
    keys = [indicator.kunci for indicator in indicators]
    renstra = {} if settings.renstra is None else settings.renstra.target
    columns = {"target": settings.target, "renstra": renstra}
    return pd.DataFrame(
        {name: [values.get(key) for key in keys] for name, values in columns.items()},
        index=pd.Index(keys, name="kunci"),
        dtype="float64",
    )


def _of_kabupaten(files: YearFiles, kode: object) -> list[str]:
    register = files.register("kecamatan")
    codes = [text.strip() for text in register.columns["kode"]]
    found = [slug for slug, code in zip(files.slugs, codes, strict=True) if code.startswith(f"{kode}.")]
    if not found:
        known = ", ".join(sorted({code[:5] for code in codes}))
        raise RequestError(f"Kabupaten {kode!r} tidak ada di {register.file}. Yang ada: {known}.")
    return list(dict.fromkeys(found))
