"""Answers as scores 1 to 4: figures, letters a to d, answer words; and whether the scale looks reversed.

A reversed scale is never guessed: what speaks for it is said, and the layout must decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from iku_helpers.inputs.importing.values import MISSING_WORDS, mapped
from iku_helpers.inputs.importing.words import plain
from iku_helpers.inputs.layouts import Layout

_FIGURE = re.compile(r"([1-4])(?:[.,]0+)?")
_LETTER = re.compile(r"\(?([a-d])[.)]?")
_LED = re.compile(r"\(?([1-4a-d])\s?[.):=–-]\s*(\D.*)", re.DOTALL)
_TAILED = re.compile(r"(\D+?)\s*[(\[]\s*([1-4])\s*[)\]]")
_FIXED = {
    "sangat mahal": 1, "mahal": 1, "cukup mahal": 2, "agak mahal": 2, "murah": 3, "gratis": 4,
    "sangat murah": 4,
    "buruk": 1, "sangat buruk": 1, "jelek": 1, "cukup": 2, "cukup baik": 2, "cukup puas": 2,
    "tidak ada": 1, "ada tetapi tidak berfungsi": 2, "ada tapi tidak berfungsi": 2,
    "berfungsi kurang maksimal": 3, "dikelola dengan baik": 4, "selalu": 4,
}  # fmt: skip
_LEADING = (("sangat tidak", 1), ("selalu tidak", 1), ("tidak", 1), ("tdk", 1), ("kurang", 2), ("kadang", 2),
            ("banyak", 3), ("sangat", 4), ("selalu", 4))  # fmt: skip
_GOOD = frozenset(
    ("sesuai", "mudah", "cepat", "murah", "kompeten", "mampu", "sopan dan ramah", "sopan", "ramah", "baik",
     "puas", "setuju", "memuaskan", "tepat waktu", "jelas", "nyaman", "aman", "lengkap", "wajar", "adil",
     "bagus",
     "memadai", "berfungsi", "disiplin", "bertanggung jawab", "tepat", "terampil", "bersih", "transparan")
)  # fmt: skip
SUSPECT_SHARE = 0.6
"""Share of answers "1" beyond which the scale is asked about: published surveys hardly know the lowest."""
SUSPECT_LEAST = 20


@dataclass(frozen=True)
class Scores:
    """Answers as text "1" to "4" or "", cells that are none, and how they were read.

    ``reversed_because`` is what speaks for a scale whose 1 is the best, empty once the layout has decided.
    """

    values: pd.DataFrame
    unread: dict[str, pd.Series]
    missing: int
    notes: tuple[str, ...]
    reversed_because: tuple[str, ...]


def scores(answers: pd.DataFrame, layout: Layout, legend: str = "") -> Scores:
    """The answer columns as scores; ``legend`` is text around the table that may explain the scale."""
    distinct = sorted({text for name in answers for text in answers[name].unique()})
    table = _Key(distinct, layout)
    reason = [*table.reversed_because, *_legend_says(legend)]
    read = {text: table.score(text) for text in distinct}
    if layout.skala == "terbalik":
        read = {text: str(5 - int(score)) if score else score for text, score in read.items()}
    readings = {str(name): mapped(answers[name], read.__getitem__, layout.kosong) for name in answers}
    values = pd.DataFrame({name: reading.values for name, reading in readings.items()}, index=answers.index)
    if layout.skala is None and not reason:
        reason = _pattern_says(values)
    return Scores(
        values,
        {name: reading.unread for name, reading in readings.items()},
        sum(reading.missing for reading in readings.values()),
        tuple(table.notes),
        tuple(reason) if layout.skala is None else (),
    )


class _Key:
    """Reads one cell, knowing which answer words the whole table uses."""

    def __init__(self, distinct: list[str], layout: Layout) -> None:
        self._given = {plain(word): str(score) for word, score in layout.jawaban.items()}
        self._empty = MISSING_WORDS | {word.casefold() for word in layout.kosong}
        words = {plain(_bare(text)) for text in distinct}
        some = {word.split(" ")[0] for word in words if word}
        strong_no = any(word.startswith("sangat tidak") for word in words)
        self._four_without_kurang = strong_no and not some & {"kurang", "kadang"}
        self._ambiguous = strong_no and bool(some & {"kurang", "kadang", "netral", "ragu"})
        self.notes: list[str] = []
        self.reversed_because: list[str] = []
        if any(_LETTER.fullmatch(text.casefold()) for text in distinct):
            self.notes.append("huruf a sampai d dibaca a = 1, b = 2, c = 3, d = 4, seperti formulir baku")
        if self._four_without_kurang:
            self.notes.append(
                "kata jawaban dibaca: sangat tidak = 1, tidak = 2, tanpa kata depan = 3, sangat = 4"
            )
        self._compare_numbers_with_words(distinct)

    def score(self, text: str) -> str | None:
        """The score as text, "" for no answer, None for what is not an answer."""
        if text.casefold() in self._empty:
            return ""
        if (given := self._given.get(plain(text))) is not None:
            return given
        if match := _FIGURE.fullmatch(text):
            return match[1]
        if match := _LETTER.fullmatch(text.casefold()):
            return str("abcd".index(match[1]) + 1)
        led = _split(text)
        if led is not None:
            return led[0] if not self._ambiguous else None
        return self._word(plain(text))

    def _word(self, word: str) -> str | None:
        if self._ambiguous:
            return None
        if word in _FIXED:
            return str(_FIXED[word])
        if self._four_without_kurang and word.startswith(("tidak ", "tdk ")):
            return "2"
        for start, score in _LEADING:
            rest = word.removeprefix(start).strip()
            if word.startswith(f"{start} ") and _is_good(rest):
                return str(score)
        return "3" if _is_good(word) else None

    def _compare_numbers_with_words(self, distinct: list[str]) -> None:
        for text in distinct:
            led = _split(text)
            said = self._word(plain(led[1])) if led else None
            if led and said and said == str(5 - int(led[0])):
                self.reversed_because.append(
                    f"jawaban {text!r} memberi angka {led[0]} pada kata bernilai {said}"
                )


def _bare(text: str) -> str:
    led = _split(text)
    return led[1] if led else text


def _split(text: str) -> tuple[str, str] | None:
    """Number and words of an answer like "a. Tidak sesuai" or "Sesuai (3)"."""
    if match := _LED.fullmatch(text.casefold()):
        number = match[1] if match[1].isdigit() else str("abcd".index(match[1]) + 1)
        return number, match[2]
    if match := _TAILED.fullmatch(text.casefold()):
        return match[2], match[1]
    return None


def _is_good(word: str) -> bool:
    """Whether the words praise: one of the known adjectives, or one of them with what it is about."""
    return word in _GOOD or word.removesuffix("nya") in _GOOD or word.split(" ")[0] in _GOOD


def _legend_says(legend: str) -> list[str]:
    words = plain(legend)
    found = re.search(r"\b1 (sangat (?:puas|baik|setuju|sesuai|mudah|memuaskan))\b", words) or re.search(
        r"\b4 ((?:sangat )?(?:tidak|kurang) (?:puas|baik|setuju|sesuai|mudah|memuaskan))\b", words
    )
    return [f"keterangan di berkas berbunyi '{found.group()}'"] if found else []


def _pattern_says(values: pd.DataFrame) -> list[str]:
    total = sum(int((values[name] != "").sum()) for name in values)
    ones = sum(int((values[name] == "1").sum()) for name in values)
    if total >= SUSPECT_LEAST and ones > SUSPECT_SHARE * total:
        return [f"{ones} dari {total} jawaban bernilai 1, nilai terendah"]
    return []
