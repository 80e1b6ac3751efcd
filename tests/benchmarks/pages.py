"""Processor time of the cells of every committed notebook in a warm kernel, and the size of its page.

    .venv/bin/python tests/benchmarks/pages.py             # best of five
    .venv/bin/python tests/benchmarks/pages.py --cells     # the same by cell, slowest first

A kernel of the batch is forked from a server that has everything imported and drawn once, so the first run
here is not counted. laporan-iku is meant to stay under 0,6 s; printed, not asserted: a busy machine is slow,
not wrong.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from fixtures import in_process  # noqa: E402

from iku_helpers.templates.export import to_html  # noqa: E402

AIM_SECONDS, AIM_BYTES = 0.6, 400_000


def timed(name: str) -> tuple[dict[str, float], nbformat.NotebookNode]:
    """Processor seconds of each cell of a notebook, and the notebook with its outputs."""
    spent: dict[str, float] = {}
    begun = time.process_time()

    def note(cell_id: str) -> None:
        nonlocal begun
        now = time.process_time()
        spent[cell_id] = now - begun
        begun = now

    return spent, in_process.run(name, after=note)


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    asked.add_argument("--cells", action="store_true")
    by_cell = asked.parse_args().cells
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        timed(path.stem)
        runs = [timed(path.stem) for _ in range(5)]
        spent, notebook = min(runs, key=lambda run: sum(run[0].values()))
        html = to_html(notebook).encode()
        print(f"{path.stem:16} {sum(spent.values()):6.3f} s of CPU   {len(html) / 1000:6.0f} kB")
        if by_cell:
            for cell, seconds in sorted(spent.items(), key=lambda one: -one[1]):
                print(f"    {1000 * seconds:7.1f} ms  {cell}")
    print(f"aims for laporan-iku: under {AIM_SECONDS} s and {AIM_BYTES / 1000:.0f} kB")


if __name__ == "__main__":
    main()
