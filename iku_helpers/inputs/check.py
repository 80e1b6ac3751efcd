"""Everything that can be known before a run, all at once: ``check(params_dir)``.

Errors (``severity`` "galat") stop a report, warnings ("peringatan") do not. A problem whose ``kecamatan`` is
set stops that kecamatan's report alone; one without it touches every report of its year, or of all years
where ``tahun`` is None too. No pandas here: a check must be quick to start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from iku_helpers.errors import InputError, Problem, RequestError, Severity, did_you_mean
from iku_helpers.inputs import catalogue, indicators, tables, warnings_survey, warnings_villages
from iku_helpers.inputs.catalogue import Params
from iku_helpers.inputs.kecamatan_tables import examined
from iku_helpers.inputs.owners import VILLAGE_TABLES
from iku_helpers.inputs.warnings_settings import settings_problems
from iku_helpers.inputs.year_files import YEARLY_TABLES, YearFiles, marked


def check(
    params_dir: str | Path | None = None, tahun: int | None = None, kecamatan: str | None = None
) -> list[Problem]:
    """Every problem of params/, or of one year, or of one kecamatan with what it shares with the others.

    A year's report also reads the years before it, so with ``tahun`` their errors are told too (not their
    warnings: those were last year's).

    Raises ``RequestError`` where the folder, the year or the kecamatan is not there at all.
    """
    params = catalogue.find(params_dir)
    chosen = catalogue.years(params.folder)
    if tahun is not None:
        chosen = [year for year in chosen if year <= catalogue.require_year(params, tahun)]
    if not chosen:
        raise RequestError("Belum ada satu tahun pun di params/; mulai dengan 'iku new TAHUN'.")
    if kecamatan is not None:
        _require_somewhere(params, kecamatan, chosen)
    problems = _collected(lambda: indicators.read(params.path("iku.yml"), params.name("iku.yml")))
    if problems:
        return problems
    if tahun is None:
        problems += [_no_settings(params, year) for year in catalogue.without_settings(params.folder)]
    for year in chosen:
        found = _year(YearFiles(params, year), kecamatan)
        problems += [problem for problem in found if tahun in (None, year) or problem.severity == "galat"]
    return problems


def _require_somewhere(params: Params, kecamatan: str, years: list[int]) -> None:
    known: dict[str, None] = {}
    for year in years:
        try:
            known |= dict.fromkeys(catalogue.kecamatan(params.folder, year))
        except InputError:
            return
    catalogue.require_kecamatan(kecamatan, tuple(known), years[-1])


def grouped(problems: Iterable[Problem]) -> list[str]:
    """Lines for a reader: under each report touched what is wrong with it, errors and their reports first."""
    groups: dict[str, list[Problem]] = {}
    for problem in problems:
        groups.setdefault(_touched(problem), []).append(problem)
    lines: list[str] = []
    for name, found in sorted(groups.items(), key=lambda group: not any(map(_stops, group[1]))):
        told = sorted(found, key=lambda problem: not _stops(problem))
        lines += [*([""] if lines else []), f"{name}:", *(f"  {item.severity}: {item}" for item in told)]
    return lines


def _stops(problem: Problem) -> bool:
    return problem.severity == "galat"


def _touched(problem: Problem) -> str:
    year = "semua tahun" if problem.tahun is None else str(problem.tahun)
    return f"{year}, {problem.kecamatan or 'semua kecamatan'}"


def _no_settings(params: Params, tahun: int) -> Problem:
    advice = "Kembalikan berkas itu, atau pindahkan foldernya bila tahun ini tidak dipakai."
    return Problem(
        "Berkas ini tidak ada, jadi tahunnya tidak dikenal.", params.name(tahun, "tahun.yml"), advice=advice
    )


def _collected(read: Callable[[], object]) -> list[Problem]:
    try:
        read()
    except InputError as error:
        return list(error.problems)
    return []


def shared(params_dir: str | Path | None, tahun: int) -> list[Problem]:
    """What touches every report of a year: its shared files, and earlier ones that cannot be read at all.

    No survey is opened, so this is quick however many kecamatan there are.
    """
    params = catalogue.find(params_dir)
    catalogue.require_year(params, tahun)
    problems = _collected(lambda: indicators.read(params.path("iku.yml"), params.name("iku.yml")))
    if problems:
        return problems
    earlier = [year for year in catalogue.years(params.folder) if year < tahun]
    found = [problem for year in earlier for problem in _unreadable(YearFiles(params, year))]
    files = YearFiles(params, tahun)
    return [*found, *(_unreadable(files) or _shared(files))]


def _unreadable(files: YearFiles) -> list[Problem]:
    """Shared files of a year that cannot be read: nothing more can be said of the year then."""
    problems = _collected(lambda: files.settings)
    if not problems:
        problems = [found for table in YEARLY_TABLES for found in _collected(_reader(files, table))]
    return marked(problems, files.tahun, None)


def _shared(files: YearFiles) -> list[Problem]:
    return marked([*settings_problems(files), *_ownerless(files)], files.tahun, None)


def _year(files: YearFiles, kecamatan: str | None) -> list[Problem]:
    problems = _unreadable(files)
    if problems:
        return problems
    wanted = [slug for slug in dict.fromkeys(files.slugs) if kecamatan in (None, slug)]
    return [*_shared(files), *(found for slug in wanted for found in _kecamatan(files, slug))]


def _reader(files: YearFiles, table: str) -> Callable[[], object]:
    if table in ("kecamatan", "desa"):
        return lambda: files.register(table)
    return lambda: files.table(table)


def _ownerless(files: YearFiles) -> Iterable[Problem]:
    """Rows that belong to no kecamatan: no report uses them, so they are wrong for all or merely unknown."""
    for table in YEARLY_TABLES:
        rows = files.cut(table, None)
        if rows is None or not len(rows):
            continue
        yield from tables.problems(rows, files.schema(table))
        if table in VILLAGE_TABLES:
            yield from warnings_villages.unregistered(files, rows)
        else:
            yield from _unknown_slugs(
                files, table, rows.file, zip(rows.rows, rows.columns["kecamatan"], strict=True)
            )


def _unknown_slugs(
    files: YearFiles, table: str, file: str, cells: Iterable[tuple[int, str]]
) -> Iterable[Problem]:
    for row, text in cells:
        if text.strip():
            hint = did_you_mean(text.strip(), files.slugs)
            message = f"Kecamatan ini tidak ada di kecamatan.csv{';' + hint if hint else '.'}"
            severity: Severity = "galat" if table == "desa" else "peringatan"
            yield Problem(message, file, row, "kecamatan", text.strip(), severity=severity)


def _kecamatan(files: YearFiles, slug: str) -> list[Problem]:
    found, problems = examined(files, slug)
    more = [*warnings_survey.warnings(found), *warnings_villages.warnings(found)]
    for table in VILLAGE_TABLES:
        if table in found.records:
            more += warnings_villages.unregistered(files, found.records[table])
    return [replace(problem, tahun=files.tahun, kecamatan=slug) for problem in (*problems, *more)]
