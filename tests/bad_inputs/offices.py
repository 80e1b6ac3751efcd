"""More of the corpus: whole sheets as offices and form services keep them, written by ``generate.py``."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import pandas as pd
import xlsxwriter
from shapes import (
    ATTRIBUTES,
    BASE,
    EMPTY,
    HEAD,
    QUESTIONS,
    ROWS,
    UNSUR,
    Table,
    answers_as,
    text,
    with_columns,
)

Sheet = xlsxwriter.worksheet.Worksheet
SCALES = {
    "jawaban_angka_kata.csv": ("1 - Tidak Baik", "2 - Kurang Baik", "3 - Baik", "4 - Sangat Baik"),
    "jawaban_kata_kurung.csv": ("1 (Tidak puas)", "2 (Kurang puas)", "3 (Puas)", "4 (Sangat puas)"),
    "jawaban_setuju.csv": ("Tidak Setuju", "Kurang Setuju", "Setuju", "Sangat Setuju"),
    "jawaban_singkatan.csv": ("TS", "KS", "S", "SS"),
    "jawaban_singkatan_baik.csv": ("TB", "KB", "B", "SB"),
    "jawaban_setuju_bermakna_dua.csv": ("Sangat Tidak Setuju", "Tidak Setuju", "Setuju", "Sangat Setuju"),
    "jawaban_cukup.csv": ("Kurang Baik", "Cukup Baik", "Baik", "Sangat Baik"),
    "skala_nol_tiga.csv": ("0", "1", "2", "3"),
    "skala_seratus.csv": ("25", "50", "75", "100"),
    "skala_terbalik_huruf.csv": ("d. Tidak baik", "c. Kurang baik", "b. Baik", "a. Sangat baik"),
    "skala_terbalik_judul.csv": ("4", "3", "2", "1"),
    "skala_terbalik_keterangan_huruf.csv": ("d", "c", "b", "a"),
}
FIVE = ("Sangat Tidak Puas", "Tidak Puas", "Netral", "Puas", "Sangat Puas")
OPTIONS = [
    ["Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"],
    ["Tidak mudah", "Kurang mudah", "Mudah", "Sangat mudah"],
    ["Tidak cepat", "Kurang cepat", "Cepat", "Sangat cepat"],
    ["Sangat mahal", "Cukup mahal", "Murah", "Gratis"],
    ["Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"],
    ["Tidak kompeten", "Kurang kompeten", "Kompeten", "Sangat kompeten"],
    ["Tidak sopan dan ramah", "Kurang sopan dan ramah", "Sopan dan ramah", "Sangat sopan dan ramah"],
    ["Tidak ada", "Ada tetapi tidak berfungsi", "Berfungsi kurang maksimal", "Dikelola dengan baik"],
    ["Buruk", "Cukup", "Baik", "Sangat Baik"],
]
"""The answers of the official questionnaire, unsur by unsur."""


def in_scale(words: tuple[str, ...]) -> Table:
    """The survey with every answer in the words of another form."""
    return answers_as(dict(zip("1234", words, strict=True)))


def lowest(words: tuple[str, ...]) -> Table:
    """The same with a fourth respondent who gives the lowest answer everywhere."""
    return [*in_scale(words), ["4", *ROWS[0][1:7], *[words[0]] * 9, ""]]


def of_five(words: tuple[str, ...] = ("1", "2", "3", "4", "5")) -> Table:
    """Twelve respondents of a form with five grades, most of them content."""
    grades = [words[2 + (row * 5 + place) % 3] for row in range(12) for place in range(9)]
    return [
        HEAD,
        *([str(row + 1), *ROWS[row % 3][1:7], *grades[9 * row : 9 * row + 9], ""] for row in range(12)),
    ]


def scale_texts() -> dict[str, str]:
    """Answers in other words and other scales."""
    found = {name: text(in_scale(words)) for name, words in SCALES.items()}
    found["skala_nol_tiga.csv"] = text(lowest(SCALES["skala_nol_tiga.csv"]))
    legend = "Keterangan: a = sangat baik, b = baik, c = kurang baik, d = tidak baik\n"
    found["skala_terbalik_keterangan_huruf.csv"] = legend + found["skala_terbalik_keterangan_huruf.csv"]
    titles = {unsur: f"{unsur} (1=Sangat Baik, 4=Tidak Baik)" for unsur in UNSUR}
    found["skala_terbalik_judul.csv"] = text(
        [[titles.get(name, name) for name in HEAD], *in_scale(SCALES["skala_terbalik_judul.csv"])[1:]]
    )
    found["skala_lima_banyak.csv"] = text(of_five())
    found["skala_lima_kata.csv"] = text(of_five(FIVE))
    found["skala_lima_angka_kata.csv"] = text(
        of_five(tuple(f"{n} ({word})" for n, word in enumerate(FIVE, 1)))
    )
    found["skala_lima_di_judul.csv"] = text(
        [[f"{QUESTIONS[name]} [1-5]" if name in QUESTIONS else name for name in HEAD], *ROWS]
    )
    return found


def plain_texts() -> dict[str, str]:
    """Dates, titles, personal columns and rows between."""
    people = ["Ketut Rai", "Made Sari", "Gede Oka"]
    innocent = [
        [*HEAD[:1], "Data 1", "Kolom X", "Identitas Kontak", *HEAD[1:]],
        *(
            [row[0], f"510803560678000{n}", f"0812345000{n}9", f"warga{n}@contoh.id", *row[1:]]
            for n, row in enumerate(ROWS)
        ),
    ]
    offices = ["KEC. BUSUNGBIU", "Kecamatan Busungbiu ", "Kantor Camat Busungbiu"]
    parts = [["", "Sub Total", *[""] * 5, *"676777665", ""], ["Jumlah", "", *[""] * 5, *"999999999", ""]]
    turned = [
        ["Unsur", *(f"P{n}" for n in range(1, 10))],
        *([f"{unsur} {key}", *"344344434"] for unsur, key in zip(UNSUR, KEYS, strict=True)),
    ]
    return {
        "tanggal_inggris.csv": text(
            with_columns({"Tanggal": ["June 3, 2024", "Jun 14, 2024", "05-Nov-2024"]})
        ),
        "tanggal_jam_zona.csv": text(
            with_columns(
                {
                    "Tanggal": [
                        "2024/06/03 9:15:22 AM GMT+8",
                        "2024-06-14T10:00:01Z",
                        "Selasa / 5 November 2024",
                    ]
                },
                {"Tanggal": "Timestamp"},
            )
        ),
        "sarpras.csv": text(
            [
                [
                    *ATTRIBUTES,
                    *UNSUR[:7],
                    "U8 (Sarpras)",
                    "U9 (Penanganan Pengaduan, Saran dan Masukan)",
                    "Saran",
                ],
                *([*row[:14], row[15], row[14], row[16]] for row in ROWS),
            ]
        ),
        "unit_kerja.csv": text(
            [["Unit Kerja", *HEAD], *([office, *row] for office, row in zip(offices, ROWS, strict=True))]
        ),
        "nomor_nama.csv": text(
            [["Responden", *HEAD[1:]], *([name, *row[1:]] for name, row in zip(people, ROWS, strict=True))]
        ),
        "judul_lugu.csv": text(innocent),
        "jumlah_di_tengah.csv": text([HEAD, *ROWS[:2], parts[0], ROWS[2], EMPTY, parts[1]]),
        "galat_rumus.csv": text(with_columns({"U3": ["2", "#REF!", "3"]})),
        "tabel_miring.csv": text(turned),
        "kolom_kosong_di_antara.csv": text(
            [[row[0], "", *row[1:7], "", "", *row[7:16], "", row[16]] for row in BASE]
        ),
        "tanda_petik_satu.csv": text(
            [HEAD, *([f"'{cell}" if cell.isdecimal() else cell for cell in row] for row in ROWS)]
        ),
        "kolom_waktu_tanggal.csv": text([["Waktu" if name == "Tanggal" else name for name in HEAD], *ROWS]),
        "judul_tahun_lalu.csv": "REKAPITULASI SKM TAHUN 2023\n\n" + text(BASE),
        "olahan_lampiran.csv": text([*letterhead(), *appendix()]),
        "orang_sama_nama.csv": text(
            [
                ["Nama", *HEAD],
                *([name, *row] for name, row in zip(people, ROWS, strict=True)),
                ["KETUT RAI", "4", *ROWS[0][1:]],
            ]
        ),
        "baris_kembar_tanpa_nomor.csv": text([row[1:] for row in [*BASE, ROWS[0]]]),
        "persen.csv": text(in_scale(("25%", "50%", "75%", "100%"))),
    }


def letterhead() -> Table:
    """What stands above the table of the regulation's appendix."""
    lines = [
        ["PENGOLAHAN INDEKS KEPUASAN MASYARAKAT PER RESPONDEN DAN PER UNSUR PELAYANAN"],
        ["UNIT PELAYANAN", ": Kecamatan Busungbiu"],
        ["ALAMAT", ": Jl. Raya Busungbiu"],
        ["Tlp/Fax.", ": (0362) 12345"],
    ]
    return [[*line, *[""] * (10 - len(line))] for line in lines]


