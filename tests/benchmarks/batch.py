"""Side by side, same notebook and inputs: papermill and nbconvert as commands, in one process, and ours.

    python tests/benchmarks/batch.py [--reports 9] [--notebook tests/fixtures/terbuka.ipynb]

Prints seconds, processor seconds and the ratio to the two commands for one report, and the peak memory of the
whole tree of processes. The two commands are run for two reports only: each costs as much as the one before.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psutil

_PR_SET_CHILD_SUBREAPER = 36
ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
KECAMATAN = [
    "gerokgak",
    "seririt",
    "busungbiu",
    "banjar",
    "sukasada",
    "buleleng",
    "sawan",
    "kubutambahan",
    "tejakula",
]
_INSIDE = """
import sys, papermill, nbformat
from iku_helpers.templates.export import to_html
notebook, params, *slugs = sys.argv[1:]
for slug in slugs:
    parameters = {"tahun": 2024, "kecamatan": slug, "params_dir": params}
    node = papermill.execute_notebook(notebook, f"{slug}.ipynb", parameters, progress_bar=False)
    open(f"{slug}.html", "w").write(to_html(node))
"""
_CELLS = """
import json, sys, time
notebook, params, *slugs = sys.argv[1:]
cells = [cell for cell in json.load(open(notebook))["cells"] if cell["cell_type"] == "code"]
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
def run(slug):
    for cell in cells:
        shell.run_cell("".join(cell["source"]), silent=True)
        if "parameters" in cell["metadata"].get("tags", ()):
            shell.user_ns.update(tahun=2024, kecamatan=slug, params_dir=params)
run(slugs[0])
begun = time.process_time()
for slug in slugs:
    run(slug)
print((time.process_time() - begun) / len(slugs), file=sys.stderr)
"""


@dataclass
class Used:
    """What a command and all its descendants used."""

    seconds: float
    processor: float
    memory: float
    told: str


def measured(command: list[str], folder: Path) -> Used:
    """Run ``command`` in ``folder``. Orphans of its tree come here, so no processor time is lost."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.monotonic()
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        peaks: list[float] = []
        threading.Thread(target=_watch_memory, args=(process, peaks), daemon=True).start()
        assert process.stdout is not None
        told = process.stdout.read()
    seconds = time.monotonic() - begun
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}:\n{told}")
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Used(seconds, spent, max(peaks, default=0.0) / 2**20, told)


def _watch_memory(process: subprocess.Popen[str], peaks: list[float]) -> None:
    """Proportional memory of the tree, so that pages shared by forked processes count once."""
    while process.poll() is None:
        with contextlib.suppress(psutil.Error):
            root = psutil.Process(process.pid)
            peaks.append(sum(_proportional(one) for one in [root, *root.children(recursive=True)]))
        time.sleep(0.2)


def _proportional(process: psutil.Process) -> float:
    try:
        return float(process.memory_full_info().pss)
    except psutil.Error:
        return 0.0


def two_commands(notebook: Path, slugs: list[str], folder: Path) -> Used:
    """``papermill`` and then ``jupyter nbconvert``, as a shell script would."""
    script = "set -e\n" + "\n".join(
        f"{BIN}/papermill {notebook} {slug}.ipynb "
        f"-p tahun 2024 -p kecamatan {slug} -p params_dir {ROOT}/params\n"
        f"{BIN}/jupyter nbconvert --to html --no-input {slug}.ipynb"
        for slug in slugs
    )
    return measured(["sh", "-c", script], folder)


def ours(notebook: Path, slugs: list[str], folder: Path, *options: str) -> Used:
    """``iku run`` with its start and its end, all reports anew."""
    (folder / "notebooks").mkdir()
    shutil.copy(notebook, folder / "notebooks")
    named = [part for slug in slugs for part in ("--kecamatan", slug)]
    places = ["--params", str(ROOT / "params"), "--notebooks", "notebooks", "--outputs", "outputs"]
    return measured([f"{BIN}/iku", "run", *places, *named, *options], folder)


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--reports", type=int, default=9)
    asked.add_argument("--notebook", type=Path, default=ROOT / "tests" / "fixtures" / "terbuka.ipynb")
    given = asked.parse_args()
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)
    notebook, params = given.notebook.resolve(), str(ROOT / "params")
    slugs = KECAMATAN[: given.reports]
    few = slugs[:2]
    runs: dict[str, tuple[int, Callable[[Path], Used]]] = {
        "papermill + nbconvert, commands": (len(few), lambda at: two_commands(notebook, few, at)),
        "papermill + export, one process": (
            len(slugs),
            lambda at: measured([sys.executable, "-c", _INSIDE, str(notebook), params, *slugs], at),
        ),
        "iku run --cold --jobs 2": (
            len(slugs),
            lambda at: ours(notebook, slugs, at, "--cold", "--jobs", "2"),
        ),
        **{
            f"iku run --jobs {jobs}": (len(slugs), partial(_warm, notebook, slugs, jobs))
            for jobs in ("1", "2", "4")
        },
    }
    with tempfile.TemporaryDirectory() as folder:
        cells = measured([sys.executable, "-c", _CELLS, str(notebook), params, *slugs], Path(folder))
    work = float(cells.told.split()[-1])
    print(f"{notebook.name}: the cells' own work is {work:.3f} processor seconds a report\n")
    print(f"{'':34}{'s/report':>10}{'faster':>9}{'cpu/report':>12}{'of cells':>10}{'MiB':>7}")
    base = None
    for name, (count, act) in runs.items():
        with tempfile.TemporaryDirectory() as folder:
            used = act(Path(folder))
        each, spent = used.seconds / count, used.processor / count
        base = base or each
        print(
            f"{name:34}{each:10.2f}{base / each:9.1f}{spent:12.2f}{spent / work:10.1f}{used.memory:7.0f}",
            flush=True,
        )


def _warm(notebook: Path, slugs: list[str], jobs: str, folder: Path) -> Used:
    return ours(notebook, slugs, folder, "--jobs", jobs)


if __name__ == "__main__":
    main()
