"""Official rules as data, each with its source, its years and ``confirmed``; standard library only.

``survey`` and ``questionnaire`` hold the rules of the satisfaction survey, ``village`` those of the villages,
``performance`` achievement and its predicate scales; everything is also reached from here.
"""

from __future__ import annotations

from collections.abc import Collection

from iku_helpers.rules.base import Rule, unconfirmed
from iku_helpers.rules.performance import ACHIEVEMENT, SCALES, Predicate, ScaleRule, scale
from iku_helpers.rules.questionnaire import ANSWER_WORDING, ANSWERS, UNSUR, Unsur, UnsurRule, unsur
from iku_helpers.rules.survey import (
    KREJCIE_MORGAN,
    MUTU,
    PRINTED_WEIGHTS,
    Mutu,
    MutuRule,
    PrintedWeight,
    SampleSizeRule,
    default_regime,
    mutu_bounds,
    printed_weights,
)
from iku_helpers.rules.village import (
    ADMINISTRATION_RUBRIC,
    IDM_COMPONENTS,
    ITEM_MAXIMUM,
    LPJ_DEADLINE,
    STATUS_RULES,
    STATUSES,
    Component,
    Counting,
    Criterion,
    DeadlineRule,
    Denominator,
    RubricRule,
    StatusRule,
    status_rule,
    village_rule,
)

__all__ = [
    "ACHIEVEMENT",
    "ADMINISTRATION_RUBRIC",
    "ANSWERS",
    "ANSWER_WORDING",
    "IDM_COMPONENTS",
    "ITEM_MAXIMUM",
    "KREJCIE_MORGAN",
    "LPJ_DEADLINE",
    "MUTU",
    "PRINTED_WEIGHTS",
    "SCALES",
    "STATUSES",
    "STATUS_RULES",
    "UNSUR",
    "Component",
    "Counting",
    "Criterion",
    "DeadlineRule",
    "Denominator",
    "Mutu",
    "MutuRule",
    "Predicate",
    "PrintedWeight",
    "RubricRule",
    "Rule",
    "SampleSizeRule",
    "ScaleRule",
    "StatusRule",
    "Unsur",
    "UnsurRule",
    "default_regime",
    "for_report",
    "mutu_bounds",
    "printed_weights",
    "scale",
    "status_rule",
    "unconfirmed",
    "unsur",
    "village_rule",
]


def for_report(
    regime: int | None,
    village: str | None,
    predicates: str | None,
    *,
    rubric: bool = True,
    directions: Collection[str] = (),
) -> tuple[Rule, ...]:
    """The rules one report leans on, in reading order; pass them to ``unconfirmed`` for its caveats.

    Parameters
    ----------
    regime
        Survey regime (2004, 2014, 2017); None where the report has no survey.
    village
        Status rule (``"idm"`` or ``"indeks_desa"``); None where it has no village statuses.
    predicates
        Predicate scale (``"1a"``, ``"1b"``, ``"2"``); None where no predicate is printed.
    rubric
        Whether our own rubric of village administration is used.
    directions
        The directions of its indicators (``"positif"``, ``"negatif"``): each has its formula of achievement.

    >>> [rule.name for rule in unconfirmed(for_report(2017, "idm", "2"))]
    ['Rubrik administrasi desa yang baik']
    """
    rules: list[Rule] = []
    if regime is not None:
        mutu_bounds(regime)
        rules += [MUTU[regime], UNSUR[regime], KREJCIE_MORGAN]
    if rubric:
        rules += [LPJ_DEADLINE, ADMINISTRATION_RUBRIC]
    if village is not None:
        rules.append(status_rule(village))
    rules += [rule for direction, rule in ACHIEVEMENT.items() if direction in directions]
    if predicates is not None:
        rules.append(scale(predicates))
    return tuple(rules)
