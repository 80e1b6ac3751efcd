"""Achievement: what was reached against the target, in a word, on one card, and over the years.

``achievement`` holds the formulas, ``scorecard`` the tables made of them; all are reached from here.
"""

from __future__ import annotations

from iku_helpers.method.achievement import NO_PREDICATE, EndDistance, achievement, predicate, to_end
from iku_helpers.method.scorecard import scorecard, trend

__all__ = ["NO_PREDICATE", "EndDistance", "achievement", "predicate", "scorecard", "to_end", "trend"]
