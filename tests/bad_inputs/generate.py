"""Writes the corpus: ``python tests/bad_inputs/generate.py``. One table in many shapes, one trouble each.

The shapes are made from three made-up respondents and three villages, so the right outcome of every readable
file is known beforehand: the same canonical table (``expected/``). ``lama.xls`` is not made here: it is
``lembar_biasa.xlsx`` saved once as Excel 97 by LibreOffice.
"""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import offices
import pandas as pd
import xlsxwriter
from shapes import (
    ATTRIBUTES,
    BASE,
    DEGREES,
    EMPTY,
    HEAD,
    LETTERS,
    QUESTIONS,
    ROWS,
    UNSUR,
    Row,
    Table,
    answers_as,
    inserted,
    text,
    with_columns,
)

HERE = Path(__file__).resolve().parent


def survey_texts() -> dict[str, str]:
    """Survey sheets as text files (UTF-8)."""
    page = [*ROWS[:2], HEAD, ROWS[2]]
    foot = [
        ["Jumlah", *[""] * 6, *["10", "11", "9", "12", "11", "10", "11", "9", "7"], ""],
        ["Rata-rata", *[""] * 6, *["3,3", "3,7", "3", "4", "3,7", "3,3", "3,7", "3", "3,5"], ""],
        ["", "", "Busungbiu, 30 November 2024", *[""] * 14],
    ]
    twins = with_columns(
        {"U8": ["3", "4", ""], "U9": ["4", "3", "2"]}, {"U8": "U8 Sarana", "U9": "U9 Pengaduan"}
    )
    twins = [[*row] for row in twins]
    ones = [
        HEAD,
        *(
            [f"{n}", "14/06/2024", "Surat pindah", "L", "30", "SMA", "Petani", *"111121111", ""]
            for n in range(1, 5)
        ),
    ]
    return {
        "titik_koma.csv": text(BASE, ";"),
        "tab.tsv": text(BASE, "\t"),
        "pipa.txt": text(BASE, "|"),
        "baris_sep.csv": "sep=;\n" + text(BASE, ";"),
        "baris_pindah_cr.csv": text(BASE).replace("\n", "\r"),
        "kutip_banyak_baris.csv": text(
            with_columns(
                {"Saran": ["Kursi\nditambah – terima\nkasih", "", "Antrean lama"]},
                {"Jenis Kelamin": "Jenis\nKelamin\n(L/P)"},
            )
        ),
        "judul_di_atas.csv": "REKAPITULASI SURVEI KEPUASAN MASYARAKAT\nKecamatan Busungbiu Tahun 2024\n\n"
        + text(BASE),
        "judul_ganda.csv": text(
            [[*ATTRIBUTES, "Nilai unsur pelayanan", *[""] * 8, "Saran"], [*[""] * 7, *UNSUR, ""], *ROWS]
        ),
        "nomor_kolom.csv": text([HEAD, [f"({n})" for n in range(1, 18)], *ROWS]),
        "judul_berulang.csv": text([HEAD, *page]),
        "baris_kosong.csv": text([HEAD, ROWS[0], EMPTY, ROWS[1], EMPTY, EMPTY, ROWS[2]]),
        "kaki_tabel.csv": text([*BASE, *foot]),
        "pertanyaan_panjang.csv": text(with_columns({}, QUESTIONS)),
        "jawaban_huruf.csv": text(answers_as(LETTERS)),
        "jawaban_huruf_kata.csv": text(
            answers_as({key: f"{LETTERS[key]}. {word}" for key, word in DEGREES.items()})
        ),
        "jawaban_kata.csv": text(answers_as(DEGREES)),
        "jawaban_kata_tanpa_kurang.csv": text(
            [
                *answers_as({"2": "Tidak puas", "3": "Puas", "4": "Sangat puas"})[:3],
                [
                    *ROWS[2][:7],
                    *(["Puas"] * 3),
                    "Sangat puas",
                    *(["Puas"] * 3),
                    "Tidak puas",
                    "Sangat tidak puas",
                    "Antrean lama",
                ],
            ]
        ),
        "unsur_tertukar.csv": text(twins),
        "kode_p1_p9.csv": text(with_columns({}, {f"U{n}": f"p{n}" for n in range(1, 10)})),
        "desimal_koma.csv": text(answers_as({"2": "2,0", "3": "3,00", "4": "4.0"}), ";"),
        "panjang.csv": text(
            [
                [
                    "id_responden",
                    "tanggal",
                    "layanan",
                    "jk",
                    "umur",
                    "pendidikan",
                    "pekerjaan",
                    "saran",
                    "id_soal",
                    "jawaban",
                ],
                *(
                    [row[0], row[1], *row[2:7], row[16], unsur, row[7 + n]]
                    for row in ROWS
                    for n, unsur in enumerate(UNSUR)
                    if row[7 + n]
                ),
            ]
        ),
        "panjang_menjawab_dua_kali.csv": text(
            [
                ["id_responden", "id_soal", "jawaban"],
                *([str(n), unsur, "3"] for n in (1, 2) for unsur in UNSUR),
                ["2", "U4", "1"],
            ]
        ),
        "pertanyaan_tambahan.csv": text(inserted(BASE, 7, ["Kepuasan secara umum", "4", "4", "3"])),
        "pertanyaan_bernomor_10.csv": text(
            [
                [*ATTRIBUTES, *(f"Q{n}" for n in range(1, 11)), "Saran"],
                *([*row[:7], "4", *row[7:]] for row in ROWS),
            ]
        ),
        "unsur_14.csv": text([["id", *(f"U{n}" for n in range(1, 15))], ["1", *"33333333333333"]]),
        "unsur_8.csv": text([row[:15] + row[16:] for row in BASE]),
        "unsur_kembar.csv": text(inserted(BASE, 8, ["Kesesuaian persyaratan", "4", "4", "3"])),
        "skala_terbalik_keterangan.csv": "Keterangan: 1 = sangat puas; 4 = tidak puas\n"
        + text(answers_as({"2": "3", "3": "2", "4": "1"})),
        "skala_terbalik_kata.csv": text(
            answers_as({"2": "3. Kurang sesuai", "3": "2. Sesuai", "4": "1. Sangat sesuai"})
        ),
        "hampir_semua_satu.csv": text(ones),
        "skala_lima.csv": text(with_columns({"U3": ["2", "5", "3"]})),
        "nilai_nol.csv": text(with_columns({"U9": ["3", "4", "0"]})),
        "nilai_setengah.csv": text(with_columns({"U5": ["4", "3.5", "3"]})),
        "jawaban_aneh.csv": text(with_columns({"U2": ["4", "lumayan", "3"]})),
        "jawaban_strip.csv": text(with_columns({"U9": ["3", "4", "-"]})),
        "tanggal_nomor_seri.csv": text(with_columns({"Tanggal": ["45446", "45457", "45601"]})),
        "tanggal_nama_bulan.csv": text(
            with_columns({"Tanggal": ["3 Juni 2024", "Jumat, 14 Juni 2024", "05 Nopember 2024"]})
        ),
        "tanggal_bulan_hari.csv": text(
            with_columns(
                {"Tanggal": ["6/3/2024 09:15:00", "6/14/2024 10:00:01", "11/5/2024 8:30:59"]},
                {"Tanggal": "Timestamp"},
            )
        ),
        "tanggal_campur.csv": text(with_columns({"Tanggal": ["6/14/2024", "14/6/2024", "5/11/2024"]})),
        "tanggal_nol.csv": text(with_columns({"Tanggal": ["03/06/2024", "0000-00-00", "05/11/2024"]})),
        "tanggal_tidak_ada.csv": text(with_columns({"Tanggal": ["03/06/2024", "31/02/2024", "05/11/2024"]})),
        "tahun_lain.csv": text([*BASE, ["4", "20/12/2023", *ROWS[0][2:]]]),
        "semua_tahun_lain.csv": text(with_columns({"Tanggal": ["03/06/2023", "14/06/2023", "05/11/2023"]})),
        "dua_kecamatan.csv": text(
            inserted(
                [*BASE, ["1", *ROWS[1][1:]]],
                1,
                ["Kecamatan", "Busungbiu", "BUSUNGBIU", "Kec. Busungbiu", "Banjar"],
            )
        ),
        "kecamatan_tidak_dikenal.csv": text(
            inserted(BASE, 1, ["Kecamatan", "Busungbiu", "Busung Biu Timur", "Busungbiu"])
        ),
        "tanpa_kecamatan.csv": text(BASE),
        "baris_bernomor_saja.csv": text([*BASE, *([str(n), *EMPTY[1:]] for n in range(4, 9))]),
        "tanpa_jawaban.csv": text(
            [*BASE, ["4", "06/11/2024", "Surat pindah", "L", "50", "SD", "Petani", *[""] * 10]]
        ),
        "kiriman_sama_persis.csv": text([*BASE, ROWS[1]]),
        "orang_sama.csv": text(
            inserted(
                [*BASE, ["4", *ROWS[0][1:]]],
                1,
                ["No HP", "081234500001", "081234500002", "081234500003", "0812-3450-0001"],
            )
        ),
        "data_pribadi.csv": text(
            [
                [*HEAD, "Nama", "NIK", "No HP", "Alamat", "Email", "Tanggal Lahir", "IP Address"],
                *(
                    [
                        *row,
                        name,
                        f"510803560678000{n}",
                        f"08123450000{n}",
                        f"Jl. Mawar No. {n}",
                        f"warga{n}@contoh.id",
                        "17/08/1990",
                        f"10.0.0.{n}",
                    ]
                    for n, (row, name) in enumerate(
                        zip(ROWS, ["Ketut Rai", "Made Sari", "Gede Oka"], strict=True), start=1
                    )
                ),
            ]
        ),
        "saran_pribadi.csv": text(
            with_columns(
                {
                    "Saran": [
                        "Hubungi 0812-3456-7890 atau rai@contoh.id",
                        "Rumah di Jl. Melati No. 4",
                        "Antrean 2 jam, 12-10-2024",
                    ]
                }
            )
        ),
        "nomor_nik.csv": text(
            with_columns({"No": ["5108035606780001", "5108035606780002", "5108035606780003"]})
        ),
        "nomor_berulang.csv": text(with_columns({"No": ["1", "1", "2"]})),
        "tanpa_nomor.csv": text([row[1:] for row in BASE]),
        "umur_aneh.csv": text(with_columns({"Umur": ["34 tahun", "41", "220"]})),
        "jenis_kelamin_kata.csv": text(with_columns({"Jenis Kelamin": ["Laki-laki", "PEREMPUAN", "wanita"]})),
        "spasi_tak_terlihat.csv": text(with_columns({"U1": ["\u00a03", "4\u200b", " 3 "]})),
        "hanya_judul.csv": text([HEAD]),
        "tanpa_judul.csv": text(ROWS),
        "kutip_tidak_ditutup.csv": 'No,U1,U2\n1,"3,4\n2,3,4\n',
        "rekap_unsur.csv": text(
            [["unsur", "nama", "n4", "n3", "n2", "n1"], ["U1", "Persyaratan", "18", "11", "0", "0"]]
        ),
        "daftar_pertanyaan.csv": text([["id_nilai", "penilaian", "bobot"], ["1", "Tidak sesuai", "1"]]),
        "kolom_salah_tata_letak.csv": text(BASE),
        "judul_sendiri.csv": text([["n", "t", "l", "s", "u", "d", "k", *"abcdefghi", "x"], *ROWS]),
    }


