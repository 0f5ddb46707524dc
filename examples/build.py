"""Build the example workbooks from the figures in ``examples/data`` (copied from two public reports).

``python examples/build.py [FOLDER]`` writes kemlagi.xlsx and gedeg.xlsx beside this file (or into FOLDER).

The data files hold every figure as printed. A figure whose spelling is just the Indonesian display of a number
("2.759.420.020", "95,10") becomes a number in the workbook, as Excel would store it; everything else ("83,32 (A)",
"Rp. 26.380.700", "100.2%") is typed as the text that stands in the report.
"""

from __future__ import annotations

import json
import re
import sys
from decimal import Decimal
from pathlib import Path

from xlkinerja.address import a1, parse_a1
from xlkinerja.policy import load_policy
from xlkinerja.schema.contract import Kind
from xlkinerja.schema.standard import STANDARD
from xlkinerja.template.content import TOTAL, Content, ExtraTable, Years, parse_period
from xlkinerja.template.layout import lay_out
from xlkinerja.template.workbook import build_workbook

__all__ = ["EXAMPLES", "build", "cell_of", "content_of", "further_proofs", "parse_a1", "place_of", "typed"]

EXAMPLES = ("kemlagi", "gedeg")
HERE = Path(__file__).parent
_PLAIN = re.compile(r"\d{1,3}(\.\d{3})*(,\d+)?\Z|\d+(,\d+)?\Z")
_NUMERIC = {Kind.RUPIAH, Kind.KINERJA, Kind.PERSEN, Kind.BULAT, Kind.TAHUN}


def typed(text: object, kind: Kind) -> object:
    """The value to put into a cell for a printed text."""
    if not isinstance(text, str) or kind not in _NUMERIC or not _PLAIN.match(text):
        return text
    if re.search(r",\d{3}\Z", text):
        return text  # "25.000,000": three digits behind the comma may be thousands: leave it as printed
    if kind not in (Kind.RUPIAH, Kind.BULAT) and re.fullmatch(r"\d{1,3}\.\d{3}", text):
        return text  # "1.100" of an indikator may be either reading: leave it as printed
    return Decimal(text.replace(".", "").replace(",", "."))


def rows_of(table: dict) -> list[dict[str, object]]:
    """Rows of a table of the data file as dicts, totals marked; computed cells that are not printed stay blank."""
    spec = STANDARD.table(table["kunci"])
    label = spec.label_key
    rows = []
    for total, lines in ((False, table["baris"]), (True, table.get("total", []))):
        for line in lines:
            row = {
                key: typed(text, spec.column(key).kind)
                for key, text in zip(table["kolom"], line, strict=True)
            }
            row |= {c.key: None for c in spec.columns if c.computed and c.key not in table["kolom"]}
            if total:
                row |= {TOTAL: True}
                row[label] = row.get(label) or spec.total
            rows.append(row)
    return rows


def content_of(name: str) -> tuple[Content, Years]:
    """What goes into the example: the first occurrence of a table in its own place, further ones below."""
    data = json.loads((HERE / "data" / f"{name}.json").read_text(encoding="utf-8"))
    entries = {entry.key: entry for entry in STANDARD.sheet("Profil").entries}
    profil = {key: typed(value, entries[key].kind) for key, value in data["profil"].items()}
    tables: dict[str, list[dict[str, object]]] = {}
    extra, titles = [], {}
    for table in data["tabel"]:
        rows = rows_of(table)
        if table["kunci"] in tables:
            extra.append(ExtraTable(table["lembar"], table["kunci"], table["judul"], rows))
        else:
            tables[table["kunci"]] = rows
            titles[table["kunci"]] = table["judul"]
    start, end = parse_period(data["profil"]["periode_renstra"])
    return Content(profil, tables, extra, titles), Years.of(start, end, data["profil"]["tahun"])


def build(name: str) -> bytes:
    """The example workbook as the bytes of an .xlsx file."""
    content, years = content_of(name)
    policy = load_policy(str(content.profil["kebijakan"]))
    return build_workbook(content, policy, years=years, blank_rows=False)


def cell_of(name: str, table: str, copy: int, row: int | str, column: str) -> tuple[str, str]:
    """(sheet, A1 cell) where a figure of ``examples/data`` stands in the built workbook. ``row`` is "total" for totals,
    "judul" for the text above the heading."""
    content, years = content_of(name)
    layout = lay_out(STANDARD, content, years, (), blank_rows=False)
    block = [b for s in layout.sheets for b in s.blocks if b.table.key == table][copy]
    if row == "judul":
        return block.sheet, a1(block.title_row, block.places[0].col)
    line = block.totals[0] if row == "total" else block.lines[int(row)]
    return block.sheet, a1(line.number, block.place(column).col)


def further_proofs(name: str) -> list[dict]:
    """Galat that the list of the report's discrepancies does not name, each with its arithmetic by hand."""
    path = HERE / "temuan" / f"{name}.lain.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


def place_of(name: str, proof: dict) -> tuple[str, str]:
    """(sheet, A1 cell) of a further proof: a table cell, or an entry of sheet Profil."""
    if "entri" in proof:
        content, years = content_of(name)
        sheet, row = lay_out(STANDARD, content, years, (), blank_rows=False).entry(proof["entri"])
        return sheet, a1(row, 2)
    place = proof["di"]
    return cell_of(name, place["tabel"], place["salinan"], place["baris"], place["kolom"])


def main() -> None:
    """Write both examples."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    for name in EXAMPLES:
        (folder / f"{name}.xlsx").write_bytes(build(name))


if __name__ == "__main__":
    main()
