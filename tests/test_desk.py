"""The analyst's desk: the small tools before and after a report, the preview, and git for notebooks."""

from __future__ import annotations

import csv
import importlib
import json
import math
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from fixtures import in_process

from iku_helpers.desk import formulas, git_filter, open_lab, preview, sampel
from iku_helpers.desk.kuesioner import questionnaire
from iku_helpers.desk.target import targets
from iku_helpers.errors import DesignError, RequestError
from iku_helpers.inputs.importing import import_table
from iku_helpers.method.planning import allocation, margin, plan
from iku_helpers.rules import ANSWERS, UNSUR
from iku_helpers.templates.export import to_html

ROOT = Path(__file__).resolve().parents[1]


# How many to ask.


def test_the_published_table_reaches_five_points(shared):
    """Every row of Krejcie and Morgan's table was made for a margin of 0.05, give or take its rounding."""
    rows = csv.DictReader((shared / "data/golden/krejcie_morgan.csv").read_text("utf-8").splitlines())
    for row in rows:
        population, needed = (int(value) for value in list(row.values())[:2])
        assert margin(population, needed - 0.5) >= 5 or needed == population
        assert margin(population, needed + 0.5) <= 5


def test_proportional_allocation_by_hand():
    """356 of 4870: 2310 · 356 / 4870 = 168.86, 86.26, 30.70, 46.78, 16.81, 6.58; five are rounded up."""
    users = pd.Series([2310, 1180, 420, 640, 230, 90], index=list("abcdef"))
    assert allocation(users, 356).tolist() == [169, 86, 31, 47, 17, 6]
    assert plan(users, 0.8).loc["Semua", ["users", "answers", "asked"]].tolist() == [4870, 356, 448]


def test_a_service_of_one_is_asked_and_of_two_wholly():
    frame = plan(pd.Series({"besar": 5000, "satu": 1, "dua": 2}), 0.5)
    assert frame.loc[["satu", "dua"], "answers"].tolist() == [1, 2]
    assert frame.loc[["satu", "dua"], "asked"].tolist() == [1, 2]
    assert frame.loc[["satu", "dua"], "margin"].tolist() == [0, 0]


@pytest.mark.parametrize(
    ("users", "response"), [({}, 0.8), ({"KTP": 0}, 0.8), ({"KTP": 9}, 0), ({"KTP": 9}, 1.2)]
)
def test_a_plan_that_makes_no_sense_is_refused(users, response):
    with pytest.raises(DesignError):
        plan(pd.Series(users, dtype="float64"), response)


def test_sample_of_a_kecamatan_names_its_services_and_the_interval_to_expect(root):
    """312 answers gave ± 1.12; 356 of that spread give √((1/356 − 1/4870)/(1/312 − 1/4870)) of it."""
    text = sampel.of_kecamatan(root / "params", None, "busungbiu", 80.0, False).text()
    assert re.search(r"Semua +4\.870 +356 +448 +5,0% +356", text)
    assert "Keterangan waris" in text
    ratio = math.sqrt((1 / 356 - 1 / 4870) / (1 / 312 - 1 / 4870))
    assert f"± {1.12 * ratio:.1f}".replace(".", ",") in text


@pytest.mark.parametrize("given", [["x"], ["0"], ["900", "KK=3"], ["KK=3", "KK=4"], ["KK=-3"]])
def test_numbers_of_users_that_cannot_be(given):
    with pytest.raises(RequestError, match="--pengguna"):
        sampel.of_numbers(given, 80.0, False)


# Where the indicators stand.


def test_targets_of_busungbiu(root):
    """13 of 15 villages against 90 % and 100 %: 96.30 % achieved, 13.33 points left, 6.67 a year to 2026."""
    sheet, refused = targets(root / "params", 2024, "busungbiu")
    assert refused == []
    assert re.search(r"IKU 2 .*86,67% +90,00% +96,30% +belum +100,00% +\+13,33% +\+6,67%", sheet.text())
    assert re.search(r"IKU 1 .* 84,62 +84,00 +100,74% +ya, dalam interval +86,00", sheet.text())


def test_one_bad_kecamatan_leaves_the_others_standing(params_copy):
    survey = params_copy / "2024" / "survei" / "banjar.csv"
    survey.write_text(survey.read_text("utf-8").replace(",4,", ",7,", 1), "utf-8")
    sheet, refused = targets(params_copy, 2024, None)
    assert "Busungbiu" in sheet.text()
    assert "Banjar" not in sheet.text()
    assert "banjar.csv" in str(refused[0])


# The questionnaire.


def cells(html: str, pattern: str) -> list[str]:
    return [" ".join(unescape(re.sub("<[^>]+>", "", found)).split()) for found in re.findall(pattern, html)]


