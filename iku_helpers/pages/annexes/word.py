"""The achievement section as a Word file, for those who paste it into chapter III of their LKjIP."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from iku_helpers.numbers import MISSING, number, percent
from iku_helpers.pages.annexes.attachment import Attachment
from iku_helpers.pages.annexes.docx_file import DocxFile
from iku_helpers.pages.annexes.tabulation import mutu_words
from iku_helpers.pages.sentences import change as change_words
from iku_helpers.pages.sentences.summary import certainty, lead
from iku_helpers.pages.values import in_unit, known, limits_text

if TYPE_CHECKING:
    from iku_helpers.pages.indicator_year import IndicatorYear
    from iku_helpers.pages.report import Report
    from iku_helpers.pages.survey_year import SurveyYear

SAMPLE_NOTE = "Memakai data contoh, bukan angka resmi."


def achievement_section(report: Report) -> Attachment:
    """The section in the order of LKjIP chapter III: target, earlier years, end of the Renstra, details."""
    title = f"Capaian Indikator Kinerja Utama {report.place} Tahun {report.tahun}"
    file = DocxFile.begin(title, author=report.place, year=report.tahun)
    file.heading(title, 1)
    if report.workbook.contoh:
        file.paragraph(SAMPLE_NOTE)
    file.paragraph(lead(report.indicators))
    file.table(f"Target, realisasi, dan capaian kinerja tahun {report.tahun}", *_overview(report))
    for item in report.indicators:
        _indicator(file, report, item)
    return Attachment("capaian.docx", file.content())


def _overview(report: Report) -> tuple[Sequence[str], list[list[str]]]:
    head = ["No", "Indikator Kinerja Utama", "Satuan", "Target", "Realisasi", "Capaian", "Predikat"]
    rows = [
        [
            str(item.number),
            item.name,
            item.unit,
            *_figures(item),
            percent(item.capaian),
            item.predikat or MISSING,
        ]
        for item in report.indicators
    ]
    return head, rows


def _figures(item: IndicatorYear) -> list[str]:
    return [in_unit(item.target, item.unit), in_unit(item.realisasi, item.unit)]


def _indicator(file: DocxFile, report: Report, item: IndicatorYear) -> None:
    file.heading(f"{item.number}. {item.name}", 2)
    file.paragraph(" ".join(sentence for sentence in _sentences(report, item) if sentence))
    years = [one for one in (year.indicator(item.key) for year in report.series) if one is not None]
    rows = [[str(one.report.tahun), *_figures(one), percent(one.capaian)] for one in years]
    file.table(f"{item.short} menurut tahun", ["Tahun", "Target", "Realisasi", "Capaian"], rows)
    if item.renstra is not None:
        file.table(f"{item.short} terhadap target akhir Renstra", *_renstra(report, item))
    if item.key == _survey_key(report) and report.survey is not None:
        file.table(f"Nilai tiap unsur, {report.tahun}", *_unsur(report.survey))
    elif item.share is not None and item.share.total:
        file.table(f"{item.short}, {report.tahun}", *_villages(item))


def _survey_key(report: Report) -> str | None:
    found = report.survey_indicator
    return None if found is None else found.key


def _sentences(report: Report, item: IndicatorYear) -> Iterator[str]:
    """What the figures mean: how sure they are, and what changed."""
    if item.realisasi is None:
        yield f"Realisasi {report.tahun} belum dapat dihitung."
    if item.share is not None:
        yield certainty(item.share, item.noun)
    elif report.survey is not None and item.estimate is not None and known(item.estimate.lower):
        mutu = mutu_words(item.estimate.estimate, report.survey.regime)
        yield (
            f"Indeks {number(item.realisasi)} bermutu {mutu}; "
            f"interval 95% {limits_text(item.estimate, 2)} dari {number(item.estimate.n, 0)} responden."
        )
    earlier = item.earlier
    if earlier is not None and item.is_broken:
        yield f"Angka {earlier.report.tahun} dihitung menurut aturan lain, sehingga tidak dibandingkan."
    elif earlier is not None and item.change is not None:
        yield change_words.survey_change(item.change, earlier.report.tahun, report.tahun)
    elif earlier is None:
        yield change_words.FIRST_YEAR


def _renstra(report: Report, item: IndicatorYear) -> tuple[list[str], list[list[str]]]:
    end = report.settings.tahun_renstra
    head = [f"Realisasi {report.tahun}", "Target akhir Renstra" + (f" ({end})" if end else ""), "Capaian"]
    achieved = report.card["capaian_renstra"].astype("float64")[item.key]
    return head, [[in_unit(item.realisasi, item.unit), in_unit(item.renstra, item.unit), percent(achieved)]]


def _unsur(survey: SurveyYear) -> tuple[list[str], list[list[str]]]:
    rows = [
        [
            str(code),
            survey.names.get(str(code), ""),
            number(row["estimate"]),
            _converted(row["estimate"], survey.regime),
        ]
        for code, row in survey.by_unsur.iterrows()
    ]
    return ["Kode", "Unsur", "Nilai rata-rata", "Mutu"], rows


def _converted(score: float, regime: int) -> str:
    return mutu_words(25 * score, regime) or MISSING


def _villages(item: IndicatorYear) -> tuple[list[str], list[list[str]]]:
    words = {True: "ya", False: "tidak"}
    good = item.verdicts["good"]
    label = "Maju atau Mandiri" if item.counts_status else "Memenuhi semua syarat"
    rows = []
    for code, village in zip(map(str, item.villages.index), item.villages.to_dict("records"), strict=True):
        verdict = MISSING if pd.isna(good[code]) else words[bool(good[code])]
        status = MISSING if pd.isna(village["status"]) else str(village["status"])
        rows.append(
            [str(village["nama"]), status, verdict] if item.counts_status else [str(village["nama"]), verdict]
        )
    head = ["Desa", "Status", label] if item.counts_status else ["Desa/kelurahan", label]
    return head, rows
