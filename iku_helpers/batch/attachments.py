"""Files that a notebook displays to stand beside its page: annexes as ``application/vnd.iku.berkas+json``."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from typing import Any

from nbformat import NotebookNode

from iku_helpers.errors import IkuError

FILES_MIME = "application/vnd.iku.berkas+json"
_NOT_IN_A_NAME = set("/\\:\0")


class AttachmentError(IkuError):
    """A notebook displays a file that must not or cannot be written."""


def attachments(notebook: NotebookNode, stem: str) -> dict[str, bytes]:
    """Every displayed file by the name it gets beside the page ``stem``.html.

    Raises ``AttachmentError`` for a name that would leave the report's folder, one that comes twice, and a
    content that is not base64.
    """
    found: dict[str, bytes] = {}
    for told in _displayed(notebook):
        name, content = str(told.get("nama", "")), told.get("isi", "")
        if not name or name.startswith(".") or set(name) & _NOT_IN_A_NAME:
            raise AttachmentError(f"Nama berkas lampiran tidak sah: {name!r}.")
        if f"{stem}-{name}" in found:
            raise AttachmentError(f"Dua berkas lampiran bernama {name!r}.")
        try:
            found[f"{stem}-{name}"] = base64.b64decode(content, validate=True)
        except (ValueError, TypeError) as error:
            raise AttachmentError(f"Isi berkas lampiran {name!r} rusak: {error}.") from error
    return found


def _displayed(notebook: NotebookNode) -> Iterator[Mapping[str, Any]]:
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            yield from output.get("data", {}).get(FILES_MIME, ())
