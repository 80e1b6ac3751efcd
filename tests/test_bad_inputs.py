"""The corpus of troublesome sheets: each gives the known table or exactly the known sentence."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from iku_helpers.inputs.importing import import_table

CORPUS = Path(__file__).resolve().parent / "bad_inputs"
CASES: list[dict[str, Any]] = yaml.safe_load((CORPUS / "cases.yml").read_text("utf-8"))
OWN = {".gitattributes", "README.md", "cases.yml", "generate.py", "offices.py", "shapes.py"}


def name_of(case: Mapping[str, Any]) -> str:
    return f"{case['file']}-{case['layout']}" if "layout" in case else str(case["file"])


@pytest.fixture
def year_of_busungbiu(root: Path, tmp_path: Path) -> Path:
    """params/ with the registers of 2024 and no table yet."""
    params = tmp_path / "params"
    (params / "2024").mkdir(parents=True)
    shutil.copy(root / "params" / "iku.yml", params)
    for name in ("tahun.yml", "kecamatan.csv", "desa.csv", "layanan.csv"):
        shutil.copy(root / "params" / "2024" / name, params / "2024")
    return params


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_sheet_gives_its_table_or_its_sentence(case, year_of_busungbiu):
    kind, before = case.get("kind", "survei"), snapshot(year_of_busungbiu)
    report = import_table(
        kind, CORPUS / case["file"], 2024, case.get("kecamatan", "busungbiu"), year_of_busungbiu,
        layout=CORPUS / case["layout"] if "layout" in case else None, today=dt.date(2024, 12, 31),
    )  # fmt: skip
    if "refused" in case:
        assert str(report.problems[0]) == case["refused"]
        assert report.exit_status == 2
        assert snapshot(year_of_busungbiu) == before
        return
    table = "survei/busungbiu" if kind == "survei" else kind
    written = (year_of_busungbiu / "2024" / f"{table}.csv").read_text("utf-8")
    assert [str(problem) for problem in report.problems] == case.get("warns", [])
    assert written == (CORPUS / "expected" / case["becomes"]).read_text("utf-8")
    for sentence in case.get("says", ()):
        assert sentence in report.text()


def test_the_readme_lists_every_file_with_its_trouble():
    listed = (CORPUS / "README.md").read_text("utf-8")
    for case in CASES:
        assert f"| {case['file']} | {case['trouble']} |" in listed
    there = {path.name for path in CORPUS.iterdir() if path.is_file()} - OWN
    assert there - {case["file"] for case in CASES} - {case.get("layout") for case in CASES} == set()
    assert len({case["file"] for case in CASES}) >= 60


def test_no_sentence_is_machine_talk():
    spoken = [case["refused"] for case in CASES if "refused" in case]
    assert [s for s in spoken if re.search(r"Traceback|Error|Exception|None|nan\b|<class|dtype", s)] == []
    assert all(sentence.endswith((".", "?")) for sentence in spoken)
