"""The parts of ``dokumen-iku``, the yearly document that lays down the indicators: a cell each."""

from __future__ import annotations

from iku_helpers.pages.document.cover import cover
from iku_helpers.pages.document.indicators import counting, kinds, scope, targets
from iku_helpers.pages.document.official_table import official_table
from iku_helpers.pages.document.signature import signature
from iku_helpers.pages.document.statements import aims, closing, foreword, reasons

__all__ = [
    "aims",
    "closing",
    "counting",
    "cover",
    "foreword",
    "kinds",
    "official_table",
    "reasons",
    "scope",
    "signature",
    "targets",
]
