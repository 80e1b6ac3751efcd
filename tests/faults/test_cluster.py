"""The same jobs on Dask, for real on this machine: a scheduler, two workers, one of them killed half way."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from iku_helpers.batch import cluster
from iku_helpers.batch.cluster import packed, unpack
from iku_helpers.errors import RequestError
from tests.conftest import Project

pytest.importorskip("distributed", reason="Dask is not installed (extra cluster)")
YEARS = ("--tahun", "2023", "--tahun", "2024")


@contextlib.contextmanager
def dask(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """One process of Dask."""
    command = [sys.executable, "-m", "dask", *arguments]
    nowhere = subprocess.DEVNULL
    with subprocess.Popen(command, cwd="/", stdout=nowhere, stderr=nowhere) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def scheduler(tmp_path: Path, one_version: None) -> Iterator[Path]:  # noqa: ARG001
    """A scheduler's file: where it listens."""
    file = tmp_path / "scheduler.json"
    with dask(
        "scheduler", "--scheduler-file", str(file), "--port", "0", "--no-dashboard", "--host", "127.0.0.1"
    ):
        deadline = time.monotonic() + 60
        while not file.is_file():
            assert time.monotonic() < deadline
            time.sleep(0.1)
        yield file


def worker(scheduler: Path) -> contextlib.AbstractContextManager[subprocess.Popen[bytes]]:
    """One worker process, without the nanny that would start it again."""
    return dask(
        "worker", "--scheduler-file", str(scheduler), "--nthreads", "1", "--no-nanny", "--no-dashboard"
    )


def made_pages(made: Project) -> int:
    return len(list(made.outputs.glob("20*/*/*.html")))


def test_18_reports_with_a_worker_killed_half_way_equal_the_local_ones(
    project: Callable[..., Any], scheduler: Path
) -> None:
    here, there = project("kecil", folder="sini"), project("kecil", folder="sana")
    address = json.loads(scheduler.read_text())["address"]
    with worker(scheduler) as first, worker(scheduler):
        command = [sys.executable, "-m", "iku_helpers.cli", "run", *YEARS, "--cluster", address]
        with subprocess.Popen(
            command, cwd=there.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as batch:
            while made_pages(there) < 5 and batch.poll() is None:
                time.sleep(0.02)
            first.kill()
            _, told = batch.communicate(timeout=200)
        assert batch.returncode == 0, told.decode()
    assert here.iku("run", *YEARS).returncode == 0
    assert made_pages(there) == 18
    assert there.written() == here.written()


def test_a_worker_of_another_version_is_refused_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    class Client:
        def run(self, _: object) -> dict[str, tuple[str, str, str]]:
            return {"tcp://10.0.0.7:4321": ("lain", "kunci", "3.11.0")}

    monkeypatch.setattr(cluster, "version", lambda: ("ini", "kunci", "3.11.0"))
    with pytest.raises(RequestError, match=r"tcp://10\.0\.0\.7:4321 memakai versi .* lain"):
        cluster._require_equal_versions(Client())


def test_a_scheduler_that_is_not_there_is_refused(project: Callable[..., Any]) -> None:
    made = project("kecil")
    done = made.iku("run", "--cluster", "tcp://127.0.0.1:1")
    assert done.returncode == 2
    assert "tidak terjangkau" in done.stderr
    assert not list(made.outputs.glob("20*"))


def test_a_folder_travels_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a" / "dalam").mkdir(parents=True)
    (tmp_path / "a" / "dalam" / "x.csv").write_bytes(b"\xff\x00baris\r\n")
    unpack(packed(tmp_path / "a"), tmp_path / "b")
    assert (tmp_path / "b" / "dalam" / "x.csv").read_bytes() == b"\xff\x00baris\r\n"


def test_a_local_run_imports_nothing_of_dask(project: Callable[..., Any]) -> None:
    script = "import sys; from iku_helpers.cli import main; main(['run', '--kecamatan', 'banjar']);"
    done = subprocess.run(
        [sys.executable, "-c", f"{script} print('distributed' in sys.modules, 'dask' in sys.modules)"],
        cwd=project("kecil").folder,
        env={**os.environ},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "False False"
