"""Regenerate ``workbook_templates/`` from the schema: ``python scripts/build_templates.py [FOLDER]``.

``standar.xlsx`` is the blank standard workbook, ``contoh.xlsx`` a worked example made of the figures that one
public report prints (``contoh.json``): leaves are typed, everything above them is computed by the workbook's
formulas.
"""

from __future__ import annotations

import json
import re
import sys
from decimal import Decimal
from pathlib import Path

from xlkinerja.policy import load_policy
from xlkinerja.schema.contract import Kind
from xlkinerja.schema.standard import STANDARD
from xlkinerja.template.content import Content, Years, parse_period
from xlkinerja.template.skeleton import blank_total_rows
from xlkinerja.template.workbook import build_workbook

HERE = Path(__file__).parent
FOLDER = HERE.parent / "workbook_templates"
PERIOD, YEAR = "2021-2026", 2025
_NUMBERS = {Kind.RUPIAH, Kind.KINERJA, Kind.PERSEN, Kind.BULAT}


def standard() -> bytes:
    """The blank standard workbook, kecamatan still to be filled in."""
    start, end = parse_period(PERIOD)
    profil = {"tahun": YEAR, "periode_renstra": PERIOD, "kebijakan": "nasional"}
    return build_workbook(Content(profil=profil), load_policy("nasional"), years=Years.of(start, end, YEAR))


def example() -> bytes:
    """The worked example."""
    data = json.loads((HERE / "contoh.json").read_text(encoding="utf-8"))
    profil = data["profil"]
    start, end = parse_period(profil["periode_renstra"])
    tables = {key: _rows(key, table) for key, table in data["tabel"].items()}
    return build_workbook(
        Content(profil=profil, tables=tables),
        load_policy(profil["kebijakan"]),
        years=Years.of(start, end, profil["tahun"]),
        blank_rows=False,
    )


def _rows(key: str, table: dict) -> list[dict[str, object]]:
    spec = STANDARD.table(key)
    rows = [
        {
            name: _value(spec.column(name).kind, text)
            for name, text in zip(table["kolom"], line, strict=True)
            if text
        }
        for line in table["baris"]
    ]
    return rows + ([dict(row) for row in blank_total_rows(spec)] if table.get("jumlah") else [])


def _value(kind: Kind, text: str) -> object:
    return Decimal(text) if kind in _NUMBERS and re.fullmatch(r"\d+(\.\d+)?", text) else text


WORKBOOKS = {"standar.xlsx": standard, "contoh.xlsx": example}


def main(folder: Path = FOLDER) -> None:
    """Write every workbook of ``WORKBOOKS``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, build in WORKBOOKS.items():
        (folder / name).write_bytes(build())


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))
