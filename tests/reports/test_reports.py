"""The report formats: one result, four ways to show it. No text of a workbook may act."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.findings.order import in_order
from xlkinerja.findings.plain_text import one_line, without_controls
from xlkinerja.findings.result import exit_code, failed, result_of
from xlkinerja.records import replace
from xlkinerja.reports.fill_summary import fill_summary
from xlkinerja.reports.formats import render
from xlkinerja.reports.table import display_width, text_table

ROOT = Path(__file__).parents[2]
GALAT = Finding(
    "J301",
    Severity.GALAT,
    "Realisasi Anggaran",
    "H12",
    "Jumlah 2 kegiatan = 684, tertulis 648.",
    found="648",
    expected="684",
    evidence="600 + 84 = 684",
    suggestion="Dua angka tertukar.",
)
CATATAN = Finding("W601", Severity.CATATAN, "PK", "B3", "Target kurang menantang.")
NASTY = Finding(
    "N201",
    Severity.PERINGATAN,
    "It's <b>",
    "A1",
    "\x1b[31mmerah\x1b[0m <script>alert(1)</script> \u202eterbalik",
    found="=cmd|' /C calc'!A0",
)


def test_exit_code_follows_fail_on_and_accepted_findings_do_not_count():
    results = [result_of("a.xlsx", [CATATAN])]
    assert exit_code(results) == 0
    assert exit_code(results, "catatan") == 1
    assert exit_code([result_of("a.xlsx", [GALAT])], "never") == 0
    assert exit_code([result_of("a.xlsx", [GALAT])], "peringatan") == 1
    assert exit_code([result_of("a.xlsx", [replace(GALAT, accepted="sudah benar")])]) == 0
    assert exit_code([result_of("a.xlsx", []), failed("b.xlsx", "B901", "Tidak ada.")], "never") == 2


def test_counts_put_accepted_findings_apart():
    result = result_of("a.xlsx", [GALAT, replace(GALAT, cell="H13", accepted="ya"), CATATAN])
    assert result.counts == {"galat": 1, "peringatan": 0, "catatan": 1, "diterima": 1}
    assert result.status == "temuan"
    assert result_of("a.xlsx", [replace(GALAT, accepted="ya")]).status == "bersih"


def test_order_is_open_before_accepted_then_weight_then_place():
    late = replace(GALAT, cell="B9")
    early = replace(GALAT, cell="C2")
    accepted = replace(GALAT, cell="A1", accepted="ya")
    first_tab = replace(GALAT, sheet="Profil", cell="Z99")
    ordered = in_order([CATATAN, accepted, late, early, first_tab], ["Profil", "PK", "Realisasi Anggaran"])
    assert [f.cell for f in ordered] == ["Z99", "C2", "B9", "B3", "A1"]


def test_json_is_the_documented_contract():
    import jsonschema

    document = json.loads(render([result_of("a.xlsx", [GALAT, NASTY]), failed("b.xlsx", "B906", "Rusak.")], "json"))
    schema = json.loads((ROOT / "docs" / "temuan.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document, schema)
    first = document["findings"][0]
    assert (first["file"], first["code"], first["cells"], first["accepted"]) == (
        "a.xlsx",
        "J301",
        ["H12"],
        "",
    )
    assert document["files"][1]["status"] == "gagal"
    assert document["findings"][-1]["message"] == "Rusak."


def test_sarif_has_levels_rules_and_suppressions():
    text = render([result_of("folder a/b.xlsx", [GALAT, CATATAN, replace(GALAT, cell="H1", accepted="ya")])], "sarif")
    run = json.loads(text)["runs"][0]
    assert [r["level"] for r in run["results"]] == ["error", "note", "error"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "folder%20a/b.xlsx"
    assert run["results"][0]["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "Realisasi Anggaran!H12"
    assert run["results"][2]["suppressions"][0]["justification"] == "ya"
    assert all(run["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])


def test_html_escapes_what_a_workbook_says():
    page = render([result_of("<i>.xlsx", [NASTY])], "html")
    assert "<script" not in page and "&lt;script&gt;" in page
    assert "<i>" not in page and "\x1b" not in page and "\u202e" not in page
    assert "It&#x27;s &lt;b&gt;!A1" in page


def test_html_leads_from_the_list_of_files_to_each_file():
    page = render([result_of("a.xlsx", [GALAT]), failed("b.xlsx", "B906", "Rusak.")], "html")
    for number, name in enumerate(("a.xlsx", "b.xlsx"), 1):
        assert f'<a href="#berkas-{number}">{name}</a>' in page
        assert page.count(f'<h2 id="berkas-{number}">{name}</h2>') == 1


def test_text_shows_no_escape_codes_of_a_workbook():
    text = render([result_of("a\x1b]0;judul\x07.xlsx", [NASTY])], "text", width=80)
    assert "\x1b" not in text and "\x07" not in text and "\u202e" not in text
    assert "merah <script>" in text


def test_text_stays_within_the_width_and_colours_only_when_asked():
    long = replace(GALAT, message="kata " * 80, evidence="suku " * 60)
    text = render([result_of("a.xlsx", [long])], "text", width=80)
    assert max(map(display_width, text.splitlines())) <= 80
    assert "\x1b" not in text
    assert "\x1b[" in render([result_of("a.xlsx", [long])], "text", width=80, colour=True)


def test_text_does_not_repeat_what_the_message_says():
    text = render([result_of("a.xlsx", [GALAT])], "text", width=100)
    assert "Tertulis: 648" not in text and "Perhitungan: 600 + 84 = 684" in text


def test_text_of_several_files_ends_in_a_table_with_sums():
    text = render(
        [
            result_of("a.xlsx", [GALAT, CATATAN]),
            result_of("b.xlsx", [GALAT]),
            failed("c.xlsx", "B906", "Rusak."),
        ],
        "text",
        width=80,
    )
    last = text.splitlines()[-1]
    assert last.split() == ["Jumlah", "3", "berkas", "2", "0", "1", "0"]
    assert "Tidak dapat diperiksa. B906: Rusak." in text


def test_table_columns_line_up_with_wide_signs():
    lines = text_table(("Nama", "N"), [("漢字", "1"), ("abcd", "20")], numbers=1).splitlines()
    assert {display_width(line) for line in lines} == {display_width(lines[0])}


def test_fill_summary_names_five_and_counts_the_rest():
    findings = [replace(GALAT, cell=f"H{n}") for n in range(1, 9)]
    text = fill_summary(
        result_of("a.xlsx", findings),
        output="a.hasil.xlsx",
        filled=3,
        changed=True,
        backup="",
        remarks=("Perlu diketahui.",),
        summary=True,
        width=80,
        colour=False,
    )
    assert text.count("GALAT J301") == 5 and "dan 3 temuan lain" in text
    assert "Hasil ditulis ke a.hasil.xlsx" in text and "Perhatian: Perlu diketahui." in text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a\r\nb\tc", "a b c"),
        ("\x1b[2J\x1b[1;1Hbersih", "bersih"),
        ("\x1b]8;;http://x\x07tautan\x1b]8;;\x07", "tautan"),
        ("a\u2028b", "a b"),
        ("\x9b31mx", "31mx"),
        ("  a\u00a0 b ", "a b"),
    ],
)
def test_one_line(typed: str, shown: str):
    assert one_line(typed) == shown


def test_line_breaks_survive_where_they_may():
    assert without_controls("a\r\nb\x00") == "a\nb"


def test_the_five_worst_are_of_different_kinds_before_one_kind_repeats():
    from xlkinerja.reports.fill_summary import worst_of

    findings = [replace(GALAT, cell=f"H{n}") for n in range(1, 7)] + [replace(GALAT, code="K501"), CATATAN]
    assert [(f.code, f.cell) for f in worst_of(findings)] == [
        ("J301", "H1"),
        ("K501", "H12"),
        ("J301", "H2"),
        ("J301", "H3"),
        ("J301", "H4"),
    ]
