"""Processes that never outlive the batch: each one watches the process that asked for it."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

PRELOAD = "IKU_PRELOAD"
_PR_SET_PDEATHSIG = 1
_WATCH_SECONDS = 0.1
_FIXED = {
    "TZ": "UTC",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    # A fork does not inherit the threads of a linear algebra library; and many small reports run at once.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "agg",
}


@contextlib.contextmanager
def fixed_environment(**more: str) -> Iterator[None]:
    """Start processes inside: equal time zone, locale and hash seed on every machine, so equal bytes."""
    wanted = {**_FIXED, **more}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def leave_out_slow_imports() -> None:
    """Keep jsonschema from a grammar of web addresses, ipykernel from a debugger: no batch needs either."""
    for name in ("rfc3987_syntax", "debugpy"):
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]


def share_fork_server() -> None:
    """Let this worker's kernels come from the server it was forked from itself, where everything is loaded.

    The standard library passes a child the server's address and lifeline, and documents that the child uses
    them; but asked to start a process it finds no server of its own making and starts another, an empty one.
    """
    if hasattr(os, "fork"):
        from multiprocessing import forkserver

        server: Any = forkserver._forkserver
        if server._forkserver_address is not None:
            server.ensure_running = lambda: None


@contextlib.contextmanager
def without_main_module() -> Iterator[None]:
    """Start processes inside: none of them runs the script anew that this one was started from.

    The standard library does so to find functions defined there. Ours are not; and a script that was changed
    or has no guard would spoil every report.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def die_with_parent() -> None:
    """Ask Linux to kill this process when its parent ends, even while C code holds the interpreter."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def end_when(gone: Callable[[], object], last: Callable[[], object]) -> None:
    """End this process as soon as ``gone`` returns, after one ``last`` act, from a thread of its own."""

    def watch() -> None:
        gone()
        last()
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="penjaga").start()


def supervise(gone: Callable[[float], bool]) -> None:
    """Return in a child process, watched by this one: together they lead a group that ends as a whole.

    This process never returns. It ends the group when the child has ended or when ``gone``, which may wait
    the seconds it is given, says that whoever asked for it is no more. A thread could not do that: a cell may
    hold the interpreter, or leave behind processes that it started.
    """
    if not hasattr(os, "fork"):
        return
    if os.getpgrp() != os.getpid():
        os.setsid()
    child = os.fork()
    if child == 0:
        die_with_parent()
        return
    while os.waitpid(child, os.WNOHANG) == (0, 0) and not gone(_WATCH_SECONDS):
        pass
    os.killpg(os.getpid(), signal.SIGKILL)


def parent_changed(parent: int, seconds: float) -> bool:
    """Whether this process has another parent than ``parent``, looked at after a while."""
    time.sleep(seconds)
    return os.getppid() != parent


def kill_group(pid: int) -> None:
    """End a process and its group; one that is gone already is fine."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg") and os.getpgid(pid) == pid:
            os.killpg(pid, signal.SIGKILL)
        else:
            os.kill(pid, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)


def limit_memory(limit: int | None) -> None:
    """Let this process allocate at most ``limit`` bytes, so that one hungry report fails alone."""
    if limit is None or sys.platform != "linux":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


def memory_share(jobs: int) -> int | None:
    """What one kernel may use: four fifths of the free memory divided by the workers, at least 1 GiB."""
    try:
        free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return None
    return max(1 << 30, int(free * 0.8) // max(jobs, 1))
