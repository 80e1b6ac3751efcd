"""On a cluster's worker: one helper process that renders, since Dask's own processes may not have children.

The helper lives as long as the worker and keeps its fork server warm; each thread of the worker has its own.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any

from iku_helpers.batch.notebook import read_notebook
from iku_helpers.batch.processes import end_when, parent_changed
from iku_helpers.batch.task import Outcome, Task

_LENGTH = 8
_own = threading.local()


def rendered(task: Task) -> Outcome:
    """Render one task in this thread's helper; where that died, Dask hears of it and tries elsewhere."""
    helper = getattr(_own, "helper", None)
    if helper is None or helper.poll() is not None:
        helper = _own.helper = subprocess.Popen(
            [sys.executable, "-m", __name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
    try:
        _write(helper.stdin, task)
        outcome: Outcome = _read(helper.stdout)
    except (OSError, EOFError) as error:
        helper.kill()
        raise RuntimeError("proses pembantu di pekerja cluster mati") from error
    return outcome


def main() -> None:
    """The helper: tasks from stdin, outcomes to stdout, until the worker closes the pipe or dies."""
    from iku_helpers.batch.pool import Pool

    worker = os.getppid()
    end_when(lambda: _until_gone(worker), lambda: None)
    tasks, outcomes = sys.stdin.buffer, sys.stdout.buffer
    imports: tuple[str, ...] | None = None
    pool: Pool | None = None
    while True:
        try:
            task: Task = _read(tasks)
        except EOFError:
            break
        needed = _imports(task)
        if pool is None or needed != imports:
            if pool is not None:
                pool.__exit__(None, None, None)
            pool, imports = Pool(1, warm=True, imports=needed), needed
        for _, outcome in pool.outcomes([task]):
            _write(outcomes, outcome)
    if pool is not None:
        pool.__exit__(None, None, None)


def _until_gone(worker: int) -> None:
    while not parent_changed(worker, 0.5):
        pass


def _imports(task: Task) -> tuple[str, ...]:
    notebook = read_notebook(Path(task.staged) / task.notebook)
    return () if notebook is None else notebook.imports


def _write(pipe: IO[bytes] | None, value: Any) -> None:
    assert pipe is not None
    content = pickle.dumps(value)
    pipe.write(len(content).to_bytes(_LENGTH, "big") + content)
    pipe.flush()


def _read(pipe: IO[bytes] | None) -> Any:
    assert pipe is not None
    length = pipe.read(_LENGTH)
    if len(length) < _LENGTH:
        raise EOFError
    return pickle.loads(pipe.read(int.from_bytes(length, "big")))  # from our own parent alone


if __name__ == "__main__":
    main()
