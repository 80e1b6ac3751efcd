"""A figure of the report: its finding as title, two drawings, caption, and its numbers in a folded table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html import escape

SAMPLE_NOTE = "Memakai data contoh, bukan angka resmi."


@dataclass(frozen=True)
class DataTable:
    """The numbers of a figure as text: the first column names the rows."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str

    def html(self) -> str:
        """A table with caption and scopes; every cell escaped."""
        head = "".join(f'<th scope="col">{escape(text)}</th>' for text in self.head)
        body = "".join(self._row(row) for row in self.rows)
        body = body or f'<tr><td colspan="{len(self.head)}">Tidak ada data.</td></tr>'
        return (
            f"<table><caption>{escape(self.caption)}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )

    @staticmethod
    def _row(row: Sequence[str]) -> str:
        name, *cells = row
        return (
            f'<tr><th scope="row">{escape(name)}</th>{"".join(f"<td>{escape(c)}</td>" for c in cells)}</tr>'
        )


@dataclass(frozen=True)
class Figure:
    """What a chart function gives back and a cell shows.

    The page numbers the figures ("Gambar 1.") by a CSS counter, so a figure an analyst adds takes its place
    among the others; ``number`` fixes a number where counting is not possible.
    """

    title: str
    subtitle: str
    wide: str
    narrow: str
    alt: str
    caption: str
    table: DataTable
    number: int | None = None
    notes: tuple[str, ...] = field(default=())

    def numbered(self, number: int) -> Figure:
        """The same figure under a fixed number."""
        return replace(self, number=number)

    def with_note(self, *notes: str) -> Figure:
        """The same figure with further sentences after its caption, for example its source."""
        return replace(self, notes=(*self.notes, *notes))

    def as_sample(self, sample: bool = True) -> Figure:
        """The same figure, its caption marked where its data are sample data."""
        return self.with_note(SAMPLE_NOTE) if sample else self

    def _repr_html_(self) -> str:
        label = escape(self.title, quote=True)
        return (
            f'<figure class="gambar" aria-label="{label}">'
            f'<p class="gambar-judul">{escape(self.title)}</p>'
            f'<p class="gambar-sub">{escape(self.subtitle)}</p>'
            f'<div class="gambar-lukisan">{self.wide}{self.narrow}</div>'
            f"<figcaption>{self._caption()}"
            f'<details class="tabel-data"><summary>Tabel data</summary>'
            f'<div class="gulir" tabindex="0" role="group" aria-label="Tabel data: {label}">'
            f"{self.table.html()}</div>"
            f"</details></figcaption></figure>"
        )

    def __repr__(self) -> str:
        return f"Gambar: {self.title}. {self.alt}"

    def _caption(self) -> str:
        sentences = " ".join(filter(None, (self.caption, *self.notes)))
        if self.number is None:
            return f'<p class="gambar-teks berhitung">{escape(sentences)}</p>'
        label = f'<span class="gambar-no">Gambar {self.number}.</span>'
        return f'<p class="gambar-teks">{label} {escape(sentences)}</p>'


@dataclass(frozen=True)
class Picture:
    """A small drawing without caption, to stand inside other HTML."""

    html: str

    def _repr_html_(self) -> str:
        return self.html

    def __html__(self) -> str:
        """Lets templates insert the drawing as it is; its texts were escaped when drawn."""
        return self.html
