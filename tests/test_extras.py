"""Files beside the page: lifted out of the notebook, made on request, asked for once and kept up to date."""

from __future__ import annotations

import base64
import importlib.util

import nbformat
import pytest

from iku_helpers.batch import plan
from iku_helpers.batch import run as batch
from iku_helpers.batch.attachments import FILES_MIME, AttachmentError, attachments
from iku_helpers.batch.extras import missing, parameters, pdf_of, require_libraries
from iku_helpers.batch.ledger import Entry, Ledger
from iku_helpers.batch.notebook import read_notebook
from iku_helpers.errors import RequestError
from iku_helpers.inputs.slices import Slicer

PAGE = "laporan-iku-busungbiu-2024"


def notebook(*files: tuple[str, str]) -> nbformat.NotebookNode:
    """A notebook whose one cell displays these names and base64 contents."""
    cell = nbformat.v4.new_code_cell("lampiran")
    told = [{"nama": name, "isi": content} for name, content in files]
    cell.outputs = [nbformat.v4.new_output("display_data", {FILES_MIME: told, "text/plain": "Berkas"})]
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("prosa"), cell])


def encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()


def test_the_displays_of_pages_are_what_the_batch_reads():
    from iku_helpers.pages.annexes import FILES_MIME as DISPLAYED
    from iku_helpers.pages.annexes import Attachment

    bundle = Attachment("lampiran.xlsx", b"\x00PK")._repr_mimebundle_()
    cell = nbformat.v4.new_code_cell("lampiran")
    cell.outputs = [nbformat.v4.new_output("display_data", bundle)]

    assert DISPLAYED == FILES_MIME
    found = attachments(nbformat.v4.new_notebook(cells=[cell]), PAGE)
    assert found == {f"{PAGE}-lampiran.xlsx": b"\x00PK"}


@pytest.mark.parametrize("name", ["", ".ssh", "../x", "a/b", "a\\b", "C:a", "a\0"])
def test_a_name_that_leaves_the_report_s_folder_is_refused(name):
    with pytest.raises(AttachmentError, match="tidak sah"):
        attachments(notebook((name, "")), PAGE)


def test_two_files_of_one_name_are_refused():
    with pytest.raises(AttachmentError, match="Dua berkas"):
        attachments(notebook(("a.xlsx", ""), ("a.xlsx", "")), PAGE)


def test_a_content_that_is_not_base64_is_refused():
    with pytest.raises(AttachmentError, match="rusak"):
        attachments(notebook(("a.xlsx", "bukan base64!")), PAGE)


@pytest.mark.parametrize(
    ("asked", "declared", "told"),
    [
        (("docx",), ("tahun", "word"), {"word": True}),
        (("docx", "pdf"), ("tahun",), {}),
        (("pdf",), ("tahun", "word"), {}),
        ((), ("word",), {}),
    ],
)
def test_only_a_notebook_that_can_is_asked_for_word(asked, declared, told):
    assert parameters(asked, declared) == told


def test_laporan_iku_can_make_word(root):
    notebook = read_notebook(root / "notebooks" / "laporan-iku.ipynb")

    assert notebook.parameters["word"] == "bool"


def test_a_pdf_stands_beside_its_page():
    pytest.importorskip("weasyprint", exc_type=ImportError)
    files = pdf_of(f"{PAGE}.html", "<p>isi</p>", ("pdf",))

    assert list(files) == [f"{PAGE}.pdf"]
    assert files[f"{PAGE}.pdf"].startswith(b"%PDF-")
    assert pdf_of(f"{PAGE}.html", "<p>isi</p>", ("docx",)) == {}


@pytest.mark.parametrize(
    ("asked", "made", "reason"),
    [
        ((), (), None),
        ((), ("pdf",), None),
        (("pdf",), ("pdf",), None),
        (("pdf",), (), "belum ada berkas PDF"),
        (("pdf", "docx"), (), "belum ada berkas Word dan PDF"),
        (("pdf", "docx"), ("docx",), "belum ada berkas PDF"),
    ],
)
def test_a_fresh_report_is_made_again_only_for_a_file_it_lacks(asked, made, reason):
    assert missing(asked, made) == reason


def test_what_was_asked_for_once_is_planned_again(project):
    """The report that had a PDF keeps having one although this run does not ask."""
    made = project("kecil")
    (planned,) = batch.survey(made.request(kecamatan=("busungbiu",), extras=("pdf",)))
    assert planned.extras == ("pdf",)
    ledger = Ledger(made.outputs)
    ledger.made(planned.job.id, Entry(planned.parts, {}, 1.0, None, planned.extras))
    made.outputs.mkdir(exist_ok=True)
    ledger.save()

    read = Ledger(made.outputs)
    request = made.request(kecamatan=("busungbiu",))
    (again,) = batch.planned(request, plan.jobs(request), Slicer(made.params), read)

    assert (again.extras, again.reason) == (("pdf",), None)


def test_a_missing_word_library_is_one_sentence_before_anything_begins(monkeypatch):
    monkeypatch.setattr(
        "iku_helpers.batch.extras.find_spec",
        lambda name: None if name == "docx" else importlib.util.find_spec(name),
    )

    with pytest.raises(RequestError, match="python-docx belum terpasang"):
        require_libraries({"docx"})
