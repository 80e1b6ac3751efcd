"""The shipped params/: the real register and IDM, and sample data that says so and can be made again."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import re
import subprocess
import sys
from collections import Counter
from fractions import Fraction

import pytest
import yaml

from iku_helpers.inputs.workbook import Workbook
from iku_helpers.rules import STATUSES, status_rule

YEARS = (2021, 2023, 2024)


@pytest.fixture(scope="module")
def params(root):
    return root / "params"


def rows_of(path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# --- the register ---


@pytest.mark.parametrize("tahun", [2023, 2024])
def test_buleleng_has_129_desa_and_19_kelurahan_in_nine_kecamatan(params, tahun):
    kinds = Counter((row["kecamatan"], row["jenis"]) for row in rows_of(params / f"{tahun}/desa.csv"))
    whole = Counter(kind for (_, kind), count in kinds.items() for _ in range(count))

    assert whole == {"desa": 129, "kelurahan": 19}
    assert (kinds["buleleng", "desa"], kinds["buleleng", "kelurahan"]) == (12, 17)
    assert (kinds["busungbiu", "desa"], kinds["busungbiu", "kelurahan"]) == (15, 0)
    assert len({slug for slug, _ in kinds}) == len(rows_of(params / f"{tahun}/kecamatan.csv")) == 9


def test_the_register_is_that_of_the_published_list(params, shared):
    published = {
        row["kode_desa10"]: (row["nama_desa"], row["jenis"], row["kecamatan"].lower())
        for row in rows_of(shared / "data/wilayah/buleleng_desa_kelurahan.csv")
    }

    for tahun in (2023, 2024):
        shipped = rows_of(params / f"{tahun}/desa.csv")
        assert {row["kode"]: (row["nama"], row["jenis"], row["kecamatan"]) for row in shipped} == published


def test_kelurahan_have_no_idm(params):
    for tahun in (2023, 2024):
        kinds = {row["kode"]: row["jenis"] for row in rows_of(params / f"{tahun}/desa.csv")}
        assert {kinds[row["kode"]] for row in rows_of(params / f"{tahun}/idm.csv")} == {"desa"}


# --- the real IDM ---


# Published for 2024: Mandiri and Maju by kecamatan; all 129 are one or the other.
PUBLISHED_2024 = {
    "banjar": (17, 0), "buleleng": (10, 2), "busungbiu": (11, 4), "gerokgak": (4, 10),
    "kubutambahan": (11, 2), "sawan": (13, 1), "seririt": (9, 11), "sukasada": (7, 7), "tejakula": (9, 1),
}  # fmt: skip


def test_statuses_of_2024_are_the_published_ones(params):
    owner = {row["kode"]: row["kecamatan"] for row in rows_of(params / "2024/desa.csv")}
    counts = Counter((owner[row["kode"]], row["status"]) for row in rows_of(params / "2024/idm.csv"))

    assert {
        slug: (counts[slug, "Mandiri"], counts[slug, "Maju"]) for slug in PUBLISHED_2024
    } == PUBLISHED_2024
    assert sum(counts.values()) == 129


def test_in_2023_fourteen_of_fifteen_in_busungbiu_were_maju_or_mandiri_and_127_of_129_in_buleleng(params):
    statuses = {row["kode"]: row["status"] for row in rows_of(params / "2023/idm.csv")}
    reached = {code for code, status in statuses.items() if status in {"Maju", "Mandiri"}}

    assert len(statuses) == 129
    assert len(reached) == 127
    assert [code for code in statuses if code.startswith("510803") and code not in reached] == ["5108032001"]


@pytest.mark.parametrize("tahun", [2023, 2024])
def test_every_idm_row_is_the_ministrys(params, shared, tahun):
    with gzip.open(
        shared / f"data/idm/idm_{tahun}_nasional.csv.gz", "rt", encoding="utf-8", newline=""
    ) as file:
        national = {
            row["KODE_DESA"]: row for row in csv.DictReader(file) if row["KODE_DESA"].startswith("5108")
        }

    shipped = rows_of(params / f"{tahun}/idm.csv")
    assert len(shipped) == len(national)
    for row in shipped:
        source = national[row["kode"]]
        for ours, theirs in (("iks", "IKS"), ("ike", "IKE"), ("ikl", "IKL")):
            assert float(row[ours]) == float(source[f"{theirs}_{tahun}"])
        value = "NILAI_IDM_2024" if tahun == 2024 else "NILAI_IDM_2023_HITUNG"
        assert float(row["idm"]) == float(source[value])
        assert row["status"].upper() == source[f"STATUS_IDM_{tahun}"]


# --- what is made up ---


def test_the_generator_makes_the_made_up_tables_again_byte_for_byte(root, params, tmp_path):
    script = root / "tests/sample_data/generate.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True)

    made = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*.csv")}
    surveys = [path.relative_to(params).as_posix() for path in params.glob("*/survei/*.csv")]
    tables = [
        f"{year}/{table}.csv" for year in YEARS for table in ("administrasi", "layanan", "tindak_lanjut")
    ]
    assert sorted(made) == sorted([*surveys, *tables, "2021/idm.csv"])
    for name, content in made.items():
        assert content == (params / name).read_bytes(), name


@pytest.mark.parametrize("tahun", YEARS)
def test_every_table_says_where_it_is_from_and_whether_it_is_made_up(params, tahun):
    sources = yaml.safe_load((params / f"{tahun}/tahun.yml").read_text("utf-8"))["sumber"]
    made_up = {"target", "administrasi", "layanan", "survei", "tindak_lanjut"} | (
        {"idm"} if tahun == 2021 else set()
    )

    assert {name for name, source in sources.items() if source["contoh"]} == made_up
    assert set(sources) == made_up | {"kecamatan", "desa", "idm"}


def test_the_idm_of_2021_obeys_the_rule_it_was_made_by(params):
    rows = rows_of(params / "2021/idm.csv")
    assert len(rows) == 15
    for row in rows:
        share = [Fraction(round(float(row[key]) * most), most)
                 for key, most in (("iks", 175), ("ike", 60), ("ikl", 15))]  # fmt: skip
        mean = sum(share) / 3
        assert row["status"] == STATUSES[sum(mean > bound for bound in status_rule("idm").thresholds)]
        assert abs(float(row["idm"]) - mean) <= Fraction(1, 20000)


def surveys():
    return [(2021, "busungbiu")] + [
        (tahun, slug)
        for tahun in (2023, 2024)
        for slug in ("gerokgak", "seririt", "busungbiu", "banjar", "sukasada", "buleleng", "sawan",
                     "kubutambahan", "tejakula")
    ]  # fmt: skip


@pytest.mark.parametrize(("tahun", "slug"), surveys())
def test_a_sample_survey_is_plausible(params, tahun, slug):
    survey = Workbook.open(tahun, slug, params).survey
    respondents, answers = survey.respondents, survey.respondents[survey.unsur]

    assert 150 <= len(respondents) <= 400
    assert 2000 <= survey.users.sum() <= 13000
    assert len(survey.users) == 6
    assert respondents["id"].is_unique
    first, last = survey.period
    days = [day.date() for day in respondents["tanggal"]]
    assert all(first <= day <= last and day.weekday() < 5 for day in days)
    assert answers.isna().sum().idxmax() == "U8"
    assert 0.10 <= respondents["saran"].notna().mean() <= 0.25
    means = answers.mean()
    assert means[["U4", "U7"]].min() > means[["U3", "U8", "U9"]].max()
    # One mood behind all answers: every pair of unsur goes together.
    assert answers.corr().to_numpy().min() > 0.05


def test_samples_are_disproportionate_and_some_services_small(params):
    sizes = {
        slug: Workbook.open(2024, slug, params).survey.respondents["layanan"].value_counts()
        for _, slug in surveys()
    }

    assert all(((counts >= 5) & (counts < 30)).any() for counts in sizes.values())
    assert [slug for slug, counts in sizes.items() if (counts < 5).any()] == ["tejakula"]
    survey = Workbook.open(2024, "busungbiu", params).survey
    rates = survey.respondents["layanan"].value_counts() / survey.users
    assert rates.max() > 1.5 * rates.min()


# The picture this sample was made after: index of Busungbiu, and villages with good administration.
@pytest.mark.parametrize(("tahun", "index", "good"), [(2023, 82.9, 12), (2024, 84.62, 13)])
def test_busungbiu_shows_the_figures_the_sample_was_made_for(params, tahun, index, good):
    workbook = Workbook.open(tahun, "busungbiu", params)
    respondents = workbook.survey.respondents
    weights = respondents["pengguna"] / respondents.groupby("layanan")["id"].transform("count")
    ratios = [
        (weights * respondents[unsur]).sum() / weights[respondents[unsur].notna()].sum()
        for unsur in workbook.survey.unsur
    ]
    villages = workbook.villages
    passes = villages[["perdes_lpj", "lampiran_lengkap", "publikasi"]].eq("ya").all(axis=1)

    assert 25 * sum(ratios) / 9 == pytest.approx(index, abs=0.05)
    assert (passes & (villages["diterima"] <= f"{tahun}-03-31")).sum() == good


def test_some_villages_fail_each_condition_and_some_were_not_evaluated(params):
    rows = rows_of(params / "2024/administrasi.csv")
    received = [dt.date.fromisoformat(row["diterima"]) for row in rows if row["diterima"]]

    assert len(rows) == 148
    for column in ("perdes_lpj", "lampiran_lengkap", "publikasi"):
        assert {"ya", "tidak", ""} == {row[column] for row in rows}
    assert any(day > dt.date(2024, 3, 31) for day in received)
    assert all(day.weekday() < 5 and day.year == 2024 for day in received)
    assert any(row["perdes_lpj"] == "tidak" and not row["diterima"] for row in rows)


def test_nobody_is_named_in_what_was_made_up(params):
    """No suggestion or note addresses somebody by name, title or number."""
    personal = re.compile(
        r"\b(Pak|Bu|Bapak|Ibu|Sdr|Sdri|I Gede|Made|Wayan|Ketut|Nyoman|Putu|Kadek)\b|\d{4,}|@"
    )
    for path in params.glob("*/survei/*.csv"):
        assert not [row["saran"] for row in rows_of(path) if personal.search(row["saran"])]
    for path in params.glob("*/tindak_lanjut.csv"):
        assert not [
            row for row in rows_of(path) if personal.search(row["penanggung_jawab"] + row["keterangan"])
        ]
    for path in params.glob("*/kecamatan.csv"):
        assert not [row for row in rows_of(path) if row["nip"]]


def test_the_follow_up_plan_is_for_the_three_lowest_unsur(params):
    for tahun, slug in surveys():
        workbook = Workbook.open(tahun, slug, params)
        lowest = workbook.survey.respondents[workbook.survey.unsur].mean().nsmallest(3)
        planned = workbook.follow_up.loc[workbook.follow_up["status"] == "rencana", "unsur"]
        assert set(planned) == set(lowest.index)
