"""The committed notebooks through the batch: equal bytes of every kind of file, an analyst's own cells."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from iku_helpers.pages.blocks import plain
from tests.conftest import Project

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("one_version")]
ALL = ["run", "--only", "2024/busungbiu/*", "--only", "2024/51.08/*", "--jobs", "2"]


@pytest.fixture
def workbook_of(project, root: Path):
    """A project with the committed notebooks."""

    def made(name: str) -> Project:
        own = project(folder=name)
        for path in (root / "notebooks").glob("*.ipynb"):
            shutil.copy(path, own.notebooks)
        return own

    return made


def test_two_builds_of_every_kind_of_output_are_the_same_bytes(workbook_of):
    pytest.importorskip("weasyprint", reason="weasyprint is not installed (extra pdf)", exc_type=ImportError)
    pytest.importorskip("docx", reason="python-docx is not installed (extra docx)")
    written = []
    for name, seed, zone in (("satu", "1", "Asia/Makassar"), ("dua", "2", "America/Lima")):
        own = workbook_of(name)
        kinds = sorted(path.stem for path in own.notebooks.glob("*.ipynb"))
        done = own.iku(*ALL, "--pdf", "--docx", env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone})
        assert done.returncode == 0, done.stderr
        written.append(own.written())

    first, second = written
    assert {name: second.get(name) == content for name, content in first.items()} == dict.fromkeys(
        second, True
    )
    assert {Path(name).suffix for name in first} == {".html", ".pdf", ".docx", ".xlsx", ".json", ".csv"}
    for ending in (".html", ".pdf"):
        assert {
            kind
            for kind in kinds
            if any(Path(name).name.startswith(kind) and name.endswith(ending) for name in first)
        } == set(kinds)


OWN_TABLE = """sendiri = laporan.survey.respondents.groupby("layanan")["U3"].mean()
sendiri.to_frame("rata-rata waktu")"""
OWN_CHART = """import matplotlib.pyplot as plt
from iku_helpers.pages.own_chart import STYLE, own_chart

with plt.style.context(STYLE):
    lukisan, sumbu = plt.subplots()
    sumbu.barh(sendiri.index, sendiri)
own_chart(lukisan, title="Gambar analis", alt="Batang mendatar tiap layanan")"""


def test_an_analysts_cells_appear_in_the_report_in_their_place(workbook_of):
    own = workbook_of("analis")
    path = own.notebooks / "laporan-iku.ipynb"
    notebook = nbformat.read(path, 4)
    place = 1 + next(order for order, cell in enumerate(notebook.cells) if cell.id == "ikm-tahun-isi")
    notebook.cells[place:place] = [
        new_markdown_cell("Catatan analis: loket kedua dibuka pada bulan **Juli**."),
        new_code_cell(OWN_TABLE),
        new_code_cell(OWN_CHART),
    ]
    nbformat.write(notebook, path)
    done = own.iku("run", "--notebook", "laporan-iku", "--kecamatan", "busungbiu")
    assert done.returncode == 0, done.stderr
    (page,) = own.outputs.rglob("laporan-iku-*.html")
    html = page.read_text("utf-8")

    order = ["Dari tahun ke tahun</h3>", "bulan <strong>Juli</strong>", "rata-rata waktu", "Gambar analis"]
    order += ["Batang mendatar tiap layanan", "Dapatkah jawabannya dipercaya</h3>"]
    places = [html.index("<main")]
    for words in order:
        places.append(html.index(words, places[-1]))
    assert "Legalisasi surat" in plain(html[places[3] : places[4]])
    assert not re.search(r"<script|groupby|matplotlib", html)
