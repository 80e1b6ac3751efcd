"""Slices: a report sees its own kecamatan and years, and nothing else moves its digest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iku_helpers.errors import InputError, RequestError
from iku_helpers.inputs.raw_years import raw_rows
from iku_helpers.inputs.slices import Slicer, write_slice
from iku_helpers.inputs.workbook import Workbook


def spoil(path, old: str, new: str) -> None:
    """Change a file once, at its first ``old``."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(("tahun", "slug"), [(2024, "busungbiu"), (2024, "buleleng"), (2023, "sukasada")])
def test_a_slice_opens_as_the_whole_does(root, tmp_path, tahun, slug):
    folder = write_slice(root / "params", tahun, slug, tmp_path / "staged")

    whole, cut = (Workbook.open(tahun, slug, params) for params in (root / "params", folder))

    assert cut.villages.equals(whole.villages)
    assert cut.survey.respondents.equals(whole.survey.respondents)
    assert cut.targets.equals(whole.targets)
    assert cut.follow_up.equals(whole.follow_up)
    assert cut.settings.survei == whole.settings.survei
    assert cut.settings.administrasi == whole.settings.administrasi
    assert cut.years == whole.years
    assert cut.contoh == whole.contoh


def test_a_slice_holds_no_other_kecamatan(root, tmp_path):
    folder = write_slice(root / "params", 2024, "busungbiu", tmp_path / "staged")

    assert sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*.csv") if "survei" in path.parts
    ) == [f"{tahun}/survei/busungbiu.csv" for tahun in (2021, 2023, 2024)]
    whole = "\n".join(path.read_text("utf-8") for path in folder.rglob("*") if path.is_file())
    assert "gerokgak" not in whole
    assert "51080" + "2" not in whole


def test_rows_keep_their_bytes(root, tmp_path):
    folder = write_slice(root / "params", 2024, "banjar", tmp_path / "staged")

    for name in ("2024/desa.csv", "2024/idm.csv", "2024/administrasi.csv", "2023/layanan.csv"):
        shipped = (root / "params" / name).read_bytes().splitlines(keepends=True)
        assert set((folder / name).read_bytes().splitlines(keepends=True)) <= set(shipped)
    survey = "2024/survei/banjar.csv"
    assert (folder / survey).read_bytes() == (root / "params" / survey).read_bytes()


def test_slices_together_hold_every_row_once(root, tmp_path):
    slicer = Slicer(root / "params")
    rows = []
    for slug in {path.stem for path in (root / "params/2024/survei").iterdir()}:
        folder = slicer.write_slice(tmp_path / slug, 2024, slug, years=[2024])
        rows += (folder / "2024/administrasi.csv").read_bytes().splitlines()[1:]

    assert sorted(rows) == sorted((root / "params/2024/administrasi.csv").read_bytes().splitlines()[1:])


def test_several_kecamatan_share_a_slice_in_the_order_of_the_file(root, tmp_path):
    slugs = tuple(path.stem for path in (root / "params/2024/survei").iterdir())
    folder = write_slice(root / "params", 2024, slugs, tmp_path / "staged", years=[2024])

    for table in ("kecamatan", "desa", "idm", "administrasi", "layanan", "tindak_lanjut"):
        assert (folder / f"2024/{table}.csv").read_bytes() == (root / f"params/2024/{table}.csv").read_bytes()
    assert len(Workbook.kabupaten_year(2024, "51.08", folder)) == 9


OTHERS = [
    ("2024/survei/sawan.csv", "R001,", "R999,"),
    ("2024/idm.csv", "5108072001,", "5108072099,"),
    ("2024/layanan.csv", "sawan,Surat pindah,", "sawan,Surat pindah,1"),
    ("2024/tahun.yml", "      ikm: 82.0", "      ikm: 81.0"),
    ("2023/administrasi.csv", "5108072001,ya", "5108072001,tidak"),
    ("2024/tahun.yml", "# Arti tiap kunci", "# Catatan lain"),
]
OWN = [
    ("2024/survei/busungbiu.csv", "R001,", "R999,", "params/2024/survei/busungbiu.csv"),
    ("2024/idm.csv", "5108032001,0.8457", "5108032001,0.8458", "params/2024/idm.csv"),
    ("2024/tahun.yml", "target:\n  ikm: 84.0", "target:\n  ikm: 84.5", "params/2024/tahun.yml"),
    ("2021/kecamatan.csv", "Gede", "I Gede", "params/2021/kecamatan.csv"),
    ("iku.yml", "Meningkatnya", "Naiknya", "params/iku.yml"),
]


