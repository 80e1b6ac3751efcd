"""The layout of a sheet (tata letak): what each column is and how answers read, kept for the next year.

The import proposes a layout and says why; a person may correct it in a small YAML file. What the
file says holds, what it leaves out is proposed anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import Field

from iku_helpers.inputs.fields import Day, Slug, Text
from iku_helpers.inputs.yaml_files import Settings, mapping, read_text, validated

Kind = Literal["survei", "idm", "administrasi", "layanan", "desa"]
KINDS: tuple[Kind, ...] = ("survei", "idm", "administrasi", "layanan", "desa")
IGNORED = "abaikan"
"""What ``kolom`` says of a column that is left behind."""


class Origin(Settings):
    """What tahun.yml shall say of the sheet's origin; the import adds fingerprint and sheet."""

    judul: Text | None = None
    penerbit: Text | None = None
    tanggal: Day | None = None
    lisensi: Text | None = None
    alamat: Text | None = None


class Layout(Settings):
    """A layout file. Every key may be absent."""

    jenis: Kind | None = Field(None, description="Tabel yang diisi")
    lembar: str | tuple[str, ...] | None = Field(None, description="Lembar yang dibaca; daftar bila beberapa")
    baris_judul: tuple[Annotated[int, Field(ge=1)], ...] | None = Field(
        None, description="Baris judul kolom; dua angka bila judulnya dua baris"
    )
    kolom: dict[str, str] = Field({}, description="Judul kolom di berkas: nama kolom kita, atau abaikan")
    tetap: dict[str, str] = Field({}, description="Nama kolom kita: isi yang sama untuk semua baris")
    skala: Literal["biasa", "terbalik"] | None = Field(None, description="terbalik: 1 berarti paling puas")
    jawaban: dict[str, Annotated[int, Field(ge=1, le=4)]] = Field(
        {}, description="Kata jawaban: nilai 1 sampai 4"
    )
    kosong: tuple[str, ...] = Field((), description="Isi yang berarti tidak menjawab")
    tanggal: Literal["hari-bulan", "bulan-hari"] | None = Field(
        None, description="Urutan tanggal seperti 03/04/2024"
    )
    id: Literal["berkas", "nomor_baris"] = Field("berkas", description="Dari mana id responden")
    kiriman_ulang: Literal["pertahankan", "pertama", "terakhir"] = Field(
        "pertahankan", description="Isian yang sama dari orang yang sama"
    )
    tanpa_jawaban: Literal["pertahankan", "buang"] = Field(
        "pertahankan", description="Responden tanpa satu pun jawaban"
    )
    kecamatan: dict[str, Slug] = Field({}, description="Nama di berkas: slug kecamatan")
    desa: dict[str, Annotated[str, Field(pattern=r"^\d{10}$")]] = Field(
        {}, description="Nama di berkas: kode desa"
    )
    sumber: Origin = Field(Origin.model_validate({}), description="Asal berkas")


EMPTY = Layout.model_validate({})
"""The layout of a sheet that nobody has described: everything is proposed."""


def read_layout(path: Path) -> Layout:
    """The layout in the YAML file at ``path``; refused with sentences where it is not one."""
    text = read_text(path, path.name)
    return validated(Layout, mapping(text, path.name), path.name, text)


def layout_text(
    kind: Kind, sheet: str | list[str] | None, rows: list[int], columns: Mapping[str, str]
) -> str:
    """A layout file for what the import proposed, ready to be corrected by hand.

    >>> print(layout_text("survei", None, [1], {"NO_RESP": "id"}), end="")
    # Tata letak berkas untuk `iku import`. Kanan titik dua: nama kolom kita, atau abaikan.
    jenis: survei
    baris_judul: [1]
    kolom:
      NO_RESP: id
    """
    content: dict[str, object] = {"jenis": kind}
    if sheet is not None:
        content["lembar"] = sheet
    head = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000)
    body = yaml.safe_dump({"kolom": dict(columns)}, allow_unicode=True, sort_keys=False, width=1000)
    note = "# Tata letak berkas untuk `iku import`. Kanan titik dua: nama kolom kita, atau abaikan.\n"
    return f"{note}{head}baris_judul: {rows}\n{body}"
