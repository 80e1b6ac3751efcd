"""The one rounding (half up) and Indonesian number and date text; every figure, letter and sentence uses it.

Babel writes the text, but only of numbers already rounded here: left to itself it rounds half to even.
"""

from __future__ import annotations

import datetime as dt
import math
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

LOCALE = "id"
MINUS = "−"
MISSING = "–"
_NOISE_DIGITS = 9
_WORDS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")


def rounded(value: float, digits: int = 2) -> Decimal:
    """``value`` rounded half up to ``digits`` decimals, as regulations and reports round.

    Binary fractions lie a hair beside the decimal they stand for (88.305 is stored as 88.30499...), and a sum
    taken in another order moves the last bits. So the value is first read to nine decimals, the accuracy this
    package promises, and then rounded once.

    Raises ``ValueError`` for nan and infinity: an absent number has no rounding.

    >>> rounded(88.305), rounded(3.735), rounded(-0.005)
    (Decimal('88.31'), Decimal('3.74'), Decimal('-0.01'))
    >>> rounded(0.1 + 0.2 - 0.3 + 88.305)
    Decimal('88.31')
    """
    if not math.isfinite(value):
        raise ValueError(f"only a finite number can be rounded, got {value}")
    exact = Decimal(f"{value:.{_NOISE_DIGITS}f}")
    result = exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    return result if result else abs(result)


def number(value: float | None, digits: int = 2, *, signed: bool = False) -> str:
    """Indonesian text of a number: decimal comma, thousands point, true minus; a dash where it is absent.

    >>> number(84.615), number(4870, 0), number(-0.4, 1), number(1.724, signed=True), number(None)
    ('84,62', '4.870', '−0,4', '+1,72', '–')
    """
    if value is None or not math.isfinite(value):
        return MISSING
    decimal = rounded(value, digits)
    text = _written(abs(decimal), digits)
    if decimal < 0:
        return MINUS + text
    return f"+{text}" if signed and decimal > 0 else text


@lru_cache(maxsize=4096)
def _written(decimal: Decimal, digits: int) -> str:
    """Babel's text, kept: a page writes the same number in its drawing, its table and its sentence."""
    return format_decimal(decimal, "#,##0." + "0" * digits, locale=LOCALE).removesuffix(",")


def fill_caches() -> None:
    """Babel's Indonesian, loaded before it is needed: once for all reports forked from one process."""
    number(0.0)


def percent(value: float | None, digits: int = 2, *, signed: bool = False) -> str:
    """A percentage (0..100) as Indonesian text, the sign set without a space as Babel's ``id`` locale does.

    >>> percent(86.6667), percent(None)
    ('86,67%', '–')
    """
    text = number(value, digits, signed=signed)
    return text if text == MISSING else f"{text}%"


def count_word(count: int) -> str:
    """A count as a word up to ten, as figures above.

    >>> count_word(2), count_word(13), count_word(4870)
    ('dua', '13', '4.870')
    """
    return _WORDS[count] if 0 <= count < len(_WORDS) else number(count, 0)


def interval(lower: float, upper: float, digits: int = 1) -> str:
    """Limits as they stand in a sentence.

    >>> interval(83.14, 85.97)
    '83,1 sampai 86,0'
    """
    return f"{number(lower, digits)} sampai {number(upper, digits)}"


def probability(share: float) -> str:
    """A probability (0..1) in whole percent, never claiming certainty that was not computed.

    >>> probability(0.9973), probability(0.802), probability(0.003)
    ('lebih dari 99%', '80%', 'kurang dari 1%')
    """
    if share > 0.99:
        return "lebih dari 99%"
    if share < 0.01:
        return "kurang dari 1%"
    return percent(100 * share, 0)


def date(day: dt.date) -> str:
    """A date in Indonesian.

    >>> date(dt.date(2024, 12, 31))
    '31 Desember 2024'
    """
    return format_date(day, "d MMMM y", locale=LOCALE)


def period(start: dt.date, end: dt.date) -> str:
    """Two dates as a period, naming the year once where it is the same.

    >>> period(dt.date(2024, 6, 3), dt.date(2024, 11, 29))
    '3 Juni sampai 29 November 2024'
    """
    first = format_date(start, "d MMMM" if start.year == end.year else "d MMMM y", locale=LOCALE)
    return f"{first} sampai {date(end)}"


def joined(items: list[str]) -> str:
    """Names as an Indonesian enumeration.

    >>> joined(["Sepang"]), joined(["Kedis", "Telaga"]), joined(["Kedis", "Sepang", "Telaga"])
    ('Sepang', 'Kedis dan Telaga', 'Kedis, Sepang, dan Telaga')
    """
    return format_list(items, locale=LOCALE)
