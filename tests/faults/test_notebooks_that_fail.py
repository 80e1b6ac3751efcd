"""Whatever a notebook does to itself, its own report fails with a reason, and the one beside it is made."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Project

REASONS = {
    "galat": "sel 4: ZeroDivisionError: division by zero",
    "keluar": "sel 3 menghentikan notebook (SystemExit); sel sesudahnya tidak dijalankan",
    "rakus": "sel 3 kehabisan memori (MemoryError)",
    "tanpa-henti": "melewati batas waktu 15 detik pada sel 3",
    "terbunuh": "kernel mati (mungkin kehabisan memori) pada sel 3",
}
LAST_WORDS = {"galat": "persentase = 1 / 0", "tanpa-henti": "while True:", "keluar": "sys.exit(0)"}


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, subprocess.CompletedProcess[str]]:
    """One run over a good notebook and every bad one."""
    made = Project(tmp_path_factory.mktemp("faults"), "kecil", *REASONS)
    return made, made.iku("run", "--kecamatan", "busungbiu", "--batas-waktu", "15", "--json")


def test_the_good_report_is_made_and_the_exit_code_tells_of_the_others(batch: Any) -> None:
    made, done = batch
    assert done.returncode == 1
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert results[0] | {"kunci": ""} == {
        "id": "2024/busungbiu/kecil",
        "tahun": 2024,
        "kecamatan": "busungbiu",
        "iku": {"ikm": {"realisasi": 84.5}},
        "kunci": "",
    }
    assert (made.outputs / "2024" / "busungbiu" / "kecil-busungbiu-2024.html").is_file()


@pytest.mark.parametrize("notebook", REASONS)
def test_the_reason_is_told_and_nothing_of_the_report_is_placed(batch: Any, notebook: str) -> None:
    made, done = batch
    assert f"GAGAL 2024/busungbiu/{notebook}: {REASONS[notebook]}" in done.stderr
    assert list((made.outputs / "2024" / "busungbiu").glob(f"{notebook}*")) == []


@pytest.mark.parametrize("notebook", LAST_WORDS)
def test_the_log_shows_the_cell_and_the_notebook_is_kept(batch: Any, notebook: str) -> None:
    folder: Path = batch[0].outputs / "gagal" / "2024" / "busungbiu" / notebook
    log = (folder / "catatan.txt").read_text()
    assert LAST_WORDS[notebook] in log
    assert REASONS[notebook] in log.splitlines()[2]
    assert json.loads((folder / "notebook.ipynb").read_text())["cells"]


def test_nothing_of_the_work_is_left(batch: Any) -> None:
    made, _ = batch
    assert sorted(path.name for path in made.outputs.iterdir() if path.name != ".kunci") == sorted(
        ["2024", "gagal", "index.html", "ledger.json", "semua-hasil.csv"]
    )
