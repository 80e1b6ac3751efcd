"""The walls of the house: which room may import which (CONTRIBUTING.md, "The rooms")."""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "iku_helpers"
GROUND = {"errors", "numbers", "rules"}
DOOR = {"cli", "arguments", "desk_arguments", "asked", "next_steps"}
MAY_IMPORT = {
    "errors": GROUND,
    "numbers": GROUND,
    "rules": GROUND,
    "inputs": GROUND | {"inputs"},
    "method": GROUND | {"method"},
    "pages": GROUND | {"pages", "method"},
    "templates": GROUND | {"templates"},
    "batch": GROUND | {"batch", "inputs", "templates"},
    "desk": GROUND | {"desk", "inputs", "method", "pages", "templates"},
    **dict.fromkeys(DOOR, GROUND | DOOR | {"batch", "desk", "inputs", "templates"}),
    "notebook": GROUND | {"desk", "inputs", "method", "pages"},
}
METHOD_LIBRARIES = {"numpy", "pandas", "scipy"}


def room_of(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(tree: ast.AST, module: tuple[str, ...]) -> Iterator[str]:
    """Absolute dotted names that the source imports; ``module`` is the package path it stands in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = list(module[: len(module) - node.level + 1]) if node.level else []
            name = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{name}.{alias.name}" for alias in node.names)


def crossings(source: str, room: str, module: tuple[str, ...] = ()) -> list[str]:
    """Imports of ours that ``room`` must not make."""
    ours = [
        name.split(".") for name in imported(ast.parse(source), module) if name.startswith("iku_helpers.")
    ]
    return [".".join(name) for name in ours if name[1] not in MAY_IMPORT[room]]


MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.stem != "__init__")
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_stays_on_its_floor(module):
    place = module.relative_to(ROOT).parent.parts
    assert crossings(module.read_text("utf-8"), room_of(module), place) == []


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_brings_the_rooms_together_and_nothing_else(notebook):
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    source = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    assert crossings(source, "notebook") == []


@pytest.mark.parametrize("module", [m for m in MODULES if room_of(m) == "method"], ids=lambda path: path.stem)
def test_method_needs_only_the_numerical_libraries(module):
    names = {
        name.split(".")[0]
        for name in imported(ast.parse(module.read_text("utf-8")), ("iku_helpers", "method"))
    }
    assert names - set(sys.stdlib_module_names) - METHOD_LIBRARIES <= {"iku_helpers"}


@pytest.mark.parametrize(
    ("source", "room"),
    [
        ("from iku_helpers.method import ikm", "inputs"),
        ("import iku_helpers.pages.charts", "batch"),
        ("from iku_helpers import inputs", "method"),
        ("from ..batch import run", "pages"),
    ],
)
def test_an_upward_import_is_seen(source, room):
    assert crossings(source, room, ("iku_helpers", room)) != []


def test_no_module_has_outgrown_its_room():
    lines = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {name: count for name, count in lines.items() if count > 220} == {}
