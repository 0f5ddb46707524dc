"""``check``: findings without writing, each file on its own, exit codes 0, 1, 2."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.cli_helpers import ANGGARAN, cell_at, process, workbook_bytes

RIGHT = [*ANGGARAN[:2], {**ANGGARAN[2], "pagu": 300}]


def test_a_wrong_total_is_a_galat_at_its_cell_and_exit_code_1(run, wrong: Path):
    before = wrong.read_bytes()
    code, out, _ = run("check", wrong.name)
    cell = cell_at(wrong, "Realisasi Anggaran", "Jumlah", "Pagu (Rp)")
    assert code == 1
    assert f"Realisasi Anggaran!{cell}" in out and "GALAT" in out and "300" in out and "310" in out
    assert wrong.read_bytes() == before and [p.name for p in wrong.parent.iterdir()] == [wrong.name]


def test_a_right_workbook_is_exit_code_0(run, tmp_path: Path):
    (tmp_path / "benar.xlsx").write_bytes(workbook_bytes(RIGHT))
    code, out, _ = run("check", "benar.xlsx")
    assert code == 0 and "GALAT" not in out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--fail-on", "never"), 0),
        (("--select", "N"), 0),
        (("--ignore", "J"), 0),
        (("--select", "J3"), 1),
        (("--ignore", "W,N", "--ignore", "S"), 1),
        (("--fail-on", "catatan", "--ignore", "J"), 1),
    ],
)
def test_select_ignore_and_fail_on(run, wrong: Path, arguments: tuple[str, ...], code: int):
    assert run("check", wrong.name, *arguments)[0] == code


def test_an_unknown_code_is_refused(run, wrong: Path):
    code, _, err = run("check", wrong.name, "--select", "X9")
    assert code == 2 and "X9" in err and "xlkinerja rules" in err


def test_json_goes_to_stdout_and_is_the_contract(run, wrong: Path):
    import jsonschema

    _, out, _ = run("check", wrong.name, "--format", "json")
    document = json.loads(out)
    schema = Path(__file__).parents[2] / "docs" / "temuan.schema.json"
    jsonschema.validate(document, json.loads(schema.read_text(encoding="utf-8")))
    assert {f["file"] for f in document["findings"]} == {wrong.name}
    assert document["files"][0]["counts"]["galat"] == sum(f["severity"] == "galat" for f in document["findings"])


def test_output_writes_the_report_to_a_file(run, wrong: Path, tmp_path: Path):
    code, out, err = run("check", wrong.name, "--format", "html", "--output", "laporan.html")
    assert code == 1 and out == "" and "laporan.html" in err
    assert (tmp_path / "laporan.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_broken_file_never_takes_the_others_down(run, wrong: Path, tmp_path: Path):
    (tmp_path / "rusak.xlsx").write_bytes(wrong.read_bytes()[:2000])
    (tmp_path / "teks.xlsx").write_text("bukan Excel")
    code, out, _ = run("check", "rusak.xlsx", wrong.name, "teks.xlsx", "tidak-ada.xlsx")
    assert code == 2
    assert out.count("Tidak dapat diperiksa.") == 3 and "GALAT J314" in out
    table = [line.split() for line in out.splitlines()]
    assert ["kemlagi.xlsx", "temuan"] in [words[:2] for words in table]
    assert ["Jumlah", "4", "berkas"] in [words[:3] for words in table]


def test_a_folder_is_searched_without_locks_backups_and_results(run, wrong: Path, tmp_path: Path):
    inner = tmp_path / "kec" / "dalam"
    inner.mkdir(parents=True)
    for name in (
        "a.xlsx",
        "a.hasil.xlsx",
        "~$a.xlsx",
        "a.cadangan-20260101-000000.xlsx",
        "b.xlsm",
        "c.txt",
        "d.hasil.xlsx",
    ):
        (inner / name).write_bytes(wrong.read_bytes())
    _, out, _ = run("check", "kec", "--format", "json")
    names = [Path(f["file"]).name for f in json.loads(out)["files"]]
    assert names == ["a.xlsx", "b.xlsm", "d.hasil.xlsx"]


def test_an_empty_folder_is_said(run, tmp_path: Path):
    (tmp_path / "kosong").mkdir()
    code, _, err = run("check", "kosong")
    assert code == 2 and "Tidak ada berkas" in err


@pytest.mark.parametrize("command", ["check", "audit"])
def test_a_submission_of_another_format_in_a_folder_does_not_go_missing(run, wrong: Path, tmp_path: Path, command: str):
    folder = tmp_path / "kiriman"
    (folder / "dalam").mkdir(parents=True)
    for name in ("a.xlsx", "gedeg.XLS", "dalam/jetis.ods", "~$b.xls", "catatan.txt"):
        (folder / name).write_bytes(wrong.read_bytes())
    _, out, err = run(command, "kiriman", "--format", "json")
    assert [Path(f["file"]).name for f in json.loads(out)["files"]] == ["a.xlsx"]
    assert "2 berkas" in err and "gedeg.XLS" in err and "jetis.ods" in err
    assert "~$b.xls" not in err and "catatan.txt" not in err


def test_a_submission_named_itself_is_not_called_passed_over(run, wrong: Path, tmp_path: Path):
    folder = tmp_path / "kiriman"
    folder.mkdir()
    (folder / "a.xlsx").write_bytes(wrong.read_bytes())
    (folder / "b.csv").write_text("kode;nama")
    _, out, err = run("check", "kiriman", "kiriman/b.csv")
    assert "b.csv" in out and "Perhatian" not in err


def test_a_link_that_leads_nowhere_is_not_told_its_own_name(run, tmp_path: Path):
    (tmp_path / "putus.xlsx").symlink_to("tiada.xlsx")
    code, out, _ = run("check", "putus.xlsx")
    assert code == 2 and "tautan" in out and "mirip" not in out


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xlsx", b"", "kosong"),
        ("a.xlsx", b"%PDF-1.7 ...", "PDF"),
        ("a.xlsx", b"<html><body>x</body></html>", "HTML"),
        ("a.xlsx", b"kode;nama\n1;2\n", "CSV"),
        ("a.xlsx", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), ".xls"),
    ],
)
def test_what_is_not_a_workbook_is_named_in_one_sentence(run, tmp_path: Path, name: str, content: bytes, words: str):
    (tmp_path / name).write_bytes(content)
    code, out, err = run("check", name)
    assert code == 2 and words in out + err
    assert "Traceback" not in out + err


def test_a_policy_that_does_not_exist_cannot_run(run, wrong: Path):
    code, _, err = run("check", wrong.name, "--policy", "mojokert")
    assert code == 2 and "mojokerto" in err and "Traceback" not in err


def test_a_policy_named_wrongly_in_the_workbook_is_a_finding(run, tmp_path: Path):
    (tmp_path / "a.xlsx").write_bytes(workbook_bytes(RIGHT, kebijakan="mojokert"))
    code, out, _ = run("check", "a.xlsx")
    assert code == 0 and "S131" in out and "mojokerto" in out


def test_a_text_of_the_workbook_cannot_reach_the_terminal(tmp_path: Path):
    rows = [{**ANGGARAN[0], "uraian": "Program \u202eTerbalik", "pagu": "1x"}, *ANGGARAN[1:]]
    (tmp_path / "a.xlsx").write_bytes(workbook_bytes(rows))
    done = process("check", tmp_path / "a.xlsx")
    assert "\u202e" not in done.stdout and "\x1b" not in done.stdout


def test_no_colour_when_nobody_looks_at_a_terminal(wrong: Path):
    assert "\x1b" not in process("check", wrong).stdout


def test_a_second_look_at_an_annotated_copy_gives_the_same_findings(run, wrong: Path):
    run("fill", wrong.name)
    first = json.loads(run("check", wrong.name, "--format", "json")[1])["findings"]
    second = json.loads(run("check", "kemlagi.hasil.xlsx", "--format", "json")[1])["findings"]
    assert [{**f, "file": ""} for f in first] == [{**f, "file": ""} for f in second]


def test_no_hit_among_chosen_codes_says_so(run, wrong: Path):
    _, out, _ = run("check", wrong.name, "--select", "B")
    assert "Tidak ada temuan pada kode yang dipilih." in out
    _, out, _ = run("check", wrong.name, "--select", "J")
    assert "kode yang dipilih" not in out