def test_a_table_typed_from_the_questionnaire_needs_no_mapping(params_copy, tmp_path):
    """Headings and answers exactly as printed; the four words of every unsur come back as 1 to 4."""
    html = questionnaire(params_copy, 2024, "busungbiu")[0].html()
    head = cells(html, r'class="judul-kolom"[^>]*>(.*?)</')
    answers = [
        cells(asked, r'<span class="pilihan">.*?<b>\d</b>(.*?)</span>')
        for asked in re.findall(r'<div class="jawaban">(.*?)</div>', html)
    ]
    assert len(answers) == 9
    assert len(head) == 7 + 9 + 1
    table = tmp_path / "isian.csv"
    with table.open("w", newline="", encoding="utf-8") as written:
        rows = csv.writer(written)
        rows.writerow(head)
        for score in range(40):
            words = [four[score % 4] for four in answers]
            sex = ("Laki-laki", "Perempuan")[score % 2]
            rows.writerow([score + 1, "2024-07-01", "Surat pindah", sex, 30, "SMA", "PNS", *words, "Baik"])
    report = import_table("survei", table, 2024, "busungbiu", params_copy, replace=True)
    assert report.exit_status == 0, report.text()
    read = pd.read_csv(params_copy / "2024" / "survei" / "busungbiu.csv", dtype=str)
    for item in UNSUR[2017].unsur:
        assert read[item.kode].tolist() == [str(score % 4 + 1) for score in range(40)], item.nama
    assert read["jenis_kelamin"].tolist() == ["L", "P"] * 20


def test_every_unsur_of_today_has_its_words_and_says_they_are_not_confirmed(root):
    html = questionnaire(root / "params", 2024, "busungbiu")[0].html()
    for item in UNSUR[2017].unsur:
        assert all(word in html for word in ANSWERS[item.kunci])
    assert "Dibaca dari sumber turunan" in html


def test_sheets_are_the_same_bytes_and_print_as_pdf(root, tmp_path):
    pytest.importorskip("weasyprint")
    sheet = questionnaire(root / "params", 2024, "busungbiu")[0]
    for name in ("a.html", "b.html", "a.pdf", "b.pdf"):
        sheet.save(tmp_path / name)
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    with pytest.raises(RequestError, match="berakhir dengan"):
        sheet.save(tmp_path / "a.docx")


# Formulas in notebooks.

WRITTEN = {
    "jawaban[unsur].mean().mean() * 25": formulas.INDEX,
    "25 * jawaban[unsur].sum().sum() / n": formulas.INDEX,
    "nrr.sum() / 9": formulas.WEIGHT,
    "nrr * 0.11": formulas.WEIGHT,
    "baik / semua * 100": formulas.SHARE,
    "100 * baik / semua": formulas.SHARE,
    "realisasi / target": formulas.ACHIEVED,
    "jawaban.groupby('layanan')['U1'].mean()": formulas.GROUPS,
    "jawaban.groupby('layanan').agg('mean')": formulas.GROUPS,
    "round(ikm, 2)": formulas.ROUNDING,
    "f'{ikm:.2f}'": formulas.ROUNDING,
    "jawaban['U1'].std()": formulas.INDEX,
    "1.96 * se": formulas.INDEX,
    "'A' if ikm >= 88.31 else 'B'": formulas.LETTER,
    "nilai > 0.7072": formulas.STATUS,
}


@pytest.mark.parametrize("source", WRITTEN)
def test_a_formula_names_its_helper(source):
    assert WRITTEN[source] in {habit.helper for _, habit in formulas.found(source)}


@pytest.mark.parametrize(
    "source",
    ["bab.plan(laporan)", "tahun: int = 2024  # tahun", "jawaban.head(9)", "%matplotlib inline", "2024 - 9",
     "jawaban['usia'].mean()", "f'Kecamatan {nama}'", "grafik(lebar=25 * 2)", "len(desa) > 15"],
)  # fmt: skip
def test_what_is_no_formula_is_left_alone(source):
    assert formulas.found(source) == set()


@pytest.mark.parametrize("helper", sorted({habit.helper for habit in formulas.HABITS}))
def test_the_helper_named_is_there(helper):
    place, room = re.match(r"([\w.]+) dari ([\w.]+):", helper).groups()
    module, name = place.split(".")
    assert callable(getattr(importlib.import_module(f"{room}.{module}"), name))


def test_no_committed_notebook_holds_a_formula(root):
    assert formulas.in_folder(root / "notebooks") == []


def test_check_warns_of_a_formula_with_cell_and_line(project):
    own = project("kecil")
    path = own.notebooks / "kecil.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    cell = {"cell_type": "code", "id": "rumus", "metadata": {}, "outputs": [], "execution_count": None}
    notebook["cells"].append(cell | {"source": ["ikm = 80\n", "round(ikm, 1)"]})
    path.write_text(json.dumps(notebook), "utf-8")
    done = own.iku("check", "--tahun", "2024")
    where = f"notebooks/kecil.ipynb, sel {len(notebook['cells'])}, baris 2"
    assert f"peringatan: {where}: Pembulatan sendiri ditulis di notebook. Pakai numbers.number" in done.stdout
    assert done.returncode == 0


# The preview.


