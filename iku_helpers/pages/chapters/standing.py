"""The villages by status: who moved since the earlier year, who stands close to the next status."""

from __future__ import annotations

import pandas as pd

from iku_helpers import rules
from iku_helpers.numbers import number
from iku_helpers.pages import charts
from iku_helpers.pages.blocks import Block, bullets, finding, note, paragraph, together
from iku_helpers.pages.chapters.how import how_distance, how_villages
from iku_helpers.pages.charts.words import records
from iku_helpers.pages.figure import Figure
from iku_helpers.pages.report import Report
from iku_helpers.pages.sentences import villages as words
from iku_helpers.pages.tables import Column, Group, Table

DIGITS = {"idm": 4, "indeks_desa": 2}
CLOSE = {"idm": 0.005, "indeks_desa": 0.5}


def statuses(report: Report, key: str) -> Block:
    """The villages by status, and how they moved since the earlier year."""
    item = report.indicator(key)
    if item is None:
        return together()
    if not report.has_status:
        return note(
            f"Status desa {report.tahun} tidak ada dalam data; kosong di sini berarti tidak diketahui."
        )
    counts = report.desa["status"].value_counts()
    held = {status: int(counts.get(status, 0)) for status in reversed(rules.STATUSES)}
    return together(
        paragraph(
            words.INDEX_MEANING[report.rule],
            f"Tahun {report.tahun} ada {words.statuses(held)}.",
            _unknown(report),
        ),
        bullets([finding(*moves(report))] if report.movement is not None else []),
        None if report.movement is not None else note(_why_no_movement(report)),
        _status_chart(report).as_sample(report.is_sample("idm")),
        how_villages(item),
    )


def _status_chart(report: Report) -> Figure:
    moved, earlier = report.movement, report.earlier
    return charts.village_dumbbells(
        report.desa if moved is None else moved,
        year=report.tahun,
        earlier_year=None if moved is None or earlier is None else earlier.tahun,
        rule=report.rule,
        names=dict(report.desa["nama"]),
        distance=report.distance,
    )


def _unknown(report: Report) -> str:
    missing = report.desa["nama"][report.desa["status"].isna()]
    return "" if missing.empty else f"Status {words.names_text(list(missing))} belum ada."


def _why_no_movement(report: Report) -> str:
    earlier = report.earlier
    rule, year = (None, None) if earlier is None else (earlier.rule, earlier.tahun)
    return words.no_movement(report.rule, rule, year)


def moves(report: Report) -> tuple[str, str]:
    """Who rose and who fell, best status first."""
    moved = report.movement
    if moved is None or report.earlier is None:
        return "", ""
    kinds: dict[str, dict[str, list[str]]] = {"naik": {}, "turun": {}}
    names = report.desa["nama"].reindex(moved.index)
    for name, status, kind in sorted(zip(names, moved["status"], moved["arah"], strict=True), key=_by_status):
        if kind in kinds:
            kinds[kind].setdefault(status, []).append(name)
    return words.moved(kinds["naik"], kinds["turun"], report.earlier.tahun)


def _by_status(village: tuple[str, str, str]) -> tuple[int, str]:
    """Best status first, then by name."""
    name, status, _ = village
    return -rules.STATUSES.index(status) if status in rules.STATUSES else 1, name


def to_next_status(report: Report) -> Block:
    """How far each village that is not yet Mandiri is from its next status."""
    if not report.has_status:
        return together()
    distance = report.distance.assign(nama=report.desa["nama"])
    below = distance[distance["kurang"].notna()].sort_values(["kurang", "nama"])
    table = _distance_table(report, below)
    explained = None if table is None else how_distance(report.rule)
    return together(bullets(_close_calls(report, distance, below)), table, explained)


def _close_calls(report: Report, distance: pd.DataFrame, below: pd.DataFrame) -> list[str]:
    digits, found = DIGITS[report.rule], []
    for _, row in records(below.head(1)):
        found.append(words.nearest(row["nama"], row["kurang"], row["status_berikut"], row["langkah"], digits))
    narrow = distance[distance["cadangan"] <= CLOSE[report.rule]].sort_values("cadangan")
    found += [
        words.narrow(row["nama"], row["cadangan"], row["status"], digits)
        for _, row in records(narrow.head(3))
    ]
    return found


def _distance_table(report: Report, below: pd.DataFrame) -> Table | None:
    if below.empty:
        return None
    digits = DIGITS[report.rule]
    steps = not below["langkah"].isna().all()
    columns = [
        Column("Desa"),
        Column("Status"),
        Column("Nilai", "angka"),
        Column("Status berikut"),
        Column("Kurang", "angka"),
    ]
    columns += [Column("Kenaikan butir", "angka", "paling sedikit")] if steps else []
    rows = [
        [row["nama"], row["status"], number(row["nilai"], digits), row["status_berikut"]]
        + [number(row["kurang"], digits)]
        + ([number(row["langkah"], 0)] if steps else [])
        for _, row in records(below)
    ]
    return Table(
        "tabel-jarak",
        "Jarak ke status berikut",
        columns,
        [Group(rows)],
        subtitle="Hanya desa yang belum Mandiri, yang terdekat lebih dahulu",
        stacked=True,
        whole=len(rows) <= 20,
        sample=report.is_sample("idm"),
    )
