"""The index with its interval over the bands of mutu: the full scale first, then magnified."""

from __future__ import annotations

from collections.abc import Mapping

from iku_helpers.numbers import number
from iku_helpers.pages.charts import certainty, index_words, words
from iku_helpers.pages.charts.bands import Band, mutu_bands
from iku_helpers.pages.charts.canvas import Anchor, Canvas, Spot, both_widths
from iku_helpers.pages.charts.index_words import FULL, IndexCase
from iku_helpers.pages.charts.marks import Dot
from iku_helpers.pages.charts.metrics import text_width
from iku_helpers.pages.charts.scale import Scale, decimals, is_number, ticks
from iku_helpers.pages.figure import Figure

_BAR = (18.0, 46.0)
_PLOT = (112.0, 174.0)


def index_bands(
    index: words.Estimated,
    *,
    year: int,
    regime: int = 2017,
    target: float | None = None,
    earlier: tuple[int, words.Estimated] | None = None,
    shares: Mapping[str, float] | None = None,
    reaching: float | None = None,
    cara: str = words.RANDOM,
) -> Figure:
    """Figure of one index: where it stands on 25..100, and how sure that is.

    Parameters
    ----------
    index
        ``ikm.index``.
    earlier
        Year and index of the survey before, if it is comparable.
    shares, reaching
        ``ikm.mutu_probabilities`` and ``ikm.reaching``; left out for samples not drawn at random.
    cara
        How respondents were found: "acak", "kuota" or "sukarela"; only "acak" lets a title speak of
        certainty.
    """
    sure = cara == words.RANDOM and certainty.measured(index)
    case = IndexCase(index, year, regime, target if is_number(target) else None, earlier,
                 shares if sure else None, reaching if sure else None, cara)  # fmt: skip
    alt = index_words.alt(case)
    wide, narrow = both_widths(lambda width: _draw(case, width), alt)
    return Figure(
        index_words.title(case),
        index_words.subtitle(case),
        wide,
        narrow,
        alt,
        index_words.caption(case),
        index_words.table(case),
    )


def _draw(case: IndexCase, width: int) -> tuple[Canvas, float]:
    canvas = Canvas(width)
    low, high = case.window
    full, near = Scale(*FULL, 1, width - 1), Scale(low, high, 1, width - 1)
    bands = mutu_bands(case.regime)
    _full_scale(canvas, case, full, bands)
    if (low, high) != FULL:
        left, right = full(low), full(high)
        canvas.strokes([(left, _BAR[1] + 4, right, _BAR[1] + 4)], "lup")
        canvas.strokes([(left, _BAR[1] + 5, 1, _PLOT[0]), (right, _BAR[1] + 5, width - 1, _PLOT[0])], "garis")
    return canvas, _magnified(canvas, case, near, bands)


def _full_scale(canvas: Canvas, case: IndexCase, scale: Scale, bands: tuple[Band, ...]) -> None:
    top, bottom = _BAR
    for band in bands:
        left, right = scale(band.low), scale(band.high)
        reached = band.short == case.mutu.letter
        canvas.rect(left + 1, top, right - left - 1, bottom - top, f"{'i' if reached else 'h'}{band.colour}")
        classes = f"lb on-{band.colour}" if reached else "l"
        word = band.word if text_width(band.word, classes.split()[0]) + 6 <= right - left else band.short
        canvas.text(Spot((left + right) / 2, bottom - 9, word, "middle", classes))
    edges = [FULL[0], FULL[1], *(band.low for band in bands[1:])]
    for edge in edges:
        anchor: Anchor = "start" if edge == FULL[0] else "end" if edge == FULL[1] else "middle"
        canvas.try_text(Spot(scale(edge), top - 6, number(edge, decimals([edge])), anchor, "s soft"))


