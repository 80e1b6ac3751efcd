"""Sentences say what the figures say. Expected words are written by hand from the figures in each row."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iku_helpers.method import desa
from iku_helpers.method.estimates import Estimate
from iku_helpers.numbers import number, rounded
from iku_helpers.pages.sentences import change, follow_up, limits, origin, satisfaction, summary, villages
from iku_helpers.pages.themes import counted, masked, quotable
from iku_helpers.pages.values import in_unit, reached, villages_needed


def between(estimate: float, lower: float, upper: float, n: int = 300) -> Estimate:
    return Estimate(estimate, 1.0, n - 1.0, lower, upper, n)


UNKNOWN = Estimate(5.0, math.nan, 0.0, math.nan, math.nan, 1)


@dataclass
class Item:
    """An indicator as the summary sees it."""

    short: str
    unit: str = "persen"
    noun: str = "desa"
    realisasi: float | None = None
    target: float | None = None
    share: object = None
    mutu_words: str = ""
    of_villages: bool = True
    counts_status: bool = False

    @property
    def reached(self) -> bool | None:
        if self.realisasi is None or not self.target:
            return None
        return self.realisasi >= self.target


def survey(value: float | None, target: float | None = 84.0) -> Item:
    words = "" if value is None else " bermutu B (Baik)"
    return Item("Indeks Kepuasan Masyarakat", "indeks", "desa", value, target, None, words, of_villages=False)


def counted_villages(
    good: int, evaluated: int, total: int, target: float | None, sampling: str = "census"
) -> Item:
    estimate = desa.percentage(good, evaluated, total, sampling)
    value = None if math.isnan(estimate.estimate) else estimate.estimate
    share = SimpleNamespace(good=good, evaluated=evaluated, total=total, estimate=estimate)
    return Item("Desa dengan administrasi baik", realisasi=value, target=target, share=share)


# --- change -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (between(1.72, -0.43, 3.87), "▲ 1,72 poin dari 2023, belum cukup bukti berubah"),
        (between(4.27, 1.5, 7.1), "▲ 4,27 poin dari 2023, nyata naik"),
        (between(-4.27, -7.1, -1.5), "▼ 4,27 poin dari 2023, nyata turun"),
        (between(-0.5, -2.0, 1.0), "▼ 0,50 poin dari 2023, belum cukup bukti berubah"),
        (between(0.001, -1.0, 1.0), "= sama dengan 2023"),
        (UNKNOWN, "▲ 5,00 poin dari 2023"),
    ],
)
def test_headline_of_a_change(found, expected):
    assert change.survey_headline(found, 2023) == expected


@given(st.floats(-20, 20), st.floats(0.01, 10))
def test_a_change_is_called_real_only_when_its_interval_excludes_zero(difference, half):
    found = between(difference, difference - half, difference + half)
    sentence = change.survey_change(found, 2023, 2024)
    if rounded(difference) == 0:
        assert "sama dengan" in sentence
    else:
        assert ("ini nyata" in sentence) == (abs(difference) > half)
        assert ("naik" in sentence) == (difference > 0)


@given(st.floats(-9, 9), st.floats(0.001, 9))
def test_limits_of_a_change_show_on_which_side_of_zero_they_lie(middle, half):
    """Whoever reads "belum nyata" must see zero between the printed limits, and the other way round."""
    found = between(middle, middle - half, middle + half)
    low, high = change.signed_interval(found).split(" sampai ")
    if abs(found.lower) >= 0.005 and abs(found.upper) >= 0.005:
        assert low.startswith("−") == (found.lower < 0)
        assert high.startswith("−") == (found.upper < 0)


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        ((13, 15), (12, 15), "▲ satu desa dari 2023 (12 desa)"),
        ((9, 15), (12, 15), "▼ tiga desa dari 2023 (12 desa)"),
        ((15, 15), (15, 15), "= tetap 15 desa seperti 2023"),
    ],
)
def test_headline_of_a_village_count(now, before, expected):
    assert change.village_headline(now, before, 2023, "desa") == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (between(84.6, 83.1, 86.0), "Target 84,00 berada di dalam interval 2024."),
        (between(88.0, 86.0, 90.0), "Target 84,00 berada di bawah seluruh interval 2024."),
        (between(80.0, 78.0, 82.0), "Target 84,00 berada di atas seluruh interval 2024."),
        (between(84.6, 84.6, 84.6), ""),
        (UNKNOWN, ""),
    ],
)
def test_target_as_seen_from_the_interval(found, expected):
    assert change.against_target(found, 84.0, 2024) == expected


# --- summary ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([survey(84.6), counted_villages(15, 15, 15, 90)], "Kedua indikator mencapai target."),
        (
            [survey(80.0), counted_villages(9, 15, 15, 90)],
            "Belum satu pun dari dua indikator mencapai target.",
        ),
        ([survey(84.6), counted_villages(9, 15, 15, 90)], "Satu dari dua indikator mencapai target."),
        ([survey(84.6)], "Indikator mencapai target."),
        ([survey(None), counted_villages(15, 15, 15, None)], "Belum ada indikator yang dapat dibandingkan"),
        (
            [survey(84.6), counted_villages(0, 0, 15, 90, "none")],
            "baru satu dapat dibandingkan dengan target, dan itu",
        ),
        ([survey(84.6, None), counted_villages(9, 15, 15, 90)], "dan itu belum tercapai."),
    ],
)
def test_how_many_targets_are_met(items, expected):
    assert expected in summary.targets_met(items)


def test_lead_sets_those_below_target_apart():
    assert summary.lead([survey(84.615), counted_villages(13, 15, 15, 90)]) == (
        "Satu dari dua indikator mencapai target. Indeks Kepuasan Masyarakat 84,62 bermutu B (Baik), "
        "sedangkan desa dengan administrasi baik 86,67% (13 dari 15 desa) di bawah target 90,00%."
    )


def test_lead_says_what_is_unknown_in_a_sentence_of_its_own():
    lead = summary.lead(
        [survey(None), counted_villages(8, 9, 15, 90, "none"), counted_villages(15, 15, 15, 90)]
    )
    assert lead.endswith(
        "Desa dengan administrasi baik 100,00% (15 dari 15 desa). Indeks Kepuasan Masyarakat belum dapat "
        "dihitung karena tidak ada survei. Desa dengan administrasi baik belum pasti, antara 53,33% dan "
        "93,33% (9 dari 15 desa dinilai)."
    )


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (counted_villages(0, 0, 15, 90, "none"), "belum dinilai"),
        (Item("Desa Maju"), "tidak berlaku karena tidak ada desa yang dihitung"),
        (counted_villages(8, 9, 15, 90, "random"), "88,89% (perkiraan dari 9 desa)"),
    ],
)
def test_a_clause_never_calls_the_unknown_zero(item, expected):
    assert expected in summary.clause(item)
    assert " 0" not in summary.clause(item)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((15, 15, 15, "census"), "Semua desa dinilai, jadi angka ini pasti."),
        ((1, 1, 1, "census"), "Satu-satunya desa dinilai."),
        ((8, 9, 15, "none"), "Baru 9 dari 15 desa dinilai; angka akhirnya dapat 53,33% sampai 93,33%."),
        ((8, 9, 15, "random"), "Sampel acak 9 dari 15 desa; interval 95%"),
        ((0, 0, 15, "none"), ""),
    ],
)
def test_certainty_of_a_village_percentage(arguments, expected):
    good, evaluated, total, sampling = arguments
    share = counted_villages(good, evaluated, total, None, sampling).share
    assert summary.certainty(share, "desa").startswith(expected)


@given(st.integers(1, 60), st.floats(0.01, 100))
def test_villages_needed_is_the_fewest_that_reach_the_target(total, target):
    needed = villages_needed(target, total)
    assert 100 * needed / total >= target - 1e-9
    assert needed == 0 or 100 * (needed - 1) / total < target


# --- values -----------------------------------------------------------------------------------------------


@given(st.floats(0, 100))
def test_printed_value_is_the_value_rounded_half_up_once(value):
    assert in_unit(value, "indeks") == number(value, 2)
    assert in_unit(value, "persen") == number(value, 2) + "%"


@pytest.mark.parametrize(
    ("achievement", "expected"),
    [(99.996, True), (99.994, False), (100.0, True), (None, None), (math.nan, None)],
)
def test_a_target_is_met_as_the_printed_achievement_says(achievement, expected):
    assert reached(achievement) is expected


# --- satisfaction -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "headline", "rest"),
    [
        ([], "Belum ada unsur yang nyata tertinggal.", "Rata-rata terendah ada pada biaya/tarif"),
        (["Waktu"], "Satu unsur nyata tertinggal:", "waktu. Unsur ini menjadi prioritas tindak lanjut."),
        (
            ["Waktu", "Sarana dan prasarana", "Biaya"],
            "Tiga unsur nyata tertinggal:",
            "waktu, sarana dan prasarana, serta biaya. Ketiganya menjadi prioritas tindak lanjut.",
        ),
    ],
)
def test_lowest_unsur(names, headline, rest):
    found = satisfaction.lowest_headline(names, "Biaya/tarif")
    assert found[0] == headline
    assert found[1].startswith(rest)


@pytest.mark.parametrize(
    ("found", "cara", "expected"),
    [
        (between(84, 83, 85), "acak", "interval berlaku untuk semua pengguna"),
        (between(84, 83, 85), "sukarela", "tidak acak"),
        (between(84, 83, 85), "kuota", "menurut kuota, tidak acak"),
        (between(84, 84, 84), "acak", "Semua pengguna ditanya"),
        (UNKNOWN, "acak", "terlalu sedikit"),
    ],
)
def test_what_an_interval_means(found, cara, expected):
    assert expected in satisfaction.accuracy(found, cara)


def test_everyone_asked_is_not_called_a_sample():
    from datetime import date

    days = (date(2024, 1, 2), date(2024, 3, 4))
    assert satisfaction.who_answered(312, 312, 14, days).startswith(
        "Semua 312 pengguna layanan menilai 14 unsur"
    )
    assert satisfaction.who_answered(312, None, 9, days).startswith("Sebanyak 312 pengguna layanan menilai")


def test_rounded_weights_are_told_with_what_they_cost():
    told = satisfaction.conventions({"0,11": ("87,62", "B")}, ("88,50", "A"))
    assert "87,62 (B) dengan bobot 0,11" in told
    assert "Huruf mutunya berubah" in told
    assert "Huruf" not in satisfaction.conventions({"0,11": ("83,78", "B")}, ("84,62", "B"))


# --- villages ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("failing", "share", "expected"),
    [
        (2, (13, 15, 15), "Dua desa belum memenuhi semua syarat"),
        (0, (15, 15, 15), "Semua 15 desa memenuhi syarat"),
        (0, (1, 1, 1), "Satu-satunya desa memenuhi syarat"),
        (0, (9, 9, 15), "Sembilan desa yang dinilai memenuhi syarat"),
        (0, (0, 0, 15), "Belum ada desa yang dinilai"),
    ],
)
def test_title_of_the_verdicts(failing, share, expected):
    good, evaluated, total = share
    counted = SimpleNamespace(good=good, evaluated=evaluated, total=total)
    assert villages.failing_title(failing, counted, "desa") == expected


@pytest.mark.parametrize(
    ("risen", "fallen", "headline", "rest"),
    [
        ({}, {}, "Tidak ada desa yang berubah status sejak 2023.", ""),
        (
            {"Maju": ["A"]},
            {},
            "Satu desa naik status sejak 2023.",
            "A menjadi Maju. Tidak ada desa yang turun.",
        ),
        (
            {},
            {"Maju": ["A"]},
            "Satu desa turun status sejak 2023.",
            "A menjadi Maju. Tidak ada desa yang naik.",
        ),
        (
            {"Maju": ["A", "B"]},
            {"Berkembang": ["C"]},
            "Dua desa naik dan satu desa turun status sejak 2023.",
            "Naik: A dan B menjadi Maju. Turun: C menjadi Berkembang.",
        ),
    ],
)
def test_who_moved(risen, fallen, headline, rest):
    assert villages.moved(risen, fallen, 2023) == (headline, rest)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("idm", None, None), "Belum ada tahun sebelumnya"),
        (("indeks_desa", "idm", 2024), "tidak dapat dibandingkan langsung"),
        (("idm", "idm", 2023), "Status desa 2023 tidak ada dalam data"),
    ],
)
def test_why_statuses_are_not_compared(arguments, expected):
    assert expected in villages.no_movement(*arguments)


@given(st.integers(1, 40))
def test_names_are_shortened_but_never_lost(count):
    names = [f"Desa{place}" for place in range(count)]
    told = villages.names_text(names)
    shown = len(re.findall(r"Desa\d+", told))
    left = count - shown
    assert shown == min(count, villages.NAMES_SHOWN)
    assert (left == 0) == ("desa lain" not in told)


# --- the rest ---------------------------------------------------------------------------------------------


def test_limits_name_unconfirmed_rules_only_where_there_are_any():
    rule = SimpleNamespace(name="Rubrik", source="laporan ini")
    assert limits.unconfirmed([]) == ""
    assert limits.unconfirmed([rule]).startswith("Satu aturan belum dipastikan dari naskah aslinya: rubrik")


def test_banner_names_what_is_made_up_and_what_is_not():
    assert origin.sample_banner([], True, 2024) == ""
    assert origin.sample_banner(["idm"], True, 2024).count("status desa") == 1
    assert origin.sample_banner(["survei/x", "administrasi"], False, 2024) == (
        "Data survei kepuasan dan administrasi desa dibuat untuk memperagakan laporan, bukan angka resmi."
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Terima kasih Pak Made Arya.", "Terima kasih Pak [disamarkan]"),
        ("Ibu Ni Luh sangat ramah", "Ibu [disamarkan] sangat ramah"),
        ("HP saya 0812-3456-7890 ya", "HP saya [disamarkan] ya"),
        ("NIK 5108032001990001", "NIK [disamarkan]"),
        ("kirim ke budi@contoh.id", "kirim ke [disamarkan]"),
        ("Usul untuk Pak Camat: kursi ditambah", "Usul untuk Pak Camat: kursi ditambah"),
        ("buka jam 8 sampai 15", "buka jam 8 sampai 15"),
        ("ibu hamil didahulukan", "ibu hamil didahulukan"),
    ],
)
def test_personal_data_are_masked(words, expected):
    assert masked(words) == expected


def test_a_suggestion_counts_once_a_theme_and_in_every_theme_it_touches():
    counts = counted(["antre, antrean, menunggu lama", "kursi ruang tunggu kurang", "ok"])
    assert counts == {"Antrean dan waktu tunggu": 1, "Ruang tunggu dan sarana": 1}


def test_quotations_are_masked():
    (quote,) = quotable(["Pak Budi lama sekali, antre dua jam"], ["Antrean dan waktu tunggu"])
    assert quote == "Pak [disamarkan] lama sekali, antre dua jam"


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        (0, "Tidak satu pun nyata"),
        (2, "Dari ketiganya, dua nyata di bawah unsur lain."),
        (3, "serta biaya."),
    ],
)
def test_priorities_say_whether_they_are_really_low(below, expected):
    assert expected in follow_up.priorities(["Waktu", "Sarana dan prasarana", "Biaya"], below)
