"""The answer columns of a survey sheet: one for every unsur (or item) of the year, in wide or long form."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from iku_helpers.errors import Problem
from iku_helpers.inputs.importing.headers import Table
from iku_helpers.inputs.importing.proposal import Found
from iku_helpers.inputs.importing.unsur_words import UnsurReader, numbered
from iku_helpers.inputs.survey_settings import Unsur
from iku_helpers.numbers import joined


def reader_of(unsur: Sequence[Unsur]) -> UnsurReader:
    """Reads titles against the year's unsur."""
    return UnsurReader(
        {item.kode: item.kunci for item in unsur},
        {item.kode: item.nama for item in unsur},
        {item.kode: item.butir for item in unsur},
    )


def answer_columns(unsur: Sequence[Unsur]) -> list[str]:
    """Names of the canonical answer columns."""
    return [name for item in unsur for name in (item.butir or (item.kode,))]


def is_long(found: list[Found]) -> bool:
    """Whether each row holds one answer: a question column and an answer column, no columns of unsur."""
    fields = {column.field for column in found}
    return {"soal", "jawaban"} <= fields and not any(field.startswith("U") for field in fields)


def assigned(
    found: list[Found], unsur: Sequence[Unsur], table: Table
) -> tuple[dict[str, int], list[Problem]]:
    """The place of every canonical answer column, or why it cannot be told."""
    chosen: dict[str, int] = {}
    problems = _turned(found, unsur, table)
    if problems:
        return chosen, problems
    for item in unsur:
        columns = [column for column in found if column.field in {item.kode, *item.butir}]
        names = list(item.butir or (item.kode,))
        if len(columns) == len(names):
            exact = {
                column.field if column.field in item.butir else column.item: column for column in columns
            }
            ordered = [exact[name] for name in names] if set(names) <= set(exact) else columns
            chosen |= {name: column.place for name, column in zip(names, ordered, strict=True)}
        elif columns:
            problems.append(_too_many(item, columns, names, table))
    missing = [
        item for item in unsur if not any(column.field in {item.kode, *item.butir} for column in found)
    ]
    problems += _missing(missing, unsur, table)
    return chosen, problems + _more_numbers(found, unsur, table)


def _turned(found: list[Found], unsur: Sequence[Unsur], table: Table) -> list[Problem]:
    """A table on its side: rows that are unsur under columns that are respondents (P1, P2, ...)."""
    asked = next((column for column in found if column.field == "soal"), None)
    if asked is None or not any(column.field.startswith("U") for column in found):
        return []
    texts, reader = table.data[asked.place].head(200).tolist(), reader_of(unsur)
    if 2 * sum(reader.read(text) is not None for text in texts) <= len(texts):
        return []
    return [
        table.grid.problem(
            "Tiap baris di berkas ini satu unsur, bukan satu responden.",
            row=table.rows[-1],
            column=asked.title,
            advice="Putar tabelnya (Tempel Khusus, Transpose) lalu impor lagi.",
        )
    ]


def _too_many(item: Unsur, columns: list[Found], names: list[str], table: Table) -> Problem:
    titles = joined([f"'{column.title}'" for column in columns])
    return table.grid.problem(
        f"Unsur {item.kode} ({item.kunci}) seharusnya {len(names)} kolom, "
        f"tetapi {len(columns)} kolom dibaca begitu: {titles}.",
        row=table.rows[-1],
        advice="Bila semuanya butir unsur itu, isi 'butir' di tahun.yml; "
        "bila tidak, beri tanda abaikan di tata letak.",
    )


def _missing(missing: list[Unsur], unsur: Sequence[Unsur], table: Table) -> list[Problem]:
    if not missing:
        return []
    if len(missing) == len(unsur):
        message = "Tidak ada kolom jawaban per responden; ini bukan isian survei."
        advice = "Berkas harus berisi satu kolom untuk setiap unsur, atau kolom id, soal, dan jawaban."
        return [table.grid.problem(message, row=table.rows[-1], advice=advice)]
    names = joined([f"{item.kode} ({item.kunci})" for item in missing])
    return [
        table.grid.problem(
            f"Kolom jawaban untuk {names} tidak ditemukan.",
            row=table.rows[-1],
            advice="Tulis kolomnya di tata letak, "
            "atau sebut unsur yang ditanyakan di survei.unsur (tahun.yml).",
        )
    ]


def _more_numbers(found: list[Found], unsur: Sequence[Unsur], table: Table) -> list[Problem]:
    """Bare numbers beyond the year's unsur: another regime's form, or a question before the first unsur."""
    known = {item.kode for item in unsur}
    bare = [column for column in found if column.why == "menurut nomor"]
    beyond = [
        column for column in found
        if not column.field and (number := numbered(column.title)) and f"U{number}" not in known and bare
    ]  # fmt: skip
    if not beyond:
        return []
    titles = joined([f"'{column.title}'" for column in beyond])
    return [
        table.grid.problem(
            f"Pertanyaan di berkas lebih banyak daripada {len(unsur)} unsur di tahun.yml: {titles}.",
            row=table.rows[-1],
            advice="Bila aturannya lain (14 unsur: regime 2004), ubah tahun.yml; "
            "bila ada pertanyaan di luar unsur, tulis artinya tiap kolom di tata letak.",
        )
    ]


def widened(
    table: Table, found: dict[str, Found], reader: UnsurReader, columns: list[str]
) -> tuple[Table, dict[str, int], list[str], list[Problem]]:
    """A long table as a wide one: a row a respondent, the answer columns added at the right."""
    key, asked, answer = (found[name].place if name in found else None for name in ("id", "soal", "jawaban"))
    if key is None or asked is None or answer is None:
        message = "Jawaban tersusun satu baris satu soal, tetapi kolom id responden tidak ditemukan."
        return table, {}, [], [table.grid.problem(message, row=table.rows[-1])]
    data = table.data[table.data[key] != ""]
    codes = data[asked].map({text: _code(text, reader, columns) for text in data[asked].unique()})
    outside = codes == ""
    data, codes = data[~outside], codes[~outside]
    notes = (
        [f"{int(outside.sum())} jawaban untuk pertanyaan di luar unsur tidak dipakai"]
        if outside.any()
        else []
    )
    again = pd.DataFrame({"key": data[key], "code": codes}).duplicated()
    same = pd.DataFrame({"key": data[key], "code": codes, "answer": data[answer]}).duplicated()
    problems = [
        table.grid.problem("Responden ini menjawab soal yang sama dua kali dengan jawaban berbeda.", row=row)
        for row in data.index[again & ~same][:5]
    ]
    notes.append(f"{len(table.data)} baris jawaban menjadi {data[key].nunique()} responden")
    first = data[~data[key].duplicated()]
    answers = pd.DataFrame({"key": data[key], "code": codes, "answer": data[answer]})[~again]
    wide = answers.pivot(index="key", columns="code", values="answer").reindex(columns=columns).fillna("")
    width = table.data.shape[1]
    for offset, name in enumerate(columns):
        first = first.assign(new=first[key].map(wide[name])).rename(columns={"new": width + offset})
    replaced = Table(table.grid, table.rows, table.titles, first, table.around, table.dropped)
    return replaced, {name: width + offset for offset, name in enumerate(columns)}, notes, problems


def _code(text: str, reader: UnsurReader, columns: list[str]) -> str:
    if text in columns:
        return text
    asked = reader.read(text) or reader.read(f"U{text}")
    code = "" if asked is None else asked.item if asked.item in columns else asked.code
    return code if code in columns else ""
