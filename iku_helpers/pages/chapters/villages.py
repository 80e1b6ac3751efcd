"""IKU of the villages: who meets the criteria and who does not, the statuses, who moved, who stands close."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from iku_helpers import rules
from iku_helpers.method import desa
from iku_helpers.numbers import number
from iku_helpers.pages import charts
from iku_helpers.pages.blocks import Block, bullets, finding, heading, note, paragraph, together
from iku_helpers.pages.chapters.how import how_villages
from iku_helpers.pages.charts.words import records
from iku_helpers.pages.figure import Figure
from iku_helpers.pages.indicator_year import IndicatorYear
from iku_helpers.pages.report import Report
from iku_helpers.pages.sentences import villages as words
from iku_helpers.pages.tables import Column, Group, Table

DIGITS = {"idm": 4, "indeks_desa": 2}
CLOSE = {"idm": 0.005, "indeks_desa": 0.5}
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
        Column("Hasil", "tengah"),
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
        whole=len(item.villages) <= 30,
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


def statuses(report: Report, key: str) -> Block:
    """The villages by status, and how they moved since the earlier year."""
    item = report.indicator(key)
    if item is None:
        return together()
    if not report.has_status:
        return note(
            f"Status desa {report.tahun} tidak ada dalam data; kosong di sini berarti tidak diketahui."
        )
    counts = report.desa["status"].value_counts()
    held = {status: int(counts.get(status, 0)) for status in reversed(rules.STATUSES)}
    return together(
        paragraph(
            words.INDEX_MEANING[report.rule],
            f"Tahun {report.tahun} ada {words.statuses(held)}.",
            _unknown(report),
        ),
        bullets([finding(*moves(report))] if report.movement is not None else []),
        None if report.movement is not None else note(_why_no_movement(report)),
        _status_chart(report).as_sample(report.is_sample("idm")),
        how_villages(item),
    )


def _status_chart(report: Report) -> Figure:
    moved, earlier = report.movement, report.earlier
    return charts.village_dumbbells(
        report.desa if moved is None else moved,
        year=report.tahun,
        earlier_year=None if moved is None or earlier is None else earlier.tahun,
        rule=report.rule,
        names=dict(report.desa["nama"]),
        distance=report.distance,
    )


def _unknown(report: Report) -> str:
    missing = report.desa["nama"][report.desa["status"].isna()]
    return "" if missing.empty else f"Status {words.names_text(list(missing))} belum ada."


def _why_no_movement(report: Report) -> str:
    earlier = report.earlier
    rule, year = (None, None) if earlier is None else (earlier.rule, earlier.tahun)
    return words.no_movement(report.rule, rule, year)


def moves(report: Report) -> tuple[str, str]:
    """Who rose and who fell, best status first."""
    moved = report.movement
    if moved is None or report.earlier is None:
        return "", ""
    kinds: dict[str, dict[str, list[str]]] = {"naik": {}, "turun": {}}
    names = report.desa["nama"].reindex(moved.index)
    for name, status, kind in sorted(zip(names, moved["status"], moved["arah"], strict=True), key=_by_status):
        if kind in kinds:
            kinds[kind].setdefault(status, []).append(name)
    return words.moved(kinds["naik"], kinds["turun"], report.earlier.tahun)


def _by_status(village: tuple[str, str, str]) -> tuple[int, str]:
    """Best status first, then by name."""
    name, status, _ = village
    return -rules.STATUSES.index(status) if status in rules.STATUSES else 1, name


def to_next_status(report: Report) -> Block:
    """How far each village that is not yet Mandiri is from its next status."""
    if not report.has_status:
        return together()
    distance = report.distance.assign(nama=report.desa["nama"])
    below = distance[distance["kurang"].notna()].sort_values(["kurang", "nama"])
    return together(bullets(_close_calls(report, distance, below)), _distance_table(report, below))


def _close_calls(report: Report, distance: pd.DataFrame, below: pd.DataFrame) -> list[str]:
    digits, found = DIGITS[report.rule], []
    for _, row in records(below.head(1)):
        found.append(words.nearest(row["nama"], row["kurang"], row["status_berikut"], row["langkah"], digits))
    narrow = distance[distance["cadangan"] <= CLOSE[report.rule]].sort_values("cadangan")
    found += [
        words.narrow(row["nama"], row["cadangan"], row["status"], digits)
        for _, row in records(narrow.head(3))
    ]
    return found


def _distance_table(report: Report, below: pd.DataFrame) -> Table | None:
    if below.empty:
        return None
    digits = DIGITS[report.rule]
    steps = not below["langkah"].isna().all()
    columns = [
        Column("Desa"),
        Column("Status"),
        Column("Nilai", "angka"),
        Column("Status berikut"),
        Column("Kurang", "angka"),
    ]
    columns += [Column("Kenaikan butir", "angka", "paling sedikit")] if steps else []
    rows = [
        [row["nama"], row["status"], number(row["nilai"], digits), row["status_berikut"]]
        + [number(row["kurang"], digits)]
        + ([number(row["langkah"], 0)] if steps else [])
        for _, row in records(below)
    ]
    return Table(
        "tabel-jarak",
        "Jarak ke status berikut",
        columns,
        [Group(rows)],
        subtitle="Hanya desa yang belum Mandiri, yang terdekat lebih dahulu",
        stacked=True,
        whole=len(rows) <= 20,
        sample=report.is_sample("idm"),
    )


def further(report: Report, *shown: str) -> Block:
    """A chapter for every village indicator beyond those the notebook names; nothing where there is none."""
    others = [item for item in report.indicators if item.of_villages and item.key not in shown]
    parts = [
        together(heading(f"IKU {item.number}: {item.short}"), verdicts(report, item.key)) for item in others
    ]
    return together(*parts)
