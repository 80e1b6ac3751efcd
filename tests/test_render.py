"""Equal inputs give equal bytes: any clone, time zone, locale, hash seed, user, workers, warm or cold."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Project

HABITS = {"HOME": "{home}", "PYTHONSTARTUP": "{home}/mulai.py"}
SETTINGS: dict[str, tuple[list[str], dict[str, str]]] = {
    "satu": (["--jobs", "1"], {"TZ": "Asia/Makassar", "LANG": "C", "PYTHONHASHSEED": "1"}),
    "dua-pekerja": (
        ["--jobs", "4"],
        {"TZ": "America/Lima", "LANG": "id_ID.UTF-8", "PYTHONHASHSEED": "77", **HABITS},
    ),
    "dingin": (
        ["--cold", "--jobs", "2"],
        {"TZ": "UTC", "LANG": "C.UTF-8", "PYTHONHASHSEED": "random", **HABITS},
    ),
}


def _write_habits(home: Path) -> None:
    """A user's own start files and settings of Python and IPython, each of which would change an output."""
    profile = home / ".ipython" / "profile_default"
    (profile / "startup").mkdir(parents=True)
    for path in (home / "mulai.py", profile / "startup" / "00.py"):
        path.write_text("import builtins\nbuiltins.len = lambda _: 7\n")
    (profile / "ipython_config.py").write_text(
        "c.InteractiveShellApp.exec_lines = ['kecamatan_saya = 1', 'print(7)']"
    )


class Clone(Project):
    """A project that runs a copy of the package of its own, as two clones of the repository would."""

    def __init__(self, folder: Path, package: Path) -> None:
        super().__init__(folder, "kecil", "terbuka")
        shutil.copytree(package, folder / package.name)
        self.home = folder / "rumah"
        _write_habits(self.home)

    def iku(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run the command of this clone."""
        environment = {**os.environ, "PYTHONPATH": str(self.folder)}
        environment |= {name: text.format(home=self.home) for name, text in variables.items()}
        return super().iku(*arguments, env=environment)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory, root: Path) -> dict[str, tuple[Clone, dict[str, bytes]]]:
    """The same reports made in three clones under three circumstances."""
    found = {}
    ignored = shutil.ignore_patterns("__pycache__")
    package = shutil.copytree(
        root / "iku_helpers", tmp_path_factory.mktemp("asal") / "iku_helpers", ignore=ignored
    )
    for name, (options, variables) in SETTINGS.items():
        made = Clone(tmp_path_factory.mktemp(name), package)
        asked = ["run", "--kecamatan", "busungbiu", "--kecamatan", "banjar", *options]
        done = made.iku(*asked, **variables)
        assert done.returncode == 0, done.stderr
        found[name] = (made, made.written())
    return found


def test_every_byte_is_equal(runs: dict[str, tuple[Clone, dict[str, bytes]]]) -> None:
    first, *others = (written for _, written in runs.values())
    assert len(first) == 2 * 2 * 2 + 2
    for other in others:
        assert {name: other[name] == first[name] for name in first} == dict.fromkeys(first, True)


def test_no_file_names_a_folder_or_a_host(runs: dict[str, tuple[Clone, dict[str, bytes]]]) -> None:
    for made, written in runs.values():
        for name, content in written.items():
            assert str(made.folder).encode() not in content, name
            assert os.uname().nodename.encode() not in content or len(os.uname().nodename) < 4, name


def test_results_carry_the_key_of_the_run(runs: dict[str, tuple[Clone, dict[str, bytes]]]) -> None:
    _, written = runs["satu"]
    results: dict[str, Any] = json.loads(written["2024/banjar/kecil-banjar-2024.json"])
    assert results["id"] == "2024/banjar/kecil"
    assert len(results["kunci"]) == 16


def test_verify_finds_every_byte_again_and_names_a_page_that_was_edited(
    runs: dict[str, tuple[Clone, dict[str, bytes]]],
) -> None:
    made, _ = runs["satu"]
    asked = ["verify", "--kecamatan", "banjar", "--notebook", "kecil"]
    same = made.iku(*asked)
    assert (same.returncode, same.stdout) == (0, "")
    assert "bita demi bita" in same.stderr
    page: Path = made.outputs / "2024" / "banjar" / "kecil-banjar-2024.html"
    page.write_bytes(page.read_bytes().replace(b"2024 banjar", b"2025 banjar"))
    edited = made.iku(*asked)
    assert edited.returncode == 1
    assert "berkas keluaran berubah" in edited.stdout
