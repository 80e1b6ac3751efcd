"""Tables: what a canonical csv may hold, and the sentences that refuse the rest."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iku_helpers.errors import InputError
from iku_helpers.inputs import records, schemas, tables

FILE = "params/2024/survei/banjar.csv"
SURVEY = schemas.survey(tuple(f"U{order}" for order in range(1, 10)))
HEADER = ",".join(SURVEY.names)
GOOD = "R001,2024-06-03,Surat pindah,P,34,SMA,Wiraswasta,3,4,2,4,3,3,4,,3,"


def survey_text(*rows: str) -> str:
    return "\n".join([HEADER, *rows]) + "\n"


def problems_of(text: str, schema=SURVEY, file: str = FILE) -> list[str]:
    """Every sentence a text is refused with, whether for its shape or its cells."""
    try:
        return [str(problem) for problem in tables.problems(records.parsed(text, schema, file), schema)]
    except InputError as error:
        return [str(problem) for problem in error.problems]


def test_a_good_table_has_no_problem():
    assert problems_of(survey_text(GOOD, GOOD.replace("R001", "R002"))) == []


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("3,4,2,4", "3,4,5,4",
         "kolom U3: Isi sel ini tidak sesuai. Ditemukan: '5'. Yang boleh: 1, 2, 3, 4, atau kosong."),
        ("3,4,2,4", "3.0,4,2,4",
         "kolom U1: Isi sel ini tidak sesuai. Ditemukan: '3.0'. Yang boleh: 1, 2, 3, 4, atau kosong. "
         "Tulis bilangan bulat tanpa '.0'."),
        ("3,4,2,4", '"3,5",4,2,4',
         "kolom U1: Isi sel ini tidak sesuai. Ditemukan: '3,5'. Yang boleh: 1, 2, 3, 4, atau kosong. "
         "Tulis desimal dengan titik."),
        ("2024-06-03", "03/06/2024",
         "kolom tanggal: Isi sel ini tidak sesuai. Ditemukan: '03/06/2024'. "
         "Yang boleh: tanggal ISO TTTT-BB-HH atau kosong. Contoh: 2024-06-30."),
        ("2024-06-03", "2024-02-30",
         "kolom tanggal: Isi sel ini tidak sesuai. Ditemukan: '2024-02-30'. "
         "Yang boleh: tanggal ISO TTTT-BB-HH atau kosong. Contoh: 2024-06-30."),
        (",P,", ",p,",
         "kolom jenis_kelamin: Isi sel ini tidak sesuai. Ditemukan: 'p'. Yang boleh: L, P, atau kosong. "
         "Tulis persis 'P'."),
        (",34,", ",340,",
         "kolom usia: Isi sel ini tidak sesuai. Ditemukan: '340'. "
         "Yang boleh: bilangan bulat 10 sampai 110, atau kosong."),
        ("R001", "", "kolom id: Isi sel ini tidak boleh kosong. Yang boleh: teks."),
    ],
)  # fmt: skip
def test_a_wrong_cell_names_file_row_column_value_and_what_is_allowed(old, new, sentence):
    assert old in GOOD

    found = problems_of(survey_text(GOOD.replace("R001", "R000"), GOOD.replace(old, new, 1)))

    assert found == [f"{FILE}, baris 3, {sentence}"]


def test_all_wrong_cells_are_told_in_the_order_of_the_file():
    rows = [
        GOOD.replace("3,4,2,4", "3,4,9,4"),
        GOOD,
        GOOD.replace(",P,", ",X,"),
        GOOD.replace(",34,", ",tua,"),
    ]

    found = problems_of(survey_text(*rows))

    assert [sentence.split(":")[0] for sentence in found] == [
        f"{FILE}, baris 2, kolom U3", f"{FILE}, baris 4, kolom jenis_kelamin", f"{FILE}, baris 5, kolom usia",
    ]  # fmt: skip


def test_one_trouble_repeated_is_counted_not_listed():
    found = problems_of(survey_text(*[GOOD.replace("3,4,2,4", "3,4,9,4")] * 100))

    assert len(found) == tables.MOST_OF_ONE_KIND + 1
    assert found[-1].endswith("Masih ada 80 baris lain dengan kesalahan di kolom ini.")


def test_rows_are_counted_as_a_spreadsheet_does_past_blank_lines_and_line_breaks_in_cells():
    broken = GOOD.replace("3,4,2,4", "3,4,9,4")

    assert problems_of(survey_text(GOOD + '"baris satu\nbaris dua"', "", broken))[0].startswith(
        f"{FILE}, baris 4,"
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", f"{FILE}, baris 1: Baris judul kolom tidak ada. Yang boleh: {', '.join(SURVEY.names)}."),
        (survey_text().replace(",U3", ",u3"),
         f"{FILE}, baris 1, kolom u3: Kolom 'u3' tidak dikenal; maksud Anda U3? "
         f"Yang boleh: {', '.join(SURVEY.names)}."),
        (survey_text().replace(",U9", ""), f"{FILE}, baris 1, kolom U9: Kolom 'U9' tidak ada."),
        (survey_text().replace(",U9", ",U8"),
         f"{FILE}, baris 1, kolom U8: Kolom 'U8' ada 2 kali. Ditemukan"),
        (survey_text(GOOD).replace(",", ";"),
         f"{FILE}, baris 1: Kolom dipisah titik koma atau tab, bukan koma. "
         "Jalankan 'iku import' atau simpan dengan pemisah koma."),
        (survey_text(GOOD, GOOD + "lama, sekali"),
         f"{FILE}, baris 3: Baris ini berisi 18 kolom, judulnya 17."),
    ],
)  # fmt: skip
def test_a_wrong_shape_is_refused(text, sentence):
    assert any(found.startswith(sentence.removesuffix(" Ditemukan")) for found in problems_of(text))


def test_a_lost_zero_in_a_code_is_explained():
    text = "kode,iks,ike,ikl,idm,status\n110101200,0.8,0.9,0.5333,0.7444,Maju\n"

    assert problems_of(text, schemas.IDM, "params/2024/idm.csv") == [
        "params/2024/idm.csv, baris 2, kolom kode: Isi sel ini tidak sesuai. Ditemukan: '110101200'. "
        "Yang boleh: 10 angka. Kode adalah teks: periksa angka nol yang hilang atau titik yang tersisa."
    ]


def test_a_village_that_stands_twice_names_both_rows():
    text = "kode,nama,jenis,kecamatan\n5108032001,Sepang,desa,busungbiu\n5108032001,Sepang,desa,busungbiu\n"

    assert problems_of(text, schemas.DESA, "params/2024/desa.csv") == [
        "params/2024/desa.csv, baris 3, kolom kode: kode ini sudah ada di baris 2. Ditemukan: '5108032001'. "
        "Sisakan satu baris."
    ]


def test_not_utf8_is_refused_with_what_to_do(tmp_path):
    path = tmp_path / "desa.csv"
    path.write_bytes("kode,nama,jenis,kecamatan\n5108032001,Désa,desa,busungbiu\n".encode("cp1252"))

    with pytest.raises(
        InputError, match=r"^params/x\.csv: Berkas ini bukan teks UTF-8 \(bita ke-39\)\. Simpan ulang"
    ):
        records.read(path, schemas.DESA, "params/x.csv")


def test_a_frame_is_typed_and_empty_cells_are_missing():
    text = survey_text(GOOD, "R002,,Surat pindah,,,,,,,,,,,,,,tak ada")

    found = tables.frame(records.parsed(text, SURVEY, FILE), SURVEY)

    assert found["U1"].dtype == "float64"
    assert found["tanggal"].dtype == "datetime64[s]"
    assert found.loc[0, "tanggal"] == pd.Timestamp(dt.date(2024, 6, 3))
    assert found.loc[0, ["U1", "U3", "usia"]].tolist() == [3.0, 2.0, 34.0]
    assert found.loc[1, SURVEY.names[1:-1]].drop("layanan").isna().all()
    assert found.loc[0, "id"] == "R001"


def test_leading_zeros_of_codes_survive():
    text = "kode,iks,ike,ikl,idm,status\n0101012001,0.8,0.9,0.5333,0.7444,Maju\n"

    assert tables.frame(records.parsed(text, schemas.IDM, FILE), schemas.IDM).loc[0, "kode"] == "0101012001"


def test_a_byte_order_mark_is_not_part_of_the_first_column(tmp_path):
    path = tmp_path / "desa.csv"
    path.write_text("kode,nama,jenis,kecamatan\n5108032001,Sepang,desa,busungbiu\n", encoding="utf-8-sig")

    assert records.read(path, schemas.DESA, FILE).columns["kode"] == ("5108032001",)


def test_a_further_column_is_known_where_an_indicator_counts_it():
    wider = schemas.with_criteria(
        schemas.ADMINISTRASI, {"profil_desa": False, "rapat": True, "publikasi": False}
    )
    plain = ",".join(schemas.ADMINISTRASI.names)

    assert problems_of(f"{plain},profil_desa,rapat\n5108032001,ya,,ya,ya,,ya,2024-02-01\n", wider) == []
    assert "Kolom 'rapat' tidak dikenal" in problems_of(f"{plain},rapat\n", schemas.ADMINISTRASI)[0]
    assert problems_of(f"{plain}\n5108032001,ya,,ya,ya,\n", wider) == []


CELL = st.text(max_size=6) | st.sampled_from(["1", "4", "2024-06-03", "5108032001", "ya", "", " ", '"', "L"])
ROW = st.lists(CELL, max_size=18).map(",".join)


@given(rows=st.lists(ROW, max_size=4), with_header=st.booleans(), noise=st.text(max_size=30))
def test_any_text_is_a_table_or_sentences(rows, with_header, noise):
    text = "\n".join([HEADER if with_header else noise, *rows])

    sentences = problems_of(text)

    if not sentences:
        frame = tables.frame(records.parsed(text, SURVEY, FILE), SURVEY)
        assert (
            frame[SURVEY.names[7:16]]
            .isin([1, 2, 3, 4])
            .where(frame[SURVEY.names[7:16]].notna(), True)
            .all()
            .all()
        )
    assert all(sentence.startswith(FILE) for sentence in sentences)


@given(content=st.binary(max_size=80))
def test_any_bytes_are_a_table_or_sentences(content, tmp_path_factory):
    path = tmp_path_factory.mktemp("bytes") / "desa.csv"
    path.write_bytes(content)
    sentences = []
    try:
        found = records.read(path, schemas.DESA, FILE)
        sentences = [str(problem) for problem in tables.problems(found, schemas.DESA)]
    except InputError as error:
        sentences = str(error).splitlines()

    assert all(isinstance(sentence, str) for sentence in sentences)


@given(answers=st.lists(st.sampled_from(["1", "2", "3", "4", ""]), min_size=1, max_size=30))
def test_answers_are_read_as_they_stand(answers):
    rows = [f"R{order},,a,,,,,{answer},,,,,,,,," for order, answer in enumerate(answers)]

    found = tables.frame(records.parsed(survey_text(*rows), SURVEY, FILE), SURVEY)["U1"]

    assert ["" if pd.isna(value) else str(int(value)) for value in found] == answers
