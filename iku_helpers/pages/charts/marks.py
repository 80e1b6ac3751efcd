"""Marks shared by the charts: a dot with its interval."""

from __future__ import annotations

from dataclasses import dataclass

from iku_helpers.pages.charts.canvas import Canvas
from iku_helpers.pages.charts.scale import Scale, is_number

CAP = 4.5


@dataclass(frozen=True)
class Dot:
    """An estimate with its limits; ``look`` is the class of both (``a`` accent, ``g`` grey, ``k`` hollow)."""

    estimate: float | None
    lower: float | None = None
    upper: float | None = None
    look: str = "g"

    def draw(self, canvas: Canvas, scale: Scale, y: float) -> None:
        """The line with caps (a limit beyond the axis has none), then the dot above it."""
        if self.has_interval:
            self._interval(canvas, scale, y)
        if is_number(self.estimate):
            canvas.circle(scale(self.estimate), y, 5, f"dot {self.look}")

    @property
    def has_interval(self) -> bool:
        """Whether there are two different limits to draw."""
        return is_number(self.lower) and is_number(self.upper) and self.lower != self.upper

    def _interval(self, canvas: Canvas, scale: Scale, y: float) -> None:
        lower, upper = self.lower or 0.0, self.upper or 0.0
        ends = [scale(limit) for limit in (lower, upper) if scale.holds(limit)]
        caps = [(x, y - CAP, x, y + CAP) for x in ends]
        canvas.strokes([(scale(lower), y, scale(upper), y)], f"sel {self.look}")
        canvas.strokes(caps, f"cap {self.look}")
