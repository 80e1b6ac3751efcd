"""A sheet of services and their numbers of users as canonical rows of ``layanan``."""

from __future__ import annotations

import re

import pandas as pd

from iku_helpers.inputs.importing import values
from iku_helpers.inputs.importing.context import Request, Rows, places
from iku_helpers.inputs.importing.headers import Table
from iku_helpers.inputs.importing.proposal import Found
from iku_helpers.numbers import joined

_THOUSANDS = re.compile(r"\d{1,3}([.,\s]\d{3})+")


def service_rows(table: Table, found: list[Found], request: Request) -> Rows:
    """One row a service of a kecamatan; the sheet names the kecamatan, or the request does."""
    used = places(found)
    rows = Rows(table.data, dict(table.dropped))
    missing = [name for name in ("layanan", "pengguna") if name not in used]
    if "kecamatan" not in used and request.kecamatan is None:
        missing.append("kecamatan")
    if missing:
        advice = "Sebutkan kecamatannya dengan --kecamatan." if "kecamatan" in missing else None
        message = f"Kolom untuk {joined(missing)} tidak ditemukan."
        rows.problems.append(table.grid.problem(message, row=table.rows[-1], advice=advice))
        return rows
    rows.data = pd.DataFrame({name: table.data[used[name].place] for name in used if name in _FIELDS})
    rows.data["layanan"] = rows.data["layanan"].str.split().str.join(" ")
    rows.keep(rows.data["layanan"] != "", "tanpa nama layanan")
    _place(rows, table, request)
    counts = values.mapped(rows.data["pengguna"], whole_number)
    rows.problems += table.grid.problems(
        "Banyak pengguna harus bilangan bulat.", counts.unread, used["pengguna"].title, used["pengguna"].place
    )
    rows.data = rows.data.assign(pengguna=counts.values)[list(_FIELDS)]
    return rows


_FIELDS = ("kecamatan", "layanan", "pengguna")


def _place(rows: Rows, table: Table, request: Request) -> None:
    """The slug of each row's kecamatan; rows of others are left out where one was asked for."""
    if "kecamatan" not in rows.data:
        rows.data["kecamatan"] = request.kecamatan
        return
    named = rows.data["kecamatan"]
    slugs = named.map({text: request.slug_of(text) or "" for text in named.unique()}).astype("str")
    rows.problems += table.grid.problems("Kecamatan ini tidak ada di kecamatan.csv.", named[slugs == ""])
    rows.data["kecamatan"] = slugs
    if request.kecamatan is not None:
        rows.keep(slugs == request.kecamatan, "dari kecamatan lain")


def whole_number(text: str) -> str | None:
    """A count as digits; a point or comma before three digits parts thousands.

    >>> [whole_number(text) for text in ("1.500", "1,500", "760", "760.0", "12,5", "banyak")]
    ['1500', '1500', '760', '760', None, None]
    """
    compact = text.strip()
    if _THOUSANDS.fullmatch(compact):
        return re.sub(r"\D", "", compact)
    found = values.number_text(compact)
    return found if found is not None and found.isdecimal() else None
