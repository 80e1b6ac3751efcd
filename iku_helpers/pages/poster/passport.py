"""The foot: thanks, the rule, and the page's own number and fingerprint, also as a QR code."""

from __future__ import annotations

import segno
from markupsafe import Markup

from iku_helpers import rules
from iku_helpers.numbers import count_word
from iku_helpers.pages.blocks import Block
from iku_helpers.pages.charts import certainty
from iku_helpers.pages.charts.words import opening
from iku_helpers.pages.poster import words
from iku_helpers.pages.report import Report

_FOOT = Markup(
    '<div class="poster-kaki"><div><p class="poster-terima-kasih">{}</p><p class="lembut">{}</p>'
    '<p class="lembut">Nomor {} · sha256 <span class="kode">{}…</span></p></div>{}</div>'
)


def passport(report: Report) -> Block:
    """Thanks, what the figures rest on, and the code that tells this page from any other."""
    return Block(
        _FOOT.format(words.THANKS, _rule(report), report.id, report.fingerprint[:16], code(told(report)))
    )


def told(report: Report) -> str:
    """What the code holds: the report's id and the whole sha256 of what it was made from."""
    return f"{report.id}\nsha256 {report.fingerprint}"


def _rule(report: Report) -> str:
    survey = report.survey
    if survey is None:
        return ""
    source = rules.UNSUR[survey.regime].source
    interval = words.INTERVAL if certainty.measured(survey.index) else ""
    return f"{opening(count_word(len(survey.unsur)))} unsur menurut {source}. {interval}".strip()


def code(text: str) -> Markup:
    """``text`` as a QR code: dark on light in every mode, for a phone's camera must read it."""
    drawing = segno.make(text, error="m", micro=False).svg_inline(
        border=2, omitsize=True, dark="#000", light="#fff", svgclass="poster-qr", lineclass=None
    )
    told = "Kode QR: nomor laporan dan sidik sha256"
    return Markup(drawing.replace("<svg ", f'<svg role="img" aria-label="{told}" ', 1))
