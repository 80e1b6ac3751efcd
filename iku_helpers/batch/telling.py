"""What a run tells when it ended: paths or results for stdout, the summary for stderr."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from iku_helpers.batch.place import FAILED
from iku_helpers.batch.plan import Job, Request
from iku_helpers.batch.run import Summary


def paths(request: Request, summary: Summary) -> Iterator[str]:
    """The page of every report asked for that stands."""
    for job in _standing(summary):
        yield shown(request.outputs / job.folder / job.html_name)


def results(request: Request, summary: Summary) -> Iterator[str]:
    """One JSON object a line: the results of every report asked for, or why there are none."""
    for job in _standing(summary):
        path = request.outputs / job.folder / job.results_name
        told = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {"id": job.id}
        yield json.dumps(told, ensure_ascii=False)
    for report, reason in summary.failed.items():
        yield json.dumps({"id": report, "gagal": reason}, ensure_ascii=False)


def sentences(request: Request, summary: Summary) -> Iterator[str]:
    """The summary: counts, every failure with its reason, and where to look."""
    made, fresh, failed = len(summary.made), len(summary.fresh), len(summary.failed)
    yield f"{made} laporan dibuat, {fresh} sudah mutakhir, {failed} gagal."
    for report, reason in summary.failed.items():
        yield f"  GAGAL {report}: {reason}"
    if summary.failed:
        yield f"Notebook dan catatan kegagalan ada di {shown(request.outputs / FAILED)}"


def shown(path: Path) -> str:
    """A path as short as it can be said from here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _standing(summary: Summary) -> list[Job]:
    return sorted([*summary.fresh, *summary.made], key=lambda job: job.id)
