"""Whether the answers of a sheet speak the four grades of the official form, or the grades of another scale.

Five grades cannot be made four without inventing, so another scale is refused with one sentence rather than
cell by cell. Words that the layout explains are left out of the question.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

import pandas as pd

from iku_helpers.inputs.importing.words import plain

GOOD = frozenset(
    ("sesuai", "mudah", "cepat", "murah", "kompeten", "mampu", "sopan dan ramah", "sopan", "ramah", "baik",
     "puas", "setuju", "memuaskan", "tepat waktu", "jelas", "nyaman", "aman", "lengkap", "wajar", "adil",
     "bagus",
     "memadai", "berfungsi", "disiplin", "bertanggung jawab", "tepat", "terampil", "bersih", "transparan")
)  # fmt: skip
_LOWEST, _LOW, _LESS, _MIDDLE, _ENOUGH = 0, 1, 2, 3, 4
_STARTS = (("sangat tidak", _LOWEST), ("sangat kurang", _LOWEST), ("tidak", _LOW), ("tdk", _LOW),
           ("kurang", _LESS), ("cukup", _ENOUGH), ("agak", _ENOUGH), ("lumayan", _ENOUGH))  # fmt: skip
_ALONE = {
    "sangat buruk": _LOWEST, "sangat jelek": _LOWEST, "buruk": _LOW, "jelek": _LOW, "sangat mahal": _LOWEST,
    "mahal": _LOW, "cukup mahal": _LESS, "agak mahal": _LESS, "sangat kurang": _LOWEST, "kurang": _LESS,
    "cukup": _ENOUGH,
    **dict.fromkeys(("netral", "ragu", "ragu ragu", "biasa", "biasa saja", "sedang", "sedang saja"), _MIDDLE),
}  # fmt: skip
_SHORT = {"s": "setuju", "p": "puas", "b": "baik", "m": "mudah"}
_SHORT_STARTS = {"s": "sangat ", "": "", "k": "kurang ", "t": "tidak ", "st": "sangat tidak "}
_NUMBER = re.compile(
    r"\(?(\d{1,3})(?:[.,]0+)?\)?(?:\s*[.):=–-]?\s*\(?[^\d(),.][^\d]*)?|[^\d]+[(\[](\d{1,3})[)\]]"
)
_RANGE = re.compile(
    r"(?:skala|nilai|skor|likert|[(\[])\D{0,20}\b[01]\s*(?:-|–|s/?d\.?|sampai(?: dengan)?|hingga)\s*"
    r"(5|6|7|9|10|100)\b"
)
_TOP = re.compile(r"\b(5|10|e) sangat (?:puas|baik|setuju|sesuai|mudah|memuaskan)\b")
_SHOWN = 8
_BEYOND_LEAST, _BEYOND_SHARE = 3, 0.02
_INVENTED = "Skala lain tidak dapat diubah menjadi skala SKM tanpa mengarang."
_EXPLAIN = "Bila formulirnya empat tingkat, tulis nilai 1 sampai 4 tiap kata di tata letak bagian jawaban."
Refusal = tuple[str, str]
"""A sentence and what to do."""


def is_good(word: str) -> bool:
    """Whether the words praise: one of the known adjectives, or one of them with what it is about."""
    return word in GOOD or word.removesuffix("nya") in GOOD or word.split(" ")[0] in GOOD


def spelled_out(distinct: Collection[str]) -> dict[str, str]:
    """The words of abbreviated answers, where the table has at least one that can be nothing else.

    >>> spelled_out(["SS", "S", "KS"])["s"], spelled_out(["a", "b"])
    ('setuju', {})
    """
    there = {text.casefold() for text in distinct}
    found: dict[str, str] = {}
    for letter, word in _SHORT.items():
        family = {f"{start}{letter}": f"{lead}{word}" for start, lead in _SHORT_STARTS.items()}
        if there & (set(family) - {letter}):
            found |= family
    return found | ({"n": "netral", "r": "ragu", "rr": "ragu"} if found else {})


def grade(word: str) -> int | None:
    """The grade below "good" that a word means on any scale; None for good ones and for what is no grade."""
    if word in _ALONE:
        return _ALONE[word]
    for start, rank in _STARTS:
        if word.startswith(f"{start} ") and is_good(word.removeprefix(start).strip()):
            return rank
    return None


def foreign_words(words: Sequence[Collection[str]]) -> Refusal | None:
    """What speaks against four grades in the answer words of each column."""
    graded = [{word: rank for word in column if (rank := grade(word)) is not None} for column in words]
    families: dict[str, dict[str, int]] = {"": {}, "mahal": {}, "buruk": {}}
    for word, rank in ((word, rank) for column in graded for word, rank in column.items()):
        families["mahal" if "mahal" in word else "buruk" if word in _ALONE else ""][word] = rank
    pooled, low = families[""], set(families[""].values())
    grades = [set(found.values()) for found in (*families.values(), *graded)]
    spoken = sorted({word for column in words for word in column if grade(word) is not None or is_good(word)})
    shown = ", ".join(spoken[:_SHOWN]) + (", ..." if len(spoken) > _SHOWN else "")
    if any(len(found) > 2 or _MIDDLE in found for found in grades):
        return f"Kata jawabannya lebih dari empat tingkat ({shown}).", f"{_INVENTED} {_EXPLAIN}"
    if _ENOUGH in low or {_LOWEST, _LESS} <= low or any({_LESS, _ENOUGH} <= found for found in grades):
        return f"Kata jawabannya dapat berarti empat atau lima tingkat ({shown}).", _EXPLAIN
    agreed = [word for word, rank in pooled.items() if rank == _LOW and word.endswith(" setuju")]
    if agreed and low == {_LOW}:
        told = "kurang setuju dan sangat tidak setuju tidak muncul, jadi skalanya tidak terbaca"
        return f"Jawaban '{agreed[0]}' dapat berarti 1 atau 2: {told}.", _EXPLAIN
    return None


def foreign_numbers(answers: pd.DataFrame, distinct: Iterable[str]) -> Refusal | None:
    """Figures beyond 1 to 4 in more cells than slips of the pen would explain."""
    beyond = {text: value for text in distinct if (value := _value(text)) is not None and value != -1}
    outside = [text for text, value in beyond.items() if value == 0 or value > 4]
    if not outside:
        return None
    cells = sum(int(answers[name].isin(outside).sum()) for name in answers)
    filled = sum(int((answers[name] != "").sum()) for name in answers)
    if cells < max(_BEYOND_LEAST, _BEYOND_SHARE * filled):
        return None
    low, high = min(beyond.values()), max(beyond.values())
    if high <= 4 and not (low == 0 and high < 4):
        return None
    return f"Jawabannya bernilai {low} sampai {high}, bukan 1 sampai 4.", _INVENTED


def _value(text: str) -> int | None:
    match = _NUMBER.fullmatch(text.strip())
    return int(match[1] or match[2]) if match else None


def foreign_legend(legend: Iterable[str]) -> Refusal | None:
    """A note or a title that tells of a scale beyond four."""
    searches = (_RANGE.search(text.casefold()) or _TOP.search(plain(text)) for text in legend)
    found = next((match for match in searches if match), None)
    if found is None:
        return None
    told = " ".join(found.group().split()).strip("([ ")
    advice = f"{_INVENTED} Bila keterangan itu keliru, tulis 'skala: biasa' di tata letak."
    return f"Keterangan di berkas menyebut skala lain daripada 1 sampai 4: '{told}'.", advice


def disagreeing(pairs: Mapping[str, tuple[str, str]]) -> Refusal | None:
    """Answers whose number and word belong to different grades, like "4 - Puas" of a scale of five."""
    for text, (number, word) in pairs.items():
        meant = "4" if word.startswith("sangat ") and is_good(word[7:]) else "3" if is_good(word) else number
        if grade(word) is None and meant != number and meant != str(5 - int(number)):
            told = f"Angka dan kata jawaban '{text}' tidak sejalan: kata itu bernilai {meant}."
            return told, f"{_INVENTED} {_EXPLAIN}"
    return None
