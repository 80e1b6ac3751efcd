"""A Word file, the same bytes at every build; its tables suit a screen reader and break well over pages.

python-docx gives the package, the styles and the properties. The text is handed to it as WordprocessingML in
one piece: made paragraph by paragraph and cell by cell it would take several times as long.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from iku_helpers.errors import IkuError

_TEXT_WIDTH = 9070  # twips, as the two below: 160 mm
_LETTER = 132
_PADDING = 290
_LONGEST = 34
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_TABLE = (
    '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>'
    '<w:tblLook w:firstRow="1"/><w:tblCaption w:val="{caption}"/></w:tblPr>'
    "<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
)


class DocxError(IkuError):
    """The Word file cannot be made on this machine."""


@dataclass
class DocxFile:
    """A document under way."""

    document: Any
    body: list[str] = field(default_factory=list)
    tables: int = 0

    @classmethod
    def begin(cls, title: str, *, author: str, year: int) -> DocxFile:
        """An empty A4 document in Indonesian, dated the last day of ``year``.

        Raises ``DocxError`` without python-docx (extra ``docx``): no report depends on it.
        """
        try:
            import docx
        except ImportError as error:
            raise DocxError(
                "Berkas Word tidak dapat dibuat: python-docx belum terpasang "
                "(pip install 'iku-workbook[docx]')."
            ) from error
        document = docx.Document()
        _set_up(document)
        told = document.core_properties
        told.title, told.author, told.last_modified_by = (_clean(text) for text in (title, author, author))
        told.comments, told.language, told.revision = "", "id-ID", 1
        told.created = told.modified = dt.datetime(year, 12, 31)  # noqa: DTZ001
        return cls(document)

    def heading(self, text: str, level: int) -> None:
        """A heading that Word's own table of contents finds."""
        self.body.append(_paragraph(text, look=f'<w:pStyle w:val="Heading{level}"/>'))

    def paragraph(self, text: str) -> None:
        """A paragraph; nothing for an empty text."""
        if text.strip():
            self.body.append(_paragraph(text))

    def table(self, caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A Word table under its caption: the head repeats on every page, no row breaks over two."""
        self.tables += 1
        self.body.append(
            _paragraph(f"Tabel {self.tables}. {caption}", look='<w:pStyle w:val="Caption"/><w:keepNext/>')
        )
        numeric = [_is_numeric(column) for column in zip(*rows, strict=True)] or [False] * len(head)
        lines = "".join(_row(texts, numeric, is_head=order == 0) for order, texts in enumerate([head, *rows]))
        self.body.append(_TABLE.format(caption=_text(caption), grid=_grid([head, *rows]), rows=lines))
        self.body.append("<w:p/>")  # without a paragraph between them Word joins two tables

    def content(self) -> bytes:
        """The file; its parts carry one fixed date, since python-docx would write the hour."""
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        body = self.document.element.body
        written = parse_xml(f"<w:body {nsdecls('w')}>{''.join(self.body)}</w:body>")
        for element in list(written):
            body.sectPr.addprevious(element)
        out = io.BytesIO()
        self.document.save(out)
        return _undated(out.getvalue())


def _set_up(document: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(25)
    document.styles["Normal"].font.size = Pt(11)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "id-ID")


def _paragraph(text: str, *, look: str = "", run: str = "") -> str:
    run = f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{_text(text)}</w:t></w:r>'
    return f"<w:p><w:pPr>{look}</w:pPr>{run}</w:p>"


def _row(texts: Sequence[str], numeric: Sequence[bool], *, is_head: bool) -> str:
    looks = ('<w:spacing w:after="0"/>' + '<w:jc w:val="right"/>' * right for right in numeric)
    run = "<w:b/>" * is_head + '<w:sz w:val="20"/>'
    paragraphs = (_paragraph(text, look=look, run=run) for text, look in zip(texts, looks, strict=True))
    cells = "".join(f"<w:tc><w:tcPr/>{paragraph}</w:tc>" for paragraph in paragraphs)
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' * is_head}</w:trPr>{cells}</w:tr>"


def _grid(rows: Sequence[Sequence[str]]) -> str:
    """Widths of the columns: each holds its longest word, and longer texts share what is left of the page."""
    columns = list(zip(*rows, strict=True))
    words = [max(len(word) for text in column for word in text.split() or [""]) for column in columns]
    texts = [max(map(len, column)) for column in columns]
    left = max(0, _TEXT_WIDTH - sum(word * _LETTER + _PADDING for word in words))
    more = [1 + min(text, _LONGEST) - min(word, _LONGEST) for text, word in zip(texts, words, strict=True)]
    widths = [
        word * _LETTER + _PADDING + left * extra // sum(more) for word, extra in zip(words, more, strict=True)
    ]
    return "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)


def _is_numeric(texts: Sequence[str]) -> bool:
    """Whether a column holds printed figures, so that it is set to the right."""
    figures = [text for text in texts if text.strip("–")]
    return bool(figures) and all(set(text) <= set("0123456789.,%+−") for text in figures)


def _clean(text: str) -> str:
    """Text without the control characters that XML cannot hold."""
    return "".join(char for char in text if char >= " " or char in "\t\n")


def _text(text: str) -> str:
    """Text escaped for XML, also as an attribute."""
    return escape(_clean(text), {'"': "&quot;"})


def _undated(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(entry, before.read(name))
    return out.getvalue()
