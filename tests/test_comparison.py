"""Funnel limits and rank uncertainty against normal integrals, brute force, and simulation."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from iku_helpers.errors import MethodError
from iku_helpers.method import comparison
from iku_helpers.method.estimates import Estimate
from iku_helpers.method.ranks import rank_chances

several = st.lists(
    st.tuples(st.floats(60, 95), st.floats(0.2, 4), st.integers(3, 200)), min_size=4, max_size=8
)


def table(rows: list[tuple[float, float, float]]) -> pd.DataFrame:
    names = [f"kecamatan {number}" for number in range(len(rows))]
    return pd.DataFrame(rows, index=names, columns=["estimate", "se", "df"])


def test_three_alike_surveys_by_hand():
    # se of the difference from the mean of three: sqrt((2/3)² + 2/9) = sqrt(2/3); z = 1.959964 and 3.090232.
    funnel = comparison.funnel(table([(80, 1, math.inf), (84, 1, math.inf), (88, 1, math.inf)]))

    assert funnel["target"].unique().tolist() == [84]
    assert funnel["upper_95"].tolist() == pytest.approx([84 + 1.959964 * math.sqrt(2 / 3)] * 3, abs=1e-5)
    assert funnel["lower_99_8"].tolist() == pytest.approx([84 - 3.090232 * math.sqrt(2 / 3)] * 3, abs=1e-5)
    assert funnel["posisi"].tolist() == ["jauh di bawah", "wajar", "jauh di atas"]


def test_between_the_limits_is_a_warning_only():
    funnel = comparison.funnel(table([(82.2, 1, math.inf), (84, 1, math.inf), (85.8, 1, math.inf)]))

    assert funnel["posisi"].tolist() == ["di bawah", "wajar", "di atas"]


def test_a_fixed_target_leaves_each_its_own_error():
    funnel = comparison.funnel(table([(80, 2, math.inf), (84, 1, 10)]), target=83)

    assert funnel["upper_95"].tolist() == pytest.approx([83 + 1.959964 * 2, 83 + 2.228139], abs=1e-5)
    assert funnel["df"].tolist() == [math.inf, 10]


def test_users_can_weigh_the_mean_and_a_small_survey_has_wide_limits():
    rows = table([(80, 1, 50), (90, 3, 8)])
    weights = pd.Series([3, 1], index=rows.index)

    funnel = comparison.funnel(rows, weights=weights)

    assert funnel["target"].iloc[0] == 82.5
    # (1/4)² 1 + (1/4)² 9 and (3/4)² 9 + (3/4)² 1.
    assert (funnel["se"] ** 2).tolist() == pytest.approx([10 / 16, 90 / 16])


def test_a_kecamatan_without_standard_error_keeps_its_place_and_sets_no_mean():
    funnel = comparison.funnel(table([(80, 1, 50), (84, 1, 50), (100, math.nan, 0)]))

    assert funnel["target"].iloc[0] == 82
    assert funnel["posisi"].iloc[2] == "tidak dapat dinilai"
    assert math.isnan(funnel["upper_95"].iloc[2])


def test_two_censuses_that_differ_are_not_noise():
    funnel = comparison.funnel(table([(80, 0, 14), (81, 0, 14)]))

    assert funnel["posisi"].tolist() == ["jauh di bawah", "jauh di atas"]


def test_equal_answers_everywhere_set_nobody_apart():
    """Standard error 0 but not everybody asked: the interval's reach stands in, by hand 2 / 1.98397."""
    rows = table([(100, 0, 100)] * 3).assign(lower=[98.0] * 3, upper=[100.0] * 3)
    funnel = comparison.funnel(rows)

    assert funnel["posisi"].tolist() == ["wajar"] * 3
    error = 2 / 1.983972 * math.sqrt(2 / 3)  # of the difference from the mean of three alike
    assert funnel["se"].tolist() == pytest.approx([error] * 3, abs=1e-5)


def test_the_last_bits_of_a_mean_set_nobody_apart():
    third = 250 / 3
    assert comparison.funnel(table([(third, 0, 9)] * 7))["posisi"].unique().tolist() == ["wajar"]


