"""The printed contract names everything that the schema declares, and the page in docs is current."""

import json
from pathlib import Path

from xlkinerja.schema.export import schema_json, schema_markdown
from xlkinerja.schema.standard import STANDARD

PAGE = Path(__file__).parents[2] / "docs" / "buku-kerja.md"


def test_json_holds_every_sheet_table_column_and_entry():
    data = json.loads(json.dumps(schema_json()))
    assert [s["name"] for s in data["sheets"]] == [s.name for s in STANDARD.sheets]
    for spec, sheet in zip(STANDARD.sheets, data["sheets"], strict=True):
        assert [e["key"] for e in sheet["entries"]] == [e.key for e in spec.entries]
        for table, printed in zip(spec.tables, sheet["tables"], strict=True):
            assert [c["heading"] for c in printed["columns"]] == [c.heading for c in table.columns]


def test_json_says_who_fills_and_what_is_computed():
    sheets = {s["name"]: s for s in schema_json()["sheets"]}
    columns = {c["key"]: c for c in sheets["Realisasi Kinerja"]["tables"][0]["columns"]}
    assert columns["capaian"]["computed"] and columns["capaian"]["formula"].startswith("CAPAIAN(")
    assert columns["tw1"]["filler"] == "Kasi/Kasubag penanggung jawab"
    assert columns["arah"]["choices"] == ["Naik", "Turun"]


def test_page_in_docs_is_what_the_schema_gives():
    assert PAGE.read_text(encoding="utf-8") == schema_markdown()


def test_every_column_and_entry_is_explained():
    for sheet in STANDARD.sheets:
        assert sheet.help
        for entry in sheet.entries:
            assert entry.help.endswith(".") and len(entry.help) <= 255
        for table in sheet.tables:
            for column in table.columns:
                assert column.help.endswith(("...", ".")) and len(column.help) <= 255, column.key
