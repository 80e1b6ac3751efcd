"""``iku sampel``: how many people to ask, in all and by layanan, before the survey begins."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from iku_helpers.desk.sheet import Sheet
from iku_helpers.errors import IkuError, RequestError
from iku_helpers.inputs import catalogue
from iku_helpers.inputs.kecamatan_tables import users
from iku_helpers.inputs.workbook import Workbook
from iku_helpers.inputs.year_files import YearFiles
from iku_helpers.method.estimates import Estimate
from iku_helpers.method.planning import margin_of_index, plan
from iku_helpers.method.sample_size import ALL
from iku_helpers.numbers import number, percent
from iku_helpers.pages.report import Report
from iku_helpers.pages.tables import Column, Group, Table
from iku_helpers.rules import KREJCIE_MORGAN

UNNAMED = "Pengguna"


def of_numbers(given: Sequence[str], answering: float, up: bool) -> Sheet:
    """The plan for numbers of users as typed: ``4870``, or ``KTP=900`` for each service."""
    known: dict[str, int] = {}
    for text in given:
        name, sign, count = text.rpartition("=")
        if not count.strip().isdecimal() or int(count) < 1:
            raise RequestError(
                f"--pengguna {text!r} harus bilangan bulat, atau LAYANAN=BILANGAN seperti 'KTP=900'."
            )
        if (name.strip() or UNNAMED) in known or (len(given) > 1 and not sign):
            raise RequestError(
                "Bila --pengguna lebih dari satu, masing-masing menyebut layanan yang berbeda."
            )
        known[name.strip() or UNNAMED] = int(count)
    return _sheet(pd.Series(known), answering, up, "jumlah pengguna yang disebutkan")


def of_kecamatan(
    params_dir: Path | str | None, tahun: int | None, slug: str, answering: float, up: bool
) -> Sheet:
    """The plan from the users of each service that params/ holds, newest year first unless one is asked."""
    params = catalogue.find(params_dir)
    asked = catalogue.years(params.folder)[::-1] if tahun is None else [catalogue.require_year(params, tahun)]
    for year in asked:
        files = YearFiles(params, year)
        catalogue.require_kecamatan(slug, files.slugs, year)
        known = users(files.cut("layanan", slug))
        if known:
            names = dict(zip(files.slugs, files.register("kecamatan").columns["nama"], strict=True))
            place = f"Kecamatan {names[slug]}, pengguna layanan {year}"
            return _sheet(pd.Series(known), answering, up, place, _index(params.folder, year, slug))
    raise RequestError(
        f"Belum ada banyak pengguna layanan {slug}{f' tahun {tahun}' if tahun else ''} di layanan.csv. "
        "Sebutkan dengan --pengguna, atau pilih tahun lain dengan --tahun."
    )


def _index(folder: Path, tahun: int, slug: str) -> tuple[int, Estimate] | None:
    """The index of that year's survey, where it has one: it tells how far answers spread."""
    try:
        survey = Report(Workbook.open(tahun, slug, folder)).survey
    except IkuError:
        return None
    return None if survey is None else (tahun, survey.index)


def _sheet(
    known: pd.Series, answering: float, up: bool, place: str, before: tuple[int, Estimate] | None = None
) -> Sheet:
    """The plan as a table with the sentences that say how to read it."""
    frame = plan(known, answering / 100, "ceil" if up else "table")
    columns = [
        Column("Layanan"), Column("Pengguna", "angka", "setahun"), Column("Jawaban", "angka", "diperlukan"),
        Column("Diminta", "angka", "mengisi"), Column("Ketelitian", "angka", "±"),
        Column("Bila berdiri", "angka", "sendiri"),
    ]  # fmt: skip
    rows = {
        str(group): [
            str(group), number(row["users"], 0), number(row["answers"], 0), number(row["asked"], 0),
            percent(row["margin"], 1), number(row["alone"], 0),
        ] for group, row in frame.to_dict("index").items()
    }  # fmt: skip
    foot = rows.pop(ALL)
    table = Table("tabel-sampel", "Banyak responden", columns, [Group(list(rows.values()))], foot=foot)
    total = frame.loc[ALL].to_dict()
    return Sheet("Rencana banyak responden", place, [table, tuple(_reading(total, answering, before))])


def _reading(
    total: Mapping[Hashable, float], answering: float, before: tuple[int, Estimate] | None
) -> list[str]:
    answers, whole = int(total["answers"]), int(total["users"])
    said = [
        f"Diperlukan {number(answers, 0)} jawaban dari {number(whole, 0)} pengguna "
        f"({KREJCIE_MORGAN.source}), dibagi menurut banyaknya pengguna tiap layanan, paling sedikit dua.",
        f"Andaian: {number(answering, 0)} dari 100 orang yang diminta mau mengisi, maka mintalah "
        f"{number(int(total['asked']), 0)} orang. Andaian lain: --jawab.",
        "Ketelitian ialah setengah lebar interval 95% sebuah persentase pada layanan itu; layanan kecil "
        "kurang teliti. Kolom terakhir: yang diperlukan bila layanan itu harus seteliti keseluruhannya.",
        "Angka ini berlaku bila responden diacak. Menambah jawaban tidak memperbaiki contoh yang dipilih.",
    ]
    if before is not None:
        tahun, estimate = before
        points = number(margin_of_index(estimate, answers, whole), 2)
        said.append(
            f"Bila jawaban sebervariasi survei {tahun}, interval IKM akan selebar ± {points} (tahun itu: "
            f"{number(estimate.n, 0)} responden, "
            f"{number(estimate.lower, 2)} sampai {number(estimate.upper, 2)})."
        )
    return said
