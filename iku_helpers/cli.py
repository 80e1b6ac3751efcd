"""The ``iku`` command: reads what is asked, calls the room that does it, tells the outcome by its exit code.

0 all made or fresh, 1 some report failed, 2 the request or what all reports share is wrong, 130 interrupted.
Every room is imported where it is used: ``iku --help`` must answer at once.
"""

from __future__ import annotations

import json
import signal
import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from iku_helpers.arguments import parser
from iku_helpers.errors import IkuError, RequestError

if TYPE_CHECKING:
    from iku_helpers.batch.plan import Request
    from iku_helpers.batch.run import Options, Summary

MADE, SOME_FAILED, REFUSED, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give back its exit code."""
    asked = parser().parse_args(arguments)
    command = globals()[f"{asked.command}_command"]
    for signum in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        signal.signal(signum, _interrupt)
    try:
        return int(command(asked))
    except IkuError as error:
        _say(str(error))
        return REFUSED
    except KeyboardInterrupt:
        _say("\nDihentikan. Jalankan lagi untuk meneruskan dari sini.")
        return INTERRUPTED
    except BrokenPipeError:
        return MADE
    except OSError as error:
        _say(f"Tidak dapat membaca atau menulis {error.filename or 'berkas'}: {error.strerror}.")
        _say("Periksa ruang disk dan izinnya, lalu jalankan lagi untuk meneruskan dari sini.")
        return SOME_FAILED


def run_command(asked: Namespace) -> int:
    """``iku run``."""
    from iku_helpers.batch.run import run, survey

    request, options = _request(asked), _options(asked)
    if asked.dry_run:
        for item in survey(request):
            if asked.force or item.reason:
                _print(f"{item.job.id}  {item.reason or 'dipaksa (--force)'}")
        return MADE
    from iku_helpers.batch.progress import Watch

    summary = run(request, options, Watch())
    _print_results(request, summary, as_json=asked.json)
    _say_summary(request, summary)
    return SOME_FAILED if summary.failed else MADE


def list_command(asked: Namespace) -> int:
    """``iku list``."""
    from iku_helpers.batch.run import survey

    found = survey(_request(asked))
    width = max((len(item.job.id) for item in found), default=0)
    for item in found:
        state = "usang" if item.reason else "mutakhir"
        if asked.json:
            _print(
                json.dumps({"id": item.job.id, "keadaan": state, "alasan": item.reason}, ensure_ascii=False)
            )
        else:
            _print(f"{item.job.id:<{width}}  {state}{f': {item.reason}' if item.reason else ''}")
    return MADE


def check_command(asked: Namespace) -> int:
    """``iku check``."""
    from iku_helpers.inputs.check import check

    problems = check(_places(asked)[0], asked.tahun, asked.kecamatan)
    for problem in problems:
        _print(f"{problem.severity}: {problem}")
    errors = [problem for problem in problems if problem.severity == "galat"]
    _say(f"{len(errors)} galat, {len(problems) - len(errors)} peringatan.")
    if any(problem.kecamatan is None for problem in errors):
        return REFUSED
    return SOME_FAILED if errors else MADE


def verify_command(asked: Namespace) -> int:
    """``iku verify``."""
    from iku_helpers.batch.progress import Watch
    from iku_helpers.batch.verify import verify

    differing = verify(_request(asked), _options(asked), Watch())
    for report, difference in differing.items():
        _print(f"{report}: {difference}")
    _say("Semua berkas sama, bita demi bita." if not differing else f"{len(differing)} laporan berbeda.")
    return SOME_FAILED if differing else MADE


def lab_command(asked: Namespace) -> int:
    """``iku lab``."""
    import os
    from importlib.util import find_spec

    if find_spec("jupyterlab") is None:
        raise RequestError("JupyterLab belum terpasang. Pasang dengan: make lab")
    notebooks = _places(asked)[1]
    os.execv(sys.executable, [sys.executable, "-m", "jupyterlab", f"--notebook-dir={notebooks}"])


def _request(asked: Namespace) -> Request:
    from iku_helpers.batch.plan import Request

    if asked.limit is not None and asked.limit < 1:
        raise RequestError(f"--limit harus paling sedikit 1, bukan {asked.limit}.")
    params, notebooks, outputs = _places(asked)
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
    )


def _places(asked: Namespace) -> tuple[Path, Path, Path]:
    """params/, notebooks/ and outputs/: as given, else side by side where params/ was found."""
    from iku_helpers.inputs import catalogue

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


def _options(asked: Namespace) -> Options:
    from iku_helpers.batch.run import Options

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


def _print_results(request: Request, summary: Summary, *, as_json: bool) -> None:
    """What stands of what was asked for: paths, or the results themselves."""
    for job in sorted([*summary.fresh, *summary.made], key=lambda job: job.id):
        folder = request.outputs / job.folder
        results = folder / job.results_name
        if not as_json:
            _print(_shown(folder / job.html_name))
        elif results.is_file():
            _print(json.dumps(json.loads(results.read_text(encoding="utf-8")), ensure_ascii=False))
    if as_json:
        for report, reason in summary.failed.items():
            _print(json.dumps({"id": report, "gagal": reason}, ensure_ascii=False))


def _say_summary(request: Request, summary: Summary) -> None:
    made, fresh, failed = len(summary.made), len(summary.fresh), len(summary.failed)
    _say(f"{made} laporan dibuat, {fresh} sudah mutakhir, {failed} gagal.")
    for report, reason in summary.failed.items():
        _say(f"  GAGAL {report}: {reason}")
    if summary.failed:
        _say(f"Notebook dan catatan kegagalan ada di {_shown(request.outputs / 'gagal')}")


def _shown(path: Path) -> str:
    """A path as short as it can be said from here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


def _print(*lines: Iterable[str] | str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    sys.exit(main())
