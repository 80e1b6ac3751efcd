"""The mutu letter of an index, and how probable each letter is."""

from __future__ import annotations

import math
from fractions import Fraction

import pandas as pd

from iku_helpers.errors import ScoreError
from iku_helpers.method import limits
from iku_helpers.method.estimates import Design, Estimate
from iku_helpers.method.figures import index as exact_index
from iku_helpers.method.given import is_number
from iku_helpers.method.ratios import Unsur, questions
from iku_helpers.numbers import rounded
from iku_helpers.rules import mutu_bounds, printed_weights
from iku_helpers.rules import unsur as unsur_of

_HALF_A_HUNDREDTH = 0.005


def mutu(index: float, regime: int) -> str:
    """The letter A, B, C or D of an index (25..100) under the regime 2004, 2014 or 2017.

    The index is rounded half up to two decimals first and then read against the lower bounds: the printed
    bands leave holes (76,60 to 76,61), and a letter read from the unrounded number would contradict the
    number beside it. For an unsur give 25 times its mean. Refuses what is no index, and another regime.

    References
    ----------
    PermenPAN-RB 14/2017, 16/2014 and KEP/25/M.PAN/2/2004, category tables (`iku_helpers.rules`).

    Examples
    --------
    >>> mutu(88.305, 2017), mutu(88.3049, 2017), mutu(82.0, 2014)
    ('A', 'B', 'A')
    """
    if not is_number(index) or not math.isfinite(index):
        raise ScoreError("Indeks tidak ada, jadi mutunya tidak dapat ditentukan.")
    if not limits.SCORE.high < index < limits.INDEX.high + _HALF_A_HUNDREDTH:
        raise ScoreError(f"Indeks berskala 25 sampai 100, bukan {index:g}; nilai unsur dikalikan 25 dahulu.")
    printed = rounded(index)
    for quality in mutu_bounds(regime):
        if printed >= quality.lower:
            return quality.letter
    return mutu_bounds(regime)[-1].letter


def mutu_probabilities(estimate: Estimate, regime: int) -> dict[str, float]:
    """How much of the confidence distribution of an index lies in each letter's band; the shares sum to 1.

    The distribution is the one behind the logit interval, so the letters and the limits never contradict
    each other. A statement of confidence about a fixed true value, not a promise about next year: METHOD.md
    says what it is and is not. All nan where there is no standard error; a census has its one letter with
    share 1.

    References
    ----------
    confidence distributions, Schweder and Hjort (2016), chapter 3.

    Examples
    --------
    >>> shares = mutu_probabilities(Estimate(88.3, 1.0, 100.0, 86.2, 90.1, 101), 2017)
    >>> {letter: round(share, 2) for letter, share in shares.items()}
    {'A': 0.5, 'B': 0.5, 'C': 0.0, 'D': 0.0}
    """
    classes = mutu_bounds(regime)
    if estimate.lower == estimate.upper:
        return {one.letter: float(one.letter == mutu(estimate.estimate, regime)) for one in classes}
    above = [reaching(estimate, float(one.lower) - _HALF_A_HUNDREDTH) for one in classes[:-1]]
    above = [0.0, *above, 1.0 if not math.isnan(above[0]) else math.nan]
    return {one.letter: above[place + 1] - above[place] for place, one in enumerate(classes)}


def reaching(estimate: Estimate, target: float) -> float:
    """The confidence (0..1) that the true index is at least ``target``.

    1 − T_df((logit target − logit index) / se of the logit); nan without a standard error or a target. In a
    census it is 1 or 0: the index is known.

    Why not simply "the index is above the target": an index of 84,2 against a target of 84,0 from 60
    respondents is little better than a coin.

    References
    ----------
    as `mutu_probabilities`.

    Examples
    --------
    >>> round(reaching(Estimate(84.2, 1.4, 59.0, 81.1, 86.8, 60), 84.0), 2)
    0.56
    """
    if math.isnan(target) or math.isnan(estimate.estimate):
        return math.nan
    if estimate.lower == estimate.upper:
        return float(estimate.estimate >= target)
    return limits.share_above(target, estimate.estimate, estimate.se, estimate.df, estimate.n)


def printed_under(index: float, unsur: int, regime: int) -> pd.DataFrame:
    """What the same answers would print under each weight in use, 1/J first; index "bobot".

    ``index`` is the exact one, ``unsur`` their number J. An office that multiplies by 0,11 prints 0,99
    times the exact index, enough to lose the letter A.

    References
    ----------
    PermenPAN-RB 14/2017, annex (1/J); the cut-off weights as seen in published reports.

    Examples
    --------
    >>> printed_under(88.5, 9, 2017).round(3)  # doctest: +NORMALIZE_WHITESPACE
           weight   index mutu
    bobot
    1/9     0.111  88.500    A
    0,111   0.111  88.412    A
    0,11    0.110  87.615    B
    """
    weights = {f"1/{unsur}": Fraction(1, unsur)}
    if unsur == len(unsur_of(regime)):
        weights |= {one.label: one.value for one in printed_weights(regime)}
    rows = [(float(weight), float(index * weight * unsur)) for weight in weights.values()]
    frame = pd.DataFrame(rows, index=pd.Index(list(weights), name="bobot"), columns=["weight", "index"])
    return frame.assign(mutu=[mutu(value, regime) for value in frame["index"]])


def conventions(
    respondents: pd.DataFrame, unsur: Unsur, design: Design, regime: int | None = None
) -> pd.DataFrame:
    """What the other weights in use would print for these answers: index "bobot"; weight, index, mutu.

    ``regime`` decides letters and weights; by default 2004 for 14 unsur, else 2017. The first row is the
    exact 1/J, the index of this package. See `printed_under` for why the others are lower.

    References
    ----------
    PermenPAN-RB 14/2017, annex; cut-off weights as seen in published reports.

    Examples
    --------
    >>> respondents = pd.DataFrame({f"U{number}": [4, 4, 4, 3] for number in range(1, 10)})
    >>> conventions(respondents, list(respondents), Design()).round(2)  # doctest: +NORMALIZE_WHITESPACE
           weight  index mutu
    bobot
    1/9      0.11  93.75    A
    0,111    0.11  93.66    A
    0,11     0.11  92.81    A
    """
    count = len(questions(unsur))
    exact = exact_index(respondents, unsur, design).estimate
    return printed_under(exact, count, regime or (2004 if count == 14 else 2017))
