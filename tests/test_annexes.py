"""The files beside a report: the Excel annex recomputed by LibreOffice, the Word section, the attachments."""

from __future__ import annotations

import base64
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from fractions import Fraction

import openpyxl
import pandas as pd
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from iku_helpers.errors import IkuError
from iku_helpers.inputs.workbook import Workbook
from iku_helpers.method import ikm
from iku_helpers.method.estimates import Design
from iku_helpers.pages import annexes
from iku_helpers.pages.annexes.attachment import FILES_MIME, Attachment, Attachments
from iku_helpers.pages.annexes.sheets import Book, Column, Sheet
from iku_helpers.pages.annexes.tabulation import Tabulation
from iku_helpers.pages.annexes.tabulation_sheet import write as write_tabulation
from iku_helpers.pages.report import Report

docx = pytest.importorskip("docx", reason="python-docx is not installed (extra docx)")

UNSUR = [f"U{order}" for order in range(1, 10)]

# Answers 1, 2, 3, 4 of 29 respondents, GASPUL triwulan III; rumus_perhitungan_ikm_lengkap.md of
# rennn9/GASPUL_BACKEND at 157a1a6. Published: 91,48 (and 90,56 by the weight 0,11).
GASPUL = [
    (0, 0, 11, 18),
    (0, 0, 15, 14),
    (0, 2, 12, 15),
    (0, 0, 0, 29),
    (0, 0, 14, 15),
    (0, 0, 11, 18),
    (0, 0, 10, 19),
    (0, 0, 11, 18),
    (0, 0, 1, 28),
]
GASPUL_BY_HAND = 25 * sum(
    Fraction(sum(score * count for score, count in enumerate(counts, 1)), 29) / 9 for counts in GASPUL
)


def answered(counts: list[tuple[int, ...]], names: list[str]) -> pd.DataFrame:
    """Respondents whose answers have the published counts; which answers went together is not known."""
    columns = [[float(score) for score, count in enumerate(one, 1) for _ in range(count)] for one in counts]
    return pd.DataFrame({name: pd.Series(column) for name, column in zip(names, columns, strict=True)})


def strata(*groups: tuple[int, int, float]) -> pd.DataFrame:
    """Respondents of services: how many answered, how many users there were, what all of them answered."""
    rows = [
        {"layanan": f"layanan {order}", "pengguna": float(users), **dict.fromkeys(UNSUR, score)}
        for order, (asked, users, score) in enumerate(groups)
        for _ in range(asked)
    ]
    return pd.DataFrame(rows)


STRATIFIED = Design(strata="layanan", population="pengguna")


def tabulated(respondents, unsur=UNSUR, design=STRATIFIED, **more) -> Tabulation:
    return Tabulation.of(respondents, unsur, design, names={"U1": "Persyaratan"}, regime=2017, **more)


def in_a_file(tabulation: Tabulation) -> bytes:
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    write_tabulation(Book(workbook), tabulation, name="Tabulasi SKM", title="Tabulasi SKM", sample=False)
    workbook.close()
    return out.getvalue()


def named(workbook: openpyxl.Workbook, name: str) -> object:
    ((sheet, cell),) = workbook.defined_names[name].destinations
    return workbook[sheet][cell].value


def text_cells(sheet) -> list[str]:
    return [cell for row in sheet.iter_rows(values_only=True) for cell in row if isinstance(cell, str)]


def texts(workbook: openpyxl.Workbook) -> list[str]:
    return [text for sheet in workbook for text in text_cells(sheet)]


def changed(content: bytes, find: float, put: float) -> bytes:
    """The file after somebody typed another answer over the first one that reads ``find``."""
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    sheet = workbook["Tabulasi SKM"]
    first = next(cell for row in sheet.iter_rows(min_row=6, min_col=3) for cell in row if cell.value == find)
    first.value = put
    return saved(workbook)


def saved(workbook: openpyxl.Workbook) -> bytes:
    """As openpyxl writes it: formulas without their values, so that whoever opens it must calculate."""
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def report(root) -> Report:
    return Report(Workbook.open(2024, "busungbiu", root / "params"))


