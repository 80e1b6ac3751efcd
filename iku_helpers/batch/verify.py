"""``iku verify``: makes reports again from the same inputs in another folder and compares every byte."""

from __future__ import annotations

import tempfile
from itertools import zip_longest
from pathlib import Path

from iku_helpers.batch import plan, run
from iku_helpers.batch.ledger import Ledger
from iku_helpers.batch.plan import Planned, Request
from iku_helpers.batch.progress import Watch
from iku_helpers.batch.run import Options
from iku_helpers.batch.stage import tasks, unstage
from iku_helpers.batch.task import Outcome, Task
from iku_helpers.inputs.slices import Slicer


def verify(request: Request, options: Options, watch: Watch) -> dict[str, str]:
    """What differs, by report id; empty when every report would come out the same again.

    A report that is not fresh cannot be compared: its inputs are no longer those it was made from.
    """
    slicer, ledger = Slicer(request.params), Ledger(request.outputs)
    found = run.planned(request, plan.jobs(request), slicer, ledger)
    differing = {
        item.job.id: f"usang ({item.reason}); jalankan iku run dahulu" for item in found if item.reason
    }
    again = [item for item in found if not item.reason]
    if not again:
        return differing
    with (
        tempfile.TemporaryDirectory(prefix="iku-verify-") as folder,
        run.pool(again, options) as pool,
        watch.batch(len(again), pool.running) as told,
    ):
        items = {item.job.id: item for item in again}
        for task, outcome in pool.outcomes(tasks(again, slicer, Path(folder), options.limit)):
            difference = _difference(items[task.id], task, outcome, ledger, request.outputs)
            if difference:
                differing[task.id] = difference
            told(outcome)
            unstage(task)
    return differing


def _difference(item: Planned, task: Task, outcome: Outcome, ledger: Ledger, outputs: Path) -> str | None:
    if not outcome.ok:
        return f"gagal dibuat ulang: {outcome.reason}"
    placed = ledger.entries[item.job.id].files
    if set(placed) != set(outcome.files):
        return f"berkasnya lain: {', '.join(sorted(set(placed) ^ set(outcome.files)))}"
    for name, expected in placed.items():
        if outcome.files[name] != expected.sha256:
            line = _first_other_line(outputs / item.job.folder / name, Path(task.made) / name)
            return f"{name} berbeda mulai baris {line}"
    return None


def _first_other_line(one: Path, other: Path) -> int:
    pairs = zip_longest(one.read_bytes().splitlines(), other.read_bytes().splitlines())
    return next((number for number, (left, right) in enumerate(pairs, start=1) if left != right), 0)
