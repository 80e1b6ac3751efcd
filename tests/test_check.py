"""iku check: everything that can be known before a run, as exact sentences, kecamatan told from shared."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iku_helpers.errors import RequestError
from iku_helpers.inputs.check import check, grouped, shared
from iku_helpers.inputs.warnings_survey import required_respondents

HEADER = "id,tanggal,layanan,jenis_kelamin,usia,pendidikan,pekerjaan,U1,U2,U3,U4,U5,U6,U7,U8,U9,saran\n"


def spoil(path, old: str, new: str) -> None:
    """Change a file once, at its first ``old``."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def told(params, **asked) -> list[tuple[str, str | None, str]]:
    """Severity, kecamatan and sentence of every problem but the shipped surveys' few respondents."""
    return [
        (problem.severity, problem.kecamatan, str(problem))
        for problem in check(params, **asked)
        if "Krejcie-Morgan" not in problem.message
    ]


def test_the_shipped_workbook_has_no_error_and_only_small_samples_to_warn_of(root):
    problems = check(root / "params")

    assert {problem.severity for problem in problems} == {"peringatan"}
    assert all("Krejcie-Morgan" in problem.message for problem in problems)
    assert {(2024, "busungbiu"), (2021, "busungbiu")} <= {(item.tahun, item.kecamatan) for item in problems}


def test_few_respondents_are_counted_against_the_published_table(root, shared_table):
    assert shared_table
    for population, needed in shared_table:
        assert required_respondents(population) == needed
    busungbiu = [str(problem) for problem in check(root / "params", 2024, "busungbiu")]
    assert busungbiu == [
        "params/2024/survei/busungbiu.csv: Responden 312, kurang dari 356 yang disarankan tabel "
        "Krejcie-Morgan "
        "untuk 4.870 pengguna. Laporan tetap dibuat; intervalnya lebih lebar."
    ]


@pytest.fixture
def shared_table(shared):
    lines = (shared / "data/golden/krejcie_morgan.csv").read_text("utf-8").splitlines()[1:]
    return [tuple(int(cell) for cell in line.split(",")[:2]) for line in lines]


