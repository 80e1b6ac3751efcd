"""A drawing in the making: marks, and texts that know where other texts already stand.

svg.py writes the elements: typed, maintained, without dependencies. Its text is not escaped by itself, so
every text passes through ``Canvas.text``, which escapes it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Literal, NamedTuple, cast

import svg

from iku_helpers.pages.charts.metrics import ROLES, text_width

Anchor = Literal["start", "middle", "end"]
_ASCENT, _DESCENT = 0.93, 0.24
_AIR = 4.0
WIDTHS = {"lebar": 760, "sempit": 358}
"""The two drawings of every figure: class name and width, shown 1:1."""


class Spot(NamedTuple):
    """One place a label could stand: baseline point, text, anchor and classes (the role first)."""

    x: float
    y: float
    text: str
    anchor: Anchor = "start"
    classes: str = "l"


class Box(NamedTuple):
    """What a text covers, in drawing units."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether both share more than the hair that line spacing allows."""
        apart_x = self.left >= other.right + _AIR or other.left >= self.right + _AIR
        apart_y = self.top + 2 >= other.bottom or other.top + 2 >= self.bottom
        return not (apart_x or apart_y)


def _px(value: float) -> float:
    tenth = round(value, 1)
    return int(tenth) if tenth == int(tenth) else tenth


def box_of(spot: Spot) -> Box:
    """The box of a text, in the widest font."""
    role = spot.classes.split(" ", 1)[0]
    width, size = text_width(spot.text, role), ROLES[role][0]
    left = spot.x - {"start": 0.0, "middle": width / 2, "end": width}[spot.anchor]
    return Box(left, spot.y - _ASCENT * size, left + width, spot.y + _DESCENT * size)


class Canvas:
    """Collects elements in three layers: ground (bands), marks, texts."""

    def __init__(self, width: float) -> None:
        self.width = width
        self._ground: list[svg.Element] = []
        self._marks: list[svg.Element] = []
        self._texts: list[svg.Element] = []
        self._taken: list[Box] = []

    def rect(self, x: float, y: float, width: float, height: float, classes: str) -> None:
        """A filled area among the marks."""
        self._marks.append(_rect(x, y, width, height, classes))

    def ground(self, x: float, y: float, width: float, height: float, classes: str) -> None:
        """A filled area behind everything."""
        self._ground.append(_rect(x, y, width, height, classes))

    def line(self, x1: float, y1: float, x2: float, y2: float, classes: str) -> None:
        """A straight line."""
        self.strokes([(x1, y1, x2, y2)], classes)

    def strokes(self, lines: Sequence[tuple[float, float, float, float]], classes: str) -> None:
        """Straight lines that look alike, as one path: elements cost bytes and time."""
        if lines:
            path = "".join(f"M{_px(x1)} {_px(y1)}L{_px(x2)} {_px(y2)}" for x1, y1, x2, y2 in lines)
            self._marks.append(svg.Path(d=cast(list[svg.PathData], path), class_=[classes]))

    def circle(self, x: float, y: float, radius: float, classes: str) -> None:
        """A dot."""
        self._marks.append(svg.Circle(cx=_px(x), cy=_px(y), r=radius, class_=[classes]))

    def keep_free(self, left: float, top: float, right: float, bottom: float) -> None:
        """Texts tried later avoid this area, for example a line or a dot."""
        self._taken.append(Box(left, top, right, bottom))

    def text(self, spot: Spot) -> None:
        """A text that must stand, wherever others are."""
        if not spot.text:
            return
        self._taken.append(box_of(spot))
        anchor = None if spot.anchor == "start" else spot.anchor
        element = svg.Text(x=_px(spot.x), y=_px(spot.y), text_anchor=anchor, class_=[spot.classes])
        element.text = escape(spot.text, quote=False)
        self._texts.append(element)

    def try_text(self, *spots: Spot) -> bool:
        """The first of ``spots`` that meets nothing and stays inside; none of them if all do not fit."""
        for spot in spots:
            if self.fits(spot):
                self.text(spot)
                return True
        return False

    def fits(self, spot: Spot) -> bool:
        """Whether a text at ``spot`` would stay inside the drawing and clear of what is there."""
        box = box_of(spot)
        inside = box.left >= 0 and box.right <= self.width
        return inside and not any(box.meets(taken) for taken in self._taken)

    def drawing(self, height: float, alt: str, name: str) -> str:
        """The finished SVG element."""
        picture = svg.SVG(
            xmlns=None,  # needed by no drawing inside HTML, and a page names no other host
            viewBox=svg.ViewBoxSpec(0, 0, _px(self.width), _px(height)),
            width=_px(self.width),
            height=_px(height),
            class_=["lukis", name],
            extra={"role": "img", "aria-label": escape(alt, quote=True)},
            elements=[*self._ground, *self._marks, *self._texts],
        )
        return picture.as_str()


def _rect(x: float, y: float, width: float, height: float, classes: str) -> svg.Rect:
    wide, high = _px(max(width, 0.0)), _px(max(height, 0.0))
    return svg.Rect(x=_px(x), y=_px(y), width=wide, height=high, class_=[classes])


def both_widths(draw: Callable[[int], tuple[Canvas, float]], alt: str) -> tuple[str, str]:
    """The wide and the narrow drawing, by one function of the width."""
    wide, narrow = (
        canvas.drawing(height, alt, name)
        for name, (canvas, height) in ((name, draw(width)) for name, width in WIDTHS.items())
    )
    return wide, narrow
