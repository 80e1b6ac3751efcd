"""The index: textbook loops, exact enumeration, published reports, properties, refusals."""

from __future__ import annotations

import itertools
import json
import math
import re
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from iku_helpers.errors import MethodError
from iku_helpers.method import ikm, ratios
from iku_helpers.method.differences import welch
from iku_helpers.method.estimates import Design, Estimate
from iku_helpers.method.limits import share_above
from iku_helpers.method.significance import holm
from iku_helpers.numbers import rounded

REFERENCE = Path(__file__).parent / "reference"
UNSUR = ["U1", "U2", "U3"]


def survey(seed: int = 7, rows: int = 60) -> pd.DataFrame:
    """A small survey with gaps, strata of unequal size, villages within strata, and weights."""
    draw = np.random.default_rng(seed)
    people = pd.DataFrame({unsur: draw.integers(1, 5, rows).astype(float) for unsur in UNSUR})
    people = people.mask(draw.random((rows, 3)) < 0.15)
    people["layanan"] = draw.choice(["KTP", "KK", "AKTA"], rows, p=[0.5, 0.3, 0.2])
    people["desa"] = draw.integers(1, 6, rows)
    people["jk"] = draw.choice(["L", "P"], rows)
    people["bobot"] = draw.uniform(0.5, 9, rows)
    people["pengguna"] = people["layanan"].map({"KTP": 400, "KK": 90, "AKTA": 37})
    people["banyak_desa"] = people["layanan"].map({"KTP": 9, "KK": 7, "AKTA": 14})
    return people


# --- the textbook, in loops


def looped(people: pd.DataFrame, design: Design, members: list[bool]) -> tuple[float, float]:
    """Index and variance of ``members`` from the formulas of METHOD.md, one respondent at a time."""
    rows = people.to_dict("records")
    weight = [row[design.weights] for row in rows]
    influence = [0.0] * len(rows)
    index = 0.0
    for unsur in UNSUR:
        heard = [i for i, row in enumerate(rows) if members[i] and not math.isnan(row[unsur])]
        total = sum(weight[i] for i in heard)
        mean = sum(weight[i] * rows[i][unsur] for i in heard) / total
        index += 25 / 3 * mean
        for i in heard:
            influence[i] += 25 / 3 * (rows[i][unsur] - mean) / total
    units: dict[object, dict[object, float]] = defaultdict(lambda: defaultdict(float))
    sizes = {}
    for i, row in enumerate(rows):
        stratum = row[design.strata] if design.strata else "all"
        unit = row[design.cluster] if design.cluster else i
        units[stratum][unit] += weight[i] * influence[i]
        size = design.cluster_population if design.cluster else design.population
        sizes[stratum] = row[size] if size else math.inf
    variance = 0.0
    for stratum, totals in units.items():
        n = len(totals)
        mean = sum(totals.values()) / n
        variance += (1 - n / sizes[stratum]) * n / (n - 1) * sum((x - mean) ** 2 for x in totals.values())
    return index, variance


@pytest.mark.parametrize(
    "design",
    [
        Design(weights="bobot"),
        Design(weights="bobot", strata="layanan"),
        Design(weights="bobot", strata="layanan", population="pengguna"),
        Design(weights="bobot", cluster="desa"),
        Design(weights="bobot", strata="layanan", cluster="desa", cluster_population="banyak_desa"),
    ],
    ids=["weights", "strata", "strata and sizes", "clusters", "clusters in strata"],
)
@pytest.mark.parametrize("group", [None, "L"])
def test_index_and_variance_equal_the_formulas_in_loops(design: Design, group: str | None) -> None:
    people = survey()
    members = [group is None or jk == group for jk in people["jk"]]
    index, variance = looped(people, design, members)
    if group is None:
        got = ikm.index(people, UNSUR, design)
    else:
        got = ikm.by_group(people, UNSUR, design, by="jk").loc[group]
    assert got.estimate == pytest.approx(index, rel=1e-12)
    assert got.se**2 == pytest.approx(variance, rel=1e-10)


def test_the_influence_of_a_respondent_is_the_derivative_of_the_index() -> None:
    people, step = survey(), 1e-6
    questions = ratios.items(people, UNSUR)
    everyone = np.zeros(len(people), dtype=np.intp)
    weight = people["bobot"].to_numpy()

    def index(weights: np.ndarray) -> float:
        return float(ratios.linearised(questions, [25 / 3] * 3, weights, everyone, 1)[0][0])

    _, influence = ratios.linearised(questions, [25 / 3] * 3, weight, everyone, 1)
    for i in range(0, len(people), 7):
        more, less = weight.copy(), weight.copy()
        more[i] += step
        less[i] -= step
        assert influence[i] == pytest.approx((index(more) - index(less)) / (2 * step), rel=1e-5, abs=1e-9)


