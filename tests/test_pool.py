"""The pool of workers: each lives for so many reports, one that dies is replaced, one that hangs is ended."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from iku_helpers.batch import pool as pools
from iku_helpers.batch import run
from iku_helpers.batch.pool import Pool
from iku_helpers.batch.stage import tasks
from iku_helpers.batch.task import Task
from iku_helpers.inputs.slices import Slicer

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="sends signals to workers")


@pytest.fixture
def staged(project: Callable[..., Any]) -> Callable[..., list[Task]]:
    """Makes the staged tasks of a notebook for the first kecamatan."""

    def made(notebook: str, count: int = 1, limit: float | None = None) -> list[Task]:
        there = project(notebook)
        todo = run.survey(there.request(limit=count))
        return list(tasks(todo, Slicer(there.params), Path(there.folder) / "kerja", limit))

    return made


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[pools._Worker]]:
    """Every worker that is started, in order."""
    started: list[pools._Worker] = []

    class Counted(pools._Worker):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            started.append(self)

    monkeypatch.setattr(pools, "_Worker", Counted)
    return started


def signalled(workers: list[pools._Worker], signum: int, times: int) -> None:
    """Send a signal to each of the first workers as soon as it has a task, from a thread of its own."""

    def send() -> None:
        for number in range(times):
            while len(workers) <= number or workers[number].task is None:
                time.sleep(0.005)
            pid = workers[number].process.pid
            assert pid is not None
            os.kill(pid, signum)

    threading.Thread(target=send, daemon=True).start()


def test_a_worker_is_replaced_after_so_many_reports(
    staged: Callable[..., list[Task]], workers: list[pools._Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "_TASKS_A_WORKER", 2)
    with Pool(1, warm=True) as pool:
        ended = [outcome.reason for _, outcome in pool.outcomes(staged("kecil", 5))]
    assert (ended, len(workers)) == ([None] * 5, 3)


@pytest.mark.parametrize(
    ("notebook", "deaths", "reason"),
    [("kecil", 1, None), ("tanpa-akhir", 2, "proses pekerja mati dua kali (mungkin kehabisan memori)")],
)
def test_a_report_whose_worker_dies_is_tried_once_more(
    staged: Callable[..., list[Task]],
    workers: list[pools._Worker],
    notebook: str,
    deaths: int,
    reason: str | None,
) -> None:
    signalled(workers, signal.SIGKILL, deaths)
    with Pool(1, warm=True) as pool:
        ended = [outcome.reason for _, outcome in pool.outcomes(staged(notebook))]
    assert ended == [reason]


def test_a_worker_that_hangs_is_ended_and_the_next_report_is_made(
    staged: Callable[..., list[Task]], workers: list[pools._Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "_GRACE", 0.0)
    first, second = staged("kecil", 2, limit=60.0)
    hurried = Task(**{**vars(first), "limit": 0.1})
    signalled(workers, signal.SIGSTOP, 1)
    with Pool(1, warm=True) as pool:
        ended = {task.id: outcome.reason for task, outcome in pool.outcomes([hurried, second])}
    late = "melewati batas waktu dan tidak dapat dihentikan dengan tertib"
    assert ended == {first.id: late, second.id: None}


def test_no_more_tasks_are_taken_than_there_are_workers(staged: Callable[..., list[Task]]) -> None:
    taken = 0

    def counted(found: list[Task]) -> Iterator[Task]:
        nonlocal taken
        for task in found:
            taken += 1
            yield task

    with Pool(2, warm=True) as pool:
        for done, _ in enumerate(pool.outcomes(counted(staged("kecil", 6))), start=1):
            assert taken - done <= 2
    assert taken == 6
