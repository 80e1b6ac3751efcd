"""Cuts a report's own slice of params/ into a folder of its own, beside its notebook.

So a report cannot see another kecamatan's respondents, its key tells the truth, and the folder can be sent to
another machine as it is.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from iku_helpers.batch.extras import parameters
from iku_helpers.batch.fresh import key, short
from iku_helpers.batch.plan import STAGED_PARAMS, Job, Planned
from iku_helpers.batch.task import Task
from iku_helpers.inputs.slices import Slicer

_INPUTS, _MADE = "masuk", "hasil"


def tasks(todo: Iterable[Planned], slicer: Slicer, work: Path, limit: float | None) -> Iterator[Task]:
    """Staged one by one as workers become free, so a large batch keeps a small footprint."""
    for item in todo:
        task = stage(item.job, item.parts, slicer, work, limit)
        told = {**task.parameters, **parameters(item.extras, item.job.notebook.parameters)}
        yield replace(task, parameters=told, extras=item.extras)


def stage(job: Job, parts: dict[str, str], slicer: Slicer, work: Path, limit: float | None) -> Task:
    """Write everything the report depends on into a folder below ``work`` and say how to render it.

    A survey edited since the plan is staged as it is now, and ``parts`` then say so: the ledger never takes a
    report for one of other inputs.
    """
    folder = (work / job.id.replace("/", "_")).absolute()
    shutil.rmtree(folder, ignore_errors=True)
    staged = folder / _INPUTS
    staged.mkdir(parents=True)
    (staged / job.notebook.path.name).write_bytes(job.notebook.content)
    slicer.write_slice(staged / STAGED_PARAMS, job.tahun, job.kecamatan)
    parts |= surveys(staged)
    return Task(
        id=job.id,
        staged=str(staged),
        notebook=job.notebook.path.name,
        made=str(folder / _MADE),
        html_name=job.html_name,
        results_name=job.results_name,
        parameters=job.parameters,
        provenance={"kunci": key(parts)},
        limit=limit,
    )


def surveys(staged: Path) -> dict[str, str]:
    """The parts of a key that the staged surveys are."""
    found = sorted((staged / STAGED_PARAMS).glob("*/survei/*.csv"))
    return {path.relative_to(staged).as_posix(): short(path.read_bytes()) for path in found}


def unstage(task: Task) -> None:
    """Throw a task's folder away."""
    shutil.rmtree(Path(task.staged).parent, ignore_errors=True)
