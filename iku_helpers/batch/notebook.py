"""What the batch must know of a notebook before a kernel starts: its reports and its parameters.

Read with the standard library alone, so that planning stays quick.
"""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from iku_helpers.errors import RequestError, ended

Scope = Literal["kecamatan", "kabupaten"]
SCOPES: tuple[Scope, ...] = ("kecamatan", "kabupaten")
_TYPES: dict[str, type | tuple[type, ...]] = {"int": int, "str": str, "bool": bool, "float": (int, float)}
_WORDS = {"int": "bilangan bulat", "str": "teks", "bool": "True atau False", "float": "bilangan"}


@dataclass(frozen=True)
class Notebook:
    """One report notebook as the plan sees it."""

    path: Path
    scope: Scope
    results_name: str | None
    parameters: Mapping[str, str | None]
    imports: tuple[str, ...]
    digest: str
    content: bytes = field(repr=False)
    """What is run, even if the file is edited while a batch is under way."""
    usual: bool = True
    """Whether a run that names no kind makes it too."""

    @property
    def name(self) -> str:
        """The last part of its reports' ids."""
        return self.path.stem

    def require_parameters(self, given: Mapping[str, object]) -> None:
        """Refuse a parameter the notebook does not have, or a value of another type than it declares.

        papermill itself only logs an unknown name and then reports on the default kecamatan.
        """
        for name, value in given.items():
            if name not in self.parameters:
                known = ", ".join(self.parameters)
                raise RequestError(
                    f"Notebook {self.path.name} tidak mengenal parameter {name!r}"
                    f"{ended(name, list(self.parameters))} Yang dikenal: {known}."
                )
            declared = self.parameters[name]
            if declared in _TYPES and not _fits(value, declared):
                raise RequestError(
                    f"Parameter {name!r} pada notebook {self.path.name} harus {_WORDS[declared]},"
                    f" bukan {value!r}."
                )


def _fits(value: object, declared: str) -> bool:
    if isinstance(value, bool):
        return declared == "bool"
    return isinstance(value, _TYPES[declared])


def notebooks_in(folder: Path) -> list[Notebook]:
    """Every notebook of ``folder`` whose metadata declare, as ``iku.cakupan``, which reports it makes."""
    found = [read_notebook(path) for path in sorted(folder.glob("*.ipynb"))]
    return [notebook for notebook in found if notebook is not None]


def read_notebook(path: Path) -> Notebook | None:
    """The notebook at ``path``; None when it declares no reports (a draft, an exercise)."""
    try:
        read = path.read_bytes()
        content = json.loads(read)
        declared = content["metadata"].get("iku")
        cells = content["cells"]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RequestError(f"Notebook {path} bukan notebook Jupyter yang sah: {error}.") from error
    if declared is None:
        return None
    scope = declared.get("cakupan")
    if scope not in SCOPES:
        raise RequestError(
            f"Notebook {path.name}: metadata iku.cakupan harus kecamatan atau kabupaten, bukan {scope!r}."
        )
    return Notebook(
        path=path,
        scope=scope,
        results_name=declared.get("hasil"),
        parameters=_parameters(path, cells),
        imports=tuple(sorted(set(_imports(cells)))),
        digest=_digest(content),
        content=read,
        usual=declared.get("bawaan", True) is not False,
    )


def _source(cell: Mapping[str, Any]) -> str:
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)


def _code(cells: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], ast.Module]]:
    for cell in cells:
        if cell.get("cell_type") == "code":
            try:
                yield cell, ast.parse(_source(cell))
            except SyntaxError:  # a magic, or a cell that will fail when it runs and say so better than here
                continue


def _parameters(path: Path, cells: Sequence[Mapping[str, Any]]) -> dict[str, str | None]:
    for cell, tree in _code(cells):
        if "parameters" in cell.get("metadata", {}).get("tags", ()):
            return dict(_assignments(tree))
    raise RequestError(
        f"Notebook {path.name} tidak punya sel bertanda 'parameters', sehingga tahun dan kecamatan"
        " tidak dapat diberikan. Beri tanda itu pada sel parameternya (di JupyterLab: ikon roda gigi)."
    )


def _assignments(tree: ast.Module) -> Iterator[tuple[str, str | None]]:
    for statement in tree.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            yield statement.target.id, ast.unparse(statement.annotation)
        elif isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            yield statement.targets[0].id, None


def _imports(cells: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for cell, tree in _code(cells):
        if "skip-execution" in cell.get("metadata", {}).get("tags", ()):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                yield from (name.name for name in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module
                yield from (f"{node.module}.{name.name}" for name in node.names if name.name != "*")


def _digest(content: Mapping[str, Any]) -> str:
    """A digest of what decides the report, without the outputs and settings that JupyterLab saves along."""
    cells = [
        (
            cell.get("cell_type"),
            _source(cell),
            sorted(cell.get("metadata", {}).get("tags", ())),
            cell.get("attachments", {}),
        )
        for cell in content["cells"]
    ]
    told = {key: content["metadata"].get(key) for key in ("title", "iku", "authors")}
    text = json.dumps([cells, told], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()
