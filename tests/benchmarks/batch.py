"""Side by side, same notebook and inputs: papermill and nbconvert as commands, in one process, and ours.

    python tests/benchmarks/batch.py [--reports 18] [--notebook notebooks/laporan-iku.ipynb]

Prints seconds, processor seconds and the peak memory of the whole tree of processes for one report, how many
times faster than the two commands, and how many times the processor seconds of the cells' own work: the code
cells alone, without kernel, messages or page, run once in a process that has everything imported. The start
of each command is in its figures; the last line is what one report more costs a batch under way. The two
commands are run for two reports only: each costs as much as the one before. With R Markdown and pandoc
installed, a small R Markdown report of the same survey is measured beside.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from measuring import Used, adopt_orphans, measured

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
PARAMS = ROOT / "params"
Report = tuple[int, str]
_INSIDE = """
import sys, papermill
from iku_helpers.templates.export import to_html
notebook, params, *reports = sys.argv[1:]
for report in reports:
    year, slug = report.split("/")
    given = {"tahun": int(year), "kecamatan": slug, "params_dir": params}
    node = papermill.execute_notebook(notebook, f"{slug}.ipynb", given, progress_bar=False)
    open(f"{slug}-{year}.html", "w").write(to_html(node))
"""
_CELLS = """
import json, os, resource, sys
notebook, params, *reports = sys.argv[1:]
cells = [cell for cell in json.load(open(notebook))["cells"]
    if cell["cell_type"] == "code" and "skip-execution" not in cell["metadata"].get("tags", ())]
import pandas.io.formats.html, pyarrow.pandas_compat, sqlite3
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
for cell in cells:
    if "import" in "".join(cell["source"]):
        shell.run_cell("".join(cell["source"]), silent=True)
def run(report):
    for cell in cells:
        assert shell.run_cell("".join(cell["source"]), silent=True).success
        if "parameters" in cell["metadata"].get("tags", ()):
            year, slug = report.split("/")
            shell.user_ns.update(tahun=int(year), kecamatan=slug, params_dir=params)
for report in reports:
    if os.fork() == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        run(report)
        os._exit(0)
    assert os.wait()[1] == 0
spent = resource.getrusage(resource.RUSAGE_CHILDREN)
print((spent.ru_utime + spent.ru_stime) / len(reports), file=sys.stderr)
"""
_R_REPORT = """---
output: html_document
params: {berkas: ""}
---
```{r, echo=FALSE}
answers <- read.csv(params$berkas)
unsur <- paste0("U", 1:9)
knitr::kable(data.frame(nrr = colMeans(answers[unsur], na.rm = TRUE)))
barplot(colMeans(answers[unsur], na.rm = TRUE))
```
Indeks: `r 25 * mean(colMeans(answers[unsur], na.rm = TRUE))`
"""
_R_RUN = """
files <- commandArgs(TRUE)
for (file in files) rmarkdown::render("laporan.Rmd", params = list(berkas = file), quiet = TRUE,
  output_file = paste0(basename(dirname(dirname(file))), "-", basename(file), ".html"), envir = new.env())
