"""rekap-kabupaten whole: its figures against the reports' own, files and hand; constructed situations."""

from __future__ import annotations

import base64
import io
import json
import math
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from fixtures import in_process
from fixtures.buleleng import NINE
from scipy.stats import t as student

from iku_helpers.batch import plan
from iku_helpers.errors import InputError, RequestError
from iku_helpers.inputs.kabupaten import KabupatenWorkbook
from iku_helpers.inputs.slices import write_slice
from iku_helpers.numbers import number, percent
from iku_helpers.pages.blocks import plain
from iku_helpers.templates.export import to_html

ROOT = Path(__file__).resolve().parents[1]
PARAMS = ROOT / "params"
GOLDEN = Path(__file__).parent / "golden" / "rekap-buleleng-2024.txt"
THREE = ("banjar", "sawan", "kubutambahan")
HOSTILE = "<script>alert(\"x\")</script> & 'y'"
LONG = "Maharajakusumawardhana Pucangsawit Utara Selatan Barat Timur"  # 60 letters
UNSAID = ["nan", "None", "<NA>", "inf", "NaT"]
UNSUR = [f"U{order}" for order in range(1, 10)]


@dataclass
class Page:
    """What one run showed: cell id to HTML, its results, and the finished page."""

    html: dict[str, str]
    results: dict[str, Any]
    whole: str
    annex: bytes

    def sheet(self, name: str) -> pd.DataFrame:
        """A sheet of the Excel annex by its heads."""
        return pd.read_excel(io.BytesIO(self.annex), name, header=3, dtype={"Kode": str}, engine="openpyxl")

    def text(self, *cells: str) -> str:
        return "\n".join(plain(self.html[cell]) for cell in cells or self.html)


def run(change: Callable[[KabupatenWorkbook], Any] = lambda held: held, **parameters: Any) -> Page:
    notebook = in_process.run("rekap-kabupaten", change, **parameters)
    cells = [cell.id for cell in notebook.cells if "remove-cell" not in cell.metadata.get("tags", ())]
    shown = {name: in_process.shown(notebook, name) for name in cells}
    html = {name: told for name, told in shown.items() if told and "<style>" not in told}
    (annex,) = (
        told["isi"]
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        for told in output.data.get("application/vnd.iku.berkas+json", ())
    )
    return Page(html, in_process.results(notebook), to_html(notebook), base64.b64decode(annex))


@cache
def shipped(tahun: int = 2024) -> Page:
    """The shipped recapitulation of a year, run once however many tests look at it."""
    return run(tahun=tahun, params_dir=str(PARAMS))


@cache
def own_results(slug: str) -> dict[str, Any]:
    """What a kecamatan's own report tells."""
    notebook = in_process.run("laporan-iku", kecamatan=slug, params_dir=str(PARAMS))
    return dict(in_process.results(notebook))


# Figures of the shipped year


@pytest.mark.parametrize("slug", NINE)
def test_every_figure_is_that_of_the_kecamatans_own_report(slug):
    (mine,) = (one for one in shipped().results["per_kecamatan"] if one["kecamatan"] == slug)
    report = own_results(slug)

    assert mine["iku"] == report["iku"]
    assert (mine["nama"], mine["kode"]) == (report["nama"], report["kode"])
    series = [row for row in shipped().results["deret"] if row["kecamatan"] == slug]
    assert [{key: row[key] for key in row if key != "kecamatan"} for row in series] == report["deret"]


@pytest.mark.parametrize("slug", NINE)
def test_the_table_prints_them_with_interval_and_villages(slug):
    iku = own_results(slug)["iku"]
    ikm, administrasi, idm = iku["ikm"], iku["administrasi"], iku["idm"]
    (row,) = (
        row
        for row in re.findall(r"<tr>.*?</tr>", shipped().html["ringkasan-isi"], re.DOTALL)
        if f">{own_results(slug)['nama']}</th>" in row
    )
    told = plain(row)

    assert f"{number(ikm['realisasi'])} {ikm['mutu']}" in told
    assert f"{number(ikm['lower'], 1)}–{number(ikm['upper'], 1)}" in told
    assert f"{idm['good']} dari {idm['total']}" in told
    assert f"{administrasi['good']} dari {administrasi['evaluated']}" in told
    assert row.count("di bawah target") == sum(
        one["capaian"] is not None and round(one["capaian"], 2) < 100 for one in iku.values()
    )


