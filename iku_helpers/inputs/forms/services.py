"""The services of a kecamatan on its forms, and the sheet that asks how many used each."""

from __future__ import annotations

from iku_helpers.inputs.forms.sheets import Entry
from iku_helpers.inputs.settings import FIRST_YEAR
from iku_helpers.inputs.year_files import YearFiles

USERS = "Pengguna layanan"
USERS_ENTRIES = (
    Entry("layanan", "Jenis layanan", 34, "Nama layanan, sama dengan di lembar 'Isian survei'.", free=True),
    Entry("pengguna", "Banyak pengguna setahun", 16, "Semua pemakai layanan ini setahun, bilangan bulat.",
          limits=(1, 999_999_999), whole=True),
)  # fmt: skip


def users_rows(files: YearFiles, slug: str, *, filled: bool) -> list[list[str]]:
    """The kecamatan's services with their numbers of users; ``filled``: those this year's table holds."""
    found = files.table("layanan") if filled else None
    if found is None:
        return [[name, ""] for name in services(files, slug)]
    rows = zip(*(found.columns[name] for name in ("kecamatan", "layanan", "pengguna")), strict=True)
    return [[name, users] for owner, name, users in rows if owner == slug]


def services(files: YearFiles, slug: str) -> tuple[str, ...]:
    """The kecamatan's services of this year, else of the newest earlier year that lists some."""
    for tahun in range(files.tahun, FIRST_YEAR - 1, -1):
        year = files if tahun == files.tahun else YearFiles(files.params, tahun)
        if not year.params.path(tahun, "layanan.csv").is_file():
            continue
        found = year.table("layanan")
        if found is not None:
            pairs = zip(found.columns["kecamatan"], found.columns["layanan"], strict=True)
            names = tuple(dict.fromkeys(name for owner, name in pairs if owner == slug))
            if names:
                return names
    return ()
