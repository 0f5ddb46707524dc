"""annotate, explain, rules, new, schema; the words of the command line; the workers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.cli.cli_helpers import process
from xlkinerja.batch import Caps, run_many
from xlkinerja.cli.lazy_group import COMMANDS
from xlkinerja.findings.result import FileResult, result_of


@pytest.fixture
def anything(tmp_path: Path) -> Path:
    """A workbook that is not the standard one."""
    path = tmp_path / "apa.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("It's").write_row(0, 0, [1, 2, 3])
    book.close()
    return path


def test_annotate_writes_a_plain_list_into_any_workbook(run, anything: Path, tmp_path: Path):
    remarks = [
        {"sheet": "It's", "cell": "B1", "severity": "galat", "text": "Periksa angka ini"},
        {"sheet": "Tidak Ada", "cell": "A1", "text": "Tanpa tempat"},
    ]
    (tmp_path / "t.json").write_text(json.dumps(remarks))
    code, out, err = run("annotate", anything.name, "--findings", "t.json", "-o", "b.xlsx")
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    assert code == 0 and "1 sel" in out and "Tidak Ada!A1" in err
    assert "Periksa angka ini" in book["It's"]["B1"].comment.text and book["It's"]["B1"].value == 2
    assert "Tanpa tempat" in [c.value for row in book["Temuan"].iter_rows() for c in row]


def test_annotate_takes_what_check_gives(run, wrong: Path, tmp_path: Path):
    run("check", wrong.name, "--format", "json", "--output", "t.json")
    assert run("annotate", wrong.name, "--findings", "t.json", "-o", "b.xlsx")[0] == 0
    codes = [row[2].value for row in openpyxl.load_workbook(tmp_path / "b.xlsx")["Temuan"].iter_rows(min_row=5)]
    assert codes == [f["code"] for f in json.loads((tmp_path / "t.json").read_text())["findings"]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "JSON"),
        ("3", "daftar"),
        ('[{"sheet": "A", "cell": "H-12", "text": "x"}]', "H-12"),
        ('[{"sheet": "A", "cell": "A1"}]', "ke-1"),
        ('[{"cell": "A1", "severity": "gawat", "text": "x"}]', "gawat"),
        ("[1]", "ke-1"),
    ],
)
def test_a_bad_list_of_findings_is_refused_by_number(run, anything: Path, tmp_path: Path, text: str, words: str):
    (tmp_path / "t.json").write_text(text)
    code, _, err = run("annotate", anything.name, "--findings", "t.json")
    assert code == 2 and words in err and "Traceback" not in err


def test_explain_says_what_why_and_how(run):
    code, out, _ = run("explain", "j314")
    assert code == 0 and out.startswith("J314 ") and "Cara memperbaiki" in out and "Contoh salah" in out


def test_explain_hints_at_the_nearest_code(run):
    code, _, err = run("explain", "J3144")
    assert code == 2 and "J314" in err


def test_explain_lists_a_family(run):
    code, out, _ = run("explain", "N")
    assert code == 0 and "N201" in out and "S101" not in out


def test_rules_lists_every_code_once(run):
    from xlkinerja.catalogue import catalogue

    _, out, _ = run("rules")
    assert [out.count(f"  {code}  ") for code in catalogue()] == [1] * len(catalogue())
    _, as_json, _ = run("rules", "--format", "json")
    assert [e["code"] for e in json.loads(as_json)] == list(catalogue())


def test_new_writes_a_workbook_that_check_accepts(run, tmp_path: Path):
    arguments = (
        "--kecamatan",
        "Kemlagi",
        "--kabupaten",
        "Mojokerto",
        "--tahun",
        "2024",
        "--renstra",
        "2021-2026",
    )
    code, out, _ = run("new", "baru.xlsx", *arguments)
    assert code == 0 and "xlkinerja fill baru.xlsx" in out
    assert run("check", "baru.xlsx", "--fail-on", "peringatan")[0] == 0
    before = (tmp_path / "baru.xlsx").read_bytes()
    code, _, err = run("new", "baru.xlsx", *arguments)
    assert code == 2 and "sudah ada" in err and (tmp_path / "baru.xlsx").read_bytes() == before


def test_new_tells_what_is_wrong_with_the_period(run):
    code, _, err = run(
        "new", "b.xlsx", "--kecamatan", "A", "--kabupaten", "B", "--tahun", "2030", "--renstra", "2021-2026"
    )
    assert code == 2 and "2030" in err and "Traceback" not in err


def test_new_carries_last_year_over(run, wrong: Path, tmp_path: Path):
    code, _, err = run(
        "new",
        "baru.xlsx",
        "--kecamatan",
        "Kemlagi",
        "--kabupaten",
        "Mojokerto",
        "--tahun",
        "2025",
        "--renstra",
        "2021-2026",
        "--from",
        wrong.name,
    )
    assert code == 0, err
    texts = [c.value for row in openpyxl.load_workbook(tmp_path / "baru.xlsx")["Riwayat"].iter_rows() for c in row]
    assert "Indeks Kepuasan Masyarakat" in texts and 84 in texts


def test_schema_is_json_or_markdown(run):
    assert "sheets" in json.loads(run("schema", "--format", "json")[1])
    assert run("schema", "--format", "md")[1].startswith("#")


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_help_without_english(run, name: str):
    code, out, _ = run(name, "--help")
    assert code == 0 and out.startswith("Pemakaian: xlkinerja")
    english = (
        "Usage",
        "Options",
        "Show this",
        "default",
        "required",
        "INTEGER",
        "TEXT",
        "FILENAME",
        "message and exit",
    )
    assert [word for word in english if word in out] == []
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("fil",), "Maksud Anda 'fill'"),
        (("chekc", "a.xlsx"), "Maksud Anda 'check'"),
        (("xyzzy",), "Tidak ada perintah 'xyzzy'"),
        (("fill",), "Belum disebutkan: 'BERKAS'"),
        (("fill", "a.xlsx", "--polcy", "x"), "Tidak ada opsi '--polcy'"),
        (("check", "a.xlsx", "--format", "pdf"), "bukan salah satu dari"),
        (("fill", "a.xlsx", "b.xlsx"), "Argumen berlebih"),
        (("check", "a.xlsx", "--jobs", "0"), "di luar batas"),
        (("check", "a.xlsx", "--jobs", "x"), "tidak berlaku"),
        (("annotate", "a.xlsx"), "Opsi wajib belum diberikan"),
        (("fill", "--output"), "memerlukan"),
        (("fill", "."), "sebuah folder"),
        (("new", "a.xlsx", "--tahun", "dua"), "bukan bilangan"),
    ],
)
def test_wrong_use_is_told_in_indonesian(run, arguments: tuple[str, ...], words: str):
    code, _, err = run(*arguments)
    assert code == 2 and words in err
    assert not any(word in err for word in ("Error", "Usage", "Try ", "Missing", "Invalid", "No such", "not a valid"))


def test_a_misspelt_file_name_is_met_with_the_name_like_it(run, wrong: Path):
    code, _, err = run("check", "kemlgi.xlsx")
    code_fill, _, err_fill = run("fill", "kemlgi.xlsx")
    assert code == code_fill == 2 and wrong.name in err_fill


def test_a_lock_file_is_no_name_like_it(run, wrong: Path):
    (wrong.parent / "~$typed.xlsx").write_bytes(b"")
    (wrong.parent / ".~lock.typed.xlsx").write_bytes(b"")
    code, _, err = run("fill", "typedx.xlsx")
    assert code == 2 and "~" not in err
    (wrong.parent / "typed.xlsx").write_bytes(b"")
    assert "typed.xlsx" in run("fill", "typedx.xlsx")[2].replace("typedx.xlsx", "")


def test_trace_asks_for_the_sheet_where_there_are_several(run, wrong: Path):
    code, _, err = run("trace", wrong.name, "L6")
    assert code == 2 and "Sebutkan lembarnya" in err and "'Petunjuk'!L6" in err


def test_trace_reads_a_result_as_it_stands(run, wrong: Path):
    """Cells and sheets that fill wrote are traced back to what staff typed."""
    run("fill", wrong.name)
    code, out, err = run("trace", "kemlagi.hasil.xlsx", cell_of_first_capaian(wrong))
    assert code == 0 and "Berasal dari" in out and "84" in out and "80" in out, err


def cell_of_first_capaian(path: Path) -> str:
    """"'Realisasi Kinerja'!M6" or wherever it stands; empty in the input, filled by fill."""
    sheet = openpyxl.load_workbook(path)["Realisasi Kinerja"]
    heading = next(c for row in sheet.iter_rows() for c in row if c.value == "Capaian (%)")
    return f"'Realisasi Kinerja'!{heading.offset(1, 0).coordinate}"


def test_fill_on_some_other_workbook_says_where_to_go(run, tmp_path: Path):
    book = openpyxl.Workbook()
    book.active["A1"] = "halo"
    book.save(tmp_path / "lain.xlsx")
    code, out, _ = run("fill", "lain.xlsx")
    assert code == 1 and "xlkinerja new" in " ".join(out.split()) and "xlkinerja audit" in " ".join(out.split())


def test_a_policy_with_a_slip_is_told_by_its_line(run, wrong: Path, tmp_path: Path):
    (tmp_path / "p.toml").write_text("[kategori]\nx =\n")
    code, _, err = run("fill", wrong.name, "--policy", "p.toml")
    assert code == 2 and "periksa baris 2" in err and "Invalid" not in err


def test_a_name_without_ending_gets_one_that_excel_opens(run, wrong: Path, tmp_path: Path):
    period = ("--kecamatan", "A", "--kabupaten", "B", "--tahun", "2024", "--renstra", "2021-2026")
    assert run("new", "baru", *period)[0] == 0 and (tmp_path / "baru.xlsx").exists()
    assert run("fill", wrong.name, "-o", "jadi")[0] == 1 and (tmp_path / "jadi.xlsx").exists()
    code, _, err = run("new", "baru.xls", *period)
    assert code == 2 and ".xlsx" in err and not (tmp_path / "baru.xls").exists()


CHECKS = [("check",), ("check", "--format", "json"), ("schema",)]
REPORTS = [(ask, name) for ask in CHECKS for name in ("kemlagi.xlsx", "lain.txt", "baru.xlsx", "baru.docx")]


@pytest.mark.parametrize(("ask", "name"), [*REPORTS, (("audit",), "lain.txt")])  # audit -o x.xlsx: an annotated copy
def test_a_report_never_takes_the_place_or_the_name_of_a_workbook(run, wrong: Path, tmp_path: Path, ask, name):
    assert wrong.name == "kemlagi.xlsx"
    (tmp_path / "lain.txt").write_bytes(wrong.read_bytes())  # a workbook, whatever its name
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    files = () if ask == ("schema",) else (wrong.name,)
    code, _, err = run(*ask, *files, "-o", name)
    said = " ".join(err.split())
    assert code == 2 and ("tidak ditimpa" in said or "tidak dapat diberi nama" in said)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before


def test_a_report_takes_the_place_of_an_older_report(run, wrong: Path, tmp_path: Path):
    for form in ("json", "text", "html"):
        assert run("check", wrong.name, "--format", form, "-o", "temuan.txt")[0] == 1
    assert "<html" in (tmp_path / "temuan.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("fill", "a.xlsm"),
        ("fill", "a.xltx"),
        ("fill", "a.xls"),
        ("fill", "a.pdf"),
        ("clean", "a.xlsm"),
        ("summary", "a.docx"),
        ("lkjip", "a.xlsx"),
    ],
)
def test_a_result_is_not_given_the_name_of_another_format(run, wrong: Path, tmp_path: Path, command, name):
    code, _, err = run(command, wrong.name, "-o", name)
    assert code == 2 and f"tidak dapat diberi nama {name}" in " ".join(err.split()) and not (tmp_path / name).exists()


def test_a_renamed_workbook_that_is_damaged_is_told_in_one_sentence(run, wrong: Path, tmp_path: Path):
    """Its list of content types, which tells the ending of the result, cannot be inflated."""
    with zipfile.ZipFile(wrong) as archive:
        types = archive.getinfo("[Content_Types].xml")
    data = bytearray(wrong.read_bytes())
    begin = types.header_offset + 30 + len(types.filename)
    data[begin : begin + 40] = b"\xff" * 40
    (tmp_path / "buku.xls").write_bytes(data)
    code, _, err = run("fill", "buku.xls")
    assert code == 2 and "tidak dapat dibaca" in " ".join(err.split()) and "rusak" in err
    assert not list(tmp_path.glob("*hasil*"))


def test_a_name_with_a_dot_is_completed(run, wrong: Path, tmp_path: Path):
    """"-o kemlagi.2024" is no workbook for Excel; the result lies in kemlagi.2024.xlsx and the old file stays."""
    (tmp_path / "kemlagi.2024").write_text("catatan")
    code, out, _ = run("fill", wrong.name, "-o", "kemlagi.2024")
    assert code == 1 and "kemlagi.2024.xlsx" in out and (tmp_path / "kemlagi.2024").read_text() == "catatan"


def test_alone_it_gives_an_overview(run):
    code, out, _ = run()
    assert code == 0 and "Mulai di sini" in out and all(name in out for name in COMMANDS)


def test_version_and_help_load_nothing_heavy():
    heavy = [
        "openpyxl",
        "pandas",
        "xlsxwriter",
        "lxml",
        "ironcalc",
        "formualizer",
        "babel",
        "num2words",
        "rapidfuzz",
        "numpy",
    ]
    script = (
        "import sys; from xlkinerja.cli.app import run; run(['--help']); run(['fill', '--help']);"
        f"print([m for m in {heavy!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert done.stderr.strip() == "[]"
    assert process("--version").stdout.startswith("xlkinerja ")


def test_the_unexpected_is_one_sentence_unless_the_details_are_asked_for(run, wrong: Path, monkeypatch):
    import xlkinerja.api.filling as filling

    def broken(*_: object) -> None:
        raise ZeroDivisionError("pembagi 0")

    monkeypatch.setattr(filling, "fill_file", broken)
    code, out, err = run("fill", wrong.name)
    assert code == 2 and out == "" and err.count("\n") == 1
    assert "--lacak" in err and "ZeroDivisionError" in err
    with pytest.raises(ZeroDivisionError):
        run("--lacak", "fill", wrong.name)


# Workers


def _hang(path: str, _options: object) -> FileResult:
    if "macet" in path:
        time.sleep(60)
    if "mati" in path:
        os._exit(9)
    if "rusak" in path:
        raise RuntimeError("tak terduga")
    if "rakus" in path:
        bytearray(3 << 30)
    return result_of(path, [])


def test_workers_that_hang_die_or_eat_memory_are_replaced():
    paths = ["a", "macet", "b", "mati", "c", "rusak", "rakus", "d"]
    started = time.monotonic()
    results = run_many(_hang, paths, None, Caps(jobs=2, seconds=1, megabytes=1024))
    assert [r.file for r in results] == paths
    problem = {r.file: r.findings[0].code for r in results if r.problem}
    assert problem == {"macet": "B961", "mati": "B962", "rusak": "B963", "rakus": "B962"}
    assert time.monotonic() - started < 15
