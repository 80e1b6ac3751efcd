"""One batch at a time on one outputs/; the next one waits and then finds the work done."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from iku_helpers.errors import RequestError, reason_of

NAME = ".kunci"


@contextlib.contextmanager
def locked(outputs: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold ``outputs`` for this batch alone; the lock goes when the process goes."""
    try:
        outputs.mkdir(parents=True, exist_ok=True)
        file = (outputs / NAME).open("a+")
    except OSError as error:
        raise RequestError(
            f"Folder keluaran {outputs} tidak dapat ditulisi ({reason_of(error)}). Periksa izinnya, "
            "atau pilih folder lain dengan --outputs."
        ) from error
    with file:
        if not _taken(file):
            say(f"Menunggu iku run lain yang sedang memakai {outputs} ...")
            while not _taken(file):
                time.sleep(0.1)
        yield


def _taken(file: IO[str]) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
