"""What may be said about a letter or a target, given its probability; one wording for titles and captions."""

from __future__ import annotations

from collections.abc import Mapping

from iku_helpers.numbers import number, probability, rounded
from iku_helpers.pages.charts import words
from iku_helpers.pages.charts.scale import is_number

NEARLY, LIKELY = 0.99, 0.9
BELOW = "di bawah target"


def measured(index: words.Estimated) -> bool:
    """Whether sampling leaves an interval of some width."""
    return is_number(index.lower) and is_number(index.upper) and index.lower < index.upper


def everyone_asked(index: words.Estimated) -> bool:
    """Whether the interval is the point: no sampling was involved."""
    return is_number(index.lower) and index.lower == index.upper


def headline(
    index: words.Estimated,
    letter: str,
    shares: Mapping[str, float] | None,
    target: float | None,
    reaching: float | None,
) -> str:
    """Letter and target as the second half of a title, each with how sure it is."""
    sure = _degree(None if shares is None else shares.get(letter))
    fact = target_fact(index, target)
    if not fact:
        return f"mutu {letter} {sure}" if sure else f"bermutu {letter}"
    if not sure:
        return f"bermutu {letter}, {fact}"
    if not is_number(reaching):
        return f"mutu {letter} {sure}, {fact}"
    share = reaching if fact != BELOW else 1 - reaching
    target_sure = _degree(share)
    if target_sure == sure:
        return f"mutu {letter} dan {fact}, keduanya {sure}"
    return f"mutu {letter} {sure}, {fact} {target_sure}"


def target_fact(index: words.Estimated, target: float | None) -> str:
    """Where the printed index stands to the printed target; nothing without a target."""
    if not is_number(target):
        return ""
    estimate, goal = rounded(index.estimate), rounded(target)
    return BELOW if estimate < goal else "mencapai target" if estimate == goal else "melewati target"


def _degree(share: float | None) -> str:
    if not is_number(share):
        return ""
    if share >= NEARLY:
        return "hampir pasti"
    return "sangat mungkin" if share >= LIKELY else "belum pasti"


def probability_sentence(
    letter: str, shares: Mapping[str, float] | None, target: float | None, reaching: float | None
) -> str:
    """The probabilities behind a title, as one sentence."""
    parts = []
    if shares is not None:
        likely = {key: share for key, share in shares.items() if share >= 0.01 or key == letter}
        texts = [f"mutu {key} {probability(share)}" for key, share in sorted(likely.items())]
        parts.append("peluang " + " dan ".join(texts) if len(texts) < 3 else "peluang " + ", ".join(texts))
    if is_number(target) and is_number(reaching):
        chance = probability(reaching)
        about = "sekitar " if chance[0].isdigit() else ""
        parts.append(f"peluang indeks sebenarnya mencapai {number(target)} {about}{chance}")
    return words.opening("; ".join(parts)) + "." if parts else ""
