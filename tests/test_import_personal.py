"""Personal data stops at the door: no value of a left-behind column is in any file under params/."""

from __future__ import annotations

import base64
import datetime as dt
import re
import shutil
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iku_helpers.inputs.importing import import_table
from iku_helpers.inputs.importing.masking import LeftBehind, masked_column
from iku_helpers.inputs.importing.personal import is_personal_column, is_personal_title, masked

TODAY = dt.date(2024, 12, 31)
PEOPLE = {
    "Nama Lengkap": ["Ketut Widiastra Rai", "Made Sukerti", "Nyoman Gunarta"],
    "NIK": ["5108035606780001", "5108031708900002", "5108030101950003"],
    "No HP/WA": ["0812-3777-4501", "+62 857 3711 4502", "81237774503"],
    "Alamat": ["Jl. Anggrek No. 17 Singaraja", "Br. Dinas Kaja, RT 03", "Perumahan Griya Asri Blok C2"],
    "Email": ["ketut.rai@contoh.id", "sukerti_88@surat.example", "gunarta@pos.example"],
    "Tanggal Lahir": ["16/06/1978", "17/08/1990", "01/01/1995"],
    "IP": ["203.0.113.7", "198.51.100.23", "192.0.2.91"],
}


def sheet_of_people() -> pd.DataFrame:
    """Three respondents who give their personal data, and repeat some of it in their suggestions."""
    answers = {f"U{number}": [3, 4, 3] for number in range(1, 10)}
    suggestions = [
        "Saya Ketut Widiastra Rai, hubungi 0812-3777-4501 atau ketut.rai@contoh.id",
        "tolong beri tahu Nyoman Gunarta di Jl. Anggrek No. 17 Singaraja",
        "NIK saya 5108030101950003 salah ketik",
    ]
    lead = {"Tanggal": ["03/06/2024", "14/06/2024", "05/11/2024"], "Jenis Layanan": ["Surat pindah"] * 3}
    return pd.DataFrame({**PEOPLE, **lead, **answers, "Saran": suggestions})


