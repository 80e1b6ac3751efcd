"""Rules of performance accountability: what an achievement is, and the scales that put a predicate on it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from iku_helpers.errors import UnknownRuleError
from iku_helpers.rules.base import Rule


@dataclass(frozen=True)
class Predicate:
    """One class of achievement: its word, and its lower bound in percent (None: no lower bound)."""

    word: str
    lower: Fraction | None


@dataclass(frozen=True)
class ScaleRule(Rule):
    """A predicate scale, best class first. ``strict``: a class begins above its lower bound, else on it."""

    predicates: tuple[Predicate, ...] = ()
    strict: bool = False


def _scale(words: tuple[str, ...], lower: tuple[int, ...]) -> tuple[Predicate, ...]:
    bounds = (*(Fraction(bound) for bound in lower), None)
    return tuple(Predicate(word, bound) for word, bound in zip(words, bounds, strict=True))


ACHIEVEMENT: dict[str, Rule] = {
    "positif": Rule(
        "Rumus capaian bila makin tinggi makin baik",
        "LKIP Wali Kota Jakarta Barat 2021, halaman 30",
        (None, None),
        confirmed=True,
        note="Realisasi / target x 100.",
    ),
    "negatif": Rule(
        "Rumus capaian bila makin rendah makin baik",
        "Kebiasaan laporan SAKIP",
        (None, None),
        confirmed=False,
        note="(2 x target - realisasi) / target x 100; dibaca dari sumber turunan.",
    ),
}

_GAPS = (
    "Celah antarkelas (misalnya 90 sampai 91) dibaca menurut batas bawah atas nilai yang tidak dibulatkan."
)

SCALES: dict[str, ScaleRule] = {
    "1a": ScaleRule(
        "Skala predikat capaian 1a",
        "Aplikasi kinerja daerah; asal peraturannya (Permendagri 54/2010, 86/2017) belum dipastikan",
        (None, None),
        confirmed=False,
        note=_GAPS,
        predicates=_scale(("Sangat Tinggi", "Tinggi", "Sedang", "Rendah", "Sangat Rendah"), (91, 76, 66, 51)),
    ),
    "1b": ScaleRule(
        "Skala predikat capaian 1b",
        "LKjIP Inspektorat Sampang 2019, tabel 3.1; asal peraturannya belum dipastikan",
        (None, None),
        confirmed=False,
        note=_GAPS,
        predicates=_scale(("Sangat Baik", "Baik", "Cukup", "Kurang", "Sangat Kurang"), (91, 76, 66, 51)),
    ),
    "2": ScaleRule(
        "Skala predikat capaian 2",
        "LKIP Wali Kota Jakarta Barat 2021, tabel 11, menurut PermenPAN-RB 20/2013",
        (2013, None),
        confirmed=True,
        note="Kelas dimulai di atas batas bawahnya; kelas terendah tidak mempunyai kata, hanya huruf D.",
        predicates=_scale(
            ("AA (Memuaskan)", "A (Sangat Baik)", "B (Baik)", "CC (Cukup)", "C (Kurang)", "D"),
            (85, 75, 65, 50, 30),
        ),
        strict=True,
    ),
}


def scale(name: str) -> ScaleRule:
    """The predicate scale called ``"1a"``, ``"1b"`` or ``"2"``.

    Raises ``UnknownRuleError`` for another name.

    >>> [predicate.word for predicate in scale("1a").predicates][:2]
    ['Sangat Tinggi', 'Tinggi']
    """
    if name not in SCALES:
        raise UnknownRuleError(f"Skala predikat {name} tidak dikenal; yang ada: {', '.join(SCALES)}.")
    return SCALES[name]
