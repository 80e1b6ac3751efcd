"""``index_page``: every report of every year on one page, which needs no server and, to be read, no script.

The one script of the product stands here: search and filters over thousands of kecamatan. The page's
Content-Security-Policy allows exactly that script, by its hash, and no address outside.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup

from iku_helpers.numbers import number
from iku_helpers.templates.indeks.cells import report_links, rows
from iku_helpers.templates.indeks.listing import Listed, Listing

__all__ = ["Listed", "index_page"]

_HERE = Path(__file__).parent
_LABELS = {"ikm": "IKM", "administrasi": "Adminis\u00adtrasi baik", "idm": "Maju dan Mandiri"}
_LONG = 30


def index_page(reports: Iterable[Listed], table_name: str) -> str:
    """The page as one HTML file; equal reports give equal bytes, whatever order they come in."""
    listing = Listing(tuple(sorted(reports, key=lambda report: report.id)))
    script = (_HERE / "saring.js.j2").read_text(encoding="utf-8")
    html = _template().render(
        listing=listing,
        rows=Markup("\n".join(rows(listing))),
        labels=[_LABELS.get(key, key.replace("_", " ").capitalize()) for key in listing.indicators],
        table_name=table_name,
        links=lambda report: Markup(" ".join(report_links(report))),
        count=lambda count: number(count, 0),
        long=len(listing.areas) > _LONG,
        script=Markup(script),
        digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )
    return html if html.endswith("\n") else html + "\n"


@cache
def _template() -> Template:
    loader = FileSystemLoader([_HERE, _HERE.parent / "laporan"])
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True).get_template(
        "halaman.html.j2"
    )
