"""What a set-up costs: seconds and megabytes of `make laporan` from nothing, and what each extra adds.

Run by hand: ``python tests/benchmarks/set_up.py``. Everything is fetched anew into folders of its own, so the
figures are those of a machine that has nothing yet; megabytes fetched are the wheels' own sizes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
EXTRAS = ("lab", "pdf", "docx", "cluster", "setup", "test")
LISTED = 12


def main() -> None:
    """Print the reports' own set-up by package, then what each extra adds to it."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        seconds, core = installed(work / "inti")
        fetched = sizes(work, core)
        print(f"make laporan: {seconds:.0f} s, {len(core)} packages, {sum(fetched.values()):.0f} MB fetched")
        for name in sorted(fetched, key=fetched.__getitem__, reverse=True)[:LISTED]:
            print(f"  {name:<22}{fetched[name]:7.1f} MB")
        for extra in EXTRAS:
            seconds, pins = installed(work / extra, extra)
            more = sizes(work, {name: pin for name, pin in pins.items() if name not in core})
            print(f"+ {extra:<9}{len(more):4d} packages, {sum(more.values()):6.1f} MB")


def installed(venv: Path, extra: str = "") -> tuple[float, dict[str, str]]:
    """Seconds of an installation with an empty cache, and the version of every package it brought."""
    begun = time.monotonic()
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    pip = [BIN / "uv", "pip", "install", "--quiet", "--python", venv / "bin" / "python"]
    environment = os.environ | {"UV_CACHE_DIR": str(venv / "cache")}
    lock = ["--constraint", "requirements.lock"]
    for asked in (["setuptools"], ["--no-build-isolation", f".[{extra}]" if extra else "."]):
        subprocess.run([*pip, *lock, *asked], check=True, cwd=ROOT, env=environment)
    return time.monotonic() - begun, dict(_pins(venv))


def _pins(venv: Path) -> Iterator[tuple[str, str]]:
    for found in distributions(path=[str(path) for path in venv.glob("lib/*/site-packages")]):
        if found.name != "iku-workbook":
            yield found.name, found.version


def sizes(work: Path, pins: dict[str, str]) -> dict[str, float]:
    """Megabytes of each package's wheel."""
    wheels: dict[str, float] = {}
    for name, version in pins.items():
        place = work / "roda" / name
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "-qq", "--no-deps", "-d", place, f"{name}=={version}"],
            check=True,
            stderr=subprocess.DEVNULL,
        )
        wheels[name] = sum(file.stat().st_size for file in place.iterdir()) / 1e6
    return wheels


if __name__ == "__main__":
    main()
