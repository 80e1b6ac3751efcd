"""Moves a finished report into outputs/ whole: all its files or none, whenever the power goes."""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from iku_helpers.batch.ledger import FileRecord

WORK = ".kerja"
FAILED = "gagal"
_AT_FDCWD = -100
_EXCHANGE = 2


def place(
    made: Path, files: Mapping[str, str], target: Path, work: Path, before: Iterable[str] = ()
) -> dict[str, FileRecord]:
    """Put ``files`` (name to sha256) of the folder ``made`` into ``target`` instead of those of ``before``.

    Other files of ``target`` stay: it holds the other reports of its kecamatan too, and maybe a user's notes.

    The new folder is built complete in ``work`` and changes places with the old one in a single step. So no
    moment shows a new page beside old results.
    """
    _put_back(target, work)
    new = work / "baru"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    if target.is_dir():
        _linked(target, new, {*files, *before})
    for name in files:
        (made / name).replace(new / name)
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        new.rename(target)
    elif exchanged(new, target):
        shutil.rmtree(new, ignore_errors=True)
    else:
        aside = _aside(target, work)
        target.rename(aside)
        new.rename(target)
        shutil.rmtree(aside, ignore_errors=True)
    return {name: record(target / name, sha256) for name, sha256 in files.items()}


def record(path: Path, sha256: str | None = None) -> FileRecord:
    """What the ledger keeps of a file."""
    status = path.stat()
    sha256 = sha256 or hashlib.sha256(path.read_bytes()).hexdigest()
    return FileRecord(sha256, status.st_size, status.st_mtime_ns)


def unchanged(path: Path, expected: FileRecord) -> bool | None:
    """Whether a placed file still holds what was placed; None where it is gone."""
    try:
        status = path.stat()
    except OSError:
        return None
    if status.st_size != expected.size:
        return False
    return status.st_mtime_ns == expected.mtime_ns or record(path).sha256 == expected.sha256


def recover(outputs: Path) -> None:
    """Bring outputs/ in order after a batch that was killed: put folders back, throw unfinished work away."""
    work = outputs / WORK
    if not work.is_dir():
        return
    for aside in work.glob("lama/*/*"):
        _put_back(outputs / aside.parent.name / aside.name, work)
    shutil.rmtree(work, ignore_errors=True)


def keep_failure(made: Path, outputs: Path, report: str) -> Path:
    """Put the notebook and log of a failed report under outputs/gagal/; gives back that folder."""
    folder = outputs / FAILED / report
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    if made.is_dir():
        made.rename(folder)
    else:
        folder.mkdir()
    return folder


def forget_failure(outputs: Path, report: str) -> None:
    """A report that stands again has no failure to show."""
    folder = outputs / FAILED / report
    shutil.rmtree(folder, ignore_errors=True)
    for parent in (folder.parent, folder.parent.parent, outputs / FAILED):
        try:
            parent.rmdir()
        except OSError:
            return


def exchanged(one: Path, other: Path) -> bool:
    """Swap two folders in one step of the kernel; False where the system or its file system cannot."""
    library = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        return library.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _EXCHANGE) == 0  # type: ignore[union-attr, no-any-return]
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return library.renamex_np(first, second, _EXCHANGE) == 0  # type: ignore[union-attr, no-any-return]
    return False


def _linked(source: Path, copy: Path, without: set[str]) -> None:
    """``source`` again in ``copy``, sharing the files' bytes, without the names about to come anew."""
    shutil.copytree(
        source,
        copy,
        copy_function=_link,
        dirs_exist_ok=True,
        ignore=lambda folder, names: _left(folder, names, source, without),
    )


def _left(folder: str, names: list[str], source: Path, without: set[str]) -> set[str]:
    return without.intersection(names) if Path(folder) == source else set()


def _link(source: str, copy: str) -> None:
    try:
        os.link(source, copy)
    except OSError:  # a file system without hard links
        shutil.copy2(source, copy)


def _aside(target: Path, work: Path) -> Path:
    aside = work / "lama" / target.parent.name / target.name
    aside.parent.mkdir(parents=True, exist_ok=True)
    return aside


def _put_back(target: Path, work: Path) -> None:
    """Undo the half of a two-step change that a kill left behind."""
    aside = work / "lama" / target.parent.name / target.name
    if not aside.exists():
        return
    if target.exists():
        shutil.rmtree(aside)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside.rename(target)