def test_statuses_and_moves_are_those_of_the_files():
    """The published statuses of both years, met by village code."""
    now, before = (
        pd.read_csv(PARAMS / str(year) / "idm.csv", dtype=str).set_index("kode")["status"]
        for year in (2024, 2023)
    )
    order = ["Sangat Tertinggal", "Tertinggal", "Berkembang", "Maju", "Mandiri"]
    both = pd.DataFrame({"dari": before.reindex(now.index), "ke": now}).dropna()
    moved = both[both["dari"] != both["ke"]]
    rose = moved["ke"].map(order.index) > moved["dari"].map(order.index)
    told = {row["kode"]: (row["dari"], row["ke"], row["arah"]) for row in shipped().results["pindah_status"]}

    assert told == {
        code: (row.dari, row.ke, "naik" if rose[code] else "turun")
        for code, row in zip(moved.index, moved.itertuples(), strict=True)
    }
    counts = now.value_counts()
    held = [one["status"] for one in shipped().results["per_kecamatan"]]
    assert {status: sum(one[status] for one in held) for status in order} == {
        status: int(counts.get(status, 0)) for status in order
    }
    assert f"{counts['Mandiri']} desa Mandiri dan {counts['Maju']} Maju" in shipped().html["idm-isi"]
    assert f"{len(moved)} desa naik status sejak 2023" in shipped().text("idm-pindah-isi")


def test_every_mover_is_named_in_its_kecamatans_row():
    villages = pd.read_csv(PARAMS / "2024" / "desa.csv", dtype=str).set_index("kode")
    names = {slug: own_results(slug)["nama"] for slug in NINE}
    rows = re.findall(r"<tr>.*?</tr>", shipped().html["idm-pindah-isi"], re.DOTALL)
    for move in shipped().results["pindah_status"]:
        village = villages.loc[move["kode"]]
        (row,) = (row for row in rows if f">{names[village['kecamatan']]}</th>" in row)
        assert re.search(rf"\b{village['nama']}\b.*? menjadi {move['ke']}", plain(row))


def test_the_kabupaten_is_counted_village_by_village():
    """128 of 146 by hand from the nine reports; a mean of nine percentages would be another figure."""
    shares = [own_results(slug)["iku"]["administrasi"] for slug in NINE]
    good, evaluated, total = (sum(one[name] for one in shares) for name in ("good", "evaluated", "total"))
    lower, upper = 100 * good / total, 100 * (good + total - evaluated) / total
    told = shipped().text("administrasi-isi")

    assert (good, evaluated, total) == (128, 146, 148)
    assert f"Seluruh kabupaten: {good} dari {evaluated} desa/kelurahan yang dinilai" in told
    assert f"antara {percent(lower)} dan {percent(upper)}" in told
    assert shipped().results["seluruh"]["administrasi"] == {
        "realisasi": None,
        "good": good,
        "evaluated": evaluated,
        "total": total,
    }


def test_the_funnel_by_hand():
    """Mean of nine, error of the difference from it, Welch-Satterthwaite df, t limits."""
    held = {slug: own_results(slug)["iku"]["ikm"] for slug in NINE}
    mean = sum(one["realisasi"] for one in held.values()) / 9
    for row in shipped().results["corong"]:
        own = held[row["kecamatan"]]
        others = [one for slug, one in held.items() if slug != row["kecamatan"]]
        parts = [((8 / 9) ** 2 * own["se"] ** 2, own["df"])]
        parts += [(one["se"] ** 2 / 81, one["df"]) for one in others]
        variance = sum(part for part, _ in parts)
        df = variance**2 / sum(part**2 / freedom for part, freedom in parts)
        reach = student.ppf(0.975, df) * math.sqrt(variance)

        assert row["target"] == pytest.approx(mean, abs=1e-9)
        assert row["lower_95"] == pytest.approx(mean - reach, abs=1e-6)
        assert row["upper_95"] == pytest.approx(mean + reach, abs=1e-6)
        far = abs(own["realisasi"] - mean) > student.ppf(0.999, df) * math.sqrt(variance)
        assert row["posisi"].startswith("jauh") == bool(far)


