"""``tahun.yml``: everything a year sets that is not a table, as checked models (key names as in the file)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, model_validator

from iku_helpers import rules
from iku_helpers.errors import did_you_mean
from iku_helpers.inputs.fields import Day, Slug, Targets, Text, field
from iku_helpers.inputs.survey_settings import Survey, SurveyOverride
from iku_helpers.inputs.yaml_files import Settings, mapping, read_text, validated

FIRST_YEAR, LAST_YEAR = 2004, 2099
SOURCES = ("target", "kecamatan", "desa", "idm", "administrasi", "layanan", "survei", "tindak_lanjut")
_TARGET = "angka mulai 0, titik desimal"
CoverageWords = Literal["sensus", "acak", "sebagian"]


class Kabupaten(Settings):
    """The kabupaten the year's kecamatan belong to."""

    kode: str = field("Kode kabupaten/kota menurut Kemendagri", "51.08", "teks NN.NN dalam tanda kutip")
    nama: Text = field("Nama tanpa kata Kabupaten", "Buleleng", "teks")
    provinsi: Text = field("Nama provinsi", "Bali", "teks")

    @model_validator(mode="after")
    def _code_is_dotted(self) -> Kabupaten:
        parts = self.kode.split(".")
        if [len(part) for part in parts] != [2, 2] or not all(part.isdecimal() for part in parts):
            raise ValueError(f"kode kabupaten harus seperti 51.08 dalam tanda kutip, bukan {self.kode!r}.")
        return self


class Villages(Settings):
    """Which index gives the village statuses."""

    aturan: Literal["idm", "indeks_desa"] = field(
        "Indeks yang memberi status desa: IDM sampai 2024, Indeks Desa sejak 2025", "idm", "idm, indeks_desa"
    )


class Administration(Settings):
    """Which financial accountability reports were evaluated, and of how many villages."""

    tahun_anggaran: int = field(
        "Tahun anggaran LPJ yang dinilai; LPJ itu diterima pada tahun berikutnya", 2023, "tahun", unit="tahun"
    )
    cara: CoverageWords = field(
        "Desa mana yang dinilai: semua, sampel acak, atau sebagian saja", "sensus", "sensus, acak, sebagian"
    )


class Renstra(Settings):
    """The end of the five-year plan and its targets."""

    tahun: int = field("Tahun akhir Renstra", 2026, "tahun", unit="tahun")
    target: Targets = field("Target akhir per kunci indikator", {"ikm": 86.0}, _TARGET, unit="indeks atau %")


class Source(Settings):
    """Where a table comes from."""

    judul: Text = field("Judul sumber", "Indeks Desa Membangun 2024", "teks")
    penerbit: Text = field("Siapa yang menerbitkan", "Kemendes PDTT", "teks")
    tanggal: Day | None = field("Tanggal terbit, bila diketahui", "2024-07-01", "tanggal ISO", None)
    lisensi: Text | None = field("Lisensi, bila diketahui", "ODbL", "teks", None)
    alamat: Text | None = field("Alamat sumber", "data.go.id", "teks", None)
    sha256: Text | None = field("Sidik berkas asal, bila diimpor", "9f86d0...", "64 digit heksadesimal", None)
    lembar: Text | None = field("Lembar kerja berkas asal", "Sheet1", "teks", None)
    contoh: bool = field("true bila isinya karangan untuk peragaan", False, "true, false")


class AdministrationOverride(Settings):
    """What one kecamatan did differently in its evaluation; keys as in ``administrasi``."""

    tahun_anggaran: int | None = None
    cara: CoverageWords | None = None


class Override(Settings):
    """One kecamatan's own settings; what is absent here holds as for everybody."""

    target: Targets = field("Target kecamatan ini saja", {"ikm": 85.0}, _TARGET, {}, "indeks atau %")
    renstra: Targets = field(
        "Target akhir Renstra kecamatan ini", {"ikm": 87.0}, _TARGET, {}, "indeks atau %"
    )
    survei: SurveyOverride = Field(SurveyOverride(), description="Beda survei; kunci seperti 'survei'")
    administrasi: AdministrationOverride = Field(
        AdministrationOverride(), description="Beda penilaian; kunci seperti 'administrasi'"
    )
    status: Literal["final", "draf"] | None = field("Status laporan", "draf", "final, draf", None)
    tempat: Text | None = field("Tempat tanda tangan", "Busungbiu", "teks", None)
    tanggal: Day | None = field("Tanggal tanda tangan", "2021-01-05", "tanggal ISO", None)