@pytest.fixture(scope="module")
def annex(report) -> bytes:
    return annexes.excel_annex(report).content


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory, annex):
    """Every annex of these tests after LibreOffice has calculated it, in one start of LibreOffice."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("soffice is not installed (apt-get install --no-install-recommends libreoffice-calc)")
    gaspul = in_a_file(tabulated(answered(GASPUL, UNSUR), design=Design()))
    files = {
        "annex": annex,
        "gaspul": gaspul,
        "gaspul-0.11": in_a_file(tabulated(answered(GASPUL, UNSUR), design=Design(), weight=0.11)),
        "gaspul-changed": changed(gaspul, find=2, put=4),
        "weighted": in_a_file(tabulated(strata((5, 100, 4.0), (5, 300, 2.0)))),
        "pooled": in_a_file(tabulated(strata((1, 100, 4.0), (4, 200, 3.0), (9, 700, 2.0)))),
        "unanswered": in_a_file(tabulated(strata((6, 60, 4.0)).assign(U4=float("nan")))),
        "two items": in_a_file(
            tabulated(answered(GASPUL[:3], ["a", "b", "c"]), {"U1": ["a", "b"], "U2": ["c"]}, Design())
        ),
    }
    folder = tmp_path_factory.mktemp("annexes")
    (folder / "from").mkdir()
    for name, content in files.items():
        (folder / "from" / f"{name}.xlsx").write_bytes(saved(openpyxl.load_workbook(io.BytesIO(content))))
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(folder / "to"),
            *map(str, sorted((folder / "from").glob("*.xlsx"))),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return {name: openpyxl.load_workbook(folder / "to" / f"{name}.xlsx", data_only=True) for name in files}


def test_libreoffice_finds_the_index_of_the_report(recalculated, report):
    direct = ikm.index(report.survey.respondents, report.survey.unsur, report.survey.design)

    assert named(recalculated["annex"], "IKM_laporan") == pytest.approx(direct.estimate, rel=1e-12)


def test_unweighted_tabulation_is_the_plain_mean_of_the_answers(recalculated, report):
    plain = report.survey.respondents[report.survey.unsur].mean().mean() * 25

    assert named(recalculated["annex"], "IKM_tabulasi") == pytest.approx(plain, rel=1e-12)


def test_no_cell_of_the_annex_is_an_error(recalculated):
    every = [text for workbook in recalculated.values() for text in texts(workbook)]
    found = [text for text in every if re.match(r"#[A-Z/0-9]+[!?]?$", text)]

    assert found == []


def test_published_counts_give_the_published_index(recalculated):
    index = named(recalculated["gaspul"], "IKM_tabulasi")

    assert float(GASPUL_BY_HAND) == pytest.approx(91.475096, abs=5e-7)
    assert index == pytest.approx(float(GASPUL_BY_HAND), rel=1e-12)
    assert "A (Sangat Baik)" in texts(recalculated["gaspul"])


def test_an_office_s_weight_gives_the_index_that_office_published(recalculated):
    assert named(recalculated["gaspul-0.11"], "IKM_tabulasi") == pytest.approx(90.5603, abs=5e-5)


def test_a_changed_answer_changes_the_index(recalculated):
    """One 2 becomes a 4: its unsur's mean rises by 2/29, the index by 25/9 of that."""
    before, after = (named(recalculated[name], "IKM_tabulasi") for name in ("gaspul", "gaspul-changed"))

    assert after - before == pytest.approx(25 / 9 * 2 / 29, rel=1e-9)


def test_weights_carry_each_service_to_its_users(recalculated):
    """By hand: 100 users at 100 and 300 users at 50 are 62.5; ten respondents alike are 75."""
    assert named(recalculated["weighted"], "IKM_laporan") == pytest.approx(62.5)
    assert named(recalculated["weighted"], "IKM_tabulasi") == pytest.approx(75.0)


def test_services_with_few_respondents_count_without_their_weight_being_told(recalculated):
    """By hand: (100 x 100 + 200 x 75 + 700 x 50) / 1000 = 60; the weights 100 and 50 are those of 1 and 4."""
    sheet = recalculated["pooled"]["Tabulasi SKM"]
    weights = [sheet.cell(row, 2).value for row in range(8, 8 + 14)]

    assert named(recalculated["pooled"], "IKM_laporan") == pytest.approx(60.0)
    assert sorted(weight for weight in weights if weight is not None) == pytest.approx([700 / 9] * 9)


