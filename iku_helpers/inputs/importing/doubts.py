"""What speaks against a file being the right one: names and headings of another year or another kecamatan.

Only a person can decide, so these are warnings; the table is made all the same.
"""

from __future__ import annotations

import re

from iku_helpers.errors import Problem
from iku_helpers.inputs.importing.context import Request
from iku_helpers.inputs.importing.headers import Table
from iku_helpers.inputs.importing.words import YEAR, plain
from iku_helpers.numbers import joined


def doubts(table: Table, request: Request, *, names_kecamatan: bool) -> list[Problem]:
    """Warnings about the file's name, its sheet's name and the lines above the table.

    ``names_kecamatan``: the rows themselves say which kecamatan they are of.
    """
    above = table.grid.cells[table.grid.cells.index < table.rows[0]]
    lines = [str(cell) for row in above.to_numpy() for cell in row if cell]
    words = [plain(text) for text in (table.grid.file.rpartition(".")[0], table.grid.sheet or "", *lines)]
    found = _years(words, table, request)
    if request.kecamatan is not None and not names_kecamatan:
        found += _kecamatan(words, table, request)
    return found


def _years(words: list[str], table: Table, request: Request) -> list[Problem]:
    years = {int(year) for text in words for year in YEAR.findall(text)}
    if not years or request.tahun in years:
        return []
    told = joined([str(year) for year in sorted(years)])
    message = f"Nama berkas atau judulnya menyebut {told}, bukan {request.tahun}; pastikan tidak tertukar."
    return [table.grid.problem(message, severity="peringatan")]


def _kecamatan(words: list[str], table: Table, request: Request) -> list[Problem]:
    """Other kecamatan named where the one asked for is not: "Kecamatan Banjar" above a sheet of Busungbiu."""
    named = {
        slug
        for text in words
        for name in request.kecamatan_names
        if re.search(rf"\b(?:kecamatan|kec|camat|survei|skm) {re.escape(plain(name))}\b", text)
        and (slug := request.slug_of(name))
    }
    if not named or request.kecamatan in named:
        return []
    told = f"{joined(sorted(named))}, bukan {request.kecamatan}"
    message = f"Nama berkas atau judulnya menyebut {told}; pastikan tidak tertukar."
    return [table.grid.problem(message, severity="peringatan")]
