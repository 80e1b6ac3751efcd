"""What an import is asked for, and what the year already knows: settings, kecamatan, villages."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from iku_helpers.errors import Problem
from iku_helpers.inputs.importing.proposal import Found
from iku_helpers.inputs.importing.words import plain
from iku_helpers.inputs.layouts import Kind, Layout
from iku_helpers.inputs.year_files import YearFiles

_OFFICE = re.compile(r"^(?:(?:pemerintah|kantor|kecamatan|kec|camat|wilayah) )+")


@dataclass(frozen=True)
class Request:
    """One import: into which table and year, for whom, by which layout, on which day."""

    kind: Kind
    files: YearFiles
    kecamatan: str | None
    layout: Layout
    today: dt.date

    @property
    def tahun(self) -> int:
        """The year imported into."""
        return self.files.tahun

    @property
    def kabupaten(self) -> str:
        """The kabupaten's code without its point, as village codes begin."""
        return self.files.settings.kabupaten.kode.replace(".", "")

    @cached_property
    def _slugs(self) -> dict[str, str]:
        register = self.files.register("kecamatan").columns
        found = {plain(name): slug for name, slug in self.layout.kecamatan.items()}
        for slug, code, name in zip(register["kecamatan"], register["kode"], register["nama"], strict=True):
            digits = code.replace(".", "")
            for text in (
                slug,
                code,
                digits,
                name,
            ):
                found.setdefault(plain(text), slug.strip())
        return found

    def slug_of(self, text: str) -> str | None:
        """The kecamatan that a name, code or slug in a sheet means."""
        words = plain(text)
        bare = _OFFICE.sub("", words)
        return (
            self._slugs.get(words) or self._slugs.get(bare) or self._slugs.get(re.sub(r"\D", "", text) or "-")
        )

    @property
    def kecamatan_names(self) -> list[str]:
        """The names of the year's kecamatan."""
        return list(self.files.register("kecamatan").columns["nama"])


@dataclass
class Rows:
    """Rows on their way to a canonical table, what was left out of them, and what is to be told.

    ``respondents`` is how many a long table has, whose rows are answers.
    """

    data: pd.DataFrame
    dropped: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    respondents: int | None = None

    def keep(self, mask: pd.Series, reason: str) -> None:
        """Leave out the rows where ``mask`` is false, counted under ``reason``."""
        out = int((~mask).sum())
        if out:
            self.dropped[reason] = self.dropped.get(reason, 0) + out
            self.data = self.data[mask]


def places(found: list[Found]) -> dict[str, Found]:
    """The columns in use by field."""
    return {column.field: column for column in found if column.field and not column.is_personal}


def named_rows(rows: pd.Index, most: int = 8) -> str:
    """Row numbers for a sentence.

    >>> named_rows(pd.Index([5, 9]))
    'baris 5, 9'
    """
    shown = ", ".join(str(row) for row in rows[:most])
    return f"baris {shown}" + (f", dan {len(rows) - most} lainnya" if len(rows) > most else "")