def test_preview_is_the_page_of_the_saved_notebook_with_the_present_parameters(root, monkeypatch):
    """Through IPython's display machinery, not the tests' own."""
    monkeypatch.chdir(root / "notebooks")
    code = (
        "import sys; from pathlib import Path; from IPython.core.interactiveshell import InteractiveShell;"
        "InteractiveShell.instance(); from iku_helpers.desk.preview import page_of;"
        "sys.stdout.buffer.write(page_of(Path('laporan-iku.ipynb'), {'tahun': 2023, 'kecamatan': 'banjar'})"
        ".encode())"
    )
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.decode()
    assert made == to_html(in_process.run("laporan-iku", tahun=2023, kecamatan="banjar"))


def test_preview_outside_a_notebook_says_so():
    with pytest.raises(preview.PreviewError, match="di dalam notebook"):
        preview.preview()


def test_preview_cell_is_passed_by_in_a_batch(root):
    for path in sorted((root / "notebooks").glob("*.ipynb")):
        last = json.loads(path.read_text("utf-8"))["cells"][-1]
        assert last["metadata"]["tags"] == ["remove-cell", "skip-execution"], path.name
        assert "preview()" in "".join(last["source"])


# JupyterLab and git.


def test_lab_opens_on_the_start_page(root, tmp_path):
    told = open_lab.arguments(root, root / "notebooks")
    assert f"--ServerApp.root_dir={root}" in told
    assert "--LabApp.default_url=/lab/tree/notebooks/MULAI.md" in told
    alone = open_lab.arguments(root, tmp_path, browser=False)
    assert {f"--ServerApp.root_dir={tmp_path}", "--LabApp.default_url=/lab", "--no-browser"} <= set(alone)


def test_without_jupyterlab_one_sentence_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(open_lab, "find_spec", lambda _: None)
    with pytest.raises(RequestError, match="make lab"):
        open_lab.require_jupyterlab()


def test_committed_notebooks_are_as_the_filter_leaves_them(root):
    """Else the first save of an analyst would show differences nobody wrote."""
    for path in sorted((root / "notebooks").glob("*.ipynb")):
        done = subprocess.run(
            [sys.executable, "-m", "nbstripout", *git_filter.STRIPPED.split()],
            input=path.read_bytes(), capture_output=True, check=True,
        )  # fmt: skip
        assert done.stdout == path.read_bytes(), path.name


def test_git_is_set_up_only_where_there_is_a_repository(tmp_path):
    assert not git_filter.set_up(tmp_path)
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    assert git_filter.set_up(tmp_path, "C:\\Program Files\\python.exe")
    asked = ["git", "-C", tmp_path, "config", "filter.nbstripout.clean"]
    held = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    assert "nbstripout --keep-id" in held


# The commands, and papermill without ours.


def test_commands_answer_on_stdout_and_say_what_comes_next(project):
    own = project("kecil")
    done = own.iku("kuesioner", "--kecamatan", "busungbiu")
    assert done.stdout.split() == [str(Path("params/2024/formulir/kuesioner-busungbiu.html"))]
    assert "iku import survei" in done.stderr
    assert (own.folder / done.stdout.strip()).read_text("utf-8").startswith("<!DOCTYPE html>")
    done = own.iku("sampel", "--pengguna", "KTP=900", "--pengguna", "KK=100", "--simpan", "rencana.html")
    assert (done.returncode, "278" in done.stdout, "iku kuesioner" in done.stderr) == (0, True, True)
    assert "Krejcie" in (own.folder / "rencana.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sampel"], "Sebutkan --kecamatan, atau banyak penggunanya dengan --pengguna (salah satu)."),
        (["sampel", "--kecamatan", "busungbui"], "maksud Anda busungbiu?"),
        (["sampel", "--pengguna", "900", "--jawab", "0"], "lebih dari 0 dan paling banyak 100 persen"),
        (["target", "--tahun", "2032"], "Tahun 2032 tidak ada di params/"),
        (["kuesioner", "--kecamatan", "busungbiu", "--simpan", "k.html", "--simpan", "k.txt"], "k.txt"),
    ],
)
def test_a_wrong_request_is_one_sentence_and_leaves_nothing(project, arguments, said):
    own = project("kecil")
    done = own.iku(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert list(own.folder.glob("k.*")) == []


def test_target_without_one_bad_kecamatan_ends_with_one(project):
    own = project("kecil")
    survey = own.params / "2024" / "survei" / "banjar.csv"
    survey.write_text(survey.read_text("utf-8").replace(",4,", ",7,", 1), "utf-8")
    done = own.iku("target")
    assert done.returncode == 1
    assert "Busungbiu" in done.stdout
    assert "banjar.csv" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(("kecamatan", "code"), [("busungbiu", 0), ("busungbui", 1)])
def test_papermill_passes_the_preview_by_and_fails_as_it_should(root, tmp_path, kecamatan, code):
    made = tmp_path / "made.ipynb"
    command = [sys.executable, "-m", "papermill", "notebooks/publikasi-skm.ipynb", made, "-p", "kecamatan"]
    done = subprocess.run([*command, kecamatan], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    assert ("maksud Anda busungbiu?" in done.stderr) is bool(code)
    assert json.loads(made.read_text("utf-8"))["cells"][-1]["outputs"] == []
