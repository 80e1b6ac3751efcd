"""Charts: what every figure must hold, what the titles may claim, and the measures the layout rests on."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iku_helpers import rules
from iku_helpers.method import ikm
from iku_helpers.pages import charts
from iku_helpers.pages.charts.bands import mutu_bands, mutu_of, status_bands
from iku_helpers.pages.charts.canvas import Canvas, Spot
from iku_helpers.pages.charts.metrics import ROLES, shortened, text_width, wrapped
from iku_helpers.pages.charts.scale import Scale, ticks, window
from iku_helpers.pages.figure import Figure

NUMBER = re.compile(r"^[+−]?\d{1,3}(?:\.\d{3})*,\d{2,4}%?$")
WORDS = st.text(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ ,.-/()&0123456789", min_size=1, max_size=60
)
Situations = dict[str, Figure]


@pytest.fixture(scope="module")
def figures(chart_situations: Callable[[], Situations]) -> Situations:
    return chart_situations()


def drawn(svg: str) -> list[str]:
    """The texts of a drawing."""
    return [element.text or "" for element in ElementTree.fromstring(svg).iter("text")]


def css(root, name: str) -> str:
    return (root / "iku_helpers" / "templates" / "laporan" / name).read_text("utf-8")


# Every figure.


def test_every_figure_is_two_well_formed_drawings_with_words(figures):
    for name, figure in figures.items():
        for svg, width in ((figure.wide, "760"), (figure.narrow, "358")):
            picture = ElementTree.fromstring(svg)
            assert picture.get("width") == width, name
            assert picture.get("role") == "img", name
            assert picture.get("aria-label") == figure.alt, name
        for text in (figure.title, figure.subtitle, figure.alt):
            assert text.strip(), name
            assert not re.search(r"\bnan\b|None|\bNA\b|  ", text), (name, text)
        assert not re.search(r"\bnan\b|None|  ", figure.caption), (name, figure.caption)


def test_every_decimal_number_of_a_drawing_stands_in_its_table(figures):
    for name, figure in figures.items():
        cells = {cell.lstrip("+") for row in figure.table.rows for cell in row}
        rounded_to_three = {cell[:-1] for cell in cells}  # narrow columns may print one decimal less
        for svg in (figure.wide, figure.narrow):
            texts = [t for t in values_of(svg) if NUMBER.match(t)]
            known = cells | rounded_to_three
            missing = [t for t in texts if t.lstrip("+") not in known and not near(t.lstrip("+"), known)]
            assert not missing, (name, missing)


def values_of(svg: str) -> list[str]:
    """Texts that are not the axis's: its numbers are small and soft or small and bold."""
    return [
        element.text or ""
        for element in ElementTree.fromstring(svg).iter("text")
        if (element.get("class") or "").split()[0] in ("l", "lb", "h")
    ]


def near(text: str, known: set[str]) -> bool:
    """Whether a number printed with fewer decimals is one of the known ones, rounded."""
    value = as_float(text)
    digits = len(text.rstrip("%").partition(",")[2])
    found = [as_float(one) for one in known if NUMBER.match(one)]
    return any(abs(one - value) <= 0.5 * 10**-digits + 1e-9 for one in found)


def as_float(text: str) -> float:
    return float(text.rstrip("%").replace(".", "").replace(",", ".").replace("−", "-"))


def test_every_table_has_a_caption_and_full_rows(figures):
    for name, figure in figures.items():
        assert figure.table.caption, name
        for row in figure.table.rows:
            assert len(row) == len(figure.table.head), name
        html = figure.table.html()
        assert html.count('scope="row"') == len(figure.table.rows)
        assert html.count('scope="col"') == len(figure.table.head)


def test_nothing_from_data_reaches_the_page_unescaped(figures):
    seen = 0
    for name, figure in figures.items():
        html = figure._repr_html_()
        assert "<script" not in html, name
        seen += "&lt;script" in html
    assert seen >= 8, "the situations should hold names with markup in them"


def test_figures_are_the_same_every_time(chart_situations):
    first, second = chart_situations(), chart_situations()
    assert {name: f._repr_html_() for name, f in first.items()} == {
        name: f._repr_html_() for name, f in second.items()
    }


