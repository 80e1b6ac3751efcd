"""The shape of every notebook: a page an analyst can read and change without meeting a program."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

NOTEBOOKS = sorted((Path(__file__).resolve().parents[1] / "notebooks").glob("*.ipynb"))
FORBIDDEN = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Try,
    ast.If,
    ast.For,
    ast.While,
    ast.With,
    ast.ListComp,
    ast.DictComp,
    ast.SetComp,
    ast.GeneratorExp,
    ast.Lambda,
)
DECLARATION = re.compile(r'^[a-z_]+: (int|str|float|bool) = ("[^"]*"|[\w.]+)  # \S.*$')


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def cells(request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    notebook: dict[str, Any] = json.loads(request.param.read_text("utf-8"))
    return list(notebook["cells"])


def source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def code(cells: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [cell for cell in cells if cell["cell_type"] == "code"]


def tagged(cells: list[dict[str, Any]], tag: str) -> list[dict[str, Any]]:
    return [cell for cell in cells if tag in cell["metadata"].get("tags", [])]


def test_there_is_a_notebook_to_look_at():
    assert "laporan-iku" in {path.stem for path in NOTEBOOKS}


def test_title_comes_first_and_asks_the_question(cells):
    assert cells[0]["cell_type"] == "markdown"
    assert source(cells[0]).startswith("# ")
    assert "?" in source(cells[0])


def test_one_parameters_cell_says_what_each_line_means(cells):
    (parameters,) = tagged(cells, "parameters")
    assert parameters is code(cells)[0]
    assert [line for line in source(parameters).splitlines() if not DECLARATION.match(line)] == []


def test_code_cells_are_short_and_hold_no_program(cells):
    for cell in code(cells):
        tree = ast.parse(source(cell))
        assert len(source(cell).splitlines()) <= 10, source(cell)
        assert [node for node in ast.walk(tree) if isinstance(node, FORBIDDEN)] == []


def test_committed_without_outputs(cells):
    for cell in code(cells):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None


def test_at_most_forty_cells_with_ids_of_their_own(cells):
    ids = [cell["id"] for cell in cells]
    assert len(cells) <= 40
    assert len(set(ids)) == len(ids)


def test_no_figure_is_typed_into_the_prose(cells):
    """Every number in a sentence about results is made from data; headings and rules keep theirs."""
    prose = "\n".join(source(cell) for cell in cells if cell["cell_type"] == "markdown")
    assert re.findall(r"\d+,\d+|\d{1,3}\.\d{3}", prose) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_kernel_and_format_are_those_of_any_jupyter(path):
    notebook = json.loads(path.read_text("utf-8"))
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    assert (notebook["nbformat"], notebook["nbformat_minor"]) >= (4, 5)
