"""Rules of the questionnaire: the unsur of each regime and the wording of their four answers."""

from __future__ import annotations

from dataclasses import dataclass

from iku_helpers.rules.base import Rule, of_regime


@dataclass(frozen=True)
class Unsur:
    """One unsur: code in the table, key by meaning, official name, and what it means in plain words.

    Forms swap the order (U8 and U9 most often), so programs lean on ``kunci``, never on the position.
    """

    kode: str
    kunci: str
    nama: str
    arti: str = ""


@dataclass(frozen=True)
class UnsurRule(Rule):
    """The unsur of one regime, in the regulation's order."""

    unsur: tuple[Unsur, ...] = ()


def _numbered(*unsur: tuple[str, str, str]) -> tuple[Unsur, ...]:
    return tuple(Unsur(f"U{order}", *texts) for order, texts in enumerate(unsur, start=1))


_COMMON = (
    ("persyaratan", "Persyaratan", "syarat teknis dan administratif yang harus dipenuhi"),
    ("prosedur", "Sistem, mekanisme, dan prosedur", "tata cara pelayanan yang dibakukan"),
    ("waktu", "Waktu penyelesaian", "lama pelayanan sampai selesai"),
    ("biaya", "Biaya/tarif", "ongkos yang dikenakan kepada pengguna"),
    ("produk", "Produk spesifikasi jenis pelayanan", "hasil pelayanan yang diterima"),
    ("kompetensi", "Kompetensi pelaksana", "pengetahuan, keterampilan, dan pengalaman petugas"),
    ("perilaku", "Perilaku pelaksana", "sikap petugas"),
)
_PENGADUAN = (
    "pengaduan",
    "Penanganan pengaduan, saran, dan masukan",
    "pengaduan ditangani dan ditindaklanjuti",
)
_SARANA = ("sarana", "Sarana dan prasarana", "peralatan dan bangunan yang dipakai")
_MAKLUMAT = ("maklumat", "Maklumat pelayanan", "janji tertulis untuk melayani sesuai standar")

UNSUR: dict[int, UnsurRule] = {
    2004: UnsurRule(
        "Empat belas unsur survei",
        "KEP/25/M.PAN/2/2004",
        (2004, 2014),
        confirmed=False,
        note="Daftar unsur dibaca dari sumber turunan, bukan dari naskah keputusannya.",
        unsur=_numbered(
            ("prosedur", "Prosedur pelayanan", "kemudahan tahapan pelayanan"),
            ("persyaratan", "Persyaratan pelayanan", "syarat teknis dan administratif"),
            ("kejelasan_petugas", "Kejelasan petugas pelayanan", "siapa yang melayani dan berwenang"),
            ("kedisiplinan_petugas", "Kedisiplinan petugas pelayanan", "ketepatan waktu kerja petugas"),
            ("tanggung_jawab_petugas", "Tanggung jawab petugas pelayanan", "kejelasan tanggung jawab"),
            ("kemampuan_petugas", "Kemampuan petugas pelayanan", "keahlian dan keterampilan"),
            ("kecepatan", "Kecepatan pelayanan", "selesai dalam waktu yang ditetapkan"),
            ("keadilan", "Keadilan mendapatkan pelayanan", "tidak membedakan pengguna"),
            ("kesopanan", "Kesopanan dan keramahan petugas", "sikap petugas"),
            ("kewajaran_biaya", "Kewajaran biaya pelayanan", "biaya terjangkau"),
            ("kepastian_biaya", "Kepastian biaya pelayanan", "biaya dibayar sesuai ketetapan"),
            ("kepastian_jadwal", "Kepastian jadwal pelayanan", "pelayanan sesuai jadwal"),
            ("kenyamanan", "Kenyamanan lingkungan", "sarana bersih, rapi, dan teratur"),
            ("keamanan", "Keamanan pelayanan", "rasa aman saat dilayani"),
        ),
    ),
    2014: UnsurRule(
        "Sembilan unsur survei",
        "PermenPAN-RB 16/2014",
        (2014, 2017),
        confirmed=False,
        note="Naskah peraturannya belum terbaca; maklumat pelayanan di tempat sarana dan prasarana.",
        unsur=_numbered(*_COMMON, _MAKLUMAT, _PENGADUAN),
    ),
    2017: UnsurRule(
        "Sembilan unsur survei",
        "PermenPAN-RB 14/2017",
        (2017, None),
        confirmed=True,
        unsur=_numbered(*_COMMON, _PENGADUAN, _SARANA),
    ),
}

ANSWER_WORDING = Rule(
    "Kata-kata pilihan jawaban",
    "Aplikasi survei di repositori umum; laporan Perpusnas",
    (2017, None),
    confirmed=False,
    note="Dibaca dari sumber turunan; hanya kata-kata, tidak mengubah angka.",
)


def _degrees(word: str) -> tuple[str, str, str, str]:
    return f"tidak {word}", f"kurang {word}", word, f"sangat {word}"


ANSWERS: dict[str, tuple[str, str, str, str]] = {
    "persyaratan": _degrees("sesuai"),
    "prosedur": _degrees("mudah"),
    "waktu": _degrees("cepat"),
    "biaya": ("sangat mahal", "cukup mahal", "murah", "gratis"),
    "produk": _degrees("sesuai"),
    "kompetensi": _degrees("kompeten"),
    "perilaku": _degrees("sopan dan ramah"),
    "pengaduan": (
        "tidak ada",
        "ada tetapi tidak berfungsi",
        "berfungsi kurang maksimal",
        "dikelola dengan baik",
    ),
    "sarana": ("buruk", "cukup", "baik", "sangat baik"),
}


def unsur(regime: int) -> tuple[Unsur, ...]:
    """The unsur of ``regime`` in the regulation's order: nine in 2014 and 2017, fourteen in 2004.

    Raises ``UnknownRuleError`` for another regime.

    >>> [item.kunci for item in unsur(2017)][6:], len(unsur(2004))
    (['perilaku', 'pengaduan', 'sarana'], 14)
    """
    return of_regime(UNSUR, regime).unsur
