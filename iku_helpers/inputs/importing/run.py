"""One import from file to canonical table: read, propose, convert, compare, and only then write."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from iku_helpers.errors import InputError, Problem, RequestError, ended
from iku_helpers.inputs import catalogue
from iku_helpers.inputs.importing.context import Request, Rows
from iku_helpers.inputs.importing.doubts import doubts
from iku_helpers.inputs.importing.headers import Table
from iku_helpers.inputs.importing.placing import Draft, compare_and_write
from iku_helpers.inputs.importing.proposal import Found, foreign_years, propose
from iku_helpers.inputs.importing.questions import is_long
from iku_helpers.inputs.importing.reader import read_source
from iku_helpers.inputs.importing.report import ImportReport
from iku_helpers.inputs.importing.service_table import service_rows
from iku_helpers.inputs.importing.sheets import chosen_tables, words_of
from iku_helpers.inputs.importing.survey_table import survey_rows
from iku_helpers.inputs.importing.village_tables import register_rows, village_rows
from iku_helpers.inputs.importing.writing import refusals, write_all
from iku_helpers.inputs.layouts import EMPTY, IGNORED, KINDS, layout_text, read_layout
from iku_helpers.inputs.year_files import YearFiles

_MAKERS: dict[str, Callable[[Table, list[Found], Request], Rows]] = {
    "survei": survey_rows, "idm": village_rows, "administrasi": village_rows, "layanan": service_rows,
    "desa": register_rows,
}  # fmt: skip


def import_table(
    kind: str, file: str | Path, tahun: int, kecamatan: str | None = None,
    params_dir: str | Path | None = None, layout: str | Path | None = None,
    replace: bool = False, today: dt.date | None = None,
) -> ImportReport:  # fmt: skip
    """Turn a sheet into the canonical table of ``kind`` (survei, idm, administrasi, layanan, desa) of a year.

    Parameters
    ----------
    kecamatan
        Slug; None takes every kecamatan the sheet names.
    layout
        A layout file: used where it exists, else written with what the import proposes.
    replace
        Write although a table is already there. A table that is not there yet is written without it.
    today
        The day recorded as the source's date where neither the layout nor the file says one.

    Returns
    -------
    ImportReport
        Never raises for what a sheet holds: the report's ``problems`` say what is wrong.

    Raises
    ------
    RequestError
        If the kind, year or kecamatan asked for does not exist.
    """
    if kind not in KINDS:
        raise RequestError(f"Tabel '{kind}' tidak dikenal{ended(kind, KINDS)} Yang ada: {', '.join(KINDS)}.")
    params = catalogue.find(params_dir)
    files = YearFiles(params, catalogue.require_year(params, tahun))
    path, layout_path = Path(file), None if layout is None else Path(layout)
    report = ImportReport(kind, path.name)
    try:
        if kecamatan is not None:
            catalogue.require_kecamatan(kecamatan, files.slugs, tahun)
        used = read_layout(layout_path) if layout_path is not None and layout_path.exists() else EMPTY
        request = Request(kind, files, kecamatan, used, today or dt.datetime.now(tz=dt.UTC).date())
        _run(request, path, report, replace)
        _offer_layout(layout_path, request, report)
    except InputError as error:
        report.problems += error.problems
    return report


def _run(request: Request, path: Path, report: ImportReport, replace: bool) -> None:
    """Convert every chosen sheet; several sheets of one workbook make one table."""
    source = read_source(path)
    if request.layout.jenis not in {None, request.kind}:
        message = f"Tata letak ini untuk tabel {request.layout.jenis}, bukan {request.kind}."
        raise InputError(Problem(message, source.name))
    report.notes += source.notes
    parts = [_converted(table, request, report) for table in chosen_tables(source, request)]
    source = dataclasses.replace(source, grids=())  # what is not needed any more need not stay in memory
    if report.refused:
        return
    rows = pd.concat(parts) if len(parts) > 1 else parts[0]
    report.rows_kept = len(rows)
    drafts = _drafts(rows, request)
    for draft in drafts:
        report.problems += refusals(draft.frame, draft.schema, source.name)
    if not report.refused:
        compare_and_write(drafts, request, source, report, replace)


def _converted(table: Table, request: Request, report: ImportReport) -> pd.DataFrame:
    words = words_of(request)
    found, problems = propose(table, words, request.layout, request.tahun)
    again = bool(report.columns)
    report.sheet = f"{report.sheet}, {table.grid.sheet}" if again else table.grid.sheet
    report.header, report.columns = table.rows, report.columns or found
    report.problems += problems + ([] if is_long(found) else foreign_years(found, table, request.tahun))
    if report.refused:
        return pd.DataFrame()
    named = request.kind != "survei" or any(column.field == "kecamatan" for column in found)
    report.problems += doubts(table, request, names_kecamatan=named)
    rows = _MAKERS[request.kind](table, found, request)
    in_data = len(table.data) if rows.respondents is None else rows.respondents
    report.rows_in += in_data + sum(table.dropped.values())
    for reason, count in rows.dropped.items():
        report.dropped[reason] = report.dropped.get(reason, 0) + count
    report.notes += [note for note in rows.notes if note not in report.notes]
    report.problems += rows.problems
    return rows.data


def _drafts(rows: pd.DataFrame, request: Request) -> list[Draft]:
    files = request.files
    if request.kind != "survei":
        schema = files.schema(request.kind)
        names = [column.name for column in schema.columns if column.name in rows]
        key = "layanan" if request.kind == "layanan" else "kode"
        return [Draft(request.kind, rows[names], schema, key, request.kecamatan)]
    drafts = []
    for slug in files.slugs:
        own = rows[rows["kecamatan"] == slug]
        if len(own):
            schema = files.survey_schema(slug)
            missing = [name for name in schema.names if name not in own]
            if missing:
                message = (
                    f"Unsur {slug} di tahun.yml lain dari kecamatan lain; impor dengan --kecamatan {slug}."
                )
                raise InputError(Problem(message, f"params/{request.tahun}/tahun.yml"))
            drafts.append(Draft(f"survei/{slug}", own[schema.names], schema, "id", slug))
    return drafts


def _offer_layout(path: Path | None, request: Request, report: ImportReport) -> None:
    """Write the proposed layout where the one asked for does not exist yet."""
    if path is None or path.exists() or not report.columns:
        return
    columns = {column.title: _layout_name(column) for column in report.columns if column.title}
    sheet = report.sheet.split(", ") if report.sheet and ", " in report.sheet else report.sheet
    text = layout_text(request.layout.jenis or request.kind, sheet, list(report.header), columns)
    write_all({path: text.encode()})
    report.layout_written = path.name


def _layout_name(column: Found) -> str:
    if column.is_personal or not column.field:
        return IGNORED
    return column.item if column.item.startswith("U") else column.field