def test_changes_are_the_reports_own_and_judged_together():
    """Holm by hand: the smallest p nine times, the next eight times, and so on."""
    rows = {row["kecamatan"]: row for row in shipped().results["perubahan"]}
    least = 0.0
    for place, (slug, row) in enumerate(sorted(rows.items(), key=lambda pair: pair[1]["p"])):
        ikm = own_results(slug)["iku"]["ikm"]
        assert (row["estimate"], row["lower"]) == pytest.approx((ikm["perubahan"], ikm["perubahan_lower"]))
        least = max(least, min(1.0, (9 - place) * row["p"]))
        assert row["p_holm"] == pytest.approx(least)
        assert row["changed"] is (least < 0.05)


def test_a_change_that_fails_only_the_correction_is_not_called_real():
    rows = {row["kecamatan"]: row for row in shipped().results["perubahan"]}
    assert rows["sawan"]["lower"] > 0
    assert rows["sawan"]["changed"] is False
    chart = shipped().html["ikm-perubahan-isi"]
    assert "Sawan +2,20, mungkin berubah" in chart
    assert "Sawan" not in plain(re.search(r'gambar-judul">(.*?)</p>', chart)[1])


def test_ranks_never_read_as_praise():
    told = shipped().text("ringkasan-isi", "ikm-corong-isi", "ikm-peringkat-isi", "batas-isi")
    assert "Tidak seorang pun patut dipuji atau disalahkan" in told
    assert "bukan ukuran prestasi" in told
    assert "Banjar, menurut angkanya di peringkat 4, dapat menempati peringkat 2 sampai 6" in told
    ranks = {row["kecamatan"]: row for row in shipped().results["peringkat"]}
    assert (ranks["banjar"]["rank_lower"], ranks["banjar"]["rank_upper"]) == (2, 6)


def test_years_stand_side_by_side_and_a_partial_year_has_no_total():
    """In 2021 only Busungbiu is held, so there is no figure of the kabupaten."""
    tables = re.findall(r"<table.*?</table>", shipped().html["tahun-isi"], re.DOTALL)
    idm = plain(tables[2])
    assert "Busungbiu 66,67% 10 dari 15 93,33% 14 dari 15 100,00% 15 dari 15" in idm
    assert "Kabupaten – 98,45% 127 dari 129 100,00% 129 dari 129" in idm
    assert plain(tables[0]).count(" – ") >= 8


def test_files_are_listed_once_with_the_rows_all_used():
    files = {row["berkas"]: row for row in shipped().results["sumber"]}
    assert len(files) == len(shipped().results["sumber"]) == 8 + 9
    assert files["params/2024/idm.csv"]["dipakai"] == files["params/2024/idm.csv"]["baris"] == 129
    assert all(f"params/2024/survei/{slug}.csv" in files for slug in NINE)


def test_the_page_is_light_and_marked_as_sample_data():
    page = shipped()
    assert len(page.whole.encode()) < 400_000
    assert page.whole.count("<figure") == page.whole.count("<summary>Tabel data</summary>") == 6
    assert page.whole.count("Bagaimana angka ini dihitung") == 5
    assert "DATA CONTOH" in page.whole
    assert page.whole.count("Memakai data contoh, bukan angka resmi.") == 5  # the village statuses are real
    assert "<script" not in page.whole
    assert to_html(in_process.run("rekap-kabupaten", params_dir=str(PARAMS))) == page.whole


def test_every_drawing_says_in_words_what_it_shows():
    alts = re.findall(r'<svg[^>]*aria-label="([^"]*)"', shipped().whole)
    assert len(alts) == shipped().whole.count("<svg")
    assert any("Kubutambahan 10 memenuhi, 1 belum memenuhi, 2 belum dinilai" in alt for alt in alts)
    assert any("Gerokgak 4 Mandiri, 10 Maju" in alt for alt in alts)
    assert any("Buleleng 88,70 jauh di atas" in alt for alt in alts)


