"""Every kind of page as a file, made once a session, for the tests that look at all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest
from fixtures import in_process

from iku_helpers.inputs.workbook import Workbook
from iku_helpers.templates.export import to_html
from iku_helpers.templates.indeks import Listed, index_page

ROOT = Path(__file__).resolve().parents[2]
NODE_MODULES = Path(__file__).parent / "node_modules"
NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
INDEX = "index"
Notebook = nbformat.NotebookNode


def as_draft(workbook: Workbook) -> Workbook:
    """The report before it is approved."""
    return replace(workbook, settings=workbook.settings.model_copy(update={"status": "draf"}))


def without_survey(workbook: Workbook) -> Workbook:
    """A year in which nobody was asked."""
    return replace(workbook, survey=None)


# Beside every notebook as committed: pages whose parts differ from those of the default.
SITUATIONS: dict[str, Callable[[], Notebook]] = {
    **{name: lambda name=name: in_process.run(name) for name in NOTEBOOKS},  # type: ignore[misc]
    "laporan-iku partly evaluated": lambda: in_process.run("laporan-iku", kecamatan="kubutambahan"),
    "laporan-iku with kelurahan": lambda: in_process.run("laporan-iku", kecamatan="buleleng"),
    "laporan-iku first year": lambda: in_process.run("laporan-iku", tahun=2021),
    "laporan-iku draft": lambda: in_process.run("laporan-iku", as_draft),
    "laporan-iku without survey": lambda: in_process.run("laporan-iku", without_survey),
    "publikasi-skm without survey": lambda: in_process.run("publikasi-skm", without_survey),
    "dokumen-iku draft": lambda: in_process.run("dokumen-iku", as_draft),
}
PAGES = [*SITUATIONS, INDEX]


def index_of_everything() -> str:
    """The index over two kabupaten and two years, with a failure and a file of every kind."""
    reports = []
    for tahun in (2021, 2024):
        told = in_process.results(in_process.run("laporan-iku", tahun=tahun))
        for slug, kabupaten in (("busungbiu", told["kabupaten"]), ("lain", "Kabupaten Lain")):
            for kind in NOTEBOOKS:
                page = f"{kind}-{slug}-{tahun}"
                files = [f"{page}.{ending}" for ending in ("html", "pdf")] + [f"{page}-lampiran.xlsx"]
                failed = "kernel mati" if (slug, kind) == ("lain", "laporan-iku") else None
                reports.append(
                    Listed(f"{tahun}/{slug}/{kind}", files, failed, {**told, "kabupaten": kabupaten})
                )
    return index_page(reports, "semua-hasil.csv")


@pytest.fixture(scope="session")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The file of a page by its name in ``PAGES``."""
    folder = tmp_path_factory.mktemp("halaman")

    def file(name: str) -> Path:
        path = folder / f"{name.replace(' ', '-')}.html"
        if not path.exists():
            path.write_text(index_of_everything() if name == INDEX else to_html(SITUATIONS[name]()), "utf-8")
        return path

    return file


@pytest.fixture(scope="session")
def page_names() -> list[str]:
    """All names that ``page_file`` knows."""
    return PAGES


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    """Chromium, started once a session."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (extra test)")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """The tools from npm."""
    if not NODE_MODULES.is_dir():
        pytest.skip("tests/browser/node_modules is absent (npm ci --prefix tests/browser)")
    return NODE_MODULES


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """``page_name`` runs a test over all pages, ``kind`` over one page of each kind."""
    for name, pages in (("page_name", PAGES), ("kind", [*NOTEBOOKS, INDEX])):
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, pages)
