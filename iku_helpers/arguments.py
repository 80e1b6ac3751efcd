"""What ``iku`` understands on its command line, said in Indonesian."""

from __future__ import annotations

import argparse
import re
import sys
from typing import NoReturn

from iku_helpers import desk_arguments
from iku_helpers.errors import did_you_mean, ended

_SAID = (
    (r"argument (.+): expected one argument", r"pilihan \1 memerlukan satu nilai."),
    (r"argument (.+): expected at least one argument", r"pilihan \1 memerlukan paling sedikit satu nilai."),
    (r"argument (.+): invalid int value: (.+)", r"pilihan \1 harus bilangan bulat, bukan \2."),
    (r"argument (.+): invalid float value: (.+)", r"pilihan \1 harus bilangan, bukan \2."),
    (r"argument (.+): not allowed with argument (.+)", r"pilihan \1 tidak dapat dipakai bersama \2."),
    (r"the following arguments are required: (.+)", r"belum diisi: \1."),
    (r"unrecognized arguments: (.+)", r"tidak dikenal: \1."),
    (r"ambiguous option: (\S+) could match (.+)", r"pilihan \1 dapat berarti \2; tuliskan lengkap."),
)
EXAMPLES = {
    "run": (
        "Contoh:\n  iku run\n  iku run --tahun 2024 --kecamatan busungbiu"
        "\n  iku run --only '2024/*/laporan-iku'"
    ),
    "list": "Contoh:\n  iku list --tahun 2024",
    "check": "Contoh:\n  iku check --tahun 2024 --kecamatan busungbiu",
    "verify": "Contoh:\n  iku verify --only 2024/busungbiu/laporan-iku",
    "new": "Contoh:\n  iku new 2025",
    "import": "Contoh:\n  iku import survei rekap.xlsx --tahun 2024 --kecamatan busungbiu",
    "lab": "Contoh:\n  iku lab",
    **desk_arguments.EXAMPLES,
}


class Formatter(argparse.RawDescriptionHelpFormatter):
    """argparse's help with Indonesian headings."""

    def add_usage(self, usage: object, actions: object, groups: object, prefix: str | None = None) -> None:
        """The line of usage."""
        super().add_usage(usage, actions, groups, "pemakaian: " if prefix is None else prefix)  # type: ignore[arg-type]