@pytest.mark.parametrize(("file", "old", "new"), OTHERS)
def test_another_kecamatans_change_leaves_the_digest(params_copy, file, old, new):
    before = Slicer(params_copy).digest(2024, "busungbiu")
    spoil(params_copy / file, old, new)

    assert Slicer(params_copy).digest(2024, "busungbiu") == before


@pytest.mark.parametrize(("file", "old", "new", "moved"), OWN)
def test_a_change_of_its_own_moves_the_digest_and_names_the_file(params_copy, file, old, new, moved):
    before, parts = (
        Slicer(params_copy).digest(2024, "busungbiu"),
        Slicer(params_copy).digests(2024, "busungbiu"),
    )
    spoil(params_copy / file, old, new)
    after = Slicer(params_copy)

    assert after.digest(2024, "busungbiu") != before
    now = after.digests(2024, "busungbiu")
    assert [name for name in parts if parts[name] != now[name]] == [moved]


def test_a_slice_of_a_slice_is_the_same_slice(root, tmp_path):
    folder = write_slice(root / "params", 2024, "seririt", tmp_path / "once")

    assert Slicer(folder).digest(2024, "seririt") == Slicer(root / "params").digest(2024, "seririt")
    again = write_slice(folder, 2024, "seririt", tmp_path / "twice")
    assert {
        path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*") if path.is_file()
    } == {path.relative_to(again): path.read_bytes() for path in again.rglob("*.*") if path.is_file()}


def test_a_row_that_is_wrong_itself_is_passed_on_to_its_report(params_copy, tmp_path):
    spoil(params_copy / "2024/idm.csv", "5108032001,0.8457", "5108032001,84.57")

    folder = write_slice(params_copy, 2024, "busungbiu", tmp_path / "staged")

    with pytest.raises(InputError, match=r"kolom iks: .* Ditemukan: '84\.57'"):
        Workbook.open(2024, "busungbiu", folder)


def test_a_shared_file_that_cannot_be_read_is_refused(params_copy, tmp_path):
    spoil(params_copy / "2024/idm.csv", "kode,", "kodde,")

    with pytest.raises(
        InputError, match=r"params/2024/idm\.csv, baris 1, kolom kode: Kolom 'kode' tidak ada\."
    ):
        write_slice(params_copy, 2024, "busungbiu", tmp_path / "staged")


def test_an_unknown_kecamatan_is_refused(root, tmp_path):
    with pytest.raises(RequestError, match="maksud Anda busungbiu"):
        write_slice(root / "params", 2024, "busungbui", tmp_path / "staged")


CELL = st.text(alphabet='ab,"\n\r x', max_size=6)


def quoted(row: list[str]) -> str:
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n"


@given(rows=st.lists(st.lists(CELL, min_size=2, max_size=3), min_size=1, max_size=5))
def test_records_are_cut_where_a_row_ends_not_where_a_cell_breaks(rows):
    content = "".join(map(quoted, rows)).encode()

    filled = [quoted(row).encode() for row in rows if any(map(str.strip, row))]
    assert [row.content for row in raw_rows(content, "x.csv")] == filled


@given(content=st.binary(max_size=60))
def test_any_bytes_are_cut_or_refused_and_no_byte_is_changed(content):
    try:
        rows = raw_rows(content, "x.csv")
    except InputError:
        rows = []

    assert all(row.content.rstrip(b"\n") in content for row in rows)


def test_a_source_of_one_kecamatan_goes_with_its_slice_alone(params_copy, tmp_path):
    own = "sumber:\n  idm/sawan:\n    judul: Rilis kedua\n    penerbit: Dinas\n    contoh: false\n"
    spoil(params_copy / "2024/tahun.yml", "sumber:\n", own)
    slicer = Slicer(params_copy)

    sawan, banjar = (slicer.write_slice(tmp_path / slug, 2024, slug) for slug in ("sawan", "banjar"))

    assert Workbook.open(2024, "sawan", sawan).settings.source("idm", "sawan").judul == "Rilis kedua"
    assert "Rilis kedua" not in (banjar / "2024/tahun.yml").read_text("utf-8")
