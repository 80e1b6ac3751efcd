"""As many workers as asked for, fed one task at a time: bounded memory at any number of reports."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from multiprocessing import forkserver, get_context
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any

from iku_helpers.batch.processes import (
    PRELOAD,
    fixed_environment,
    kill_group,
    memory_share,
    without_main_module,
)
from iku_helpers.batch.task import Outcome, Task
from iku_helpers.batch.worker import COLD, WARM, serve

_TASKS_A_WORKER = 100
_GRACE = 30.0
_WORKER_MEMORY = 400 << 20
_LOST = "proses pekerja mati dua kali (mungkin kehabisan memori)"
_LATE = "melewati batas waktu dan tidak dapat dihentikan dengan tertib"


def can_fork() -> bool:
    """Whether warm kernels are possible on this machine."""
    return "forkserver" in multiprocessing.get_all_start_methods()


def paying_jobs() -> int:
    """One worker more than processors, as each waits while its kernel works; fewer if memory is short."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    free = memory_share(1)
    return processors + 1 if free is None else max(1, min(processors + 1, free // _WORKER_MEMORY))


class _Worker:
    """One process and the task it has now."""

    def __init__(self, warm: bool, memory: int | None, sockets: str) -> None:
        context: Any = get_context("forkserver" if warm else "spawn")
        self.connection, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(
            target=serve, args=(theirs, WARM if warm else COLD, memory, sockets), name="iku-pekerja"
        )
        with without_main_module():
            self.process.start()
        theirs.close()
        self.task: Task | None = None
        self.since = 0.0
        self.served = 0

    def give(self, task: Task) -> None:
        self.task, self.since = task, time.monotonic()
        self.served += 1
        with contextlib.suppress(OSError):  # one that died meanwhile is found out when its answer is awaited
            self.connection.send(task)

    def taken_back(self) -> Task:
        assert self.task is not None
        task, self.task = self.task, None
        return task

    def late(self) -> bool:
        limit = None if self.task is None else self.task.limit
        return limit is not None and time.monotonic() - self.since > limit + _GRACE

    def end(self) -> None:
        with contextlib.suppress(OSError):
            self.connection.close()
        if self.process.pid is not None:
            kill_group(self.process.pid)
        self.process.join()
        self.process.close()


class Pool:
    """Workers started as tasks come, ended with the block, however it ends."""

    def __init__(self, jobs: int, *, warm: bool, imports: Iterable[str] = ()) -> None:
        self.jobs, self.warm = jobs, warm and can_fork()
        self.imports = " ".join(imports)
        self.memory = memory_share(jobs)
        self.sockets = tempfile.mkdtemp(prefix="iku-")
        self.workers: list[_Worker] = []
        self.lost: dict[str, int] = {}

    def __enter__(self) -> Pool:
        self._start_server()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self.workers:
            worker.end()
        self.workers.clear()
        shutil.rmtree(self.sockets, ignore_errors=True)
        if self.warm:
            _stop_server()

    def outcomes(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Outcome]]:
        """Pairs of task and outcome in the order they end."""
        waiting = iter(tasks)
        again: list[Task] = []
        while True:
            self._feed(waiting, again)
            busy = {worker.connection: worker for worker in self.workers if worker.task is not None}
            if not busy:
                return
            ready = wait(list(busy), timeout=1.0)
            for worker in [worker for connection, worker in busy.items() if connection in ready]:
                yield from self._answer(worker, again)
            for worker in [worker for worker in self.workers if worker.task is not None and worker.late()]:
                yield _unanswered(self._dropped(worker), _LATE)

    def running(self) -> list[str]:
        """The ids of the tasks under way."""
        return [worker.task.id for worker in self.workers if worker.task is not None]

    def _feed(self, waiting: Iterator[Task], again: list[Task]) -> None:
        """Give every idle worker, and as many new ones as allowed, a task each."""
        while sum(worker.task is not None for worker in self.workers) < self.jobs:
            task = again.pop() if again else next(waiting, None)
            if task is None:
                return
            self._idle_worker().give(task)

    def _idle_worker(self) -> _Worker:
        for worker in self.workers:
            if worker.task is None and worker.process.is_alive():
                return worker
        self._start_server()
        with fixed_environment():
            self.workers.append(_Worker(self.warm, self.memory, self.sockets))
        return self.workers[-1]

    def _start_server(self) -> None:
        """Let the fork server load what reports need, while this process goes on; one that runs is kept."""
        if self.warm:
            forkserver.set_forkserver_preload(["iku_helpers.batch.preload"])
            with fixed_environment(**{PRELOAD: self.imports}):
                forkserver.ensure_running()

    def _answer(self, worker: _Worker, again: list[Task]) -> Iterator[tuple[Task, Outcome]]:
        try:
            answer = worker.connection.recv()
        except (EOFError, OSError):
            task = self._dropped(worker)
            self.lost[task.id] = self.lost.get(task.id, 0) + 1
            if self.lost[task.id] > 1:
                yield _unanswered(task, _LOST)
            else:
                again.append(task)
            return
        task = worker.taken_back()
        if worker.served >= _TASKS_A_WORKER:  # a fresh process now and then keeps memory flat
            self._remove(worker)
        yield task, answer

    def _dropped(self, worker: _Worker) -> Task:
        task = worker.taken_back()
        self._remove(worker)
        return task

    def _remove(self, worker: _Worker) -> None:
        self.workers.remove(worker)
        worker.end()


def _stop_server() -> None:
    """End the fork server at once; of its own accord it would first finish loading."""
    server: Any = forkserver._forkserver
    if server._forkserver_pid is not None:
        kill_group(server._forkserver_pid)
    server._stop()


def _unanswered(task: Task, reason: str) -> tuple[Task, Outcome]:
    return task, Outcome(task.id, reason=reason)
