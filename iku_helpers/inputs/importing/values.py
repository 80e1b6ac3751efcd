"""Cells as values: dates in every shape, numbers with either decimal sign, ya or tidak, L or P.

Each reader works on a column's distinct values, so that a million rows cost little. It gives
the values, the rows it could not read, and counts worth telling.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from iku_helpers.inputs.importing.words import plain

MISSING_WORDS = frozenset(
    {"", "-", "--", "---", "–", "—", ".", "?", "n/a", "na", "nan", "none", "null", "nihil", "#n/a",
     "tidak diisi", "tidak ada data", "tidak menjawab", "tidak tahu", "kosong", "tt", "tj"}
)  # fmt: skip
_ZERO_DATES = re.compile(
    r"0{1,4}[-/.]0{1,2}[-/.]0{1,4}(?:[ t]00:00(?::00)?)?|1900-01-0[01]|1970-01-01(?:[ t]0.*)?"
)
_MONTHS = {
    "jan": 1, "januari": 1, "january": 1, "feb": 2, "februari": 2, "pebruari": 2, "february": 2, "peb": 2,
    "mar": 3, "maret": 3, "march": 3, "apr": 4, "april": 4, "mei": 5, "may": 5, "jun": 6, "juni": 6,
    "june": 6, "jul": 7, "juli": 7, "july": 7, "agu": 8, "ags": 8, "agt": 8, "agus": 8, "agustus": 8,
    "aug": 8, "august": 8,
    "sep": 9, "sept": 9, "september": 9, "okt": 10, "oktober": 10, "oct": 10, "october": 10, "nov": 11,
    "nopember": 11, "nop": 11, "november": 11, "des": 12, "desember": 12, "dec": 12, "december": 12,
}  # fmt: skip
_TIME = r"(?:[ ,t]+(?:pukul )?\d{1,2}[:.]\d{2}.*)?"
_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}")
_DMY = re.compile(rf"(\d{{1,2}})[-/. ](\d{{1,2}})[-/. ](\d{{4}}|\d{{2}}){_TIME}")
_MONTH_FIRST = re.compile(rf"(?:[a-z']+,? )?([a-z]{{3,9}})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}}){_TIME}")
_NAMED = re.compile(rf"(?:[a-z']+ ?[,/]? ?)?(\d{{1,2}})[-/. ]*([a-z]+)[-/., ]*(\d{{4}}|\d{{2}}){_TIME}")
_COMPACT = re.compile(r"(20\d\d)(\d\d)(\d\d)")
_SERIAL = re.compile(r"([2-6]\d{4})(?:[.,]\d+)?")
_EXCEL_EPOCH = dt.date(1899, 12, 30)

_TELLING = 3
"""Dates of either kind from which a pattern among them is no chance."""

Order = Literal["hari-bulan", "bulan-hari"]


@dataclass(frozen=True)
class Reading:
    """A column as read: canonical text (or numbers as text), the rows it could not read, and notes."""

    values: pd.Series
    unread: pd.Series
    missing: int = 0
    notes: tuple[str, ...] = ()


def mapped(
    column: pd.Series, read: Callable[[str], str | None], more_missing: Collection[str] = ()
) -> Reading:
    """``column`` through ``read`` (None: not readable), once per distinct value."""
    codes, distinct = pd.factorize(column)
    empty = MISSING_WORDS | {word.casefold() for word in more_missing}
    found = ["" if text.casefold() in empty else read(text) for text in distinct]
    marked = sum(
        (codes == code).sum() for code, text in enumerate(distinct) if text and text.casefold() in empty
    )
    values = pd.Series(pd.array([text or "" for text in found], dtype="str").take(codes), index=column.index)
    bad = pd.Series(pd.array([text is None for text in found], dtype=bool).take(codes), index=column.index)
    return Reading(values, column[bad], int(marked))


def dates(column: pd.Series, order: Order | None = None) -> Reading:
    """Dates as ISO text. Slashed dates are day first, unless one in the column can only be month first."""
    distinct = [text.casefold() for text in column.unique()]
    zero = frozenset(text for text in distinct if _ZERO_DATES.fullmatch(text))
    chosen, note = (order, None) if order else _order(distinct)
    if chosen is None:
        blank = pd.Series("", index=column.index, dtype="str")
        return Reading(blank, column[column != ""], 0, (note or "",))
    reading = mapped(column, lambda text: _date_text(text, chosen), zero)
    notes = tuple(text for text in (note, _half_turned(distinct)) if text)
    return Reading(reading.values, reading.unread, reading.missing, notes)


def _order(distinct: list[str]) -> tuple[Order | None, str | None]:
    pairs = [
        (int(match.group(1)), int(match.group(2))) for text in distinct if (match := _DMY.fullmatch(text))
    ]
    day_first, month_first = (any(pair[place] > 12 for pair in pairs) for place in (0, 1))
    if day_first and month_first:
        return None, "sebagian tanggal berurutan hari-bulan dan sebagian bulan-hari"
    if month_first:
        return (
            "bulan-hari",
            "tanggal bergaris miring dibaca bulan-hari, karena ada yang angka keduanya lebih dari 12",
        )
    if pairs and not day_first:
        return (
            "hari-bulan",
            "tanggal bergaris miring dibaca hari-bulan; semuanya juga dapat dibaca bulan-hari",
        )
    return "hari-bulan", None


def _half_turned(distinct: list[str]) -> str | None:
    """Excel of another language turns "3/6/2024" into 6 March and leaves "14/6/2024" a text."""
    days = [int(match[3]) for text in distinct if (match := _ISO.fullmatch(text))]
    texts = [int(match[1]) for text in distinct if (match := _DMY.fullmatch(text))]
    if len(days) < _TELLING or len(texts) < _TELLING or max(days) > 12 or min(texts) <= 12:
        return None
    return (
        "periksa tanggalnya: yang berupa tanggal Excel semuanya berhari 12 ke bawah dan yang berupa teks "
        "semuanya di atas 12, jadi hari dan bulannya mungkin tertukar di Excel"
    )


def date_of(text: str, order: Order = "hari-bulan") -> dt.date | None:
    """The date in one cell.

    >>> [str(date_of(text)) for text in ("3/2/2024", "45383", "Senin, 3 Pebruari 2024")]
    ['2024-02-03', '2024-04-01', '2024-02-03']
    """
    text = text.casefold().strip()
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
    elif match := _DMY.fullmatch(text):
        day, month, year = match.groups() if order == "hari-bulan" else (match[2], match[1], match[3])
    elif match := _NAMED.fullmatch(text):
        day, month, year = match[1], str(_MONTHS.get(match[2], 0)), match[3]
    elif match := _MONTH_FIRST.fullmatch(text):
        day, month, year = match[2], str(_MONTHS.get(match[1], 0)), match[3]
    elif match := _COMPACT.fullmatch(text):
        year, month, day = match.groups()
    elif match := _SERIAL.fullmatch(text):
        return _EXCEL_EPOCH + dt.timedelta(days=int(match[1]))
    else:
        return None
    try:
        return dt.date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None


def _date_text(text: str, order: Order) -> str | None:
    found = date_of(text, order)
    return None if found is None else found.isoformat()


def number_text(text: str) -> str | None:
    """A number in its shortest decimal form, from either decimal sign; thousands points are understood.

    >>> [number_text(text) for text in ("0,8457", "0.7600", "1.234,5", "4 ", "abc", "1,234.5")]
    ['0.8457', '0.76', '1234.5', '4', None, '1234.5']
    """
    compact = re.sub(r"\s", "", text)
    if re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})+,\d+", compact):
        compact = compact.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+\.\d+", compact):
        compact = compact.replace(",", "")
    compact = compact.replace(",", ".")
    if not re.fullmatch(r"[+-]?(\d{1,15}(\.\d*)?|\.\d+)(e[+-]?\d{1,2})?", compact.casefold()):
        return None
    value = float(compact)
    return str(int(value)) if value.is_integer() else repr(value)


_YES = frozenset(
    ("ya", "y", "yes", "iya", "ada", "sudah", "lengkap", "true", "benar", "v", "√", "✓", "✔", "☑", "1",
     "sesuai", "terbit")
)  # fmt: skip
_NO = frozenset(
    ("tidak", "t", "tdk", "no", "n", "tidak ada", "belum", "belum ada", "tidak lengkap", "belum lengkap",
     "kurang lengkap", "tidak sesuai", "false", "salah", "☐", "0")
)  # fmt: skip


def yes_no(text: str) -> str | None:
    """``ya`` or ``tidak``.

    >>> yes_no("Sudah"), yes_no("belum ada"), yes_no("x")
    ('ya', 'tidak', None)
    """
    word = " ".join(text.casefold().split())
    return "ya" if word in _YES else "tidak" if word in _NO else None


_MALE = {"l", "lk", "laki", "laki laki", "lelaki", "pria", "male", "m", "1 laki laki", "cowok", "putra"}
_FEMALE = {"p", "pr", "perempuan", "wanita", "female", "f", "w", "2 perempuan", "cewek", "putri"}


def sex(text: str) -> str | None:
    """``L`` or ``P``.

    >>> sex("Laki-laki"), sex("WANITA"), sex("3")
    ('L', 'P', None)
    """
    word = plain(text)
    return "L" if word in _MALE else "P" if word in _FEMALE else None


def age(text: str) -> str | None:
    """Whole years; "34 tahun" is 34, a range is not an age.

    >>> age("34 thn"), age("21.0"), age("25-34"), age("340")
    ('34', '21', None, None)
    """
    match = re.fullmatch(r"(\d{1,3})(?:[.,]0+)?(?: ?(?:tahun|thn|th|tahun))?\.?", text.casefold().strip())
    return match[1].lstrip("0") or "0" if match and int(match[1]) <= 120 else None
