"""Seconds and memory of the index, its unsur and its groups on 1e5 and 1e6 respondents, beside R's survey.

    .venv/bin/python tests/benchmarks/method_million.py            # both sizes; R beside it where Rscript is
    .venv/bin/python tests/benchmarks/method_million.py --quick    # 1e5 only

The table: 10 strata with finite populations and weights, 9 unsur with gaps. Every figure is taken in a
process of its own after the table is loaded: the best of three, and the peak memory of that process. R
reads the same table from a CSV; its seconds count from after the reading too. The limits are printed, not
asserted: a busy machine is slow, not wrong.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from iku_helpers.method import ikm
from iku_helpers.method.estimates import Design

UNSUR = [f"U{number}" for number in range(1, 10)]
DESIGN = Design(weights="w", strata="layanan", population="N")
FIGURES = {
    "index": lambda people: ikm.index(people, UNSUR, DESIGN),
    "by_unsur": lambda people: ikm.by_unsur(people, UNSUR, DESIGN),
    "by_group layanan": lambda people: ikm.by_group(people, UNSUR, DESIGN, by="layanan"),
    "by_group jenis kelamin": lambda people: ikm.by_group(people, UNSUR, DESIGN, by="jk"),
}
AIM_INDEX_SECONDS, AIM_GROUP_RATIO, AIM_R_RATIO = 0.5, 2, 10

R_SCRIPT = """
suppressMessages(library(survey))
path <- commandArgs(TRUE)[1]
d <- read.csv(path)
U <- paste0("U", 1:9)
invisible(gc(reset = TRUE))
start <- proc.time()
for (u in U) { d[[paste0("d", u)]] <- 1 * !is.na(d[[u]]); d[[u]][is.na(d[[u]])] <- 0 }
des <- svydesign(id = ~1, strata = ~layanan, weights = ~w, fpc = ~N, data = d)
tot <- svytotal(as.formula(paste("~", paste(c(U, paste0("d", U)), collapse = "+"))), des)
e <- parse(text = paste0("25/9*(", paste(sprintf("%s/d%s", U, U), collapse = "+"), ")"))[[1]]
s <- svycontrast(tot, list(ikm = e))
used <- proc.time() - start
cat(sprintf('{"seconds": %.3f, "cpu": %.3f, "megabytes": %.0f, "estimate": %.12f, "se": %.12f}',
            used[3], used[1] + used[2], sum(gc()[, 6]), coef(s), SE(s)))
"""


def respondents(rows: int) -> pd.DataFrame:
    """A synthetic survey of ``rows`` people with a fixed seed."""
    draw = np.random.default_rng(2024)
    person = draw.normal(0, 0.4, rows)
    answers = np.clip(np.round(3.2 + person[:, None] + draw.normal(0, 0.6, (rows, 9))), 1, 4)
    people = pd.DataFrame(np.where(draw.random((rows, 9)) < 0.08, np.nan, answers), columns=UNSUR)
    stratum = draw.choice(10, rows, p=np.arange(1, 11) / 55)
    drawn = np.bincount(stratum, minlength=10)
    users = drawn * draw.integers(2, 30, 10)
    people["layanan"] = pd.Series(stratum).map("L{}".format)
    people["jk"] = draw.choice(["L", "P"], rows)
    people["N"] = users[stratum].astype(float)
    people["w"] = (users / drawn)[stratum] * draw.uniform(0.5, 1.5, rows)
    return people


def measure(figure: str, path: Path) -> dict[str, float]:
    """Best of three, in this process."""
    people = pd.read_parquet(path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds, cpu = [], []
    for _ in range(3):
        start, busy = time.perf_counter(), time.process_time()
        result = FIGURES[figure](people)
        seconds.append(time.perf_counter() - start)
        cpu.append(time.process_time() - busy)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = {"seconds": min(seconds), "cpu": min(cpu), "megabytes": peak / 1024, "loaded": before / 1024}
    return found | ({"estimate": result.estimate, "se": result.se} if figure == "index" else {})


def measured_apart(figure: str, path: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--one", figure, str(path)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def measured_in_r(people: pd.DataFrame, folder: Path) -> dict[str, float] | None:
    rscript = shutil.which("Rscript")
    if rscript is None:
        return None
    table, script = folder / "table.csv", folder / "survey.R"
    people.to_csv(table, index=False)
    script.write_text(R_SCRIPT, encoding="utf-8")
    done = subprocess.run([rscript, str(script), str(table)], capture_output=True, text=True, check=False)
    return json.loads(done.stdout) if done.returncode == 0 else None


def report(rows: int, folder: Path) -> None:
    people, path = respondents(rows), folder / "table.parquet"
    people.to_parquet(path)
    found = {figure: measured_apart(figure, path) for figure in FIGURES}
    index = found["index"]
    print(f"\n{rows:,} respondents, {index['loaded']:.0f} MB held once loaded")
    for figure, row in found.items():
        line(figure, row, row["cpu"] / index["cpu"])
    print(f"  aim: index under {AIM_INDEX_SECONDS} s, groups within {AIM_GROUP_RATIO} x index")
    beside = measured_in_r(people, folder)
    if beside is None:
        print("  R's survey: not installed (apt-get install r-base-core r-cran-survey)")
        return
    line("R's survey, index", beside, beside["cpu"] / index["cpu"])
    apart = abs(beside["se"] / index["se"] - 1)
    print(f"  aim: {AIM_R_RATIO} x faster; the two standard errors differ by {apart:.1e} of themselves")


def line(figure: str, row: dict[str, float], ratio: float) -> None:
    time_used = f"{row['seconds']:8.3f} s {row['cpu']:8.3f} s of processor"
    print(f"  {figure:24}{time_used} {row['megabytes']:6.0f} MB peak {ratio:6.2f} x index")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="1e5 respondents only")
    parser.add_argument("--one", nargs=2, metavar=("FIGURE", "TABLE"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measure(asked.one[0], Path(asked.one[1]))))
        return
    for rows in (100_000,) if asked.quick else (100_000, 1_000_000):
        with tempfile.TemporaryDirectory() as folder:
            report(rows, Path(folder))


if __name__ == "__main__":
    main()
