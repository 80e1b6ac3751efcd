"""What the design costs or gains, and how many respondents a wished precision would take."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from iku_helpers.errors import DesignError
from iku_helpers.method import limits, ratios
from iku_helpers.method.estimates import Design, Estimate
from iku_helpers.method.figures import index, index_quantity
from iku_helpers.method.ratios import Unsur
from iku_helpers.method.sample import resolve


@dataclass(frozen=True)
class DesignEffect:
    """The variance of the index under its design over that of as many respondents drawn simply.

    ``with_replacement`` compares with a simple sample from an endless population, ``without_replacement``
    with one from the same population (nan where the weights do not reach it), ``kish`` counts the weights
    alone.

    >>> DesignEffect(1.2, 1.3, 1.1).kish
    1.1
    """

    with_replacement: float
    without_replacement: float
    kish: float


def design_effect(respondents: pd.DataFrame, unsur: Unsur, design: Design) -> DesignEffect:
    """The design effect of the index; 1 means "as good as a simple random sample", 2 "half the respondents".

    deff = Var / (S²/n), S² the weighted variance of the influence values; Kish's 1 + cv² of the weights.

    References
    ----------
    Kish (1965), section 8.2; R's ``deff`` argument.

    Examples
    --------
    >>> people = pd.DataFrame({"U1": [4, 3, 3, 2]})
    >>> round(design_effect(people, ["U1"], Design()).with_replacement, 9)
    1.0
    """
    sample = resolve(respondents, design)
    quantity = index_quantity(respondents, unsur, None)
    everyone = np.zeros(len(respondents), dtype=np.intp)
    _, influence = ratios.linearised(quantity.questions, quantity.parts, sample.weight, everyone, 1)
    n, total = int(sample.counted.sum()), float(sample.weight.sum())
    simple = total * float(sample.weight @ influence**2) * n / (n - 1) / n if n > 1 else math.nan
    kish = n * float(sample.weight @ sample.weight) / total**2
    se = index(respondents, unsur, design).se
    ratio = se**2 / simple if simple else math.nan
    left = 1 - n / total
    return DesignEffect(ratio, ratio / left if left > 0 else math.nan, kish)


def respondents_needed(
    estimate: Estimate, margin: float, population: float | None = None, level: float = 0.95
) -> int:
    """How many respondents, drawn in the same way, would make the interval ± ``margin`` points.

    n = z² S² / (margin² + z² S²/N), S² = n se² / (1 − n/N) from this survey. An aid for planning: it
    supposes that next year's answers spread as this year's. Refuses a margin that is not positive or an
    estimate without se.

    References
    ----------
    Cochran (1977), section 4.4.

    Examples
    --------
    >>> respondents_needed(Estimate(84.0, 1.0, 99.0, 82.0, 86.0, 100), margin=1.0)
    385
    """
    if not margin > 0 or not estimate.se >= 0:
        raise DesignError("Ketelitian yang diinginkan harus lebih dari 0, dan galat baku harus ada.")
    size = math.inf if population is None else population
    left = 1 - estimate.n / size
    if left <= 0:
        return estimate.n
    spread = limits.quantile(math.inf, level) ** 2 * estimate.n * estimate.se**2 / left
    needed = spread / (margin**2 + spread / size)
    return math.ceil(needed - 1e-9)
