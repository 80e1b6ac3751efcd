"""Errors that carry data (file, row, column, value, allowed) and speak one Indonesian sentence."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

Severity = Literal["galat", "peringatan"]


class IkuError(Exception):
    """Base of every refusal; ``str(error)`` is the sentence shown to the user."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows under the cell: the sentence alone, for the reader is no programmer."""
        return [str(self)]


class RequestError(IkuError):
    """The request itself is wrong (an unknown kecamatan, year or option); nothing was begun."""


class MethodError(IkuError, ValueError):
    """A number that cannot be computed honestly from what was given."""


@dataclass(frozen=True)
class Problem:
    """One finding about an input, precise enough to be mended without searching.

    ``row`` counts as a spreadsheet does: the header is row 1. ``column`` is the column's name, ``cell`` the
    sheet's own address (``F17``) where there is one. ``kecamatan`` (its slug) is set where the problem
    touches one kecamatan's report alone, and is None where every report shares it.
    """

    message: str
    file: str
    row: int | None = None
    column: str | None = None
    value: object = None
    allowed: str | None = None
    advice: str | None = None
    sheet: str | None = None
    cell: str | None = None
    severity: Severity = "galat"
    kecamatan: str | None = None
    tahun: int | None = None

    @property
    def place(self) -> str:
        """File, sheet, row and column as the reader finds them.

        >>> Problem("x", file="survei/banjar.csv", row=5, column="U3").place
        'survei/banjar.csv, baris 5, kolom U3'
        """
        where = self.file if self.sheet is None else f"{self.file}, lembar {self.sheet}"
        if self.cell is not None:
            where = f"{where}!{self.cell}"
        parts = [where]
        if self.row is not None:
            parts.append(f"baris {self.row}")
        if self.column is not None:
            parts.append(f"kolom {self.column}")
        return ", ".join(parts)

    def __str__(self) -> str:
        sentence = f"{self.place}: {self.message}"
        if self.value is not None:
            sentence += f" Ditemukan: {str(self.value)!r}."
        if self.allowed is not None:
            sentence += f" Yang boleh: {self.allowed}."
        if self.advice is not None:
            sentence += f" {self.advice}"
        return sentence


class InputError(IkuError):
    """One or more problems in the inputs, all found at once."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def did_you_mean(given: str, known: Sequence[str]) -> str:
    """A closing question when something known is close to what was given, else nothing.

    >>> did_you_mean("busungbui", ["banjar", "busungbiu"])
    ' maksud Anda busungbiu?'
    >>> did_you_mean("xyz", ["banjar", "busungbiu"]), did_you_mean("u3", ["U1", "U3"])
    ('', ' maksud Anda U3?')
    """
    folded = {name.casefold(): name for name in reversed(known)}
    close = get_close_matches(given.casefold(), folded, n=1)
    return f" maksud Anda {folded[close[0]]}?" if close else ""


def ended(given: str, known: Sequence[str]) -> str:
    """How a sentence that calls something unknown ends: with that question, or with a full stop.

    >>> ended("busungbui", ["banjar", "busungbiu"]), ended("xyz", ["banjar"])
    ('; maksud Anda busungbiu?', '.')
    """
    close = did_you_mean(given, known)
    return f";{close}" if close else "."


_REASONS = {
    errno.EACCES: "tidak ada izin",
    errno.EPERM: "tidak ada izin",
    errno.ENOSPC: "ruang disk habis",
    errno.EROFS: "disk hanya dapat dibaca",
    errno.EISDIR: "ini folder, bukan berkas",
    errno.ENOTDIR: "sebagian jalurnya berkas, bukan folder",
    errno.ENOENT: "tidak ada",
    errno.EEXIST: "sudah ada",
    errno.EIO: "gangguan baca-tulis",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
    errno.EMFILE: "terlalu banyak berkas terbuka",
    errno.ELOOP: "tautannya berputar",
}


def reason_of(error: OSError) -> str:
    """What the operating system could not do, in Indonesian where it is one of the usual reasons.

    >>> reason_of(OSError(errno.ENOSPC, "No space left on device"))
    'ruang disk habis'
    """
    return _REASONS.get(error.errno or 0) or error.strerror or "sebab tidak disebut"


class UnknownRuleError(MethodError):
    """A regime, status rule or predicate scale that is not among the official rules held as data."""


class VillageCountError(MethodError):
    """Counts of villages that contradict each other, or a way of evaluating that they do not bear out."""


class VillageTableError(MethodError):
    """A table of villages that lacks a column, or holds a value outside its range."""


class AchievementError(MethodError):
    """An achievement whose target or direction has no meaning."""


class ComparisonError(MethodError):
    """Kecamatan that cannot be compared with what was given."""


class DesignError(MethodError):
    """The description of how respondents were drawn contradicts itself or the table."""


class UnknownColumnError(MethodError):
    """A column that the method was told to use is not in the table."""


class ScoreError(MethodError):
    """Answers that are no scores from 1 to 4, or a table without any usable answer."""


class UnansweredUnsurError(MethodError):
    """An unsur nobody answered: the index over all unsur does not exist."""


class LonelyStratumError(MethodError):
    """A stratum with one sampled unit, and the caller asked to refuse it."""


class CalibrationError(MethodError):
    """Known population counts that do not fit the respondents, or each other."""
