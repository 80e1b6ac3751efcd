"""Killed, interrupted or run twice at once: outputs/ never shows half a report, and no process is left."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from iku_helpers.batch.ledger import Ledger
from tests.conftest import Project

MARK = "IKU_TEST_MARK"
MOMENTS = 20
REAL_MOMENTS = 6
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to find processes that are left")

# A batch whose workers only write two files with the same stamp, so that many kills take little time. It
# counts what it does to the file system and kills itself at the step it is told, or tells how many it did.
_TYPING = """
import hashlib, io, os, signal, sys
from pathlib import Path
from iku_helpers.batch import run
from iku_helpers.batch.plan import Request
from iku_helpers.batch.progress import Watch
from iku_helpers.batch.task import Outcome

class Typist:
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def running(self): return []
    def outcomes(self, tasks):
        for task in tasks:
            folder = Path(task.made)
            folder.mkdir()
            names = (task.html_name, task.html_name.replace(".html", ".json"))
            for name in names:
                (folder / name).write_text('{"stempel": "%s"}' % sys.argv[2])
            digest = hashlib.sha256((folder / names[0]).read_bytes()).hexdigest()
            yield task, Outcome(task.id, dict.fromkeys(names, digest))

steps, last = 0, int(sys.argv[3])
def count(event, arguments):
    global steps
    if event in ("os.rename", "os.mkdir", "os.link", "os.remove", "os.rmdir", "shutil.rmtree", "open"):
        steps += 1
        if steps == last:
            os.kill(os.getpid(), signal.SIGKILL)

run.pool = lambda *_: Typist()
here = Path(sys.argv[1])
request = Request(here / "params", here / "notebooks", here / "outputs", years=(2023, 2024))
sys.addaudithook(count)
run.run(request, run.Options(force=True), Watch(io.StringIO()))
print(steps)
"""


def typed(made: Project, stamp: int, last: int = 0) -> subprocess.CompletedProcess[str]:
    """One such batch, killed at its step ``last`` if that is not 0."""
    command = [sys.executable, "-c", _TYPING, str(made.folder), str(stamp), str(last)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def stamps(made: Project, when: str) -> set[str]:
    """The stamps on all reports, each of which must be whole and of one stamp."""
    seen = set()
    for folder in made.outputs.glob("20*/*"):
        found = {path.name: path.read_text() for path in folder.iterdir()}
        assert len(found) == 2, f"a report with files missing {when}: {found}"
        assert len(set(found.values())) == 1, f"a mixed report {when}: {found}"
        seen |= set(found.values())
    return seen


def test_no_kill_ever_shows_half_a_report(tmp_path: Path) -> None:
    made = Project(tmp_path, "kecil")
    typed(made, 0)
    steps = int(typed(made, 0).stdout)  # of a batch that replaces reports, as those below do
    seen = 0
    for turn, moment in enumerate(sorted(random.Random(20).sample(range(1, steps), MOMENTS)), start=1):
        assert typed(made, turn, moment).returncode == -signal.SIGKILL
        Ledger(made.outputs)
        seen = max(seen, len(stamps(made, f"after a kill at step {moment} of {steps}")))
    assert seen > 1, "no kill came between two reports"
    assert typed(made, 99).returncode == 0
    assert stamps(made, "after the last batch") == {'{"stempel": "99"}'}
    assert not (made.outputs / ".kerja").exists()


@pytest.mark.slow
@pytest.mark.usefixtures("one_version")
def test_a_batch_killed_again_and_again_ends_with_the_bytes_of_one_left_alone(tmp_path: Path) -> None:
    alone, killed = (Project(tmp_path / name, "kecil") for name in ("utuh", "terbunuh"))
    begun = time.monotonic()
    assert alone.iku("run").returncode == 0
    whole, duration = alone.written(), time.monotonic() - begun
    for moment in random.Random(7).choices(range(1, 20), k=REAL_MOMENTS):
        with started(killed) as (batch, mark):
            with contextlib.suppress(subprocess.TimeoutExpired):
                batch.wait(duration * moment / 20)
            batch.kill()
            assert none_left(mark), left(mark)
        Ledger(killed.outputs)
        pages = {name: content for name, content in killed.written().items() if name.startswith("20")}
        assert {name: content == whole[name] for name, content in pages.items()} == dict.fromkeys(pages, True)
        assert len(pages) == 2 * len(list(killed.outputs.glob("20*/*")))
    assert killed.iku("run").returncode == 0
    assert killed.written() == whole


@contextlib.contextmanager
def started(made: Project, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command under way, and the mark that every process it starts carries in its environment."""
    mark = uuid.uuid4().hex
    command = [sys.executable, "-m", "iku_helpers.cli", "run", *arguments]
    environment = {**os.environ, MARK: mark}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=made.folder, env=environment, stdout=pipe, stderr=pipe, text=True, start_new_session=True
    ) as batch:
        try:
            yield batch, mark
        finally:
            batch.kill()