def test_a_figure_carries_its_number_notes_and_the_mark_of_sample_data(figures):
    figure = figures["index"].numbered(3).with_note("Sumber: survei 2024.").as_sample()
    html = figure._repr_html_()
    assert "Gambar 3." in html
    assert "Sumber: survei 2024. Memakai data contoh" in html
    assert figures["index"].as_sample(False)._repr_html_() == figures["index"]._repr_html_()


# What is shown of whom.


def test_a_group_under_five_shows_neither_mark_nor_number(figures):
    html = figures["groups"]._repr_html_()
    assert "Layanan rahasia" not in "".join(drawn(figures["groups"].wide))
    for number in ("71,37", "30,11", "90,23"):
        assert number not in html
    assert ("Layanan rahasia", "< 5", "–", "–", "–", "–", "disembunyikan") in figures["groups"].table.rows


def test_a_group_under_thirty_is_hollow_and_said_to_be_indicative(figures):
    figure = figures["groups"]
    assert figure.wide.count('class="dot k"') == 2
    assert figure.wide.count('class="sel k"') == 2
    notes = {row[0]: row[-1] for row in figure.table.rows}
    assert notes["Keterangan waris"] == notes["Dispensasi nikah"] == "indikatif"
    assert notes["Legalisasi surat"] == ""


def test_profile_counts_under_five_are_not_printed(figures):
    counts = {row[0]: row[1] for row in figures["profile"].table.rows}
    assert counts["Pendidikan: S2"] == "< 5"
    assert counts["Pendidikan: Tidak diisi"] == "0"


# What titles may claim.


@pytest.mark.parametrize(
    ("situation", "title"),
    [
        ("index", "Indeks 84,62: mutu B hampir pasti, melewati target belum pasti"),
        ("index everyone asked", "Indeks 88,31 bermutu A, mencapai target"),
        ("index on a border", "Indeks 76,61 bermutu B, mencapai target"),
        ("unsur", "Tiga unsur nyata di bawah yang lain; nilai terendah pada waktu penyelesaian"),
        ("unsur one below", "Waktu penyelesaian nyata di bawah unsur lain"),
        ("unsur none below", "Belum ada bukti satu unsur tertinggal dari yang lain"),
        ("unsur all four", "Semua unsur bernilai sama, 4,00"),
        ("answers", "Hampir satu dari lima responden menilai waktu penyelesaian kurang"),
        ("answers all best", "Semua jawaban baik atau sangat baik"),
        ("groups", "Belum ada bukti satu layanan berbeda dari yang lain"),
        ("groups one below", "Keterangan usaha nyata di bawah layanan lain"),
        ("groups two apart", "Dua layanan berbeda nyata dari yang lain"),
        ("groups all hidden", "Responden tiap layanan terlalu sedikit untuk dilaporkan"),
        ("years", "Naik sejak 2021; dari 2023 ke 2024 belum cukup bukti"),
        ("years one", "Tahun pertama: 84,62"),
        ("years with a break", "Turun dari 2018 ke 2024"),
        ("years just broken", "Cara mengukur berganti pada 2017, jadi tidak dibandingkan dengan 2012"),
        ("villages", "Lima desa naik status, Sepang naik paling jauh"),
        ("villages one falls", "Desa Sepang turun status menjadi Berkembang"),
        ("villages first year", "Semua 7 desa berstatus Maju atau Mandiri"),
        ("villages unknown", "Status desa 2024 belum tersedia"),
        ("achievement", "Hanya IKU 2 yang di bawah target: administrasi desa"),
        ("achievement none", "Capaian belum dapat dihitung"),
        ("achievement all below", "Semua indikator di bawah target"),
    ],
)
def test_the_title_is_the_finding(figures, situation, title):
    assert figures[situation].title == title


def test_only_a_random_sample_speaks_of_certainty(figures):
    quota = figures["index by quota"]
    assert "pasti" not in quota.title
    assert "eluang" not in quota.caption
    assert "Sampel kuota" in quota.caption


def test_an_interval_that_cannot_be_computed_is_said_and_not_drawn(figures):
    for name in ("index of one", "unsur of one"):
        assert "tidak dapat dihitung" in figures[name].caption
        assert 'class="sel' not in figures[name].wide


