"""Text of a workbook never becomes a formula, markup, a terminal escape or a path in what the program writes."""

from __future__ import annotations

import json
import os
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

from tests.cli.cli_helpers import workbook_bytes

FORMULAS = ["=cmd|'/c calc'!A1", "+1+cmd", "@SUM(1)cmd", "-2+3+cmd|x", "\t=cmd"]
FORMULAS += ['=HYPERLINK("http://jahat.invalid","cmd")']
MARKUP = "<script>alert('cmd')</script><img src=x onerror=cmd>&amp;"
TERMINAL = "\u202eterbalik\u0085 \x7f \u009b31mcmd"
ROWS = [
    {"tingkat": "Program", "uraian": text, "pagu": text, "realisasi": 90, "penanggung_jawab": text}
    for n, text in enumerate([*FORMULAS, MARKUP, TERMINAL, "../../x", "C:\\Windows\\x", "x" * 5000])
] + [{"_total": True, "uraian": "Jumlah", "pagu": 5, "realisasi": 6}]


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A workbook whose words try everything."""
    path = tmp_path / "jahat.xlsx"
    path.write_bytes(workbook_bytes(ROWS, kecamatan="=cmd|'/c x'!A0", camat_nama=MARKUP))
    return path


def own_sheets(result: Path, source: Path) -> list:
    """The sheets that the program added."""
    known = openpyxl.load_workbook(source).sheetnames
    book = openpyxl.load_workbook(result)
    return [book[name] for name in book.sheetnames if name not in known]


def test_no_formula_comes_from_a_text(run, hostile: Path, tmp_path: Path):
    run("fill", hostile.name)
    sheets = own_sheets(tmp_path / "jahat.hasil.xlsx", hostile)
    texts = [str(c.value) for s in sheets for row in s.iter_rows() for c in row if c.data_type != "f" and c.value]
    formulas = [str(c.value) for s in sheets for row in s.iter_rows() for c in row if c.data_type == "f"]
    assert any("cmd" in text for text in texts)  # they are shown …
    assert not [f for f in formulas if "cmd" in f or "HYPERLINK" in f]  # … as what they are: text
    links = [c.hyperlink for s in sheets for row in s.iter_rows() for c in row if c.hyperlink]
    assert links and not [link for link in links if link.target]


def test_no_part_of_the_result_asks_for_another_program_or_file(run, hostile: Path, tmp_path: Path):
    run("fill", hostile.name)
    with zipfile.ZipFile(tmp_path / "jahat.hasil.xlsx") as result:
        names = result.namelist()
        assert not [n for n in names if re.search(r"(?i)externallink|ddelink|embeddings|vbaProject|activeX", n)]
        relations = b"".join(result.read(n) for n in names if n.endswith(".rels"))
        formulas = [f for n in names if "worksheets/sheet" in n for f in re.findall(rb"<f[^>]*>[^<]*", result.read(n))]
    assert b"External" not in relations
    assert not [f for f in formulas if b"cmd" in f]


def test_a_second_fill_and_clean_stand_it_too(run, hostile: Path, tmp_path: Path):
    run("fill", hostile.name)
    first = (tmp_path / "jahat.hasil.xlsx").read_bytes()
    run("fill", hostile.name)
    assert (tmp_path / "jahat.hasil.xlsx").read_bytes() == first
    run("clean", "jahat.hasil.xlsx", "-o", "bersih.xlsx")
    with zipfile.ZipFile(hostile) as before, zipfile.ZipFile(tmp_path / "bersih.xlsx") as after:
        assert {n: before.read(n) for n in before.namelist()} == {n: after.read(n) for n in after.namelist()}


class Tags(HTMLParser):
    """Names of elements and attributes met, and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_html_report_shows_markup_as_text(run, hostile: Path):
    page = Tags()
    page.feed(run("check", hostile.name, "--format", "html")[1])
    assert "img" not in page.tags and "onerror" not in page.attributes
    assert "<script>alert('cmd')</script>" in page.text
    assert page.tags.isdisjoint({"script", "iframe", "object", "link"})


@pytest.mark.parametrize("form", ["text", "json", "sarif", "html"])
@pytest.mark.parametrize("command", ["check", "audit"])
def test_no_control_character_reaches_the_terminal(run, hostile: Path, command: str, form: str):
    out = run(command, hostile.name, "--format", form)[1]
    assert not re.findall(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out)


def test_a_file_name_cannot_steer_the_terminal(run, wrong: Path):
    if os.name == "nt":
        pytest.skip("Windows has no such names")
    name = "a\x1b[31m\nb.xlsx"
    wrong.rename(wrong.with_name(name))
    for command in ("check", "audit", "fill", "clean", "trace"):
        _, out, err = run(command, name, *(["Profil!A1"] if command == "trace" else []))
        assert "\x1b" not in out + err


NAMES = ["Kec. Jum'at", "=cmd|x", "a&b<c>", "Juni 2024 (1)", "A1", "TRUE"]


@pytest.mark.parametrize("name", NAMES)
def test_sheet_names_that_look_like_syntax(run, tmp_path: Path, name: str):
    book = openpyxl.Workbook()
    book.active.title = name
    book.active.append(["Jumlah", 3])
    book.active["B2"] = "=B1*2"
    book.save(tmp_path / "a.xlsx")
    remark = [{"sheet": name, "cell": "B1", "severity": "galat", "text": "=cmd|' /c calc'!A0"}]
    (tmp_path / "t.json").write_text(json.dumps(remark), encoding="utf-8")
    assert run("annotate", "a.xlsx", "--findings", "t.json", "-o", "hasil.xlsx")[0] == 0
    result = openpyxl.load_workbook(tmp_path / "hasil.xlsx")
    assert "cmd" in result[name]["B1"].comment.text
    quoted = name.replace("'", "''")
    links = [c.hyperlink.location for row in result["Temuan"].iter_rows() for c in row if c.hyperlink]
    assert links == [f"'{quoted}'!B1"]
    code, out, err = run("trace", "hasil.xlsx", f"'{quoted}'!B2")
    assert code == 0 and "B1 (Jumlah) = 3" in out, err


def test_a_policy_named_in_the_workbook_cannot_lead_out_of_its_folder(run, tmp_path: Path):
    (tmp_path / "rahasia.toml").write_text("[", encoding="utf-8")
    (tmp_path / "dalam").mkdir()
    (tmp_path / "dalam" / "a.xlsx").write_bytes(workbook_bytes(kebijakan="../rahasia.toml"))
    _, out, _ = run("check", "dalam/a.xlsx", "--format", "json")
    [finding] = [f for f in json.loads(out)["findings"] if f["code"] == "S131"]
    assert "nasional" in finding["message"]
