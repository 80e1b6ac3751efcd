"""Words the figures share: names inside a sentence, axis notes, what a kind of sample allows to say."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

import pandas as pd

from iku_helpers.numbers import number

RANDOM = "acak"
_MANY = 20


class Estimated(Protocol):
    """An estimate with its limits, as ``method`` gives it."""

    @property
    def estimate(self) -> float: ...
    @property
    def lower(self) -> float: ...
    @property
    def upper(self) -> float: ...


def inside(name: str) -> str:
    """A name as it stands inside a sentence: its first letter small, unless it is an abbreviation.

    >>> inside("Waktu penyelesaian"), inside("KTP elektronik")
    ('waktu penyelesaian', 'KTP elektronik')
    """
    return name if len(name) > 1 and not name[1].islower() else name[:1].lower() + name[1:]


def opening(text: str) -> str:
    """A sentence beginning with a capital."""
    return text[:1].upper() + text[1:]


def axis_note(low: float, natural: float, digits: int) -> str:
    """Said whenever an axis does not start where its scale does."""
    return f"; sumbu mulai dari {number(low, digits)}" if low > natural + 1e-9 else ""


def sample_note(cara: str) -> str:
    """What an interval does not cover when respondents were not drawn at random."""
    if cara == RANDOM:
        return ""
    kind = {"kuota": "kuota", "sukarela": "sukarela"}.get(cara, "tidak acak")
    return (
        f"Sampel {kind}: interval hanya menggambarkan keragaman jawaban, bukan ketepatan bagi semua pengguna."
    )


def listed(parts: Iterable[str]) -> str:
    """Figures in a row for an alt text; of very many the first and last, since a table holds them all."""
    held = list(parts)
    if len(held) > _MANY:
        return f"{'; '.join(held[:3])}; ...; {'; '.join(held[-3:])} (semuanya dalam tabel data)"
    return "; ".join(held)


def records(frame: pd.DataFrame) -> list[tuple[str, dict[str, Any]]]:
    """Rows as (label, values), missing values as None."""
    return [
        (str(label), {str(key): known(value) for key, value in zip(frame.columns, row, strict=True)})
        for label, row in zip(frame.index, frame.itertuples(index=False, name=None), strict=True)
    ]


def known(value: Any) -> Any:
    """``value``, or None where it is missing in any of the ways a table can say so."""
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    return None if isinstance(value, float) and math.isnan(value) else value


def named(names: Mapping[str, str] | None, code: str) -> str:
    """The name of a code, else the code."""
    return (names or {}).get(code, code)


def limits_text(values: Mapping[str, Any], digits: int = 2) -> Sequence[str]:
    """Lower and upper limit as cells."""
    return number(values.get("lower"), digits), number(values.get("upper"), digits)