def test_changes_by_holm():
    """p of t = 2.1, 3.5, 0.4 with df 200 is 0.03698, 0.00057, 0.68958; times 2, 3, 1 in order of size."""
    found = {
        name: Estimate(size, 1.0, 200.0, size - 1.972, size + 1.972, 250)
        for name, size in (("banjar", 2.1), ("sawan", 3.5), ("seririt", 0.4))
    }
    changes = comparison.changes(found)

    assert changes["p_holm"].tolist() == pytest.approx([2 * 0.03698, 3 * 0.00057, 0.68958], abs=2e-5)
    assert changes["changed"].tolist() == [False, True, False]
    assert comparison.changes({}).empty


@given(several)
@settings(max_examples=25)
def test_funnel_limits_are_nested_around_the_target(rows):
    funnel = comparison.funnel(table(rows))

    inner, outer = funnel[["lower_95", "upper_95"]], funnel[["lower_99_8", "upper_99_8"]]
    assert (outer["lower_99_8"] <= inner["lower_95"]).all()
    assert (inner["lower_95"] < funnel["target"]).all()
    assert (inner["upper_95"] <= outer["upper_99_8"]).all()
    assert set(funnel["posisi"]) <= set(comparison.BEYOND.values())


def test_alike_kecamatan_pass_the_95_percent_limit_once_in_twenty():
    # Seeded: 200 tables of 9 kecamatan with the same true index.
    random = np.random.default_rng(7)
    passed = []
    for _ in range(200):
        errors = random.uniform(0.8, 1.6, 9)
        measured = errors * np.sqrt(random.chisquare(30, 9) / 30)
        rows = zip(85 + errors * random.standard_normal(9), measured, [30] * 9, strict=True)
        passed += (comparison.funnel(table(list(rows)))["posisi"] != comparison.WITHIN).tolist()

    assert np.mean(passed) == pytest.approx(0.05, abs=0.015)


def test_two_kecamatan_by_the_normal_integral():
    # P(first truly above second) = Phi(difference / sqrt(1.5² + 2²)).
    chance = norm.cdf((86 - 84) / 2.5)

    chances = rank_chances(np.array([86.0, 84.0]), np.array([1.5, 2.0]), np.full(2, np.inf))

    assert chances == pytest.approx(np.array([[chance, 1 - chance], [1 - chance, chance]]), abs=1e-3)


def test_chances_agree_with_a_million_draws():
    centre, spread, df = np.array([84.0, 85, 85.5, 88]), np.array([1.0, 0.5, 2, 1]), np.array([30, 8, 5, 60])
    random = np.random.default_rng(11)
    draws = centre + spread * random.standard_t(df, size=(250_000, 4))
    places = (-draws).argsort(axis=1).argsort(axis=1)
    drawn = np.array([[np.mean(places[:, own] == rank) for rank in range(4)] for own in range(4)])

    assert rank_chances(centre, spread, df) == pytest.approx(drawn, abs=0.004)


@given(several)
@settings(max_examples=25)
def test_chances_add_up(rows):
    centre, spread, df = (np.array(column, dtype=float) for column in zip(*rows, strict=True))

    chances = rank_chances(centre, spread, df)

    assert chances.sum(axis=1) == pytest.approx(np.ones(len(rows)), abs=1e-9)
    assert chances.sum(axis=0) == pytest.approx(np.ones(len(rows)), abs=0.02)


@given(several)
@settings(max_examples=25)
def test_rank_intervals_lie_within_the_table_and_order_follows_the_estimate(rows):
    ranks = comparison.ranks(table(rows))

    assert (ranks["rank_lower"] >= 1).all()
    assert (ranks["rank_upper"] <= len(rows)).all()
    assert (ranks["rank_lower"] <= ranks["rank_upper"]).all()
    assert ranks["estimate"].is_monotonic_decreasing
    assert ranks["best"].sum() == pytest.approx(3, abs=0.05)


def test_kecamatan_no_further_apart_than_chance_are_not_told_apart():
    # Spread of the estimates 0.5, errors 2: nothing beyond chance, so everybody has 3 of 6.
    ranks = comparison.ranks(table([(84 + half / 2, 2, 40) for half in range(-1, 2)] * 2))

    assert ranks["best"].tolist() == pytest.approx([0.5] * 6, abs=0.01)
    assert ranks["rank_lower"].tolist() == [1] * 6
    assert ranks["rank_upper"].tolist() == [6] * 6
    assert ranks["pooled"].tolist() == pytest.approx([84] * 6)


