"""The unsur of the poster: a table with a strip each, the truly low ones last and bold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from iku_helpers.numbers import number
from iku_helpers.pages import charts
from iku_helpers.pages.blocks import Block, markup, together
from iku_helpers.pages.charts.bands import mutu_bands, mutu_of
from iku_helpers.pages.charts.scale import window
from iku_helpers.pages.charts.strip import Span, strip, strip_head
from iku_helpers.pages.charts.unsur import SCORES, TO_INDEX
from iku_helpers.pages.charts.words import records
from iku_helpers.pages.report import Report
from iku_helpers.pages.survey_year import SurveyYear
from iku_helpers.pages.tables import Column, Group, Table

MANY = 10


def unsur(report: Report) -> Block:
    """Every unsur, best first."""
    survey = report.survey
    if survey is None:
        return together()
    scores = dict(records(survey.by_unsur))
    seen = [row[key] for row in scores.values() for key in ("estimate", "lower", "upper")]
    span = window(seen, 0.1, SCORES, 1.0)
    below = survey.below
    rest = [code for code in reversed(survey.ordered) if code not in below]
    groups = [Group([_row(survey, code, scores[code], span) for code in rest])]
    if below:
        groups.append(
            Group([_row(survey, code, scores[code], span, "a") for code in reversed(below)], bold=True)
        )
    table = _table(survey, groups, span, bool(below))
    look = "poster-unsur banyak" if len(scores) > MANY else "poster-unsur"
    return Block(Markup('<div class="{}">{}</div>').format(look, markup(table)))


def _table(survey: SurveyYear, groups: list[Group], span: Span, apart: bool) -> Table:
    head = markup(strip_head(mutu_bands(survey.regime, TO_INDEX), span))
    title = charts.unsur_dots(
        survey.by_unsur, survey.lowest, names=survey.names, regime=survey.regime, cara=survey.table.cara
    ).title
    start = f"; gambar mulai dari {number(span[0], 1)}" if span[0] > SCORES[0] else ""
    bold = "; tebal: nyata di bawah unsur lain" if apart else ""
    return Table(
        "tabel-unsur",
        title,
        [Column("Unsur"), Column(head), Column("Nilai", "angka"), Column("Mutu", "tengah")],
        groups,
        subtitle=f"Nilai tiap unsur, skala 1 sampai 4, interval 95%{start}{bold}",
        finding=True,
    )


def _row(survey: SurveyYear, code: str, values: Mapping[str, Any], span: Span, look: str = "g") -> list[str]:
    estimate = values["estimate"]
    letter = "–" if estimate is None else mutu_of(TO_INDEX * estimate, survey.regime).letter
    picture = strip(values, mutu_bands(survey.regime, TO_INDEX), span, look=look)
    name = Markup('<span class="poster-batas">{}</span>').format(survey.names[code])
    return [name, markup(picture), number(estimate), letter]
