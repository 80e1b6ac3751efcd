"""The index page and the table of all results: complete, escaped, the same bytes whatever the order."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iku_helpers.batch.catalogue import COLUMNS, INDEX, TABLE, listed, results_table, write_catalogue
from iku_helpers.batch.ledger import Entry, FileRecord, Ledger
from iku_helpers.templates.indeks import Listed, index_page

RECORD = FileRecord("0" * 64, 1, 1)


def results(slug="busungbiu", year=2024, **more) -> dict:
    iku = {
        "ikm": {"realisasi": 84.615, "mutu": "B", "target": 84.0, "capaian": 100.7321},
        "administrasi": {
            "realisasi": 1300 / 15,
            "good": 13,
            "evaluated": 15,
            "total": 15,
            "capaian": 96.2963,
        },
    }
    told = {
        "nama": slug.title(),
        "kode": "51.08.03",
        "kabupaten": "Buleleng",
        "data_contoh": True,
        "iku": iku,
    }
    return {"id": f"{year}/{slug}/laporan-iku", "tahun": year, "kecamatan": slug, **told, **more}


def report(slug="busungbiu", year=2024, *, failed=None, **more) -> Listed:
    files = (f"laporan-iku-{slug}-{year}.html", f"laporan-iku-{slug}-{year}-lampiran.xlsx", "results.json")
    return Listed(f"{year}/{slug}/laporan-iku", files, failed, results(slug, year, **more))


class Page(HTMLParser):
    """Links, visible words and rows of a page, read as a browser would."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.rows: list[str] = []
        self.text = ""
        self._silent = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self._silent = tag in ("script", "style")
        if tag == "tr":
            self.rows.append("")
        if tag == "a":
            self.links.append(unquote(dict(attrs)["href"]))

    def handle_data(self, data):
        if not self._silent:
            self.text += f" {data}"
            if self.rows:
                self.rows[-1] += f" {data.strip()}"


def page(*reports: Listed) -> Page:
    return Page(index_page(reports, TABLE))


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    """Two reports that stand, one of them failed since, and one that never stood."""
    ledger = Ledger(tmp_path)
    for slug, year in (("busungbiu", 2024), ("banjar", 2023)):
        folder = tmp_path / str(year) / slug
        folder.mkdir(parents=True)
        (folder / f"laporan-iku-{slug}-{year}.html").write_text("<p>isi</p>")
        (folder / "results.json").write_text(json.dumps(results(slug, year)))
        files = dict.fromkeys((f"laporan-iku-{slug}-{year}.html", "results.json"), RECORD)
        ledger.made(f"{year}/{slug}/laporan-iku", Entry({}, files, 1.0))
    ledger.failed("2023/banjar/laporan-iku", "sel 4: kolom U4 kosong")
    ledger.failed("2024/sawan/laporan-iku", "kernel mati")
    ledger.save()
    return tmp_path


def test_every_link_of_the_index_leads_to_a_file(outputs):
    write_catalogue(outputs, Ledger(outputs))

    links = [link for link in Page((outputs / INDEX).read_text()).links if not link.startswith("#")]
    assert {link for link in links if link.endswith(".html")} == {
        "2024/busungbiu/laporan-iku-busungbiu-2024.html",
        "2023/banjar/laporan-iku-banjar-2023.html",
    }
    assert all((outputs / link).is_file() for link in links)


def test_failures_are_named_with_their_reason_and_whether_an_old_report_stands(outputs):
    write_catalogue(outputs, Ledger(outputs))
    text = " ".join(Page((outputs / INDEX).read_text()).text.split())

    assert "2023/banjar/laporan-iku (laporan lama masih ada): sel 4: kolom U4 kosong" in text
    assert "2024/sawan/laporan-iku : kernel mati" in text
    assert "2 gagal" in text


def test_unchanged_files_are_not_written_again(outputs):
    first = write_catalogue(outputs, Ledger(outputs))
    before = [(path.stat().st_ino, path.read_bytes()) for path in first]

    second = write_catalogue(outputs, Ledger(outputs))

    assert [(path.stat().st_ino, path.read_bytes()) for path in second] == before


def test_a_report_whose_files_are_gone_is_listed_without_links(outputs):
    (outputs / "2024/busungbiu/results.json").unlink()

    gone = next(one for one in listed(outputs, Ledger(outputs)) if one.area == "busungbiu")
    assert (gone.files, dict(gone.results)) == ((), {})


