"""Drawings that carry their own style, for programs that do not apply the page's stylesheet inside an SVG.

WeasyPrint renders an inline SVG by itself: it sees neither the page's rules nor its variables. So the rules
of ``charts.css`` for drawings are written into each, with the light values of ``tokens.css`` for variables.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_SVG = re.compile(r'(<svg\b[^>]*\bclass="lukis\b[^>]*>)')
_NARROW = re.compile(r'<svg\b[^>]*\bclass="lukis sempit"[^>]*>.*?</svg>', re.DOTALL)
_RULE = re.compile(r"^\.lukis [^{]+\{[^}]+\}$", re.MULTILINE)
_TOKEN = re.compile(r"(--[\w-]+):\s*([^;]+);")
_USE = re.compile(r"var\((--[\w-]+)\)")
_PERCENT = re.compile(r"(fill-opacity:\s*)(\d+)%")


def with_own_style(html: str) -> str:
    """``html`` with the wide drawing of each figure styled from within, and the narrow ones left out."""
    return _SVG.sub(rf"\1<style>{drawing_rules()}</style>", _NARROW.sub("", html))


@cache
def drawing_rules() -> str:
    """The rules for marks and texts of a drawing, light, without variables."""
    folder = files("iku_helpers").joinpath("templates", "laporan")
    tokens = folder.joinpath("tokens.css").read_text("utf-8").split("@media", 1)[0]
    css = folder.joinpath("charts.css").read_text("utf-8")
    values = dict(_TOKEN.findall(css)) | dict(_TOKEN.findall(tokens))
    rules = "".join(_RULE.findall(css))
    rules = _USE.sub(lambda use: values[use.group(1)], rules)
    return _PERCENT.sub(lambda share: f"{share.group(1)}{int(share.group(2)) / 100:g}", rules)