CASES = [
    pytest.param(
        "2024/idm.csv", "5108032003,", "5108032099,",
        [
            ("peringatan", "busungbiu",
             "params/2024/idm.csv, kolom kode: Desa Bongancina (5108032003) tidak ada di tabel ini; "
             "statusnya "
             "tidak diketahui."),
            ("peringatan", "busungbiu",
             "params/2024/idm.csv, baris 38, kolom kode: Kode ini tidak ada di register desa.csv; baris "
             "ini tidak "
             "dipakai. Ditemukan: '5108032099'. Periksa kodenya atau tambahkan desanya ke register."),
        ],
        id="code not in the register",
    ),
    pytest.param(
        "2024/idm.csv", "5108032003,", "9908032003,",
        [
            ("peringatan", None,
             "params/2024/idm.csv, baris 38, kolom kode: Kode ini tidak ada di register desa.csv; baris "
             "ini tidak "
             "dipakai. Ditemukan: '9908032003'. Periksa kodenya atau tambahkan desanya ke register."),
            ("peringatan", "busungbiu",
             "params/2024/idm.csv, kolom kode: Desa Bongancina (5108032003) tidak ada di tabel ini; "
             "statusnya "
             "tidak diketahui."),
        ],
        id="code of nobody",
    ),
    pytest.param(
        "2024/idm.csv", "5108022021,", "5108021015,",
        [
            ("peringatan", "seririt",
             "params/2024/idm.csv, kolom kode: Desa Umeanyar (5108022021) tidak ada di tabel ini; "
             "statusnya tidak "
             "diketahui."),
            ("peringatan", "seririt",
             "params/2024/idm.csv, baris 35, kolom kode: Kelurahan Seririt punya baris di sini, padahal "
             "indeks desa "
             "menilai desa saja. Ditemukan: '5108021015'. Baris ini tidak ikut dihitung."),
        ],
        id="kelurahan with an IDM",
    ),
    pytest.param(
        "2024/layanan.csv", "banjar,Surat pindah,580", "banjar,Surat pindah,",
        [
            ("peringatan", "banjar",
             "params/2024/survei/banjar.csv, baris {banjar_pindah}, kolom layanan: Layanan 'Surat pindah' "
             "(40 responden) tidak punya jumlah pengguna di layanan.csv. Tanpa itu indeks dihitung tanpa "
             "menimbang "
             "banyaknya pengguna."),
        ],
        id="service without users",
    ),
    pytest.param(
        "2024/layanan.csv", "banjar,Surat pindah,580", "banjar,Surat pindahan,580",
        [
            ("peringatan", "banjar",
             "params/2024/survei/banjar.csv, baris {banjar_pindah}, kolom layanan: Layanan 'Surat pindah' "
             "(40 responden) tidak punya jumlah pengguna di layanan.csv; maksud Anda Surat pindahan? Tanpa "
             "itu "
             "indeks dihitung tanpa menimbang banyaknya pengguna."),
            ("peringatan", "banjar",
             "params/2024/survei/banjar.csv, kolom layanan: Layanan 'Surat pindahan' punya pengguna tetapi "
             "tidak "
             "ada respondennya; indeks tidak mewakilinya."),
        ],
        id="service under another name",
    ),
    pytest.param(
        "2024/survei/sawan.csv", "R002,", "R001,",
        [
            ("peringatan", "sawan",
             "params/2024/survei/sawan.csv, baris 3, kolom id: Nomor responden ini sudah dipakai di baris "
             "sebelumnya. Ditemukan: 'R001'."),
        ],
        id="id twice",
    ),
    pytest.param(
        "2024/tahun.yml", "    selesai: 2024-11-29", "    selesai: 2025-11-29", [], id="a longer period",
    ),
    pytest.param(
        "2024/tahun.yml", "target:\n  ikm: 84.0\n", "target:\n",
        [
            ("peringatan", None,
             "params/2024/tahun.yml: Target untuk 'ikm' belum diisi; capaiannya tidak dapat dihitung. Isi di "
             "'target'."),
        ],
        id="target missing",
    ),
    pytest.param(
        "2024/tahun.yml", "target:\n  ikm: 84.0\n", "target:\n  ikn: 84.0\n  ikm: 84.0\n",
        [
            ("galat", None,
             "params/2024/tahun.yml: Kunci 'target.ikn' bukan indikator di iku.yml; maksud Anda ikm? Yang "
             "boleh: "
             "ikm, administrasi, idm."),
        ],
        id="target of no indicator",
    ),
    pytest.param(
        "2024/tahun.yml", "  gerokgak:\n", "  gerokgk:\n",
        [
            ("galat", None,
             "params/2024/tahun.yml: Kunci 'kecamatan.gerokgk' bukan kecamatan di kecamatan.csv; maksud Anda "
             "gerokgak?"),
        ],
        id="override of no kecamatan",
    ),
    pytest.param(
        "2024/desa.csv", "Sepang,desa,busungbiu", "Sepang,desa,busungbui",
        [
            ("galat", "busungbiu",
             "params/2024/desa.csv, baris 37, kolom kecamatan: Kecamatan ini tidak ada di kecamatan.csv. "
             "Ditemukan: "
             "'busungbui'. Menurut kodenya desa ini milik busungbiu."),
        ],
        id="village of an unknown kecamatan",
    ),
    pytest.param(
        "2024/desa.csv", "Sepang,desa,busungbiu", "Sepang,kelurahan,busungbiu",
        [
            ("peringatan", "busungbiu",
             "params/2024/desa.csv, baris 37, kolom jenis: Menurut angka ketujuh kodenya ini desa. "
             "Ditemukan: "
             "'kelurahan'."),
            ("peringatan", "busungbiu",
             "params/2024/idm.csv, baris 36, kolom kode: Kelurahan Sepang punya baris di sini, padahal "
             "indeks desa "
             "menilai desa saja. Ditemukan: '5108032001'. Baris ini tidak ikut dihitung."),
        ],
        id="kind against code",
    ),
    pytest.param(
        "2024/tahun.yml", "      cara: sebagian  # dua desa belum dinilai", "      cara: sensus",
        [
            ("peringatan", "kubutambahan",
             "params/2024/administrasi.csv: 2 dari 13 belum dinilai ({unevaluated}), padahal "
             "administrasi.cara "
             "adalah sensus. Tulis administrasi.cara: sebagian, atau lengkapi penilaiannya."),
        ],
        id="census with gaps",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "expected"), CASES)
def test_each_trouble_has_its_sentence(params_copy, file, old, new, expected):
    spoil(params_copy / file, old, new)
    found = told(params_copy, tahun=2024)

    words = {"banjar_pindah": first_row_with(params_copy / "2024/survei/banjar.csv", ",Surat pindah,"),
             "unevaluated": ", ".join(unevaluated_names(params_copy))}  # fmt: skip
    assert found == [(severity, slug, text.format(**words)) for severity, slug, text in expected]


def first_row_with(path, words: str) -> int:
    lines = path.read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if words in line)


