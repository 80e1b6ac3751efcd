"""A staged folder holds what its report depends on, and nothing of another kecamatan."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from iku_helpers.batch import fresh, plan
from iku_helpers.batch.stage import stage, unstage
from iku_helpers.batch.task import Task
from iku_helpers.inputs.slices import Slicer


@pytest.fixture
def planned(project: Callable[..., Any]) -> tuple[Any, Any, Slicer, dict[str, str]]:
    """A project, one of its jobs, and the parts of its key."""
    made = project("kecil")
    job = next(job for job in plan.jobs(made.request()) if job.area == "busungbiu")
    slicer = Slicer(made.params)
    return made, job, slicer, fresh.key_parts(job, slicer.digests(job.tahun, job.kecamatan))


@pytest.fixture
def staged(project: Callable[..., Any], tmp_path: Path) -> Task:
    made = project("kecil")
    job = next(job for job in plan.jobs(made.request()) if job.area == "busungbiu")
    slicer = Slicer(made.params)
    parts = fresh.key_parts(job, slicer.digests(job.tahun, job.kecamatan))
    return stage(job, parts, slicer, tmp_path / "kerja", 60.0)


def _surveys(folder: Path) -> set[str]:
    return {path.stem for path in folder.rglob("survei/*.csv")}


def test_no_other_kecamatan_is_in_the_staged_folder(staged: Task) -> None:
    params = Path(staged.staged) / "params"
    assert _surveys(params) == {"busungbiu"}
    with (params / "2024" / "desa.csv").open(encoding="utf-8", newline="") as file:
        assert {row["kecamatan"] for row in csv.DictReader(file)} == {"busungbiu"}


def test_the_notebook_lies_beside_params_and_paths_in_the_parameters_are_relative(staged: Task) -> None:
    assert (Path(staged.staged) / staged.notebook).is_file()
    assert staged.parameters["params_dir"] == "params"
    assert not any(
        staged.staged in str(value) for value in {**staged.parameters, **staged.provenance}.values()
    )


def test_unstaging_leaves_nothing(staged: Task, tmp_path: Path) -> None:
    unstage(staged)
    assert list((tmp_path / "kerja").iterdir()) == []


def test_staging_leaves_the_key_as_it_was_planned(planned: Any, tmp_path: Path) -> None:
    _, job, slicer, parts = planned
    before = dict(parts)
    task = stage(job, parts, slicer, tmp_path / "kerja", None)
    assert parts == before
    assert task.provenance == {"kunci": fresh.key(before)}


def test_a_survey_edited_since_the_plan_gets_the_key_of_what_is_staged(planned: Any, tmp_path: Path) -> None:
    made, job, slicer, parts = planned
    before = dict(parts)
    survey = made.params / "2024" / "survei" / "busungbiu.csv"
    survey.write_text(survey.read_text() + survey.read_text().splitlines()[-1] + "\n")
    task = stage(job, parts, slicer, tmp_path / "kerja", None)
    assert {name for name in parts if parts[name] != before[name]} == {"params/2024/survei/busungbiu.csv"}
    assert parts == fresh.key_parts(job, Slicer(made.params).digests(job.tahun, job.kecamatan))
    assert task.provenance == {"kunci": fresh.key(parts)}


def test_a_notebook_edited_since_the_plan_is_run_as_it_was_planned(planned: Any, tmp_path: Path) -> None:
    _, job, slicer, parts = planned
    before = job.notebook.path.read_bytes()
    job.notebook.path.write_text("{}")
    task = stage(job, parts, slicer, tmp_path / "kerja", None)
    assert (Path(task.staged) / task.notebook).read_bytes() == before
