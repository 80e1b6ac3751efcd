"""Large workbooks: the generator's params/ are sound, and planning reads each table once."""

from __future__ import annotations

import csv
import importlib.util
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from iku_helpers.batch import run
from iku_helpers.batch.plan import Request
from iku_helpers.inputs import raw_years
from iku_helpers.inputs.check import check


@pytest.fixture(scope="module")
def nation(root: Path) -> ModuleType:
    """tests/benchmarks/nation.py."""
    spec = importlib.util.spec_from_file_location("nation", root / "tests" / "benchmarks" / "nation.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["nation"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_drawn_country_has_no_mistakes_and_equal_bytes_each_time(
    nation: ModuleType, tmp_path: Path
) -> None:
    for name in ("satu", "dua"):
        assert nation.write_nation(tmp_path / name, None, [2024], 4) == 4
    first, second = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.*")}
        for name in ("satu", "dua")
    )
    assert first == second
    assert [
        str(problem) for problem in check(tmp_path / "satu", None, None) if problem.severity == "galat"
    ] == []


def test_the_real_register_gives_every_kecamatan_and_its_villages(
    nation: ModuleType, shared: Path, tmp_path: Path
) -> None:
    found = nation.completed(nation.real(shared / "data", 2024))
    assert len(found) == len({one.slug for one in found}) == 7277  # idn-area-data 3.1.2
    assert sum(len(one.villages) for one in found) > 75_000
    busungbiu = next(one for one in found if one.code == "51.08.03")
    assert len(busungbiu.villages) == 15
    nation.write_nation(tmp_path / "params", shared / "data", [2024], 30)
    villages = rows(tmp_path / "params" / "2024" / "desa.csv")
    assert {row["kecamatan"] for row in villages} == {one.slug for one in found[:30]}


def reads(monkeypatch: pytest.MonkeyPatch, params: Path, root: Path) -> Counter[str]:
    """How often planning reads each yearly table."""
    counted: Counter[str] = Counter()
    read = raw_years.text_files.read_bytes

    def counting(path: Path, file: str) -> bytes:
        if "survei" not in file:
            counted[file] += 1
        return read(path, file)

    with monkeypatch.context() as patched:
        patched.setattr(raw_years.text_files, "read_bytes", counting)
        request = Request(params, root / "notebooks", params.parent / "outputs", kinds=("laporan-iku",))
        assert run.survey(request)
    return counted


def test_planning_reads_the_tables_as_often_for_many_as_for_few(
    nation: ModuleType, tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for count in (2, 40):
        nation.write_nation(tmp_path / str(count) / "params", None, [2023, 2024], count)
    few, many = (reads(monkeypatch, tmp_path / count / "params", root) for count in ("2", "40"))
    assert few == many
    assert {count for file, count in many.items() if not file.endswith("kecamatan.csv")} == {1}
