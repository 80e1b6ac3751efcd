"""What a report was made with."""

from __future__ import annotations

import platform
from functools import cache
from importlib.metadata import version

from iku_helpers.pages.report import PACKAGE

_PACKAGES = (PACKAGE, "numpy", "pandas", "scipy")


@cache
def versions() -> dict[str, str]:
    """What the report was made with: packages as locked, Python to its second number.

    A third number may differ between two machines that are set up rightly; it would change the bytes of every
    report and none of its figures.
    """
    python = ".".join(platform.python_version_tuple()[:2])
    return {"python": python, **{name: version(name) for name in _PACKAGES}}


def fill_caches() -> None:
    """The versions, read from the installed packages before they are needed."""
    versions()