VILLAGES = [
    ["51.08.03.2001", "Sepang", "Busungbiu", "ya", "18/03/2024", "ya", "tidak", ""],
    ["51.08.03.2002", "Dapdap Putih", "Busungbiu", "ya", "02/04/2024", "tidak", "ya", "terlambat"],
    ["51.08.03.2003", "Bongancina", "Busungbiu", "", "", "", "", ""],
]
VILLAGE_HEAD = [
    "Kode Desa",
    "Nama Desa",
    "Kecamatan",
    "Perdes LPJ",
    "Tanggal LPJ diterima",
    "Lampiran lengkap",
    "Publikasi",
    "Keterangan",
]
INDEX_HEAD = ["Kode Desa", "Nama Desa", "IKS", "IKE", "IKL", "Nilai IDM", "Status IDM"]
INDEX = [
    ["5108032001", "Sepang", "0.8457", "0.5833", "0.9333", "0.7875", "MAJU"],
    ["5108032002", "Dapdap Putih", "0.8914", "0.7167", "0.8667", "0.8249", "MANDIRI"],
    ["5108032003", "Bongancina", "0.7829", "0.7167", "1", "0.8332", "MANDIRI"],
]


def changed(rows: Table, row: int, column: int, cell: str) -> Table:
    """The table with one cell replaced."""
    return [
        [*line[:column], cell, *line[column + 1 :]] if at == row else line for at, line in enumerate(rows)
    ]


