"""The page: one file without script, whatever a notebook holds."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from iku_helpers.templates.export import PAGE_MIME, STYLE_MIME, ExportError, css_string, to_html
from iku_helpers.templates.headings import with_contents

FACTS: dict[str, Any] = {"judul": "IKU 2024", "deskripsi": "Ringkas", "kepala": "IKU", "daftar_isi": True}
VOID = {"meta", "link", "br", "img", "hr", "input"}


class Elements(HTMLParser):
    """Every start tag with its attributes, and whether all tags close in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.crossed: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.crossed.append(tag)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.seen if name == tag]


def shown(data: dict[str, Any], **metadata: Any) -> NotebookNode:
    return new_output("display_data", data=data, metadata=metadata)


def notebook(*cells: NotebookNode, facts: dict[str, Any] | None = None) -> NotebookNode:
    head = {"text/html": "<h1>IKU 2024</h1>", PAGE_MIME: FACTS | (facts or {})}
    return new_notebook(cells=[new_code_cell("head(laporan)", outputs=[shown(head)]), *cells])


def body(html: str) -> str:
    return html[html.index("<main") :]


def test_page_stands_alone():
    html = to_html(notebook(new_markdown_cell("## Bab\n\nSatu $x^2$ dan `kode`.")))
    elements = Elements(html)
    policy = next(meta for meta in elements.named("meta") if meta.get("http-equiv"))

    assert elements.named("script") == []
    assert elements.named("html") == [{"lang": "id"}]
    assert "default-src 'none'" in str(policy["content"])
    assert re.findall(r"https?://|//[a-z]", html) == []
    assert elements.crossed == []
    assert elements.open == []


def test_title_and_preview_come_from_the_head():
    html = to_html(notebook(facts={"judul": 'IKU "A" & B', "deskripsi": "13 < 14"}))
    elements = Elements(html)

    assert "<title>IKU &#34;A&#34; &amp; B</title>" in html
    previews = {meta.get("property"): meta.get("content") for meta in elements.named("meta")}
    assert previews["og:title"] == 'IKU "A" & B'
    assert previews["og:description"] == "13 < 14"


def test_a_name_cannot_break_out_of_the_running_head():
    hostile = 'Kec. "</style><script>x</script>'
    html = to_html(notebook(facts={"kepala": hostile, "id": hostile, "judul": hostile, "contoh": hostile}))

    assert html.count("</style>") == 1
    assert Elements(html).named("script") == []


@pytest.mark.parametrize("text", ["Busungbiu", 'a"b\\c', "</style>", "Émile · 2024", "a\nb"])
def test_css_string_reads_back_as_the_text(text):
    """CSS Syntax Level 3, section 4.3.7: an escape is a backslash, hex digits and one white space."""
    quoted = str(css_string(text))
    read = re.sub(r"\\([0-9a-f]+) ", lambda escape: chr(int(escape[1], 16)), quoted[1:-1])

    assert read == text
    assert quoted[0] == quoted[-1] == '"'
    assert set(quoted[1:-1]) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789\\ ")


def test_code_parameters_and_style_leave_no_trace():
    style = shown({"text/html": "<style>.gaya-lab{}</style>", STYLE_MIME: {}})
    html = to_html(
        notebook(
            new_code_cell('kecamatan: str = "rahasia"', metadata={"tags": ["parameters"]}),
            new_code_cell("import pandas as rahasia"),
            new_code_cell("style()", outputs=[style]),
            new_code_cell("1", outputs=[shown({"text/plain": "x", "application/vnd.iku.results+json": {}})]),
        )
    )
    assert "rahasia" not in html
    assert "gaya-lab" not in html
    assert re.sub(r"\s", "", re.search(r"<main[^>]*>(.*)</main>", html, re.DOTALL)[1]) == ""


@pytest.mark.parametrize("tag", ["remove-cell", "remove_cell"])
def test_a_removed_cell_is_gone(tag):
    html = to_html(notebook(new_markdown_cell("buang aku", metadata={"tags": [tag]})))
    assert "buang aku" not in html


@pytest.mark.parametrize("tag", ["remove-output", "remove_output"])
def test_a_removed_output_is_gone(tag):
    cell = new_code_cell("x", outputs=[shown({"text/html": "buang aku"})], metadata={"tags": [tag]})
    assert "buang aku" not in to_html(notebook(cell))


