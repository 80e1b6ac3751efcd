"""A million respondents through the import: seconds and the most memory held, printed.

Run by hand: ``python tests/benchmarks/import_million.py [rows]``.
"""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[2]


def sheet(rows: int) -> pd.DataFrame:
    """A form service's export: day first, names and phone numbers, answer words, some suggestions."""
    random = np.random.default_rng(7)
    number = np.arange(rows)
    days = pd.Timestamp("2024-06-03") + pd.to_timedelta(random.integers(0, 170, rows), unit="D")
    columns = {
        "No": number + 1,
        "Tanggal": days.strftime("%d/%m/%Y"),
        "Nama": "Responden " + pd.Series(number).astype(str),
        "No HP": "0812" + pd.Series(number + 10_000_000).astype(str),
        "Jenis Layanan": random.choice(["Surat pindah", "Legalisasi surat", "Keterangan waris"], rows),
        "Jenis Kelamin": random.choice(["Laki-laki", "Perempuan"], rows),
        "Umur": random.integers(17, 80, rows),
        "Pendidikan": random.choice(["SD", "SMP", "SMA", "S1"], rows),
        "Pekerjaan": random.choice(["Petani", "Wiraswasta", "PNS"], rows),
    }
    columns |= {f"U{unsur}": random.choice(["2", "3", "3", "4"], rows) for unsur in range(1, 10)}
    columns["Saran"] = random.choice(["", "", "", "Mohon dipercepat", "Hubungi 081234567890"], rows)
    return pd.DataFrame(columns)


def main() -> None:
    """Write the sheet, import it in this process, print what it took."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "survei.csv"
        if len(sys.argv) > 2:
            file = Path(sys.argv[2])
        else:
            sheet(rows).to_csv(file, index=False, sep=";")
            import subprocess

            subprocess.run([sys.executable, __file__, str(rows), str(file)], check=True)
            return
        params = Path(folder) / "params"
        shutil.copytree(ROOT / "params", params)
        before = time.perf_counter()
        from iku_helpers.inputs.importing import import_table

        report = import_table("survei", file, 2024, "busungbiu", params, replace=True)
        seconds = time.perf_counter() - before
        print("\n".join(report.text().splitlines()[-12:]))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{rows:,} rows, {file.stat().st_size / 1e6:.0f} MB: {seconds:.1f} s, at most {memory:.0f} MB")


if __name__ == "__main__":
    main()
