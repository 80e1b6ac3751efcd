"""Drafts against what params/ holds; written with their source when asked for, or when nothing is there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from iku_helpers.inputs import settings
from iku_helpers.inputs.columns import Schema
from iku_helpers.inputs.importing.context import Request
from iku_helpers.inputs.importing.grids import Source
from iku_helpers.inputs.importing.provenance import with_source
from iku_helpers.inputs.importing.report import ImportReport
from iku_helpers.inputs.importing.writing import change_of, csv_bytes, merged, present, write_all
from iku_helpers.inputs.yaml_files import mapping


@dataclass(frozen=True)
class Draft:
    """One canonical table about to be written."""

    name: str
    frame: pd.DataFrame
    schema: Schema
    key: str
    slug: str | None

    @property
    def source_key(self) -> str:
        """Its entry under ``sumber``: a kecamatan's own where only its rows come from this sheet."""
        return self.name if self.slug is None or "/" in self.name else f"{self.name}/{self.slug}"


def compare_and_write(
    drafts: list[Draft], request: Request, source: Source, report: ImportReport, replace: bool
) -> None:
    """Say what changes; write the tables and tahun.yml together, or nothing."""
    params, tahun = request.files.params, request.tahun
    output: dict[Path, bytes] = {}
    fresh = True
    for draft in drafts:
        path = params.path(tahun, f"{draft.name}.csv")
        name = params.name(tahun, f"{draft.name}.csv")
        old = present(path, draft.schema, name)
        frame = merged(
            draft.frame, old[1], _replaced(old[1], draft, request), draft.schema, request.files.slugs
        )
        content = csv_bytes(frame)
        earlier = (old[0], None if old[1] is None else _told(old[1], draft))
        change = change_of(name, _told(frame, draft), earlier, draft.key, same=content == old[0])
        report.changes.append(change)
        fresh &= not change.was_there
        if not change.same:
            output[path] = content
    if not (replace or fresh):
        return
    path = params.path(tahun, "tahun.yml")
    text = _recorded(path.read_text("utf-8"), drafts, request, source, report)
    if text is not None:
        output[path] = text.encode()
    if output:
        write_all(output)
        report.written = [params.name(path.relative_to(params.folder).as_posix()) for path in output]


def _told(frame: pd.DataFrame, draft: Draft) -> pd.DataFrame:
    """``frame`` with a key of its own for each row: a service's name comes again in other kecamatan."""
    if draft.key != "layanan" or not {"kecamatan", "layanan"} <= set(frame):
        return frame
    return frame.assign(layanan=frame["kecamatan"] + ": " + frame["layanan"])


def _replaced(old: pd.DataFrame | None, draft: Draft, request: Request) -> pd.Series | None:
    """Which rows of a kabupaten's table the sheet replaces when it is one kecamatan's; None: all of them."""
    if old is None or draft.slug is None or draft.key == "id":
        return None
    if draft.key == "layanan":
        return old["kecamatan"] == draft.slug if "kecamatan" in old else None
    named = old["kecamatan"] if "kecamatan" in old else [""] * len(old)
    owners = request.files.owners
    mine = [
        owners.owner(request.kind, code, slug) == draft.slug
        for code, slug in zip(old["kode"], named, strict=True)
    ]
    return pd.Series(mine, index=old.index, dtype=bool)


def _recorded(
    text: str, drafts: list[Draft], request: Request, source: Source, report: ImportReport
) -> str | None:
    """tahun.yml with where the tables come from; None where it says so already."""
    origin = request.layout.sumber
    before = text
    for draft in drafts:
        held = request.files.settings.sumber.get(draft.source_key)
        if held is not None and held.sha256 == source.sha256 and held.lembar == report.sheet:
            continue
        date = origin.tanggal or source.date or request.today
        values: dict[str, object] = {
            "judul": origin.judul or source.name, "penerbit": origin.penerbit or "belum dicatat",
            "tanggal": date, "lisensi": origin.lisensi, "alamat": origin.alamat,
            "sha256": source.sha256, "lembar": report.sheet, "contoh": False,
        }  # fmt: skip
        values = {name: value for name, value in values.items() if value is not None}
        text = with_source(text, draft.source_key, values)
    if text == before:
        return None
    name = request.files.params.name(request.tahun, "tahun.yml")
    settings.parsed(mapping(text, name), name, text)  # what is written must be readable before it is written
    return text
