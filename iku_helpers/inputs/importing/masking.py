"""Free text before it enters a canonical table: the masks, and nobody's left-behind data inside it.

Built for a million rows: texts are handled once each, and the left-behind columns are only asked which of the
phrases that the texts really hold they contain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import compute as pc

from iku_helpers.inputs.importing.formula_errors import BROKEN
from iku_helpers.inputs.importing.grids import flat
from iku_helpers.inputs.importing.personal import NAME_MASK, SUSPECT, masked
from iku_helpers.inputs.importing.values import MISSING_WORDS

LONGEST_PHRASE = 6
FREQUENT = 20
"""A text that more rows share is a category ("Surat pindah"), not something about one person."""
_WORD = re.compile(r"[^\W_]+")
_COMMON = frozenset(
    ("tidak", "ada", "mau", "disebutkan", "diisi", "tahu", "hamba", "allah", "warga", "desa", "masyarakat",
     "umum", "kosong", "nama")
)  # fmt: skip


class LeftBehind:
    """The columns that stay outside, in the form their phrases are looked for."""

    def __init__(self, columns: Sequence[pd.Series]) -> None:
        self.columns = columns

    @cached_property
    def _words(self) -> list[pa.Array]:
        return [_spaced(column) for column in self.columns]

    def phrases_within(self, texts: list[str]) -> frozenset[str]:
        """The phrases of these columns that stand in at least one of ``texts``."""
        candidates = {phrase for text in texts for phrase, _, _ in _phrases(text)}
        if not candidates:
            return frozenset()
        wanted = pa.array(sorted(candidates), pa.large_string())
        found: set[str] = set()
        for words in self._words:
            found |= set(pc.unique(words.filter(pc.is_in(words, value_set=wanted))).to_pylist())
        return frozenset(phrase for phrase in found if not set(phrase.split()) <= _COMMON)


def _spaced(column: pd.Series) -> pa.Array:
    words = pc.utf8_lower(flat(column))
    for sign in ".,'-/()":
        words = pc.replace_substring(words, sign, " ")
    while pc.any(pc.match_substring(words, "  ")).as_py():
        words = pc.replace_substring(words, "  ", " ")
    return pc.utf8_trim_whitespace(words)


def masked_column(column: pd.Series, known: LeftBehind | None = None) -> tuple[pd.Series, int]:
    """A free-text column masked, and how many cells that changed.

    ``known`` are the columns left behind: their phrases are taken out of anybody's text, their single words
    out of the text of the same row. Spaces are made single, and words that say "nothing" become nothing.
    """
    codes, distinct = pd.factorize(column)
    texts = [_tidy(str(text)) for text in distinct]
    clean = [masked(text) if SUSPECT.search(text) else text for text in texts]
    found = known.phrases_within(clean) if known else frozenset()
    clean = [_without_phrases(text, found) for text in clean] if found else clean
    result = pd.Series(pd.array(clean, dtype="str").take(codes), index=column.index)
    counts = np.bincount(codes, minlength=len(texts))
    rare = pd.Series((counts <= FREQUENT)[codes], index=column.index) & (result != "")
    for other in known.columns if known and rare.any() else ():
        result = _without_own(result, other, rare)
    before = pd.Series(pd.array(texts, dtype="str").take(codes), index=column.index)
    return result, int((result != before).sum())


def _tidy(text: str) -> str:
    text = " ".join(text.split())
    return "" if text.casefold() in MISSING_WORDS or BROKEN.fullmatch(text) else text


def _phrases(text: str) -> Iterator[tuple[str, int, int]]:
    """Runs of two to six words (or one long number) with where they stand, longest first from each word."""
    words = [(match.group().lower(), match.start(), match.end()) for match in _WORD.finditer(text)]
    for first in range(len(words)):
        for length in range(min(LONGEST_PHRASE, len(words) - first), 0, -1):
            run = words[first : first + length]
            if length > 1 or (len(run[0][0]) >= 8 and any(sign.isdigit() for sign in run[0][0])):
                yield " ".join(word for word, _, _ in run), run[0][1], run[-1][2]


def _without_phrases(text: str, phrases: frozenset[str]) -> str:
    taken: list[tuple[int, int]] = []
    for phrase, start, end in _phrases(text):
        if phrase in phrases and (not taken or start >= taken[-1][1]):
            taken.append((start, end))
    for start, end in reversed(taken):
        text = text[:start] + NAME_MASK + text[end:]
    return text


def _without_own(texts: pd.Series, other: pd.Series, rows: pd.Series) -> pd.Series:
    """``texts`` without the word that the same row holds in ``other``, written with the same capitals."""
    asked = rows & (other.loc[texts.index].str.len() >= 3)
    held, own = texts[asked], other.loc[texts.index][asked]
    inside = [value in text for text, value in zip(held, own, strict=True)]
    if not any(inside):
        return texts
    result = texts.copy()
    for row in held.index[inside]:
        pattern = rf"(?<![\w\[]){re.escape(str(own[row]))}(?!\w)"
        result[row] = re.sub(pattern, NAME_MASK, str(held[row]))
    return result
