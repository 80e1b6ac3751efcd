"""laporan-iku whole: its cells run here, over the shipped reports and over constructed situations."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from fixtures import in_process

from iku_helpers.errors import IkuError
from iku_helpers.numbers import number
from iku_helpers.pages.blocks import plain

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = Path(__file__).parent / "golden"
KECAMATAN = sorted(path.stem for path in (ROOT / "params" / "2024" / "survei").glob("*.csv"))
UNSUR = [f"U{order}" for order in range(1, 10)]
HOSTILE = "<script>alert(\"x\")</script> & 'y'"


@dataclass
class Page:
    """What the cells of one run showed: cell id to HTML, and the results."""

    html: dict[str, str] = field(default_factory=dict)
    results: dict[str, Any] = field(default_factory=dict)

    def text(self, *cells: str) -> str:
        return "\n".join(plain(self.html[cell]) for cell in cells or self.html)

    @property
    def whole(self) -> str:
        return "\n".join(self.html.values())


def run(params: Path, kecamatan: str = "busungbiu", tahun: int = 2024) -> Page:
    """Run the notebook's cells, keeping what each shows."""
    notebook = in_process.run("laporan-iku", tahun=tahun, kecamatan=kecamatan, params_dir=str(params))
    printed = [cell.id for cell in notebook.cells if "remove-cell" not in cell.metadata.get("tags", ())]
    shown = {name: in_process.shown(notebook, name) for name in printed}
    html = {name: text for name, text in shown.items() if text and "<style>" not in text}
    return Page(html, in_process.results(notebook))


@cache
def shipped(kecamatan: str, tahun: int = 2024) -> Page:
    """A shipped report, run once however many tests look at it."""
    return run(ROOT / "params", kecamatan, tahun)


