"""Village percentages: exact limits against enumeration, counting against counts by hand."""

from __future__ import annotations

import json
import math
from fractions import Fraction
from math import comb
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iku_helpers.errors import MethodError, VillageCountError
from iku_helpers.method import desa
from iku_helpers.rules import ADMINISTRATION_RUBRIC, Counting, Criterion

CASES = json.loads((Path(__file__).parent / "reference" / "cases.json").read_text(encoding="utf-8"))
VILLAGE_CASES = [case for case in CASES if case["name"].startswith("h_")]
EVERY_K = [case for case in VILLAGE_CASES if "k" not in case["design"]]
ONE_K = [case for case in VILLAGE_CASES if "k" in case["design"]]
LEVEL = Fraction(95, 100)

villages_drawn = st.integers(1, 400).flatmap(
    lambda total: st.integers(1, total).flatmap(
        lambda drawn: st.tuples(st.integers(0, drawn), st.just(drawn), st.just(total))
    )
)


def chance(seen: int, drawn: int, good: int, total: int) -> Fraction:
    """P(X = seen) when ``drawn`` of ``total`` villages are drawn and ``good`` are good."""
    return Fraction(comb(good, seen) * comb(total - good, drawn - seen), comb(total, drawn))


def coverage(drawn: int, total: int) -> Fraction:
    """The smallest chance, over every true number of good villages, that the limits hold it."""
    limits = [desa.limits(seen, drawn, total) for seen in range(drawn + 1)]
    return min(
        sum(
            chance(seen, drawn, good, total) for seen, (low, high) in enumerate(limits) if low <= good <= high
        )
        for good in range(total + 1)
    )


@pytest.mark.parametrize("case", EVERY_K, ids=lambda case: case["name"])
def test_limits_equal_exact_enumeration_for_every_count(case):
    drawn, total = case["design"]["n"], case["design"]["N"]

    assert [list(desa.limits(k, drawn, total)) for k in range(drawn + 1)] == case["expected"]["exact_tail"]
    assert float(coverage(drawn, total)) == pytest.approx(case["expected"]["min_coverage_exact"], rel=1e-12)


@pytest.mark.parametrize("case", ONE_K, ids=lambda case: case["name"])
def test_limits_equal_exact_enumeration(case):
    design, expected = case["design"], case["expected"]

    assert list(desa.limits(design["k"], design["n"], design["N"])) == expected["exact_tail"]
    estimate = desa.percentage(design["k"], design["n"], design["N"], "random")
    assert [estimate.lower, estimate.upper] == pytest.approx(expected["exact_tail_pct"], rel=1e-12)


@pytest.mark.parametrize("drawn", range(1, 16))
def test_coverage_for_15_villages_is_never_below_95_percent(drawn):
    assert coverage(drawn, 15) >= LEVEL


@pytest.mark.parametrize(("drawn", "total"), [(1, 40), (7, 23), (12, 29), (39, 40)])
def test_limits_are_the_totals_neither_tail_rejects(drawn, total):
    # By definition, in whole numbers: (1 of 40) has a tail of exactly 0.025, which rejects.
    tail = (1 - LEVEL) / 2
    for seen in range(drawn + 1):
        kept = [
            good
            for good in range(total + 1)
            if sum(chance(k, drawn, good, total) for k in range(seen, drawn + 1)) > tail
            and sum(chance(k, drawn, good, total) for k in range(seen + 1)) > tail
        ]
        assert desa.limits(seen, drawn, total) == (min(kept), max(kept))


@given(villages_drawn)
def test_limits_hold_what_is_certain_and_mirror_good_and_bad(counts):
    good, drawn, total = counts
    low, high = desa.limits(good, drawn, total)
    bad_low, bad_high = desa.limits(drawn - good, drawn, total)

    assert good <= low <= high <= total - (drawn - good)
    assert (bad_low, bad_high) == (total - high, total - low)


@given(villages_drawn)
def test_limits_rise_with_the_count_and_narrow_with_the_level(counts):
    good, drawn, total = counts
    low, high = desa.limits(good, drawn, total)

    if good < drawn:
        next_low, next_high = desa.limits(good + 1, drawn, total)
        assert low <= next_low
        assert high <= next_high
    inner_low, inner_high = desa.limits(good, drawn, total, level=0.8)
    assert low <= inner_low <= inner_high <= high


