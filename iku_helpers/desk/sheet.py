"""What a small tool answers: tables and words, as lines for the terminal or as a page ready to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap
from typing import Any

from markupsafe import Markup

from iku_helpers.errors import RequestError
from iku_helpers.pages.blocks import Block, bullets
from iku_helpers.pages.tables import Table

Part = Table | Block | tuple[str, ...]
PAGE_MIME = "application/vnd.iku.page+json"
SUFFIXES = (".html", ".pdf")
WIDTH = 100


@dataclass(frozen=True)
class Sheet:
    """One answer: its title, where and when, then its parts in order; sentences stand as a tuple."""

    title: str
    place: str
    parts: Sequence[Part]
    kind: str = "lembar"

    def text(self) -> str:
        """For the terminal."""
        lines = [f"{self.title}, {self.place}"]
        for part in self.parts:
            lines += ["", *_lines(part)]
        return "\n".join(lines)

    def html(self) -> str:
        """A page with the look of the reports; the same bytes from the same answer."""
        from nbformat import from_dict

        from iku_helpers.templates.export import to_html

        head = Markup('<p class="kepala-atas">{}</p><h1>{}</h1>').format(self.place, self.title)
        facts = {"judul": f"{self.title}, {self.place}", "jenis": self.kind, "daftar_isi": False}
        shown: list[dict[str, Any]] = [{"text/html": str(head), PAGE_MIME: facts}]
        shown += [{"text/html": _html(part)} for part in self.parts]
        outputs = [{"output_type": "display_data", "metadata": {}, "data": data} for data in shown]
        cell = {"id": "lembar", "cell_type": "code", "metadata": {}, "source": "", "outputs": outputs}
        notebook = {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": {},
            "cells": [cell | {"execution_count": 1}],
        }
        return to_html(from_dict(notebook))  # type: ignore[no-untyped-call]

    def save(self, path: Path) -> None:
        """Write the page; the ending says whether as HTML or PDF."""
        require_suffix(path)
        if path.suffix.lower() == ".pdf":
            from iku_helpers.templates.pdf import to_pdf

            path.write_bytes(to_pdf(self.html()))
        else:
            path.write_text(self.html(), "utf-8", newline="\n")


def require_suffix(path: Path) -> None:
    """Refuse a file that is neither HTML nor PDF."""
    if path.suffix.lower() not in SUFFIXES:
        raise RequestError(f"Nama berkas {path.name!r} harus berakhir dengan .html atau .pdf.")


def _html(part: Part) -> str:
    return (bullets(part) if isinstance(part, tuple) else part)._repr_html_()


def _lines(part: Part) -> Iterator[str]:
    if isinstance(part, Table):
        yield from _table_lines(part)
    else:
        for said in part if isinstance(part, tuple) else (part.text,):
            yield from wrap(said, WIDTH, initial_indent="- ", subsequent_indent="  ")


def _table_lines(table: Table) -> Iterator[str]:
    """Columns of words to the left, of numbers to the right, as wide as their longest cell."""
    heads = [" ".join(filter(None, (column.label, column.unit))) for column in table.columns]
    rows = [row for group in table.groups for row in group.rows]
    foot = [table.foot] if table.foot else []
    widths = [max(map(len, cells)) for cells in zip(heads, *rows, *foot, strict=True)]

    def line(cells: Sequence[str]) -> str:
        aligned = (
            f"{cell:>{width}}" if column.kind == "angka" else f"{cell:<{width}}"
            for cell, width, column in zip(cells, widths, table.columns, strict=True)
        )
        return "  ".join(aligned).rstrip()

    yield line(heads)
    yield line(["-" * width for width in widths])
    for group in table.groups:
        yield from ([group.title] if group.title else [])
        yield from map(line, group.rows)
    yield from map(line, foot)
    yield from table.notes