# --- every possible sample of a small population: the variance estimator is right on average


def exactly_unbiased(samples: list[pd.DataFrame], design: Design) -> None:
    found = [ikm.index(sample, ["U1"], design) for sample in samples]
    mean = sum(one.estimate for one in found) / len(found)
    variance = sum((one.estimate - mean) ** 2 for one in found) / len(found)
    assert sum(one.se**2 for one in found) / len(found) == pytest.approx(variance, rel=1e-12)


def test_all_simple_samples_give_the_true_variance_on_average() -> None:
    people = pd.DataFrame({"U1": [1, 4, 4, 2, 3, 4], "N": 6})
    samples = [people.iloc[list(chosen)] for chosen in itertools.combinations(range(6), 3)]
    exactly_unbiased(samples, Design(population="N"))


def test_all_stratified_samples_give_the_true_variance_on_average() -> None:
    people = pd.DataFrame({"U1": [1, 4, 4, 2, 3, 3, 2], "h": list("aaaabbb"), "N": [4] * 4 + [3] * 3})
    samples = [
        people.iloc[list(first + second)]
        for first in itertools.combinations(range(4), 2)
        for second in itertools.combinations(range(4, 7), 2)
    ]
    exactly_unbiased(samples, Design(strata="h", population="N"))


def test_all_two_stage_samples_give_the_true_variance_on_average() -> None:
    scores = [1, 4, 4, 2, 3, 3, 2, 4, 1]
    people = pd.DataFrame({"U1": scores, "desa": [1] * 3 + [2] * 3 + [3] * 3, "N": 3, "M": 3})
    within = list(itertools.combinations(range(3), 2))
    samples = [
        people.iloc[
            [3 * village + row for village, rows in zip(villages, drawn, strict=True) for row in rows]
        ]
        for villages in itertools.combinations(range(3), 2)
        for drawn in itertools.product(within, repeat=2)
    ]
    exactly_unbiased(samples, Design(cluster="desa", cluster_population="M", population="N"))


# --- worked by hand, as in METHOD.md


def test_the_worked_example_of_method_md() -> None:
    people = pd.DataFrame(
        {
            "layanan": ["KTP", "KTP", "KTP", "KK", "KK"],
            "pengguna": [6, 6, 6, 4, 4],
            "U1": [4, 3, 3, 2, 4],
            "U2": [3, 3, None, 2, 3],
        }
    )
    # R1 = (2·10 + 2·6)/10 = 3.2; R2 = (2·6 + 2·5)/8 = 2.75; index 25/2 · 5.95
    index = Fraction(25, 2) * (Fraction(32, 10) + Fraction(22, 8))
    first = [Fraction(score) - Fraction(32, 10) for score in (4, 3, 3, 2, 4)]
    second = [Fraction(score) - Fraction(11, 4) for score in (3, 3)] + [Fraction(0)]
    second += [Fraction(score) - Fraction(11, 4) for score in (2, 3)]
    x = [2 * Fraction(25, 2) * (a / 10 + b / 8) for a, b in zip(first, second, strict=True)]
    ktp, kk = x[:3], x[3:]
    variance = Fraction(3, 6) * Fraction(3, 2) * sum((value - sum(ktp) / 3) ** 2 for value in ktp)
    variance += Fraction(2, 4) * Fraction(2, 1) * sum((value - sum(kk) / 2) ** 2 for value in kk)
    got = ikm.index(people, ["U1", "U2"], Design(strata="layanan", population="pengguna"))
    assert got.estimate == pytest.approx(float(index), rel=1e-12)
    assert got.se == pytest.approx(math.sqrt(variance), rel=1e-12)
    assert (got.df, got.n) == (3, 5)
    assert index == Fraction("74.375")
    # The rest of the example, as METHOD.md prints it.
    page = (Path(__file__).parents[1] / "METHOD.md").read_text(encoding="utf-8")
    quantile = stats.t.ppf(0.975, 3)
    share = float((index - 25) / 75)
    centre, reach = math.log(share / (1 - share)), got.se / (75 * share * (1 - share))
    limits = [25 + 75 / (1 + math.exp(-(centre + sign * quantile * reach))) for sign in (-1, 1)]
    assert [got.lower, got.upper] == pytest.approx(limits, rel=1e-12)
    assert "**74.375**" in page
    assert f"standard error **{got.se:.4f}**" in page
    assert f"**{limits[0]:.2f} to {limits[1]:.2f}**" in page
    for bound, printed in ((88.305, "0.033"), (76.605, "0.367"), (64.995, "0.877")):
        place = (bound - 25) / 75
        above = stats.t.sf((math.log(place / (1 - place)) - centre) / reach, 3)
        assert ikm.reaching(got, bound) == pytest.approx(above)
        assert f"above {bound}: {printed}".casefold() in page.casefold()
        assert f"{above:.3f}" == printed