def appendix() -> Table:
    """The appendix itself: answers only, column numbers, sums, and how the letters of mutu are banded."""
    below = [
        ["ΣNilai /Unsur", "10", "11", "9", "12", "11", "10", "11", "9", "7"],
        ["NRR / Unsur", *["3,33"] * 9],
        ["NRR tertbg/ unsur", *["0,37"] * 9],
        ["IKM Unit pelayanan", *[""] * 8, "83,25"],
        ["Keterangan :"],
        ["- U1 s.d. U9", "= Unsur-unsur pelayanan"],
        ["A (Sangat Baik)", ": 88,31 - 100,00"],
        ["D (Tidak Baik)", ": 25,00 - 64,99"],
    ]
    rows = [["NO. RES", *UNSUR], [str(n) for n in range(1, 11)], *([row[0], *row[7:16]] for row in ROWS)]
    return [[*line, *[""] * (10 - len(line))] for line in [*rows, *below]]


KEYS = (
    "Persyaratan",
    "Prosedur",
    "Waktu",
    "Biaya",
    "Produk",
    "Kompetensi",
    "Perilaku",
    "Pengaduan",
    "Sarana",
)


def moment(text: str) -> dt.datetime:
    """A day and hour without a time zone, as workbooks hold them."""
    return pd.Timestamp(text).to_pydatetime()


