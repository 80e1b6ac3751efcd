"""What pydantic refuses, said in Indonesian: key path, value, what is allowed, and the nearest known key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from iku_helpers.errors import Problem, ended

Lines = Mapping[tuple[str, ...], int]

_EXPECTED = {
    "int": "bilangan bulat",
    "float": "angka dengan titik desimal",
    "string": "teks (tulis di antara tanda kutip bila berupa angka)",
    "bool": "true atau false",
    "date": "tanggal ISO seperti 2024-06-30",
    "dict": "pasangan 'kunci: nilai'",
    "model": "pasangan 'kunci: nilai'",
    "tuple": "daftar, tiap butir diawali tanda '-'",
    "list": "daftar, tiap butir diawali tanda '-'",
    "finite": "angka yang terhingga",
}


def problems_of(error: ValidationError, model: type[BaseModel], file: str, lines: Lines) -> list[Problem]:
    """One Problem for each refusal, in the order of the file where lines are known."""
    problems = [_problem(detail, model, file, lines) for detail in error.errors(include_url=False)]
    return sorted(problems, key=lambda problem: problem.row or 0)


def _problem(detail: Any, model: type[BaseModel], file: str, lines: Lines) -> Problem:
    keys, parent, field = _walked(model, detail["loc"])
    path = _path(keys)
    row = lines.get(tuple(keys)) or lines.get(tuple(keys[:-1]))
    if detail["type"] == "extra_forbidden":
        known = _known(parent)
        said = f"Kunci '{path}' tidak dikenal{ended(keys[-1], known)}"
        return Problem(said, file, row=row, allowed=", ".join(known))
    if detail["type"] == "missing":
        return Problem(f"Kunci '{path}' belum diisi.", file, row=row, allowed=_allowed(detail, field))
    value = detail["input"]
    shown = None if isinstance(value, (dict, list, BaseModel)) else value
    if detail["type"] == "value_error":
        said = str(detail["ctx"]["error"])
        where = f"Kunci '{path}': " if path else ""
        return Problem(f"{where}{said}", file, row=row, value=shown)
    allowed = _allowed(detail, field)
    return Problem(f"Nilai kunci '{path}' tidak sesuai.", file, row=row, value=shown, allowed=allowed)


def _path(keys: Sequence[str]) -> str:
    """Key path as a reader counts: ``indikator[3].hitung`` is the third indicator.

    >>> _path(["indikator", "2", "hitung"])
    'indikator[3].hitung'
    """
    steps = (f"[{int(key) + 1}]" if key.isdecimal() else f".{key}" for key in keys)
    return "".join(steps).removeprefix(".")


def _allowed(detail: Any, field: FieldInfo | None) -> str | None:
    """What the key may hold: the field's own words first, else what the kind of refusal tells."""
    extra = field.json_schema_extra if field is not None else None
    if isinstance(extra, dict) and "boleh" in extra:
        return str(extra["boleh"])
    kind, context = str(detail["type"]), detail.get("ctx", {})
    if kind in {"literal_error", "enum"}:
        return str(context["expected"]).replace("'", "").replace(" or ", " atau ")
    if kind in {"union_tag_invalid", "union_tag_not_found"}:
        return str(context.get("expected_tags", "")).replace("'", "") or None
    bounds = {"greater_than_equal": "ge", "greater_than": "gt", "less_than_equal": "le", "less_than": "lt"}
    if kind in bounds:
        words = {"ge": "paling kecil", "gt": "lebih dari", "le": "paling besar", "lt": "kurang dari"}
        return f"{words[bounds[kind]]} {context[bounds[kind]]:g}"
    return _EXPECTED.get(kind.split("_")[0])


def _known(model: type[BaseModel] | None) -> list[str]:
    return [] if model is None else list(model.model_fields)


def _walked(
    model: type[BaseModel], loc: Sequence[int | str]
) -> tuple[list[str], type[BaseModel] | None, FieldInfo | None]:
    """Key path as written in the file, the model that holds its last key, and that key's field.

    pydantic's own path also names the tag of a chosen union member; the file has no such level.
    """
    keys: list[str] = []
    here: Any = model
    holder: type[BaseModel] | None = None
    field: FieldInfo | None = None
    for step in loc:
        members = models(here)
        tagged = next((member for member in members if _has_tag(member, step)), None)
        if len(members) > 1 and tagged is not None:
            here = tagged
            continue
        keys.append(str(step))
        if members:
            holder = members[0]
            field = holder.model_fields.get(str(step))
            here = field.annotation if field is not None else None
        else:
            here = inner(here)
    return keys, holder, field


def _has_tag(model: type[BaseModel], tag: int | str) -> bool:
    field = model.model_fields.get("jenis")
    return field is not None and tag in get_args(field.annotation)


def models(annotation: Any) -> list[type[BaseModel]]:
    """The models an annotation may hold directly."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if get_origin(annotation) in {Annotated, Union, UnionType}:
        return [model for part in get_args(annotation) for model in models(part)]
    return []


def inner(annotation: Any) -> Any:
    """What a list, tuple or mapping holds."""
    if get_origin(annotation) in {Union, UnionType}:
        annotation = next((part for part in get_args(annotation) if part is not type(None)), None)
    parts = [part for part in get_args(annotation) if part is not Ellipsis]
    return parts[-1] if parts else None
