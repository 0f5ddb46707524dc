"""LibreOffice headless as a calculation engine: slow, installed on some machines only, used as a judge."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from xlkinerja.formulas.calcmodel import CalcModel, EngineError
from xlkinerja.formulas.sheets import Key
from xlkinerja.formulas.values import UNSUPPORTED, CalcValue, stored_value
from xlkinerja.ooxml.errors import FileProblem
from xlkinerja.ooxml.read import read_workbook

_PLACES = ("/usr/bin/soffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice",
           r"C:\Program Files\LibreOffice\program\soffice.exe")


def find_libreoffice() -> str | None:
    """The program's path, or None when it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((p for p in _PLACES if Path(p).is_file()), None)


class LibreOffice:
    """Writes the model as a workbook without values, has LibreOffice compute and save it, and reads that."""

    name = "LibreOffice"

    def __init__(self, seconds: float = 60.0):
        self.seconds = seconds

    def evaluate(self, model: CalcModel) -> dict[Key, CalcValue]:
        """The value of every formula. Raises EngineError (not installed, out of time, nothing saved)."""
        program = find_libreoffice()
        if program is None:
            raise EngineError("LibreOffice tidak terpasang di komputer ini")
        with tempfile.TemporaryDirectory(prefix="xlkinerja-") as folder:
            source, target = Path(folder, "masuk.xlsx"), Path(folder, "keluar", "masuk.xlsx")
            _write(model, source)
            self._convert(program, folder, source)
            try:
                saved = read_workbook(str(target))
            except FileProblem as problem:
                raise EngineError(f"LibreOffice tidak menghasilkan berkas: {problem}") from problem
        values: dict[Key, CalcValue] = {}
        for key in model.formulas:
            cell = saved.sheets[key[0]].cells.get(key[1:])
            values[key] = stored_value(cell) if cell is not None else UNSUPPORTED
        return values

    def _convert(self, program: str, folder: str, source: Path) -> None:
        command = [program, f"-env:UserInstallation={Path(folder, 'profil').as_uri()}", "--headless", "--convert-to",
                   "xlsx:Calc MS Excel 2007 XML", "--outdir", str(Path(folder, "keluar")), str(source)]
        try:
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=self.seconds,
                           check=False)
        except subprocess.TimeoutExpired:
            raise EngineError(f"LibreOffice melewati batas waktu {self.seconds:g} detik") from None
        except OSError as problem:
            raise EngineError(f"LibreOffice tidak dapat dijalankan: {problem}") from problem


def _write(model: CalcModel, path: Path) -> None:
    """The model as an .xlsx file; formulas carry no value, so that LibreOffice has to compute them."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {
        "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        "use_future_functions": True, "nan_inf_to_errors": True})
    sheets = [book.add_worksheet(name) for name in model.sheets]
    for (sheet, row, col), value in model.constants():
        if isinstance(value, bool):
            sheets[sheet].write_boolean(row - 1, col - 1, value)
        elif isinstance(value, float):
            sheets[sheet].write_number(row - 1, col - 1, value)
        else:
            sheets[sheet].write_string(row - 1, col - 1, value[:32_767])
    for (sheet, row, col), formula in model.formulas.items():
        sheets[sheet].write_formula(row - 1, col - 1, "=" + formula, None, "")
    book.close()