def test_the_worked_change_of_method_md() -> None:
    one, two = Estimate(80.0, 1.0, 10.0, 0.0, 0.0, 11), Estimate(83.0, 1.0, 10.0, 0.0, 0.0, 11)
    got = welch(one, two, 0.95)
    reach = stats.t.ppf(0.975, 20) * math.sqrt(2)
    assert (got.lower, got.upper) == pytest.approx((3 - reach, 3 + reach))
    page = (Path(__file__).parents[1] / "METHOD.md").read_text(encoding="utf-8")
    assert f"**{3 - reach:.2f} to {3 + reach:.2f}**" in page


# --- published reports


def published(name: str) -> dict:
    cases = json.loads((REFERENCE / "ikm_published.json").read_text(encoding="utf-8"))
    return next(case for case in cases if case["id"] == name)


def from_counts(counts: dict[str, list[int]]) -> pd.DataFrame:
    return pd.DataFrame({unsur: np.repeat([1, 2, 3, 4], four) for unsur, four in counts.items()})


@pytest.mark.parametrize("name", ["gaspul_tw3", "balkesmas_2024_s1"])
def test_published_counts_give_the_published_figures(name: str) -> None:
    case = published(name)
    people = from_counts(case["counts_1234"])
    unsur = list(people)
    got = ikm.index(people, unsur, Design())
    assert got.estimate == pytest.approx(case["ikm_exact_1_over_n"], abs=5e-7)
    assert str(rounded(got.estimate)) == case["ikm_2dp"]
    assert ikm.mutu(got.estimate, 2017) == case["mutu"]
    means = ikm.by_unsur(people, unsur, Design())["estimate"]
    assert [str(rounded(mean)) for mean in means] == case["nrr_2dp_half_up"]
    others = ikm.conventions(people, unsur, Design())["index"]
    assert others["0,11"] == pytest.approx(case["ikm_w0_11"], abs=5e-5)
    assert others["0,111"] == pytest.approx(case["ikm_w0_111"], abs=5e-5)


def test_published_means_give_the_published_index_under_every_weight() -> None:
    case = published("bantul_dptr_2023")
    hundredths = [round(100 * mean) for mean in case["published_nrr"]]  # 3.31: 69 of 100 say 3, 31 say 4
    people = from_counts(
        {f"U{j}": [0, 0, 400 - mean, mean - 300] for j, mean in enumerate(hundredths, start=1)}
    )
    found = ikm.conventions(people, list(people), Design())["index"]
    assert float(rounded(found["1/9"])) == case["published_ikm"]
    names = {"1/9": "ikm_exact_1_over_n", "0,111": "ikm_w0_111", "0,11": "ikm_w0_11"}
    assert [found[bobot] for bobot in names] == pytest.approx(
        [case[name] for name in names.values()], abs=5e-5
    )
    for bobot, weight in (("0,111", 0.111), ("0,11", 0.11)):
        assert ikm.index(people, list(people), Design(), weight=weight).estimate == pytest.approx(
            found[bobot]
        )


def test_several_questions_an_unsur_as_mahkamah_konstitusi_published() -> None:
    case = published("mk_2022_q4")
    columns, unsur = {}, {}
    for place, questions in enumerate(case["items_counts_1234"], start=1):
        unsur[f"U{place}"] = [f"U{place}_{number}" for number in range(len(questions))]
        columns |= {f"U{place}_{number}": four for number, four in enumerate(questions)}
    people = from_counts(columns)
    got = ikm.index(people, unsur, Design())
    assert float(rounded(got.estimate, 3)) == case["published_ikm"]
    means = ikm.by_unsur(people, unsur, Design())["estimate"]
    assert [float(rounded(mean, 3)) for mean in means] == case["published_nrr"]