def test_the_annex_holds_the_same_figures_as_numbers():
    told = shipped().results
    names = {one["kecamatan"]: one["nama"] for one in told["per_kecamatan"]}
    indicators = shipped().sheet("Indikator").set_index(["Tahun", "Kecamatan", "Indikator"])
    for row in told["deret"]:
        if row["kunci"] == "ikm":
            written = indicators.loc[(row["tahun"], names[row["kecamatan"]], "Indeks Kepuasan Masyarakat")]
            assert written["Realisasi"] == pytest.approx(row["realisasi"], abs=1e-12)
            assert written["Batas bawah 95%"] == pytest.approx(row["lower"], abs=1e-12)
    assert len(indicators) == len(told["deret"]) == 57

    compared = shipped().sheet("Perbandingan").set_index("Kecamatan")
    assert compared["Posisi"].to_dict() == {names[row["kecamatan"]]: row["posisi"] for row in told["corong"]}
    assert compared["Peringkat sampai"].to_dict() == {
        names[row["kecamatan"]]: row["rank_upper"] for row in told["peringkat"]
    }
    changes = shipped().sheet("Perubahan").set_index("Kecamatan")
    assert (changes["Nyata"] == "ya").to_dict() == {
        names[row["kecamatan"]]: row["changed"] for row in told["perubahan"]
    }
    moved = shipped().sheet("Pindah status")
    assert moved["Kode"].tolist() == [row["kode"] for row in told["pindah_status"]]
    assert shipped().sheet("Status desa")["Mandiri"].sum() == 91
    assert len(shipped().sheet("Sumber")) == 17


# Constructed situations, from changed files


def sliced(folder: Path, *slugs: str) -> Path:
    """params/ of some kecamatan alone, as the batch would stage it."""
    return write_slice(PARAMS, 2024, slugs, folder / "params")


def settings(params: Path, change: Callable[[dict[str, Any]], Any], tahun: int = 2024) -> None:
    path = params / str(tahun) / "tahun.yml"
    values = yaml.safe_load(path.read_text("utf-8"))
    change(values)
    path.write_text(yaml.safe_dump(values, allow_unicode=True), "utf-8")


def table(params: Path, name: str, change: Callable[[pd.DataFrame], pd.DataFrame], tahun: int = 2024) -> None:
    path = params / str(tahun) / f"{name}.csv"
    change(pd.read_csv(path, dtype=str, keep_default_na=False)).to_csv(path, index=False)


def each(change: Callable[[Any], Any], *slugs: str) -> Callable[[KabupatenWorkbook], KabupatenWorkbook]:
    """Changes this year's workbooks, of the kecamatan named or of all."""

    def changed(held: KabupatenWorkbook) -> KabupatenWorkbook:
        now = held.years[-1]
        books = tuple(
            change(book) if not slugs or book.kecamatan.slug in slugs else book for book in now.workbooks
        )
        return replace(held, years=(*held.years[:-1], replace(now, workbooks=books)))

    return changed


def without(**columns: Any) -> Callable[[Any], Any]:
    return lambda book: replace(book, **columns)


def blank_villages(*columns: str) -> Callable[[Any], Any]:
    def changed(book: Any) -> Any:
        kept = {
            name: book.villages[name].iloc[:0].reindex(book.villages.index)
            for name in columns
            if name in book.villages
        }
        return replace(book, villages=book.villages.assign(**kept))

    return changed


def answering(value: float, people: int | None = None) -> Callable[[Any], Any]:
    def changed(book: Any) -> Any:
        respondents = book.survey.respondents.assign(**dict.fromkeys(UNSUR, value)).head(people or 10_000)
        return replace(book, survey=replace(book.survey, respondents=respondents))

    return changed


def fewer(people: int) -> Callable[[Any], Any]:
    return lambda book: replace(
        book, survey=replace(book.survey, respondents=book.survey.respondents.head(people))
    )


def older_rule(book: Any) -> Any:
    return replace(book, survey=replace(book.survey, regime=2014))


def named(name: str) -> Callable[[KabupatenWorkbook], KabupatenWorkbook]:
    """Every kecamatan and village of all years under one name."""

    def changed(held: KabupatenWorkbook) -> KabupatenWorkbook:
        years = [
            replace(
                year,
                register=dict.fromkeys(year.register, name),
                workbooks=tuple(
                    replace(
                        book,
                        kecamatan=replace(book.kecamatan, nama=name),
                        villages=book.villages.assign(nama=name),
                    )
                    for book in year.workbooks
                ),
            )
            for year in held.years
        ]
        return replace(held, years=tuple(years))

    return changed