def book(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    """A workbook with a fixed date of its own."""
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream, {"in_memory": True})
    made.set_properties({"created": moment("2024-12-02")})
    fill(made)
    made.close()
    return stream.getvalue()


def put(page: Sheet, rows: Table, top: int = 0) -> None:
    """Rows of cells, numbers where they look like numbers."""
    for at, row in enumerate(rows, start=top):
        for place, cell in enumerate(row):
            if cell.isdecimal() and len(cell) < 12:
                page.write_number(at, place, float(cell))
            elif cell:
                page.write_string(at, place, cell)


def headed(page: Sheet, top: int) -> None:
    """A header over two rows, merged as offices merge it."""
    for place, title in enumerate(ATTRIBUTES):
        page.merge_range(top, place, top + 1, place, title)
    page.merge_range(top, 7, top, 15, "NILAI UNSUR PELAYANAN")
    put(page, [["", *[""] * 6, *UNSUR]], top + 1)
    page.merge_range(top, 16, top + 1, 16, "Saran /\nMasukan")


def processed(made: xlsxwriter.Workbook) -> None:
    """The yearly processing sheet: letterhead, units under the header, sums, signature of the camat."""
    page = made.add_worksheet("SKM Smt I")
    for row, title in enumerate(("PEMERINTAH KABUPATEN BULELENG", "KECAMATAN BUSUNGBIU", "Survei 2024")):
        page.merge_range(row, 0, row, 16, title)
    headed(page, 4)
    put(page, [["", "", "", "(L/P)", "(tahun)", "", "", *["(1-4)"] * 9]], 6)
    put(page, ROWS, 7)
    put(page, [["Jumlah", *[""] * 6, "10", "11", "9", "12", "11", "10", "11", "9", "7"]], 10)
    put(page, [["NRR per unsur", *[""] * 6, *["3,33"] * 9]], 11)
    put(page, [["", *[""] * 12, "Busungbiu, 30 Nopember 2024"], ["", *[""] * 12, "Drs. I Made Contoh"]], 13)


def printed(made: xlsxwriter.Workbook) -> None:
    """Printed pages one below the other: title, header over two rows, page number, again and again."""
    page = made.add_worksheet("Rekap")
    for number, row in enumerate(ROWS, start=1):
        top = 8 * (number - 1)
        page.merge_range(top, 0, top, 16, f"REKAP SKM 2024 (halaman {number})")
        headed(page, top + 2)
        put(page, [row], top + 4)
        page.write_string(top + 6, 14, f"Halaman {number} dari 3")


def form_service(made: xlsxwriter.Workbook) -> None:
    """An export of a form service: long questions, official answers, unsur 8 and 9 the other way round."""
    page = made.add_worksheet("Form Responses 1")
    order = [*UNSUR[:7], "U9", "U8"]
    questions = [f"{n}. {QUESTIONS[unsur]}" for n, unsur in enumerate(order, 1)]
    head = ["Timestamp", "Email Address", "Siapa nama Bapak/Ibu?", "Nomor WhatsApp", "Jenis Kelamin",
            "Berapa usia Anda saat ini?", "Pendidikan Terakhir", "Pekerjaan Utama",
            "Jenis Layanan yang Diterima", *questions, "Apakah Anda pernah membayar di luar ketentuan?",
            "Apa saran Anda untuk perbaikan pelayanan kami?"]  # fmt: skip
    put(page, [head])
    clock = made.add_format({"num_format": "m/d/yyyy h:mm:ss"})
    days = [
        moment("2024-06-03 09:15:02"),
        moment("2024-06-14 10:00:01"),
        moment("2024-11-05 08:30:00"),
    ]
    for at, (row, day) in enumerate(zip(ROWS, days, strict=True), start=1):
        answers = dict(zip(UNSUR, row[7:16], strict=True))
        words = [OPTIONS[UNSUR.index(u)][int(answers[u]) - 1] if answers[u] else "" for u in order]
        put(page, [["", f"warga{at}@contoh.id", f"Ketut Rai {at}", f"08123450000{at}",
                    "Laki-laki" if row[3] == "L" else "Perempuan", row[4], row[5], row[6], row[2],
                    *words, "Tidak", row[16]]], at)  # fmt: skip
        page.write_datetime(at, 0, day, clock)


