"""The codebook ``params/README.md`` and the schema ``params/tahun.schema.json``, both made from the models.

``python -m iku_helpers.inputs.codebook`` writes them anew; a test fails where they have drifted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from iku_helpers.inputs import catalogue, schemas
from iku_helpers.inputs.columns import Schema
from iku_helpers.inputs.indicators import Indicators
from iku_helpers.inputs.refusals import inner, models
from iku_helpers.inputs.settings import AdministrationOverride, YearSettings
from iku_helpers.inputs.survey_settings import SurveyOverride

CODEBOOK, SCHEMA = "README.md", "tahun.schema.json"
_SAME_AS_ABOVE = (SurveyOverride, AdministrationOverride)
_SURVEY_EXAMPLE = schemas.survey(("U1",))
_TABLES: tuple[tuple[str, Schema], ...] = (
    ("kecamatan.csv", schemas.KECAMATAN),
    ("desa.csv", schemas.DESA),
    ("idm.csv (aturan idm)", schemas.IDM),
    ("idm.csv (aturan indeks_desa)", schemas.INDEKS_DESA),
    ("administrasi.csv", schemas.ADMINISTRASI),
    ("layanan.csv", schemas.LAYANAN),
    ("survei/KECAMATAN.csv", _SURVEY_EXAMPLE),
    ("tindak_lanjut.csv", schemas.TINDAK_LANJUT),
)
_NOTES = {
    "administrasi.csv": (
        "Semua kolom penilaian kosong berarti **belum dinilai**: tidak baik dan tidak buruk. "
        "`diterima` kosong sementara kolom lain terisi berarti LPJ **tidak diterima**. "
        "Untuk kelurahan, `perdes_lpj` berarti laporan keuangannya sudah disahkan. "
        "Kolom lain boleh ditambahkan bila dipakai sebagai `kolom` syarat di `iku.yml`."
    ),
    "survei/KECAMATAN.csv": (
        "Satu berkas tiap kecamatan. Kolom jawaban `U1` sampai `U9` (atau menurut `survei.unsur`); kolom "
        "dikenali menurut **arti** unsurnya, bukan urutannya. Jangan menyimpan nama, NIK, nomor telepon, "
        "alamat, atau tanggal lahir. Unsur yang ditanya dengan beberapa butir bernilai rata-rata butir yang "
        "dijawab."
    ),
    "tindak_lanjut.csv": (
        "`rencana`: kegiatan untuk tahun berikutnya. `selesai`, `berjalan`, `belum`: keadaan kegiatan yang "
        "direncanakan tahun lalu. Berkas ini boleh tidak ada."
    ),
    "layanan.csv": "Dengan `pengguna`, jawaban ditimbang menurut banyaknya pengguna yang diwakili.",
}
_LEAD = """\
# Buku kode params/

<!-- Dibuat oleh `python -m iku_helpers.inputs.codebook`; jangan disunting di sini. -->

Semua yang berbeda antartahun dan antarkecamatan ada di folder ini, dan hanya di sini.

    params/
      iku.yml                  indikator: apa yang dinilai dan bagaimana dihitung
      tahun.schema.json        supaya penyunting teks melengkapi dan memeriksa tahun.yml
      2024/
        tahun.yml              pengaturan tahun: survei, target, asal data
        kecamatan.csv          register kecamatan
        desa.csv               register desa dan kelurahan
        idm.csv                status desa sebagaimana diterbitkan
        administrasi.csv       penilaian laporan pertanggungjawaban keuangan desa
        layanan.csv            banyak pengguna tiap layanan
        survei/busungbiu.csv   jawaban survei, satu berkas tiap kecamatan
        tindak_lanjut.csv      rencana dan hasil tindak lanjut survei

Aturan umum: teks UTF-8, pemisah koma, titik desimal, tanggal ISO (`2024-06-30`), kode selalu teks, sel kosong
berarti tidak ada data. `kecamatan.csv` dan `desa.csv` wajib ada; tanpa tabel lain laporan tetap dibuat dan
mengatakan apa yang belum ada. `iku check` memeriksa semuanya sekaligus dan menyebut berkas, baris, kolom, dan
apa yang boleh.