def _magnified(canvas: Canvas, case: IndexCase, scale: Scale, bands: tuple[Band, ...]) -> float:
    top, bottom = _PLOT
    middle, index = (top + bottom) / 2 + 6, case.index
    for band in bands:
        if band.high > scale.low and band.low < scale.high:
            left, right = scale(band.low), scale(band.high)
            canvas.ground(left + (band.low > scale.low), top, right - left, bottom - top, f"p{band.colour}")
    if certainty.measured(index):
        left, right = scale(index.lower), scale(index.upper)
        canvas.rect(left, middle - 13, right - left, 26, "selang")
    if case.target is not None:
        canvas.line(scale(case.target), top - 8, scale(case.target), bottom, "target")
        canvas.keep_free(scale(case.target) - 2, top, scale(case.target) + 2, bottom)
    if case.earlier is not None:
        x = scale(case.earlier[1].estimate)
        canvas.line(x, middle, x, bottom + 4, "tik")
        canvas.circle(x, middle, 4.5, "dot k")
    Dot(index.estimate, index.lower, index.upper, "a").draw(canvas, scale, middle)
    lines = _labels(canvas, case, scale)
    _letters(canvas, scale, bands)
    return _axis(canvas, scale, bottom, bottom + 17 + 18 * lines)


def _labels(canvas: Canvas, case: IndexCase, scale: Scale) -> int:
    """Value above its dot, target beside its line, the rest below; how many lines that takes."""
    top, bottom = _PLOT
    width, index = canvas.width, case.index
    x, value = scale(index.estimate), number(index.estimate)
    half = text_width(value, "h") / 2
    canvas.text(Spot(min(max(x, half), width - half), top - 15, value, "middle", "h aksen"))
    if case.target is not None:
        _target_label(canvas, case.target, scale, top)
    if certainty.measured(index):
        text = f"interval {number(index.lower, 1)} – {number(index.upper, 1)}"
        half = text_width(text) / 2
        centre = (scale(index.lower) + scale(index.upper)) / 2
        canvas.text(Spot(min(max(centre, half), width - half), bottom + 17, text, "middle", "l aksen"))
    if case.earlier is not None:
        text, x = f"{case.earlier[0]}: {number(case.earlier[1].estimate)}", scale(case.earlier[1].estimate)
        if canvas.try_text(*_beside(x, bottom + 17, text)):
            return 1
        return 2 if canvas.try_text(*_beside(x, bottom + 33, text)) else 1
    return int(certainty.measured(index))


def _beside(x: float, y: float, text: str) -> list[Spot]:
    return [Spot(x + 4, y, text, "end", "l soft"), Spot(x - 4, y, text, "start", "l soft")]


def _target_label(canvas: Canvas, target: float, scale: Scale, top: float) -> None:
    x = scale(target)
    spots = []
    for y in (top - 4, top - 36):
        for text in (f"target {number(target)}", f"target {number(target, decimals([target]))}"):
            spots += [Spot(x - 6, y, text, "end", "l soft"), Spot(x + 6, y, text, "start", "l soft")]
    canvas.try_text(*spots)


def _letters(canvas: Canvas, scale: Scale, bands: tuple[Band, ...]) -> None:
    """Each band's name in a free upper corner of its part."""
    y = _PLOT[0] + 17
    for band in bands:
        left, right = scale(band.low), scale(band.high)
        if right - left < 12:
            continue
        for word in (band.word, band.short):
            if text_width(word, "lb") + 12 <= right - left and canvas.try_text(
                Spot(left + 6, y, word, "start", "lb"), Spot(right - 6, y, word, "end", "lb")
            ):
                break


def _axis(canvas: Canvas, scale: Scale, bottom: float, y: float) -> float:
    marks = ticks(scale.low, scale.high, 6 if canvas.width >= 600 else 5)
    digits = decimals(marks)
    for value in marks:
        x = scale(value)
        text = number(value, digits)
        half = text_width(text, "s") / 2
        canvas.line(x, bottom, x, bottom + 4, "tik")
        canvas.try_text(Spot(min(max(x, half), canvas.width - half), y, text, "middle", "s soft"))
    return y + 6
