"""Where a table begins in a sheet: its title row or rows, and the rows below that are not data."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd
from pyarrow import compute as pc

from iku_helpers.inputs.importing.grids import Grid, blank_rows, flat
from iku_helpers.inputs.importing.words import plain, year_in

SEARCHED = 60
FOOT = 60
HEADINGS = 3
"""Rows above the data that may come again on the next printed page."""
_FOOTER = re.compile(
    r"(jumlah|total|jml|rata rata|rerata|nrr|nilai (rata|ikm|per unsur|unsur|indeks)|ikm|indeks kepuasan"
    r"|bobot|nilai rata rata|mutu|kinerja unit)\b.*"
)
_REMARK = re.compile(
    r"(?:mengetahui|keterangan|ket|catatan|sumber(?: data)?)\.?\s*(?:[:;,=*(].*|\d*)", re.DOTALL
)
_UNIT = re.compile(
    r"[(\[]?(?:l ?/ ?p|lk ?/ ?pr|tahun|thn|th|orang|rp|rupiah|persen|%|skor|nilai|angka|teks|isian"
    r"|ya ?/ ?tidak|(?:tgl|dd|hh)[/-](?:bln|mm|bb)[/-](?:thn|yy(?:yy)?|tttt|tt)"
    r"|[1a] ?(?:-|–|s/?d|sampai(?: dengan)?) ?(?:\d{1,3}|d)"
    r"|1[,/ ]+2[,/ ]+3[,/ ]+4)[)\]]?"
)
_PAGE = re.compile(r"(?i)(?:halaman|hal|page|lembar)\b\D{0,6}\d+(?:\D{1,8}\d+)?")
_BETWEEN = (
    r"(?i)^(?:sub ?-?total|jumlah|total|rata[ -]?rata|rerata|nrr|halaman|hal\.? ?\d|page \d|lanjutan)\b"
)
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
    if len(head.rows) == 1 and above and len({year_in(cell) for cell in lines[above[0]]} - {None}) > 1:
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
    around = _lines(above) + [text for place in data for text in data[place].tail(FOOT).unique() if text]
    dropped: dict[str, int] = {}

    def leave_out(reason: str, mask: pd.Series) -> None:
        nonlocal data
        if mask.any():
            dropped[reason] = dropped.get(reason, 0) + int(mask.sum())
            around.extend(_lines(data[mask].head(FOOT)))
            data = data[~mask]

    leave_out("baris kosong", blank_rows(data))
    leave_out("baris judul yang berulang", _repeated(data, grid, head))
    leave_out("baris di bawah judul yang bukan data", _under_header(data, recognise))
    leave_out("baris judul bagian", _banner(data))
    leave_out("baris jumlah dan catatan di bawah tabel", _foot(data))
    leave_out("baris jumlah atau nomor halaman di tengah tabel", _interruptions(data))
    return Table(grid, head.rows, head.titles, data, tuple(dict.fromkeys(around)), dropped)


def _lines(rows: pd.DataFrame) -> list[str]:
    """Each row as one text, since a note like "1 | = | sangat puas" may stand in several cells."""
    return [" ".join(dict.fromkeys(cell for cell in row if cell)) for row in rows.to_numpy().tolist()]


def _repeated(data: pd.DataFrame, grid: Grid, head: Head) -> pd.Series:
    result = pd.Series(False, index=data.index)
    above = grid.cells.index[grid.cells.index <= head.rows[-1]][-HEADINGS:]
    for row in above:
        line = grid.cells.loc[row]
        if line[line != ""].nunique() < 2:
            continue
        named = [place for place in line.index if line[place]]
        same = pd.Series(bool(named), index=data.index)
        for place in named:
            same &= data[place].str.casefold() == str(line[place]).casefold()
            if not same.any():
                break
        result |= same
    return result


def _under_header(data: pd.DataFrame, recognise: Recognise) -> pd.Series:
    """Rows directly under the header that number the columns, give their units or name them once more."""
    result = pd.Series(False, index=data.index)
    for row in data.index[:3]:
        cells = [str(cell) for cell in data.loc[row] if cell]
        bare = [re.sub(r"\D", "", cell) if len(cell) <= 4 else "" for cell in cells]
        numbered = len(cells) >= 5 and bare == [str(number) for number in range(1, len(cells) + 1)]
        named = {recognise(cell) for cell in cells} - {""}
        units = len(cells) >= 2 and all(_UNIT.fullmatch(" ".join(cell.casefold().split())) for cell in cells)
        if not (units or numbered or (len(named) >= 3 and 2 * len(named) >= len(cells))):
            break
        result[row] = True
    return result


def _banner(data: pd.DataFrame) -> pd.Series:
    """Rows that repeat one text over at least three columns, as a merged line does."""
    if data.shape[1] < 3:
        return pd.Series(False, index=data.index)
    first = data[0]
    candidates = (first.str.len() > 4) & (first == data[1]) & (first == data[2])
    others = data.eq(first, axis=0) | (data == "")
    return candidates & others.all(axis=1)


def _interruptions(data: pd.DataFrame) -> pd.Series:
    """Sums of a part and page numbers between the rows of respondents, which leave most cells empty."""
    result = pd.Series(False, index=data.index)
    for place in list(data)[:3]:
        result |= pd.Series(
            pc.match_substring_regex(flat(data[place]), _BETWEEN).to_pylist(), index=data.index
        )
    sums = data[result]
    result[sums.index] = (sums == "").sum(axis=1) > 1
    bare = data[blank_rows(data.iloc[:, :3])]
    alone = bare[(bare != "").sum(axis=1) == 1]
    pages = [
        row
        for row, cells in zip(alone.index, alone.to_numpy(), strict=True)
        if _PAGE.fullmatch("".join(cells))
    ]
    return result | data.index.isin(pages)


def _foot(data: pd.DataFrame) -> pd.Series:
    """Sums and averages in the last rows, and the short lines (place, signature) after the first of them."""
    result = pd.Series(False, index=data.index)
    begun = False
    foot = data.tail(FOOT)
    for row, values in zip(foot.index, foot.to_numpy(), strict=True):
        cells = [str(cell) for cell in values if cell]
        words = [plain(cell) for cell in cells[:2]]
        # A remark is marked off and leaves columns empty; "Keterangan usaha" is the name of a service.
        marked = any(_REMARK.fullmatch(cell.casefold()) for cell in cells[:2])
        remark = len(cells) < len(values) and marked
        if remark or any(_FOOTER.fullmatch(word) for word in words):
            begun = True
            result[row] = True
        elif begun and len(cells) <= 2:
            result[row] = True
    return result