def test_kecamatan_far_apart_keep_their_ranks():
    ranks = comparison.ranks(table([(70, 0.5, 60), (80, 0.5, 60), (90, 0.5, 60), (95, 0.5, 60)]), top=1)

    assert ranks["rank_lower"].tolist() == ranks["rank_upper"].tolist() == [1, 2, 3, 4]
    assert ranks["best"].round(3).tolist() == [1, 0, 0, 0]


def test_equal_answers_of_a_few_are_not_taken_for_certainty():
    # Eight people all answered 4: se 0, but the limits reach down to 85; without them it is best for sure.
    rows = table([(100, 0, 7), (96, 1, 90), (95, 1, 90), (94, 1, 90)])
    sure = comparison.ranks(rows, top=1, pooling=False)
    unsure = comparison.ranks(
        rows.assign(lower=[85, 94, 93, 92], upper=[100, 98, 97, 96]), top=1, pooling=False
    )

    assert sure["best"].iloc[0] > 0.99
    assert unsure["best"].iloc[0] < 0.9


def test_a_few_who_answer_alike_are_not_praised_by_the_funnel():
    # Five people who all said 4: the limits reach down to 60.9, an error of 39.1 / 2.776 = 14.1.
    rows = table([(100, 0, 4), (84, 1, 90), (85, 1, 90), (86, 1, 90)])
    rows = rows.assign(lower=[60.86, 82, 83, 84], upper=[100, 86, 87, 88])
    funnel = comparison.funnel(rows)

    assert funnel["posisi"].iloc[0] == comparison.WITHIN
    share, own = 3 / 4, 39.14 / 2.776445
    assert funnel["se"].iloc[0] == pytest.approx(math.sqrt((share * own) ** 2 + 3 / 16), rel=1e-5)
    census = rows.assign(lower=rows["estimate"], upper=rows["estimate"], se=[0, 1, 1, 1])
    assert comparison.funnel(census)["posisi"].iloc[0] == comparison.BEYOND[2]


def test_a_kecamatan_without_standard_error_gets_its_rank_and_nothing_more():
    ranks = comparison.ranks(table([(84, 1, 50), (85, 1, 50), (99, math.nan, 0)]), top=1)

    assert ranks.index[0] == "kecamatan 2"
    assert ranks["rank"].tolist() == [1, 2, 3]
    assert ranks.iloc[0][["rank_lower", "rank_upper", "best", "worst"]].isna().all()


def test_intervals_hold_the_true_rank_of_kecamatan_that_hardly_differ():
    # Seeded: 60 tables of 9 with true spread 0.3 and errors near 1.2.
    random = np.random.default_rng(3)
    held, named = [], []
    for _ in range(60):
        truth = 85 + 0.3 * random.standard_normal(9)
        errors = random.uniform(0.8, 1.6, 9)
        rows = zip(truth + errors * random.standard_normal(9), errors, [30] * 9, strict=True)
        ranks = comparison.ranks(table(list(rows))).sort_index()
        places = (-truth).argsort().argsort() + 1
        held += ((ranks["rank_lower"] <= places) & (places <= ranks["rank_upper"])).tolist()
        named.append((ranks["best"] >= 0.8).sum())

    assert np.mean(held) >= 0.95
    assert np.mean(named) < 0.3


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda: comparison.funnel(table([(80, 1, 9)])), "paling sedikit dua kecamatan"),
        (lambda: comparison.funnel(table([(80, 1, 9)]).drop(columns="df")), "tidak mempunyai kolom df"),
        (
            lambda: comparison.funnel(table([(80, 1, 9)] * 2), weights=pd.Series(dtype=float)),
            "Bobot kecamatan",
        ),
        (
            lambda: comparison.ranks(table([(80, 1, 9)] * 3)),
            "lebih dari 3 kecamatan dengan galat baku; ada 3",
        ),
        (lambda: comparison.ranks(table([(80, 1, 9)] * 3), top=0), "Peringkat 0"),
    ],
)
def test_what_cannot_be_compared_is_refused(ask, sentence):
    with pytest.raises(MethodError, match=sentence):
        ask()
