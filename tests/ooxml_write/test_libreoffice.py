"""LibreOffice as a second witness: it opens what we wrote and sees the same values; clean works on what it
saved.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.ooxml_write.test_clean_later import EDITS, cleaned, original
from tests.ooxml_write.test_grafts import both, made
from tests.ooxml_write.write_packages import book, proven
from xlkinerja.ooxml.edit import Edits

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def resaved(tmp_path_factory) -> bytes:
    """A workbook with notes, fills, values and grafted sheets, after LibreOffice loaded and saved it."""
    folder = tmp_path_factory.mktemp("libreoffice")
    source = folder / "hasil.xlsx"
    source.write_bytes(proven(original(), Edits(EDITS.notes, EDITS.fills, EDITS.values, both(made()).grafts)))
    command = ["soffice", f"-env:UserInstallation={(folder / 'profil').as_uri()}", "--headless"]
    target = folder / "disimpan"
    subprocess.run(
        [*command, "--convert-to", "xlsx", "--outdir", target, source],
        check=True,
        timeout=120,
        capture_output=True,
    )
    return Path(target, "hasil.xlsx").read_bytes()


def test_it_sees_what_was_written(resaved):
    after = book(resaved)
    assert after.sheetnames == ["Data", "Ikhtisar", "Temuan"]
    assert after["Data"]["B4"].value == "=B2+B3"
    assert after["Temuan"]["A2"].value == "J301 & <x>"
    assert after["Data"]["B2"].comment.text.startswith("periksa")
    assert len(after["Ikhtisar"]._charts) == 1
    assert book(resaved, values=True)["Data"]["B4"].value == 30


def test_clean_gives_back_fills_values_and_notes(resaved):
    sheet, kept = cleaned(resaved)
    assert kept == []
    assert sheet.parent.sheetnames == ["Data"]
    assert sheet["B2"].fill.fgColor.rgb == "FF00FF00"
    assert sheet["B3"].fill.patternType is None
    assert (sheet["B4"].value, sheet["B4"].number_format) == (0.5, "0.0%")
    assert sheet["B5"].value is None
    assert sheet["A1"].comment.text == "milik saya"
    assert [n for n in sheet.parent.defined_names if "xlkinerja" in n] == []
