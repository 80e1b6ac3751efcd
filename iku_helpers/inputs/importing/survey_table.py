"""A survey sheet as canonical rows: who is kept, their date, attributes and scores, nothing personal."""

from __future__ import annotations

import pandas as pd

from iku_helpers.inputs.importing import values
from iku_helpers.inputs.importing.answers import scores
from iku_helpers.inputs.importing.context import Request, Rows, named_rows, places
from iku_helpers.inputs.importing.headers import Table
from iku_helpers.inputs.importing.masking import LeftBehind, masked_column
from iku_helpers.inputs.importing.personal import BIRTH
from iku_helpers.inputs.importing.proposal import Found
from iku_helpers.inputs.importing.questions import answer_columns, assigned, is_long, reader_of, widened
from iku_helpers.inputs.importing.submissions import with_ids, without_repeats
from iku_helpers.inputs.importing.words import plain

NO_SERVICE = "Tidak dicatat"
TEXTS = ("layanan", "pendidikan", "pekerjaan", "saran")
ATTRIBUTES = ("tanggal", "layanan", "jenis_kelamin", "usia", "pendidikan", "pekerjaan", "saran")


def survey_rows(table: Table, found: list[Found], request: Request) -> Rows:
    """Canonical rows with a further column ``kecamatan`` (the slug); problems where they cannot be made."""
    unsur = request.files.survey_unsur(request.kecamatan or "")
    columns, used = answer_columns(unsur), places(found)
    rows = Rows(table.data, dict(table.dropped))
    if is_long(found):
        table, where, rows.notes, rows.problems = widened(table, used, reader_of(unsur), columns)
        rows.respondents = len(table.data)
    else:
        where, rows.problems = assigned(found, unsur, table)
    rows.data = table.data
    if not len(rows.data) and not rows.problems:
        rows.problems.append(
            table.grid.problem("Tidak ada baris isian di bawah judul kolom.", row=table.rows[-1])
        )
    if rows.problems:
        return rows
    sheet = table.data
    rows.data = _attributes(sheet, used, request)
    _choose_year(rows, table, used, request)
    _choose_kecamatan(rows, table, used, request)
    if rows.problems:
        return rows
    _add_scores(rows, sheet, where, table, request)
    if rows.problems:
        return rows
    without_repeats(rows, sheet, found, columns, request)
    _clean_texts(rows, sheet, found, request)
    with_ids(rows, used.get("id"), request)
    return rows


def _attributes(sheet: pd.DataFrame, used: dict[str, Found], request: Request) -> pd.DataFrame:
    """The attribute columns as written, "" where the sheet has none."""
    frame = pd.DataFrame(index=sheet.index)
    for name in ("id", *ATTRIBUTES, "kecamatan", "tahun"):
        given = request.layout.tetap.get(name, "")
        frame[name] = (
            sheet[used[name].place] if name in used else pd.Series(given, index=sheet.index, dtype="str")
        )
    return frame


def _choose_year(rows: Rows, table: Table, used: dict[str, Found], request: Request) -> None:
    years = rows.data["tahun"].where(rows.data["tahun"] != "", str(request.tahun)).str.removesuffix(".0")
    rows.keep(years == str(request.tahun), f"dari tahun lain (kolom tahun bukan {request.tahun})")
    empty = frozenset(request.layout.kosong)
    day = rows.data["tanggal"]
    reading = values.dates(day.where(~day.isin(empty), ""), request.layout.tanggal)
    title = used["tanggal"].title if "tanggal" in used else "tanggal"
    if len(reading.unread):
        advice = "; ".join(note for note in reading.notes if note.startswith("sebagian")) or None
        rows.problems += table.grid.problems(
            "Tanggal ini tidak terbaca.", reading.unread, title, advice=advice and _ordered(advice),
            allowed="tanggal seperti 31/12/2024, 2024-12-31, atau 31 Desember 2024",
        )  # fmt: skip
        return
    rows.notes += [*reading.notes]
    if reading.missing:
        rows.notes.append(
            f"{reading.missing} tanggal kosong atau nol (seperti 0000-00-00) dibaca tidak ada tanggal"
        )
    rows.data["tanggal"] = reading.values
    other = (rows.data["tanggal"] != "") & (rows.data["tanggal"].str[:4] != str(request.tahun))
    rows.keep(~other, f"bertanggal di luar tahun {request.tahun}")
    if not len(rows.data):
        message = f"Tidak ada satu baris pun dari tahun {request.tahun}."
        rows.problems.append(table.grid.problem(message, column=title, advice="Periksa --tahun."))