class Situation:
    """params/ of Busungbiu alone, to be changed by a test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copy(ROOT / "params" / "iku.yml", folder)

    def year(self, tahun: int) -> Situation:
        source, target = ROOT / "params" / str(tahun), self.folder / str(tahun)
        (target / "survei").mkdir(parents=True)
        shutil.copy(source / "tahun.yml", target)
        shutil.copy(source / "survei" / "busungbiu.csv", target / "survei")
        for path in source.glob("*.csv"):
            rows = pd.read_csv(path, dtype=str, keep_default_na=False)
            own = (
                rows["kecamatan"] == "busungbiu"
                if "kecamatan" in rows
                else rows["kode"].str.startswith("510803")
            )
            rows[own].to_csv(target / path.name, index=False)
        return self

    def table(self, name: str, change: Callable[[pd.DataFrame], pd.DataFrame], tahun: int = 2024) -> None:
        path = self.folder / str(tahun) / f"{name}.csv"
        change(pd.read_csv(path, dtype=str, keep_default_na=False)).to_csv(path, index=False)

    def settings(self, change: Callable[[dict[str, Any]], Any], tahun: int = 2024) -> None:
        path = self.folder / str(tahun) / "tahun.yml"
        values = yaml.safe_load(path.read_text("utf-8"))
        change(values)
        path.write_text(yaml.safe_dump(values, allow_unicode=True), "utf-8")

    def without(self, name: str, tahun: int = 2024) -> None:
        (self.folder / str(tahun) / f"{name}.csv").unlink()


SURVEY = "survei/busungbiu"
VILLAGE_TABLES = ("desa", "idm", "administrasi")


def forty(rows: pd.DataFrame) -> pd.DataFrame:
    many = (
        pd.concat([rows] * 3, ignore_index=True)
        .iloc[:40]
        .assign(kode=[f"51080320{i:02d}" for i in range(1, 41)])
    )
    return (
        many.assign(nama=[f"{name} {i}" for i, name in enumerate(many["nama"])]) if "nama" in many else many
    )


def all_villages(change: Callable[[pd.DataFrame], pd.DataFrame]) -> Callable[[Situation], None]:
    def changed(situation: Situation) -> None:
        for name in VILLAGE_TABLES:
            situation.table(name, change)

    return changed


def hostile_names(situation: Situation) -> None:
    situation.table("desa", lambda rows: rows.assign(nama=[HOSTILE, *rows["nama"][1:]]))
    situation.table("administrasi", lambda rows: rows.assign(publikasi=["tidak", *rows["publikasi"][1:]]))
    situation.table("kecamatan", lambda rows: rows.assign(nama=HOSTILE, camat=HOSTILE))
    situation.table(
        "tindak_lanjut", lambda rows: rows.assign(kegiatan=rows["kegiatan"] + HOSTILE, keterangan=HOSTILE)
    )
    situation.table(
        SURVEY,
        lambda rows: rows.assign(saran=f"kursi {HOSTILE}", pekerjaan=HOSTILE).replace(
            "Surat pindah", HOSTILE
        ),
    )
    situation.table("layanan", lambda rows: rows.replace("Surat pindah", HOSTILE))


def fourteen_unsur(situation: Situation) -> None:
    situation.settings(lambda values: values["survei"].update(regime=2004))
    situation.table(SURVEY, lambda rows: rows.assign(**{f"U{i}": rows[f"U{i - 9}"] for i in range(10, 15)}))


def only(name: str, change: Callable[[pd.DataFrame], pd.DataFrame]) -> Callable[[Situation], None]:
    return lambda situation: situation.table(name, change)


def set_to(change: Callable[[dict[str, Any]], Any]) -> Callable[[Situation], None]:
    return lambda situation: situation.settings(change)


def fourth_indicator(situation: Situation) -> None:
    path = situation.folder / "iku.yml"
    values = yaml.safe_load(path.read_text("utf-8"))
    values["indikator"].append(
        values["indikator"][1]
        | {
            "kunci": "perdes",
            "nomor": 4,
            "nama": "Persentase desa ber-Perdes",
            "nama_pendek": "Desa ber-Perdes",
        }
        | {
            "hitung": {"jenis": "persentase_desa", "penyebut": "desa"}
            | {"kriteria": [{"nama": "Perdes LPJ", "kolom": "perdes_lpj", "nilai": ["ya"]}]}
        }
    )
    path.write_text(yaml.safe_dump(values, allow_unicode=True), "utf-8")


def everyone_asked(situation: Situation) -> None:
    asked = pd.read_csv(situation.folder / "2024" / f"{SURVEY}.csv")["layanan"].value_counts()
    situation.table("layanan", lambda rows: rows.assign(pengguna=rows["layanan"].map(asked).astype(str)))


def blank(*columns: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda rows: rows.assign(**dict.fromkeys(columns, ""))


CRITERIA = ("perdes_lpj", "diterima", "lampiran_lengkap", "publikasi")

# Situation: earlier years held, what is changed, words that must stand on the page, and words that must not.
SITUATIONS: dict[str, tuple[tuple[int, ...], Callable[[Situation], Any], list[str], list[str]]] = {
    "first year": (
        (),
        lambda _: None,
        ["Belum ada tahun sebelumnya", "Belum ada pembanding."],
        ["dari 2023"],
    ),
    "no survey": (
        (2023,),
        lambda s: s.without(SURVEY),
        ["Tidak ada survei kepuasan.", "bukan nol"],
        ["bermutu"],
    ),
    "no idm": (
        (2023,),
        lambda s: s.without("idm"),
        ["Status desa 2024 tidak ada dalam data"],
        ["naik status"],
    ),
    "no evaluation": (
        (),
        lambda s: s.without("administrasi"),
        ["Belum ada desa yang dinilai"],
        ["13 dari 15"],
    ),
    "none evaluated": (
        (),
        only("administrasi", blank(*CRITERIA)),
        ["Belum ada desa yang dinilai"],
        [" 0,00%"],
    ),
    "partly evaluated": (
        (2023,),
        only("administrasi", lambda rows: rows.iloc[:9]),
        ["Baru 9 dari 15 desa dinilai", "53,33%"],
        [],
    ),
    "four answered": ((), only(SURVEY, lambda rows: rows.iloc[:4]), ["Sebanyak 4 dari"], []),
    "one answered": ((), only(SURVEY, lambda rows: rows.iloc[:1]), ["terlalu sedikit"], ["hampir pasti"]),
    "all answer 4": (
        (),
        only(SURVEY, lambda rows: rows.assign(**dict.fromkeys(UNSUR, "4"))),
        ["100,00"],
        ["nan"],
    ),
    "target zero": (
        (),
        set_to(lambda v: v["target"].update(ikm=0, administrasi=0, idm=0)),
        ["Belum ada indikator yang dapat dibandingkan", "Tidak dapat dihitung"],
        ["Sangat Tinggi 0"],
    ),
    "no target": (
        (),
        set_to(lambda v: (v.pop("target"), v.pop("renstra"))),
        ["Target belum ditetapkan."],
        ["melewati"],
    ),
    "lone respondent of a service": (
        (),
        only(
            SURVEY, lambda rows: rows[(rows["layanan"] != "Dispensasi nikah") | ~rows["layanan"].duplicated()]
        ),
        ["kurang dari 5 responden dan tidak ditampilkan"],
        [],
    ),
    "one village": ((), all_villages(lambda rows: rows.iloc[:1]), ["Satu-satunya desa"], ["Semua 1 desa"]),
    "no village": (
        (),
        all_villages(lambda rows: rows.iloc[:0]),
        ["tidak ada desa yang dihitung"],
        ["100,00%"],
    ),
    "forty villages": ((), all_villages(forty), ["(35 dari 40 desa)", "Semua 40 desa"], []),
    "hostile names": ((), hostile_names, [HOSTILE], []),
    "long name": (
        (),
        only("kecamatan", lambda rows: rows.assign(nama="Kepulauan Tanimbar Selatan " + "a" * 33)),
        ["Kepulauan Tanimbar Selatan"],
        [],
    ),
    "regime break": (
        (2023,),
        lambda s: s.settings(lambda v: v["survei"].update(regime=2014), 2023),
        ["Tidak dibandingkan dengan 2023.", "tidak dibandingkan dengan tahun ini"],
        ["nyata naik"],
    ),
    "fourteen unsur": ((), fourteen_unsur, ["14 unsur", "KEP/25/M.PAN/2/2004"], []),
    "volunteers": (
        (),
        set_to(lambda v: v["survei"].update(cara="sukarela")),
        ["tidak acak"],
        ["hampir pasti"],
    ),
    "everyone asked": (
        (),
        everyone_asked,
        ["Semua 312 pengguna layanan", "tidak berinterval"],
        ["Responden dipilih"],
    ),
    "fall": (
        (2023,),
        only(SURVEY, lambda r: r.assign(**{u: r[u].replace({"4": "3", "3": "2"}) for u in UNSUR})),
        ["nyata turun", "penurunan ini nyata"],
        ["nyata naik"],
    ),
    "fourth indicator": ((), fourth_indicator, ["IKU 4", "Desa ber-Perdes"], []),
    "draft": ((), set_to(lambda v: v.update(status="draf")), ["Kecamatan Busungbiu"], []),
    "nothing told": (
        (),
        only(SURVEY, blank("jenis_kelamin", "usia", "pendidikan", "pekerjaan", "saran")),
        ["Tidak ada saran tertulis"],
        ["Perempuan"],
    ),
    "no plan": ((), lambda s: s.without("tindak_lanjut"), ["Rencana tindak lanjut belum diisi"], []),
    "users unknown": (
        (),
        lambda s: s.without("layanan"),
        ["Jumlah pengguna layanan tidak diketahui"],
        ["4.870"],
    ),
}


class Balance(HTMLParser):
    """Fails on an element that is not closed where it must be."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag not in ("br", "img", "wbr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag


