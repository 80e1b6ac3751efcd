"""What the report cannot say, each sentence only where it applies."""

from __future__ import annotations

from collections.abc import Sequence

from iku_helpers.numbers import count_word
from iku_helpers.pages.charts.words import opening
from iku_helpers.rules import Rule

INTERVAL = (
    "Interval menggambarkan ketidakpastian karena tidak semua pengguna ditanya. Pengguna yang "
    "enggan menjawab, dan "
    "jawaban yang tidak jujur, tidak tercakup."
)
CAUSES = (
    "Angka di sini menunjukkan apa yang berubah, bukan mengapa. Hubungan dengan program atau "
    "anggaran tertentu tidak "
    "dapat dibaca dari laporan ini."
)
CENSUS = (
    "Persentase yang menghitung semua desa tidak berinterval; tetapi satu desa saja sudah menggeser "
    "angkanya banyak, sehingga perubahan kecil jangan dibaca sebagai kecenderungan."
)
PARTLY = (
    "Sebagian desa belum dinilai. Desa yang belum dinilai dapat berbeda dari yang sudah, jadi "
    "rentang angkanya dibaca "
    "sebagai batas, bukan sebagai perkiraan."
)
RUBRIC = (
    "Rubrik administrasi desa ditetapkan dalam laporan ini karena rubrik resminya tidak ditemukan. "
    "Jangan membandingkan "
    "antarkecamatan tanpa memeriksa bahwa rubriknya sama."
)
BREAK = (
    "Mulai 2025 status desa berasal dari Indeks Desa, bukan IDM. Angka sebelum dan sesudahnya tidak "
    "dapat dibandingkan "
    "langsung."
)


def small_services(count: int) -> str:
    """Services with too few respondents."""
    if not count:
        return "Perbedaan kecil antarlayanan tidak terlihat dengan jumlah responden ini."
    return (
        "Perbedaan kecil antarlayanan tidak terlihat dengan jumlah responden ini; "
        f"{count_word(count)} layanan mempunyai kurang dari 30 responden dan hanya indikatif."
    )


def unconfirmed(rules: Sequence[Rule]) -> str:
    """Rules whose source could not be read."""
    if not rules:
        return ""
    names = "; ".join(f"{rule.name.lower()} ({rule.source})" for rule in rules)
    start = "Satu aturan" if len(rules) == 1 else f"{opening(count_word(len(rules)))} aturan"
    return f"{start} belum dipastikan dari naskah aslinya: {names}."


def sample_data(names: Sequence[str]) -> str:
    """Sample data among the inputs."""
    if not names:
        return ""
    return (
        f"Data contoh dalam laporan ini ({', '.join(names)}) dibuat untuk peragaan; angkanya bukan "
        "angka resmi."
    )