@pytest.mark.parametrize("spoilt", ["{", "[]", "null", '"teks"', "\x00"])
def test_a_spoilt_results_file_does_not_stop_the_page(outputs, spoilt):
    (outputs / "2024/busungbiu/results.json").write_text(spoilt)

    write_catalogue(outputs, Ledger(outputs))

    assert "Busungbiu" in (outputs / INDEX).read_text()


def test_an_empty_outputs_says_what_to_do(tmp_path):
    write_catalogue(tmp_path, Ledger(tmp_path))

    assert "Belum ada laporan" in (tmp_path / INDEX).read_text()
    assert (tmp_path / TABLE).read_text().splitlines() == [",".join(COLUMNS)]


def test_table_has_one_row_a_report_and_indicator_with_unrounded_figures():
    rows = list(csv.DictReader(io.StringIO(results_table([report(), report("banjar", 2023)]))))

    assert [(row["id"], row["iku"]) for row in rows] == [
        ("2023/banjar/laporan-iku", "ikm"),
        ("2023/banjar/laporan-iku", "administrasi"),
        ("2024/busungbiu/laporan-iku", "ikm"),
        ("2024/busungbiu/laporan-iku", "administrasi"),
    ]
    assert float(rows[3]["realisasi"]) == 1300 / 15
    assert (rows[3]["total"], rows[2]["total"], rows[2]["data_contoh"], rows[2]["gagal"]) == (
        "15",
        "",
        "ya",
        "tidak",
    )


def test_text_that_a_spreadsheet_would_run_is_defused():
    (row, _) = csv.DictReader(io.StringIO(results_table([report(nama='=HYPERLINK("x")')])))

    assert row["nama"] == '\'=HYPERLINK("x")'


def test_figures_are_printed_by_the_one_rounding():
    """84.615 is 84,62 half up and 84,61 by Babel's own; 1300/15 is 86,67."""
    row = page(report()).rows[-1]

    assert "84,62" in row
    assert "B" in row.split()
    assert "86,67" in row
    assert "13/15" in row


@pytest.mark.parametrize(
    ("achieved", "marked"), [(99.994, True), (99.995, False), (100.0, False), (None, False)]
)
def test_mark_of_a_missed_target_follows_the_printed_achievement(achieved, marked):
    iku = {"ikm": {"realisasi": 84.0, "mutu": "B", "capaian": achieved}}

    assert ("▾" in page(report(iku=iku)).rows[-1]) == marked


def test_years_stand_newest_first_and_a_missing_year_stays_empty():
    found = page(report(year=2021), report(year=2024), report("banjar", 2024))

    assert found.rows[0].split() == ["Kecamatan", "2024", "2021"]
    assert found.rows[2].split()[-1] == "–"


def test_every_kind_of_report_is_offered_and_kabupaten_stand_apart():
    poster = Listed("2024/busungbiu/publikasi-skm", ("publikasi-skm-busungbiu-2024.html",))
    recap = Listed("2024/51.08/rekap-kabupaten", ("rekap.html",), None, {"kabupaten": "Buleleng"})

    found = page(report(), poster, recap)

    assert {"Laporan", "Poster", "Excel", "Rekap"} <= set(found.text.split())
    assert "2024/51.08/rekap.html" in found.links
    assert len(found.rows) == 3


def test_names_and_reasons_are_escaped():
    evil = '<script>alert(1)</script>"&'
    html = index_page([report(nama=evil, kabupaten=evil, failed=evil), report("b", kabupaten="x")], TABLE)

    assert html.count("<script>") == 1
    assert evil in Page(html).text


def test_only_the_page_s_own_script_is_allowed_and_no_address():
    html = index_page([report()], TABLE)
    (script,) = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]
    allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()

    assert "default-src 'none'" in policy
    assert re.findall(r"script-src ([^;]*)", policy) == [f"'sha256-{allowed}'"]
    assert re.findall(r"https?://|//[a-z]", html) == []
    assert re.findall(r"\son[a-z]+=", html) == []


def test_sample_data_are_announced_once_for_all_and_by_row_for_some():
    some = page(report(), report("banjar", data_contoh=False))

    assert "Semua laporan di sini memakai data contoh" in page(report()).text
    assert "Sebagian laporan di sini memakai data contoh" in some.text
    assert [("data contoh" in row) for row in some.rows[2:]] == [False, True]
    assert "contoh" not in page(report(data_contoh=False)).text


@given(
    st.permutations(
        [report(slug, year) for slug in ("banjar", "busungbiu", "sawan") for year in (2023, 2024)]
    )
)
def test_order_of_the_reports_changes_no_byte(order):
    ordered = sorted(order, key=lambda one: one.id)

    assert index_page(order, TABLE) == index_page(ordered, TABLE)
    assert results_table(order) == results_table(ordered)
