"""Fixtures that more than one test file uses."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]

# A busy machine is slow, not wrong; and the same examples on every machine.
settings.register_profile("iku", deadline=None, derandomize=True)
settings.load_profile("iku")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data and reference values beside the checkout, where there is one."""
    folder = ROOT.parent / "shared"
    if not (folder / "data").is_dir():
        pytest.skip("../shared is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """Debian's chromium, which the browser tests drive."""
    found = shutil.which("chromium")
    if found is None:
        pytest.skip("chromium is not installed (apt-get install chromium)")
    return found


@pytest.fixture
def params_copy(tmp_path: Path, root: Path) -> Path:
    """A copy of the shipped params/ that a test may spoil."""
    return Path(shutil.copytree(root / "params", tmp_path / "params"))
