"""One table a sheet: the look, the number formats and the print set-up that all sheets of the annex share."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

if TYPE_CHECKING:
    from iku_helpers.pages.report import Report

Kind = Literal["teks", "urutan", "bulat", "desimal", "indeks", "persen", "tanggal"]
SAMPLE_NOTE = "Memakai data contoh, bukan angka resmi."

TITLE_ROW, NOTE_ROW, HEAD_ROW = 0, 1, 3
_A4 = 9
_LINE_HEIGHT = 15
_FORMATS: dict[str, dict[str, Any]] = {
    "judul": {"bold": True, "font_size": 14, "font_color": "#1b1f24"},
    "judul-kecil": {"bold": True},
    "catatan": {"font_color": "#57606a"},
    "contoh": {"font_color": "#7a4a00", "bold": True},
    "kepala": {
        "bold": True,
        "text_wrap": True,
        "valign": "bottom",
        "bottom": 1,
        "bg_color": "#eaeef2",
        "align": "left",
        "indent": 1,
    },
    "kepala-angka": {
        "bold": True,
        "text_wrap": True,
        "valign": "bottom",
        "align": "right",
        "bottom": 1,
        "bg_color": "#eaeef2",
    },
    "teks": {"num_format": "@", "text_wrap": True, "align": "left", "valign": "top", "indent": 1},
    "urutan": {"num_format": "0", "align": "left", "valign": "top", "indent": 1},
    "bulat": {"num_format": "#,##0", "valign": "top"},
    "desimal": {"num_format": "0.0000", "valign": "top"},
    "indeks": {"num_format": "0.00", "valign": "top"},
    "persen": {"num_format": '0.00"%"', "valign": "top"},
    "tanggal": {"num_format": "dd/mm/yyyy", "align": "right", "valign": "top"},
    "hasil": {"num_format": "0.00", "bold": True, "bg_color": "#eaeef2"},
    "hasil-teks": {"bold": True},
}


@dataclass(frozen=True)
class Column:
    """A column of a sheet: its head, how its cells read, and its width in characters."""

    label: str
    kind: Kind = "teks"
    width: float = 12


@dataclass(frozen=True)
class Sheet:
    """A table as one sheet. ``name`` is the tab, ``rows`` plain values, None or nan an empty cell."""

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    note: str = ""
    sample: bool = False


class Book:
    """A workbook under way, with the formats that its sheets share."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.formats: dict[str, Format] = {name: workbook.add_format(look) for name, look in _FORMATS.items()}

    def begin(self, name: str, title: str, note: str, sample: bool) -> Worksheet:
        """A sheet with its title and remark, ready to be printed on A4."""
        page = self.workbook.add_worksheet(name)
        page.hide_gridlines(2)
        page.write_string(TITLE_ROW, 0, title, self.formats["judul"])
        remark = " ".join(part for part in (note, SAMPLE_NOTE if sample else "") if part)
        page.write_string(NOTE_ROW, 0, remark, self.formats["contoh" if sample else "catatan"])
        page.set_landscape()
        page.set_paper(_A4)
        page.set_margins(left=0.7, right=0.7, top=0.9, bottom=0.8)
        page.fit_to_pages(1, 0)
        page.set_header("&L" + title.replace("&", "&&")[:200] + ("&RDATA CONTOH" if sample else ""))
        page.set_footer("&L&A&RHalaman &P dari &N")
        return page

    def head(self, page: Worksheet, row: int, columns: Sequence[Column]) -> None:
        """The head row: written, wide enough, repeated on every printed page and held while scrolling."""
        for place, column in enumerate(columns):
            page.write_string(row, place, column.label, self.formats[_head_look(column)])
            page.set_column(place, place, column.width)
        page.set_row(row, _LINE_HEIGHT * _lines(columns, [column.label for column in columns]) + 3)
        page.repeat_rows(row)
        page.freeze_panes(row + 1, 1)

    def write(self, sheet: Sheet) -> None:
        """``sheet`` as a tab of its own."""
        page = self.begin(sheet.name, sheet.title, sheet.note, sheet.sample)
        self.head(page, HEAD_ROW, sheet.columns)
        for order, values in enumerate(sheet.rows, start=HEAD_ROW + 1):
            page.set_row(order, _LINE_HEIGHT * _lines(sheet.columns, values))
            for place, (column, value) in enumerate(zip(sheet.columns, values, strict=True)):
                self._cell(page, (order, place), column.kind, value)
        if sheet.rows:
            last = HEAD_ROW + len(sheet.rows), len(sheet.columns) - 1
            heads = [
                {"header": column.label, "header_format": self.formats[_head_look(column)]}
                for column in sheet.columns
            ]
            table = {
                "name": _table_name(sheet.name),
                "columns": heads,
                "autofilter": False,
                "style": "Table Style Light 1",
            }
            page.add_table(HEAD_ROW, 0, *last, {**table, "banded_rows": False})

    def _cell(self, page: Worksheet, place: tuple[int, int], kind: Kind, value: object) -> None:
        look = self.formats[kind]
        if empty(value):
            page.write_blank(*place, None, look)
        else:
            _WRITERS[kind](page)(*place, _plain(kind, value), look)


def sheet_title(report: Report, subject: str) -> str:
    """What a sheet shows, of which kecamatan and year."""
    return f"{subject}, {report.place} {report.tahun}"


def _lines(columns: Sequence[Column], values: Sequence[object]) -> int:
    """How many lines the tallest text of a row takes; not every spreadsheet works that out by itself."""
    pairs = zip(columns, values, strict=True)
    heights = (
        len(wrap(text, max(4, int(column.width) - 3))) for column, text in pairs if isinstance(text, str)
    )
    return max(1, *heights, 1)


def empty(value: object) -> bool:
    """Whether a cell has nothing to say."""
    return bool(pd.isna(value)) or value == ""  # type: ignore[call-overload]


def _plain(kind: Kind, value: Any) -> object:
    if kind == "teks":
        return str(value)
    if kind == "tanggal":
        return dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001
    found = float(value)
    if not math.isfinite(found):
        raise ValueError(f"Nilai {value!r} tidak dapat ditulis ke lembar Excel.")
    return found


def _number(page: Worksheet) -> Callable[..., int]:
    return page.write_number  # type: ignore[no-any-return]


_WRITERS: dict[Kind, Callable[[Worksheet], Callable[..., int]]] = {
    "teks": lambda page: page.write_string,
    "tanggal": lambda page: page.write_datetime,
    "urutan": _number,
    "bulat": _number,
    "desimal": _number,
    "indeks": _number,
    "persen": _number,
}


def _head_look(column: Column) -> str:
    return "kepala" if column.kind in ("teks", "urutan") else "kepala-angka"


def _table_name(sheet: str) -> str:
    return "Tabel" + "".join(char for char in sheet.title() if char.isalnum())
