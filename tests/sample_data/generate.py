"""Write the made-up tables again, byte for byte: ``python tests/sample_data/generate.py [FOLDER]``.

Made up are all surveys, users, evaluations and follow-up, and the IDM of 2021; tahun.yml marks each as
``contoh``. Registers and the IDM of 2023 and 2024 are real: they are read here (from the
repository's params/), never written.
"""

from __future__ import annotations

import csv
import sys
from fractions import Fraction
from pathlib import Path
from random import Random

import answers
import plan
import words

from iku_helpers.numbers import rounded
from iku_helpers.rules import STATUSES, status_rule

PARAMS = Path(__file__).resolve().parents[2] / "params"
ITEMS = {"iks": 175, "ike": 60, "ikl": 15}


def main(folder: Path) -> None:
    """All made-up tables of all years."""
    for year in plan.PERIODS:
        target = folder / str(year)
        slugs = [slug for tahun, slug in plan.SURVEYS if tahun == year]
        users = []
        follow_up = []
        for slug in slugs:
            table = answers.survey(year, slug)
            write(target / "survei" / f"{slug}.csv", answers.HEADER, table)
            users += list(zip([slug] * 6, plan.SERVICES, plan.SURVEYS[year, slug].users, strict=True))
            follow_up += follow_up_rows(slug, table)
        write(target / "layanan.csv", ("kecamatan", "layanan", "pengguna"), users)
        write(target / "administrasi.csv", ADMINISTRATION, administration(year))
        write(target / "tindak_lanjut.csv", FOLLOW_UP, follow_up)
    write(folder / "2021" / "idm.csv", ("kode", "iks", "ike", "ikl", "idm", "status"), idm_2021())


def write(path: Path, header: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    """One canonical table."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def read(path: Path) -> list[dict[str, str]]:
    """A table that already stands in the repository."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


FOLLOW_UP = ("kecamatan", "unsur", "kegiatan", "waktu", "penanggung_jawab", "status", "keterangan")


def follow_up_rows(slug: str, table: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """What became of last year's plan, then a plan for the three unsur that came out lowest."""
    random = Random(f"tindak lanjut {slug} {len(table)}")
    kept = sorted(random.sample(sorted(words.DONE), 3))
    done = [(slug, unsur, words.DONE[unsur][0], "", "", *words.DONE[unsur][1:]) for unsur in kept]
    means = answers.means(table)
    lowest = sorted(plan.UNSUR, key=lambda unsur: (means[unsur], unsur))[:3]
    return done + [(slug, unsur, *words.PLANS[unsur], "rencana", "") for unsur in lowest]


ADMINISTRATION = ("kode", "perdes_lpj", "diterima", "lampiran_lengkap", "publikasi", "keterangan")


def administration(year: int) -> list[tuple[object, ...]]:
    """The verdict on every village's report of the year before, in the order of the register."""
    register = read(PARAMS / str(year) / "desa.csv")
    rows = []
    for slug in dict.fromkeys(row["kecamatan"] for row in register):
        codes = [row["kode"] for row in register if row["kecamatan"] == slug]
        random = Random(f"administrasi {year} {slug}")
        rest = list(codes)
        random.shuffle(rest)
        skipped = {rest.pop() for _ in range(plan.UNEVALUATED.get((year, slug), 0))}
        absent = {rest.pop() for _ in range(plan.NEVER_RECEIVED.get((year, slug), 0))}
        faults = named_faults(year, slug) or drawn_faults(rest, year, random)
        rows += [
            verdict(code, year, code in skipped, code in absent, faults.get(code), random) for code in codes
        ]
    return rows


def named_faults(year: int, slug: str) -> dict[str, tuple[int | None, bool]]:
    """The faults a plan fixes, by village."""
    return {code: (fault, late) for code, fault, late in plan.NAMED_FAULTS.get((year, slug), ())}


def drawn_faults(codes: list[str], year: int, random: Random) -> dict[str, tuple[int | None, bool]]:
    """Faults drawn for some of the villages: late, one condition missing, or both."""
    count = max(1, round(plan.FAULT_SHARE[year] * len(codes) * random.uniform(0.5, 1.5)))
    kinds: list[tuple[int | None, bool]] = [(None, True), (0, False), (1, False), (2, False), (1, True)]
    return {code: random.choice(kinds) for code in codes[:count]}


def verdict(
    code: str, year: int, skipped: bool, absent: bool, fault: tuple[int | None, bool] | None, random: Random
) -> tuple[object, ...]:
    """One village's row."""
    early, late_by = random.betavariate(4, 2), random.randint(3, 40)
    if skipped:
        return (code, "", "", "", "", "")
    if absent:
        return (code, "tidak", "", "tidak", "tidak", "LPJ tidak disampaikan sampai akhir tahun")
    kind, late = fault if fault is not None else (None, False)
    perdes, annexes, published, note = ("ya", "ya", "ya", "") if kind is None else words.FAULTS[kind]
    deadline = answers.working_day(year, 3, 31, back=True)
    day = answers.shifted(deadline, late_by) if late else answers.shifted(deadline, -round(75 * (1 - early)))
    note = "; ".join(filter(None, [note, "Diterima setelah 31 Maret" if late else ""]))
    return (code, perdes, day.isoformat(), annexes, published, note)


def idm_2021() -> list[tuple[object, ...]]:
    """An IDM of 2021 for Busungbiu: the item sums of 2023 less some points. It was never published."""
    random = Random("idm 2021")
    rows = []
    for row in read(PARAMS / "2023" / "idm.csv"):
        if row["kode"].startswith("510803"):
            sums = {name: round(float(row[name]) * most) for name, most in ITEMS.items()}
            lost = {"iks": random.randint(2, 14), "ike": random.randint(0, 6), "ikl": random.randint(0, 2)}
            shares = [Fraction(sums[name] - lost[name], most) for name, most in ITEMS.items()]
            value = sum(shares, Fraction(0)) / 3
            texts = [f"{float(rounded(float(share), 4)):g}" for share in (*shares, value)]
            rows.append((row["kode"], *texts, status(value)))
    return rows


def status(value: Fraction) -> str:
    """The IDM status of an exact value; upper bounds belong to the lower status."""
    return STATUSES[sum(value > threshold for threshold in status_rule("idm").thresholds)]


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PARAMS)
