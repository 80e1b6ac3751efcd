"""Numbers of users of each service: from a sheet of any shape to layanan.csv, other kecamatan untouched."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from iku_helpers.inputs.forms import new_year
from iku_helpers.inputs.importing import import_table
from iku_helpers.inputs.importing.run import ImportReport


def imported(params: Path, text: str, slug: str | None = "busungbiu", tahun: int = 2024) -> ImportReport:
    sheet = params.parent / "pengguna.csv"
    sheet.write_text(text, "utf-8")
    return import_table("layanan", sheet, tahun, slug, params, replace=True)


def rows(params: Path, slug: str, tahun: int = 2024) -> list[str]:
    lines = (params / str(tahun) / "layanan.csv").read_text("utf-8").splitlines()
    return [line.removeprefix(f"{slug},") for line in lines if line.startswith(f"{slug},")]


def test_semicolons_and_thousands_points_are_read_and_others_stay(params_copy):
    others = rows(params_copy, "banjar")
    text = "Nama Pelayanan;Jumlah Pemohon\nSurat pindah;1.500\nLegalisasi  surat;760\n"
    report = imported(params_copy, text)
    assert report.problems == []
    assert rows(params_copy, "busungbiu") == ["Surat pindah,1500", "Legalisasi surat,760"]
    assert rows(params_copy, "banjar") == others


def test_the_kecamatan_may_stand_in_the_sheet(params_copy):
    text = "Kecamatan,Layanan,Pengguna\nKec. Busungbiu,Surat pindah,10\nBanjar,Surat pindah,20\n"
    report = imported(params_copy, text, slug=None)
    assert report.problems == []
    assert (rows(params_copy, "busungbiu"), rows(params_copy, "banjar")) == (
        ["Surat pindah,10"],
        ["Surat pindah,20"],
    )


@pytest.mark.parametrize(
    ("text", "slug", "sentence"),
    [
        ("Layanan,Pengguna\nSurat pindah,banyak\n", "busungbiu", "Banyak pengguna harus bilangan bulat."),
        ("Layanan,Pengguna\nSurat pindah,7\n", None, "Sebutkan kecamatannya dengan --kecamatan."),
        ("Kecamatan,Layanan,Ket\nBanjar,Surat pindah,x\n", None, "Kolom untuk pengguna tidak ditemukan."),
        ("Kecamatan,Layanan,Pengguna\nTiada,Surat pindah,7\n", None, "tidak ada di kecamatan.csv"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_written(params_copy, text, slug, sentence):
    before = (params_copy / "2024" / "layanan.csv").read_bytes()
    report = imported(params_copy, text, slug)
    assert sentence in report.text()
    assert report.exit_status == 2
    assert (params_copy / "2024" / "layanan.csv").read_bytes() == before


def test_the_form_offers_last_years_services_and_comes_back(params_copy, tmp_path):
    new_year(2025, params_copy)
    book = openpyxl.load_workbook(params_copy / "2025" / "formulir" / "survei-busungbiu.xlsx")
    page = book["Pengguna layanan"]
    services = [row[0].value for row in page.iter_rows(min_row=2) if row[0].value]
    assert services == [line.rpartition(",")[0] for line in rows(params_copy, "busungbiu")]
    for row in range(2, 2 + len(services)):
        page.cell(row, 2).value = 100 * row
    sheet = tmp_path / "kembali.xlsx"
    book.save(sheet)
    report = import_table("layanan", sheet, 2025, "busungbiu", params_copy)
    assert report.problems == []
    found = rows(params_copy, "busungbiu", 2025)
    assert found == [f"{name},{100 * row}" for row, name in enumerate(services, start=2)]
