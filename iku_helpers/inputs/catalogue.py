"""Where params/ is and what it holds: years and kecamatan, read cheaply (no pandas)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from numbers import Integral
from pathlib import Path

from iku_helpers.errors import InputError, Problem, RequestError, did_you_mean, ended
from iku_helpers.inputs import records
from iku_helpers.inputs.schemas import KECAMATAN

MOST_NAMED = 12


@dataclass(frozen=True)
class Params:
    """The folder of all inputs. Messages name its files as ``params/2024/desa.csv``, wherever it stands."""

    folder: Path

    def path(self, *parts: str | int) -> Path:
        """A file of the folder."""
        return self.folder.joinpath(*map(str, parts))

    @staticmethod
    def name(*parts: str | int) -> str:
        """The same file as messages and reports name it: no machine's path may reach a report."""
        return "/".join(["params", *map(str, parts)])


def find(params_dir: str | Path | None = None) -> Params:
    """``params_dir``, or the nearest params/ above the working folder, so notebooks run from anywhere."""
    if params_dir:
        if not isinstance(params_dir, str | Path):
            raise RequestError(f"params_dir harus teks seperti 'params', bukan {params_dir!r}.")
        folder = Path(params_dir)
        if not folder.is_dir():
            raise RequestError(f"Folder params '{params_dir}' tidak ada.")
        return Params(folder)
    here = Path.cwd()
    for parent in (here, *here.parents):
        if (parent / "params" / "iku.yml").is_file():
            return Params(parent / "params")
    raise RequestError("Folder params/ dengan iku.yml tidak ditemukan di folder ini maupun di atasnya.")


def years(params_dir: str | Path | None = None) -> list[int]:
    """Every year params/ holds (a folder of four digits with a tahun.yml), ascending."""
    folder = find(params_dir).folder
    found = (entry for entry in folder.iterdir() if re.fullmatch(r"[0-9]{4}", entry.name, re.ASCII))
    return sorted(int(entry.name) for entry in found if (entry / "tahun.yml").exists())


def without_settings(params_dir: str | Path | None = None) -> list[int]:
    """Folders of a year whose tahun.yml is missing: no report of theirs would be made, and nobody told."""
    folder = find(params_dir).folder
    found = (
        int(entry.name)
        for entry in folder.iterdir()
        if re.fullmatch(r"20[0-9]{2}", entry.name) and entry.is_dir()
    )
    return sorted(set(found) - set(years(folder)))


def kecamatan(params_dir: str | Path | None, tahun: int) -> tuple[str, ...]:
    """The slugs of ``kecamatan.csv`` of a year, in the order of the file."""
    return tuple(register(params_dir, tahun))


def register(params_dir: str | Path | None, tahun: int) -> dict[str, str]:
    """Slug to code ("51.08.03") of every kecamatan of a year, in the order of the file."""
    params = find(params_dir)
    require_year(params, tahun)
    file = params.name(tahun, "kecamatan.csv")
    found = records.read(params.path(tahun, "kecamatan.csv"), KECAMATAN, file)
    if not len(found):
        raise InputError(Problem("Tabel ini tidak berisi satu kecamatan pun.", file, tahun=tahun))
    pairs = zip(found.columns["kecamatan"], found.columns["kode"], strict=True)
    return {slug.strip(): code.strip() for slug, code in pairs}


def years_of(params_dir: str | Path | None, slug: str) -> list[int]:
    """The years whose register holds ``slug``, ascending; a year whose register is unreadable counts too.

    An unreadable earlier year must be refused where it is used, not lost without a word.
    """
    params = find(params_dir)
    held = []
    for tahun in years(params.folder):
        try:
            if slug in kecamatan(params.folder, tahun):
                held.append(tahun)
        except InputError:
            held.append(tahun)
    return held


def require_year(params: Params, tahun: object) -> int:
    """``tahun`` if params/ holds it; a wrong type or an unknown year is refused with what there is."""
    if isinstance(tahun, bool) or not isinstance(tahun, Integral):
        raise RequestError(f"tahun harus bilangan bulat seperti 2024, bukan {tahun!r}.")
    tahun = int(tahun)
    if not params.path(tahun, "tahun.yml").exists():
        if params.path(tahun).is_dir():
            said = f"{Params.name(tahun, 'tahun.yml')} tidak ada, padahal foldernya ada."
            raise RequestError(f"{said} Kembalikan berkas itu, atau salin dari tahun lain lalu sesuaikan.")
        known = [str(year) for year in years(params.folder)]
        there = f" Yang ada: {', '.join(known)}." if known else ""
        raise RequestError(f"Tahun {tahun} tidak ada di params/{ended(str(tahun), known)}{there}")
    return tahun


def require_kecamatan(slug: object, known: tuple[str, ...], tahun: int) -> str:
    """``slug`` if the year's register holds it, else refused with the nearest one."""
    if not isinstance(slug, str):
        raise RequestError(f"kecamatan harus teks seperti 'busungbiu', bukan {slug!r}.")
    if slug not in known:
        said = f"Kecamatan '{slug}' tidak ada di {Params.name(tahun, 'kecamatan.csv')}"
        hint = did_you_mean(slug, known)
        if hint:
            raise RequestError(f"{said};{hint}")
        more = f", dan {len(known) - MOST_NAMED} lainnya" if len(known) > MOST_NAMED else ""
        raise RequestError(f"{said}. Yang ada: {', '.join(known[:MOST_NAMED])}{more}.")
    return slug