def test_an_analysts_cells_stand_where_they_were_put():
    html = body(
        to_html(
            notebook(
                new_markdown_cell("## Pertama"),
                new_code_cell("x", outputs=[shown({"text/plain": "<tengah>"})]),
                new_code_cell("print()", outputs=[new_output("stream", name="stdout", text="cetak <b>")]),
                new_code_cell("f", outputs=[new_output("stream", name="stderr", text="peringatan pustaka")]),
                new_code_cell(
                    "fig", outputs=[shown({"image/png": "aGFs\n"}, **{"image/png": {"alt": "Alt"}})]
                ),
                new_code_cell(
                    "svg", outputs=[shown({"image/svg+xml": '<?xml version="1.0"?>\n<svg></svg>'})]
                ),
                new_markdown_cell("## Terakhir"),
            )
        )
    )
    order = ["Pertama", "&lt;tengah&gt;", "cetak &lt;b&gt;", 'alt="Alt"', "<svg></svg>", "Terakhir"]
    places = [html.index(text) for text in order]
    assert places == sorted(places)
    assert "peringatan pustaka" not in html
    assert "<?xml" not in html


def test_what_is_printed_in_pieces_is_one_text_however_the_clock_cut_it():
    def page(*pieces: tuple[str, str]) -> str:
        outputs = [new_output("stream", name=name, text=text) for name, text in pieces]
        return to_html(
            notebook(new_code_cell("x", outputs=[*outputs, shown({"text/plain": "batas"}), *outputs]))
        )

    whole = page(("stdout", "satu\ndua\n"))
    assert page(("stdout", "satu\n"), ("stdout", "dua\n")) == whole
    assert page(("stdout", "sa"), ("stderr", "peringatan"), ("stdout", "tu\ndua\n")) == whole
    assert body(whole).count("<pre") == 3


def test_a_script_in_an_output_is_refused():
    cell = new_code_cell("plotly", outputs=[shown({"text/html": "<SCRIPT>draw()</SCRIPT>"})])
    with pytest.raises(ExportError, match="tanpa skrip"):
        to_html(notebook(cell))


def test_formulas_become_mathml():
    folded = shown({"text/html": r'<p class="tex">$$a &lt; \frac{1}{2}$$</p>'})
    html = body(
        to_html(notebook(new_markdown_cell("Nilai $x$ dan Rp5."), new_code_cell("h", outputs=[folded])))
    )

    assert html.count("<math") == 2
    assert "<mfrac>" in html
    assert "$" not in html


@pytest.mark.parametrize(
    ("facts", "said", "watermark"),
    [
        ({"contoh": "Data survei karangan."}, "Data survei karangan.", "DATA CONTOH"),
        ({"draf": True}, "belum disahkan", "RANCANGAN"),
        (
            {"draf": True, "contoh": "Data survei karangan."},
            "Data survei karangan.",
            r"RANCANGAN\A DATA CONTOH",
        ),
    ],
)
def test_sample_data_and_draft_are_marked(facts, said, watermark):
    html = to_html(notebook(facts=facts))
    assert said in html
    assert f'body::before {{ content: "{watermark}"; }}' in html


def test_a_final_report_of_real_data_bears_no_mark():
    html = to_html(notebook())
    assert "pita-" not in body(html)
    assert "body::before { content:" not in html


def test_contents_list_every_chapter_once_with_an_id_of_its_own():
    html = to_html(
        notebook(*(new_markdown_cell(f"## {title}") for title in ("Asal data", "Metode", "Metode")))
    )
    elements = Elements(html)
    targets = [link["href"] for link in elements.named("a") if str(link.get("href", "")).startswith("#")]
    ids = [attributes["id"] for _, attributes in elements.seen if "id" in attributes]

    assert targets == ["#isi", "#asal-data", "#metode", "#metode-2"]
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in targets} <= set(ids)


def test_an_id_that_is_given_is_kept():
    contents = with_contents('<h2 id="sendiri">A</h2><h2>Sendiri</h2>')
    assert [identity for identity, _ in contents.chapters] == ["sendiri", "sendiri-2"]


def test_equal_notebooks_give_equal_bytes():
    cells = [new_markdown_cell("## A\n\n$y$"), new_code_cell("x", outputs=[shown({"text/html": "<p>b</p>"})])]
    assert to_html(notebook(*cells)) == to_html(notebook(*cells))
