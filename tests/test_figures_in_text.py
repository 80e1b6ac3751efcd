"""Every number a reader meets in the nine reports of 2024 stands in results.json, after the one rounding.

The text of every printed cell is walked: sentences, titles, captions, cards, tables, and what charts say to a
screen reader. What is no result (names and years of regulations, the bounds of their classes, dates, files,
respondents' own words) is taken out first, each piece by where it comes from, never by a list of digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fixtures import in_process

from iku_helpers import rules
from iku_helpers.inputs.workbook import Workbook
from iku_helpers.numbers import count_word, number, period, probability
from iku_helpers.pages.blocks import plain

ROOT = Path(__file__).resolve().parents[1]
TAHUN = 2024
KECAMATAN = sorted(path.stem for path in (ROOT / "params" / str(TAHUN) / "survei").glob("*.csv"))
NUMBER = re.compile(r"(?<![\w,.])\d+(?:\.\d{3})*(?:,\d+)?(?![\w]|[.,]\d)")
DIGITS = (1, 2, 3, 4)  # of a sentence's interval, of an index, of a change on the phone, of IDM
WHOLE = ("df", "persen_kurang")  # printed without decimals

# What a cell prints beside results, by the sentence it belongs to; the figures of an axis are drawn from a
# scale and tested with the charts.
FIXED = [
    r"sumbu mulai dari [\d,]+",
    r"di bawahnya diperbesar, [\d,]+ sampai [\d,]+",
    r"skala 25 sampai 100",
    r"tidak keluar dari 25 sampai 100",
    r"skala 1 sampai 4",
    r"skor 1 sampai 4",
    r"jawaban 1 sampai 4",
    r"[Ii]nterval 95%",
    r"\b95%, linierisasi",
    r"jumlahnya dapat 99 atau 101",
    r"kurang dari (?:5|30|lima)\b",
    r"sedikitnya 30 responden",
    r"< 5\b",
    r"lazimnya 0,70 ke atas",
    r"di bawah 0,05",
    r"dengan bobot [\d,]+(?: dan|;)",
    r"Holm \(1979\)",
    r"Welch \(1947\)",
    r"Mulai 2025 status desa",
    r"tidak dipotong di 100%",
    r"sha256 12 digit pertama",
    r"Rentang mutu menurut [^.]*\.",
    r"Batas status menurut [^.]*\.",
    r"\bIKU \d\b",
    r"target = 100%",
]


@dataclass
class Told:
    """A report's text, cell by cell, and its results."""

    cells: dict[str, str]
    results: dict[str, Any]
    workbook: Workbook


@cache
def told(kecamatan: str) -> Told:
    """The report of a kecamatan, its cells run once."""
    notebook = in_process.run(
        "laporan-iku", kecamatan=kecamatan, tahun=TAHUN, params_dir=str(ROOT / "params")
    )
    printed = [cell for cell in notebook.cells if "remove-cell" not in cell.metadata.get("tags", ())]
    html = {cell.id: in_process.shown(notebook, cell.id) for cell in printed if cell.cell_type == "code"}
    prose = {cell.id: cell.source for cell in printed if cell.cell_type == "markdown"}
    workbook = Workbook.open(TAHUN, kecamatan, str(ROOT / "params"))
    return Told(
        prose | {name: _text(words) for name, words in html.items()}, in_process.results(notebook), workbook
    )


def _text(html: str) -> str:
    """The words of a cell, with what a chart says to a screen reader, without formulas and people's words."""
    html = re.sub(r"<style>.*?</style>|<blockquote>.*?</blockquote>|\$\$.*?\$\$", " ", html, flags=re.DOTALL)
    spoken = " ".join(unescape(label) for label in re.findall(r'aria-label="([^"]*)"', html))
    return f"{plain(re.sub(r'<wbr>', '', html))} {spoken}"


def without_what_is_no_result(text: str, page: Told) -> str:
    """The text after everything is taken out that is known to come from elsewhere."""
    for known in sorted(_elsewhere(page), key=len, reverse=True):
        text = text.replace(known, " ")
    for pattern in FIXED:
        text = re.sub(pattern, " ", text)
    return text


