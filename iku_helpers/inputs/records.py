"""A csv file as columns of text with their row numbers; troubles of its shape become Problems."""

from __future__ import annotations

import csv
import gc
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from iku_helpers.errors import InputError, Problem, did_you_mean
from iku_helpers.inputs.columns import Schema
from iku_helpers.inputs.text_files import read_text

FIELD_LIMIT = 10_000_000


@dataclass(frozen=True)
class Records:
    """Rows as written: ``columns`` by name, and each row's number in the file (the header is row 1)."""

    file: str
    columns: dict[str, tuple[str, ...]]
    rows: Sequence[int]

    def __len__(self) -> int:
        return len(self.rows)

    def at(self, places: Sequence[int]) -> Records:
        """The rows at these places, with their own row numbers."""
        columns = {name: tuple(map(values.__getitem__, places)) for name, values in self.columns.items()}
        return Records(self.file, columns, [self.rows[place] for place in places])


def read(path: Path, schema: Schema, file: str) -> Records:
    """The rows of the table at ``path``; refused at once for every trouble of its shape."""
    return parsed(read_text(path, file), schema, file)


def parsed(text: str, schema: Schema, file: str) -> Records:
    """The rows ``text`` holds. Blank lines are passed over but counted, as a spreadsheet counts them."""
    with _without_garbage_collection():
        return _parsed(text, schema, file)


def _parsed(text: str, schema: Schema, file: str) -> Records:
    lines = _lines(text, file)
    header = [name.strip() for name in lines[0]] if lines else []
    problems = _header_problems(header, schema, file)
    if problems:
        raise InputError(problems)
    rows: Sequence[int] = range(2, len(lines) + 1)
    body = lines[1:]
    if any(len(line) != len(header) for line in body):
        rows, body = _whole(rows, body, header, file)
    values = list(zip(*body, strict=True)) if body else [()] * len(header)
    return _without_empty_rows(Records(file, dict(zip(header, values, strict=True)), rows))


def _whole(
    rows: Sequence[int], body: list[list[str]], header: list[str], file: str
) -> tuple[list[int], list[list[str]]]:
    """The rows without blank lines, if each is as wide as the header."""
    filled = [(row, line) for row, line in zip(rows, body, strict=True) if any(map(str.strip, line))]
    problems = [_width_problem(row, line, header, file) for row, line in filled if len(line) != len(header)]
    if problems:
        raise InputError(problems)
    return [row for row, _ in filled], [line for _, line in filled]


def _lines(text: str, file: str) -> list[list[str]]:
    csv.field_size_limit(FIELD_LIMIT)
    try:
        return list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise InputError(Problem(f"Berkas ini bukan csv yang utuh ({error}).", file)) from None


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """A million new rows are no garbage; looking through them again and again takes longer than reading."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _header_problems(header: list[str], schema: Schema, file: str) -> list[Problem]:
    if not any(header):
        message = "Baris judul kolom tidak ada."
        return [Problem(message, file, row=1, allowed=", ".join(schema.names))]
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        message = "Kolom dipisah titik koma atau tab, bukan koma."
        return [
            Problem(message, file, row=1, advice="Jalankan 'iku import' atau simpan dengan pemisah koma.")
        ]
    problems = [
        Problem(f"Kolom '{name}' ada {count} kali.", file, row=1, column=name, advice="Sisakan satu.")
        for name, count in Counter(header).items()
        if count > 1
    ]
    missing = [column.name for column in schema.columns if not column.optional and column.name not in header]
    for name in dict.fromkeys(header):
        if name not in schema.names:
            hint = did_you_mean(name, missing or schema.names)
            message = f"Kolom '{name}' tidak dikenal{';' + hint if hint else '.'}"
            problems.append(Problem(message, file, row=1, column=name, allowed=", ".join(schema.names)))
    problems += [Problem(f"Kolom '{name}' tidak ada.", file, row=1, column=name) for name in missing]
    return problems


def _width_problem(row: int, line: list[str], header: list[str], file: str) -> Problem:
    message = f"Baris ini berisi {len(line)} kolom, judulnya {len(header)}."
    advice = "Teks yang memuat koma harus diapit tanda kutip ganda."
    return Problem(message, file, row=row, value=",".join(line)[:60], advice=advice)


def _without_empty_rows(records: Records) -> Records:
    if len(records.columns) < 2 or not len(records):
        return records
    first = next(iter(records.columns.values()))
    if all(first):
        return records
    cells = list(records.columns.values())
    filled = [at for at in range(len(records)) if any(column[at].strip() for column in cells)]
    return records if len(filled) == len(records) else records.at(filled)
