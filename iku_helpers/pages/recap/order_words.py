"""Sentences about the order of the kecamatan: whom the funnel sets apart, how much of a rank is real."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from iku_helpers.numbers import count_word, joined, number
from iku_helpers.pages.charts.words import opening
from iku_helpers.pages.recap import words
from iku_helpers.pages.values import known

NOISE = "Tidak seorang pun patut dipuji atau disalahkan atas selisih sebesar itu."
FUNNEL_LIMITS = (
    "Kecamatan yang melewati rentang hanya berbeda dari rata-rata; sebabnya (jenis layanan, cara bertanya, "
    "siapa yang menjawab) tidak terlihat di sini dan perlu diperiksa sebelum ada pujian atau teguran."
)
RANKS_LIMITS = (
    "Peringkat selalu ada yang pertama dan yang terakhir, juga bila semua kecamatan sebenarnya sama. "
    "Karena itu urutan dalam rekap ini bukan ukuran prestasi."
)
MEAN = (
    "Rata-rata kecamatan menghitung setiap kecamatan sekali, besar atau kecil. Itu garis pembanding, bukan "
    "indeks kepuasan kabupaten."
)


def funnel_finding(positions: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """Who differs from the mean by more than chance allows: headline and sentence; names with positions.

    >>> funnel_finding([("Banjar", "wajar"), ("Sawan", "wajar")])[0]
    'Selisih indeks antarkecamatan masih dapat terjadi karena kebetulan.'
    """
    judged = [(name, place) for name, place in positions if place != "tidak dapat dinilai"]
    far = {
        side: [name for name, place in judged if place == side] for side in ("jauh di atas", "jauh di bawah")
    }
    told = [(words.who(names), side) for side, names in far.items() if names]
    near = len(judged) - sum(map(len, far.values()))
    if told:
        rest = "" if not near else f"Selisih {_others(near)} belum cukup besar untuk ditindaklanjuti. {NOISE}"
        (first, side), *second = told
        other = "".join(f"; {names} {other_side}nya" for names, other_side in second)
        return f"{opening(first)} {side} rata-rata kecamatan{other}.", rest
    if all(place == "wajar" for _, place in judged):
        return "Selisih indeks antarkecamatan masih dapat terjadi karena kebetulan.", NOISE
    edge = [name for name, place in judged if place != "wajar"]
    return (
        "Tidak ada kecamatan yang jauh dari rata-rata.",
        f"{opening(words.who(edge))} sedikit di luar rentang 95%, tetapi dari 20 kecamatan yang sama pun "
        f"satu akan begitu karena kebetulan. {NOISE}",
    )


def _others(count: int) -> str:
    return "satu kecamatan lain" if count == 1 else f"{count_word(count)} kecamatan lain"


def ranks_finding(ranks: Sequence[tuple[str, Mapping[str, Any]]]) -> tuple[str, str]:
    """How much of the order is real: headline and sentence; name and row of ``comparison.ranks``."""
    told = [(name, row) for name, row in ranks if known(row.get("rank_upper"))]
    fixed = [name for name, row in told if row["rank_lower"] == row["rank_upper"]]
    if len(fixed) == len(told):
        return "Urutan kecamatan hampir pasti.", "Setiap kecamatan hanya mungkin menempati satu peringkat."
    widest = max(told, key=lambda pair: pair[1]["rank_upper"] - pair[1]["rank_lower"])
    name, row = widest
    span = f"{number(row['rank_lower'], 0)} sampai {number(row['rank_upper'], 0)}"
    sure = f"Yang hampir pasti hanya peringkat {words.who(fixed)}. " if fixed else ""
    return (
        "Urutan kecamatan tidak pasti.",
        f"{sure}{name}, menurut angkanya di peringkat {number(row['rank'], 0)}, dapat menempati peringkat "
        f"{span}. Urutan jangan dibaca sebagai prestasi.",
    )


def mutu_title(letters: Mapping[str, int], word: Mapping[str, str]) -> str:
    """How many kecamatan have which letter, most frequent first.

    >>> mutu_title({"A": 2, "B": 7}, {"A": "Sangat Baik", "B": "Baik"})
    'Tujuh kecamatan bermutu B (Baik) dan dua A (Sangat Baik)'
    """
    held = sorted(
        ((count, letter) for letter, count in letters.items() if count), key=lambda p: (-p[0], p[1])
    )
    told = [f"{count_word(count)} {letter} ({word[letter]})" for count, letter in held]
    if not held:
        return "Belum ada kecamatan dengan indeks"
    (count, letter), *_ = held
    if len(held) == 1:
        return f"{words.all_of(count)} bermutu {letter} ({word[letter]})"
    told[0] = f"{count_word(count)} kecamatan bermutu {letter} ({word[letter]})"
    return opening(joined(told))