def _elsewhere(page: Told) -> Iterator[str]:
    """Texts of rules, files and settings, as they may stand on the page."""
    held = [*rules.MUTU.values(), *rules.UNSUR.values(), *rules.SCALES.values(), *rules.STATUS_RULES.values()]
    for rule in (*held, rules.ADMINISTRATION_RUBRIC, rules.LPJ_DEADLINE, rules.KREJCIE_MORGAN):
        yield from filter(None, (rule.source, rule.note, rule.name, rule.name.lower()))
    yield "Permendagri 20/2018 Pasal 70 dan 72"
    yield "paling lambat 03-31"
    yield page.results["kode"]
    yield page.results["kunci"]
    yield from (f"{name} {version}" for name, version in page.results["versi"].items())
    for source in page.results["sumber"]:
        yield from (source["berkas"], source["sha256"][:12])
    described = page.workbook.sources[["judul", "penerbit", "isi"]].to_numpy().ravel()
    yield from (text for text in described if isinstance(text, str))
    plans = (
        page.workbook.follow_up[["kegiatan", "waktu", "penanggung_jawab", "keterangan"]].to_numpy().ravel()
    )
    yield from (text for text in plans if isinstance(text, str) and text)
    if page.workbook.survey is not None:
        yield period(*page.workbook.survey.period)
    for groups in page.results["responden"].values():
        yield from (group["kelompok"] for group in groups)
    yield from (f"{row['kode']} {row['nama']}" for row in page.results["unsur"])


def printed(value: Any) -> Iterator[str]:
    """Every way a value of the results may be printed."""
    if isinstance(value, dict):
        yield from (number(value[key], 0) for key in WHOLE if value.get(key) is not None)
        for part in value.values():
            yield from printed(part)
    elif isinstance(value, list):
        for part in value:
            yield from printed(part)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield number(value, 0)
    elif isinstance(value, float):
        yield from (number(abs(value), digits) for digits in DIGITS)
        yield from NUMBER.findall(probability(value)) if 0 <= value <= 1 else ()
        if value == int(value):
            yield number(abs(value), 0)


def allowed(page: Told) -> set[str]:
    """All that may be printed: results, the years held and aimed at, the bounds of the predicates."""
    known = set(printed(page.results))
    years = {row["tahun"] for row in page.results["deret"]} | {TAHUN, TAHUN + 1}
    settings = page.workbook.settings
    years |= {settings.administrasi.tahun_anggaran, settings.tahun_renstra}
    years |= set(range(min(years), TAHUN))  # a year without a survey is named in the chart
    bounds = (one.lower for one in rules.scale(settings.skala_predikat).predicates)
    statuses = [row["status"] for row in page.results["desa"]]
    counts = {number(statuses.count(status), 0) for status in set(statuses)}
    states = [row.get("arah") for row in page.results["desa"]]
    counts |= {number(states.count(state), 0) for state in set(states)}
    return known | {str(year) for year in years} | {str(bound) for bound in bounds if bound} | counts


@pytest.mark.parametrize("kecamatan", KECAMATAN)
def test_every_number_on_the_page_is_a_result(kecamatan):
    page = told(kecamatan)
    known = allowed(page)
    strange = {
        (cell, found)
        for cell, text in page.cells.items()
        for found in NUMBER.findall(without_what_is_no_result(text, page))
        if found not in known
    }
    assert strange == set()


@pytest.mark.parametrize("kecamatan", KECAMATAN)
def test_the_walk_sees_many_numbers_and_notices_a_changed_one(kecamatan):
    """Guards the test above: there are figures to walk, and one off by its last digit is found."""
    page = told(kecamatan)
    known = allowed(page)
    text = " ".join(without_what_is_no_result(text, page) for text in page.cells.values())
    figures = [found for found in NUMBER.findall(text) if "," in found and len(found.split(",")[1]) >= 2]
    index = number(page.results["iku"]["ikm"]["realisasi"])

    assert len(figures) > 150
    assert index in figures
    off = f"{index[:-1]}{(int(index[-1]) + 1) % 10}"
    assert off not in known


@pytest.mark.parametrize("kecamatan", KECAMATAN)
def test_counts_told_in_words_are_those_of_the_results(kecamatan):
    """ "Dua unsur nyata di bawah", "Lima desa naik status": the word is the count."""
    page = told(kecamatan)
    text = " ".join(page.cells.values()).lower()
    below = sum(row["nyata_di_bawah"] for row in page.results["unsur"])
    risen = sum(row.get("arah") == "naik" for row in page.results["desa"])

    assert re.findall(r"(\w+) unsur nyata (?:tertinggal|di bawah)", text) or not below
    assert set(re.findall(r"(\w+) unsur nyata (?:tertinggal|di bawah)", text)) <= {count_word(below)}
    assert set(re.findall(r"(\w+) desa naik status", text)) <= {count_word(risen)}
    assert risen == 0 or "naik status" in text