@pytest.fixture
def situation(tmp_path: Path) -> Iterator[Situation]:
    return Situation(tmp_path).year(2024)  # type: ignore[return-value]


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_page_comes_and_says_what_is_so(name, situation):
    earlier, change, said, unsaid = SITUATIONS[name]
    for tahun in earlier:
        situation.year(tahun)
    change(situation)
    page = run(situation.folder)
    text = page.text()

    assert [words for words in said if words not in text] == []
    assert [
        words
        for words in [*unsaid, "nan", "None", "<NA>", "inf"]
        if re.search(rf"\b{re.escape(words)}\b", text)
    ] == []
    assert "<script" not in page.whole
    json.dumps(page.results, allow_nan=False)
    balance = Balance()
    balance.feed(page.whole)
    assert balance.open == []


def test_a_break_of_index_is_not_compared(situation):
    """From 2025 the statuses come from Indeks Desa: thresholds 79,63 and 69,35 (regulations.md C4)."""
    situation.year(2023)
    shutil.move(situation.folder / "2023", situation.folder / "2025")
    situation.settings(lambda values: values.update(tahun=2025, desa={"aturan": "indeks_desa"}), 2025)
    villages = pd.read_csv(situation.folder / "2025" / "idm.csv", dtype=str)["kode"]
    scores = pd.DataFrame({"kode": villages, "skor": "79.63", "status": "Mandiri"})
    scores.loc[0, ["skor", "status"]] = ["79.62", "Maju"]
    scores.to_csv(situation.folder / "2025" / "idm.csv", index=False)
    text = run(situation.folder, tahun=2025).text("ringkasan-kartu", "idm-isi")

    assert "tidak dapat dibandingkan langsung" in text
    assert "14 desa Mandiri dan 1 Maju" in text
    assert "Tidak dibandingkan dengan 2024." in text
    assert "naik status" not in text


