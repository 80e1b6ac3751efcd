"""``to_html``: an executed notebook as one whole page that needs no script, no network and no second file.

The page's own facts (title, running head, sample data, draft) travel inside the notebook: the head object
of ``pages`` displays them as ``application/vnd.iku.page+json``. So whoever calls this knows no statistics.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from itertools import groupby
from pathlib import Path
from typing import Any

from markupsafe import Markup
from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode
from traitlets.config import Config

from iku_helpers.errors import IkuError
from iku_helpers.templates.headings import with_contents
from iku_helpers.templates.mathml import mathml

PAGE_MIME = "application/vnd.iku.page+json"
STYLE_MIME = "application/vnd.iku.style+json"
_TEMPLATES = Path(__file__).parent
_HIDDEN = {"remove-cell", "remove_cell"}
_SILENT = {"remove-output", "remove_output", "remove-outputs", "remove_outputs"}
_XML_PROLOG = re.compile(r"^\s*(<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|\s)*(?=<svg)", re.DOTALL)
_FORMULA = re.compile(r'<p class="tex">\$\$(.*?)\$\$</p>', re.DOTALL)
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)


class ExportError(IkuError):
    """A notebook holds something that a page without script and network cannot carry."""


class _Renderer(IPythonRenderer):
    """nbconvert's markdown, with formulas turned into MathML instead of being left to MathJax."""

    def block_math(self, body: str) -> str:
        return mathml(body.strip().strip("$"), display=True)

    def heading(self, text: str, level: int, **_: Any) -> str:
        return f"<h{level}>{text}</h{level}>\n"  # ids come later, unique over the whole page

    def inline_math(self, body: str) -> str:
        return mathml(body.strip().strip("$"))


def markdown(source: str, attachments: dict[str, Any] | None = None) -> Markup:
    """Markdown of a prose cell as HTML."""
    renderer = _Renderer(escape=False, attachments=attachments or {}, exclude_anchor_links=True)
    return Markup(MarkdownWithMath(renderer=renderer).render(source))


def inline_svg(source: str) -> Markup:
    """An SVG output without the prolog that only a file of its own may have."""
    return Markup(_XML_PROLOG.sub("", source, count=1))


def with_formulas(html: str) -> Markup:
    """An HTML output with the formulas that ``pages`` left in it as MathML."""
    return Markup(_FORMULA.sub(lambda match: f"<p>{mathml(unescape(match[1]).strip(), True)}</p>", html))


def css_string(text: str) -> Markup:
    """``text`` as a CSS string: everything but letters, digits and blanks becomes an escape.

    So a name can never close the string, nor the style element around it.
    """
    escaped = (
        char if char.isascii() and (char.isalnum() or char == " ") else f"\\{ord(char):x} " for char in text
    )
    return Markup(f'"{"".join(escaped)}"')


class PageExporter(TemplateExporter):
    """nbconvert with the template ``laporan``.

    ``HTMLExporter`` is left aside: it parses the whole page anew to focus code cells, which are not shown
    here, and lowers the case of SVG attributes by that.
    """

    output_mimetype = "text/html"

    def _default_preprocessors_default(self) -> list[str]:
        """None: what is shown is chosen by :func:`_shown`; each would only check the whole notebook anew."""
        return []

    def _template_name_default(self) -> str:
        return "laporan"

    def _file_extension_default(self) -> str:
        return ".html"

    def default_filters(self) -> Iterator[tuple[str, Any]]:
        yield from super().default_filters()  # type: ignore[no-untyped-call]
        yield "iku_markdown", markdown
        yield "inline_svg", inline_svg
        yield "with_formulas", with_formulas
        yield "css_string", css_string
        yield "with_contents", with_contents


@cache
def _exporter() -> PageExporter:
    config = Config()
    config.TemplateExporter.extra_template_basedirs = [str(_TEMPLATES)]
    config.TemplateExporter.extra_template_paths = [str(_TEMPLATES / "laporan")]
    return PageExporter(config=config)  # type: ignore[no-untyped-call]


def fill_caches() -> None:
    """The template, compiled before it is needed: once for all workers forked from one process."""
    _exporter().template  # noqa: B018


def _tags(cell: NotebookNode) -> set[str]:
    return set(cell.metadata.get("tags", ()))


def _shown(notebook: NotebookNode) -> Iterator[dict[str, Any]]:
    """The cells that leave a trace, each a kind and its content."""
    for cell in notebook.cells:
        if _tags(cell) & _HIDDEN:
            continue
        if cell.cell_type == "markdown":
            yield {"prose": cell.source, "attachments": cell.get("attachments", {})}
        elif cell.cell_type == "code" and not _tags(cell) & _SILENT:
            yield from ({"output": output} for output in _content(cell))


def _content(cell: NotebookNode) -> Iterator[NotebookNode]:
    """The outputs that belong on the page. What was printed arrives in pieces cut by the clock: one text."""
    kept = (output for output in cell.outputs if _is_content(output))
    for printed, outputs in groupby(kept, key=lambda output: output.output_type == "stream"):
        if printed:
            text = "".join(output.text for output in outputs)
            yield NotebookNode(output_type="stream", name="stdout", text=text)  # type: ignore[no-untyped-call]
        else:
            yield from outputs


def _is_content(output: NotebookNode) -> bool:
    """Whether an output belongs on the page: not the look for JupyterLab, not a library's warning."""
    if output.output_type == "stream":
        return bool(output.name == "stdout")
    return output.output_type in ("display_data", "execute_result") and STYLE_MIME not in output.data


def page_facts(notebook: NotebookNode) -> dict[str, Any]:
    """What the notebook's head says of the page; of a notebook without one, only its own title."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if PAGE_MIME in output.get("data", {}):
                return dict(output.data[PAGE_MIME])
    return {"judul": notebook.metadata.get("title", "Laporan"), "daftar_isi": True}


def to_html(notebook: NotebookNode) -> str:
    """``notebook``, executed without an error, as one HTML page; equal notebooks give equal bytes.

    Raises ``ExportError`` when an output carries a script: the page forbids them, so nothing would show.
    """
    resources = {"cells": list(_shown(notebook)), "page": page_facts(notebook), "page_mime": PAGE_MIME}
    html, _ = _exporter().from_notebook_node(notebook, resources=resources)
    if _SCRIPT.search(html):
        raise ExportError(
            "Sebuah keluaran notebook memuat skrip, padahal laporan harus utuh tanpa skrip. "
            "Pakailah gambar SVG atau PNG."
        )
    return html if html.endswith("\n") else html + "\n"
