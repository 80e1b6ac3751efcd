"""Whatever is handed over, the import ends with a result or a sentence, and never with half a file."""

from __future__ import annotations

import csv
import datetime as dt
import io
import shutil
import tempfile
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from iku_helpers.inputs.importing import import_table
from iku_helpers.inputs.importing.writing import csv_bytes
from iku_helpers.inputs.layouts import KINDS
from iku_helpers.inputs.records import parsed
from iku_helpers.inputs.schemas import survey

TODAY = dt.date(2024, 12, 31)
QUIET = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
HEADS = [
    "No", "Tanggal", "Jenis Layanan", "Umur", "Jenis Kelamin", "Saran", "Nama",
    *(f"U{number}" for number in range(1, 10)), "NIK", "Kecamatan", "Tahun",
    "Kode Desa", "Nama Desa", "Status", "IKS", "IKE", "IKL", "IDM",
    "Perdes LPJ", "Tanggal LPJ diterima", "Lampiran lengkap", "Publikasi", "Keterangan", "soal", "jawaban",
]  # fmt: skip
PRINTED = st.characters(codec="utf-8", exclude_characters="\x00")
CELLS = st.one_of(
    st.sampled_from(
        ["", "1", "2", "3", "4", "5", "a", "d", "-", "Sesuai", "Sangat sesuai", "1. Sangat puas",
         "03/06/2024", "2024-06-03", "45446", "0000-00-00", "5108032001", "51.08.03.2001", "Sepang",
         "Busungbiu", "ya", "tidak", "0,8457", "MAJU", "081234567890", "rai@contoh.id", "Jumlah", "L", "U1"]
    ),
    st.text(max_size=12),
)  # fmt: skip


@pytest.fixture(scope="module")
def registers(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """params/ with the registers of 2024 and no table; nothing is ever written into it."""
    params = tmp_path_factory.mktemp("daftar") / "params"
    (params / "2024").mkdir(parents=True)
    shutil.copy(root / "params" / "iku.yml", params)
    for name in ("tahun.yml", "kecamatan.csv", "desa.csv", "layanan.csv"):
        shutil.copy(root / "params" / "2024" / name, params / "2024")
    return params


def ends_well(params: Path, content: bytes, name: str, kind: str) -> None:
    """Import ``content`` into a copy of ``params``: all of a readable table, or nothing and a sentence."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(params, Path(folder) / "params"))
        file = Path(folder) / name
        file.write_bytes(content)
        before = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
        report = import_table(kind, file, 2024, "busungbiu", copy, today=TODAY)
        after = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
        assert report.text()
        if report.refused:
            assert after == before
            assert all(str(problem) for problem in report.problems)
        else:
            assert set(before) < set(after) or after == before
            for path in set(after) - set(before):
                assert path.read_bytes().endswith(b"\n")
                assert import_table(kind, file, 2024, "busungbiu", copy, today=TODAY).changed is False


@QUIET
@given(content=st.binary(max_size=400), name=st.sampled_from(["a.csv", "a.xlsx", "a.xls", "a.gz", "a.ods"]))
@example(content=b"\x1f\x8b\x08\x00" + bytes(20), name="a.gz")
@example(content=b"PK\x03\x04" + bytes(40), name="a.xlsx")
@example(content=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), name="a.xls")
@example(content=b"PAR1" + bytes(40) + b"PAR1", name="a.parquet")
@example(content=b"\xff\xfe\x00", name="a.csv")
def test_any_bytes(registers, content, name):
    ends_well(registers, content, name, "survei")


@QUIET
@given(
    head=st.lists(st.sampled_from(HEADS), min_size=1, max_size=16),
    rows=st.lists(st.lists(CELLS, min_size=1, max_size=16), max_size=8),
    separator=st.sampled_from(",;\t"),
    kind=st.sampled_from(KINDS),
)
def test_any_table_of_text(registers, head, rows, separator, kind):
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator).writerows([head, *rows])
    ends_well(registers, stream.getvalue().encode("utf-8", "replace"), "a.csv", kind)


@QUIET
@given(
    cells=st.lists(st.lists(CELLS, min_size=16, max_size=16), min_size=1, max_size=6), cut=st.integers(0, 100)
)
def test_a_whole_header_with_any_cells_and_a_cut_end(registers, cells, cut):
    head = [
        "No",
        "Tanggal",
        "Jenis Layanan",
        "Umur",
        "Jenis Kelamin",
        "Saran",
        "Nama",
        *(f"U{n}" for n in range(1, 10)),
    ]
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([head, *cells])
    content = stream.getvalue().encode("utf-8", "replace")
    ends_well(registers, content[: len(content) - cut], "a.csv", "survei")


TYPED = st.one_of(
    CELLS, st.booleans(), st.floats(allow_nan=False, allow_infinity=False), st.integers(-10, 10**16),
    st.dates(dt.date(1900, 3, 1), dt.date(2100, 1, 1)), st.sampled_from(["#REF!", "#N/A", "=1/0", None]),
)  # fmt: skip


def workbook_of(rows: list[list[object]], merge: tuple[int, int, int, int]) -> bytes:
    """Typed cells as a workbook, one area of it merged, failed formulas where the text is one."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    page = book.add_worksheet("Isian")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, dt.date):
                page.write_datetime(at, place, dt.datetime.combine(cell, dt.time.min), day)
            elif isinstance(cell, str) and cell.startswith("#"):
                page.write_formula(at, place, "=A1", None, cell)
            elif isinstance(cell, str):
                page.write_string(at, place, cell)
            elif cell is not None:
                page.write(at, place, cell)
    top, left, height, width = merge
    if height + width:
        page.merge_range(top, left, top + height, left + width, "REKAP")
    book.close()
    return stream.getvalue()


@QUIET
@given(
    head=st.lists(st.sampled_from(HEADS), min_size=4, max_size=16, unique=True),
    rows=st.lists(st.lists(TYPED, min_size=1, max_size=16), max_size=6),
    above=st.integers(0, 3),
    merge=st.tuples(*[st.integers(0, 4)] * 4),
    kind=st.sampled_from(KINDS),
)
def test_any_workbook_of_typed_cells(registers, head, rows, above, merge, kind):
    ends_well(registers, workbook_of([*[[]] * above, head, *rows], merge), "a.xlsx", kind)


@QUIET
@given(st.lists(st.lists(st.text(PRINTED, max_size=8), min_size=17, max_size=17), max_size=6))
def test_written_csv_reads_back_cell_for_cell(rows):
    names = survey(tuple(f"U{number}" for number in range(1, 10))).names
    frame = pd.DataFrame(rows, columns=names, dtype="str")
    lines = list(csv.reader(io.StringIO(csv_bytes(frame).decode("utf-8"), newline="")))
    assert lines == [names, *rows]


def test_written_csv_is_what_the_reports_read():
    schema = survey(("U1", "U2"))
    row = ["R1", "2024-06-03", 'Surat "pindah", datang', "L", "34", "", "", "3", "4", "antre, lama"]
    frame = pd.DataFrame([row], columns=schema.names, dtype="str")
    found = parsed(csv_bytes(frame).decode("utf-8"), schema, "survei.csv")
    assert [cells[0] for cells in found.columns.values()] == row
