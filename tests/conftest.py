"""Fixtures that more than one test file uses."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]

# Scripts run by hand: they import what lies beside them, and hold no tests.
collect_ignore_glob = ["bad_inputs/*.py", "benchmarks/*.py", "sample_data/*.py", "pictures.py"]

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


class Project:
    """A project of its own: params/ of the shipped years, chosen fixture notebooks, no outputs/ yet."""

    def __init__(self, folder: Path, *notebooks: str) -> None:
        self.folder = folder
        self.params, self.notebooks, self.outputs = (
            folder / name for name in ("params", "notebooks", "outputs")
        )
        shutil.copytree(ROOT / "params", self.params)
        self.notebooks.mkdir()
        for name in notebooks:
            shutil.copy(ROOT / "tests" / "fixtures" / f"{name}.ipynb", self.notebooks)

    def request(self, **asked: object) -> Any:
        """A request to the batch about this project."""
        from iku_helpers.batch.plan import Request

        return Request(self.params, self.notebooks, self.outputs, **asked)  # type: ignore[arg-type]

    def iku(self, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
        """Run the command itself, as a user would, in this project's folder."""
        command = [sys.executable, "-m", "iku_helpers.cli", *arguments]
        return subprocess.run(
            command, cwd=self.folder, text=True, capture_output=True, timeout=300, **options
        )

    def written(self) -> dict[str, bytes]:
        """Every finished file below outputs/ with its bytes, but for ledger and lock."""
        files = {path.relative_to(self.outputs).as_posix(): path for path in self.outputs.rglob("*")}
        kept = [
            name for name, path in files.items() if path.is_file() and not name.startswith((".", "ledger"))
        ]
        return {name: files[name].read_bytes() for name in sorted(kept)}


@pytest.fixture
def one_version(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of the package for every process started, so that an edit meanwhile makes no other version."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(root / "iku_helpers", tmp_path / "paket" / "iku_helpers", ignore=ignored)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "paket"))


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Project]:
    """Makes a ``Project`` from names of notebooks in tests/fixtures."""

    def made(*notebooks: str, folder: str = "proyek") -> Project:
        (tmp_path / folder).mkdir()
        return Project(tmp_path / folder, *notebooks)

    return made


@pytest.fixture(scope="session")
def chart_situations() -> Callable[[], dict[str, Any]]:
    """Makes the figures of all constructed situations of tests/fixtures/chart_situations.py, by name."""
    return _fixture_module("chart_situations").situations  # type: ignore[no-any-return]


@pytest.fixture(scope="session")
def in_process() -> Any:
    """tests/fixtures/in_process.py: runs a committed notebook here, on workbooks a test may alter."""
    return _fixture_module("in_process")


def _fixture_module(name: str) -> Any:
    """A module of tests/fixtures."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "tests" / "fixtures" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
