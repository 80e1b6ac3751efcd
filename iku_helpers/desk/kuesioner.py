"""``iku kuesioner``: the questionnaire on paper, with the very columns that ``iku import survei`` reads.

Titles come from the Excel form's own entries, so a table typed from filled sheets needs no mapping; the words
of the answers are those the import understands (``rules.ANSWERS``).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup

from iku_helpers import rules
from iku_helpers.desk.sheet import Sheet
from iku_helpers.inputs import catalogue
from iku_helpers.inputs.forms.entries import EDUCATION, WORK, survey_entries
from iku_helpers.inputs.forms.services import services
from iku_helpers.inputs.forms.sheets import Entry
from iku_helpers.inputs.forms.year import FORMS
from iku_helpers.inputs.survey_settings import Unsur
from iku_helpers.inputs.year_files import YearFiles
from iku_helpers.numbers import count_word
from iku_helpers.pages.blocks import Block

LEVELS = ("paling rendah", "", "", "paling tinggi")
WIDE = {"layanan", "pekerjaan", "pendidikan"}
SEXES = ("Laki-laki", "Perempuan")


def questionnaire(params_dir: Path | str | None, tahun: int | None, slug: str) -> tuple[Sheet, Path]:
    """The sheet of one kecamatan and year, and the file it is kept in beside the year's other forms."""
    params = catalogue.find(params_dir)
    year = catalogue.years(params.folder)[-1] if tahun is None else catalogue.require_year(params, tahun)
    files = YearFiles(params, year)
    catalogue.require_kecamatan(slug, files.slugs, year)
    names = dict(zip(files.slugs, files.register("kecamatan").columns["nama"], strict=True))
    unsur = files.survey_unsur(slug)
    parts = [
        _greeting(names[slug]),
        _person(files, slug),
        _questions(files, slug, unsur),
        _closing(files, slug),
    ]
    title = f"Survei Kepuasan Masyarakat {year}"
    sheet = Sheet(title, f"Kecamatan {names[slug]}", parts, "kuesioner")
    return sheet, params.path(year, FORMS, f"kuesioner-{slug}.html")


def _greeting(name: str) -> Block:
    return Block(
        Markup(
            '<p class="kata">Bapak/Ibu, pendapat Anda dipakai untuk memperbaiki pelayanan Kecamatan {}. Beri '
            "tanda silang (✗) pada satu kotak di tiap pertanyaan; kosongkan yang tidak Anda ketahui. Jangan "
            "menulis nama, NIK, nomor telepon, atau alamat: jawaban ini tanpa nama.</p>"
        ).format(name)
    )


def _box(text: str, score: int | None = None) -> Markup:
    told = Markup("<b>{}</b> ").format(score) if score is not None else ""
    return Markup('<span class="pilihan"><span class="kotak"></span>{}{}</span>').format(told, text)


def _choices(words: tuple[str, ...]) -> Markup:
    return Markup(" ").join(_box(word) for word in words)


def _person(files: YearFiles, slug: str) -> Block:
    """Who answers: one field a column of the table, up to the first unsur."""
    asked = {
        "layanan": _choices(services(files, slug)),
        "jenis_kelamin": _choices(SEXES),
        "pendidikan": _choices(EDUCATION),
        "pekerjaan": _choices(WORK),
    }
    fields = [
        entry for entry in survey_entries(files, slug) if entry.limits != (1, 4) and entry.name != "saran"
    ]
    line = Markup('<span class="garis"></span>')
    rows = Markup("").join(
        Markup('<div class="isian{}"><span class="judul-kolom">{}</span> {}</div>').format(
            " lebar" if entry.name in WIDE else "", entry.title, asked.get(entry.name) or line
        )
        for entry in fields
    )
    return Block(Markup('<h2>Tentang Anda</h2><div class="tentang">{}</div>').format(rows))


def _questions(files: YearFiles, slug: str, unsur: tuple[Unsur, ...]) -> Block:
    by_code = {item.kode: item for item in unsur}
    items = {name: item for item in unsur for name in item.butir} | by_code
    scores = [entry for entry in survey_entries(files, slug) if entry.limits == (1, 4)]
    asked = Markup("").join(_question(entry, items[entry.name]) for entry in scores)
    return Block(
        Markup('<h2>Bagaimana pendapat Anda tentang pelayanan kami?</h2><ol class="tanya">{}</ol>').format(
            asked
        )
    )


def _question(entry: Entry, item: Unsur) -> Markup:
    meaning = next((one.arti for one in _known() if one.kunci == item.kunci), "")
    words = rules.ANSWERS.get(item.kunci, LEVELS)
    boxes = Markup("").join(_box(word, score) for score, word in enumerate(words, start=1))
    return Markup(
        '<li><p><strong class="judul-kolom">{}</strong>{}</p><div class="jawaban">{}</div></li>'
    ).format(entry.title, f": {meaning}" if meaning else "", boxes)


def _known() -> Iterator[rules.Unsur]:
    for regime in reversed(rules.UNSUR.values()):
        yield from regime.unsur


def _closing(files: YearFiles, slug: str) -> Block:
    """Room for remarks, and what the office does with the filled sheets."""
    entries = survey_entries(files, slug)
    scores = sum(entry.limits == (1, 4) for entry in entries)
    wording = rules.ANSWER_WORDING
    doubt = "" if wording.confirmed else f" Kata-kata pilihan jawaban: {wording.source}. {wording.note}"
    return Block(
        Markup(
            '<h2 class="judul-kolom">{}</h2><div class="baris-kosong"></div><div class="baris-kosong"></div>'
            '<p class="petugas"><strong>Untuk petugas.</strong> Satu lembar menjadi satu baris. Judul '
            "kolomnya tepat seperti tercetak tebal di atas; untuk {} pertanyaan cukup angkanya (1 sampai 4) "
            "atau katanya. Lalu: <code>iku import survei BERKAS --tahun {} --kecamatan {}</code>.{}</p>"
        ).format(entries[-1].title, count_word(scores), files.tahun, slug, doubt)
    )
