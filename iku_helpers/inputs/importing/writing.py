"""Canonical tables as bytes, against what is already there, and written all or none."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import reduce
from itertools import islice
from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyarrow import compute as pc

from iku_helpers.errors import InputError, Problem, reason_of
from iku_helpers.inputs import tables
from iku_helpers.inputs.columns import Schema
from iku_helpers.inputs.importing.grids import flat
from iku_helpers.inputs.importing.report import TableChange
from iku_helpers.inputs.records import Records, parsed

EXAMPLES = 8
Present = tuple[bytes | None, pd.DataFrame | None]
"""A table already in params/: its bytes, and its cells where they can be read."""


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """``frame`` (text cells) as canonical csv: UTF-8, LF, commas, quotation marks only where needed."""
    lines = [",".join(frame.columns)]
    if len(frame):
        columns = [_quoted(flat(frame[name])) for name in frame]
        rows = pc.binary_join_element_wise(*columns, pa.scalar(",", pa.large_string()))
        whole = pa.LargeListArray.from_arrays(pa.array([0, len(rows)], pa.int64()), rows)
        lines.append(pc.binary_join(whole, pa.scalar("\n", pa.large_string()))[0].as_py())
    return ("\n".join(lines) + "\n").encode()


def _quoted(column: pa.Array) -> pa.Array:
    content = b"" if column.buffers()[2] is None else column.buffers()[2].to_pybytes()
    marks = [mark for mark in (",", '"', "\n", "\r") if mark.encode() in content]
    if not marks:
        return column
    needs = reduce(pc.or_, [pc.match_substring(column, mark) for mark in marks])
    inner = pc.replace_substring(column, '"', '""')
    quote, nothing = pa.scalar('"', pa.large_string()), pa.scalar("", pa.large_string())
    return pc.if_else(needs, pc.binary_join_element_wise(quote, inner, quote, nothing), column)


def refusals(frame: pd.DataFrame, schema: Schema, file: str) -> list[Problem]:
    """What the checks of canonical tables refuse in ``frame``; its index holds the sheet's own row numbers.

    Each distinct text is checked once, at the first row that has it.
    """
    found: list[Problem] = []
    for column in schema.columns:
        if column.name in frame:
            texts = frame[column.name]
            first = texts[texts == ""].head(1) if column.reader is str else texts.drop_duplicates()
            found += tables.problems(
                _records(first.to_frame(), file), replace(schema, columns=(column,), key=())
            )
    if schema.key:
        found += tables.problems(_records(frame[list(schema.key)], file), replace(schema, columns=()))
    return found


def _records(frame: pd.DataFrame, file: str) -> Records:
    columns = {str(name): tuple(frame[name].tolist()) for name in frame}
    return Records(file, columns, frame.index.tolist())


def present(path: Path, schema: Schema, file: str) -> Present:
    """The table already at ``path`` as bytes and as text cells (None where it is absent or not readable)."""
    if not path.is_file():
        return None, None
    content = path.read_bytes()
    try:
        found = parsed(content.decode("utf-8-sig"), schema, file)
    except (UnicodeDecodeError, InputError):
        return content, None
    return content, pd.DataFrame(found.columns, dtype="str")


def merged(
    new: pd.DataFrame,
    old: pd.DataFrame | None,
    replaced: pd.Series | None,
    schema: Schema,
    slugs: Sequence[str] = (),
) -> pd.DataFrame:
    """``new`` among the rows of ``old`` that it does not replace (those of other kecamatan).

    Rows stand by code, else by their kecamatan in the order of ``slugs``, so that a table keeps its shape.
    """
    if old is None or replaced is None:
        return new
    kept = old[~replaced]
    columns = [name for name in schema.names if name in new or name in old]
    both = pd.concat([kept, new], ignore_index=True).reindex(columns=columns).fillna("")
    if "kode" in both:
        return both.sort_values("kode", kind="stable").reset_index(drop=True)
    place = {slug: number for number, slug in enumerate(slugs)}
    order = both["kecamatan"].map(lambda slug: place.get(slug, len(place)))
    return both.loc[order.sort_values(kind="stable").index].reset_index(drop=True)


def change_of(name: str, new: pd.DataFrame, old: Present, key: str, *, same: bool) -> TableChange:
    """How ``new`` differs from the table already there, row by row under ``key``."""
    content, before = old
    was_there = content is not None and (before is None or len(before) > 0)
    if same or before is None or not len(before) or key not in before:
        return TableChange(name, len(new), 0 if was_there else len(new), 0, 0, (), was_there, same)
    both = new[new[key].isin(before[key])].drop_duplicates(key)
    earlier, later = before.drop_duplicates(key).set_index(key), both.set_index(key)
    common = earlier.index.intersection(later.index, sort=False)
    columns = [column for column in later.columns if column in earlier.columns]
    differs = earlier.loc[common, columns].to_numpy() != later.loc[common, columns].to_numpy()
    examples = [
        f"{key} {common[row]}, {columns[column]}: {_shown(earlier.at[common[row], columns[column]])} menjadi "
        f"{_shown(later.at[common[row], columns[column]])}"
        for row, column in islice(zip(*differs.nonzero(), strict=True), EXAMPLES)
    ]
    return TableChange(
        name, len(new), new[key].nunique() - len(later), len(earlier) - len(later),
        int(differs.any(axis=1).sum()), tuple(examples), was_there, same,
    )  # fmt: skip


def _shown(text: object) -> str:
    shown = " ".join(str(text).split())
    return "(kosong)" if not shown else shown if len(shown) <= 40 else shown[:39] + "…"


def write_all(files: Mapping[Path, bytes]) -> None:
    """Put every file in place by rename, or leave all as they were."""
    staged: dict[Path, Path] = {}
    before = {path: path.read_bytes() if path.is_file() else None for path in files}
    moved: list[Path] = []
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            staged[path] = _staged(path, content)
        for path, temporary in staged.items():
            temporary.replace(path)
            moved.append(path)
    except OSError as error:
        for path in moved:
            _put_back(path, before[path])
        place = str(error.filename or next(iter(files)).parent)
        raise InputError(Problem(f"Tidak dapat ditulis ({reason_of(error)}).", Path(place).name)) from None
    finally:
        for temporary in staged.values():
            temporary.unlink(missing_ok=True)


def _staged(path: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _put_back(path: Path, content: bytes | None) -> None:
    with contextlib.suppress(OSError):
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content)
