"""The canonical tables of params/ as data.

The checks (``tables``) and the codebook (``codebook``) are both made from here, so they cannot disagree.
"""

from __future__ import annotations

from dataclasses import replace

from iku_helpers.inputs.columns import (
    CODE,
    DATE,
    SLUG,
    YES_NO,
    Column,
    Schema,
    matching,
    number,
    one_of,
    read_date,
)

_code = Column(
    "kode", "Kode desa/kelurahan Kemendagri tanpa titik", "10 angka", "5108032001", CODE,
    advice="Kode adalah teks: periksa angka nol yang hilang atau titik yang tersisa.",
)  # fmt: skip
_kecamatan = Column(
    "kecamatan",
    "Kecamatan, sebagai slug di kecamatan.csv",
    "huruf kecil, angka, tanda hubung",
    "busungbiu",
    SLUG,
)


def _text(name: str, meaning: str, example: str, *, required: bool = True) -> Column:
    return Column(name, meaning, "teks", example, str, required=required)


def _yes_no(name: str, meaning: str, *, optional: bool = False) -> Column:
    return Column(
        name,
        meaning,
        "ya, tidak, atau kosong (belum dinilai)",
        "ya",
        YES_NO,
        required=False,
        optional=optional,
    )


def _date(name: str, meaning: str, *, required: bool = False, optional: bool = False) -> Column:
    return Column(
        name, meaning, DATE + ("" if required else " atau kosong"), "2024-03-18", read_date, "date",
        required=required, optional=optional,
    )  # fmt: skip


def _share(name: str, meaning: str) -> Column:
    return Column(
        name, meaning, "0 sampai 1 dengan titik desimal, atau kosong", "0.8457", number(0, 1), "number",
        "indeks 0-1", required=False,
    )  # fmt: skip


_status = Column(
    "status", "Status sebagaimana diterbitkan",
    "Mandiri, Maju, Berkembang, Tertinggal, Sangat Tertinggal, atau kosong", "Maju",
    one_of("Mandiri", "Maju", "Berkembang", "Tertinggal", "Sangat Tertinggal"), required=False,
)  # fmt: skip

