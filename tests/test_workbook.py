"""Workbook.open: one kecamatan's year whole, and what it refuses."""

from __future__ import annotations

import csv
import hashlib

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iku_helpers.errors import IkuError, InputError, RequestError
from iku_helpers.inputs.workbook import Workbook

FILES = [
    "iku.yml", "2024/tahun.yml", "2024/kecamatan.csv", "2024/desa.csv", "2024/idm.csv",
    "2024/administrasi.csv", "2024/layanan.csv", "2024/tindak_lanjut.csv", "2024/survei/busungbiu.csv",
]  # fmt: skip


@pytest.fixture(scope="module")
def busungbiu(root):
    return Workbook.open(2024, "busungbiu", root / "params")


def spoil(path, old: str, new: str) -> None:
    """Change a file once, at its first ``old``."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_it_knows_the_kecamatan_and_its_kabupaten(busungbiu):
    kecamatan = busungbiu.kecamatan

    assert (kecamatan.slug, kecamatan.kode, kecamatan.nama) == ("busungbiu", "51.08.03", "Busungbiu")
    assert (kecamatan.camat, kecamatan.nip, kecamatan.jabatan) == (None, None, "Camat Busungbiu")
    assert (busungbiu.kabupaten.kode, busungbiu.kabupaten.nama) == ("51.08", "Buleleng")
    assert not busungbiu.draft


def test_the_camat_of_2021_stands_in_one_spelling_in_one_place(root):
    assert (
        Workbook.open(2021, "busungbiu", root / "params").kecamatan.camat == "Gede Putra Aryana, S.Sos., MAP"
    )
    holders = [
        path for path in (root / "params").rglob("*") if path.is_file() and b"Aryana" in path.read_bytes()
    ]
    assert [path.relative_to(root).as_posix() for path in holders] == ["params/2021/kecamatan.csv"]


def test_targets_stand_by_indicator_with_the_renstra_beside(busungbiu):
    assert busungbiu.targets.index.tolist() == [item.kunci for item in busungbiu.indicators]
    assert busungbiu.targets.loc["ikm"].to_dict() == {"target": 84.0, "renstra": 86.0}
    assert busungbiu.settings.tahun_renstra == 2026


def test_an_override_of_the_file_reaches_its_kecamatan(root):
    buleleng = Workbook.open(2024, "buleleng", root / "params")

    assert buleleng.targets.loc["ikm"].to_dict() == {"target": 87.0, "renstra": 89.0}
    assert buleleng.targets.loc["idm", "target"] == 95.0


def test_villages_carry_register_index_and_evaluation(busungbiu):
    villages = busungbiu.villages

    assert villages.index.name == "kode"
    assert list(villages.columns) == [
        "nama", "jenis", "iks", "ike", "ikl", "idm", "status_terbit",
        "perdes_lpj", "diterima", "lampiran_lengkap", "publikasi", "keterangan",
    ]  # fmt: skip
    assert len(villages) == 15
    # Facts of the ministry's table for 2024: Sepang and Telaga.
    assert villages.loc["5108032001", ["iks", "ike", "ikl", "idm"]].tolist() == [
        0.8457,
        0.5833,
        0.9333,
        0.7875,
    ]
    assert villages.loc["5108032005", "status_terbit"] == "Mandiri"


def test_what_was_not_evaluated_is_missing_not_failed(root):
    kubutambahan = Workbook.open(2024, "kubutambahan", root / "params").villages
    verdicts = kubutambahan[["perdes_lpj", "diterima", "lampiran_lengkap", "publikasi"]]

    assert verdicts.isna().all(axis=1).sum() == 2
    assert kubutambahan["perdes_lpj"].dropna().isin(["ya", "tidak"]).all()


def test_the_survey_is_the_file_as_it_stands(root, busungbiu):
    with (root / "params/2024/survei/busungbiu.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    respondents = busungbiu.survey.respondents

    assert len(respondents) == len(rows)
    for unsur in busungbiu.survey.unsur:
        given = ["" if pd.isna(score) else str(int(score)) for score in respondents[unsur]]
        assert given == [row[unsur] for row in rows]


def test_each_respondent_stands_for_the_users_of_its_service(busungbiu):
    survey = busungbiu.survey

    assert survey.design == {"strata": "layanan", "population": "pengguna"}
    assert survey.users.sum() == 4870
    pairs = survey.respondents.groupby("layanan")["pengguna"].unique()
    assert {name: users.tolist() for name, users in pairs.items()} == {
        name: [users] for name, users in survey.users.items()
    }


def test_unsur_carry_their_meaning(busungbiu):
    assert busungbiu.survey.unsur == [f"U{order}" for order in range(1, 10)]
    assert busungbiu.survey.unsur_keys["U8"] == "pengaduan"
    assert busungbiu.survey.unsur_names["U9"] == "Sarana dan prasarana"


def test_a_service_without_users_leaves_the_whole_sample_unweighted(params_copy):
    spoil(params_copy / "2024/layanan.csv", "busungbiu,Surat pindah,420\n", "busungbiu,Surat pindah,\n")

    survey = Workbook.open(2024, "busungbiu", params_copy).survey

    assert survey.design == {"strata": "layanan"}
    assert survey.respondents.loc[survey.respondents["layanan"] == "Surat pindah", "pengguna"].isna().all()


def test_a_sample_without_strata_stands_for_all_users(params_copy):
    spoil(params_copy / "2024/tahun.yml", "  strata: layanan", "  strata: null")

    survey = Workbook.open(2024, "busungbiu", params_copy).survey

    assert survey.design == {"population": "pengguna_semua"}
    assert (survey.respondents["pengguna_semua"] == 4870).all()


def test_an_unsur_of_several_items_is_their_mean_and_keeps_its_meaning(params_copy):
    spoil(
        params_copy / "2024/tahun.yml",
        "  strata: layanan\n",
        "  strata: layanan\n  unsur:\n"
        "    - {kode: U1, kunci: sarana, nama: Sarana, butir: [a, b]}\n"
        "    - {kode: U2, kunci: waktu, nama: Waktu}\n",
    )
    (params_copy / "2024/survei/busungbiu.csv").write_text(
        "id,tanggal,layanan,jenis_kelamin,usia,pendidikan,pekerjaan,a,b,U2,saran\n"
        "1,,Surat pindah,,,,,3,4,2,\n2,,Surat pindah,,,,,,1,4,\n",
        "utf-8",
    )

    survey = Workbook.open(2024, "busungbiu", params_copy).survey

    assert survey.respondents["U1"].tolist() == [3.5, 1.0]
    assert (survey.unsur, survey.unsur_keys) == (["U1", "U2"], {"U1": "sarana", "U2": "waktu"})


@pytest.mark.parametrize("content", [None, "header"])
def test_a_year_without_survey_opens_without_one(params_copy, content):
    path = params_copy / "2024/survei/busungbiu.csv"
    header = path.read_text("utf-8").splitlines(keepends=True)[0]
    path.unlink()
    if content:
        path.write_text(header, "utf-8")

    assert Workbook.open(2024, "busungbiu", params_copy).survey is None


def test_a_year_without_evaluation_opens_with_missing_verdicts(params_copy):
    (params_copy / "2024/administrasi.csv").unlink()
    (params_copy / "2024/tindak_lanjut.csv").unlink()

    workbook = Workbook.open(2024, "busungbiu", params_copy)

    assert workbook.villages[["perdes_lpj", "diterima"]].isna().all().all()
    assert len(workbook.villages) == 15
    assert len(workbook.follow_up) == 0


def test_the_indeks_desa_of_2025_is_read_by_its_own_columns(params_copy):
    spoil(params_copy / "2024/tahun.yml", "aturan: idm", "aturan: indeks_desa")
    (params_copy / "2024/idm.csv").write_text("kode,skor,status,sosial\n5108032001,69.35,Maju,70\n", "utf-8")

    villages = Workbook.open(2024, "busungbiu", params_copy).villages

    assert villages.loc["5108032001", ["skor", "status_terbit", "sosial"]].tolist() == [69.35, "Maju", 70.0]
    assert "idm" not in villages


def test_a_fourth_indicator_of_a_known_kind_needs_iku_yml_and_its_column_alone(params_copy):
    path = params_copy / "iku.yml"
    fourth = """
  - kunci: profil
    nomor: 4
    nama: Persentase desa dengan profil desa mutakhir
    nama_pendek: Profil desa
    sasaran: Tersedianya data desa
    penjelasan: Desa yang memperbarui profilnya dibagi semua desa.
    sumber_data: Hasil evaluasi
    penanggung_jawab: Camat
    tingkat: keluaran
    satuan: persen
    arah: positif
    hitung:
      jenis: persentase_desa
      penyebut: desa
      kriteria:
        - {nama: Profil mutakhir, kolom: profil_desa, nilai: [ya]}
