"""Achievement against published pairs, the printed scales, and sums by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iku_helpers.errors import MethodError
from iku_helpers.method import capaian, desa
from iku_helpers.method.estimates import Estimate
from iku_helpers.numbers import percent
from iku_helpers.rules import Counting, Criterion

# Bounds as in LKjIP Inspektorat Sampang 2019, table 3.1 (scale 1), and LKIP Jakarta Barat 2021, table 11.
ON_SCALE_1A = [
    (106.69, "Sangat Tinggi"), (100, "Sangat Tinggi"), (91, "Sangat Tinggi"),
    (90, "Tinggi"), (76, "Tinggi"), (75, "Sedang"), (66, "Sedang"), (65, "Rendah"), (51, "Rendah"),
    (50, "Sangat Rendah"), (0, "Sangat Rendah"),
]  # fmt: skip
ON_SCALE_2 = [
    (100, "AA (Memuaskan)"), (85.01, "AA (Memuaskan)"), (85, "A (Sangat Baik)"), (75, "B (Baik)"),
    (65, "CC (Cukup)"), (50, "C (Kurang)"), (30, "D"), (0, "D"),
]  # fmt: skip

amounts = st.floats(0.01, 1000, allow_nan=False)


def test_the_published_pair_prints_as_published():
    assert percent(capaian.achievement(85.35, 80, "positif")) == "106,69%"


def test_less_is_better_turns_the_formula_round():
    # (2 x 10 - 12) / 10 = 80 %: two too many is a fifth of the target.
    assert capaian.achievement(12, 10, "negatif") == 80
    assert capaian.achievement(20, 10, "negatif") == 0
    assert capaian.achievement(25, 10, "negatif") == -50


@pytest.mark.parametrize("target", [0, 0.0, None, math.nan])
@pytest.mark.parametrize("direction", ["positif", "negatif"])
def test_without_a_target_there_is_no_achievement(target, direction):
    assert capaian.achievement(85.35, target, direction) is None


@pytest.mark.parametrize("realisasi", [None, math.nan])
def test_without_a_figure_there_is_no_achievement(realisasi):
    assert capaian.achievement(realisasi, 80) is None


@given(amounts, amounts)
def test_meeting_the_target_is_100_and_beyond_it_more(target, extra):
    assert capaian.achievement(target, target) == pytest.approx(100)
    assert capaian.achievement(target, target, "negatif") == pytest.approx(100)
    assert capaian.achievement(target + extra, target) > 100
    assert capaian.achievement(target + extra, target, "negatif") < 100


@pytest.mark.parametrize(("achievement", "word"), ON_SCALE_1A)
def test_scale_1a_reads_as_printed(achievement, word):
    assert capaian.predicate(achievement, "1a") == word


@pytest.mark.parametrize(("achievement", "word"), ON_SCALE_2)
def test_scale_2_begins_a_class_above_its_bound(achievement, word):
    assert capaian.predicate(achievement, "2") == word


def test_holes_of_the_printed_scale_fall_to_the_lower_class():
    assert capaian.predicate(90.5, "1a") == "Tinggi"
    assert capaian.predicate(90.999, "1b") == "Baik"


def test_noise_of_binary_fractions_does_not_cost_a_class():
    # The neighbours of 91 and 85 in the machine's numbers are 91 and 85 to anybody else.
    assert capaian.predicate(math.nextafter(91, 0), "1b") == "Sangat Baik"
    assert capaian.predicate(math.nextafter(85, 100), "2") == "A (Sangat Baik)"


@pytest.mark.parametrize("nothing", [None, math.nan])
def test_an_undefined_achievement_has_a_sentence_and_no_class(nothing):
    assert capaian.predicate(nothing, "1a") == "Tidak dapat dihitung"


@given(st.floats(-200, 300, allow_nan=False), st.floats(-200, 300, allow_nan=False))
def test_a_higher_achievement_never_has_a_lower_class(first, second):
    order = ["Sangat Rendah", "Rendah", "Sedang", "Tinggi", "Sangat Tinggi"]
    low, high = sorted([first, second])

    assert order.index(capaian.predicate(low, "1a")) <= order.index(capaian.predicate(high, "1a"))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [((80, -5), "Target -5 negatif"), ((80, 80, "naik"), "Arah indikator 'naik' tidak dikenal")],
)
def test_a_target_without_meaning_is_refused(arguments, sentence):
    with pytest.raises(MethodError, match=sentence) as refused:
        capaian.achievement(*arguments)
    assert isinstance(refused.value, ValueError)


def test_the_way_to_the_end_of_the_renstra():
    # 84 now, 88 in two years: 2 a year. Less is better: 12 now, 10 wanted, the same way.
    assert capaian.to_end(84, 88, 2) == capaian.EndDistance(4, 2, pytest.approx(95.4545, abs=1e-4))
    assert capaian.to_end(12, 10, 2, "negatif").per_year == 1
    beyond = capaian.to_end(90, 88, 2)
    assert (beyond.distance, beyond.per_year) == (-2, 0)
    assert math.isnan(capaian.to_end(84, 88, 0).per_year)
    assert math.isnan(capaian.to_end(None, 88, 2).distance)


@pytest.fixture
def card() -> pd.DataFrame:
    targets = pd.DataFrame(
        {"target": [80.0, 90.0, None], "renstra": [88.0, None, 100.0]}, index=["ikm", "administrasi", "idm"]
    )
    bounds = desa.count(
        pd.DataFrame({"jenis": ["desa"] * 4, "baik": ["ya", "ya", "tidak", None]}),
        Counting((Criterion("baik", "baik", ("ya",)),), "desa"),
        2024,
    )
    figures = {"ikm": Estimate(85.35, 1.0, 30.0, 83.3, 87.4, 31), "administrasi": bounds, "idm": 100.0}
    return capaian.scorecard(figures, targets, "1a", previous={"ikm": 84.0, "idm": None}, years_left=1)


def test_scorecard_holds_the_hand_sums(card):
    assert card.index.tolist() == ["ikm", "administrasi", "idm"]
    assert card.loc["ikm", ["lower", "upper"]].tolist() == [83.3, 87.4]
    assert card.at["ikm", "capaian"] == pytest.approx(106.6875)
    # 83.3 / 80 and 87.4 / 80.
    assert card.loc["ikm", ["capaian_lower", "capaian_upper"]].tolist() == pytest.approx([104.125, 109.25])
    assert card.at["ikm", "perubahan"] == pytest.approx(1.35)
    assert card.at["ikm", "sisa_renstra"] == pytest.approx(2.65)


def test_scorecard_says_what_cannot_be_told(card):
    # Two of four good, one not evaluated: between 50 and 75 percent, and no achievement.
    assert card.loc["administrasi", ["lower", "upper"]].tolist() == [50, 75]
    assert math.isnan(card.at["administrasi", "capaian"])
    assert math.isnan(card.at["idm", "capaian"])
    assert card["predikat"].tolist() == ["Sangat Tinggi", "Tidak dapat dihitung", "Tidak dapat dihitung"]


def test_limits_change_places_where_less_is_better():
    targets = pd.DataFrame({"target": [10.0]}, index=["aduan"])
    figure = {"aduan": Estimate(12.0, 1.0, 30.0, 10.0, 14.0, 31)}

    card = capaian.scorecard(figure, targets, "1a", directions={"aduan": "negatif"})

    assert card.loc["aduan", ["capaian_lower", "capaian", "capaian_upper"]].tolist() == [60, 80, 100]


def test_trend_of_the_published_series_of_bantul():
    # Dinas Pertanahan dan Tata Ruang Bantul, 2019 to 2023; changes by subtraction.
    published = {2019: 84.39, 2020: 85.91, 2021: 86.65, 2022: 86.78, 2023: 87.28}

    years = capaian.trend(published)

    assert years["perubahan"].round(2).tolist()[1:] == [1.52, 0.74, 0.13, 0.5]
    assert not years["putus"].any()


def test_trend_never_compares_across_a_change_of_rule_and_names_the_year_it_compares_with():
    figures = {2024: 100.0, 2021: 80.0, 2025: 70.0}
    rules = {2021: "idm", 2024: "idm", 2025: "indeks_desa"}

    years = capaian.trend(figures, {2024: 95}, rules=rules)

    assert years.index.tolist() == [2021, 2024, 2025]
    assert years["dari"].astype(object).where(years["dari"].notna(), None).tolist() == [None, 2021, None]
    assert years["putus"].tolist() == [False, False, True]
    assert years.at[2024, "perubahan"] == 20
    assert math.isnan(years.at[2025, "perubahan"])
    assert years["predikat"].tolist()[1:] == ["Sangat Tinggi", "Tidak dapat dihitung"]
