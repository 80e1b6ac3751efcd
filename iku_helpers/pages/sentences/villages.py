"""Sentences about villages: what is asked of them, which fall short and why, who moved, who stands close."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from iku_helpers.numbers import count_word, joined, number
from iku_helpers.pages.charts.words import inside, opening
from iku_helpers.pages.sentences.summary import Counted, certainty

NAMES_SHOWN = 6
INDEX_NAMES = {"idm": "Indeks Desa Membangun (IDM)", "indeks_desa": "Indeks Desa"}
INDEX_MEANING = {
    "idm": (
        "Indeks Desa Membangun (IDM) adalah rata-rata tiga indeks: ketahanan sosial, ekonomi, dan lingkungan."
    ),
    "indeks_desa": (
        "Indeks Desa menilai layanan dasar, sosial, ekonomi, lingkungan, aksesibilitas, dan tata "
        "kelola; sejak 2025 "
        "menggantikan IDM."
    ),
}


def all_noun(count: int, noun: str) -> str:
    """The whole of the villages as a subject.

    >>> all_noun(15, "desa"), all_noun(1, "desa")
    ('Semua 15 desa', 'Satu-satunya desa')
    """
    return f"Satu-satunya {noun}" if count == 1 else f"Semua {number(count, 0)} {noun}"


def asked(criteria: Sequence[str], minimum: int | None, noun: str) -> str:
    """What makes a village count.

    >>> asked(["Perdes LPJ", "Tepat waktu"], None, "desa")
    'Sebuah desa masuk hitungan bila memenuhi kedua syarat: perdes LPJ dan tepat waktu.'
    >>> asked(["Publikasi"], None, "desa")
    'Sebuah desa masuk hitungan bila memenuhi satu syarat: publikasi.'
    """
    count = len(criteria)
    if count == 1:
        need = "satu syarat"
    elif minimum is None or minimum >= count:
        need = f"ke{count_word(count)} syarat" if count <= 10 else "semua syarat"
    else:
        need = f"sedikitnya {count_word(minimum)} dari {count_word(count)} syarat"
    return (
        f"Sebuah {noun} masuk hitungan bila memenuhi {need}: {joined([inside(name) for name in criteria])}."
    )


def coverage(share: Counted, per_village: str, noun: str) -> str:
    """How many were evaluated, and what one village weighs."""
    if not share.total:
        return f"Tidak ada {noun} yang dihitung di kecamatan ini."
    if not share.evaluated:
        return f"Belum ada {noun} yang dinilai, sehingga angkanya tidak diketahui; kosong di sini bukan nol."
    if share.evaluated == share.total > 1:
        return (
            f"{all_noun(share.total, noun)} dinilai, jadi angkanya bukan perkiraan; satu {noun} "
            f"bernilai {per_village} poin persen."
        )
    return certainty(share, noun)


def failing_title(failing: int, share: Counted, noun: str) -> str:
    """Title of the table of verdicts.

    >>> from types import SimpleNamespace
    >>> failing_title(2, SimpleNamespace(good=13, evaluated=15, total=15), "desa")
    'Dua desa belum memenuhi semua syarat'
    """
    if not share.evaluated:
        return f"Belum ada {noun} yang dinilai"
    if failing:
        return f"{opening(count_word(failing))} {noun} belum memenuhi semua syarat"
    if share.evaluated < share.total:
        return f"{opening(count_word(share.evaluated))} {noun} yang dinilai memenuhi syarat"
    return f"{all_noun(share.total, noun)} memenuhi syarat"


def reasons(failures: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Each village that falls short, with the criteria it fails.

    >>> reasons({"Pucaksari": ["Tepat waktu", "Lampiran lengkap"]})
    [('Pucaksari', 'belum memenuhi syarat tepat waktu dan lampiran lengkap.')]
    """
    return [
        (village, f"belum memenuhi syarat {joined([inside(name) for name in names])}.")
        for village, names in failures.items()
    ]


def by_criterion(failed: Mapping[str, int], noun: str) -> str:
    """Where the failing lies when too many villages fall short to be listed.

    >>> by_criterion({"Publikasi": 9, "Lampiran": 4}, "desa")
    'Yang paling sering belum terpenuhi: publikasi (9 desa) dan lampiran (4 desa).'
    """
    often = sorted(((count, name) for name, count in failed.items() if count), key=lambda pair: -pair[0])
    if not often or often[0][0] < 2:
        return ""
    names = joined([f"{inside(name)} ({number(count, 0)} {noun})" for count, name in often])
    return f"Yang paling sering belum terpenuhi: {names}."