"""
    path.write_text(path.read_text("utf-8") + fourth, "utf-8")
    table = params_copy / "2024/administrasi.csv"
    header, *rows = table.read_text("utf-8").splitlines()
    table.write_text("\n".join([f"{header},profil_desa", *(f"{row},ya" for row in rows)]) + "\n", "utf-8")

    workbook = Workbook.open(2024, "busungbiu", params_copy)

    assert (workbook.villages["profil_desa"] == "ya").all()
    assert workbook.indicators[3].counting.criteria[0].column == "profil_desa"
    assert workbook.previous.villages["profil_desa"].isna().all()
    assert pd.isna(workbook.targets.loc["profil", "target"])


def test_sources_name_every_file_with_its_rows_and_fingerprint(root, busungbiu):
    sources = busungbiu.sources.set_index("berkas")

    assert list(sources.columns) == [
        "isi", "baris", "dipakai", "sha256", "judul", "penerbit", "tanggal", "contoh",
    ]  # fmt: skip
    for name, row in sources.iterrows():
        content = (root / name).read_bytes()
        assert row["sha256"] == hashlib.sha256(content).hexdigest()
        if name.endswith(".csv"):
            assert row["baris"] == content.count(b"\n") - 1  # no shipped cell holds a line break
    assert sources.loc["params/2024/desa.csv", "dipakai"] == 15
    assert not sources.loc["params/2024/idm.csv", "contoh"]
    assert sources.loc["params/2024/survei/busungbiu.csv", "contoh"]


def test_sample_tables_are_told(root, busungbiu):
    assert busungbiu.contoh == ("target", "administrasi", "layanan", "tindak_lanjut", "survei")
    assert "idm" in Workbook.open(2021, "busungbiu", root / "params").contoh


def test_a_report_looks_back_never_ahead(root, busungbiu):
    assert busungbiu.years == [2021, 2023, 2024]
    assert busungbiu.previous.tahun == 2023
    assert busungbiu.previous.previous is None
    assert busungbiu.previous.years == [2021, 2023]
    assert busungbiu.year(2022) is None
    assert busungbiu.year(2021).kecamatan.slug == "busungbiu"
    assert Workbook.open(2024, "banjar", root / "params").years == [2023, 2024]


@pytest.mark.parametrize("folder", [".", "notebooks", "params/2024/survei"])
def test_params_is_found_from_where_a_notebook_stands(root, monkeypatch, folder):
    monkeypatch.chdir(root / folder)

    assert Workbook.open(2024, "sawan").kecamatan.nama == "Sawan"
    assert Workbook.open(2024, "sawan", "").kecamatan.nama == "Sawan"


@pytest.mark.parametrize(
    ("tahun", "kecamatan", "sentence"),
    [
        (2024, "busungbui",
         "Kecamatan 'busungbui' tidak ada di params/2024/kecamatan.csv; maksud Anda busungbiu?"),
        (2024, "BUSUNGBIU",
         "Kecamatan 'BUSUNGBIU' tidak ada di params/2024/kecamatan.csv; maksud Anda busungbiu?"),
        (2021, "xyz", "Kecamatan 'xyz' tidak ada di params/2021/kecamatan.csv. Yang ada: busungbiu."),
        (2024, 3, "kecamatan harus teks seperti 'busungbiu', bukan 3."),
        (2042, "busungbiu",
         "Tahun 2042 tidak ada di params/; maksud Anda 2024? Yang ada: 2021, 2023, 2024."),
        (1900, "busungbiu", "Tahun 1900 tidak ada di params/. Yang ada: 2021, 2023, 2024."),
        ("2024", "busungbiu", "tahun harus bilangan bulat seperti 2024, bukan '2024'."),
        (True, "busungbiu", "tahun harus bilangan bulat seperti 2024, bukan True."),
        (2024.0, "busungbiu", "tahun harus bilangan bulat seperti 2024, bukan 2024.0."),
    ],
)  # fmt: skip
def test_a_wrong_request_is_refused_with_the_nearest_right_one(root, tahun, kecamatan, sentence):
    with pytest.raises(RequestError) as caught:
        Workbook.open(tahun, kecamatan, root / "params")

    assert str(caught.value) == sentence


def test_a_params_folder_that_is_not_there_is_refused(tmp_path, monkeypatch):
    with pytest.raises(RequestError, match=r"^Folder params '.*/tiada' tidak ada\.$"):
        Workbook.open(2024, "busungbiu", tmp_path / "tiada")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RequestError, match=r"^Folder params/ dengan iku\.yml tidak ditemukan"):
        Workbook.open(2024, "busungbiu")


def test_a_broken_survey_stops_its_kecamatan_alone(params_copy):
    survey = params_copy / "2024/survei/banjar.csv"
    header, first, *_ = survey.read_text("utf-8").splitlines()
    cells = first.split(",")
    cells[header.split(",").index("U3")] = "5"
    spoil(survey, first, ",".join(cells))

    with pytest.raises(InputError) as caught:
        Workbook.open(2024, "banjar", params_copy)

    assert str(caught.value) == (
        "params/2024/survei/banjar.csv, baris 2, kolom U3: Isi sel ini tidak sesuai. Ditemukan: '5'. "
        "Yang boleh: 1, 2, 3, 4, atau kosong."
    )
    assert [(problem.tahun, problem.kecamatan) for problem in caught.value.problems] == [(2024, "banjar")]
    assert len(Workbook.open(2024, "busungbiu", params_copy).survey.respondents) == 312
    assert len(Workbook.kabupaten_year(2024, "51.08", params_copy, partial=True)) == 8


def test_a_broken_row_of_a_shared_table_stops_its_kecamatan_alone(params_copy):
    spoil(params_copy / "2024/idm.csv", "5108032001,0.8457", "5108032001,84.57")

    with pytest.raises(
        InputError, match=r"params/2024/idm\.csv, baris 36, kolom iks: .* Ditemukan: '84\.57'"
    ):
        Workbook.open(2024, "busungbiu", params_copy)
    assert Workbook.open(2024, "seririt", params_copy).kecamatan.nama == "Seririt"


def test_all_troubles_of_a_kecamatan_come_together(params_copy):
    spoil(params_copy / "2024/idm.csv", "5108032001,0.8457", "5108032001,84.57")
    spoil(params_copy / "2024/layanan.csv", "busungbiu,Surat pindah,420", "busungbiu,Surat pindah,banyak")
    spoil(params_copy / "2024/survei/busungbiu.csv", "R001,", ",")

    with pytest.raises(InputError) as caught:
        Workbook.open(2024, "busungbiu", params_copy)

    assert [problem.file.removeprefix("params/2024/") for problem in caught.value.problems] == [
        "idm.csv", "layanan.csv", "survei/busungbiu.csv",
    ]  # fmt: skip


def test_an_unsur_nobody_answered_is_refused_before_the_index_is_asked_for(params_copy):
    path = params_copy / "2024/survei/busungbiu.csv"
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    table.assign(U8="").to_csv(path, index=False, lineterminator="\n")

    with pytest.raises(InputError, match=r"Unsur U8 \(Penanganan pengaduan, .*\) tidak dijawab seorang pun"):
        Workbook.open(2024, "busungbiu", params_copy)


def test_more_respondents_than_users_is_refused(params_copy):
    spoil(params_copy / "2024/layanan.csv", "busungbiu,Dispensasi nikah,90", "busungbiu,Dispensasi nikah,7")

    with pytest.raises(InputError, match=r"'Dispensasi nikah' punya 8 responden, padahal penggunanya 7\."):
        Workbook.open(2024, "busungbiu", params_copy)


def test_tahun_yml_must_be_of_its_folder(params_copy):
    spoil(params_copy / "2024/tahun.yml", "tahun: 2024", "tahun: 2023")

    with pytest.raises(InputError, match=r"Kunci 'tahun' berisi 2023, padahal foldernya 2024\."):
        Workbook.open(2024, "busungbiu", params_copy)


def test_a_whole_kabupaten_opens_in_the_order_of_the_register(root):
    found = Workbook.kabupaten_year(2024, "51.08", root / "params")

    assert [workbook.kecamatan.kode for workbook in found] == [f"51.08.0{order}" for order in range(1, 10)]
    with pytest.raises(
        RequestError,
        match=r"^Kabupaten '51\.07' tidak ada di params/2024/kecamatan\.csv\. Yang ada: 51\.08\.$",
    ):
        Workbook.kabupaten_year(2024, "51.07", root / "params")


NOISE = st.binary(max_size=8) | st.sampled_from(
    [b'"', b",", b"\n", b"\xff", b"{", b"null", b"2024-13-40", b"\r"]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(FILES), at=st.integers(0, 1500), noise=NOISE, cut=st.integers(0, 20))
def test_whatever_is_written_into_a_file_opens_or_is_refused_in_words(params_copy, name, at, noise, cut):
    path = params_copy / name
    whole = path.read_bytes()
    refusal = "params/"
    try:
        path.write_bytes(whole[:at] + noise + whole[at + cut :])
        Workbook.open(2024, "busungbiu", params_copy)
    except IkuError as error:
        refusal = str(error)
    finally:
        path.write_bytes(whole)

    assert "params/" in refusal
