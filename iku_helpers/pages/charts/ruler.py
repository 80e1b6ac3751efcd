"""The index on the full scale of mutu, to be read from some distance: for the poster."""

from __future__ import annotations

from iku_helpers.numbers import number
from iku_helpers.pages.charts import certainty, words
from iku_helpers.pages.charts.bands import mutu_bands, mutu_of
from iku_helpers.pages.charts.canvas import Anchor, Canvas, Spot
from iku_helpers.pages.charts.metrics import text_width
from iku_helpers.pages.charts.scale import Scale, decimals
from iku_helpers.pages.figure import Picture

FULL = (25.0, 100.0)
_TOP, _BOTTOM = 37.0, 75.0


def index_ruler(index: words.Estimated, *, regime: int = 2017, width: int = 760) -> Picture:
    """A bar of the four classes with the index above it and its interval below, nothing magnified."""
    canvas, scale = Canvas(width), Scale(*FULL, 1, width - 1)
    mutu = mutu_of(index.estimate, regime)
    for band in mutu_bands(regime):
        left, right = scale(band.low), scale(band.high)
        reached = band.short == mutu.letter
        canvas.rect(
            left + 1, _TOP, right - left - 1, _BOTTOM - _TOP, f"{'i' if reached else 'h'}{band.colour}"
        )
        classes = f"lb on-{band.colour}" if reached else "l"
        word = band.word if text_width(band.word, classes[:2].strip()) + 8 <= right - left else band.short
        canvas.text(Spot((left + right) / 2, (_TOP + _BOTTOM) / 2 + 5, word, "middle", classes))
    _value(canvas, scale, index)
    _below(canvas, scale, index, [band.low for band in mutu_bands(regime)[1:]])
    alt = f"Indeks {number(index.estimate)} pada skala 25 sampai 100, mutu {mutu.letter} ({mutu.word})"
    return Picture(f'<span class="mini">{canvas.drawing(_BOTTOM + 42, alt, "penggaris")}</span>')


def _value(canvas: Canvas, scale: Scale, index: words.Estimated) -> None:
    x, text = scale(index.estimate), number(index.estimate)
    half = text_width(text, "h") / 2
    canvas.text(Spot(min(max(x, half), canvas.width - half), 21, text, "middle", "h aksen"))
    canvas.arrow(min(max(x, 7), canvas.width - 7), _TOP - 2, 7, "ia")


def _below(canvas: Canvas, scale: Scale, index: words.Estimated, edges: list[float]) -> None:
    """The interval with its limits first; the edges of the classes give way to it."""
    y = _BOTTOM + 12
    if certainty.measured(index):
        lower, upper = scale(index.lower), scale(index.upper)
        canvas.strokes(
            [(lower, y, upper, y), (lower, y - 5, lower, y + 5), (upper, y - 5, upper, y + 5)], "sel a"
        )
        canvas.keep_free(lower - 2, y - 5, upper + 2, y + 5)
        text = f"interval {number(index.lower, 1)} – {number(index.upper, 1)}"
        half = text_width(text) / 2
        middle = min(max((lower + upper) / 2, half), canvas.width - half)
        canvas.text(Spot(middle, y + 22, text, "middle", "l aksen"))
    for edge in (*FULL, *edges):
        anchor: Anchor = "start" if edge == FULL[0] else "end" if edge == FULL[1] else "middle"
        canvas.try_text(Spot(scale(edge), y + 5, number(edge, decimals([edge])), anchor, "s soft"))