@pytest.mark.parametrize(
    ("table", "columns", "published", "regime", "letter"),
    [
        ("sekadau_2019_semester1_49resp.csv", r"[Uu]\d+", "78.7415", 2017, "B"),
        ("bmkg_2020_14unsur_uji.csv", r"[Uu]\d+", "86.0544", 2004, "A"),
    ],
)
def test_genuine_respondents_give_the_figure_found_by_hand(
    shared: Path, table: str, columns: str, published: str, regime: int, letter: str
) -> None:
    people = pd.read_csv(shared / "data" / "skm" / table)
    unsur = [name for name in people if re.fullmatch(columns, name)]
    got = ikm.index(people, unsur, Design())
    assert str(rounded(got.estimate, 4)) == published
    assert ikm.mutu(got.estimate, regime) == letter


# --- letters and probabilities


@pytest.mark.parametrize(
    ("index", "regime", "letter"),
    [
        (88.305, 2017, "A"),
        (88.304999, 2017, "B"),
        (76.605, 2017, "B"),
        (76.6, 2017, "C"),
        (64.995, 2017, "C"),
        (64.99, 2017, "D"),
        (82.0, 2004, "A"),
        (82.0, 2014, "A"),
        (82.0, 2017, "B"),
        (43.755, 2004, "C"),
        (24.75, 2017, "D"),
    ],
)
def test_letters_are_read_from_the_printed_number(index: float, regime: int, letter: str) -> None:
    assert ikm.mutu(index, regime) == letter


def test_the_letter_of_nothing_and_of_an_unknown_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="Indeks tidak ada"):
        ikm.mutu(math.nan, 2017)
    with pytest.raises(MethodError):
        ikm.mutu(80.0, 1999)


def test_probabilities_of_letters_are_those_behind_the_interval() -> None:
    result = ikm.index(survey(), UNSUR, Design(strata="layanan", population="pengguna"))
    assert ikm.reaching(result, result.lower) == pytest.approx(0.975, abs=1e-9)
    assert ikm.reaching(result, result.upper) == pytest.approx(0.025, abs=1e-9)
    shares = ikm.mutu_probabilities(result, 2017)
    assert list(shares) == ["A", "B", "C", "D"]
    assert sum(shares.values()) == pytest.approx(1)
    assert shares["A"] == pytest.approx(ikm.reaching(result, 88.305))
    assert all(share >= 0 for share in shares.values())


def test_a_census_has_one_letter_and_one_answer_to_the_target() -> None:
    census = Estimate(84.2, 0.0, 14.0, 84.2, 84.2, 15)
    assert ikm.mutu_probabilities(census, 2017) == {"A": 0.0, "B": 1.0, "C": 0.0, "D": 0.0}
    assert (ikm.reaching(census, 84.0), ikm.reaching(census, 84.3)) == (1.0, 0.0)


def test_without_a_standard_error_there_is_no_probability() -> None:
    alone = Estimate(84.2, math.nan, 0.0, math.nan, math.nan, 1)
    assert math.isnan(ikm.reaching(alone, 84.0))
    assert all(math.isnan(share) for share in ikm.mutu_probabilities(alone, 2017).values())


@pytest.mark.parametrize("score", [1, 2, 3, 4])
def test_equal_answers_have_probabilities_that_fit_their_fallback_limits(score: int) -> None:
    result = ikm.index(pd.DataFrame({"U1": [score] * 40}), ["U1"], Design())
    for limit, share in ((result.lower, 0.975), (result.upper, 0.025)):
        if 25 < limit < 100:
            assert share_above(limit, result.estimate, 0.0, 39, 40) == pytest.approx(share, abs=1e-9)
    values = [share_above(value, result.estimate, 0.0, 39, 40) for value in np.linspace(25, 100, 76)]
    assert all(before >= after for before, after in itertools.pairwise(values))


# --- findings


def test_lowest_equals_the_paired_t_test_when_nothing_is_missing() -> None:
    people = survey()[UNSUR].fillna(3)
    got = ikm.lowest(people, UNSUR, Design())
    for unsur in UNSUR:
        gap = people[unsur] - people[[other for other in UNSUR if other != unsur]].mean(axis=1)
        expected = stats.ttest_1samp(gap, 0)
        assert got.loc[unsur, "estimate"] == pytest.approx(gap.mean())
        assert got.loc[unsur, "p"] == pytest.approx(expected.pvalue)
        low, high = expected.confidence_interval()
        assert (got.loc[unsur, "lower"], got.loc[unsur, "upper"]) == pytest.approx((low, high))
    assert got["estimate"].is_monotonic_increasing


def test_an_unsur_nobody_answered_is_in_no_mean_of_the_others() -> None:
    people = survey()
    with_silent = ikm.lowest(people.assign(U4=np.nan), [*UNSUR, "U4"], Design())
    without = ikm.lowest(people, UNSUR, Design())
    pd.testing.assert_frame_equal(with_silent.drop("U4"), without)
    assert with_silent.loc["U4"].drop(["n", "below"]).isna().all()
    assert not with_silent.loc["U4", "below"]


