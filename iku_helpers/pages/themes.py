"""Suggestions of respondents: counted by theme words, and shown only with personal data masked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

MASK = "[disamarkan]"
THEMES: dict[str, tuple[str, ...]] = {
    "Antrean dan waktu tunggu": (
        "antre",
        "antri",
        "menunggu",
        "tunggu lama",
        "lama",
        "cepat",
        "lambat",
        "nomor urut",
    ),
    "Ruang tunggu dan sarana": (
        "kursi",
        "ruang",
        "parkir",
        "toilet",
        "kipas",
        "ac ",
        "panas",
        "sarana",
        "fasilitas",
    ),
    "Kejelasan persyaratan": ("syarat", "informasi", "jelas", "papan", "pengumuman", "petunjuk"),
    "Sikap dan kemampuan petugas": ("petugas", "ramah", "sopan", "senyum", "sikap", "pegawai", "staf"),
    "Jaringan dan listrik": (
        "jaringan",
        "internet",
        "sinyal",
        "listrik",
        "sistem",
        "online",
        "daring",
        "aplikasi",
    ),
    "Biaya": ("biaya", "bayar", "pungut", "gratis", "mahal", "tarif"),
    "Jam pelayanan": ("jam ", "buka", "tutup", "istirahat", "sabtu", "libur", "tepat waktu"),
    "Ucapan terima kasih": (
        "terima kasih",
        "terimakasih",
        "bagus",
        "pertahankan",
        "sudah baik",
        "puas",
        "mantap",
    ),
}
_PERSON = re.compile(
    r"\b((?i:pak|bapak|bu|ibu|sdr|sdri|saudara|saudari|mas|mbak|bli|mbok|gus|jro))\.?\s+"
    r"([A-Z][\w.'’]*(?:\s+[A-Z][\w.'’]*)*)"
)
_DIGITS = re.compile(r"(?<!\w)\+?\d(?:[\s.\-()]*\d){5,}(?!\w)")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+")
_OFFICES = {"camat", "lurah", "kades", "kepala", "sekcam", "perbekel", "petugas", "desa", "kecamatan", "staf"}


def masked(words: str) -> str:
    """A suggestion without names after a form of address, long numbers, and addresses.

    >>> masked("Terima kasih Pak Made Arya, hubungi 0812-3456-7890")
    'Terima kasih Pak [disamarkan], hubungi [disamarkan]'
    >>> masked("Usul untuk Pak Camat: kursi ditambah")
    'Usul untuk Pak Camat: kursi ditambah'
    """
    words = _ADDRESS.sub(MASK, words)
    words = _DIGITS.sub(MASK, words)
    return _PERSON.sub(_without_name, words)


def _without_name(match: re.Match[str]) -> str:
    """The form of address with the name masked; an office is no name."""
    title, name = match.group(1), match.group(2)
    if name.split()[0].strip(".").lower() in _OFFICES:
        return match.group(0)
    return f"{title} {MASK}"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        theme: re.compile(rf"\b(?:{'|'.join(map(re.escape, marks))})", re.IGNORECASE)
        for theme, marks in THEMES.items()
    }


@cache
def themes_of(words: str) -> tuple[str, ...]:
    """The themes a suggestion touches.

    >>> themes_of("Antrean terlalu lama, kursi kurang")
    ('Antrean dan waktu tunggu', 'Ruang tunggu dan sarana')
    """
    return tuple(theme for theme, pattern in _patterns().items() if pattern.search(f"{words} "))


def counted(suggestions: Iterable[str]) -> dict[str, int]:
    """How many suggestions touch each theme, most first; a theme nobody touched is left out."""
    counts: dict[str, int] = dict.fromkeys(THEMES, 0)
    for words in suggestions:
        for theme in themes_of(words):
            counts[theme] += 1
    held = {theme: count for theme, count in counts.items() if count}
    return dict(sorted(held.items(), key=lambda pair: -pair[1]))


def quotable(suggestions: Iterable[str], themes: Iterable[str], most: int = 3) -> list[str]:
    """One masked suggestion for each of the first themes: the first that is a sentence and not a speech."""
    texts = [" ".join(words.split()) for words in suggestions]
    chosen: list[str] = []
    for theme in themes:
        fits = (text for text in texts if 15 <= len(text) <= 160 and theme in themes_of(text))
        found = next((masked(text) for text in fits if masked(text) not in chosen), None)
        chosen += [] if found is None else [found]
        if len(chosen) == most:
            break
    return chosen
