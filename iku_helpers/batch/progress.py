"""A run one can watch: a moving bar on a terminal, plain lines elsewhere. All of it on stderr."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, TextIO

from iku_helpers.batch.task import Outcome

Told = Callable[[Outcome], None]
_SHOWN = 4


class Watch:
    """Where messages and progress go."""

    def __init__(self, stream: TextIO | None = None, *, quiet: bool = False) -> None:
        self.stream = sys.stderr if stream is None else stream
        self.quiet = quiet

    def say(self, text: str) -> None:
        """One line for the user."""
        self.stream.write(text + "\n")
        self.stream.flush()

    @contextlib.contextmanager
    def batch(self, total: int, running: Callable[[], list[str]]) -> Iterator[Told]:
        """Tell of ``total`` reports as each one ends."""
        if self.quiet:
            yield lambda _: None
        elif self.stream.isatty():
            with self._bar(total, running) as told:
                yield told
        else:
            yield self._lines(total)

    def _lines(self, total: int) -> Told:
        begun, done = time.monotonic(), 0

        def told(outcome: Outcome) -> None:
            nonlocal done
            done += 1
            left = (time.monotonic() - begun) / done * (total - done)
            state = "jadi " if outcome.ok else "GAGAL"
            tail = f"; sisa kira-kira {duration(left)}" if done < total else ""
            self.say(f"[{done}/{total}] {state} {outcome.id} ({outcome.seconds:.1f} detik{tail})")

        return told

    @contextlib.contextmanager
    def _bar(self, total: int, running: Callable[[], list[str]]) -> Iterator[Told]:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        console: Any = Console(file=self.stream)
        columns = (
            TextColumn("Membuat laporan"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[laju]}"),
            TextColumn("sisa"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[kini]}"),
        )
        begun = time.monotonic()
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task("", total=total, laju="", kini="")
            done = 0

            def told(outcome: Outcome) -> None:
                nonlocal done
                done += 1
                rate = done / max(time.monotonic() - begun, 1e-9)
                bar.update(task, advance=1, laju=f"{rate:.1f}/detik", kini=" ".join(running()[:_SHOWN]))
                if not outcome.ok:
                    console.print(f"[red]GAGAL[/red] {outcome.id}")

            yield told


def duration(seconds: float) -> str:
    """A length of time as people say it.

    >>> duration(4.2), duration(130), duration(7300)
    ('4 detik', '2 menit', '2 jam 2 menit')
    """
    if seconds < 60:
        return f"{seconds:.0f} detik"
    minutes = round(seconds / 60)
    return f"{minutes} menit" if minutes < 60 else f"{minutes // 60} jam {minutes % 60} menit"
