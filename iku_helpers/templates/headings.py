"""Ids for the headings of a page and the table of contents made from them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from markupsafe import Markup

_HEADING = re.compile(r"<h([23])(?P<attributes>[^>]*)>(?P<inner>.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_ID = re.compile(r'\sid="([^"]*)"')


@dataclass(frozen=True)
class Contents:
    """The body with an id on every chapter, and the chapters as (id, title)."""

    body: Markup
    chapters: tuple[tuple[str, Markup], ...]


def slug(title: str) -> str:
    """An id readable in the address line; it begins with a letter, or a style sheet could not name it.

    >>> slug("IKU 1: kepuasan masyarakat"), slug("312 responden")
    ('iku-1-kepuasan-masyarakat', 'bagian-312-responden')
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return words if words[:1].isalpha() else f"bagian-{words}".rstrip("-")


def with_contents(body: str) -> Contents:
    """``body`` with unique ids on its headings, and its chapters (h2) for the table of contents."""
    used = set(_ID.findall(body))
    chapters: list[tuple[str, Markup]] = []

    def named(match: re.Match[str]) -> str:
        level, inner = match.group(1), match.group("inner")
        title = _TAG.sub("", inner).strip()
        given = _ID.search(match.group("attributes"))
        identity = given.group(1) if given else _free(slug(Markup(title).unescape()), used)
        if level == "2":
            chapters.append((identity, Markup(title)))
        return match.group(0) if given else match.group(0).replace(">", f' id="{identity}">', 1)

    return Contents(Markup(_HEADING.sub(named, body)), tuple(chapters))


def _free(wanted: str, used: set[str]) -> str:
    """``wanted``, or with the next number where it is taken."""
    identity, count = wanted, 1
    while identity in used:
        count += 1
        identity = f"{wanted}-{count}"
    used.add(identity)
    return identity
