"""Reports come into outputs/ whole; the ledger and the lock hold whatever happens around them."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from iku_helpers.batch import place
from iku_helpers.batch.ledger import NAME, Entry, FileRecord, Ledger
from iku_helpers.batch.lock import locked
from iku_helpers.errors import RequestError


def _made(folder: Path, **contents: str) -> dict[str, str]:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in contents.items():
        (folder / name).write_text(text)
    return {name: hashlib.sha256(text.encode()).hexdigest() for name, text in contents.items()}


@pytest.mark.parametrize("swap", [True, False])
def test_new_files_come_and_the_other_reports_of_the_folder_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, swap: bool
) -> None:
    if not swap:
        monkeypatch.setattr(place, "exchanged", lambda *_: False)
    target, work = tmp_path / "2024" / "banjar", tmp_path / ".kerja"
    _made(target, **{"a.html": "lama", "a.json": "lama", "poster.html": "poster"})
    _made(target / "catatan-saya", **{"x.txt": "milik pengguna"})
    files = _made(tmp_path / "hasil", **{"a.html": "baru", "a.json": "baru"})
    records = place.place(tmp_path / "hasil", files, target, work)
    found = {
        path.relative_to(target).as_posix(): path.read_text() for path in target.rglob("*") if path.is_file()
    }
    assert found == {
        "a.html": "baru",
        "a.json": "baru",
        "poster.html": "poster",
        "catatan-saya/x.txt": "milik pengguna",
    }
    assert {name: record.sha256 for name, record in records.items()} == files


def test_a_file_the_report_no_longer_has_goes(tmp_path: Path) -> None:
    target, work = tmp_path / "2024" / "banjar", tmp_path / ".kerja"
    _made(target, **{"a.html": "lama", "a-lampiran.csv": "lama", "b.html": "lain"})
    files = _made(tmp_path / "hasil", **{"a.html": "baru"})
    place.place(tmp_path / "hasil", files, target, work, before=["a.html", "a-lampiran.csv"])
    assert sorted(path.name for path in target.iterdir()) == ["a.html", "b.html"]


def test_a_kill_between_two_renames_is_undone(tmp_path: Path) -> None:
    _made(tmp_path / ".kerja" / "lama" / "2024" / "banjar", **{"a.html": "lama"})
    _made(tmp_path / ".kerja" / "baru", **{"a.html": "baru"})
    place.recover(tmp_path)
    assert (tmp_path / "2024" / "banjar" / "a.html").read_text() == "lama"
    assert not (tmp_path / ".kerja").exists()


def test_leftovers_of_a_kill_after_both_renames_go(tmp_path: Path) -> None:
    _made(tmp_path / ".kerja" / "lama" / "2024" / "banjar", **{"a.html": "lama"})
    _made(tmp_path / "2024" / "banjar", **{"a.html": "baru"})
    place.recover(tmp_path)
    assert (tmp_path / "2024" / "banjar" / "a.html").read_text() == "baru"
    assert not (tmp_path / ".kerja").exists()


def test_failures_are_kept_until_the_report_stands(tmp_path: Path) -> None:
    _made(tmp_path / "kerja", **{"catatan.txt": "sebab"})
    folder = place.keep_failure(tmp_path / "kerja", tmp_path, "2024/banjar/a")
    assert (folder / "catatan.txt").read_text() == "sebab"
    assert folder == tmp_path / "gagal" / "2024" / "banjar" / "a"
    place.forget_failure(tmp_path, "2024/banjar/a")
    assert not (tmp_path / "gagal").exists()


def test_the_ledger_reads_back_what_it_wrote(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    entry = Entry({"notebook": "abc"}, {"a.html": FileRecord("f" * 64, 10, 12345)}, 1.5)
    ledger.made("2024/banjar/a", entry)
    ledger.failed("2024/sawan/a", "sel 2: galat")
    ledger.save()
    again = Ledger(tmp_path)
    assert again.entries["2024/banjar/a"] == entry
    assert again.entries["2024/sawan/a"].state == "gagal"


def test_a_failed_write_leaves_the_old_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = Ledger(tmp_path)
    ledger.made("2024/banjar/a", Entry())
    ledger.save()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    ledger.made("2024/sawan/a", Entry())
    with pytest.raises(OSError, match="No space left"):
        ledger.save()
    assert list(json.loads((tmp_path / NAME).read_text())["laporan"]) == ["2024/banjar/a"]
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_a_ledger_spoilt_by_hand_is_refused_with_advice(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("{")
    with pytest.raises(RequestError, match="Hapus berkas itu"):
        Ledger(tmp_path)


_HOLD = """
import sys, time
from pathlib import Path
from iku_helpers.batch.lock import locked
with locked(Path(sys.argv[1]), print):
    print("terkunci", flush=True)
    time.sleep(600)
"""


def test_the_second_batch_waits_for_the_first_and_says_so(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as first:
        try:
            assert first.stdout is not None
            assert first.stdout.readline() == "terkunci\n"
            said: list[str] = []

            def say(text: str) -> None:
                said.append(text)
                first.kill()  # the lock goes with the process that held it, however that ends

            with locked(tmp_path, say):
                assert len(said) == 1
        finally:
            first.kill()
    assert said[0].startswith("Menunggu iku run lain")


def test_an_outputs_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("bukan folder")
    with (
        pytest.raises(RequestError, match="tidak dapat ditulisi"),
        locked(tmp_path / "berkas" / "outputs", print),
    ):
        pass
