"""What a report carries beside its page: the Excel annex and the achievement section as a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iku_helpers.pages.annexes.attachment import FILES_MIME, Attachment, Attachments
from iku_helpers.pages.annexes.excel import excel_annex
from iku_helpers.pages.annexes.word import achievement_section

if TYPE_CHECKING:
    from iku_helpers.pages.report import Report

__all__ = ["FILES_MIME", "Attachment", "Attachments", "achievement_section", "annexes", "excel_annex"]


def annexes(report: Report) -> Attachments:
    """Both files of a kecamatan's report, for the notebook's cell tagged ``remove-cell``."""
    word = achievement_section(report)
    return Attachments((excel_annex(report),) if word is None else (excel_annex(report), word))
