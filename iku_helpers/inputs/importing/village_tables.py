"""Village sheets as canonical rows: the published index, the evaluation of administration, the register."""

from __future__ import annotations

import pandas as pd

from iku_helpers.errors import Problem
from iku_helpers.inputs.columns import Column
from iku_helpers.inputs.importing import values
from iku_helpers.inputs.importing.codes import joined_parts, village_code
from iku_helpers.inputs.importing.context import Request, Rows, named_rows, places
from iku_helpers.inputs.importing.headers import Table
from iku_helpers.inputs.importing.masking import masked_column
from iku_helpers.inputs.importing.proposal import Found
from iku_helpers.inputs.importing.village_join import join, unlisted
from iku_helpers.inputs.importing.words import plain, year_in
from iku_helpers.numbers import joined
from iku_helpers.rules import STATUSES

_STATUS = {plain(word): word for word in STATUSES}
_NOT_ARRIVED = frozenset({"belum", "tidak", "belum diterima", "tidak ada", "belum ada"})


def village_rows(table: Table, found: list[Found], request: Request) -> Rows:
    """Canonical rows of ``idm`` or ``administrasi``, one a village, in the order of the codes."""
    used = places(found)
    rows = Rows(table.data, dict(table.dropped))
    schema = request.files.schema(request.kind)
    wanted = [column for column in schema.columns if column.name != "kode"]
    rows.problems += [*_missing(table, used, wanted, request), *_doubles(table, found, used, wanted)]
    if not {"kode", "nama", "kode_desa"} & set(used):
        rows.problems.append(
            table.grid.problem("Kolom kode atau nama desa tidak ditemukan.", row=table.rows[-1])
        )
    if rows.problems:
        return rows
    _choose_year(rows, used, request)
    join(rows, table, used, request)
    if rows.problems:
        return rows
    sheet = rows.data
    result = pd.DataFrame({"kode": sheet["kode"]})
    for column in wanted:
        if column.optional and column.name not in {*used, *request.layout.tetap}:
            continue
        result[column.name] = _column(rows, sheet, column, table, used, request)
    rows.data = result.sort_values("kode", kind="stable")
    absent = unlisted(rows.data["kode"], request)
    if absent:
        rows.notes.append(f"{len(absent)} desa di desa.csv tidak ada di berkas: {_some(absent)}")
    return rows


def _some(names: list[str], most: int = 12) -> str:
    return (
        joined(names) if len(names) <= most else f"{', '.join(names[:most])}, dan {len(names) - most} lainnya"
    )


def _missing(table: Table, used: dict[str, Found], wanted: list[Column], request: Request) -> list[Problem]:
    """Columns that the table cannot do without; remarks and optional columns may be absent."""
    free = {"keterangan", *request.layout.tetap}
    names = [column.name for column in wanted if column.name not in {*used, *free} and not column.optional]
    if not names:
        return []
    message = f"Kolom untuk {joined(names)} tidak ditemukan."
    advice = "Tulis judul kolomnya di tata letak."
    return [table.grid.problem(message, row=table.rows[-1], advice=advice)]


def _doubles(table: Table, found: list[Found], used: dict[str, Found], wanted: list[Column]) -> list[Problem]:
    """Two columns of one name that hold different things: which of them counts is a person's choice."""
    names = {column.name for column in wanted if column.reader is not str}
    problems = []
    for column in found:
        name = column.second_of
        if name not in names or used[name].why == "menurut tata letak":
            continue
        first = used[name]
        same_year = year_in(column.title) == year_in(first.title)
        if same_year and not table.data[column.place].equals(table.data[first.place]):
            message = f"Dua kolom dibaca sebagai {name}: '{first.title}' dan '{column.title}'."
            advice = "Beri tanda abaikan pada yang tidak dipakai di tata letak (--tata-letak)."
            problems.append(table.grid.problem(message, row=table.rows[-1], advice=advice))
    return problems


def _choose_year(rows: Rows, used: dict[str, Found], request: Request) -> None:
    if "tahun" in used:
        years = rows.data[used["tahun"].place].str.removesuffix(".0")
        rows.keep(
            (years == "") | (years == str(request.tahun)),
            f"dari tahun lain (kolom tahun bukan {request.tahun})",
        )


