"""The analyst's whole round for a new year, by the commands that PANDUAN.md shows and no other."""

from __future__ import annotations

import datetime as dt
import html
import json
import random
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

ROOT = Path(__file__).resolve().parents[1]
SLUG, TAHUN = "busungbiu", 2025
SCORES = {2: "Mandiri", 9: "Maju", 13: "Berkembang"}


def shown_commands() -> list[str]:
    """The round's commands as PANDUAN.md shows them, from ``iku new`` on, in its order."""
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "PANDUAN.md").read_text("utf-8"), re.DOTALL)
    lines = [" ".join(shlex.split(line, comments=True)) for block in blocks for line in block.splitlines()]
    commands = [line for line in lines if line.startswith("iku ")]
    start = commands.index(f"iku new {TAHUN}")
    return [line for line in commands[start:] if f"{TAHUN}" in line]


def fill_survey(form: Path) -> None:
    """A hundred and twenty answers typed into the form, some blank, in two services' drop-down words."""
    book = openpyxl.load_workbook(form)
    page, users = book["Isian survei"], book["Pengguna layanan"]
    services = [row[0].value for row in users.iter_rows(min_row=2) if row[0].value][:3]
    for place in range(len(services), 9):
        users.cell(2 + place, 1).value = None
    for place in range(3):
        users.cell(2 + place, 2).value = 900 * (place + 1)
    chance = random.Random(2025)
    for place in range(120):
        day = dt.date(TAHUN, 6, 3) + dt.timedelta(days=place)
        lead = [place + 1, day, services[place % 3], "LP"[place % 2], 20 + place % 45, "SMA", "Wiraswasta"]
        scores = [chance.choice((2, 3, 3, 4, 4, None)) for _ in range(9)]
        for column, value in enumerate([*lead, *scores], start=1):
            page.cell(2 + place, column).value = value
    book.save(form)


def fill_villages(form: Path) -> None:
    """All but one village pass; scores of Indeks Desa run down through three statuses."""
    book = openpyxl.load_workbook(form)
    page, scores = book["Administrasi"], book["Indeks Desa"]
    for row in range(2, 17):
        answers = ("ya", dt.date(TAHUN, 3, row), "ya", "tidak" if row == 5 else "ya")
        for column, value in enumerate(answers, start=3):
            page.cell(row, column).value = value
        scores.cell(row, 3).value = 95 - 2.5 * (row - 2)
        scores.cell(row, 4).value = next(word for first, word in reversed(SCORES.items()) if row >= first)
    book.save(form)


def fill_targets(settings: Path) -> None:
    text = settings.read_text("utf-8")
    settings.write_text(
        text.replace("target: {}", "target:\n  ikm: 85.0\n  administrasi: 90\n  idm: 95"), "utf-8"
    )


class Round:
    """The round as it went: what each command printed, and the folder it went through."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said: dict[str, str] = {}

    def run(self, command: str) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "iku_helpers.cli", *shlex.split(command)[1:]],
            cwd=self.folder, capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        self.said[command] = done.stdout + done.stderr

    def page(self) -> str:
        """The report's text, drawings left out."""
        name = f"laporan-iku-{SLUG}-{TAHUN}.html"
        text = (self.folder / "outputs" / str(TAHUN) / SLUG / name).read_text("utf-8")
        bare = re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<(style|svg).*?</\1>", " ", text))
        return " ".join(html.unescape(bare).split())


@pytest.fixture(scope="module")
def round_(tmp_path_factory: pytest.TempPathFactory) -> Round:
    folder = tmp_path_factory.mktemp("putaran")
    shutil.copytree(ROOT / "params", folder / "params")
    (folder / "notebooks").mkdir()
    shutil.copy(ROOT / "notebooks" / "laporan-iku.ipynb", folder / "notebooks")
    made = Round(folder)
    for command in shown_commands():
        made.run(command)
        if command.startswith("iku new"):
            year = folder / "params" / str(TAHUN)
            fill_survey(year / "formulir" / f"survei-{SLUG}.xlsx")
            fill_villages(year / "formulir" / f"desa-{SLUG}.xlsx")
            fill_targets(year / "tahun.yml")
    return made


def test_the_guide_shows_the_whole_round(round_):
    verbs = [" ".join(command.split()[1:3]) for command in round_.said]
    imports = [verb.split()[1] for verb in verbs if verb.startswith("import")]
    assert verbs[0] == f"new {TAHUN}"
    assert set(imports) == {"survei", "layanan", "administrasi", "idm"}
    assert [verb.split()[0] for verb in verbs[-3:]] == ["check", "run", "run"]  # once more, words changed


def test_every_step_says_what_comes_next(round_):
    silent = [command for command, said in round_.said.items() if "erikutnya:" not in said]
    assert silent == []


def test_a_year_without_errors_or_missing_origins(round_):
    (said,) = [said for command, said in round_.said.items() if command.startswith("iku check")]
    assert "0 galat" in said
    assert "sumber" not in said


def test_the_report_counts_what_was_typed(round_):
    folder = round_.folder / "outputs" / str(TAHUN) / SLUG
    results = json.loads((folder / "results.json").read_text("utf-8"))["iku"]
    assert (results["administrasi"]["good"], results["administrasi"]["total"]) == (14, 15)
    assert (results["idm"]["good"], results["idm"]["total"]) == (11, 15)
    assert (results["ikm"]["n"], results["ikm"]["target"]) == (120, 85.0)


def test_the_break_of_the_series_stands_on_the_page(round_):
    page = round_.page()
    assert "Status 2024 berasal dari Indeks Desa Membangun (IDM), status tahun ini dari Indeks Desa" in page
    assert "tidak dapat dibandingkan langsung" in page
    assert "7 desa Mandiri, 4 Maju, dan 4 Berkembang" in page
