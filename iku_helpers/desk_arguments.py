"""What the small tools of the desk understand on the command line."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable

EXAMPLES = {
    "sampel": (
        "Contoh:\n  iku sampel --kecamatan busungbiu"
        "\n  iku sampel --pengguna 'KTP=900' --pengguna 'KK=300' --jawab 70"
        "\n  iku sampel --kecamatan busungbiu --simpan rencana-sampel.html"
    ),
    "target": "Contoh:\n  iku target\n  iku target --tahun 2024 --kecamatan busungbiu --simpan target.html",
    "kuesioner": (
        "Contoh:\n  iku kuesioner --kecamatan busungbiu"
        "\n  iku kuesioner --kecamatan busungbiu --simpan kuesioner.html --simpan kuesioner.pdf"
    ),
}


def add(command: Callable[[str, str], ArgumentParser]) -> None:
    """The commands ``sampel``, ``target`` and ``kuesioner``."""
    sampel = command("sampel", "menghitung banyak responden yang perlu diminta, sebelum survei")
    _year(sampel, "tahun pengguna layanan (baku: yang terbaru)")
    sampel.add_argument(
        "--kecamatan", metavar="NAMA", help="kecamatan yang pengguna layanannya ada di params/"
    )
    sampel.add_argument(
        "--pengguna", action="append", default=[], metavar="[LAYANAN=]N",
        help="banyak pengguna setahun, sebagai ganti isi params/; boleh berulang",
    )  # fmt: skip
    sampel.add_argument(
        "--jawab", type=float, default=80.0, metavar="PERSEN",
        help="andaian: sekian persen yang diminta mau mengisi (baku: 80)",
    )  # fmt: skip
    sampel.add_argument(
        "--ke-atas", action="store_true", help="bulatkan ke atas, bukan seperti tabel aslinya"
    )
    _saving(sampel)
    target = command("target", "menampilkan kedudukan tiap indikator terhadap target tahun ini dan Renstra")
    _year(target, "tahun laporan (baku: yang terbaru)")
    target.add_argument("--kecamatan", metavar="NAMA", help="hanya kecamatan ini")
    _saving(target)
    kuesioner = command("kuesioner", "membuat kuesioner siap cetak yang isiannya dapat langsung diimpor")
    _year(kuesioner, "tahun survei (baku: yang terbaru)")
    kuesioner.add_argument("--kecamatan", required=True, metavar="NAMA", help="kecamatan yang disurvei")
    _saving(kuesioner)


def _year(made: ArgumentParser, told: str) -> None:
    made.add_argument(
        "--params", metavar="FOLDER", help="folder data (biasanya params/ di folder ini atau di atasnya)"
    )
    made.add_argument("--tahun", type=int, metavar="TAHUN", help=told)


def _saving(made: ArgumentParser) -> None:
    made.add_argument(
        "--simpan", action="append", default=[], metavar="BERKAS",
        help="simpan sebagai halaman siap cetak, .html atau .pdf; boleh berulang",
    )  # fmt: skip
