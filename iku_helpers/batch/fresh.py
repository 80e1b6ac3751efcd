"""Fresh or stale, and why: a report's key, part by part, against what the ledger says it was made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from iku_helpers.batch.ledger import Entry, Ledger
from iku_helpers.batch.place import unchanged
from iku_helpers.batch.plan import Job

_PACKAGE = Path(__file__).parents[1]
_SOURCES = ("*.py", "*.css", "*.j2", "*.yml", "*.json", "*.mplstyle")
_LENGTH = 16
_WORDS = {
    "notebook": "notebook berubah",
    "paket": "paket berubah",
    "kunci": "kunci paket berubah",
    "parameter": "parameter berubah",
}


def key_parts(job: Job, inputs: Mapping[str, str]) -> dict[str, str]:
    """All that a report's bytes depend on, each part a digest: slice of params/, notebook, package, lock."""
    return {
        "notebook": job.notebook.digest[:_LENGTH],
        "paket": package_digest(),
        "kunci": lock_digest(),
        "parameter": short(json.dumps(job.parameters, sort_keys=True).encode()),
        **{name: digest[:_LENGTH] for name, digest in sorted(inputs.items())},
    }


def key(parts: Mapping[str, str]) -> str:
    """The parts as one digest, which names the very run in a report's provenance."""
    return short(json.dumps(parts, sort_keys=True).encode())


def stale(job: Job, parts: Mapping[str, str], ledger: Ledger, outputs: Path) -> str | None:
    """Why a report must be made, in words for ``iku list``; None when it is fresh."""
    entry = ledger.get(job.id)
    if entry is None:
        return "belum dibuat"
    if entry.failed is not None:
        return f"gagal: {entry.failed}"
    return _changed_file(job, entry, outputs) or _changed_part(job, entry.parts, parts)


def _changed_file(job: Job, entry: Entry, outputs: Path) -> str | None:
    for name, expected in entry.files.items():
        same = unchanged(outputs / job.folder / name, expected)
        if same is None:
            return "berkas keluaran hilang"
        if not same:
            return "berkas keluaran berubah"
    return None


def _changed_part(job: Job, before: Mapping[str, str], now: Mapping[str, str]) -> str | None:
    changed = [name for name in {**now, **before} if before.get(name) != now.get(name)]
    words = [_WORDS.get(name) or f"{_table(name, job.tahun)} berubah" for name in changed]
    return ", ".join(dict.fromkeys(words)) or None


def _table(file: str, tahun: int) -> str:
    """``2024/survei/banjar.csv`` as people call it: survei; with its year where it is not the report's."""
    parts = file.removeprefix("params/").removesuffix(".csv").split("/")
    year, names = (parts[0], parts[1:]) if parts[0].isdecimal() else ("", parts)
    table = names[0] if names else file
    return table if year in ("", str(tahun)) else f"{table} {year}"


@cache
def package_digest() -> str:
    """Digest of this package's own source: another version may print other bytes."""
    total = hashlib.sha256()
    for path in sorted(path for pattern in _SOURCES for path in _PACKAGE.rglob(pattern)):
        total.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:_LENGTH]


@cache
def lock_digest() -> str:
    """Digest of the lock that says which packages run; empty where the repository is not there."""
    lock = _PACKAGE.parent / "requirements.lock"
    return short(lock.read_bytes()) if lock.is_file() else ""


def short(content: bytes) -> str:
    """A digest as keys hold it."""
    return hashlib.sha256(content).hexdigest()[:_LENGTH]