Data yang dikarang untuk peragaan ditandai `contoh: true` di `sumber`, dan setiap laporan mengatakannya.
"""


@dataclass(frozen=True)
class _Key:
    path: str
    field: FieldInfo

    @property
    def cells(self) -> list[str]:
        """Path, whether it must be given, meaning, unit, allowed, example."""
        extra = self.field.json_schema_extra
        words: dict[str, Any] = extra if isinstance(extra, dict) else {}
        needed = "wajib" if self.field.is_required() else "boleh kosong"
        example = words.get("contoh")
        return [
            f"`{self.path}`", needed, self.field.description or "", str(words.get("satuan", "")),
            str(words.get("boleh", "")), "" if example in (None, "") else f"`{_yaml(example)}`",
        ]  # fmt: skip


def _yaml(example: object) -> str:
    return (
        json.dumps(example, ensure_ascii=False) if isinstance(example, (bool, list, dict)) else str(example)
    )


def _keys(model: type[BaseModel], prefix: str = "") -> Iterator[_Key]:
    """Every key a model can hold, in the order of its fields, nested ones under their path."""
    for name, field in model.model_fields.items():
        path = f"{prefix}{name}"
        direct = models(field.annotation)
        nested = [part for part in direct or models(inner(field.annotation)) if part not in _SAME_AS_ABOVE]
        yield _Key(path, field)
        joint = "." if direct else ".<nama>." if str(field.annotation).startswith("dict") else "[]."
        seen: set[str] = set()
        for part in nested:
            for key in _keys(part, f"{path}{joint}"):
                if key.path not in seen:
                    seen.add(key.path)
                    yield key


def _table(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return (
        "\n".join("| " + " | ".join(cell.replace("|", "/") for cell in line) + " |" for line in lines) + "\n"
    )


def codebook() -> str:
    """The whole of params/README.md."""
    parts = [_LEAD]
    header = ["Kunci", "Isian", "Arti", "Satuan", "Yang boleh", "Contoh"]
    for file, model in (("iku.yml", Indicators), ("TAHUN/tahun.yml", YearSettings)):
        parts.append(f"## {file}\n\n{_table(header, [key.cells for key in _keys(model)])}")
    for file, schema in _TABLES:
        note = f"\n{_NOTES[file]}\n" if file in _NOTES else ""
        parts.append(f"## TAHUN/{file}\n\n{schema.holds}.\n{note}\n{_columns(schema)}")
    return "\n".join(parts)


def _columns(schema: Schema) -> str:
    rows = []
    for column in schema.columns:
        needed = (
            "kolom boleh tidak ada"
            if column.optional
            else "wajib terisi"
            if column.required
            else "boleh kosong"
        )
        example = f"`{column.example}`" if column.example else ""
        rows.append([f"`{column.name}`", needed, column.meaning, column.unit, column.allowed, example])
    return _table(["Kolom", "Isian", "Arti", "Satuan", "Yang boleh", "Contoh"], rows)


def schema() -> str:
    """The JSON schema of tahun.yml, with the codebook's words as descriptions."""
    found = YearSettings.model_json_schema()
    _reworded(found)
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "tahun.yml", **found}
    return json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _reworded(node: Any) -> None:
    """Docstrings and titles are for programmers; an editor shows meaning, what is allowed and an example."""
    if isinstance(node, list):
        for item in node:
            _reworded(item)
    if not isinstance(node, dict):
        return
    if isinstance(node.get("title"), str):
        del node["title"]
    if isinstance(node.get("properties"), dict):
        node.pop("description", None)
    allowed, example = node.pop("boleh", None), node.pop("contoh", None)
    node.pop("satuan", None)
    if isinstance(allowed, str):
        node["description"] = f"{node.get('description', '')}. Yang boleh: {allowed}."
        node["examples"] = [example]
    for value in node.values():
        _reworded(value)


def write(params_dir: str | Path | None = None) -> None:
    """Both files, into params/."""
    folder = catalogue.find(params_dir).folder
    (folder / CODEBOOK).write_text(codebook(), encoding="utf-8", newline="\n")
    (folder / SCHEMA).write_text(schema(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
