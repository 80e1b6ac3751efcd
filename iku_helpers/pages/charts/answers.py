"""Answers to each unsur as stacked bars that part at the middle of the four levels."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from iku_helpers.numbers import count_word, number, percent
from iku_helpers.pages.charts import words
from iku_helpers.pages.charts.canvas import Canvas, Spot, both_widths
from iku_helpers.pages.charts.metrics import text_width
from iku_helpers.pages.charts.row_parts import Axis, Mark, Row, Section
from iku_helpers.pages.charts.rows import RowPlot
from iku_helpers.pages.charts.scale import Scale
from iku_helpers.pages.figure import DataTable, Figure

LEVELS = ("Tidak baik", "Kurang baik", "Baik", "Sangat baik")
_COLOURS = "DCBA"
_HALF_BAR = 9.5


@dataclass(frozen=True)
class _Answers:
    """Percentages of the four levels for one unsur."""

    code: str
    name: str
    levels: tuple[float, ...]
    n: float | None
    strong: bool

    @property
    def low(self) -> float:
        return self.levels[0] + self.levels[1]

    def segments(self) -> list[tuple[float, float]]:
        _, second, third, fourth = self.levels
        return [(-self.low, -second), (-second, 0.0), (0.0, third), (third, third + fourth)]


def answers(
    shares: pd.DataFrame,
    *,
    names: Mapping[str, str] | None = None,
    strong: Collection[str] = (),
) -> Figure:
    """Figure of how respondents answered, the unsur with most low answers first.

    Parameters
    ----------
    shares
        ``ikm.answers``: index the unsur, columns 1, 2, 3, 4 (shares of those who answered) and n.
    names
        Unsur code to name.
    strong
        Codes of the unsur to print in bold, those truly below the others.
    """
    unsur = _sorted(shares, names or {}, strong)
    alt = _alt(unsur)
    plot = _plot(unsur)
    wide, narrow = both_widths(plot.draw, alt)
    subtitle = "Persen responden yang menjawab; angka di kiri batang adalah jumlah tidak baik dan kurang baik"
    return Figure(_title(unsur), subtitle, wide, narrow, alt, _caption(unsur), _table(unsur))


def _sorted(shares: pd.DataFrame, names: Mapping[str, str], strong: Collection[str]) -> list[_Answers]:
    unsur = []
    for code, values in words.records(shares):
        levels = tuple(100 * (values.get(str(level)) or 0.0) for level in (1, 2, 3, 4))
        unsur.append(_Answers(code, words.named(names, code), levels, values.get("n"), code in strong))
    return sorted(unsur, key=lambda u: (-round(u.low, 6), u.levels[3]))


def _plot(unsur: Sequence[_Answers]) -> RowPlot:
    left = max(u.low for u in unsur)
    right = max(100 - u.low if sum(u.levels) else 0.0 for u in unsur)
    room = (0.12 if left >= 99.5 else 0.09) * (left + right)  # for the total at the left end
    rows = [Row(u.name, _bar(u), strong=u.strong) for u in unsur]
    axis = Axis(-left - room, max(right, 1.0), ())
    return RowPlot(
        [Section(rows)], axis, head=lambda canvas, scale, top: _level_names(canvas, scale, top, unsur)
    )


def _bar(unsur: _Answers) -> Mark:
    def draw(canvas: Canvas, scale: Scale, y: float) -> None:
        for (start, end), colour, level in zip(unsur.segments(), _COLOURS, unsur.levels, strict=True):
            left, right = scale(start), scale(end)
            canvas.rect(left, y - _HALF_BAR, right - left, 2 * _HALF_BAR, f"i{colour} tepi")
            text = number(level, 0)
            if text_width(text) + 6 <= right - left:
                canvas.text(Spot((left + right) / 2, y + 4.5, text, "middle", f"l on-{colour}"))
        canvas.line(scale(0), y - _HALF_BAR - 3, scale(0), y + _HALF_BAR + 3, "nol")
        classes = "lb" if unsur.strong else "l soft"
        canvas.text(Spot(scale(-unsur.low) - 5, y + 4.5, number(unsur.low, 0), "end", classes))

    return draw


def _level_names(canvas: Canvas, scale: Scale, top: float, unsur: Sequence[_Answers]) -> None:
    """Named once over the first bar; where a segment is too thin, as a line of small squares instead."""
    segments, y = unsur[0].segments(), top - 5
    for cut in (False, True):
        second = LEVELS[1].split()[0] if cut else LEVELS[1]
        first = LEVELS[0].split()[0] if cut else LEVELS[0]
        spots = [Spot(scale(0) - 4, y, second, "end", "s ink")]
        spots.append(Spot(scale(0) - 12 - text_width(second, "s"), y, first, "end", "s ink"))
        spots += [
            Spot((scale(start) + scale(end)) / 2, y, name, "middle", "s ink")
            for (start, end), name in zip(segments[2:], LEVELS[2:], strict=True)
        ]
        thin = any(
            scale(end) - scale(start) < text_width(s.text, "s")
            for (start, end), s in zip(segments[2:], spots[2:], strict=True)
        )
        if not thin and unsur[0].low > 0 and all(map(canvas.fits, spots)):
            for spot in spots:
                canvas.text(spot)
            return
    _squares(canvas, y)


def _squares(canvas: Canvas, y: float) -> None:
    x = 0.0 if canvas.width < 600 else canvas.width - 400.0
    for name, colour in zip(LEVELS, _COLOURS, strict=True):
        canvas.rect(x, y - 9, 10, 10, f"i{colour}")
        canvas.text(Spot(x + 14, y, name, "start", "s ink"))
        x += 24 + text_width(name, "s")


_FRACTIONS = {
    0.1: "satu dari sepuluh", 0.125: "satu dari delapan", 1 / 6: "satu dari enam", 0.2: "satu dari lima",
    0.25: "satu dari empat", 1 / 3: "satu dari tiga", 0.4: "dua dari lima", 0.5: "separuh",
    0.6: "tiga dari lima", 2 / 3: "dua dari tiga", 0.75: "tiga dari empat", 0.8: "empat dari lima",
}  # fmt: skip


def share_words(percentage: float) -> str:
    """A percentage of respondents in plain words where a simple fraction is near, else in whole percent.

    >>> share_words(19.2), share_words(20.1), share_words(35.0), share_words(29.0)
    ('hampir satu dari lima', 'satu dari lima', 'lebih dari satu dari tiga', '29%')
    """
    share = percentage / 100
    nearest = min(_FRACTIONS, key=lambda fraction: abs(fraction - share))
    if abs(nearest - share) > 0.02:
        return percent(percentage, 0)
    if abs(nearest - share) <= 0.005:
        return _FRACTIONS[nearest]
    return f"{'hampir' if share < nearest else 'lebih dari'} {_FRACTIONS[nearest]}"


def _title(unsur: Sequence[_Answers]) -> str:
    worst = unsur[0]
    if number(worst.low, 0) == "0":
        return (
            "Hampir semua jawaban baik atau sangat baik"
            if worst.low > 0
            else "Semua jawaban baik atau sangat baik"
        )
    alike = [u for u in unsur if number(u.low, 0) == number(worst.low, 0)]
    if len(alike) > 1 and alike[1].low == worst.low:
        return (
            f"Jawaban kurang paling banyak {percent(worst.low, 0)}, sama pada {count_word(len(alike))} unsur"
        )
    return words.opening(f"{share_words(worst.low)} responden menilai {words.inside(worst.name)} kurang")


def _caption(unsur: Sequence[_Answers]) -> str:
    bold = "Unsur yang nyata di bawah unsur lain ditulis tebal. " if any(u.strong for u in unsur) else ""
    return (
        f"{bold}Persentase dibulatkan, sehingga jumlahnya dapat 99 atau 101. "
        "Ruas yang terlalu sempit tidak diberi angka; nilainya ada dalam tabel."
    )


def _alt(unsur: Sequence[_Answers]) -> str:
    lows = words.listed(f"{u.name} {percent(u.low, 0)}" for u in unsur)
    count = count_word(len(unsur))
    return f"Batang bertumpuk jawaban untuk {count} unsur. Jawaban tidak baik dan kurang baik: {lows}."


def _table(unsur: Sequence[_Answers]) -> DataTable:
    rows = [(u.name, *(percent(level, 1) for level in u.levels), number(u.n, 0)) for u in unsur]
    return DataTable(
        ("Unsur", *LEVELS, "n"), rows, "Jawaban tiap unsur, persen responden yang menjawab unsur itu"
    )
