"""Workbooks (xlsx, xls, ods) through calamine, every cell as the text a person would have typed."""

from __future__ import annotations

import datetime as dt
import io
import re

import pandas as pd
import python_calamine as calamine

from iku_helpers.inputs.importing.grids import CELL_LIMIT, MERGED_LIMIT, Grid, refuse, trimmed

_TYPED_AS_TEXT = re.compile(r"\A['’](?=\d)")
"""The apostrophe by which people keep Excel from taking digits for a number."""
_INVISIBLE = re.compile("[\u200b\ufeff\u200e]")


def read_spreadsheet(content: bytes, file: str) -> tuple[Grid, ...]:
    """The visible sheets of a workbook, in their order."""
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        visible = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible == calamine.SheetVisibleEnum.Visible
            and sheet.typ == calamine.SheetTypeEnum.WorkSheet
        ]
        return tuple(_grid(book, name, file) for name in visible)
    except BaseException as error:
        _translate(error, file)
        raise


def _translate(error: BaseException, file: str) -> None:
    """Say what the reading library could not do; what is not its failure is left to the caller.

    Its failures are not of one family: a damaged workbook can also end in a Rust panic, which is not even an
    ``Exception``.
    """
    if isinstance(error, calamine.PasswordError) or "assword" in str(error):
        raise refuse("Berkas dikunci dengan sandi; simpan dahulu tanpa sandi.", file) from None
    ours = type(error).__name__ == "PanicException" or isinstance(
        error, (calamine.CalamineError, ValueError, OSError, OverflowError)
    )
    if ours:
        raise refuse("Berkas rusak atau bukan buku kerja yang utuh, tidak dapat dibuka.", file) from None


def _grid(book: calamine.CalamineWorkbook, name: str, file: str) -> Grid:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height * sheet.total_width > CELL_LIMIT:
        raise refuse("Lembar terlalu besar untuk dibaca.", file, sheet=name)
    rows = [[cell_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    _spread(rows, sheet.merged_cell_ranges)
    cells = pd.DataFrame(rows, dtype="str") if rows else pd.DataFrame({0: pd.Series([], dtype="str")})
    cells.index = pd.RangeIndex(1, len(cells) + 1)
    return Grid(file, trimmed(cells), name)


def _spread(rows: list[list[str]], merged: list[tuple[tuple[int, int], tuple[int, int]]] | None) -> None:
    """Repeat a merged cell's text over the area it covers, so that each row and column has it."""
    covered = 0
    for (top, left), (bottom, right) in merged or []:
        covered += (bottom - top + 1) * (right - left + 1)
        if covered > MERGED_LIMIT:
            return
        for row in range(top, min(bottom + 1, len(rows))):
            for column in range(left, min(right + 1, len(rows[row]))):
                rows[row][column] = rows[top][left]


def cell_text(cell: object) -> str:
    """The text of a typed cell: whole floats without ".0", dates as ISO, nothing as "".

    >>> cell_text(5108032001.0), cell_text(0.8457), cell_text(dt.date(2024, 3, 31)), cell_text(None)
    ('5108032001', '0.8457', '2024-03-31', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e16 else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ", "seconds")
    text = str(cell).replace("\u00a0", " ").replace("\r\n", "\n").replace("\r", "\n")
    return _TYPED_AS_TEXT.sub("", _INVISIBLE.sub("", text).strip())
