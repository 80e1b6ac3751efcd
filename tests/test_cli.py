"""The ``iku`` command: quick to start, Indonesian, exit codes that a script can trust."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from iku_helpers import cli
from iku_helpers.arguments import parser

HEAVY = (
    "pandas",
    "numpy",
    "scipy",
    "papermill",
    "nbconvert",
    "jupyter_client",
    "pydantic",
    "babel",
    "rich",
    "distributed",
    "multiprocessing",
)
COMMANDS = ("run", "list", "check", "new", "import", "verify", "lab")


def imported(made: Any, *arguments: str) -> set[str]:
    """The heavy packages that a command loads."""
    script = (
        "import sys\nfrom iku_helpers.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        f"sys.stderr.write('|' + ' '.join(name for name in {HEAVY} if name in sys.modules))"
    )
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, cwd=made.folder, capture_output=True, text=True, check=True)
    return set(done.stderr.rpartition("|")[2].split())


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["list"], ["run", "--dry-run"]])
def test_nothing_slow_is_imported_to_help_or_to_list(
    project: Callable[..., Any], arguments: list[str]
) -> None:
    assert imported(project("kecil"), *arguments) == set()


@pytest.mark.usefixtures("one_version")
def test_a_fresh_year_starts_no_kernel_and_loads_no_table(project: Callable[..., Any]) -> None:
    made = project("kecil")
    first = made.iku("run")
    pages = first.stdout.splitlines()
    assert (first.returncode, len(pages)) == (0, 9)
    assert pages[0] == "outputs/2024/banjar/kecil-banjar-2024.html"
    assert imported(made, "run") & {*HEAVY, "multiprocessing"} <= {"pydantic", "babel"}
    again = made.iku("run")
    assert again.stdout == first.stdout
    assert again.stderr.startswith("0 laporan dibuat, 9 sudah mutakhir, 0 gagal.\nBerikutnya: ")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["run", "--kecamatan", "busungbui"], "maksud Anda busungbiu?"),
        (["run", "--tahun", "2042"], "Tahun 2042 tidak ada"),
        (["run", "--tahun", "banyak"], "pilihan --tahun harus bilangan bulat, bukan 'banyak'"),
        (["run", "--jobs", "0"], "--jobs harus paling sedikit 1"),
        (["run", "-p", "kecamtan=banjar"], "maksud Anda kecamatan?"),
        (["run", "-p", "kecamatan"], "NAMA=NILAI"),
        (["run", "--only", "2024/banjar/kecill"], "maksud Anda 2024/banjar/kecil?"),
        (["run", "--only", "2024/x"], "Tidak ada laporan '2024/x'. Lihat daftarnya"),
        (["run", "--notebook", "qwx"], "Notebook 'qwx' tidak ada. Yang ada: kecil"),
        (["run", "--params", "tiada"], "tidak ada"),
        (["rnu"], "maksud Anda run?"),
        (["run", "--kecamatn", "banjar"], "maksud Anda --kecamatan?"),
        (["run", "--batas-waktu"], "memerlukan satu nilai"),
        ([], "belum diisi: perintah"),
    ],
)
def test_a_wrong_request_is_refused_in_a_sentence_with_exit_2(
    project: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    sentence: str,
) -> None:
    made = project("kecil")
    monkeypatch.chdir(made.folder)
    try:
        code = cli.main(arguments)
    except SystemExit as ended:
        code = int(ended.code or 0)
    told = capsys.readouterr()
    assert code == 2
    assert sentence in told.err
    assert told.out == ""
    assert not made.outputs.exists()


def test_list_tells_state_and_reason_as_text_and_as_json(
    project: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project("kecil").folder)
    assert cli.main(["list", "--kecamatan", "banjar"]) == 0
    assert capsys.readouterr().out == "2024/banjar/kecil  usang: belum dibuat\n"
    assert cli.main(["list", "--json", "--kecamatan", "banjar"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"id": "2024/banjar/kecil", "keadaan": "usang", "alasan": "belum dibuat"}


def test_one_broken_survey_fails_alone_with_its_sentence(project: Callable[..., Any]) -> None:
    made = project("terbuka")
    survey = made.params / "2024" / "survei" / "banjar.csv"
    lines = survey.read_text().splitlines()
    place = lines[0].split(",").index("U3")
    cells = lines[4].split(",")
    lines[4] = ",".join([*cells[:place], "5", *cells[place + 1 :]])
    survey.write_text("\n".join(lines) + "\n")
    done = made.iku("run", "--kecamatan", "banjar", "--kecamatan", "sawan", "--json")
    assert done.returncode == 1
    assert "params/2024/survei/banjar.csv, baris 5, kolom U3" in done.stderr
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert [told["id"] for told in results] == ["2024/sawan/terbuka", "2024/banjar/terbuka"]
    assert "kolom U3" in results[1]["gagal"]
    checked = made.iku("check", "--kecamatan", "banjar", "--tahun", "2024")
    assert checked.returncode == 1
    assert "baris 5, kolom U3" in checked.stdout


def test_what_all_share_is_refused_with_exit_2(project: Callable[..., Any]) -> None:
    made = project("kecil")
    settings = made.params / "2024" / "tahun.yml"
    settings.write_text(settings.read_text().replace("target:", "taget:", 1))
    for command in ("run", "check"):
        done = made.iku(command)
        assert done.returncode == 2
        assert "maksud Anda target?" in done.stdout + done.stderr
    assert list(made.outputs.glob("2024")) == []


def test_a_new_year_and_an_import_go_through(project: Callable[..., Any]) -> None:
    made = project("kecil")
    done = made.iku("new", "2025")
    assert done.returncode == 0, done.stderr
    assert (made.params / "2025" / "tahun.yml").is_file()
    refused = made.iku("import", "survey", "berkas.csv", "--tahun", "2024")
    assert refused.returncode == 2
    assert "maksud Anda survei?" in refused.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_is_indonesian_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args([command, "--help"])
    told = capsys.readouterr().out
    assert told.startswith(f"pemakaian: iku {command}")
    assert f"Contoh:\n  iku {command}" in told
    assert not {"usage", "options", "show this help", "positional"} & set(told.split())
