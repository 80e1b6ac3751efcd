"""The tabulation as a sheet whose formulas recompute NRR, weighted NRR and IKM from the answers.

Whoever checks the report needs no program of ours: change an answer in the spreadsheet and the index follows.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from iku_helpers import rules
from iku_helpers.pages.annexes.sheets import NOTE_ROW, Book, Column
from iku_helpers.pages.annexes.tabulation import Counted, Tabulation, mutu_words

_FIRST = 2  # columns before the answers: number, weight
_RESULTS_ROW = NOTE_ROW + 2
_TABLE_ROW = _RESULTS_ROW + 3
_INCOMPLETE = "belum lengkap"
_SUMS = ("Jumlah nilai", "Jumlah terisi")
_POOLED = ("Jumlah nilai, layanan kecil digabung", "Jumlah terisi, layanan kecil digabung")
_MEANS = ("NRR", "Bobot unsur", "NRR tertimbang")


@dataclass(frozen=True)
class _Block:
    """One way of counting, as rows of formulas below the answers: each respondent alike, or weighted."""

    title: str
    name: str
    weighted: bool
    row: int

    def counted(self, tabulation: Tabulation) -> Counted:
        """All sums of this way of counting."""
        return tabulation.weighted if self.weighted else tabulation.alike

    def cell(self, line: int, place: int) -> str:
        """Address of line ``line`` (1 is the first below the title)."""
        return str(xl_rowcol_to_cell(self.row + line, place))


def write(book: Book, tabulation: Tabulation, *, name: str, title: str, sample: bool) -> None:
    """The sheet: results on top, answers, and below them sums, means and index of each way of counting."""
    page = book.begin(name, title, _remark(tabulation), sample)
    columns = [Column("No", "urutan", 34), Column("Bobot responden", "desimal", 11)]
    columns += [Column(label, "bulat", 15) for label in tabulation.labels.values()]
    book.head(page, _TABLE_ROW, columns)
    _write_answers(book, page, tabulation)
    for order, block in enumerate(_blocks(tabulation)):
        cell = _write_block(book, page, tabulation, block)
        book.workbook.define_name(block.name, f"='{name}'!{xl_range_abs(*cell, *cell)}")
        _write_result(book, page, tabulation, _RESULTS_ROW + order, (block, str(xl_rowcol_to_cell(*cell))))


def _remark(tabulation: Tabulation) -> str:
    text = (
        "Satu baris satu responden tanpa keterangan diri, diurutkan menurut jawaban; kosong: tidak dijawab. "
    )
    text += "Ubah satu jawaban, maka semua hasil dihitung ulang."
    if tabulation.pooled is not None:
        text += (
            " Bobot yang dipakai kurang dari lima responden tidak dicantumkan; jumlahnya digabung di bawah."
        )
    return text


def _blocks(tabulation: Tabulation) -> list[_Block]:
    below = _TABLE_ROW + len(tabulation.answers) + 2
    blocks = [_Block("IKM tabulasi, setiap responden sama", "IKM_tabulasi", False, below)]
    if tabulation.weights is not None:
        blocks.append(_Block("IKM laporan, ditimbang menurut pengguna", "IKM_laporan", True, below + 9))
    return blocks


def _write_answers(book: Book, page: Worksheet, tabulation: Tabulation) -> None:
    answers = tabulation.answers.to_numpy().tolist()
    weights = [1.0] * len(answers) if tabulation.weights is None else tabulation.weights.tolist()
    for order, (weight, scores) in enumerate(zip(weights, answers, strict=True), start=1):
        row = _TABLE_ROW + order
        page.write_number(row, 0, order, book.formats["urutan"])
        for place, value in enumerate([weight, *scores], start=1):
            if not math.isnan(value):
                page.write_number(row, place, value, book.formats["desimal" if place == 1 else "bulat"])


def _write_block(book: Book, page: Worksheet, tabulation: Tabulation, block: _Block) -> tuple[int, int]:
    """Rows of one way of counting; gives back the cell of its index."""
    pooled = block.weighted and tabulation.pooled is not None
    lines = (*_SUMS, *(_POOLED if pooled else ()), *_MEANS)
    page.write_string(block.row, 0, block.title, book.formats["judul-kecil"])
    for line, label in enumerate(lines, start=1):
        look = "bulat" if label in _SUMS and not block.weighted else "desimal"
        page.write_string(block.row + line, 0, label, book.formats["teks"])
        for place, column in enumerate(tabulation.parts, start=_FIRST):
            formula, value = _cell(tabulation, block, label, (column, place, lines))
            page.write_formula(block.row + line, place, formula, book.formats[look], value)
    last = len(lines)
    scored = f"{block.cell(last, _FIRST)}:{block.cell(last, _FIRST + len(tabulation.parts) - 1)}"
    formula = f'=IF(COUNT({scored})={len(tabulation.parts)},25*SUM({scored}),"{_INCOMPLETE}")'
    page.write_string(block.row + last + 1, 0, "IKM (jumlah NRR tertimbang × 25)", book.formats["teks"])
    value = _shown(tabulation.index(block.counted(tabulation)), _INCOMPLETE)
    page.write_formula(block.row + last + 1, _FIRST, formula, book.formats["hasil"], value)
    return block.row + last + 1, _FIRST


def _cell(
    tabulation: Tabulation, block: _Block, label: str, where: tuple[str, int, tuple[str, ...]]
) -> tuple[str, float | str]:
    """Formula of one cell and its present value: viewers that cannot calculate show the stored one."""
    column, place, lines = where
    at = {line: block.cell(number, place) for number, line in enumerate(lines, start=1)}
    shown = tabulation.shown if block.weighted else tabulation.alike
    mean, part = block.counted(tabulation).means[column], tabulation.parts[column]
    if label in _SUMS:
        now = shown.scores if label == _SUMS[0] else shown.answered
        return _sum_formula(tabulation, block, label, place), now[column]
    if label in _POOLED and tabulation.pooled is not None:
        sums = tabulation.pooled.scores if label == _POOLED[0] else tabulation.pooled.answered
        return f"={sums[column]!r}", sums[column]
    scores, answered = (
        "+".join(at[line] for line in pair if line in at) for pair in zip(_SUMS, _POOLED, strict=True)
    )
    return {
        "NRR": (f'=IF({answered}>0,({scores})/({answered}),"")', _shown(mean)),
        "Bobot unsur": (f"={_part(part)}", part),
        "NRR tertimbang": (
            f'=IF(ISNUMBER({at["NRR"]}),{at["NRR"]}*{at["Bobot unsur"]},"")',
            _shown(mean * part),
        ),
    }[label]


def _sum_formula(tabulation: Tabulation, block: _Block, label: str, place: int) -> str:
    first, last = _TABLE_ROW + 1, _TABLE_ROW + len(tabulation.answers)
    answers = f"{xl_rowcol_to_cell(first, place)}:{xl_rowcol_to_cell(last, place)}"
    if not block.weighted:
        return f"={'SUM' if label == _SUMS[0] else 'COUNT'}({answers})"
    weights = xl_range_abs(first, 1, last, 1)
    return (
        f"=SUMPRODUCT({weights},{answers})"
        if label == _SUMS[0]
        else f'=SUMPRODUCT({weights}*({answers}<>""))'
    )


def _part(part: float) -> str:
    """The weight of a question, as one over a whole number where it is that: 1/9 instead of 0.1111."""
    inverse = round(1 / part)
    return f"1/{inverse}" if abs(inverse * part - 1) < 1e-12 else repr(part)


def _shown(value: float, otherwise: str = "") -> float | str:
    return otherwise if math.isnan(value) else value


def _write_result(
    book: Book, page: Worksheet, tabulation: Tabulation, row: int, result: tuple[_Block, str]
) -> None:
    """The index and its mutu again at the top, where they are seen first."""
    block, cell = result
    index = tabulation.index(block.counted(tabulation))
    page.write_string(row, 0, block.title, book.formats["judul-kecil"])
    page.write_formula(row, _FIRST, f"={cell}", book.formats["hasil"], _shown(index, _INCOMPLETE))
    here = str(xl_rowcol_to_cell(row, _FIRST))
    *better, worst = rules.mutu_bounds(tabulation.regime)
    formula = f'"{worst.letter} ({worst.word})"'
    for mutu in reversed(better):
        formula = f'IF(ROUND({here},2)>={mutu.lower},"{mutu.letter} ({mutu.word})",{formula})'
    formula = f'=IF(ISNUMBER({here}),{formula},"")'
    page.write_formula(
        row, _FIRST + 1, formula, book.formats["hasil-teks"], mutu_words(index, tabulation.regime)
    )
