"""How wide a text may become, measured with a wide font before any browser is there.

Readers see their own system font. Widths are those of DejaVu Sans, about 15% wider than the usual system
fonts, so a label that fits here fits everywhere.
"""

from __future__ import annotations

from functools import cache

ROLES = {"l": (13.5, False), "lb": (13.5, True), "s": (12.5, False), "sb": (12.5, True), "h": (20.0, True)}
"""Text roles of the drawings: font size in px and boldness; ``charts.css`` gives the classes the same."""

_REGULAR = {
    "'": 275, "ijl": 278, "IJ": 295, " ,.": 318, "-": 361, "/:;\\|": 337, "f": 352, "()[]": 390, "t": 392,
    "!": 401, "r": 411, '"': 460, "s": 521, "*_`–": 500, "“”": 518, "z": 525, "?": 531, "c": 550, "F": 575,
    "L": 557, "k": 579, "vxy": 592, "P": 603, "TYeo": 615, "0123456789$aghnudbpq£": 636, "SERZ{}B": 698,
    "KAVXC": 698, "H": 752, "GDNUOQ": 787, "w": 818, "#+<=>^~−≥×&": 838, "M": 863, "%": 950, "m": 974,
    "W": 989, "@—…": 1000,
}  # fmt: skip
_BOLD_FACTOR = 1.14
_OTHER = 1000
_ADVANCE = {character: advance for characters, advance in _REGULAR.items() for character in characters}


@cache
def text_width(text: str, role: str = "l") -> float:
    """Width of ``text`` in px in the widest font it may be shown in."""
    size, bold = ROLES[role]
    units = sum(_ADVANCE.get(character, _OTHER) for character in text)
    return units * size / 1000 * (_BOLD_FACTOR if bold else 1)


def shortened(text: str, width: float, role: str = "l") -> str:
    """``text``, cut with an ellipsis where it is wider than ``width``."""
    if text_width(text, role) <= width:
        return text
    while text and text_width(text + "…", role) > width:
        text = text[:-1].rstrip(" ,;.-")
    return text + "…"


def wrapped(text: str, width: float, role: str = "l", lines: int = 2) -> list[str]:
    """``text`` broken at spaces into at most ``lines`` lines, the last cut with an ellipsis if need be."""
    result: list[str] = []
    words = text.split()
    while words and len(result) < lines - 1:
        line = words.pop(0)
        while words and text_width(f"{line} {words[0]}", role) <= width:
            line = f"{line} {words.pop(0)}"
        if text_width(line, role) > width:
            words.insert(0, line)
            break
        result.append(line)
    if words:
        result.append(shortened(" ".join(words), width, role))
    return result or [""]
