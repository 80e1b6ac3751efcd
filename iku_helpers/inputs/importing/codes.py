"""Village codes as sheets write them: dotted, in four columns, as numbers that lost a zero."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

_WIDTHS = (2, 2, 2, 4)


def village_code(text: str, known: Collection[str] = ()) -> str:
    """The ten digits of a village code, "" where ``text`` holds none.

    A code that lost one zero is completed only if exactly one ``known`` code becomes it by losing a zero.

    >>> [village_code(text) for text in ("51.08.03.2001", "51.8.3.2001", "5108032001.0", "abc")]
    ['5108032001', '5108032001', '5108032001', '']
    >>> village_code("510832001", ["5108032001", "5108032002"])
    '5108032001'
    """
    text = text.strip().strip("'\"")
    if re.fullmatch(r"\d(\.\d+)?[eE]\+?0?9", text):
        text = f"{float(text):.0f}"
    parts = re.split(r"[.\s/-]+", re.sub(r"(?<=\d{9})[.,]0+$", "", text))
    if [len(part) <= width for part, width in zip(parts, _WIDTHS, strict=False)] == [True] * 4 == [
        part.isdecimal() for part in parts
    ] and len(parts[3]) == 4:
        return "".join(part.zfill(width) for part, width in zip(parts, _WIDTHS, strict=True))
    digits = "".join(parts)
    if not digits.isdecimal() or not digits.isascii():
        return ""
    if len(digits) == 10:
        return digits
    if len(digits) == 9:
        whole = [code for code in known if digits in _losing_a_zero(code)]
        return whole[0] if len(whole) == 1 else ""
    return ""


def _losing_a_zero(code: str) -> set[str]:
    return {code[:place] + code[place + 1 :] for place, digit in enumerate(code) if digit == "0"}


def joined_parts(parts: Mapping[Any, pd.Series], village: pd.Series) -> pd.Series:
    """Codes from four columns (province, kabupaten, kecamatan, village), whole or step by step."""
    result = village.where(village.str.len() >= 9, "")
    names = [name for name in ("kode_prov", "kode_kab", "kode_kec") if name in parts]
    if len(names) < 3:
        return result
    prov, kab, kec = (parts[name].str.replace(r"\D", "", regex=True) for name in names)
    head = kec.where(
        kec.str.len() == 6,
        kab.where(kab.str.len() == 4, prov.str.zfill(2) + kab.str.zfill(2)) + kec.str.zfill(2),
    )
    built = head + village.str.replace(r"\D", "", regex=True)
    return result.where(result != "", built.where((built.str.len() == 10), ""))
