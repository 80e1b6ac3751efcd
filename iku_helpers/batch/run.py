"""The batch as a page of contents: plan, stage, render, place, tell what happened."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from iku_helpers.batch import extras, fresh, place, plan
from iku_helpers.batch.ledger import Entry, Ledger
from iku_helpers.batch.lock import locked
from iku_helpers.batch.plan import Job, Planned, Request
from iku_helpers.batch.progress import Watch
from iku_helpers.batch.stage import tasks, unstage
from iku_helpers.batch.task import Outcome, Task
from iku_helpers.errors import InputError
from iku_helpers.inputs.slices import Slicer


@dataclass(frozen=True)
class Options:
    """How to run, none of which may change a byte of any report."""

    jobs: int | None = None
    cold: bool = False
    force: bool = False
    stop_at_first: bool = False
    limit: float | None = None
    cluster: str | None = None


@dataclass
class Summary:
    """What happened, in the order it ended."""

    fresh: list[Job] = field(default_factory=list)
    made: list[Job] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)


def planned(request: Request, jobs: list[Job], slicer: Slicer, ledger: Ledger) -> list[Planned]:
    """Every report asked for, each told fresh or stale."""
    found = []
    for job in jobs:
        parts = fresh.key_parts(job, slicer.digests(job.tahun, job.kecamatan))
        made = ledger.entries.get(job.id, Entry()).extras
        reason = fresh.stale(job, parts, ledger, request.outputs) or extras.missing(request.extras, made)
        found.append(Planned(job, parts, reason, tuple(sorted({*made, *request.extras}))))
    return found


def survey(request: Request) -> list[Planned]:
    """What ``iku list`` shows and ``--dry-run`` would do; nothing is written."""
    return planned(request, plan.jobs(request), Slicer(request.params), Ledger(request.outputs))


def run(request: Request, options: Options, watch: Watch) -> Summary:
    """Make every report asked for that is not fresh; one that fails stops no other."""
    jobs = plan.jobs(request)  # a request that is refused leaves no trace
    with locked(request.outputs, watch.say):
        place.recover(request.outputs)
        ledger = Ledger(request.outputs)
        slicer = Slicer(request.params)
        found = planned(request, jobs, slicer, ledger)
        todo = [item for item in found if options.force or item.reason]
        summary = Summary(fresh=[item.job for item in found if not (options.force or item.reason)])
        try:
            if todo:
                _make(todo, request, options, _Desk(slicer, ledger, summary, watch))
        finally:
            place.recover(request.outputs)
            ledger.save()
        _write_catalogue(request.outputs, ledger)
    return summary


@dataclass(frozen=True)
class _Desk:
    """What every step of one batch needs at hand."""

    slicer: Slicer
    ledger: Ledger
    summary: Summary
    watch: Watch


def _make(todo: list[Planned], request: Request, options: Options, desk: _Desk) -> None:
    extras.require_libraries({extra for item in todo for extra in item.extras})
    items = {item.job.id: item for item in todo}
    work = request.outputs / place.WORK
    with pool(todo, options) as workers:  # which get ready while the inputs are checked
        _require_sound_inputs(request, todo)
        with desk.watch.batch(len(todo), workers.running) as told:
            for task, outcome in workers.outcomes(tasks(todo, desk.slicer, work, options.limit)):
                _settle(items[task.id], task, outcome, request.outputs, desk)
                told(outcome)
                unstage(task)
                if options.stop_at_first and not outcome.ok:
                    return


def pool(todo: list[Planned], options: Options) -> Any:
    """Whoever renders: workers here, or a Dask cluster."""
    imports = sorted({name for item in todo for name in item.job.notebook.imports})
    if options.cluster is not None:
        from iku_helpers.batch.cluster import Cluster

        return Cluster(options.cluster)
    from iku_helpers.batch.pool import Pool, paying_jobs

    jobs = options.jobs or paying_jobs()
    return Pool(min(jobs, len(todo)), warm=not options.cold, imports=imports)


def _require_sound_inputs(request: Request, todo: list[Planned]) -> None:
    """Refuse before anything is begun if what all reports share is wrong; own errors stop one kecamatan."""
    from iku_helpers.inputs.check import shared

    years = sorted({item.job.tahun for item in todo})
    found = [problem for tahun in years for problem in shared(request.params, tahun)]
    problems = [problem for problem in found if problem.severity == "galat"]
    if problems:
        raise InputError(dict.fromkeys(problems))


def _settle(item: Planned, task: Task, outcome: Outcome, outputs: Path, desk: _Desk) -> None:
    """Place a report that is whole; of one that is not, keep what explains it."""
    if not outcome.ok:
        reason = outcome.reason or ""
        place.keep_failure(Path(task.made), outputs, item.job.id)
        desk.ledger.failed(item.job.id, reason)
        desk.summary.failed[item.job.id] = reason
        return
    target = outputs / item.job.folder
    before = desk.ledger.entries.get(item.job.id, Entry()).files
    files = place.place(Path(task.made), outcome.files, target, outputs / place.WORK, before)
    place.forget_failure(outputs, item.job.id)
    desk.ledger.made(item.job.id, Entry(item.parts, files, outcome.seconds, None, item.extras))
    desk.summary.made.append(item.job)


def _write_catalogue(outputs: Path, ledger: Ledger) -> None:
    from iku_helpers.batch.catalogue import write_catalogue

    write_catalogue(outputs, ledger)