def test_an_unsur_nobody_answered_leaves_the_index_open(recalculated):
    assert named(recalculated["unanswered"], "IKM_tabulasi") == "belum lengkap"


def test_an_unsur_of_several_questions_is_the_mean_of_their_means(recalculated):
    """By hand over 29: a 105, b 101, c 100; U1 = (105 + 101)/58, U2 = 100/29; the index 25/2 of their sum."""
    expected = 12.5 * (206 / 58 + 100 / 29)

    assert named(recalculated["two items"], "IKM_tabulasi") == pytest.approx(expected, rel=1e-12)


def test_stored_values_are_what_libreoffice_calculates(recalculated, annex):
    """Viewers that cannot calculate (a phone's preview) show what the file has stored."""
    stored = openpyxl.load_workbook(io.BytesIO(annex), data_only=True)["Tabulasi SKM"]
    fresh = recalculated["annex"]["Tabulasi SKM"]
    pairs = zip(stored.iter_rows(values_only=True), fresh.iter_rows(values_only=True), strict=True)

    for one, other in ((one, other) for rows in pairs for one, other in zip(*rows, strict=True)):
        assert (one or None) == (pytest.approx(other, rel=1e-9) if isinstance(other, float) else other)


def test_a_respondent_row_holds_only_a_weight_and_the_answers(annex, report):
    sheet = openpyxl.load_workbook(io.BytesIO(annex), data_only=True)["Tabulasi SKM"]
    rows = [
        [cell for cell in row[:12] if cell is not None]
        for row in sheet.iter_rows(min_row=8, max_row=7 + report.survey.asked, values_only=True)
    ]
    services = set(report.survey.respondents["layanan"])

    assert sheet.max_column == 2 + len(report.survey.unsur)
    assert all(isinstance(cell, int | float) for row in rows for cell in row)
    assert services.isdisjoint(text_cells(sheet))


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(13, 400)), min_size=1, max_size=7))
def test_no_shown_weight_is_shared_by_fewer_than_five(groups):
    respondents = strata(*((asked, users, 3.0) for asked, users in groups))

    tabulation = tabulated(respondents)

    shown = pd.Series(dtype=float) if tabulation.weights is None else tabulation.weights.dropna().round(9)
    assert shown.empty or shown.value_counts().min() >= 5


@given(st.permutations(range(12)))
def test_the_order_of_the_questionnaires_leaves_no_trace(order):
    respondents = strata((5, 60, 4.0), (7, 300, 2.0)).assign(U3=[1.0, 2, 3, 4, 4, 1, 2, 3, 4, 1, 2, 3])

    first, second = tabulated(respondents), tabulated(respondents.iloc[order])

    pd.testing.assert_frame_equal(first.answers, second.answers)
    pd.testing.assert_series_equal(first.weights, second.weights)


