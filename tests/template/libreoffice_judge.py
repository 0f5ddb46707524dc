"""LibreOffice as judge of the template's formulas: recomputes a workbook from its inputs alone."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

SOFFICE = shutil.which("soffice")
_CACHED = re.compile(rb"(</f>)<v>[^<]*</v>")


def without_cached_values(workbook: bytes) -> bytes:
    """The same workbook with the cached values of all formulas taken out, so that they must be computed."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, _CACHED.sub(rb"\1", data) if name.startswith("xl/worksheets/") else data)
    return out.getvalue()


def recomputed(workbook: bytes, folder: Path) -> dict[tuple[str, str], object]:
    """(sheet, cell) -> value of every formula as LibreOffice computes it; "" and blank are both None."""
    import openpyxl

    source = folder / "buku.xlsx"
    source.write_bytes(without_cached_values(workbook))
    subprocess.run(
        [
            SOFFICE,
            f"-env:UserInstallation={(folder / 'profil').as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(folder / "hasil"),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return formula_values((folder / "hasil" / "buku.xlsx").read_bytes(), workbook, openpyxl)


def formula_values(values_of: bytes, formulas_of: bytes, openpyxl) -> dict[tuple[str, str], object]:
    """Values of one workbook at the places where another has formulas."""
    values = openpyxl.load_workbook(BytesIO(values_of), data_only=True)
    formulas = openpyxl.load_workbook(BytesIO(formulas_of))
    return {
        (sheet.title, cell.coordinate): values[sheet.title][cell.coordinate].value
        or (0 if values[sheet.title][cell.coordinate].value == 0 else None)
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
