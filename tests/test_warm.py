"""Warm kernels: forked from the batch's one server, with everything loaded before the first cell."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from iku_helpers.batch import render as rendering
from iku_helpers.batch.render import render
from iku_helpers.batch.task import Task
from tests.conftest import Project

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc for the parents of a kernel")


def told(made: Project, *options: str) -> list[Mapping[str, Any]]:
    """What each report says of its own process."""
    done = made.iku("run", "--kecamatan", "banjar", "--kecamatan", "sawan", "--json", *options)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_every_kernel_is_forked_from_the_one_server_of_the_batch(
    project: Callable[..., Any], jobs: str
) -> None:
    for report in told(project("silsilah"), "--jobs", jobs):
        watcher, server, batch = report["leluhur"][:3]
        assert "forkserver" in " ".join(watcher)
        assert "forkserver" in " ".join(server)
        assert batch[1:4] == ["-m", "iku_helpers.cli", "run"], "a worker has started a server of its own"


def test_what_a_notebook_imports_is_loaded_before_its_first_cell(project: Callable[..., Any]) -> None:
    made = project("silsilah")
    wanted = {"pandas", "iku_helpers.inputs.workbook"}  # imported by the second cell; the first one looked
    assert all(wanted <= set(report["termuat"]) for report in told(made))
    cold = told(made, "--cold", "--force")
    assert not any("iku_helpers.inputs.workbook" in report["termuat"] for report in cold)


def test_no_kernel_loads_a_debugger(project: Callable[..., Any]) -> None:
    made = project("silsilah")
    for report in [*told(made), *told(made, "--cold", "--force")]:
        assert not any(name.startswith(("debugpy.", "pydevd")) for name in report["termuat"])


def test_a_cell_that_interrupts_itself_is_not_ignored(project: Callable[..., Any]) -> None:
    made = project("silsilah")
    path = made.notebooks / "silsilah.ipynb"
    content = json.loads(path.read_text())
    content["cells"][2]["source"] = "raise KeyboardInterrupt"
    path.write_text(json.dumps(content))
    done = made.iku("run", "--kecamatan", "banjar")
    assert done.returncode == 1
    assert "sel 3: KeyboardInterrupt" in done.stderr


class Starts:
    """Stands in for the running of cells: a kernel that dies before it answers, so many times."""

    def __init__(self, deaths: int, ran: bool = False) -> None:
        self.deaths, self.ran, self.tried = deaths, ran, 0

    def __call__(self, _: Task, notebook: Any, __: float | None) -> None:
        self.tried += 1
        for number, cell in enumerate(notebook.cells, start=1):
            if cell.cell_type == "code" and (self.ran or self.tried > self.deaths):
                cell.execution_count = number
        if self.tried <= self.deaths:
            raise RuntimeError("kernel mati sebelum menjawab")


@pytest.fixture
def task(tmp_path: Path, root: Path) -> Task:
    """One report of the smallest notebook, staged."""
    source = root / "tests" / "fixtures"
    parameters = {"tahun": 2024, "kecamatan": "banjar", "params_dir": ""}
    places = (str(source), "kecil.ipynb", str(tmp_path / "hasil"), "kecil.html", "kecil.json")
    return Task("2024/banjar/kecil", *places, parameters, {})


@pytest.mark.parametrize(
    ("starts", "tried", "reason"),
    [
        (Starts(2), 3, None),
        (Starts(3), 3, "kernel tidak dapat dimulai: kernel mati sebelum menjawab"),
        (Starts(1, ran=True), 1, "kernel tidak dapat dimulai: kernel mati sebelum menjawab"),
    ],
    ids=["starts at the third", "never starts", "died after it had begun"],
)
def test_a_kernel_dead_before_it_answers_is_started_again(
    task: Task, monkeypatch: pytest.MonkeyPatch, starts: Starts, tried: int, reason: str | None
) -> None:
    monkeypatch.setattr(rendering, "_run_cells", starts)
    outcome = render(task)
    assert (starts.tried, outcome.reason) == (tried, reason)


@pytest.mark.parametrize("options", [[], ["--cold"]], ids=["warm", "cold"])
def test_a_script_that_runs_a_batch_is_run_once_alone(
    project: Callable[..., Any], options: list[str]
) -> None:
    made = project("kecil")
    script = made.folder / "skrip.py"
    script.write_text(
        "import sys\nfrom iku_helpers.cli import main\n"
        "print('mulai')\nmain(['run', '--kecamatan', 'banjar', *sys.argv[1:]])\n"
    )
    command = [sys.executable, str(script), *options]
    done = subprocess.run(command, cwd=made.folder, capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.splitlines() == ["mulai", "outputs/2024/banjar/kecil-banjar-2024.html"]
    assert "1 laporan dibuat" in done.stderr
