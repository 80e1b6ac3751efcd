"""The prose of the document that names place and year."""

from __future__ import annotations

from iku_helpers.pages.blocks import Block, bullets, paragraph, together
from iku_helpers.pages.document import words
from iku_helpers.pages.report import Report


def foreword(report: Report) -> Block:
    """Kata pengantar."""
    return _paragraphs(words.foreword(report.place, report.kabupaten, report.tahun, len(report.indicators)))


def reasons(report: Report) -> Block:
    """Latar belakang."""
    return _paragraphs(words.reasons(report.place, report.kabupaten, report.tahun))


def aims(report: Report) -> Block:
    """Tujuan."""
    return bullets(words.aims(report.place, report.tahun))


def closing(report: Report) -> Block:
    """Penutup."""
    levels = [item.tingkat for item in report.workbook.indicators]
    return _paragraphs(words.closing(report.place, report.tahun, levels))


def _paragraphs(texts: list[str]) -> Block:
    return together(*(paragraph(text) for text in texts))
