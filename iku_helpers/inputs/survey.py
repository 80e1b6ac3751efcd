"""The survey of one kecamatan and year, ready for the method: answers, users, and how they were drawn."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from iku_helpers.inputs.kecamatan_tables import KecamatanTables, users
from iku_helpers.inputs.survey_settings import Unsur


@dataclass(frozen=True)
class Survey:
    """Answers and design.

    ``respondents`` holds one row a respondent, unsur as floats (nan: not answered), and two columns more:
    ``pengguna``, the users of the respondent's service, and ``pengguna_semua``, those of all services
    (both nan where not known). ``design`` are the keyword arguments of the method's ``Design``.
    """

    respondents: pd.DataFrame
    unsur: list[str]
    unsur_names: dict[str, str]
    unsur_keys: dict[str, str]
    design: dict[str, str]
    regime: int
    users: pd.Series
    period: tuple[dt.date, dt.date]
    cara: str
    strata: str | None
    weight: float | None


def survey(found: KecamatanTables) -> Survey | None:
    """The survey of a kecamatan, None where it held none."""
    if "survei" not in found.records:
        return None
    settings = found.files.settings.of_kecamatan(found.slug)
    unsur = found.files.survey_unsur(found.slug)
    known = pd.Series(users(found.records.get("layanan")), dtype="float64", name="pengguna")
    known.index.name = "layanan"
    respondents = _with_users(_with_item_means(found.frame("survei"), unsur), known)
    return Survey(
        respondents=respondents,
        unsur=[item.kode for item in unsur],
        unsur_names={item.kode: item.nama for item in unsur},
        unsur_keys={item.kode: item.kunci for item in unsur},
        design=_design(respondents, settings.survei.strata),
        regime=settings.regime,
        users=known,
        period=(settings.survei.periode.mulai, settings.survei.periode.selesai),
        cara=settings.survei.cara,
        strata=settings.survei.strata,
        weight=settings.survei.bobot,
    )


def _with_item_means(answers: pd.DataFrame, unsur: tuple[Unsur, ...]) -> pd.DataFrame:
    """An unsur asked by several items is the mean of those the respondent answered."""
    means = {item.kode: answers[list(item.butir)].mean(axis=1) for item in unsur if item.butir}
    return answers.assign(**means)


def _with_users(answers: pd.DataFrame, known: pd.Series) -> pd.DataFrame:
    whole = known.sum() if len(known) and answers["layanan"].isin(known.index).all() else float("nan")
    return answers.assign(pengguna=answers["layanan"].map(known).astype("float64"), pengguna_semua=whole)


def _design(respondents: pd.DataFrame, strata: str | None) -> dict[str, str]:
    """How the sample was drawn, in columns of ``respondents``.

    A population is given only where that of every respondent is known: weights for a part of the sample
    would mix weighted and unweighted answers.
    """
    design = {} if strata is None else {"strata": strata}
    population = "pengguna_semua" if strata is None else "pengguna"
    if len(respondents) and respondents[population].notna().all():
        design["population"] = population
    return design
