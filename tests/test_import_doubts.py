"""What an import doubts aloud: files of another year or kecamatan, days and months turned, other scales."""

from __future__ import annotations

import datetime as dt
import shutil

import pandas as pd
import pytest

from iku_helpers import rules
from iku_helpers.inputs import catalogue
from iku_helpers.inputs.forms import survey_form
from iku_helpers.inputs.importing import answers, import_table, scales, values
from iku_helpers.inputs.layouts import EMPTY
from iku_helpers.inputs.year_files import YearFiles

TODAY = dt.date(2024, 12, 31)
SURVEY = "id,tanggal,layanan,U1,U2,U3,U4,U5,U6,U7,U8,U9\n1,2024-06-03,Surat pindah,3,3,4,4,3,4,4,3,4\n"
MENTIONED = "Nama berkas atau judulnya menyebut {}; pastikan tidak tertukar."


def warned(params, sheet, slug="busungbiu") -> list[str]:
    report = import_table("survei", sheet, 2024, slug, params, today=TODAY)
    assert [str(problem) for problem in report.problems if problem.severity == "galat"] == []
    return [problem.message for problem in report.problems]


@pytest.mark.parametrize(
    ("name", "heading", "mentioned"),
    [
        ("isian.csv", "", None),
        ("survei-busungbiu-2024.csv", "", None),
        ("isian.csv", "SKM Kecamatan Busungbiu Tahun 2024, dibanding 2023\n\n", None),
        ("rekap.csv", "Desa Banjar\n\n", None),
        ("survei-banjar.csv", "", "banjar, bukan busungbiu"),
        ("isian.csv", "KANTOR CAMAT SAWAN\n\n", "sawan, bukan busungbiu"),
        ("SKM 2023.csv", "", "2023, bukan 2024"),
    ],
)
def test_a_file_of_another_year_or_kecamatan_is_doubted(params_copy, tmp_path, name, heading, mentioned):
    sheet = tmp_path / name
    sheet.write_text(heading + SURVEY, "utf-8")
    assert warned(params_copy, sheet) == ([] if mentioned is None else [MENTIONED.format(mentioned)])


def test_a_form_given_to_the_wrong_kecamatan_is_doubted_by_its_name(params_copy, tmp_path):
    files = YearFiles(catalogue.find(params_copy), 2024)
    sheet = tmp_path / "survei-banjar.xlsx"
    sheet.write_bytes(survey_form(files, "banjar", files.survey("banjar")[0]))
    assert warned(params_copy, sheet, "banjar") == []
    assert warned(params_copy, sheet, "sawan") == [MENTIONED.format("banjar, bukan sawan")]
    shutil.copy(sheet, tmp_path / "kiriman.xlsx")
    assert warned(params_copy, tmp_path / "kiriman.xlsx", "banjar") == []


TURNED = ["2024-06-03", "2024-07-01", "2024-11-05", "14/6/2024", "29/7/2024", "21/11/2024"]


@pytest.mark.parametrize(
    ("cells", "doubted"),
    [(TURNED, True), ([*TURNED, "3/6/2024"], False), ([*TURNED, "2024-06-14"], False), (TURNED[:4], False)],
)
def test_dates_that_another_language_of_excel_has_turned_are_doubted(cells, doubted):
    notes = values.dates(pd.Series(cells, dtype="str")).notes
    assert any("tertukar di Excel" in note for note in notes) is doubted


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ([["tidak puas", "kurang puas", "puas", "sangat puas"]], None),
        ([["sangat tidak puas", "tidak puas", "puas", "sangat puas"]], None),
        (
            [["sangat mahal", "cukup mahal", "murah", "gratis"], ["buruk", "cukup", "baik", "sangat baik"]],
            None,
        ),
        ([["tidak sesuai", "sesuai"], ["kurang cepat", "cepat"], ["buruk", "cukup"]], None),
        ([["sangat mahal", "mahal", "cukup mahal", "murah"]], "lebih dari empat tingkat"),
        ([["tidak baik", "kurang baik", "cukup", "baik"]], "lebih dari empat tingkat"),
        ([["sangat buruk", "cukup"], ["buruk", "baik"]], "lebih dari empat tingkat"),
        ([["sangat tidak puas", "puas"], ["tidak puas"], ["kurang puas"]], "lebih dari empat tingkat"),
        ([["puas", "netral"]], "lebih dari empat tingkat"),
        ([["cukup puas", "puas", "sangat puas"]], "empat atau lima tingkat"),
        ([["sangat tidak puas", "kurang puas", "puas"]], "empat atau lima tingkat"),
        ([["kurang", "cukup", "baik"]], "empat atau lima tingkat"),
        ([["tidak setuju", "setuju"]], "dapat berarti 1 atau 2"),
    ],
)
def test_words_of_more_than_four_grades_are_told_from_those_of_the_form(columns, told):
    refusal = scales.foreign_words(columns)
    assert (refusal is None) if told is None else (refusal is not None and told in refusal[0])


def test_the_answers_of_the_official_form_are_its_four_grades():
    columns = {key: pd.Series([word.capitalize() for word in words]) for key, words in rules.ANSWERS.items()}
    found = answers.scores(pd.DataFrame(columns, dtype="str"), EMPTY)
    assert found.values.to_numpy().tolist() == [[grade] * 9 for grade in "1234"]
    assert (found.foreign, found.reversed_because, found.notes) == (None, (), ())


@pytest.mark.parametrize(
    "words",
    [
        ["Selalu tidak sesuai", "Kadang-kadang sesuai", "Banyak sesuainya", "Selalu sesuai"],
        ["Tidak sopan dan ramah", "Kurang sopan & ramah", "Sopan & ramah", "Sangat sopan & ramah"],
        ["a. Tidak Memuaskan", "b. Kurang Memuaskan", "c. Memuaskan", "d. Sangat Memuaskan"],
        ["Tidak baik (1)", "Kurang baik (2)", "Baik (3)", "Sangat baik (4)"],
        ["STP", "TP", "P", "SP"],
    ],
)
def test_other_words_of_four_grades(words):
    found = answers.scores(pd.DataFrame({"U1": pd.Series(words, dtype="str")}), EMPTY)
    assert (found.values["U1"].tolist(), found.foreign) == (list("1234"), None)


@pytest.mark.parametrize(
    ("cells", "refused"),
    [
        (["3", "4", "5"] * 4, True),
        (["3", "4"] * 100 + ["5", "5"], False),
        (["1 (Sangat tidak puas)", "5 (Sangat puas)"] * 3, True),
        (["0", "1", "2", "3"] * 3, True),
        (["0", "1", "4"] * 3, False),
        (["75%", "100%"] * 3, True),
        (["a", "b", "Sesuai", "3.5"] * 3, False),
    ],
)
def test_figures_beyond_the_scale_are_told_from_slips_of_the_pen(cells, refused):
    column = pd.DataFrame({"U1": pd.Series(cells, dtype="str")})
    assert (scales.foreign_numbers(column, sorted(set(cells))) is not None) is refused
