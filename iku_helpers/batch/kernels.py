"""Kernels forked from one warm process, spoken to over sockets in a private folder.

``WarmProvisioner`` and ``ColdProvisioner`` are kernel provisioners of jupyter_client, found by their entry
points; notebooks keep their ordinary kernelspec. Both end in the same :func:`serve_kernel`, so a report's
bytes do not depend on which one ran it.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import sys
import tempfile
import time
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase
from traitlets import Type
from traitlets.config import Config

from iku_helpers.batch.processes import (
    kill_group,
    leave_out_slow_imports,
    limit_memory,
    parent_changed,
    supervise,
    without_main_module,
)

_MEMORY = "IKU_KERNEL_MEMORY"
_POLL = 0.002
_START_SECONDS = 60.0


class PromptClient(AsyncKernelClient):
    """A client that starts as soon as the kernel answers.

    jupyter_client listens a fifth of a second more for late messages; nbclient passes over those anyway.
    """

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Return when the kernel answered and its output channel is connected."""
        deadline = time.monotonic() + (timeout or _START_SECONDS)
        while time.monotonic() < deadline:
            self.kernel_info()
            with contextlib.suppress(Empty):
                reply = await self.get_shell_msg(timeout=1)
                await self.get_iopub_msg(timeout=0.2)
                if reply["msg_type"] == "kernel_info_reply":
                    self._handle_kernel_info_reply(reply)
                    return
            if not await self.is_alive():
                raise RuntimeError("kernel mati sebelum menjawab")
        raise RuntimeError("kernel tidak menjawab")


class PrivateKernelManager(AsyncKernelManager):
    """A manager whose connection file and sockets live in a folder of its own, only this user's."""

    client_factory = Type(PromptClient, klass="jupyter_client.KernelClient")

    def __init__(self, **options: Any) -> None:
        self.folder = tempfile.mkdtemp(prefix="iku-")
        if os.name == "posix":
            options |= {"transport": "ipc", "ip": str(Path(self.folder) / "s")}
        super().__init__(connection_file=str(Path(self.folder) / "k.json"), **options)

    def cleanup_connection_file(self) -> None:
        """Remove the whole private folder, sockets and all."""
        super().cleanup_connection_file()
        shutil.rmtree(self.folder, ignore_errors=True)


class ColdProvisioner(LocalProvisioner):
    """An ordinary kernel process of this interpreter, which ends when its worker ends."""

    async def launch_kernel(self, cmd: list[str], **options: Any) -> KernelConnectionInfo:  # noqa: ARG002
        """Start the kernel through :func:`main`, whatever the kernelspec's own command is."""
        assert self.parent is not None
        command = [sys.executable, "-m", __name__, self.parent.connection_file, str(os.getpid())]
        return await super().launch_kernel(command, **options)

    async def kill(self, restart: bool = False) -> None:
        """End the kernel and see it gone, so nobody need poll for it."""
        await super().kill(restart)
        while await self.poll() is None:
            await asyncio.sleep(_POLL)


class WarmProvisioner(KernelProvisionerBase):
    """A kernel forked from the fork server, where everything a notebook imports is loaded already."""

    process: BaseProcess | None = None
    connection_info: KernelConnectionInfo

    @property
    def has_process(self) -> bool:
        """Whether a kernel was started and not yet waited for."""
        return self.process is not None

    async def pre_launch(self, **options: Any) -> dict[str, Any]:
        """Choose the sockets and write the connection file."""
        assert self.parent is not None
        self.parent.write_connection_file()
        self.connection_info = self.parent.get_connection_info()
        return await super().pre_launch(cmd=[], **options)

    async def launch_kernel(self, cmd: list[str], **options: Any) -> KernelConnectionInfo:  # noqa: ARG002
        """Fork the kernel."""
        assert self.parent is not None
        memory = os.environ.get(_MEMORY)
        arguments = (self.parent.connection_file, options.get("cwd"), int(memory) if memory else None)
        self.process = get_context("forkserver").Process(target=_forked_kernel, args=arguments)
        with without_main_module():
            self.process.start()
        return self.connection_info

    async def poll(self) -> int | None:
        """The exit code, or None while it runs."""
        return self.process.exitcode if self.process else 0

    async def wait(self) -> int | None:
        """Wait for the end and forget the process."""
        while self.process is not None and self.process.exitcode is None:
            await asyncio.sleep(_POLL)
        code = self.process.exitcode if self.process else 0
        self.process = None
        return code

    async def send_signal(self, signum: int) -> None:
        """Nothing: a cell is never interrupted, a kernel is ended."""

    async def kill(self, restart: bool = False) -> None:  # noqa: ARG002
        """End the kernel and whatever its cells started."""
        if self.process is not None and self.process.pid is not None:
            kill_group(self.process.pid)
            while self.process.exitcode is None:
                await asyncio.sleep(_POLL)

    async def terminate(self, restart: bool = False) -> None:
        """The same as :meth:`kill`: nothing in a finished kernel is worth waiting for."""
        await self.kill(restart)

    async def cleanup(self, restart: bool = False) -> None:
        """Nothing is held beyond the process."""


def _forked_kernel(connection_file: str, cwd: str | None, memory: int | None) -> None:
    from multiprocessing import forkserver

    # A kernel never starts processes through the fork server; holding its lifeline would keep it alive.
    os.close(forkserver._forkserver._forkserver_alive_fd)  # type: ignore[attr-defined]
    worker = parent_process()
    assert worker is not None
    supervise(lambda seconds: bool(wait([worker.sentinel], seconds)))
    serve_kernel(connection_file, cwd, memory)
    os._exit(0)


def serve_kernel(connection_file: str, cwd: str | None, memory: int | None) -> None:
    """Be a kernel until told to stop, one that knows nothing of this user's own settings of IPython."""
    leave_out_slow_imports()
    from ipykernel.kernelapp import IPKernelApp

    if cwd:
        os.chdir(cwd)
    limit_memory(memory)
    _silence()
    sys.argv = ["ipykernel_launcher.py"]
    os.environ["IPYTHONDIR"] = str(Path(connection_file).parent / "ipython")
    settings = Config()
    settings.HistoryManager.enabled = False
    settings.InteractiveShellApp.exec_PYTHONSTARTUP = False
    app = IPKernelApp.instance(connection_file=connection_file, log_level=50, config=settings)
    app.load_config_file = lambda **_: None  # type: ignore[method-assign]
    app.initialize([])  # type: ignore[no-untyped-call]
    app.start()  # type: ignore[no-untyped-call]


def _silence() -> None:
    """What a kernel itself prints would disturb the progress; what its cells print travels as messages."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)


def main() -> None:
    """The body of an ordinary kernel process: ``python -m iku_helpers.batch.kernels FILE PARENT``."""
    connection_file, parent = sys.argv[1], int(sys.argv[2])
    supervise(lambda seconds: parent_changed(parent, seconds))
    memory = os.environ.get(_MEMORY)
    serve_kernel(connection_file, None, int(memory) if memory else None)


if __name__ == "__main__":
    main()
