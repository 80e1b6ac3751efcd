"""What titles mean for one kind of table: its own fields, the unsur of a survey, or data of a person."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from iku_helpers.inputs.importing.personal import is_personal_title
from iku_helpers.inputs.importing.unsur_words import UnsurReader
from iku_helpers.inputs.importing.words import (
    ADMINISTRATION,
    IDM,
    REGISTER,
    SERVICES,
    SURVEY,
    VILLAGE,
    VILLAGE_INDEX,
    Meaning,
    plain,
)
from iku_helpers.inputs.importing.words import attribute as by_title

PERSONAL = "data pribadi"


@dataclass(frozen=True)
class Vocabulary:
    """The words of one kind of table; ``fields`` are the names a layout may give a column."""

    read: Callable[[str], Meaning]
    fields: tuple[str, ...]
    is_kecamatan: Callable[[str], object] = lambda _: False


def vocabulary(
    kind: str, unsur: UnsurReader | None, fields: tuple[str, ...], aturan: str = "idm"
) -> Vocabulary:
    """How titles are read for ``kind``."""
    if kind == "survei" and unsur is not None:
        return Vocabulary(lambda title: _survey_meaning(title, unsur), (*fields, *_PLUMBING))
    own = {
        "idm": IDM if aturan == "idm" else VILLAGE_INDEX,
        "administrasi": ADMINISTRATION,
        "layanan": SERVICES,
        "desa": REGISTER,
    }[kind]
    words = own if kind == "layanan" else {**VILLAGE, **own}
    exact = {name: name for name in fields}

    def read(title: str) -> Meaning:
        name = plain(title).replace(" ", "_")
        if name in exact:
            return Meaning(name, "menurut judul")
        meaning = by_title(title, words)
        if meaning.field or not is_personal_title(title):
            return meaning
        return Meaning(PERSONAL, "judulnya data pribadi")

    return Vocabulary(read, tuple(dict.fromkeys((*fields, *words))))


_WISH = re.compile(r"^(?!.*\b(?:pengaduan|aduan|penanganan|pernah)\b).*\b(saran|kritik|masukan|harapan)\b")
_PLUMBING = ("kecamatan", "tahun", "soal", "jawaban")


def _survey_meaning(title: str, unsur: UnsurReader) -> Meaning:
    if is_personal_title(title):
        return Meaning(PERSONAL, "judulnya data pribadi")
    meaning = by_title(title, SURVEY)
    asked = unsur.read(title)
    if meaning.field and not (asked and plain(title).startswith(("pengaduan", "penanganan"))):
        return meaning
    if asked is None and (wish := _WISH.search(plain(title))):
        return Meaning("saran", f"kata '{wish[1]}'")
    return Meaning(f"{asked.code}\t{asked.item}", asked.why) if asked else meaning
