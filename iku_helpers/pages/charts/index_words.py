"""What the figure of the index says, and the case it is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from iku_helpers import rules
from iku_helpers.numbers import interval, number
from iku_helpers.pages.charts import certainty, words
from iku_helpers.pages.charts.bands import mutu_of
from iku_helpers.pages.charts.scale import window
from iku_helpers.pages.figure import DataTable

FULL = (25.0, 100.0)
_MAGNIFIED_BELOW = 50.0


@dataclass(frozen=True)
class IndexCase:
    """All that is drawn and said about one index."""

    index: words.Estimated
    year: int
    regime: int
    target: float | None
    earlier: tuple[int, words.Estimated] | None
    shares: Mapping[str, float] | None
    reaching: float | None
    cara: str

    @property
    def mutu(self) -> rules.Mutu:
        """The class of the printed index."""
        return mutu_of(self.index.estimate, self.regime)

    @property
    def window(self) -> tuple[float, float]:
        """The magnified part of the scale; all of it where nothing would be gained."""
        earlier = None if self.earlier is None else self.earlier[1].estimate
        seen = [self.index.estimate, self.index.lower, self.index.upper, self.target, earlier]
        low, high = window(seen, 5.0, FULL, 10.0)
        return (low, high) if high - low <= _MAGNIFIED_BELOW else FULL


def title(case: IndexCase) -> str:
    """The index, its letter and the target, each with how sure it is."""
    ending = certainty.headline(case.index, case.mutu.letter, case.shares, case.target, case.reaching)
    return f"Indeks {number(case.index.estimate)}{' ' if case.shares is None else ': '}{ending}"


def subtitle(case: IndexCase) -> str:
    """What is drawn, and which part of the scale is magnified."""
    low, high = case.window
    limits = " dengan interval 95%" if certainty.measured(case.index) else ""
    near = (
        "" if (low, high) == FULL else f"; di bawahnya diperbesar, {number(low, 0)} sampai {number(high, 0)}"
    )
    return f"Indeks {case.year}{limits}, skala 25 sampai 100{near}"


def caption(case: IndexCase) -> str:
    """The probabilities behind the title, the rule, and what the interval does not cover."""
    rule = f"Rentang mutu menurut {rules.MUTU[case.regime].source}."
    if certainty.everyone_asked(case.index):
        return f"Semua pengguna layanan ditanya, jadi angka ini tanpa interval. {rule}"
    if not certainty.measured(case.index):
        return f"Interval tidak dapat dihitung karena respondennya terlalu sedikit. {rule}"
    chances = certainty.probability_sentence(case.mutu.letter, case.shares, case.target, case.reaching)
    return " ".join(filter(None, [chances, rule, words.sample_note(case.cara)]))


def alt(case: IndexCase) -> str:
    """Figures for those who do not see the drawing."""
    index, mutu = case.index, case.mutu
    parts = [f"Indeks {case.year} {number(index.estimate)}, mutu {mutu.letter} ({mutu.word})"]
    if certainty.measured(index):
        parts.append(f"interval 95% {interval(index.lower, index.upper)}")
    if case.target is not None:
        parts.append(f"target {number(case.target)}")
    if case.earlier is not None:
        parts.append(f"tahun {case.earlier[0]} {number(case.earlier[1].estimate)}")
    return words.listed(parts) + "."


def table(case: IndexCase) -> DataTable:
    """Index, earlier index and target."""

    def row(name: str, value: words.Estimated) -> tuple[str, ...]:
        letter = mutu_of(value.estimate, case.regime).letter
        return name, number(value.estimate), number(value.lower), number(value.upper), letter

    rows = [row(f"Indeks {case.year}", case.index)]
    if case.earlier is not None:
        rows.append(row(f"Indeks {case.earlier[0]}", case.earlier[1]))
    if case.target is not None:
        rows.append(
            (f"Target {case.year}", number(case.target), "–", "–", mutu_of(case.target, case.regime).letter)
        )
    head = ("Angka", "Nilai", "Batas bawah", "Batas atas", "Mutu")
    return DataTable(head, rows, "Indeks, skala 25 sampai 100, interval 95%")
