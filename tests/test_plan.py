"""Which reports are made, what a request may name, and what makes a report stale."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fixtures.buleleng import NINE

from iku_helpers.batch import fresh, plan
from iku_helpers.batch.ledger import Entry, Ledger
from iku_helpers.batch.notebook import read_notebook
from iku_helpers.batch.place import record
from iku_helpers.batch.plan import Job
from iku_helpers.errors import RequestError
from iku_helpers.inputs.slices import Slicer


def test_without_options_the_newest_year_and_every_kecamatan(project: Callable[..., Any]) -> None:
    found = plan.jobs(project("kecil").request())
    assert [job.id for job in found] == [f"2024/{slug}/kecil" for slug in NINE]
    assert found[2].html_name == "kecil-busungbiu-2024.html"
    assert found[2].parameters == {"tahun": 2024, "kecamatan": "busungbiu", "params_dir": "params"}


def test_a_kabupaten_notebook_makes_one_report_of_all_its_kecamatan(project: Callable[..., Any]) -> None:
    found = [
        job for job in plan.jobs(project("kecil", "kabupaten").request()) if job.notebook.name == "kabupaten"
    ]
    assert [(job.id, sorted(job.kecamatan)) for job in found] == [("2024/51.08/kabupaten", sorted(NINE))]


def test_a_notebook_not_made_by_default_is_made_when_asked_for(project: Callable[..., Any]) -> None:
    made = project("kecil", "terbuka")
    path = made.notebooks / "terbuka.ipynb"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["metadata"]["iku"]["bawaan"] = False
    path.write_text(json.dumps(content), encoding="utf-8")

    def kinds(**asked: object) -> set[str]:
        return {job.notebook.name for job in plan.jobs(made.request(**asked))}

    assert kinds() == {"kecil"}
    assert kinds(every_kind=True) == {"kecil", "terbuka"}
    assert kinds(kinds=("terbuka",)) == kinds(only=("2024/banjar/terbuka",)) == {"terbuka"}


def test_only_takes_ids_and_patterns_and_finds_their_year(project: Callable[..., Any]) -> None:
    made = project("kecil", "terbuka")
    assert [job.id for job in plan.jobs(made.request(only=("2023/banjar/kecil",)))] == ["2023/banjar/kecil"]
    assert len(plan.jobs(made.request(only=("2024/*/terbuka",)))) == 9
    assert len(plan.jobs(made.request(limit=4))) == 4


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"kecamatan": ("busungbui",)}, "maksud Anda busungbiu?"),
        ({"years": (2042,)}, "Yang ada: 2021, 2023, 2024"),
        ({"kinds": ("kecill",)}, "maksud Anda kecil?"),
        ({"only": ("2024/busungbui/kecil",)}, "maksud Anda 2024/busungbiu/kecil?"),
        ({"parameters": {"kecamtan": "banjar"}}, "maksud Anda kecamatan?"),
        ({"parameters": {"tahun": "banyak"}}, "harus bilangan bulat, bukan 'banyak'"),
        ({"parameters": {"tahun": True}}, "harus bilangan bulat, bukan True"),
    ],
)
def test_what_is_not_there_is_refused_by_name(
    project: Callable[..., Any], asked: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(RequestError) as refused:
        plan.jobs(project("kecil").request(**asked))
    assert sentence in str(refused.value)


def test_a_notebook_that_declares_nothing_is_no_report(project: Callable[..., Any]) -> None:
    assert {job.notebook.name for job in plan.jobs(project("kecil", "coretan").request())} == {"kecil"}


def test_a_declared_notebook_needs_its_parameters_cell(project: Callable[..., Any]) -> None:
    with pytest.raises(RequestError, match=r"tanpa-parameter\.ipynb tidak punya sel bertanda 'parameters'"):
        plan.jobs(project("kecil", "tanpa-parameter").request())


def test_outputs_saved_by_jupyterlab_do_not_change_a_notebook(tmp_path: Path, root: Path) -> None:
    path = Path(shutil.copy(root / "tests" / "fixtures" / "kecil.ipynb", tmp_path))
    before = read_notebook(path)
    content = json.loads(path.read_text())
    content["cells"][2] |= {
        "outputs": [{"output_type": "stream", "name": "stdout", "text": "x"}],
        "execution_count": 7,
    }
    path.write_text(json.dumps(content))
    saved = read_notebook(path)
    content["cells"][2]["source"] = "print('lain')"
    path.write_text(json.dumps(content))
    edited = read_notebook(path)
    assert before is not None
    assert saved is not None
    assert edited is not None
    assert before.digest == saved.digest != edited.digest


def test_what_only_a_skipped_cell_imports_need_not_be_loaded(tmp_path: Path, root: Path) -> None:
    path = Path(shutil.copy(root / "tests" / "fixtures" / "terbuka.ipynb", tmp_path))
    content = json.loads(path.read_text())
    cell = {"cell_type": "code", "execution_count": None, "id": "lewat", "outputs": []}
    skipped = {"metadata": {"tags": ["skip-execution"]}, "source": "import antigravity"}
    content["cells"].append({**cell, **skipped})
    path.write_text(json.dumps(content))
    found = read_notebook(path)
    assert found is not None
    assert "iku_helpers.inputs.workbook" in found.imports
    assert "antigravity" not in found.imports


class Standing:
    """One report placed and in the ledger, as a run would leave it."""

    def __init__(self, made: Any) -> None:
        self.made = made
        self.job = next(job for job in plan.jobs(made.request()) if job.area == "busungbiu")
        self.page = made.outputs / self.job.folder / self.job.html_name
        self.page.parent.mkdir(parents=True)
        self.page.write_text("halaman")
        self.ledger = Ledger(made.outputs)
        self.ledger.made(self.job.id, Entry(self.parts(self.job), {self.page.name: record(self.page)}))

    def parts(self, job: Job) -> dict[str, str]:
        return fresh.key_parts(job, Slicer(self.made.params).digests(job.tahun, job.kecamatan))

    def reason(self) -> str | None:
        job = next(job for job in plan.jobs(self.made.request()) if job.id == self.job.id)
        return fresh.stale(job, self.parts(job), self.ledger, self.made.outputs)


@pytest.fixture
def standing(project: Callable[..., Any]) -> Standing:
    return Standing(project("kecil"))


def _append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_a_report_is_fresh_until_something_it_depends_on_changes(standing: Standing) -> None:
    assert standing.reason() is None


def test_one_respondent_more_makes_only_that_kecamatan_stale(standing: Standing) -> None:
    survey = standing.made.params / "2024" / "survei" / "busungbiu.csv"
    _append(standing.made.params / "2024" / "survei" / "banjar.csv", "\n")
    last = (standing.made.params / "2024" / "survei" / "banjar.csv").read_text().splitlines()[-2]
    _append(standing.made.params / "2024" / "survei" / "banjar.csv", f"9999{last}\n")
    assert standing.reason() is None
    _append(survey, survey.read_text().splitlines()[-1] + "\n")
    assert standing.reason() == "survei berubah"


def test_an_earlier_year_is_named_with_its_year(standing: Standing) -> None:
    survey = standing.made.params / "2023" / "survei" / "busungbiu.csv"
    _append(survey, survey.read_text().splitlines()[-1] + "\n")
    assert standing.reason() == "survei 2023 berubah"


def test_an_edited_notebook_and_another_package_are_told_apart(
    standing: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = standing.made.notebooks / "kecil.ipynb"
    path.write_text(path.read_text().replace("Laporan kecil", "Laporan lain"))
    assert standing.reason() == "notebook berubah"
    monkeypatch.setattr(fresh, "package_digest", lambda: "lain")
    assert standing.reason() == "notebook berubah, paket berubah"


def test_files_that_are_gone_or_spoilt_are_seen(standing: Standing) -> None:
    standing.page.write_text("HALAMAN")
    assert standing.reason() == "berkas keluaran berubah"
    standing.page.unlink()
    assert standing.reason() == "berkas keluaran hilang"


def test_a_file_touched_but_equal_is_still_fresh(standing: Standing) -> None:
    standing.page.write_text("halaman")
    assert standing.reason() is None


def test_a_failed_attempt_is_told_until_it_succeeds(standing: Standing) -> None:
    standing.ledger.failed(standing.job.id, "sel 3: ZeroDivisionError: division by zero")
    assert standing.reason() == "gagal: sel 3: ZeroDivisionError: division by zero"
    assert standing.ledger.entries[standing.job.id].files, "the last good report still stands"
