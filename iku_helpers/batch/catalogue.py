"""``outputs/index.html`` and ``outputs/semua-hasil.csv``: everything that stands, from ledger and results."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from iku_helpers.batch.ledger import Ledger, write_whole
from iku_helpers.templates.indeks import Listed, index_page

INDEX, TABLE = "index.html", "semua-hasil.csv"
_REPORT = ("id", "tahun", "kecamatan", "nama", "kode", "kabupaten")
_MEASURES = (
    *("realisasi", "lower", "upper", "se", "df", "n", "mutu", "good", "evaluated", "total"),
    *("target", "capaian", "predikat", "peluang_target", "renstra"),
    *("tahun_lalu", "realisasi_lalu", "perubahan", "perubahan_lower", "perubahan_upper"),
)
_MARKS = ("data_contoh", "draf", "gagal", "kunci")
COLUMNS = (*_REPORT, "iku", *_MEASURES, *_MARKS)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_catalogue(outputs: Path, ledger: Ledger) -> list[Path]:
    """Write both files anew where their content changed, and give back where they are."""
    reports = list(listed(outputs, ledger))
    for name, text in ((INDEX, index_page(reports, TABLE)), (TABLE, results_table(reports))):
        path = outputs / name
        if not path.is_file() or path.read_bytes() != text.encode():
            write_whole(path, text)
    return [outputs / INDEX, outputs / TABLE]


def listed(outputs: Path, ledger: Ledger) -> Iterator[Listed]:
    """Every report that was ever tried, in order of its id; files that are gone are not offered."""
    for report, entry in sorted(ledger.entries.items()):
        folder = outputs / report.rpartition("/")[0]
        whole = all((folder / name).is_file() for name in entry.files)
        files = tuple(sorted(entry.files)) if whole else ()
        yield Listed(report, files, entry.failed, _results(folder, files))


def _results(folder: Path, files: Sequence[str]) -> Mapping[str, Any]:
    """What the report says of itself; a file somebody spoilt counts as none: the page is still written."""
    for name in files:
        if name.endswith(".json"):
            try:
                told = json.loads((folder / name).read_text(encoding="utf-8"))
            except (OSError, ValueError):
                continue
            return told if isinstance(told, dict) else {}
    return {}


def results_table(reports: Sequence[Listed]) -> str:
    """One row for every report and indicator, numbers unrounded, for spreadsheets and other programs."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for report in sorted(reports, key=lambda report: report.id):
        for indicator, measures in report.results.get("iku", {}).items():
            told = {**report.results, **measures, "id": report.id, "iku": indicator}
            told["gagal"] = report.failed is not None
            writer.writerow([_cell(told.get(column)) for column in COLUMNS])
    return text.getvalue()


def _cell(value: object) -> object:
    """A value as the other tables of the workbook write it; text that a spreadsheet would run is defused."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value
