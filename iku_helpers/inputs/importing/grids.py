"""A sheet as it was found: text cells keyed by their own row number, and where it came from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from iku_helpers.errors import InputError, Problem


def letter(place: int) -> str:
    """A column's letter as a spreadsheet shows it.

    >>> letter(0), letter(26)
    ('A', 'AA')
    """
    return (letter(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


@dataclass(frozen=True)
class Grid:
    """One sheet, every cell as text ("" where empty), its index the row numbers of the sheet (from 1)."""

    file: str
    cells: pd.DataFrame
    sheet: str | None = None

    def problem(self, message: str, row: object = None, **place: Any) -> Problem:
        """A ``Problem`` that stands in this sheet; ``row`` is its row number, as an index holds it."""
        number = None if row is None else int(str(row))
        return Problem(message, self.file, row=number, sheet=self.sheet, **place)

    def problems(
        self, message: str, cells: pd.Series, column: str | None = None, at: int | None = None, **place: Any
    ) -> list[Problem]:
        """One ``Problem`` for each of ``cells`` (index: rows), the first twenty of them.

        ``at`` is the column's place: in a workbook the cell is named as the workbook names it.
        """
        shown = cells.head(CELLS_TOLD).items()
        found = [self.problem(message, row, column=column, value=value, **place) for row, value in shown]
        if self.sheet is None or at is None:
            return found
        return [replace(problem, row=None, cell=f"{letter(at)}{problem.row}") for problem in found]


@dataclass(frozen=True)
class Source:
    """A file as handed over: its sheets, its fingerprint, and the date it carries itself (if any)."""

    path: Path
    sha256: str
    grids: tuple[Grid, ...]
    date: dt.date | None = None
    notes: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        """The file's name without its folders, which say nothing to another reader."""
        return self.path.name


def refuse(message: str, file: str, **place: Any) -> InputError:
    """An ``InputError`` of one sentence about ``file``."""
    return InputError(Problem(message, file, **place))


def flat(column: pd.Series) -> pa.Array:
    """A text column as one Arrow array (a column put together of several parts is chunked)."""
    found = pa.array(column.astype("str"), pa.large_string())
    return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found


def blank_rows(frame: pd.DataFrame) -> pd.Series:
    """Which rows hold nothing; columns are only looked at while some row may still be empty."""
    blank = pd.Series(True, index=frame.index)
    for place in range(frame.shape[1]):
        blank &= frame.iloc[:, place] == ""
        if not blank.any():
            break
    return blank


def trimmed(cells: pd.DataFrame) -> pd.DataFrame:
    """``cells`` without the columns that are empty from top to bottom at the right edge."""
    last = 0
    for place in range(cells.shape[1]):
        if (cells.iloc[:, place] != "").any():
            last = place + 1
    kept = cells.iloc[:, :last]
    kept.columns = pd.RangeIndex(last)
    return kept


MERGED_LIMIT = 100_000
"""A sheet with more merged cells than this is not one that people made by hand."""
CELL_LIMIT = 60_000_000
"""Cells a sheet may hold; beyond it a compressed file is refused rather than unpacked into memory."""
CELLS_TOLD = 20
"""Cells named in one report for one fault of one column."""
UNPACKED_LIMIT = 1_000_000_000
"""Bytes a compressed file may unpack to."""
