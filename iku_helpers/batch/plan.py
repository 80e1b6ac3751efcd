"""Which reports are asked for, from which inputs: every (notebook, year, kecamatan) becomes a Job."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from iku_helpers.batch.notebook import Notebook, notebooks_in
from iku_helpers.errors import RequestError, ended
from iku_helpers.inputs import catalogue

STAGED_PARAMS = "params"


@dataclass(frozen=True)
class Request:
    """What the user asked for. Empty means: the newest year, every kecamatan, every usual notebook."""

    params: Path
    notebooks: Path
    outputs: Path
    years: tuple[int, ...] = ()
    kecamatan: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    limit: int | None = None
    every_kind: bool = False
    parameters: Mapping[str, Any] = field(default_factory=dict)
    extras: tuple[str, ...] = ()


@dataclass(frozen=True)
class Job:
    """One report to be: a notebook, a year, and the kecamatan (one, or all of a kabupaten) it is about."""

    notebook: Notebook
    tahun: int
    area: str
    kecamatan: tuple[str, ...]
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The report's id, the same in the list, ``--only``, the ledger and the folder."""
        return f"{self.tahun}/{self.area}/{self.notebook.name}"

    @property
    def folder(self) -> str:
        """Where it stands, below outputs/."""
        return f"{self.tahun}/{self.area}"

    @property
    def html_name(self) -> str:
        """The page's file name, telling by itself what it is once it was sent on."""
        return f"{self.notebook.name}-{self.area}-{self.tahun}.html"

    @property
    def results_name(self) -> str:
        """The file of results, where the notebook displays any."""
        return self.notebook.results_name or f"{self.notebook.name}-{self.area}-{self.tahun}.json"

    @property
    def parameters(self) -> dict[str, Any]:
        """What the notebook is run with, in its staged folder."""
        area = "kecamatan" if self.notebook.scope == "kecamatan" else "kabupaten"
        return {"tahun": self.tahun, area: self.area, "params_dir": STAGED_PARAMS, **self.more}


@dataclass(frozen=True)
class Planned:
    """A job with its key part by part, and why it is not fresh (None when it is)."""

    job: Job
    parts: dict[str, str]
    reason: str | None
    extras: tuple[str, ...] = ()


def jobs(request: Request) -> list[Job]:
    """Every job asked for, in order of year, area and notebook; what is not there is refused by name."""
    notebooks = _notebooks(request)
    years = _years(request)
    found = [job for tahun in years for job in _of_year(request, tahun, notebooks)]
    for job in _first_of_each_notebook(found):
        job.notebook.require_parameters(job.parameters)
    found = _only(request, found)
    return found if request.limit is None else found[: request.limit]


def _first_of_each_notebook(found: Sequence[Job]) -> list[Job]:
    return list({job.notebook.name: job for job in reversed(found)}.values())


def _notebooks(request: Request) -> list[Notebook]:
    known = {notebook.name: notebook for notebook in notebooks_in(request.notebooks)}
    if not known:
        raise RequestError(f"Tidak ada notebook laporan di {request.notebooks}.")
    for kind in request.kinds:
        if kind not in known:
            raise RequestError(
                f"Notebook {kind!r} tidak ada{ended(kind, list(known))} Yang ada: {', '.join(known)}."
            )
    if request.kinds:
        return [known[name] for name in request.kinds]
    everything = request.every_kind or bool(request.only)
    usual = [notebook for notebook in known.values() if notebook.usual or everything]
    return usual or list(known.values())


def _years(request: Request) -> list[int]:
    known = catalogue.years(request.params)
    if not known:
        raise RequestError(f"Folder {request.params} belum berisi satu tahun pun (params/<tahun>/tahun.yml).")
    named = request.years or _years_of_ids(request.only)
    for tahun in named:
        catalogue.require_year(catalogue.find(request.params), tahun)
    return sorted(set(named)) or known[-1:]


def _years_of_ids(ids: Sequence[str]) -> tuple[int, ...]:
    """``--only 2023/...`` alone is enough to mean that year."""
    first = [report.split("/")[0] for report in ids]
    return tuple(int(text) for text in first if text.isdecimal())


def _of_year(request: Request, tahun: int, notebooks: Sequence[Notebook]) -> Iterator[Job]:
    register = catalogue.register(request.params, tahun)
    for slug in request.kecamatan:
        catalogue.require_kecamatan(slug, tuple(register), tahun)
    chosen = (
        [slug for slug in register if slug in set(request.kecamatan)] if request.kecamatan else list(register)
    )
    for slug in chosen:
        for notebook in notebooks:
            if notebook.scope == "kecamatan":
                yield Job(notebook, tahun, slug, (slug,), request.parameters)
    if request.kecamatan:
        return
    for code, members in _kabupaten(register).items():
        for notebook in notebooks:
            if notebook.scope == "kabupaten":
                yield Job(notebook, tahun, code, members, request.parameters)


def _kabupaten(register: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The kecamatan of each kabupaten, by its code: the first two parts of a kecamatan's code."""
    members: dict[str, list[str]] = {}
    for slug, code in register.items():
        members.setdefault(code.rpartition(".")[0], []).append(slug)
    return {code: tuple(slugs) for code, slugs in members.items()}


def _only(request: Request, found: list[Job]) -> list[Job]:
    if not request.only:
        return found
    ids = [job.id for job in found]
    for wanted in request.only:
        if not any(fnmatchcase(report, wanted) for report in ids):
            raise RequestError(
                f"Tidak ada laporan {wanted!r}{ended(wanted, ids)} Lihat daftarnya dengan: iku list"
            )
    return [job for job in found if any(fnmatchcase(job.id, wanted) for wanted in request.only)]
