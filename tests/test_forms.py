"""A new year and its Excel forms: what comes back filled imports without a mapping, to the same bytes."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
import yaml
from fixtures.buleleng import NINE

from iku_helpers.errors import InputError, RequestError
from iku_helpers.inputs import catalogue
from iku_helpers.inputs.check import check
from iku_helpers.inputs.forms import new_year, survey_form, village_form, year
from iku_helpers.inputs.importing import import_table
from iku_helpers.inputs.workbook import Workbook
from iku_helpers.inputs.year_files import YearFiles

TODAY = dt.date(2025, 12, 31)


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def returned(tmp_path: Path, content: bytes) -> Path:
    """The form as a file that came back."""
    file = tmp_path / "formulir.xlsx"
    file.write_bytes(content)
    return file


@pytest.mark.parametrize("slug", NINE)
def test_a_filled_survey_form_imports_to_the_same_bytes(params_copy, tmp_path, slug):
    files = YearFiles(catalogue.find(params_copy), 2024)
    answers, _ = files.survey(slug)
    path = params_copy / "2024" / "survei" / f"{slug}.csv"
    before = path.read_bytes()
    sheet = returned(tmp_path, survey_form(files, slug, answers))
    path.unlink()
    report = import_table("survei", sheet, 2024, slug, params_copy, today=TODAY)
    assert report.problems == []
    assert path.read_bytes() == before


@pytest.mark.parametrize("tahun", [2021, 2023])
def test_the_forms_of_other_years_import_to_the_same_bytes(params_copy, tmp_path, tahun):
    files = YearFiles(catalogue.find(params_copy), tahun)
    folder = params_copy / str(tahun)
    answers, _ = files.survey("busungbiu")
    sheets = {"survei": survey_form(files, "busungbiu", answers)} if answers else {}
    villages = village_form(files, "busungbiu", filled=True)
    sheets |= {table: villages for table in ("administrasi", "idm") if files.table(table) is not None}
    assert sheets
    before = {path: path.read_bytes() for path in folder.rglob("*.csv")}
    for table, content in sheets.items():
        sheet = returned(tmp_path, content)
        report = import_table(table, sheet, tahun, "busungbiu", params_copy, replace=True, today=TODAY)
        assert (report.problems, report.changed) == ([], False)
    assert {path: path.read_bytes() for path in folder.rglob("*.csv")} == before


def test_services_filled_in_the_survey_form_import_to_the_same_bytes(params_copy, tmp_path):
    files = YearFiles(catalogue.find(params_copy), 2024)
    path = params_copy / "2024" / "layanan.csv"
    before = path.read_bytes()
    forms = {slug: survey_form(files, slug, files.survey(slug)[0]) for slug in NINE}
    path.unlink()
    for slug, content in reversed(forms.items()):
        sheet = returned(tmp_path, content)
        report = import_table("layanan", sheet, 2024, slug, params_copy, replace=True, today=TODAY)
        assert report.problems == []
    assert path.read_bytes() == before


@pytest.mark.parametrize("table", ["administrasi", "idm"])
def test_filled_village_forms_import_to_the_same_bytes(params_copy, tmp_path, table):
    files = YearFiles(catalogue.find(params_copy), 2024)
    path = params_copy / "2024" / f"{table}.csv"
    before = path.read_bytes()
    forms = {slug: village_form(files, slug, filled=True) for slug in NINE}
    path.unlink()
    for slug, content in forms.items():
        sheet = returned(tmp_path, content)
        report = import_table(table, sheet, 2024, slug, params_copy, replace=True, today=TODAY)
        assert report.problems == []
    assert path.read_bytes() == before


@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_forms_saved_by_libreoffice_import_to_the_same_bytes(params_copy, tmp_path, suffix):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed (apt-get install libreoffice-calc)")
    files = YearFiles(catalogue.find(params_copy), 2024)
    forms = {
        "survei": survey_form(files, "sawan", files.survey("sawan")[0]),
        "desa": village_form(files, "sawan", filled=True),
    }
    for name, content in forms.items():
        (tmp_path / f"{name}.xlsx").write_bytes(content)
    saved = tmp_path / "disimpan"
    own = f"-env:UserInstallation=file://{tmp_path}/profil"
    command = [office, own, "--headless", "--convert-to", suffix, "--outdir", str(saved)]
    command += [str(tmp_path / f"{name}.xlsx") for name in forms]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    for table, name in (
        ("survei", "survei"),
        ("layanan", "survei"),
        ("administrasi", "desa"),
        ("idm", "desa"),
    ):
        report = import_table(table, saved / f"{name}.{suffix}", 2024, "sawan", params_copy, today=TODAY)
        assert (table, report.problems, report.changed) == (table, [], False)


@pytest.mark.parametrize("regime", [2004, 2014, 2017])
def test_the_form_of_every_regime_is_read_by_its_own_titles(params_copy, tmp_path, regime):
    settings = params_copy / "2024" / "tahun.yml"
    settings.write_text(settings.read_text("utf-8").replace("regime: 2017", f"regime: {regime}"), "utf-8")
    (params_copy / "2024" / "survei" / "banjar.csv").unlink()
    files = YearFiles(catalogue.find(params_copy), 2024)
    book = opened(survey_form(files, "banjar"))
    page = book["Isian survei"]
    unsur = [item.kode for item in files.survey_unsur("banjar")]
    scores = [str(1 + place % 4) for place in range(len(unsur))]
    for column, cell in enumerate(
        ["1", "2024-06-03", "Surat pindah", "L", 34, "SMA", "PNS", *map(int, scores)], 1
    ):
        page.cell(2, column).value = cell
    stream = io.BytesIO()
    book.save(stream)
    report = import_table("survei", returned(tmp_path, stream.getvalue()), 2024, "banjar", params_copy)
    assert report.problems == []
    lines = (params_copy / "2024" / "survei" / "banjar.csv").read_text("utf-8").splitlines()
    assert lines[0].split(",")[7:-1] == unsur
    assert lines[1].split(",")[7:-1] == scores


def test_items_of_an_unsur_have_columns_of_their_own(params_copy, tmp_path):
    settings = params_copy / "2024" / "tahun.yml"
    own = "  unsur:\n    - {kode: U1, kunci: waktu, nama: Waktu penyelesaian, butir: [U1a, U1b]}\n" \
          "    - {kode: U2, kunci: sarana, nama: Sarana dan prasarana}\n"  # fmt: skip
    text = settings.read_text("utf-8").replace("  strata: layanan\n", "  strata: layanan\n" + own)
    settings.write_text(text, "utf-8")
    (params_copy / "2024" / "survei" / "banjar.csv").unlink()
    files = YearFiles(catalogue.find(params_copy), 2024)
    page = opened(survey_form(files, "banjar"))["Isian survei"]
    titles = [cell.value for cell in page[1]]
    assert titles[7:10] == ["U1a", "U1b", "U2 Sarana dan prasarana"]
    sheet = tmp_path / "isian.csv"
    sheet.write_text("No,Jenis Layanan,U1b,U1a,Sarana\n1,Surat pindah,2,3,4\n", "utf-8")
    report = import_table("survei", sheet, 2024, "banjar", params_copy)
    assert report.problems == []
    lines = (params_copy / "2024" / "survei" / "banjar.csv").read_text("utf-8").splitlines()
    assert lines[1].split(",")[7:10] == ["3", "2", "4"]


def test_the_same_form_has_the_same_bytes(root):
    files = YearFiles(catalogue.find(root / "params"), 2024)
    assert survey_form(files, "banjar") == survey_form(files, "banjar")
    assert village_form(files, "banjar", filled=True) == village_form(files, "banjar", filled=True)


@pytest.fixture(scope="module")
def books(root: Path) -> dict[str, openpyxl.Workbook]:
    files = YearFiles(catalogue.find(root / "params"), 2024)
    return {
        "survei": opened(survey_form(files, "busungbiu")),
        "desa": opened(village_form(files, "busungbiu")),
    }


def rules_of(
    page: openpyxl.worksheet.worksheet.Worksheet,
) -> dict[str, openpyxl.worksheet.datavalidation.DataValidation]:
    """Each column's rule by its title."""
    found = {}
    for rule in page.data_validations.dataValidation:
        for area in rule.sqref.ranges:
            found[page.cell(1, area.min_col).value] = rule
    return found


