"""A survey sheet as canonical rows: who is kept, their date, attributes and scores, nothing personal."""

from __future__ import annotations

import pandas as pd

from iku_helpers.inputs.importing import values
from iku_helpers.inputs.importing.answers import scores
from iku_helpers.inputs.importing.attributes import clean_texts
from iku_helpers.inputs.importing.context import Request, Rows, places
from iku_helpers.inputs.importing.headers import Table
from iku_helpers.inputs.importing.proposal import Found
from iku_helpers.inputs.importing.questions import answer_columns, assigned, is_long, reader_of, widened
from iku_helpers.inputs.importing.submissions import with_ids, without_repeats

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
    clean_texts(rows, sheet, found, request)
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
    title, at = (used["tanggal"].title, used["tanggal"].place) if "tanggal" in used else ("tanggal", None)
    if len(reading.unread):
        advice = "; ".join(note for note in reading.notes if note.startswith("sebagian")) or None
        rows.problems += table.grid.problems(
            "Tanggal ini tidak terbaca.", reading.unread, title, at, advice=advice and _ordered(advice),
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
    title, at = (
        (used["kecamatan"].title, used["kecamatan"].place) if "kecamatan" in used else ("kecamatan", None)
    )
    rows.data["kecamatan"] = slugs
    if wanted is not None:
        rows.keep(slugs == wanted, "dari kecamatan lain atau tanpa nama kecamatan")
        if not len(rows.data):
            message = f"Tidak ada satu baris pun dari kecamatan {wanted}."
            rows.problems.append(table.grid.problem(message, column=title))
        return
    rows.problems += table.grid.problems(
        "Kecamatan ini tidak dikenal.", texts[slugs == ""].drop_duplicates(), title, at,
        allowed=", ".join(request.kecamatan_names),
        advice="Bila ejaannya lain, tulis di tata letak bagian kecamatan.",
    )  # fmt: skip


def _add_scores(
    rows: Rows, sheet: pd.DataFrame, where: dict[str, int], table: Table, request: Request
) -> None:
    answers = pd.DataFrame({name: sheet.loc[rows.data.index, place] for name, place in where.items()})
    found = scores(answers, request.layout, (*table.around, *table.titles))
    if found.foreign is not None:
        message, advice = found.foreign
        rows.problems.append(table.grid.problem(message, advice=advice))
        return
    for name, place in where.items():
        wrong = found.unread[name]
        own = place < len(table.titles)
        title = table.titles[place] if own else name
        rows.problems += table.grid.problems(
            "Jawaban ini bukan nilai yang dikenal.", wrong, " ".join(title.split()), place if own else None,
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
