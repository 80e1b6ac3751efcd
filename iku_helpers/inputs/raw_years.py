"""One year of params/ as raw bytes by kecamatan: what slices are cut from."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import yaml

from iku_helpers.errors import InputError, Problem
from iku_helpers.inputs import catalogue, records, text_files
from iku_helpers.inputs.catalogue import Params
from iku_helpers.inputs.owners import VILLAGE_TABLES, YEARLY_TABLES, Owners

_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@dataclass(frozen=True)
class RawTable:
    """A yearly table as raw records: the header, and each kecamatan's records with their places."""

    header: bytes
    records: dict[str, list[tuple[int, bytes]]]

    def cut(self, slugs: Sequence[str]) -> bytes:
        """The rows of these kecamatan in the order of the file, their bytes unchanged."""
        own = [record for slug in slugs for record in self.records.get(slug, ())]
        return self.header + b"".join(record for _, record in sorted(own))


@dataclass(frozen=True)
class RawYear:
    """One year's files as bytes, cut by kecamatan on demand."""

    params: Params
    tahun: int

    @cached_property
    def slugs(self) -> dict[str, str]:
        """The kecamatan of the year with their codes; a dict, since every slice looks its own up."""
        return catalogue.register(self.params.folder, self.tahun)

    @cached_property
    def _surveys(self) -> frozenset[str]:
        folder = self.params.path(self.tahun, "survei")
        return frozenset(path.stem for path in folder.glob("*.csv")) if folder.is_dir() else frozenset()

    def files(self, slugs: Sequence[str], *, canonical: bool) -> Iterable[tuple[str, bytes]]:
        """The slice's files of this year by name; ``canonical``: settings as quick JSON instead of YAML."""
        own = self._settings(slugs)
        if canonical:
            text = self._common_json + json.dumps(own, sort_keys=True)
        else:
            text = yaml.dump({**self._common, **own}, Dumper=_Dumper, allow_unicode=True, sort_keys=True)
        yield f"{self.tahun}/tahun.yml", text.encode()
        for name, table in self._tables.items():
            yield f"{self.tahun}/{name}.csv", table.cut(slugs)
        for slug in sorted(self._surveys.intersection(slugs)):
            file = self.params.name(self.tahun, "survei", f"{slug}.csv")
            content = text_files.read_bytes(self.params.path(self.tahun, "survei", f"{slug}.csv"), file)
            yield f"{self.tahun}/survei/{slug}.csv", content

    @cached_property
    def _values(self) -> dict[str, Any]:
        file = self.params.name(self.tahun, "tahun.yml")
        text = text_files.read_text(self.params.path(self.tahun, "tahun.yml"), file)
        values = text_files.mapping(text, file)
        if not all(isinstance(values.get(key, {}), dict) for key in ("kecamatan", "sumber")):
            from iku_helpers.inputs import settings  # slow to import, and here only to say what is wrong

            settings.parsed(values, file, text)
        plain: dict[str, Any] = text_files.plain(values)
        return plain

    @cached_property
    def _common(self) -> dict[str, Any]:
        return {key: value for key, value in self._values.items() if key not in {"kecamatan", "sumber"}}

    @cached_property
    def _common_json(self) -> str:
        return json.dumps(self._common, sort_keys=True)

    @cached_property
    def _sources(self) -> dict[str, dict[str, Any]]:
        """The sources by the kecamatan they are of, under "" those that are everybody's."""
        groups: dict[str, dict[str, Any]] = {}
        for name, source in self._values.get("sumber", {}).items():
            groups.setdefault(name.partition("/")[2], {})[name] = source
        return groups

    def _settings(self, slugs: Sequence[str]) -> dict[str, Any]:
        """What tahun.yml says of these kecamatan alone, and the sources that are everybody's."""
        overrides = self._values.get("kecamatan", {})
        own = {slug: overrides[slug] for slug in slugs if slug in overrides}
        sources = {
            name: found for slug in ("", *slugs) for name, found in self._sources.get(slug, {}).items()
        }
        return {"kecamatan": own, "sumber": sources}

    @cached_property
    def _tables(self) -> dict[str, RawTable]:
        """Every yearly table there is, each read once."""
        registers = {name: self._raw(name) for name in ("kecamatan", "desa")}
        owners = Owners.of_register(
            _picked(*registers["kecamatan"], ("kecamatan", "kode")),
            _picked(*registers["desa"], ("kode", "kecamatan")),
        )
        present = [name for name in YEARLY_TABLES if self.params.path(self.tahun, f"{name}.csv").is_file()]
        return {
            name: self._table(name, *(registers.pop(name, None) or self._raw(name)), owners)
            for name in present
        }

    def _table(self, name: str, header: RawRow, rows: list[RawRow], owners: Owners) -> RawTable:
        key = "kode" if name in VILLAGE_TABLES else "kecamatan"
        if key not in header.cells:
            file = self.params.name(self.tahun, f"{name}.csv")
            raise InputError(Problem(f"Kolom '{key}' tidak ada.", file, row=1, column=key, tahun=self.tahun))
        columns = ("kode", "kecamatan")
        groups: dict[str, list[tuple[int, bytes]]] = {}
        for place, (row, (code, slug)) in enumerate(zip(rows, _picked(header, rows, columns), strict=True)):
            owner = owners.owner(name, code, slug)
            if owner is not None:
                groups.setdefault(owner, []).append((place, row.content))
        return RawTable(header.content, groups)

    def _raw(self, table: str) -> tuple[RawRow, list[RawRow]]:
        file = self.params.name(self.tahun, f"{table}.csv")
        rows = raw_rows(text_files.read_bytes(self.params.path(self.tahun, f"{table}.csv"), file), file)
        if not rows:
            raise InputError(Problem("Baris judul kolom tidak ada.", file, row=1, tahun=self.tahun))
        return rows[0], rows[1:]


class RawRow(NamedTuple):
    """A record of a csv: its cells as far as they are ASCII, and its bytes with the line end."""

    cells: list[str]
    content: bytes


def raw_rows(content: bytes, file: str) -> list[RawRow]:
    """The records of a csv, blank lines left out; a quoted cell may hold line breaks.

    Read as Latin-1, which maps every byte to one character and back: codes and slugs are ASCII, and bytes
    that are no UTF-8 are passed on for the report to refuse, not judged here.
    """
    lines = list(io.StringIO(content.removeprefix(codecs.BOM_UTF8).decode("latin-1"), newline=""))
    csv.field_size_limit(records.FIELD_LIMIT)
    reader = csv.reader(iter(lines))
    rows: list[RawRow] = []
    begun = 0
    try:
        for cells in reader:
            text = "".join(lines[begun : reader.line_num])
            begun = reader.line_num
            if any(map(str.strip, cells)):
                ended = text if text.endswith(("\n", "\r")) else f"{text}\n"
                rows.append(RawRow([cell.strip() for cell in cells], ended.encode("latin-1")))
    except csv.Error as error:
        raise InputError(Problem(f"Berkas ini bukan csv yang utuh ({error}).", file)) from None
    return rows


def _picked(header: RawRow, rows: Sequence[RawRow], columns: tuple[str, str]) -> list[tuple[str, str]]:
    """Two columns of the rows, empty where a row or the table has none."""
    first, second = (header.cells.index(name) if name in header.cells else None for name in columns)
    return [(_cell(row, first), _cell(row, second)) for row in rows]


def _cell(row: RawRow, at: int | None) -> str:
    return row.cells[at] if at is not None and at < len(row.cells) else ""
