"""``iku lab``: JupyterLab on the workbook's start page, in this very Python, so conda and venv are alike."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from iku_helpers.errors import RequestError

START = "MULAI.md"
_SETTINGS = Path(__file__).parent / "lab"


def require_jupyterlab() -> None:
    """Refuse with the way to install it where JupyterLab is missing."""
    if find_spec("jupyterlab") is None:
        raise RequestError(
            "JupyterLab belum terpasang di sini. Pasang dengan: make lab; "
            "tanpa make: python -m pip install --require-hashes -r requirements.lock"
        )


def arguments(project: Path, notebooks: Path, browser: bool = True) -> list[str]:
    """What JupyterLab is told: the folder it shows, the page it opens, and our few settings of its own.

    It shows the whole project, so that params/ and outputs/ are at hand beside the notebooks; notebooks kept
    elsewhere are shown alone. The settings save every ten seconds (the preview reads what is saved), show
    prose read instead of its source, and ask no news from the network.
    """
    inside = notebooks.is_relative_to(project)
    root = project if inside else notebooks
    start = notebooks / START
    page = f"/tree/{quote(start.relative_to(root).as_posix())}" if start.is_file() else ""
    told = [
        f"--ServerApp.root_dir={root}",
        f"--LabApp.default_url=/lab{page}",
        f"--LabApp.app_settings_dir={_SETTINGS}",
    ]
    return told if browser else [*told, "--no-browser"]


def open_lab(project: Path, notebooks: Path, browser: bool = True) -> None:
    """Serve JupyterLab until it is stopped.

    Its kernel is the usual one with one setting more (``lab/kernels``): after an error it refuses every cell
    that comes within a second. Without, a cell that reaches a busy machine late still runs, on old figures.
    """
    require_jupyterlab()
    paths = (str(_SETTINGS), os.environ.get("JUPYTER_PATH"))
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, paths))
    from jupyterlab.labapp import LabApp

    LabApp.launch_instance(arguments(project, notebooks, browser))
