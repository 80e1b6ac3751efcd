"""Equal inputs give equal bytes: in any folder, time zone, locale, hash seed, number of workers, warm or cold."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Project

SETTINGS: dict[str, tuple[list[str], dict[str, str]]] = {
    "satu": (["--jobs", "1"], {"TZ": "Asia/Makassar", "LANG": "C", "PYTHONHASHSEED": "1"}),
    "dua-pekerja": (["--jobs", "4"], {"TZ": "America/Lima", "LANG": "id_ID.UTF-8", "PYTHONHASHSEED": "77"}),
    "dingin": (["--cold", "--jobs", "2"], {"TZ": "UTC", "LANG": "C.UTF-8", "PYTHONHASHSEED": "random"}),
}


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Project, dict[str, bytes]]]:
    """The same reports made in three folders under three circumstances."""
    found = {}
    for name, (options, environment) in SETTINGS.items():
        made = Project(tmp_path_factory.mktemp(name), "kecil", "terbuka")
        asked = ["run", "--kecamatan", "busungbiu", "--kecamatan", "banjar", *options]
        done = made.iku(*asked, env={**os.environ, **environment})
        assert done.returncode == 0, done.stderr
        found[name] = (made, made.written())
    return found


def test_every_byte_is_equal(runs: dict[str, tuple[Project, dict[str, bytes]]]) -> None:
    first, *others = (written for _, written in runs.values())
    assert len(first) == 2 * 2 * 2 + 2
    for other in others:
        assert {name: other[name] == first[name] for name in first} == dict.fromkeys(first, True)


def test_no_file_names_a_folder_or_a_host(runs: dict[str, tuple[Project, dict[str, bytes]]]) -> None:
    for made, written in runs.values():
        for name, content in written.items():
            assert str(made.folder).encode() not in content, name
            assert os.uname().nodename.encode() not in content or len(os.uname().nodename) < 4, name


def test_results_carry_the_key_of_the_run(runs: dict[str, tuple[Project, dict[str, bytes]]]) -> None:
    _, written = runs["satu"]
    results: dict[str, Any] = json.loads(written["2024/banjar/kecil-banjar-2024.json"])
    assert results["id"] == "2024/banjar/kecil"
    assert len(results["kunci"]) == 16


def test_verify_finds_every_byte_again_and_names_a_page_that_was_edited(
    runs: dict[str, tuple[Project, dict[str, bytes]]],
) -> None:
    made, _ = runs["satu"]
    asked = ["verify", "--kecamatan", "banjar", "--notebook", "kecil"]
    same = made.iku(*asked)
    assert (same.returncode, same.stdout) == (0, "")
    assert "bita demi bita" in same.stderr
    page: Path = made.outputs / "2024" / "banjar" / "kecil-banjar-2024.html"
    page.write_bytes(page.read_bytes().replace(b"2024 banjar", b"2025 banjar"))
    edited = made.iku(*asked)
    assert edited.returncode == 1
    assert "berkas keluaran berubah" in edited.stdout
