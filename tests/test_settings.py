"""Settings: what iku.yml and tahun.yml may hold, and the sentences that refuse the rest."""

from __future__ import annotations

import datetime as dt

import pytest
import yaml
from hypothesis import given
from hypothesis import settings as settings_of_test
from hypothesis import strategies as st

from iku_helpers.errors import InputError
from iku_helpers.inputs import indicators, settings, yaml_files

FILE = "params/2024/tahun.yml"


@pytest.fixture(scope="module")
def year_text(root):
    return (root / "params" / "2024" / "tahun.yml").read_text("utf-8")


@pytest.fixture(scope="module")
def year_values(year_text):
    return yaml_files.mapping(year_text, FILE)


def refusals(text: str) -> list[str]:
    """The sentences with which a tahun.yml is refused."""
    with pytest.raises(InputError) as caught:
        settings.parsed(yaml_files.mapping(text, FILE), FILE, text)
    return [str(problem) for problem in caught.value.problems]


def line_of(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), start=1) if words in line)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        pytest.param(
            "skala_predikat: 1a", "skala_predikt: 1a",
            "Kunci 'skala_predikt' tidak dikenal; maksud Anda skala_predikat? Yang boleh: tahun, status, ",
            id="misspelt key",
        ),
        pytest.param(
            "  strata: layanan", "  starta: layanan",
            "Kunci 'survei.starta' tidak dikenal; maksud Anda strata? Yang boleh: regime, cara, strata, "
            "periode, unsur, bobot.",
            id="misspelt nested key",
        ),
        pytest.param(
            "  cara: acak", "  cara: undian",
            "Nilai kunci 'survei.cara' tidak sesuai. Ditemukan: 'undian'. Yang boleh: acak, kuota, sukarela.",
            id="unknown word",
        ),
        pytest.param(
            '  kode: "51.08"', "  kode: 51.08",
            "Nilai kunci 'kabupaten.kode' tidak sesuai. Ditemukan: '51.08'. "
            "Yang boleh: teks NN.NN dalam tanda kutip.",
            id="code as a number",
        ),
        pytest.param(
            "  ikm: 84.0", "  ikm: tinggi",
            "Nilai kunci 'target.ikm' tidak sesuai. Ditemukan: 'tinggi'. "
            "Yang boleh: angka mulai 0, titik desimal.",
            id="target in words",
        ),
        pytest.param(
            "    mulai: 2024-06-03", "    mulai: 3 Juni 2024",
            "Nilai kunci 'survei.periode.mulai' tidak sesuai. Ditemukan: '3 Juni 2024'. "
            "Yang boleh: tanggal ISO (TTTT-BB-HH).",
            id="date in words",
        ),
        pytest.param(
            "    selesai: 2024-11-29", "    selesai: 2024-01-29",
            "Kunci 'survei.periode': selesai (2024-01-29) mendahului mulai (2024-06-03).",
            id="period backwards",
        ),
        pytest.param(
            "tahun: 2024\n", "tahun: dua ribu\n",
            "Nilai kunci 'tahun' tidak sesuai. Ditemukan: 'dua ribu'. Yang boleh: 2004 sampai 2099.",
            id="year in words",
        ),
        pytest.param(
            "desa:\n  aturan: idm", "desa:\n  aturan: idn",
            "Nilai kunci 'desa.aturan' tidak sesuai. Ditemukan: 'idn'. Yang boleh: idm, indeks_desa.",
            id="unknown rule",
        ),
    ],
)  # fmt: skip
def test_a_wrong_setting_names_file_line_key_value_and_what_is_allowed(year_text, old, new, sentence):
    text = year_text.replace(old, new, 1)

    found = refusals(text)

    line = line_of(text, new.splitlines()[-1]) if "mendahului" not in sentence else line_of(text, "periode:")
    assert len(found) == 1
    assert found[0].startswith(f"{FILE}, baris {line}: {sentence}")


def test_all_wrong_settings_are_told_at_once(year_text):
    text = year_text.replace("  cara: acak", "  cara: undian").replace("  ikm: 84.0", "  ikm: tinggi")

    assert len(refusals(text)) == 2


def test_a_missing_key_is_named(year_text):
    text = year_text.replace("  cara: acak\n", "")

    assert refusals(text) == [
        f"{FILE}, baris {line_of(text, 'survei:')}: Kunci 'survei.cara' belum diisi. "
        "Yang boleh: acak, kuota, sukarela."
    ]


