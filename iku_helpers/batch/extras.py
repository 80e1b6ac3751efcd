"""Files made only on request (``--pdf``, ``--docx``), since they need libraries the reports do without.

What was once asked for stays asked for: a later run keeps those files up to date with the report.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec

from iku_helpers.errors import RequestError

WORDS = {"pdf": "PDF", "docx": "Word"}
WORD = "word"


def missing(asked: Iterable[str], made: Iterable[str]) -> str | None:
    """Why a report that is otherwise fresh must be made again; None when nothing is missing."""
    names = [WORDS[extra] for extra in sorted(set(asked) - set(made))]
    return f"belum ada berkas {' dan '.join(names)}" if names else None


def require_libraries(asked: Iterable[str]) -> None:
    """Refuse before anything is begun what no report could be given on this machine."""
    wanted = set(asked)
    if "docx" in wanted and find_spec("docx") is None:
        raise RequestError(
            "Berkas Word tidak dapat dibuat: python-docx belum terpasang (pip install 'iku-workbook[docx]')."
        )
    if "pdf" in wanted:
        from iku_helpers.templates.pdf import require_weasyprint

        require_weasyprint()


def parameters(asked: Iterable[str], declared: Iterable[str]) -> dict[str, bool]:
    """What the notebook is told: one that can make a Word file declares the parameter ``word``."""
    return {WORD: True} if "docx" in set(asked) and WORD in set(declared) else {}


def pdf_of(html_name: str, html: str, asked: Iterable[str]) -> dict[str, bytes]:
    """The page as PDF, by its file name; nothing where it was not asked for."""
    if "pdf" not in set(asked):
        return {}
    from iku_helpers.templates.pdf import to_pdf

    return {f"{html_name.removesuffix('.html')}.pdf": to_pdf(html)}
