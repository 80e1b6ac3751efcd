"""Where the data come from, and which of them are made up."""

from __future__ import annotations

from collections.abc import Sequence

from iku_helpers.numbers import joined

TABLE_NAMES = {
    "survei": "survei kepuasan",
    "administrasi": "administrasi desa",
    "idm": "status desa",
    "layanan": "jumlah pengguna layanan",
    "tindak_lanjut": "tindak lanjut",
    "target": "target",
    "desa": "daftar desa",
    "kecamatan": "daftar kecamatan",
}


def sample_names(tables: Sequence[str]) -> list[str]:
    """Sample tables in words, each once.

    >>> sample_names(["survei/busungbiu", "administrasi"])
    ['survei kepuasan', 'administrasi desa']
    """
    return list(dict.fromkeys(TABLE_NAMES.get(name.split("/")[0], name) for name in tables))


def sample_banner(tables: Sequence[str], has_status: bool, year: int) -> str:
    """The banner of a report with sample data; empty where all is real.

    >>> sample_banner(["survei/busungbiu"], True, 2024)
    'Data survei kepuasan dibuat untuk memperagakan laporan, bukan angka resmi. Data status desa 2024 asli.'
    """
    names = sample_names(tables)
    if not names:
        return ""
    real = f" Data status desa {year} asli." if has_status and "status desa" not in names else ""
    return f"Data {joined(names)} dibuat untuk memperagakan laporan, bukan angka resmi.{real}"


def footer(identity: str, key: str, sources: Sequence[str]) -> str:
    """The page's own passport."""
    rules = ", ".join(dict.fromkeys(source.split(";")[0] for source in sources))
    return (
        f"Laporan {identity}, kunci {key}. Aturan: {rules}. Dapat dihitung ulang dari berkas masukan "
        "yang sama dengan "
        "hasil yang sama persis. Berkas ini utuh: tanpa skrip, tanpa jaringan."
    )
