"""Which sheet of a workbook holds the table, and the words its columns are read by."""

from __future__ import annotations

from dataclasses import replace

from iku_helpers.errors import InputError, Problem, did_you_mean
from iku_helpers.inputs.importing.context import Request
from iku_helpers.inputs.importing.grids import Grid, Source
from iku_helpers.inputs.importing.headers import SEARCHED, Head, Table, best_head, table_below
from iku_helpers.inputs.importing.questions import answer_columns, reader_of
from iku_helpers.inputs.importing.vocabulary import Vocabulary, vocabulary
from iku_helpers.inputs.importing.words import plain
from iku_helpers.inputs.layouts import IGNORED
from iku_helpers.numbers import joined


def words_of(request: Request) -> Vocabulary:
    """The words that name this kind's columns."""
    if request.kind != "survei":
        names = tuple(request.files.schema(request.kind).names)
        return vocabulary(request.kind, None, names, request.files.settings.desa.aturan)
    unsur = request.files.survey_unsur(request.kecamatan or "")
    fields = tuple(request.files.survey_schema(request.kecamatan or "").names)
    found = vocabulary("survei", reader_of(unsur), tuple(dict.fromkeys((*fields, *answer_columns(unsur)))))
    return replace(found, is_kecamatan=request.slug_of)


def chosen_tables(source: Source, request: Request) -> list[Table]:
    """The table of the one sheet that holds it, or of those the layout names."""
    grids = _named(source, request)
    words = words_of(request)
    given = {plain(title): field for title, field in request.layout.kolom.items()}

    def recognise(title: str) -> str:
        field = given.get(plain(title))
        if field is not None:
            return "" if field == IGNORED else field
        return words.read(title).field.partition("\t")[0]

    heads = [(grid, best_head(grid, recognise, request.layout.baris_judul)) for grid in grids]
    able = [(grid, head) for grid, head in heads if head is not None]
    if not able:
        raise InputError(_no_header(source, grids, request))
    if request.layout.lembar is None:
        able = _best(able, source, request)
    return [table_below(grid, head, recognise) for grid, head in able]


def _named(source: Source, request: Request) -> list[Grid]:
    wanted = request.layout.lembar
    if wanted is None:
        return list(source.grids)
    names = (wanted,) if isinstance(wanted, str) else wanted
    there = {grid.sheet or "": grid for grid in source.grids}
    for name in names:
        if name not in there:
            hint = did_you_mean(name, list(there))
            message = f"Lembar '{name}' tidak ada{';' + hint if hint else '.'}"
            raise InputError(
                Problem(message, source.name, allowed=joined([sheet for sheet in there if sheet]) or None)
            )
    return [there[name] for name in names]


def _best(able: list[tuple[Grid, Head]], source: Source, request: Request) -> list[tuple[Grid, Head]]:
    """The sheet whose header names most; of several as good, the kecamatan's own, else a person's choice."""
    most = max(head.score for _, head in able)
    best = [(grid, head) for grid, head in able if 2 * head.score > most and _has_rows(grid, head)]
    own = [(grid, head) for grid, head in best if request.slug_of(grid.sheet or "") == request.kecamatan]
    if len(best) > 1 and len(own) == 1 and request.kecamatan is not None:
        return own
    if len(best) > 1:
        names = joined([grid.sheet or "" for grid, _ in best])
        message = f"Beberapa lembar berisi tabel seperti ini: {names}."
        advice = "Sebutkan yang dipakai di tata letak, misalnya 'lembar: [Januari, Februari]'."
        raise InputError(Problem(message, source.name, advice=advice))
    return best or [next((grid, head) for grid, head in able if head.score == most)]


def _has_rows(grid: Grid, head: Head) -> bool:
    return bool((grid.cells.index > head.rows[-1]).any())


def _no_header(source: Source, grids: list[Grid], request: Request) -> Problem:
    if not any(len(grid.cells) for grid in grids):
        return Problem("Berkas tidak berisi satu baris pun.", source.name)
    where = "yang ditunjuk tata letak " if request.layout.baris_judul else ""
    return Problem(
        f"Baris judul kolom {where}tidak ditemukan dalam {SEARCHED} baris pertama.",
        source.name,
        advice="Periksa jenis tabelnya, atau tulis baris_judul dan kolom di tata letak (--tata-letak).",
    )
