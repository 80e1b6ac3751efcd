"""The signature block: place and date, office, room to sign, name and number."""

from __future__ import annotations

from markupsafe import Markup

from iku_helpers.numbers import date
from iku_helpers.pages.blocks import Block
from iku_helpers.pages.report import Report

BLANK = "." * 24
_BLOCK = Markup(
    '<div class="tanda-tangan"><p>{}, {}</p><p class="jabatan">{}</p>'
    '<p class="nama">{}</p><p>NIP. {}</p></div>'
)


def signature(report: Report) -> Block:
    """What the data lack (date, name, number) stays a dotted line to be written on."""
    settings, kecamatan = report.settings, report.kecamatan
    signed = f"{BLANK} {report.tahun}" if settings.tanggal is None else date(settings.tanggal)
    return Block(
        _BLOCK.format(
            settings.tempat or kecamatan.nama,
            signed,
            kecamatan.jabatan,
            kecamatan.camat or BLANK,
            kecamatan.nip or BLANK,
        )
    )
