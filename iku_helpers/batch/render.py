"""Staged folder ─► executed notebook (papermill) ─► HTML (nbconvert with our template) and results."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.engines import papermill_engines
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from iku_helpers.batch.attachments import attachments
from iku_helpers.batch.extras import pdf_of
from iku_helpers.batch.kernels import PrivateKernelManager
from iku_helpers.batch.task import FAILED_LOG, FAILED_NOTEBOOK, Outcome, Task
from iku_helpers.errors import IkuError
from iku_helpers.templates.export import to_html

RESULTS_MIME = "application/vnd.iku.results+json"
_STARTS = 3
_KERNEL = "python3"


class _NotWholeError(Exception):
    """A run that ended without every cell completed."""

    def __init__(self, reason: str, cell: int | None = None, source: str = "", trace: str = "") -> None:
        super().__init__(reason)
        self.cell, self.source, self.trace = cell, source, trace


def render(task: Task) -> Outcome:
    """Render one report into the folder ``task.made``; a failure leaves its notebook and log there."""
    begun = time.monotonic()
    notebook: list[NotebookNode] = []
    try:
        _execute(task, notebook)
        files = _written(task, notebook[-1])
        return Outcome(task.id, files, time.monotonic() - begun)
    except _NotWholeError as failure:
        _keep(task, notebook, failure)
        return Outcome(task.id, seconds=time.monotonic() - begun, reason=str(failure), cell=failure.cell)
    except (IkuError, OSError) as error:
        _keep(task, notebook, _NotWholeError(str(error)))
        return Outcome(task.id, seconds=time.monotonic() - begun, reason=str(error))


def _execute(task: Task, kept: list[NotebookNode]) -> None:
    """Run the notebook, attempts appended to ``kept``; a kernel dead before it answers is started anew."""
    deadline = None if task.limit is None else time.monotonic() + task.limit
    for attempt in range(1, _STARTS + 1):
        notebook = _parameterized(task)
        kept.append(notebook)
        try:
            _run_cells(task, notebook, deadline)
        except CellTimeoutError as error:
            raise _stopped(notebook, f"melewati batas waktu {task.limit:g} detik") from error
        except DeadKernelError as error:
            raise _stopped(notebook, "kernel mati (mungkin kehabisan memori)") from error
        except RuntimeError as error:
            if attempt == _STARTS or any(cell.get("execution_count") for cell in notebook.cells):
                raise _NotWholeError(f"kernel tidak dapat dimulai: {error}") from error
        else:
            _require_whole(notebook)
            return


def _parameterized(task: Task) -> NotebookNode:
    notebook: NotebookNode = load_notebook_node(str(Path(task.staged) / task.notebook))
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    notebook = parameterize_notebook(
        notebook, dict(task.parameters), comment="Diisi oleh iku run", kernel_name=_KERNEL, language="python"
    )
    for cell in notebook.cells:
        if "injected-parameters" in cell.metadata.get("tags", ()):
            cell.id = "injected-parameters"  # papermill gives a random one
    return notebook


def _run_cells(task: Task, notebook: NotebookNode, deadline: float | None) -> None:
    limits: dict[str, Any] = {}
    if deadline is not None:
        limits["timeout_func"] = lambda _: max(1, round(deadline - time.monotonic()))
    papermill_engines.execute_notebook_with_engine(
        None,
        notebook,
        kernel_name=_KERNEL,
        progress_bar=False,
        autosave_cell_every=0,
        kernel_manager_class=PrivateKernelManager,
        shutdown_kernel="immediate",
        resources={"metadata": {"path": task.staged}},
        **limits,
    )


def _code_cells(notebook: NotebookNode) -> Iterator[tuple[int, NotebookNode]]:
    """Code cells that should have run, numbered over all cells from 1, the injected one apart."""
    own = (cell for cell in notebook.cells if "injected-parameters" not in cell.metadata.get("tags", ()))
    for number, cell in enumerate(own, start=1):
        skipped = "skip-execution" in cell.metadata.get("tags", ())
        if cell.cell_type == "code" and cell.source.strip() and not skipped:
            yield number, cell


def _require_whole(notebook: NotebookNode) -> None:
    for number, cell in _code_cells(notebook):
        for output in cell.outputs:
            if output.output_type == "error":
                raise _NotWholeError(
                    _sentence(output, number), number, cell.source, "\n".join(output.traceback)
                )
    for number, cell in _code_cells(notebook):
        if cell.execution_count is None:
            raise _NotWholeError(f"sel {number} tidak pernah selesai dijalankan", number, cell.source)


def _sentence(output: NotebookNode, number: int) -> str:
    if output.ename == "SystemExit":
        return f"sel {number} menghentikan notebook (SystemExit); sel sesudahnya tidak dijalankan"
    if output.ename in ("InputError", "RequestError", "MethodError"):
        return str(output.evalue)
    if output.ename == "MemoryError":
        return f"sel {number} kehabisan memori (MemoryError)"
    return f"sel {number}: {output.ename}: {output.evalue}"


def _stopped(notebook: NotebookNode, reason: str) -> _NotWholeError:
    """The failure of a run cut short from outside, at the last cell that was begun."""
    begun = [found for found in _code_cells(notebook) if found[1].metadata.papermill.get("start_time")]
    if not begun:
        return _NotWholeError(f"{reason} sebelum sel pertama")
    number, cell = begun[-1]
    return _NotWholeError(f"{reason} pada sel {number}", number, cell.source)


def _results(notebook: NotebookNode) -> dict[str, Any] | None:
    for cell in reversed(notebook.cells):
        for output in reversed(cell.get("outputs", [])):
            if RESULTS_MIME in output.get("data", {}):
                return dict(output.data[RESULTS_MIME])
    return None


def _written(task: Task, notebook: NotebookNode) -> dict[str, str]:
    """Write the report's files and give back their sha256."""
    results = _results(notebook)
    notebook.metadata.iku = {**notebook.metadata.get("iku", {}), **task.provenance}
    html = to_html(notebook)
    contents = {task.html_name: html.encode()}
    if results is not None:
        told = {"id": task.id, **results, **task.provenance}
        text = json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
        contents[task.results_name] = text.encode()
    contents |= attachments(notebook, Path(task.html_name).stem)
    contents |= pdf_of(task.html_name, html, task.extras)
    folder = Path(task.made)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}


def _keep(task: Task, notebooks: list[NotebookNode], failure: _NotWholeError) -> None:
    """Leave what a person needs to find the fault: the executed notebook and a log, the fault up front."""
    folder = Path(task.made)
    folder.mkdir(parents=True, exist_ok=True)
    if notebooks:
        nbformat.write(notebooks[-1], folder / FAILED_NOTEBOOK)  # type: ignore[no-untyped-call]
    where = f"Sel {failure.cell}:\n\n{failure.source}\n\n" if failure.cell else ""
    text = f"{task.id}\n\n{failure}\n\n{where}{failure.trace}".rstrip() + "\n"
    (folder / FAILED_LOG).write_text(text, encoding="utf-8")