KECAMATAN = Schema("kecamatan", "Register kecamatan", (
    _kecamatan,
    Column("kode", "Kode kecamatan Kemendagri", "NN.NN.NN", "51.08.03",
           matching(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}")),
    _text("nama", "Nama tanpa kata Kecamatan", "Busungbiu"),
    _text("camat", "Nama camat yang menandatangani; kosong: dicetak 'Camat Busungbiu'", "", required=False),
    _text("nip", "NIP camat; boleh kosong", "", required=False),
), key=("kecamatan",))  # fmt: skip

DESA = Schema("desa", "Register desa dan kelurahan", (
    _code,
    _text("nama", "Nama desa/kelurahan", "Sepang"),
    Column("jenis", "Desa atau kelurahan; kelurahan tidak punya IDM", "desa, kelurahan", "desa",
           one_of("desa", "kelurahan")),
    _kecamatan,
), key=("kode",))  # fmt: skip

IDM = Schema("idm", "Indeks Desa Membangun (data sampai 2024)", (
    _code,
    _share("iks", "Indeks Ketahanan Sosial"),
    _share("ike", "Indeks Ketahanan Ekonomi"),
    _share("ikl", "Indeks Ketahanan Lingkungan"),
    _share("idm", "Nilai IDM sebagaimana diterbitkan"),
    _status,
), key=("kode",))  # fmt: skip


def _score(name: str, meaning: str, *, optional: bool = False) -> Column:
    return Column(
        name, meaning, "0 sampai 100 dengan titik desimal, atau kosong", "81.25", number(0, 100), "number",
        "skor 0-100", required=False, optional=optional,
    )  # fmt: skip


INDEKS_DESA = Schema("idm", "Indeks Desa (data sejak 2025)", (
    _code,
    _score("skor", "Skor Indeks Desa sebagaimana diterbitkan"),
    _status,
    *(_score(name, f"Skor dimensi {name.replace('_', ' ')}", optional=True) for name in (
        "layanan_dasar", "sosial", "ekonomi", "lingkungan", "aksesibilitas", "tata_kelola")),
), key=("kode",))  # fmt: skip

ADMINISTRASI = Schema("administrasi", "Penilaian laporan pertanggungjawaban keuangan desa", (
    _code,
    _yes_no("perdes_lpj", "Perdes LPJ realisasi APB Desa sudah ditetapkan"),
    _date("diterima", "Hari LPJ diterima camat; kosong padahal kolom lain terisi: tidak diterima"),
    _yes_no("lampiran_lengkap", "Semua lampiran LPJ ada"),
    _yes_no("publikasi", "LPJ diumumkan kepada masyarakat"),
    _text("keterangan", "Catatan penilai", "Lampiran menyusul", required=False),
), key=("kode",))  # fmt: skip

LAYANAN = Schema("layanan", "Banyak pengguna tiap layanan dalam setahun", (
    _kecamatan,
    _text("layanan", "Nama layanan, persis seperti di berkas survei", "Surat pindah"),
    Column("pengguna", "Banyak pengguna layanan itu dalam setahun",
           "bilangan bulat mulai 1, atau kosong", "760",
           number(1, 1e9, whole=True), "number", "orang", required=False),
), key=("kecamatan", "layanan"))  # fmt: skip

TINDAK_LANJUT = Schema("tindak_lanjut", "Rencana dan hasil tindak lanjut survei", (
    _kecamatan,
    Column("unsur", "Kode unsur yang diperbaiki", "U1, U2, ...", "U3", matching(r"U[1-9][0-9]?")),
    _text("kegiatan", "Apa yang dikerjakan", "Loket cepat untuk legalisasi"),
    _text("waktu", "Kapan", "Triwulan I", required=False),
    _text("penanggung_jawab", "Jabatan yang bertanggung jawab", "Kasi Pelayanan Umum", required=False),
    Column("status", "Keadaan kegiatan", "rencana, berjalan, selesai, belum", "selesai",
           one_of("rencana", "berjalan", "selesai", "belum")),
    _text("keterangan", "Catatan", "Terpasang Maret", required=False),
), key=("kecamatan", "unsur", "kegiatan"))  # fmt: skip

_ANSWER = one_of("1", "2", "3", "4")


def _answer(name: str) -> Column:
    return Column(
        name, "Jawaban untuk unsur ini", "1, 2, 3, 4, atau kosong", "3",
        lambda text: float(str(_ANSWER(text))), "number", "skor 1-4", required=False,
    )  # fmt: skip


_SURVEY_LEAD = (
    _text("id", "Nomor responden di berkas ini; bukan NIK", "R001"),
    Column("tanggal", "Hari mengisi", f"{DATE} atau kosong", "2024-06-03", read_date, "date", required=False),
    _text("layanan", "Layanan yang dinilai, seperti di layanan.csv; wajib bila strata: layanan",
          "Surat pindah", required=False),
    Column("jenis_kelamin", "Jenis kelamin", "L, P, atau kosong", "P", one_of("L", "P"), required=False),
    Column("usia", "Usia", "bilangan bulat 10 sampai 110, atau kosong", "34", number(10, 110, whole=True),
           "number", "tahun", required=False),
    _text("pendidikan", "Pendidikan terakhir", "SMA", required=False),
    _text("pekerjaan", "Pekerjaan utama", "Wiraswasta", required=False),
)  # fmt: skip
_SUGGESTION = _text("saran", "Saran bebas, tanpa nama orang", "Mohon kursi tunggu ditambah", required=False)


def survey(unsur: tuple[str, ...], *, by_service: bool = False) -> Schema:
    """The survey table of a questionnaire whose answer columns are ``unsur``.

    ``by_service``: respondents were drawn within services, so none may leave its service empty.
    """
    lead = tuple(
        replace(column, required=by_service) if column.name == "layanan" else column
        for column in _SURVEY_LEAD
    )
    return Schema(
        "survei", "Jawaban survei, satu baris satu responden", (*lead, *map(_answer, unsur), _SUGGESTION)
    )


def with_criteria(schema: Schema, criteria: dict[str, bool]) -> Schema:
    """``schema`` with further columns that indicators count: name to whether it is a date.

    So a fourth indicator that needs one more column is a change of ``iku.yml`` and the table, not of code.
    """
    known = schema.names
    more = tuple(
        _date(name, "Tanggal yang dinilai indikator di iku.yml", optional=True)
        if dated
        else replace(
            _text(name, "Isi yang dinilai indikator di iku.yml", "ya", required=False), optional=True
        )
        for name, dated in criteria.items()
        if name not in known
    )
    return replace(schema, columns=(*schema.columns, *more))


BY_NAME = {schema.name: schema for schema in (KECAMATAN, DESA, IDM, ADMINISTRASI, LAYANAN, TINDAK_LANJUT)}
"""The yearly tables by the name of their file; ``idm`` and ``administrasi`` vary with the settings."""
