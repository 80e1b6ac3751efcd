"""Method in short, and what the report cannot say."""

from __future__ import annotations

from iku_helpers import rules
from iku_helpers.method import ikm
from iku_helpers.numbers import count_word, number, period
from iku_helpers.pages.blocks import Block, bullets, note, panel
from iku_helpers.pages.charts.words import opening
from iku_helpers.pages.report import Report
from iku_helpers.pages.sentences import limits as words
from iku_helpers.pages.sentences import satisfaction
from iku_helpers.pages.sentences.origin import sample_names
from iku_helpers.pages.survey_year import SurveyYear
from iku_helpers.pages.tables import HIDDEN_BELOW, INDICATIVE_BELOW

HOW_CHOSEN = {"acak": "acak", "kuota": "menurut kuota", "sukarela": "sukarela"}


def method(report: Report) -> Block:
    """The survey in short."""
    survey = report.survey
    if survey is None:
        return note(satisfaction.NO_SURVEY)
    return panel(f"Survei {report.tahun} secara ringkas", _survey_terms(survey))


def _survey_terms(survey: SurveyYear) -> list[tuple[str, str]]:
    services = survey.respondents["layanan"].nunique()
    population = survey.population
    users = "Jumlah pengguna layanan tidak diketahui; setiap responden berbobot sama"
    if population is not None:
        users = f"{number(population, 0)} pengguna {count_word(services)} layanan"
    strata = ", diambil dalam tiap layanan" if survey.design.strata else ""
    correction = ", koreksi populasi terbatas" if survey.design.population else ""
    counts = [int(count) for count in survey.by_unsur["n"]]
    return [
        ("Populasi", users),
        ("Masa survei", period(*survey.table.period)),
        ("Sampel", f"{number(survey.asked, 0)} responden, {HOW_CHOSEN[survey.table.cara]}{strata}"),
        ("Ukuran sampel", _size(survey)),
        (
            "Kuesioner",
            (
                f"{opening(count_word(len(survey.unsur)))} unsur "
                f"{rules.UNSUR[survey.regime].source}, skor 1 sampai 4"
            ),
        ),
        ("Jawaban kosong", satisfaction.missing_answers(counts, survey.asked)),
        (
            "Interval",
            (
                f"95%, linierisasi Taylor{correction}, t pada skala logit, derajat bebas "
                f"{number(survey.index.df, 0)}"
            ),
        ),
        (
            "Pembulatan",
            "Sekali, setengah ke atas, dua desimal; huruf mutu dibaca dari angka yang sudah dibulatkan",
        ),
    ]


def _size(survey: SurveyYear) -> str:
    """Required against achieved, where the number of users is known."""
    if survey.population is None:
        return ""
    return satisfaction.sample_size(survey.asked, ikm.required(survey.population))


def cannot_say(report: Report) -> Block:
    """What the figures do not bear, only where it applies."""
    survey = report.survey
    items = []
    if survey is not None:
        sizes = survey.by_layanan["n"]
        items += [
            words.INTERVAL,
            words.small_services(int(((sizes >= HIDDEN_BELOW) & (sizes < INDICATIVE_BELOW)).sum())),
        ]
    shares = [item.share for item in report.indicators if item.share is not None]
    if any(share.evaluated == share.total for share in shares):
        items.append(words.CENSUS)
    if any(0 < share.evaluated < share.total for share in shares):
        items.append(words.PARTLY)
    if any(item.of_villages and not item.counts_status for item in report.indicators):
        items.append(words.RUBRIC)
    items += [
        words.BREAK if report.has_status else "",
        words.unconfirmed(rules.unconfirmed(report.rules)),
        words.sample_data(sample_names(report.workbook.contoh)),
        words.CAUSES,
    ]
    return bullets(items)
