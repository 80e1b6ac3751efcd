"""The body of a worker process: takes tasks from a pipe, one at a time, and gives back outcomes."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import tempfile
from multiprocessing import parent_process
from multiprocessing.connection import Connection

from iku_helpers.batch.processes import (
    die_with_parent,
    end_when,
    leave_out_slow_imports,
    share_fork_server,
)
from iku_helpers.batch.task import Outcome, Task

WARM, COLD = "iku-warm", "iku-cold"


def serve(connection: Connection, provisioner: str, memory: int | None, sockets: str) -> None:
    """Answer tasks until the batch closes the pipe or ends; kernels keep their sockets below ``sockets``."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the batch, which then ends its workers
    if hasattr(os, "setsid"):
        os.setsid()
    die_with_parent()
    leave_out_slow_imports()
    logging.disable(logging.CRITICAL)  # what went wrong is told once, as the report's outcome
    parent = parent_process()
    if parent is not None:
        end_when(parent.join, lambda: shutil.rmtree(sockets, ignore_errors=True))
    share_fork_server()
    tempfile.tempdir = sockets
    os.environ["JUPYTER_DEFAULT_PROVISIONER_NAME"] = provisioner
    if memory is not None:
        os.environ["IKU_KERNEL_MEMORY"] = str(memory)
    while True:
        try:
            task = connection.recv()
        except (EOFError, OSError):
            return
        if task is None:
            return
        connection.send(_rendered(task))


def _rendered(task: Task) -> Outcome:
    import warnings

    from iku_helpers.batch.render import render

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a library's notice to its developers says nothing to this user
        return render(task)
