"""Which unsur a column asks about: by the meaning of its title first, by its number only without one.

Forms number the unsur differently (many ask about sarana before pengaduan), so the words
of a title or question decide; a bare "U8" is the eighth of the list that the year's settings hold.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from iku_helpers.inputs.importing.words import plain

_WORDS: dict[str, str] = {
    "persyaratan": r"per?syaratan|syarat",
    "prosedur": r"prosedur|mekanisme|alur",
    "waktu": r"waktu|kecepatan|cepat|ketepatan",
    "biaya": r"biaya|tarif|ongkos|pungutan",
    "produk": r"produk|hasil (pe)?layanan|spesifikasi",
    "kompetensi": r"kompetensi|kemampuan|keterampilan|keahlian|pengetahuan|kompeten",
    "perilaku": r"perilaku|sikap|kesopanan|keramahan|sopan|ramah",
    "pengaduan": r"pengaduan|aduan|keluhan|saran dan masukan",
    "sarana": r"sarana|prasarana|sarpras|fasilitas|kenyamanan|kualitas sarana",
    "maklumat": r"maklumat",
    "kejelasan_petugas": r"kejelasan",
    "kedisiplinan_petugas": r"kedisiplinan|disiplin",
    "tanggung_jawab_petugas": r"tanggung ?jawab",
    "kemampuan_petugas": r"kemampuan|keahlian|keterampilan",
    "kecepatan": r"kecepatan|cepat",
    "keadilan": r"keadilan|adil",
    "kesopanan": r"kesopanan|keramahan|sopan|ramah",
    "kewajaran_biaya": r"kewajaran",
    "kepastian_biaya": r"kepastian biaya",
    "kepastian_jadwal": r"kepastian jadwal|jadwal",
    "kenyamanan": r"kenyamanan|nyaman",
    "keamanan": r"keamanan|aman",
}
_CODE = re.compile(
    r"(?:.* )?(u|p|q|x|unsur|soal|pertanyaan|indikator|butir)(?: pelayanan)?(?: ke)? ?(\d{1,2})"
    r"(?: ?([a-z])| (\d{1,2}))?(?: (.*))?"
)
_LISTED = re.compile(r"()(\d{1,2})()() (.{12,})")
_SCALE_HINT = re.compile(r"\(?\b1 ?(?:-|–|s/?d|sampai(?: dengan)?) ?[45]\b\)?")
_LEGEND = re.compile(r"[(\[][^)\]]*\b[14ad] ?[=:–-] ?[^\W\d][^)\]]*[)\]]")
_PREFIX = re.compile(r"(u|unsur) ?0?(\d{1,2})(?: ?([a-z])| (\d{1,2}))?(?: (.*))?")


@dataclass(frozen=True)
class Asked:
    """An unsur column: which unsur, which item of it ("" for none), and why."""

    code: str
    item: str
    why: str


class UnsurReader:
    """Reads titles against the unsur that the year's settings list (code to key and printed name)."""

    def __init__(
        self, keys: Mapping[str, str], names: Mapping[str, str], items: Mapping[str, Sequence[str]]
    ) -> None:
        self._keys = dict(keys)
        self._patterns = {
            code: re.compile(rf"\b(?:{_WORDS.get(key) or _own_words(key, names[code])})\b")
            for code, key in keys.items()
        }
        self._items = {plain(item): (code, item) for code, found in items.items() for item in found}
        self.read = lru_cache(maxsize=4096)(self._read)

    def _read(self, title: str) -> Asked | None:
        words = plain(_LEGEND.sub(" ", _SCALE_HINT.sub(" ", title)))
        if words in self._items:
            code, item = self._items[words]
            return Asked(code, item, "nama butir di tahun.yml")
        number, item, rest = _number(words)
        meant = self._by_meaning(rest if number else words)
        if meant is not None:
            code, why = meant
            if number and f"U{number}" != code:
                why += f"; nomornya {number} tetapi artinya {self._keys[code]}"
            return Asked(code, item, why) if number or _is_question(words) else None
        if number and not rest and f"U{number}" in self._keys:
            return Asked(f"U{number}", item, "menurut nomor")
        return None

    def _by_meaning(self, words: str) -> tuple[str, str] | None:
        """The unsur named first: a question's object stands before what it is compared with."""
        found = sorted(
            (match.start(), -len(match.group()), code, match.group())
            for code, pattern in self._patterns.items()
            if (match := pattern.search(words))
        )
        if not found:
            return None
        _, _, code, word = found[0]
        others = sorted({self._keys[other[2]] for other in found[1:]})
        also = f" (menyebut juga {', '.join(others)}; diambil yang pertama)" if others else ""
        return code, f"kata '{word}'{also}"


def numbered(title: str) -> int | None:
    """The number a bare title like "P10" or "Pertanyaan 10" carries."""
    number, _, rest = _number(plain(title))
    return number if number and not rest else None


def _number(words: str) -> tuple[int, str, str]:
    """Number, item and remaining words of a title; number 0 where it has none."""
    match = _PREFIX.fullmatch(words) or _CODE.fullmatch(words) or _LISTED.fullmatch(words)
    if match is None or int(match.group(2)) == 0:
        return 0, "", words
    return int(match.group(2)), match.group(3) or match.group(4) or "", match.group(5) or ""


def _own_words(key: str, name: str) -> str:
    return "|".join(re.escape(plain(words)) for words in (key, name))


def _is_question(words: str) -> bool:
    """Whether unnumbered words may stand for an unsur: a question, or few words besides its own."""
    if re.match(r"(bagaimana|apakah|menurut|seberapa|pendapat)\b", words) or len(words) > 60:
        return True
    return len(words.split()) <= 7 and not re.match(
        r"(kritik|saran|masukan|alasan|jam|tanggal|catatan|jumlah)\b", words
    )
