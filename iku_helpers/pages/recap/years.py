"""Every indicator of every kecamatan in every year held, with what may not be compared marked."""

from __future__ import annotations

from itertools import pairwise

from markupsafe import Markup

from iku_helpers import rules
from iku_helpers.method.desa import VillageShare
from iku_helpers.numbers import MISSING, number, percent
from iku_helpers.pages.blocks import Block, note, paragraph
from iku_helpers.pages.blocks import together as blocks
from iku_helpers.pages.indicator_year import IndicatorYear
from iku_helpers.pages.recap import words
from iku_helpers.pages.recap.recap import Recap
from iku_helpers.pages.recap.recap_year import RecapYear
from iku_helpers.pages.sentences.villages import INDEX_NAMES
from iku_helpers.pages.tables import Column, Group, Table
from iku_helpers.pages.values import known, limits_text

SHORT = {"idm": "IDM", "indeks_desa": "Indeks Desa"}
BREAK = "‖"
INDEX = "Indeks dan mutunya, lalu interval 95%"
VILLAGES = "Persentase, lalu banyaknya yang memenuhi dari yang dinilai"
_SECOND = Markup('{}<br><span class="lembut">{}</span>')


def years(recap: Recap) -> Block:
    """A table an indicator."""
    if len(recap.years) < 2:
        return paragraph(words.FIRST_YEAR)
    return blocks(*(_table(recap, item) for item in recap.indicators), _breaks(recap))


def _table(recap: Recap, item: IndicatorYear) -> Table:
    columns = [Column("Kecamatan", "tetap")]
    columns += [Column(str(year.tahun), "angka", _unit(year, item)) for year in recap.years]
    slugs = dict.fromkeys(slug for year in reversed(recap.years) for slug in year.register)
    rows = [[_name(recap, slug), *(_cell(year, item, slug) for year in recap.years)] for slug in slugs]
    tables = ("survei",) if not item.of_villages else ("idm",) if item.counts_status else ("administrasi",)
    return Table(
        f"tabel-tahun-{item.key}",
        f"{item.label}, {recap.years[0].tahun} sampai {recap.tahun}",
        columns,
        [Group(rows)],
        subtitle=VILLAGES if item.of_villages else INDEX,
        foot=_foot(recap, item),
        notes=tuple(_notes(recap, item)),
        tight=True,
        whole=len(rows) <= 20,
        sample=recap.is_sample(*tables),
    )


def _name(recap: Recap, slug: str) -> str:
    return next(year.register[slug] for year in reversed(recap.years) if slug in year.register)


def _unit(year: RecapYear, item: IndicatorYear) -> str:
    """The rule of the year, in the column's head."""
    if not item.of_villages:
        return ""
    return SHORT[year.rule] if item.counts_status else ""


def _cell(year: RecapYear, item: IndicatorYear, slug: str) -> str:
    own = year.items(item.key).get(slug)
    if own is None:
        return MISSING
    sign = f"{BREAK} " if own.is_broken else ""
    if own.survey is not None:
        value = Markup("{}{} <b>{}</b>").format(sign, own.printed, own.survey.letter)
        return (
            _SECOND.format(value, limits_text(own.survey.index)) if known(own.survey.index.lower) else value
        )
    share = own.share
    if share is None or own.estimate is None:
        return f"{sign}{own.printed}"
    return _SECOND.format(f"{sign}{_percent(share)}", f"{share.good} dari {share.evaluated}")


def _percent(share: VillageShare) -> str:
    """The percentage, or the bounds between which it lies."""
    limits = share.estimate
    if known(limits.estimate):
        return percent(limits.estimate)
    return f"{number(limits.lower, 0)}–{percent(limits.upper, 0)}"


def _foot(recap: Recap, item: IndicatorYear) -> list[str]:
    """The kabupaten counted together in the years that hold all its kecamatan; indices are not averaged."""
    if not item.of_villages:
        return []
    totals = [recap.total(item.key, year) for year in recap.years]
    told = [
        MISSING
        if total is None or not total.evaluated
        else _SECOND.format(_percent(total), f"{number(total.good, 0)} dari {number(total.evaluated, 0)}")
        for total in totals
    ]
    return ["Kabupaten", *told] if any(text != MISSING for text in told) else []


def _notes(recap: Recap, item: IndicatorYear) -> list[str]:
    broken = any(own.is_broken for year in recap.years for own in year.items(item.key).values())
    notes = (
        [f"{BREAK} dihitung dengan aturan lain daripada tahun sebelumnya, jadi tidak dibandingkan."]
        if broken
        else []
    )
    if any(slug not in year.reports for year in recap.years for slug in recap.names):
        notes.append("– tidak ada data.")
    return notes


def _breaks(recap: Recap) -> Block | None:
    """The years between which the whole kabupaten went over to another rule."""
    told = []
    for before, after in pairwise(recap.years):
        if before.rule != after.rule:
            told.append(
                f"Status desa {before.tahun} berasal dari {INDEX_NAMES[before.rule]}, status {after.tahun} "
                f"dari {INDEX_NAMES[after.rule]}; keduanya tidak dapat dibandingkan langsung."
            )
        if before.regime and after.regime and before.regime != after.regime:
            told.append(
                f"Survei {before.tahun} memakai {rules.MUTU[before.regime].source}, survei {after.tahun} "
                f"memakai {rules.MUTU[after.regime].source}."
            )
    return note(*told) if told else None
