"""A village indicator of criteria: what is asked, which village falls short and why, every verdict."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from iku_helpers import rules
from iku_helpers.method import desa
from iku_helpers.numbers import number
from iku_helpers.pages.blocks import Block, bullets, finding, heading, note, paragraph, together
from iku_helpers.pages.chapters.how import how_villages
from iku_helpers.pages.indicator_year import IndicatorYear
from iku_helpers.pages.report import Report
from iku_helpers.pages.sentences import villages as words
from iku_helpers.pages.tables import Column, Group, Table

LISTED_REASONS = 8
_PASS = Markup('<span class="lulus" aria-hidden="true">✓</span><span class="tersembunyi">ya</span>')
_FAIL = Markup('<span class="gagal" aria-hidden="true">✕</span><span class="tersembunyi">tidak</span>')
_UNKNOWN = Markup('<span aria-hidden="true">–</span><span class="tersembunyi">belum diketahui</span>')


def failures(item: IndicatorYear) -> dict[str, list[str]]:
    """Each village that falls short, with the criteria it fails."""
    bad = item.verdicts[(~item.verdicts["good"]).fillna(False).astype(bool)].sort_index()
    criteria = list(bad.columns.drop("good"))
    names = item.villages["nama"].reindex(bad.index)
    rows = bad[criteria].astype("object").itertuples(index=False, name=None)
    return {
        str(name): [asked for asked, met in zip(criteria, row, strict=True) if met is not pd.NA and not met]
        for name, row in zip(names, rows, strict=True)
    }


def verdicts(report: Report, key: str) -> Block:
    """An indicator of village criteria: what is asked, who falls short and why, all verdicts."""
    item = report.indicator(key)
    if item is None or item.counting is None:
        return together()
    share, failed = item.share, failures(item)
    if share is None:
        return note(f"Tidak ada {item.noun} yang dihitung di kecamatan ini.")
    listed = bullets(finding(f"{name}", text) for name, text in words.reasons(failed))
    return together(
        paragraph(
            words.asked([one.name for one in item.counting.criteria], item.counting.minimum, item.noun),
            words.coverage(share, number(share.per_village), item.noun),
        ),
        listed if len(failed) <= LISTED_REASONS else None,
        verdict_table(item, len(failed)),
        how_villages(item),
    )


def verdict_table(item: IndicatorYear, failing: int) -> Table:
    """Every village against every criterion, those that fall short first."""
    share, criteria = item.share, list(item.verdicts.columns.drop("good"))
    evaluated = 0 if share is None else share.evaluated
    columns = [
        Column(item.noun.capitalize()),
        *(Column(name, "tengah") for name in criteria),
        Column("Hasil", "hasil"),
    ]
    title = "" if share is None else words.failing_title(failing, share, item.noun)
    counts = desa.by_criterion(item.verdicts)["terpenuhi"]
    return Table(
        f"tabel-{item.key}",
        title,
        columns,
        _groups(item, criteria),
        subtitle=_subtitle(item),
        foot=[
            "Memenuhi",
            *(number(int(counts[name]), 0) for name in criteria),
            str(0 if share is None else share.good),
        ]
        if evaluated
        else (),
        notes=_rubric_note(item),
        finding=True,
        tight=True,
        whole=len(item.villages) <= 18,
        sample=item.report.is_sample("administrasi"),
    )


def _asks_for_lpj(item: IndicatorYear) -> bool:
    """Whether its criteria are those of the accountability reports."""
    lpj = {one.column for one in rules.ADMINISTRATION_RUBRIC.criteria}
    return item.counting is not None and any(one.column in lpj for one in item.counting.criteria)


def _subtitle(item: IndicatorYear) -> str:
    budget = item.report.settings.administrasi.tahun_anggaran
    what = f"laporan pertanggungjawaban (LPJ) keuangan tahun anggaran {budget}"
    return f"Penilaian {what if _asks_for_lpj(item) else item.report.tahun}, {len(item.villages)} {item.noun}"


def _rubric_note(item: IndicatorYear) -> tuple[str, ...]:
    if not _asks_for_lpj(item):
        return ()
    return ("Rubrik ini ditetapkan dalam laporan dengan mengacu pada Permendagri 20/2018 Pasal 70 dan 72.",)


def _groups(item: IndicatorYear, criteria: list[str]) -> list[Group]:
    order = (
        (False, "Belum memenuhi", "Belum"),
        (True, "Memenuhi", "Baik"),
        (None, "Belum dapat dinilai", "–"),
    )
    rows: dict[bool | None, list[list[str]]] = {False: [], True: [], None: []}
    words_of = {good: word for good, _, word in order}
    named = item.verdicts.assign(nama=item.villages["nama"]).sort_values("nama", kind="stable")
    for row in named[["nama", "good", *criteria]].astype("object").itertuples(index=False, name=None):
        name, good, *marks = row
        kind = None if good is pd.NA else bool(good)
        rows[kind].append([name, *map(_mark, marks), words_of[kind]])
    return [
        Group(rows[good], f"{title}: {len(rows[good])} {item.noun}", bold=good is False)
        for good, title, _ in order
        if rows[good]
    ]


def _mark(met: object) -> Markup:
    return _UNKNOWN if met is pd.NA else _PASS if met else _FAIL


def further(report: Report, *shown: str) -> Block:
    """A chapter for every village indicator beyond those the notebook names; nothing where there is none."""
    others = [item for item in report.indicators if item.of_villages and item.key not in shown]
    parts = [
        together(heading(f"IKU {item.number}: {item.short}"), verdicts(report, item.key)) for item in others
    ]
    return together(*parts)
