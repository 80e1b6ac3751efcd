"""The estimator against R's survey package, and against loops written from the textbook alone."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pandas as pd
import pytest

from iku_helpers.errors import LonelyStratumError, MethodError
from iku_helpers.method import ikm
from iku_helpers.method.estimates import Design
from iku_helpers.method.hypergeometric import endless_limits

REFERENCE = Path(__file__).parent / "reference"
CASES = {case["name"]: case for case in json.loads((REFERENCE / "cases.json").read_text(encoding="utf-8"))}
UNSUR = [f"U{number}" for number in range(1, 10)]
TOLERANCE = 1e-9

MORE = {
    case["name"]: case for case in json.loads((REFERENCE / "more_cases.json").read_text(encoding="utf-8"))
}


def table(case: dict) -> pd.DataFrame:
    return pd.read_csv(REFERENCE / case["csv"])


def design_of(case: dict) -> Design:
    """The case's design in the words of this package."""
    given = case["design"]
    sizes = given.get("fpc", {})
    cluster = given.get("cluster")
    post_strata = None
    if "poststrata" in given:
        keys = tuple(given["poststrata"])
        post_strata = {keys: {tuple(row[key] for key in keys): row["Freq"] for row in given["totals"]}}
    margins = given.get("margins")
    return Design(
        weights=given.get("weights"),
        strata=given.get("strata"),
        cluster=cluster[0] if isinstance(cluster, list) else cluster,
        population=sizes.get("N", sizes.get("stage2")),
        cluster_population=sizes.get("M", sizes.get("stage1")),
        lonely=given.get("collapse") or given.get("lonely_psu", "adjust"),
        post_strata=post_strata,
        margins=margins,
        df=given.get("df", "design"),
    )


def close(got: float, expected: float) -> bool:
    return math.isclose(got, expected, rel_tol=TOLERANCE, abs_tol=1e-9)


def assert_limits(got, expected: dict, low: str, high: str) -> None:
    assert close(got.lower, expected[low]), (got.lower, expected[low])
    assert close(got.upper, expected[high]), (got.upper, expected[high])


def of_kind(*kinds: str) -> list[str]:
    return [name for name, case in CASES.items() if case["statistic"] in kinds]


def test_every_reference_case_is_run() -> None:
    here = of_kind(
        "ikm",
        "ikm_8_items",
        "ikm_by",
        "item_means",
        "mean_respondent_score",
        "ikm fallback interval when SE=0",
        "ikm with the item weight rounded to 0.11",
        "cronbach_alpha",
        "proportion",
        "ikm_difference:P-L",
        "ikm_difference:2025-2024",
        "score_difference:2025-2024",
    )
    villages = [name for name in CASES if name.startswith("h_")]
    assert set(CASES) == {*here, *villages}
    assert len(CASES) == 51


@pytest.mark.parametrize("name", of_kind("ikm", "ikm_8_items", "mean_respondent_score"))
def test_the_index_equals_r(name: str) -> None:
    case = CASES[name]
    expected, respondents = case["expected"], table(case)
    unsur = case["design"].get("items", UNSUR)
    if "error" in expected and "estimate_point" not in expected:
        with pytest.raises(LonelyStratumError, match="D"):
            ikm.index(respondents, unsur, design_of(case))
        return
    got = ikm.index(respondents, unsur, design_of(case), method="t")
    if "error" in expected:
        assert close(got.estimate, expected["estimate_point"])
        assert (got.df, got.n) == (0, 1)
        assert all(math.isnan(value) for value in (got.se, got.lower, got.upper))
        return
    assert close(got.estimate, expected["estimate"])
    assert close(got.se, expected["se"])
    assert got.df == expected["df"]
    assert got.n == expected.get("n", len(respondents))
    if got.se > 0:
        assert_limits(got, expected, "ci_low", "ci_high")
    if got.se > 0 and "ci_logit_low" in expected:
        logit = ikm.index(respondents, unsur, design_of(case))
        assert_limits(logit, expected, "ci_logit_low", "ci_logit_high")


@pytest.mark.parametrize("level", [80, 90, 95, 99])
def test_other_confidence_levels_equal_r(level: int) -> None:
    case = CASES["c60_levels"]
    got = ikm.index(table(case), UNSUR, design_of(case), level=level / 100, method="t")
    low, high = case["expected"][f"ci_{level}"]
    assert close(got.lower, low)
    assert close(got.upper, high)


