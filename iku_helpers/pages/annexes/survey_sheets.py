"""The survey in the Excel annex: the answers for tabulation, each unsur, each service."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from iku_helpers.pages.annexes.sheets import Column, Sheet, sheet_title
from iku_helpers.pages.annexes.tabulation import Tabulation, mutu_words
from iku_helpers.pages.tables import HIDDEN_BELOW, INDICATIVE_BELOW

if TYPE_CHECKING:
    from iku_helpers.pages.report import Report
    from iku_helpers.pages.survey_year import SurveyYear


def survey_tabulation(survey: SurveyYear) -> Tabulation:
    """The tabulation of the survey's answers, each question as it was asked."""
    return Tabulation.of(
        survey.respondents,
        survey.unsur,
        survey.design,
        names=survey.names,
        regime=survey.regime,
        weight=survey.table.weight,
    )


def unsur_sheet(report: Report, survey: SurveyYear) -> Sheet:
    """Mean score of each unsur, with its mutu."""
    columns = [Column("Kode", width=7), Column("Unsur", width=46), Column("NRR (1 sampai 4)", "desimal", 12)]
    columns += [Column(label, "desimal", 12) for label in ("Batas bawah 95%", "Batas atas 95%")]
    columns += [Column("Penjawab", "bulat", 10), Column("NRR × 25", "indeks", 10), Column("Mutu", width=18)]
    rows = []
    for code, row in survey.by_unsur.iterrows():
        converted = 25 * row["estimate"]
        word = mutu_words(converted, survey.regime)
        values = (row["estimate"], row["lower"], row["upper"], row["n"], converted, word)
        rows.append((code, survey.names.get(str(code), ""), *values))
    title = sheet_title(report, "Nilai tiap unsur")
    return Sheet("Unsur", title, columns, rows, "Urutan menurut kode unsur.", report.is_sample("survei"))


def layanan_sheet(report: Report, survey: SurveyYear) -> Sheet:
    columns = [
        Column("Layanan", width=36),
        Column("Pengguna setahun", "bulat", 11),
        Column("Responden", "bulat", 11),
    ]
    columns += [Column(label, "indeks", 11) for label in ("IKM", "Batas bawah 95%", "Batas atas 95%")]
    columns += [Column("Mutu", width=18), Column("Keterangan", width=30)]
    users = pd.Series(dtype=float) if survey.table.users is None else survey.table.users
    rows = [
        _layanan_row(survey, str(name), row, users.get(name)) for name, row in survey.by_layanan.iterrows()
    ]
    note = (
        f"Layanan dengan < {HIDDEN_BELOW} responden disembunyikan; < {INDICATIVE_BELOW} responden indikatif."
    )
    return Sheet(
        "Layanan",
        sheet_title(report, "IKM tiap layanan"),
        columns,
        rows,
        note,
        report.is_sample("survei", "layanan"),
    )


def _layanan_row(survey: SurveyYear, name: str, row: pd.Series, users: float | None) -> tuple[object, ...]:
    if row["n"] < HIDDEN_BELOW:
        return name, users, None, None, None, None, "", f"kurang dari {HIDDEN_BELOW} responden"
    word = mutu_words(row["estimate"], survey.regime)
    remark = "indikatif" if row["n"] < INDICATIVE_BELOW else ""
    return name, users, row["n"], row["estimate"], row["lower"], row["upper"], word, remark