def _column(
    rows: Rows, sheet: pd.DataFrame, column: Column, table: Table, used: dict[str, Found], request: Request
) -> pd.Series:
    name = column.name
    if name not in used:
        return pd.Series(request.layout.tetap.get(name, ""), index=sheet.index, dtype="str")
    texts = sheet[used[name].place]
    if column.reader is str:
        result, hidden = masked_column(texts)
        if hidden:
            rows.notes.append(
                f"{hidden} isian {name} memuat nomor, alamat, atau nama pribadi; bagian itu disamarkan"
            )
        return result
    reading = _reading(texts, column, request)
    rows.notes += [f"{name}: {note}" for note in reading.notes if not note.startswith("sebagian")]
    rows.problems += table.grid.problems(
        "Isi sel ini tidak dikenal.",
        reading.unread,
        used[name].title,
        used[name].place,
        allowed=column.allowed,
    )
    if column.allowed.startswith("0 sampai 100") and _looks_like_shares(reading.values):
        rows.problems.append(
            table.grid.problem(
                "Semua angka di kolom ini paling besar 1, padahal skor berskala 0 sampai 100.",
                column=used[name].title,
                advice="Kalikan 100 di berkasnya bila kolom itu persen, lalu impor lagi.",
            )
        )
    if reading.missing:
        marks = texts[(texts != "") & (reading.values == "")]
        rows.notes.append(f"{name}: {reading.missing} isian bertanda kosong ({named_rows(marks.index)})")
    return reading.values


def _reading(texts: pd.Series, column: Column, request: Request) -> values.Reading:
    empty = frozenset(request.layout.kosong)
    if column.kind == "date":
        plain_texts = texts.where(~texts.str.casefold().isin(_NOT_ARRIVED | empty), "")
        return values.dates(plain_texts, request.layout.tanggal)
    if column.kind == "number":
        return values.mapped(texts, lambda text: _number(text, column), empty)
    if column.name == "status":
        return values.mapped(texts, lambda text: _STATUS.get(plain(text)), empty)
    return values.mapped(texts, values.yes_no, empty)


def _looks_like_shares(texts: pd.Series) -> bool:
    numbers = pd.to_numeric(texts[texts != ""])
    return len(numbers) > 0 and bool((numbers <= 1).all() and (numbers > 0).any())


def _number(text: str, column: Column) -> str | None:
    """A number the column allows; what is out of its limits (a rank beside the index) is not one."""
    found = values.number_text(text)
    try:
        return found if found is None or column.reader(found) is not None else None
    except ValueError:
        return None


def register_rows(table: Table, found: list[Found], request: Request) -> Rows:
    """Canonical rows of the register ``desa``: every desa and kelurahan of the kabupaten by its own code."""
    used = places(found)
    rows = Rows(table.data, dict(table.dropped))
    if "nama" not in used or not {"kode", "kode_desa"} & set(used):
        rows.problems.append(
            table.grid.problem("Kolom kode dan nama desa harus ada untuk register.", row=table.rows[-1])
        )
        return rows
    sheet = rows.data
    texts = sheet[used["kode" if "kode" in used else "kode_desa"].place]
    parts = {name: sheet[used[name].place] for name in ("kode_prov", "kode_kab", "kode_kec") if name in used}
    whole = texts.map({text: village_code(text) for text in texts.unique()})
    codes = whole.where(whole != "", joined_parts(parts, texts)).astype("str")
    names = sheet[used["nama"].place].str.replace(r"\s+", " ", regex=True)
    rows.data = pd.DataFrame({"kode": codes, "nama": names, "jenis": _kinds(codes), "asal": texts})
    wrong = texts[(codes == "") & (names != "")]
    rows.problems += table.grid.problems("Kode desa ini bukan sepuluh angka.", wrong, used["nama"].title)
    rows.keep(
        codes.str.startswith(request.kabupaten), f"di luar kabupaten {request.files.settings.kabupaten.nama}"
    )
    _owners(rows, table, request)
    return rows


def _kinds(codes: pd.Series) -> pd.Series:
    """Desa or kelurahan by the seventh digit: kelurahan codes begin their last part with 1."""
    return codes.str[6].map(lambda digit: "kelurahan" if digit == "1" else "desa").astype("str")


def _owners(rows: Rows, table: Table, request: Request) -> None:
    slugs = {code[:6]: request.slug_of(code[:6]) or "" for code in rows.data["kode"]}
    rows.data["kecamatan"] = rows.data["kode"].str[:6].map(slugs).astype("str")
    lost = rows.data.loc[rows.data["kecamatan"] == "", "kode"]
    rows.problems += table.grid.problems(
        "Kode desa ini tidak termasuk kecamatan mana pun di kecamatan.csv.", lost
    )
    if request.kecamatan is not None:
        rows.keep(rows.data["kecamatan"] == request.kecamatan, "dari kecamatan lain")
    rows.data = rows.data.drop(columns="asal")
    rows.keep(~rows.data.duplicated(), "baris yang sama persis dengan baris sebelumnya")
    twice = rows.data.loc[rows.data["kode"].duplicated(), "kode"]
    rows.problems += table.grid.problems("Kode desa ini dipakai dua kali dengan nama berbeda.", twice)
    rows.data = rows.data[["kode", "nama", "jenis", "kecamatan"]].sort_values("kode", kind="stable")