def test_holm_equals_r_p_adjust() -> None:
    # p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05), "holm") and with a missing value
    assert holm(np.array([0.01, 0.02, 0.03, 0.04, 0.05])) == pytest.approx([0.05, 0.08, 0.09, 0.09, 0.09])
    adjusted = holm(np.array([0.04, np.nan, 0.01]))
    assert adjusted[[0, 2]] == pytest.approx([0.04, 0.02])
    assert math.isnan(adjusted[1])


def test_shares_of_answers_belong_to_the_means() -> None:
    people, design = survey(), Design(strata="layanan", population="pengguna")
    shares = ikm.answers(people, UNSUR, design)
    assert shares[[1, 2, 3, 4]].sum(axis=1).to_numpy() == pytest.approx(1)
    means = shares[[1, 2, 3, 4]].to_numpy() @ np.array([1, 2, 3, 4])
    assert means == pytest.approx(ikm.by_unsur(people, UNSUR, design)["estimate"].to_numpy())


# --- change


def test_change_by_unsur_equals_welch_when_nothing_is_missing() -> None:
    earlier, later = survey(1)[UNSUR].fillna(2), survey(2)[UNSUR].fillna(4)
    got = ikm.change_by_unsur(earlier, later, UNSUR, Design(), Design())
    for unsur in UNSUR:
        expected = stats.ttest_ind(later[unsur], earlier[unsur], equal_var=False)
        low, high = expected.confidence_interval()
        assert got.loc[unsur, "p"] == pytest.approx(expected.pvalue)
        assert (got.loc[unsur, "lower"], got.loc[unsur, "upper"]) == pytest.approx((low, high))
    assert got["p_holm"].to_numpy() == pytest.approx(holm(got["p"].to_numpy()))


def test_a_change_between_two_censuses_is_known() -> None:
    earlier, later = pd.DataFrame({"U1": [3, 4], "N": 2}), pd.DataFrame({"U1": [4, 4], "N": 2})
    got = ikm.change(earlier, later, ["U1"], Design(population="N"), Design(population="N"))
    assert (got.estimate, got.se, got.lower, got.upper) == (12.5, 0, 12.5, 12.5)


def test_a_change_without_any_variation_has_the_fallback() -> None:
    earlier, later = pd.DataFrame({"U1": [3] * 30}), pd.DataFrame({"U1": [4] * 30})
    got = ikm.change(earlier, later, ["U1"], Design(), Design())
    before, after = (ikm.index(year, ["U1"], Design()) for year in (earlier, later))
    assert got.se == 0
    assert after.lower - before.upper <= got.lower < 25 < got.upper <= 100 - before.lower
    assert got.lower > 0


def test_a_year_with_one_respondent_has_no_known_change() -> None:
    one, many = pd.DataFrame({"U1": [3]}), pd.DataFrame({"U1": [4, 3, 4]})
    got = ikm.change(one, many, ["U1"], Design(), Design())
    assert got.estimate == pytest.approx(275 / 3 - 75)
    assert all(math.isnan(value) for value in (got.se, got.lower, got.upper))


def test_the_series_marks_the_break_and_subtracts_nothing_across_it() -> None:
    years = {
        year: ikm.YearSurvey(survey(year), UNSUR, Design(), regime)
        for year, regime in ((2018, 2017), (2013, 2004), (2017, 2017))
    }
    got = ikm.series(years)
    assert list(got.index) == [2013, 2017, 2018]
    assert got["putus"].tolist() == [False, True, False]
    assert got["change"].isna().tolist() == [True, True, False]
    expected = ikm.change(survey(2017), survey(2018), UNSUR, Design(), Design())
    assert got.loc[2018, "change"] == pytest.approx(expected.estimate)
    assert got.loc[2018, "change_lower"] == pytest.approx(expected.lower)
    assert bool(got.loc[2018, "changed"]) is not (expected.lower <= 0 <= expected.upper)


def test_a_year_without_an_index_spares_the_other_years() -> None:
    bad = survey(2018).assign(U2=np.nan)
    years = {2017: survey(2017), 2018: bad, 2019: survey(2019)}
    got = ikm.series({year: ikm.YearSurvey(people, UNSUR, Design(), 2017) for year, people in years.items()})
    assert got["estimate"].isna().tolist() == [False, True, False]
    assert got["change"].isna().all()
    assert not got["changed"].any()


# --- the edges, each with a defined result


