"""Labels of every chart, measured in the browser: none over another, none out of its drawing."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from fixtures import in_process

from iku_helpers.pages import charts
from iku_helpers.templates.export import to_html

pytestmark = pytest.mark.browser


class Index(NamedTuple):
    estimate: float
    lower: float
    upper: float


FONTS = {"system": "system-ui, sans-serif", "wide": "'DejaVu Sans'"}
WIDTHS = {"wide": 1280, "narrow": 390}
MEASURE = """() => [...document.querySelectorAll('svg')].flatMap(drawing => {
  const figure = drawing.closest('figure') || drawing.parentElement;
  const frame = drawing.getBoundingClientRect();
  if (!frame.width) return [];
  const all = [...drawing.querySelectorAll('text')];
  const texts = all.map(text => [text.textContent, text.getBoundingClientRect()]);
  const found = [];
  texts.forEach(([words, box], order) => {
    if (box.left < frame.left - 0.5 || box.right > frame.right + 0.5 || box.top < frame.top - 0.5
        || box.bottom > frame.bottom + 0.5) found.push(`${figure.id}: "${words}" leaves the drawing`);
    for (const [others, other] of texts.slice(order + 1)) {
      const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
      if (across > 1 && down > 4) found.push(`${figure.id}: "${words}" over "${others}"`);
    }
  });
  return found;
})"""

SHOWN = """() => [...document.querySelectorAll('svg.lukis')]
  .map(svg => [svg, svg.getBoundingClientRect().width]).filter(([, width]) => width > 0)
  .map(([svg, width]) => [svg.getAttribute('class'), width - svg.viewBox.baseVal.width])"""
SOLID = """() => [...'ABCD'].map(letter => [`.lukis .on-${letter}`, `.lukis .i${letter}`].map(selector => {
  const found = document.querySelector(selector);
  return found && getComputedStyle(found).fill;
}))"""


@pytest.fixture(scope="module")
def page_of(chart_situations: Callable[[], dict[str, Any]], root: Path) -> Callable[[str], str]:
    """The constructed situations as one page in a given font."""
    folder = root / "iku_helpers" / "templates" / "laporan"
    css = "".join((folder / name).read_text("utf-8") for name in ("tokens.css", "charts.css"))
    figures = {
        name: figure._repr_html_().replace("<figure ", f'<figure id="{name}" ')
        for name, figure in chart_situations().items()
    }

    def page(font: str, extra: str = "") -> str:
        layout = f"body {{ margin: 16px; max-width: 760px; font-family: {font}; }}"
        return (
            f'<!doctype html><html lang="id"><meta charset="utf-8"><title>Gambar</title>'
            f"<style>{css}{layout}</style><body>{''.join(figures.values())}{extra}"
        )

    return page


@pytest.fixture(scope="module")
def shipped_pages(root: Path, page_names: Sequence[str], page_file: Callable[[str], Path]) -> dict[str, str]:
    """The nine reports and posters of 2024, and one page of every other kind."""
    kecamatan = sorted(path.stem for path in (root / "params" / "2024" / "survei").glob("*.csv"))
    assert len(kecamatan) == 9
    own = {
        f"{name} {slug}": to_html(in_process.run(name, kecamatan=slug))
        for slug in kecamatan
        for name in ("laporan-iku", "publikasi-skm")
    }
    return {**own, **{name: page_file(name).read_text("utf-8") for name in page_names}}


def pictures() -> str:
    """The small pictures without a caption, each in a figure of its own so that it is measured."""
    cases = {"ordinary": (84.62, 83.1, 86.0), "four": (100, 48, 100), "one": (86, math.nan, math.nan)}
    cases |= {"floor": (25.3, 25.0, 26.0), "border": (88.31, 87.9, 88.7)}
    drawn = {}
    for name, limits in cases.items():
        for target in (None, 25.0, 84.0, 88.31, 100.0):
            drawn[f"strip {name} {target}"] = charts.interval_strip(Index(*limits), target=target)
    return "".join(f'<figure id="{name}">{picture.html}</figure>' for name, picture in drawn.items())


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_label_meets_another_or_leaves_its_drawing(browser, page_of, font, width):
    page = browser.new_page(viewport={"width": WIDTHS[width], "height": 900})
    page.set_content(page_of(FONTS[font], pictures()))

    assert page.locator("figure").count() > 50
    assert page.evaluate(MEASURE) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[width]
    page.close()


@pytest.mark.parametrize("font", FONTS)
def test_labels_of_every_shipped_page_keep_apart(browser, shipped_pages, font):
    page = browser.new_page()
    for name, html in shipped_pages.items():
        page.set_content(html)
        page.add_style_tag(content=f"*, .lukis text {{ font-family: {FONTS[font]} !important }}")
        for width in WIDTHS.values():
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(MEASURE) == [], (name, width)
    page.close()


def test_the_measure_itself_finds_what_it_looks_for(browser, page_of):
    collision = (
        '<figure id="x"><svg width="100" height="40"><text x="5" y="20">satu</text>'
        '<text x="9" y="21">dua</text><text x="90" y="20">keluar</text></svg></figure>'
    )
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_content(page_of(FONTS["system"], collision))

    assert page.evaluate(MEASURE) == ['x: "satu" over "dua"', 'x: "keluar" leaves the drawing']
    page.close()


@pytest.mark.parametrize(("width", "shown"), [(1280, "lebar"), (390, "sempit")])
def test_one_drawing_of_each_figure_is_shown_at_its_own_size(browser, page_of, width, shown):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.set_content(page_of(FONTS["system"]))
    visible = page.evaluate(SHOWN)

    assert len(visible) == page.locator("figure").count()
    assert {classes for classes, _ in visible} == {f"lukis {shown}"}
    assert max(abs(difference) for _, difference in visible) < 0.6
    page.close()


def test_print_shows_the_wide_drawing_in_light_colours(browser, page_of):
    page = browser.new_page(viewport={"width": 390, "height": 900}, color_scheme="dark")
    page.set_content(page_of(FONTS["system"]))
    ink = "getComputedStyle(document.querySelector('svg.lebar text.l')).fill"
    dark = page.evaluate(ink)
    page.emulate_media(media="print", color_scheme="dark")

    assert dark == "rgb(230, 233, 237)"
    assert page.evaluate(ink) == "rgb(27, 31, 36)"
    assert page.evaluate("getComputedStyle(document.querySelector('svg.lebar')).display") == "block"
    assert page.evaluate("getComputedStyle(document.querySelector('svg.sempit')).display") == "none"
    page.close()


def test_text_stands_out_from_what_is_behind_it_in_light_and_dark(browser, page_of):
    """WCAG 2.2: contrast of at least 4.5 between the letters on a solid bar and the bar."""
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)
        page.set_content(page_of(FONTS["system"]))
        pairs = page.evaluate(SOLID)
        for text, ground in pairs:
            assert text is not None
            assert ground is not None
            assert contrast(text, ground) >= 4.5, (scheme, text, ground)
        page.close()


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio of two css rgb() colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
