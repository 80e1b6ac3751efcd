"""A params/ of the whole country, for benchmarks: every kecamatan of the register, every village of the IDM.

    python tests/benchmarks/nation.py FOLDER [--data ../shared/data] [--kecamatan 1000] [--years 2023 2024]

With ``--data`` (a folder with ``wilayah/`` and ``idm/``) register and IDM are the real ones; without it
codes, names and values are drawn. Surveys, services, verdicts and follow-up are always made up: those of this
repository's own sample, drawn anew for each kecamatan. Equal arguments give equal bytes.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import yaml

PARAMS = Path(__file__).resolve().parents[2] / "params"
KECAMATAN, VILLAGES = 7277, 10
IDM = ("iks", "ike", "ikl", "idm", "status")
THRESHOLDS = (0.4907, 0.5989, 0.7072, 0.8155)
STATUSES = ("Sangat Tertinggal", "Tertinggal", "Berkembang", "Maju", "Mandiri")


@dataclass
class Village:
    """One village, with its five IDM cells where it has any."""

    code: str
    name: str
    idm: tuple[str, ...] = ()


@dataclass
class Kecamatan:
    """One kecamatan and its villages."""

    code: str
    name: str
    slug: str = ""
    villages: list[Village] = field(default_factory=list)


def real(data: Path, year: int) -> list[Kecamatan]:
    """Register and IDM as published."""
    with (data / "wilayah" / "idn_area_districts.csv").open(encoding="utf-8", newline="") as file:
        found = {row["code"]: Kecamatan(row["code"], row["name"]) for row in csv.DictReader(file)}
    with gzip.open(data / "idm" / f"idm_{year}_nasional.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = row["KODE_DESA"]
            owner = found.get(f"{code[:2]}.{code[2:4]}.{code[4:6]}")
            if owner is not None:
                owner.villages.append(Village(code, row["NAMA_DESA"].title() or code, _published(row, year)))
    return list(found.values())


def _published(row: dict[str, str], year: int) -> tuple[str, ...]:
    value = row.get(f"NILAI_IDM_{year}") or row.get(f"NILAI_IDM_{year}_HITUNG") or ""
    cells = (
        row[f"IKS_{year}"],
        row[f"IKE_{year}"],
        row[f"IKL_{year}"],
        value,
        row[f"STATUS_IDM_{year}"].title(),
    )
    return cells if all(cells) else ()


def drawn(year: int) -> list[Kecamatan]:
    """As many kecamatan with made-up names, where no register is at hand."""
    found = []
    for number in range(KECAMATAN):
        random = Random(f"{year} {number}")
        code = f"{11 + number // 1000:02d}.{number // 50 % 20 + 1:02d}.{number % 50 + 1:02d}"
        villages = [
            Village(f"{code.replace('.', '')}2{order:03d}", f"Desa {order}", _drawn_idm(random))
            for order in range(1, VILLAGES + 1)
        ]
        found.append(Kecamatan(code, f"Kecamatan {number + 1}", villages=villages))
    return found


def _drawn_idm(random: Random) -> tuple[str, ...]:
    """Sub-indices on their grids, as the publication has them."""
    sums = (random.randint(105, 170), random.randint(24, 58), random.randint(7, 15))
    shares = [points / most for points, most in zip(sums, (175, 60, 15), strict=True)]
    value = sum(shares) / 3
    status = STATUSES[sum(value > threshold for threshold in THRESHOLDS)]
    return (*(f"{share:.4f}" for share in (*shares, value)), status)


def completed(found: list[Kecamatan]) -> list[Kecamatan]:
    """Slugs of their own, and kelurahan where a kecamatan has no desa: the IDM knows desa only."""
    taken: set[str] = set()
    for one in found:
        slug = re.sub(r"[^a-z0-9]+", "-", one.name.lower()).strip("-")
        one.slug = slug if slug not in taken else f"{slug}-{one.code.replace('.', '')}"
        taken.add(one.slug)
        code = one.code.replace(".", "")
        one.villages = one.villages or [Village(f"{code}1{n:03d}", f"Kelurahan {n}") for n in range(1, 5)]
    return found


class Sample:
    """The made-up tables of this repository for one year, by kecamatan."""

    def __init__(self, year: int) -> None:
        self.folder = PARAMS / str(year)
        self.surveys = {
            path.stem: path.read_text("utf-8").splitlines()
            for path in sorted((self.folder / "survei").glob("*.csv"))
        }
        self.tables = {name: self._groups(name) for name in ("layanan", "tindak_lanjut")}

    def _groups(self, name: str) -> tuple[list[str], dict[str, list[list[str]]]]:
        with (self.folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        groups: dict[str, list[list[str]]] = defaultdict(list)
        for row in rows:
            groups[row[0]].append(row[1:])
        return header, groups

    def settings(self) -> str:
        """tahun.yml without what it says of single kecamatan."""
        values = yaml.safe_load((self.folder / "tahun.yml").read_text("utf-8"))
        values.pop("kecamatan", None)
        values["sumber"] = {name: told for name, told in values["sumber"].items() if "/" not in name}
        return yaml.safe_dump(values, allow_unicode=True, sort_keys=False)

    def survey(self, base: str, random: Random) -> str:
        """As many respondents as the base has, drawn from them with replacement."""
        header, *rows = self.surveys[base]
        picked = (random.choice(rows).partition(",")[2] for _ in rows)
        return "\n".join([header, *(f"R{n:03d},{rest}" for n, rest in enumerate(picked, start=1))]) + "\n"


def verdicts(one: Kecamatan, year: int, random: Random) -> Iterator[tuple[str, ...]]:
    """Four of five villages met every criterion."""
    for village in one.villages:
        good = random.random() < 0.8
        day = f"{year}-{random.choice(('02', '03')) if good else '05'}-{random.randint(1, 28):02d}"
        yield village.code, "ya", day, "ya" if good else "tidak", "ya", ""


def write_year(folder: Path, year: int, found: list[Kecamatan]) -> None:
    """All files of one year."""
    sample = Sample(year)
    bases = sorted(sample.surveys)
    (folder / "survei").mkdir(parents=True)
    (folder / "tahun.yml").write_text(sample.settings(), "utf-8")
    tables: dict[str, list[tuple[str, ...] | list[str]]] = {
        "kecamatan": [["kecamatan", "kode", "nama", "camat", "nip"]],
        "desa": [["kode", "nama", "jenis", "kecamatan"]],
        "idm": [["kode", *IDM]],
        "administrasi": [["kode", "perdes_lpj", "diterima", "lampiran_lengkap", "publikasi", "keterangan"]],
        **{name: [header] for name, (header, _) in sample.tables.items()},
    }
    for number, one in enumerate(found):
        random, base = Random(f"{year} {one.code}"), bases[number % len(bases)]
        (folder / "survei" / f"{one.slug}.csv").write_text(sample.survey(base, random), "utf-8")
        tables["kecamatan"].append((one.slug, one.code, one.name, "", ""))
        kinds = ("kelurahan", "desa")
        tables["desa"] += [(v.code, v.name, kinds[v.code[6] in "23"], one.slug) for v in one.villages]
        tables["idm"] += [(village.code, *village.idm) for village in one.villages if village.idm]
        tables["administrasi"] += verdicts(one, year, random)
        for name, (_, groups) in sample.tables.items():
            tables[name] += [[one.slug, *row] for row in groups.get(base, ())]
    for name, rows in tables.items():
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(rows)
        (folder / f"{name}.csv").write_text(text.getvalue(), "utf-8")


def write_nation(folder: Path, data: Path | None, years: list[int], most: int | None = None) -> int:
    """Write ``folder`` as a params/ and give back how many kecamatan it holds."""
    folder.mkdir(parents=True)
    shutil.copyfile(PARAMS / "iku.yml", folder / "iku.yml")
    count = 0
    for year in years:
        found = completed(drawn(year) if data is None else real(data, year))[:most]
        write_year(folder / str(year), year, found)
        count = len(found)
    return count


def main() -> None:
    """The command."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--data", type=Path)
    asked.add_argument("--kecamatan", type=int)
    asked.add_argument("--years", type=int, nargs="+", default=[2023, 2024])
    given = asked.parse_args()
    count = write_nation(given.folder, given.data, given.years, given.kecamatan)
    print(f"{count} kecamatan, {', '.join(map(str, given.years))}: {given.folder}")


if __name__ == "__main__":
    main()
