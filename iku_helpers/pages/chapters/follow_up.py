"""Tindak lanjut: which unsur come first, what is planned for them, and what became of the plan before."""

from __future__ import annotations

import pandas as pd

from iku_helpers.numbers import percent
from iku_helpers.pages.blocks import Block, note, paragraph, together
from iku_helpers.pages.report import Report
from iku_helpers.pages.sentences import follow_up as words
from iku_helpers.pages.tables import Column, Group, Table

PLANNED, DONE = "rencana", "selesai"
STATUS_WORDS = {"selesai": "Selesai", "berjalan": "Berjalan", "belum": "Belum", "rencana": "Rencana"}


def plan(report: Report) -> Block:
    """The plan: the lowest unsur and what will be done about them."""
    survey = report.survey
    follow_up = report.workbook.follow_up
    planned = follow_up[follow_up["status"] == PLANNED]
    lead = together()
    if survey is not None:
        names = [survey.names[code] for code in survey.ordered[:3]]
        lead = paragraph(words.priorities(names, len(survey.below)))
    if planned.empty:
        return together(lead, note(words.NO_PLAN))
    table = Table(
        "tabel-rencana",
        f"Rencana tindak lanjut {report.tahun + 1}",
        [Column("Prioritas unsur"), Column("Kegiatan"), Column("Waktu", "tetap"), Column("Penanggung jawab")],
        [Group([_planned(report, row) for row in in_order(report, planned).itertuples()])],
        stacked=True,
        sample=report.is_sample("tindak_lanjut"),
    )
    return together(lead, table)


def in_order(report: Report, planned: pd.DataFrame) -> pd.DataFrame:
    """The plan with the lowest unsur first."""
    order = [] if report.survey is None else report.survey.ordered
    rank = {code: place for place, code in enumerate(order)}
    return planned.sort_values("unsur", key=lambda codes: codes.map(rank).fillna(len(rank)), kind="stable")


def _unsur(report: Report, code: object) -> str:
    survey = report.survey
    if not known_text(code):
        return "–"
    return f"{code} {survey.names[code]}" if survey is not None and code in survey.names else str(code)


def known_text(value: object) -> bool:
    """Whether a cell holds words."""
    return isinstance(value, str) and value.strip() != ""


def _text(value: object) -> str:
    return value if isinstance(value, str) and value.strip() else "–"


def _planned(report: Report, row: object) -> list[str]:
    return [
        _unsur(report, row.unsur),  # type: ignore[attr-defined]
        _text(row.kegiatan),  # type: ignore[attr-defined]
        _text(row.waktu),  # type: ignore[attr-defined]
        _text(row.penanggung_jawab),  # type: ignore[attr-defined]
    ]


def plan_of_last_year(report: Report) -> Block:
    """What became of the plan before."""
    follow_up = report.workbook.follow_up
    reported = follow_up[follow_up["status"].ne(PLANNED)]
    if reported.empty:
        return note(words.NO_STATUS)
    done = int((reported["status"] == DONE).sum())
    rows = [
        [
            _unsur(report, row.unsur),
            _text(row.kegiatan),
            STATUS_WORDS.get(row.status, "–"),
            _text(row.keterangan),
        ]
        for row in reported.itertuples()
    ]
    table = Table(
        "tabel-tindak-lanjut",
        words.done_title(done, len(reported), percent(100 * done / len(reported))),
        [Column("Unsur"), Column("Rencana"), Column("Status", "tetap"), Column("Keterangan")],
        [Group(rows)],
        stacked=True,
        sample=report.is_sample("tindak_lanjut"),
    )
    return together(table)
