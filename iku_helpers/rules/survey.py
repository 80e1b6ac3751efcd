"""Rules of the satisfaction survey: mutu bounds by regime, weights in use, sample size."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from iku_helpers.errors import UnknownRuleError
from iku_helpers.rules.base import Rule, of_regime


@dataclass(frozen=True)
class Mutu:
    """One class of service quality: its letter, its word, and its printed bounds on the 25..100 scale.

    Bounds are ``Decimal`` and meant for an index rounded half up to two decimals: the printed bands leave
    holes (76,60 to 76,61), so only the lower bound decides, and a binary 88.31 is not the printed one.
    """

    letter: str
    word: str
    lower: Decimal
    upper: Decimal


@dataclass(frozen=True)
class MutuRule(Rule):
    """The mutu classes of one regime, best first."""

    classes: tuple[Mutu, ...] = ()


@dataclass(frozen=True)
class PrintedWeight:
    """A weight of one unsur as offices print and use it, cut off from the exact 1/J."""

    label: str
    value: Fraction
    used_by: str


@dataclass(frozen=True)
class SampleSizeRule(Rule):
    """The constants of a sample size formula: chi-square (1 df), share P, margin d (a share)."""

    chi_square: Fraction = Fraction(0)
    share: Fraction = Fraction(0)
    margin: Fraction = Fraction(0)


def _classes(*lower: str) -> tuple[Mutu, ...]:
    """Mutu A to D from the three lower bounds of A, B and C; each class ends 0.01 below the next."""
    bounds = [Decimal(bound) for bound in (*lower, "25.00")]
    tops = [Decimal("100.00"), *(bound - Decimal("0.01") for bound in bounds[:-1])]
    words = ("Sangat Baik", "Baik", "Kurang Baik", "Tidak Baik")
    return tuple(map(Mutu, "ABCD", words, bounds, tops))


MUTU: dict[int, MutuRule] = {
    2004: MutuRule(
        "Batas mutu pelayanan",
        "KEP/25/M.PAN/2/2004",
        (2004, 2014),
        confirmed=True,
        classes=_classes("81.26", "62.51", "43.76"),
    ),
    2014: MutuRule(
        "Batas mutu pelayanan",
        "PermenPAN-RB 16/2014",
        (2014, 2017),
        confirmed=False,
        note="Naskah peraturannya belum terbaca; batas dianggap sama dengan KEP/25/M.PAN/2/2004.",
        classes=_classes("81.26", "62.51", "43.76"),
    ),
    2017: MutuRule(
        "Batas mutu pelayanan",
        "PermenPAN-RB 14/2017",
        (2017, None),
        confirmed=True,
        note="Indeks dibulatkan dahulu ke dua desimal, lalu dibaca menurut batas bawah.",
        classes=_classes("88.31", "76.61", "65.00"),
    ),
}

PRINTED_WEIGHTS: dict[int, tuple[PrintedWeight, ...]] = {
    2004: (PrintedWeight("0,071", Fraction("0.071"), "aplikasi survei 14 unsur"),),
    2014: (),
    2017: (
        PrintedWeight("0,111", Fraction("0.111"), "formulir e-smile Tulang Bawang Barat; metadata Penajam"),
        PrintedWeight("0,11", Fraction("0.11"), "LKIP Wali Kota Jakarta Barat 2021; GASPUL"),
    ),
}

KREJCIE_MORGAN = SampleSizeRule(
    "Jumlah responden minimal",
    "Krejcie dan Morgan (1970); dipakai PermenPAN-RB 14/2017",
    (None, None),
    confirmed=True,
    note="Tabelnya adalah rumus yang dibulatkan ke bilangan terdekat; sebagian kantor membulatkan ke atas.",
    chi_square=Fraction("3.841"),
    share=Fraction(1, 2),
    margin=Fraction(1, 20),
)


def mutu_bounds(regime: int) -> tuple[Mutu, ...]:
    """The four mutu classes of ``regime`` (2004, 2014 or 2017), best first, on the 25..100 scale.

    Compare with an index already rounded half up to two decimals (``numbers.rounded``): the first class whose
    ``lower`` it reaches is its class. Source: the conversion tables of the three regulations.

    Raises ``UnknownRuleError`` for another regime.

    >>> [(mutu.letter, str(mutu.lower)) for mutu in mutu_bounds(2017)]
    [('A', '88.31'), ('B', '76.61'), ('C', '65.00'), ('D', '25.00')]
    """
    return of_regime(MUTU, regime).classes


def printed_weights(regime: int) -> tuple[PrintedWeight, ...]:
    """The cut-off weights of one unsur that reports of ``regime`` were seen to use, nearest to 1/J first.

    >>> [weight.label for weight in printed_weights(2017)]
    ['0,111', '0,11']
    """
    of_regime(MUTU, regime)
    return PRINTED_WEIGHTS[regime]


def default_regime(year: int) -> int:
    """The regime a survey of ``year`` most likely followed; the survey's own setting comes before it.

    Exact commencement dates were not confirmed and 2017 itself was mixed, so this is a default and no more.

    Raises ``UnknownRuleError`` before 2004, when no such rule existed.

    >>> [default_regime(year) for year in (2013, 2014, 2016, 2017, 2024)]
    [2004, 2014, 2014, 2017, 2017]
    """
    begun = [regime for regime in MUTU if regime <= year]
    if not begun:
        raise UnknownRuleError(
            f"Tidak ada aturan survei kepuasan untuk tahun {year}; yang pertama dari 2004."
        )
    return max(begun)
