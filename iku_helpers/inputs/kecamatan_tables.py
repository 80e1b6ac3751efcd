"""One kecamatan's tables of one year, checked: all its troubles at once, or typed frames."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from iku_helpers.errors import InputError, Problem
from iku_helpers.inputs import tables
from iku_helpers.inputs.columns import Schema
from iku_helpers.inputs.records import Records
from iku_helpers.inputs.survey_settings import Unsur
from iku_helpers.inputs.year_files import YEARLY_TABLES, YearFiles, marked

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class KecamatanTables:
    """The rows of one kecamatan by table name (``survei`` too), with the columns of each."""

    files: YearFiles
    slug: str
    records: dict[str, Records]
    schemas: dict[str, Schema]

    def frame(self, table: str) -> pd.DataFrame:
        """A table as a typed frame; without rows where its file is absent."""
        schema = self.schemas[table]
        empty = Records("", dict.fromkeys(schema.names, ()), ())
        return tables.frame(self.records.get(table, empty), schema)


def opened(files: YearFiles, slug: str) -> KecamatanTables:
    """The tables of ``slug``, refused with every error in its own rows."""
    found, problems = examined(files, slug)
    if problems:
        raise InputError(problems)
    return found


def examined(files: YearFiles, slug: str) -> tuple[KecamatanTables, list[Problem]]:
    """The tables of ``slug`` and the errors in its own rows; a file no report can use raises at once."""
    records: dict[str, Records] = {}
    schemas: dict[str, Schema] = {}
    problems: list[Problem] = []
    for table in YEARLY_TABLES:
        rows = files.cut(table, slug)
        schemas[table] = files.schema(table)
        if rows is not None:
            records[table] = rows
            problems += tables.problems(rows, schemas[table])
    try:
        answers, schemas["survei"] = files.survey(slug)
    except InputError as error:
        problems += error.problems
        answers = None
        schemas.setdefault("survei", files.survey_schema(slug))
    if answers is not None and len(answers):
        records["survei"] = answers
        problems += tables.problems(answers, schemas["survei"])
        problems += _overfull_services(answers, records.get("layanan"))
        problems += _unanswered(answers, files.survey_unsur(slug))
    if "desa" in records:
        problems += _unknown_kecamatan(records["desa"], slug)
    return KecamatanTables(files, slug, records, schemas), marked(problems, files.tahun, slug)


def _unknown_kecamatan(desa: Records, slug: str) -> list[Problem]:
    """Rows that are this kecamatan's by their code but name one the register does not know."""
    pairs = zip(desa.rows, desa.columns["kecamatan"], strict=True)
    return [
        Problem(
            "Kecamatan ini tidak ada di kecamatan.csv.", desa.file, row, "kecamatan", text,
            advice=f"Menurut kodenya desa ini milik {slug}.",
        )
        for row, text in pairs if text.strip() != slug
    ]  # fmt: skip


def _unanswered(answers: Records, unsur: tuple[Unsur, ...]) -> list[Problem]:
    """Unsur nobody answered: an index over all unsur does not exist then."""
    silent = [
        item
        for item in unsur
        if not any(text.strip() for name in item.butir or (item.kode,) for text in answers.columns[name])
    ]
    return [
        Problem(
            f"Unsur {item.kode} ({item.nama}) tidak dijawab seorang pun; indeks tidak dapat dihitung.",
            answers.file, column=item.kode,
            advice="Isi jawabannya, atau hapus unsur itu dari 'survei.unsur' di tahun.yml.",
        )
        for item in silent
    ]  # fmt: skip


def users(layanan: Records | None) -> dict[str, float]:
    """Known number of users by service."""
    if layanan is None:
        return {}
    known: dict[str, float] = {}
    for name, text in zip(layanan.columns["layanan"], layanan.columns["pengguna"], strict=True):
        count: Any = text.strip()
        if count.isdecimal():
            known[name.strip()] = float(count)
    return known


def _overfull_services(answers: Records, layanan: Records | None) -> list[Problem]:
    """A service with more respondents than users: one of both figures is wrong, and no weight makes sense."""
    known = users(layanan)
    asked: dict[str, int] = {}
    for name in answers.columns["layanan"]:
        asked[name.strip()] = asked.get(name.strip(), 0) + 1
    return [
        Problem(
            f"Layanan '{name}' punya {count} responden, padahal penggunanya {known[name]:.0f}.",
            answers.file, column="layanan", advice="Perbaiki 'pengguna' di layanan.csv.",
        )
        for name, count in asked.items() if count > known.get(name, count)
    ]  # fmt: skip
