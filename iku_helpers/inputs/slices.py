"""A report's own slice of params/: the files it may see, cut to its kecamatan and years, and their digest.

A slice is laid out exactly like params/, so ``Workbook.open(..., params_dir=slice)`` reads it unchanged. Rows
keep their bytes; ``tahun.yml`` is written anew with this kecamatan's overrides and sources alone, so another
kecamatan's change leaves a slice, and its digest, as they were.

    slicer = Slicer("params")                     # reads every yearly table once, for any number of slices
    slicer.digest(2024, "busungbiu")              # sha256 of what the slice would hold, unwritten
    slicer.digests(2024, "busungbiu")             # the same by file, to tell what changed
    slicer.write_slice(folder, 2024, "busungbiu")  # the slice itself, folder/iku.yml, folder/2024/...

Several kecamatan (a tuple) share one slice where a report compares them. A Slicer remembers what it read:
make a new one when files may have changed. Trouble in a file that all share raises InputError; rows that are
wrong themselves are passed on, for the report of their kecamatan to refuse.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from iku_helpers.inputs import catalogue
from iku_helpers.inputs.catalogue import Params
from iku_helpers.inputs.raw_years import RawYear
from iku_helpers.inputs.text_files import read_bytes

Slugs = str | Sequence[str]


class Slicer:
    """Cuts slices out of one params folder; every yearly table is read once."""

    def __init__(self, params_dir: str | Path | None = None) -> None:
        self.params = catalogue.find(params_dir)
        self._indicators = read_bytes(self.params.path("iku.yml"), self.params.name("iku.yml"))
        self._years: dict[int, RawYear] = {}

    def years(self, tahun: int, kecamatan: Slugs) -> list[int]:
        """The years a report of ``tahun`` may look at: it and earlier ones that hold its kecamatan."""
        self._year(tahun)
        held = [year for year in self._all_years if year <= tahun]
        return [year for year in held if any(slug in self._year(year).slugs for slug in _slugs(kecamatan))]

    def digest(self, tahun: int, kecamatan: Slugs, years: Iterable[int] | None = None) -> str:
        """sha256 of the slice's canonical contents, equal for equal slices on any machine."""
        parts = self.digests(tahun, kecamatan, years)
        return hashlib.sha256(
            "\n".join(f"{name} {part}" for name, part in parts.items()).encode()
        ).hexdigest()

    def digests(self, tahun: int, kecamatan: Slugs, years: Iterable[int] | None = None) -> dict[str, str]:
        """The same by file: ``params/2024/idm.csv`` to the sha256 of what the slice holds of it."""
        files = [("iku.yml", self._indicators), *self._files(tahun, kecamatan, years, canonical=True)]
        return {Params.name(name): hashlib.sha256(content).hexdigest() for name, content in files}

    def write_slice(
        self, destination: str | Path, tahun: int, kecamatan: Slugs, years: Iterable[int] | None = None
    ) -> Path:
        """Write the slice; ``destination`` becomes the folder that stands for params/."""
        folder = Path(destination)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "iku.yml").write_bytes(self._indicators)
        for name, content in self._files(tahun, kecamatan, years, canonical=False):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return folder

    def _files(
        self, tahun: int, kecamatan: Slugs, years: Iterable[int] | None, *, canonical: bool
    ) -> Iterable[tuple[str, bytes]]:
        slugs = _slugs(kecamatan)
        for slug in slugs:
            if slug not in self._year(tahun).slugs:
                catalogue.require_kecamatan(slug, tuple(self._year(tahun).slugs), tahun)
        for year in self.years(tahun, slugs) if years is None else sorted(set(years)):
            held = [slug for slug in slugs if slug in self._year(year).slugs]
            yield from self._year(year).files(held, canonical=canonical)

    @cached_property
    def _all_years(self) -> list[int]:
        return catalogue.years(self.params.folder)

    def _year(self, year: int) -> RawYear:
        if year not in self._years:
            self._years[year] = RawYear(self.params, catalogue.require_year(self.params, year))
        return self._years[year]


def write_slice(
    params_dir: str | Path | None,
    tahun: int,
    kecamatan: Slugs,
    destination: str | Path,
    years: Iterable[int] | None = None,
) -> Path:
    """One slice; for many, keep a ``Slicer``."""
    return Slicer(params_dir).write_slice(destination, tahun, kecamatan, years)


def _slugs(kecamatan: Slugs) -> tuple[str, ...]:
    return (kecamatan,) if isinstance(kecamatan, str) else tuple(dict.fromkeys(kecamatan))
