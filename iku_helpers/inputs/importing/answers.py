"""Answers as scores 1 to 4: figures, letters a to d, answer words; and whether the scale looks reversed.

A reversed scale is never guessed: what speaks for it is said, and the layout must decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from iku_helpers.inputs.importing import scales
from iku_helpers.inputs.importing.values import MISSING_WORDS, mapped
from iku_helpers.inputs.importing.words import plain
from iku_helpers.inputs.layouts import Layout

_FIGURE = re.compile(r"([1-4])(?:[.,]0+)?")
_LETTER = re.compile(r"\(?([a-d])[.)]?")
_LED = re.compile(r"\(?([1-4a-d])\s?[.):=–-]\s*(\D.*)|([1-4])\s*[(\[](\D+)[)\]]", re.DOTALL)
_TAILED = re.compile(r"(\D+?)\s*[(\[]\s*([1-4])\s*[)\]]")
_FIXED = {
    "sangat mahal": 1, "mahal": 1, "cukup mahal": 2, "agak mahal": 2, "murah": 3, "gratis": 4,
    "sangat murah": 4,
    "buruk": 1, "sangat buruk": 1, "jelek": 1, "cukup": 2,
    "tidak ada": 1, "ada tetapi tidak berfungsi": 2, "ada tapi tidak berfungsi": 2,
    "berfungsi kurang maksimal": 3, "dikelola dengan baik": 4, "selalu": 4,
}  # fmt: skip
_LEADING = (
    ("sangat tidak", 1), ("selalu tidak", 1), ("sangat kurang", 1), ("tidak", 1), ("tdk", 1), ("kurang", 2),
    ("kadang kadang", 2), ("kadang", 2), ("banyak", 3), ("sangat", 4), ("selalu", 4),
)  # fmt: skip
SUSPECT_SHARE = 0.6
"""Share of answers "1" beyond which the scale is asked about: published surveys hardly know the lowest."""
SUSPECT_LEAST = 20


@dataclass(frozen=True)
class Scores:
    """Answers as text "1" to "4" or "", cells that are none, and how they were read.

    ``reversed_because`` is what speaks for a scale whose 1 is the best, empty once the layout has decided;
    ``foreign`` what speaks for another scale than the four grades.
    """

    values: pd.DataFrame
    unread: dict[str, pd.Series]
    missing: int
    notes: tuple[str, ...]
    reversed_because: tuple[str, ...]
    foreign: scales.Refusal | None = None


def scores(answers: pd.DataFrame, layout: Layout, legend: Sequence[str] = ()) -> Scores:
    """The answer columns as scores; ``legend`` is text around the table that may explain the scale."""
    used = {str(name): list(answers[name].unique()) for name in answers}
    distinct = sorted({text for texts in used.values() for text in texts})
    table = _Key(distinct, layout)
    reason = [*table.reversed_because, *_legend_says(legend, letters=table.has_letters)]
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
        tuple(table.notes + ([] if reason else _never_the_best(values))),
        tuple(reason) if layout.skala is None else (),
        _foreign(answers, used, table, legend if layout.skala is None else ()),
    )


def _foreign(
    answers: pd.DataFrame, used: dict[str, list[str]], table: _Key, legend: Sequence[str]
) -> scales.Refusal | None:
    """Why these answers are of another scale; what the layout explains is not asked about."""
    open_texts = {name: [text for text in texts if table.is_open(text)] for name, texts in used.items()}
    distinct = sorted({text for texts in open_texts.values() for text in texts})
    if not distinct:
        return None
    words = [[table.words(text) for text in texts] for texts in open_texts.values()]
    pairs = {text: (led[0], plain(led[1])) for text in distinct if (led := _split(text))}
    return (
        scales.foreign_numbers(answers, distinct)
        or scales.foreign_words(words)
        or scales.disagreeing(pairs)
        or scales.foreign_legend(legend)
    )


class _Key:
    """Reads one cell, knowing which answer words the whole table uses."""

    def __init__(self, distinct: list[str], layout: Layout) -> None:
        self._given = {plain(word): str(score) for word, score in layout.jawaban.items()}
        self._empty = MISSING_WORDS | {word.casefold() for word in layout.kosong}
        self._spelled = scales.spelled_out(distinct)
        words = {self.words(text) for text in distinct if self.is_open(text)}
        strong_no = any(word.startswith(("sangat tidak", "sangat kurang")) for word in words)
        self._four_without_kurang = strong_no
        self._steps = {"buruk": "sangat buruk", "jelek": "sangat jelek", "mahal": "sangat mahal"}
        self._steps = {word: lower for word, lower in self._steps.items() if lower in words}
        self.has_letters = not self._spelled and any(_LETTER.fullmatch(text.casefold()) for text in distinct)
        self.notes: list[str] = []
        self.reversed_because: list[str] = []
        self._tell(words)
        self._compare_numbers_with_words(distinct)

    def is_open(self, text: str) -> bool:
        """Whether the layout leaves it to the reader what ``text`` means."""
        return text.casefold() not in self._empty and plain(text) not in self._given

    def words(self, text: str) -> str:
        """The words of an answer, without its number and with abbreviations spelled out."""
        return plain(self._spelled.get(text.casefold(), _bare(text)))

    def _tell(self, words: set[str]) -> None:
        """Notes on what is read in a way that another form could mean otherwise."""
        if self.has_letters:
            self.notes.append("huruf a sampai d dibaca a = 1, b = 2, c = 3, d = 4, seperti formulir baku")
        if self._four_without_kurang:
            self.notes.append(
                "kata jawaban dibaca: sangat tidak = 1, tidak = 2, tanpa kata depan = 3, sangat = 4"
            )
        elif any(word.startswith(("tidak ", "tdk ")) for word in words) and not any(
            word.startswith("kurang") for word in words
        ):
            self.notes.append("kata jawaban 'tidak ...' dibaca 1, nilai terendah, seperti formulir baku")

    def score(self, text: str) -> str | None:
        """The score as text, "" for no answer, None for what is not an answer."""
        if not self.is_open(text):
            return "" if text.casefold() in self._empty else self._given[plain(text)]
        if match := _FIGURE.fullmatch(text):
            return match[1]
        if spelled := self._spelled.get(text.casefold()):
            return self._word(spelled)
        if match := _LETTER.fullmatch(text.casefold()):
            return str("abcd".index(match[1]) + 1)
        led = _split(text)
        if led is not None:
            return led[0]
        return self._word(plain(text))

    def _word(self, word: str) -> str | None:
        if word in self._steps:
            return "2"
        if word in _FIXED:
            return str(_FIXED[word])
        if self._four_without_kurang and word.startswith(("tidak ", "tdk ")):
            return "2"
        for start, score in _LEADING:
            rest = word.removeprefix(start).strip()
            if word.startswith(f"{start} ") and scales.is_good(rest):
                return str(score)
        return "3" if scales.is_good(word) else None

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
        sign, words = match[1] or match[3], match[2] or match[4]
        return sign if sign.isdigit() else str("abcd".index(sign) + 1), words
    if match := _TAILED.fullmatch(text.casefold()):
        return match[2], match[1]
    return None


_PRAISE = r"(?:puas|baik|setuju|sesuai|mudah|memuaskan|cepat|kompeten|sopan|ramah)"


def _legend_says(legend: Sequence[str], *, letters: bool) -> list[str]:
    """What the text around the table says for a scale whose first grade is the best."""
    first, last = ("[1a]", "[4d]") if letters else ("1", "4")
    told = re.compile(rf"\b(?:{first} sangat {_PRAISE}|{last} (?:sangat )?(?:tidak|kurang) {_PRAISE})\b")
    found = next((match for text in legend if (match := told.search(plain(text)))), None)
    return [f"keterangan di berkas berbunyi '{found.group()}'"] if found else []


def _never_the_best(values: pd.DataFrame) -> list[str]:
    """A form graded 0 to 3 looks like this; so does an office that nobody praises."""
    total = sum(int((values[name] != "").sum()) for name in values)
    if total < SUSPECT_LEAST or any((values[name] == "4").any() for name in values):
        return []
    return ["tidak satu pun jawaban bernilai 4; pastikan formulirnya memakai skala 1 sampai 4"]


def _pattern_says(values: pd.DataFrame) -> list[str]:
    total = sum(int((values[name] != "").sum()) for name in values)
    ones = sum(int((values[name] == "1").sum()) for name in values)
    if total >= SUSPECT_LEAST and ones > SUSPECT_SHARE * total:
        return [f"{ones} dari {total} jawaban bernilai 1, nilai terendah"]
    return []