def test_a_break_of_the_rule_is_not_crossed_by_a_line(figures):
    broken, whole = figures["years just broken"], figures["years"]
    assert 'class="putus"' in broken.wide
    assert 'class="jalan' not in broken.wide
    assert 'class="putus"' not in whole.wide
    assert whole.wide.count('class="jalan') == 2
    assert whole.wide.count('class="jalan lompat"') == 1  # 2022 has no survey


def test_an_axis_that_starts_elsewhere_says_so(figures):
    natural = {"unsur": 1.0, "groups": 25.0, "years": 25.0, "villages": 0.0, "funnel": 25.0}
    for name, start in natural.items():
        said = re.search(r"sumbu mulai dari ([\d,]+)", figures[name].subtitle)
        assert said is not None, name
        assert float(said.group(1).replace(",", ".")) > start


@given(st.floats(0, 100))
def test_share_words_are_near_the_truth_and_on_the_right_side(percentage):
    said = charts.share_words(percentage)
    numerals = {"satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "delapan": 8, "sepuluh": 10}
    if said.endswith("%"):
        assert abs(float(said[:-1]) - percentage) <= 0.5
        return
    parts = re.search(r"(\w+) dari (\w+)$", said.removeprefix("lebih dari "))
    share = 0.5 if parts is None else numerals[parts[1]] / numerals[parts[2]]
    assert abs(share - percentage / 100) <= 0.02
    if said.startswith("hampir"):
        assert percentage / 100 < share
    if said.startswith("lebih dari"):
        assert percentage / 100 > share


# Bands come from the rules.


@given(st.floats(25, 100), st.sampled_from([2004, 2014, 2017]))
def test_the_band_behind_an_index_has_the_letter_the_method_gives(index, regime):
    assert mutu_of(index, regime).letter == ikm.mutu(index, regime)


@pytest.mark.parametrize("regime", [2004, 2014, 2017])
def test_mutu_bands_leave_no_hole(regime):
    bands = mutu_bands(regime)
    assert (bands[0].low, bands[-1].high) == (25.0, 100.0)
    for lower, upper in pairwise(bands):
        assert lower.high == upper.low


@pytest.mark.parametrize(("rule", "top"), [("idm", 1.0), ("indeks_desa", 100.0)])
def test_status_bands_are_edged_by_the_official_thresholds(rule, top):
    bands = status_bands(rule)
    assert [band.word for band in bands] == list(rules.STATUSES)
    assert [band.low for band in bands[1:]] == [float(t) for t in rules.status_rule(rule).thresholds]
    assert bands[-1].high == top


# Layout.


@given(st.floats(-1e3, 1e3), st.floats(0.1, 1e3), st.lists(st.floats(-2e3, 2e3), min_size=2, max_size=20))
def test_a_scale_keeps_order_and_stays_on_the_paper(low, span, values):
    scale = Scale(low, low + span, 10, 300)
    places = [scale(value) for value in sorted(values)]
    assert places == sorted(places)
    assert all(10 - 1e-6 <= place <= 300 + 1e-6 for place in places)


@given(st.lists(st.floats(25, 100), min_size=1, max_size=12), st.sampled_from([2.0, 5.0]))
def test_a_window_holds_its_values_within_the_natural_scale(values, step):
    low, high = window(values, step, (25.0, 100.0), 10.0)
    assert 25 <= low <= min(values)
    assert max(values) <= high <= 100
    assert high - low >= 10 - 1e-9
    assert all(low - 1e-9 <= tick <= high + 1e-9 for tick in ticks(low, high))
    assert 2 <= len(ticks(low, high)) <= 12


@pytest.fixture(scope="module")
def advances() -> dict[str, dict[str, float]]:
    """The outside measure: advance widths in the font file itself, read by FreeType."""
    from matplotlib import font_manager
    from matplotlib.ft2font import FT2Font, LoadFlags

    found = {}
    for role, weight in (("l", "normal"), ("lb", "bold")):
        font = FT2Font(font_manager.findfont(f"DejaVu Sans:weight={weight}"))
        font.set_size(1000, 72)
        characters = [chr(code) for code in range(32, 127)] + list("−–×…“”")
        found[role] = {
            c: font.load_char(ord(c), flags=LoadFlags.NO_HINTING).linearHoriAdvance / 65536
            for c in characters
        }
    return found


def test_every_character_is_measured_at_least_as_wide_as_dejavu_sans_and_hardly_wider(advances):
    for role, widths in advances.items():
        for character, units in widths.items():
            true = units * ROLES[role][0] / 1000
            assert true <= text_width(character, role) <= true * 1.08 + 1e-9, (role, character)


@given(WORDS, st.floats(30, 400))
def test_shortened_and_wrapped_texts_fit(text, width):
    assert text_width(shortened(text, width)) <= max(width, text_width("…"))
    lines = wrapped(text, width)
    assert len(lines) <= 2
    assert all(text_width(line) <= max(width, text_width("…")) for line in lines)


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(20, 200), WORDS), min_size=2, max_size=25))
def test_texts_that_give_way_never_meet(places):
    canvas = Canvas(400)
    for x, y, text in places:
        canvas.try_text(Spot(x, y, text))
    boxes = canvas._taken
    assert not any(a.meets(b) for i, a in enumerate(boxes) for b in boxes[:i])