def villages_as(codes: list[str], head: Row | None = None) -> Table:
    """The evaluation with other codes."""
    return [head or VILLAGE_HEAD, *([code, *row[1:]] for code, row in zip(codes, VILLAGES, strict=True))]


def village_texts() -> dict[str, str]:
    """Village sheets as text files."""
    base = [VILLAGE_HEAD, *VILLAGES]
    index = [INDEX_HEAD, *INDEX]
    names = [row[1:] for row in base]
    in_words = [VILLAGE_HEAD, *VILLAGES]
    in_words = changed(changed(changed(in_words, 1, 3, "Ada"), 1, 5, "Lengkap"), 1, 6, "Belum")
    in_words = changed(changed(changed(in_words, 2, 3, "√"), 2, 5, "tidak lengkap"), 2, 6, "Y")
    apart = [
        ["Kode Prov", "Kode Kab", "Kode Kec", "Kode Desa", *VILLAGE_HEAD[1:]],
        *(["51", "8", "3", row[0][-4:], *row[1:]] for row in VILLAGES),
    ]
    others = ["5107012001", "Lain", *INDEX[0][2:]]
    comma = [[cell.replace(".", ",") for cell in row] for row in INDEX]
    return {
        "desa_kode_bertitik.csv": text(base),
        "desa_kode_tanpa_nol.csv": text(villages_as(["51.8.3.2001", "51.8.3.2002", "51.8.3.2003"])),
        "desa_nol_hilang.csv": text(villages_as(["510832001", "510832002", "510832003"])),
        "desa_kode_ilmiah.csv": text(villages_as(["5108032001.0", "5.108032002E+09", "'5108032003"])),
        "desa_kode_terpisah.csv": text(apart),
        "desa_k0de.csv": text(villages_as([row[0] for row in VILLAGES], ["K0DE\nDESA", *VILLAGE_HEAD[1:]])),
        "desa_nama_saja.csv": text([names[0], *(["DESA " + row[0].upper(), *row[1:]] for row in names[1:])]),
        "desa_nama_mirip.csv": text(changed(names, 2, 0, "Dapdap Puti")),
        "desa_nama_ganda.csv": text([[row[0], *row[2:]] for row in changed(names, 1, 0, "Kayuputih")]),
        "desa_kode_bertentangan.csv": text(changed(base, 1, 1, "Bongancina")),
        "desa_dua_kali.csv": text([*base, [*VILLAGES[0][:6], "ya", ""]]),
        "desa_ya_tidak.csv": text(in_words),
        "desa_tanda_x.csv": text(changed(base, 1, 3, "x")),
        "desa_keterangan_telepon.csv": text(changed(base, 2, 7, "terlambat, hubungi 081234567890")),
        "desa_belum_diterima.csv": text(changed(base, 3, 4, "belum")),
        "desa_tidak_terdaftar.csv": text(
            [*base, ["51.08.03.2099", "Antah Berantah", "Busungbiu", *[""] * 5]]
        ),
        "desa_tanpa_kolom.csv": text([row[:6] for row in base]),
        "idm_koma.csv": text([INDEX_HEAD, *comma], ";"),
        "idm_peringkat.csv": text(changed(index, 1, 5, "69,277")),
        "idm_tahun_lain.csv": text(
            [
                [*INDEX_HEAD[:2], "IKS_2023", "IKE_2023", "IKL_2023", "NILAI_IDM_2023", "STATUS_IDM_2023"],
                *INDEX,
            ]
        ),
        "idm_status_asing.csv": text(changed(index, 2, 6, "SWASEMBADA")),
        "idm_kabupaten_lain.csv": text([*index, others]),
        "idm_dua_tahun.csv": text(
            [
                ["Tahun", *INDEX_HEAD],
                *(["2024", *row] for row in INDEX),
                *(["2023", *row[:2], "0.5", "0.5", "0.5", "0.5", "TERTINGGAL"] for row in INDEX),
            ]
        ),
        "register_kode_salah.csv": text(
            [["Kode", "Desa"], ["51.08.03.2001", "Sepang"], ["51.08.03", "Dapdap Putih"]]
        ),
        "register_kecamatan_asing.csv": text(
            [["Kode", "Desa"], ["51.08.03.2001", "Sepang"], ["51.08.77.2001", "Entah"]]
        ),
    }


