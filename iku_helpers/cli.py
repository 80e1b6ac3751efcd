"""The ``iku`` command: reads what is asked, calls the room that does it, tells the outcome by its exit code.

0 all made or fresh, 1 some report failed, 2 the request or what all reports share is wrong, 130 interrupted.
Every room is imported where it is used: ``iku --help`` must answer at once.
"""

from __future__ import annotations

import json
import signal
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from iku_helpers.arguments import parser
from iku_helpers.errors import IkuError, reason_of

if TYPE_CHECKING:
    from iku_helpers.desk.sheet import Sheet

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
        _say(f"Tidak dapat membaca atau menulis {error.filename or 'berkas'}: {reason_of(error)}.")
        _say("Periksa ruang disk dan izinnya, lalu jalankan lagi untuk meneruskan dari sini.")
        return SOME_FAILED


def run_command(asked: Namespace) -> int:
    """``iku run``."""
    from iku_helpers import next_steps
    from iku_helpers.asked import options_of, request_of
    from iku_helpers.batch import telling
    from iku_helpers.batch.progress import Watch
    from iku_helpers.batch.run import run, survey

    request, options = request_of(asked), options_of(asked)
    if asked.dry_run:
        todo = [item for item in survey(request) if asked.force or item.reason]
        _print(*(f"{item.job.id}  {item.reason or 'dipaksa (--force)'}" for item in todo))
        return MADE
    summary = run(request, options, Watch())
    _print(*(telling.results if asked.json else telling.paths)(request, summary))
    _say(*telling.sentences(request, summary), next_steps.after_run(request.outputs, bool(summary.failed)))
    return SOME_FAILED if summary.failed else MADE


def list_command(asked: Namespace) -> int:
    """``iku list``."""
    from iku_helpers.asked import request_of
    from iku_helpers.batch.run import survey

    found = survey(request_of(asked))
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
    from iku_helpers import next_steps
    from iku_helpers.desk import formulas
    from iku_helpers.inputs.check import check, grouped

    problems = [*check(asked.params, asked.tahun, asked.kecamatan), *formulas.beside(asked.params)]
    _print(*grouped(problems))
    errors = [problem for problem in problems if problem.severity == "galat"]
    _say(
        f"{len(errors)} galat, {len(problems) - len(errors)} peringatan.",
        next_steps.after_check(asked, errors),
    )
    if any(problem.kecamatan is None for problem in errors):
        return REFUSED
    return SOME_FAILED if errors else MADE


def verify_command(asked: Namespace) -> int:
    """``iku verify``."""
    from iku_helpers.asked import options_of, request_of
    from iku_helpers.batch.progress import Watch
    from iku_helpers.batch.verify import verify

    differing = verify(request_of(asked), options_of(asked), Watch())
    for report, difference in differing.items():
        _print(f"{report}: {difference}")
    _say("Semua berkas sama, bita demi bita." if not differing else f"{len(differing)} laporan berbeda.")
    return SOME_FAILED if differing else MADE


def new_command(asked: Namespace) -> int:
    """``iku new``."""
    from iku_helpers.inputs.forms import new_year

    _print(new_year(asked.tahun, asked.params))
    return MADE


def import_command(asked: Namespace) -> int:
    """``iku import``."""
    from iku_helpers import next_steps
    from iku_helpers.inputs.importing import import_table

    report = import_table(
        asked.tabel, asked.berkas, asked.tahun, asked.kecamatan, asked.params, asked.tata_letak, asked.replace
    )
    _print(report.text())
    _say(next_steps.after_import(asked, report.exit_status))
    return report.exit_status


def lab_command(asked: Namespace) -> int:
    """``iku lab``."""
    from iku_helpers.asked import places_of
    from iku_helpers.desk import git_filter, open_lab

    open_lab.require_jupyterlab()
    params, notebooks, _ = places_of(asked)
    git_filter.set_up(params.parent)
    _say("JupyterLab terbuka di peramban, mulai dari halaman MULAI. Selesai: tekan Ctrl+C di sini.")
    open_lab.open_lab(params.parent, notebooks, browser=not asked.no_browser)
    return MADE


def sampel_command(asked: Namespace) -> int:
    """``iku sampel``."""
    from iku_helpers import next_steps
    from iku_helpers.desk import sampel
    from iku_helpers.errors import RequestError

    if bool(asked.pengguna) == bool(asked.kecamatan):
        raise RequestError("Sebutkan --kecamatan, atau banyak penggunanya dengan --pengguna (salah satu).")
    if asked.pengguna:
        sheet = sampel.of_numbers(asked.pengguna, asked.jawab, asked.ke_atas)
    else:
        sheet = sampel.of_kecamatan(asked.params, asked.tahun, asked.kecamatan, asked.jawab, asked.ke_atas)
    _print(sheet.text())
    _say(*_saved(sheet, asked.simpan), next_steps.AFTER_SAMPEL)
    return MADE


def target_command(asked: Namespace) -> int:
    """``iku target``."""
    from iku_helpers import next_steps
    from iku_helpers.desk.target import targets

    sheet, refused = targets(asked.params, asked.tahun, asked.kecamatan)
    _print(sheet.text())
    _say(*_saved(sheet, asked.simpan), *map(str, refused), next_steps.AFTER_TARGET)
    return SOME_FAILED if refused else MADE


def kuesioner_command(asked: Namespace) -> int:
    """``iku kuesioner``."""
    from iku_helpers import next_steps
    from iku_helpers.desk.kuesioner import questionnaire

    sheet, usual = questionnaire(asked.params, asked.tahun, asked.kecamatan)
    if not asked.simpan:
        usual.parent.mkdir(exist_ok=True)
    _print(*_saved(sheet, asked.simpan or [usual], "{}"))
    _say(next_steps.AFTER_KUESIONER)
    return MADE


def _saved(sheet: Sheet, files: Sequence[str | Path], told: str = "Disimpan: {}") -> list[str]:
    """Write the sheet to each file; every name is looked at before the first is written."""
    from iku_helpers.desk.sheet import require_suffix
    from iku_helpers.next_steps import short

    paths = [Path(file) for file in files]
    for path in paths:
        require_suffix(path)
    for path in paths:
        sheet.save(path)
    return [told.format(short(path)) for path in paths]


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _say(*lines: str) -> None:
    sys.stderr.write("".join(f"{line}\n" for line in lines))


def _print(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    sys.exit(main())