def _ordered(advice: str) -> str:
    choice = "tulis 'tanggal: hari-bulan' atau 'tanggal: bulan-hari' di tata letak"
    return f"{advice[0].upper()}{advice[1:]}; {choice}."


def _choose_kecamatan(rows: Rows, table: Table, used: dict[str, Found], request: Request) -> None:
    wanted = request.kecamatan
    if "kecamatan" not in used and "kecamatan" not in request.layout.tetap:
        if wanted is None:
            message = "Berkas tidak menyebut kecamatan."
            rows.problems.append(table.grid.problem(message, advice="Tambahkan --kecamatan."))
        rows.data["kecamatan"] = wanted or ""
        return
    texts = rows.data["kecamatan"]
    slugs = texts.map({text: request.slug_of(text) or "" for text in texts.unique()})
    title = used["kecamatan"].title if "kecamatan" in used else "kecamatan"
    rows.data["kecamatan"] = slugs
    if wanted is not None:
        rows.keep(slugs == wanted, "dari kecamatan lain atau tanpa nama kecamatan")
        if not len(rows.data):
            message = f"Tidak ada satu baris pun dari kecamatan {wanted}."
            rows.problems.append(table.grid.problem(message, column=title))
        return
    rows.problems += table.grid.problems(
        "Kecamatan ini tidak dikenal.", texts[slugs == ""].drop_duplicates(), title,
        allowed=", ".join(request.kecamatan_names),
        advice="Bila ejaannya lain, tulis di tata letak bagian kecamatan.",
    )  # fmt: skip


def _add_scores(
    rows: Rows, sheet: pd.DataFrame, where: dict[str, int], table: Table, request: Request
) -> None:
    answers = pd.DataFrame({name: sheet.loc[rows.data.index, place] for name, place in where.items()})
    found = scores(answers, request.layout, "\n".join((table.around, *table.titles)))
    for name, place in where.items():
        wrong = found.unread[name]
        title = table.titles[place] if place < len(table.titles) else name
        rows.problems += table.grid.problems(
            "Jawaban ini bukan nilai yang dikenal.", wrong, " ".join(title.split()),
            allowed="1 sampai 4, a sampai d, kata jawaban, atau kosong",
            advice="Bila artinya jelas, tulis di tata letak bagian jawaban atau kosong.",
        )  # fmt: skip
    if found.reversed_because and not rows.problems:
        rows.problems.append(
            table.grid.problem(
                f"Skala tampak terbalik: {'; '.join(found.reversed_because[:3])}.",
                advice="Tulis 'skala: terbalik' (1 berarti paling puas) atau 'skala: biasa' di tata letak.",
            )
        )
    if request.layout.skala == "terbalik":
        rows.notes.append("skala dibalik menurut tata letak: 1 menjadi 4, 2 menjadi 3, dan seterusnya")
    rows.notes += found.notes
    if found.missing:
        rows.notes.append(f"{found.missing} jawaban bertanda kosong (seperti '-') dibaca tidak menjawab")
    rows.data = pd.concat([rows.data, found.values], axis=1)


def _clean_texts(rows: Rows, sheet: pd.DataFrame, found: list[Found], request: Request) -> None:
    columns = [column.place for column in found if column.is_personal]
    personal = LeftBehind([sheet.loc[rows.data.index, place] for place in columns])
    _ages(rows, sheet, found)
    _replace(rows, "jenis_kelamin", values.mapped(rows.data["jenis_kelamin"], values.sex), "jenis kelamin")
    hidden = 0
    for name in TEXTS:
        rows.data[name], count = masked_column(rows.data[name], personal)
        hidden += count
    if hidden:
        rows.notes.append(
            f"{hidden} isian teks memuat nomor, alamat, atau nama pribadi; bagian itu disamarkan"
        )
    _services(rows, request)


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
