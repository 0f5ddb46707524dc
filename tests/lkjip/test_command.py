"""``xlkinerja lkjip`` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lkjip.draf import drafted, workbook
from xlkinerja.cli.app import run
from xlkinerja.ooxml.errors import FileProblem


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small workbook in the folder in which the command runs."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "buku.xlsx").write_bytes(workbook())
    return tmp_path / "buku.xlsx"


def test_the_draft_lies_beside_the_workbook_and_its_marks_are_counted(book: Path, capsys):
    assert run(["lkjip", "buku.xlsx"]) == 0
    said = capsys.readouterr().out
    assert (book.parent / "buku.bab3.docx").is_file()
    assert "Draf ditulis: buku.bab3.docx" in said and "tempat harus diisi kantor" in said
    assert "angka yang bertentangan" not in said


def test_running_again_changes_nothing(book: Path, capsys):
    run(["lkjip", "buku.xlsx"])
    before = (book.parent / "buku.bab3.docx").stat().st_mtime_ns
    assert run(["lkjip", "buku.xlsx"]) == 0
    assert (book.parent / "buku.bab3.docx").stat().st_mtime_ns == before
    assert "tidak berubah" in capsys.readouterr().out


def test_a_draft_that_staff_worked_on_is_kept(book: Path, capsys):
    (book.parent / "bab3.docx").write_bytes(b"sudah disunting")
    assert run(["lkjip", "buku.xlsx", "-o", "bab3.docx"]) == 2
    assert "tidak ditimpa" in capsys.readouterr().err
    assert (book.parent / "bab3.docx").read_bytes() == b"sudah disunting"
    assert run(["lkjip", "buku.xlsx", "-o", "bab3.docx", "--replace"]) == 0
    kept = list(book.parent.glob("bab3.cadangan-*.docx"))
    assert [k.read_bytes() for k in kept] == [b"sudah disunting"]


def test_workbook_and_template_are_never_overwritten(tmp_path: Path):
    (tmp_path / "draf.docx").write_bytes(b"templat")
    with pytest.raises(FileProblem) as told:
        drafted(tmp_path, workbook(), template=tmp_path / "draf.docx", replace=True)
    assert told.value.code == "B944" and (tmp_path / "draf.docx").read_bytes() == b"templat"


def test_without_the_extra_one_sentence_tells_how_to_install_it(book: Path, capsys, monkeypatch):
    monkeypatch.setattr("xlkinerja.api.drafting.find_spec", lambda name: None)
    assert run(["lkjip", "buku.xlsx"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "pip install python-docx Pillow" in said


def test_a_missing_template_is_told(book: Path, capsys):
    assert run(["lkjip", "buku.xlsx", "--template", "tidakada.docx"]) == 2
    assert "tidakada.docx" in capsys.readouterr().err
    assert not (book.parent / "buku.bab3.docx").exists()
