"""The survey's part of ``tahun.yml``: regime, how respondents were chosen, period, unsur."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from iku_helpers import rules
from iku_helpers.inputs.fields import Day, Text, field
from iku_helpers.inputs.yaml_files import Settings

Regime = Literal[2004, 2014, 2017]
Strata = Literal["layanan"]
SamplingWords = Literal["acak", "kuota", "sukarela"]
UnsurKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
UnsurCode = Annotated[str, StringConstraints(pattern=r"^U[1-9][0-9]?$")]


class Period(Settings):
    """First and last day of the survey."""

    mulai: Day = field("Hari pertama survei", "2024-06-03", "tanggal ISO (TTTT-BB-HH)")
    selesai: Day = field("Hari terakhir survei", "2024-11-29", "tanggal ISO, tidak sebelum mulai")

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Period:
        if self.selesai < self.mulai:
            raise ValueError(f"selesai ({self.selesai}) mendahului mulai ({self.mulai}).")
        return self


class Unsur(Settings):
    """One unsur of a questionnaire that differs from its regime's list."""

    kode: UnsurCode = field("Nama kolom jawaban di berkas survei", "U1", "U1, U2, ...")
    kunci: UnsurKey = field("Arti unsur; urutan boleh tertukar, arti tidak", "persyaratan", "huruf kecil")
    nama: Text = field("Nama yang dicetak", "Persyaratan", "teks")
    butir: tuple[Text, ...] = field(
        "Kolom pertanyaan bila satu unsur punya beberapa butir", ["U1a", "U1b"], "daftar nama kolom", ()
    )


def regime_unsur(regime: int) -> tuple[Unsur, ...]:
    """The unsur a regime's own questionnaire asks."""
    return tuple(Unsur(kode=item.kode, kunci=item.kunci, nama=item.nama) for item in rules.unsur(regime))


class Survey(Settings):
    """How the satisfaction survey of the year was held."""

    regime: Regime | None = field(
        "Aturan survei yang diikuti", 2017, "2004, 2014, 2017; kosong: menurut tahun", None
    )
    cara: SamplingWords = field(
        "Cara responden dipilih; menentukan apa arti interval", "acak", "acak, kuota, sukarela"
    )
    strata: Strata | None = field(
        "Kelompok tempat responden diambil terpisah", "layanan", "layanan atau null", None
    )
    periode: Period = Field(description="Masa survei")
    unsur: tuple[Unsur, ...] | None = Field(None, description="Daftar unsur; kosong: daftar menurut regime")
    bobot: float | None = field(
        "Bobot tiap unsur; kosong: 1 dibagi banyak unsur, tanpa pembulatan", 0.111, "angka 0 sampai 1", None
    )

    @model_validator(mode="after")
    def _unsur_are_told_apart(self) -> Survey:
        for name in ("kode", "kunci"):
            found = [getattr(item, name) for item in self.unsur or ()]
            twice = sorted({value for value in found if found.count(value) > 1})
            if twice:
                raise ValueError(f"{name} unsur ditulis dua kali: {', '.join(twice)}.")
        if self.bobot is not None and not 0 < self.bobot <= 1:
            raise ValueError(f"bobot harus di antara 0 dan 1, bukan {self.bobot:g}.")
        return self


class SurveyOverride(Settings):
    """What one kecamatan did differently in its survey; keys as in ``survei``."""

    regime: Regime | None = None
    cara: SamplingWords | None = None
    strata: Strata | None = None
    periode: Period | None = None
    unsur: tuple[Unsur, ...] | None = None
    bobot: float | None = None
