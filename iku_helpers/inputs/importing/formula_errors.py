"""Cells whose formula failed (#REF!, #N/A): kept as that text, where the reading library would give nothing.

An empty cell means "not answered"; a broken formula means that an answer was there and is lost.
"""

from __future__ import annotations

import io
import re
import zipfile

BROKEN = re.compile(r"#(?:ref!|value!|div/0!|name\?|null!|num!|n/a|spill!|calc!)|err:\d{3}", re.IGNORECASE)
_CHUNK = 1 << 20
_XLSX = (b' t="e"', b' t="str"')
_ODS = re.compile(rb'(?:office:string-value="[^"]*" )?calcext:value-type="error"')


def as_text(content: bytes) -> bytes:
    """The workbook with its failed cells as text cells; the very same bytes where it has none."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        broken = [name for name in archive.namelist() if _has_errors(archive, name)]
        if not broken:
            return content
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as copy:
            for member in archive.infolist():
                body = archive.read(member)
                copy.writestr(member.filename, _rewritten(member.filename, body, broken))
    return stream.getvalue()


def _has_errors(archive: zipfile.ZipFile, name: str) -> bool:
    if name == "content.xml":
        mark = b'calcext:value-type="error"'
    elif name.startswith("xl/worksheets/") and name.endswith(".xml"):
        mark = _XLSX[0]
    else:
        return False
    with archive.open(name) as stream:
        tail = b""
        while chunk := stream.read(_CHUNK):
            if mark in tail + chunk:
                return True
            tail = chunk[-len(mark) :]
    return False


def _rewritten(name: str, body: bytes, broken: list[str]) -> bytes:
    if name not in broken:
        return body
    return _ODS.sub(b'calcext:value-type="string"', body) if name == "content.xml" else body.replace(*_XLSX)
