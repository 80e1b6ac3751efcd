"""Who answered, by sex and education."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from iku_helpers.numbers import number
from iku_helpers.pages.blocks import Block, markup, together
from iku_helpers.pages.chapters.respondents import bars, profile_counts
from iku_helpers.pages.poster import words
from iku_helpers.pages.report import Report

SHOWN = ("Jenis kelamin", "Pendidikan")
MOST = 7
OTHERS = "Lainnya"


def respondents(report: Report) -> Block:
    """Their number, how they were found, and two attributes as bars."""
    survey = report.survey
    if survey is None:
        return together()
    counts = profile_counts(survey.respondents)
    tables = [
        markup(bars(f"tabel-{name.lower().replace(' ', '-')}", name, fewer(counts[name])))
        for name in SHOWN
        if name in counts
    ]
    return Block(
        Markup('<div class="poster-responden"><h2>{} responden</h2><p class="lembut">{}</p>{}</div>').format(
            number(survey.asked, 0),
            words.asked(survey.table.cara, survey.asked, survey.population),
            Markup("\n").join(tables),
        )
    )


def fewer(counts: Mapping[str, int], most: int = MOST) -> dict[str, int]:
    """At most ``most`` groups in their own order; the smallest become one.

    >>> fewer({"SD": 40, "SMP": 2, "SMA": 90, "S1": 20, "S2": 1}, 4)
    {'SD': 40, 'SMA': 90, 'S1': 20, 'Lainnya': 3}
    """
    if len(counts) <= most:
        return dict(counts)
    kept = sorted(counts, key=lambda name: -counts[name])[: most - 1]
    left = sum(count for name, count in counts.items() if name not in kept)
    return {name: count for name, count in counts.items() if name in kept} | {OTHERS: left}