def test_a_key_written_twice_is_refused_though_yaml_would_take_the_last(year_text):
    text = year_text + "tahun: 2023\n"

    with pytest.raises(InputError, match=r"kunci 'tahun' ditulis dua kali"):
        yaml_files.mapping(text, FILE)


def test_broken_yaml_names_its_line():
    with pytest.raises(InputError, match=r"tahun\.yml, baris 2: YAML ini tidak terbaca"):
        yaml_files.mapping("tahun: 2024\n  status: [final\n", FILE)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Berkas ini kosong."),
        ("# nanti\n", "Berkas ini kosong."),
        ("a: {b: [1,2}\n", "baris 1: YAML ini tidak terbaca: kurung yang dibuka tidak ditutup."),
        ("a: 'x\n", "baris 2: YAML ini tidak terbaca: tanda kutip dibuka tetapi tidak ditutup."),
        ("a: b: c\n", "baris 1: YAML ini tidak terbaca: ada titik dua kedua di baris yang sama."),
        ("a:\n\tb: 1\n", "baris 2: YAML ini tidak terbaca: ada tab atau tanda yang tidak boleh"),
        ("a:\n  b: 1\n c: 2\n", "baris 3: YAML ini tidak terbaca: lekuk barisnya tidak lurus."),
        ("a: *x\n", "baris 1: YAML ini tidak terbaca: tanda * menunjuk jangkar yang tidak ada."),
        ("a: !!python/name:os.system\n", "baris 1: YAML ini tidak terbaca: tanda ! tidak boleh dipakai"),
        ("a: 1\nb: 2024-02-31\n", "baris 2: Tanggal ini tidak ada di kalender. Ditemukan: '2024-02-31'."),
    ],
)
def test_yaml_is_refused_in_indonesian(text, sentence):
    with pytest.raises(InputError) as refusal:
        yaml_files.mapping(text, FILE)
    assert sentence in str(refusal.value)
    assert "expected" not in str(refusal.value)


def test_a_source_of_no_table_is_refused(year_text):
    text = year_text.replace("  layanan:\n    judul", "  layanann:\n    judul")

    assert "sumber 'layanann' bukan nama tabel; maksud Anda layanan?" in refusals(text)[0]


def test_an_override_changes_one_kecamatan_alone(year_values):
    changed = {
        "kecamatan": {"banjar": {"target": {"ikm": 91.5}, "survei": {"cara": "kuota"}, "status": "draf"}}
    }
    year = settings.parsed({**year_values, **changed}, FILE)

    banjar, sawan = year.of_kecamatan("banjar"), year.of_kecamatan("sawan")

    assert (banjar.target["ikm"], banjar.survei.cara, banjar.status) == (91.5, "kuota", "draf")
    assert banjar.target["idm"] == sawan.target["idm"] == year_values["target"]["idm"]
    assert banjar.survei.periode == sawan.survei.periode
    assert (sawan.survei.cara, sawan.status) == ("acak", "final")


def test_the_regime_follows_the_year_where_none_is_set(year_values):
    survey = {key: value for key, value in year_values["survei"].items() if key != "regime"}

    assert settings.parsed({**year_values, "tahun": 2015, "survei": survey}, FILE).regime == 2014
    assert settings.parsed({**year_values, "survei": survey}, FILE).regime == 2017


def test_a_surveys_own_source_comes_before_the_common_one(year_values):
    own = {"judul": "Survei sungguhan", "penerbit": "Kecamatan", "contoh": False}
    sources = {**year_values["sumber"], "survei/banjar": own}
    year = settings.parsed({**year_values, "sumber": sources}, FILE)

    assert year.source("survei", "banjar").judul == "Survei sungguhan"
    assert year.source("survei", "sawan").contoh is True


@given(day=st.dates(dt.date(2024, 1, 1), dt.date(2024, 12, 31)))
def test_a_date_reads_the_same_with_and_without_quotation_marks(day):
    quoted, bare = (yaml.safe_load(text) for text in (f'd: "{day}"', f"d: {day}"))

    periods = [settings.Survey.model_fields["periode"].annotation(mulai=found["d"], selesai=found["d"])
               for found in (quoted, bare)]  # fmt: skip

    assert periods[0] == periods[1]
    assert periods[0].mulai == day