def workbook(*sheets: tuple[str, Table], merge: tuple[str, str] | None = None) -> bytes:
    """An xlsx of text cells, numbers where they look like numbers."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": pd.Timestamp("2024-12-02").to_pydatetime()})
    for name, rows in sheets:
        page = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                if cell.isdecimal() and len(cell) < 12:
                    page.write_number(at, place, float(cell))
                elif cell:
                    page.write_string(at, place, cell)
        if merge:
            page.merge_range(merge[0], merge[1])
    book.close()
    return stream.getvalue()


def merged_header() -> bytes:
    """A title over all columns, a group over the unsur, attributes over two rows, true dates."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": pd.Timestamp("2024-12-02").to_pydatetime()})
    page = book.add_worksheet("Rekap")
    page.merge_range(0, 0, 0, 16, "REKAPITULASI SURVEI KEPUASAN MASYARAKAT TAHUN 2024")
    for place, title in enumerate(HEAD):
        if place in range(7, 16):
            page.write_string(3, place, title)
        else:
            page.merge_range(2, place, 3, place, title)
    page.merge_range(2, 7, 2, 15, "Nilai per unsur")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for at, row in enumerate(ROWS, start=4):
        for place, cell in enumerate(row):
            if place == 1:
                page.write_datetime(at, place, pd.to_datetime(cell, dayfirst=True).to_pydatetime(), day)
            elif cell.isdecimal():
                page.write_number(at, place, float(cell))
            else:
                page.write_string(at, place, cell)
    book.close()
    return stream.getvalue()