def test_entry_columns_have_lists_and_limits(books):
    survey = rules_of(books["survei"]["Isian survei"])
    assert survey["Jenis kelamin (L/P)"].formula1 == '"L,P"'
    assert (survey["Usia (tahun)"].formula1, survey["Usia (tahun)"].formula2) == ("10", "110")
    score = survey["U3 Waktu penyelesaian"]
    assert (score.type, score.formula1, score.formula2, score.errorStyle) == ("whole", "1", "4", None)
    assert survey["Tanggal"].type == "date"
    villages = rules_of(books["desa"]["Administrasi"])
    assert villages["Perdes LPJ"].formula1 == '"ya,tidak"'
    assert "Sangat Tertinggal" in rules_of(books["desa"]["IDM"])["Status IDM"].formula1


def test_services_of_the_kecamatan_are_offered(books, root):
    rule = rules_of(books["survei"]["Isian survei"])["Jenis layanan"]
    lines = (root / "params" / "2024" / "layanan.csv").read_text("utf-8").splitlines()
    names = [line.split(",")[1] for line in lines if line.startswith("busungbiu,")]
    assert rule.formula1 == f'"{",".join(names)}"'


def test_only_entry_cells_are_open_and_formulas_stand_apart(books):
    for kind, entry, closed, free in (
        ("survei", "Isian survei", "A1", "A2"),
        ("desa", "Administrasi", "A2", "C2"),
    ):
        book = books[kind]
        assert all(page.protection.sheet for page in book if page.sheet_state == "visible")
        page = book[entry]
        assert page[closed].protection.locked
        column = page.column_dimensions["A" if kind == "survei" else "C"]
        assert not (
            column.protection.locked
            if kind == "survei"
            else page[free].protection.locked and column.protection.locked
        )
        cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.data_type == "f"]
        assert cells
        assert {cell.parent.title for cell in cells} == {"Ringkasan"}


