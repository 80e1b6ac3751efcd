"""A formula written into a notebook, and the helper that already does it right.

Ten people's own ``mean() * 25`` are ten answers to one question: none weights, rounds or treats a gap as the
report does. The findings are warnings of ``iku check``; the pre-commit hook (``python -m
iku_helpers.desk.formulas FILES``) refuses the commit. It knows what analysts usually write; it is no proof.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from iku_helpers.errors import Problem
from iku_helpers.inputs import catalogue

INDEX = "ikm.index dari iku_helpers.method: IKM beserta galat baku dan intervalnya"
WEIGHT = "ikm.index dari iku_helpers.method: bobotnya tepat 1/9, bobot lain lewat survei.bobot di tahun.yml"
SHARE = "desa.percentage dari iku_helpers.method: persentase desa beserta batasnya"
ACHIEVED = "capaian.achievement dari iku_helpers.method: capaian, juga bila targetnya nol atau kosong"
GROUPS = "ikm.by_group dari iku_helpers.method: indeks tiap kelompok beserta intervalnya"
ROUNDING = "numbers.number dari iku_helpers: pembulatan setengah ke atas, dengan koma desimal"
LETTER = "ikm.mutu dari iku_helpers.method: huruf mutu menurut aturannya"
STATUS = "desa.idm_status dari iku_helpers.method: status desa tanpa membulatkan lebih dulu"

WEIGHTS = {0.11, 0.111, 0.1111}
LETTERS = {88.31, 88.3, 76.61, 76.6, 64.99}
STATUSES = {0.8155, 0.7072, 0.5989, 0.4907, 79.63, 69.35, 57.39, 49.49}


@dataclass(frozen=True)
class Habit:
    """Something people write, told from other code, and what to call instead."""

    is_in: Callable[[ast.AST], bool]
    written: str
    helper: str


def _number(node: ast.AST) -> float | None:
    held = node.value if isinstance(node, ast.Constant) else None
    return float(held) if isinstance(held, int | float) and not isinstance(held, bool) else None


def _calls(node: ast.AST, *names: str) -> bool:
    """Whether a method or function of one of these names is called anywhere in ``node``."""
    return any(
        isinstance(one, ast.Call) and getattr(one.func, "attr", getattr(one.func, "id", "")) in names
        for one in ast.walk(node)
    )


def _factors(node: ast.AST, operator: type[ast.operator]) -> tuple[ast.AST, ast.AST] | None:
    if isinstance(node, ast.BinOp) and isinstance(node.op, operator):
        return node.left, node.right
    return None


def _times(node: ast.AST, *values: float) -> bool:
    pair = _factors(node, ast.Mult)
    return pair is not None and any(_number(side) in values for side in pair)


def _over(node: ast.AST, *values: float) -> bool:
    pair = _factors(node, ast.Div)
    return pair is not None and _number(pair[1]) in values


def _has(node: ast.AST, operator: type[ast.operator]) -> bool:
    return any(isinstance(one, ast.BinOp) and isinstance(one.op, operator) for one in ast.walk(node))


def _is_percentage(node: ast.AST) -> bool:
    """``a / b * 100`` and ``100 * a / b``."""
    divided = _factors(node, ast.Div)
    inside = divided is not None and any(_times(one, 100) for one in ast.walk(divided[0]))
    return inside or (_times(node, 100) and _has(node, ast.Div))


def _by_target(node: ast.AST) -> bool:
    pair = _factors(node, ast.Div)
    names = ast.walk(pair[1]) if pair else ()
    return any("target" in str(getattr(one, "id", getattr(one, "attr", ""))) for one in names)


def _compares(node: ast.AST, bounds: set[float]) -> bool:
    return isinstance(node, ast.Compare) and any(_number(side) in bounds for side in ast.walk(node))


def _rounds(node: ast.AST) -> bool:
    if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
        return any(
            isinstance(one, ast.Constant) and str(one.value).endswith(("f", "%"))
            for one in ast.walk(node.format_spec)
        )
    return isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "round"


def _grouped_mean(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    asked = node.func.attr == "mean" or (
        node.func.attr in ("agg", "aggregate")
        and any(getattr(one, "value", "") == "mean" for one in node.args)
    )
    return asked and _calls(node.func.value, "groupby")


HABITS = (
    Habit(lambda node: _times(node, 25) and _calls(node, "mean", "sum", "average"), "rata-rata × 25", INDEX),
    Habit(lambda node: _times(node, *WEIGHTS) or _over(node, 9), "bobot unsur sendiri", WEIGHT),
    Habit(_by_target, "pembagian dengan target", ACHIEVED),
    Habit(_is_percentage, "persentase sendiri", SHARE),
    Habit(_grouped_mean, "rata-rata tiap kelompok", GROUPS),
    Habit(lambda node: isinstance(node, ast.Call) and _calls(node, "std", "sem"), "simpangan baku", INDEX),
    Habit(lambda node: _times(node, 1.96, 1.645, 2.576), "interval 1,96 × galat baku", INDEX),
    Habit(lambda node: _compares(node, LETTERS), "batas mutu", LETTER),
    Habit(lambda node: _compares(node, STATUSES), "batas status desa", STATUS),
    Habit(_rounds, "pembulatan sendiri", ROUNDING),
)


def in_notebook(path: Path, name: str) -> Iterator[Problem]:
    """What a notebook computes by itself, each habit once a line; ``name`` is how messages call the file."""
    try:
        cells = json.loads(path.read_text("utf-8"))["cells"]
    except (ValueError, KeyError, TypeError):
        return  # the batch refuses such a file, and says so
    for number, cell in enumerate(cells, start=1):
        if cell.get("cell_type") == "code":
            for line, habit in sorted(found("".join(cell.get("source", ""))), key=lambda pair: pair[0]):
                yield Problem(
                    f"{habit.written[0].upper()}{habit.written[1:]} ditulis di notebook.",
                    f"{name}, sel {number}", row=line, severity="peringatan", advice=f"Pakai {habit.helper}.",
                )  # fmt: skip


def found(source: str) -> set[tuple[int, Habit]]:
    """Lines and habits of one cell; a cell that is no Python (a magic) is left alone."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return set()
    return {
        (getattr(node, "lineno", 1), habit)
        for node in ast.walk(tree)
        for habit in HABITS
        if habit.is_in(node)
    }


def in_folder(folder: Path) -> list[Problem]:
    """The findings of every notebook of a folder, none where the folder is not there."""
    return [
        problem
        for path in sorted(folder.glob("*.ipynb"))
        for problem in in_notebook(path, f"{folder.name}/{path.name}")
    ]


def beside(params_dir: Path | str | None) -> list[Problem]:
    """The findings of the notebooks beside params/."""
    return in_folder(catalogue.find(params_dir).folder.parent / "notebooks")


def main(paths: list[str]) -> int:
    """The pre-commit hook: 1 where something was found."""
    problems = [problem for path in paths for problem in in_notebook(Path(path), path)]
    sys.stdout.write("".join(f"{problem}\n" for problem in problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
