"""``iku new``: the folder of a new year, made from the last one, complete or not at all."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import yaml

from iku_helpers.errors import InputError, Problem, RequestError, reason_of
from iku_helpers.inputs import catalogue, schemas, settings
from iku_helpers.inputs.catalogue import Params
from iku_helpers.inputs.forms.entries import survey_form, village_form
from iku_helpers.inputs.settings import FIRST_YEAR, LAST_YEAR, YearSettings
from iku_helpers.inputs.yaml_files import mapping
from iku_helpers.inputs.year_files import YearFiles
from iku_helpers.numbers import joined, number

FIRST_INDEKS_DESA = 2025
"""The first year whose village statuses come from Indeks Desa (Permendesa PDTT 9/2024)."""
FORMS = "formulir"
KEPT_SOURCES = ("kecamatan", "desa")
"""The registers are copied, so what their sources say still holds; every other table starts empty."""


def new_year(tahun: int, params_dir: str | Path | None = None) -> str:
    """Make ``params/<tahun>/`` from the year before it: settings dated, tables empty, forms ready.

    Parameters
    ----------
    tahun
        A year that params/ does not hold yet.

    Returns
    -------
    str
        What was made and what to do next, in Indonesian.

    Raises
    ------
    RequestError
        If the year is there already, or no earlier year is.
    InputError
        If the earlier year's own files are wrong.
    """
    params = catalogue.find(params_dir)
    last = YearFiles(params, _last_before(tahun, params))
    folder, building = params.path(tahun), params.path(f".{tahun}.sedang-dibuat")
    shutil.rmtree(building, ignore_errors=True)
    try:
        _build(building, tahun, last)
        building.rename(folder)
        _add_forms(YearFiles(params, tahun), folder)
    except OSError as error:
        raise InputError(Problem(f"Tidak dapat ditulis ({reason_of(error)}).", params.name(tahun))) from None
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return _next_steps(tahun, last)


def _last_before(tahun: object, params: Params) -> int:
    if not isinstance(tahun, int) or isinstance(tahun, bool) or not FIRST_YEAR <= tahun <= LAST_YEAR:
        raise RequestError(f"tahun harus bilangan bulat {FIRST_YEAR} sampai {LAST_YEAR}, bukan {tahun!r}.")
    if params.path(tahun).exists():
        raise RequestError(f"{params.name(tahun)} sudah ada; tahun yang sudah ada tidak ditimpa.")
    earlier = [year for year in catalogue.years(params.folder) if year < tahun]
    if not earlier:
        raise RequestError(f"Tidak ada tahun sebelum {tahun} di params/ untuk disalin pengaturannya.")
    return earlier[-1]


def _build(folder: Path, tahun: int, last: YearFiles) -> None:
    folder.mkdir()
    text = settings_text(tahun, last.settings)
    name = Params.name(tahun, "tahun.yml")
    own = settings.parsed(mapping(text, name), name, text)
    folder.joinpath("tahun.yml").write_text(text, "utf-8", newline="\n")
    for table in KEPT_SOURCES:
        last.register(table)
        shutil.copyfile(last.params.path(last.tahun, f"{table}.csv"), folder / f"{table}.csv")
    index = schemas.IDM if own.desa.aturan == "idm" else schemas.INDEKS_DESA
    for schema in (index, last.schema("administrasi"), schemas.LAYANAN, schemas.TINDAK_LANJUT):
        names = [
            column.name for column in schema.columns if not column.optional or schema.name == "administrasi"
        ]
        folder.joinpath(f"{schema.name}.csv").write_text(",".join(names) + "\n", "utf-8", newline="\n")


def _add_forms(files: YearFiles, year: Path) -> None:
    """The forms read the year's own tables, so they are made last; failing, the year is taken back."""
    folder = year / FORMS
    try:
        folder.mkdir()
        for slug in files.slugs:
            folder.joinpath(f"survei-{slug}.xlsx").write_bytes(survey_form(files, slug))
            folder.joinpath(f"desa-{slug}.xlsx").write_bytes(village_form(files, slug))
    except BaseException:
        shutil.rmtree(year, ignore_errors=True)
        raise


