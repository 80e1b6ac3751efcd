"""Poster, document and recapitulation in a browser: pages in print, width on a phone, nothing cut."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from iku_helpers.templates.export import to_html

pytestmark = pytest.mark.browser

LONG = "Maharajakusumawardhana Pucangsawit Utara Selatan Barat Timur"  # 60 letters
UNSUR = [f"U{order}" for order in range(1, 10)]
FONTS = ["", "*, .lukis text { font-family: 'DejaVu Sans' !important }"]
A4_TEXT_WIDTH, MM = 182, 96 / 25.4
OVER = """() => {
  const sheet = document.body, last = document.querySelector(".poster-kaki");
  const below = last.getBoundingClientRect().bottom - sheet.getBoundingClientRect().bottom;
  return [sheet.scrollHeight - sheet.clientHeight, sheet.scrollWidth - sheet.clientWidth, below];
}"""
COUNTED = ".poster-nama, .poster-tempat, .poster-batas, .poster-perbaikan span"
SHORTENED = """counted => [...document.querySelectorAll(counted)].filter(
    one => one.scrollHeight > one.clientHeight + 2).map(one => one.textContent)"""


def people(**columns):
    """Changes the answers."""

    def change(workbook):
        survey = workbook.survey
        return replace(workbook, survey=replace(survey, respondents=survey.respondents.assign(**columns)))

    return change


def scores(value):
    return people(**dict.fromkeys(UNSUR, float(value)))


def few(workbook):
    return replace(workbook, survey=replace(workbook.survey, respondents=workbook.survey.respondents.head(4)))


def longest(workbook):
    """Everything at its longest: names, fourteen unsur, levels of education, plan; a draft on top."""
    survey = workbook.survey
    codes = [f"U{order}" for order in range(1, 15)]
    answers = survey.respondents.assign(
        **{code: survey.respondents[UNSUR[place % 9]] for place, code in enumerate(codes)},
        pendidikan=[f"Jenjang pendidikan yang panjang ke-{place % 12}" for place in range(312)],
    )
    names = {code: f"Kesesuaian persyaratan pelayanan dengan jenis pelayanannya {code}" for code in codes}
    kabupaten = workbook.settings.kabupaten.model_copy(update={"nama": LONG, "provinsi": LONG})
    return replace(
        workbook,
        kecamatan=replace(workbook.kecamatan, nama=LONG, camat=LONG),
        settings=workbook.settings.model_copy(update={"kabupaten": kabupaten, "status": "draf"}),
        survey=replace(survey, respondents=answers, unsur=codes, unsur_names=names),
        follow_up=workbook.follow_up.assign(
            status="rencana", kegiatan="Menambah kursi tunggu dan loket " * 9
        ),
    )


POSTERS = {
    "terbit": lambda workbook: workbook,
    "terpanjang": longest,
    "huruf D": scores(1),
    "huruf C": people(**dict.fromkeys(UNSUR[:6], 3.0), **dict.fromkeys(UNSUR[6:], 2.0)),
    "huruf B": people(**dict.fromkeys(UNSUR[:5], 3.0), **dict.fromkeys(UNSUR[5:], 4.0)),
    "huruf A": scores(4),
    "empat orang": few,
    "tanpa survei": lambda workbook: replace(workbook, survey=None),
}


@pytest.fixture
def opened(browser):
    """Opens a page's HTML at a width."""
    contexts = []

    def visit(html: str, width: int = 1280, **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_content(html)
        return page

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def poster(in_process):
    """A poster's HTML by its situation, each made once."""
    made = {}

    def html(name: str) -> str:
        if name not in made:
            made[name] = to_html(in_process.run("publikasi-skm", POSTERS[name]))
        return made[name]

    return html


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("font", FONTS, ids=["system", "wide"])
@pytest.mark.parametrize("name", POSTERS)
def test_the_poster_is_one_page_with_nothing_cut(opened, poster, name, font):
    page = opened(poster(name), round(A4_TEXT_WIDTH * MM))
    if font:
        page.add_style_tag(content=font)
    page.emulate_media(media="print")
    box = page.evaluate(OVER)
    assert max(box) <= 1, box
    assert pages_of(page.pdf(prefer_css_page_size=True, print_background=True)) == 1


def test_no_word_of_a_shipped_poster_is_shortened(opened, in_process):
    page = opened(
        to_html(in_process.run("publikasi-skm", kecamatan="kubutambahan")), round(A4_TEXT_WIDTH * MM)
    )
    page.emulate_media(media="print")
    assert page.evaluate(SHORTENED, COUNTED) == []


def forty(held):
    """Forty kecamatan out of those held, with long names among them."""

    def many(year):
        books, register = [], {}
        for place in range(40):
            book = year.workbooks[place % len(year.workbooks)]
            name = LONG if place % 7 == 0 else f"{book.kecamatan.nama} {place}"
            register[f"k{place}"] = name
            books.append(replace(book, kecamatan=replace(book.kecamatan, slug=f"k{place}", nama=name)))
        return replace(year, register=register, workbooks=tuple(books))

    return replace(held, years=tuple(many(year) for year in held.years))


RECAPS = {"terbit": lambda held: held, "empat puluh": forty}
LABELS = """() => [...document.querySelectorAll('svg.lukis')].flatMap(drawing => {
  const frame = drawing.getBoundingClientRect();
  const shrunk = frame.width / drawing.viewBox.baseVal.width;
  if (!frame.width || drawing.classList.contains('mungil')) return [];
  const boxes = [...drawing.querySelectorAll('text')]
    .map(text => [text.textContent, text.getBoundingClientRect()]);
  return boxes.flatMap(([words, box], order) => [
    ...(box.left < frame.left - .5 || box.right > frame.right + .5 ? [`${words} leaves`] : []),
    ...boxes.slice(order + 1).filter(([, other]) =>
      Math.min(box.right, other.right) - Math.max(box.left, other.left) > 1 &&
      Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 4 * shrunk)
      .map(([others]) => `${words} over ${others}`)]);
})"""


@pytest.fixture(scope="module")
def recap(in_process):
    """A recapitulation's HTML by its situation, each made once."""
    return {name: to_html(in_process.run("rekap-kabupaten", change)) for name, change in RECAPS.items()}


@pytest.mark.parametrize("font", FONTS, ids=["system", "wide"])
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("name", RECAPS)
def test_the_recap_never_scrolls_sideways_and_its_labels_keep_apart(opened, recap, name, width, font):
    page = opened(recap[name], width)
    if font:
        page.add_style_tag(content=font)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(LABELS) == []


CUT = """() => [...document.querySelectorAll('figure, #tabel-rekap tr, #tabel-pindah tr')]
  .map(one => one.getBoundingClientRect().height).filter(height => height > %f).length"""


def test_no_figure_or_row_of_the_recap_is_taller_than_a_printed_page(opened, recap):
    page = opened(recap["terbit"], round(A4_TEXT_WIDTH * MM))
    page.emulate_media(media="print")
    assert page.evaluate(CUT % (259 * MM)) == 0
    assert pages_of(page.pdf(prefer_css_page_size=True, print_background=True)) <= 14


@pytest.mark.parametrize("name", POSTERS)
@pytest.mark.parametrize("width", [390, 700, 1280])
def test_the_poster_never_scrolls_sideways(opened, poster, name, width):
    page = opened(poster(name), width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
