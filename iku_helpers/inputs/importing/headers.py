"""Where a table begins in a sheet: its title row or rows, and the rows below that are not data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from iku_helpers.inputs.importing import other_rows
from iku_helpers.inputs.importing.grids import Grid, blank_rows
from iku_helpers.inputs.importing.words import year_in

SEARCHED = 60
Recognise = Callable[[str], str]


@dataclass(frozen=True)
class Table:
    """A sheet's table: titles by place, data (index: sheet rows), the lines around it, rows left out."""

    grid: Grid
    rows: tuple[int, ...]
    titles: tuple[str, ...]
    data: pd.DataFrame
    around: tuple[str, ...]
    dropped: dict[str, int]


@dataclass(frozen=True)
class Head:
    """A possible header: its rows, the titles it gives, and how many fields those name."""

    rows: tuple[int, ...]
    titles: tuple[str, ...]
    score: int


def best_head(grid: Grid, recognise: Recognise, fixed: tuple[int, ...] | None = None) -> Head | None:
    """The header that names most fields, a single row before a double one; ``fixed`` is the layout's word."""
    top = grid.cells.head(max(SEARCHED, *(fixed or (0,))))
    lines = {
        int(str(row)): [str(cell) for cell in cells]
        for row, cells in zip(top.index, top.to_numpy(), strict=True)
    }
    if fixed:
        return _head(lines, fixed, recognise) if set(fixed) <= set(lines) else None
    rows = [row for row, line in lines.items() if any(line)]
    heads = [_head(lines, (row,), recognise) for row in rows]
    heads += [_head(lines, pair, recognise) for pair in pairwise(rows)]
    best = max(heads, key=lambda head: (head.score, -len(head.rows), -head.rows[0]), default=None)
    if best is None or best.score < 2:
        return None
    return _with_years(best, lines, rows, recognise)


def _with_years(head: Head, lines: dict[int, list[str]], rows: list[int], recognise: Recognise) -> Head:
    """The header with the row above it where that parts the columns by year, lest last year's be taken."""
    above = [row for row in rows if row < head.rows[0]][-1:]
    named = [field for title in head.titles if title and (field := recognise(title))]
    twice = len(set(named)) < len(named)
    if (
        twice
        and len(head.rows) == 1
        and above
        and len({year_in(cell) for cell in lines[above[0]]} - {None}) > 1
    ):
        return _head(lines, (above[0], head.rows[0]), recognise)
    return head


def _head(lines: dict[int, list[str]], rows: tuple[int, ...], recognise: Recognise) -> Head:
    titles = lines[rows[0]] if len(rows) == 1 else _combined(lines[rows[0]], lines[rows[-1]], recognise)
    fields = {recognise(title) for title in titles if title and len(title) < 400}
    return Head(rows, tuple(titles), len(fields - {""}))


def _combined(upper: list[str], lower: list[str], recognise: Recognise) -> list[str]:
    """Titles of a double header: the lower cell where it says enough alone, else with the group above it."""
    titles, group = [], ""
    for above, below in zip(upper, lower, strict=True):
        group = above or group
        year = year_in(group)
        if not below or above == below:
            titles.append(above or below)
        elif year is not None and year_in(below) is None:
            titles.append(f"{below} {year}")
        elif recognise(below) or not group:
            titles.append(below)
        else:
            titles.append(f"{group} {below}")
    return titles


def table_below(grid: Grid, head: Head, recognise: Recognise) -> Table:
    """The data below ``head``, without empty rows, repeated headers, column numbers and the foot."""
    last = head.rows[-1]
    data = grid.cells[grid.cells.index > last]
    above = grid.cells[grid.cells.index < head.rows[0]]
    around = _lines(above) + [
        text for place in data for text in data[place].tail(other_rows.FOOT).unique() if text
    ]
    dropped: dict[str, int] = {}

    def leave_out(reason: str, mask: pd.Series) -> None:
        nonlocal data
        if mask.any():
            dropped[reason] = dropped.get(reason, 0) + int(mask.sum())
            around.extend(_lines(data[mask].head(other_rows.FOOT)))
            data = data[~mask]

    leave_out("baris kosong", blank_rows(data))
    leave_out("baris judul yang berulang", other_rows.repeated(data, grid, head.rows))
    leave_out("baris di bawah judul yang bukan data", other_rows.under_header(data, recognise))
    leave_out("baris judul bagian", other_rows.banner(data))
    leave_out("baris jumlah dan catatan di bawah tabel", other_rows.foot(data))
    leave_out("baris jumlah atau nomor halaman di tengah tabel", other_rows.interruptions(data))
    return Table(grid, head.rows, head.titles, data, tuple(dict.fromkeys(around)), dropped)


def _lines(rows: pd.DataFrame) -> list[str]:
    """Each row as one text, since a note like "1 | = | sangat puas" may stand in several cells."""
    return [" ".join(dict.fromkeys(cell for cell in row if cell)) for row in rows.to_numpy().tolist()]
