"""Files as text and as plain values; what cannot be read becomes a Problem. Nothing slow is imported here."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any

import yaml

from iku_helpers.errors import InputError, Problem, reason_of

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _UniqueKeyLoader(Loader):  # type: ignore[misc]
    """YAML lets the last of two equal keys win silently; a target written twice must be seen instead."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "kunci harus teks", key_node.start_mark)
            if key_node.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"kunci {key_node.value!r} ditulis dua kali", key_node.start_mark
                )
            seen.add(key_node.value)
        return super().construct_mapping(node, deep=deep)  # type: ignore[no-any-return]


def read_bytes(path: Path, file: str) -> bytes:
    """The file's bytes, refused with a sentence where it is absent or unreadable."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(Problem("Berkas ini tidak ada.", file, advice="Buat berkasnya dahulu.")) from None
    except OSError as error:
        message = (
            "Ini folder, bukan berkas."
            if path.is_dir()
            else f"Berkas ini tidak terbaca ({reason_of(error)})."
        )
        raise InputError(Problem(message, file)) from None


def read_text(path: Path, file: str) -> str:
    """The file's text, refused with a sentence where it is not UTF-8."""
    try:
        return read_bytes(path, file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"Berkas ini bukan teks UTF-8 (bita ke-{error.start + 1})."
        raise InputError(Problem(message, file, advice="Simpan ulang sebagai UTF-8.")) from None


def mapping(text: str, file: str) -> dict[str, Any]:
    """The mapping a YAML text holds."""
    try:
        found = yaml.load(text, Loader=_UniqueKeyLoader)  # a SafeLoader: it builds plain values only
    except yaml.YAMLError as error:
        raise InputError(_syntax_problem(error, file)) from None
    except RecursionError:
        raise InputError(Problem("YAML ini tidak terbaca: susunannya terlalu dalam.", file)) from None
    except ValueError:
        raise InputError(_impossible_value(text, file)) from None
    if found is None:
        raise InputError(Problem("Berkas ini kosong.", file))
    if not isinstance(found, dict):
        message = "Isi berkas ini harus pasangan 'kunci: nilai'."
        raise InputError(Problem(message, file))
    return {str(key): value for key, value in found.items()}


def _impossible_value(text: str, file: str) -> Problem:
    """YAML takes 2024-02-31 for a date and then cannot make it one."""
    for row, line in enumerate(text.splitlines(), start=1):
        for match in re.finditer(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)", line):
            try:
                dt.date(*map(int, match.groups()))
            except ValueError:
                return Problem("Tanggal ini tidak ada di kalender.", file, row=row, value=match[0])
    return Problem("YAML ini tidak terbaca: ada angka atau tanggal yang tidak mungkin.", file)


def _syntax_problem(error: yaml.YAMLError, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    what = _said(getattr(error, "problem", None) or str(error).splitlines()[0])
    row = None if mark is None else mark.line + 1
    advice = "Periksa lekuk baris, titik dua, dan tanda kutip di sekitarnya."
    return Problem(f"YAML ini tidak terbaca: {what}.", file, row=row, advice=advice)


_YAML_SAYS = (
    (r"did not find expected (?:',' or '[]}]')|expected ',' or '[]}]'.*", "kurung yang dibuka tidak ditutup"),
    (r"found unexpected end of stream.*", "tanda kutip dibuka tetapi tidak ditutup"),
    (r"found character .* that cannot start any token|found character that cannot start any token",
     "ada tab atau tanda yang tidak boleh memulai nilai"),
    (r"mapping values are not allowed.*", "ada titik dua kedua di baris yang sama"),
    (r"could not find expected ':'|did not find expected key.*|expected <block end>.*",
     "lekuk barisnya tidak lurus"),
    (r"did not find expected ('-' indicator|node content).*", "susunan daftarnya keliru"),
    (r"(?:second occurrence|found duplicate anchor.*)", "nama jangkar dipakai dua kali"),
    (r"found undefined alias.*", "tanda * menunjuk jangkar yang tidak ada"),
    (r"could not determine a constructor for the tag.*", "tanda ! tidak boleh dipakai di sini"),
    (r"(?:unacceptable character|control characters are not allowed|special characters).*",
     "ada tanda kendali yang tidak terlihat"),
)  # fmt: skip


def _said(problem: str) -> str:
    """What the YAML reader complains of, in Indonesian; a sentence of our own stays as it is."""
    found = (said for pattern, said in _YAML_SAYS if re.match(pattern, problem))
    return next(found, problem if problem.startswith("kunci ") else "susunannya keliru")


def plain(values: Any) -> Any:
    """Settings as values YAML and JSON can both hold: dates as ISO text, keys as text."""
    if isinstance(values, Mapping):
        return {str(key): plain(value) for key, value in values.items()}
    if isinstance(values, (list, tuple)):
        return [plain(value) for value in values]
    return values.isoformat() if isinstance(values, dt.date) else values
