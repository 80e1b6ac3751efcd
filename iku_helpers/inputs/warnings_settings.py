"""What ``tahun.yml`` says about things that are not there, or leaves unsaid."""

from __future__ import annotations

from collections.abc import Iterable

from iku_helpers.errors import Problem, did_you_mean
from iku_helpers.inputs.year_files import YEARLY_TABLES, YearFiles


def settings_problems(files: YearFiles) -> list[Problem]:
    """All of them for one year, those of one override with its kecamatan."""
    file = files.params.name(files.tahun, "tahun.yml")
    return [
        *_unknown_targets(files, file),
        *_missing_targets(files, file),
        *_unknown_kecamatan(files, file),
        *_without_source(files, file),
        *_stray_surveys(files),
    ]


def _unknown_targets(files: YearFiles, file: str) -> Iterable[Problem]:
    known = [indicator.kunci for indicator in files.indicators.indikator]
    settings = files.settings
    places = {"target": settings.target}
    if settings.renstra is not None:
        places["renstra.target"] = settings.renstra.target
    for slug, own in settings.kecamatan.items():
        places |= {f"kecamatan.{slug}.target": own.target, f"kecamatan.{slug}.renstra": own.renstra}
    for place, targets in places.items():
        for key in targets:
            if key not in known:
                hint = did_you_mean(key, known)
                message = f"Kunci '{place}.{key}' bukan indikator di iku.yml{';' + hint if hint else '.'}"
                yield Problem(message, file, allowed=", ".join(known))


def _missing_targets(files: YearFiles, file: str) -> Iterable[Problem]:
    settings = files.settings
    for indicator in files.indicators.indikator:
        if indicator.kunci not in settings.target:
            message = f"Target untuk '{indicator.kunci}' belum diisi; capaiannya tidak dapat dihitung."
            yield Problem(message, file, severity="peringatan", advice="Isi di 'target'.")


def _unknown_kecamatan(files: YearFiles, file: str) -> Iterable[Problem]:
    for slug in files.settings.kecamatan:
        if slug not in files.owners.slugs:
            hint = did_you_mean(slug, files.slugs)
            message = (
                f"Kunci 'kecamatan.{slug}' bukan kecamatan di kecamatan.csv{';' + hint if hint else '.'}"
            )
            yield Problem(message, file)


def _without_source(files: YearFiles, file: str) -> Iterable[Problem]:
    settings = files.settings
    advice = "Tulis judul, penerbit, dan contoh di 'sumber', supaya laporan dapat menyebut asal datanya."
    for table in YEARLY_TABLES:
        unsaid = (slug for slug in files.slugs if settings.source(table, slug) is None)
        if any(files.cut(table, slug) for slug in unsaid):  # an empty table has no origin to tell yet
            message = f"Asal tabel '{table}' belum ditulis di 'sumber'."
            yield Problem(message, file, severity="peringatan", advice=advice)
    for slug in dict.fromkeys(files.slugs):
        there = files.params.path(files.tahun, "survei", f"{slug}.csv").is_file()
        if there and settings.source("survei", slug) is None:
            message = f"Asal 'survei/{slug}' belum ditulis di 'sumber'."
            yield Problem(message, file, severity="peringatan", advice=advice)


def _stray_surveys(files: YearFiles) -> Iterable[Problem]:
    folder = files.params.path(files.tahun, "survei")
    for path in sorted(folder.glob("*.csv")) if folder.is_dir() else ():
        if path.stem not in files.owners.slugs:
            hint = did_you_mean(path.stem, files.slugs)
            end = f";{hint}" if hint else "."
            message = f"Berkas ini tidak dipakai: '{path.stem}' tidak ada di kecamatan.csv{end}"
            file = files.params.name(files.tahun, "survei", path.name)
            yield Problem(message, file, severity="peringatan")
