"""``outputs/index.html`` and ``outputs/semua-hasil.csv``: all that stands, from ledger and results."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from iku_helpers.batch.ledger import Entry, Ledger, write_whole
from iku_helpers.numbers import number

INDEX, TABLE = "index.html", "semua-hasil.csv"
_MEASURES = (
    "realisasi",
    "lower",
    "upper",
    "se",
    "df",
    "n",
    "good",
    "evaluated",
    "total",
    "mutu",
    "target",
    "capaian",
    "predikat",
)
_COLUMNS = ("id", "tahun", "kecamatan", "kode", "iku", *_MEASURES, "data_contoh", "kunci")
_STYLE = """
body{font:17px/1.5 system-ui,sans-serif;color:#1b1f24;background:#fff}
main{max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:.35rem .6rem;border-bottom:1px solid #d0d7de;text-align:right;vertical-align:top}
th:first-child,td:first-child,td.kiri,th.kiri{text-align:left}
a{color:#0b5cad}.pudar{color:#57606a}.geser{overflow-x:auto}
"""


@dataclass(frozen=True)
class Standing:
    """One report that stands in outputs/, with its results where its notebook gives any."""

    id: str
    entry: Entry
    results: Mapping[str, Any]

    @property
    def folder(self) -> str:
        """Below outputs/."""
        return self.id.rpartition("/")[0]

    @property
    def page(self) -> str | None:
        """The address of its page, seen from outputs/."""
        pages = [name for name in self.entry.files if name.endswith(".html")]
        return f"{self.folder}/{pages[0]}" if pages else None


def write_catalogue(outputs: Path, ledger: Ledger) -> None:
    """Write both files anew where their content changed."""
    found = list(standing(outputs, ledger))
    for name, text in ((INDEX, index_page(found)), (TABLE, results_table(found))):
        path = outputs / name
        if not path.is_file() or path.read_bytes() != text.encode():
            write_whole(path, text)


def standing(outputs: Path, ledger: Ledger) -> Iterator[Standing]:
    """Every report with files in place, in order of its id."""
    for report, entry in sorted(ledger.entries.items()):
        folder = outputs / report.rpartition("/")[0]
        if entry.files and all((folder / name).is_file() for name in entry.files):
            results = [name for name in entry.files if name.endswith(".json")]
            told = json.loads((folder / results[0]).read_text(encoding="utf-8")) if results else {}
            yield Standing(report, entry, told)


def results_table(found: list[Standing]) -> str:
    """One row for every report and indicator, numbers unrounded, for spreadsheets and other programs."""
    text = io.StringIO()
    writer = csv.DictWriter(text, _COLUMNS, extrasaction="ignore", lineterminator="\n", restval="")
    writer.writeheader()
    for report in found:
        for indicator, measures in report.results.get("iku", {}).items():
            writer.writerow({**report.results, **measures, "id": report.id, "iku": indicator})
    return text.getvalue()


def index_page(found: list[Standing]) -> str:
    """The way in for a reader: every report by year and area, with the main figures."""
    years = sorted({report.id.split("/")[0] for report in found}, reverse=True)
    sections = "\n".join(
        _year(year, [item for item in found if item.id.startswith(f"{year}/")]) for year in years
    )
    body = sections or "<p>Belum ada laporan.</p>"
    return (
        '<!DOCTYPE html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Laporan IKU</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        "<h1>Laporan IKU</h1>\n"
        f'{body}\n<p class="pudar">Semua angka dalam satu tabel: <a href="{TABLE}">{TABLE}</a></p>\n'
        "</main>\n</body>\n</html>\n"
    )


def _year(year: str, found: list[Standing]) -> str:
    indicators = list(dict.fromkeys(key for report in found for key in report.results.get("iku", {})))
    head = "".join(f'<th scope="col">{escape(_title(key))}</th>' for key in indicators)
    areas = sorted({report.folder for report in found})
    rows = "\n".join(_row([item for item in found if item.folder == area], indicators) for area in areas)
    return (
        f'<h2>{escape(year)}</h2>\n<div class="geser"><table>\n<thead><tr><th scope="col">Wilayah</th>{head}'
        f'<th scope="col" class="kiri">Laporan</th></tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table></div>'
    )


def _row(reports: list[Standing], indicators: list[str]) -> str:
    results = next((report.results for report in reports if report.results), {})
    area = reports[0].folder.split("/")[1]
    name = str(results.get("nama") or area.replace("-", " ").title())
    cells = "".join(f"<td>{_figure(results.get('iku', {}).get(key, {}))}</td>" for key in indicators)
    links = "<br>".join(_link(report) for report in reports)
    return f'<tr><td>{escape(name)}</td>{cells}<td class="kiri">{links}</td></tr>'


def _figure(measures: Mapping[str, Any]) -> str:
    text = number(measures.get("realisasi"))
    letter = measures.get("mutu")
    return f"{text} ({escape(str(letter))})" if letter else text


def _link(report: Standing) -> str:
    name = report.id.rpartition("/")[2]
    note = (
        ""
        if report.entry.failed is None
        else ' <span class="pudar">(laporan lama; percobaan terakhir gagal)</span>'
    )
    return f'<a href="{escape(report.page or "")}">{escape(name)}</a>{note}'


def _title(indicator: str) -> str:
    return indicator.upper() if len(indicator) <= 3 else indicator.capitalize()
