"""What the settings are made of: text, days, targets, and keys that carry their own words."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


def _as_date(value: object) -> object:
    """ISO text is a date too: editors and spreadsheets put quotation marks around dates."""
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            return value
    return value.date() if isinstance(value, dt.datetime) else value


Day = Annotated[dt.date, BeforeValidator(_as_date)]
Targets = dict[str, Annotated[float, Field(ge=0)]]


def field(meaning: str, example: object, allowed: str, default: Any = ..., unit: str = "") -> Any:
    """A key with the words of the codebook: meaning, example, what it may hold, unit."""
    words: dict[str, Any] = {"boleh": allowed, "contoh": example} | ({"satuan": unit} if unit else {})
    return Field(default, description=meaning, json_schema_extra=words)