def unevaluated_names(params) -> list[str]:
    """Kubutambahan's villages whose verdicts are all empty."""
    empty = {
        line.split(",")[0]
        for line in (params / "2024/administrasi.csv").read_text("utf-8").splitlines()
        if line.startswith("510808") and line.endswith(",,,,,")
    }
    register = (params / "2024/desa.csv").read_text("utf-8").splitlines()
    return [line.split(",")[1] for line in register if line.split(",")[0] in empty]


def test_dates_outside_the_period_are_named_one_by_one(params_copy):
    spoil(params_copy / "2024/survei/sawan.csv", "R001,2024-", "R001,2023-")

    (problem,) = [item for item in check(params_copy, 2024, "sawan") if item.column == "tanggal"]

    assert problem.row == 2
    found = f"Ditemukan: '{problem.value}'. Yang boleh: 2024-06-03 sampai 2024-11-29."
    assert str(problem).endswith(f"di luar masa survei menurut tahun.yml. {found}")
    assert problem.severity == "peringatan"


def test_a_day_on_which_everybody_answers_alike_is_named(params_copy):
    rows = [f"{order},2024-06-0{3 + order % 2},Surat pindah,,,,,{'4,' * 9}\n" for order in range(10)]
    rows[1] = rows[1].replace("4,4,", "4,3,", 1)
    (params_copy / "2024/survei/sawan.csv").write_text(HEADER + "".join(rows), "utf-8")

    found = [
        text for _, _, text in told(params_copy, tahun=2024, kecamatan="sawan") if "setiap unsur" in text
    ]

    assert found == [
        "params/2024/survei/sawan.csv, baris 2, kolom tanggal: Semua 5 responden hari ini menjawab 4 untuk "
        "setiap "
        "unsur. Ditemukan: '2024-06-03'. Pastikan jawaban diisi sendiri oleh pengguna."
    ]


def test_respondents_without_any_answer_are_counted(params_copy):
    path = params_copy / "2024/survei/sawan.csv"
    path.write_text(path.read_text("utf-8") + f"X,2024-06-03,Surat pindah,,,,,{',' * 9}\n" * 2, "utf-8")

    found = [text for _, _, text in told(params_copy, tahun=2024) if "tidak menjawab" in text]

    assert found == [
        "params/2024/survei/sawan.csv, baris 237: 2 responden tidak menjawab satu unsur pun. Baris itu tetap "
        "dihitung sebagai sampel."
    ]


def test_a_table_without_a_stated_source_is_named(params_copy):
    path = params_copy / "2024/tahun.yml"
    text = path.read_text("utf-8")
    path.write_text(text[: text.index("sumber:")] + "sumber: {}\n", "utf-8")

    sentences = [text for _, _, text in told(params_copy, tahun=2024)]

    assert sum("belum ditulis di 'sumber'" in text for text in sentences) == 6 + 9
    assert any(text.startswith("params/2024/tahun.yml: Asal 'survei/banjar' belum") for text in sentences)


def test_a_survey_of_no_kecamatan_is_named(params_copy):
    (params_copy / "2024/survei/banjr.csv").write_text(HEADER, "utf-8")

    assert told(params_copy) == [
        ("peringatan", None,
         "params/2024/survei/banjr.csv: Berkas ini tidak dipakai: 'banjr' tidak ada di kecamatan.csv; "
         "maksud Anda "
         "banjar?"),
    ]  # fmt: skip


def test_a_missing_survey_and_missing_villages_are_warnings(params_copy):
    (params_copy / "2024/survei/sawan.csv").unlink()
    (params_copy / "2024/idm.csv").unlink()

    sentences = [text for _, _, text in told(params_copy, tahun=2024, kecamatan="sawan")]

    assert sentences == [
        "params/2024/survei/sawan.csv: Belum ada jawaban survei; Indeks Kepuasan Masyarakat tidak dapat "
        "dihitung.",
        "params/2024/idm.csv: Belum ada nilai satu desa pun; status desa tidak dapat dihitung.",
    ]


def test_an_error_of_one_kecamatan_is_told_from_a_shared_one(params_copy):
    spoil(params_copy / "2024/survei/sawan.csv", ",L,", ",pria,")
    assert [
        (item.kecamatan, item.tahun) for item in check(params_copy, 2024) if item.severity == "galat"
    ] == [("sawan", 2024)]
    assert shared(params_copy, 2024) == []

    spoil(params_copy / "2024/idm.csv", "kode,iks", "kode,ikss")
    errors = [item for item in check(params_copy, 2024) if item.severity == "galat"]
    assert {(item.kecamatan, item.tahun) for item in errors} == {(None, 2024)}
    assert "Kolom 'ikss' tidak dikenal; maksud Anda iks?" in str(errors[0])
    assert [str(item) for item in shared(params_copy, 2024)] == [str(item) for item in errors]


