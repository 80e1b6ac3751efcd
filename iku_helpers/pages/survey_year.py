"""The survey of one year: every figure the pages print of it, each computed once by ``method``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, Protocol

import pandas as pd

from iku_helpers.errors import MethodError
from iku_helpers.method import ikm, quality
from iku_helpers.method.estimates import Design, Estimate
from iku_helpers.pages.charts.bands import mutu_of
from iku_helpers.pages.tables import INDICATIVE_BELOW

SMALL_STRATUM = 5


class SurveyTable(Protocol):
    """What the pages need of a survey's table (``inputs`` gives it)."""

    @property
    def respondents(self) -> pd.DataFrame: ...
    @property
    def unsur(self) -> Sequence[str]: ...
    @property
    def unsur_names(self) -> Mapping[str, str]: ...
    @property
    def design(self) -> Mapping[str, Any]: ...
    @property
    def regime(self) -> int: ...
    @property
    def users(self) -> pd.Series[Any] | None: ...
    @property
    def period(self) -> tuple[dt.date, dt.date]: ...
    @property
    def cara(self) -> str: ...
    @property
    def weight(self) -> float | None: ...


class SurveyYear:
    """Figures of one year's survey."""

    def __init__(self, table: SurveyTable) -> None:
        self.table = table
        self.respondents = table.respondents
        self.unsur = list(table.unsur)
        self.names = dict(table.unsur_names)
        self.regime = table.regime

    @cached_property
    def design(self) -> Design:
        """The survey's design; a stratum of few takes Satterthwaite's degrees of freedom."""
        design = Design(**self.table.design)
        if design.strata is None:
            return design
        smallest = int(self.respondents.groupby(design.strata).size().min())
        return replace(design, df="satterthwaite") if smallest < SMALL_STRATUM else design

    @property
    def as_year(self) -> ikm.YearSurvey:
        """The year as one of a series."""
        return ikm.YearSurvey(self.respondents, self.unsur, self.design, self.regime)

    @cached_property
    def index(self) -> Estimate:
        """The index (IKM) with its interval."""
        return ikm.index(self.respondents, self.unsur, self.design, weight=self.table.weight)

    def require_index(self) -> None:
        """Refuse answers that have no index, for example where nobody answered some unsur."""
        _ = self.index

    @cached_property
    def by_unsur(self) -> pd.DataFrame:
        """Mean score of each unsur, 1..4."""
        return ikm.by_unsur(self.respondents, self.unsur, self.design)

    @cached_property
    def lowest(self) -> pd.DataFrame:
        """Each unsur against the mean of the others, adjusted by Holm."""
        return ikm.lowest(self.respondents, self.unsur, self.design)

    @cached_property
    def answers(self) -> pd.DataFrame:
        """Shares of the four answers of each unsur."""
        return ikm.answers(self.respondents, self.unsur, self.design)

    @cached_property
    def by_layanan(self) -> pd.DataFrame:
        """The index of each service."""
        return ikm.by_group(self.respondents, self.unsur, self.design, by="layanan", weight=self.table.weight)

    @cached_property
    def by_layanan_apart(self) -> pd.DataFrame:
        """Each service of some size against the others, adjusted by Holm."""
        return ikm.apart(
            self.respondents,
            self.unsur,
            self.design,
            "layanan",
            INDICATIVE_BELOW,
            self.table.weight,
        )

    @property
    def services_apart(self) -> list[str] | None:
        """Services that differ from the others; None where no two could be tested."""
        found = self.by_layanan_apart
        tested = found[found["p_holm"].notna()]
        return (
            None
            if len(tested) < 2
            else [str(name) for name in tested.index[tested["different"].astype(bool)]]
        )

    @cached_property
    def mutu_shares(self) -> Mapping[str, float]:
        """Probability of each mutu letter."""
        return ikm.mutu_probabilities(self.index, self.regime)

    @cached_property
    def alpha(self) -> Estimate | None:
        """Cronbach's alpha of the questionnaire; None where too few answered everything."""
        try:
            return ikm.alpha(self.respondents, self.unsur)
        except MethodError:
            return None

    @cached_property
    def alike(self) -> float:
        """Share of respondents who gave one score to everything."""
        return float(quality.straight_lining(self.respondents, self.unsur)["share"].sum())

    @cached_property
    def copies(self) -> int:
        """How many forms equal another in everything."""
        return len(quality.repeated(self.respondents))

    @cached_property
    def outside(self) -> int:
        """How many answers are dated outside the survey's period."""
        first, last = map(pd.Timestamp, self.table.period)
        days = self.respondents["tanggal"].dropna()
        return int((~days.between(first, last)).sum())

    @cached_property
    def conventions(self) -> pd.DataFrame:
        """What the weights other offices use would print."""
        return ikm.conventions(self.respondents, self.unsur, self.design, self.regime)

    @property
    def letter(self) -> str:
        """The mutu letter of the index as printed."""
        return mutu_of(self.index.estimate, self.regime).letter

    @property
    def word(self) -> str:
        """The word of the mutu letter."""
        return mutu_of(self.index.estimate, self.regime).word

    @property
    def asked(self) -> int:
        """How many respondents there are."""
        return len(self.respondents)

    @property
    def population(self) -> int | None:
        """How many users the services had, where that is known for all of them."""
        users = self.table.users
        return None if users is None or users.empty or users.isna().any() else int(users.sum())

    @cached_property
    def below(self) -> list[str]:
        """Unsur truly below the others, lowest first."""
        codes = set(self.lowest.index[self.lowest["below"].astype(bool)])
        return [code for code in self.ordered if code in codes]

    @cached_property
    def ordered(self) -> list[str]:
        """Unsur from the lowest mean to the highest; equals stay in the regulation's order."""
        return list(self.by_unsur["estimate"].sort_values(kind="stable").index)

    def reaching(self, target: float) -> float:
        """Probability that the true index is at least ``target``."""
        return ikm.reaching(self.index, target)

    @property
    def measure(self) -> tuple[Hashable, ...]:
        """What its index measures; two surveys are comparable where rule, weight and unsur are the same."""
        return self.regime, self.table.weight, tuple(sorted(self.names.items()))

    def change_from(self, earlier: SurveyYear) -> Estimate | None:
        """Later minus earlier; None where the two measure different things."""
        if self.measure != earlier.measure:
            return None
        return ikm.change(
            earlier.respondents,
            self.respondents,
            self.unsur,
            earlier.design,
            self.design,
            weight=self.table.weight,
        )
