"""A village indicator over all kecamatan: one bar each, the kabupaten counted together."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from iku_helpers import rules
from iku_helpers.numbers import number
from iku_helpers.pages import charts
from iku_helpers.pages.blocks import Block, heading, note, paragraph
from iku_helpers.pages.blocks import together as blocks
from iku_helpers.pages.charts.bands import status_colour
from iku_helpers.pages.charts.stacked import Bar, Part
from iku_helpers.pages.figure import Figure
from iku_helpers.pages.indicator_year import IndicatorYear
from iku_helpers.pages.recap import how, words
from iku_helpers.pages.recap.recap import Recap
from iku_helpers.pages.recap.summary import noun, target_met
from iku_helpers.pages.sentences import villages as sentences

GOOD, BAD, UNKNOWN = "Memenuhi", "Belum memenuhi", "Belum dinilai"
NO_STATUS = "Belum ada status"


def villages(recap: Recap, key: str) -> Block:
    """A village indicator of every kecamatan."""
    items = recap.now.items(key)
    first = next(iter(items.values()), None)
    if first is None or not first.of_villages:
        return blocks()
    counted = {slug: item for slug, item in items.items() if item.share is not None and item.share.evaluated}
    whole = words.together(recap.now_total(key), noun(items))
    lead = paragraph(sentences.INDEX_MEANING[recap.now.rule] if first.counts_status else "", whole)
    if not counted:
        return note(_nothing(recap, first, noun(items)))
    table = "idm" if first.counts_status else "administrasi"
    return blocks(lead, _chart(recap, items).as_sample(recap.is_sample(table)), _how(first, recap))


def _nothing(recap: Recap, item: IndicatorYear, what: str) -> str:
    if item.counts_status:
        return f"Status desa {recap.tahun} tidak ada dalam data; kosong di sini berarti tidak diketahui."
    return f"{item.short}: belum ada {what} yang dinilai tahun {recap.tahun}."


def _chart(recap: Recap, items: Mapping[str, IndicatorYear]) -> Figure:
    first = next(iter(items.values()))
    parts = _parts(first)
    bars = [_bar(recap, slug, parts, item) for slug, item in items.items()]
    title = _status_title(items) if first.counts_status else target_met(recap, first.key)
    return charts.village_bars(
        bars,
        parts,
        title=title or f"{first.short} tiap kecamatan",
        caption=_caption(recap, items),
        noun=noun(items),
    )


def _parts(item: IndicatorYear) -> list[Part]:
    if not item.counts_status:
        return [Part(GOOD, "a", True), Part(BAD, "kosong"), Part(UNKNOWN, "samar")]
    wanted = {value for one in (item.counting.criteria if item.counting else ()) for value in one.values}
    statuses = [Part(one, status_colour(one), one in wanted) for one in reversed(rules.STATUSES)]
    return [*statuses, Part(NO_STATUS, "samar")]


def _bar(recap: Recap, slug: str, parts: list[Part], item: IndicatorYear) -> Bar:
    share, estimate = item.share, item.estimate
    if share is None or not share.evaluated:
        return Bar(recap.names[slug], (0,) * len(parts), None, None, item.target)
    bounds = None if estimate is None else (estimate.lower, estimate.upper)
    return Bar(recap.names[slug], _counts(item, parts), item.realisasi, bounds, item.target)


def _counts(item: IndicatorYear, parts: list[Part]) -> tuple[int, ...]:
    if item.counts_status:
        held = item.villages["status"].value_counts()
        lacking = int(item.villages["status"].isna().sum())
        return tuple(lacking if part.word == NO_STATUS else int(held.get(part.word, 0)) for part in parts)
    good = item.verdicts["good"]
    return int(good.sum()), int((~good).sum()), int(good.isna().sum())


def _status_title(items: Mapping[str, IndicatorYear]) -> str:
    """The villages of all kecamatan by status, best first."""
    frames = [item.villages["status"].value_counts() for item in items.values()]
    held = {status: sum(int(one.get(status, 0)) for one in frames) for status in reversed(rules.STATUSES)}
    return sentences.statuses(held)


def _caption(recap: Recap, items: Mapping[str, IndicatorYear]) -> str:
    first = next(iter(items.values()))
    told = []
    if first.counts_status:
        counted = [part.word for part in _parts(first) if part.counted]
        told.append(f"Yang dihitung: {' dan '.join(counted)}.")
        met = target_met(recap, first.key)
        told.append(f"{met}." if met else "")
    absent = [recap.names[slug] for slug, item in items.items() if not (item.share and item.share.evaluated)]
    lost = [recap.names[slug] for slug in recap.names if slug not in items]
    if absent or lost:
        told.append(f"Tanpa data: {words.listed([*absent, *lost], 'kecamatan')}.")
    small = min((item.share.total for item in items.values() if item.share is not None), default=0)
    if small:
        told.append(
            f"Kecamatan dengan sedikit {noun(items)} lebih mudah tampak tinggi atau rendah: pada yang "
            f"terkecil satu {noun(items)} bernilai {_weight(items, small)} poin persen."
        )
    return " ".join(filter(None, told))


def _weight(items: Mapping[str, IndicatorYear], small: int) -> str:
    shares = [item.share for item in items.values() if item.share is not None]
    return number(next(share.per_village for share in shares if share.total == small), 1)


def _how(item: IndicatorYear, recap: Recap) -> Block:
    rule = rules.status_rule(recap.now.rule) if item.counts_status else rules.ADMINISTRATION_RUBRIC
    inputs = ["status desa"] if item.counts_status else ["hasil penilaian administrasi desa"]
    return how.villages("desa.count", rule.source, inputs)


def further(recap: Recap, *shown: str) -> Block:
    """A chapter for every village indicator beyond those the notebook names; nothing where there is none."""
    others = [item for item in recap.indicators if item.of_villages and item.key not in shown]
    parts = [
        blocks(heading(Markup("IKU {}: {}").format(item.number, item.short)), villages(recap, item.key))
        for item in others
    ]
    return blocks(*parts)
