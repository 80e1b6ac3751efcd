"""Does a 95 % interval cover in 95 % of samples, and would this test notice if it did not?

Three populations, each made so that one part of the method carries the coverage: the finite population
correction, the degrees of freedom, the linearisation. Each is then broken once, and the coverage must leave
the band. 400 seeded samples have a standard error of 1.1 points; the band is three of them on either side.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from iku_helpers.method import ikm, limits, ratios
from iku_helpers.method.estimates import Design
from iku_helpers.method.sample import Stage

SAMPLES = 400
UNSUR = [f"U{number}" for number in range(1, 10)]
LOWEST, HIGHEST = 0.95 - 0.033, 0.95 + 0.033

Interval = Callable[[pd.DataFrame, Design], tuple[float, float]]


def logit(sample: pd.DataFrame, design: Design) -> tuple[float, float]:
    result = ikm.index(sample, UNSUR, design)
    return result.lower, result.upper


def users(
    draw: np.random.Generator, rows: int, village_spread: float = 0.0, villages: int = 1
) -> pd.DataFrame:
    """Users with scores around 3.2 that go together within a person and within a village."""
    village = np.arange(rows) % villages
    person = draw.normal(0, 0.5, rows) + draw.normal(0, village_spread, villages)[village]
    answers = np.round(3.1 + person[:, None] + draw.normal(0, 0.45, (rows, 9)))
    return pd.DataFrame(np.clip(answers, 1, 4), columns=UNSUR).assign(desa=village)


def coverage(
    population: pd.DataFrame, draw_sample: Callable, design: Design, interval: Interval = logit
) -> float:
    truth = 25 * population[UNSUR].mean().mean()
    draw = np.random.default_rng(20_24)
    hits = 0
    for _ in range(SAMPLES):
        lower, upper = interval(draw_sample(population, draw), design)
        hits += lower <= truth <= upper
    return hits / SAMPLES


def most_of_them(population: pd.DataFrame, draw: np.random.Generator) -> pd.DataFrame:
    """60 of 100 users, drawn simply."""
    return population.iloc[draw.choice(len(population), 60, replace=False)]


def few_villages(population: pd.DataFrame, draw: np.random.Generator) -> pd.DataFrame:
    """Everybody of 5 of 200 villages."""
    return population[population["desa"].isin(draw.choice(200, 5, replace=False))]


def with_gaps(population: pd.DataFrame, draw: np.random.Generator) -> pd.DataFrame:
    """50 of many users; each leaves a fifth of the unsur open, U4 half of the time."""
    sample = population.iloc[draw.choice(len(population), 50, replace=False)]
    open_answers = draw.random((50, 9)) < np.where(np.array(UNSUR) == "U4", 0.5, 0.2)
    return sample.assign(**{unsur: sample[unsur].mask(open_answers[:, j]) for j, unsur in enumerate(UNSUR)})


SMALL = users(np.random.default_rng(1), 100).assign(N=100)
VILLAGES = users(np.random.default_rng(2), 200 * 12, village_spread=0.35, villages=200)
MANY = users(np.random.default_rng(3), 20_000)


def test_a_sample_of_most_users_covers_and_without_the_correction_it_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert LOWEST <= coverage(SMALL, most_of_them, Design(population="N")) <= HIGHEST
    monkeypatch.setattr(Stage, "unsampled_share", property(lambda stage: np.ones_like(stage.size)))
    assert coverage(SMALL, most_of_them, Design(population="N")) > HIGHEST


def test_a_sample_of_few_villages_covers_and_with_a_normal_quantile_it_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert LOWEST <= coverage(VILLAGES, few_villages, Design(cluster="desa")) <= HIGHEST
    monkeypatch.setattr(limits, "quantile", lambda _df, level: float(stats.norm.ppf((1 + level) / 2)))
    assert coverage(VILLAGES, few_villages, Design(cluster="desa")) < LOWEST


def test_villages_counted_as_if_everyone_were_drawn_alone_do_not_cover() -> None:
    assert coverage(VILLAGES, few_villages, Design()) < 0.85


def test_answers_with_gaps_cover_and_nine_separate_variances_do_not() -> None:
    def separate(sample: pd.DataFrame, design: Design) -> tuple[float, float]:
        unsur = ikm.by_unsur(sample, UNSUR, design)
        se = 25 / 9 * float(np.sqrt((unsur["se"] ** 2).sum()))
        return limits.t_limits(25 * unsur["estimate"].mean(), se, 49, 0.95)

    assert LOWEST <= coverage(MANY, with_gaps, Design()) <= HIGHEST
    assert coverage(MANY, with_gaps, Design(), separate) < 0.85


def test_a_dropped_mean_in_the_linearisation_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_the_mean(influence, answers, _mean, factor, _group) -> None:
        influence += np.nan_to_num(answers) * factor[0]

    monkeypatch.setattr(ratios, "_add_influence", without_the_mean)
    assert coverage(MANY, with_gaps, Design()) > HIGHEST
