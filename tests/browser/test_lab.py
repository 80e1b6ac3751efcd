"""The analyst in the real JupyterLab: opens, runs, mistypes and reads the sentence, edits, saves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fixtures import lab

pytest.importorskip("jupyterlab", reason="jupyterlab is not installed (extra lab)")
pytestmark = [pytest.mark.browser, pytest.mark.slow]

NOTEBOOKS = sorted(path.name for path in (Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))
PARAMETERS = 'tahun: int = {}\nkecamatan: str = "{}"\nparams_dir: str = ""'
WORDS = " Target tahun ini dibahas bersama perangkat desa."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lab.checkout(tmp_path_factory.mktemp("meja") / "iku")


@pytest.fixture(scope="module")
def desk(browser: Any, folder: Path) -> Iterator[lab.Lab]:
    """JupyterLab as `iku lab` opens it, in the browser."""
    with lab.served(folder, folder.parent / "pribadi") as address:
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.goto(address)
        page.locator(".jp-MarkdownViewer h1").wait_for(timeout=lab.PATIENCE)
        yield lab.Lab(page, folder)
        page.close()


def test_it_opens_on_the_start_page_which_names_every_notebook(desk):
    start = desk.page.locator(".jp-MarkdownViewer")
    assert start.locator("h1").inner_text() == "Mulai di sini"
    assert {link.inner_text() for link in start.locator("td a").all()} == set(NOTEBOOKS)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_runs_whole_and_shows_the_page_it_makes(desk, name):
    desk.open(name)
    desk.run_all()
    assert desk.errors() == []
    assert [prompt for prompt in desk.prompts() if not re.fullmatch(r"\[\d+\]:", prompt)] == []
    drawings = desk.page.locator(f"{lab.CELLS} .jp-RenderedHTMLCommon svg:visible")
    expected = 0 if name == "dokumen-iku.ipynb" else 2
    assert drawings.count() >= expected
    assert all(drawing.bounding_box()["width"] > 20 for drawing in drawings.all()[:8])
    desk.preview().locator("h1").first.wait_for(timeout=lab.PATIENCE)
    contents = desk.preview().locator(".daftar-isi a")
    if contents.count():
        contents.last.click()
        assert desk.preview().locator("h2").last.is_visible()


def test_another_year_and_kecamatan_give_another_title_and_a_misspelt_one_a_sentence(desk):
    desk.open("publikasi-skm.ipynb")
    desk.write("parameter", PARAMETERS.format(2023, "banjar"))
    desk.run_all()
    assert desk.errors() == []
    assert "2023" in desk.output("kepala")
    assert "Kecamatan Banjar" in desk.output("kepala")
    assert "Kecamatan Banjar" in desk.preview().locator("body").inner_text()
    desk.write("parameter", PARAMETERS.format(2023, "busungbui"))
    desk.run_all()
    assert desk.errors() == [
        "Kecamatan 'busungbui' tidak ada di params/2023/kecamatan.csv; maksud Anda busungbiu?"
    ]
    ran = [bool(re.search(r"\d", prompt)) for prompt in desk.prompts()]
    assert ran == [True] * 3 + [False] * (len(ran) - 3)
    desk.write("parameter", PARAMETERS.format(2032, "busungbiu"))
    desk.run_all()
    assert desk.errors() == ["Tahun 2032 tidak ada di params/; maksud Anda 2024? Yang ada: 2021, 2023, 2024."]


def test_after_a_session_git_shows_only_the_edited_words(desk, folder):
    desk.open("laporan-iku.ipynb")
    desk.add_words("capaian", WORDS)
    desk.save()
    desk.run_all()
    desk.save()
    assert WORDS.strip() in desk.preview().locator("main").inner_text()
    assert '"output_type"' in (folder / "notebooks" / "laporan-iku.ipynb").read_text("utf-8")
    shown = lab.git(folder, "diff", "--no-ext-diff", "-U0", "notebooks/laporan-iku.ipynb").splitlines()
    changed = [line for line in shown if re.match(r"[+-](?![+-])", line)]
    assert len(changed) == 2
    assert changed[1][1:] == changed[0][1:].replace("tercapai.", f"tercapai.{WORDS}")
    lab.git(folder, "add", "notebooks/laporan-iku.ipynb")
    assert '"output_type"' not in lab.git(folder, "show", ":notebooks/laporan-iku.ipynb")


def test_in_the_dark_theme_colours_are_the_dark_ones_of_the_look(desk):
    """Soft ink #9da7b1 under a figure's title, and figures light on dark."""
    desk.open("laporan-iku.ipynb")
    desk.theme("JupyterLab Dark")
    colour = "one => getComputedStyle(one).color"
    assert desk.page.locator(f"{lab.CELLS} .gambar-sub").first.evaluate(colour) == "rgb(157, 167, 177)"
    channels = re.findall(r"\d+", desk.page.locator(f"{lab.CELLS} .kartu-angka").first.evaluate(colour))
    assert min(map(int, channels)) > 200
