"""``iku.yml``: the indicators as data; a further one of a known kind is a change of that file alone."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from iku_helpers import rules
from iku_helpers.inputs.fields import Text, field
from iku_helpers.inputs.settings import Source
from iku_helpers.inputs.yaml_files import Settings, mapping, read_text, validated

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
MonthDay = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]


class Criterion(Settings):
    """One thing a village must meet."""

    nama: Text = field("Nama syarat yang dicetak", "Perdes LPJ", "teks")
    kolom: Key = field("Kolom desa yang dibaca", "perdes_lpj", "nama kolom idm.csv atau administrasi.csv")
    nilai: tuple[Text, ...] = field("Isi yang memenuhi syarat", ["ya"], "daftar teks", ())
    paling_lambat: MonthDay | None = field(
        "Tanggal terakhir yang memenuhi syarat, pada tahun laporan", "03-31", "teks BB-HH", None
    )

    @model_validator(mode="after")
    def _is_decided_one_way(self) -> Criterion:
        if bool(self.nilai) == (self.paling_lambat is not None):
            raise ValueError(f"syarat {self.nama!r} harus memakai salah satu: nilai atau paling_lambat.")
        return self


class SurveyIndex(Settings):
    """The indicator is the index of the satisfaction survey."""

    jenis: Literal["indeks_survei"] = field("Jenis hitungan", "indeks_survei", "indeks_survei")


class VillagePercentage(Settings):
    """The indicator is the percentage of villages that meet the criteria."""

    jenis: Literal["persentase_desa"] = field("Jenis hitungan", "persentase_desa", "persentase_desa")
    penyebut: Literal["desa", "desa_kelurahan"] = field(
        "Siapa yang dihitung: desa saja, atau desa dan kelurahan", "desa", "desa, desa_kelurahan"
    )
    kriteria: tuple[Criterion, ...] = Field(min_length=1, description="Syarat yang dinilai")
    minimal: int | None = field("Banyak syarat yang harus dipenuhi; kosong: semua", 3, "bilangan bulat", None)


class Indicator(Settings):
    """One IKU with the columns of the official table."""

    kunci: Key = field("Nama tetap untuk target dan hasil", "ikm", "huruf kecil dan garis bawah")
    nomor: int = Field(ge=1, description="Nomor urut di dokumen", json_schema_extra={"contoh": 1})
    nama: Text = field("Nama indikator di tabel resmi", "Indeks Kepuasan Masyarakat", "teks")
    nama_pendek: Text = field("Nama di kartu dan grafik", "Kepuasan masyarakat", "teks")
    sasaran: Text = field("Sasaran strategis", "Meningkatnya kualitas pelayanan publik", "teks")
    penjelasan: Text = field("Penjelasan dan cara hitung", "Indeks dari survei tahunan ...", "teks")
    sumber_data: Text = field("Sumber data", "Hasil survei", "teks")
    penanggung_jawab: Text = field("Penanggung jawab", "Camat", "teks")
    tingkat: Literal["keluaran", "hasil"] = field("Tingkat indikator", "hasil", "keluaran, hasil")
    satuan: Literal["indeks", "persen"] = field("Satuan", "persen", "indeks, persen")
    arah: Literal["positif", "negatif"] = field(
        "positif: makin tinggi makin baik; negatif: makin rendah makin baik", "positif", "positif, negatif"
    )
    hitung: Annotated[SurveyIndex | VillagePercentage, Field(discriminator="jenis")] = Field(
        description="Cara menghitung: dari survei, atau persentase desa yang memenuhi syarat"
    )

    @property
    def counting(self) -> rules.Counting | None:
        """How villages are counted; None for the survey index."""
        if isinstance(self.hitung, SurveyIndex):
            return None
        criteria = tuple(
            rules.Criterion(item.nama, item.kolom, item.nilai, item.paling_lambat)
            for item in self.hitung.kriteria
        )
        return rules.Counting(criteria, self.hitung.penyebut, self.hitung.minimal)


class Indicators(Settings):
    """All of ``iku.yml``."""

    sumber: Source = Field(description="Dokumen asal tabel indikator")
    indikator: tuple[Indicator, ...] = Field(min_length=1, description="Indikator menurut nomor")

    @model_validator(mode="after")
    def _are_told_apart(self) -> Indicators:
        for name in ("kunci", "nomor"):
            counts = Counter(getattr(item, name) for item in self.indikator)
            twice = [str(value) for value, count in counts.items() if count > 1]
            if twice:
                raise ValueError(f"{name} indikator dipakai dua kali: {', '.join(twice)}.")
        return self


def read(path: Path, file: str) -> Indicators:
    """``iku.yml`` at ``path``; ``file`` is the name that messages use."""
    text = read_text(path, file)
    return validated(Indicators, mapping(text, file), file, text)
