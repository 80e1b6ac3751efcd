"""The villages that moved between statuses since the earlier year, by kecamatan and in one matrix."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from iku_helpers import rules
from iku_helpers.method import desa
from iku_helpers.numbers import number
from iku_helpers.pages.blocks import Block, note
from iku_helpers.pages.blocks import together as blocks
from iku_helpers.pages.charts.words import records
from iku_helpers.pages.recap import words
from iku_helpers.pages.recap.recap import Recap
from iku_helpers.pages.sentences import villages
from iku_helpers.pages.tables import Column, Group, Table

UP, DOWN = "naik", "turun"


def movers(recap: Recap) -> Block:
    """Who moved, or why that cannot be told."""
    if not recap.movements:
        return note(_why_not(recap))
    left = [recap.names[slug] for slug in recap.now.reports if slug not in recap.movements]
    reason = "statusnya tidak ada dalam kedua tahun"
    absent = words.part_of("perpindahan status", left, reason)
    return blocks(_table(recap), note(absent) if absent else None, _matrix_table(recap))


def movers_headline(recap: Recap) -> tuple[str, str]:
    """How many moved, for the summary."""
    if not recap.movements or recap.earlier is None:
        return "", ""
    return f"{words.moved(_count(recap, UP), _count(recap, DOWN), recap.earlier.tahun)}.", ""


def _count(recap: Recap, direction: str) -> int:
    return sum(int((moved["arah"] == direction).sum()) for moved in recap.movements.values())


def _why_not(recap: Recap) -> str:
    earlier = recap.earlier
    if earlier is None:
        return villages.no_movement(recap.now.rule, None, None)
    return villages.no_movement(recap.now.rule, earlier.rule, earlier.tahun)


def _table(recap: Recap) -> Table:
    year = 0 if recap.earlier is None else recap.earlier.tahun
    risen, fallen = _count(recap, UP), _count(recap, DOWN)
    kinds = [(UP, "Naik", risen), (DOWN, "Turun", fallen)]
    shown = [(kind, head) for kind, head, count in kinds if count] or [(UP, "Naik")]
    rows = []
    for slug, moved in recap.movements.items():
        told = [_became(recap, slug, moved, kind) for kind, _ in shown]
        if any(told):
            rows.append([recap.names[slug], *(text or "–" for text in told)])
    still = [recap.names[slug] for slug, moved in recap.movements.items() if not _any_moved(moved)]
    return Table(
        "tabel-pindah",
        words.moved(risen, fallen, year),
        [Column("Kecamatan", "tetap"), *(Column(head) for _, head in shown)],
        [Group(rows)] if rows else [],
        subtitle=f"Desa dan status barunya, {year} ke {recap.tahun}",
        notes=(f"Tanpa perubahan status: {words.listed(still, 'kecamatan')}.",) if still and rows else (),
        finding=True,
        stacked=True,
        whole=False,
        sample=recap.is_sample("idm"),
    )


def _any_moved(moved: pd.DataFrame) -> bool:
    return bool(moved["arah"].isin([UP, DOWN]).any())


def _became(recap: Recap, slug: str, moved: pd.DataFrame, direction: str) -> str:
    """The villages that went one way, by the status they reached, best first."""
    names = recap.now.reports[slug].desa["nama"].reindex(moved.index)
    kept = pd.DataFrame({"nama": names, "status": moved["status"]})[moved["arah"] == direction]
    return "; ".join(
        f"{', '.join(sorted(kept['nama'][kept['status'] == status]))} menjadi {status}"
        for status in reversed(rules.STATUSES)
        if (kept["status"] == status).any()
    )


def matrix(recap: Recap) -> pd.DataFrame:
    """Villages by status before (rows) and after (columns), over every kecamatan followed."""
    reports = [recap.now.reports[slug] for slug in recap.movements]
    held = [
        desa.movement_matrix(one.earlier.villages, one.desa) for one in reports if one.earlier is not None
    ]
    total: pd.DataFrame = sum(held[1:], start=held[0])
    return total


def _matrix_table(recap: Recap) -> Table | None:
    if recap.earlier is None:
        return None
    counts, year = matrix(recap), recap.earlier.tahun
    held = [status for status in reversed(rules.STATUSES) if counts.loc[status].any() or counts[status].any()]
    rows = [[status, *_cells(counts, status, held)] for status in held]
    return Table(
        "tabel-matriks",
        f"Dari status {year} ke status {recap.tahun}",
        [Column(f"Status {year}"), *(Column(status, "angka", str(recap.tahun)) for status in held)],
        [Group(rows)],
        subtitle="Jumlah desa; angka di kiri diagonal naik, di kanannya turun",
        tight=True,
        sample=recap.is_sample("idm"),
    )


def _cells(counts: pd.DataFrame, status: str, held: list[str]) -> Iterator[str]:
    row = dict(records(counts))[status]
    yield from (number(row[other], 0) for other in held)
