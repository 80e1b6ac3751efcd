"""Ringkasan: the kabupaten in one paragraph, what is worth taking along, and all indicators side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from iku_helpers.numbers import MISSING, joined, number, percent
from iku_helpers.pages.blocks import Block, bullets, finding, markup, paragraph
from iku_helpers.pages.blocks import together as blocks
from iku_helpers.pages.charts.bands import mutu_bands
from iku_helpers.pages.charts.scale import window
from iku_helpers.pages.charts.strip import Span, strip
from iku_helpers.pages.charts.words import inside, records
from iku_helpers.pages.indicator_year import IndicatorYear
from iku_helpers.pages.recap import order_words, words
from iku_helpers.pages.recap.gaps import gap_headline
from iku_helpers.pages.recap.movers import movers_headline
from iku_helpers.pages.recap.recap import Recap
from iku_helpers.pages.tables import INDICATIVE_BELOW, Column, Group, Table, mark
from iku_helpers.pages.values import in_unit, known, limits_text

TABLES = ("survei", "administrasi", "idm", "target")
_BELOW = Markup(
    '<span class="bawah" aria-hidden="true">▾</span><span class="tersembunyi">di bawah target</span> '
)
_SECOND = Markup('<span>{}<br><span class="lembut">{}</span></span>')
_ONE = Markup("<span>{}</span>")


def lead(recap: Recap) -> str:
    """The kabupaten in a paragraph: how far the indices range, and the villages counted together."""
    estimates = [(recap.names[slug], one.index.estimate) for slug, one in recap.now.surveys.items()]
    told = [target_met(recap, item.key) for item in recap.indicators]
    met = joined([text if not place else inside(text) for place, text in enumerate(filter(None, told))])
    return " ".join(
        filter(None, [f"{met}." if met else "", words.index_range(estimates) or words.NO_SURVEYS])
    )


def target_met(recap: Recap, key: str) -> str:
    """How many kecamatan reach their target, without a full stop; empty where none can be told."""
    items = recap.now.items(key).values()
    told = [item.reached for item in items if item.reached is not None]
    return words.met(next(iter(items)).short, sum(told), len(told), len(recap.names))


def noun(items: Mapping[str, IndicatorYear]) -> str:
    """What the villages of all kecamatan are called together."""
    mixed = any(item.noun != "desa" for item in items.values())
    return "desa/kelurahan" if mixed else "desa"


def summary(recap: Recap) -> Block:
    """The lead, the findings, and the table of all indicators."""
    return blocks(paragraph(lead(recap), lead=True), bullets(_findings(recap)), overview(recap))


def _findings(recap: Recap) -> list[Markup]:
    found: list[tuple[str, str]] = []
    if recap.funnel is not None:
        positions = [(recap.names[slug], str(row["posisi"])) for slug, row in records(recap.funnel)]
        found.append(order_words.funnel_finding(positions))
    if recap.ranks is not None:
        found.append(
            order_words.ranks_finding([(recap.names[slug], row) for slug, row in records(recap.ranks)])
        )
    for item in recap.indicators:
        if item.of_villages:
            whole = words.together(recap.now_total(item.key), noun(recap.now.items(item.key)))
            missed = _missed(recap, item)
            met = target_met(recap, item.key) or item.short
            if missed or whole:
                found.append(words.missed(item.short, missed, whole) if missed else (f"{met}.", whole))
    found += [movers_headline(recap), gap_headline(recap)]
    return [finding(*pair) for pair in found if pair[0]]


def _missed(recap: Recap, item: IndicatorYear) -> list[str]:
    """Each kecamatan under its target, with the count of its villages."""
    items = recap.now.items(item.key)
    below = [(slug, one) for slug, one in items.items() if one.reached is False and one.share is not None]
    below.sort(key=lambda pair: (pair[1].realisasi or 0.0, pair[0]))
    return [f"{recap.names[slug]} ({_count(one)})" for slug, one in below]


def _count(item: IndicatorYear) -> str:
    share = item.share
    if share is None or not share.evaluated:
        return "belum dinilai"
    whole = share.evaluated if share.evaluated < share.total else share.total
    return f"{number(share.good, 0)} dari {number(whole, 0)}"


def overview(recap: Recap) -> Table:
    """Every kecamatan in the order of the register: an order by merit would say more than the figures do."""
    span = _span(recap)
    columns = [Column("Kecamatan")]
    for item in recap.indicators:
        if item.of_villages:
            columns.append(Column(item.short, "angka", noun(recap.now.items(item.key))))
            continue
        columns.append(Column(item.short, "angka", "interval 95%"))
        if recap.now.surveys:
            columns.append(Column("Letak pada mutu", "palang"))
    rows = [_row(recap, slug, span) for slug in recap.names]
    return Table(
        "tabel-rekap",
        f"Indikator tiap kecamatan tahun {recap.tahun}",
        columns,
        [Group(rows)],
        subtitle="Urutan menurut kode kecamatan, bukan menurut nilai",
        notes=tuple(_notes(recap, span)),
        stacked=True,
        whole=len(rows) <= 20,
        sample=recap.is_sample(*TABLES),
    )


def _span(recap: Recap) -> Span:
    seen = [
        value for survey in recap.now.surveys.values() for value in (survey.index.lower, survey.index.upper)
    ]
    seen += [survey.index.estimate for survey in recap.now.surveys.values()]
    return window(seen, 2.0, (25.0, 100.0), 10.0)


def _row(recap: Recap, slug: str, span: Span) -> list[str]:
    report = recap.now.reports.get(slug)
    cells: list[str] = [recap.names[slug]]
    for place, item in enumerate(recap.indicators):
        own = None if report is None else report.indicators[place]
        if item.of_villages:
            cells.append(MISSING if own is None else _villages(own))
            continue
        cells.append(MISSING if own is None else _index(own))
        if recap.now.surveys:
            cells.append(_strip(recap, slug, span))
    return cells


def _index(item: IndicatorYear) -> str:
    survey = item.survey
    if survey is None or item.realisasi is None:
        return MISSING
    few = mark(" indikatif") if survey.asked < INDICATIVE_BELOW else ""
    value = Markup("{}{} <b>{}</b>{}").format(_below(item), item.printed, survey.letter, few)
    return (
        _SECOND.format(value, limits_text(survey.index)) if known(survey.index.lower) else _ONE.format(value)
    )


def _strip(recap: Recap, slug: str, span: Span) -> str:
    survey = recap.now.surveys.get(slug)
    if survey is None:
        return MISSING
    values = {name: getattr(survey.index, name) for name in ("estimate", "lower", "upper")}
    item = recap.now.reports[slug].survey_indicator
    target = None if item is None else item.target
    return markup(strip(values, mutu_bands(survey.regime), span, look="a", target=target))


def _villages(item: IndicatorYear) -> str:
    share, estimate = item.share, item.estimate
    if share is None or estimate is None:
        return MISSING
    if item.realisasi is None:
        bounds = f"{number(estimate.lower, 0)}–{percent(estimate.upper, 0)}"
        return _SECOND.format(bounds, f"{share.good} dari {share.evaluated} yang dinilai")
    text = Markup("{}{}").format(_below(item), in_unit(item.realisasi, item.unit))
    drawn = "" if item.is_whole else f", interval {limits_text(estimate)}"
    return _SECOND.format(text, f"{_count(item)}{drawn}")


def _below(item: IndicatorYear) -> Markup:
    return _BELOW if item.reached is False else Markup("")


def _notes(recap: Recap, span: Span) -> Sequence[str]:
    every = [item for one in recap.indicators for item in recap.now.items(one.key).values()]
    notes = ["▾ di bawah target."] if any(item.reached is False for item in every) else []
    if recap.now.surveys:
        notes.append(
            f"Garis pada letak mutu adalah interval 95%, garis tegak target; skala {number(span[0], 0)} "
            f"sampai {number(span[1], 0)}."
        )
    if any(item.of_villages and item.realisasi is None and item.estimate is not None for item in every):
        notes.append("Dua persentase: batas bawah dan atas, karena sebagian desa belum dinilai.")
    return notes
