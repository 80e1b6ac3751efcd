"""Charts: frames of ``method`` in, ``Figure`` out, each drawn for two widths by one function of the width.

Why svg.py and not matplotlib: its elements are typed, it is maintained and has no dependency. A chart costs a
few milliseconds (matplotlib about 0.2 s), and since colours are CSS classes one drawing serves light, dark
and print.
"""

from __future__ import annotations

from iku_helpers.pages.charts.achievement import achievement
from iku_helpers.pages.charts.answers import answers, share_words
from iku_helpers.pages.charts.changes import changes
from iku_helpers.pages.charts.counts import profile_bars, theme_bars
from iku_helpers.pages.charts.funnel import funnel
from iku_helpers.pages.charts.groups import groups
from iku_helpers.pages.charts.index_bands import index_bands
from iku_helpers.pages.charts.mini import interval_strip, squares
from iku_helpers.pages.charts.ranks import ranks
from iku_helpers.pages.charts.stacked import village_bars
from iku_helpers.pages.charts.unsur import unsur_dots
from iku_helpers.pages.charts.villages import village_dumbbells
from iku_helpers.pages.charts.years import years

__all__ = [
    "achievement",
    "answers",
    "changes",
    "funnel",
    "groups",
    "index_bands",
    "interval_strip",
    "profile_bars",
    "ranks",
    "share_words",
    "squares",
    "theme_bars",
    "unsur_dots",
    "village_bars",
    "village_dumbbells",
    "years",
]
