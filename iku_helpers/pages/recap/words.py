"""Sentences of the recapitulation: what many kecamatan side by side show, and what they do not."""

from __future__ import annotations

from collections.abc import Sequence

from iku_helpers.numbers import count_word, joined, number, percent
from iku_helpers.pages.charts.words import inside, opening
from iku_helpers.pages.sentences.summary import Counted, in_sentence
from iku_helpers.pages.values import known

NAMED = 6
NO_SURVEYS = (
    "Tidak ada kecamatan dengan data survei kepuasan tahun ini, sehingga indeks tidak dapat disandingkan. "
    "Kosong di sini berarti tidak diketahui, bukan nol."
)
ONE_ALONE = "Hanya satu kecamatan mempunyai indeks yang dapat disandingkan, jadi tidak ada pembandingnya."
FIRST_YEAR = "Belum ada tahun sebelumnya dalam data, sehingga belum ada perubahan yang dapat ditunjukkan."


def who(names: Sequence[str], noun: str = "kecamatan") -> str:
    """Names, or how many there are of them.

    >>> who(["Banjar", "Sawan"]), who([str(place) for place in range(9)])
    ('Banjar dan Sawan', 'sembilan kecamatan')
    """
    return joined(list(names)) if len(names) <= NAMED else f"{count_word(len(names))} {noun}"


def listed(names: Sequence[str], noun: str) -> str:
    """Names, the first of them where there are many.

    >>> listed(list("ABCDEFGH"), "desa")
    'A, B, C, D, E, F, dan dua desa lain'
    """
    shown = list(names[:NAMED])
    if len(names) > NAMED:
        shown.append(f"{count_word(len(names) - NAMED)} {noun} lain")
    return joined(shown)


def all_of(count: int) -> str:
    """All kecamatan as a subject.

    >>> all_of(9), all_of(2), all_of(1), all_of(40)
    ('Kesembilan kecamatan', 'Kedua kecamatan', 'Satu-satunya kecamatan', 'Semua 40 kecamatan')
    """
    if count == 1:
        return "Satu-satunya kecamatan"
    return f"Ke{count_word(count)} kecamatan" if count <= 10 else f"Semua {number(count, 0)} kecamatan"


def met(name: str, reached: int, told: int, whole: int) -> str:
    """How many kecamatan reach the target of an indicator; nothing where none can be told.

    >>> met("Indeks Kepuasan Masyarakat", 1, 3, 3)
    'Satu dari tiga kecamatan mencapai target Indeks Kepuasan Masyarakat'
    >>> met("Desa dengan administrasi baik", 3, 8, 9)
    'Tiga dari delapan kecamatan yang dapat dinilai mencapai target desa dengan administrasi baik'
    >>> met("Desa berstatus Maju", 0, 9, 9)
    'Kesembilan kecamatan belum mencapai target desa berstatus Maju'
    """
    if not told:
        return ""
    what = f"mencapai target {in_sentence(name)}"
    which = "kecamatan" if told == whole else "kecamatan yang dapat dinilai"
    if reached in (0, told):
        who_all = all_of(told) if told == whole else f"{all_of(told)} yang dapat dinilai"
        return f"{who_all} {'' if reached else 'belum '}{what}"
    return f"{opening(count_word(reached))} dari {count_word(told)} {which} {what}"


def index_range(estimates: Sequence[tuple[str, float]]) -> str:
    """From the lowest index to the highest; names with their index.

    >>> index_range([("Banjar", 81.5), ("Sawan", 84.0)])
    'Indeks Kepuasan Masyarakat berkisar dari 81,50 (Banjar) sampai 84,00 (Sawan).'
    """
    if not estimates:
        return ""
    ordered = sorted(estimates, key=lambda pair: pair[1])
    (low, least), (high, most) = ordered[0], ordered[-1]
    if number(least) == number(most):
        return f"Indeks Kepuasan Masyarakat {number(least)}."
    return f"Indeks Kepuasan Masyarakat berkisar dari {number(least)} ({low}) sampai {number(most)} ({high})."


def together(share: Counted | None, noun: str) -> str:
    """The villages of the kabupaten as one.

    >>> from types import SimpleNamespace as Shape
    >>> share = Shape(good=118, evaluated=129, total=129, estimate=Shape(estimate=91.473, lower=0, upper=0))
    >>> together(share, "desa")
    'Seluruh kabupaten: 118 dari 129 desa (91,47%).'
    """
    if share is None or not share.evaluated:
        return ""
    if not known(share.estimate.estimate):
        span = f"{percent(share.estimate.lower)} dan {percent(share.estimate.upper)}"
        return (
            f"Seluruh kabupaten: {number(share.good, 0)} dari {number(share.evaluated, 0)} {noun} yang "
            f"dinilai; karena {number(share.total - share.evaluated, 0)} belum dinilai, angka seluruhnya "
            f"antara {span}."
        )
    total = f"{number(share.good, 0)} dari {number(share.total, 0)} {noun}"
    return f"Seluruh kabupaten: {total} ({percent(share.estimate.estimate)})."


def missed(name: str, places: Sequence[str], whole: str) -> tuple[str, str]:
    """Which kecamatan miss the target of a village indicator, each with its count; then the kabupaten."""
    count = opening(count_word(len(places)))
    told = f"{listed(places, 'kecamatan')}. {whole}".strip()
    return f"{count} kecamatan belum mencapai target {in_sentence(name)}:", told


def moved(risen: int, fallen: int, year: int) -> str:
    """How many villages moved between statuses.

    >>> moved(12, 1, 2023), moved(0, 0, 2023)
    ('12 desa naik dan satu turun status sejak 2023', 'Tidak ada desa yang berubah status sejak 2023')
    """
    if not risen and not fallen:
        return f"Tidak ada desa yang berubah status sejak {year}"
    if risen and fallen:
        return opening(f"{count_word(risen)} desa naik dan {count_word(fallen)} turun status sejak {year}")
    kind, count = ("naik", risen) if risen else ("turun", fallen)
    other = "turun" if risen else "naik"
    return opening(f"{count_word(count)} desa {kind} status sejak {year}, tidak ada yang {other}")


def part_of(whole: str, names: Sequence[str], reason: str) -> str:
    """Which kecamatan are left out of something, and why.

    >>> part_of("perbandingan", ["Sawan"], "tidak ada survei")
    'Sawan tidak ikut dalam perbandingan: tidak ada survei.'
    """
    return f"{opening(who(names))} tidak ikut dalam {whole}: {inside(reason)}." if names else ""
