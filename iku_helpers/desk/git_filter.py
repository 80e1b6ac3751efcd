"""Git set up for notebooks: outputs and run counts stay out of commits, differences are shown readably.

``iku lab`` and ``make lab`` do it alike. git runs these commands itself, so they are written for its own
shell, with strokes that Windows takes too.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

STRIPPED = "--keep-id --extra-keys metadata.language_info"


def settings(python: str) -> dict[str, str]:
    """git's settings, with ``python`` as the interpreter that holds nbstripout and nbdime."""
    run = f'"{Path(python).as_posix()}" -m'
    return {
        "filter.nbstripout.clean": f"{run} nbstripout {STRIPPED}",
        "filter.nbstripout.smudge": "cat",
        "diff.jupyternotebook.command": f"{run} nbdime.vcs.git.diffdriver diff",
        "merge.jupyternotebook.driver": f"{run} nbdime.vcs.git.mergedriver merge %O %A %B %L %P",
        "merge.jupyternotebook.name": "jupyter notebook merge driver",
    }


def set_up(project: Path, python: str = sys.executable) -> bool:
    """Set up the repository ``project`` stands in; False where there is no git, no repository or no tool."""
    git = shutil.which("git")
    if git is None or not (find_spec("nbstripout") and find_spec("nbdime")):
        return False
    inside = subprocess.run([git, "-C", project, "rev-parse", "--git-dir"], capture_output=True, check=False)
    if inside.returncode:
        return False
    return not any(
        subprocess.run(
            [git, "-C", project, "config", name, value], capture_output=True, check=False
        ).returncode
        for name, value in settings(python).items()
    )


if __name__ == "__main__":
    set_up(Path.cwd())
