"""What was typed on the command line as a Request and Options of the batch."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from iku_helpers.batch.extras import WORDS
from iku_helpers.batch.plan import Request
from iku_helpers.batch.run import Options
from iku_helpers.errors import RequestError
from iku_helpers.inputs import catalogue


def request_of(asked: Namespace) -> Request:
    """Which reports, from where, to where."""
    if asked.limit is not None and asked.limit < 1:
        raise RequestError(f"--limit harus paling sedikit 1, bukan {asked.limit}.")
    params, notebooks, outputs = places_of(asked)
    return Request(
        params=params,
        notebooks=notebooks,
        outputs=outputs,
        years=tuple(asked.tahun),
        kecamatan=tuple(asked.kecamatan),
        kinds=tuple(asked.notebook),
        only=tuple(asked.only),
        limit=asked.limit,
        every_kind=asked.semua,
        parameters=dict(_parameter(text) for text in asked.parameter),
        extras=tuple(extra for extra in WORDS if getattr(asked, extra, False)),
    )


def places_of(asked: Namespace) -> tuple[Path, Path, Path]:
    """params/, notebooks/ and outputs/: as given, else side by side where params/ was found."""
    params = catalogue.find(asked.params).folder.absolute()
    notebooks = Path(asked.notebooks or params.parent / "notebooks").absolute()
    if not notebooks.is_dir():
        raise RequestError(f"Folder notebook {notebooks} tidak ada. Sebutkan dengan --notebooks.")
    return params, notebooks, Path(asked.outputs or params.parent / "outputs").absolute()


def _parameter(text: str) -> tuple[str, Any]:
    import ast

    name, sign, value = text.partition("=")
    if not sign or not name.isidentifier():
        raise RequestError(f"-p {text!r} harus berbentuk NAMA=NILAI.")
    try:
        return name, ast.literal_eval(value)
    except (ValueError, SyntaxError):
        return name, value


def options_of(asked: Namespace) -> Options:
    """How to run."""
    if asked.jobs is not None and asked.jobs < 1:
        raise RequestError(f"--jobs harus paling sedikit 1, bukan {asked.jobs}.")
    if asked.batas_waktu is not None and asked.batas_waktu <= 0:
        raise RequestError(f"--batas-waktu harus lebih dari 0 detik, bukan {asked.batas_waktu:g}.")
    return Options(
        jobs=asked.jobs,
        cold=asked.cold,
        force=getattr(asked, "force", False),
        stop_at_first=getattr(asked, "stop_at_first", False),
        limit=asked.batas_waktu,
        cluster=getattr(asked, "cluster", None),
    )
