"""Folders a batch cannot use: refused with one sentence and exit code 2, and nothing is begun."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def _below_a_file(outputs: Path) -> None:
    outputs.parent.joinpath("berkas").write_text("bukan folder")


def _forbidden(outputs: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    outputs.mkdir()
    outputs.chmod(0o500)


@pytest.mark.parametrize(
    ("spoil", "where"),
    [(_below_a_file, "berkas/outputs"), (_forbidden, "outputs")],
    ids=["file", "forbidden"],
)
def test_outputs_that_cannot_be_written(
    project: Callable[..., Any], spoil: Callable[[Path], None], where: str
) -> None:
    made = project("kecil")
    spoil(made.outputs)
    done = made.iku("run", "--outputs", where)
    assert done.returncode == 2
    assert f"Folder keluaran {made.folder / where} tidak dapat ditulisi" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_notebook_without_parameters_cell(project: Callable[..., Any]) -> None:
    made = project("kecil", "tanpa-parameter")
    done = made.iku("run")
    assert done.returncode == 2
    assert done.stderr.startswith("Notebook tanpa-parameter.ipynb tidak punya sel bertanda 'parameters'")
    assert not made.outputs.exists()


def test_a_folder_below_outputs_that_became_a_file(project: Callable[..., Any]) -> None:
    made = project("kecil")
    made.outputs.mkdir()
    (made.outputs / "2024").write_text("seharusnya folder")
    done = made.iku("run", "--kecamatan", "banjar")
    assert done.returncode == 1
    assert "Tidak dapat membaca atau menulis" in done.stderr
    assert "Traceback" not in done.stderr
