"""For the fork server: what a worker or a notebook would import, loaded before the first fork."""

from __future__ import annotations

import contextlib
import importlib
import os

from iku_helpers.batch.processes import PRELOAD, leave_out_slow_imports

_ALWAYS = (
    "iku_helpers.batch.worker",
    "iku_helpers.batch.render",
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.debugger",
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
    """Import all names given; one that cannot be imported fails later, in the report that needs it."""
    leave_out_slow_imports()
    for name in (*_ALWAYS, *os.environ.get(PRELOAD, "").split()):
        with contextlib.suppress(Exception):
            importlib.import_module(name)


load()
