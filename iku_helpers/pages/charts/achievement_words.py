"""What the bullet bars say: who is below target, what the ranges mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from iku_helpers import rules
from iku_helpers.numbers import count_word, joined, number, percent
from iku_helpers.pages.charts import words
from iku_helpers.pages.charts.scale import is_number

if TYPE_CHECKING:
    from iku_helpers.pages.charts.bullets import Bar


def title(bars: Sequence[Bar]) -> str:
    """Which indicators are below their target."""
    known = [bar for bar in bars if is_number(bar.achieved)]
    below = [bar for bar in known if not bar.reached]
    if not known:
        return "Capaian belum dapat dihitung"
    if len(known) < len(bars):
        return _partly(len(known), len(below))
    if not below:
        return "Semua indikator mencapai target" if len(bars) > 1 else f"IKU {bars[0].number} mencapai target"
    if len(below) == len(bars):
        return "Semua indikator di bawah target" if len(bars) > 1 else f"IKU {bars[0].number} di bawah target"
    if len(below) == 1 and len(bars) > 2:
        return f"Hanya IKU {below[0].number} yang di bawah target: {words.inside(below[0].name)}"
    if len(below) == len(bars) - 1 and len(bars) > 2:
        reached = next(bar for bar in bars if bar.reached)
        return f"Hanya IKU {reached.number} yang mencapai target: {words.inside(reached.name)}"
    return f"{joined([f'IKU {bar.number}' for bar in below])} di bawah target"


def _partly(known: int, below: int) -> str:
    dinilai = f"dari {count_word(known)} indikator yang dapat dinilai"
    if known == 1:
        return f"Satu-satunya indikator yang dapat dinilai {'di bawah' if below else 'mencapai'} target"
    if not below:
        return f"{words.opening(count_word(known))} indikator yang dapat dinilai mencapai target"
    return f"{words.opening(count_word(below))} {dinilai} di bawah target"


def subtitle(bars: Sequence[Bar], year: int, earlier_year: int | None) -> str:
    """What bar, ranges and notch are."""
    notch = ""
    if any(is_number(bar.earlier) for bar in bars):
        notch = f", garis tipis di dalam batang capaian {earlier_year or 'sebelumnya'}"
    return f"Capaian {year}, persen dari target; latar abu-abu rentang predikat{notch}"


def caption(bars: Sequence[Bar], rule: rules.ScaleRule) -> str:
    """What colour and caps mean, and where each predicate begins."""
    sentences = []
    reached = [bar for bar in bars if is_number(bar.achieved) and bar.reached]
    below = [bar for bar in bars if is_number(bar.achieved) and not bar.reached]
    if reached and below:
        sentences.append("Batang berwarna: target tercapai; batang abu-abu: belum.")
    begins = "di atas" if rule.strict else "mulai"
    steps = [f"{p.word} {begins} {number(float(p.lower), 0)}" for p in rule.predicates if p.lower is not None]
    sentences.append(f"Predikat {', '.join(steps)}, selebihnya {rule.predicates[-1].word}.")
    bounded = [f"IKU {bar.number}" for bar in bars if bar.limits is not None and not is_number(bar.achieved)]
    if bounded:
        sentences.append(
            f"Garis bercap pada {joined(bounded)} adalah batas terendah dan tertinggi, "
            "karena sebagian belum dinilai."
        )
    sampled = [f"IKU {bar.number}" for bar in bars if bar.limits is not None and is_number(bar.achieved)]
    if sampled:
        sentences.append(f"Garis bercap pada {joined(sampled)} adalah interval 95%.")
    untargeted = [f"IKU {bar.number}" for bar in bars if not is_number(bar.card.get("target"))]
    if untargeted:
        sentences.append(f"{joined(untargeted)} belum mempunyai target.")
    return " ".join(sentences)


def alt(bars: Sequence[Bar]) -> str:
    """Each indicator's achievement and predicate."""
    parts = [
        f"IKU {bar.number} {bar.name} {percent(bar.achieved)} {bar.card.get('predikat') or ''}".strip()
        for bar in bars
    ]
    return f"Batang capaian terhadap target: {words.listed(parts)}."
