"""Quality of the answers, reliability, sample size: published tables, libraries, and counts by hand."""

from __future__ import annotations

import csv
import datetime as dt
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from iku_helpers.errors import MethodError
from iku_helpers.method import ikm, planning, quality
from iku_helpers.method.estimates import Design, Estimate

REFERENCE = Path(__file__).parent / "reference"
UNSUR = ["U1", "U2", "U3"]


def answers(*rows: str) -> pd.DataFrame:
    """A survey written as digits, "-" for an open answer: answers("434", "44-")."""
    return pd.DataFrame(
        [[math.nan if mark == "-" else float(mark) for mark in row] for row in rows],
        columns=[f"U{number}" for number in range(1, len(rows[0]) + 1)],
    )


# --- sample size


def test_all_rows_of_the_krejcie_morgan_table() -> None:
    with (REFERENCE / "krejcie_morgan.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 90
    for row in rows:
        assert ikm.required(int(row["N"])) == int(row["S_table"])
        assert ikm.required(int(row["N"]), mode="ceil") == int(row["S_ceil"])


def test_the_printed_sizes_leave_five_points_and_a_size_larger_by_one_leaves_less() -> None:
    with (REFERENCE / "krejcie_morgan.csv").open(encoding="utf-8") as file:
        rows = [(int(row["N"]), int(row["S_ceil"])) for row in csv.DictReader(file)]
    for users, size in rows:
        assert planning.margin(users, size) <= 5 + 1e-9
        assert size == 1 or planning.margin(users, size - 1) > 5
    assert planning.margin(50, 50) == 0
    assert math.isnan(planning.margin(50, 0))


def test_the_margin_of_the_index_is_the_wish_turned_round() -> None:
    seen = Estimate(84.0, 0.9, 59.0, 0.0, 0.0, 60)
    for users in (900, math.inf):
        size = ikm.respondents_needed(seen, 1.5, None if math.isinf(users) else users)
        expected = planning.margin_of_index(seen, size, users)
        assert expected <= 1.5 < planning.margin_of_index(seen, size - 1, users)


def test_a_plan_reaches_the_requirement_and_forgets_no_service() -> None:
    users = pd.Series({"KTP": 5000, "KK": 900, "Waris": 3, "Izin": 1, "Tutup": 0})
    plan = planning.plan(users, response=0.5)
    assert plan.loc["Semua", "answers"] == plan["answers"].iloc[:-1].sum() >= ikm.required(5904)
    assert plan["answers"].iloc[:-1].tolist()[2:] == [2, 1, 0]
    assert plan.loc["KTP", "answers"] == pytest.approx(5000 / 5904 * 361, abs=1)
    assert (plan["asked"] <= plan["users"]).all()
    assert plan.loc["KK", "asked"] == 2 * plan.loc["KK", "answers"]


@pytest.mark.parametrize("population", [-1, 10.5, math.nan, math.inf])
def test_a_number_of_users_that_cannot_be_is_refused(population: float) -> None:
    with pytest.raises(MethodError, match="bilangan bulat"):
        ikm.required(population)


def test_achieved_stands_beside_required_and_an_absent_layanan_is_a_shortfall() -> None:
    people = pd.DataFrame({"layanan": ["KK"] * 60})
    got = ikm.sample_size(people, pd.Series({"KK": 70, "KTP": 10}))
    assert got.loc["KK"].tolist() == [70, 59, 60, 0]
    assert got.loc["KTP"].tolist() == [10, 10, 0, 10]
    assert got.loc["Semua", ["users", "achieved"]].tolist() == [80, 60]


def test_the_needed_respondents_reach_the_margin() -> None:
    # n respondents of N with standard deviation S: se² = (1 − n/N) S²/n, and back.
    spread, users, z = 12.0, 900, stats.norm.ppf(0.975)
    seen = Estimate(84.0, math.sqrt((1 - 60 / users) / 60) * spread, 59.0, 0.0, 0.0, 60)
    needed = ikm.respondents_needed(seen, margin=2.0, population=users)
    half_width = [z * spread * math.sqrt((1 - n / users) / n) for n in (needed - 1, needed)]
    assert half_width[0] > 2 >= half_width[1]


# --- reliability


def test_alpha_takes_complete_rows_and_equals_the_ratio_of_variances() -> None:
    people = answers("123", "244", "33-", "443", "112")
    complete = people.dropna()
    got = ikm.alpha(people, UNSUR)
    covariance = complete.cov().to_numpy()
    assert got.estimate == pytest.approx(1.5 * (1 - np.trace(covariance) / covariance.sum()))
    assert (got.n, got.df) == (4, 3)


def test_alpha_of_equal_sums_is_not_a_number_and_of_too_little_is_refused() -> None:
    assert math.isnan(ikm.alpha(answers("333", "333", "333"), UNSUR).estimate)
    for people in (answers("3-3", "33-"), answers("3", "4")):
        with pytest.raises(MethodError, match="Alfa Cronbach"):
            ikm.alpha(people, list(people))


def test_item_total_leaves_the_item_out_of_the_total() -> None:
    people = answers("123", "244", "331", "443", "112", "413")
    got = ikm.item_total(people, UNSUR)
    for unsur in UNSUR:
        rest = people[[other for other in UNSUR if other != unsur]]
        expected = stats.pearsonr(people[unsur], rest.sum(axis=1)).statistic
        assert got.loc[unsur, "correlation"] == pytest.approx(expected)
        assert got.loc[unsur, "alpha_without"] == pytest.approx(ikm.alpha(rest, list(rest)).estimate)
        assert got.loc[unsur, "weak"] == (expected < 0.3)


# --- the answers


def test_gaps_are_counted_by_unsur() -> None:
    got = quality.missing(answers("1-3", "2--", "333"), UNSUR)
    assert got["missing"].tolist() == [0, 2, 1]
    assert got["share"].tolist() == pytest.approx([0, 2 / 3, 1 / 3])


def test_straight_lines_need_enough_answers() -> None:
    got = quality.straight_lining(answers("333", "444", "44-", "343", "---"), UNSUR, least=3)
    assert got["respondents"].to_dict() == {1: 0, 2: 0, 3: 1, 4: 1}
    assert got["share"].sum() == pytest.approx(2 / 5)


def test_copies_are_equal_in_everything_but_the_number_also_where_cells_are_empty() -> None:
    people = answers("3-3", "3-3", "3-3").assign(id=[1, 2, 3], usia=[40, 40, 41])
    got = quality.repeated(people)
    assert got["id"].tolist() == [1, 2]
    assert got["kembar"].tolist() == [2, 2]
    assert quality.repeated(people.iloc[1:]).empty


def test_patterns_are_written_as_digits() -> None:
    got = quality.patterns(answers("3-3", "3-3", "434"), UNSUR, top=1)
    assert got["respondents"].to_dict() == {"3-3": 2}


def test_odd_days_name_every_reason() -> None:
    dates = ["2024-06-03"] * 2 + ["2024-06-04"] * 2 + ["2024-06-05"] * 2 + ["2024-06-06"] * 9
    dates += ["2024-06-17", "2024-07-06", None]
    people = pd.DataFrame({"tanggal": pd.to_datetime(dates)})
    got = quality.odd_days(people, (dt.date(2024, 6, 1), dt.date(2024, 6, 30)), [dt.date(2024, 6, 17)])
    assert {day.strftime("%m-%d"): reasons for day, reasons in got["sebab"].items()} == {
        "06-06": "jauh lebih banyak dari biasanya",
        "06-17": "hari libur",
        "07-06": "di luar periode, akhir pekan",
    }


# --- who is missing, and what the index leans on


def test_representativeness_and_its_chi_square_equal_scipy() -> None:
    people = pd.DataFrame({"layanan": ["KK"] * 30 + ["KTP"] * 50 + ["AKTA"] * 20})
    users = pd.Series({"KK": 400, "KTP": 350, "AKTA": 250})
    got = quality.representativeness(people, users)
    assert got["ratio"].to_numpy() == pytest.approx([0.3 / 0.4, 0.5 / 0.35, 0.2 / 0.25])
    assert quality.misfit(got) == pytest.approx(stats.chisquare([30, 50, 20], [40, 35, 25]).pvalue)


def test_a_layanan_without_known_users_is_refused_by_name() -> None:
    with pytest.raises(MethodError, match="SKCK"):
        quality.representativeness(pd.DataFrame({"layanan": ["KK", "SKCK"]}), pd.Series({"KK": 9}))


def test_sensitivity_gives_each_choice_its_own_estimate() -> None:
    people = answers("444", "443", "33-", "232", "332", "322")
    people["layanan"] = ["KK", "KK", "KK", "KTP", "KTP", "KTP"]
    users = pd.Series({"KK": 90, "KTP": 10})
    got = quality.sensitivity(people, UNSUR, Design(), users)
    complete = people.dropna()
    assert got.loc["utama", "difference"] == 0
    assert got.loc["jawaban lengkap", "estimate"] == pytest.approx(25 * complete[UNSUR].stack().mean())
    assert got.loc["tanpa KK", "estimate"] == pytest.approx(25 * people.iloc[3:][UNSUR].stack().mean())
    weights = np.array([30] * 3 + [10 / 3] * 3)
    means = [np.average(people[u].dropna(), weights=weights[people[u].notna().to_numpy()]) for u in UNSUR]
    assert got.loc["menurut bauran layanan", "estimate"] == pytest.approx(25 * np.mean(means))
    assert got["difference"].to_numpy() == pytest.approx(
        (got["estimate"] - got["estimate"].iloc[0]).to_numpy()
    )