@pytest.mark.parametrize("text", ["=1+1", "+628123", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_text_that_looks_like_a_formula_stays_text(text):
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    Book(workbook).write(Sheet("Desa", "Desa", [Column("Nama"), Column("Nilai", "desimal")], [(text, 0.5)]))
    workbook.close()

    cell = openpyxl.load_workbook(out)["Desa"]["A5"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_annex_of_a_year_without_survey_has_no_tabulation(report):
    workbook = replace(report.workbook, survey=None)

    names = openpyxl.load_workbook(io.BytesIO(annexes.excel_annex(Report(workbook)).content)).sheetnames
    assert names == ["Ringkasan", "Desa", "Sumber"]


def test_every_sheet_holds_one_table_under_frozen_heads_on_a4(annex):
    for sheet in openpyxl.load_workbook(io.BytesIO(annex)):
        assert len(sheet.tables) == (0 if sheet.title == "Tabulasi SKM" else 1), sheet.title
        assert sheet.freeze_panes is not None
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.print_title_rows is not None


def test_numbers_are_numbers_and_codes_are_text(annex, report):
    workbook = openpyxl.load_workbook(io.BytesIO(annex))
    summary, villages = workbook["Ringkasan"], workbook["Desa"]

    assert summary["E5"].value == pytest.approx(report.indicators[0].realisasi)
    assert summary["D5"].value == report.indicators[0].target
    assert {type(row[0].value) for row in villages.iter_rows(min_row=5)} == {str}
    assert [row[0].value for row in villages.iter_rows(min_row=5)] == list(report.villages.index)


def test_small_services_are_hidden_in_the_annex(report):
    few = report.workbook.survey.respondents.copy()
    few.loc[few["layanan"] == few["layanan"].iloc[0], "layanan"] = "ramai"
    few.loc[few.index[:3], "layanan"] = "sepi"
    survey = replace(report.workbook.survey, respondents=few, design={})

    content = annexes.excel_annex(Report(replace(report.workbook, survey=survey))).content
    rows = openpyxl.load_workbook(io.BytesIO(content))["Layanan"].iter_rows(min_row=5, values_only=True)
    assert [row[2:] for row in rows if row[0] == "sepi"] == [(None,) * 5 + ("kurang dari 5 responden",)]


@pytest.mark.parametrize("make", [annexes.excel_annex, annexes.achievement_section], ids=["excel", "word"])
def test_equal_reports_give_equal_bytes_without_a_clock(make, root, report):
    again = Report(Workbook.open(2024, "busungbiu", root / "params"))

    first, second = make(report).content, make(again).content

    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        told = file.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", told)) == {"2024-12-31T00:00:00Z"}


def word_of(report) -> docx.document.Document:
    return docx.Document(io.BytesIO(annexes.achievement_section(report).content))


def test_word_section_prints_what_the_report_prints(report):
    first = word_of(report).tables[0]
    rows = [[cell.text for cell in row.cells] for row in first.rows]

    assert rows[0] == [
        "No",
        "Indikator Kinerja Utama",
        "Satuan",
        "Target",
        "Realisasi",
        "Capaian",
        "Predikat",
    ]
    assert [row[4] for row in rows[1:]] == [item.printed for item in report.indicators]


def test_heads_of_word_tables_repeat_and_rows_do_not_break(report):
    for table in word_of(report).tables:
        heads = [row._tr.xpath("./w:trPr/w:tblHeader") for row in table.rows]
        assert [bool(head) for head in heads] == [True] + [False] * (len(table.rows) - 1)
        assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in table.rows)


def test_word_section_of_a_bare_year_says_so(report):
    bare = replace(report.workbook, survey=None, targets=report.workbook.targets * float("nan"))

    text = "\n".join(paragraph.text for paragraph in word_of(Report(bare)).paragraphs)
    assert "Realisasi 2024 belum dapat dihitung." in text
    assert re.search(r"\bnan\b", text) is None


def test_hostile_names_arrive_as_they_are(report):
    name = 'A&B <script>"x"</script>'
    kecamatan = replace(report.workbook.kecamatan, nama=name + "\x0b")
    hostile = Report(replace(report.workbook, kecamatan=kecamatan))

    assert name in word_of(hostile).paragraphs[0].text
    workbook = openpyxl.load_workbook(io.BytesIO(annexes.excel_annex(hostile).content))
    assert name in workbook["Ringkasan"]["A1"].value


def test_attachments_travel_as_json_and_come_back(report):
    bundle = json.loads(json.dumps(annexes.annexes(report, word=True)._repr_mimebundle_()))

    files = {file["nama"]: base64.b64decode(file["isi"]) for file in bundle[FILES_MIME]}
    assert files == {
        "lampiran.xlsx": annexes.excel_annex(report).content,
        "capaian.docx": annexes.achievement_section(report).content,
    }
    assert all(name in bundle["text/html"] for name in files)


def test_word_is_made_only_when_asked_for(report):
    assert [file.name for file in annexes.annexes(report).files] == ["lampiran.xlsx"]


def test_without_python_docx_the_refusal_says_what_to_install(report, monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)

    with pytest.raises(IkuError, match="python-docx belum terpasang"):
        annexes.achievement_section(report)


@pytest.mark.parametrize("name", ["", "../x.xlsx", "a/b.xlsx", "a\\b", "C:x", ".rahasia"])
def test_a_name_that_leaves_the_folder_is_refused(name):
    with pytest.raises(ValueError, match="tidak sah"):
        Attachment(name, b"")


def test_two_files_of_one_name_are_refused():
    with pytest.raises(ValueError, match="bernama sama"):
        Attachments((Attachment("a.xlsx", b"1"), Attachment("a.xlsx", b"2")))


def test_markup_in_a_name_is_escaped():
    assert "<b>" not in Attachment("<b>.xlsx", b"")._repr_mimebundle_()["text/html"]
