"""Sentences about what will be done, what was done, and what respondents wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from iku_helpers.numbers import count_word, number
from iku_helpers.pages.charts.words import inside, opening
from iku_helpers.pages.sentences.satisfaction import serial

NO_PLAN = (
    "Rencana tindak lanjut belum diisi. Tambahkan baris berstatus “rencana” di tindak_lanjut.csv "
    "tahun ini: unsur, "
    "kegiatan, waktu, dan penanggung jawab."
)
NO_STATUS = "Status rencana tindak lanjut sebelumnya tidak ada dalam data."
NO_SUGGESTIONS = "Tidak ada saran tertulis dari responden."


def priorities(names: Sequence[str], below: int) -> str:
    """Which unsur are followed up, and whether they are really lower than the rest.

    >>> priorities(["Waktu penyelesaian"], 1)
    'Unsur dengan rata-rata terendah adalah waktu penyelesaian.'
    """
    start = f"Unsur dengan rata-rata terendah adalah {serial([inside(name) for name in names])}."
    if below >= len(names):
        return start
    if not below:
        return f"{start} Tidak satu pun nyata di bawah unsur lain, jadi urutannya dapat kebetulan."
    return f"{start} Dari ketiganya, {count_word(below)} nyata di bawah unsur lain."


def done_title(done: int, total: int, share: str) -> str:
    """How much of the plan was carried out.

    >>> done_title(2, 3, "66,67%")
    'Tindak lanjut rencana sebelumnya: dua dari tiga selesai (66,67%)'
    """
    return f"Tindak lanjut rencana sebelumnya: {count_word(done)} dari {count_word(total)} selesai ({share})"


def theme_title(top: Sequence[str], count: int) -> str:
    """The theme named most often.

    >>> theme_title(["Antrean dan waktu tunggu"], 21)
    'Antrean dan waktu tunggu paling sering disebut dalam saran'
    """
    if not count:
        return "Saran responden belum masuk tema mana pun"
    if len(top) > 1:
        return (
            f"{opening(serial([inside(name) for name in top]))} sama-sama paling sering disebut dalam saran"
        )
    return f"{top[0]} paling sering disebut dalam saran"


def theme_subtitle(writers: int, asked: int) -> str:
    """Whose words were counted.

    >>> theme_subtitle(58, 312)  # doctest: +ELLIPSIS
    'Jumlah saran menurut tema; 58 dari 312 responden menulis saran, ...'
    """
    return (
        f"Jumlah saran menurut tema; {number(writers, 0)} dari {number(asked, 0)} responden menulis "
        "saran, satu saran "
        "dapat memuat lebih dari satu tema"
    )


def profile_title(sexes: Mapping[str, int], asked: int) -> str:
    """Who the respondents are, by the larger sex among those who told theirs.

    >>> profile_title({"P": 181, "L": 131}, 312)
    'Lebih dari separuh dari 312 responden perempuan'
    >>> profile_title({}, 12), profile_title({"P": 6, "L": 6}, 12)
    ('12 responden', 'Dari 12 responden, perempuan dan laki-laki sama banyak')
    """
    names, told = {"P": "perempuan", "L": "laki-laki"}, sum(sexes.values())
    if not told:
        return f"{number(asked, 0)} responden"
    most = max(sexes, key=lambda sex: sexes[sex])
    if 2 * sexes[most] == told:
        return f"Dari {number(asked, 0)} responden, perempuan dan laki-laki sama banyak"
    part = "Sebagian besar" if 3 * sexes[most] >= 2 * told else "Lebih dari separuh"
    return f"{part} dari {number(asked, 0)} responden {names[most]}"
