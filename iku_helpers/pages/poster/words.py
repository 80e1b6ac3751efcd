"""Sentences of the poster: read from two metres, so each says one thing."""

from __future__ import annotations

from collections.abc import Mapping

from iku_helpers.numbers import number
from iku_helpers.pages.charts import certainty
from iku_helpers.pages.charts.words import Estimated, inside

INDEX = "Indeks Kepuasan Masyarakat (IKM), skala 25 sampai 100."
INTERVAL = "Interval 95%: rentang yang masih masuk akal, karena tidak semua pengguna ditanya."
THANKS = "Terima kasih atas penilaian Anda."
NO_RESULT = "Belum ada hasil survei kepuasan masyarakat."
NO_PLAN = "Rencana perbaikan belum ditetapkan."


def verdict(index: Estimated, letter: str, word: str, shares: Mapping[str, float] | None, cara: str) -> str:
    """The one sentence to take home, with how sure it is.

    >>> from iku_helpers.method.estimates import Estimate
    >>> verdict(Estimate(84.6, 0.7, 300, 83.1, 86.0, 312), "B", "Baik", {"B": 0.999, "A": 0.001}, "acak")
    'Pelayanan kami dinilai Baik; mutu B hampir pasti.'
    >>> verdict(Estimate(84.6, 0.7, 300, 83.1, 86.0, 312), "B", "Baik", None, "sukarela")
    'Responden yang ikut serta menilai pelayanan kami Baik.'
    """
    if cara != "acak" or not (certainty.measured(index) or certainty.everyone_asked(index)):
        return f"Responden yang ikut serta menilai pelayanan kami {word}."
    if certainty.everyone_asked(index):
        return f"Semua pengguna ditanya; pelayanan kami dinilai {word}."
    return f"Pelayanan kami dinilai {word}; {certainty.headline(index, letter, shares, None, None)}."


def asked(cara: str, respondents: int, population: int | None) -> str:
    """How the respondents were found, below their number.

    >>> asked("acak", 312, 4870), asked("sukarela", 90, None), asked("acak", 40, 40)
    ('dipilih acak dari 4.870 pengguna layanan', 'ikut secara sukarela', 'semua pengguna layanan')
    """
    if population is not None and respondents >= population:
        return "semua pengguna layanan"
    how = {"acak": "dipilih acak", "kuota": "dipilih menurut kuota"}.get(cara, "ikut secara sukarela")
    return how if population is None else f"{how} dari {number(population, 0)} pengguna layanan"


def weakest(names: list[str]) -> str:
    """Which unsur scored lowest, said where no plan names what will be done about them.

    >>> weakest(["Waktu penyelesaian"])
    'Nilai terendah: waktu penyelesaian.'
    """
    return f"Nilai terendah: {'; '.join(inside(name) for name in names)}."


def shortened(text: str, most: int) -> str:
    """``text`` cut between words with an ellipsis where it is longer than ``most`` letters.

    >>> shortened("Loket cepat untuk legalisasi", 20), shortened("Loket", 20), shortened("X" * 30, 10)
    ('Loket cepat untuk…', 'Loket', 'XXXXXXXXX…')
    """
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;.:") + "…"
