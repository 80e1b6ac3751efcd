"""What each column of a sheet is: by the layout, by its title, by its values; always with the reason."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from iku_helpers.errors import Problem, did_you_mean
from iku_helpers.inputs.importing.grids import letter
from iku_helpers.inputs.importing.headers import Table
from iku_helpers.inputs.importing.personal import are_names, is_personal_column
from iku_helpers.inputs.importing.values import MISSING_WORDS, date_of, sex
from iku_helpers.inputs.importing.vocabulary import PERSONAL, Vocabulary
from iku_helpers.inputs.importing.words import Meaning, plain, year_in
from iku_helpers.inputs.layouts import IGNORED, Layout

_OFFICE = re.compile(r"(nama )?(unit kerja|skpd|opd|perangkat daerah|instansi|kantor)( .*)?")
_CLOCK = {"waktu", "waktu survei", "waktu layanan", "waktu pelayanan"}
"""Titles of the unsur "waktu" that some forms give to the day of the visit."""
_FREE = {"saran", "keterangan"}
_SECOND = "kolom kedua untuk "
HIDDEN = "(tidak ditampilkan)"
_EXAMPLE_WIDTH = 32


@dataclass(frozen=True)
class Found:
    """One column of the sheet: its place, title, the field it is taken as ("" for none), why, an example."""

    place: int
    title: str
    field: str
    why: str
    example: str = ""
    item: str = ""

    @property
    def is_personal(self) -> bool:
        """Whether the column holds data of a person and is left behind."""
        return self.field == PERSONAL

    @property
    def second_of(self) -> str:
        """The field that another column was taken for before this one, "" where there is none."""
        return self.why.removeprefix(_SECOND) if self.why.startswith(_SECOND) else ""


def propose(table: Table, words: Vocabulary, layout: Layout, tahun: int) -> tuple[list[Found], list[Problem]]:
    """Every column with what it is taken as, and what speaks against going on."""
    titles = _named(table.titles)
    given = {plain(title): field for title, field in layout.kolom.items()}
    found = [_column(place, title, table, words, given) for place, title in enumerate(titles)]
    problems = _layout_problems(layout, titles, words, table)
    return _without_twins(found, tahun), problems


def _named(titles: tuple[str, ...]) -> list[str]:
    """Titles told apart: the second "Nilai" and the one without a name carry their column letter."""
    seen: set[str] = set()
    named = []
    for place, title in enumerate(titles):
        name = " ".join(title.split()) or f"kolom {letter(place)}"
        if plain(name) in seen:
            name = f"{name} (kolom {letter(place)})"
        seen.add(plain(name))
        named.append(name)
    return named


def _column(place: int, title: str, table: Table, words: Vocabulary, given: Mapping[str, str]) -> Found:
    values = table.data[place]
    if plain(title) in given:
        field = given[plain(title)]
        found = Found(place, title, "" if field == IGNORED else field, "menurut tata letak")
        return replace(found, example=_example(values, field) if found.field else HIDDEN)
    meaning = words.read(table.titles[place]) if table.titles[place] else Meaning("", "")
    field, _, item = meaning.field.partition("\t")
    if field.startswith("U") and plain(title) in _CLOCK and _are_dates(values):
        return Found(place, title, "tanggal", "semua isinya tanggal", _example(values, "tanggal"))
    if field == "id" and are_names(values):
        return Found(place, title, PERSONAL, "isinya nama, bukan nomor", HIDDEN)
    if field != PERSONAL and field not in {"kode", "tanggal"} and is_personal_column(values):
        return Found(place, title, PERSONAL, "isinya nomor atau alamat pribadi", HIDDEN)
    if not field:
        field, why = _by_values(values, words, plain(title))
        return Found(place, title, field, why, _example(values, field) if field else HIDDEN)
    return Found(place, title, field, meaning.why, _example(values, field), item)


def _are_dates(values: pd.Series) -> bool:
    texts = [text for text in values.head(50).unique() if text]
    return bool(texts) and all(date_of(text) or date_of(text, "bulan-hari") for text in texts)


def _by_values(values: pd.Series, words: Vocabulary, title: str) -> tuple[str, str]:
    distinct = [text for text in values.head(5000).unique() if text.casefold() not in MISSING_WORDS]
    if "jenis_kelamin" in words.fields and len(distinct) >= 2 and all(sex(text) for text in distinct):
        return "jenis_kelamin", "semua isinya laki-laki atau perempuan"
    if _OFFICE.fullmatch(title) and distinct and all(words.is_kecamatan(text) for text in distinct):
        return "kecamatan", "semua isinya nama kecamatan"
    return "", "tidak dikenal"


def _example(values: pd.Series, field: str) -> str:
    """The first filled cell; free text may hold a name, which belongs on no screen either."""
    if field == PERSONAL:
        return HIDDEN
    if field in _FREE:
        return "(teks bebas)"
    filled = values[values != ""]
    text = " ".join(str(filled.iloc[0]).split()) if len(filled) else ""
    return text if len(text) <= _EXAMPLE_WIDTH else text[: _EXAMPLE_WIDTH - 1] + "…"


def _layout_problems(layout: Layout, titles: list[str], words: Vocabulary, table: Table) -> list[Problem]:
    known = {plain(title): title for title in titles}
    problems = []
    for title, field in layout.kolom.items():
        if plain(title) not in known:
            hint = did_you_mean(title, titles)
            message = (
                f"Tata letak menyebut kolom '{title}' yang tidak ada di berkas{';' + hint if hint else '.'}"
            )
            problems.append(table.grid.problem(message))
        if field not in {IGNORED, *words.fields}:
            message = f"Tata letak memberi kolom '{title}' nama yang tidak dikenal."
            allowed = ", ".join((*words.fields, IGNORED))
            problems.append(table.grid.problem(message, value=field, allowed=allowed))
    for name in layout.tetap:
        if name not in words.fields:
            message = f"Tata letak mengisi tetap kolom '{name}' yang tidak dikenal."
            problems.append(table.grid.problem(message, allowed=", ".join(words.fields)))
    return problems


def _without_twins(found: list[Found], tahun: int) -> list[Found]:
    """One column a field: the one of this year, the first; unsur are left alone, since items share theirs."""
    chosen: dict[str, int] = {}
    for column in sorted(
        found, key=lambda one: (one.why != "menurut tata letak", _year_rank(one.title, tahun))
    ):
        if column.field and not column.is_personal and not column.field.startswith("U"):
            chosen.setdefault(column.field, column.place)
    result = []
    for column in found:
        if column.field in chosen and chosen[column.field] != column.place:
            column = replace(column, field="", why=f"{_SECOND}{column.field}", example=HIDDEN)
        result.append(column)
    return result


def _year_rank(title: str, tahun: int) -> int:
    year = year_in(title)
    return 0 if year == tahun else 1 if year is None else 2


def foreign_years(found: list[Found], table: Table, tahun: int) -> list[Problem]:
    """Columns in use whose title carries another year: last year's figures under this year's name."""
    return [
        table.grid.problem(
            f"Judul kolom ini bertahun {year}, sedangkan yang diimpor tahun {tahun}.",
            column=column.title,
            advice="Periksa berkasnya, atau tulis kolom itu di tata letak bila memang benar.",
        )
        for column in found
        if column.field and not column.is_personal and column.why != "menurut tata letak"
        and (year := year_in(column.title)) not in {None, tahun}
    ]  # fmt: skip
