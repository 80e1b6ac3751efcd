"""Each service against the others: the gap and its test as R's survey package gives them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from iku_helpers.method import ikm
from iku_helpers.method.estimates import Design

TABLE = Path(__file__).parent / "reference" / "csv" / "d04_strat_n300_miss.csv"
UNSUR = [f"U{order}" for order in range(1, 10)]
DESIGN = Design(weights="w", strata="layanan", population="N_h")

# R 4.2.2, survey 4.1-1: svydesign(id=~1, strata=~layanan, weights=~w, fpc=~N_h), svycontrast of the totals of
# answers of the group and of all others; p = 2 pt(-|t|, 295), p.adjust(p, "holm") over groups of 30 or more.
BY_R = [
    ("layanan", "AKTA", -3.6461122055, 1.5062651386, 0.0482919464),
    ("layanan", "IZIN", 1.8840152646, 1.4676631036, 0.4005200320),
    ("layanan", "KK", 12.2916703457, 1.3384200915, 0.0000000000),
    ("layanan", "KTP", -0.4685711406, 1.4706426988, 0.7502427446),
    ("pendidikan", "D3", -2.0869014894, 2.4536449644, 1.0000000000),
    ("pendidikan", "S1", 2.7152048360, 1.5735627051, 0.4274101785),
    ("pendidikan", "SD", -0.2305317135, 2.7262928309, 1.0000000000),
    ("pendidikan", "SMA", 0.7206952050, 1.7543259065, 1.0000000000),
    ("pendidikan", "SMP", -3.6560151241, 3.7316373404, 1.0000000000),
]


@pytest.fixture(scope="module")
def respondents() -> pd.DataFrame:
    return pd.read_csv(TABLE)


@pytest.mark.parametrize(("by", "group", "gap", "se", "p_holm"), BY_R)
def test_gap_and_p_equal_r(respondents, by, group, gap, se, p_holm):
    row = ikm.apart(respondents, UNSUR, DESIGN, by).loc[group]

    assert row["estimate"] == pytest.approx(gap, abs=1e-9)
    assert row["se"] == pytest.approx(se, abs=1e-9)
    assert row["df"] == 295
    assert row["p_holm"] == pytest.approx(p_holm, abs=1e-9)
    assert bool(row["different"]) == (p_holm < 0.05)


def test_small_groups_are_not_tested_and_do_not_make_the_others_harder_to_find(respondents):
    """Four of five services have 30 or more; Holm multiplies the smallest p by four, not by five."""
    found = ikm.apart(respondents, UNSUR, DESIGN, "layanan")

    assert found.loc["SKCK", ["estimate", "p", "p_holm"]].isna().all()
    assert not found.loc["SKCK", "different"]
    assert found["p_holm"].count() == 4
    assert found.loc["AKTA", "p_holm"] == pytest.approx(3 * found.loc["AKTA", "p"])


def test_rows_without_a_group_are_on_neither_side(respondents):
    """Of two groups each is the other's rest, so the gap is their difference, whoever else answered."""
    some = respondents.assign(jk=respondents["jk"].where(respondents.index % 3 > 0))
    found = ikm.apart(some, UNSUR, DESIGN, "jk")
    direct = ikm.difference(some, UNSUR, DESIGN, by="jk", groups=("P", "L"))

    assert found.loc["P", "estimate"] == pytest.approx(direct.estimate)
    assert found.loc["P", "se"] == pytest.approx(direct.se)
    assert found.loc["L", "estimate"] == pytest.approx(-direct.estimate)


def test_a_lone_group_has_nothing_to_differ_from(respondents):
    found = ikm.apart(respondents.assign(loket="satu"), UNSUR, DESIGN, "loket")

    assert found["estimate"].isna().all()
    assert not found["different"].any()


def test_the_worked_example_of_the_method():
    """By hand: 8/7 · 25² · 1,5 / 16 = 66,964; t = −37,5 / 8,1832 on 7 df; p = 0,00253, twice that by Holm."""
    eight = pd.DataFrame({"U1": [2, 3, 2, 2, 4, 4, 3, 4], "loket": list("aaaabbbb")})
    row = ikm.apart(eight, ["U1"], Design(), "loket", least=4).loc["a"]

    assert row["estimate"] == -37.5
    assert row["se"] == pytest.approx((8 / 7 * 625 * 1.5 / 16) ** 0.5)
    assert row["p_holm"] == pytest.approx(0.0051, abs=5e-5)
