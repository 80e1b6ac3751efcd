"""The one survey behind the corpus, and ways to write it: three respondents, nine unsur."""

from __future__ import annotations

import pandas as pd

ATTRIBUTES = ["No", "Tanggal", "Jenis Layanan", "Jenis Kelamin", "Umur", "Pendidikan", "Pekerjaan"]
UNSUR = [f"U{number}" for number in range(1, 10)]
HEAD = [*ATTRIBUTES, *UNSUR, "Saran"]
ROWS = [
    [
        "1",
        "03/06/2024",
        "Surat pindah",
        "L",
        "34",
        "SMA",
        "Petani",
        *"342443443",
        "Kursi ditambah – terima kasih",
    ],
    ["2", "14/06/2024", "Legalisasi surat", "P", "41", "S1", "PNS", *"444444434", ""],
    ["3", "05/11/2024", "Surat pindah", "P", "22", "SMP", "Pelajar", *"33343332", "", "Antrean lama"],
]
Row = list[str]
Table = list[Row]


def text(rows: Table, separator: str = ",") -> str:
    """Rows as a csv text, quoted where needed."""
    return pd.DataFrame(rows).to_csv(index=False, header=False, sep=separator, lineterminator="\n")


def with_columns(change: dict[str, list[str]], head: dict[str, str] | None = None) -> Table:
    """The survey with some columns' cells replaced and some titles renamed."""
    rows = [list(row) for row in ROWS]
    for name, cells in change.items():
        for row, cell in zip(rows, cells, strict=True):
            row[HEAD.index(name)] = cell
    return [[(head or {}).get(name, name) for name in HEAD], *rows]


def answers_as(words: dict[str, str]) -> Table:
    """The survey with every answer in other words."""
    rows = [[*row[:7], *(words.get(cell, cell) for cell in row[7:16]), row[16]] for row in ROWS]
    return [HEAD, *rows]


def inserted(rows: Table, place: int, cells: Row) -> Table:
    """The table with one more column at ``place``."""
    return [[*row[:place], cell, *row[place:]] for row, cell in zip(rows, cells, strict=True)]


BASE = [HEAD, *ROWS]
QUESTIONS = dict(
    zip(
        UNSUR,
        [
            "Bagaimana pendapat Saudara tentang kesesuaian persyaratan pelayanan dengan jenis pelayanannya?",
            "Bagaimana pemahaman Saudara tentang kemudahan prosedur pelayanan di unit ini?",
            "Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan?",
            "Bagaimana pendapat Saudara tentang kewajaran biaya/tarif dalam pelayanan?",
            "Bagaimana pendapat Saudara tentang kesesuaian produk pelayanan dengan hasilnya?",
            "Bagaimana pendapat Saudara tentang kompetensi/kemampuan petugas dalam pelayanan?",
            "Bagaimana pendapat Saudara tentang perilaku petugas terkait kesopanan dan keramahan?",
            "Bagaimana pendapat Saudara tentang penanganan pengaduan pengguna layanan?",
            "Bagaimana pendapat Saudara tentang kualitas sarana dan prasarana?",
        ],
        strict=True,
    )
)
EMPTY = [""] * len(HEAD)
DEGREES = {"1": "Tidak sesuai", "2": "Kurang sesuai", "3": "Sesuai", "4": "Sangat sesuai"}
LETTERS = {"1": "a", "2": "b", "3": "c", "4": "d"}