def with_hidden_sheet(made: xlsxwriter.Workbook) -> None:
    """Last year's longer table on a hidden sheet before this year's."""
    old = made.add_worksheet("Lama")
    put(old, [HEAD, *([str(n), *ROWS[0][1:]] for n in range(1, 9))])
    page = made.add_worksheet("Isian")
    put(page, BASE)
    old.hide()
    page.activate()
    page.set_first_sheet()


def broken_formula(made: xlsxwriter.Workbook) -> None:
    """An answer whose formula lost its cell."""
    page = made.add_worksheet("Data")
    put(page, BASE)
    page.write_formula(2, 9, "=#REF!", None, "#REF!")


def sheet_each(made: xlsxwriter.Workbook) -> None:
    """A sheet for every kecamatan, named after it."""
    put(made.add_worksheet("Banjar"), [HEAD, *([str(n), *ROWS[0][1:]] for n in range(1, 9))])
    put(made.add_worksheet("Kec. Busungbiu"), BASE)


def village_texts(
    villages: Table, village_head: list[str], index: Table, index_head: list[str]
) -> dict[str, str]:
    """Village sheets whose code and name share a cell, and whose index stands twice."""
    joined = [[f"{row[0]} - {row[1]}", *row[3:]] for row in villages]
    twice = [[*row, "0.5"] for row in index]
    return {
        "desa_kode_dan_nama.csv": text([["Desa", *village_head[3:]], *joined]),
        "idm_kolom_ganda.csv": text([[*index_head, "IKS"], *twice]),
    }


def village_books(
    villages: Table, village_head: list[str], index: Table, index_head: list[str]
) -> dict[str, bytes]:
    """Village tables of Excel's own cell kinds: TRUE and FALSE, percent, codes as numbers, a sum below."""

    def truths(made: xlsxwriter.Workbook) -> None:
        page = made.add_worksheet("Administrasi")
        put(page, [["No", *village_head]])
        for at, row in enumerate(villages, start=1):
            put(
                page,
                [[str(at), "", f"DESA {row[1].upper()}", "KEC. BUSUNGBIU", "", row[4], "", "", row[7]]],
                at,
            )
            page.write_number(at, 1, float(row[0].replace(".", "")))
            for place in (3, 5, 6):
                if row[place]:
                    page.write_boolean(at, place + 1, row[place] == "ya")
        put(page, [["", "", "JUMLAH", "", "2", "", "1", "1"]], len(villages) + 1)

    def percent(made: xlsxwriter.Workbook) -> None:
        page = made.add_worksheet("IDM")
        style = made.add_format({"num_format": "0.00%"})
        put(page, [index_head, *([*row[:2], "", "", "", "", row[6]] for row in index)])
        for at, row in enumerate(index, start=1):
            for place in range(2, 6):
                page.write_number(at, place, float(row[place]), style)

    def two_years(made: xlsxwriter.Workbook) -> None:
        page = made.add_worksheet("IDM")
        page.merge_range(0, 0, 1, 0, "KODE DESA")
        page.merge_range(0, 1, 1, 1, "DESA")
        for left, year in ((2, "TAHUN 2023"), (7, "TAHUN 2024")):
            page.merge_range(0, left, 0, left + 4, year)
        put(page, [["", "", *["IKS", "IKE", "IKL", "IDM", "STATUS"] * 2]], 1)
        put(page, [[*row[:2], *["0.5"] * 4, "TERTINGGAL", *row[2:]] for row in index], 2)

    return {
        "desa_benar_salah.xlsx": book(truths),
        "idm_persen.xlsx": book(percent),
        "idm_dua_kelompok_tahun.xlsx": book(two_years),
    }


def books() -> dict[str, bytes]:
    """Survey workbooks."""
    return {
        "olahan_semester.xlsx": book(processed),
        "halaman_cetak.xlsx": book(printed),
        "layanan_formulir.xlsx": book(form_service),
        "lembar_tersembunyi.xlsx": book(with_hidden_sheet),
        "lembar_tiap_kecamatan.xlsx": book(sheet_each),
        "galat_rumus.xlsx": book(broken_formula),
    }
