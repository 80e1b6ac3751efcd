"""What a command and all its descendants use: seconds, processor seconds, memory."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

_PR_SET_CHILD_SUBREAPER = 36


@dataclass
class Used:
    """What a command and all its descendants used; memory in MiB, at its peak."""

    seconds: float
    processor: float
    memory: float
    told: str


def adopt_orphans() -> None:
    """Orphans of a command's tree come to this process, so no processor time of theirs is lost."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)


def user_environment() -> dict[str, str]:
    """The environment of a user, whose Python keeps what it compiled."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def measured(command: list[str], folder: Path) -> Used:
    """Run ``command`` in ``folder`` to its end; one that fails ends the benchmark."""
    before, begun = processor_seconds(), time.monotonic()
    with subprocess.Popen(
        command,
        cwd=folder,
        env=user_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        peaks: list[float] = []
        threading.Thread(target=_watch_memory, args=(process, peaks), daemon=True).start()
        assert process.stdout is not None
        told = process.stdout.read()
    seconds = time.monotonic() - begun
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}:\n{told}")
    return Used(seconds, processor_seconds() - before, max(peaks, default=0.0), told)


def processor_seconds() -> float:
    """Of all descendants that have ended so far."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def tree_seconds(pid: int) -> float:
    """Processor seconds so far of a tree of processes and of its orphans that ended."""
    spent = processor_seconds()
    with contextlib.suppress(psutil.Error):
        root = psutil.Process(pid)
        for one in [root, *root.children(recursive=True)]:
            with contextlib.suppress(psutil.Error):
                spent += sum(one.cpu_times()[:4])
    return spent


def tree_memory(pid: int) -> float:
    """MiB of a tree of processes: proportional, so that pages shared by forks count once."""
    with contextlib.suppress(psutil.Error):
        root = psutil.Process(pid)
        return sum(_proportional(one) for one in [root, *root.children(recursive=True)]) / 2**20
    return 0.0


def _watch_memory(process: subprocess.Popen[str], peaks: list[float]) -> None:
    while process.poll() is None:
        peaks.append(tree_memory(process.pid))
        time.sleep(0.3)


def _proportional(process: psutil.Process) -> float:
    try:
        return float(process.memory_full_info().pss)
    except psutil.Error:
        return 0.0