class YearSettings(Settings):
    """All of ``tahun.yml``."""

    tahun: int = Field(
        ge=FIRST_YEAR,
        le=LAST_YEAR,
        description="Tahun laporan; sama dengan nama foldernya",
        json_schema_extra={"boleh": f"{FIRST_YEAR} sampai {LAST_YEAR}", "contoh": 2024, "satuan": "tahun"},
    )
    status: Literal["final", "draf"] = field(
        "draf mencetak tanda DRAF di setiap laporan", "final", "final, draf", "final"
    )
    kabupaten: Kabupaten = Field(description="Kabupaten dari semua kecamatan tahun ini")
    survei: Survey = Field(description="Survei kepuasan masyarakat")
    desa: Villages = Field(description="Status desa")
    administrasi: Administration = Field(description="Penilaian administrasi desa")
    skala_predikat: Literal["1a", "1b", "2"] = field(
        "Skala predikat capaian", "1a", "1a, 1b, 2 (dijelaskan di METHOD.md)", "1a"
    )
    target: Targets = field(
        "Target tahun ini per kunci indikator", {"ikm": 84.0}, _TARGET, {}, "indeks atau %"
    )
    renstra: Renstra | None = Field(None, description="Akhir Renstra; kosong bila belum ada")
    kecamatan: dict[Slug, Override] = Field({}, description="Pengecualian per kecamatan, menurut slug")
    tempat: Text | None = field("Tempat tanda tangan; kosong: nama kecamatan", "Busungbiu", "teks", None)
    tanggal: Day | None = field("Tanggal tanda tangan", "2021-01-05", "tanggal ISO", None)
    sumber: dict[str, Source] = Field(
        {}, description="Asal tiap tabel: nama tabel atau target; nama/<kecamatan> bila berbeda"
    )

    @model_validator(mode="after")
    def _sources_are_tables(self) -> YearSettings:
        for name in self.sumber:
            if name.partition("/")[0] not in SOURCES:
                hint = did_you_mean(name, SOURCES) or f" yang dikenal: {', '.join(SOURCES)}."
                raise ValueError(f"sumber {name!r} bukan nama tabel;{hint}")
        return self

    @property
    def tahun_renstra(self) -> int | None:
        """The year the Renstra ends, where one is set."""
        return None if self.renstra is None else self.renstra.tahun

    @property
    def regime(self) -> int:
        """The survey regime: as set, else the year's default."""
        return self.survei.regime or rules.default_regime(self.tahun)

    def of_kecamatan(self, slug: str) -> YearSettings:
        """These settings as they hold for one kecamatan: its overrides laid over the common ones."""
        own = self.kecamatan.get(slug)
        if own is None:
            return self
        changes: dict[str, Any] = {
            "target": {**self.target, **own.target},
            "survei": self.survei.model_copy(update=_given(own.survei)),
            "administrasi": self.administrasi.model_copy(update=_given(own.administrasi)),
        }
        if self.renstra is not None:
            both = {**self.renstra.target, **own.renstra}
            changes["renstra"] = self.renstra.model_copy(update={"target": both})
        simple = {name: getattr(own, name) for name in ("status", "tempat", "tanggal")}
        changes |= {name: value for name, value in simple.items() if value is not None}
        return self.model_copy(update=changes)

    def source(self, table: str, slug: str = "") -> Source | None:
        """Where a table comes from: its own entry, for a survey the kecamatan's before the common one."""
        return self.sumber.get(f"{table}/{slug}") or self.sumber.get(table)


def _given(override: Settings) -> dict[str, Any]:
    return {name: getattr(override, name) for name in override.model_fields_set}


def parsed(values: Mapping[str, Any], file: str, text: str | None = None) -> YearSettings:
    """The settings that ``values`` (the file's mapping) hold."""
    return validated(YearSettings, values, file, text)


def read(path: Path, file: str) -> YearSettings:
    """``tahun.yml`` at ``path``; ``file`` is the name that messages use."""
    text = read_text(path, file)
    return parsed(mapping(text, file), file, text)
