"""Nothing is overwritten unseen: what is said, written, left alone; layouts kept for the next year."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest
import yaml

from iku_helpers.errors import InputError, RequestError
from iku_helpers.inputs.importing import import_table, writing
from iku_helpers.inputs.importing.provenance import with_source
from iku_helpers.inputs.workbook import Workbook

TODAY = dt.date(2024, 12, 31)
CORPUS = Path(__file__).resolve().parent / "bad_inputs"
SURVEY = CORPUS / "titik_koma.csv"


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def imported(params: Path, replace: bool = False, **options: object):
    return import_table("survei", SURVEY, 2024, "busungbiu", params, replace=replace, today=TODAY, **options)


def test_without_replace_an_existing_table_stays_and_the_change_is_told(params_copy):
    before = files(params_copy)
    report = imported(params_copy)
    assert (report.changed, report.written, report.exit_status) == (True, [], 1)
    assert files(params_copy) == before
    assert "Belum ada yang ditulis; jalankan lagi dengan --replace" in report.text()
    rows = len(before["2024/survei/busungbiu.csv"].splitlines()) - 1
    assert f"3 baris; 3 baru dan {rows} hilang." in report.text()


def test_replace_writes_the_table_and_its_source_and_nothing_else(params_copy):
    before = files(params_copy)
    report = imported(params_copy, replace=True)
    after = files(params_copy)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"2024/survei/busungbiu.csv", "2024/tahun.yml"}
    assert sorted(report.written) == ["params/2024/survei/busungbiu.csv", "params/2024/tahun.yml"]
    source = yaml.safe_load(after["2024/tahun.yml"])["sumber"]["survei/busungbiu"]
    assert source == {
        "judul": "titik_koma.csv", "penerbit": "belum dicatat", "tanggal": TODAY,
        "sha256": hashlib.sha256(SURVEY.read_bytes()).hexdigest(), "contoh": False,
    }  # fmt: skip


def test_the_rest_of_the_settings_keeps_its_text(params_copy):
    before = (params_copy / "2024" / "tahun.yml").read_text("utf-8").splitlines()
    imported(params_copy, replace=True)
    after = (params_copy / "2024" / "tahun.yml").read_text("utf-8").splitlines()
    start = after.index("  survei/busungbiu:")
    end = next((at for at in range(start + 1, len(after)) if not after[at].startswith("    ")), len(after))
    assert after[:start] + after[end:] == before
    Workbook.open(2024, "busungbiu", params_copy)


def test_the_second_time_nothing_changes(params_copy):
    imported(params_copy, replace=True)
    before = files(params_copy)
    again = import_table(
        "survei", SURVEY, 2024, "busungbiu", params_copy, replace=True, today=dt.date(2025, 1, 9)
    )
    assert (again.changed, again.written, again.exit_status) == (False, [], 0)
    assert again.text().endswith("Tidak ada yang berubah.")
    assert files(params_copy) == before


def test_a_table_that_is_not_there_is_written_without_replace(params_copy):
    (params_copy / "2024" / "survei" / "busungbiu.csv").unlink()
    report = imported(params_copy)
    assert report.exit_status == 0
    assert "params/2024/survei/busungbiu.csv" in report.written


def test_a_kecamatans_sheet_replaces_its_own_villages_alone(params_copy):
    path = params_copy / "2024" / "administrasi.csv"
    others = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("510803")]
    report = import_table(
        "administrasi", CORPUS / "desa_kode_bertitik.csv", 2024, "busungbiu", params_copy,
        replace=True, today=TODAY,
    )  # fmt: skip
    lines = path.read_text("utf-8").splitlines()
    assert [line for line in lines if not line.startswith("510803")] == others
    assert [line for line in lines if line.startswith("510803")] == [
        "5108032001,ya,2024-03-18,ya,tidak,",
        "5108032002,ya,2024-04-02,tidak,ya,terlambat",
        "5108032003,,,,,",
    ]
    assert lines[1:] == sorted(lines[1:])
    assert "12 hilang" in report.text()
    sources = yaml.safe_load((params_copy / "2024" / "tahun.yml").read_text("utf-8"))["sumber"]
    assert (sources["administrasi"]["contoh"], sources["administrasi/busungbiu"]["contoh"]) == (True, False)
    assert "administrasi" not in Workbook.open(2024, "busungbiu", params_copy).contoh
    assert "administrasi" in Workbook.open(2024, "banjar", params_copy).contoh


@pytest.mark.parametrize("nth", [1, 2])
def test_a_write_that_fails_leaves_everything_as_it_was(params_copy, monkeypatch, nth):
    before, real, calls = files(params_copy), Path.replace, []

    def failing(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == nth:
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    report = imported(params_copy, replace=True)
    monkeypatch.undo()
    assert report.exit_status == 2
    assert "Tidak dapat ditulis" in str(report.problems[0])
    assert files(params_copy) == before


def test_staging_that_fails_leaves_no_trace(tmp_path, monkeypatch):
    def failing(_: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(writing.os, "fsync", failing)
    with pytest.raises(InputError, match="Tidak dapat ditulis"):
        writing.write_all({tmp_path / "a.csv": b"x\n"})
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []


def test_a_proposed_layout_is_written_and_reads_the_same_sheet_again(params_copy, tmp_path):
    layout = tmp_path / "tata-letak.yml"
    first = imported(params_copy, replace=True, layout=layout)
    assert first.layout_written == "tata-letak.yml"
    written = yaml.safe_load(layout.read_text("utf-8"))
    assert written["kolom"]["Umur"] == "usia"
    second = imported(params_copy, replace=True, layout=layout)
    assert (second.problems, second.changed, second.layout_written) == ([], False, None)
    assert {column.why for column in second.columns} == {"menurut tata letak"}


def test_a_layout_may_say_where_the_sheet_is_from(params_copy, tmp_path):
    layout = tmp_path / "tata-letak.yml"
    layout.write_text(
        "sumber: {judul: Survei triwulan II, penerbit: Kecamatan Busungbiu, tanggal: 2024-07-01}\n", "utf-8"
    )
    imported(params_copy, replace=True, layout=layout)
    source = Workbook.open(2024, "busungbiu", params_copy).settings.source("survei", "busungbiu")
    assert source is not None
    assert (source.judul, source.penerbit, source.tanggal) == (
        "Survei triwulan II", "Kecamatan Busungbiu", dt.date(2024, 7, 1),
    )  # fmt: skip


def test_a_workbooks_own_date_and_sheet_are_recorded(params_copy):
    file = CORPUS / "lembar_biasa.xlsx"
    import_table("survei", file, 2024, "busungbiu", params_copy, replace=True, today=TODAY)
    source = Workbook.open(2024, "busungbiu", params_copy).settings.source("survei", "busungbiu")
    assert source is not None
    assert (source.lembar, source.tanggal) == ("Isian", dt.date(2024, 12, 2))


EMPTY = "a: 1\n\nsumber:\n  idm:\n    judul: Baru\n"
WIDE = "sumber:\n    desa:\n        judul: Lama\n"
SOURCES = [
    pytest.param("a: 1\n", EMPTY, id="no sumber yet"),
    pytest.param("sumber:\na: 1\n", EMPTY, id="sumber without content"),
    pytest.param("sumber: {}\na: 1  # b\n", "sumber:\n  idm:\n    judul: Baru\na: 1  # b\n", id="inline"),
    pytest.param(
        "sumber:\n  idm:\n    judul: Lama\n    penerbit: X\n\n# catatan\na: 1\n",
        "sumber:\n  idm:\n    judul: Baru\n\n# catatan\na: 1\n",
        id="replaced, the comment after it stays",
    ),
    pytest.param(WIDE, WIDE + "    idm:\n      judul: Baru\n", id="another indentation"),
]


@pytest.mark.parametrize(("text", "after"), SOURCES)
def test_only_the_sources_entry_changes(text, after):
    assert with_source(text, "idm", {"judul": "Baru"}) == after


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"kind": "survey"}, "Tabel 'survey' tidak dikenal; maksud Anda survei?"),
        ({"tahun": 2031}, "Tahun 2031 tidak ada di params/"),
        ({"kecamatan": "busungbui"}, "maksud Anda busungbiu?"),
    ],
)
def test_a_wrong_request_is_refused_before_anything_is_read(params_copy, asked, sentence):
    request = {"kind": "survei", "file": "tidak-ada.csv", "tahun": 2024, "kecamatan": "busungbiu"} | asked
    with pytest.raises(RequestError) as refusal:
        import_table(**request, params_dir=params_copy)
    assert sentence in str(refusal.value)
