"""What is missing, kecamatan by kecamatan: a gap is told by name, never left as an empty cell alone."""

from __future__ import annotations

from collections.abc import Iterator

from iku_helpers.numbers import count_word
from iku_helpers.pages.blocks import Block, note, paragraph
from iku_helpers.pages.blocks import together as blocks
from iku_helpers.pages.indicator_year import IndicatorYear
from iku_helpers.pages.recap import words
from iku_helpers.pages.recap.recap import Recap
from iku_helpers.pages.report import Report
from iku_helpers.pages.sentences.summary import in_sentence
from iku_helpers.pages.tables import HIDDEN_BELOW, Column, Group, Table


def missing(recap: Recap) -> dict[str, list[str]]:
    """Slug to what is missing of it; kecamatan of which nothing is missing have no entry."""
    found: dict[str, list[str]] = {}
    for slug in recap.names:
        report = recap.now.reports.get(slug)
        told = [_refused(recap.now.refused[slug])] if report is None else list(_of_report(recap, report))
        if told:
            found[slug] = told
    return found


def _refused(problems: tuple[object, ...]) -> str:
    """Why its tables could not be read; the value itself stays where it was, it may name a person."""
    first = problems[0]
    more = f" dan {count_word(len(problems) - 1)} galat lain" if len(problems) > 1 else ""
    return f"tabelnya ditolak pemeriksaan: {first.place}: {first.message}{more}"  # type: ignore[attr-defined]


def _of_report(recap: Recap, report: Report) -> Iterator[str]:
    yield from _of_survey(recap, report)
    for item in report.indicators:
        if item.of_villages:
            yield from _of_villages(item)
    for item in report.indicators:
        if item.target is None:
            yield f"target {in_sentence(item.short)} belum ditetapkan"
    earlier = recap.earlier
    if earlier is not None and (report.earlier is None or report.earlier.tahun != earlier.tahun):
        yield f"tidak ada data {earlier.tahun} untuk dibandingkan"


def _of_survey(recap: Recap, report: Report) -> Iterator[str]:
    survey = report.survey
    if survey is None:
        yield report.survey_problem or "tidak ada data survei kepuasan"
    elif survey.measure != recap.now.measure:
        yield "surveinya memakai aturan, unsur, atau bobot lain, sehingga indeksnya tidak disandingkan"
    elif survey.asked < HIDDEN_BELOW:
        yield f"responden surveinya kurang dari {HIDDEN_BELOW}, sehingga indeksnya tidak disandingkan"


def _of_villages(item: IndicatorYear) -> Iterator[str]:
    share = item.share
    if share is None:
        yield f"tidak ada {item.noun} yang dihitung untuk {in_sentence(item.short)}"
        return
    lacking = share.total - share.evaluated
    if lacking:
        who = (
            f"semua {item.noun}"
            if not share.evaluated
            else f"{count_word(lacking)} dari {share.total} {item.noun}"
        )
        verb = "belum ada statusnya" if item.counts_status else "belum dinilai"
        yield f"{who} {verb} ({in_sentence(item.short)})"


def gap_headline(recap: Recap) -> tuple[str, str]:
    """The gaps in a line of the summary; nothing where none is."""
    found = [recap.names[slug] for slug in missing(recap)]
    if not found:
        return "", ""
    count = f"{count_word(len(found))} kecamatan".capitalize()
    return (
        f"Data {count.lower()} belum lengkap:",
        f"{words.listed(found, 'kecamatan')}. Rinciannya di bagian Data yang belum ada.",
    )


def gaps(recap: Recap) -> Block:
    """Every gap of this year, and the kecamatan whose earlier years could not be read."""
    found = missing(recap)
    names = dict(pair for year in recap.years for pair in year.register.items())
    earlier = {
        year: [names.get(slug, slug) for slug in slugs]
        for year, slugs in recap.unread.items()
        if year != recap.tahun
    }
    lost = [
        f"Tahun {year} tidak terbaca untuk {words.listed(refused, 'kecamatan')}, sehingga tidak ikut dalam "
        "perbandingan antartahun."
        for year, refused in earlier.items()
    ]
    return blocks(_table(recap, found), note(*lost) if lost else None)


def _table(recap: Recap, found: dict[str, list[str]]) -> Block | Table:
    whole = len(recap.names)
    if not found:
        return paragraph(f"{words.all_of(whole)} mempunyai semua data tahun {recap.tahun}.")
    rows = [[recap.names[slug], _sentence(told)] for slug, told in found.items()]
    count = f"{count_word(len(rows))} dari {count_word(whole)} kecamatan".capitalize()
    return Table(
        "tabel-kurang",
        f"{count} belum lengkap datanya",
        [Column("Kecamatan", "tetap"), Column("Yang belum ada")],
        [Group(rows)],
        subtitle="Yang kosong berarti tidak diketahui, bukan nol",
        finding=True,
        stacked=True,
        whole=len(rows) <= 15,
    )


def _sentence(told: list[str]) -> str:
    text = "; ".join(part.rstrip(".") for part in told)
    return f"{text[:1].upper()}{text[1:]}."