def left(mark: str) -> list[str]:
    """The command lines of all processes that carry the mark."""
    found = []
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if folder.name.isdecimal() and mark.encode() in (folder / "environ").read_bytes():
                found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode())
    return found


def none_left(mark: str, seconds: float = 10.0) -> bool:
    """Whether every process of the mark ends within a while."""
    deadline = time.monotonic() + seconds
    while left(mark) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not left(mark)


def until_running(batch: subprocess.Popen[str], made: Project) -> None:
    """Wait until a kernel is at work: the endless cell has written its sign."""
    deadline = time.monotonic() + 120
    while not list(made.outputs.glob(".kerja/*/masuk/berjalan")):
        assert batch.poll() is None, batch.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture
def endless(tmp_path: Path) -> Project:
    """A project whose reports never end, and whose cells started a process of their own."""
    return Project(tmp_path, "tanpa-akhir")


@pytest.mark.parametrize("options", [[], ["--cold"]])
def test_kill_9_leaves_no_process_and_the_next_run_begins_afresh(
    endless: Project, options: list[str]
) -> None:
    with started(endless, "--jobs", "2", *options) as (batch, mark):
        until_running(batch, endless)
        assert len(left(mark)) >= 5
        batch.kill()
        assert none_left(mark), left(mark)
    assert list(endless.outputs.glob("20*")) == []
    again = endless.iku("run", "--dry-run")
    assert (again.returncode, len(again.stdout.splitlines())) == (0, 9)


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_ends_with_130_and_leaves_nothing(endless: Project, signum: int) -> None:
    with started(endless, "--jobs", "2") as (batch, mark):
        until_running(batch, endless)
        batch.send_signal(signum)
        _, said = batch.communicate(timeout=30)
        assert batch.returncode == 130
        assert "Jalankan lagi untuk meneruskan" in said
        assert "Traceback" not in said
        assert none_left(mark), left(mark)
    assert not (endless.outputs / ".kerja").exists()


def test_an_interruption_from_the_keyboard_while_everything_starts(endless: Project) -> None:
    with started(endless, "--jobs", "2") as (batch, mark):
        while not any("forkserver" in line for line in left(mark)):
            assert batch.poll() is None, batch.communicate()
            time.sleep(0.01)
        os.killpg(batch.pid, signal.SIGINT)  # a terminal interrupts all its processes, not the batch alone
        _, said = batch.communicate(timeout=30)
        assert batch.returncode == 130
        assert "Traceback" not in said
        assert none_left(mark), left(mark)


def test_two_batches_at_once_end_well_with_one_correct_outputs(tmp_path: Path) -> None:
    made = Project(tmp_path, "kecil")
    few = ("--kecamatan", "banjar", "--kecamatan", "sawan")
    with started(made, *few) as (first, _), started(made, *few) as (second, _):
        said = [batch.communicate(timeout=120)[1] for batch in (first, second)]
        assert (first.returncode, second.returncode) == (0, 0), said
    assert sorted(text.splitlines()[-2] for text in said) == [
        "0 laporan dibuat, 2 sudah mutakhir, 0 gagal.",
        "2 laporan dibuat, 0 sudah mutakhir, 0 gagal.",
    ]
    assert all(path.is_file() for path in made.outputs.glob("2024/*/kecil-*"))


def test_a_full_disk_fails_with_a_sentence_and_leaves_the_ledger_readable(tmp_path: Path) -> None:
    made = Project(tmp_path, "kecil")
    limited = (
        "import resource, runpy, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1500, 1500));"
        "sys.argv = ['iku', 'run', '--kecamatan', 'banjar'];"
        "runpy.run_module('iku_helpers.cli', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert "Periksa ruang disk" in done.stderr or "GAGAL 2024/banjar/kecil" in done.stderr
    assert list(made.outputs.glob("20*/*/*.html")) == []
    Ledger(made.outputs)
