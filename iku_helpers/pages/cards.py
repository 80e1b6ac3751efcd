"""Summary cards: one an indicator, their rows in line with each other whatever is missing on one of them."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from iku_helpers import rules
from iku_helpers.numbers import interval, percent
from iku_helpers.pages import charts
from iku_helpers.pages.blocks import Block, finding, markup
from iku_helpers.pages.charts.words import records
from iku_helpers.pages.indicator_year import IndicatorYear
from iku_helpers.pages.sentences import change, summary
from iku_helpers.pages.values import in_unit, known, villages_needed

_CARD = Markup(
    '<li class="kartu{kurang}">'
    '<h3 class="kartu-nama"><span>IKU {number}</span> {name}</h3>'
    '<p class="kartu-angka{teks}">{figure}</p>'
    '<p class="kartu-asal">{basis}</p>'
    '<div class="kartu-gambar">{picture}</div>'
    "<dl>{rows}</dl>"
    '<p class="kartu-ubah">{change}</p>'
    "</li>"
)


def cards(indicators: Sequence[IndicatorYear]) -> Block:
    """The cards of all indicators, in the order of the official table."""
    inner = Markup("").join(card(item) for item in indicators)
    return Block(Markup('<ul class="kartu-kartu">{}</ul>').format(inner))


def card(item: IndicatorYear) -> Markup:
    """One indicator's card."""
    rows = [
        ("Target", in_unit(item.target, item.unit)),
        ("Capaian", percent(item.capaian)),
        ("Predikat", item.predikat),
    ]
    return _CARD.format(
        kurang=" kurang" if item.reached is False else "",
        number=item.number,
        name=item.short,
        teks="" if item.realisasi is not None else " teks",
        figure=_figure(item),
        basis=_basis(item),
        picture=_picture(item),
        rows=Markup("").join(Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(*row) for row in rows),
        change=_change(item),
    )


def _figure(item: IndicatorYear) -> Markup:
    if item.realisasi is None:
        return Markup("{}").format("belum pasti" if item.estimate is not None else "belum ada angka")
    badge = Markup("")
    if item.survey is not None:
        badge = Markup(' <span class="lencana mutu-{}"><b>{}</b>{}</span>').format(
            item.survey.letter.lower(), item.survey.letter, item.survey.word
        )
    return Markup("{}{}").format(item.printed, badge)


def _basis(item: IndicatorYear) -> str:
    """What the figure rests on: an interval, or so many of so many villages."""
    share, estimate = item.share, item.estimate
    if estimate is None:
        if item.of_villages and share is None:
            return f"tidak ada {item.noun} yang dihitung"
        return "tidak ada survei" if share is None else f"{share.total} {item.noun}, belum ada data"
    if share is None:
        if not known(estimate.lower):
            return "interval tidak dapat dihitung"
        return (
            "semua pengguna ditanya"
            if item.is_whole
            else f"interval {interval(estimate.lower, estimate.upper)}"
        )
    if item.realisasi is None:
        return f"antara {percent(estimate.lower)} dan {percent(estimate.upper)}"
    if share.evaluated < share.total:
        return f"{share.good} dari {share.evaluated} {item.noun} yang dinilai"
    return f"{share.good} dari {share.total} {item.noun}"


def _picture(item: IndicatorYear) -> Markup:
    """The interval on its scale, or a square a village; nothing where there is nothing to draw."""
    if item.survey is not None:
        return markup(charts.interval_strip(item.survey.index, regime=item.survey.regime, target=item.target))
    if item.share is None or not item.share.evaluated:
        return Markup("")
    return markup(charts.squares(_states(item)))


def _states(item: IndicatorYear) -> list[str]:
    """The villages' states, best first: their statuses, or whether they meet the criteria."""
    if item.counts_status:
        order = {status: place for place, status in enumerate(reversed(rules.STATUSES))}
        return sorted(
            item.villages["status"].fillna("belum dinilai"), key=lambda one: order.get(one, len(order))
        )
    good = item.verdicts["good"]
    words = [
        ("baik", int(good.sum())),
        ("belum", int((~good).sum())),
        ("belum dinilai", int(good.isna().sum())),
    ]
    return [word for word, count in words for _ in range(count)]


def _change(item: IndicatorYear) -> Markup:
    """The change with its certainty, then how far the target is."""
    headline, sentence = _since(item)
    return finding(headline, " ".join(filter(None, [sentence, _towards(item)])))


def _since(item: IndicatorYear) -> tuple[str, str]:
    """What changed since the earlier year: headline and sentence."""
    earlier, year = item.earlier, item.report.earlier.tahun if item.report.earlier else 0
    sure = "" if item.share is None else summary.certainty(item.share, item.noun)
    if item.realisasi is None:
        return ("Belum dapat dibandingkan.", sure)
    if item.is_broken:
        return (f"Tidak dibandingkan dengan {year}.", f"Tahun itu dihitung dengan aturan lain. {sure}")
    if earlier is None:
        return ("Belum ada pembanding.", sure)
    if item.change is not None:
        limits = f"(interval {change.signed_interval(item.change)})." if known(item.change.lower) else ""
        return change.survey_headline(item.change, year) + ("" if limits else "."), limits
    return _villages_since(item, earlier, year) + ".", sure


def _villages_since(item: IndicatorYear, earlier: IndicatorYear, year: int) -> str:
    now, before = item.share, earlier.share
    whole = (
        now is not None
        and before is not None
        and now.evaluated == now.total == before.total == before.evaluated
    )
    if whole and now is not None and before is not None:
        return change.village_headline((now.good, now.total), (before.good, before.total), year, item.noun)
    row = dict(records(item.report.card))[item.key]
    return change.percentage_headline(row["perubahan"], row["realisasi_lalu"], year)


def _towards(item: IndicatorYear) -> str:
    """How far the target is, in what a reader can count."""
    if item.target is None:
        return "Target belum ditetapkan."
    if item.realisasi is None or item.estimate is None:
        return ""
    if item.share is None:
        return change.against_target(item.estimate, item.target, item.report.tahun)
    if item.share.evaluated < item.share.total or item.direction != "positif":
        return ""
    needed = villages_needed(item.target, item.share.total)
    return summary.missing_villages(item.share.good, needed, item.noun)
