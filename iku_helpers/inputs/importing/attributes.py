"""What a respondent tells besides the answers: texts masked, sex and age read, services spelled alike."""

from __future__ import annotations

import pandas as pd

from iku_helpers.inputs.importing import values
from iku_helpers.inputs.importing.context import Request, Rows, named_rows
from iku_helpers.inputs.importing.formula_errors import BROKEN
from iku_helpers.inputs.importing.masking import LeftBehind, masked_column
from iku_helpers.inputs.importing.personal import BIRTH
from iku_helpers.inputs.importing.proposal import Found
from iku_helpers.inputs.importing.words import plain
from iku_helpers.numbers import number

NO_SERVICE = "Tidak dicatat"
TEXTS = ("layanan", "pendidikan", "pekerjaan", "saran")


def clean_texts(rows: Rows, sheet: pd.DataFrame, found: list[Found], request: Request) -> None:
    """Make the attributes canonical and take out of them what is personal."""
    columns = [column.place for column in found if column.is_personal]
    personal = LeftBehind([sheet.loc[rows.data.index, place] for place in columns])
    _ages(rows, sheet, found)
    _replace(rows, "jenis_kelamin", values.mapped(rows.data["jenis_kelamin"], values.sex), "jenis kelamin")
    hidden = 0
    for name in TEXTS:
        _tell_broken(rows, name)
        rows.data[name], count = masked_column(rows.data[name], personal)
        hidden += count
    if hidden:
        rows.notes.append(
            f"{number(hidden, 0)} isian teks memuat nomor, alamat, atau nama pribadi; bagian itu disamarkan"
        )
    _services(rows, request)


def _tell_broken(rows: Rows, name: str) -> None:
    """A text whose formula failed becomes nothing, but not silently."""
    texts = rows.data[name]
    failed = [text for text in texts.unique() if text[:1] in {"#", "E"} and BROKEN.fullmatch(text)]
    if failed:
        where = named_rows(texts.index[texts.isin(failed)])
        rows.notes.append(f"isian {name} berisi galat rumus ({', '.join(failed)}) dan dikosongkan ({where})")


def _services(rows: Rows, request: Request) -> None:
    """Spell services as layanan.csv does; a table without them says so rather than stay empty."""
    known = request.files.table("layanan")
    spelled = {plain(name): name for name in known.columns["layanan"]} if known else {}
    services = rows.data["layanan"]
    rows.data["layanan"] = services.map({name: spelled.get(plain(name), name) for name in services.unique()})
    blank = rows.data["layanan"] == ""
    if blank.any():
        rows.notes.append(f"{int(blank.sum())} baris tanpa jenis layanan diisi '{NO_SERVICE}'")
        rows.data["layanan"] = rows.data["layanan"].where(~blank, NO_SERVICE)


def _ages(rows: Rows, sheet: pd.DataFrame, found: list[Found]) -> None:
    birth = next(
        (column for column in found if column.is_personal and BIRTH.fullmatch(plain(column.title))), None
    )
    if birth is not None and (rows.data["usia"] == "").all():
        born = values.dates(sheet.loc[rows.data.index, birth.place]).values
        days = (
            pd.to_datetime(rows.data["tanggal"], errors="coerce") - pd.to_datetime(born, errors="coerce")
        ).dt.days
        years = (days // 365.2425).astype("Int64").astype("str").replace("<NA>", "").fillna("")
        rows.data["usia"] = years.astype("str")
        rows.notes.append(
            "usia dihitung dari tanggal lahir dan tanggal mengisi; tanggal lahirnya ditinggalkan"
        )
    reading = values.mapped(rows.data["usia"], _plausible_age)
    _replace(rows, "usia", reading, "usia (yang boleh 10 sampai 110 tahun)")


def _plausible_age(text: str) -> str | None:
    age = values.age(text)
    return age if age is not None and 10 <= int(age) <= 110 else None


def _replace(rows: Rows, name: str, reading: values.Reading, words: str) -> None:
    rows.data[name] = reading.values
    if len(reading.unread):
        count = len(reading.unread)
        rows.notes.append(
            f"{count} isian {words} tidak terbaca dan dikosongkan ({named_rows(reading.unread.index)})"
        )
