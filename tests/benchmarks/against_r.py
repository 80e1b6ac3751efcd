"""Random designs through the estimator and through R's survey package: do they still agree?

    .venv/bin/python tests/benchmarks/against_r.py [how many]      # needs Rscript with survey and jsonlite

Strata, clusters, two stages, finite populations, lonely units, zero weights, gaps, post-strata and margins
are thrown together as no sensible survey would; index, groups and difference must agree to 1e-8. What
differs on purpose (METHOD.md, "Beside other software") is left out: groups within one unit, and zero weights
with known counts.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from iku_helpers.method import ikm
from iku_helpers.method.estimates import Design

UNSUR = [f"U{number}" for number in range(1, 10)]
COUNTS = {"jk": {"L": 100, "P": 140}, "pend": {"x": 90, "y": 150}}
HELPERS = Path(__file__).parents[1] / "reference" / "more_cases.R"
R_SCRIPT = """
specs <- fromJSON("specs.json"); out <- list()
jk <- data.frame(jk = c("L", "P"), Freq = c(100, 140))
pend <- data.frame(pend = c("x", "y"), Freq = c(90, 150))
tight <- list(maxit = 2000, epsilon = 1e-13)
for (i in seq_len(nrow(specs))) {
  s <- specs[i, ]; d <- augmented(read(s$name), U)
  a <- list(data = d, id = if (s$two) ~c + id else if (s$clusters) ~c else ~1)
  if (s$strata) a$strata <- ~h
  if (s$sizes) a$fpc <- if (s$two) ~M + N else if (s$clusters) ~M else ~N
  if (s$weights) a$weights <- ~w
  out[[s$name]] <- suppressWarnings({
    des <- do.call(svydesign, a)
    if (s$counts == "post") des <- postStratify(des, ~jk, jk)
    if (s$counts == "rake") des <- rake(des, list(~jk, ~pend), list(jk, pend), control = tight)
    list(index = answer(des), groups = by(des, "jk"), gap = gap(des, "jk", "P", "L"))
  })
}
write(toJSON(out, auto_unbox = TRUE, digits = I(15), na = "null"), "out.json")
"""


def table(draw: np.random.Generator, clusters: bool) -> pd.DataFrame:
    """A sample of up to three strata, of people or of villages with people."""
    rows = []
    for h in range(draw.integers(1, 4)):
        drawn = int(draw.integers(1, 6 if clusters else 15))
        size = drawn + int(draw.integers(0, 7 if clusters else 30))
        for c in range(drawn):
            people = int(draw.integers(1, 7)) if clusters else 1
            within = people + int(draw.integers(0, 9)) if clusters else size
            rows += [(f"h{h}", f"h{h}c{c}", size, within)] * people
    sample = pd.DataFrame(rows, columns=["h", "c", "M", "N"]).assign(id=range(len(rows)))
    for unsur in UNSUR:
        sample[unsur] = np.where(draw.random(len(rows)) < 0.1, np.nan, draw.integers(1, 5, len(rows)))
    return sample.assign(
        jk=draw.choice(["L", "P"], len(rows)),
        pend=draw.choice(["x", "y"], len(rows)),
        w=np.round(draw.uniform(1, 9, len(rows)), 3),
    )


def designs(count: int, folder: Path) -> Iterator[dict]:
    """Usable random tables, each written to ``folder``, with the words that describe their design."""
    for seed in range(count):
        draw = np.random.default_rng(seed)
        clusters = bool(draw.random() < 0.5)
        sample = table(draw, clusters)
        counts = str(draw.choice(["none", "none", "post", "rake"]))
        if counts == "none" and draw.random() < 0.4:
            sample.loc[draw.random(len(sample)) < 0.15, "w"] = 0.0
        groups = sample[sample["w"] > 0].groupby("jk")
        if (
            groups["c"].nunique().min() < 2
            or groups[UNSUR].count().min().min() < 2
            or sample.groupby(["jk", "pend"]).ngroups < 4
        ):
            continue
        name = f"random{seed:04d}.csv"
        sample.to_csv(folder / "csv" / name, index=False)
        two = clusters and bool(draw.random() < 0.5)
        yield {
            "name": name,
            "strata": True,
            "clusters": clusters,
            "two": two,
            "sizes": two or bool(draw.random() < 0.7),
            "weights": bool(draw.random() < 0.6) or bool((sample["w"] == 0).any()),
            "counts": counts,
        }


def design(spec: dict) -> Design:
    people = "N" if spec["sizes"] and (spec["two"] or not spec["clusters"]) else None
    return Design(
        weights="w" if spec["weights"] else None,
        strata="h",
        cluster="c" if spec["clusters"] else None,
        population=people,
        cluster_population="M" if spec["sizes"] and spec["clusters"] else None,
        post_strata={"jk": COUNTS["jk"]} if spec["counts"] == "post" else None,
        margins=COUNTS if spec["counts"] == "rake" else None,
    )


def differences(spec: dict, theirs: dict, folder: Path) -> Iterator[str]:
    sample = pd.read_csv(folder / "csv" / spec["name"])
    groups = ikm.by_group(sample, UNSUR, design(spec), by="jk")
    pairs = [
        ("index", ikm.index(sample, UNSUR, design(spec)), theirs["index"]),
        ("gap", ikm.difference(sample, UNSUR, design(spec), "jk", ("P", "L")), theirs["gap"]),
        *((group, groups.loc[group], theirs["groups"][group]) for group in ("L", "P")),
    ]
    for what, ours, expected in pairs:
        for name in ("estimate", "se", "df"):
            here, there = float(getattr(ours, name)), float(expected[name])
            if not math.isclose(here, there, rel_tol=1e-8, abs_tol=1e-9):
                yield f"{spec}: {what} {name} {here} where R has {there}"


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "csv").mkdir()
        specs = list(designs(count, folder))
        (folder / "specs.json").write_text(json.dumps(specs), encoding="utf-8")
        helpers = HELPERS.read_text(encoding="utf-8").split("cases <- list()")[0]
        lonely = 'options(survey.lonely.psu = "adjust")\n'
        (folder / "run.R").write_text(helpers + lonely + R_SCRIPT, encoding="utf-8")
        subprocess.run(["Rscript", "run.R"], cwd=folder, check=True)
        out = json.loads((folder / "out.json").read_text(encoding="utf-8"))
        found = [text for spec in specs for text in differences(spec, out[spec["name"]], folder)]
    print(f"{len(specs)} designs, {12 * len(specs)} figures, {len(found)} differ")
    print("\n".join(found))
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