# Style.


def test_text_sizes_of_the_stylesheet_are_those_measured(root):
    sheet = css(root, "charts.css")
    for role, (size, bold) in ROLES.items():
        rule = re.search(rf"^\.lukis \.{role} \{{([^}}]+)\}}", sheet, re.MULTILINE)
        assert rule is not None, role
        assert f"font-size: {size:g}px" in rule[1]
        assert f"font-weight: {700 if bold else 400}" in rule[1]


def test_every_class_drawn_has_a_rule_and_every_colour_is_a_token(figures, root):
    sheet, tokens = css(root, "charts.css"), css(root, "tokens.css")
    drawn_classes = {
        one
        for figure in figures.values()
        for svg in (figure.wide, figure.narrow)
        for names in re.findall(r'class="([^"]+)"', svg)
        for one in names.split()
    }
    plain = {"ink"}  # the texts' own colour
    assert {c for c in drawn_classes - plain if not re.search(rf"\.{re.escape(c)}\b", sheet)} == set()
    used = set(re.findall(r"var\((--[\w-]+)\)", sheet)) - {"--half"}
    assert {name for name in used if f"{name}:" not in tokens} == set()
    assert not re.search(r"fill: #|stroke: #", sheet), "colours of marks belong to tokens.css"


def test_an_empty_table_says_so(figures):
    assert figures["themes none"].table.rows == []
    assert '<td colspan="2">Tidak ada data.</td>' in figures["themes none"]._repr_html_()


# Small pictures and the analyst's own chart.


def test_squares_say_in_words_how_many():
    picture = charts.squares(["Mandiri"] * 2 + ["Maju"] + ["belum"] * 3)
    assert 'aria-label="2 desa Mandiri; 1 desa Maju; 3 desa belum"' in picture.html
    assert picture.html.count('class="iA"') == 2
    assert picture.html.count('class="kosong"') == 3


@given(st.integers(0, 150))
def test_squares_draw_each_village_once_inside_the_picture(count):
    picture = ElementTree.fromstring(charts.squares(["baik"] * count).html)[0]
    marks = list(picture.iter("rect"))
    assert len(marks) == count
    assert len({(mark.get("x"), mark.get("y")) for mark in marks}) == count
    for mark in marks:
        assert float(mark.get("x", 0)) + float(mark.get("width", 0)) <= float(picture.get("width", 0)) + 0.1
        assert float(mark.get("y", 0)) + float(mark.get("height", 0)) <= float(picture.get("height", 0)) + 0.1


def test_an_analysts_own_chart_is_framed_and_the_same_every_time():
    import base64

    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt

    from iku_helpers.pages.own_chart import STYLE, own_chart

    def html() -> str:
        with plt.style.context(STYLE):
            drawing, axes = plt.subplots()
            axes.plot([2023, 2024], [1.25, 1.75])
        return own_chart(drawing, title='Naik "sedikit"', alt="Dari 1,25 ke 1,75.")._repr_html_()

    page = html()
    assert page == html()
    assert 'alt="Dari 1,25 ke 1,75."' in page
    assert "&quot;sedikit&quot;" in page
    encoded = re.search(r"base64,([^\"]+)", page)
    assert encoded is not None
    picture = base64.b64decode(encoded[1]).decode()
    assert "1,5</text>" in picture
    assert "1.5</text>" not in picture
    assert "#0b5cad" in picture