SOME_YAML = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KNOWN_KEYS = st.sampled_from([*settings.YearSettings.model_fields, "kode", "cara", "target", "busungbiu"])


@settings_of_test(max_examples=60)
@given(values=st.dictionaries(KNOWN_KEYS, SOME_YAML | st.dictionaries(KNOWN_KEYS, SOME_YAML), max_size=6))
def test_any_mapping_is_settings_or_sentences(values):
    problems = []
    try:
        settings.parsed(values, FILE)
    except InputError as error:
        problems = error.problems

    assert all(problem.file == FILE and problem.message for problem in problems)


@given(text=st.text(max_size=60))
def test_any_text_is_a_mapping_or_a_sentence(text):
    files = [FILE]
    try:
        yaml_files.mapping(text, FILE)
    except InputError as error:
        files = [problem.file for problem in error.problems]

    assert files == [FILE]


# --- iku.yml ---


def indicator_refusals(root, old: str, new: str) -> str:
    text = (root / "params" / "iku.yml").read_text("utf-8")
    assert old in text
    with pytest.raises(InputError) as caught:
        indicators_of(text.replace(old, new, 1))
    return str(caught.value)


def indicators_of(text: str):
    return yaml_files.validated(
        indicators.Indicators, yaml_files.mapping(text, "params/iku.yml"), "params/iku.yml", text
    )


def test_the_official_table_of_2021_is_the_shipped_one(root, shared):
    seed = (shared / "seed" / "iku-busungbiu-2021.txt").read_text("utf-8")
    official = (
        " ".join(seed[seed.index("KINERJA UTAMA/ SASARAN") :].split()).replace("desa/ ", "desa/").lower()
    )

    shipped = indicators.read(root / "params" / "iku.yml", "params/iku.yml").indikator

    assert [item.nomor for item in shipped] == [1, 2, 3]
    for item in shipped:
        assert item.sasaran.lower() in official
        assert item.nama.lower().replace("indeks", "indek", 1 if item.nomor == 1 else 0) in official
        assert item.sumber_data.split()[0].lower() in official
        assert item.penanggung_jawab.lower() in official


def test_counting_is_what_the_file_says(root):
    survey, administration, status = indicators.read(root / "params" / "iku.yml", "params/iku.yml").indikator

    assert survey.counting is None
    assert administration.counting.denominator == "desa_kelurahan"
    assert [item.column for item in administration.counting.criteria] == [
        "perdes_lpj", "diterima", "lampiran_lengkap", "publikasi",
    ]  # fmt: skip
    assert administration.counting.criteria[1].not_after == "03-31"
    assert status.counting.denominator == "desa"
    assert status.counting.criteria[0].values == ("Maju", "Mandiri")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("penyebut: desa\n", "penyebut: des\n",
         "Nilai kunci 'indikator[3].hitung.penyebut' tidak sesuai. Ditemukan: 'des'. "
         "Yang boleh: desa, desa_kelurahan."),
        ("jenis: indeks_survei", "jenis: indek_survei",
         "Nilai kunci 'indikator[1].hitung' tidak sesuai. Yang boleh: indeks_survei, persentase_desa."),
        ("kunci: idm", "kunci: ikm", "kunci indikator dipakai dua kali: ikm."),
        (", nilai: [ya]}", ", nilai: []}",
         "syarat 'Perdes LPJ' harus memakai salah satu: nilai atau paling_lambat."),
        ('"03-31"', '"31-03"',
         "Nilai kunci 'indikator[2].hitung.kriteria[2].paling_lambat' tidak sesuai. Ditemukan: '31-03'. "
         "Yang boleh: teks BB-HH."),
        ("arah: positif", "arahh: positif", "Kunci 'indikator[1].arahh' tidak dikenal; maksud Anda arah?"),
    ],
)  # fmt: skip
def test_a_wrong_indicator_is_refused_with_its_key(root, old, new, sentence):
    assert sentence in indicator_refusals(root, old, new)


def test_an_empty_list_of_indicators_is_refused():
    with pytest.raises(InputError, match=r"Nilai kunci 'indikator' tidak sesuai"):
        indicators_of("sumber: {judul: a, penerbit: b, contoh: true}\nindikator: []\n")
