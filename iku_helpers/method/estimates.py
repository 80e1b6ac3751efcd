"""How respondents were drawn (`Design`) and what comes out of it (`Estimate`).

The estimator itself is read in three steps: `sample` resolves a design against a table of respondents,
`ratios` turns answers into means and influence values, `variance` turns influence values into a variance.
`limits` then makes the interval. METHOD.md has the formulas with a worked example.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import astuple, dataclass, field
from typing import Literal

import pandas as pd

from iku_helpers.errors import DesignError

Level = Hashable
Lonely = Literal["adjust", "fail"] | Mapping[Level, Level]
PostStrata = Mapping[str | tuple[str, ...], Mapping[Level, float]]
Margins = Mapping[str, Mapping[Level, float]]
COLUMNS = ["estimate", "se", "df", "lower", "upper", "n"]


@dataclass(frozen=True)
class Estimate:
    """A number with what is known about its accuracy.

    ``estimate``, ``se``, ``lower`` and ``upper`` share one unit (an index 25..100, a score 1..4, a
    percentage 0..100). ``df`` are the degrees of freedom behind the interval, ``n`` the respondents (or
    villages) it rests on. What cannot be known is nan: a single respondent has an estimate and no standard
    error.

    >>> Estimate(84.5, 0.7, 374.0, 83.1, 85.9, 375).estimate
    84.5
    """

    estimate: float
    se: float
    df: float
    lower: float
    upper: float
    n: int


@dataclass(frozen=True)
class Design:
    """How the respondents were drawn, in the names of the table's columns.

    weights             how many people a respondent stands for; without it N/n where sizes are known, else 1
    strata              groups drawn from separately (at a kecamatan: the layanan)
    cluster             primary sampling unit, when villages or days were drawn first; read within its stratum
    population          people in the row's stratum; with ``cluster``: people in the row's cluster (stage 2)
    cluster_population  clusters in the row's stratum
    lonely              a stratum with one sampled unit: "adjust" centres at the grand mean, "fail" refuses,
                        {"D": "C"} lets stratum D join C
    post_strata         one key, {column or (column, ...): {level or (level, ...): population count}}
    margins             {column: {level: population count}}, raked
    df                  "design": units minus strata; "satterthwaite": from the strata's own variances

    Sizes are needed for the finite population correction: who asks 80 of 100 people knows far more than who
    asks 80 of 10,000. `DesignError` when the parts contradict each other.

    References
    ----------
    Lumley (2010), Complex Surveys, chapters 2, 3 and 7; the same reading as R's survey package.

    Examples
    --------
    >>> Design(strata="layanan", population="pengguna").lonely
    'adjust'
    >>> Design(cluster="desa", population="penduduk")
    Traceback (most recent call last):
    ...
    iku_helpers.errors.DesignError: Klaster dengan `population` saja tidak cukup: ...
    """

    weights: str | None = None
    strata: str | None = None
    cluster: str | None = None
    population: str | None = None
    cluster_population: str | None = None
    lonely: Lonely = "adjust"
    post_strata: PostStrata | None = field(default=None)
    margins: Margins | None = field(default=None)
    df: Literal["design", "satterthwaite"] = "design"

    def __post_init__(self) -> None:
        for wrong, sentence in self._contradictions():
            if wrong:
                raise DesignError(sentence)

    def _contradictions(self) -> list[tuple[bool, str]]:
        return [*self._of_the_draw(), *self._of_the_choices()]

    def _of_the_draw(self) -> list[tuple[bool, str]]:
        clustered, sized = self.cluster is not None, self.population is not None
        return [
            (
                clustered and sized and self.cluster_population is None,
                "Klaster dengan `population` saja tidak cukup: isi juga `cluster_population`, "
                "yaitu banyaknya klaster per strata.",
            ),
            (
                not clustered and self.cluster_population is not None,
                "`cluster_population` hanya berarti bila `cluster` diisi.",
            ),
            (
                isinstance(self.lonely, Mapping) and self.strata is None,
                "Strata tidak dapat digabung karena `strata` tidak diisi.",
            ),
        ]

    def _of_the_choices(self) -> list[tuple[bool, str]]:
        post, margins = self.post_strata, self.margins
        return [
            (
                not isinstance(self.lonely, Mapping) and self.lonely not in ("adjust", "fail"),
                f"`lonely` harus 'adjust', 'fail', atau {{strata: strata}}, bukan {self.lonely!r}.",
            ),
            (
                self.df not in ("design", "satterthwaite"),
                f"`df` harus 'design' atau 'satterthwaite', bukan {self.df!r}.",
            ),
            (post is not None and margins is not None, "Pilih salah satu: `post_strata` atau `margins`."),
            (
                post is not None and len(post) != 1,
                "`post_strata` memuat tepat satu kunci: sebuah kolom atau beberapa kolom sebagai tuple.",
            ),
            (margins is not None and not margins, "`margins` kosong."),
        ]


def as_frame(rows: Mapping[Level, Estimate], name: str | list[str]) -> pd.DataFrame:
    """Estimates as a table: one row each, columns estimate, se, df, lower, upper, n.

    >>> as_frame({"U1": Estimate(3.2, 0.1, 19.0, 3.0, 3.4, 20)}, "unsur")  # doctest: +NORMALIZE_WHITESPACE
           estimate   se    df  lower  upper   n
    unsur
    U1          3.2  0.1  19.0    3.0    3.4  20
    """
    index = (
        pd.Index(list(rows), name=name, tupleize_cols=False)
        if isinstance(name, str)
        else pd.MultiIndex.from_tuples(list(rows), names=name)  # type: ignore[arg-type]
    )
    frame = pd.DataFrame([astuple(row) for row in rows.values()], index=index, columns=COLUMNS)
    return frame.astype(dict.fromkeys(COLUMNS[:-1], float) | {"n": int})


def of_row(row: pd.Series) -> Estimate:
    """A row of such a table as an `Estimate` again.

    >>> of_row(as_frame({"U1": Estimate(3.2, 0.1, 19.0, 3.0, 3.4, 20)}, "unsur").loc["U1"]).n
    20
    """
    estimate, se, df, lower, upper = (float(row[name]) for name in COLUMNS[:-1])
    return Estimate(estimate, se, df, lower, upper, int(row["n"]))
