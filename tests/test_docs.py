"""The documents: every command they show runs, every link and picture is there, every help has an example."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from iku_helpers import arguments

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("params/README.md", "outputs/README.md", "notebooks/MULAI.md")
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *(ROOT / name for name in FOLDERS)]
BIN = Path(sys.executable).parent
# Shown to the reader, but run elsewhere or not to be run here: each with where, or why not.
ELSEWHERE = {
    "make laporan": "what a newcomer runs; set-up is tested in test_setup.py, the run below as `iku run`",
    "make test": "this very run",
    "make lab": "opens a browser",
    "make lock": "asks a package index",
    "conda env create -f environment.yml": "no conda here; test_setup.py builds its pip part",
    "conda activate iku": "no conda here",
    "pip install --no-deps --no-build-isolation -e .": "test_setup.py",
    "iku lab": "opens a browser",
    "dask scheduler": "faults/test_cluster.py",
    "dask worker tcp://HOST:8786": "faults/test_cluster.py",
    "iku run --cluster tcp://HOST:8786": "faults/test_cluster.py",
}
HELP_ELSEWHERE = {
    "lab": "browser/test_lab.py",
    "new": "test_year_round.py",
    "import": "needs the reader's own sheet; test_year_round.py",
    "run": "the tests of the batch",
    "verify": "the tests of the batch: it compares what a run left",
}
NEXT_YEAR = "2025"  # the round of the new year needs its forms filled in between: test_year_round.py


def commands(document: Path) -> Iterator[str]:
    """The command lines of a document's ``sh`` blocks, comments cut off."""
    for block in re.findall(
        r"^( *)```sh\n(.*?)^ *```", document.read_text("utf-8"), re.MULTILINE | re.DOTALL
    ):
        for line in block[1].splitlines():
            command = " ".join(shlex.split(line, comments=True))
            if command:
                yield command


SHOWN = sorted({command for document in DOCUMENTS for command in commands(document)})
RUN_HERE = [command for command in SHOWN if command not in ELSEWHERE and NEXT_YEAR not in command]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the files git tracks, so that a command may write where its reader's would."""
    copy = tmp_path_factory.mktemp("checkout") / "iku"
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    for name in filter(None, tracked.decode().split("\0")):
        source = ROOT / name
        if source.is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, copy / name)
    return copy


def test_documents_show_commands():
    assert {"iku run", "iku check", "iku list", "make laporan", "make test"} <= set(SHOWN)


@pytest.mark.parametrize("command", RUN_HERE)
def test_command_runs(command, checkout):
    assert_runs(command, checkout)


EXAMPLES = [
    line.strip()
    for name, text in arguments.EXAMPLES.items()
    if name not in HELP_ELSEWHERE
    for line in text.splitlines()[1:]
]


@pytest.mark.parametrize("command", [command for command in EXAMPLES if command not in SHOWN])
def test_example_of_a_help_runs(command, checkout):
    assert_runs(command, checkout)


def assert_runs(command: str, checkout: Path) -> None:
    environment = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(checkout)}
    done = subprocess.run(
        shlex.split(command),
        cwd=checkout,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_and_pictures_are_there(document):
    text = re.sub(r"```.*?```", "", document.read_text("utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)#\s]+)", text)
    local = [target for target in targets if not re.match(r"[a-z]+:", target)]
    assert [target for target in local if not (document.parent / target).exists()] == []


@pytest.mark.parametrize(
    "command", ["run", "list", "check", "new", "import", "verify", "lab", "sampel", "target", "kuesioner"]
)
def test_help_is_indonesian_and_has_an_example(command):
    help_text = subprocess.run(
        [BIN / "iku", command, "--help"], capture_output=True, text=True, check=True
    ).stdout  # fmt: skip
    assert f"iku {command}" in help_text.split("Contoh")[1]
