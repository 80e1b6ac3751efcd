"""What the chart of the years says: what changed, what cannot be compared, which years have no figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from iku_helpers.numbers import joined, number, percent
from iku_helpers.pages.charts import words
from iku_helpers.pages.charts.scale import is_number
from iku_helpers.pages.figure import DataTable

_MANY = 3


@dataclass(frozen=True)
class Year:
    """One year's figure as it is drawn."""

    year: int
    estimate: float
    values: Mapping[str, Any]

    @property
    def lower(self) -> float | None:
        """Lower limit, if there is one."""
        return self.values.get("lower")

    @property
    def upper(self) -> float | None:
        """Upper limit, if there is one."""
        return self.values.get("upper")

    @property
    def breaks(self) -> bool:
        """Whether this year follows another rule than the year before it."""
        return bool(self.values.get("putus"))


@dataclass(frozen=True)
class YearsCase:
    """All years of one figure."""

    years: Sequence[Year]
    name: str
    unit: str
    targets: Mapping[int, float]
    renstra: tuple[int, float] | None
    since: tuple[int, words.Estimated] | None

    @property
    def surveyed(self) -> bool:
        """Whether the figures carry sampling intervals."""
        return any(is_number(y.lower) and is_number(y.upper) and y.lower != y.upper for y in self.years)

    def text(self, value: float | None) -> str:
        """A figure in its unit."""
        return percent(value) if self.unit == "persen" else number(value)

    def missing(self) -> list[int]:
        """Years between the first and the last without a figure."""
        return [year for a, b in pairwise(self.years) for year in range(a.year + 1, b.year)]


def title(case: YearsCase) -> str:
    """What changed into the last year, and since the first comparable one."""
    if not case.years:
        return f"{case.name} belum ada"
    last = case.years[-1]
    if len(case.years) == 1:
        return f"Tahun pertama: {case.text(last.estimate)}"
    before = case.years[-2].year
    if last.breaks:
        return f"Cara mengukur berganti pada {last.year}, jadi tidak dibandingkan dengan {before}"
    step = _direction(last.values.get("change"), last.values.get("changed"))
    if not case.surveyed:
        return _census(case, before)
    far = "" if case.since is None else _verdict(case.since[1])
    if case.since is not None and far:
        start = case.since[0]
        if not step:
            return f"{far} sejak {start}; dari {before} ke {last.year} belum cukup bukti"
        link = "juga" if step == far else "tetapi"
        return f"{far} sejak {start}, {link} {step.lower()} dari {before} ke {last.year}"
    if last.values.get("changed") is None:
        return f"{case.name} {case.years[0].year} sampai {last.year}"
    return f"{step or 'Belum cukup bukti berubah'} dari {before} ke {last.year}"


def _census(case: YearsCase, before: int) -> str:
    last, earlier = case.years[-1], case.years[-2]
    if case.text(last.estimate) == case.text(earlier.estimate):
        return f"Tetap {case.text(last.estimate)} sejak {before}"
    word = "Naik" if last.estimate > earlier.estimate else "Turun"
    start, end = case.text(earlier.estimate), case.text(last.estimate)
    return f"{word} dari {start} ({before}) menjadi {end} ({last.year})"


def _direction(change: float | None, changed: bool | None) -> str:
    if not changed or not is_number(change):
        return ""
    return "Naik" if change > 0 else "Turun"


def _verdict(change: words.Estimated) -> str:
    if not is_number(change.lower) or not is_number(change.upper):
        return ""
    return "Naik" if change.lower > 0 else "Turun" if change.upper < 0 else ""


def subtitle(case: YearsCase, low: float) -> str:
    """Which marks stand for what, and where the axis starts."""
    parts = [case.name + (" dengan interval 95% (garis tegak)" if case.surveyed else "")]
    if case.targets or case.renstra:
        parts.append(" dan target (garis datar)" if case.surveyed else " dengan target (garis datar)")
    natural = 25.0 if case.unit == "indeks" else 0.0
    return "".join(parts) + (", persen" if case.unit == "persen" else "") + words.axis_note(low, natural, 0)


def caption(case: YearsCase) -> str:
    """The changes that the title rests on, gaps and breaks."""
    sentences = []
    if case.since is not None and len(case.years) > 2:
        start, change = case.since
        sentences.append(_change((start, case.years[-1].year), change.estimate, change.lower, change.upper))
    if len(case.years) > 1:
        sentences.append(_last_change(case))
    missing = case.missing()
    if missing:
        which = joined(list(map(str, missing))) if len(missing) <= _MANY else "tahun-tahun"
        what = "survei" if case.surveyed else "data"
        sentences.append(f"Garis putus-putus melewati {which} yang tanpa {what}.")
    broken = [str(y.year) for y in case.years if y.breaks]
    if broken:
        sentences.append(f"Mulai {joined(broken)} cara mengukurnya lain, sehingga garisnya diputus.")
    if len(case.years) == 1:
        sentences.append("Belum ada tahun lain untuk dibandingkan.")
    if not case.years:
        sentences.append("Belum ada tahun yang dapat digambar.")
    return " ".join(filter(None, sentences))


def _last_change(case: YearsCase) -> str:
    before, last = case.years[-2], case.years[-1]
    v, ends = last.values, (before.year, last.year)
    if is_number(v.get("change")) and is_number(v.get("change_lower")):
        return _change(ends, v["change"], v["change_lower"], v["change_upper"])
    plain = v.get("perubahan", v.get("change"))
    return f"Perubahan {ends[0]}–{ends[1]}: {number(plain, signed=True)} poin." if is_number(plain) else ""


def _change(years: tuple[int, int], change: float, lower: float, upper: float) -> str:
    limits = f"{number(lower, signed=True)} sampai {number(upper, signed=True)}"
    sure = "nyata" if lower > 0 or upper < 0 else "belum nyata"
    return f"Perubahan {years[0]}–{years[1]}: {number(change, signed=True)} ({limits}), {sure}."


def alt(case: YearsCase) -> str:
    """Every year's figure, then the targets."""
    values = words.listed(f"{y.year} {case.text(y.estimate)}" for y in case.years)
    targets = words.listed(f"{year} {case.text(value)}" for year, value in sorted(case.targets.items()))
    ending = f" Target: {targets}." if targets else ""
    return f"{case.name} menurut tahun: {values or 'belum ada'}.{ending}"


def table(case: YearsCase) -> DataTable:
    """Figure, limits, target and change of every year."""
    shown = {y.year: y for y in case.years}
    goals = dict(case.targets) | ({} if case.renstra is None else {case.renstra[0]: case.renstra[1]})
    rows = []
    for year in sorted({*shown, *goals}):
        held = shown.get(year)
        values = {} if held is None else held.values
        limits = (number(values.get("lower")), number(values.get("upper"))) if case.surveyed else ()
        change = values.get("change", values.get("perubahan"))
        estimate = None if held is None else held.estimate
        rows.append(
            (str(year), case.text(estimate), *limits, case.text(goals.get(year)), number(change, signed=True))
        )
    limits_head = ("Batas bawah", "Batas atas") if case.surveyed else ()
    return DataTable(
        ("Tahun", "Nilai", *limits_head, "Target", "Perubahan"), rows, f"{case.name} menurut tahun"
    )
