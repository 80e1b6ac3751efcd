"""Checked reads of the canonical tables: text in, typed columns out, every trouble said at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from iku_helpers.errors import Problem
from iku_helpers.inputs.columns import Column, Schema
from iku_helpers.inputs.records import Records

if TYPE_CHECKING:
    import pandas as pd

MOST_OF_ONE_KIND = 20
"""Problems shown for one column of one file; a wrong export would else say one thing a million times."""


def problems(records: Records, schema: Schema) -> list[Problem]:
    """Every cell that is not allowed, and every key that stands twice, in the order of the file."""
    found: list[Problem] = []
    for column in schema.columns:
        if column.name in records.columns:
            found += _cell_problems(records, column)
    found += _repeated_keys(records, schema)
    return sorted(found, key=lambda problem: problem.row or 0)


def _cell_problems(records: Records, column: Column) -> list[Problem]:
    """Each distinct text is read once, so a column of a million answers costs five readings."""
    values = records.columns[column.name]
    if column.reader is str and not column.required:
        return []
    wrong = {text for text in set(values) if not _is_allowed(text.strip(), column)}
    if not wrong:
        return []
    rows = [(row, text) for row, text in zip(records.rows, values, strict=True) if text in wrong]
    found = [_cell_problem(records.file, row, text, column) for row, text in rows[:MOST_OF_ONE_KIND]]
    if len(rows) > MOST_OF_ONE_KIND:
        more = len(rows) - MOST_OF_ONE_KIND
        message = f"Masih ada {more} baris lain dengan kesalahan di kolom ini."
        found.append(Problem(message, records.file, row=rows[MOST_OF_ONE_KIND][0], column=column.name))
    return found


def _is_allowed(text: str, column: Column) -> bool:
    if not text:
        return not column.required
    try:
        column.reader(text)
    except ValueError:
        return False
    return True


def _cell_problem(file: str, row: int, text: str, column: Column) -> Problem:
    message = "Isi sel ini tidak boleh kosong." if not text.strip() else "Isi sel ini tidak sesuai."
    return Problem(
        message, file, row=row, column=column.name, value=text if text.strip() else None,
        allowed=column.allowed, advice=column.advice or _advice(text.strip(), column),
    )  # fmt: skip


def _advice(text: str, column: Column) -> str | None:
    if column.kind == "number" and "," in text:
        return "Tulis desimal dengan titik."
    if column.kind == "number" and text.endswith(".0"):
        return "Tulis bilangan bulat tanpa '.0'."
    if column.kind == "date" and text:
        return "Contoh: 2024-06-30."
    lowered = {word.strip() for word in column.allowed.replace(" atau ", ",").split(",")}
    near = [word for word in lowered if text and word.casefold() == text.casefold()]
    return f"Tulis persis '{near[0]}'." if near else None


def _repeated_keys(records: Records, schema: Schema) -> list[Problem]:
    if not schema.key:
        return []
    columns = [[text.strip() for text in records.columns[name]] for name in schema.key]
    first: dict[tuple[str, ...], int] = {}
    found = []
    for row, key in zip(records.rows, zip(*columns, strict=True), strict=True):
        if all(key) and key in first:
            name = " + ".join(schema.key)
            message = f"{name} ini sudah ada di baris {first[key]}."
            advice = "Sisakan satu baris."
            found.append(Problem(message, records.file, row, name, ", ".join(key), advice=advice))
        first.setdefault(key, row)
    return found


def frame(records: Records, schema: Schema) -> pd.DataFrame:
    """Checked records as a DataFrame: numbers float, dates datetime64, text str; missing is NA or NaT."""
    import pandas as pd  # late: a plan or a check needs no frame, and pandas is slow to import

    empty = [""] * len(records)
    columns = schema.columns
    return pd.DataFrame(
        {column.name: _series(records.columns.get(column.name, empty), column) for column in columns}
    )


def _series(texts: Sequence[str], column: Column) -> pd.Series:
    """Each distinct answer is read once and then laid out by its place, so a million rows stay quick."""
    import numpy as np
    import pandas as pd

    if column.kind == "text":
        return pd.Series([text.strip() or None for text in texts], dtype="str")
    places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
    at = np.fromiter(map(places.__getitem__, texts), dtype=np.intp, count=len(texts))
    cells = [column.reader(text.strip()) if text.strip() else None for text in places]
    return pd.Series(np.array(cells, dtype={"number": "float64", "date": "datetime64[s]"}[column.kind])[at])