def test_the_rounded_weight_equals_r() -> None:
    case = CASES["c62_bobot_0.11"]
    got = ikm.index(table(case), UNSUR, design_of(case), method="t", weight=0.11)
    expected = case["expected"]
    assert close(got.estimate, expected["estimate"])
    assert close(got.se, expected["se"])
    assert_limits(got, expected, "ci_low", "ci_high")


@pytest.mark.parametrize("name", of_kind("item_means"))
def test_unsur_means_equal_r(name: str) -> None:
    case = CASES[name]
    got = ikm.by_unsur(table(case), UNSUR, design_of(case), method="t")
    for unsur in UNSUR:
        expected, row = case["expected"][unsur], got.loc[unsur]
        assert close(row["estimate"], expected["estimate"])
        assert close(row["se"], expected["se"])
        assert_limits(row, expected, "ci_low", "ci_high")
        assert row["n"] == expected["n_answered"]
        assert row["df"] == case["expected"]["df"]


@pytest.mark.parametrize("name", of_kind("ikm_by"))
def test_groups_equal_r(name: str) -> None:
    case = CASES[name]
    by = case["design"]["domain"]
    symmetric = ikm.by_group(table(case), UNSUR, design_of(case), by=by, method="t")
    logit = ikm.by_group(table(case), UNSUR, design_of(case), by=by)
    assert list(symmetric.index) == sorted(case["expected"])
    for group, expected in case["expected"].items():
        row = symmetric.loc[group]
        assert close(row["estimate"], expected["estimate"])
        assert close(row["se"], expected["se"])
        assert (row["df"], row["n"]) == (expected["df"], expected["n"])
        assert_limits(row, expected, "ci_low", "ci_high")
        assert_limits(logit.loc[group], expected, "ci_logit_low", "ci_logit_high")


def test_the_difference_of_two_groups_equals_r() -> None:
    case = CASES["c19_strat_diff_P_minus_L"]
    got = ikm.difference(table(case), UNSUR, design_of(case), by="jk", groups=("P", "L"))
    expected = case["expected"]
    assert close(got.estimate, expected["estimate"])
    assert close(got.se, expected["se"])
    assert got.df == expected["df"]
    assert_limits(got, expected, "ci_low", "ci_high")


@pytest.mark.parametrize("name", ["c56_two_years_diff", "c57_two_years_welch", "p_welch_d20_years"])
def test_the_change_between_years_equals_r_and_scipy(name: str) -> None:
    case = CASES[name]
    years, expected = table(case), case["expected"]
    design = Design(population="N") if "N" in years else Design()
    earlier, later = (years[years["tahun"] == year] for year in (2024, 2025))
    got = ikm.change(earlier, later, UNSUR, design, design)
    assert close(got.estimate, expected["estimate"])
    assert close(got.se, expected["se"])
    welch = "_welch" if "df_welch" in expected else ""
    assert close(got.df, expected[f"df{welch}"])
    assert_limits(got, expected, f"ci_low{welch}", f"ci_high{welch}")


@pytest.mark.parametrize("name", of_kind("ikm fallback interval when SE=0"))
def test_equal_answers_have_the_fallback_interval(name: str) -> None:
    case = CASES[name]
    respondents, expected = table(case), case["expected"]
    known = ikm.index(respondents, UNSUR, Design(population="N"))
    unknown = ikm.index(respondents, UNSUR, Design())
    assert known.se == unknown.se == 0
    assert_limits(known, expected, "ci_low", "ci_high")
    assert_limits(unknown, expected, "ci_low_infinite", "ci_high_infinite")


def test_refusals_are_value_errors_with_an_indonesian_sentence() -> None:
    case = CASES["c44_item_unanswered"]
    with pytest.raises(ValueError, match="Tidak seorang pun menjawab unsur U4") as refused:
        ikm.index(table(case), UNSUR, design_of(case))
    assert isinstance(refused.value, MethodError)


def more(name: str) -> tuple[pd.DataFrame, dict, Design]:
    """Table, words and design of a case that `reference/more_cases.R` made."""
    case = MORE[name]
    words = dict(case["design"])
    post = words.pop("post_strata", None)
    if post:
        keys = post["keys"]
        counts = {tuple(row[key] for key in as_list(keys)): row["Freq"] for row in post["rows"]}
        words["post_strata"] = {tuple(as_list(keys)): counts}
    unsur = words.pop("unsur", UNSUR)
    if isinstance(unsur, dict):
        unsur = {name: as_list(columns) for name, columns in unsur.items()}
    weight = words.pop("weight", None)
    respondents = pd.read_csv(REFERENCE / "csv" / case["csv"])
    return respondents, {"unsur": unsur, "weight": weight}, Design(**words)


