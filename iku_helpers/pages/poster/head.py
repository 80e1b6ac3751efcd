"""The poster's head: what was surveyed, where, and when."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from iku_helpers.numbers import period
from iku_helpers.pages.chapters.head import Head, facts
from iku_helpers.pages.poster import words
from iku_helpers.pages.report import Report
from iku_helpers.pages.sentences import satisfaction
from iku_helpers.pages.sentences.origin import sample_banner

TABLES = ("survei", "layanan", "tindak_lanjut")
_HEAD = Markup(
    '<p class="poster-atas">{}</p>\n<h1 class="poster-nama{}">{}</h1>\n<p class="poster-tempat">{}</p>'
)


def head(report: Report) -> Head:
    """Title, place and period; the name set smaller the longer it is, so that the page stays one."""
    title = f"Hasil Survei Kepuasan Masyarakat {report.tahun}"
    survey = report.survey
    days = [] if survey is None else [period(*survey.table.period)]
    html = _HEAD.format(title, _size(report.place), report.place, " · ".join([report.kabupaten, *days]))
    return Head(
        html,
        facts(
            report,
            f"{title} {report.place}",
            jenis="poster",
            deskripsi=_description(report),
            kepala=f"{title} · {report.place}",
            contoh=sample_banner(_printed(report.workbook.contoh), False, report.tahun),
            daftar_isi=False,
            kaki="",
        ),
    )


def _printed(samples: Sequence[str]) -> list[str]:
    """Those sample tables that anything on the poster comes from."""
    return [table for table in samples if table.split("/")[0] in TABLES]


def _size(name: str) -> str:
    """The class of a name's size: letters decide, since no script may measure."""
    return "" if len(name) <= 24 else " panjang" if len(name) <= 42 else " amat-panjang"


def _description(report: Report) -> str:
    survey = report.survey
    if survey is None:
        return report.survey_problem or satisfaction.NO_SURVEY
    return words.verdict(survey.index, survey.letter, survey.word, survey.mutu_shares, survey.table.cara)
