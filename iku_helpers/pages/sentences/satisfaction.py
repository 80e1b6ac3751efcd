"""Sentences about the satisfaction survey: who answered, the index, the unsur, the services, the quality."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from iku_helpers.numbers import count_word, interval, joined, number, percent, period
from iku_helpers.pages.charts.words import inside, opening
from iku_helpers.pages.values import Limits, known

NO_SURVEY = (
    "Tahun ini tidak ada data survei kepuasan, sehingga Indeks Kepuasan Masyarakat tidak dihitung. "
    "Kosong di sini "
    "berarti tidak diketahui, bukan nol."
)


def who_answered(asked: int, population: int | None, unsur: int, days: tuple[dt.date, dt.date]) -> str:
    """How many answered what, and when.

    >>> who_answered(312, 4870, 9, (dt.date(2024, 6, 3), dt.date(2024, 11, 29)))  # doctest: +ELLIPSIS
    'Sebanyak 312 dari 4.870 pengguna layanan menilai sembilan unsur ... 3 Juni sampai 29 November 2024.'
    """
    if population is not None and asked >= population:
        who = f"Semua {number(population, 0)} pengguna layanan"
    else:
        whole = "" if population is None else f" dari {number(population, 0)}"
        who = f"Sebanyak {number(asked, 0)}{whole} pengguna layanan"
    return f"{who} menilai {count_word(unsur)} unsur pelayanan dengan skor 1 sampai 4 pada {period(*days)}."


def lowest_headline(names: Sequence[str], lowest: str) -> tuple[str, str]:
    """Which unsur truly lie below the others: headline and sentence."""
    small = [inside(name) for name in names]
    if not small:
        return (
            "Belum ada unsur yang nyata tertinggal.",
            (
                f"Rata-rata terendah ada pada {inside(lowest)}, tetapi selisihnya dengan unsur lain "
                "masih dapat kebetulan."
            ),
        )
    if len(small) == 1:
        return "Satu unsur nyata tertinggal:", f"{small[0]}. Unsur ini menjadi prioritas tindak lanjut."
    return (
        f"{opening(count_word(len(small)))} unsur nyata tertinggal:",
        f"{serial(small)}. {_together(len(small))} menjadi prioritas tindak lanjut.",
    )


def _together(count: int) -> str:
    return f"Ke{count_word(count)}nya" if count <= 10 else "Semuanya"


def serial(names: Sequence[str]) -> str:
    """Names that may hold commas and "dan" themselves, joined so that each still stands apart.

    >>> serial(["waktu", "sarana dan prasarana", "biaya"])
    'waktu, sarana dan prasarana, serta biaya'
    >>> serial(["waktu", "pengaduan, saran, dan masukan"])
    'waktu; serta pengaduan, saran, dan masukan'
    """
    if len(names) > 1 and any("," in name for name in names):
        return f"{'; '.join(names[:-1])}; serta {names[-1]}"
    if len(names) < 2 or not any(" dan " in name for name in names):
        return joined(list(names))
    return f"{', '.join(names[:-1])}, serta {names[-1]}"


def missing_answers(counts: Sequence[int], asked: int) -> str:
    """What was left blank.

    >>> missing_answers([312, 275], 312)  # doctest: +ELLIPSIS
    'Tidak semua unsur dijawab semua responden; ... yang menjawabnya (275 sampai 312 orang).'
    """
    low, high = min(counts), max(counts)
    if low == asked:
        return f"Setiap unsur dijawab oleh semua {number(asked, 0)} responden."
    span = f"{number(low, 0)} orang" if low == high else f"{number(low, 0)} sampai {number(high, 0)} orang"
    return f"Tidak semua unsur dijawab semua responden; tiap unsur dihitung dari yang menjawabnya ({span})."


def straight_lining(share: float) -> str:
    """How many gave one score to everything; ``share`` 0..1.

    >>> straight_lining(0.214)  # doctest: +ELLIPSIS
    '21,4% responden memberi skor yang sama untuk semua unsur; ...'
    """
    if not share:
        return "Tidak ada responden yang memberi skor sama untuk semua unsur."
    return (
        f"{percent(100 * share, 1)} responden memberi skor yang sama untuk semua unsur; sebagian "
        "wajar, banyak berarti "
        "formulir tidak dibaca."
    )


def copies(rows: int) -> str:
    """Forms that equal another in everything; nothing where there is none."""
    return (
        f"{opening(count_word(rows))} baris sama persis dengan baris lain dan perlu diperiksa."
        if rows
        else ""
    )


def outside(rows: int) -> str:
    """Answers dated outside the period; nothing where there is none."""
    return f"{opening(count_word(rows))} jawaban bertanggal di luar masa survei." if rows else ""


def consistency(alpha: Limits) -> str:
    """How consistent the answers are; nothing where that cannot be told.

    >>> from iku_helpers.method.estimates import Estimate
    >>> consistency(Estimate(0.853, float("nan"), 300, 0.83, 0.88, 301))  # doctest: +ELLIPSIS
    'Keajegan jawaban (alfa Cronbach) 0,85, interval 0,83 sampai 0,88; ...'
    """
    if not known(alpha.estimate):
        return ""
    limits = f", interval {interval(alpha.lower, alpha.upper, 2)}" if known(alpha.lower) else ""
    start = f"Keajegan jawaban (alfa Cronbach) {number(alpha.estimate)}{limits}"
    return f"{start}; lazimnya 0,70 ke atas dipandang cukup."


WHOLE = "Semua pengguna ditanya, jadi angka ini bukan perkiraan dan tidak berinterval."
TOO_FEW = "Respondennya terlalu sedikit, sehingga ketelitian angka ini tidak dapat dihitung."


def accuracy(estimate: Limits, cara: str) -> str:
    """What is known of the accuracy: nothing, everything, or an interval read by ``cara``."""
    if not known(estimate.lower):
        return TOO_FEW
    return WHOLE if estimate.lower == estimate.upper else design(cara)


def design(cara: str) -> str:
    """What the interval means under the way respondents were chosen."""
    if cara == "acak":
        return "Responden dipilih acak, sehingga interval berlaku untuk semua pengguna layanan tahun itu."
    word = {"kuota": "menurut kuota", "sukarela": "secara sukarela"}[cara]
    return (
        f"Responden dipilih {word}, tidak acak. Intervalnya hanya menggambarkan keragaman jawaban "
        "yang masuk; "
        "pengguna yang tidak ikut dapat berpendapat lain, dan itu tidak tercakup."
    )


def services(groups: int, hidden: int, indicative: int) -> str:
    """How to read the services."""
    parts = []
    if indicative:
        parts.append(
            f"{opening(count_word(indicative))} layanan mempunyai kurang dari 30 responden; angkanya hanya "
            "indikatif."
        )
    if hidden:
        parts.append(
            f"{opening(count_word(hidden))} layanan mempunyai kurang dari 5 responden dan tidak ditampilkan."
        )
    return " ".join(parts) if groups else ""


def conventions(rows: Mapping[str, tuple[str, str]], own: tuple[str, str]) -> str:
    """What other offices' weights would print; each row is (index, letter) as text."""
    if not rows:
        return ""
    others = joined([f"{value} ({letter}) dengan bobot {label}" for label, (value, letter) in rows.items()])
    changed = any(letter != own[1] for _, letter in rows.values())
    tail = " Huruf mutunya berubah karena pembulatan bobot itu." if changed else ""
    return (
        f"Kantor yang membulatkan bobot unsur akan mencetak {others}; laporan ini memakai bobot penuh.{tail}"
    )


def sample_size(asked: int, required: int) -> str:
    """Achieved against required.

    >>> sample_size(312, 356)
    'Tabel Krejcie-Morgan menyarankan 356 responden; terkumpul 312 (87,64%).'
    """
    share = percent(100 * asked / required)
    return (
        f"Tabel Krejcie-Morgan menyarankan {number(required, 0)} responden; terkumpul "
        f"{number(asked, 0)} ({share})."
    )
