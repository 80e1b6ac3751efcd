"""Respondents told apart: forms never filled in, the same form or person twice, and their ids."""

from __future__ import annotations

import re

import pandas as pd

from iku_helpers.inputs.importing.context import Request, Rows, named_rows
from iku_helpers.inputs.importing.grids import blank_rows
from iku_helpers.inputs.importing.personal import are_names, masked
from iku_helpers.inputs.importing.proposal import Found
from iku_helpers.inputs.importing.words import bare_question, plain

_STRONG = re.compile(
    r".*\b(nik|ktp|hp|handphone|telepon|telpon|telp|tlp|wa|whatsapp|ponsel|e ?mail|surel)\b.*"
)
_NAME = re.compile(r"nama\b(?! (petugas|ibu))")
_FILLED = ("tanggal", "layanan", "jenis_kelamin", "usia", "pendidikan", "pekerjaan", "saran")


def without_repeats(
    rows: Rows, sheet: pd.DataFrame, found: list[Found], columns: list[str], request: Request
) -> None:
    """Leave out forms never filled in and exact copies; mark (or leave out) likely repeats."""
    silent = blank_rows(rows.data[columns])
    unused = silent & blank_rows(rows.data[list(_FILLED)])
    rows.keep(~unused, "tanpa jawaban dan tanpa isian lain selain nomor")
    silent = silent[~unused]
    if silent.any() and request.layout.tanpa_jawaban == "buang":
        rows.keep(~silent, "responden tanpa satu pun jawaban (menurut tata letak)")
    elif silent.any():
        rows.notes.append(
            f"{int(silent.sum())} responden tanpa satu pun jawaban dipertahankan; "
            f"tidak ikut dihitung dalam indeks ({named_rows(silent.index[silent])})"
        )
    _exact_copies(rows, sheet, found)
    _same_person(rows, sheet, found, request)


def _exact_copies(rows: Rows, sheet: pd.DataFrame, found: list[Found]) -> None:
    """The same form entered twice: equal in every column, an id or a clock time among them."""
    telling = next((column.place for column in found if column.field == "id"), None)
    clock = next((column.place for column in found if column.field == "tanggal"), None)
    if telling is None and clock is not None and sheet[clock].head(200).str.contains(r"\d:\d\d:\d\d").any():
        telling = clock
    if telling is None:
        _count_equal(rows, sheet)
        return
    marks = sheet.loc[rows.data.index, telling]
    suspects = marks.index[marks.duplicated(keep=False) & (marks != "")]
    copies = pd.Series(False, index=rows.data.index)
    copies[suspects] = sheet.loc[suspects].duplicated()
    rows.keep(~copies, "kiriman yang sama persis dengan baris sebelumnya (id atau jamnya pun sama)")


def _count_equal(rows: Rows, sheet: pd.DataFrame) -> None:
    """Without a number or a clock two equal rows may be two people who agree: counted, and kept."""
    equal = sheet.loc[rows.data.index].duplicated()
    if equal.any():
        rows.notes.append(
            f"{int(equal.sum())} baris sama persis dengan baris sebelumnya dan dipertahankan, "
            f"karena tidak ada nomor atau jam yang membedakan ({named_rows(equal.index[equal])})"
        )


def _same_person(rows: Rows, sheet: pd.DataFrame, found: list[Found], request: Request) -> None:
    """Rows of one person, within one kecamatan and one service."""
    known, told = _known_by(rows, sheet, found)
    if known is None:
        return
    keyed = pd.DataFrame(
        {
            "person": known.str.replace(" ", "").str.replace("-", ""),
            "slug": rows.data["kecamatan"],
            "on": rows.data["layanan"],
        }
    )
    rule = request.layout.kiriman_ulang
    again = keyed.duplicated(keep="last" if rule == "terakhir" else "first") & (known != "")
    if not again.any():
        return
    if rule == "pertahankan":
        rows.notes.append(
            f"{int(again.sum())} baris tampak kiriman ulang orang yang sama ({told}) "
            f"untuk layanan yang sama, dipertahankan ({named_rows(again.index[again])}); "
            "'kiriman_ulang: pertama' atau 'terakhir' di tata letak membuangnya"
        )
        return
    rows.keep(~again, f"kiriman ulang orang yang sama untuk layanan yang sama (dipakai yang {rule})")


def _known_by(rows: Rows, sheet: pd.DataFrame, found: list[Found]) -> tuple[pd.Series | None, str]:
    """What tells a person: NIK, phone number or e-mail, else the name with sex and age."""
    personal = [column for column in found if column.is_personal]
    strong = [column.place for column in personal if _STRONG.fullmatch(plain(column.title))]
    if strong:
        known = sheet.loc[rows.data.index, strong[0]]
        for place in strong[1:]:
            known = known.where(known != "", sheet.loc[rows.data.index, place])
        return known, "NIK, nomor, atau surel"
    named = next((column.place for column in personal if _NAME.match(bare_question(column.title))), None)
    if named is None:
        return None, ""
    name = sheet.loc[rows.data.index, named]
    whole = name.str.casefold() + "|" + rows.data["jenis_kelamin"] + "|" + rows.data["usia"]
    return whole.where((name != "") & (rows.data["usia"] != ""), ""), "nama, jenis kelamin, dan usia"


def with_ids(rows: Rows, column: Found | None, request: Request) -> None:
    """Give every respondent an id: the sheet's where it tells them apart and names nobody, else a number."""
    ids = rows.data["id"].str.removesuffix(".0").str.strip()
    keyed = pd.DataFrame({"slug": rows.data["kecamatan"], "id": ids})
    reason = None
    if request.layout.id == "nomor_baris":
        reason = "menurut tata letak"
    elif column is None:
        reason = "berkas tidak punya nomor responden"
    elif (ids == "").any():
        reason = f"{int((ids == '').sum())} nomor responden kosong"
    elif keyed.duplicated().any():
        twice = keyed.duplicated()
        reason = f"{int(twice.sum())} nomor responden berulang ({named_rows(twice.index[twice])})"
    elif any(masked(text) != text for text in ids.head(5000).unique()) or ids.str.fullmatch(r"\d{9,}").any():
        reason = "nomor responden tampak seperti nomor pribadi"
    elif are_names(ids):
        reason = "nomor responden tampak seperti nama"
    if reason is None:
        rows.data["id"] = ids
        return
    number = rows.data.groupby("kecamatan").cumcount() + 1
    width = max(3, len(str(int(number.max())))) if len(number) else 3
    rows.data["id"] = "R" + number.astype("str").str.zfill(width)
    rows.notes.append(f"{reason}; responden dinomori ulang R{'1'.zfill(width)} dan seterusnya")
