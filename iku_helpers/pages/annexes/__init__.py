"""What a report carries beside its page: the Excel annex and the achievement section as a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iku_helpers.pages.annexes.attachment import FILES_MIME, Attachment, Attachments
from iku_helpers.pages.annexes.excel import excel_annex
from iku_helpers.pages.annexes.word import achievement_section

if TYPE_CHECKING:
    from iku_helpers.pages.report import Report

__all__ = ["FILES_MIME", "Attachment", "Attachments", "achievement_section", "annexes", "excel_annex"]


def annexes(report: Report, word: bool = False) -> Attachments:
    """The files of a kecamatan's report; ``word``: the achievement section too (``iku run --docx``)."""
    excel = excel_annex(report)
    return Attachments((excel, achievement_section(report)) if word else (excel,))
