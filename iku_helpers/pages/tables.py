"""Tables of the pages: caption, scopes, units in the head, equal decimals right-aligned, fixed ids.

Written with a Jinja2 template under autoescape instead of a table library: pandas' Styler and great_tables
make random ids, and neither gives scopes, stacked rows on the phone or hidden groups.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Literal

from jinja2 import Environment, Template
from markupsafe import Markup

from iku_helpers.pages.blocks import plain

HIDDEN_BELOW = 5
INDICATIVE_BELOW = 30
SAMPLE_MARK = "Data contoh, bukan angka resmi."
_SOURCE = Path(__file__).with_name("table.html.j2")
Kind = Literal["teks", "angka", "tengah", "palang", "tetap", "hasil"]


@dataclass(frozen=True)
class Column:
    """A column's head: label, unit below it, and its kind: words, numbers, marks, bars, a line, verdicts."""

    label: str
    kind: Kind = "teks"
    unit: str = ""


@dataclass(frozen=True)
class Group:
    """Rows that belong together, under a line of their own where ``title`` is given."""

    rows: Sequence[Sequence[str]]
    title: str = ""
    bold: bool = False


@dataclass(frozen=True)
class Table:
    """A table as the page shows it; the first column names its rows."""

    id: str
    caption: str
    columns: Sequence[Column]
    groups: Sequence[Group]
    subtitle: str = ""
    foot: Sequence[str] = ()
    notes: tuple[str, ...] = ()
    finding: bool = False
    stacked: bool = False
    tight: bool = False
    headless: bool = False
    whole: bool = True
    sample: bool = field(default=False)

    def as_sample(self, sample: bool = True) -> Table:
        """The same table, marked where its data are sample data."""
        return replace(self, sample=sample)

    def _repr_html_(self) -> str:
        notes = (*self.notes, SAMPLE_MARK) if self.sample else self.notes
        return _template().render(
            table=self, note=" ".join(notes), css=_css, cells=lambda row: _cells(self, row)
        )

    def __repr__(self) -> str:
        return plain(self._repr_html_())


@cache
def _template() -> Template:
    return Environment(autoescape=True, trim_blocks=False).from_string(_SOURCE.read_text("utf-8"))


def fill_caches() -> None:
    """The template, compiled before it is needed: once for all reports forked from one process."""
    _template()


def _css(kind: Kind) -> Markup:
    return Markup("") if kind == "teks" else Markup(' class="{}"').format(kind)


def _cells(table: Table, row: Sequence[str]) -> Markup:
    name, *others = row
    cells = [Markup('<th scope="row"{}>{}</th>').format(_css(table.columns[0].kind), name)]
    for column, text in zip(table.columns[1:], others, strict=True):
        name_of = " ".join(filter(None, (column.label, column.unit)))
        label = Markup(' data-label="{}"').format(name_of) if table.stacked else ""
        cells.append(Markup("<td{}{}>{}</td>").format(_css(column.kind), label, text))
    return Markup("").join(cells)


def mark(words: str) -> Markup:
    """A mark beside a figure, such as "indikatif"."""
    return Markup('<span class="tanda">{}</span>').format(words)
