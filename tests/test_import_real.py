"""Real files of offices and ministry: each gives its published figure, or is refused with the reason."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pandas as pd
import pytest

from iku_helpers.inputs.importing import import_table
from iku_helpers.inputs.workbook import Workbook
from iku_helpers.method import ikm
from iku_helpers.method.estimates import Design

TODAY = dt.date(2024, 12, 31)


@pytest.fixture
def params(params_copy: Path) -> Path:
    """params/ to import into."""
    return params_copy


def year_of(params: Path, tahun: int, regime: int = 2017) -> None:
    """The shipped year 2024 as another year and regime, without surveys."""
    settings = (params / "2024" / "tahun.yml").read_text("utf-8")
    settings = settings.replace("tahun: 2024", f"tahun: {tahun}", 1).replace(
        "regime: 2017", f"regime: {regime}"
    )
    folder = params / str(tahun)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "tahun.yml").write_text(settings, "utf-8")
    for name in ("kecamatan", "desa", "idm", "administrasi"):
        shutil.copy(params / "2024" / f"{name}.csv", folder)


def index_of(params: Path, tahun: int) -> tuple[float, int]:
    """The plain index of the imported survey of Busungbiu and how many rows it has."""
    survey = Workbook.open(tahun, "busungbiu", params).survey
    assert survey is not None
    return ikm.index(survey.respondents, survey.unsur, Design()).estimate, len(survey.respondents)


# Figures of the README beside the files (../shared/data), recomputed there from the sources' own sums.
FIGURES = [
    pytest.param("sekadau_2019_semester1_49resp.csv", 2019, 2017, 78.7415, 49, id="sekadau"),
    pytest.param("bmkg_2020_14unsur_uji.csv", 2020, 2004, 86.0544, 21, id="bmkg, 14 unsur"),
    pytest.param("polkesmar_masyarakat_p1p9_uji.csv", 2023, 2017, 96.2963, 8, id="polkesmar, p1 to p9"),
    pytest.param("eskm_t_skm_5resp.csv", 2023, 2017, 75.5556, 5, id="eskm, dates 0000-00-00"),
]


@pytest.mark.parametrize(("file", "tahun", "regime", "figure", "rows"), FIGURES)
def test_a_survey_gives_its_figure(shared, params, file, tahun, regime, figure, rows):
    year_of(params, tahun, regime)
    report = import_table("survei", shared / "data" / "skm" / file, tahun, "busungbiu", params, today=TODAY)
    assert report.problems == []
    estimate, found = index_of(params, tahun)
    assert estimate == pytest.approx(figure, abs=5e-5)
    assert found == rows


def test_long_letters_of_two_years_give_their_figure_once_the_date_is_set_aside(shared, params, tmp_path):
    year_of(params, 2020)
    sheet = shared / "data" / "skm" / "loket_long_jawaban_huruf.csv"
    report = import_table("survei", sheet, 2020, "busungbiu", params, today=TODAY)
    assert report.dropped == {"bertanggal di luar tahun 2020": 3}
    layout = tmp_path / "loket.yml"
    layout.write_text("kolom: {created_date: abaikan}\n", "utf-8")
    report = import_table(
        "survei", sheet, 2020, "busungbiu", params, layout=layout, replace=True, today=TODAY
    )
    assert report.problems == []
    estimate, rows = index_of(params, 2020)
    assert (estimate, rows) == (pytest.approx(74.3056, abs=5e-5), 8)


REFUSED = [
    (
        "gaspul_triwulan3_marginal_29resp.csv",
        "Tidak ada kolom jawaban per responden; ini bukan isian survei.",
    ),
    ("eskm_t_responden.csv", "Tidak ada kolom jawaban per responden; ini bukan isian survei."),
    ("loket_long_responden.csv", "Tidak ada kolom jawaban per responden; ini bukan isian survei."),
    ("loket_pertanyaan_opsi.csv", "tidak ditemukan"),
    ("opsi_jawaban_eskm.csv", "Baris judul kolom tidak ditemukan"),
    ("template_quis_dpmptsp.xlsx", "Tidak ada baris isian di bawah judul kolom."),
    ("bmkg_2020_14unsur_uji.csv", "Pertanyaan di berkas lebih banyak daripada 9 unsur di tahun.yml"),
]


@pytest.mark.parametrize(("file", "reason"), REFUSED)
def test_what_holds_no_respondents_is_refused_with_the_reason(shared, params, file, reason):
    year_of(params, 2020)
    report = import_table("survei", shared / "data" / "skm" / file, 2020, "busungbiu", params, today=TODAY)
    assert report.exit_status == 2
    assert reason in str(report.problems[0])
    assert not (params / "2020" / "survei").exists()


def test_every_survey_file_is_accounted_for(shared):
    named = {values.values[0] for values in FIGURES} | {file for file, _ in REFUSED}
    named.add("loket_long_jawaban_huruf.csv")
    assert {path.name for path in (shared / "data" / "skm").iterdir()} == named


@pytest.mark.parametrize("tahun", [2023, 2024])
def test_the_national_index_gives_the_nine_kecamatan_as_shipped(shared, params, tahun):
    national = shared / "data" / "idm" / f"idm_{tahun}_nasional.csv.gz"
    report = import_table("idm", national, tahun, params_dir=params, today=TODAY)
    assert report.problems == []
    assert (report.rows_kept, report.changed) == (129, False)


@pytest.mark.parametrize("tahun", [2023, 2024])
def test_the_tidy_file_of_both_years_gives_the_shipped_year(shared, params, tahun):
    file = shared / "data" / "idm" / "buleleng_idm_2023_2024.csv"
    report = import_table("idm", file, tahun, params_dir=params, today=TODAY)
    assert report.dropped == {f"dari tahun lain (kolom tahun bukan {tahun})": 129}
    assert report.changed is False


def test_the_ministrys_layout_gives_the_shipped_year(shared, params, tmp_path):
    national = pd.read_csv(
        shared / "data" / "idm" / "idm_2024_nasional.csv.gz", dtype="str", keep_default_na=False
    )
    bali = national[national["KODE_DESA"].str.startswith("51")]
    head = ["NO", "K0DE\nDESA", "NAMA\nKECAMATAN", "NAMA DESA", "IKS\n2024", "IKE\n2024", "IKL\n2024",
            "NILAI IDM\n2024", "PERINGKAT", "STATUS IDM\n2024"]  # fmt: skip
    rows = [["STATUS INDEKS DESA MEMBANGUN TAHUN 2024"], ["PROVINSI BALI"], [], head]
    for number, village in enumerate(bali.itertuples(index=False), start=1):
        if number % 40 == 0:
            rows.append(head)
        dotted = ".".join([village[0][:2], village[0][2:4], village[0][4:6], village[0][6:]])
        rows.append([str(number), dotted, *village[3:5], *(cell.replace(".", ",") for cell in village[5:9]),
                     "69,277", village[9]])  # fmt: skip
    sheet = tmp_path / "IDM Bali.xlsx"
    whole = [[*row, *[""] * (len(head) - len(row))] for row in rows]
    pd.DataFrame(whole).to_excel(sheet, sheet_name="IDM", header=False, index=False)
    report = import_table("idm", sheet, 2024, params_dir=params, today=TODAY)
    assert report.problems == []
    assert (report.rows_kept, report.changed) == (129, False)


@pytest.mark.parametrize("tahun", [2023, 2024])
def test_the_register_gives_the_shipped_villages(shared, params, tahun):
    file = shared / "data" / "wilayah" / "buleleng_desa_kelurahan.csv"
    report = import_table("desa", file, tahun, params_dir=params, today=TODAY)
    assert (report.problems, report.rows_kept, report.changed) == ([], 148, False)
