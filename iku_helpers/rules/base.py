"""What a rule is: a figure somebody decreed, with its source, its years and whether that source was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from iku_helpers.errors import UnknownRuleError


@dataclass(frozen=True)
class Rule:
    """One official rule, or one of our own where no official one was found.

    ``confirmed`` is true only where the regulation itself, or an official document that cites it, was read.
    A report that leans on an unconfirmed rule says so (see ``unconfirmed``): a reader must be able to tell
    what the state decreed from what somebody wrote down about it.

    Parameters
    ----------
    name, source, note
        Indonesian text, shown to the reader as it is. ``note`` says what is uncertain or what was decided.
    years
        First and last calendar year the rule governs, both included; ``None`` leaves that end open.

    >>> rule = Rule("Batas mutu", "PermenPAN-RB 14/2017", (2017, None), confirmed=True)
    >>> rule.governs(2016), rule.governs(2024)
    (False, True)
    """

    name: str
    source: str
    years: tuple[int | None, int | None]
    confirmed: bool
    note: str = ""

    def governs(self, year: int) -> bool:
        """Whether ``year`` lies within the years of the rule."""
        first, last = self.years
        return (first is None or year >= first) and (last is None or year <= last)


AnyRule = TypeVar("AnyRule", bound=Rule)


def unconfirmed(rules: Iterable[AnyRule]) -> tuple[AnyRule, ...]:
    """Those of ``rules`` whose source was not read, each once, in the order given.

    >>> known = Rule("Batas mutu", "PermenPAN-RB 14/2017", (2017, None), confirmed=True)
    >>> ours = Rule("Rubrik", "Ditetapkan laporan ini", (None, None), confirmed=False)
    >>> [rule.name for rule in unconfirmed([ours, known, ours])]
    ['Rubrik']
    """
    return tuple(dict.fromkeys(rule for rule in rules if not rule.confirmed))


def of_regime(rules: dict[int, AnyRule], regime: int) -> AnyRule:
    """The entry of ``regime``, refused with the known ones where there is none."""
    if regime not in rules:
        known = ", ".join(map(str, rules))
        raise UnknownRuleError(f"Aturan survei {regime} tidak dikenal; yang ada: {known}.")
    return rules[regime]