def bytes_below(folder: Path) -> bytes:
    """Every byte of every file below ``folder``, workbooks unpacked."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found.append(path.read_bytes())
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    found += [archive.read(name) for name in archive.namelist()]
    return b"\n".join(found)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_no_value_of_a_personal_column_is_in_any_file(params_copy, tmp_path, suffix):
    sheet = tmp_path / f"isian.{suffix}"
    people = sheet_of_people()
    people.to_csv(sheet, index=False) if suffix == "csv" else people.to_excel(sheet, index=False)
    report = import_table(
        "survei", sheet, 2024, "busungbiu", params_copy, replace=True, today=TODAY,
        layout=params_copy / "2024" / "tata-letak.yml",
    )  # fmt: skip
    assert (report.problems, report.rows_kept) == ([], 3)
    assert (params_copy / "2024" / "tata-letak.yml").is_file()
    everything = bytes_below(params_copy)
    values = [value for column in PEOPLE.values() for value in column]
    assert [value for value in values if value.encode() in everything] == []
    assert [value for value in values if value in report.text()] == []
    assert "Data pribadi yang ditinggalkan: Nama Lengkap, NIK, No HP/WA, Alamat, Email" in report.text()
    written = (params_copy / "2024" / "survei" / "busungbiu.csv").read_text("utf-8")
    assert "Saya [nama disamarkan], hubungi [nomor disamarkan] atau [surel disamarkan]" in written
    assert "NIK saya [nomor disamarkan] salah ketik" in written


def everything_below(*folders: Path) -> bytes:
    """The bytes of every file below, workbooks unpacked, and what pages and notebooks carry in base64."""
    whole = b"\n".join(bytes_below(folder) for folder in folders)
    carried = re.findall(rb"base64,([A-Za-z0-9+/=\n\\]{40,})", whole)
    return b"\n".join(
        [whole, *(base64.b64decode(re.sub(rb"[^A-Za-z0-9+/=]", b"", text)) for text in carried)]
    )


@pytest.mark.usefixtures("one_version")
def test_nothing_personal_is_in_params_or_outputs_after_import_and_run(project, root):
    made = project()
    shutil.copy(root / "notebooks" / "laporan-iku.ipynb", made.notebooks)
    sheet = made.folder / "dari kantor" / "isian.xlsx"
    sheet.parent.mkdir()
    people = sheet_of_people().assign(Umur=[45, 33, 29], Responden=["Komang Ayu", "Kadek Dwi", "Putu Tri"])
    people.assign(Pekerjaan=["Petani", "Guru (0812-3777-4501)", "gunarta@pos.example"]).to_excel(
        sheet, index=False
    )
    asked = ("--tahun", "2024", "--kecamatan", "busungbiu")
    done = made.iku(
        "import", "survei", str(sheet), *asked, "--replace", "--tata-letak", "params/tata-letak.yml"
    )
    assert (done.returncode, done.stderr.startswith("Berikutnya")) == (0, True)
    done = made.iku("run", *asked)
    assert (done.returncode, len(made.written()) > 1) == (0, True)
    found = everything_below(made.params, made.outputs)
    values = [value for column in PEOPLE.values() for value in column]
    values += ["Komang Ayu", "Kadek Dwi", "Putu Tri", "1978-06-16", "081237774501", "16 Juni 1978"]
    assert [value for value in values if value.encode() in found] == []
    assert [value for value in values if value in done.stdout + done.stderr] == []


def test_ages_come_from_birth_dates_which_stay_outside(params_copy, tmp_path):
    sheet = tmp_path / "isian.csv"
    sheet_of_people().to_csv(sheet, index=False)
    import_table("survei", sheet, 2024, "busungbiu", params_copy, replace=True, today=TODAY)
    written = pd.read_csv(params_copy / "2024" / "survei" / "busungbiu.csv")
    # 16 June 1978 to 3 June 2024; 17 August 1990 to 14 June 2024; 1 January 1995 to 5 November 2024.
    assert written["usia"].tolist() == [45, 33, 29]


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("Telp (0362) 22334 saja", "Telp [nomor disamarkan] saja"),
        ("wa +62 812-3456-7890.", "wa [nomor disamarkan]."),
        ("kirim ke a.b@c.co.id ya", "kirim ke [surel disamarkan] ya"),
        ("a.n. Ketut Rai Sudana mohon dicek", "a.n. [nama disamarkan] mohon dicek"),
        ("rumah RT 03/RW 02", "rumah [alamat disamarkan]"),
        ("Jalan Gajah Mada No. 12 banjir", "[alamat disamarkan] banjir"),
        ("jalan menuju kantor rusak", "jalan menuju kantor rusak"),
        ("tahun 2023-2024 antre 2 jam, Rp 1.500.000", "tahun 2023-2024 antre 2 jam, Rp 1.500.000"),
        ("loket 3 buka 08.00-15.00", "loket 3 buka 08.00-15.00"),
    ],
)
def test_masks(text, safe):
    assert masked(text) == safe


@given(st.text(max_size=60))
def test_a_mask_does_not_change_when_masked_again(text):
    assert masked(masked(text)) == masked(text)


@given(st.text("0123456789", min_size=9, max_size=16), st.text("abc xyz", max_size=10))
def test_no_long_number_survives(digits, words):
    assert digits not in masked(f"{words} {digits} {words}")


def test_a_row_own_single_word_is_taken_out_of_its_own_text_only():
    texts = pd.Series(["Salam dari Sukerti", "Sukerti ramah"], dtype="str")
    names = pd.Series(["Sukerti", "Wayan"], dtype="str")
    result, count = masked_column(texts, LeftBehind([names]))
    assert (result.tolist(), count) == (["Salam dari [nama disamarkan]", "Sukerti ramah"], 1)


@pytest.mark.parametrize(
    "title",
    ["Nama Responden", "NIK (16 digit)", "No. Telp", "Alamat Rumah", "E-mail", "Tempat/Tgl Lahir", "IP"],
)
def test_personal_titles(title):
    assert is_personal_title(title)


@pytest.mark.parametrize(
    "title", ["Nama Layanan", "Nomor Responden", "U1 Persyaratan", "Perilaku petugas", "Umur"]
)
def test_titles_that_are_not_personal(title):
    assert not is_personal_title(title)


def test_a_column_is_personal_by_its_values_whatever_it_is_called():
    assert is_personal_column(pd.Series(["081234500001", "081234500002", ""], dtype="str"))
    assert not is_personal_column(pd.Series(["5108032001", "5108032002"], dtype="str"))
    assert not is_personal_column(pd.Series(["3", "4", "2024-06-03"], dtype="str"))
    assert not is_personal_column(pd.Series(["NIK saya 5108030101950003 salah ketik"], dtype="str"))