def settings_text(tahun: int, last: YearSettings) -> str:
    """tahun.yml of ``tahun`` after ``last``: dates moved, targets and sources to be filled."""
    ahead = tahun - last.tahun
    index = "indeks_desa" if tahun >= FIRST_INDEKS_DESA else last.desa.aturan
    survey = last.survei.model_dump(mode="json", exclude_none=True)
    start, end = (_moved(day, ahead) for day in (last.survei.periode.mulai, last.survei.periode.selesai))
    survey["periode"] = {"mulai": start, "selesai": end}
    if "unsur" in survey:
        survey["unsur"] = [{key: held for key, held in item.items() if held} for item in survey["unsur"]]
    parts: list[dict[str, object]] = [
        {"tahun": tahun, "status": "draf", "kabupaten": last.kabupaten.model_dump(mode="json")},
        {"survei": survey},
        {"desa": {"aturan": index}},
        {
            "administrasi": {
                "tahun_anggaran": last.administrasi.tahun_anggaran + ahead,
                "cara": last.administrasi.cara,
            }
        },
        {"skala_predikat": last.skala_predikat},
    ]
    if last.tempat is not None:
        parts.append({"tempat": last.tempat})
    if last.renstra is not None and last.renstra.tahun >= tahun:
        parts.append({"renstra": last.renstra.model_dump(mode="json")})
    kept = {
        name: entry.model_dump(exclude_none=True)
        for name, entry in last.sumber.items()
        if name in KEPT_SOURCES
    }
    body = [_block(part) for part in parts]
    body.insert(5, _target_block(tahun, last))
    head = (
        "# yaml-language-server: $schema=../tahun.schema.json\n# Arti tiap kunci ada di params/README.md.\n"
    )
    return head + "\n".join([*body, _block({"sumber": kept})])


def _block(part: dict[str, object]) -> str:
    return yaml.safe_dump(part, allow_unicode=True, sort_keys=False, width=1000)


def _target_block(tahun: int, last: YearSettings) -> str:
    """Targets are asked for, never carried over: last year's would pass for this year's."""
    held = ", ".join(f"{key} {number(value)}" for key, value in last.target.items()) or "tidak ada"
    keys = "".join(f"#   {key}:\n" for key in last.target)
    asked = f"# Isi target {tahun} menurut Perjanjian Kinerja (target {last.tahun}: {held}):\n# target:\n"
    return f"{asked}{keys}target: {{}}\n"


def _moved(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _next_steps(tahun: int, last: YearFiles) -> str:
    place, own = Params.name(tahun), last.settings
    index = "Indeks Desa" if tahun >= FIRST_INDEKS_DESA else "IDM"
    lines = [
        f"{place} dibuat dari tahun {last.tahun}: pengaturan, register kecamatan dan desa, "
        "tabel kosong, dan formulir.",
        "Langkah berikutnya:",
        f"1. Isi target {tahun} di {place}/tahun.yml; target {last.tahun} tidak disalin.",
        "2. Periksa masa survei dan tahun anggaran di berkas itu; "
        "status masih 'draf' sampai Anda ubah menjadi 'final'.",
        f"3. Periksa {place}/kecamatan.csv (nama camat) dan {place}/desa.csv bila ada perubahan.",
        "4. Rencanakan survei: iku sampel --kecamatan NAMA (banyak responden) dan "
        f"iku kuesioner --tahun {tahun} --kecamatan NAMA (lembar cetak).",
        f"5. Bagikan formulir di {place}/{FORMS}/. Yang kembali terisi dibaca dengan:",
        f"   iku import survei survei-NAMA.xlsx --tahun {tahun} --kecamatan NAMA",
        f"   iku import layanan survei-NAMA.xlsx --tahun {tahun} --kecamatan NAMA",
        f"   iku import administrasi desa-NAMA.xlsx --tahun {tahun} --kecamatan NAMA",
        f"6. Ambil data {index} terbitan kementerian (atau lembar {index} di formulir desa):",
        f"   iku import idm BERKAS --tahun {tahun}",
        f"7. Periksa semuanya: iku check --tahun {tahun}",
        f"8. Buat laporannya: iku run --tahun {tahun}",
    ]
    notes = []
    if tahun >= FIRST_INDEKS_DESA > last.tahun:
        notes.append(
            "Mulai 2025 status desa memakai Indeks Desa (skor 0 sampai 100), bukan IDM: deret terputus."
        )
    if own.kecamatan:
        notes.append(
            f"Pengecualian untuk {joined(list(own.kecamatan))} tidak disalin; tulis lagi bila masih berlaku."
        )
    if own.renstra is not None and own.renstra.tahun < tahun:
        notes.append(f"Renstra berakhir {own.renstra.tahun}; isi renstra yang baru di tahun.yml.")
    return "\n".join([*lines, *(f"Perhatikan: {note}" for note in notes)])
