"""What will be improved: the plan for the lowest unsur, short enough for a wall."""

from __future__ import annotations

from markupsafe import Markup

from iku_helpers.pages.blocks import Block, together
from iku_helpers.pages.chapters.follow_up import PLANNED, in_order, known_text
from iku_helpers.pages.poster import words
from iku_helpers.pages.report import Report

MOST, LETTERS = 3, 120
_ITEM = Markup('<li><strong class="poster-batas">{}</strong> <span>{}</span></li>')
_BLOCK = Markup('<div class="poster-perbaikan"><h2>Yang kami perbaiki pada {}</h2>{}</div>')


def improvements(report: Report) -> Block:
    """The first three of the plan, lowest unsur first; without a plan, what scored lowest."""
    survey = report.survey
    plan = report.workbook.follow_up
    planned = in_order(report, plan[plan["status"] == PLANNED])
    items = [
        _ITEM.format(_unsur(report, row.unsur), _short(row.kegiatan))
        for row in planned[planned["kegiatan"].map(known_text)].head(MOST).itertuples()
    ]
    if items:
        return Block(_BLOCK.format(report.tahun + 1, Markup("<ul>{}</ul>").format(Markup("").join(items))))
    if survey is None:
        return together()
    lowest = words.weakest([survey.names[code] for code in survey.ordered[:MOST]])
    return Block(_BLOCK.format(report.tahun + 1, Markup("<p>{} {}</p>").format(words.NO_PLAN, lowest)))


def _unsur(report: Report, code: object) -> str:
    """The unsur's name; empty where the plan names none."""
    survey = report.survey
    if not known_text(code):
        return ""
    return survey.names.get(str(code), str(code)) if survey is not None else str(code)


def _short(text: object) -> str:
    return words.shortened(str(text).strip(), LETTERS)