def test_one_respondent_and_one_cluster_have_an_estimate_and_nothing_else() -> None:
    one = ikm.index(pd.DataFrame({"U1": [3]}), ["U1"], Design())
    village = pd.DataFrame({"U1": [3, 4, 2], "desa": 1, "M": 9})
    cluster = ikm.index(village, ["U1"], Design(cluster="desa", cluster_population="M"))
    for got, n in ((one, 1), (cluster, 3)):
        assert got.estimate == 75
        assert (got.df, got.n) == (0, n)
        assert all(math.isnan(value) for value in (got.se, got.lower, got.upper))


def test_one_respondent_in_a_group_has_the_estimate_and_the_rest_is_nan() -> None:
    people = pd.DataFrame({"U1": [3, 4, 2], "jk": ["L", "L", "P"]})
    row = ikm.by_group(people, ["U1"], Design(), by="jk").loc["P"]
    assert (row["estimate"], row["n"]) == (50, 1)
    assert row[["se", "df", "lower", "upper"]].isna().all()


def test_a_group_that_left_an_unsur_open_is_a_row_of_nan() -> None:
    people = pd.DataFrame({"U1": [3, 4, 2, 3], "U2": [3, 3, None, None], "jk": ["L", "L", "P", "P"]})
    got = ikm.by_group(people, ["U1", "U2"], Design(), by="jk")
    assert got.loc["P", ["estimate", "se", "df", "lower", "upper"]].isna().all()
    assert got.loc["L"].notna().all()


def test_an_unsur_nobody_answered_is_refused_by_name_and_a_row_of_nan_among_the_unsur() -> None:
    people = pd.DataFrame({"U1": [3, 4], "U2": [None, None]})
    with pytest.raises(ValueError, match="unsur U2"):
        ikm.index(people, ["U1", "U2"], Design())
    row = ikm.by_unsur(people, ["U1", "U2"], Design()).loc["U2"]
    assert row["n"] == 0
    assert row.drop("n").isna().all()


def test_weight_zero_keeps_its_place_in_the_draw_but_is_not_counted() -> None:
    people = pd.DataFrame({"U1": [3, 4, 2, 1], "w": [1, 1, 1, 0], "N": 40})
    got = ikm.index(people, ["U1"], Design(weights="w", population="N"))
    x = [0.0, 25 / 3, -25 / 3, 0.0]
    assert got.estimate == pytest.approx(75)
    assert got.se**2 == pytest.approx((1 - 4 / 40) * 4 / 3 * sum(value**2 for value in x))
    assert (got.df, got.n) == (2, 3)


def test_a_blank_respondent_stays_a_sampled_unit() -> None:
    people = pd.DataFrame({"U1": [3, 4, 2, None], "N": 40})
    got = ikm.index(people, ["U1"], Design(population="N"))
    assert got.se**2 == pytest.approx((1 - 4 / 40) * 4 / 3 * 2 * (25 / 3) ** 2)
    assert (got.estimate, got.df, got.n) == (75, 3, 4)


def test_a_group_asked_whole_has_no_interval_though_the_others_have() -> None:
    people = pd.DataFrame({"U1": [3, 4, 2, 3], "layanan": ["KK", "KK", "KTP", "KTP"], "N": [2, 2, 9, 9]})
    got = ikm.by_group(people, ["U1"], Design(strata="layanan", population="N"))
    assert got.loc["KK", ["se", "lower", "upper"]].tolist() == [0, 87.5, 87.5]
    assert got.loc["KTP", "lower"] < got.loc["KTP", "upper"]


def test_respondents_without_the_attribute_are_in_no_group_and_stay_in_the_draw() -> None:
    people = survey()
    people["jk"] = people["jk"].where(people.index % 5 > 0)
    named = people.assign(jk=people["jk"].fillna("tidak diisi"))
    got = ikm.by_group(people, UNSUR, Design(), by="jk")
    pd.testing.assert_frame_equal(got, ikm.by_group(named, UNSUR, Design(), by="jk").drop("tidak diisi"))


def test_groups_of_two_attributes_equal_groups_of_their_combination() -> None:
    people = survey()
    both = ikm.by_group(people, UNSUR, Design(), by=["layanan", "jk"])
    joined = ikm.by_group(people.assign(k=people["layanan"] + people["jk"]), UNSUR, Design(), by="k")
    assert both.index.names == ["layanan", "jk"]
    assert both["se"].to_numpy() == pytest.approx(joined["se"].to_numpy(), nan_ok=True)


