"""What changed since an earlier year, and how sure that is."""

from __future__ import annotations

from iku_helpers.numbers import count_word, number, percent, rounded
from iku_helpers.pages.values import Limits, in_unit, known

UP, DOWN, SAME = "▲", "▼", "="
FIRST_YEAR = "Belum ada tahun sebelumnya sebagai pembanding."


def signed_interval(change: Limits) -> str:
    """Limits of a difference, with a second decimal where one would print as a bare zero.

    >>> from iku_helpers.method.estimates import Estimate
    >>> signed_interval(Estimate(1.72, 1.1, 600, -0.43, 3.87, 600))
    '−0,4 sampai +3,9'
    >>> signed_interval(Estimate(1.72, 1.1, 600, 0.03, 3.41, 600))
    '+0,03 sampai +3,41'
    """
    digits = 2 if 0 in (rounded(change.lower, 1), rounded(change.upper, 1)) else 1
    return f"{number(change.lower, digits, signed=True)} sampai {number(change.upper, digits, signed=True)}"


def verdict(change: Limits) -> str:
    """Whether the difference is real: naik, turun, belum, or unknown where no interval exists."""
    if not known(change.lower):
        return "tak terukur"
    if change.lower > 0:
        return "naik"
    return "turun" if change.upper < 0 else "belum"


def arrow(difference: float) -> str:
    """The direction of a printed difference."""
    value = rounded(difference)
    return SAME if value == 0 else UP if value > 0 else DOWN


def survey_headline(change: Limits, year: int) -> str:
    """The change of the index since ``year``, in a line.

    >>> from iku_helpers.method.estimates import Estimate
    >>> survey_headline(Estimate(1.72, 1.1, 600, -0.43, 3.87, 600), 2023)
    '▲ 1,72 poin dari 2023, belum cukup bukti berubah'
    """
    size = number(abs(change.estimate))
    if rounded(change.estimate) == 0:
        return f"{SAME} sama dengan {year}"
    ending = {
        "naik": ", nyata naik",
        "turun": ", nyata turun",
        "belum": ", belum cukup bukti berubah",
        "tak terukur": "",
    }
    return f"{arrow(change.estimate)} {size} poin dari {year}{ending[verdict(change)]}"


def survey_change(change: Limits, year: int, now: int) -> str:
    """The change of the index as a sentence.

    >>> from iku_helpers.method.estimates import Estimate
    >>> survey_change(Estimate(4.27, 1.1, 600, 1.5, 7.1, 600), 2021, 2024)
    'Dari 2021 ke 2024 indeks naik 4,27 poin (interval +1,5 sampai +7,1); kenaikan ini nyata.'
    """
    kind, size = verdict(change), number(abs(change.estimate))
    if rounded(change.estimate) == 0:
        return f"Indeks {now} sama dengan {year}."
    moved = "naik" if change.estimate > 0 else "turun"
    start = f"Dari {year} ke {now} indeks {moved} {size} poin"
    if kind == "tak terukur":
        return f"{start}; ketelitian selisih ini tidak dapat dihitung."
    noun = "kenaikan" if moved == "naik" else "penurunan"
    real = f"{noun} ini nyata" if kind != "belum" else f"belum cukup bukti bahwa indeks benar-benar {moved}"
    return f"{start} (interval {signed_interval(change)}); {real}."


def village_headline(now: tuple[int, int], before: tuple[int, int], year: int, noun: str) -> str:
    """The change of a village count since ``year``; in villages where both years count the same number.

    >>> village_headline((13, 15), (12, 15), 2023, "desa")
    '▲ satu desa dari 2023 (12 desa)'
    >>> village_headline((13, 15), (13, 15), 2023, "desa")
    '= tetap 13 desa seperti 2023'
    """
    good, earlier = now[0], before[0]
    if good == earlier:
        return f"{SAME} tetap {count_word(good)} {noun} seperti {year}"
    return f"{arrow(good - earlier)} {count_word(abs(good - earlier))} {noun} dari {year} ({earlier} {noun})"


def percentage_headline(difference: float, before: float, year: int) -> str:
    """The change of a percentage whose denominators differ.

    >>> percentage_headline(-3.5, 90.0, 2023)
    '▼ 3,50 poin persen dari 2023 (90,00%)'
    """
    if rounded(difference) == 0:
        return f"{SAME} sama dengan {year} ({percent(before)})"
    return f"{arrow(difference)} {number(abs(difference))} poin persen dari {year} ({percent(before)})"


def against_target(estimate: Limits, target: float, year: int) -> str:
    """Where the target lies as seen from the interval.

    >>> from iku_helpers.method.estimates import Estimate
    >>> against_target(Estimate(84.62, 0.7, 306, 83.1, 86.0, 312), 84.0, 2024)
    'Target 84,00 berada di dalam interval 2024.'
    """
    text = in_unit(target, "indeks")
    if not known(estimate.lower) or estimate.lower == estimate.upper:
        return ""
    if estimate.lower <= target <= estimate.upper:
        return f"Target {text} berada di dalam interval {year}."
    side = "di bawah" if target < estimate.lower else "di atas"
    return f"Target {text} berada {side} seluruh interval {year}."
