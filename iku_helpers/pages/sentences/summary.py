"""The summary: how many targets were met, and each indicator in a clause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from iku_helpers.numbers import count_word, joined, number, percent
from iku_helpers.pages.charts.words import inside, opening
from iku_helpers.pages.values import Limits, in_unit, known


class Counted(Protocol):
    """Villages counted (``iku_helpers.method.desa.VillageShare``)."""

    @property
    def good(self) -> int: ...
    @property
    def evaluated(self) -> int: ...
    @property
    def total(self) -> int: ...
    @property
    def estimate(self) -> Limits: ...


class Achieved(Protocol):
    """What the summary needs of an indicator."""

    @property
    def short(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def noun(self) -> str: ...
    @property
    def mutu_words(self) -> str: ...
    @property
    def realisasi(self) -> float | None: ...
    @property
    def target(self) -> float | None: ...
    @property
    def reached(self) -> bool | None: ...
    @property
    def of_villages(self) -> bool: ...
    @property
    def counts_status(self) -> bool: ...
    @property
    def share(self) -> Counted | None: ...


def targets_met(indicators: Sequence[Achieved]) -> str:
    """How many of the indicators reach their target."""
    total = len(indicators)
    told = [item for item in indicators if item.reached is not None]
    met = sum(1 for item in told if item.reached)
    if not told:
        return "Belum ada indikator yang dapat dibandingkan dengan target."
    if len(told) == total:
        return _all_told(met, total)
    compared = f"Dari {count_word(total)} indikator, {_count(len(told))} dapat dibandingkan dengan target"
    if met == len(told):
        return (
            f"{compared}, dan "
            f"{'itu tercapai' if met == 1 else 'keduanya tercapai' if met == 2 else 'semuanya tercapai'}."
        )
    if not met:
        return f"{compared}, dan {'itu belum' if len(told) == 1 else 'belum ada yang'} tercapai."
    return f"{compared}, dan {_count(met)} tercapai."


def _count(count: int) -> str:
    return f"baru {count_word(count)}" if count == 1 else count_word(count)


def _all_told(met: int, total: int) -> str:
    if total == 1:
        return "Indikator mencapai target." if met else "Indikator belum mencapai target."
    if met == total:
        return (
            f"Ke{count_word(total)} indikator mencapai target."
            if total <= 10
            else "Semua indikator mencapai target."
        )
    if not met:
        return f"Belum satu pun dari {count_word(total)} indikator mencapai target."
    return f"{opening(count_word(met))} dari {count_word(total)} indikator mencapai target."


def in_sentence(name: str) -> str:
    """An indicator's name inside a sentence; a proper name keeps its capital.

    >>> in_sentence("Desa berstatus Maju"), in_sentence("Indeks Kepuasan Masyarakat")
    ('desa berstatus Maju', 'Indeks Kepuasan Masyarakat')
    """
    second = name.split(" ")[1:2]
    return name if second and second[0][:1].isupper() else inside(name)


def clause(item: Achieved) -> str:
    """An indicator in a clause, without a verdict on its target."""
    name, share = in_sentence(item.short), item.share
    if not item.of_villages:
        if item.realisasi is None:
            return f"{name} belum dapat dihitung karena tidak ada survei"
        return f"{name} {number(item.realisasi)}{item.mutu_words}"
    if share is None:
        return f"{name} tidak berlaku karena tidak ada {item.noun} yang dihitung"
    if not share.evaluated:
        return f"data untuk {name} belum ada" if item.counts_status else f"{name} belum dinilai"
    if item.realisasi is None:
        span = f"{percent(share.estimate.lower)} dan {percent(share.estimate.upper)}"
        return f"{name} belum pasti, antara {span} ({share.evaluated} dari {share.total} {item.noun} dinilai)"
    if share.evaluated < share.total:
        return f"{name} {percent(item.realisasi)} (perkiraan dari {share.evaluated} {item.noun})"
    return f"{name} {percent(item.realisasi)} ({share.good} dari {share.total} {item.noun})"


def _missed(item: Achieved) -> str:
    return f"{clause(item)} di bawah target {in_unit(item.target, item.unit)}"


def lead(indicators: Sequence[Achieved]) -> str:
    """The first paragraph: targets met, then every figure; those missed and those unknown apart."""
    unknown = [clause(item) for item in indicators if item.realisasi is None]
    missed = [_missed(item) for item in indicators if item.reached is False]
    others = [clause(item) for item in indicators if item.realisasi is not None and item.reached is not False]
    both = missed and others
    told = f"{joined(others)}, sedangkan {joined(missed)}" if both else joined(missed or others)
    sentences = [targets_met(indicators), opening(told), *map(opening, unknown)]
    return " ".join(
        sentence if sentence.endswith(".") else f"{sentence}." for sentence in sentences if sentence
    )


def certainty(share: Counted, noun: str) -> str:
    """How sure a village percentage is."""
    if not share.total or not share.evaluated:
        return ""
    if share.evaluated == share.total:
        return (
            f"Semua {noun} dinilai, jadi angka ini pasti."
            if share.total > 1
            else f"Satu-satunya {noun} dinilai."
        )
    estimate = share.estimate
    if not known(estimate.estimate):
        return (
            f"Baru {share.evaluated} dari {share.total} {noun} dinilai; angka akhirnya dapat "
            f"{percent(estimate.lower)} sampai {percent(estimate.upper)}."
        )
    limits = f"{percent(estimate.lower)} sampai {percent(estimate.upper)}"
    return f"Sampel acak {share.evaluated} dari {share.total} {noun}; interval 95% {limits}."


def missing_villages(good: int, needed: int, noun: str) -> str:
    """How many villages stand between the count and the target; nothing where it is met.

    >>> missing_villages(13, 14, "desa")
    'Target butuh 14 desa: kurang satu.'
    """
    return "" if good >= needed else f"Target butuh {needed} {noun}: kurang {count_word(needed - good)}."
