"""The same jobs on Dask: the staged folder goes over, the finished files come back.

Nothing of Dask is imported unless a run names a cluster. Workers need this package only, of the same version.
"""

from __future__ import annotations

import contextlib
import platform
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from iku_helpers.batch.fresh import lock_digest, package_digest
from iku_helpers.batch.task import Outcome, Task
from iku_helpers.errors import RequestError

_CONNECT_SECONDS = 10
_AHEAD = 2
_RETRIES = 3

Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Parcel:
    """A task with everything it needs by value."""

    task: Task
    files: Files


def version() -> tuple[str, str, str]:
    """What must be equal here and on every worker for equal bytes."""
    return package_digest(), lock_digest(), platform.python_version()


def packed(folder: Path) -> Files:
    """The files of a folder by their names in it."""
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*"))}
    return {name: path.read_bytes() for name, path in found.items() if path.is_file()}


def unpack(files: Files, folder: Path) -> None:
    """The opposite of :func:`packed`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def render_parcel(parcel: Parcel) -> tuple[Outcome, Files]:
    """On a worker: render in a folder of this machine, and give back the outcome with its files."""
    from iku_helpers.batch import remote

    with tempfile.TemporaryDirectory(prefix="iku-") as name:
        folder = Path(name)
        unpack(parcel.files, folder / "masuk")
        task = replace(parcel.task, staged=str(folder / "masuk"), made=str(folder / "hasil"))
        outcome = remote.rendered(task)
        return outcome, packed(Path(task.made)) if Path(task.made).is_dir() else {}


class Cluster:
    """Stands where :class:`iku_helpers.batch.pool.Pool` stands, for workers on other machines."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.under_way: dict[Any, Task] = {}
        self.client: Any = None

    def __enter__(self) -> Cluster:
        self.client = _connected(self.address)
        with contextlib.suppress(TimeoutError):  # without a worker the next line says so
            self.client.wait_for_workers(1, timeout=_CONNECT_SECONDS)
        _require_equal_versions(self.client)
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(Exception):
            self.client.cancel(list(self.under_way))
        self.client.close()

    def running(self) -> list[str]:
        """The ids of the tasks handed over."""
        return [task.id for task in self.under_way.values()]

    def outcomes(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Outcome]]:
        """Pairs of task and outcome in the order they end; a lost worker's tasks run again elsewhere."""
        from distributed import as_completed

        waiting = iter(tasks)
        done: Any = as_completed(loop=self.client.loop)  # type: ignore[no-untyped-call]
        self._hand_over(waiting, done, self._room())
        for future in done:
            task = self.under_way.pop(future)
            yield task, _received(task, future)
            future.release()
            self._hand_over(waiting, done, self._room() - len(self.under_way))

    def _room(self) -> int:
        """How many tasks to have handed over: enough to keep every thread of every worker busy."""
        threads = sum(int(count) for count in self.client.nthreads().values())
        return max(1, threads) * _AHEAD

    def _hand_over(self, waiting: Iterator[Task], done: Any, room: int) -> None:
        for _ in range(room):
            task = next(waiting, None)
            if task is None:
                return
            parcel = Parcel(replace(task, staged="", made=""), packed(Path(task.staged)))
            future = self.client.submit(render_parcel, parcel, pure=False, retries=_RETRIES)
            self.under_way[future] = task
            done.add(future)


def _received(task: Task, future: Any) -> Outcome:
    if future.status != "finished":
        return Outcome(task.id, reason=f"pekerja cluster gagal: {future.exception()}")
    outcome, files = future.result()
    shutil.rmtree(task.made, ignore_errors=True)
    unpack(files, Path(task.made))
    received: Outcome = outcome
    return received


def _connected(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise RequestError(
            "Dask belum terpasang. Pasang dengan: pip install 'iku-workbook[cluster]'"
        ) from None
    try:
        return Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise RequestError(
            f"Scheduler Dask {address} tidak terjangkau dalam {_CONNECT_SECONDS} detik. Periksa alamatnya "
            "(misalnya tcp://HOST:8786), dan apakah 'dask scheduler' berjalan di sana."
        ) from error


def _require_equal_versions(client: Any) -> None:
    here = version()
    try:
        there = client.run(version)
    except Exception as error:  # whatever the worker raised for want of this package
        raise RequestError(f"Pekerja cluster belum punya paket iku-workbook ini ({error}).") from error
    if not there:
        raise RequestError("Scheduler Dask itu belum punya pekerja. Mulai dengan: dask worker ALAMAT")
    for worker, found in there.items():
        if tuple(found) != here:
            raise RequestError(
                f"Pekerja {worker} memakai versi paket, kunci, atau Python yang lain ({', '.join(found)};"
                f" di sini {', '.join(here)}). Samakan dahulu, sebab hasilnya dapat berbeda."
            )
