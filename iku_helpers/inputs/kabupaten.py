"""``KabupatenWorkbook.open(tahun, kabupaten)``: every year held of every kecamatan of a kabupaten."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from iku_helpers.errors import InputError, Problem, RequestError
from iku_helpers.inputs import catalogue
from iku_helpers.inputs.catalogue import Params
from iku_helpers.inputs.workbook import Workbook
from iku_helpers.inputs.year_files import YearFiles


@dataclass(frozen=True)
class KabupatenYear:
    """One year: its workbooks in the order of the register, and the kecamatan left out because refused."""

    tahun: int
    register: dict[str, str]
    """Slug to name of every kecamatan of the year, refused ones too."""
    workbooks: tuple[Workbook, ...] = field(repr=False)
    refused: dict[str, tuple[Problem, ...]]


@dataclass(frozen=True)
class KabupatenWorkbook:
    """The years of one kabupaten up to ``tahun``, oldest first; the last one is ``tahun`` itself.

    >>> rekap = KabupatenWorkbook.open(2024, "51.08")  # doctest: +SKIP
    >>> len(rekap.years[-1].workbooks)  # doctest: +SKIP
    9
    """

    kode: str
    years: tuple[KabupatenYear, ...]

    @classmethod
    def open(cls, tahun: int, kabupaten: str, params_dir: str | Path | None = None) -> KabupatenWorkbook:
        """All years of a kabupaten, each yearly table read once however many kecamatan there are.

        A kecamatan whose own tables are refused is left out and named, so that one faulty survey never
        stops the recapitulation of the others.

        Raises
        ------
        RequestError
            If the year or the kabupaten is not there.
        InputError
            If a file all kecamatan share is refused, or no kecamatan of ``tahun`` is left.
        """
        params = catalogue.find(params_dir)
        catalogue.require_year(params, tahun)
        earlier = [year for year in catalogue.years(params.folder) if year < tahun]
        held = [_year(params, year, kabupaten) for year in earlier]
        now = _year(params, tahun, kabupaten)
        if now is None:
            known = sorted({code[:5] for code in catalogue.register(params.folder, tahun).values()})
            raise RequestError(
                f"Kabupaten {kabupaten!r} tidak ada di {params.name(tahun, 'kecamatan.csv')}. "
                f"Yang ada: {', '.join(known)}."
            )
        if not now.workbooks:
            raise InputError(problem for problems in now.refused.values() for problem in problems)
        return cls(kabupaten, (*(year for year in held if year is not None), now))


def _year(params: Params, tahun: int, kabupaten: str) -> KabupatenYear | None:
    """One year of the kabupaten; None where its register holds none of it."""
    files = YearFiles(params, tahun)
    columns = files.register("kecamatan").columns
    rows = zip(files.slugs, columns["kode"], columns["nama"], strict=True)
    register = {slug: name.strip() for slug, code, name in rows if code.strip().startswith(f"{kabupaten}.")}
    if not register:
        return None
    found: list[Workbook] = []
    refused: dict[str, tuple[Problem, ...]] = {}
    for slug in register:
        try:
            found.append(Workbook.of(files, slug))
        except InputError as error:
            if any(problem.kecamatan is None for problem in error.problems):
                raise
            refused[slug] = error.problems
    return KabupatenYear(tahun, register, tuple(found), refused)
