"""The whole country: a plan of all its kecamatan, then a run through the first of them.

    python tests/benchmarks/large.py [--data ../shared/data] [--run 1000] [--jobs 3] [--params FOLDER]

The params/ are made by nation.py unless a folder of them is given. The plan is timed over every kecamatan;
the run prints, every hundred reports, seconds and memory of the whole tree of processes, and at its end what
all of them would take.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measuring import (
    adopt_orphans,
    measured,
    processor_seconds,
    tree_memory,
    tree_seconds,
    user_environment,
)
from nation import write_nation

ROOT = Path(__file__).resolve().parents[2]
IKU = str(Path(sys.executable).parent / "iku")
EVERY = 100


def plan(places: list[str], folder: Path) -> int:
    """Time ``iku list`` over all; gives back how many reports there are."""
    used = measured([IKU, "list", *places], folder)
    count = len(used.told.splitlines())
    print(
        f"plan of {count} reports: {used.seconds:.1f} s, {used.processor:.1f} cpu s, {used.memory:.0f} MiB",
        flush=True,
    )
    return count


def run(places: list[str], folder: Path, limit: int, jobs: int) -> float:
    """``iku run`` over the first ``limit``, told every hundred; gives back the seconds a report."""
    print(f"\n{'reports':>8}{'s/report':>10}{'cpu/report':>12}{'MiB now':>9}{'s so far':>10}", flush=True)
    command = [IKU, "run", *places, "--limit", str(limit), "--jobs", str(jobs), "--force"]
    spent, begun = processor_seconds(), time.monotonic()
    first = last = begun
    used = 0.0
    with subprocess.Popen(
        command,
        cwd=folder,
        env=user_environment(),
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    ) as batch:
        assert batch.stderr is not None
        for line in batch.stderr:
            done = int(line[1:].partition("/")[0]) if line.startswith("[") else 0
            if not done:
                print(line, end="", flush=True)
                continue
            now = time.monotonic()
            if done == 1:
                first = last = now
                used = tree_seconds(batch.pid)
            if done % EVERY == 0:
                memory = tree_memory(batch.pid)
                count = EVERY if done > EVERY else EVERY - 1
                each, cpu = (now - last) / count, (tree_seconds(batch.pid) - used) / count
                used += cpu * count
                print(f"{done:8}{each:10.3f}{cpu:12.3f}{memory:9.0f}{now - begun:10.0f}", flush=True)
                last = now
        ended = time.monotonic()
    print(
        f"ended with {batch.returncode} after {ended - begun:.0f} s; {processor_seconds() - spent:.0f} cpu s"
    )
    return (ended - first) / max(limit - 1, 1)


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--data", type=Path)
    asked.add_argument("--params", type=Path)
    asked.add_argument("--notebook", default="laporan-iku")
    asked.add_argument("--run", type=int, default=1000)
    asked.add_argument("--jobs", type=int, default=3)
    given = asked.parse_args()
    adopt_orphans()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        params = given.params or folder / "params"
        if given.params is None:
            write_nation(params, given.data, [2023, 2024])
        places = ["--params", str(params.resolve()), "--notebooks", str(ROOT / "notebooks")]
        places += ["--outputs", str(folder / "outputs"), "--tahun", "2024", "--notebook", given.notebook]
        count = plan(places, folder)
        each = run(places, folder, min(given.run, count), given.jobs)
        index = (folder / "outputs" / "index.html").stat().st_size / 2**20
        print(f"index.html: {index:.1f} MiB; all {count} would take {each * count / 60:.0f} minutes here")


if __name__ == "__main__":
    main()