def test_satterthwaite_is_the_formula_and_never_more_than_the_design() -> None:
    people = survey()
    design = Design(strata="layanan", population="pengguna", df="satterthwaite")
    got = ikm.index(people, UNSUR, design)
    plain = ikm.index(people, UNSUR, Design(strata="layanan", population="pengguna"))
    whole = people.assign(bobot=people["pengguna"] / people["layanan"].map(people["layanan"].value_counts()))
    with_weights = Design(weights="bobot", strata="layanan", population="pengguna")
    _, total = looped(whole, with_weights, [True] * len(whole))
    parts, freedom = [], []
    for layanan, n in people["layanan"].value_counts().items():
        # One stratum's part is what is lost when that stratum is asked whole.
        asked = whole.assign(pengguna=whole["pengguna"].where(whole["layanan"] != layanan, n))
        parts.append(total - looped(asked, with_weights, [True] * len(whole))[1])
        freedom.append(n - 1)
    expected = sum(parts) ** 2 / sum(part**2 / f for part, f in zip(parts, freedom, strict=True))
    assert got.df == pytest.approx(expected)
    assert got.df <= plain.df
    assert (got.se, got.estimate) == (plain.se, plain.estimate)


# --- properties

scores = st.lists(st.tuples(*[st.integers(1, 4)] * 3), min_size=2, max_size=25)


@settings(max_examples=30)
@given(scores)
def test_limits_stay_on_the_scale_and_around_the_estimate(rows: list[tuple[int, int, int]]) -> None:
    got = ikm.index(pd.DataFrame(rows, columns=UNSUR), UNSUR, Design())
    assert 25 - 1e-9 <= got.lower <= got.estimate + 1e-9
    assert got.estimate - 1e-9 <= got.upper <= 100 + 1e-9


@settings(max_examples=30)
@given(scores)
def test_without_gaps_the_index_is_the_hand_formula(rows: list[tuple[int, int, int]]) -> None:
    got = ikm.index(pd.DataFrame(rows, columns=UNSUR), UNSUR, Design())
    exact = Fraction(25 * sum(map(sum, rows)), 3 * len(rows))
    assert got.estimate == pytest.approx(float(exact), rel=1e-14)


@settings(max_examples=30)
@given(scores, st.randoms(use_true_random=False), st.floats(0.01, 1000))
def test_order_and_scale_of_weights_do_not_matter(rows: list, random, factor: float) -> None:
    people = pd.DataFrame(rows, columns=UNSUR).assign(w=np.linspace(1, 5, len(rows)))
    shuffled = people.sample(frac=1, random_state=random.randrange(1000)).assign(
        w=lambda row: row["w"] * factor
    )
    first, second = (ikm.index(each, UNSUR, Design(weights="w")) for each in (people, shuffled))
    for name in ("estimate", "se", "df", "lower", "upper"):
        assert getattr(first, name) == pytest.approx(getattr(second, name), rel=1e-9, abs=1e-7)


@settings(max_examples=30)
@given(scores)
def test_a_census_has_no_interval(rows: list[tuple[int, int, int]]) -> None:
    people = pd.DataFrame(rows, columns=UNSUR).assign(N=len(rows))
    got = ikm.index(people, UNSUR, Design(population="N"))
    assert got.se == 0
    assert got.lower == got.estimate == got.upper


@settings(max_examples=30)
@given(scores)
def test_one_group_alone_equals_the_whole(rows: list[tuple[int, int, int]]) -> None:
    people = pd.DataFrame(rows, columns=UNSUR).assign(k="semua")
    whole = ikm.index(people, UNSUR, Design())
    group = ikm.by_group(people, UNSUR, Design(), by="k").loc["semua"]
    assert [group["estimate"], group["se"], group["df"], group["lower"], group["upper"]] == pytest.approx(
        [whole.estimate, whole.se, whole.df, whole.lower, whole.upper], nan_ok=True
    )


@settings(max_examples=30)
@given(scores)
def test_more_respondents_with_the_same_shares_narrow_the_interval(rows: list) -> None:
    few = ikm.index(pd.DataFrame(rows, columns=UNSUR), UNSUR, Design())
    many = ikm.index(pd.DataFrame(rows * 4, columns=UNSUR), UNSUR, Design())
    assert many.estimate == pytest.approx(few.estimate)
    assert many.upper - many.lower < few.upper - few.lower


@settings(max_examples=30)
@given(scores, st.floats(0.5, 0.9), st.floats(0.91, 0.999))
def test_more_confidence_widens_the_interval(rows: list, less: float, more: float) -> None:
    people = pd.DataFrame(rows, columns=UNSUR)
    narrow, wide = (ikm.index(people, UNSUR, Design(), level=level) for level in (less, more))
    assert wide.lower <= narrow.lower + 1e-12
    assert narrow.upper <= wide.upper + 1e-12


