"""The formula audit has nothing to say about the template, and sees a formula that was overtyped in it."""

import importlib.util
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from xlkinerja.formulas.audit import audit_workbook
from xlkinerja.ooxml.package import Package
from xlkinerja.ooxml.read import read_workbook

ROOT = Path(__file__).parents[2]
_spec = importlib.util.spec_from_file_location("build_templates", ROOT / "scripts" / "build_templates.py")
build_templates = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(build_templates)


def audited(data):
    return [(f.code, f.sheet, f.cell) for f in audit_workbook(read_workbook(Package.open(data)))]


def overtyped(data, sheet_part, cell):
    """The workbook with the formula of one cell taken out and its value left as a typed number."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == sheet_part:
                pattern = rb'(<c r="' + cell.encode() + rb'"[^>]*>)<f>[^<]*</f>'
                assert re.search(pattern, text)
                text = re.sub(pattern, rb"\1", text)
            new.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize("name", sorted(build_templates.WORKBOOKS))
def test_no_formula_of_the_template_is_questioned(name):
    assert audited(build_templates.WORKBOOKS[name]()) == []


def test_an_overtyped_formula_is_questioned():
    """K20 is the % Keuangan of one row, amid the same formula in all rows of the table."""
    data = overtyped(build_templates.example(), "xl/worksheets/sheet6.xml", "K20")
    assert ("F710", "Realisasi Anggaran", "K20") in audited(data)
