"""``outputs/ledger.json``: what stands in outputs/, made from what. Written by rename, so it always loads."""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from iku_helpers.errors import RequestError

NAME = "ledger.json"
_VERSION = 1
_SHARE = 20.0


@dataclass(frozen=True)
class FileRecord:
    """One placed file. Size and time spare the reading of unchanged files; the sha256 decides."""

    sha256: str
    size: int
    mtime_ns: int


@dataclass(frozen=True)
class Entry:
    """One report: the parts of its key and its files as last made whole, and why a later attempt failed."""

    parts: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, FileRecord] = field(default_factory=dict)
    seconds: float = 0.0
    failed: str | None = None
    extras: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        """``jadi`` or ``gagal``."""
        return "jadi" if self.failed is None else "gagal"


class Ledger:
    """The entries by report id, kept in memory and written now and then."""

    def __init__(self, outputs: Path) -> None:
        self.path = outputs / NAME
        self.entries: dict[str, Entry] = _loaded(self.path)
        self._dirty = False
        self._saved = time.monotonic()
        self._took = 0.0

    def get(self, report: str) -> Entry | None:
        """The entry of a report, if it was ever tried."""
        return self.entries.get(report)

    def made(self, report: str, entry: Entry) -> None:
        """A report stands."""
        self.entries[report] = entry
        self._changed()

    def failed(self, report: str, reason: str) -> None:
        """An attempt failed; what stood before still stands."""
        self.entries[report] = replace(self.entries.get(report, Entry()), failed=reason)
        self._changed()

    def _changed(self) -> None:
        """Write, but spend at most a small share of the time on it: a large ledger is written less often."""
        self._dirty = True
        if time.monotonic() - self._saved > max(0.2, _SHARE * self._took):
            self.save()

    def save(self) -> None:
        """Write the whole ledger beside the old one and take its place."""
        if not self._dirty:
            return
        begun = time.monotonic()
        told = {"versi": _VERSION, "laporan": {key: _told(self.entries[key]) for key in sorted(self.entries)}}
        write_whole(self.path, json.dumps(told, ensure_ascii=False, indent=0) + "\n")
        self._dirty, self._saved = False, time.monotonic()
        self._took = self._saved - begun


def write_whole(path: Path, text: str) -> None:
    """``text`` into ``path``, which holds the old bytes or the new ones at any moment."""
    beside = path.with_name(f".{path.name}.baru")
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def _told(entry: Entry) -> dict[str, Any]:
    told = asdict(entry)
    told["state"] = entry.state
    told["seconds"] = round(entry.seconds, 3)
    return told


def _loaded(path: Path) -> dict[str, Entry]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    try:
        content = json.loads(text)
        if content["versi"] != _VERSION:
            raise ValueError(f"versi {content['versi']!r}")
        return dict(_entries(content["laporan"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RequestError(
            f"Buku catatan {path} tidak terbaca ({error}). Hapus berkas itu; semua laporan akan dibuat ulang."
        ) from error


def _entries(reports: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    for report, told in reports.items():
        files = {name: FileRecord(**record) for name, record in told["files"].items()}
        extras = tuple(told.get("extras", ()))
        yield report, Entry(told["parts"], files, told["seconds"], told["failed"], extras)