@pytest.mark.parametrize("kecamatan", KECAMATAN)
def test_letter_and_figure_agree(kecamatan):
    """PermenPAN-RB 14/2017: A from 88,31, B from 76,61, C from 65,00, on the printed two decimals."""
    page = shipped(kecamatan)
    ikm = page.results["iku"]["ikm"]
    printed = float(number(ikm["realisasi"]).replace(",", "."))
    expected = "A" if printed >= 88.31 else "B" if printed >= 76.61 else "C" if printed >= 65 else "D"

    assert ikm["mutu"] == expected
    assert f"{number(ikm['realisasi'])} bermutu {expected} (" in page.text("ringkasan-kartu")


def test_two_runs_are_the_same_bytes():
    assert run(ROOT / "params").whole == shipped("busungbiu").whole


def test_a_wrong_kecamatan_is_answered_by_a_sentence():
    with pytest.raises(IkuError) as refusal:
        run(ROOT / "params", "busungbui")
    assert refusal.value._render_traceback_() == [str(refusal.value)]
    assert "maksud Anda busungbiu?" in str(refusal.value)


GOLDEN_PAGES = {
    "busungbiu-2024": ("busungbiu", 2024),  # a full year with two earlier ones, targets met and missed
    "busungbiu-2021": ("busungbiu", 2021),  # a first year
    "kubutambahan-2024": ("kubutambahan", 2024),  # some villages not evaluated
    "buleleng-2024": ("buleleng", 2024),  # kelurahan beside desa: two denominators
}


@pytest.mark.parametrize("name", GOLDEN_PAGES)
def test_text_of_chosen_pages_is_as_reviewed(name):
    """The words of four pages, read by a person (figures have tests of their own).

    After a wanted change: IKU_GOLDEN=1 pytest tests/test_chapters.py, and read the diff.
    """
    page = shipped(*GOLDEN_PAGES[name])
    words = {
        cell: plain(re.sub(r"<figure.*?</figure>", "", html, flags=re.DOTALL))
        for cell, html in page.html.items()
    }
    text = "".join(f"[{cell}]\n{told}\n\n" for cell, told in words.items() if told and cell != "asal-isi")
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("IKU_GOLDEN"):
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")
