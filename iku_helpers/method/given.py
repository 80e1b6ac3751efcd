"""Single numbers as callers give them: are they numbers at all, and a confidence level one that can be?"""

from __future__ import annotations

from numbers import Real

from iku_helpers.errors import DesignError


def is_number(value: object) -> bool:
    """Whether a value counts: int, float, their numpy kin; no words, no None, no pd.NA.

    >>> is_number(0.95), is_number("0.95"), is_number(None)
    (True, False, False)
    """
    return isinstance(value, Real)


def require_level(level: float) -> None:
    """Refuses a confidence level that is not a share between 0 and 1 (95 instead of 0.95).

    >>> require_level(95)
    Traceback (most recent call last):
    ...
    iku_helpers.errors.DesignError: Tingkat kepercayaan harus antara 0 dan 1, misalnya 0.95, bukan 95.
    """
    if not is_number(level) or not 0 < level < 1:
        raise DesignError(f"Tingkat kepercayaan harus antara 0 dan 1, misalnya 0.95, bukan {level}.")
