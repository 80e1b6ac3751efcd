"""Rows of a sheet joined to the register's villages: by code, else by kecamatan and name, never by likeness.

A name that is only near goes to a person: the report lists it with the villages it may mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

import pandas as pd

from iku_helpers.errors import Problem
from iku_helpers.inputs.importing.codes import joined_parts, village_code
from iku_helpers.inputs.importing.context import Request, Rows, named_rows
from iku_helpers.inputs.importing.headers import Table
from iku_helpers.inputs.importing.proposal import Found
from iku_helpers.inputs.importing.words import plain

_CODED = re.compile(
    r"(\d{2}\.?\d{2}\.?\d{2}\.?\d{4})\s*[-–:/.]?\s*([^\W\d].*)|([^\W\d].*?)\s*[-–:/(]\s*(\d{2}\.?\d{2}\.?\d{2}\.?\d{4})\)?"
)
_BEFORE_NAME = re.compile(r"^(desa dinas|desa|kelurahan|kel|ds|pekon|nagari|gampong)\s+")


def name_key(name: str) -> str:
    """A village name for comparison: without "Desa", case, spaces and punctuation.

    >>> name_key("Desa Dapdap-Putih") == name_key("DAPDAPPUTIH")
    True
    """
    return _BEFORE_NAME.sub("", plain(name)).replace(" ", "")


@dataclass(frozen=True)
class Village:
    """One village of the register."""

    kode: str
    nama: str
    jenis: str
    kecamatan: str


class Register:
    """The villages of the year's ``desa.csv``."""

    def __init__(self, request: Request) -> None:
        found = request.files.register("desa").columns
        columns = zip(*(found[name] for name in ("kode", "nama", "jenis", "kecamatan")), strict=True)
        self.villages = {row[0]: Village(*row) for row in columns}
        self._given = {name_key(name): code for name, code in request.layout.desa.items()}
        self._by_name: dict[str, list[Village]] = {}
        for village in self.villages.values():
            self._by_name.setdefault(name_key(village.nama), []).append(village)

    def given(self, name: str) -> str | None:
        """The code the layout gives a name."""
        return self._given.get(name_key(name)) if name else None

    def named(self, name: str, slug: str | None) -> list[Village]:
        """The villages of this name, in one kecamatan where it is known."""
        found = self._by_name.get(name_key(name), []) if name else []
        return [village for village in found if slug is None or village.kecamatan == slug]

    def near(self, name: str, slug: str | None) -> str | None:
        """The villages a name may mean, for a person to decide."""
        keys = {
            key: village
            for key, some in self._by_name.items()
            for village in some
            if slug in {None, village.kecamatan}
        }
        close = get_close_matches(name_key(name), list(keys), n=3, cutoff=0.6)
        return _choice([keys[key] for key in close]) if close else None


def _choice(villages: list[Village]) -> str:
    text = ", ".join(f"{village.nama} ({village.kode})" for village in villages)
    return f"Barangkali {text}; tulis pilihan Anda di tata letak bagian desa."


def join(rows: Rows, table: Table, used: dict[str, Found], request: Request) -> None:
    """Give every row its village code in column ``kode``; list what cannot be joined."""
    register = Register(request)
    sheet = rows.data
    codes, names, slugs = (
        _codes(sheet, used, register),
        _texts(sheet, used, "nama"),
        _slugs(sheet, used, request),
    )
    if not {"kode", "kode_desa"} & set(used):
        codes, names = _parted(names)
    rows.data = sheet.assign(kode=codes, nama=names, slug=slugs)
    texts = _texts(sheet, used, "kode" if "kode" in used else "kode_desa")
    short = texts.index[texts.str.fullmatch(r"\d{9}") & (codes != "")]
    if len(short):
        rows.notes.append(f"{len(short)} kode kehilangan satu angka nol dan dilengkapi ({named_rows(short)})")
    outside = (codes != "") & ~codes.str.startswith(request.kabupaten)
    rows.keep(~outside, f"di luar kabupaten {request.files.settings.kabupaten.nama}")
    blank = (rows.data["kode"] == "") & (rows.data["nama"] == "")
    rows.keep(~blank, "tanpa kode dan tanpa nama desa")
    _join_by_name(rows, table, used, register)
    if rows.problems:
        return
    if request.kecamatan is not None:
        owners = rows.data["kode"].map(
            {code: village.kecamatan for code, village in register.villages.items()}
        )
        rows.keep(owners == request.kecamatan, "dari kecamatan lain")
    _refuse_twice(rows, table)
    if not len(rows.data) and not rows.problems:
        rows.problems.append(
            table.grid.problem("Tidak ada satu desa pun yang dapat dipakai dari berkas ini.")
        )