def test_limits_for_all_villages_of_the_country_agree_with_the_normal_curve():
    # 20,000 of 41,000 drawn from 83,763: the normal curve with FPC is good to a few villages there.
    good, drawn, total = 20_000, 41_000, 83_763
    share = good / drawn
    reach = 1.959964 * math.sqrt(share * (1 - share) / drawn * (1 - drawn / total)) * total

    low, high = desa.limits(good, drawn, total)

    assert low == pytest.approx(share * total - reach, abs=3)
    assert high == pytest.approx(share * total + reach, abs=3)


def test_a_census_is_the_point_and_a_partial_evaluation_is_two_bounds():
    census = desa.percentage(14, 15, 15, "census")
    assert (census.estimate, census.lower, census.upper, census.se) == (1400 / 15, 1400 / 15, 1400 / 15, 0)
    # 11 of 13 evaluated are good, 2 of 15 were left out: 11/15 if both are bad, 13/15 if both are good.
    bounds = desa.percentage(11, 13, 15, "none")
    assert (bounds.lower, bounds.upper) == pytest.approx((100 * 11 / 15, 100 * 13 / 15))
    assert math.isnan(bounds.estimate)
    assert math.isnan(bounds.se)
    assert bounds.n == 13


def test_standard_error_of_a_drawn_share_by_hand():
    # p = 6/8, N = 16: sqrt((1 - 1/2) x 0.75 x 0.25 / 7) = 0.115727...
    assert desa.percentage(6, 8, 16, "random").se == pytest.approx(11.5728, abs=1e-4)
    assert math.isnan(desa.percentage(1, 1, 16, "random").se)


@given(villages_drawn)
def test_a_random_sample_of_all_villages_is_a_census(counts):
    good, _, total = counts

    assert desa.percentage(good, total, total, "random") == desa.percentage(good, total, total, "census")


def test_nothing_evaluated_tells_nothing():
    drawn = desa.percentage(0, 0, 15, "random")

    assert (drawn.lower, drawn.upper, drawn.n) == (0, 100, 0)
    assert math.isnan(drawn.estimate)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((16, 15, 15, "census"), "16 baik, 15 dinilai, 15 seluruhnya"),
        ((-1, 15, 15, "census"), "-1 baik"),
        ((3, 16, 15, "random"), "16 dinilai, 15 seluruhnya"),
        ((0, 0, 0, "census"), "Tidak ada satu desa pun"),
        ((11, 13, 15, "census"), "2 dari 15 desa belum dinilai"),
        ((11, 13, 15, "kira-kira"), "'kira-kira' tidak dikenal; yang ada: census, random, none"),
        ((11, 13, 15, "random", 95), "Tingkat kepercayaan harus antara 0 dan 1, misalnya 0.95, bukan 95"),
    ],
)
def test_counts_that_contradict_each_other_are_refused(arguments, sentence):
    with pytest.raises(MethodError, match=sentence) as refused:
        desa.percentage(*arguments)
    assert isinstance(refused.value, ValueError)


@pytest.fixture
def administration() -> pd.DataFrame:
    """Five villages: good, late by a day, never received, attachments unknown, not evaluated."""
    return pd.DataFrame(
        {
            "jenis": ["desa", "desa", "desa", "desa", "kelurahan"],
            "perdes_lpj": ["ya", "ya", "ya", "ya", None],
            "diterima": ["2024-03-31", "2024-04-01", None, "2023-12-30", None],
            "lampiran_lengkap": ["ya", "ya", "ya", None, None],
            "publikasi": ["ya", "ya", "ya", "ya", None],
        },
        index=["Sepang", "Kedis", "Titab", "Telaga", "Seririt"],
    )


def test_each_village_against_the_rubric(administration):
    verdicts = desa.verdicts(administration, ADMINISTRATION_RUBRIC.criteria, 2024)

    received = verdicts["Diterima camat paling lambat 31 Maret"].tolist()
    assert received == [True, False, False, True, pd.NA]
    assert verdicts["good"].tolist() == [True, False, False, pd.NA, pd.NA]


def test_dates_are_read_the_same_from_a_date_column(administration):
    dated = administration.assign(diterima=pd.to_datetime(administration["diterima"]))
    criteria = ADMINISTRATION_RUBRIC.criteria

    pd.testing.assert_frame_equal(
        desa.verdicts(dated, criteria, 2024), desa.verdicts(administration, criteria, 2024)
    )


