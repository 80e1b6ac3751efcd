"""The parts of ``publikasi-skm``, the survey result as one A4 page for the wall: a cell each."""

from __future__ import annotations

from iku_helpers.pages.poster.head import head
from iku_helpers.pages.poster.improvements import improvements
from iku_helpers.pages.poster.passport import passport
from iku_helpers.pages.poster.respondents import respondents
from iku_helpers.pages.poster.result import result, scale
from iku_helpers.pages.poster.unsur import unsur

__all__ = ["head", "improvements", "passport", "respondents", "result", "scale", "unsur"]
