"""dokumen-iku: every fact comes from params/, for every shipped year and for constructed situations."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from nbformat import NotebookNode

from iku_helpers.inputs.workbook import Workbook
from iku_helpers.numbers import date, number
from iku_helpers.pages.blocks import plain
from iku_helpers.pages.document import words

HOSTILE = '<script>alert("x")</script>'
OFFICIAL_HEADS = [
    "NO",
    "KINERJA UTAMA/ SASARAN/ OUTCOME",
    "INDIKATOR KINERJA UTAMA",
    "PENJELASAN/ FORM HITUNGAN",
    "SUMBER DATA",
    "PENANGGUNG JAWAB",
]


@pytest.fixture(scope="module")
def documents(in_process):
    """The shipped years of Busungbiu, each run once."""
    return {tahun: in_process.run("dokumen-iku", tahun=tahun) for tahun in (2021, 2023, 2024)}


def prose(notebook) -> str:
    """All that a reader reads: the analyst's prose and what the cells showed."""
    parts = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and "remove-cell" not in cell.metadata.get("tags", ()):
            parts.append(cell.source)
        for output in cell.get("outputs", ()):
            html = str(output.data.get("text/html", ""))
            parts.append("" if "<style>" in html else plain(html))
    return "\n".join(parts)


@pytest.mark.parametrize("tahun", [2021, 2023, 2024])
def test_no_other_year_stands_in_the_document(documents, tahun):
    """The printed one of 2021 still said 2019 in a chapter; years of rules and of the Renstra may stand."""
    years = set(map(int, re.findall(r"\b20[0-9]{2}\b", prose(documents[tahun]))))
    assert years - {tahun, 2018, 2026} == set()
    assert tahun in years


@pytest.mark.parametrize("tahun", [2021, 2023, 2024])
def test_the_table_has_its_six_columns_and_every_indicator(documents, in_process, tahun):
    table = in_process.shown(documents[tahun], "tabel-isi")
    heads = [plain(head).upper() for head in re.findall(r'<th scope="col"[^>]*>(.*?)</th>', table)]
    rows = table.count('<th scope="row"')

    assert heads == OFFICIAL_HEADS
    assert rows == len(Workbook.open(tahun, "busungbiu").indicators)
    for indicator in Workbook.open(tahun, "busungbiu").indicators:
        assert indicator.nama in table
        assert indicator.sasaran in table
    assert table.count("Camat Busungbiu") == rows


@pytest.mark.parametrize("tahun", [2021, 2023, 2024])
def test_villages_and_targets_come_from_params(documents, in_process, tahun):
    workbook = Workbook.open(tahun, "busungbiu")
    told = prose(documents[tahun])

    assert all(name in told for name in workbook.villages["nama"])
    table = in_process.shown(documents[tahun], "bab-2-target-isi")
    assert [number(value) for value in workbook.targets["target"]] == [
        row[0]
        for row in re.findall(r'<td class="angka"[^>]*>([\d,.]+)%?</td><td[^>]*>([\d,.]+)%?</td>', table)
    ]


def test_who_signed_in_2021_and_where(documents, in_process):
    signed = plain(in_process.shown(documents[2021], "bab-3-tanda-tangan"))
    assert signed.startswith("Busungbiu, 5 Januari 2021 Camat Busungbiu Gede Putra Aryana, S.Sos., MAP NIP.")


def test_an_unnamed_camat_leaves_room_to_sign(documents, in_process):
    signed = plain(in_process.shown(documents[2024], "bab-3-tanda-tangan"))
    assert re.fullmatch(r"Busungbiu, \.+ 2024 Camat Busungbiu \.+ NIP\. \.+", signed)


def test_place_and_day_of_signing_as_set(in_process):
    def dated(workbook: Workbook) -> Workbook:
        settings = workbook.settings.model_copy(
            update={"tempat": "Singaraja", "tanggal": dt.date(2024, 1, 8)}
        )
        person = replace(workbook.kecamatan, camat="Ni Luh Sari, S.IP.", nip="19700101 199501 2 001")
        return replace(workbook, settings=settings, kecamatan=person)

    signed = plain(in_process.shown(in_process.run("dokumen-iku", dated), "pengantar-tanda-tangan"))
    who = "Camat Busungbiu Ni Luh Sari, S.IP. NIP. 19700101 199501 2 001"
    assert signed == f"Singaraja, {date(dt.date(2024, 1, 8))} {who}"


def test_a_kecamatan_with_kelurahan_names_both_denominators(in_process):
    """Kecamatan Buleleng has 12 desa and 17 kelurahan; only desa have a status."""
    told = plain(in_process.shown(in_process.run("dokumen-iku", kecamatan="buleleng"), "bab-2-wilayah-isi"))
    assert "12 desa dan 17 kelurahan" in told
    assert "dihitung terhadap 29 desa/kelurahan" in told
    assert "dihitung terhadap 12 desa." in told


def test_without_villages_or_targets_the_document_says_so(in_process):
    def bare(workbook: Workbook) -> Workbook:
        return replace(
            workbook,
            villages=workbook.villages.iloc[:0],
            targets=workbook.targets * float("nan"),
            survey=None,
        )

    notebook = in_process.run("dokumen-iku", bare)
    assert "belum diisi" in plain(in_process.shown(notebook, "bab-2-wilayah-isi"))
    assert in_process.shown(notebook, "bab-2-target-isi").count("belum ditetapkan") == 6


def test_what_comes_from_data_is_escaped(in_process):
    def hostile(workbook: Workbook) -> Workbook:
        person = replace(workbook.kecamatan, nama=HOSTILE, camat=HOSTILE, nip=HOSTILE)
        return replace(workbook, kecamatan=person, villages=workbook.villages.assign(nama=HOSTILE))

    notebook = in_process.run("dokumen-iku", hostile)
    whole = "".join(
        in_process.shown(notebook, cell.id) for cell in notebook.cells if cell.cell_type == "code"
    )
    assert "<script" not in whole
    assert whole.count("&lt;script&gt;") > 15


def test_the_wording_is_our_own(documents, shared):
    """No eight words in a row of the printed document of 2021, but for what its table officially says."""
    seed = (shared / "seed" / "iku-busungbiu-2021.txt").read_text("utf-8").split("TAHUN ANGGARAN 2021")[0]

    def runs(text: str) -> set[tuple[str, ...]]:
        found = re.findall(r"\w+", text.lower())
        return {tuple(found[start : start + 8]) for start in range(len(found) - 7)}

    facts = ("tanda-tangan", "sampul")
    cells = [cell for cell in documents[2021].cells if not any(word in cell.id for word in facts)]
    copied = [cell.id for cell in cells if runs(prose(NotebookNode(cells=[cell]))) & runs(seed)]
    assert copied == []


def test_levels_are_counted_as_they_are():
    assert words.kinds(1, ["hasil"], "Kecamatan Kedis", 2024).endswith("satu indikator hasil (outcome).")
