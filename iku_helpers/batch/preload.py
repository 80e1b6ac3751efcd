"""For the fork server: what a worker or a notebook would import, loaded before the first fork."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import signal
import sys

from iku_helpers.batch.processes import PRELOAD, leave_out_slow_imports

_ALWAYS = (
    "iku_helpers.batch.worker",
    "iku_helpers.batch.render",
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "IPython.core.interactiveshell",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "IPython.core.logger",
    "IPython.extensions.storemagic",
    "tornado.platform.asyncio",
    "pandas.io.formats.html",
    "pyarrow.pandas_compat",
    "nbconvert.exporters.templateexporter",
)


def load() -> None:
    """Import all names given; one that cannot be imported fails later, in the report that needs it.

    A module of ours may have ``fill_caches``: what its first call would load or compile, done once here
    instead of in every fork.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the batch, which then ends this process
    leave_out_slow_imports()
    gc.disable()  # imports make little garbage, and searching for it takes as long as they do
    for name in (*_ALWAYS, *os.environ.get(PRELOAD, "").split()):
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    for name in sorted(name for name in sys.modules if name.startswith("iku_helpers.")):
        fill = getattr(sys.modules[name], "fill_caches", None)
        if fill is not None:
            fill()
    gc.freeze()  # no fork looks through these objects again, so their pages stay shared
    gc.enable()


load()