"""


def two_commands(notebook: Path, reports: list[Report], folder: Path) -> Used:
    """``papermill`` and then ``jupyter nbconvert``, as a shell script would."""
    script = "set -e\n" + "\n".join(
        f"{BIN}/papermill {notebook} {slug}.ipynb "
        f"-p tahun {year} -p kecamatan {slug} -p params_dir {PARAMS}\n"
        f"{BIN}/jupyter nbconvert --to html --no-input {slug}.ipynb"
        for year, slug in reports
    )
    return measured(["sh", "-c", script], folder)


def in_python(script: str, notebook: Path, reports: list[Report], folder: Path) -> Used:
    """One Python process over all reports."""
    named = [f"{year}/{slug}" for year, slug in reports]
    return measured(
        [sys.executable, "-W", "ignore", "-c", script, str(notebook), str(PARAMS), *named], folder
    )


def r_markdown(_: Path, reports: list[Report], folder: Path) -> Used:
    """R Markdown over the same surveys in one R process."""
    (folder / "laporan.Rmd").write_text(_R_REPORT)
    surveys = [str(PARAMS / str(year) / "survei" / f"{slug}.csv") for year, slug in reports]
    return measured(["Rscript", "-e", _R_RUN, *surveys], folder)


def ours(options: tuple[str, ...], notebook: Path, reports: list[Report], folder: Path) -> Used:
    """``iku run`` with its start and its end, all reports anew."""
    (folder / "notebooks").mkdir()
    shutil.copy(notebook, folder / "notebooks")
    places = ["--params", str(PARAMS), "--notebooks", "notebooks", "--outputs", "outputs"]
    named = [part for year, slug in reports for part in ("--only", f"{year}/{slug}/{notebook.stem}")]
    return measured([f"{BIN}/iku", "run", *places, *named, *options], folder)


def has_r_markdown() -> bool:
    """Whether R, its package rmarkdown and pandoc are here."""
    if shutil.which("Rscript") is None or shutil.which("pandoc") is None:
        return False
    asked = ["Rscript", "-e", "library(rmarkdown)"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


Act = Callable[[Path, list[Report], Path], Used]


def rivals(reports: list[Report]) -> dict[str, tuple[list[Report], Act]]:
    """What is measured, in order: the name, over which reports, by what."""
    found: dict[str, tuple[list[Report], Act]] = {
        "papermill + nbconvert, commands": (reports[:2], two_commands),
        "papermill + export, one process": (reports, partial(in_python, _INSIDE)),
    }
    if has_r_markdown():
        found["R Markdown (small), one process"] = (reports, r_markdown)
    found["iku run --cold --jobs 2"] = (reports, partial(ours, ("--cold", "--jobs", "2")))
    for jobs in ("1", "2", "4"):
        found[f"iku run --jobs {jobs}"] = (reports, partial(ours, ("--jobs", jobs)))
    return found


def in_a_folder(act: Act, notebook: Path, reports: list[Report]) -> Used:
    """Measure in a new folder."""
    with tempfile.TemporaryDirectory() as folder:
        return act(notebook, reports, Path(folder))


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--reports", type=int, default=18)
    asked.add_argument("--notebook", type=Path, default=ROOT / "notebooks" / "laporan-iku.ipynb")
    given = asked.parse_args()
    adopt_orphans()
    notebook = given.notebook.resolve()
    held = sorted(PARAMS.glob("20*/survei/*.csv"), reverse=True)
    reports = [(int(path.parents[1].name), path.stem) for path in held][: given.reports]
    work = float(in_a_folder(partial(in_python, _CELLS), notebook, reports).told.split()[-1])
    print(
        f"{notebook.name}, {len(reports)} reports; the cells' own work: {work:.3f} processor seconds each\n"
    )
    print(f"{'':34}{'s/report':>10}{'faster':>9}{'cpu/report':>12}{'of cells':>10}{'MiB':>7}")
    base = 0.0

    def line(name: str, seconds: float, spent: float, memory: float) -> None:
        ratio = base / seconds
        print(
            f"{name:34}{seconds:10.2f}{ratio:9.1f}{spent:12.2f}{spent / work:10.1f}{memory:7.0f}", flush=True
        )

    for name, (of, act) in rivals(reports).items():
        used = in_a_folder(act, notebook, of)
        base = base or used.seconds / len(of)
        line(name, used.seconds / len(of), used.processor / len(of), used.memory)
        if name.endswith("--jobs 2") and "--cold" not in name:
            warm, one = used, in_a_folder(act, notebook, of[:1])
    more = len(reports) - 1
    each = (warm.seconds - one.seconds) / more, (warm.processor - one.processor) / more
    line("iku run --jobs 2, one report more", *each, warm.memory)


if __name__ == "__main__":
    main()