def test_a_minimum_decides_what_the_unknown_cannot_change(administration):
    three = desa.verdicts(administration, ADMINISTRATION_RUBRIC.criteria, 2024, minimum=3)
    # Telaga meets three whatever its attachments; Kedis and Titab miss only the date.
    assert three["good"].tolist() == [True, True, True, True, pd.NA]


def test_where_the_failing_lies(administration):
    where = desa.by_criterion(desa.verdicts(administration, ADMINISTRATION_RUBRIC.criteria, 2024))

    assert where.loc["Diterima camat paling lambat 31 Maret"].tolist() == [2, 2, 1]
    assert where.loc["Lampiran lengkap"].tolist() == [3, 0, 2]
    assert (where.sum(axis=1) == len(administration)).all()


def test_a_census_with_a_village_left_out_yields_bounds(administration):
    counting = Counting(ADMINISTRATION_RUBRIC.criteria, "desa_kelurahan")

    share = desa.count(administration, counting, 2024, "sensus")

    assert (share.good, share.evaluated, share.total, share.sampling) == (1, 3, 5, "none")
    assert (share.estimate.lower, share.estimate.upper) == (20, 60)
    assert share.per_village == 20


def test_a_kelurahan_counts_only_where_it_belongs():
    # Kecamatan Buleleng: 12 desa and 17 kelurahan, so the two indicators divide by 12 and by 29.
    villages = pd.DataFrame(
        {"jenis": ["desa"] * 12 + ["kelurahan"] * 17, "status": ["Mandiri"] * 10 + ["Maju"] * 2 + [None] * 17}
    )
    advanced = (Criterion("Maju atau Mandiri", "status", ("Maju", "Mandiri")),)

    assert desa.count(villages, Counting(advanced, "desa"), 2024).estimate.estimate == 100
    assert desa.count(villages, Counting(advanced, "desa_kelurahan"), 2024).total == 29


def test_the_words_of_the_settings_mean_the_same():
    for word, same in [("sensus", "census"), ("acak", "random")]:
        assert desa.percentage(15, 15, 15, word) == desa.percentage(15, 15, 15, same)
    assert desa.percentage(11, 13, 15, "sebagian").upper == desa.percentage(11, 13, 15, "none").upper


@pytest.mark.parametrize(
    ("criteria", "minimum", "sentence"),
    [
        ((Criterion("Perdes", "perdes", ("ya",)),), None, "tidak mempunyai kolom perdes"),
        ((Criterion("Perdes", "perdes_lpj"),), None, "Perdes tidak menyebut nilai"),
        ((Criterion("Perdes", "perdes_lpj", ("ya",)),), 2, "Minimal 2 kriteria tidak mungkin: ada 1"),
    ],
)
def test_criteria_that_cannot_be_read_are_refused(administration, criteria, minimum, sentence):
    with pytest.raises(MethodError, match=sentence):
        desa.verdicts(administration, criteria, 2024, minimum)


def test_the_worked_example_of_the_method():
    # 8 of 15 drawn, 7 good; 6435 ways to draw: 57 under K = 8, 225 under K = 9.
    tails = {good: sum(chance(k, 8, good, 15) for k in (7, 8)) for good in (8, 9)}

    assert tails == {8: Fraction(57, 6435), 9: Fraction(225, 6435)}
    estimate = desa.percentage(7, 8, 15, "random")
    assert (estimate.lower, estimate.upper) == (60, pytest.approx(93.3, abs=0.05))


def test_kecamatan_counted_together_are_not_averaged():
    """28 of 29 and 5 of 10 are 33 of 39; the mean of both percentages would be 73.28."""
    large, small = (
        desa.VillageShare(good, total, total, desa.percentage(good, total, total, "census"), "census")
        for good, total in ((28, 29), (5, 10))
    )
    both = desa.together([large, small])

    assert (both.good, both.evaluated, both.total, both.sampling) == (33, 39, 39, "census")
    assert both.estimate.estimate == pytest.approx(100 * 33 / 39)


def test_together_with_villages_left_out_gives_bounds_even_where_one_drew_by_lot():
    drawn = desa.VillageShare(7, 8, 15, desa.percentage(7, 8, 15, "random"), "random")
    whole = desa.VillageShare(5, 10, 10, desa.percentage(5, 10, 10, "census"), "census")
    both = desa.together([drawn, whole])

    assert both.sampling == "none"
    assert (both.estimate.lower, both.estimate.upper) == (100 * 12 / 25, 100 * 19 / 25)
    with pytest.raises(VillageCountError):
        desa.together([])
