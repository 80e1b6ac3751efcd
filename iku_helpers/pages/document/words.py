"""Sentences of the yearly document; every fact in them is handed over, none is typed."""

from __future__ import annotations

from collections.abc import Sequence

from iku_helpers.numbers import count_word, joined, number

LEVELS = {"keluaran": "keluaran (output)", "hasil": "hasil (outcome)"}
NO_TARGET = "belum ditetapkan"


def description(place: str, year: int, count: int) -> str:
    """The document in a line.

    >>> description("Kecamatan Busungbiu", 2024, 3)  # doctest: +ELLIPSIS
    'Tiga indikator kinerja utama Kecamatan Busungbiu tahun 2024: apa yang diukur, ...'
    """
    return (
        f"{count_word(count).capitalize()} indikator kinerja utama {place} tahun {year}: apa yang diukur, "
        "dari mana datanya, dan siapa yang bertanggung jawab."
    )


def footer(identity: str, key: str) -> str:
    """The document's own passport."""
    return f"Dokumen {identity}, kunci {key}. Berkas ini utuh: tanpa skrip, tanpa jaringan."


def foreword(place: str, kabupaten: str, year: int, count: int) -> list[str]:
    """The foreword, paragraph by paragraph."""
    return [
        "Puji syukur kami haturkan ke hadapan Tuhan Yang Maha Esa. Atas tuntunan-Nya Dokumen Indikator "
        f"Kinerja Utama {place}, {kabupaten}, tahun {year} dapat kami selesaikan.",
        f"Dokumen ini menetapkan {count_word(count)} indikator yang kami pakai untuk menjawab satu "
        f"pertanyaan sederhana: apakah pekerjaan {place} sungguh dirasakan masyarakat dan desa? Untuk tiap "
        "indikator dijelaskan apa yang diukur, bagaimana dihitung, dari mana datanya, dan siapa yang "
        "bertanggung jawab, sehingga siapa pun dapat memeriksanya.",
        f"Kami mengajak seluruh jajaran {place} dan pemerintah desa memakai indikator ini sepanjang tahun "
        f"{year}: saat merencanakan kegiatan, saat memantau kemajuan, dan saat mempertanggungjawabkan "
        "hasilnya kepada pimpinan dan masyarakat. Saran untuk menyempurnakannya kami terima dengan terbuka.",
    ]


def reasons(place: str, kabupaten: str, year: int) -> list[str]:
    """Why the document exists."""
    return [
        f"{place} melayani masyarakat dan membina pemerintahan desa di sebagian wilayah {kabupaten}. "
        "Berhasil atau tidaknya tugas itu baru dapat dinilai bila sejak awal tahun disepakati apa ukurannya.",
        "Karena itu tiap instansi pemerintah menetapkan Indikator Kinerja Utama (IKU). Dokumen ini "
        f"menetapkannya untuk {place} pada tahun {year}.",
    ]


def aims(place: str, year: int) -> list[str]:
    """What the indicators are laid down for."""
    return [
        f"Menyediakan ukuran yang sama bagi semua pihak tentang keberhasilan {place} pada tahun {year}.",
        "Menjadi dasar perjanjian kinerja, pengukuran berkala, dan laporan kinerja akhir tahun.",
        "Menunjukkan di mana pelayanan dan pembinaan desa perlu diperbaiki lebih dahulu.",
        "Memberi masyarakat cara untuk menilai sendiri janji dan hasil kerja pemerintah kecamatan.",
    ]


def kinds(count: int, levels: Sequence[str], place: str, year: int) -> str:
    """Which levels the indicators of the year are on.

    >>> kinds(2, ["hasil", "keluaran"], "Kecamatan Kedis", 2024)  # doctest: +ELLIPSIS
    'Kecamatan Kedis tahun 2024 memakai dua indikator: satu indikator keluaran (output) dan ...'
    """
    held = [
        f"{count_word(levels.count(level))} indikator {word}"
        for level, word in LEVELS.items()
        if level in levels
    ]
    return f"{place} tahun {year} memakai {count_word(count)} indikator: {joined(held)}."


def scope(villages: int, kelurahan: int, names: Sequence[str], place: str) -> str:
    """Which villages the indicators are about, by name.

    >>> scope(2, 1, ["Kedis", "Telaga", "Seririt"], "Kecamatan Seririt")
    'Wilayah Kecamatan Seririt terdiri atas dua desa dan satu kelurahan: Kedis, Telaga, dan Seririt.'
    """
    counts = [f"{count_word(villages)} desa"] if villages else []
    counts += [f"{count_word(kelurahan)} kelurahan"] if kelurahan else []
    if not counts:
        return f"Daftar desa {place} tahun ini belum diisi."
    return f"Wilayah {place} terdiri atas {' dan '.join(counts)}: {joined(list(names))}."


def denominator(short: str, count: int, noun: str) -> str:
    """How many villages an indicator divides by.

    >>> denominator("Desa berstatus Maju", 15, "desa")
    'Desa berstatus Maju dihitung terhadap 15 desa.'
    """
    return f"{short} dihitung terhadap {number(count, 0)} {noun}."


def closing(place: str, year: int, levels: Sequence[str]) -> list[str]:
    """The last chapter, paragraph by paragraph."""
    held = joined([word for level, word in LEVELS.items() if level in levels])
    return [
        f"Indikator dalam dokumen ini mencakup kinerja {held}. Semuanya menjadi acuan {place} dalam menyusun "
        f"rencana, mengukur kemajuan, melaporkan hasil, dan menilai kinerja tahun {year}.",
        "Hasilnya dilaporkan pada akhir tahun menurut cara hitung yang ditetapkan di sini, termasuk "
        "bila hasil itu di "
        "bawah target. Perubahan cara hitung hanya dilakukan pada dokumen tahun berikutnya dan "
        "disebutkan dengan "
        "jelas, agar angka antartahun tetap dapat dibandingkan.",
        f"Semoga dokumen ini membantu {place} bekerja lebih terarah dan lebih terbuka kepada masyarakat.",
    ]
