"""Rules of the villages: IDM and Indeks Desa, the items behind them, the rubric of administration."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from iku_helpers.errors import UnknownRuleError
from iku_helpers.rules.base import Rule

Denominator = Literal["desa", "desa_kelurahan"]

STATUSES = ("Sangat Tertinggal", "Tertinggal", "Berkembang", "Maju", "Mandiri")
"""The five village statuses, worst first; the words are the same under both rules."""


@dataclass(frozen=True)
class StatusRule(Rule):
    """How a village score becomes a status.

    ``thresholds`` are the four values between the five ``STATUSES``, ascending, exact. With ``strict`` a
    village rises only above a threshold (the upper bound belongs to the lower status), else on reaching it.
    ``decimals`` says to how many decimals a score is read before it is compared; None reads it exactly.
    """

    thresholds: tuple[Fraction, ...] = ()
    strict: bool = True
    decimals: int | None = None


@dataclass(frozen=True)
class Component:
    """One sub-index of IDM: how many items of 0..5 it has, and so its largest sum."""

    kunci: str
    nama: str
    items: int

    @property
    def maximum(self) -> int:
        """The largest sum of item scores; the sub-index is the sum divided by it."""
        return self.items * ITEM_MAXIMUM


@dataclass(frozen=True)
class Criterion:
    """One thing a village must meet: ``column`` holds one of ``values``, or a date not after ``not_after``.

    ``not_after`` is "MM-DD" and is read in the year the indicator is of.

    >>> Criterion("Diterima paling lambat 31 Maret", "diterima", not_after="03-31").column
    'diterima'
    """

    name: str
    column: str
    values: tuple[str, ...] = ()
    not_after: str | None = None


@dataclass(frozen=True)
class Counting:
    """How a village percentage is counted: which criteria, over whom, how many must be met (None: all)."""

    criteria: tuple[Criterion, ...]
    denominator: Denominator
    minimum: int | None = None


@dataclass(frozen=True)
class RubricRule(Rule):
    """Criteria that together mean "good"."""

    criteria: tuple[Criterion, ...] = ()


@dataclass(frozen=True)
class DeadlineRule(Rule):
    """A yearly date, "MM-DD", by which something is due."""

    not_after: str = ""


ITEM_MAXIMUM = 5

IDM_COMPONENTS: dict[str, Component] = {
    "iks": Component("iks", "Indeks Ketahanan Sosial", 35),
    "ike": Component("ike", "Indeks Ketahanan Ekonomi", 12),
    "ikl": Component("ikl", "Indeks Ketahanan Lingkungan", 3),
}

STATUS_RULES: dict[str, StatusRule] = {
    "idm": StatusRule(
        "Status Indeks Desa Membangun",
        "Permendesa PDTT 2/2016; SK Dirjen PPMD 30/2016 yang diubah dengan 52/2018",
        (2016, 2024),
        confirmed=True,
        note="Batas atas termasuk status yang lebih rendah. Rata-rata tidak dibulatkan sebelum dibandingkan.",
        thresholds=tuple(map(Fraction, ("0.4907", "0.5989", "0.7072", "0.8155"))),
    ),
    "indeks_desa": StatusRule(
        "Status Indeks Desa",
        "Permendesa PDT 9/2024",
        (2025, None),
        confirmed=False,
        note=(
            "Batas dibaca dari dua sumber turunan, bukan dari naskah peraturannya; satu kabupaten "
            "menjelaskan penghitungan skor yang lain (total skor 123,98)."
        ),
        thresholds=tuple(map(Fraction, ("49.49", "57.39", "69.35", "79.63"))),
        strict=False,
        decimals=2,
    ),
}

LPJ_DEADLINE = DeadlineRule(
    "Batas penyampaian laporan pertanggungjawaban APB Desa",
    "Permendagri 20/2018 Pasal 70",
    (2018, None),
    confirmed=True,
    note="Tiga bulan setelah tahun anggaran berakhir.",
    not_after="03-31",
)

ADMINISTRATION_RUBRIC = RubricRule(
    "Rubrik administrasi desa yang baik",
    "Ditetapkan dalam laporan ini dengan bahan Permendagri 20/2018 Pasal 70 dan 72",
    (2018, None),
    confirmed=False,
    note="Rubrik resmi untuk laporan pertanggungjawaban yang baik tidak ditemukan.",
    criteria=(
        Criterion("Perdes laporan pertanggungjawaban ditetapkan", "perdes_lpj", ("ya",)),
        Criterion("Diterima camat paling lambat 31 Maret", "diterima", not_after="03-31"),
        Criterion("Lampiran lengkap", "lampiran_lengkap", ("ya",)),
        Criterion("Dipublikasikan kepada masyarakat", "publikasi", ("ya",)),
    ),
)


def status_rule(rule: str) -> StatusRule:
    """The status rule named ``"idm"`` or ``"indeks_desa"``.

    Raises ``UnknownRuleError`` for another name.

    >>> float(status_rule("idm").thresholds[-1])
    0.8155
    """
    if rule not in STATUS_RULES:
        raise UnknownRuleError(
            f"Aturan status desa {rule} tidak dikenal; yang ada: {', '.join(STATUS_RULES)}."
        )
    return STATUS_RULES[rule]


def village_rule(year: int) -> Literal["idm", "indeks_desa"]:
    """Which index gives the village statuses of ``year``: IDM to 2024, Indeks Desa from 2025.

    >>> village_rule(2024), village_rule(2025)
    ('idm', 'indeks_desa')
    """
    return "idm" if STATUS_RULES["idm"].governs(year) else "indeks_desa"
