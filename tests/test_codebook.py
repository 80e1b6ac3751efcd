"""The codebook and the schema in params/ say what the models say."""

from __future__ import annotations

import json

import yaml

from iku_helpers.inputs import codebook, schemas
from iku_helpers.inputs.settings import YearSettings
from iku_helpers.inputs.year_files import YEARLY_TABLES


def test_the_codebook_has_not_drifted(root):
    shipped = (root / "params" / "README.md").read_text("utf-8")

    assert shipped == codebook.codebook(), "jalankan: python -m iku_helpers.inputs.codebook"


def test_the_schema_has_not_drifted(root):
    shipped = (root / "params" / "tahun.schema.json").read_text("utf-8")

    assert shipped == codebook.schema(), "jalankan: python -m iku_helpers.inputs.codebook"


def test_every_shipped_tahun_yml_points_to_the_schema(root):
    for path in (root / "params").glob("*/tahun.yml"):
        lead = path.read_text("utf-8").splitlines()[0]
        assert lead == "# yaml-language-server: $schema=../tahun.schema.json"


def test_every_key_of_a_shipped_tahun_yml_is_in_the_codebook(root):
    text = codebook.codebook()
    for path in (root / "params").glob("*/tahun.yml"):
        for key, value in yaml.safe_load(path.read_text("utf-8")).items():
            assert f"`{key}`" in text
            if key in {"kabupaten", "survei", "desa", "administrasi", "renstra"}:
                assert all(f"`{key}.{inner}`" in text for inner in value)


def test_every_column_of_a_shipped_table_is_in_the_codebook_with_what_it_may_hold(root):
    text = codebook.codebook()
    for table in (*YEARLY_TABLES, "survei/busungbiu"):
        header = (root / f"params/2024/{table}.csv").read_text("utf-8").splitlines()[0].split(",")
        part = text[text.index(f"## TAHUN/{table.replace('busungbiu', 'KECAMATAN')}.csv") :]
        for name in header:
            if name not in {f"U{order}" for order in range(2, 10)}:
                assert f"| `{name}` |" in part


def test_every_column_says_what_it_means_and_reads_its_own_example():
    for schema in (*schemas.BY_NAME.values(), schemas.INDEKS_DESA, schemas.survey(("U1",))):
        for column in schema.columns:
            assert column.meaning
            assert column.allowed
            if column.example:
                column.reader(column.example)


def test_the_schema_knows_every_key_and_refuses_the_rest():
    schema = json.loads(codebook.schema())

    assert set(schema["properties"]) == set(YearSettings.model_fields)
    assert schema["additionalProperties"] is False
    assert set(schema["required"]) == {"tahun", "kabupaten", "survei", "desa", "administrasi"}
    assert schema["$defs"]["Survey"]["properties"]["cara"]["enum"] == ["acak", "kuota", "sukarela"]
