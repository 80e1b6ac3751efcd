"""Tables of the pages: caption, scopes, units in the head, equal decimals right-aligned, fixed ids.

Written with a Jinja2 template under autoescape instead of a table library: pandas' Styler and great_tables make
random ids, and neither gives scopes, stacked rows on the phone or hidden groups.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal

from jinja2 import Environment, Template
from markupsafe import Markup

from iku_helpers.pages.blocks import plain

HIDDEN_BELOW = 5
INDICATIVE_BELOW = 30
SAMPLE_MARK = "Data contoh, bukan angka resmi."
Kind = Literal["teks", "angka", "tengah", "palang"]

_SOURCE = """\
<div class="tabel-blok{{ ' utuh' if table.whole }}">
<table class="tabel{{ ' tajuk' if table.finding }}{{ ' tumpuk' if table.stacked }}{{ ' rapat' if table.tight }}{{ ' utuh' if table.whole }}" id="{{ table.id }}">
<caption>{{ table.caption }}{% if table.subtitle %} <span class="anak">{{ table.subtitle }}</span>{% endif %}</caption>
<thead{{ ' class=tersembunyi' if table.headless }}><tr>
{%- for column in table.columns -%}
<th scope="col"{{ css(column.kind) }}>{{ column.label }}{% if column.unit %} <span class="satuan">{{ column.unit }}</span>{% endif %}</th>
{%- endfor -%}
</tr></thead>
{%- for group in table.groups %}
<tbody>
{%- if group.title %}
<tr class="kelompok"><th scope="rowgroup" colspan="{{ table.columns | length }}">{{ group.title }}</th></tr>
{%- endif %}
{%- for row in group.rows %}
<tr{{ ' class=tebal' | safe if group.bold }}>{{ cells(row) }}</tr>
{%- endfor %}
</tbody>
{%- endfor %}
{%- if table.foot %}
<tfoot><tr>{{ cells(table.foot) }}</tr></tfoot>
{%- endif %}
</table>
{%- if note %}
<p class="kaki-tabel">{{ note }}</p>
{%- endif %}
</div>
"""


@dataclass(frozen=True)
class Column:
    """A column's head: label, unit below it, and whether it holds text, numbers or marks."""

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
    return Environment(autoescape=True, trim_blocks=False).from_string(_SOURCE)


def _css(kind: Kind) -> Markup:
    return Markup("") if kind == "teks" else Markup(' class="{}"').format(kind)


def _cells(table: Table, row: Sequence[str]) -> Markup:
    name, *others = row
    cells = [Markup('<th scope="row"{}>{}</th>').format(_css(table.columns[0].kind), name)]
    for column, text in zip(table.columns[1:], others, strict=True):
        label = Markup(' data-label="{}"').format(column.label) if table.stacked else ""
        cells.append(Markup("<td{}{}>{}</td>").format(_css(column.kind), label, text))
    return Markup("").join(cells)


def mark(words: str) -> Markup:
    """A mark beside a figure, such as "indikatif"."""
    return Markup('<span class="tanda">{}</span>').format(words)