# --- refusals, each a sentence that names what is wrong

PEOPLE = pd.DataFrame(
    {
        "U1": [4, 3, 2, 3],
        "teks": ["baik", "baik", "baik", "baik"],
        "lima": [5, 4, 3, 3],
        "h": ["a", "a", "b", "b"],
        "kosong": ["a", None, "b", "b"],
        "N": [9, 9, 8, 8],
        "kecil": [1, 1, 8, 8],
        "beda": [9, 7, 8, 8],
        "w": [1, 1, 1, -1],
        "nol": 0,
    }
)
REFUSALS = [
    ({"unsur": ["U7"]}, {}, "Kolom 'U7' tidak ada"),
    ({"unsur": ["teks"]}, {}, "bukan bilangan"),
    ({"unsur": ["lima"]}, {}, "memuat 5; skor yang sah 1 sampai 4"),
    ({"unsur": []}, {}, "Tidak ada unsur"),
    ({"unsur": ["U1", "U1"]}, {}, "dua kali"),
    ({"level": 95}, {}, "antara 0 dan 1"),
    ({"method": "wald"}, {}, "'logit' atau 't'"),
    ({"weight": 11}, {}, "Bobot unsur"),
    ({}, {"strata": "layanan"}, "Kolom 'layanan' tidak ada"),
    ({}, {"strata": "kosong"}, "kosong pada sebagian"),
    ({}, {"strata": "h", "population": "kecil"}, "lebih kecil daripada 2"),
    ({}, {"strata": "h", "population": "beda"}, "harus sama untuk semua baris"),
    ({}, {"population": "nol"}, "bilangan positif"),
    ({}, {"weights": "w"}, "tidak negatif"),
    ({}, {"weights": "nol"}, "tidak ada yang diwakili"),
    ({}, {"cluster": "h", "population": "N"}, "cluster_population"),
    ({}, {"cluster_population": "N"}, "bila `cluster` diisi"),
    ({}, {"lonely": "certainty"}, "'adjust', 'fail'"),
    ({}, {"lonely": {"a": "b"}}, "`strata` tidak diisi"),
    ({}, {"strata": "h", "lonely": {"a": "z"}}, "tidak dapat digabung"),
    ({}, {"df": "welch"}, "'design' atau 'satterthwaite'"),
    ({}, {"post_strata": {"h": {"a": 5, "b": 5}}, "margins": {"h": {"a": 5, "b": 5}}}, "Pilih salah satu"),
    ({}, {"post_strata": {"h": {"a": 5}}}, "h = 'b'"),
    ({}, {"post_strata": {"h": {"a": 5, "b": 5, "c": 2}}}, "tidak diwakili"),
    ({}, {"post_strata": {"kosong": {"a": 5, "b": 5}}}, "kosong pada sebagian"),
    ({}, {"margins": {"h": {"a": 5, "b": 5}, "N": {9: 5, 8: 9}}}, "sama besar"),
    ({}, {"margins": {"h": {"a": 5, "b": 5}, "N": {9: 4, 8: 6}}}, "tidak bertemu"),
]


@pytest.mark.parametrize(("call", "design", "sentence"), REFUSALS, ids=[row[2] for row in REFUSALS])
def test_what_cannot_be_is_refused_with_a_sentence(call: dict, design: dict, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence) as refused:
        ikm.index(PEOPLE, call.pop("unsur", ["U1"]), Design(**design), **call)
    assert isinstance(refused.value, MethodError)


def test_an_empty_table_and_an_absent_group_are_refused() -> None:
    with pytest.raises(MethodError, match="kosong"):
        ikm.index(PEOPLE.iloc[:0], ["U1"], Design())
    with pytest.raises(MethodError, match="dua kelompok h yang berbeda"):
        ikm.difference(PEOPLE, ["U1"], Design(), by="h", groups=("a", "a"))
    with pytest.raises(MethodError, match="Yang ada: a, b"):
        ikm.difference(PEOPLE, ["U1"], Design(), by="h", groups=("a", "c"))


def test_a_lonely_stratum_may_be_refused_and_is_named() -> None:
    people = PEOPLE.assign(h=["a", "a", "a", "sepi"])
    with pytest.raises(MethodError, match="sepi"):
        ikm.index(people, ["U1"], Design(strata="h", lonely="fail"))
    assert ikm.index(people, ["U1"], Design(strata="h")).se > 0
