"""Files made only on request (``--pdf``, ``--docx``), since they need libraries the reports do without.

What was once asked for stays asked for: a later run keeps those files up to date with the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.util import find_spec

from iku_helpers.errors import RequestError

WORDS = {"pdf": "PDF", "docx": "Word"}


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


def with_extras(files: Mapping[str, bytes], html_name: str, asked: Iterable[str]) -> dict[str, bytes]:
    """``files`` without a Word file nobody asked for, and with the page's PDF where it was."""
    wanted = set(asked)
    kept = {
        name: content for name, content in files.items() if "docx" in wanted or not name.endswith(".docx")
    }
    if "pdf" in wanted:
        from iku_helpers.templates.pdf import to_pdf

        kept[f"{html_name.removesuffix('.html')}.pdf"] = to_pdf(kept[html_name].decode())
    return kept