def test_errors_of_earlier_years_are_told_and_their_warnings_are_not(params_copy):
    spoil(params_copy / "2023/survei/sawan.csv", ",L,", ",pria,")
    spoil(params_copy / "2023/survei/banjar.csv", "R002,", "R001,")

    assert [(severity, slug) for severity, slug, _ in told(params_copy, tahun=2024)] == [("galat", "sawan")]
    assert len(told(params_copy, tahun=2023)) == 2


def test_one_kecamatan_is_checked_without_the_others(params_copy):
    spoil(params_copy / "2024/survei/sawan.csv", ",L,", ",pria,")

    assert told(params_copy, tahun=2024, kecamatan="banjar") == []
    assert len(told(params_copy, tahun=2024, kecamatan="sawan")) == 1


def test_a_broken_iku_yml_touches_every_year(params_copy):
    (params_copy / "iku.yml").write_text("indikator: []\n", "utf-8")

    problems = check(params_copy)

    assert {(item.file, item.tahun, item.kecamatan) for item in problems} == {("params/iku.yml", None, None)}


def test_a_wrong_request_is_refused(root):
    with pytest.raises(RequestError, match="maksud Anda busungbiu"):
        check(root / "params", kecamatan="busungbui")
    with pytest.raises(RequestError, match=r"^Tahun 2022 tidak ada"):
        check(root / "params", 2022)


def test_problems_are_grouped_by_the_report_they_touch_errors_first(params_copy):
    spoil(params_copy / "2024/survei/tejakula.csv", ",L,", ",pria,")
    (params_copy / "2021" / "tahun.yml").write_text("", "utf-8")
    lines = grouped(check(params_copy, 2024))

    heads = [line for line in lines if not line.startswith(" ") and line]
    assert heads[:3] == ["2021, semua kecamatan:", "2024, tejakula:", "2024, gerokgak:"]
    own = lines[lines.index("2024, tejakula:") + 1 :]
    assert own[0].startswith("  galat: params/2024/survei/tejakula.csv, baris ")
    assert own[1].startswith("  peringatan: params/2024/survei/tejakula.csv: Responden ")
    assert len([line for line in lines if line.startswith("  ")]) == len(check(params_copy, 2024))


@pytest.mark.parametrize(
    ("file", "kecamatan"),
    [
        ("iku.yml", None), ("2024/tahun.yml", None), ("2024/kecamatan.csv", None), ("2024/desa.csv", None),
        ("2024/idm.csv", None), ("2024/layanan.csv", None), ("2024/survei/banjar.csv", "banjar"),
    ],
)  # fmt: skip
def test_a_folder_where_a_file_belongs_is_named(params_copy, file, kecamatan):
    (params_copy / file).unlink()
    (params_copy / file).mkdir()

    errors = [found for found in told(params_copy, tahun=2024) if found[0] == "galat"]

    assert errors == [("galat", kecamatan, f"params/{file}: Ini folder, bukan berkas.")]


def test_a_year_that_lost_its_settings_is_not_passed_over(params_copy):
    (params_copy / "2024" / "tahun.yml").unlink()

    assert [str(item) for item in check(params_copy) if item.severity == "galat"] == [
        "params/2024/tahun.yml: Berkas ini tidak ada, jadi tahunnya tidak dikenal. "
        "Kembalikan berkas itu, atau pindahkan foldernya bila tahun ini tidak dipakai."
    ]
    with pytest.raises(RequestError, match=r"^params/2024/tahun.yml tidak ada, padahal foldernya ada"):
        check(params_copy, 2024)


def test_a_check_starts_without_the_heavy_libraries():
    code = "import sys, iku_helpers.inputs.check; print({'pandas', 'numpy'} & set(sys.modules))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"


FILES = [
    "iku.yml", "2024/tahun.yml", "2024/kecamatan.csv", "2024/desa.csv", "2024/idm.csv",
    "2024/administrasi.csv", "2024/layanan.csv", "2024/tindak_lanjut.csv", "2024/survei/sawan.csv",
]  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    file=st.sampled_from(FILES), at=st.integers(0, 400), noise=st.binary(max_size=12), cut=st.integers(0, 12)
)
def test_whatever_is_written_into_a_file_ends_in_problems_never_in_an_exception(
    params_copy, file, at, noise, cut
):
    path = params_copy / file
    whole = path.read_bytes()
    try:
        path.write_bytes(whole[:at] + noise + whole[at + cut :])
        problems = check(params_copy, 2024)
    finally:
        path.write_bytes(whole)

    assert all(problem.file.startswith("params/") and problem.message for problem in problems)
