"""Village statuses against the official data, the way to the next one against a published score sheet."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iku_helpers.errors import MethodError
from iku_helpers.method import desa
from iku_helpers.numbers import rounded
from iku_helpers.rules import IDM_COMPONENTS, STATUSES, status_rule

PARTS = ["iks", "ike", "ikl"]
# Kecamatan Busungbiu 2024, Kemendes PDTT via data.go.id: sub-indices, sums over 175, 60, 15, IDM, status.
BUSUNGBIU_2024 = [
    ("Sepang", 0.8457, 0.5833, 0.9333, 148, 35, 14, "0.7875", "Maju"),
    ("Dapdap Putih", 0.8914, 0.7167, 0.8667, 156, 43, 13, "0.8249", "Mandiri"),
    ("Bongancina", 0.7829, 0.7167, 1.0, 137, 43, 15, "0.8332", "Mandiri"),
    ("Pucaksari", 0.7657, 0.6667, 0.8, 134, 40, 12, "0.7441", "Maju"),
    ("Telaga", 0.8, 0.7833, 0.8667, 140, 47, 13, "0.8167", "Mandiri"),
    ("Titab", 0.7886, 0.7667, 0.9333, 138, 46, 14, "0.8295", "Mandiri"),
    ("Subuk", 0.84, 0.6333, 0.8, 147, 38, 12, "0.7578", "Maju"),
    ("Tinggarsari", 0.8514, 0.9167, 0.9333, 149, 55, 14, "0.9005", "Mandiri"),
    ("Kedis", 0.9029, 0.8167, 0.9333, 158, 49, 14, "0.8843", "Mandiri"),
    ("Kekeran", 0.8629, 0.9333, 0.9333, 151, 56, 14, "0.9098", "Mandiri"),
    ("Busungbiu", 0.8286, 0.8667, 1.0, 145, 52, 15, "0.8984", "Mandiri"),
    ("Pelapuan", 0.84, 0.8833, 0.9333, 147, 53, 14, "0.8856", "Mandiri"),
    ("Bengkel", 0.84, 0.95, 0.9333, 147, 57, 14, "0.9078", "Mandiri"),
    ("Umejero", 0.8457, 0.9333, 0.9333, 148, 56, 14, "0.9041", "Mandiri"),
    ("Sepang Kelod", 0.7486, 0.6167, 0.8667, 131, 37, 13, "0.7440", "Maju"),
]
# Published score sheets (a 2020 village application): sums over 175, 60, 15 and the printed IDM.
SHEETS = [((153, 37, 10), "0.7192", "Maju"), ((156, 44, 14), "0.8527", "Mandiri")]

item_sums = st.tuples(st.integers(0, 175), st.integers(0, 60), st.integers(0, 15))


def as_table(sums: list[tuple[int, int, int]]) -> pd.DataFrame:
    """Sub-indices as published: item sums over their maxima, half up to four decimals."""
    maxima = [part.maximum for part in IDM_COMPONENTS.values()]
    rows = [[float(rounded(s / m, 4)) for s, m in zip(row, maxima, strict=True)] for row in sums]
    return desa.with_status(pd.DataFrame(rows, columns=PARTS))


def exact(sums: tuple[int, int, int]) -> Fraction:
    return (Fraction(sums[0], 175) + Fraction(sums[1], 60) + Fraction(sums[2], 15)) / 3


def expected_status(sums: tuple[int, int, int]) -> str:
    return STATUSES[sum(exact(sums) > threshold for threshold in status_rule("idm").thresholds)]


@pytest.fixture
def busungbiu() -> pd.DataFrame:
    columns = ["nama", *PARTS, "s", "e", "l", "terbit", "status_terbit"]
    return desa.with_status(pd.DataFrame(BUSUNGBIU_2024, columns=columns).set_index("nama"))


def test_busungbiu_2024_has_the_published_statuses_and_values(busungbiu):
    assert busungbiu["status"].tolist() == busungbiu["status_terbit"].tolist()
    assert [str(rounded(value, 4)) for value in busungbiu["nilai"]] == busungbiu["terbit"].tolist()
    assert str(rounded(busungbiu["nilai"].mean(), 4)) == "0.8419"
    assert desa.contradictions(busungbiu).empty


@pytest.mark.parametrize(("sums", "printed", "status"), SHEETS)
def test_published_score_sheets(sums, printed, status):
    village = as_table([sums])

    assert str(rounded(village["nilai"].iloc[0], 4)) == printed
    assert village["status"].tolist() == [status]


@given(st.lists(item_sums, min_size=1, max_size=20))
def test_four_decimals_give_back_what_the_item_sums_give_exactly(sums):
    villages = as_table(sums)

    assert villages["status"].tolist() == [expected_status(row) for row in sums]
    assert villages["nilai"].tolist() == pytest.approx([float(exact(row)) for row in sums], abs=1e-12)


def test_on_a_threshold_a_village_has_the_lower_status_and_a_hair_above_the_higher():
    # Off the item grids, so the values stand as they are: three equal parts on each threshold.
    edges = [0.4907, 0.5989, 0.7072, 0.8155]

    assert desa.idm_status(edges, edges, edges).tolist() == list(STATUSES[:4])
    above = [edge + 0.0001 for edge in edges]
    assert desa.idm_status(above, edges, edges).tolist() == list(STATUSES[1:])


def test_rounding_the_mean_first_would_be_wrong():
    # The mean is 0.81553...: more than 0.8155, though four decimals would print 0.8155.
    assert desa.idm_status([0.8156], [0.8155], [0.8155]).tolist() == ["Mandiri"]


def test_a_missing_part_leaves_the_status_missing():
    statuses = desa.idm_status([0.9, np.nan, 0.9], [0.9, 0.9, np.nan], [0.9, 0.9, 0.9])

    assert statuses.isna().tolist() == [False, True, True]


def test_a_published_status_stands_in_where_the_parts_are_not_held():
    villages = pd.DataFrame(
        {"iks": [np.nan], "ike": [np.nan], "ikl": [np.nan], "idm": [0.74], "status_terbit": ["MAJU"]}
    )

    assert desa.with_status(villages)[["nilai", "status"]].values.tolist() == [[0.74, "Maju"]]


@pytest.mark.parametrize(
    ("year", "wrong", "mandiri"), [(2023, [], 11456), (2024, ["6213062003"], 17203)], ids=["2023", "2024"]
)
def test_every_published_status_of_the_country(shared, year, wrong, mandiri):
    # 6213062003 is published as Berkembang with an IDM of 0.741; the totals are those of Kepmendes 174/2023.
    path = shared / "data" / "idm" / f"idm_{year}_nasional.csv.gz"
    country = pd.read_csv(path, dtype={"KODE_DESA": "str"}).set_index("KODE_DESA")
    villages = pd.DataFrame({part: country[f"{part.upper()}_{year}"] for part in PARTS})

    checked = desa.with_status(villages.assign(status_terbit=country[f"STATUS_IDM_{year}"]))

    assert desa.contradictions(checked).index.tolist() == wrong
    assert (checked["status"] == "Mandiri").sum() == mandiri


def test_every_published_value_of_buleleng(shared):
    villages = pd.read_csv(shared / "data" / "idm" / "buleleng_idm_2024_butir.csv", dtype={"idm": "str"})

    values = [rounded(value, 4) for value in desa.with_status(villages)["nilai"]]

    assert [float(value) for value in values] == villages["idm"].astype(float).tolist()


def test_buleleng_by_kecamatan(shared):
    # Mandiri and Maju in 2024, counted from the official file by hand.
    published = {
        "BANJAR": (17, 0), "BULELENG": (10, 2), "BUSUNGBIU": (11, 4), "GEROKGAK": (4, 10),
        "KUBUTAMBAHAN": (11, 2), "SAWAN": (13, 1), "SERIRIT": (9, 11), "SUKASADA": (7, 7), "TEJAKULA": (9, 1),
    }  # fmt: skip
    villages = desa.with_status(pd.read_csv(shared / "data" / "idm" / "buleleng_idm_2024_butir.csv"))

    counts = pd.crosstab(villages["kecamatan"], villages["status"])

    assert {name: tuple(counts.loc[name, ["Mandiri", "Maju"]]) for name in counts.index} == published


def test_indeks_desa_begins_a_status_on_its_bound():
    scores = [79.63, 79.625, 79.62, 69.35, 69.34, 57.39, 57.38, 49.49, 49.48, 100, 0]

    assert desa.indeks_desa_status(scores).tolist() == [
        "Mandiri", "Mandiri", "Maju", "Maju", "Berkembang", "Berkembang", "Tertinggal", "Tertinggal",
        "Sangat Tertinggal", "Mandiri", "Sangat Tertinggal",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda: desa.idm_status([1.2], [0.5], [0.5]), "IKS harus antara 0 dan 1, ditemukan 1.2"),
        (lambda: desa.indeks_desa_status([101]), "antara 0 dan 100, ditemukan 101"),
        (lambda: desa.with_status(pd.DataFrame({"iks": [0.5]})), "tidak mempunyai kolom ike, ikl"),
        (lambda: desa.with_status(pd.DataFrame({"skor": [50]}), "idk"), "idk tidak dikenal"),
    ],
)
def test_values_outside_their_range_are_refused(ask, sentence):
    with pytest.raises(MethodError, match=sentence):
        ask()


def test_distance_of_the_published_score_sheet():
    # The sheet of 153, 37, 10 prints 0,0964 to Mandiri; its "nilai+" is points / (maximum x 3).
    sheet = as_table([(153, 37, 10)])
    way = desa.distance(sheet).iloc[0]

    assert str(rounded(way["kurang"], 4)) == "0.0964"
    assert way["status_berikut"] == "Mandiri"
    for part, points, printed in [("iks", 4, "0.0076"), ("ike", 4, "0.0222"), ("ikl", 5, "0.1111")]:
        assert str(rounded(points / (IDM_COMPONENTS[part].maximum * 3), 4)) == printed
    # 0.0963 more is needed: 51 steps of 1/525 (22 are left), 18 of 1/180, 5 of 1/45.
    assert pd.isna(way["hanya_iks"])
    assert (way["hanya_ike"], way["hanya_ikl"], way["langkah"]) == (18, 5, 5)


@given(st.lists(item_sums, min_size=1, max_size=10))
def test_the_fewest_steps_reach_the_next_status_and_one_less_does_not(sums):
    way = desa.distance(as_table(sums))
    gains = {"iks": Fraction(1, 525), "ike": Fraction(1, 180), "ikl": Fraction(1, 45)}

    for row, (_, steps) in zip(sums, way.iterrows(), strict=True):
        if expected_status(row) == "Mandiri":
            assert steps[["status_berikut", "langkah", "kurang"]].isna().all()
            continue
        threshold = status_rule("idm").thresholds[STATUSES.index(steps["status"])]
        taken = {part: int(steps[f"langkah_{part}"]) for part in gains}
        room = dict(zip(gains, (175 - row[0], 60 - row[1], 15 - row[2]), strict=True))
        assert all(0 <= taken[part] <= room[part] for part in gains)
        assert exact(row) + sum(taken[part] * gain for part, gain in gains.items()) > threshold
        dearest = sorted((gain for part, gain in gains.items() for _ in range(room[part])), reverse=True)
        assert exact(row) + sum(dearest[: steps["langkah"] - 1]) <= threshold
        for part, gain in gains.items():
            alone = steps[f"hanya_{part}"]
            if pd.isna(alone):
                assert exact(row) + room[part] * gain <= threshold
            else:
                assert exact(row) + (alone - 1) * gain <= threshold < exact(row) + alone * gain


def test_telaga_stands_just_above_mandiri(busungbiu):
    way = desa.distance(busungbiu)

    assert str(rounded(way.at["Telaga", "cadangan"], 4)) == "0.0012"  # 0.816667 above 0.8155
    assert way["langkah"].notna().sum() == 4


def test_distance_in_points_only_where_items_are_not_held():
    villages = desa.with_status(pd.DataFrame({"skor": [70.0, 90.0]}), "indeks_desa")

    way = desa.distance(villages)

    assert way["kurang"].tolist() == [pytest.approx(9.63), pytest.approx(np.nan, nan_ok=True)]
    assert way["langkah"].isna().all()


def test_distance_refuses_two_rules_at_once():
    idm = as_table([(153, 37, 10)])
    mixed = pd.concat([idm, idm.assign(aturan="indeks_desa")])

    with pytest.raises(MethodError, match="satu aturan"):
        desa.distance(mixed)


@pytest.fixture
def two_years() -> tuple[pd.DataFrame, pd.DataFrame]:
    """A village that rose, one that stayed, one that fell, one new; one more was there before only."""
    before = pd.DataFrame(
        {"nilai": [0.70, 0.75, 0.83, 0.60], "status": ["Berkembang", "Maju", "Mandiri", "Berkembang"]},
        index=["2001", "2002", "2003", "2009"],
    )
    after = pd.DataFrame(
        {"nilai": [0.72, 0.76, 0.80, 0.50], "status": ["Maju", "Maju", "Maju", "Tertinggal"]},
        index=["2003", "2002", "2001", "2004"],
    )
    after = after.rename(index={"2003": "2001", "2001": "2003"})
    return before.assign(aturan="idm"), after.assign(aturan="idm")


def test_movement_meets_villages_by_code(two_years):
    moved = desa.movement(*two_years)

    assert moved.loc[["2001", "2002", "2003", "2004"], "arah"].tolist() == ["naik", "tetap", "turun", "baru"]
    assert moved.at["2001", "perubahan"] == pytest.approx(0.02)
    assert pd.isna(moved.at["2004", "status_awal"])
    assert not moved["putus"].any()


def test_movement_matrix_counts_each_village_of_both_years_once(two_years):
    table = desa.movement_matrix(*two_years)

    assert table.index.tolist() == table.columns.tolist() == list(STATUSES)
    assert table.to_numpy().sum() == 3
    assert table["Maju"].tolist() == [0, 0, 1, 1, 1]


def test_a_change_of_rule_is_marked_and_its_points_are_not_subtracted(two_years):
    before, after = two_years
    moved = desa.movement(before, after.assign(nilai=70.0, aturan="indeks_desa"))

    assert moved.loc[["2001", "2002", "2003"], "putus"].all()
    assert moved["perubahan"].isna().all()
    assert moved.at["2001", "arah"] == "naik"
