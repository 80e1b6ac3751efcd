"""The page as a reader has it: on a phone, without network or script, for a screen reader, on paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
HEADINGS = "[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])"
OUTSIDE = """[...document.querySelectorAll('main *')].filter(e => {
  const box = e.getBoundingClientRect();
  return box.width && box.right > document.documentElement.clientWidth + 1
    && !e.closest('.gulir, details, math, .tersembunyi');
}).map(e => e.tagName + '.' + e.className + ' ' + e.textContent.slice(0, 40))"""
UNNAMED = """[...document.querySelectorAll('svg')].filter(e =>
  e.getAttribute('aria-hidden') !== 'true' && !e.getAttribute('aria-label') && !e.querySelector('title')
).length"""


@pytest.fixture(scope="module")
def report(page_file: Callable[[str], Path]) -> Path:
    """laporan-iku of Busungbiu."""
    return page_file("laporan-iku")


def opened(browser: Any, path: Path, width: int = 390, **context: Any) -> tuple[Any, list[str]]:
    page = browser.new_context(viewport={"width": width, "height": 900}, **context).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    return page, asked


def test_nothing_sticks_out_sideways_and_nothing_is_asked_of_anyone(browser, page_file, page_name):
    path = page_file(page_name)
    page, asked = opened(browser, path)
    for width in (320, 390, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(OUTSIDE) == []
    assert [url for url in asked if url != path.as_uri() and not url.startswith("data:")] == []


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_without_script_and_network_it_looks_the_same(browser, page_file, kind, scheme, width):
    path, scripted = page_file(kind), kind == "index"  # its search is the product's only script
    usual, _ = opened(browser, path, width, color_scheme=scheme)
    bare, _ = opened(browser, path, width, color_scheme=scheme, java_script_enabled=scripted, offline=True)
    assert usual.screenshot(full_page=True) == bare.screenshot(full_page=True)


def test_headings_are_in_order_under_one_title(browser, report):
    levels = opened(browser, report)[0].evaluate(HEADINGS)
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_landmarks_skip_link_and_names_for_a_screen_reader(browser, report):
    page, _ = opened(browser, report)
    assert page.evaluate(
        "['header','main','footer','nav'].map(t => document.querySelectorAll(t).length)"
    ) == [1, 1, 1, 1]
    assert page.evaluate("document.querySelector('a').getAttribute('href')") == "#isi"
    assert page.evaluate(UNNAMED) == 0
    broken = (
        "[...document.querySelectorAll('a[href^=\"#\"]')].filter(a => !document.querySelector(a.hash)).length"
    )
    assert page.evaluate(broken) == 0


def test_dark_mode_is_dark_and_print_is_light(browser, report):
    page, _ = opened(browser, report, 1280, color_scheme="dark")
    colour = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(colour) == "rgb(18, 23, 29)"
    page.emulate_media(media="print")
    assert page.evaluate(colour) == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('details')).display") == "none"


def test_paper_numbers_its_pages(browser, report):
    page, _ = opened(browser, report, 1280)
    paper = page.pdf(prefer_css_page_size=True, print_background=True)
    pages = len(re.findall(rb"/Type\s*/Page\b", paper))
    assert 6 <= pages <= 14


def test_page_is_small(report):
    assert report.stat().st_size < 400_000
