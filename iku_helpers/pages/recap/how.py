"""The folded "Bagaimana angka ini dihitung" of the recapitulation: functions, rules and inputs."""

from __future__ import annotations

from iku_helpers import rules
from iku_helpers.numbers import count_word, number
from iku_helpers.pages.blocks import Block, details, formula, paragraph
from iku_helpers.pages.chapters.how import SUMMARY, lines
from iku_helpers.pages.recap.recap import Recap

LIMITS = r"\bar{x} \pm t \cdot s_k"
DIFFERENCE = r"s_k^2 = \frac{(K - 1)^2 v_k + \sum_{j \ne k} v_j}{K^2}"
TOGETHER = r"\text{persentase} = 100 \cdot \frac{\sum_k a_k}{\sum_k N_k}"


def index(recap: Recap) -> Block:
    """The index of each kecamatan is that of its own report."""
    source = rules.MUTU[recap.now.regime].source if recap.now.regime is not None else ""
    return details(
        SUMMARY,
        paragraph(
            "Indeks dan interval tiap kecamatan sama dengan yang ada dalam laporan IKU kecamatan itu: "
            "dihitung dari jawaban responden, dengan bobot dan strata surveinya sendiri."
        ),
        lines("ikm.index", source, ["jawaban survei", "jumlah pengguna tiap layanan"]),
    )


def funnel(recap: Recap) -> Block:
    """Limits of the funnel."""
    return details(
        SUMMARY,
        formula(LIMITS),
        formula(DIFFERENCE),
        paragraph(
            f"K = {number(len(recap.indices), 0)} kecamatan, x rata-rata indeksnya, v ragam tiap indeks "
            "(kuadrat galat baku). Karena setiap kecamatan ikut membentuk rata-rata, yang dipakai adalah "
            "galat baku selisihnya dari rata-rata; derajat bebas menurut Welch dan Satterthwaite. Rentang "
            "95% memberi peringatan, rentang 99,8% menandai yang patut ditindaklanjuti."
        ),
        lines("comparison.funnel", "Spiegelhalter (2005), Nelson dkk. (2005)", ["indeks tiap kecamatan"]),
    )


def ranks(recap: Recap) -> Block:
    """How the ranks' intervals come about."""
    return details(
        SUMMARY,
        paragraph(
            "Nilai sebenarnya tiap kecamatan diberi sebaran t menurut surveinya, lalu peluang setiap "
            "peringkat dijumlahkan tanpa angka acak. Sebelumnya indeks ditarik ke arah rata-rata, makin "
            "kuat makin kecil sebaran antarkecamatan dibandingkan galat bakunya, supaya kebetulan tidak "
            f"dihitung dua kali. Peluang terbaik dan terendah dihitung untuk {count_word(recap.top)} "
            "peringkat."
        ),
        lines(
            "comparison.ranks",
            "Goldstein dan Spiegelhalter (1996), Morris (1983)",
            ["indeks tiap kecamatan"],
        ),
    )


def villages(function: str, rule: str, inputs: list[str]) -> Block:
    """A percentage of villages, of each kecamatan and of all together."""
    return details(
        SUMMARY,
        formula(TOGETHER),
        paragraph(
            "a desa yang memenuhi syarat dan N semua desa yang dihitung, dijumlahkan atas semua kecamatan k. "
            "Persentase kecamatan tidak dirata-ratakan, karena banyaknya desa berbeda."
        ),
        lines(function, rule, inputs),
    )
