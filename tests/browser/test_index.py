"""The index in a browser: search over every kecamatan of the country, with and without script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from iku_helpers.templates.indeks import Listed, index_page

pytestmark = pytest.mark.browser

COUNTRY = 7277
YEARS = (2023, 2024)


def report(order: int, year: int) -> Listed:
    """A report of the kecamatan number ``order``; every tenth misses a target, every hundredth failed."""
    slug = f"kecamatan-{order}"
    iku = {
        "ikm": {"realisasi": 70 + order % 30, "mutu": "B", "capaian": 99.0 if order % 10 == 0 else 101.0},
        "administrasi": {"realisasi": 50.0, "good": 5, "evaluated": 10, "total": 10, "capaian": 100.0},
        "idm": {"realisasi": 100.0, "good": 10, "evaluated": 10, "total": 10, "capaian": 105.0},
    }
    told = {
        "nama": f"Kecamatan {order}",
        "kode": f"{order:06d}",
        "kabupaten": f"Kabupaten {order % 500:03d}",
        "iku": iku,
    }
    files = (f"laporan-iku-{slug}-{year}.html", f"laporan-iku-{slug}-{year}-lampiran.xlsx")
    return Listed(f"{year}/{slug}/laporan-iku", files, "kernel mati" if order % 100 == 0 else None, told)


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, Path]:
    """The index of a kabupaten and that of the country, as files."""
    folder = tmp_path_factory.mktemp("indeks")
    sizes = {"kabupaten": 9, "negara": COUNTRY}
    for name, size in sizes.items():
        reports = [report(order, year) for order in range(1, size + 1) for year in YEARS]
        (folder / f"{name}.html").write_text(index_page(reports, "semua-hasil.csv"), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in sizes}


@pytest.fixture
def opened(browser, pages):
    """Opens a page and gives it back with everything it complained of or asked for."""
    contexts = []

    def visit(name: str, width: int = 1280, **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        context.set_default_timeout(60_000)
        contexts.append(context)
        page = context.new_page()
        page.told = []
        page.on("console", lambda message: page.told.append(message.text))
        page.on("pageerror", lambda error: page.told.append(str(error)))
        page.on("request", lambda request: page.told.append(request.url))
        page.goto(pages[name].as_uri())
        return page

    yield visit
    for context in contexts:
        context.close()


def shown(page) -> list[str]:
    return page.eval_on_selector_all(
        "tbody tr:not([hidden]) th a", "links => links.map(link => link.textContent)"
    )


def wait_for_count(page, expected: str) -> None:
    """Wait without ``wait_for_function``: while it waits it calls eval, which the page's policy forbids."""
    exactly = re.compile(f"^{re.escape(expected)}$")
    page.locator("#jumlah", has_text=exactly).wait_for(state="attached", timeout=60_000)


def search(page, words: str, expected: str) -> None:
    page.fill("#cari", words)
    wait_for_count(page, expected)


def test_search_over_the_country_finds_the_one(opened):
    page = opened("negara")

    assert page.inner_text("#jumlah") == "7.277 kecamatan"
    search(page, "kecamatan 7123", "1 dari 7.277 kecamatan")
    assert shown(page) == ["Kecamatan 7123"]


def test_words_narrow_the_search_and_codes_count(opened):
    page = opened("negara")

    search(page, "007277", "1 dari 7.277 kecamatan")
    assert shown(page) == ["Kecamatan 7277"]
    search(page, "", "7.277 kecamatan")


def test_filters_work_together(opened):
    """Of 1 to 7277: 727 are tenths, 72 are hundredths, and 7 + 500 k (k = 0..14) are 15 of one kabupaten."""
    page = opened("negara")

    page.select_option("#keadaan", "gagal")
    wait_for_count(page, "72 dari 7.277 kecamatan")
    page.select_option("#keadaan", "bawah")
    wait_for_count(page, "727 dari 7.277 kecamatan")
    page.select_option("#keadaan", "")
    page.select_option("#kabupaten", label="Kabupaten 007")
    wait_for_count(page, "15 dari 7.277 kecamatan")
    search(page, "tidak ada", "0 dari 7.277 kecamatan")
    assert page.is_visible("#kosong")


@pytest.mark.parametrize("name", ["kabupaten", "negara"])
@pytest.mark.parametrize("year", ["", "2023"])
def test_heads_stand_over_their_columns(opened, name, year):
    page = opened(name)
    page.select_option("#tahun", year)
    page.locator(f"#tabel.t{year}" if year else "#tabel:not([class^=t])").wait_for(timeout=60_000)
    right = "cells => cells.filter(c => c.offsetWidth).map(c => Math.round(c.getBoundingClientRect().right))"

    heads = page.eval_on_selector_all(".iku th", right)
    cells = page.eval_on_selector_all("tbody tr:first-child td", right)
    assert heads == cells
    assert len(heads) == 4 * (1 if year else len(YEARS))


@pytest.mark.parametrize("name", ["kabupaten", "negara"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_itself_never_scrolls_sideways(opened, name, width):
    page = opened(name, width)

    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_nothing_is_asked_for_and_nothing_is_complained_of(opened, pages):
    page = opened("kabupaten")
    search(page, "9", "1 dari 9 kecamatan")

    assert page.told == [pages["kabupaten"].as_uri()]


def test_without_script_everything_is_there_and_no_dead_control(opened):
    page = opened("kabupaten", java_script_enabled=False)

    assert page.locator("tbody tr").count() == 9
    assert not page.is_visible("#saring")
    assert page.is_visible("text=Kecamatan 9")


def test_another_script_would_not_run(opened):
    page = opened("kabupaten")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = true'}))"
    )

    assert page.evaluate("window.ran") is None
