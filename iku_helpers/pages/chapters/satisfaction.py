"""IKU of the survey: index, unsur, answers, services, years, and the quality of the answers."""

from __future__ import annotations

from collections.abc import Iterable

from iku_helpers.numbers import number
from iku_helpers.pages import charts
from iku_helpers.pages.blocks import Block, bullets, note, paragraph, together
from iku_helpers.pages.chapters.how import how_change, how_index, how_services, how_unsur
from iku_helpers.pages.charts.words import records
from iku_helpers.pages.figure import Figure
from iku_helpers.pages.indicator_year import IndicatorYear
from iku_helpers.pages.report import Report
from iku_helpers.pages.sentences import change
from iku_helpers.pages.sentences import satisfaction as words
from iku_helpers.pages.survey_year import SurveyYear
from iku_helpers.pages.tables import HIDDEN_BELOW, INDICATIVE_BELOW


def index(report: Report) -> Block:
    """Who answered, the index with its interval, and how it is computed."""
    survey = report.survey
    if survey is None:
        return note(report.survey_problem or words.NO_SURVEY)
    asked = words.who_answered(survey.asked, survey.population, len(survey.unsur), survey.table.period)
    return together(
        paragraph(
            asked, "Nilainya diubah ke skala 25 sampai 100.", words.accuracy(survey.index, survey.table.cara)
        ),
        _index_chart(report, survey),
        how_index(survey),
    )


def _index_chart(report: Report, survey: SurveyYear) -> Figure:
    item, before = report.survey_indicator, None if report.earlier is None else report.earlier.survey
    target = None if item is None else item.target
    comparable = item is not None and item.change is not None and before is not None
    return charts.index_bands(
        survey.index,
        year=report.tahun,
        regime=survey.regime,
        target=target,
        earlier=(report.earlier.tahun, before.index) if comparable and report.earlier and before else None,
        shares=survey.mutu_shares,
        reaching=None if target is None else survey.reaching(target),
        cara=survey.table.cara,
    ).as_sample(report.is_sample("survei"))


def unsur(report: Report) -> Block:
    """The unsur, with those truly below the others set apart."""
    survey = report.survey
    if survey is None:
        return together()
    chart = charts.unsur_dots(
        survey.by_unsur,
        survey.lowest,
        names=survey.names,
        regime=survey.regime,
        index=survey.index,
        cara=survey.table.cara,
    )
    return together(chart.as_sample(report.is_sample("survei")), how_unsur())


def answers(report: Report) -> Block:
    """How the answers spread over the four levels."""
    survey = report.survey
    if survey is None:
        return together()
    chart = charts.answers(survey.answers, names=survey.names, strong=survey.below)
    return together(chart.as_sample(report.is_sample("survei")))


def services(report: Report) -> Block:
    """The index of each service; the small ones hidden or marked."""
    survey = report.survey
    if survey is None:
        return together()
    sizes = survey.by_layanan["n"]
    hidden = int((sizes < HIDDEN_BELOW).sum())
    indicative = int(((sizes >= HIDDEN_BELOW) & (sizes < INDICATIVE_BELOW)).sum())
    chart = charts.groups(
        survey.by_layanan,
        regime=survey.regime,
        index=survey.index,
        different=survey.services_apart,
        cara=survey.table.cara,
    )
    return together(
        paragraph(words.services(len(sizes), hidden, indicative)),
        chart.as_sample(report.is_sample("survei")),
        None if survey.services_apart is None else how_services(),
    )


def years(report: Report) -> Block:
    """The index over the years held."""
    survey, item = report.survey, report.survey_indicator
    if survey is None or item is None:
        return together()
    held = [one for one in report.series if one.survey is not None]
    if len(held) == 1:
        return paragraph(change.FIRST_YEAR)
    chart = charts.years(
        report.index_by_year,
        name=item.name,
        targets=_targets(held, item.key),
        renstra=_end(report, item),
        since=report.change_since_first,
    )
    sample = report.is_sample("survei")
    return together(paragraph(since(report)), chart.as_sample(sample), how_change())


def _targets(reports: Iterable[Report], key: str) -> dict[int, float]:
    items = {report.tahun: report.indicator(key) for report in reports}
    return {year: item.target for year, item in items.items() if item is not None and item.target is not None}


def _end(report: Report, item: IndicatorYear) -> tuple[int, float] | None:
    """Year and target of the Renstra's end."""
    year = report.settings.tahun_renstra
    return None if year is None or item.renstra is None else (year, item.renstra)


def since(report: Report) -> str:
    """What became of the index since the earlier year, or why that is not known."""
    item = report.survey_indicator
    if report.earlier is None or item is None:
        return change.FIRST_YEAR
    if item.change is not None:
        return change.survey_change(item.change, report.earlier.tahun, report.tahun)
    if report.earlier.survey is None:
        return (
            f"Tahun {report.earlier.tahun} tidak ada survei, sehingga perubahannya tidak dapat ditunjukkan."
        )
    return (
        f"Survei {report.earlier.tahun} memakai aturan, unsur, atau bobot lain, sehingga angkanya tidak "
        "dibandingkan dengan tahun ini."
    )


def quality(report: Report) -> Block:
    """How far the answers can be trusted: gaps, size, consistency, and what rounded weights would print."""
    survey = report.survey
    if survey is None:
        return together()
    printed = {label: (number(row["index"]), row["mutu"]) for label, row in records(survey.conventions)}
    own, *others = printed.items()
    return bullets(
        [
            words.missing_answers([int(count) for count in survey.by_unsur["n"]], survey.asked),
            words.straight_lining(survey.alike),
            words.copies(survey.copies),
            words.outside(survey.outside),
            "" if survey.alpha is None else words.consistency(survey.alpha),
            words.conventions(dict(others), own[1]),
        ]
    )
