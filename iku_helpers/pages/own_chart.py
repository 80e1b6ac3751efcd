"""An analyst's own matplotlib chart, set among the report's figures.

with plt.style.context(STYLE):
    drawing, axes = plt.subplots()
    axes.plot(years, index)
own_chart(drawing, title="...", alt="...")
"""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing

STYLE = "iku_helpers.pages.iku"


@dataclass(frozen=True)
class OwnChart:
    """A matplotlib figure with the title, caption and alt text that every figure of a report has."""

    picture: str
    title: str
    subtitle: str
    alt: str
    caption: str

    def _repr_html_(self) -> str:
        return (
            f'<figure class="gambar" aria-label="{escape(self.title)}">'
            f'<p class="gambar-judul">{escape(self.title)}</p>'
            f'<p class="gambar-sub">{escape(self.subtitle)}</p>'
            f'<div class="gambar-lukisan"><img alt="{escape(self.alt)}" '
            f'src="data:image/svg+xml;base64,{self.picture}"></div>'
            f'<figcaption><p class="gambar-teks berhitung">{escape(self.caption)}</p></figcaption></figure>'
        )

    def __repr__(self) -> str:
        return f"Gambar: {self.title}. {self.alt}"


def own_chart(drawing: Drawing, *, title: str, alt: str, subtitle: str = "", caption: str = "") -> OwnChart:
    """A matplotlib figure as a figure of the report.

    Numbers on its axes get decimal commas; its bytes do not change from run to run: no date, fixed ids.

    Parameters
    ----------
    drawing
        The matplotlib figure.
    title
        What it shows, as a finding.
    alt
        What a reader who does not see it should know.
    """
    import matplotlib.pyplot as plt

    _write_decimal_commas(drawing)
    held = io.BytesIO()
    with plt.style.context({"svg.fonttype": "none", "svg.hashsalt": "iku"}):
        drawing.savefig(held, format="svg", metadata={"Date": None, "Creator": None})
    plt.close(drawing)
    return OwnChart(base64.b64encode(held.getvalue()).decode("ascii"), title, subtitle, alt, caption)


def _write_decimal_commas(drawing: Drawing) -> None:
    from matplotlib.ticker import ScalarFormatter

    class WithComma(ScalarFormatter):
        def __call__(self, x: float, pos: int | None = None) -> str:
            return super().__call__(x, pos).replace(".", ",")

    for axes in drawing.axes:
        for axis in (axes.xaxis, axes.yaxis):
            if type(axis.get_major_formatter()) is ScalarFormatter:  # not one the analyst chose
                axis.set_major_formatter(WithComma())