@pytest.mark.parametrize("name", of_kind("proportion"))
def test_exact_binomial_limits_equal_scipy_and_statsmodels(name: str) -> None:
    # Wilson, Jeffreys, Agresti-Coull and Wald limits are not offered: they fall below their level.
    case = CASES[name]
    drawn = (case["design"]["k"], case["design"]["n"])
    for level in (90, 95):
        got = endless_limits(*drawn, level=level / 100)
        assert got == pytest.approx(case["expected"][f"clopper_pearson_{level}"], rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("missing", ["complete", "pairwise"])
def test_alpha_with_feldt_limits_equals_pingouin(missing: str) -> None:
    case = CASES["p_alpha_d01_listwise" if missing == "complete" else "p_alpha_d03_pairwise"]
    expected = case["expected"]
    got = ikm.alpha(table(case), UNSUR, missing=missing)
    assert close(got.estimate, expected["alpha"])
    assert_limits(got, expected, "ci_low", "ci_high")
    assert (got.df, got.n) == (expected["df1"], expected["n_used"])
    assert math.isnan(got.se)


def as_list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def assert_equals_r(got, expected: dict) -> None:
    assert close(got.estimate, expected["estimate"])
    assert close(got.se, expected["se"])
    assert got.df == expected["df"]
    if expected["df"] > 0:
        assert_limits(got, expected, "ci_low", "ci_high")


@pytest.mark.parametrize("name", [name for name, case in MORE.items() if case["statistic"] == "ikm"])
def test_the_index_of_more_designs_equals_r(name: str) -> None:
    respondents, words, design = more(name)
    expected = MORE[name]["expected"]
    got = ikm.index(respondents, design=design, method="t", **words)
    assert_equals_r(got, expected)
    assert got.n == expected["n"]
    logit = ikm.index(respondents, design=design, **words)
    assert_limits(logit, expected, "ci_logit_low", "ci_logit_high")


@pytest.mark.parametrize("name", [name for name, case in MORE.items() if case["statistic"].startswith("by:")])
def test_groups_of_more_designs_equal_r(name: str) -> None:
    respondents, words, design = more(name)
    by = MORE[name]["statistic"].split(":")[1]
    got = ikm.by_group(respondents, design=design, by=by, method="t", **words)
    asked = {group: row for group, row in MORE[name]["expected"].items() if row["n"] > 0}
    assert asked
    for group, expected in asked.items():
        row = got.loc[group]
        if expected["n"] > 1:
            assert_equals_r(row, expected)
        assert row["n"] == expected["n"]


@pytest.mark.parametrize(
    "name", [name for name, case in MORE.items() if case["statistic"].startswith("diff")]
)
def test_differences_in_more_designs_equal_r(name: str) -> None:
    respondents, words, design = more(name)
    _, by, first, second = MORE[name]["statistic"].split(":")
    got = ikm.difference(respondents, words["unsur"], design, by=by, groups=(first, second))
    assert_equals_r(got, MORE[name]["expected"])


@pytest.mark.parametrize("name", [name for name, case in MORE.items() if case["statistic"] == "items"])
def test_unsur_of_more_designs_equal_r(name: str) -> None:
    respondents, words, design = more(name)
    got = ikm.by_unsur(respondents, words["unsur"], design)
    for unsur, expected in MORE[name]["expected"].items():
        assert close(got.loc[unsur, "estimate"], expected["estimate"])
        assert close(got.loc[unsur, "se"], expected["se"])


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "deff_wr" in case["expected"]])
def test_design_effects_equal_r(name: str) -> None:
    case = CASES[name]
    expected = case["expected"]
    got = ikm.design_effect(table(case), UNSUR, design_of(case))
    assert got.with_replacement == pytest.approx(expected["deff_wr"], rel=1e-8)
    assert got.kish == pytest.approx(expected["deff_kish"], rel=1e-8)
    if "deff_wor" in expected:
        assert got.without_replacement == pytest.approx(expected["deff_wor"], rel=1e-8)
