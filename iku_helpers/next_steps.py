"""What comes after a command: the last line each one says, so that nobody has to remember the round."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from iku_helpers.errors import Problem

AFTER_SAMPEL = "Berikutnya: cetak kuesionernya dengan: iku kuesioner --kecamatan NAMA"
AFTER_KUESIONER = (
    "Berikutnya: cetak, bagikan, ketik isiannya ke tabel berjudul kolom yang sama, lalu iku import survei."
)
AFTER_TARGET = "Berikutnya: penjelasan tiap angka ada di laporan; buat dengan: iku run"


def after_import(asked: Namespace, exit_status: int) -> str:
    """After ``iku import``: look the whole year over, or mend what was refused."""
    if exit_status == 2:
        return "Berikutnya: betulkan lembarnya, simpan, lalu ulangi perintah ini."
    if exit_status == 1:
        return "Berikutnya: baca perubahan di atas; bila benar, ulangi perintah ini dengan --replace."
    return f"Berikutnya: impor tabel yang lain, atau periksa semuanya dengan: iku check{_about(asked)}"


def after_check(asked: Namespace, errors: Sequence[Problem]) -> str:
    """After ``iku check``: mend, or run."""
    if errors:
        return "Berikutnya: betulkan tiap galat di berkas yang disebut, lalu jalankan lagi iku check."
    return f"Berikutnya: buat laporannya dengan: iku run{_about(asked)}"


def after_run(outputs: Path, failed: bool) -> str:
    """After ``iku run``: read, change words, share."""
    if failed:
        return (
            "Berikutnya: betulkan sebabnya, lalu jalankan perintah yang sama; yang sudah jadi tidak diulang."
        )
    return (
        f"Berikutnya: buka {short(outputs / 'index.html')} dengan peramban dan baca laporannya. "
        "Kalimatnya diubah dengan: iku lab"
    )


def _about(asked: Namespace) -> str:
    """The year and kecamatan that were spoken of, as options of the next command."""
    return "".join(f" --{name} {value}" for name in ("tahun", "kecamatan") if (value := getattr(asked, name)))


def short(path: Path) -> str:
    """A path as it is said from here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
