"""Rows of the index's table as HTML.

Plain strings escaped where they are put together: with seven thousand rows a template engine, or markupsafe's
``format``, would take most of the time of a run in which nothing changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import quote

from iku_helpers.numbers import MISSING, number, rounded
from iku_helpers.templates.indeks.listing import Area, Listed, Listing

KINDS = {
    "laporan-iku": "Laporan",
    "dokumen-iku": "Dokumen",
    "publikasi-skm": "Poster",
    "rekap-kabupaten": "Rekap",
}
FILES = {"pdf": "PDF", "xlsx": "Excel", "docx": "Word"}
BELOW = '<i title="di bawah target">▾</i>'


def rows(listing: Listing) -> Iterator[str]:
    """One row a kecamatan: its name, and for every year the figures and the files."""
    several = len(listing.kabupaten) > 1
    places = {name: str(place) for place, name in enumerate(listing.kabupaten)} if several else {}
    for area in listing.areas:
        cells = "".join(_year(area.of_year(year), listing) for year in listing.years)
        below = " · ".join(filter(None, (area.kabupaten if several else "", area.code)))
        note = f"<small>{escape(below)}</small>" if below else ""
        marks = _marks(area, places.get(area.kabupaten, ""))
        yield f'<tr{marks}><th scope="row">{_name(area)}{note}</th>{cells}</tr>'


def _name(area: Area) -> str:
    """The kecamatan's name, leading to its newest report."""
    page = area.newest_page
    name = escape(area.name)
    return name if page is None else f'<a href="{quote(page)}">{name}</a>'


def _marks(area: Area, kabupaten: str) -> str:
    """What the filters ask for: the kabupaten's place in its list, and what is not in order."""
    states = {
        "gagal": any(report.failed is not None for report in area.reports),
        "bawah": any(_is_below(told) for one in area.reports for told in one.results.get("iku", {}).values()),
    }
    marks = {"b": kabupaten, "k": " ".join(name for name, holds in states.items() if holds)}
    return "".join(f' data-{name}="{mark}"' for name, mark in marks.items() if mark)


def _is_below(measures: Mapping[str, Any]) -> bool:
    achieved = measures.get("capaian")
    return achieved is not None and rounded(achieved) < 100


def _year(reports: Sequence[Listed], listing: Listing) -> str:
    results = next((report.results for report in reports if report.results), {})
    figures = [_figure(results.get("iku", {}).get(key)) for key in listing.indicators]
    return "".join([*figures, _files(reports, mark_sample=listing.sample == "sebagian")])


def _figure(measures: Mapping[str, Any] | None) -> str:
    """Realisasi with its letter or its villages; a mark where the target was missed."""
    if measures is None:
        return "<td></td>"
    value, letter = number(measures.get("realisasi")), escape(str(measures.get("mutu") or ""))
    if letter and value != MISSING:
        more = f'<b class="{letter}">{letter}</b>'
    elif "total" in measures:
        more = f"<small>{escape(str(measures.get('good', 0)))}/{escape(str(measures['total']))}</small>"
    else:
        more = ""
    return f"<td>{BELOW if _is_below(measures) else ''}{value}{more}</td>"


def _files(reports: Sequence[Listed], *, mark_sample: bool) -> str:
    lines = (" ".join(report_links(report)) for report in sorted(reports, key=_place))
    parts = [f"<p>{links}</p>" for links in lines if links]  # a line a report says whose PDF a "PDF" is
    parts += [_failure(report) for report in reports if report.failed is not None]
    if any(report.results.get("draf") for report in reports):
        parts.append("<em>rancangan</em>")
    if mark_sample and any(report.results.get("data_contoh") for report in reports):
        parts.append("<em>data contoh</em>")
    return f"<td>{''.join(parts) or MISSING}</td>"


def _place(report: Listed) -> int:
    """Where a report stands among those of its year: the main one first."""
    return [*KINDS, report.kind].index(report.kind)


def _failure(report: Listed) -> str:
    words = "gagal diperbarui" if report.files else "gagal"
    return f'<em class="g">{escape(kind_name(report))} {words}</em>'


def kind_name(report: Listed) -> str:
    """A report's kind in a word; an unknown notebook by its own name."""
    return KINDS.get(report.kind, report.kind.replace("-", " ").capitalize())


def report_links(report: Listed) -> Iterator[str]:
    """Links to a report's page and to what stands beside it."""
    order = {ending: place for place, ending in enumerate(("html", *FILES))}
    endings = {name: name.rpartition(".")[2] for name in report.files}
    for name in sorted(endings, key=lambda name: (order.get(endings[name], len(order)), name)):
        label = kind_name(report) if endings[name] == "html" else FILES.get(endings[name])
        if label is not None:
            yield f'<a href="{quote(f"{report.folder}/{name}")}">{escape(label)}</a>'
