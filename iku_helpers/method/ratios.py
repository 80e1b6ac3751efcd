"""Answers into means, and means into influence values (Taylor linearisation)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from iku_helpers.errors import ScoreError
from iku_helpers.method.arrays import Codes, Flags, Floats, sums
from iku_helpers.method.columns import floats

Unsur = Sequence[str] | Mapping[str, Sequence[str]]

LOWEST_SCORE, HIGHEST_SCORE = 1.0, 4.0
_BLOCK = 1 << 15


@dataclass(frozen=True)
class Item:
    """One question: its unsur, its answers (nan = not answered) and its part in that unsur's mean.

    >>> Item("U3", np.array([4.0, np.nan]), 0.5).part
    0.5
    """

    unsur: str
    answers: Floats
    part: float


def items(respondents: pd.DataFrame, unsur: Unsur) -> list[Item]:
    """The questions of each unsur; where an unsur has several, its mean is the mean of their means.

    Mahkamah Konstitusi publishes its index so (8 unsur, several questions each). `ScoreError` for answers
    that are no score from 1 to 4.

    >>> people = pd.DataFrame({"a": [4, 3], "b": [2, 2], "c": [4, 4]})
    >>> [(item.unsur, item.part) for item in items(people, {"U1": ["a", "b"], "U2": ["c"]})]
    [('U1', 0.5), ('U1', 0.5), ('U2', 1.0)]
    """
    return [
        Item(name, _scores(respondents, one), 1 / len(columns))
        for name, columns in questions(unsur).items()
        for one in columns
    ]


def questions(unsur: Unsur) -> dict[str, list[str]]:
    """The columns of each unsur, however they were given; `ScoreError` where there is none or one twice.

    >>> questions(["U1", "U2"]), questions({"U1": ["a", "b"], "U2": "c"})
    ({'U1': ['U1'], 'U2': ['U2']}, {'U1': ['a', 'b'], 'U2': ['c']})
    """
    pairs = unsur.items() if isinstance(unsur, Mapping) else [(name, name) for name in _names(unsur)]
    found = {name: _names(columns) for name, columns in pairs}
    if not found or not all(found.values()):
        raise ScoreError("Tidak ada unsur yang disebut, atau ada unsur tanpa butir pertanyaan.")
    return found


def answered_unsur(respondents: pd.DataFrame, unsur: Unsur) -> pd.DataFrame:
    """Who answered which unsur, one column an unsur: True where at least one of its questions is answered.

    References
    ----------
    counts.

    Examples
    --------
    >>> answered_unsur(pd.DataFrame({"a": [4, None], "b": [3, 3]}), {"U1": ["a", "b"]})["U1"].tolist()
    [True, True]
    """
    given: dict[str, Flags] = {}
    for item in items(respondents, unsur):
        answered = np.isfinite(item.answers)
        given[item.unsur] = given.get(item.unsur, np.zeros_like(answered)) | answered
    return pd.DataFrame(given)


def _names(given: Sequence[str]) -> list[str]:
    names = [given] if isinstance(given, str) else list(given)
    if len(set(names)) < len(names):
        raise ScoreError("Ada unsur atau butir yang disebut dua kali.")
    return names


def _scores(respondents: pd.DataFrame, name: str) -> Floats:
    answers = floats(respondents, name)
    with np.errstate(invalid="ignore"):
        wrong = (answers < LOWEST_SCORE) | (answers > HIGHEST_SCORE)
    if wrong.any():
        raise ScoreError(f"Kolom {name!r} memuat {answers[wrong][0]:g}; skor yang sah 1 sampai 4.")
    return answers


def linearised(
    questions: Sequence[Item], parts: Sequence[float], weight: Floats, group: Codes, groups: int
) -> tuple[Floats, Floats]:
    """Σ part · (weighted mean of each question), in every group, and each row's influence on its own group's.

    The influence of row i is Σ_j part_j · d_ij (y_ij − R_j) / Σ w d_j: what the estimate moves, per unit of
    weight, when one more person like i is asked. It carries the missing answers (d_ij = 0) and the
    correlation between unsur, which nine separate variances would lose. A group that leaves a question empty
    is nan.

    References
    ----------
    Taylor linearisation of a sum of ratios; Lumley (2010), section 2; Woodruff (1971).

    Examples
    --------
    >>> answers = Item("U1", np.array([4.0, 2.0, np.nan]), 1.0)
    >>> estimate, influence = linearised([answers], [25.0], np.ones(3), np.zeros(3, dtype=np.intp), 1)
    >>> estimate, influence
    (array([75.]), array([ 12.5, -12.5,   0. ]))
    """
    estimate = np.zeros(groups)
    influence = np.zeros(len(weight))
    for item, part in zip(questions, parts, strict=True):
        total, answered = _sums(item.answers, weight, group, groups)
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = total / answered
        estimate += part * mean
        _add_influence(
            influence,
            item.answers,
            mean,
            np.divide(part, answered, out=np.zeros(groups), where=answered > 0),
            group,
        )
    return estimate, influence


def _blocks(rows: int) -> list[slice]:
    """Rows in pieces that stay in the processor's cache: twice as quick at a million rows."""
    return [slice(start, start + _BLOCK) for start in range(0, rows, _BLOCK)]


def _sums(answers: Floats, weight: Floats, group: Codes, groups: int) -> tuple[Floats, Floats]:
    """Σ w d y and Σ w d in each group."""
    total, answered = np.zeros(groups), np.zeros(groups)
    for rows in _blocks(len(answers)):
        silent = np.isnan(answers[rows])
        weighted = np.where(silent, 0.0, weight[rows])
        scores = np.where(silent, 0.0, answers[rows])
        scores *= weighted
        total += sums(group[rows], scores, groups)
        answered += sums(group[rows], weighted, groups)
    return total, answered


def _add_influence(influence: Floats, answers: Floats, mean: Floats, factor: Floats, group: Codes) -> None:
    """Adds d (y − R) · factor in place: the answers of a million rows are not copied once more."""
    for rows in _blocks(len(answers)):
        here = 0 if len(mean) == 1 else group[rows]
        change = answers[rows] - mean[here]
        change *= factor[here]
        change[np.isnan(change)] = 0.0
        influence[rows] += change
