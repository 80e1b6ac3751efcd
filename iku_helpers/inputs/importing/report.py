"""What an import says: the columns and why, rows in, kept and dropped, what changes, what was left behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from iku_helpers.errors import Problem
from iku_helpers.inputs.importing.proposal import Found
from iku_helpers.numbers import count_word, joined, number

SHOWN = 20


@dataclass(frozen=True)
class TableChange:
    """One canonical table against the one already there."""

    name: str
    rows: int
    added: int
    removed: int
    altered: int
    examples: tuple[str, ...]
    was_there: bool
    same: bool

    def sentence(self) -> str:
        """The change as one sentence."""
        if self.same:
            return f"{self.name}: {number(self.rows, 0)} baris, tidak ada yang berubah."
        if not self.was_there:
            return f"{self.name}: baru, {number(self.rows, 0)} baris."
        parts = [
            f"{number(count, 0)} {word}"
            for count, word in ((self.added, "baru"), (self.removed, "hilang"), (self.altered, "berubah"))
            if count
        ]
        what = joined(parts) if parts else "bentuk berkas berubah"
        return f"{self.name}: {number(self.rows, 0)} baris; {what}."


@dataclass
class ImportReport:
    """The outcome of one import. ``problems`` with an error mean that nothing was written."""

    kind: str
    file: str
    sheet: str | None = None
    header: tuple[int, ...] = ()
    columns: list[Found] = field(default_factory=list)
    rows_in: int = 0
    rows_kept: int = 0
    dropped: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    changes: list[TableChange] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    layout_written: str | None = None

    @property
    def changed(self) -> bool:
        """Whether a table differs from the one already there (or is new)."""
        return any(not change.same for change in self.changes)

    @property
    def refused(self) -> bool:
        """Whether an error stopped the import."""
        return any(problem.severity == "galat" for problem in self.problems)

    @property
    def exit_status(self) -> int:
        """0 imported or nothing to do, 1 waiting for --replace, 2 refused."""
        if self.refused:
            return 2
        return 1 if self.changed and not self.written else 0

    def text(self) -> str:
        """The whole report in Indonesian."""
        where = self.file if self.sheet is None else f"{self.file}, lembar {self.sheet}"
        lines = [f"Impor {self.kind} dari {where}"]
        if self.header:
            lines[0] += f" (judul kolom di baris {joined([str(row) for row in self.header])})"
        lines += self._column_lines() + self._row_lines() + self._change_lines()
        return "\n".join(lines)

    def _column_lines(self) -> list[str]:
        if not self.columns:
            return []
        head = ("ditemukan", "dipakai sebagai", "karena", "contoh")
        rows = [
            (_short(column.title), column.field or "tidak dipakai", column.why, column.example)
            for column in self.columns
        ]
        lines = ["", *_aligned([head, *rows])]
        personal = [column.title for column in self.columns if column.is_personal]
        if personal:
            lines += ["", f"Data pribadi yang ditinggalkan: {joined(personal)}."]
        return lines

    def _row_lines(self) -> list[str]:
        if self.refused or not self.rows_in:
            return []
        out = self.rows_in - self.rows_kept
        lines = ["", f"Baris: {number(self.rows_in, 0)} masuk, {number(self.rows_kept, 0)} dipakai, "
                     f"{number(out, 0)} tidak."]  # fmt: skip
        lines += [f"- {number(count, 0)} {reason}" for reason, count in self.dropped.items() if count]
        return lines + [f"- {note}" for note in self.notes]

    def _change_lines(self) -> list[str]:
        lines = [""] if self.changes or self.problems else []
        for change in self.changes:
            lines.append(change.sentence())
            lines += [f"    {example}" for example in change.examples]
        errors = [problem for problem in self.problems if problem.severity == "galat"]
        lines += _listed([problem for problem in self.problems if problem not in errors], "Peringatan")
        lines += _listed(errors, "Ditolak")
        return lines + self._closing()

    def _closing(self) -> list[str]:
        lines = [] if self.layout_written is None else [f"Tata letak ditulis ke {self.layout_written}."]
        if self.refused:
            return [*lines, "Tidak ada yang ditulis."]
        if self.written:
            return [*lines, f"Ditulis: {joined(self.written)}."]
        if self.changed:
            return [
                *lines,
                "Belum ada yang ditulis; jalankan lagi dengan --replace bila perubahan ini benar.",
            ]
        return [*lines, "Tidak ada yang berubah."]


def _listed(problems: Sequence[Problem], word: str) -> list[str]:
    if not problems:
        return []
    lines = [f"{word} ({count_word(len(problems))}):", *(f"- {problem}" for problem in problems[:SHOWN])]
    if len(problems) > SHOWN:
        lines.append(f"- dan {number(len(problems) - SHOWN, 0)} lainnya")
    return lines


def _short(text: str, width: int = 44) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _aligned(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    return [lines[0], "  ".join("-" * width for width in widths), *lines[1:]]