def forty(held: KabupatenWorkbook) -> KabupatenWorkbook:
    """Forty kecamatan out of nine, in every year."""

    def many(year: Any) -> Any:
        books, register = [], {}
        for place in range(40):
            book = year.workbooks[place % len(year.workbooks)]
            slug, name = f"k{place}", f"{book.kecamatan.nama} {place}"
            register[slug] = name
            books.append(replace(book, kecamatan=replace(book.kecamatan, slug=slug, nama=name)))
        return replace(year, register=register, workbooks=tuple(books))

    return replace(held, years=tuple(many(year) for year in held.years))


def alone(held: KabupatenWorkbook) -> KabupatenWorkbook:
    return replace(held, years=held.years[-1:])


BLANK_STATUS = blank_villages("iks", "ike", "ikl", "idm", "status_terbit")
BLANK_EVALUATION = blank_villages("perdes_lpj", "diterima", "lampiran_lengkap", "publikasi")
NO_SURVEY = "tidak ada data survei kepuasan"

SITUATIONS: dict[str, tuple[Callable[..., Any], list[str], list[str]]] = {
    "no survey anywhere": (
        each(without(survey=None)),
        ["Tidak ada kecamatan dengan data survei kepuasan", NO_SURVEY.capitalize()],
        ["Peringkat 1", "berkisar dari"],
    ),
    "one without a survey": (
        each(without(survey=None), "sawan"),
        ["Sawan Tidak ada data survei kepuasan.", "Data dua kecamatan belum lengkap"],
        ["Sawan 82,71"],
    ),
    "one with a survey": (
        each(without(survey=None), "banjar", "sawan"),
        ["Hanya satu kecamatan mempunyai indeks yang dapat disandingkan", "Satu-satunya kecamatan bermutu B"],
        ["peringkat pertama"],
    ),
    "four respondents": (
        each(fewer(4), "banjar"),
        ["Banjar tidak ikut dalam perbandingan: respondennya kurang dari 5"],
        ["Tejakula, Banjar"],
    ),
    "twenty respondents": (
        each(fewer(20), "banjar"),
        ["Titik kosong: kurang dari 30 responden, hanya indikatif.", " indikatif "],
        [],
    ),
    "an older rule": (
        each(older_rule, "banjar"),
        [
            "Banjar tidak ikut dalam perbandingan: surveinya memakai aturan, unsur, atau bobot lain",
            "‖ 84,10 A",
        ],
        ["Banjar nyata"],
    ),
    "an older rule everywhere": (
        each(older_rule),
        ["Survei 2023 memakai aturan, unsur, atau bobot lain", "PermenPAN-RB 16/2014"],
        ["nyata naik"],
    ),
    "everyone answers 4": (
        each(answering(4.0)),
        [
            "Ketiga kecamatan bermutu A",
            "Selisih indeks antarkecamatan masih dapat terjadi karena kebetulan",
            "ditempati bersama",
        ],
        ["jauh di atas"],
    ),
    "one where all answer 1": (each(answering(1.0), "sawan"), ["Sawan jauh di bawah", "25,00 D"], []),
    "one with one respondent": (each(fewer(1), "sawan"), ["respondennya kurang dari 5"], []),
    "not drawn at random": (
        each(lambda book: replace(book, survey=replace(book.survey, cara="sukarela")), "sawan"),
        ["Sampel sukarela: interval hanya menggambarkan keragaman jawaban"],
        [],
    ),
    "no status anywhere": (
        each(BLANK_STATUS),
        ["Status desa 2024 tidak ada dalam data", "Semua desa belum ada statusnya"],
        ["desa Mandiri dan"],
    ),
    "one without statuses": (
        each(BLANK_STATUS, "sawan"),
        [
            "Sawan Semua desa belum ada statusnya",
            "Sawan tidak ikut dalam perpindahan status",
            "belum dinilai, angka seluruhnya antara",
        ],
        ["Sawan 13 Mandiri"],
    ),
    "no evaluation anywhere": (
        each(BLANK_EVALUATION),
        ["belum ada desa yang dinilai tahun 2024", "Semua desa belum dinilai"],
        ["Tiga dari delapan"],
    ),
    "one without an evaluation": (
        each(BLANK_EVALUATION, "sawan"),
        ["Tanpa data: Sawan.", "Semua desa belum dinilai"],
        [],
    ),
    "no villages in one": (
        each(lambda book: replace(book, villages=book.villages.iloc[:0]), "sawan"),
        ["Tidak ada desa yang dihitung untuk desa dengan administrasi baik", "Tanpa data: Sawan."],
        [],
    ),
    "no targets": (
        each(lambda book: replace(book, targets=book.targets * math.nan)),
        [
            "Target Indeks Kepuasan Masyarakat belum ditetapkan",
            "Desa dengan administrasi baik tiap kecamatan",
        ],
        ["mencapai target", "garis tegak: target"],
    ),
    "a first year": (alone, ["Belum ada tahun sebelumnya"], ["sejak 2023", "2023"]),
    "forty kecamatan": (forty, ["Rekap Indikator", "Semua 40 kecamatan"], []),
    "hostile names": (named(HOSTILE), ["<script>alert"], []),
    "names of sixty letters": (named(LONG), [LONG], []),
}


