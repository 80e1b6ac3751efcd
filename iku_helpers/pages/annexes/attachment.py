"""Files that a report carries beside its page: the notebook displays them, the batch writes them down."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from iku_helpers.numbers import number

FILES_MIME = "application/vnd.iku.berkas+json"


@dataclass(frozen=True)
class Attachment:
    """One file by name and content, shown by a notebook cell tagged ``remove-cell``.

    The content travels inside the executed notebook, so a report stays a pure function of its staged folder:
    the kernel writes no file of its own. The batch puts it beside the page as ``<report>-<name>``; JupyterLab
    shows a line with name and size.

    >>> Attachment("lampiran.xlsx", b"PK")._repr_mimebundle_()["application/vnd.iku.berkas+json"]
    [{'nama': 'lampiran.xlsx', 'isi': 'UEs='}]
    """

    name: str
    content: bytes

    def __post_init__(self) -> None:
        if not self.name or self.name.startswith(".") or set(self.name) & set("/\\:\0"):
            raise ValueError(f"Nama berkas lampiran tidak sah: {self.name!r}.")

    @property
    def payload(self) -> dict[str, str]:
        """What travels: the name, and the content in base64."""
        return {"nama": self.name, "isi": base64.b64encode(self.content).decode("ascii")}

    @property
    def line(self) -> Markup:
        """Name and size for whoever reads the notebook."""
        return Markup("<li><strong>{}</strong>, {} kB</li>").format(
            self.name, number(len(self.content) / 1000, 0)
        )

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return Attachments((self,))._repr_mimebundle_(include, exclude)


@dataclass(frozen=True)
class Attachments:
    """Several files shown by one cell."""

    files: tuple[Attachment, ...]

    def __post_init__(self) -> None:
        names = [file.name for file in self.files]
        if len(set(names)) < len(names):
            raise ValueError(f"Dua berkas lampiran bernama sama: {', '.join(names)}.")

    def __repr__(self) -> str:
        return "Berkas lampiran: " + ", ".join(file.name for file in self.files)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:  # noqa: ARG002
        lines = Markup("").join(file.line for file in self.files)
        return {
            FILES_MIME: [file.payload for file in self.files],
            "text/html": str(
                Markup("<p>Berkas lampiran, ditulis oleh <code>iku run</code>:</p><ul>{}</ul>").format(lines)
            ),
            "text/plain": repr(self),
        }
