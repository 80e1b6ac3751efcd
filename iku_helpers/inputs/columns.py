"""What a column of a canonical table is: meaning, unit, allowed values, example, and how its text is read."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "number", "date"]
Reader = Callable[[str], object]
"""A cell's text as a value; raises ValueError where the text is not allowed."""


@dataclass(frozen=True)
class Column:
    """One column. ``required``: no row may leave it empty; ``optional``: the whole column may be absent."""

    name: str
    meaning: str
    allowed: str
    example: str
    reader: Reader
    kind: Kind = "text"
    unit: str = ""
    required: bool = True
    optional: bool = False
    advice: str | None = None


@dataclass(frozen=True)
class Schema:
    """One table: its name (its file's too), what it holds, its columns; ``key`` tells rows apart."""

    name: str
    holds: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        """Column names in their canonical order."""
        return [column.name for column in self.columns]


def matching(pattern: str) -> Reader:
    """Text that the whole pattern matches."""
    whole = re.compile(pattern)

    def read(text: str) -> object:
        if whole.fullmatch(text) is None:
            raise ValueError(text)
        return text

    return read


def one_of(*words: str) -> Reader:
    """One of these words, exactly."""

    def read(text: str) -> object:
        if text not in words:
            raise ValueError(text)
        return text

    return read


def number(lowest: float, highest: float, *, whole: bool = False) -> Reader:
    """A number within the limits, decimal point, no exponent: what a spreadsheet shows is what is meant."""
    shape = re.compile(r"-?[0-9]+" if whole else r"-?[0-9]+(\.[0-9]+)?", re.ASCII)

    def read(text: str) -> object:
        if len(text) > 30 or shape.fullmatch(text) is None:
            raise ValueError(text)
        value = float(text)
        if not (math.isfinite(value) and lowest <= value <= highest):
            raise ValueError(text)
        return value

    return read


def read_date(text: str) -> object:
    """A day as ISO text; the short ISO forms (20240603) are refused, they look like codes."""
    if len(text) != 10:
        raise ValueError(text)
    return dt.date.fromisoformat(text)


CODE = matching(r"[0-9]{10}")
SLUG = matching(r"[a-z0-9]+(-[a-z0-9]+)*")
YES_NO = one_of("ya", "tidak")
DATE = "tanggal ISO TTTT-BB-HH"
