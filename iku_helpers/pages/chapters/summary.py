"""Ringkasan: the report in one paragraph, its cards, and the findings behind them."""

from __future__ import annotations

from markupsafe import Markup

from iku_helpers.pages.blocks import Block, bullets, finding, paragraph, together
from iku_helpers.pages.cards import cards
from iku_helpers.pages.chapters.criteria import failures
from iku_helpers.pages.chapters.standing import moves
from iku_helpers.pages.charts import certainty
from iku_helpers.pages.charts.words import opening
from iku_helpers.pages.indicator_year import IndicatorYear
from iku_helpers.pages.report import Report
from iku_helpers.pages.sentences import satisfaction, villages
from iku_helpers.pages.sentences import summary as words


def summary(report: Report) -> Block:
    """The lead and a card an indicator."""
    return together(paragraph(words.lead(report.indicators), lead=True), cards(report.indicators))


def findings(report: Report) -> Block:
    """What a reader should take along, one finding an indicator or more."""
    return bullets(
        [*_of_index(report), *_of_unsur(report), *_of_administration(report), *_of_statuses(report)]
    )


def _of_index(report: Report) -> list[Markup]:
    survey, indicator = report.survey, report.survey_indicator
    if survey is None or indicator is None:
        return [finding("Tidak ada survei kepuasan.", satisfaction.NO_SURVEY)]
    target = indicator.target
    if survey.table.cara != "acak" or not certainty.measured(survey.index):
        fact = certainty.target_fact(survey.index, target)
        title = ", ".join(filter(None, [f"Indeks bermutu {survey.letter} ({survey.word})", fact]))
        return [finding(f"{title}.", satisfaction.accuracy(survey.index, survey.table.cara))]
    reaching = None if target is None else survey.reaching(target)
    title = certainty.headline(survey.index, survey.letter, survey.mutu_shares, target, reaching)
    chances = certainty.probability_sentence(survey.letter, survey.mutu_shares, target, reaching)
    return [finding(opening(title) + ".", chances)]


def _of_unsur(report: Report) -> list[Markup]:
    survey = report.survey
    if survey is None:
        return []
    names = [survey.names[code] for code in survey.below]
    return [finding(*satisfaction.lowest_headline(names, survey.names[survey.ordered[0]]))]


def _of_administration(report: Report) -> list[Markup]:
    judged = [item for item in report.indicators if item.of_villages and not item.counts_status]
    return [
        _of_verdicts(item, named=len(judged) > 1) for item in judged if item.share and item.share.evaluated
    ]


def _of_verdicts(item: IndicatorYear, named: bool) -> Markup:
    """Who falls short; ``named`` where several indicators would say so alike."""
    failed = failures(item)
    title = "" if item.share is None else villages.failing_title(len(failed), item.share, item.noun)
    counts = {name: sum(name in names for names in failed.values()) for name in item.verdicts.columns}
    names = f"{villages.names_text(list(failed))}." if failed else ""
    prefix = f"{item.label}: " if named else ""
    return finding(f"{prefix}{title}.", f"{names} {villages.by_criterion(counts, item.noun)}".strip())


def _of_statuses(report: Report) -> list[Markup]:
    return [] if report.movement is None else [finding(*moves(report))]
