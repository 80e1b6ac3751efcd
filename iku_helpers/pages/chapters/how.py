"""The folded "Bagaimana angka ini dihitung": function, rule, inputs and formula of a section."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from markupsafe import Markup

from iku_helpers import rules
from iku_helpers.numbers import number
from iku_helpers.pages.blocks import Block, details, formula, paragraph
from iku_helpers.pages.charts import certainty
from iku_helpers.pages.indicator_year import IndicatorYear
from iku_helpers.pages.survey_year import SurveyYear

SURVEY_FILES = ["jawaban survei", "jumlah pengguna tiap layanan"]
SUMMARY = "Bagaimana angka ini dihitung"
INDEX = r"\text{IKM} = \frac{25}{J}\sum_{j=1}^{J} R_j"
MEAN = r"R_j = \frac{\sum_i w_i\, d_{ij}\, y_{ij}}{\sum_i w_i\, d_{ij}}"
GAP = r"D_j = R_j - \frac{1}{J-1}\sum_{k \neq j} R_k"
CHANGE = r"\text{perubahan} = \text{IKM}_{\text{kini}} - \text{IKM}_{\text{lalu}}"
ACHIEVEMENT = r"\text{capaian} = 100 \cdot \frac{\text{realisasi}}{\text{target}}"
FALLING = r"\text{capaian} = 100 \cdot \frac{2 \cdot \text{target} - \text{realisasi}}{\text{target}}"
PERCENTAGE = r"\text{persentase} = 100 \cdot \frac{k}{N}"


def lines(function: str, rule: str, inputs: Sequence[str]) -> Block:
    """Function, rule and inputs in a line."""
    return paragraph(
        Markup("Fungsi <code>{}</code>. Aturan: {}. Masukan: {}.").format(function, rule, ", ".join(inputs))
    )


def how_index(survey: SurveyYear) -> Block:
    """How the index and its interval come about."""
    weighted = (
        "pengguna layanan yang diwakilinya" if survey.design.population else "sama untuk semua responden"
    )
    return details(
        SUMMARY,
        formula(INDEX),
        formula(MEAN),
        paragraph(
            "J banyaknya unsur, y jawaban 1 sampai 4, d bernilai 1 bila dijawab, dan w bobot "
            f"responden ({weighted}).",
            _precision(survey),
            "Peluang mutu dan peluang mencapai target dibaca dari sebaran yang sama dengan intervalnya.",
        ),
        lines(
            "ikm.index, ikm.mutu, ikm.mutu_probabilities, ikm.reaching",
            rules.MUTU[survey.regime].source,
            SURVEY_FILES,
        ),
    )


def _precision(survey: SurveyYear) -> str:
    """Where the interval comes from; nothing where there is none."""
    if not certainty.measured(survey.index):
        return ""
    grouped = "menurut layanan" if survey.design.strata else "tanpa strata"
    finite = ", koreksi populasi terbatas" if survey.design.population else ""
    return (
        f"Galat baku dengan linierisasi Taylor {grouped}{finite}, derajat bebas "
        f"{number(survey.index.df, 0)}; interval 95% memakai t pada skala logit sehingga tidak keluar dari "
        "25 sampai 100."
    )


def how_unsur() -> Block:
    """How it is told which unsur are truly below the others."""
    return details(
        SUMMARY,
        formula(GAP),
        paragraph(
            "R adalah rata-rata unsur dan D selisihnya dari rata-rata unsur yang lain, dihitung dari orang "
            "yang sama. Sebuah unsur disebut nyata di bawah yang lain bila D negatif dan nilai p-nya, "
            "sesudah koreksi Holm untuk semua unsur, di bawah 0,05.",
        ),
        lines("ikm.by_unsur, ikm.lowest", "Holm (1979)", SURVEY_FILES),
    )


def how_services() -> Block:
    """How it is told which services stand apart."""
    return details(
        SUMMARY,
        paragraph(
            "Indeks tiap layanan dihitung seperti indeks kecamatan, dari respondennya sendiri. Layanan yang "
            "mempunyai sedikitnya 30 responden dibandingkan dengan semua responden layanan lain. Ia disebut "
            "berbeda nyata bila nilai p selisihnya, sesudah koreksi Holm, di bawah 0,05.",
        ),
        lines("ikm.by_group, ikm.apart", "Holm (1979)", SURVEY_FILES),
    )


def how_change() -> Block:
    """How it is told whether the index changed."""
    return details(
        SUMMARY,
        formula(CHANGE),
        paragraph(
            "Kedua survei memakai responden yang berlainan, sehingga ragamnya dijumlahkan; derajat bebasnya "
            "menurut Welch. Perubahan disebut nyata bila interval 95% selisihnya tidak memuat nol.",
        ),
        lines("ikm.change, ikm.series", "Welch (1947)", ["jawaban survei kedua tahun"]),
    )


def how_achievement(scale: str, directions: Collection[str]) -> Block:
    """How achievement and predicate come about, for the directions that the indicators have."""
    rule, falling = rules.scale(scale), "negatif" in directions
    return details(
        SUMMARY,
        formula(ACHIEVEMENT),
        *((paragraph("Untuk indikator yang makin rendah makin baik:"), formula(FALLING)) if falling else ()),
        paragraph(
            "Realisasi dan target tidak dibulatkan sebelum dibagi, dan capaian tidak dipotong di 100%. "
            "Target nol atau kosong tidak mempunyai capaian.",
            rule.note,
        ),
        lines(
            "capaian.achievement, capaian.predicate", rule.source, ["target tahun ini", "realisasi di atas"]
        ),
    )


def how_distance(rule: str) -> Block:
    """How the distance to the next status comes about."""
    found = rules.status_rule(rule)
    return details(
        SUMMARY,
        paragraph(
            "Kurang adalah batas bawah status berikut dikurangi nilai desa. Kenaikan butir adalah banyaknya "
            "kenaikan satu poin yang paling sedikit diperlukan, bila yang terbesar pengaruhnya didahulukan; "
            "apakah kenaikan itu mungkin di lapangan tidak dapat dibaca dari angka.",
        ),
        lines("desa.distance", found.source, ["status desa"]),
    )


def how_villages(item: IndicatorYear) -> Block:
    """How a percentage of villages comes about."""
    criteria = item.counting.criteria if item.counting is not None else ()
    asked = "; ".join(_criterion(one) for one in criteria)
    rule = rules.status_rule(item.report.rule) if item.counts_status else rules.ADMINISTRATION_RUBRIC
    inputs = ["status desa"] if item.counts_status else ["hasil penilaian administrasi desa"]
    return details(
        SUMMARY,
        formula(PERCENTAGE),
        paragraph(
            f"k {item.noun} yang memenuhi syarat, N semua {item.noun} yang dihitung. Syarat: {asked}.",
            f"{rule.note}",
        ),
        lines("desa.count", rule.source, inputs),
    )


def _criterion(one: rules.Criterion) -> str:
    """A criterion with the column it reads and what counts there."""
    need = f"paling lambat {one.not_after}" if one.not_after is not None else " atau ".join(one.values)
    return f"{one.name} (kolom {one.column}: {need})"
