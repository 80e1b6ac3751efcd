"""``preview()``: the last cell of a notebook shows the page as it will look, from what is saved.

The saved notebook is run once more in this kernel, in names of its own and with the parameters in force, and
exported by the same exporter as ``iku run``. The cell is tagged ``skip-execution`` and ``remove-cell``:
papermill and the batch pass it by, so no report depends on it.
"""

from __future__ import annotations

import ast
import datetime as dt
import os
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from iku_helpers.errors import IkuError

if TYPE_CHECKING:
    from nbformat import NotebookNode

# Inside a frame a link to a heading would lead to JupyterLab's own address. The page's policy comes after it.
_OWN_LINKS = '<base href="about:srcdoc">'
_SKIPPED = "skip-execution"


class PreviewError(IkuError):
    """The preview cannot be made; the sentence says why."""


@dataclass(frozen=True)
class Preview:
    """A page inside a frame, scripts and network shut out."""

    page: str
    saved: str

    def _repr_html_(self) -> str:
        framed = self.page.replace("<head>", f"<head>{_OWN_LINKS}", 1)
        return (
            f"<p>Halaman ini dibuat dari notebook yang tersimpan pukul {self.saved}. Setelah mengubah "
            "kalimat: simpan (Ctrl+S), lalu jalankan sel ini lagi.</p>"
            '<iframe title="Pratinjau halaman" sandbox="allow-same-origin" loading="lazy" '
            'style="width: 100%; height: 80vh; min-height: 480px; border: 1px solid #d0d7de" '
            f'srcdoc="{escape(framed)}"></iframe>'
        )

    def __repr__(self) -> str:
        return f"Pratinjau halaman, {len(self.page)} huruf"


def preview() -> Preview:
    """The page that the notebook standing open makes, with its present year and kecamatan."""
    from IPython.core.getipython import get_ipython

    shell = get_ipython()
    if shell is None:
        raise PreviewError("Pratinjau hanya dapat dibuat di dalam notebook.")
    path = _open_notebook(shell.user_ns)
    saved = dt.datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    return Preview(page_of(path, shell.user_ns), saved.strftime("%H.%M"))


def page_of(path: Path, names_in_force: dict[str, Any]) -> str:
    """The page of the saved notebook; its parameters take the values of ``names_in_force``."""
    import nbformat

    from iku_helpers.templates.export import to_html

    notebook = nbformat.read(path, 4)  # type: ignore[no-untyped-call]
    names: dict[str, Any] = {"__name__": "__main__"}
    for number, cell in enumerate(notebook.cells, start=1):
        tags = cell.metadata.get("tags", ())
        if cell.cell_type != "code" or _SKIPPED in tags:
            continue
        try:
            cell.outputs = _outputs(cell.source, names)
        except IkuError:
            raise
        except Exception as error:
            raise PreviewError(
                f"Pratinjau berhenti di sel {number}: {type(error).__name__}: {error}"
            ) from error
        if "parameters" in tags:
            names |= {name: names_in_force[name] for name in names if name in names_in_force}
    return to_html(notebook)


def _open_notebook(names: dict[str, Any]) -> Path:
    """The file this kernel was started for: JupyterLab tells it in the environment, VS Code in a name."""
    told = names.get("__vsc_ipynb_file__") or os.environ.get("JPY_SESSION_NAME", "")
    if not told or not Path(told).is_file():
        raise PreviewError(
            "Berkas notebook ini tidak ditemukan (mungkin baru diganti namanya). "
            "Mulai ulang kernelnya (menu Kernel, Restart), lalu jalankan semua sel."
        )
    return Path(told)


def _outputs(source: str, names: dict[str, Any]) -> list[NotebookNode]:
    """Run one cell as a notebook does: a last expression is shown, prints and displays are kept."""
    from IPython.core.inputtransformer2 import TransformerManager
    from IPython.utils.capture import capture_output
    from nbformat import from_dict

    tree = ast.parse(TransformerManager().transform_cell(source))  # type: ignore[no-untyped-call]
    last: list[ast.stmt] = [tree.body.pop()] if tree.body and isinstance(tree.body[-1], ast.Expr) else []
    with capture_output() as caught:
        exec(compile(tree, "<sel>", "exec"), names)
        exec(compile(ast.Interactive(last), "<sel>", "single"), names)
    shown: list[dict[str, Any]] = [
        {"output_type": "display_data", "data": output.data, "metadata": output.metadata or {}}
        for output in caught.outputs
    ]
    if caught.stdout:
        shown.insert(0, {"output_type": "stream", "name": "stdout", "text": caught.stdout})
    return [from_dict(output) for output in shown]  # type: ignore[no-untyped-call]
