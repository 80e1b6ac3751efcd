"""Random designs through the estimator and through R's survey package: do they still agree?

    .venv/bin/python tests/benchmarks/against_r.py [how many] [first seed]   # needs Rscript, survey, jsonlite

Strata, clusters, two stages, finite populations, lonely and joined strata, zero weights, gaps, post-strata by
one column or two, and margins are thrown together as no sensible survey would. Index, unsur, groups (in and
across the strata and the known counts) and a difference must agree to 1e-8, with their degrees of freedom
and both kinds of limits. What differs on purpose (METHOD.md, "Beside other software") is left out: the error
of a group within one unit, limits where the error is 0, and zero weights with known counts.
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
GROUPS = ["jk", "usia", "h"]
COUNTS = {"jk": {"L": 100, "P": 140}, "pend": {"x": 90, "y": 150}}
CELLS = {("L", "x"): 40, ("L", "y"): 60, ("P", "x"): 50, ("P", "y"): 90}
HELPERS = Path(__file__).parents[1] / "reference" / "more_cases.R"
R_SCRIPT = """
specs <- fromJSON("specs.json"); out <- list()
jk <- data.frame(jk = c("L", "P"), Freq = c(100, 140))
pend <- data.frame(pend = c("x", "y"), Freq = c(90, 150))
cells <- data.frame(jk = c("L", "L", "P", "P"), pend = c("x", "y", "x", "y"), Freq = c(40, 60, 50, 90))
tight <- list(maxit = 5000, epsilon = 1e-13)
for (i in seq_len(nrow(specs))) {
  s <- specs[i, ]; d <- augmented(read(s$table), U)
  a <- list(data = d, id = if (s$two) ~c + id else if (s$clusters) ~c else ~1)
  if (s$strata) a$strata <- ~h
  if (s$sizes) a$fpc <- if (s$two) ~M + N else if (s$clusters) ~M else ~N
  if (s$weights) a$weights <- ~w
  out[[s$name]] <- suppressWarnings({
    des <- do.call(svydesign, a)
    if (s$counts == "post") des <- postStratify(des, ~jk, jk)
    if (s$counts == "cells") des <- postStratify(des, ~jk + pend, cells)
    if (s$counts == "rake") des <- rake(des, list(~jk, ~pend), list(jk, pend), control = tight)
    list(index = answer(des), unsur = item_means(des), jk = by(des, "jk"), usia = by(des, "usia"),
         h = by(des, "h"), gap = gap(des, "jk", "P", "L"))
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
    open_share = draw.choice([0.0, 0.1, 0.4])
    for unsur in UNSUR:
        sample[unsur] = np.where(draw.random(len(rows)) < open_share, np.nan, draw.integers(1, 5, len(rows)))
    return sample.assign(
        jk=draw.choice(["L", "P"], len(rows)),
        pend=draw.choice(["x", "y"], len(rows)),
        usia=draw.choice(["muda", "paruh", "tua"], len(rows)),
        w=np.round(draw.uniform(1, 9, len(rows)), 3),
    )


def usable(sample: pd.DataFrame) -> bool:
    """Whether every figure asked for exists: answers in both groups, every cell represented."""
    groups = sample[sample["w"] > 0].groupby("jk")
    return (
        groups["c"].nunique().min() > 1
        and groups[UNSUR].count().min().min() > 1
        and sample.groupby(["jk", "pend"]).ngroups == len(CELLS)
    )


def designs(seeds: range, folder: Path) -> Iterator[dict]:
    """Usable random tables, each written to ``folder``, with the words that describe their design."""
    for seed in seeds:
        draw = np.random.default_rng(seed)
        clusters = bool(draw.random() < 0.5)
        sample = table(draw, clusters)
        counts = str(draw.choice(["none", "none", "post", "cells", "rake"]))
        if counts == "none" and draw.random() < 0.4:
            sample.loc[draw.random(len(sample)) < 0.15, "w"] = 0.0
        if not usable(sample):
            continue
        two = clusters and bool(draw.random() < 0.5)
        spec = {
            "name": f"random{seed:05d}.csv",
            "table": f"random{seed:05d}.csv",
            "strata": sample["h"].nunique() > 1 or bool(draw.random() < 0.5),
            "clusters": clusters,
            "two": two,
            "sizes": two or bool(draw.random() < 0.7),
            "weights": bool(draw.random() < 0.6) or bool((sample["w"] == 0).any()),
            "counts": counts,
            "joined": False,
        }
        sample.to_csv(folder / "csv" / spec["name"], index=False)
        if spec["strata"] and spec["sizes"] and (sample["w"] > 0).all() and "h1" in set(sample["h"]):
            spec |= {"joined": bool(draw.random() < 0.5)}
        if spec["joined"]:
            spec |= {"table": f"joined{seed:05d}.csv"}
            joined(sample, spec).to_csv(folder / "csv" / spec["table"], index=False)
        yield spec


def joined(sample: pd.DataFrame, spec: dict) -> pd.DataFrame:
    """The table as R is to see it once stratum h1 has joined h0: sizes added, weights anew."""
    size, unit = ("M", "c") if spec["clusters"] else ("N", "id")
    both = sample["h"].isin(["h0", "h1"])
    total = sample[both].groupby("h")[size].first().sum()
    weight = total / sample.loc[both, unit].nunique()
    if spec["two"]:
        weight = weight * sample["N"] / sample.groupby("c")["id"].transform("size")
    merged = sample.assign(w=sample["w"].where(~both, weight), h=sample["h"].replace("h1", "h0"))
    return merged.assign(**{size: merged[size].where(~both, total)})


def design(spec: dict) -> Design:
    people = "N" if spec["sizes"] and (spec["two"] or not spec["clusters"]) else None
    post = {"post": {"jk": COUNTS["jk"]}, "cells": {("jk", "pend"): CELLS}}
    return Design(
        weights="w" if spec["weights"] else None,
        strata="h" if spec["strata"] else None,
        cluster="c" if spec["clusters"] else None,
        population=people,
        cluster_population="M" if spec["sizes"] and spec["clusters"] else None,
        lonely={"h1": "h0"} if spec["joined"] else "adjust",
        post_strata=post.get(spec["counts"]),
        margins=COUNTS if spec["counts"] == "rake" else None,
    )


def pairs(spec: dict, theirs: dict, folder: Path) -> Iterator[tuple[str, object, dict]]:
    """What we found beside what R found."""
    sample, plan = pd.read_csv(folder / "csv" / spec["name"]), design(spec)
    yield "index", ikm.index(sample, UNSUR, plan, method="t"), theirs["index"]
    logit = {name: theirs["index"][f"ci_logit_{name[3:]}"] for name in ("ci_low", "ci_high")}
    yield "logit", ikm.index(sample, UNSUR, plan), theirs["index"] | logit
    yield "gap", ikm.difference(sample, UNSUR, plan, "jk", ("P", "L")), theirs["gap"]
    unsur = ikm.by_unsur(sample, UNSUR, plan, method="t")
    for name in UNSUR:
        yield name, unsur.loc[name], theirs["unsur"][name]
    for by in GROUPS:
        if by == "h" and spec["joined"]:
            continue
        groups = ikm.by_group(sample, UNSUR, plan, by=by, method="t")
        for group in groups.index:
            yield f"{by} {group}", groups.loc[group], theirs[by][group]


def differences(spec: dict, theirs: dict, folder: Path) -> Iterator[str]:
    for what, ours, expected in pairs(spec, theirs, folder):
        wanted = {"estimate": expected["estimate"]}
        if not math.isnan(ours.se):
            wanted |= {"se": expected["se"], "df": expected.get("df", ours.df)}
        if ours.se > 0 and ours.df > 0:
            wanted |= {"lower": expected.get("ci_low", ours.lower)}
            wanted |= {"upper": expected.get("ci_high", ours.upper)}
        for name, there in wanted.items():
            here = float(getattr(ours, name))
            yield "" if agree(name, here, there) else f"{spec}: {what} {name} {here} where R has {there}"


def agree(name: str, here: float, there: float | None) -> bool:
    """R leaves the square root of rounding noise, or nothing where that is negative, for an error of 0."""
    if name == "se" and here == 0:
        return there is None or there < 1e-6
    return math.isnan(here) if there is None else math.isclose(here, there, rel_tol=1e-8, abs_tol=1e-9)


def main() -> None:
    count, first = (int(word) for word in (sys.argv[1:] + ["100", "0"][len(sys.argv) - 1 :])[:2])
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "csv").mkdir()
        specs = list(designs(range(first, first + count), folder))
        (folder / "specs.json").write_text(json.dumps(specs), encoding="utf-8")
        helpers = HELPERS.read_text(encoding="utf-8").split("cases <- list()")[0]
        lonely = 'options(survey.lonely.psu = "adjust")\n'
        (folder / "run.R").write_text(helpers + lonely + R_SCRIPT, encoding="utf-8")
        subprocess.run(["Rscript", "run.R"], cwd=folder, check=True)
        out = json.loads((folder / "out.json").read_text(encoding="utf-8"))
        compared = [text for spec in specs for text in differences(spec, out[spec["name"]], folder)]
    found = [text for text in compared if text]
    print(f"{len(specs)} designs, {len(compared)} figures, {len(found)} differ")
    print("\n".join(found))
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
