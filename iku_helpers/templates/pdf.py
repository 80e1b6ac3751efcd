"""``to_pdf``: an exported page as a tagged PDF, made without a browser."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from iku_helpers.errors import IkuError
from iku_helpers.templates.pdf_drawings import prepare

_STYLE = Path(__file__).parent / "laporan" / "pdf.css"
_IDENTIFIER_BYTES = 16


class PdfError(IkuError):
    """The PDF cannot be made on this machine."""


def to_pdf(html: str) -> bytes:
    """``html`` as PDF/UA-1 (tagged, with language and title); equal pages give equal bytes.

    The page is drawn as it prints: light colours, running head, page numbers, no folded parts. Its identifier
    is taken from its content and it carries no date, so two builds are the same file. Nothing but ``data:``
    is loaded, as the page's own Content-Security-Policy says.

    Raises
    ------
    PdfError
        When WeasyPrint, or the Pango library it draws with, is not installed.
    """
    weasyprint = require_weasyprint()
    from weasyprint.urls import URLFetcher

    page = weasyprint.HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=["data"]))
    prepare(page.etree_element)
    identifier = hashlib.sha256(html.encode()).hexdigest()[: 2 * _IDENTIFIER_BYTES]
    document: bytes = page.write_pdf(
        stylesheets=[weasyprint.CSS(string=_STYLE.read_text(encoding="utf-8"))],
        pdf_variant="pdf/ua-1",
        pdf_identifier=identifier.encode(),
    )
    return document


def require_weasyprint() -> Any:
    """WeasyPrint, loaded; ``PdfError`` where it or Pango is missing."""
    try:
        import weasyprint
    except (ImportError, OSError) as error:  # OSError: WeasyPrint is there, libpango is not
        raise PdfError(
            "PDF tidak dapat dibuat: pasang WeasyPrint (pip install 'iku-workbook[pdf]') dan pustaka Pango "
            "(Debian: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; macOS: brew install pango). "
            f"Keterangan: {error}"
        ) from error
    return weasyprint
