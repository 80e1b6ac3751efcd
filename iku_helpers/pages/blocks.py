"""What a cell shows: pieces of HTML whose every text was escaped, and their plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup

_TAGS = re.compile(r"<(?:svg|style)\b.*?</(?:svg|style)>|<[^>]+>", re.DOTALL)


class Shown(Protocol):
    """Anything a notebook can show as HTML: a block, a table, a figure."""

    def _repr_html_(self) -> str: ...


@dataclass(frozen=True)
class Block:
    """A piece of the page."""

    html: Markup

    def _repr_html_(self) -> str:
        return str(self.html)

    def __repr__(self) -> str:
        return plain(self.html)

    @property
    def text(self) -> str:
        """The words alone."""
        return plain(self.html)


def plain(html: str) -> str:
    """Words of a piece of HTML, for tests and for viewers without HTML."""
    return " ".join(Markup(_TAGS.sub(" ", html)).unescape().split())


def paragraph(*sentences: str, lead: bool = False) -> Block:
    """Sentences as one paragraph; empty ones fall out, and nothing at all stays nothing."""
    words = Markup(" ").join(sentence for sentence in sentences if sentence)
    if not words:
        return Block(Markup(""))
    return Block(Markup('<p class="{}">{}</p>').format("kata utama" if lead else "kata", words))


def bullets(items: Iterable[str]) -> Block:
    """Findings one below the other."""
    entries = Markup("").join(Markup("<li>{}</li>").format(item) for item in items if item)
    return Block(Markup('<ul class="kata butir">{}</ul>').format(entries) if entries else Markup(""))


def finding(headline: str, rest: str = "") -> Markup:
    """A headline in bold with the sentence that bears it out."""
    return (
        Markup("<strong>{}</strong> {}").format(headline, rest)
        if rest
        else Markup("<strong>{}</strong>").format(headline)
    )


def note(*sentences: str) -> Block:
    """A remark set apart: something is missing, or must be read with care."""
    return Block(Markup('<div class="catatan">{}</div>').format(paragraph(*sentences).html))


def details(summary: str, *parts: Shown) -> Block:
    """A folded part."""
    inner = Markup("").join(markup(part) for part in parts)
    return Block(
        Markup('<details class="cara"><summary>{}</summary><div>{}</div></details>').format(summary, inner)
    )


def formula(latex: str) -> Block:
    """A formula: typeset by JupyterLab where it is shown there, turned into MathML by the exporter."""
    return Block(Markup('<p class="tex">$${}$$</p>').format(latex))


def panel(title: str, pairs: Sequence[tuple[str, str]]) -> Block:
    """Terms and what they are, in a box."""
    rows = Markup("").join(Markup("<dt>{}</dt><dd>{}</dd>").format(*pair) for pair in pairs if pair[1])
    return Block(Markup('<div class="panel"><h3>{}</h3><dl class="rinci">{}</dl></div>').format(title, rows))


def heading(title: str) -> Block:
    """A chapter's heading made from data (the others stand in the notebook's prose)."""
    return Block(Markup("<h2>{}</h2>").format(title))


def together(*parts: Shown | None) -> Block:
    """Several pieces as one; None is skipped."""
    return Block(Markup("\n").join(markup(part) for part in parts if part is not None))


def markup(part: Shown) -> Markup:
    """The HTML of anything that can be shown; its maker has escaped it."""
    return Markup(part._repr_html_())


def breakable(path: str) -> Markup:
    """A path that may go on in the next line after each of its strokes."""
    return Markup("/<wbr>").join(path.split("/"))


def quotation(words: str) -> Markup:
    """Somebody's own words."""
    return Markup("<blockquote><p>{}</p></blockquote>").format("“" + words + "”")