def _texts(sheet: pd.DataFrame, used: dict[str, Found], name: str) -> pd.Series:
    return sheet[used[name].place] if name in used else pd.Series("", index=sheet.index, dtype="str")


def _parted(names: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Code and name of cells like "51.08.03.2001 - Sepang" or "Sepang (5108032001)"."""
    codes, bare = {}, {}
    for text in names.unique():
        match = _CODED.fullmatch(text)
        codes[text] = "" if match is None else re.sub(r"\D", "", match[1] or match[4])
        bare[text] = text if match is None else match[2] or match[3]
    return names.map(codes).astype("str"), names.map(bare).astype("str")


def _codes(sheet: pd.DataFrame, used: dict[str, Found], register: Register) -> pd.Series:
    column = "kode" if "kode" in used else "kode_desa"
    texts = _texts(sheet, used, column)
    parts = {name: sheet[used[name].place] for name in ("kode_prov", "kode_kab", "kode_kec") if name in used}
    whole = texts.map({text: village_code(text, register.villages) for text in texts.unique()})
    return whole.where(whole != "", joined_parts(parts, texts)).astype("str")


def _slugs(sheet: pd.DataFrame, used: dict[str, Found], request: Request) -> pd.Series:
    texts = _texts(sheet, used, "kecamatan")
    return texts.map({text: request.slug_of(text) or "" for text in texts.unique()}).astype("str")


def _join_by_name(rows: Rows, table: Table, used: dict[str, Found], register: Register) -> None:
    known = rows.data["kode"].isin(list(register.villages))
    by_name: list[int] = []
    codes = rows.data["kode"].copy()
    title = used["nama"].title if "nama" in used else used["kode"].title if "kode" in used else "kode"
    for row, code, name, slug in rows.data.loc[~known, ["kode", "nama", "slug"]].itertuples():
        found = register.named(name, slug or None)
        chosen = register.given(name) or (found[0].kode if len(found) == 1 else None)
        if chosen is not None and chosen in register.villages:
            codes[row] = chosen
            by_name.append(row)
            continue
        near = register.near(name, slug or None) if len(found) < 2 else _choice(found)
        rows.problems.append(_unjoined(table, row, title, name or code, near, len(found)))
    rows.data["kode"] = codes
    _contradictions(rows, table, known, register, title)
    if by_name:
        rows.notes.append(
            f"{len(by_name)} desa dikenali dari nama dan kecamatannya ({named_rows(pd.Index(by_name))})"
        )


def _unjoined(table: Table, row: object, title: str, text: str, near: str | None, several: int) -> Problem:
    message = (
        "Nama desa ini dipakai beberapa desa; sebutkan kecamatannya."
        if several > 1
        else "Desa ini tidak ada di desa.csv."
    )
    return table.grid.problem(message, row=row, column=title, value=text, advice=near)


def _contradictions(rows: Rows, table: Table, known: pd.Series, register: Register, title: str) -> None:
    """A code of one village beside the name of another: one of both is wrong, a person must say which."""
    for row, code, name in rows.data.loc[known & (rows.data["nama"] != ""), ["kode", "nama"]].itertuples():
        village = register.villages[code]
        same = register.named(name, village.kecamatan)
        if same and village not in same:
            rows.problems.append(
                table.grid.problem(
                    f"Kode {code} milik desa {village.nama}, tetapi namanya desa lain.",
                    row=row,
                    column=title,
                    value=name,
                )
            )


def _refuse_twice(rows: Rows, table: Table) -> None:
    values = [column for column in rows.data.columns if column not in {"nama", "slug"}]
    rows.keep(~rows.data.duplicated(values), "baris yang sama persis dengan baris sebelumnya")
    twice = rows.data["kode"].duplicated()
    first = rows.data.drop_duplicates("kode")
    place = dict(zip(first["kode"], first.index, strict=True))
    rows.problems += [
        table.grid.problem(
            f"Desa ini sudah ada di baris {place[code]} dengan isi yang berbeda.", row=row, value=code
        )
        for row, code in rows.data.loc[twice, "kode"].head(20).items()
    ]


def unlisted(codes: Iterable[str], request: Request) -> list[str]:
    """Names of the register's villages that the sheet does not have; a village index knows no kelurahan."""
    have = set(codes)
    kinds = {"desa"} if request.kind == "idm" else {"desa", "kelurahan"}
    return [
        village.nama for village in Register(request).villages.values()
        if village.kode not in have and village.jenis in kinds
        and request.kecamatan in {None, village.kecamatan}
    ]  # fmt: skip
