"""Set-up: one lock for every path, no index addresses, and the conda path in a clean environment."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.MULTILINE)


@pytest.fixture(scope="module")
def lock(root: Path) -> str:
    return (root / "requirements.lock").read_text("utf-8")


def test_every_pin_has_a_hash(lock):
    blocks = re.split(r"(?m)^(?=[a-z0-9])", lock)[1:]
    assert len(blocks) == len(PIN.findall(lock))
    assert [block.split("==")[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_lock_names_no_address(lock):
    assert re.findall(r"https?://|--(?:extra-)?index-url|--find-links", lock) == []


def test_lock_serves_windows_and_macos_too(lock):
    """A lock compiled for one system alone would hold no pin that only another system needs."""
    assert {"win32", "darwin"} <= set(re.findall(r"sys_platform [!=]= '(\w+)'", lock))


def test_conda_takes_only_python_and_pip_and_the_lock(root):
    environment = yaml.safe_load((root / "environment.yml").read_text("utf-8"))
    assert environment["dependencies"] == ["python=3.11", "pip", {"pip": ["-r requirements.lock"]}]


def test_versions_in_use_are_those_of_the_lock(lock):
    from importlib.metadata import version

    pins = dict(PIN.findall(lock))
    used = ("numpy", "pandas", "scipy", "papermill", "nbconvert", "pydantic", "babel")
    assert {name: version(name) for name in used} == {name: pins[name] for name in used}


@pytest.mark.slow
def test_pip_part_of_environment_yml_makes_a_report_in_a_clean_venv(root, tmp_path):
    """uv stands in for pip: the same lines and hashes, in seconds instead of a minute."""
    environment = yaml.safe_load((root / "environment.yml").read_text("utf-8"))
    venv, work = tmp_path / "venv", tmp_path / "outputs"
    python = venv / "bin" / "python"
    uv = Path(sys.executable).with_name("uv")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    install = [uv, "pip", "install", "--quiet", "--python", python]
    lines = environment["dependencies"][-1]["pip"]
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    for line in lines:
        subprocess.run([*install, "--require-hashes", *line.split()], check=True, cwd=root, env=clean)
    subprocess.run([*install, "--no-deps", "--no-build-isolation", "."], check=True, cwd=root, env=clean)
    made = subprocess.run(
        [venv / "bin" / "iku", "run", "--limit", "1", "--outputs", work],
        cwd=root, env=clean, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    assert len(list(work.rglob("*.html"))) >= 1
