"""Excel forms: entry cells open, everything else locked, each column with its list or its limits.

The same content gives the same bytes: no clock and no user name is written.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

LAST_ROW = 1_048_575
LISTS = "Daftar"
_LINE_LENGTH = 88
_TEXT_WIDTH = 78
_A4 = 9
_MADE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
_INK, _ACCENT, _PALE, _LINE = "#1b1f24", "#0b5cad", "#eaf2fb", "#d0d7de"


@dataclass(frozen=True)
class Entry:
    """One column of a form: its title and width, what may be typed, whether it comes filled and locked."""

    name: str
    title: str
    width: float
    hint: str = ""
    words: tuple[str, ...] = ()
    limits: tuple[float, float] | None = None
    days: tuple[dt.date, dt.date] | None = None
    whole: bool = False
    free: bool = False
    locked: bool = False


class Form:
    """A workbook being made: instructions first, then entry sheets, then what is worked out from them."""

    def __init__(self) -> None:
        self._stream = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book: Any = xlsxwriter.Workbook(self._stream, options)
        self._book.set_properties({"created": _MADE, "author": "", "title": "Formulir IKU"})
        line = {"border": 1, "border_color": _LINE, "font_color": _INK, "valign": "top"}
        self._head = self._book.add_format(
            line | {"bold": True, "bg_color": _PALE, "text_wrap": True, "valign": "vcenter"}
        )
        self._open = self._book.add_format({"locked": False, "valign": "top"})
        self._wrap = self._book.add_format({"locked": False, "valign": "top", "text_wrap": True})
        self._text = self._book.add_format({"locked": False, "valign": "top", "num_format": "@"})
        self._day = self._book.add_format({"locked": False, "valign": "top", "num_format": "yyyy-mm-dd"})
        self._fixed = self._book.add_format({"bg_color": "#f6f8fa", "font_color": _INK, "num_format": "@"})
        self._title = self._book.add_format({"bold": True, "font_size": 15, "font_color": _ACCENT})
        self._words = self._book.add_format({"text_wrap": True, "valign": "top", "font_color": _INK})
        self._figure = self._book.add_format({"num_format": "0.00", "font_color": _INK, "align": "left"})
        self._count = self._book.add_format({"num_format": "0", "font_color": _INK, "align": "left"})
        self._lists: list[tuple[str, ...]] = []

    def instructions(self, title: str, lines: Sequence[str]) -> None:
        """The first page: how to fill the form and send it back."""
        page = self._book.add_worksheet("Petunjuk")
        page.hide_gridlines(2)
        page.set_column(0, 0, _TEXT_WIDTH)
        page.set_row(0, 24)
        page.write_string(0, 0, title, self._title)
        for row, line in enumerate(lines, start=2):
            page.set_row(
                row, 16 * max(1, -(-len(line) // _LINE_LENGTH))
            )  # wrapped lines are not fitted on opening
            page.write_string(row, 0, line, self._words)
        _for_paper(page)
        page.protect()

    def entry_sheet(self, name: str, entries: Sequence[Entry], rows: Sequence[Sequence[str]] = ()) -> None:
        """One sheet for typing; ``rows`` are cells that are already known, as canonical text."""
        page = self._book.add_worksheet(name)
        page.freeze_panes(1, sum(entry.locked for entry in entries) or 1)
        page.set_row(0, 80)
        for place, entry in enumerate(entries):
            page.set_column(place, place, entry.width, None if entry.locked else self._style(entry))
            page.write_string(0, place, entry.title, self._head)
            if not entry.locked:
                self._validate(page, place, entry)
        for row, cells in enumerate(rows, start=1):
            for place, (entry, text) in enumerate(zip(entries, cells, strict=True)):
                self._write(page, row, place, entry, text)
        page.hide_gridlines(0)
        page.repeat_rows(0)
        _for_paper(page, wide=True)
        page.protect("", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True})
        if name != "Petunjuk" and len(self._book.worksheets()) == 2:
            page.activate()

    def _style(self, entry: Entry) -> Any:
        if entry.days is not None:
            return self._day
        if entry.limits is not None:
            return self._open
        return self._wrap if entry.free and entry.width > 40 else self._text

    def _write(self, page: Any, row: int, place: int, entry: Entry, text: str) -> None:
        style = self._fixed if entry.locked else self._style(entry)
        if not text:
            return
        if entry.days is not None:
            page.write_datetime(row, place, dt.datetime.fromisoformat(text), style)
        elif entry.limits is not None:
            page.write_number(row, place, float(text), style)
        else:
            page.write_string(row, place, text, style)

    def _validate(self, page: Any, place: int, entry: Entry) -> None:
        rule: dict[str, Any] = {
            "ignore_blank": True,
            "error_title": "Isi belum sesuai",
            "error_message": entry.hint,
        }
        if entry.hint:
            rule |= {"input_title": entry.title[:32], "input_message": entry.hint}
        if entry.words:
            rule |= {"validate": "list", "source": self._listed(entry.words)}
        elif entry.limits is not None:
            kind = "integer" if entry.whole else "decimal"
            rule |= {"validate": kind, "criteria": "between"}
            rule |= {"minimum": entry.limits[0], "maximum": entry.limits[1]}
        elif entry.days is not None:
            rule |= {
                "validate": "date",
                "criteria": "between",
                "minimum": entry.days[0],
                "maximum": entry.days[1],
            }
        else:
            rule |= {"validate": "any"}
        if entry.free:
            rule["error_type"] = "information"
        page.data_validation(1, place, LAST_ROW, place, rule)

    def _listed(self, words: tuple[str, ...]) -> list[str] | str:
        """A short list goes into the cell's own rule, a long one onto the hidden page of lists."""
        if len(",".join(words)) <= 200 and not any("," in word for word in words):
            return list(words)
        if words not in self._lists:
            self._lists.append(words)
        column = chr(ord("A") + self._lists.index(words))
        return f"={LISTS}!${column}$1:${column}${len(words)}"

    def summary(self, rows: Sequence[tuple[str, str]]) -> None:
        """What the entries give so far: locked formulas on a page of their own."""
        page = self._book.add_worksheet("Ringkasan")
        page.hide_gridlines(2)
        _for_paper(page)
        page.set_column(0, 0, 52)
        page.set_column(1, 1, 14)
        page.write_string(0, 0, "Ringkasan isian (terhitung sendiri)", self._title)
        for row, (label, formula) in enumerate(rows, start=2):
            page.write_string(row, 0, label, self._words)
            counted = formula.startswith(("=COUNT", "=SUM")) or formula[1:].isdecimal()
            page.write_formula(row, 1, formula, self._count if counted else self._figure, "")
        page.protect()

    def content(self) -> bytes:
        """The finished workbook."""
        if self._lists:
            page = self._book.add_worksheet(LISTS)
            for column, words in enumerate(self._lists):
                page.write_column(0, column, words)
            page.hide()
        self._book.close()
        return self._stream.getvalue()


def _for_paper(page: Any, *, wide: bool = False) -> None:
    """One page wide on A4: forms are printed and filled with a pen as often as on a screen."""
    page.set_paper(_A4)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    page.fit_to_pages(1, 0)
    if wide:
        page.set_landscape()
