"""Rows of a sheet that are not data: headers again, units, section titles, page numbers, sums and remarks."""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd
from pyarrow import compute as pc

from iku_helpers.inputs.importing.grids import Grid, blank_rows, flat
from iku_helpers.inputs.importing.words import plain

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


def repeated(data: pd.DataFrame, grid: Grid, rows: tuple[int, ...]) -> pd.Series:
    """Rows equal to the header, or to a heading just above it, as printed pages repeat them."""
    result = pd.Series(False, index=data.index)
    above = grid.cells.index[grid.cells.index <= rows[-1]][-HEADINGS:]
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


def under_header(data: pd.DataFrame, recognise: Callable[[str], str]) -> pd.Series:
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


def banner(data: pd.DataFrame) -> pd.Series:
    """Rows that repeat one text over at least three columns, as a merged line does."""
    if data.shape[1] < 3:
        return pd.Series(False, index=data.index)
    first = data[0]
    candidates = (first.str.len() > 4) & (first == data[1]) & (first == data[2])
    others = data.eq(first, axis=0) | (data == "")
    return candidates & others.all(axis=1)


def interruptions(data: pd.DataFrame) -> pd.Series:
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


def foot(data: pd.DataFrame) -> pd.Series:
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
