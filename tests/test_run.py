"""The batch around its workers: isolation, freshness, order of things. The workers here only write a line."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from iku_helpers.batch import run
from iku_helpers.batch.ledger import Ledger
from iku_helpers.batch.progress import Watch
from iku_helpers.batch.run import Options, Summary
from iku_helpers.batch.task import FAILED_LOG, Outcome, Task
from iku_helpers.errors import InputError


class Typist:
    """Stands in for the workers: a report is a line about its survey; a spoilt survey is a failure."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def __enter__(self) -> Typist:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def running(self) -> list[str]:
        return []

    def outcomes(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Outcome]]:
        for task in tasks:
            self.made.append(task.id)
            yield task, self._outcome(task)

    def _outcome(self, task: Task) -> Outcome:
        folder = Path(task.made)
        folder.mkdir()
        survey = b"".join(path.read_bytes() for path in sorted(Path(task.staged).rglob("survei/*.csv")))
        if b"RUSAK" in survey:
            (folder / FAILED_LOG).write_text("sebab")
            return Outcome(task.id, reason="survei rusak")
        text = hashlib.sha256(survey).hexdigest()
        (folder / task.html_name).write_text(text)
        return Outcome(task.id, {task.html_name: hashlib.sha256(text.encode()).hexdigest()}, 0.1)


@pytest.fixture
def typist(monkeypatch: pytest.MonkeyPatch) -> Typist:
    workers = Typist()
    monkeypatch.setattr(run, "pool", lambda *_: workers)
    return workers


def made_by(made: Any, asked: dict[str, Any] | None = None, **options: Any) -> Summary:
    return run.run(made.request(**(asked or {})), Options(**options), Watch(io.StringIO()))


def spoil(made: Any, slug: str) -> Path:
    survey: Path = made.params / "2024" / "survei" / f"{slug}.csv"
    survey.write_text(survey.read_text().replace("\n", "\nRUSAK", 1))
    return survey


def test_all_are_made_once_and_then_none(project: Callable[..., Any], typist: Typist) -> None:
    made = project("kecil")
    first = made_by(made)
    assert len(first.made) == len(typist.made) == 9
    second = made_by(made)
    assert (len(second.fresh), second.made) == (9, [])
    assert len(made_by(made, force=True).made) == 9


def test_one_changed_survey_remakes_that_kecamatan_and_the_rekap(
    project: Callable[..., Any], typist: Typist
) -> None:
    made = project("kecil", "kabupaten")
    made_by(made)
    typist.made.clear()
    survey = made.params / "2024" / "survei" / "busungbiu.csv"
    survey.write_text(survey.read_text() + survey.read_text().splitlines()[-1] + "\n")
    made_by(made)
    assert sorted(typist.made) == ["2024/51.08/kabupaten", "2024/busungbiu/kecil"]


def test_a_failure_stops_no_other_and_is_tried_again(project: Callable[..., Any], typist: Typist) -> None:
    made = project("kecil")
    survey = spoil(made, "banjar")
    summary = made_by(made)
    assert (len(summary.made), summary.failed) == (8, {"2024/banjar/kecil": "survei rusak"})
    assert (made.outputs / "gagal" / "2024" / "banjar" / "kecil" / FAILED_LOG).read_text() == "sebab"
    survey.write_text(survey.read_text().replace("RUSAK", ""))
    typist.made.clear()
    assert len(made_by(made).made) == 1
    assert typist.made == ["2024/banjar/kecil"]
    assert not (made.outputs / "gagal").exists()


def test_the_last_good_report_stays_and_is_marked(project: Callable[..., Any], typist: Typist) -> None:
    made = project("kecil")
    made_by(made)
    page = made.outputs / "2024" / "banjar" / "kecil-banjar-2024.html"
    before = page.read_bytes()
    spoil(made, "banjar")
    made_by(made)
    assert page.read_bytes() == before
    reasons = {item.job.id: item.reason for item in run.survey(made.request())}
    assert reasons["2024/banjar/kecil"] == "gagal: survei rusak"
    assert typist.made.count("2024/banjar/kecil") == 2


def test_stop_at_first_leaves_the_rest_for_the_next_run(project: Callable[..., Any], typist: Typist) -> None:
    made = project("kecil")
    spoil(made, "seririt")
    summary = made_by(made, stop_at_first=True)
    assert (len(summary.made), len(summary.failed)) == (1, 1)
    assert len(typist.made) == 2


@pytest.mark.usefixtures("typist")
def test_an_interruption_keeps_what_was_made(
    project: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = project("kecil")
    outcome = Typist._outcome

    def interrupted(self: Typist, task: Task) -> Outcome:
        if len(self.made) == 4:
            raise KeyboardInterrupt
        return outcome(self, task)

    monkeypatch.setattr(Typist, "_outcome", interrupted)
    with pytest.raises(KeyboardInterrupt):
        made_by(made)
    assert len(Ledger(made.outputs).entries) == 3
    assert not (made.outputs / ".kerja").exists()
    monkeypatch.setattr(Typist, "_outcome", outcome)
    assert len(made_by(made).made) == 6


def test_what_all_share_is_refused_before_anything_begins(
    project: Callable[..., Any], typist: Typist
) -> None:
    made = project("kecil")
    settings = made.params / "2024" / "tahun.yml"
    settings.write_text(settings.read_text().replace("target:", "taget:", 1))
    with pytest.raises(InputError, match="maksud Anda target"):
        made_by(made)
    assert typist.made == []
