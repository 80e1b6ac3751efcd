"""What the sentences and tables of a report print beyond its indicators, as data for ``results.json``.

So that every figure a reader meets can be taken from the file instead of being typed off the page. What the
page hides (groups of a few) is hidden here too.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from iku_helpers.method import desa, ikm
from iku_helpers.method.estimates import Estimate
from iku_helpers.pages.chapters.respondents import profile_counts, suggestion_texts
from iku_helpers.pages.charts.words import records
from iku_helpers.pages.indicator_year import IndicatorYear
from iku_helpers.pages.report import Report
from iku_helpers.pages.survey_year import SurveyYear
from iku_helpers.pages.tables import HIDDEN_BELOW
from iku_helpers.pages.themes import counted
from iku_helpers.pages.values import villages_needed

WHOLE = 100


def details(report: Report) -> dict[str, Any]:
    """The further sections of the results; a section without data is empty."""
    survey = report.survey
    return {
        "survei": {} if survey is None else _survey(survey),
        "jawaban": [] if survey is None else list(_answers(survey)),
        "perubahan": list(_changes(report)),
        "desa": list(_villages(report)),
        "syarat": {item.key: list(_criteria(item)) for item in report.indicators if item.of_villages},
        "responden": {} if survey is None else _profile(survey),
        "saran": _suggestions(survey),
        "tindak_lanjut": _follow_up(report),
    }


def of_card(item: IndicatorYear) -> dict[str, Any]:
    """What an indicator's card and the chart of achievement add to its figures."""
    card, earlier = item.report.card.loc[item.key], item.earlier
    told: dict[str, Any] = {
        "capaian_lower": card["capaian_lower"],
        "capaian_upper": card["capaian_upper"],
        "capaian_lalu": None if earlier is None else earlier.capaian,
    }
    if item.share is None or not item.of_villages:
        return told
    before = None if earlier is None or earlier.share is None else earlier.share.good
    needed = None if item.target is None else villages_needed(item.target, item.share.total)
    return told | {"good_lalu": before, "good_target": needed, "satu_desa": WHOLE / item.share.total}


def _limits(estimate: Estimate) -> dict[str, float]:
    return {"estimate": estimate.estimate, "lower": estimate.lower, "upper": estimate.upper}


def _survey(survey: SurveyYear) -> dict[str, Any]:
    answered = survey.by_unsur["n"]
    needed = None if survey.population is None else ikm.required(survey.population)
    return {
        "responden": survey.asked,
        "populasi": survey.population,
        "layanan": int(survey.respondents["layanan"].nunique()),
        "unsur": len(survey.unsur),
        "sampel_disarankan": needed,
        "sampel_persen": None if needed is None else WHOLE * survey.asked / needed,
        "menjawab_paling_sedikit": int(answered.min()),
        "menjawab_paling_banyak": int(answered.max()),
        "skor_sama_persen": WHOLE * survey.alike,
        "baris_sama": survey.copies,
        "di_luar_masa": survey.outside,
        "alfa": None if survey.alpha is None else _limits(survey.alpha),
        "bobot": [{"bobot": name} | row for name, row in records(survey.conventions)],
    }


def _answers(survey: SurveyYear) -> Iterator[dict[str, Any]]:
    """Percentages of the four answers; ``persen_kurang`` is that of the lower two together."""
    for code, row in records(survey.answers):
        shares = {f"persen_{score}": None if row[score] is None else WHOLE * row[score] for score in "1234"}
        low = None if row["1"] is None else WHOLE * (row["1"] + row["2"])
        yield {"kode": code, **shares, "persen_kurang": low, "n": row["n"]}


def _changes(report: Report) -> Iterator[dict[str, Any]]:
    """Changes of the index from each year held to the next, and from the first comparable one to this."""
    if report.survey is None:
        return
    rows = records(report.index_by_year)
    for (before, _), (year, row) in pairwise(rows):
        limits = {"estimate": row["change"], "lower": row["change_lower"], "upper": row["change_upper"]}
        yield {"dari": int(before), "ke": int(year), **limits, "nyata": row["changed"]}
    if report.change_since_first is not None:
        first, found = report.change_since_first
        yield {
            "dari": first,
            "ke": report.tahun,
            **_limits(found),
            "nyata": not found.lower <= 0 <= found.upper,
        }


def _villages(report: Report) -> Iterator[dict[str, Any]]:
    """The villages with their status, their movement, and what they lack to the next status."""
    if not report.has_status:
        return
    frame = report.desa[["nama", "nilai", "status"]].join(
        report.distance[["status_berikut", "kurang", "cadangan", "langkah"]]
    )
    if report.movement is not None:
        frame = frame.join(report.movement[["nilai_awal", "status_awal", "perubahan", "arah"]])
    for code, row in records(frame):
        yield {"kode": code, **row}


def _criteria(item: IndicatorYear) -> Iterator[dict[str, Any]]:
    for name, row in records(desa.by_criterion(item.verdicts)):
        yield {"syarat": name, **row}


def _profile(survey: SurveyYear) -> dict[str, list[dict[str, Any]]]:
    """Respondents by attribute; a group of a few has no count."""
    return {
        attribute: [
            {"kelompok": group, "n": None if 0 < count < HIDDEN_BELOW else count}
            for group, count in counts.items()
        ]
        for attribute, counts in profile_counts(survey.respondents).items()
    }


def _suggestions(survey: SurveyYear | None) -> dict[str, Any]:
    texts = suggestion_texts(survey)
    return {"jumlah": len(texts), "tema": counted(texts)}


def _follow_up(report: Report) -> dict[str, Any]:
    states = report.workbook.follow_up["status"]
    reported = states[states.ne("rencana") & states.notna()]
    done = int((reported == "selesai").sum())
    share = WHOLE * done / len(reported) if len(reported) else None
    return {"dilaporkan": len(reported), "selesai": done, "selesai_persen": share}
