"""The folded "Bagaimana angka ini dihitung": function, rule, inputs and formula of a section."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from iku_helpers import rules
from iku_helpers.numbers import number
from iku_helpers.pages.blocks import Block, details, formula, paragraph
from iku_helpers.pages.indicator_year import IndicatorYear
from iku_helpers.pages.survey_year import SurveyYear

SUMMARY = "Bagaimana angka ini dihitung"
INDEX = (
    r"\text{IKM} = \frac{25}{J}\sum_{j=1}^{J} R_j, \qquad "
    r"R_j = \frac{\sum_i w_i\, d_{ij}\, y_{ij}}{\sum_i w_i\, d_{ij}}"
)
PERCENTAGE = r"\text{persentase} = 100 \cdot \frac{k}{N}"


def _lines(function: str, rule: str, inputs: Sequence[str]) -> Block:
    return paragraph(
        Markup("Fungsi <code>{}</code>. Aturan: {}. Masukan: {}.").format(function, rule, ", ".join(inputs))
    )


def how_index(survey: SurveyYear) -> Block:
    """How the index and its interval come about."""
    weighted = (
        "pengguna layanan yang diwakilinya" if survey.design.population else "sama untuk semua responden"
    )
    grouped = "menurut layanan" if survey.design.strata else "tanpa strata"
    return details(
        SUMMARY,
        formula(INDEX),
        paragraph(
            (
                "J banyaknya unsur, y jawaban 1 sampai 4, d bernilai 1 bila dijawab, dan w bobot "
                f"responden ({weighted})."
            ),
            f"Galat baku dengan linierisasi Taylor {grouped}, koreksi populasi terbatas, derajat bebas",
            (
                f"{number(survey.index.df, 0)}; interval 95% memakai t pada skala logit sehingga "
                "tidak keluar dari 25"
            ),
            "sampai 100.",
        ),
        _lines(
            "ikm.index", rules.MUTU[survey.regime].source, ["jawaban survei", "jumlah pengguna tiap layanan"]
        ),
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
        _lines("desa.count", rule.source, inputs),
    )


def _criterion(one: rules.Criterion) -> str:
    """A criterion with the column it reads and what counts there."""
    need = f"paling lambat {one.not_after}" if one.not_after is not None else " atau ".join(one.values)
    return f"{one.name} (kolom {one.column}: {need})"
