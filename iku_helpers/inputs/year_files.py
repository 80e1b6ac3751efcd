"""The files of one year: read once, cut to one kecamatan, their troubles told apart by kecamatan."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property

from iku_helpers.errors import InputError, Problem
from iku_helpers.inputs import indicators, records, schemas, settings
from iku_helpers.inputs.catalogue import Params
from iku_helpers.inputs.columns import Schema
from iku_helpers.inputs.owners import YEARLY_TABLES as YEARLY_TABLES
from iku_helpers.inputs.owners import Owners
from iku_helpers.inputs.records import Records
from iku_helpers.inputs.survey_settings import Unsur, regime_unsur


@dataclass(frozen=True)
class YearFiles:
    """One year of params/. Every property reads its file at most once; a missing optional table is None."""

    params: Params
    tahun: int

    @cached_property
    def indicators(self) -> indicators.Indicators:
        """``iku.yml``."""
        return indicators.read(self.params.path("iku.yml"), self.params.name("iku.yml"))

    @cached_property
    def settings(self) -> settings.YearSettings:
        """``tahun.yml``, which must be of its folder's year."""
        file = self.params.name(self.tahun, "tahun.yml")
        found = settings.read(self.params.path(self.tahun, "tahun.yml"), file)
        if found.tahun != self.tahun:
            message = f"Kunci 'tahun' berisi {found.tahun}, padahal foldernya {self.tahun}."
            raise InputError(Problem(message, file, tahun=self.tahun))
        return found

    def schema(self, table: str) -> Schema:
        """The columns of a table this year, with those that only the indicators ask for."""
        if table == "idm":
            rule = self.settings.desa.aturan
            return schemas.IDM if rule == "idm" else schemas.INDEKS_DESA
        if table == "administrasi":
            taken = {*self.schema("idm").names, "nilai", "jenis", "nama"}
            columns = {name: dated for name, dated in self._counted.items() if name not in taken}
            return schemas.with_criteria(schemas.ADMINISTRASI, columns)
        return schemas.BY_NAME[table]

    @cached_property
    def _counted(self) -> dict[str, bool]:
        countings = [indicator.counting for indicator in self.indicators.indikator]
        criteria = [criterion for counting in countings if counting for criterion in counting.criteria]
        return {criterion.column: criterion.not_after is not None for criterion in criteria}

    @cached_property
    def _tables(self) -> dict[str, Records | None]:
        return {}

    def table(self, table: str) -> Records | None:
        """A yearly table as text, None where the file is absent."""
        if table not in self._tables:
            path = self.params.path(self.tahun, f"{table}.csv")
            file = self.params.name(self.tahun, f"{table}.csv")
            self._tables[table] = records.read(path, self.schema(table), file) if path.exists() else None
        return self._tables[table]

    def register(self, table: str) -> Records:
        """``kecamatan`` or ``desa``, which no year can do without."""
        found = self.table(table)
        if found is None:
            file = self.params.name(self.tahun, f"{table}.csv")
            raise InputError(
                Problem("Berkas ini tidak ada.", file, advice="Tanpa register tidak ada laporan.")
            )
        return found

    @cached_property
    def slugs(self) -> tuple[str, ...]:
        """The kecamatan of the year, in the order of the register."""
        return tuple(text.strip() for text in self.register("kecamatan").columns["kecamatan"])

    @cached_property
    def owners(self) -> Owners:
        """Which kecamatan every row belongs to."""
        kecamatan, desa = self.register("kecamatan").columns, self.register("desa").columns
        return Owners.of_register(
            zip(kecamatan["kecamatan"], kecamatan["kode"], strict=True),
            zip(desa["kode"], desa["kecamatan"], strict=True),
        )

    @cached_property
    def registered(self) -> frozenset[str]:
        """The codes of every village of the register."""
        return frozenset(text.strip() for text in self.register("desa").columns["kode"])

    @cached_property
    def _rows_by_owner(self) -> dict[str, dict[str | None, list[int]]]:
        return {}

    def cut(self, table: str, slug: str | None) -> Records | None:
        """The rows of a yearly table that belong to one kecamatan (None: to no known one)."""
        found = self.table(table)
        if found is None:
            return None
        if table not in self._rows_by_owner:
            nobody = [""] * len(found)
            codes, slugs = found.columns.get("kode", nobody), found.columns.get("kecamatan", nobody)
            groups: dict[str | None, list[int]] = {}
            for at, (code, named) in enumerate(zip(codes, slugs, strict=True)):
                groups.setdefault(self.owners.owner(table, code, named), []).append(at)
            self._rows_by_owner[table] = groups
        return found.at(self._rows_by_owner[table].get(slug, []))

    def survey_unsur(self, slug: str) -> tuple[Unsur, ...]:
        """The unsur of a kecamatan's questionnaire: as set, else the regime's."""
        own = self.settings.of_kecamatan(slug)
        if own.survei.unsur is not None:
            return own.survei.unsur
        return regime_unsur(own.regime)

    def survey_schema(self, slug: str) -> Schema:
        """The columns of a kecamatan's survey: its unsur, or their items where an unsur has several."""
        unsur = self.survey_unsur(slug)
        columns = tuple(name for item in unsur for name in (item.butir or (item.kode,)))
        return schemas.survey(columns, by_service=self.settings.of_kecamatan(slug).survei.strata is not None)

    def survey(self, slug: str) -> tuple[Records | None, Schema]:
        """A kecamatan's answers as text, None where there was no survey, and their columns."""
        schema = self.survey_schema(slug)
        path = self.params.path(self.tahun, "survei", f"{slug}.csv")
        if not path.exists():
            return None, schema
        return records.read(path, schema, self.params.name(self.tahun, "survei", f"{slug}.csv")), schema

    def fingerprint(self, *parts: str | int) -> str:
        """sha256 of a file's bytes."""
        return hashlib.sha256(self.params.path(*parts).read_bytes()).hexdigest()


def marked(problems: list[Problem], tahun: int, slug: str | None) -> list[Problem]:
    """The problems with the year and the kecamatan whose report they touch (None: every report)."""
    return [replace(problem, tahun=tahun, kecamatan=slug) for problem in problems]
