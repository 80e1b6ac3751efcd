"""What is allowed in a survey but weakens it: few respondents, unknown users, days that look copied."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from iku_helpers import numbers
from iku_helpers.errors import Problem, did_you_mean
from iku_helpers.inputs.kecamatan_tables import KecamatanTables, users
from iku_helpers.inputs.records import Records
from iku_helpers.inputs.tables import MOST_OF_ONE_KIND
from iku_helpers.rules import KREJCIE_MORGAN

FEWEST_OF_A_DAY = 5


def required_respondents(population: float) -> int:
    """The sample size table of Krejcie and Morgan: their formula, rounded to the nearest whole.

    >>> [required_respondents(size) for size in (10, 500, 5000)]
    [10, 217, 357]
    """
    spread = KREJCIE_MORGAN.chi_square * KREJCIE_MORGAN.share * (1 - KREJCIE_MORGAN.share)
    exact = spread * Fraction(population) / (KREJCIE_MORGAN.margin**2 * (Fraction(population) - 1) + spread)
    return math.floor(exact + Fraction(1, 2))


def warnings(tables: KecamatanTables) -> list[Problem]:
    """All of them, in the order a reader would mend them."""
    answers = tables.records.get("survei")
    if answers is None or not len(answers):
        file = f"params/{tables.files.tahun}/survei/{tables.slug}.csv"
        message = "Belum ada jawaban survei; Indeks Kepuasan Masyarakat tidak dapat dihitung."
        return [_warning(message, file)]
    known = users(tables.records.get("layanan"))
    return [
        *_few(answers, known),
        *_services(answers, known, tables.records.get("layanan")),
        *_outside_period(tables, answers),
        *_repeated_ids(answers),
        *_silent(tables, answers),
        *_copied_days(tables, answers),
    ]


def _warning(message: str, file: str, **details: object) -> Problem:
    return Problem(message, file, severity="peringatan", **details)  # type: ignore[arg-type]


def _few(answers: Records, known: dict[str, float]) -> list[Problem]:
    names = {text.strip() for text in answers.columns["layanan"]}
    if not known or not names <= known.keys():
        return []
    total = sum(known.values())
    required, n = required_respondents(total), len(answers)
    if n >= required:
        return []
    message = (
        f"Responden {numbers.number(n, 0)}, kurang dari {numbers.number(required, 0)} yang disarankan tabel "
        f"Krejcie-Morgan untuk {numbers.number(total, 0)} pengguna."
    )
    return [_warning(message, answers.file, advice="Laporan tetap dibuat; intervalnya lebih lebar.")]


def _services(answers: Records, known: dict[str, float], layanan: Records | None) -> list[Problem]:
    asked = Counter(text.strip() for text in answers.columns["layanan"])
    named = {text.strip() for text in layanan.columns["layanan"]} if layanan is not None else set()
    found = []
    for name, count in asked.items():
        if name and name not in known:
            hint = did_you_mean(name, sorted(named)) if name not in named else ""
            message = f"Layanan '{name}' ({count} responden) tidak punya jumlah pengguna di layanan.csv"
            advice = "Tanpa itu indeks dihitung tanpa menimbang banyaknya pengguna."
            row = _first_row(answers, "layanan", name)
            end = f";{hint}" if hint else "."
            found.append(_warning(message + end, answers.file, row=row, column="layanan", advice=advice))
    for name in known:
        if name not in asked:
            message = (
                f"Layanan '{name}' punya pengguna tetapi tidak ada respondennya; indeks tidak mewakilinya."
            )
            found.append(_warning(message, answers.file, column="layanan"))
    return found


def _first_row(records: Records, column: str, text: str) -> int:
    places = (
        row for row, cell in zip(records.rows, records.columns[column], strict=True) if cell.strip() == text
    )
    return next(places)


def _outside_period(tables: KecamatanTables, answers: Records) -> list[Problem]:
    period = tables.files.settings.of_kecamatan(tables.slug).survei.periode
    allowed = f"{period.mulai} sampai {period.selesai}"
    outside = {
        text for text in set(answers.columns["tanggal"]) if _is_outside(text, period.mulai, period.selesai)
    }
    pairs = zip(answers.rows, answers.columns["tanggal"], strict=True)
    return _each(
        answers,
        "tanggal",
        ((row, text) for row, text in pairs if text in outside),
        ("Tanggal ini di luar masa survei menurut tahun.yml.", allowed),
    )


def _is_outside(text: str, first: dt.date, last: dt.date) -> bool:
    try:
        return not first <= dt.date.fromisoformat(text.strip()) <= last
    except ValueError:
        return False


def _repeated_ids(answers: Records) -> list[Problem]:
    counts = Counter(text.strip() for text in answers.columns["id"])
    seen: set[str] = set()
    again = []
    for row, text in zip(answers.rows, answers.columns["id"], strict=True):
        if counts[text.strip()] > 1 and text.strip():
            if text.strip() in seen:
                again.append((row, text.strip()))
            seen.add(text.strip())
    return _each(answers, "id", again, ("Nomor responden ini sudah dipakai di baris sebelumnya.", None))


def _each(
    answers: Records, column: str, cells: Iterable[tuple[int, str]], words: tuple[str, str | None]
) -> list[Problem]:
    message, allowed = words
    rows = list(cells)
    found = [
        _warning(message, answers.file, row=row, column=column, value=text, allowed=allowed)
        for row, text in rows[:MOST_OF_ONE_KIND]
    ]
    if len(rows) > MOST_OF_ONE_KIND:
        more = f"Masih ada {len(rows) - MOST_OF_ONE_KIND} baris lain seperti itu."
        found.append(_warning(more, answers.file, row=rows[MOST_OF_ONE_KIND][0], column=column))
    return found


def _answer_rows(tables: KecamatanTables, answers: Records) -> list[tuple[str, ...]]:
    names = [column.name for column in tables.schemas["survei"].columns if column.unit == "skor 1-4"]
    return list(zip(*(map(str.strip, answers.columns[name]) for name in names), strict=True))


def _silent(tables: KecamatanTables, answers: Records) -> list[Problem]:
    rows = zip(answers.rows, _answer_rows(tables, answers), strict=True)
    silent = [row for row, given in rows if not any(given)]
    if not silent:
        return []
    message = f"{len(silent)} responden tidak menjawab satu unsur pun."
    return [_warning(message, answers.file, row=silent[0], advice="Baris itu tetap dihitung sebagai sampel.")]


def _copied_days(tables: KecamatanTables, answers: Records) -> list[Problem]:
    """Days on which every one of several respondents gave one and the same answer to everything."""
    days: dict[str, list[tuple[str, ...]]] = {}
    for text, given in zip(answers.columns["tanggal"], _answer_rows(tables, answers), strict=True):
        days.setdefault(text.strip(), []).append(tuple(cell for cell in given if cell))
    copied = {day: rows for day, rows in days.items() if day and len(rows) >= FEWEST_OF_A_DAY and _flat(rows)}
    return [
        _warning(
            f"Semua {len(rows)} responden hari ini menjawab {rows[0][0]} untuk setiap unsur.", answers.file,
            row=_first_row(answers, "tanggal", day), column="tanggal", value=day,
            advice="Pastikan jawaban diisi sendiri oleh pengguna.",
        )
        for day, rows in copied.items()
    ]  # fmt: skip


def _flat(rows: list[tuple[str, ...]]) -> bool:
    return all(rows) and len({cell for row in rows for cell in row}) == 1
