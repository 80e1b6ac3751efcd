"""The worked examples of METHOD.md, followed by hand: page, arithmetic and code say one number."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from scipy import stats

from iku_helpers import rules
from iku_helpers.method import capaian, comparison, ikm, planning, quality
from iku_helpers.method.estimates import Design
from iku_helpers.numbers import rounded

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "METHOD.md").read_text(encoding="utf-8")
UNSUR = ["U1", "U2"]
FIVE = pd.DataFrame(
    {
        "layanan": ["KTP", "KTP", "KTP", "KK", "KK"],
        "pengguna": [6, 6, 6, 4, 4],
        "jk": ["L", "P", "P", "L", "P"],
        "U1": [4, 3, 3, 2, 4],
        "U2": [3, 3, None, 2, 3],
    }
)
DESIGN = Design(strata="layanan", population="pengguna")


def spread(x: Sequence[Fraction]) -> Fraction:
    mean = Fraction(sum(x), len(x))
    return sum(((one - mean) ** 2 for one in x), Fraction(0))


def variance(x: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
    """The parts of KTP (3 of 6) and KK (2 of 4) in the variance, from the x of the five people in order."""
    return Fraction(1, 2) * Fraction(3, 2) * spread(x[:3]), Fraction(1, 2) * Fraction(2) * spread(x[3:])


def influence(weights: Sequence[Fraction], members: Sequence[int]) -> tuple[Fraction, list[Fraction]]:
    """The index of some of the five and everyone's w u, 0 for the others."""
    x, index = [Fraction(0)] * 5, Fraction(0)
    for scores in ([4, 3, 3, 2, 4], [3, 3, None, 2, 3]):
        heard = [i for i in members if scores[i] is not None]
        total = sum(weights[i] for i in heard)
        mean = sum(weights[i] * scores[i] for i in heard) / total
        index += Fraction(25, 2) * mean
        for i in heard:
            x[i] += weights[i] * Fraction(25, 2) * (scores[i] - mean) / total
    return index, x


TWOS = [Fraction(2)] * 5
EVERYONE, MEN, WOMEN = range(5), (0, 3), (1, 2, 4)


def says(*figures: str) -> None:
    missing = [figure for figure in figures if figure not in PAGE]
    assert not missing


def test_satterthwaite_of_the_five() -> None:
    ktp, kk = variance(influence(TWOS, EVERYONE)[1])
    df = float((ktp + kk) ** 2 / (ktp**2 / 2 + kk**2 / 1))
    assert ikm.index(FIVE, UNSUR, replace(DESIGN, df="satterthwaite")).df == pytest.approx(df, rel=1e-12)
    says(f"{float(ktp + kk):.5f}² / ({float(ktp):.5f}²/2 + {float(kk):.5f}²/1)", f"**{df:.2f}**")


def test_one_unsur_of_the_five() -> None:
    x = (
        [Fraction(1, 4) * (score - Fraction(11, 4)) for score in (3, 3)]
        + [Fraction(0)]
        + [Fraction(1, 4) * (s - Fraction(11, 4)) for s in (2, 3)]
    )
    ktp, kk = variance(x)
    row = ikm.by_unsur(FIVE, UNSUR, DESIGN).loc["U2"]
    assert (row["estimate"], row["n"]) == (2.75, 4)
    assert row["se"] == pytest.approx(math.sqrt(ktp + kk), rel=1e-12)
    says(f"Var = {float(ktp):.5f} + {float(kk):.5f} | 2.75, error **{row['se']:.4f}**, n = 4")


def test_the_women_the_men_and_their_difference() -> None:
    (men, x_men), (women, x_women) = (influence(TWOS, members) for members in (MEN, WOMEN))
    groups = ikm.by_group(FIVE, UNSUR, DESIGN, by="jk")
    assert groups["estimate"].tolist() == pytest.approx([float(men), float(women)], rel=1e-14)
    ktp, kk = variance(x_women)
    assert groups.loc["P", "se"] == pytest.approx(math.sqrt(ktp + kk), rel=1e-12)
    assert groups["df"].tolist() == [0, 1]
    assert groups.loc["L", ["lower", "upper"]].isna().all()
    assert groups.loc["L", "se"] > 0
    says(f"{float(ktp):.5f} + {float(kk):.5f} | {float(women):.2f}, error **{groups.loc['P', 'se']:.4f}**")
    ktp, kk = variance([a - b for a, b in zip(x_men, x_women, strict=True)])
    gap = ikm.difference(FIVE, UNSUR, DESIGN, "jk", ("L", "P"))
    assert gap.estimate == pytest.approx(float(men - women), rel=1e-12)
    assert (gap.se, gap.df) == (pytest.approx(math.sqrt(ktp + kk), rel=1e-12), 3)
    says(f"{float(ktp):.5f} + {float(kk):.5f} | −{abs(gap.estimate):.2f}, error **{gap.se:.4f}**, df = 3")


