"""Anonymous answers and how each counts: what the regulation's tabulation is made of."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import pandas as pd

from iku_helpers.method.estimates import Design
from iku_helpers.method.sample import resolve
from iku_helpers.pages.charts.bands import mutu_of
from iku_helpers.pages.tables import HIDDEN_BELOW

Unsur: TypeAlias = Sequence[str] | Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Counted:
    """Sums behind the means, question by question: of the scores, and of those who answered."""

    scores: dict[str, float]
    answered: dict[str, float]

    def plus(self, other: Counted) -> Counted:
        """Both together."""
        pairs = ((self.scores, other.scores), (self.answered, other.answered))
        return Counted(*({column: one[column] + two[column] for column in one} for one, two in pairs))

    @property
    def means(self) -> dict[str, float]:
        """NRR of each question; nan where nobody answered."""
        return {
            column: self.scores[column] / count if count else math.nan
            for column, count in self.answered.items()
        }


@dataclass(frozen=True)
class Tabulation:
    """One row a respondent, a column a question, and what each counts for.

    answers  scores, nan where not answered. Rows are sorted by them, so not even the order in which the
             questionnaires came in is left; nothing else is told of the respondent
    weights  how many users each respondent stands for; None where everybody counts alike. A weight that fewer
             than five share would name their layanan: it is nan, and they enter the sums through ``pooled``
    pooled   weighted sums over the respondents whose weight is held back
    parts    what each question's mean is multiplied by: 1/J for unsur of one question each
    labels   heads of the columns
    """

    answers: pd.DataFrame
    weights: pd.Series | None
    pooled: Counted | None
    parts: Mapping[str, float]
    labels: Mapping[str, str]
    regime: int

    @classmethod
    def of(
        cls,
        respondents: pd.DataFrame,
        unsur: Unsur,
        design: Design,
        *,
        names: Mapping[str, str],
        regime: int,
        weight: float | None = None,
    ) -> Tabulation:
        """The tabulation of a survey; ``weight`` is an office's own weight of one unsur (None: 1/J)."""
        questions = dict(unsur) if isinstance(unsur, Mapping) else {code: [code] for code in unsur}
        each = 1 / len(questions) if weight is None else weight
        parts = {column: each / len(columns) for columns in questions.values() for column in columns}
        sorted_rows = respondents[list(parts)].assign(_weight=resolve(respondents, design).weight)
        sorted_rows = sorted_rows.sort_values([*parts, "_weight"], kind="stable", ignore_index=True)
        answers, weights = sorted_rows[list(parts)].astype(float), sorted_rows["_weight"]
        held_back = _telling(weights)
        alike = bool(np.allclose(weights, weights.iloc[0], rtol=1e-12))
        return cls(
            answers=answers,
            weights=None if alike else weights.mask(held_back),
            pooled=_counted(answers[held_back], weights[held_back])
            if held_back.any() and not alike
            else None,
            parts=parts,
            labels={
                column: _label(column, names.get(code, ""))
                for code in questions
                for column in questions[code]
            },
            regime=regime,
        )

    @cached_property
    def alike(self) -> Counted:
        """Sums in which every respondent counts the same, as the regulation's form has them."""
        return _counted(self.answers, pd.Series(1.0, index=self.answers.index))

    @cached_property
    def shown(self) -> Counted:
        """Weighted sums over the respondents whose weight is shown."""
        return self.alike if self.weights is None else _counted(self.answers, self.weights.fillna(0.0))

    @cached_property
    def weighted(self) -> Counted:
        """Weighted sums over everybody."""
        return self.shown if self.pooled is None else self.shown.plus(self.pooled)

    def index(self, counted: Counted) -> float:
        """The index 25..100 out of the sums; nan while a question has no answer."""
        return 25 * math.fsum(mean * self.parts[column] for column, mean in counted.means.items())


def mutu_words(index: float, regime: int) -> str:
    """Letter and word of an index, read from its two printed decimals; nothing where there is no index.

    >>> mutu_words(88.305, 2017), mutu_words(float("nan"), 2017)
    ('A (Sangat Baik)', '')
    """
    if np.isnan(index):
        return ""
    found = mutu_of(index, regime)
    return f"{found.letter} ({found.word})"


def _counted(answers: pd.DataFrame, weights: pd.Series) -> Counted:
    scores, weight = answers.to_numpy(dtype=float), weights.to_numpy(dtype=float)
    given = ~np.isnan(scores)
    sums = (weight @ np.where(given, scores, 0.0), weight @ given.astype(float))
    return Counted(*(dict(zip(answers.columns, found.tolist(), strict=True)) for found in sums))


def _label(column: str, name: str) -> str:
    return f"{column} {name}".strip()


def _telling(weights: pd.Series) -> pd.Series:
    """Respondents whose weight gives their layanan away: those of small groups, and of the next if need be.

    One small group alone could be read off the pooled sums, so at least two of together five are pooled.
    """
    groups = weights.round(9)
    sizes = groups.value_counts().sort_index().sort_values(kind="stable")
    if sizes.empty or sizes.iloc[0] >= HIDDEN_BELOW:
        return pd.Series(False, index=weights.index)
    small = int((sizes < HIDDEN_BELOW).sum())
    enough = int((sizes.cumsum() < HIDDEN_BELOW).sum()) + 1
    return groups.isin(sizes.index[: max(small, enough, 2)])
