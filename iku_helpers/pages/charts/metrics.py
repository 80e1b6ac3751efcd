"""How wide a text may become, measured with a wide font before any browser is there.

Readers see their own system font. Widths are those of DejaVu Sans, about 15% wider than the usual system
fonts, so a label that fits here fits everywhere.
"""

from __future__ import annotations

from functools import cache

ROLES = {"l": (13.5, False), "lb": (13.5, True), "s": (12.5, False), "sb": (12.5, True), "h": (20.0, True)}
"""Text roles of the drawings: font size in px and boldness; ``charts.css`` gives the classes the same."""

# Advance widths of DejaVu Sans in thousandths of the font size, rounded up to 20.
_REGULAR = {
    280: "'ijl", 300: 'IJ', 320: ' ,.’', 340: '/:;\\|', 360: 'f', 380: '-', 400: '()[]t', 420: '!r',
    460: '"', 500: '*_`–', 520: '“”', 540: '?sz', 560: 'Lc', 580: 'Fk', 600: 'vxy', 620: 'PTYaeo',
    640: '$0123456789ESbdghnpqu{}', 660: 'K', 700: 'ABCRVXZ', 740: 'U', 760: 'HN', 780: '&DG', 800: 'OQ',
    820: 'w', 840: '#+<=>^~−≥×', 880: 'M', 960: '%', 980: 'm', 1000: '@W—…',
}  # fmt: skip
_HEAVY = {
    320: "'", 360: ' ijl', 380: ',./IJ\\|’', 400: ':;', 420: '-', 440: 'f', 460: '!()[]', 480: 't',
    500: '_`r–', 540: '"*', 600: '?csz', 640: 'L', 660: 'vxy“”', 680: 'aek', 700: '$0123456789EFTo',
    720: 'bdghnpqu{}', 740: 'CPSYZ', 780: 'ABKRVX', 820: 'U', 840: '#+<=>DGHN^~−≥×', 860: 'OQ', 880: '&',
    940: 'w', 1000: '@M—…', 1020: '%', 1060: 'm', 1120: 'W',
}  # fmt: skip
_OTHER = 1000
_PLAIN = {character: advance for advance, characters in _REGULAR.items() for character in characters}
_BOLD = {character: advance for advance, characters in _HEAVY.items() for character in characters}


@cache
def text_width(text: str, role: str = "l") -> float:
    """Width of ``text`` in px in the widest font it may be shown in."""
    size, bold = ROLES[role]
    widths = _BOLD if bold else _PLAIN
    return sum(widths.get(character, _OTHER) for character in text) * size / 1000


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