def test_known_counts_of_men_and_women() -> None:
    weights = [Fraction(5, 2), Fraction(5, 3), Fraction(5, 3), Fraction(5, 2), Fraction(5, 3)]
    index, x = influence(weights, EVERYONE)
    u = [one / weight for one, weight in zip(x, weights, strict=True)]
    cell = {i: sum(u[k] for k in sex) / len(sex) for sex in (MEN, WOMEN) for i in sex}
    ktp, kk = variance([weights[i] * (u[i] - cell[i]) for i in EVERYONE])
    got = ikm.index(FIVE, UNSUR, replace(DESIGN, post_strata={"jk": {"L": 5, "P": 5}}))
    assert got.estimate == pytest.approx(float(index), rel=1e-14)
    assert got.se == pytest.approx(math.sqrt(ktp + kk), rel=1e-12)
    says(f"Var = {float(ktp):.5f} + {float(kk):.5f} | {got.estimate:.2f}, error **{got.se:.4f}**")


def test_both_margins() -> None:
    a = (math.sqrt(201) - 9) / 2  # a² + 9a = 30: raking keeps the odds ratio of the cells, here 1
    b, c, d = (6 - a) / 2, 5 - a, a - 1
    first = (4 * a + 3 * b + 3 * b + 2 * c + 4 * d) / 10
    second = (3 * a + 3 * b + 2 * c + 3 * d) / (10 - b)
    margins = {"jk": {"L": 5, "P": 5}, "layanan": {"KTP": 6, "KK": 4}}
    got = ikm.index(FIVE, UNSUR, replace(DESIGN, margins=margins))
    assert got.estimate == pytest.approx(12.5 * (first + second), rel=1e-11)
    says(f"a = {a:.5f}", f"**{got.estimate:.2f}**")


def test_the_design_effect_of_the_five() -> None:
    _, x = influence(TWOS, EVERYONE)
    simple = Fraction(5, 4) * sum(one**2 for one in x)
    effect = float(sum(variance(x)) / simple)
    got = ikm.design_effect(FIVE, UNSUR, DESIGN)
    assert got.with_replacement == pytest.approx(effect, rel=1e-12)
    assert got.without_replacement == pytest.approx(effect / 0.5, rel=1e-12)
    says(f"/ {float(simple):.5f},", f"**{effect:.2f}** and **{effect / 0.5:.2f}**")


def test_a_lonely_stratum_adjusted_and_joined() -> None:
    four = FIVE.iloc[:4]
    alone = ikm.index(four, ["U1"], DESIGN)
    assert (alone.estimate, alone.df) == (70, 2)
    assert alone.se**2 == pytest.approx(
        Fraction(1, 2) * Fraction(3, 2) * spread([Fraction(6), Fraction(1), Fraction(1)])
        + Fraction(3, 4) * 64
    )
    joined = ikm.index(four, ["U1"], replace(DESIGN, lonely={"KK": "KTP"}))
    assert (joined.estimate, joined.df) == (75, 3)
    assert joined.se**2 == pytest.approx(Fraction(6, 10) * Fraction(4, 3) * 2 * Fraction(25, 4) ** 2)
    says(f"**{alone.se:.3f}**, df 2", f"**{joined.se:.3f}**, df 3")


def test_two_stages() -> None:
    villages = pd.DataFrame({"desa": list("AABB"), "M": 3, "N": 4, "U1": [4, 3, 2, 2]})
    got = ikm.index(villages, ["U1"], Design(cluster="desa", cluster_population="M", population="N"))
    between = Fraction(1, 3) * 2 * 2 * Fraction("9.375") ** 2
    within = Fraction(2, 3) * Fraction(1, 2) * 2 * spread([Fraction("7.8125"), Fraction("1.5625")])
    assert (got.estimate, got.df) == (68.75, 1)
    assert got.se == pytest.approx(math.sqrt(between + within), rel=1e-12)
    says(f"= {float(between):.4f}", f"= {float(within):.4f}", f"**{got.se:.4f}**, df = 2 − 1")


def test_which_unsur_is_below_the_rest() -> None:
    people = pd.DataFrame({"U1": [2, 2, 3, 2, 2], "U2": [3, 3, 4, 4, 3], "U3": [3, 4, 3, 4, 4]})
    found = ikm.lowest(people, ["U1", "U2", "U3"], Design())
    own = people["U1"] - people[["U2", "U3"]].mean(axis=1)
    expected = stats.ttest_1samp(own, 0)
    assert found.loc["U1", "p"] == pytest.approx(expected.pvalue, rel=1e-9)
    assert found.loc["U1", "se"] == pytest.approx(math.sqrt(own.var() / 5), rel=1e-12)
    assert found["below"].to_dict() == {"U1": True, "U2": False, "U3": False}
    holm = found["p_holm"]
    assert holm["U2"] == holm["U3"] == pytest.approx(2 * found.loc["U2", "p"])
    says(f"= **{holm['U1']:.4f}**", f"= **{holm['U2']:.4f}**", *(f"p = {one:.4f}" for one in found["p"]))


