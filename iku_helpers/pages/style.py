"""The pages' look inside JupyterLab, so that a cell there looks as it will on the page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

STYLE_MIME = "application/vnd.iku.style+json"
_FILES = ("tokens.css", "parts.css", "charts.css", "lab.css")

_OUTPUT = ".jp-RenderedHTMLCommon"  # what JupyterLab puts around an output, as .iku stands around the page


@dataclass(frozen=True)
class Style:
    """A stylesheet as a cell shows it; the exporter leaves it out, the page has its own."""

    css: str

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {"text/html": f"<style>{self.css}</style>", "text/plain": "", STYLE_MIME: {}}


@cache
def style(*kinds: str) -> Style:
    """The stylesheet of the page's parts, for JupyterLab in light and dark; ``kinds`` name further ones."""
    folder = files("iku_helpers").joinpath("templates", "laporan")
    css = "\n".join(
        folder.joinpath(name).read_text("utf-8") for name in (*_FILES, *(f"{kind}.css" for kind in kinds))
    )
    return Style(css.replace(".iku ", f"{_OUTPUT} "))