class Balance(HTMLParser):
    """Every element that is opened is closed again, in order."""

    VOID = frozenset({"meta", "link", "br", "wbr", "img", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:  # noqa: ARG002
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        """Elements that close themselves."""

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def require_sound(page: Page) -> None:
    """Nothing of a program's insides is printed, all is escaped and closed, and results are plain JSON."""
    text = page.text()
    assert [word for word in UNSAID if re.search(rf"\b{re.escape(word)}\b", text)] == []
    assert "<script" not in page.whole
    assert ".." not in re.sub(r"; \.\.\.;", "", text)
    json.dumps(page.results, allow_nan=False)
    balance = Balance()
    balance.feed(page.whole)
    assert balance.open == []
    ids = re.findall(r'\bid="([^"]+)"', page.whole)
    assert len(set(ids)) == len(ids)


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    """params/ of three kecamatan and two years: situations show as well there, and cost less."""
    params = sliced(tmp_path_factory.mktemp("tiga"), *THREE)
    shutil.rmtree(params / "2021", ignore_errors=True)
    return str(params)


@pytest.mark.parametrize("name", SITUATIONS)
def test_a_situation_is_told_in_words(name, three):
    change, said, unsaid = SITUATIONS[name]
    page = run(change, params_dir=three)
    require_sound(page)
    text = page.text()
    assert len(page.sheet("Status desa")) == len(page.results["per_kecamatan"])

    assert [part for part in said if part not in text] == []
    assert [part for part in unsaid if part in text] == []


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_kabupaten_of_few_kecamatan(tmp_path, count):
    page = run(params_dir=str(sliced(tmp_path, *NINE[:count])))
    require_sound(page)

    assert len(page.results["per_kecamatan"]) == count
    assert len(page.results["peringkat"]) == (0 if count == 1 else count)
    assert ("Hanya satu kecamatan mempunyai indeks" in page.text()) is (count == 1)


def test_a_kecamatan_with_faulty_tables_is_named_and_left_out(params_copy):
    table(params_copy, "survei/sawan", lambda rows: rows.assign(U3=["9", *rows["U3"][1:]]))
    page = run(params_dir=str(params_copy))
    require_sound(page)

    assert [one["kecamatan"] for one in page.results["per_kecamatan"]] == [s for s in NINE if s != "sawan"]
    told = page.text("kurang-isi")
    assert "Sawan Tabelnya ditolak pemeriksaan: params/2024/survei/sawan.csv, baris 2, kolom U3" in told
    assert "9" not in told.split("kolom U3:")[1].split(".")[0]
    assert page.results["seluruh"] == {}


def test_a_kecamatan_faulty_only_in_an_earlier_year_is_told(params_copy):
    table(params_copy, "survei/sawan", lambda rows: rows.assign(U3=["9", *rows["U3"][1:]]), 2023)
    page = run(params_dir=str(params_copy))
    require_sound(page)

    assert "Tahun 2023 tidak terbaca untuk Sawan" in page.text("kurang-isi")
    assert "Sawan Tidak ada data 2023 untuk dibandingkan." in page.text("kurang-isi")
    assert "Sawan tidak ikut dalam gambar ini" in page.text("ikm-perubahan-isi")
    assert len(page.results["perubahan"]) == 8


def test_an_index_break_is_marked_and_never_subtracted(params_copy):
    """From 2025 the statuses come from Indeks Desa (regulations.md C4)."""
    shutil.copytree(params_copy / "2024", params_copy / "2025")
    settings(params_copy, lambda values: values.update(tahun=2025, desa={"aturan": "indeks_desa"}), 2025)
    codes = pd.read_csv(params_copy / "2025" / "idm.csv", dtype=str)["kode"]
    scores = pd.DataFrame({"kode": codes, "skor": "79.63", "status": "Mandiri"})
    scores.to_csv(params_copy / "2025" / "idm.csv", index=False)
    page = run(tahun=2025, params_dir=str(params_copy))
    require_sound(page)

    assert "Keduanya tidak dapat dibandingkan langsung" in page.text("idm-pindah-isi")
    assert page.results["pindah_status"] == []
    years = page.text("tahun-isi")
    assert "2024 IDM 2025 Indeks Desa" in years
    assert "‖ 100,00%" in years
    assert "status 2025 dari Indeks Desa; keduanya tidak dapat dibandingkan langsung" in years


def test_a_kecamatan_new_this_year_has_no_change(params_copy):
    for name, column in (("kecamatan", "kecamatan"), ("desa", "kecamatan"), ("layanan", "kecamatan")):
        table(params_copy, name, lambda rows, c=column: rows[rows[c] != "sawan"], 2023)
    for name in ("idm", "administrasi"):
        table(params_copy, name, lambda rows: rows[~rows["kode"].str.startswith("510807")], 2023)
    table(params_copy, "tindak_lanjut", lambda rows: rows[rows["kecamatan"] != "sawan"], 2023)
    (params_copy / "2023" / "survei" / "sawan.csv").unlink()
    page = run(params_dir=str(params_copy))
    require_sound(page)

    assert "Sawan Tidak ada data 2023 untuk dibandingkan." in page.text("kurang-isi")
    assert "Sawan tidak ikut dalam gambar ini" in page.text("ikm-perubahan-isi")
    assert "Kabupaten – –" in page.text("tahun-isi")  # 2023 lacks one of the nine


def test_a_name_that_begins_like_a_formula_stays_text_in_the_annex(three):
    page = run(named("=2+3"), params_dir=three)
    assert set(page.sheet("Status desa")["Kecamatan"]) == {"=2+3"}
    assert set(page.sheet("Pindah status")["Desa"]) == {"=2+3"}


def test_villages_drawn_by_lot_have_their_interval(three):
    """12 of 14 good where 13 were drawn: hypergeometric limits, 12 or 13 of 14 at most."""

    def drawn(book: Any) -> Any:
        settings = book.settings
        evaluated = settings.administrasi.model_copy(update={"cara": "acak"})
        villages = book.villages.copy()
        columns = ["perdes_lpj", "diterima", "lampiran_lengkap", "publikasi"]
        good = villages.index[villages["perdes_lpj"] == "ya"][0]
        for name in columns:
            villages[name] = villages[name].mask(villages.index == good)
        return replace(
            book, settings=settings.model_copy(update={"administrasi": evaluated}), villages=villages
        )

    page = run(each(drawn, "sawan"), params_dir=three)
    require_sound(page)
    (sawan,) = (one for one in page.results["per_kecamatan"] if one["kecamatan"] == "sawan")
    share = sawan["iku"]["administrasi"]

    assert (share["good"], share["evaluated"], share["total"]) == (11, 13, 14)
    limits = f"{number(share['lower'], 1)}–{number(share['upper'], 1)}"
    assert f"11 dari 13, interval {limits}" in page.text("ringkasan-isi")
    assert (share["lower"], share["upper"]) == (pytest.approx(100 * 11 / 14), pytest.approx(100 * 12 / 14))


def test_a_mark_of_a_draft_and_another_kabupatens_name():
    def drafted(held: KabupatenWorkbook) -> KabupatenWorkbook:
        other = {"kode": "51.07", "nama": "Karangasem"}
        return each(
            lambda book: replace(
                book,
                settings=book.settings.model_copy(
                    update={
                        "status": "draf",
                        "kabupaten": book.settings.kabupaten.model_copy(update=other),
                    }
                ),
            )
        )(held)

    page = run(drafted, params_dir=str(PARAMS))
    assert "RANCANGAN" in page.whole
    assert page.results["draf"] is True
    assert page.results["nama"] == "Kabupaten 51.08"


# Requests and the batch


def test_an_unknown_kabupaten_is_refused_with_those_there_are():
    with pytest.raises(RequestError, match=r"Kabupaten '51\.99' tidak ada .* Yang ada: 51\.08"):
        KabupatenWorkbook.open(2024, "51.99", PARAMS)


def test_with_no_readable_kecamatan_the_refusal_stands(tmp_path):
    params = sliced(tmp_path, "sawan")
    table(params, "survei/sawan", lambda rows: rows.assign(U3="9"))
    with pytest.raises(InputError, match=r"survei/sawan\.csv, baris 2, kolom U3"):
        KabupatenWorkbook.open(2024, "51.08", params)


def request(params: Path, tmp_path: Path, **asked: Any) -> Any:
    return plan.Request(params, ROOT / "notebooks", tmp_path / "outputs", **asked)


def test_it_is_planned_for_a_kabupaten_when_asked_for(params_copy, tmp_path):
    ids = [
        job.id
        for job in plan.jobs(request(params_copy, tmp_path, every_kind=True))
        if job.notebook.name == "rekap-kabupaten"
    ]
    (named_job,) = plan.jobs(request(params_copy, tmp_path, kinds=("rekap-kabupaten",)))

    assert ids == [named_job.id] == ["2024/51.08/rekap-kabupaten"]
    assert named_job.parameters["kabupaten"] == "51.08"
    usual = {job.notebook.name for job in plan.jobs(request(params_copy, tmp_path))}
    assert "rekap-kabupaten" not in usual


@pytest.mark.usefixtures("one_version")
def test_iku_makes_it_lists_it_and_sees_one_changed_answer(project):
    made = project()
    shutil.copy(ROOT / "notebooks" / "rekap-kabupaten.ipynb", made.notebooks)
    ran = made.iku("run", "--notebook", "rekap-kabupaten")
    assert ran.returncode == 0, ran.stderr

    folder = made.outputs / "2024" / "51.08"
    told = json.loads((folder / "results.json").read_text("utf-8"))
    page = (folder / "rekap-kabupaten-51.08-2024.html").read_text("utf-8")
    assert told["id"] == "2024/51.08/rekap-kabupaten"
    assert told["per_kecamatan"] == shipped().results["per_kecamatan"]
    assert plain(page).count("Gerokgak") == plain(shipped().whole).count("Gerokgak")
    assert "Kabupaten Buleleng" in (made.outputs / "index.html").read_text("utf-8")
    assert "rekap-kabupaten" not in (made.outputs / "semua-hasil.csv").read_text("utf-8")

    listed = made.iku("list", "--notebook", "rekap-kabupaten").stdout
    assert "2024/51.08/rekap-kabupaten" in listed
    answers = made.params / "2024" / "survei" / "sawan.csv"
    rows = pd.read_csv(answers, dtype=str, keep_default_na=False)
    rows.assign(U1=["1" if rows["U1"][0] != "1" else "2", *rows["U1"][1:]]).to_csv(answers, index=False)
    assert "survei berubah" in made.iku("list", "--notebook", "rekap-kabupaten").stdout


def test_text_of_the_page_is_as_reviewed():
    """The words of Buleleng 2024, read by a person (figures have tests of their own).

    After a wanted change: IKU_GOLDEN=1 pytest tests/test_recap.py, and read the diff.
    """
    cells = {name: plain(html) for name, html in shipped().html.items() if name != "asal-isi"}
    text = "".join(f"[{cell}]\n{told}\n\n" for cell, told in cells.items() if told)
    if os.environ.get("IKU_GOLDEN"):
        GOLDEN.write_text(text, "utf-8")
    assert text == GOLDEN.read_text("utf-8")
