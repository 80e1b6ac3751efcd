"""YAML files as checked settings: syntax, repeated keys and wrong values become Problems."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from iku_helpers.errors import InputError
from iku_helpers.inputs.refusals import problems_of
from iku_helpers.inputs.text_files import Loader
from iku_helpers.inputs.text_files import mapping as mapping
from iku_helpers.inputs.text_files import plain as plain
from iku_helpers.inputs.text_files import read_bytes as read_bytes
from iku_helpers.inputs.text_files import read_text as read_text


class Settings(BaseModel):
    """Base of all settings: nothing unknown, nothing converted unasked, nothing changed later."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _lists_are_tuples(cls, values: Any) -> Any:
        """YAML knows lists only; a frozen model holds tuples."""
        if not isinstance(values, dict):
            return values
        return {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}


Model = TypeVar("Model", bound=BaseModel)


def validated(model: type[Model], values: Mapping[str, Any], file: str, text: str | None = None) -> Model:
    """``values`` as ``model``, or every refusal at once; ``text`` lets a refusal name its line."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        lines = {} if text is None else _lines_by_key_path(text)
        raise InputError(problems_of(error, model, file, lines)) from None


@lru_cache(maxsize=8)
def _lines_by_key_path(text: str) -> dict[tuple[str, ...], int]:
    """Line number (from 1) of every key path; only made when something was refused."""
    lines: dict[tuple[str, ...], int] = {}

    def walk(node: yaml.Node, path: tuple[str, ...]) -> None:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                lines[(*path, key.value)] = key.start_mark.line + 1
                walk(value, (*path, key.value))
        elif isinstance(node, yaml.SequenceNode):
            for order, value in enumerate(node.value):
                lines[(*path, str(order))] = value.start_mark.line + 1
                walk(value, (*path, str(order)))

    root = yaml.compose(text, Loader=Loader)
    if root is not None:
        walk(root, ())
    return lines
