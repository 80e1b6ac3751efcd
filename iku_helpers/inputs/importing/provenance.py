"""``sumber`` in tahun.yml: only the entry of the imported table is rewritten, the rest of the text stays."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml


def entry_text(values: Mapping[str, object]) -> str:
    """One entry's keys as YAML lines, indented as they stand in tahun.yml.

    >>> print(entry_text({"judul": "Rekap.xlsx", "contoh": False}), end="")
        judul: Rekap.xlsx
        contoh: false
    """
    text = yaml.safe_dump(dict(values), allow_unicode=True, sort_keys=False, width=1000)
    return "".join(f"    {line}\n" for line in text.splitlines())


def with_source(text: str, table: str, values: Mapping[str, object]) -> str:
    """``text`` of tahun.yml with the entry ``table`` under ``sumber`` replaced or added.

    >>> old = "tahun: 2024  # tetap\\nsumber:\\n  idm:\\n    judul: Lama\\n"
    >>> print(with_source(old, "idm", {"judul": "Baru"}))
    tahun: 2024  # tetap
    sumber:
      idm:
        judul: Baru
    <BLANKLINE>
    """
    text = text if text.endswith("\n") or not text else text + "\n"
    entry = f"  {table}:\n{entry_text(values)}"
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    found = _value(root, "sumber")
    if found is None or not isinstance(found[1], yaml.MappingNode):
        kept = _without_key(text, found)
        return f"{kept}{'' if kept.endswith(chr(10) * 2) or not kept else chr(10)}sumber:\n{entry}"
    if found[1].flow_style:
        return _rewritten(text, found, table, values)
    lines = text.splitlines(keepends=True)
    indent = found[1].start_mark.column
    entry = re.sub(r"(?m)^  ", " " * indent, entry)
    own = _value(found[1], table)
    if own is None:
        last = _last_line(lines, found[1].end_mark.line)
        return "".join([*lines[:last], entry, *lines[last:]])
    start, end = own[0].start_mark.line, _last_line(lines, own[1].end_mark.line)
    return "".join([*lines[:start], entry, *lines[max(end, start + 1) :]])


def _rewritten(
    text: str, found: tuple[yaml.Node, yaml.Node], table: str, values: Mapping[str, object]
) -> str:
    """An inline ``sumber: {...}`` becomes a block, since an entry cannot be put into it line by line."""
    held = yaml.safe_load(text)["sumber"]
    held[table] = dict(values)
    body = "".join(f"  {name}:\n{entry_text(keys)}" for name, keys in held.items())
    start, end = found[0].start_mark.index, found[1].end_mark.index
    return text[:start] + f"sumber:\n{body.rstrip()}" + text[end:]


def _without_key(text: str, found: tuple[yaml.Node, yaml.Node] | None) -> str:
    if found is None:
        return text
    lines = text.splitlines(keepends=True)
    start = found[0].start_mark.line
    return "".join(lines[:start] + lines[start + 1 :])


def _value(node: yaml.Node | None, key: str) -> tuple[yaml.Node, yaml.Node] | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next(((name, value) for name, value in node.value if name.value == key), None)


def _last_line(lines: list[str], end: int) -> int:
    """The line after a block's last own line: a block's end mark runs on over blank lines and comments."""
    while end > 0 and (
        end > len(lines) or not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")
    ):
        end -= 1
    return end