class Parser(argparse.ArgumentParser):
    """A parser that refuses with one Indonesian sentence and exit code 2."""

    def __init__(self, **options: object) -> None:
        super().__init__(formatter_class=Formatter, add_help=False, allow_abbrev=False, **options)  # type: ignore[arg-type]
        self.commands: list[Parser] = []
        self._positionals.title = "isian"
        self._optionals.title = "pilihan"
        self.add_argument("-h", "--help", "--bantuan", action="help", help="tampilkan bantuan ini")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and what was perhaps meant."""
        sys.stderr.write(f"iku: {self._sentence(message)}\nLihat: {self.prog} --help\n")
        raise SystemExit(2)

    def _sentence(self, message: str) -> str:
        choice = re.fullmatch(r"argument (?:.+): invalid choice: '(.*)' \(choose from (.*)\)", message)
        if choice:
            known = re.findall(r"'([^']*)'", choice[2])
            return f"{choice[1]!r} tidak dikenal{ended(choice[1], known)} Yang ada: {', '.join(known)}."
        for pattern, said in _SAID:
            if re.fullmatch(pattern, message, re.DOTALL):
                sentence = re.sub(pattern, said, message, flags=re.DOTALL)
                return sentence + self._hint(message)
        return message

    def _hint(self, message: str) -> str:
        unknown = re.search(r"unrecognized arguments: (--[\w-]+)", message)
        known = [
            name
            for one in (self, *self.commands)
            for action in one._actions
            for name in action.option_strings
        ]
        return did_you_mean(unknown[1], known) if unknown else ""


def parser() -> Parser:
    """The whole command."""
    top = Parser(prog="iku", description="Membuat laporan IKU kecamatan dari isi folder params/.")
    commands = top.add_subparsers(dest="command", metavar="perintah", title="perintah", required=True)

    def command(name: str, told: str) -> Parser:
        made: Parser = commands.add_parser(
            name, help=told, description=f"{told[0].upper()}{told[1:]}.", epilog=EXAMPLES[name]
        )
        top.commands.append(made)
        return made

    _run(command("run", "membuat semua laporan yang belum ada atau sudah usang"))
    listed = command("list", "menampilkan semua laporan: mutakhir atau usang, dan mengapa")
    _selection(listed)
    listed.add_argument("--json", action="store_true", help="satu objek JSON per baris")
    checked = command("check", "memeriksa isi params/ dan menyebut semua kesalahan sekaligus")
    _params(checked)
    checked.add_argument("--tahun", type=int, metavar="TAHUN", help="hanya tahun ini")
    checked.add_argument("--kecamatan", metavar="NAMA", help="hanya kecamatan ini")
    verified = command("verify", "membuat ulang laporan di folder lain dan membandingkan sidik sha256-nya")
    _selection(verified)
    _running(verified)
    _new(command("new", "menyiapkan folder params/ dan formulir isian untuk tahun baru"))
    _import(command("import", "membaca tabel dari lembar kerja atau csv ke dalam params/"))
    lab = command("lab", "membuka notebook di JupyterLab, mulai dari halaman petunjuknya")
    _places(lab)
    lab.add_argument("--no-browser", action="store_true", help="tampilkan alamatnya saja")
    desk_arguments.add(command)
    return top


def _params(made: Parser) -> None:
    made.add_argument(
        "--params", metavar="FOLDER", help="folder data (biasanya params/ di folder ini atau di atasnya)"
    )


def _places(made: Parser) -> None:
    _params(made)
    made.add_argument(
        "--notebooks", metavar="FOLDER", help="folder notebook (biasanya notebooks/ di sebelah params/)"
    )
    made.add_argument(
        "--outputs", metavar="FOLDER", help="folder keluaran (biasanya outputs/ di sebelah params/)"
    )


def _selection(made: Parser) -> None:
    _places(made)
    made.add_argument(
        "--tahun",
        type=int,
        action="append",
        default=[],
        metavar="TAHUN",
        help="tahun laporan; boleh berulang (baku: yang terbaru)",
    )
    made.add_argument(
        "--kecamatan",
        action="append",
        default=[],
        metavar="NAMA",
        help="kecamatan; boleh berulang (baku: semua)",
    )
    made.add_argument(
        "--notebook",
        action="append",
        default=[],
        metavar="NAMA",
        help="jenis laporan, misalnya laporan-iku; boleh berulang",
    )
    made.add_argument(
        "--semua", action="store_true", help="semua jenis laporan, bukan yang bawaan (laporan-iku) saja"
    )
    made.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="ID",
        help="hanya laporan ini, misalnya 2024/busungbiu/laporan-iku; boleh memakai *",
    )
    made.add_argument("--limit", type=int, metavar="N", help="paling banyak N laporan")
    made.add_argument(
        "-p",
        "--parameter",
        action="append",
        default=[],
        metavar="NAMA=NILAI",
        help="parameter notebook selain tahun dan wilayah; boleh berulang",
    )


def _running(made: Parser) -> None:
    made.add_argument("--jobs", type=int, metavar="N", help="banyaknya laporan yang dikerjakan serentak")
    made.add_argument(
        "--cold", action="store_true", help="mulai tiap kernel dari awal (lebih lambat, hasil sama)"
    )
    made.add_argument("--batas-waktu", type=float, metavar="DETIK", help="batas waktu tiap laporan")


def _run(made: Parser) -> None:
    _selection(made)
    _running(made)
    made.add_argument("--pdf", action="store_true", help="juga berkas PDF di sebelah tiap laporan")
    made.add_argument("--docx", action="store_true", help="juga bagian capaian sebagai berkas Word")
    made.add_argument("--force", action="store_true", help="buat semua, juga yang masih mutakhir")
    made.add_argument("--dry-run", action="store_true", help="tampilkan rencana saja")
    made.add_argument(
        "--json", action="store_true", help="hasil tiap laporan sebagai satu objek JSON per baris"
    )
    going = made.add_mutually_exclusive_group()
    going.add_argument(
        "--keep-going", action="store_true", help="teruskan walau ada laporan yang gagal (baku)"
    )
    going.add_argument("--stop-at-first", action="store_true", help="berhenti pada kegagalan pertama")
    made.add_argument("--cluster", metavar="ALAMAT", help="kerjakan di Dask, misalnya tcp://HOST:8786")


def _new(made: Parser) -> None:
    _params(made)
    made.add_argument("tahun", type=int, metavar="TAHUN", help="tahun yang disiapkan, misalnya 2025")


def _import(made: Parser) -> None:
    _params(made)
    made.add_argument("tabel", metavar="TABEL", help="survei, administrasi, idm, layanan, atau desa")
    made.add_argument("berkas", metavar="BERKAS", help="lembar kerja (xlsx, xls, ods) atau csv")
    made.add_argument("--tahun", type=int, required=True, metavar="TAHUN", help="tahun datanya")
    made.add_argument("--kecamatan", metavar="NAMA", help="kecamatan (baku: semua yang disebut lembarnya)")
    made.add_argument(
        "--tata-letak", metavar="BERKAS", help="berkas tata letak: dipakai bila ada, ditulis bila belum"
    )
    made.add_argument("--replace", action="store_true", help="ganti tabel yang sudah ada")
