"""publikasi-skm: what the wall says, for shipped years and constructed situations."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from iku_helpers.errors import InputError
from iku_helpers.inputs.workbook import Workbook
from iku_helpers.numbers import interval, number
from iku_helpers.pages.blocks import plain
from iku_helpers.pages.poster.passport import code, told
from iku_helpers.pages.poster.respondents import fewer
from iku_helpers.pages.poster.words import shortened
from iku_helpers.pages.report import Report
from iku_helpers.rules import MUTU

HOSTILE = '<script>alert("x")</script>'
UNSUR = [f"U{order}" for order in range(1, 10)]


def text(notebook, *cells: str) -> str:
    found = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.outputs]
    return "\n".join(
        plain(str(output.data.get("text/html", "")))
        for cell in found
        if not cells or cell.id in cells
        for output in cell.outputs
        if "<style>" not in str(output.data.get("text/html", ""))
    )


def with_survey(change):
    """A workbook whose respondents went through ``change``."""

    def changed(workbook: Workbook) -> Workbook:
        assert workbook.survey is not None
        return replace(
            workbook, survey=replace(workbook.survey, respondents=change(workbook.survey.respondents))
        )

    return changed


@pytest.mark.parametrize("tahun", [2021, 2023, 2024])
def test_figures_are_those_of_the_report(in_process, tahun):
    report = Report(Workbook.open(tahun, "busungbiu"))
    assert report.survey is not None
    notebook = in_process.run("publikasi-skm", tahun=tahun)
    said = text(notebook)

    index = report.survey.index
    assert f"{number(index.estimate)} {report.survey.letter} {report.survey.word}" in said
    assert in_process.shown(notebook, "skala").count(f"interval {interval(index.lower, index.upper)}<") == 2
    assert f"{report.survey.asked} responden" in said
    for key, row in report.survey.by_unsur.iterrows():
        assert f"{report.survey.names[key]} {number(row['estimate'])}" in said
    assert f"{tahun}/busungbiu/publikasi-skm" in said


def test_counts_of_sex_and_education_add_up_to_the_respondents(in_process):
    page = in_process.shown(in_process.run("publikasi-skm"), "responden")
    for table in page.split("<table")[1:]:
        counts = [
            int(count.replace(".", "")) for count in re.findall(r'<td class="angka">([\d.]+)</td>', table)
        ]
        assert sum(counts) == 312


@pytest.mark.parametrize("score", [1, 2, 3, 4])
def test_every_letter_by_answers_that_are_all_alike(in_process, score):
    """All answers equal to s give the index 25 s, whatever the weights: 25, 50, 75, 100."""
    notebook = in_process.run(
        "publikasi-skm", with_survey(lambda people: people.assign(**dict.fromkeys(UNSUR, float(score))))
    )
    letter = next(mutu for mutu in MUTU[2017].classes if 25 * score >= mutu.lower)

    assert f"{25 * score},00 {letter.letter} {letter.word}" in text(notebook, "hasil")
    assert letter.word in in_process.shown(notebook, "kepala") or f"dinilai {letter.word}" in text(notebook)


def test_answers_not_drawn_at_random_speak_for_those_who_answered(in_process):
    def voluntary(workbook: Workbook) -> Workbook:
        return replace(workbook, survey=replace(workbook.survey, cara="sukarela"))

    said = text(in_process.run("publikasi-skm", voluntary))
    assert "Responden yang ikut serta menilai pelayanan kami Baik." in said
    assert "hampir pasti" not in said


def test_without_a_survey_the_page_says_so_and_shows_no_figure(in_process):
    notebook = in_process.run("publikasi-skm", lambda workbook: replace(workbook, survey=None))

    assert "Belum ada hasil survei kepuasan masyarakat." in text(notebook, "hasil")
    assert text(notebook, "skala", "unsur", "responden") == "\n\n"
    assert "Terima kasih" in text(notebook, "kaki")


def test_without_a_plan_the_lowest_unsur_are_named(in_process):
    def no_plan(workbook: Workbook) -> Workbook:
        return replace(workbook, follow_up=workbook.follow_up.iloc[:0])

    report = Report(Workbook.open(2024, "busungbiu"))
    assert report.survey is not None
    said = text(in_process.run("publikasi-skm", no_plan), "perbaikan")
    assert "belum ditetapkan" in said
    assert report.survey.names[report.survey.ordered[0]].lower() in said.lower()


def test_the_plan_stands_lowest_unsur_first_and_shortened(in_process):
    def long_plan(workbook: Workbook) -> Workbook:
        plan = workbook.follow_up[workbook.follow_up["status"] == "rencana"]
        return replace(workbook, follow_up=plan.assign(kegiatan="Menambah kursi tunggu " * 30))

    report = Report(Workbook.open(2024, "busungbiu"))
    assert report.survey is not None
    page = in_process.shown(in_process.run("publikasi-skm", long_plan), "perbaikan")
    named = re.findall(r'<strong class="poster-batas">(.*?)</strong>', page)
    ranks = [
        report.survey.ordered.index(code)
        for name in named
        for code, one in report.survey.names.items()
        if one == name
    ]

    assert len(named) == 3
    assert ranks == sorted(ranks)
    assert page.count("…</span>") == 3


def test_what_comes_from_data_is_escaped(in_process):
    def hostile(workbook: Workbook) -> Workbook:
        survey = workbook.survey
        people = survey.respondents.assign(pendidikan=HOSTILE)
        return replace(
            workbook,
            kecamatan=replace(workbook.kecamatan, nama=HOSTILE),
            survey=replace(survey, respondents=people, unsur_names=dict.fromkeys(survey.unsur, HOSTILE)),
            follow_up=workbook.follow_up.assign(kegiatan=HOSTILE, status="rencana"),
        )

    notebook = in_process.run("publikasi-skm", hostile)
    whole = "".join(
        in_process.shown(notebook, cell.id) for cell in notebook.cells if cell.cell_type == "code"
    )
    assert "<script" not in whole
    assert "&lt;script&gt;" in whole


def test_the_code_holds_id_and_fingerprint_and_is_the_same_each_time(in_process):
    report = Report(Workbook.open(2024, "busungbiu"), "publikasi-skm")
    text_of_code = told(report)

    assert re.fullmatch(r"2024/busungbiu/publikasi-skm\nsha256 [0-9a-f]{64}", text_of_code)
    page = in_process.shown(in_process.run("publikasi-skm"), "kaki")
    assert page == in_process.shown(in_process.run("publikasi-skm"), "kaki")
    assert code(text_of_code) in page
    assert report.fingerprint != Report(Workbook.open(2023, "busungbiu"), "publikasi-skm").fingerprint


def test_an_absent_year_is_refused_in_a_sentence(in_process):
    with pytest.raises(Exception, match="Tahun 2022 tidak ada") as refused:
        in_process.run("publikasi-skm", tahun=2022)
    assert not isinstance(refused.value, InputError)


@pytest.mark.parametrize("most", [2, 3, 5])
def test_fewer_groups_keep_every_person(most):
    counts = {f"Jenjang {order}": order * order for order in range(1, 8)}
    found = fewer(counts, most)
    assert sum(found.values()) == sum(counts.values())
    assert len(found) == most


@pytest.mark.parametrize("length", range(2, 40))
def test_shortened_text_never_exceeds_its_room(length):
    found = shortened("Loket cepat untuk legalisasi surat", length)
    assert len(found) <= length
    assert pd.Series(["Loket cepat untuk legalisasi surat"]).str.startswith(found.rstrip("…")).all()