def ministry() -> bytes:
    """The ministry's way: titles above, a rank, "K0DE", the header again on the next page."""
    head = [
        "NO",
        "K0DE\nPROV",
        "NAMA\nPROVINSI",
        "K0DE DESA",
        "NAMA DESA",
        "IKS\n2024",
        "IKE\n2024",
        "IKL\n2024",
        "NILAI IDM\n2024",
        "PERINGKAT",
        "STATUS IDM\n2024",
    ]
    rows = [
        [str(n), "51", "BALI", *row[:2], *row[2:6], "69,277", row[6]] for n, row in enumerate(INDEX, start=1)
    ]
    other = ["4", "51", "BALI", "5107012001", "LAIN", "0.8", "0.8", "0.8", "0.8", "10,001", "MAJU"]
    return workbook(
        ("IDM 2024", [["STATUS INDEKS DESA MEMBANGUN TAHUN 2024"], [], head, *rows[:2], head, rows[2], other])
    )


def binaries() -> dict[str, bytes]:
    """Files that are not text, or not in UTF-8."""
    base = text(BASE)
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr(zipfile.ZipInfo("survei.csv"), base)
    parquet = io.BytesIO()
    pd.DataFrame(ROWS, columns=HEAD).to_parquet(parquet)
    ods = io.BytesIO()
    pd.DataFrame(ROWS, columns=HEAD).to_excel(ods, index=False, engine="odf")
    plain = workbook(("Isian", BASE))
    return {
        "bom.csv": base.encode("utf-8-sig"),
        "cp1252.csv": base.encode("cp1252"),
        "utf16.csv": base.encode("utf-16"),
        "utf16_tanpa_tanda.csv": base.encode("utf-16-le"),
        "dimampatkan.csv.gz": gzip.compress(base.encode(), mtime=0),
        "terpotong.csv.gz": gzip.compress(base.encode(), mtime=0)[:60],
        "kosong.csv": b"",
        "bukan_teks.csv": bytes(range(256)),
        "gambar.csv": b"\x89PNG\r\n\x1a\n" + bytes(20),
        "dokumen.xlsx": b"%PDF-1.4 contoh",
        "halaman.xls": b"<html><body><table><tr><td>U1</td></tr></table></body></html>",
        "arsip.zip": zipped.getvalue(),
        "rusak.xlsx": plain[:1500],
        "survei.parquet": parquet.getvalue(),
        "survei.ods": ods.getvalue(),
        "lembar_biasa.xlsx": plain,
        "judul_gabungan.xlsx": merged_header(),
        "dua_lembar.xlsx": workbook(("Juni", BASE[:3]), ("November", [HEAD, ROWS[2]])),
        "lembar_catatan.xlsx": workbook(("Catatan", [["Dibuat oleh petugas"]]), ("Data", BASE)),
        "desa_kode_angka.xlsx": workbook(("Desa", villages_as(["5108032001", "5108032002", "5108032003"]))),
        "kementerian.xlsx": ministry(),
    }


