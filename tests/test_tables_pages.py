"""Tables of the pages: readable by machine and ear, escaped, the same bytes every time."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

import pytest

from iku_helpers.pages.blocks import (
    Block,
    bullets,
    details,
    finding,
    formula,
    note,
    paragraph,
    plain,
    together,
)
from iku_helpers.pages.tables import SAMPLE_MARK, Column, Group, Table

HOSTILE = "<script>alert(\"x\")</script> & 'y'"


def table(**changes: object) -> Table:
    given: dict[str, object] = {
        "id": "tabel-uji",
        "caption": "Capaian",
        "columns": [Column("Desa"), Column("Nilai", "angka", "0 sampai 1"), Column("Hasil", "tengah")],
        "groups": [
            Group([["Sepang", "0,7875", "Baik"]], "Belum: 1 desa", bold=True),
            Group([["Titab", "0,8", "x"]]),
        ],
    }
    return Table(**(given | changes))  # type: ignore[arg-type]


def parsed(shown: Table) -> ElementTree.Element:
    """The table as XML: fails unless every element closes."""
    return ElementTree.fromstring(f"<div>{shown._repr_html_()}</div>".replace("&nbsp;", " "))


def test_every_cell_is_reached_by_a_header():
    tree = parsed(table())
    heads = tree.findall(".//thead//th")
    assert [head.get("scope") for head in heads] == ["col", "col", "col"]
    assert {row[0].get("scope") for row in tree.findall(".//tbody/tr")} == {"row", "rowgroup"}
    assert tree.find(".//caption").text.strip() == "Capaian"


def test_unit_stands_in_the_head_and_numbers_are_right_aligned():
    tree = parsed(table())
    head = tree.findall(".//thead//th")[1]
    assert "0 sampai 1" in "".join(head.itertext())
    cells = [row[1].get("class") for row in tree.findall(".//tbody/tr") if len(row) == 3]
    assert cells == ["angka", "angka"]


def test_names_are_escaped_wherever_they_stand():
    hostile = table(
        caption=HOSTILE,
        subtitle=HOSTILE,
        notes=(HOSTILE,),
        columns=[Column(HOSTILE), Column(HOSTILE, "angka", HOSTILE)],
        groups=[Group([[HOSTILE, HOSTILE]], HOSTILE)],
        foot=[HOSTILE, HOSTILE],
        stacked=True,
    )
    assert "<script" not in hostile._repr_html_()
    words = 1 + 1 + (2 + 1) + 1 + 2 + 2 + 1  # caption, subtitle, heads and a unit, group, row, foot, note
    assert plain(hostile._repr_html_()).count(HOSTILE) == words


def test_stacked_rows_carry_their_labels():
    html = table(stacked=True)._repr_html_()
    assert re.findall(r'data-label="([^"]+)"', html)[:2] == ["Nilai 0 sampai 1", "Hasil"]


def test_sample_data_are_said_under_the_table():
    assert SAMPLE_MARK in table().as_sample()._repr_html_()
    assert SAMPLE_MARK not in table().as_sample(False)._repr_html_()


def test_a_row_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError, match="zip"):
        table(groups=[Group([["Sepang", "0,7875"]])])._repr_html_()


def test_the_same_table_is_the_same_bytes():
    assert table()._repr_html_() == table()._repr_html_()


def test_blocks_escape_their_words():
    shown = together(
        paragraph(HOSTILE, HOSTILE),
        bullets([HOSTILE, finding(HOSTILE, HOSTILE)]),
        note(HOSTILE),
        details(HOSTILE, formula("a < b")),
    )
    assert "<script" not in str(shown.html)
    assert shown.text.count(HOSTILE) == 7
    assert "a &lt; b" in str(shown.html)


def test_nothing_to_say_leaves_nothing():
    assert [str(block.html) for block in (paragraph("", ""), bullets(["", ""]), together(None))] == [
        "",
        "",
        "",
    ]


def test_a_block_reads_as_its_words():
    assert repr(paragraph("Dua desa.", "Pasti & tetap.")) == "Dua desa. Pasti & tetap."
    assert isinstance(together(), Block)
