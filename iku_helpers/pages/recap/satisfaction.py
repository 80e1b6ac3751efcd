"""IKU of the survey over all kecamatan: mutu, funnel, ranks, and what changed since the earlier year."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from iku_helpers.pages import charts
from iku_helpers.pages.blocks import Block, note, paragraph
from iku_helpers.pages.blocks import together as blocks
from iku_helpers.pages.charts.words import RANDOM, sample_note
from iku_helpers.pages.figure import Figure
from iku_helpers.pages.recap import how, order_words, words
from iku_helpers.pages.recap.recap import Recap
from iku_helpers.pages.tables import HIDDEN_BELOW


def index(recap: Recap) -> Block:
    """The index of every kecamatan over the bands of mutu."""
    if not recap.now.surveys:
        return note(words.NO_SURVEYS)
    figure = charts.groups(
        recap.indices.rename(index=recap.names),
        by="kecamatan",
        regime=recap.now.regime or 0,
        index=None,
        cara=_least_random(recap),
    )
    letters = Counter(survey.letter for survey in recap.now.surveys.values())
    meaning = {survey.letter: survey.word for survey in recap.now.surveys.values()}
    figure = replace(figure, title=order_words.mutu_title(letters, meaning))
    return blocks(_left_out(recap), figure.as_sample(recap.is_sample("survei")), how.index(recap))


def _least_random(recap: Recap) -> str:
    """How respondents were found, where any kecamatan's were not drawn at random."""
    kinds = [survey.table.cara for survey in recap.now.surveys.values()]
    return next((cara for cara in kinds if cara != RANDOM), RANDOM)


def _left_out(recap: Recap) -> Block | None:
    """The kecamatan with a survey that is not set beside the others, and why."""
    told = {slug: report.survey for slug, report in recap.now.reports.items() if report.survey is not None}
    other = [recap.names[slug] for slug, survey in told.items() if survey.measure != recap.now.measure]
    few = [
        recap.names[slug]
        for slug, survey in told.items()
        if survey.measure == recap.now.measure and survey.asked < HIDDEN_BELOW
    ]
    sentences = [
        words.part_of("perbandingan", other, "surveinya memakai aturan, unsur, atau bobot lain"),
        words.part_of("perbandingan", few, f"respondennya kurang dari {HIDDEN_BELOW}"),
    ]
    return note(*sentences) if any(sentences) else None


def funnel(recap: Recap) -> Block:
    """Who differs from the mean of all by more than chance allows."""
    if recap.funnel is None:
        return note(words.ONE_ALONE) if recap.now.surveys else blocks()
    sizes = {slug: float(survey.asked) for slug, survey in recap.now.surveys.items()}
    figure = charts.funnel(recap.funnel, names=recap.names, sizes=sizes, reference="rata-rata")
    return blocks(_figure(recap, figure), paragraph(order_words.FUNNEL_LIMITS), how.funnel(recap))


def ranks(recap: Recap) -> Block:
    """How much of the order of the kecamatan is real."""
    if recap.ranks is None:
        return blocks()
    figure = charts.ranks(recap.ranks, names=recap.names, top=recap.top)
    return blocks(_figure(recap, figure), paragraph(order_words.RANKS_LIMITS), how.ranks(recap))


def changes(recap: Recap) -> Block:
    """What became of every index since the earlier year."""
    earlier = recap.earlier
    if earlier is None:
        return paragraph(words.FIRST_YEAR)
    if recap.changes.empty:
        return note(_why_no_change(recap))
    left = [recap.names[slug] for slug in recap.now.surveys if slug not in recap.changes.index]
    reason = f"tidak ada survei {earlier.tahun} yang diukur dengan cara yang sama"
    absent = words.part_of("gambar ini", left, reason)
    figure = charts.changes(recap.changes, since=earlier.tahun, names=recap.names)
    return blocks(_figure(recap, figure), note(absent) if absent else None)


def _why_no_change(recap: Recap) -> str:
    earlier = recap.earlier
    if earlier is None or not recap.now.surveys:
        return words.NO_SURVEYS
    if not earlier.surveys:
        return f"Tahun {earlier.tahun} tidak ada survei, sehingga perubahan indeks tidak dapat ditunjukkan."
    return (
        f"Survei {earlier.tahun} memakai aturan, unsur, atau bobot lain, sehingga indeksnya tidak "
        f"dibandingkan dengan tahun {recap.tahun}."
    )


def _figure(recap: Recap, figure: Figure) -> Figure:
    """With what an interval does not cover, and the mark of sample data."""
    caveat = sample_note(_least_random(recap))
    figure = figure.with_note(caveat) if caveat else figure
    return figure.as_sample(recap.is_sample("survei"))
