"""Who answered, and what they wrote."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from markupsafe import Markup

from iku_helpers.numbers import number, rounded
from iku_helpers.pages.blocks import Block, breakable, note, paragraph, quotation, together
from iku_helpers.pages.report import Report
from iku_helpers.pages.sentences import follow_up as words
from iku_helpers.pages.survey_year import SurveyYear
from iku_helpers.pages.tables import HIDDEN_BELOW, SAMPLE_MARK, Column, Group, Table
from iku_helpers.pages.themes import counted, quotable

SEX = {"P": "Perempuan", "L": "Laki-laki"}
AGES = ((17, "17–29"), (30, "30–44"), (45, "45–59"), (60, "60 ke atas"))
EDUCATION = ("Tidak", "SD", "SMP", "SLTP", "SMA", "SLTA", "SMK", "D", "S1", "S2", "S3")
TOO_FEW = "kurang dari 5"


def profile(report: Report) -> Block:
    """Respondents by sex, age, education and work; groups of a few are not counted out."""
    survey = report.survey
    if survey is None:
        return together()
    parts = profile_counts(survey.respondents)
    shown = [
        bars(f"tabel-profil-{place}", name, counts) for place, (name, counts) in enumerate(parts.items(), 1)
    ]
    inner = Markup("\n").join(Markup(table._repr_html_()) for table in shown)
    mark = Markup('<p class="kaki-tabel">{}</p>').format(SAMPLE_MARK) if report.is_sample("survei") else ""
    title = Markup("<h3>{}</h3>").format(words.profile_title(_sexes(survey.respondents), survey.asked))
    return Block(Markup('{}<div class="bilah">{}</div>{}').format(title, inner, mark))


def _sexes(respondents: pd.DataFrame) -> dict[str, int]:
    """How many told to be of each sex."""
    return {str(sex): int(count) for sex, count in respondents["jenis_kelamin"].value_counts().items()}


def profile_counts(respondents: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Counts of each attribute that anyone told; those who did not tell have a row of their own."""
    sex = respondents["jenis_kelamin"].map(SEX)
    edges = [0, *(low for low, _ in AGES), 200]
    labels = ["di bawah 17", *(label for _, label in AGES)]
    age = pd.cut(respondents["usia"].astype("float64"), edges, labels=labels, right=False).astype("str")
    attributes = {
        "Jenis kelamin": (sex, list(SEX.values())),
        "Usia (tahun)": (age.where(respondents["usia"].notna()), labels),
        "Pendidikan": (respondents["pendidikan"], _by_level(respondents["pendidikan"])),
        "Pekerjaan": (respondents["pekerjaan"], []),
    }
    return {
        name: _counts(values, order) for name, (values, order) in attributes.items() if values.notna().any()
    }


def _by_level(education: pd.Series[str]) -> list[str]:
    """Levels of education as they stand in the table, lowest first; what is not known comes by its count."""
    found = sorted(str(level) for level in education.dropna().unique())
    return [level for start in EDUCATION for level in found if level.upper().startswith(start.upper())]


def _counts(values: pd.Series[str], order: list[str]) -> dict[str, int]:
    found = values.value_counts()
    ordered = [one for one in dict.fromkeys(order) if one in found.index]
    ordered += sorted(
        (one for one in found.index if one not in order), key=lambda one: (-found[one], str(one))
    )
    counts = {str(one): int(found[one]) for one in ordered}
    missing = int(values.isna().sum())
    return counts | ({"Tidak diisi": missing} if missing else {})


def bars(identity: str, caption: str, counts: Mapping[str, int]) -> Table:
    """One attribute: a bar and a count a group; counts of a few are hidden."""
    longest = max(counts.values())
    shown = {
        name: max(count, HIDDEN_BELOW) for name, count in counts.items()
    }  # a bar must not tell what is hidden
    rows = [
        [breakable(name), _bar(shown[name], longest), _count_text(count)] for name, count in counts.items()
    ]
    columns = [Column(caption), Column("Banding", "palang"), Column("Orang", "angka")]
    return Table(identity, caption, columns, [Group(rows)], headless=True)


def _count_text(count: int) -> str:
    return TOO_FEW if 0 < count < HIDDEN_BELOW else number(count, 0)


def _bar(count: int, longest: int, strong: bool = False) -> Markup:
    """A bar as long as the count."""
    length = rounded(min(100 * count / longest, 100), 1)
    return Markup(
        '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="{}" width="{}" height="10"></rect></svg>'
    ).format("m-aksen" if strong else "m-abu", length)


def suggestions(report: Report) -> Block:
    """What respondents wrote: themes counted, and a few of their words with personal data masked."""
    survey = report.survey
    texts = suggestion_texts(survey)
    if survey is None or not texts:
        return note(words.NO_SUGGESTIONS)
    counts = counted(texts)
    if not counts:
        return paragraph(words.theme_subtitle(len(texts), survey.asked) + ".")
    most = max(counts.values())
    top = [theme for theme, count in counts.items() if count == most]
    rows = [[theme, _bar(count, most, theme in top), number(count, 0)] for theme, count in counts.items()]
    table = Table(
        "tabel-saran",
        words.theme_title(top, most),
        [Column("Tema"), Column("Banding", "palang"), Column("Saran", "angka")],
        [Group(rows)],
        subtitle=words.theme_subtitle(len(texts), survey.asked),
        finding=True,
        sample=report.is_sample("survei"),
        headless=True,
    )
    return together(table, *(Block(quotation(text)) for text in quotable(texts, counts)))


def suggestion_texts(survey: SurveyYear | None) -> list[str]:
    if survey is None or "saran" not in survey.respondents:
        return []
    return [text for text in survey.respondents["saran"].dropna() if text.strip()]
