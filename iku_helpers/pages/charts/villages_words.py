"""What the chart of villages says, by who rose and who fell, and the case it is made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from iku_helpers import rules
from iku_helpers.numbers import count_word, joined, number
from iku_helpers.pages.charts import words
from iku_helpers.pages.charts.scale import is_number

GOOD = ("Maju", "Mandiri")
_MANY = 6


@dataclass(frozen=True)
class Village:
    """One village's row of the chart."""

    name: str
    values: dict[str, Any]
    lacking: float | None
    next_status: str | None

    @property
    def value(self) -> float | None:
        """This year's index."""
        return self.values.get("nilai")

    @property
    def status(self) -> str | None:
        """This year's status."""
        return self.values.get("status")

    @property
    def before(self) -> float | None:
        """The earlier index, where it is the same index."""
        return None if self.values.get("putus") else self.values.get("nilai_awal")

    @property
    def change(self) -> float | None:
        """Later minus earlier index."""
        return self.values.get("perubahan")

    @property
    def direction(self) -> str | None:
        """naik, tetap, turun or baru, by status."""
        return self.values.get("arah")

    @property
    def changed(self) -> bool:
        """Whether the status changed."""
        return self.direction in ("naik", "turun")


@dataclass(frozen=True)
class Case:
    """All villages of one chart and how they are measured."""

    villages: Sequence[Village]
    year: int
    earlier_year: int | None
    rule: str

    @property
    def digits(self) -> int:
        """Decimals the index is published with."""
        return 4 if self.rule == "idm" else 2

    @property
    def compared(self) -> bool:
        """Whether any village has an earlier value to compare with."""
        return any(is_number(v.before) for v in self.villages)

    @property
    def measured(self) -> bool:
        """Whether any village shown has a distance to its next status."""
        return any(is_number(v.lacking) and is_number(v.value) for v in self.villages)


def title(case: Case) -> str:
    """Who changed status; in a first year, who has which."""
    known = [v for v in case.villages if is_number(v.value)]
    if not known:
        return f"Status desa {case.year} belum tersedia"
    if len(known) == 1:
        return _one(known[0])
    risen = [v for v in known if v.direction == "naik"]
    fallen = [v for v in known if v.direction == "turun"]
    if risen or fallen:
        return _moves(known, risen, fallen)
    if any(v.direction == "tetap" for v in known):
        return f"Tidak ada desa yang berubah status sejak {case.earlier_year or 'tahun lalu'}"
    return _standing(known)


def _one(village: Village) -> str:
    if village.changed:
        return f"Desa {village.name} {village.direction} status menjadi {village.status}"
    still = "tetap " if village.direction == "tetap" else ""
    return f"Desa {village.name} {still}berstatus {village.status}"


def _moves(known: Sequence[Village], risen: Sequence[Village], fallen: Sequence[Village]) -> str:
    if fallen and risen:
        return f"{words.opening(count_word(len(fallen)))} desa turun status, {count_word(len(risen))} naik"
    if fallen:
        who = (
            f"{fallen[0].name} turun status"
            if len(fallen) == 1
            else f"{count_word(len(fallen))} desa turun status"
        )
        return words.opening(who)
    if len(risen) == 1:
        return f"{risen[0].name} naik status menjadi {risen[0].status}"
    changes = [v.change for v in known if is_number(v.change)]
    farthest = [v for v in risen if is_number(v.change) and v.change == max(changes)]
    leap = f", {farthest[0].name} naik paling jauh" if len(farthest) == 1 else ""
    return f"{words.opening(count_word(len(risen)))} desa naik status{leap}"


def _standing(known: Sequence[Village]) -> str:
    good = [v for v in known if v.status in GOOD]
    total = number(len(known), 0)
    if len(good) == len(known):
        return f"Semua {total} desa berstatus Maju atau Mandiri"
    if not good:
        return f"Belum ada dari {total} desa yang berstatus Maju atau Mandiri"
    return f"{words.opening(count_word(len(good)))} dari {total} desa berstatus Maju atau Mandiri"


def subtitle(case: Case, low: float) -> str:
    """What is drawn, from when to when, and where the axis starts."""
    name = "IDM" if case.rule == "idm" else "Indeks Desa"
    years = f"{case.year}"
    if case.compared:
        years = f"{case.earlier_year or 'tahun lalu'} (lingkaran kosong) ke {case.year} (titik)"
    order = "" if len(case.villages) == 1 else ", dari nilai tertinggi"
    return f"{name} {years}{order}{words.axis_note(low, 0.0, 2 if case.rule == 'idm' else 0)}"


def caption(case: Case) -> str:
    """How to read bold rows and missing ones, and whose thresholds these are."""
    sentences = []
    if any(v.changed for v in case.villages):
        sentences.append("Desa yang berubah status ditulis tebal.")
    if any(v.values.get("putus") for v in case.villages):
        sentences.append("Nilai sebelumnya memakai indeks lain, jadi tidak dibandingkan.")
    missing = [v.name for v in case.villages if not is_number(v.value)]
    if missing:
        who = joined(missing) if len(missing) <= _MANY else f"{count_word(len(missing))} desa"
        sentences.append(f"Belum ada nilai {case.year}: {who}.")
    sentences.append(f"Batas status menurut {rules.status_rule(case.rule).source}.")
    return " ".join(sentences)


def alt(case: Case) -> str:
    """Every village with its value and status, then who moved."""
    known = [v for v in case.villages if is_number(v.value)]
    values = words.listed(f"{v.name} {number(v.value, case.digits)} {v.status}" for v in known)
    moved = words.listed(
        f"{v.name} {v.direction} dari {v.values.get('status_awal')}" for v in known if v.changed
    )
    ending = f" Berubah status: {moved}." if moved else ""
    return f"Satu titik tiap desa, tahun {case.year}: {values or 'belum ada nilai'}.{ending}"
