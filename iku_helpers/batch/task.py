"""What travels between the batch and a worker: a task there, an outcome back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

FAILED_NOTEBOOK = "notebook.ipynb"
FAILED_LOG = "catatan.txt"


@dataclass(frozen=True)
class Task:
    """One report to render: everything by value or by a folder that can travel."""

    id: str
    staged: str
    notebook: str
    made: str
    html_name: str
    results_name: str
    parameters: Mapping[str, Any]
    provenance: Mapping[str, Any]
    limit: float | None = None
    extras: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What became of one task: its files with their sha256, or the reason in one sentence."""

    id: str
    files: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    reason: str | None = None
    cell: int | None = None

    @property
    def ok(self) -> bool:
        """Whether the report is whole."""
        return self.reason is None
