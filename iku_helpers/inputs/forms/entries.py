"""The two forms of a kecamatan: answers of the survey, and evaluation of its villages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from iku_helpers import rules
from iku_helpers.inputs.forms.services import USERS, USERS_ENTRIES, services, users_rows
from iku_helpers.inputs.forms.sheets import Entry, Form
from iku_helpers.inputs.importing.grids import letter
from iku_helpers.inputs.records import Records
from iku_helpers.inputs.year_files import YearFiles
from iku_helpers.rules import STATUSES

EDUCATION = ("SD", "SMP", "SMA", "D1-D3", "D4/S1", "S2/S3")
WORK = ("PNS", "TNI/Polri", "Pegawai swasta", "Wiraswasta", "Petani/pekebun", "Nelayan", "Pelajar/mahasiswa",
        "Mengurus rumah tangga", "Lainnya")  # fmt: skip
_SCORE = "1 = paling rendah, 4 = paling tinggi; kosongkan bila tidak dijawab."
_NO_NAMES = "Jangan menulis nama, NIK, nomor telepon, atau alamat di kolom mana pun."


def survey_form(files: YearFiles, slug: str, answers: Records | None = None) -> bytes:
    """The Excel form for the survey of one kecamatan, empty or holding ``answers``."""
    entries = survey_entries(files, slug)
    name = _name(files, slug)
    form = Form()
    form.instructions(
        f"Survei Kepuasan Masyarakat Kecamatan {name} {files.tahun}", _survey_lines(files, slug)
    )
    rows = (
        [] if answers is None else list(zip(*(answers.columns[entry.name] for entry in entries), strict=True))
    )
    form.entry_sheet("Isian survei", entries, rows)
    form.entry_sheet(USERS, USERS_ENTRIES, users_rows(files, slug, filled=answers is not None))
    form.summary(_survey_summary(entries))
    return form.content()


def survey_entries(files: YearFiles, slug: str) -> list[Entry]:
    """The columns of the survey, as its form and the printed questionnaire title them."""
    start, end = dt.date(files.tahun, 1, 1), dt.date(files.tahun, 12, 31)
    lead = [
        Entry("id", "Nomor responden", 12, "Nomor urut lembar isian, bukan NIK.", free=True),
        Entry("tanggal", "Tanggal", 12, f"Tanggal mengisi, dalam tahun {files.tahun}.", days=(start, end)),
        Entry(
            "layanan", "Jenis layanan", 26, "Layanan yang dinilai.", words=services(files, slug), free=True
        ),
        Entry("jenis_kelamin", "Jenis kelamin (L/P)", 10, "L atau P.", words=("L", "P")),
        Entry("usia", "Usia (tahun)", 8, "Umur 10 sampai 110 tahun.", limits=(10, 110), whole=True),
        Entry("pendidikan", "Pendidikan terakhir", 14, "Pilih dari daftar.", words=EDUCATION, free=True),
        Entry("pekerjaan", "Pekerjaan utama", 20, "Pilih dari daftar.", words=WORK, free=True),
    ]
    scores = [
        Entry(name, title, 12, _SCORE, limits=(1, 4), whole=True)
        for item in files.survey_unsur(slug)
        for name, title in (
            [(name, name) for name in item.butir] if item.butir else [(item.kode, f"{item.kode} {item.nama}")]
        )
    ]
    return [*lead, *scores, Entry("saran", "Saran", 44, _NO_NAMES, free=True)]


def _survey_lines(files: YearFiles, slug: str) -> list[str]:
    unsur = files.survey_unsur(slug)
    lines = [
        "1. Isi lembar 'Isian survei', satu baris untuk satu responden. Sel abu-abu dan judul terkunci.",
        "2. Setiap kolom punya daftar pilihan atau batas; isi di luar itu ditolak.",
        f"3. Jawaban unsur: {_SCORE}",
        f"4. {_NO_NAMES}",
        "5. Jangan mengubah judul kolom. Baris kosong di tengah tidak apa-apa.",
        f"6. Lembar '{USERS}': banyak pengguna tiap layanan setahun; nama layanannya boleh diganti.",
        f"7. Setelah selesai: iku import survei NAMA_BERKAS.xlsx --tahun {files.tahun} --kecamatan {slug}",
        f"   lalu: iku import layanan NAMA_BERKAS.xlsx --tahun {files.tahun} --kecamatan {slug}",
        "",
        "Unsur yang dinilai dan pilihan jawabannya:",
    ]
    for item in unsur:
        words = rules.ANSWERS.get(item.kunci)
        scale = (
            ""
            if words is None
            else ": " + ", ".join(f"{score} {word}" for score, word in enumerate(words, start=1))
        )
        lines.append(f"{item.kode} {item.nama}{scale}")
    return lines


def _survey_summary(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    scores = [(place, entry) for place, entry in enumerate(entries) if entry.limits == (1, 4)]
    whole = [_range(place) for place, _ in scores]
    rows = [("Banyak responden (kolom layanan terisi)", f"=COUNTA({_range(2)})")]
    rows += [
        (f"Rata-rata {entry.title}", f'=IFERROR(AVERAGE({_range(place)}),"")') for place, entry in scores
    ]
    mean = "+".join(f"AVERAGE({cells})" for cells in whole)
    rows.append(
        ("Perkiraan kasar indeks (tanpa timbangan layanan)", f'=IFERROR(({mean})/{len(whole)}*25,"")')
    )
    return rows


def _range(place: int) -> str:
    column = letter(place)
    return f"'Isian survei'!${column}$2:${column}$100000"


def village_form(files: YearFiles, slug: str, filled: bool = False) -> bytes:
    """The Excel form for the villages of one kecamatan: administration, and the published index.

    ``filled``: with what this year's tables already hold.
    """
    villages = files.cut("desa", slug)
    cells = [] if villages is None else list(
        zip(villages.columns["kode"], villages.columns["nama"], villages.columns["jenis"], strict=True)
    )  # fmt: skip
    form = Form()
    form.instructions(
        f"Penilaian desa Kecamatan {_name(files, slug)} {files.tahun}", _village_lines(files, slug)
    )
    for table, title, entries, rows in (
        ("administrasi", "Administrasi", _administration_entries(files), cells),
        ("idm", _index_title(files), _index_entries(files), [cell for cell in cells if cell[2] == "desa"]),
    ):
        held = _held(files, table, slug) if filled else {}
        lines = [
            [code, name, *(held.get(code, {}).get(entry.name, "") for entry in entries[2:])]
            for code, name, _ in rows
        ]
        form.entry_sheet(title, entries, lines)
    form.summary(_village_summary(len(cells)))
    return form.content()


_LEAD = (Entry("kode", "Kode desa", 13, locked=True), Entry("nama", "Nama desa", 24, locked=True))


def _administration_entries(files: YearFiles) -> list[Entry]:
    start, end = dt.date(files.tahun, 1, 1), dt.date(files.tahun, 12, 31)
    yes_no = ("ya", "tidak")
    known = {
        "perdes_lpj": Entry("perdes_lpj", "Perdes LPJ", 12, "Ditetapkan dengan Perdes: ya, tidak.", yes_no),
        "diterima": Entry("diterima", "Tanggal LPJ diterima", 14,
                          f"Diterima camat dalam {files.tahun}; kosong bila belum.", days=(start, end)),
        "lampiran_lengkap": Entry("lampiran_lengkap", "Lampiran lengkap", 12, "ya atau tidak.", yes_no),
        "publikasi": Entry("publikasi", "Publikasi", 12, "Diumumkan: ya atau tidak.", yes_no),
        "keterangan": Entry("keterangan", "Keterangan", 44, _NO_NAMES, free=True),
    }  # fmt: skip
    columns = files.schema("administrasi").columns[1:]
    more = {
        column.name: Entry(column.name, column.name, 16, column.allowed[:200],
                           days=(start, end) if column.kind == "date" else None, free=True)
        for column in columns
    }  # fmt: skip
    return [*_LEAD, *(known.get(column.name, more[column.name]) for column in columns)]


def _index_title(files: YearFiles) -> str:
    return "IDM" if files.settings.desa.aturan == "idm" else "Indeks Desa"


def _index_entries(files: YearFiles) -> list[Entry]:
    top = 1 if files.settings.desa.aturan == "idm" else 100
    titles = {"idm": "Nilai IDM", "skor": "Skor Indeks Desa", "status": f"Status {_index_title(files)}"}
    entries = [
        Entry(column.name, titles.get(column.name, column.name.upper()), 16, f"{column.allowed}."[:250],
              words=tuple(reversed(STATUSES)) if column.name == "status" else (),
              limits=(0, top) if column.kind == "number" else None)
        for column in files.schema("idm").columns[1:] if not column.optional
    ]  # fmt: skip
    return [*_LEAD, *entries]


def _held(files: YearFiles, table: str, slug: str) -> dict[str, dict[str, str]]:
    found = files.cut(table, slug)
    if found is None:
        return {}
    rows = zip(*found.columns.values(), strict=True)
    return {row[0]: dict(zip(found.columns, row, strict=True)) for row in rows}


def _village_lines(files: YearFiles, slug: str) -> list[str]:
    index = _index_title(files)
    where = f"NAMA_BERKAS.xlsx --tahun {files.tahun} --kecamatan {slug}"
    return [
        "1. Desa sudah terdaftar; kode dan nama terkunci. Isi sel putih saja.",
        "2. Administrasi: kosongkan keempat kolom bila desa belum dinilai. "
        "Bila sudah dinilai tetapi LPJ belum diterima, kosongkan tanggalnya saja.",
        f"3. {index}: isi nilai dan status seperti yang diterbitkan; kosongkan bila belum terbit.",
        f"4. {_NO_NAMES}",
        f"5. Setelah selesai: iku import administrasi {where}",
        f"   dan bila {index} diisi di sini: iku import idm {where}",
    ]


def _village_summary(villages: int) -> list[tuple[str, str]]:
    def asked(column: str, text: str) -> str:
        return f'=COUNTIF(Administrasi!${column}$2:${column}${villages + 1},"{text}")'

    return [
        ("Banyak desa dan kelurahan", f"={villages}"),
        ("Perdes LPJ: ya", asked("C", "ya")),
        ("LPJ sudah diterima", f"=COUNT(Administrasi!$D$2:$D${villages + 1})"),
        ("Lampiran lengkap: ya", asked("E", "ya")),
        ("Publikasi: ya", asked("F", "ya")),
    ]


def _name(files: YearFiles, slug: str) -> str:
    register = files.register("kecamatan").columns
    return dict(zip(register["kecamatan"], register["nama"], strict=True)).get(slug, slug)
