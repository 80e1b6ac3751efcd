"""The PDF of a page: tagged, the same bytes, in the colours of the page, loading nothing."""

from __future__ import annotations

import builtins
import contextlib
import re
import shutil
import socket
import subprocess
import zlib

import nbformat
import pytest

from iku_helpers.templates.export import to_html
from iku_helpers.templates.pdf import PdfError, to_pdf

try:
    import weasyprint  # noqa: F401
except (ImportError, OSError) as missing:
    pytest.skip(f"WeasyPrint or Pango is not installed: {missing}", allow_module_level=True)

DRAWING = """
<figure class="gambar"><p class="gambar-judul">Satu batang</p><div class="gambar-lukisan">
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 20" width="100" height="20" class="lukis lebar"
 role="img" aria-label="Batang penuh"><rect class="ia" width="100" height="20"/></svg>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 50 10" width="50" height="10" class="lukis sempit"
 role="img" aria-label="Batang sempit"><text class="l" y="8">hanya ponsel</text></svg></div></figure>
<details class="cara"><summary>Cara</summary><p>terlipat</p></details>
"""


def output(html: str) -> nbformat.NotebookNode:
    cell = nbformat.v4.new_code_cell("gambar()")
    cell.outputs = [nbformat.v4.new_output("display_data", {"text/html": html})]
    return cell


def exported(*cells: nbformat.NotebookNode) -> str:
    notebook = nbformat.v4.new_notebook(cells=list(cells))
    notebook.metadata.title = "Laporan IKU Busungbiu 2024"
    return to_html(notebook)


@pytest.fixture(scope="module")
def html() -> str:
    table = "<table><caption>Unsur</caption><tr><th scope=col>U1</th></tr><tr><td>3,43</td></tr></table>"
    prose = nbformat.v4.new_markdown_cell("## Ringkasan\n\nDua dari tiga indikator mencapai target.")
    return exported(prose, output(DRAWING), output(table))


@pytest.fixture(scope="module")
def pdf(html, tmp_path_factory):
    """The file of the page, for the poppler tools."""
    path = tmp_path_factory.mktemp("pdf") / "laporan.pdf"
    path.write_bytes(to_pdf(html))
    return path


def inflated(content: bytes) -> bytes:
    """The file with its compressed parts readable."""
    parts = [content]
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        with contextlib.suppress(zlib.error):
            parts.append(zlib.decompress(stream))
    return b"\n".join(parts)


def tool(name: str, *arguments: str) -> str:
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed (apt-get install poppler-utils)")
    return subprocess.run([name, *arguments], check=True, capture_output=True, text=True, timeout=60).stdout


def test_equal_pages_give_equal_bytes(html, pdf):
    assert to_pdf(html) == pdf.read_bytes()


def test_identifier_follows_the_content_and_no_hour_is_kept(html, pdf):
    other = to_pdf(html.replace("Dua dari tiga", "Tiga dari tiga"))
    first, second = (
        re.search(rb"/ID\s*\[.*?\]", content, re.DOTALL)[0] for content in (pdf.read_bytes(), other)
    )

    assert first != second
    assert re.findall(rb"CreationDate|ModDate|xmp:\w+Date", inflated(pdf.read_bytes())) == []


def test_file_is_tagged_and_says_its_language_title_and_standard(pdf):
    told = tool("pdfinfo", str(pdf))

    assert re.search(r"Title:\s+Laporan IKU Busungbiu 2024", told)
    assert re.search(r"Tagged:\s+yes", told)
    content = inflated(pdf.read_bytes())
    assert b'pdfuaid:part="1"' in content
    assert re.search(rb"/Lang\s*\(id\)", content)


def test_headings_tables_and_drawings_are_tagged_as_such(pdf):
    tags = tool("pdfinfo", "-struct", str(pdf))

    for tag in ("H2", "Table", "TH", "TD", "Figure"):
        assert re.search(rf"^\s*{tag}\b", tags, re.MULTILINE), tag
    assert b"/Alt (Batang penuh)" in inflated(pdf.read_bytes())


def test_text_is_text_and_what_print_leaves_out_is_left_out(pdf):
    words = tool("pdftotext", str(pdf), "-")

    assert "Dua dari tiga indikator mencapai target." in words
    assert "Halaman 1 dari 1" in words
    assert "terlipat" not in words
    assert "hanya ponsel" not in words


def test_a_drawing_has_the_light_colour_of_the_page(pdf, tmp_path):
    """The accent is #0b5cad (the look's tokens); without the page's style sheet the bar would be black."""
    tool("pdftoppm", "-r", "40", str(pdf), str(tmp_path / "halaman"))
    pixels = (tmp_path / "halaman-1.ppm").read_bytes()

    assert pixels.count(bytes.fromhex("0b5cad")) > 100


def test_nothing_is_loaded_from_outside(monkeypatch):
    asked: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _, address: asked.append(address))
    page = exported(
        output(
            '<p>isi</p><img alt="x" src="http://127.0.0.1:9/x.png"><img alt="y" src="file:///etc/hostname">'
        )
    )

    assert to_pdf(page).startswith(b"%PDF")
    assert asked == []


@pytest.mark.parametrize("failure", [ImportError("no weasyprint"), OSError("cannot load library 'libpango'")])
def test_a_missing_library_is_one_sentence(monkeypatch, failure):
    genuine = builtins.__import__

    def without(name, *arguments):
        if name.startswith("weasyprint"):
            raise failure
        return genuine(name, *arguments)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(PdfError, match=r"pasang WeasyPrint .* Pango .* Keterangan: "):
        to_pdf("<p>x</p>")
