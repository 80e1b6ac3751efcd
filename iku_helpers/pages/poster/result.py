"""The result: number, letter, one sentence, and where the index lies on its whole scale."""

from __future__ import annotations

from markupsafe import Markup

from iku_helpers.numbers import interval, number
from iku_helpers.pages.blocks import Block, note, together
from iku_helpers.pages.chapters.satisfaction import since
from iku_helpers.pages.charts import certainty
from iku_helpers.pages.charts.bands import Band, mutu_bands
from iku_helpers.pages.charts.canvas import Canvas, Spot, both_widths
from iku_helpers.pages.charts.marks import Dot
from iku_helpers.pages.charts.metrics import text_width
from iku_helpers.pages.charts.scale import Scale, is_number
from iku_helpers.pages.poster import words
from iku_helpers.pages.report import Report
from iku_helpers.pages.survey_year import SurveyYear

_RESULT = Markup(
    '<div class="poster-hasil"><p class="poster-angka{}">{}</p>'
    '<p class="poster-huruf mutu-{}"><b>{}</b> {}</p><p class="poster-kalimat">{}</p></div>\n'
    '<p class="poster-arti">{}</p>'
)
_TOP, _BAR = 33.0, 32.0


def result(report: Report) -> Block:
    """The index, its letter, and the sentence to take home."""
    survey = report.survey
    if survey is None:
        return note(words.NO_RESULT, report.survey_problem)
    sentence = words.verdict(survey.index, survey.letter, survey.word, survey.mutu_shares, survey.table.cara)
    printed = number(survey.index.estimate)
    meaning = " ".join([words.INDEX, since(report)])
    return Block(
        _RESULT.format(
            " panjang" if len(printed) > len("84,62") else "",
            printed,
            survey.letter.lower(),
            survey.letter,
            survey.word,
            sentence,
            meaning,
        )
    )


def scale(report: Report) -> Block:
    """The whole scale with its classes, the index and the interval on it."""
    survey = report.survey
    if survey is None:
        return together()
    alt = f"Indeks {number(survey.index.estimate)} pada skala 25 sampai 100, {_limits(survey)}."
    wide, narrow = both_widths(lambda width: _drawing(survey, width), alt)
    return Block(Markup('<div class="poster-skala">{}{}</div>').format(Markup(wide), Markup(narrow)))


def _limits(survey: SurveyYear) -> str:
    index = survey.index
    if certainty.measured(index):
        return f"interval {interval(index.lower, index.upper)}"
    return "semua pengguna ditanya" if certainty.everyone_asked(index) else "tanpa interval"


def _drawing(survey: SurveyYear, width: int) -> tuple[Canvas, float]:
    canvas, index = Canvas(width), survey.index
    line = Scale(25.0, 100.0, 1.0, width - 1.0)
    bands = mutu_bands(survey.regime)
    for band in bands:
        _band(canvas, band, line, own=band.colour == survey.letter)
    x = line(index.estimate)
    half = text_width(number(index.estimate), "h") / 2
    canvas.text(Spot(min(max(x, half), width - half), 21, number(index.estimate), "middle", "h aksen"))
    canvas.line(x, 25, x, _TOP, "poster-jarum")
    below = _TOP + _BAR + 12
    Dot(index.estimate, index.lower, index.upper, "a").draw(canvas, line, below)
    ends = [line(value) for value in (index.lower, index.estimate, index.upper) if is_number(value)]
    canvas.keep_free(min(ends) - 2, below - 8, max(ends) + 2, below + 8)
    told = _limits(survey)
    half = text_width(told, "l") / 2
    canvas.text(Spot(min(max(x, half), width - half), below + 21, told, "middle", "l aksen"))
    for value in (25.0, *(band.low for band in bands[1:]), 100.0):
        text = number(value, 0 if value == int(value) else 2)
        half = text_width(text, "s") / 2
        canvas.try_text(Spot(min(max(line(value), half), width - half), below + 4, text, "middle", "s soft"))
    return canvas, below + 28


def _band(canvas: Canvas, band: Band, line: Scale, *, own: bool) -> None:
    left, right = line(band.low), line(band.high)
    canvas.ground(
        left + (1 if band.low > line.low else 0),
        _TOP,
        right - left - 1,
        _BAR,
        f"{'i' if own else 'h'}{band.colour}",
    )
    role = f"lb on-{band.colour}" if own else "l"
    for word in (band.word, band.short):
        if text_width(word, role.split()[0]) + 8 <= right - left:
            canvas.text(Spot((left + right) / 2, _TOP + _BAR / 2 + 5, word, "middle", role))
            return