def names_text(names: Sequence[str]) -> str:
    """Village names, shortened where there are many.

    >>> names_text(["A", "B", "C", "D", "E", "F", "G"])
    'A, B, C, D, E, F, dan satu desa lain'
    """
    shown = list(names[:NAMES_SHOWN])
    if len(names) > NAMES_SHOWN:
        shown.append(f"{count_word(len(names) - NAMES_SHOWN)} desa lain")
    return joined(shown)


def statuses(counts: Mapping[str, int]) -> str:
    """Villages by status, best first.

    >>> statuses({"Mandiri": 11, "Maju": 4, "Berkembang": 0})
    '11 desa Mandiri dan 4 Maju'
    """
    held = [(status, count) for status, count in counts.items() if count]
    texts = [
        f"{number(count, 0)} {'desa ' if not place else ''}{status}"
        for place, (status, count) in enumerate(held)
    ]
    return joined(texts) if texts else ""


def moved(
    risen: Mapping[str, Sequence[str]], fallen: Mapping[str, Sequence[str]], year: int
) -> tuple[str, str]:
    """Who rose and who fell since ``year``: headline and sentence; names by the status they reached.

    >>> moved({"Maju": ["Sepang"], "Mandiri": ["Kedis", "Telaga"]}, {}, 2023)  # doctest: +ELLIPSIS
    ('Tiga desa naik status sejak 2023.', 'Sepang menjadi Maju; Kedis dan Telaga menjadi Mandiri. ...')
    """
    up, down = _number_of(risen), _number_of(fallen)
    if not up and not down:
        return f"Tidak ada desa yang berubah status sejak {year}.", ""
    if up and down:
        headline = (
            f"{opening(count_word(up))} desa naik dan {count_word(down)} desa turun status sejak {year}."
        )
        return headline, f"Naik: {_became(risen)}. Turun: {_became(fallen)}."
    kind, changes, other = ("naik", risen, "turun") if up else ("turun", fallen, "naik")
    headline = f"{opening(count_word(up or down))} desa {kind} status sejak {year}."
    return headline, f"{_became(changes)}. Tidak ada desa yang {other}."


def _number_of(changes: Mapping[str, Sequence[str]]) -> int:
    return sum(len(names) for names in changes.values())


def _became(changes: Mapping[str, Sequence[str]]) -> str:
    return "; ".join(f"{names_text(names)} menjadi {status}" for status, names in changes.items() if names)


def no_movement(rule: str, earlier_rule: str | None, earlier_year: int | None) -> str:
    """Why statuses are not compared with an earlier year."""
    if earlier_year is None:
        return "Belum ada tahun sebelumnya, sehingga perpindahan status belum dapat ditunjukkan."
    if earlier_rule != rule and earlier_rule is not None:
        return (
            f"Status {earlier_year} berasal dari {INDEX_NAMES[earlier_rule]}, status tahun ini dari "
            f"{INDEX_NAMES[rule]}. "
            "Keduanya tidak dapat dibandingkan langsung, jadi perubahannya tidak dihitung."
        )
    return (
        f"Status desa {earlier_year} tidak ada dalam data, sehingga perpindahan status tidak dapat "
        "ditunjukkan."
    )


def nearest(village: str, short_by: float, status: str, steps: int | None, digits: int) -> str:
    """The village closest to its next status.

    >>> nearest("Sepang", 0.0281, "Mandiri", 2, 4)  # doctest: +ELLIPSIS
    'Sepang paling dekat ke Mandiri: kurang 0,0281, paling sedikit dua kenaikan ...'
    """
    way = (
        ""
        if steps is None
        else f", paling sedikit {count_word(steps)} kenaikan satu poin pada butir penilaian"
    )
    return f"{village} paling dekat ke {status}: kurang {number(short_by, digits)}{way}."


def narrow(village: str, spare: float, status: str, digits: int) -> str:
    """A village that barely holds its status.

    >>> narrow("Telaga", 0.0011, "Mandiri", 4)
    'Telaga hanya 0,0011 di atas batas status Mandiri.'
    """
    return f"{village} hanya {number(spare, digits)} di atas batas status {status}."