def test_quality_of_the_answers() -> None:
    alpha = ikm.alpha(pd.DataFrame({"U1": [1, 2, 3, 4], "U2": [1, 2, 4, 3]}), UNSUR)
    by_hand = [1 - Fraction(1, 9) * Fraction(stats.f.ppf(share, 3, 3)) for share in (0.975, 0.025)]
    assert [alpha.lower, alpha.upper] == pytest.approx(list(map(float, by_hand)), rel=1e-9)
    says(f"**−{abs(alpha.lower):.3f} and {alpha.upper:.3f}**", f"= {alpha.estimate:.3f}")
    assert planning.margin(500, 217) == pytest.approx(100 * math.sqrt(0.96025 * 283 / (217 * 499)))
    says(f"= **{planning.margin(500, 217):.2f}** points")
    people = pd.DataFrame({"layanan": ["KK"] * 30 + ["KTP"] * 10})
    mix = quality.representativeness(people, pd.Series({"KK": 50, "KTP": 50}))
    assert mix["ratio"].tolist() == [1.5, 0.5]
    assert quality.misfit(mix) == pytest.approx(stats.chi2.sf(10, 1), rel=1e-12)
    says(f"p = **{quality.misfit(mix):.4f}**")


def test_weights_of_the_unsur_and_achievement() -> None:
    printed = [str(rounded(88.5 * factor)) for factor in (1, 0.999, 0.99)]
    assert [ikm.mutu(float(index), 2017) for index in printed] == ["A", "A", "B"]
    says(*printed)
    assert capaian.achievement(8, 10, "negatif") == 120
    says("(2 · 10 − 8) / 10 · 100 = 120 %")


def test_comparison_of_kecamatan() -> None:
    three = pd.DataFrame({"estimate": [80.0, 84.0, 88.0], "se": 1.0, "df": math.inf}, index=list("abc"))
    found = comparison.funnel(three).iloc[0]
    reach = [stats.norm.ppf((1 + level) / 2) * math.sqrt(2 / 3) for level in (0.95, 0.998)]
    assert [84 - found["lower_95"], 84 - found["lower_99_8"]] == pytest.approx(reach, rel=1e-9)
    says(f"84 ∓ {reach[0]:.2f}, 99.8 %: 84 ∓ {reach[1]:.2f}")
    two = pd.DataFrame({"estimate": [86.0, 84.0], "se": [1.5, 2.0], "df": math.inf}, index=["a", "b"])
    best = comparison.ranks(two, top=1, pooling=False).loc["a", "best"]
    assert best == pytest.approx(stats.norm.cdf(0.8), abs=1e-3)
    says(f"= {stats.norm.cdf(0.8):.3f}")


NOT_CONFIRMED = {
    rules.MUTU[2014]: "bounds of mutu, 2014 to 2017",
    rules.UNSUR[2014]: "the nine unsur, 2014 to 2017",
    rules.UNSUR[2004]: "the fourteen unsur, 2004 to 2014",
    rules.ANSWER_WORDING: "words of the answers 1 to 4",
    rules.STATUS_RULES["indeks_desa"]: "status by Indeks Desa, from 2025",
    rules.ADMINISTRATION_RUBRIC: "rubric of good administration",
    rules.ACHIEVEMENT["negatif"]: "achievement where less is better",
    rules.SCALES["1a"]: "predicate scales 1a and 1b",
    rules.SCALES["1b"]: "predicate scales 1a and 1b",
}


def test_the_page_names_every_module_and_none_that_is_not_there() -> None:
    here = {path.stem for path in (ROOT / "iku_helpers" / "method").glob("*.py")}
    tools = {"__init__", "arrays", "columns", "given"}  # they hold no formula
    assert [name for name in sorted(here - tools) if not re.search(rf"`{name}[.`]", PAGE)] == []
    named = set(re.findall(r"`(\w+)\.py`", PAGE))
    assert named - here == set()


def test_every_rule_that_is_not_confirmed_stands_in_the_list() -> None:
    held = [
        *rules.MUTU.values(), *rules.UNSUR.values(), *rules.STATUS_RULES.values(), *rules.SCALES.values(),
        *rules.ACHIEVEMENT.values(), rules.KREJCIE_MORGAN, rules.ANSWER_WORDING, rules.LPJ_DEADLINE,
        rules.ADMINISTRATION_RUBRIC,
    ]  # fmt: skip
    assert set(rules.unconfirmed(held)) == set(NOT_CONFIRMED)
    section = PAGE.split("## What is not confirmed")[1].split("\n## ")[0]
    for rule, words in NOT_CONFIRMED.items():
        assert f"| {words} |" in section, rule.name
