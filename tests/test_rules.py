"""Official rules against the printed tables they were taken from."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from iku_helpers import rules
from iku_helpers.errors import MethodError
from iku_helpers.numbers import rounded

# The conversion tables as printed: nilai interval konversi, worst class first.
PRINTED = {
    2017: [("25.00", "64.99"), ("65.00", "76.60"), ("76.61", "88.30"), ("88.31", "100.00")],
    2004: [("25.00", "43.75"), ("43.76", "62.50"), ("62.51", "81.25"), ("81.26", "100.00")],
}
# Both also print the classes on the 1..4 scale: where C, B and A begin (2017), where D, C and B end (2004).
PRINTED_SCORES = {2017: ["2.60", "3.0644", "3.5324"], 2004: ["1.75", "2.50", "3.25"]}


@pytest.mark.parametrize("regime", PRINTED)
def test_mutu_bounds_are_the_printed_ones(regime):
    classes = rules.mutu_bounds(regime)[::-1]

    assert [(str(mutu.lower), str(mutu.upper)) for mutu in classes] == PRINTED[regime]
    assert [mutu.letter for mutu in classes] == ["D", "C", "B", "A"]
    assert [mutu.word for mutu in classes] == ["Tidak Baik", "Kurang Baik", "Baik", "Sangat Baik"]


@pytest.mark.parametrize("regime", PRINTED)
def test_bounds_agree_with_the_score_scale_of_the_same_table(regime):
    worst_first = rules.mutu_bounds(regime)[::-1]
    edges = (
        [mutu.lower for mutu in worst_first[1:]] if regime == 2017 else [m.upper for m in worst_first[:-1]]
    )

    assert [edge / 25 for edge in edges] == [Decimal(score) for score in PRINTED_SCORES[regime]]


def test_every_two_decimal_index_has_exactly_one_class():
    for regime in rules.MUTU:
        classes = rules.mutu_bounds(regime)
        for hundredths in range(2500, 10001):
            index = rounded(hundredths / 100)
            holding = [mutu for mutu in classes if mutu.lower <= index <= mutu.upper]
            assert len(holding) == 1, (regime, index)


def test_82_is_an_a_before_2017_and_a_b_since():
    def letter(regime: int) -> str:
        return next(mutu.letter for mutu in rules.mutu_bounds(regime) if rounded(82.0) >= mutu.lower)

    assert (letter(2004), letter(2014), letter(2017)) == ("A", "A", "B")


def test_unsur_are_nine_or_fourteen_and_known_by_key():
    assert [len(rules.unsur(regime)) for regime in (2004, 2014, 2017)] == [14, 9, 9]
    for regime in rules.UNSUR:
        named = rules.unsur(regime)
        assert len({item.kunci for item in named}) == len(named)
        assert [item.kode for item in named] == [f"U{order}" for order in range(1, len(named) + 1)]
    swapped = {item.kunci for item in rules.unsur(2017)} ^ {item.kunci for item in rules.unsur(2014)}
    assert swapped == {"sarana", "maklumat"}


def test_every_unsur_of_2017_has_four_answers():
    assert set(rules.ANSWERS) == {item.kunci for item in rules.unsur(2017)}
    assert all(len(set(words)) == 4 for words in rules.ANSWERS.values())


def test_printed_weights_cut_the_maximum_as_the_facts_say():
    # Nine unsur of 4 with weight 0,11 give 99.00; fourteen with 0,071 give 99.40.
    def maximum(regime: int, label: str) -> Fraction:
        weight = next(weight for weight in rules.printed_weights(regime) if weight.label == label)
        return weight.value * len(rules.unsur(regime)) * 4 * 25

    assert maximum(2017, "0,11") == 99
    assert maximum(2004, "0,071") == Fraction("99.4")
    assert maximum(2017, "0,111") == Fraction("99.9")


def test_krejcie_morgan_constants_give_rows_of_the_1970_table():
    rule = rules.KREJCIE_MORGAN
    spread = rule.chi_square * rule.share * (1 - rule.share)

    for population, sample in [(10, 10), (50, 44), (100, 80), (500, 217), (1000, 278), (1000000, 384)]:
        size = spread * population / (rule.margin**2 * (population - 1) + spread)
        assert round(size) == sample


def test_regime_follows_the_year_only_by_default():
    assert [rules.default_regime(year) for year in (2004, 2013, 2014, 2017, 2030)] == [
        2004, 2004, 2014, 2017, 2017,
    ]  # fmt: skip
    with pytest.raises(MethodError, match="tahun 2003"):
        rules.default_regime(2003)


def test_idm_ends_where_indeks_desa_begins():
    assert [rules.village_rule(year) for year in (2018, 2024, 2025, 2031)] == [
        "idm", "idm", "indeks_desa", "indeks_desa",
    ]  # fmt: skip


def test_idm_items_add_up_to_the_published_maxima():
    assert {key: part.maximum for key, part in rules.IDM_COMPONENTS.items()} == {
        "iks": 175, "ike": 60, "ikl": 15,
    }  # fmt: skip
    assert sum(part.items for part in rules.IDM_COMPONENTS.values()) == 50


def test_no_indeks_desa_score_on_its_grid_of_635_points_falls_between_two_printed_classes():
    tops = [Fraction(top) for top in ("49.48", "57.38", "69.34", "79.62")]
    lows = rules.status_rule("indeks_desa").thresholds

    for points in range(636):
        score = Fraction(str(rounded(points / 635 * 100)))
        assert not any(top < score < low for top, low in zip(tops, lows, strict=True)), points


def test_every_rule_names_its_source_and_the_unconfirmed_say_why():
    every = [
        *rules.MUTU.values(), *rules.UNSUR.values(), *rules.STATUS_RULES.values(), *rules.SCALES.values(),
        rules.KREJCIE_MORGAN, rules.ANSWER_WORDING, rules.LPJ_DEADLINE, rules.ADMINISTRATION_RUBRIC,
        *rules.ACHIEVEMENT.values(),
    ]  # fmt: skip

    assert all(rule.name and rule.source for rule in every)
    assert all(rule.note for rule in rules.unconfirmed(every))


def test_what_nobody_could_read_is_not_called_confirmed():
    waiting = [
        rules.MUTU[2014], rules.UNSUR[2014], rules.STATUS_RULES["indeks_desa"], rules.SCALES["1a"],
        rules.SCALES["1b"], rules.ADMINISTRATION_RUBRIC,
    ]  # fmt: skip

    assert rules.unconfirmed(waiting) == tuple(waiting)


def test_a_report_leans_only_on_what_it_shows():
    names = {rule.name for rule in rules.for_report(None, "idm", None, rubric=False)}

    assert names == {"Status Indeks Desa Membangun"}
    negative = rules.for_report(None, None, None, rubric=False, directions={"negatif"})
    assert negative == rules.unconfirmed(negative) == (rules.ACHIEVEMENT["negatif"],)
    assert rules.MUTU[2014] in rules.unconfirmed(rules.for_report(2014, "indeks_desa", "2"))


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda: rules.mutu_bounds(2018), "2018 tidak dikenal; yang ada: 2004, 2014, 2017"),
        (lambda: rules.unsur(2018), "2018 tidak dikenal"),
        (lambda: rules.status_rule("idk"), "idk tidak dikenal; yang ada: idm, indeks_desa"),
        (lambda: rules.scale("3"), "3 tidak dikenal; yang ada: 1a, 1b, 2"),
    ],
)
def test_an_unknown_rule_is_refused_with_the_known_ones(ask, sentence):
    with pytest.raises(ValueError, match=sentence):
        ask()