def test_the_villages_of_the_kecamatan_are_listed(books, root):
    page = books["desa"]["Administrasi"]
    listed = [(row[0].value, row[1].value) for row in page.iter_rows(min_row=2) if row[0].value]
    lines = (root / "params" / "2024" / "desa.csv").read_text("utf-8").splitlines()
    assert listed == [tuple(line.split(",")[:2]) for line in lines if line.startswith("510803")]


def test_an_empty_form_is_refused_with_a_sentence(params_copy, tmp_path):
    files = YearFiles(catalogue.find(params_copy), 2024)
    sheet = returned(tmp_path, survey_form(files, "banjar"))
    report = import_table("survei", sheet, 2024, "banjar", params_copy)
    assert "Tidak ada baris isian di bawah judul kolom." in str(report.problems[0])


def test_a_new_year_is_the_last_one_dated_with_targets_asked_for(params_copy):
    said = new_year(2025, params_copy)
    settings = yaml.safe_load((params_copy / "2025" / "tahun.yml").read_text("utf-8"))
    assert (settings["tahun"], settings["status"], settings["target"]) == (2025, "draf", {})
    assert settings["survei"]["periode"] == {"mulai": dt.date(2025, 6, 3), "selesai": dt.date(2025, 11, 29)}
    assert settings["administrasi"]["tahun_anggaran"] == 2024
    assert settings["desa"]["aturan"] == "indeks_desa"
    assert set(settings["sumber"]) == {"kecamatan", "desa"}
    assert "Isi target 2025" in said
    assert "Indeks Desa" in said
    assert "buleleng, gerokgak, dan kubutambahan" in said


def test_a_new_year_passes_the_check_without_errors(params_copy):
    new_year(2025, params_copy)
    assert [str(problem) for problem in check(params_copy, 2025) if problem.severity == "galat"] == []
    workbook = Workbook.open(2025, "busungbiu", params_copy)
    assert (workbook.draft, workbook.survey, len(workbook.villages)) == (True, None, 15)


def test_tables_of_a_new_year_are_empty_and_registers_are_kept(params_copy):
    new_year(2025, params_copy)
    folder = params_copy / "2025"
    assert (folder / "idm.csv").read_text("utf-8") == "kode,skor,status\n"
    assert [len((folder / f"{name}.csv").read_text("utf-8").splitlines()) for name in
            ("administrasi", "layanan", "tindak_lanjut")] == [1, 1, 1]  # fmt: skip
    for name in ("kecamatan.csv", "desa.csv"):
        assert (folder / name).read_bytes() == (params_copy / "2024" / name).read_bytes()
    assert len(list((folder / "formulir").glob("*.xlsx"))) == 18


def test_indeks_desa_of_the_new_year_imports(params_copy, tmp_path):
    new_year(2025, params_copy)
    sheet = tmp_path / "indeks desa 2025.csv"
    sheet.write_text(
        "Kode Desa;Nama Desa;Skor Indeks Desa;Status\n51.08.03.2001;Sepang;81,25;MANDIRI\n", "utf-8"
    )
    report = import_table("idm", sheet, 2025, "busungbiu", params_copy, today=TODAY)
    assert report.problems == []
    written = (params_copy / "2025" / "idm.csv").read_text("utf-8")
    assert written == "kode,skor,status\n5108032001,81.25,Mandiri\n"


def test_a_year_before_indeks_desa_keeps_idm(params_copy):
    new_year(2022, params_copy)
    settings = yaml.safe_load((params_copy / "2022" / "tahun.yml").read_text("utf-8"))
    assert settings["desa"]["aturan"] == "idm"
    assert (params_copy / "2022" / "idm.csv").read_text("utf-8") == "kode,iks,ike,ikl,idm,status\n"


@pytest.mark.parametrize(
    ("tahun", "sentence"),
    [
        (2024, "params/2024 sudah ada; tahun yang sudah ada tidak ditimpa."),
        (2010, "Tidak ada tahun sebelum 2010 di params/ untuk disalin pengaturannya."),
        (1999, "tahun harus bilangan bulat 2004 sampai 2099, bukan 1999."),
        ("2025", "tahun harus bilangan bulat 2004 sampai 2099, bukan '2025'."),
    ],
)
def test_a_year_that_cannot_be_made_is_refused(params_copy, tahun, sentence):
    with pytest.raises(RequestError) as refusal:
        new_year(tahun, params_copy)
    assert str(refusal.value) == sentence


def test_a_year_that_fails_half_way_is_taken_back(params_copy, monkeypatch):
    before = sorted(params_copy.rglob("*"))

    def failing(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(year, "village_form", failing)
    with pytest.raises(InputError, match="Tidak dapat ditulis"):
        new_year(2025, params_copy)
    assert sorted(params_copy.rglob("*")) == before