LAYOUTS = {
    "skala_terbalik": "skala: terbalik\n",
    "nol_kosong": "kosong: ['0']\n",
    "dua_lembar": "lembar: [Juni, November]\n",
    "desa_pilihan": "desa:\n  Dapdap Puti: '5108032002'\n",
    "kunci_salah": "skal: terbalik\n",
    "kolom_tidak_ada": "kolom:\n  Umurr: usia\n",
    "orang_sama": "kiriman_ulang: pertama\n",
    "judul_sendiri": "baris_judul: [1]\nkolom: {n: id, t: tanggal, l: layanan, s: jenis_kelamin, u: usia, "
    "d: pendidikan, "
    "k: pekerjaan, a: U1, b: U2, c: U3, d (kolom K): U4, e: U5, f: U6, g: U7, h: U8, i: U9, x: saran}\n",
    "jawaban_cukup": "jawaban: {Kurang Baik: 1, Cukup Baik: 2, Baik: 3, Sangat Baik: 4}\n",
    "buang_tanpa_jawaban": "tanpa_jawaban: buang\n",
}


def main() -> None:
    """Write every file of the corpus beside this script."""
    texts = survey_texts() | village_texts() | offices.scale_texts() | offices.plain_texts()
    texts |= offices.village_texts(VILLAGES, VILLAGE_HEAD, INDEX, INDEX_HEAD)
    contents = {name: body.encode() for name, body in texts.items()} | binaries() | offices.books()
    contents |= offices.village_books(VILLAGES, VILLAGE_HEAD, INDEX, INDEX_HEAD)
    contents |= {f"tata_letak_{name}.yml": body.encode() for name, body in LAYOUTS.items()}
    for name, content in contents.items():
        HERE.joinpath(name).write_bytes(content)


if __name__ == "__main__":
    main()
