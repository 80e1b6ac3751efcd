"""Text tables: which encoding, which separator, and the cells as text."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter

import pandas as pd
import pyarrow as pa
from pyarrow import compute as pc
from pyarrow import csv as arrow_csv

from iku_helpers.inputs.importing.grids import CELL_LIMIT, Grid, refuse, trimmed

SEPARATORS = ("\t", ";", "|", ",")
WIDEST = 2_000
_CONTROL = bytes([*range(9), *range(14, 32)])
_INVISIBLE = ("\u200b", "\ufeff", "\u200e")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TYPED_AS_TEXT = re.compile(r"'(?=\d)")
"""The apostrophe by which people keep Excel from taking digits for a number, where it begins a cell."""
_NOT_TEXT = "Isinya bukan teks dan bukan format tabel yang dikenal (csv, xlsx, xls, ods, parquet, gz)."


def read_delimited(content: bytes, file: str) -> Grid:
    """The table in a text file of any separator and any of the usual encodings."""
    text = decoded(content, file)
    separator, skipped = separator_of(text)
    if skipped:
        # Excel's own "sep=;" line: blanked rather than cut, so that row numbers stay those of the file.
        text = re.sub(r"\A[^\n]*", "", text)
    cells = _cells(text, separator, file)
    return Grid(file, trimmed(cells))


def decoded(content: bytes, file: str) -> str:
    """``content`` as text with plain line ends: UTF-8, UTF-16 or UTF-32, else CP1252."""
    for encoding in [*_likely(content), "utf-8", "cp1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        wide = encoding.startswith(("utf-16", "utf-32"))
        plain = text.encode("utf-8", "surrogatepass") if wide else content
        if len(plain.translate(None, _CONTROL)) == len(plain):
            return _visible(text.replace("\r\n", "\n").replace("\r", "\n"))
        break
    raise refuse(_NOT_TEXT, file)


def _visible(text: str) -> str:
    """``text`` without the invisible characters that make two equal cells unequal."""
    for sign in _INVISIBLE:
        text = text.replace(sign, "")
    if "'" in text:
        text = _TYPED_AS_TEXT.sub(lambda sign: "" if _begins_cell(sign) else "'", text)
    return text.replace("\u00a0", " ")


def _begins_cell(sign: re.Match[str]) -> bool:
    return sign.start() == 0 or sign.string[sign.start() - 1] in ',;\t|"\n'


def _likely(content: bytes) -> list[str]:
    marked = [encoding for bom, encoding in _BOMS if content.startswith(bom)]
    if marked:
        return marked[:1]
    head = content[:400]
    if len(head) >= 4 and head[1::2].count(0) > 0.4 * len(head[1::2]):
        return ["utf-16-le"]
    if len(head) >= 4 and head[::2].count(0) > 0.4 * len(head[::2]):
        return ["utf-16-be"]
    return []


def separator_of(text: str) -> tuple[str, bool]:
    """The separator, and whether the first line only declares it.

    A semicolon file of decimal commas splits evenly at commas too, so the comma is tried last.

    >>> separator_of("kode;iks;ike\\n5108032001;0,8457;0,5833\\n")
    (';', False)
    """
    declared = re.match(r'\A"?sep=(.)"?\n', text)
    if declared:
        return declared.group(1), True
    sample = text[:65_536]
    lines = sample.split("\n")[: 200 if len(text) <= len(sample) else -1]
    for separator in SEPARATORS:
        widths = _widths(lines, separator)
        if widths:
            width, times = Counter(widths).most_common(1)[0]
            if width > 1 and times >= 0.6 * len(widths):
                return separator, False
    return max(SEPARATORS, key=lambda separator: sample.count(separator) if separator != "," else 0.5), False


def _widths(lines: list[str], separator: str) -> list[int]:
    try:
        rows = list(csv.reader(lines, delimiter=separator))
    except csv.Error:
        return []
    return [len(row) for row in rows if any(cell.strip() for cell in row)]


def _cells(text: str, separator: str, file: str) -> pd.DataFrame:
    table = _even(text, separator, max(_widths(text[:65_536].split("\n")[:50], separator), default=1))
    if table is not None:
        table.index = pd.RangeIndex(1, len(table) + 1)
        return table
    width = max((line.count(separator) for line in text.split("\n")), default=0) + 1
    if width > WIDEST or width * text.count("\n") > CELL_LIMIT * 4:
        raise refuse(
            f"Satu baris berisi {width} kolom; ini bukan tabel.", file, allowed=f"paling banyak {WIDEST}"
        )
    table = _uneven(text, separator, width, file)
    table.index = pd.RangeIndex(1, len(table) + 1)
    return table


def _even(text: str, separator: str, width: int) -> pd.DataFrame | None:
    """The quick way, for files whose every line has the same number of fields; else None."""
    names = [str(place) for place in range(width)]
    try:
        table = arrow_csv.read_csv(
            io.BytesIO(text.encode()),
            read_options=arrow_csv.ReadOptions(column_names=names, block_size=8 << 20),
            parse_options=arrow_csv.ParseOptions(
                delimiter=separator, newlines_in_values='"' in text, ignore_empty_lines=False
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types={name: pa.large_string() for name in names}, strings_can_be_null=False
            ),
        )
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return None
    columns = {
        place: pd.Series(clean(table.column(place)), dtype="str") for place in range(table.num_columns)
    }
    return pd.DataFrame(columns)


def _uneven(text: str, separator: str, width: int, file: str) -> pd.DataFrame:
    try:
        table = pd.read_csv(
            io.StringIO(text),
            header=None,
            names=list(range(width)),
            sep=separator,
            dtype="str",
            keep_default_na=False,
            na_filter=False,
            skip_blank_lines=False,
            index_col=False,
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        if isinstance(error, pd.errors.EmptyDataError):
            return pd.DataFrame({0: pd.Series([], dtype="str")})
        raise refuse(
            "Tanda kutip dibuka tetapi tidak ditutup, sehingga baris tidak dapat dipisah.", file
        ) from None
    table = table.fillna("")
    return pd.DataFrame(
        {place: pd.Series(clean(pa.array(table[place].astype("str"))), dtype="str") for place in table}
    )


def clean(column: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """Text without spaces at its ends."""
    return pc.utf8_trim_whitespace(pc.fill_null(pc.cast(column, pa.large_string()), ""))
