"""Tabel 3.1 to 3.8 of the two real reports, figure by figure, against what they print.

Every figure that comes out otherwise is a discrepancy proven in ``examples/temuan``, or follows from one
(listed here with its reason).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

import pytest
from lengkap import EXAMPLES, tables_of

from xlkinerja.summary.bab3 import Cell, Line, SummaryTable

REPORTS = ("kemlagi", "gedeg")
YEARS = {"kemlagi": (2021, 2022, 2023, 2024), "gedeg": (2021, 2022, 2023)}

#: (report, table, row, column) -> why the right figure differs although no discrepancy is listed at that cell.
FOLLOWS = {
    (
        "gedeg",
        "belanja",
        1,
        "pagu",
    ): "T65: 2.149.981.250 + 511.092.677 + 0 = 2.661.073.927, not 2.660.473.927",
    ("gedeg", "belanja", 1, "persen"): "T65: 2.513.319.648 / 2.661.073.927 = 94,447 %",
    ("gedeg", "belanja", 2, "persen"): "T65: 2.013.994.243 / 2.149.981.250 = 93,675 %",
    ("gedeg", "belanja", 4, "persen"): "0 of 0 is no percentage",
    ("gedeg", "belanja", 7, "persen"): "0 of 0 is no percentage",
    ("gedeg", "belanja", 8, "persen"): "0 of 0 is no percentage",
    ("gedeg", "anggaran_sasaran", 6, "serapan"): "0 of 0 is no percentage",
    ("gedeg", "anggaran_sasaran", 3, "efisiensi"): "98,4343 − 94,0064 = 4,4279; printed from rounded terms",
}


@lru_cache
def report(name: str) -> dict:
    """The report's figures as printed."""
    return json.loads((EXAMPLES / "data" / f"{name}.json").read_text(encoding="utf-8"))


@lru_cache
def built(name: str) -> dict[str, SummaryTable]:
    """The tables made from the report's workbook."""
    return tables_of(EXAMPLES / f"{name}.xlsx")


def printed_table(name: str, key: str) -> dict:
    """The first occurrence of a table in the report."""
    return next(t for t in report(name)["tabel"] if t["kunci"] == key)


@lru_cache
def proven(name: str) -> frozenset[tuple[str, object, str]]:
    """(table, row, column) of every proven discrepancy in the first occurrence of a table."""
    found = json.loads((EXAMPLES / "temuan" / f"{name}.json").read_text(encoding="utf-8"))
    return frozenset(
        (w["tabel"], w["baris"], w["kolom"]) for t in found for w in t.get("di", ()) if w["salinan"] == 0
    )


def number(text: str) -> Decimal | None:
    """The number that a printed text means, read by plain rules of Indonesian print."""
    match = re.search(r"-?\d[\d.,]*", text.removesuffix(",-").removesuffix(",00"))
    if not match:
        return None
    digits = match[0].rstrip(".,")
    if "," in digits:
        return Decimal(digits.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", digits):
        return Decimal(digits.replace(".", ""))
    return Decimal(digits)


def same(cell: Cell, printed: str) -> bool:
    """Whether a cell, rounded to the printed decimals, is what is printed."""
    expected = number(printed)
    if expected is None or cell.number is None:
        return cell.number is None and expected is None
    return cell.number.quantize(Decimal(1).scaleb(expected.as_tuple().exponent), ROUND_HALF_UP) == expected


def differences(
    name: str, key: str, pairs: Iterator[tuple[object, str, Cell, str]]
) -> list[tuple[object, str, str, str]]:
    """What differs and is neither proven nor explained: row, column, made, printed."""
    return [
        (row, column, cell.shown, printed)
        for row, column, cell, printed in pairs
        if not same(cell, printed)
        and (key, row, column) not in proven(name)
        and (name, key, row, column) not in FOLLOWS
    ]


def pairs(
    name: str, key: str, lines: list[tuple[object, Line]], columns: dict[str, str]
) -> Iterator[tuple[object, str, Cell, str]]:
    """Every printed figure of a table beside the made one. ``columns``: printed column -> column of the
    line."""
    table = printed_table(name, key)
    rows = {**dict(enumerate(table["baris"])), "total": (table.get("total") or [None])[0]}
    for row, line in lines:
        for column, made in columns.items():
            if column in table["kolom"] and rows[row] is not None:
                text = rows[row][table["kolom"].index(column)]
                if text not in (None, ""):
                    yield row, column, line.cell(made), str(text)


def by_name(name: str, key: str, table: SummaryTable, made: str, printed: str) -> list[tuple[object, Line]]:
    """Printed rows and the lines with the same words, each line used once."""
    data = printed_table(name, key)
    rest = [line for line in table.lines if line.cell(made).shown]
    found: list[tuple[object, Line]] = []
    for row, values in enumerate(data["baris"]):
        words = values[data["kolom"].index(printed)]
        line = next((li for li in rest if li.cell(made).shown == words), None)
        if line is not None:
            rest.remove(line)
            found.append((row, line))
    return found


@pytest.mark.parametrize("name", REPORTS)
class TestEveryPrintedFigure:
    """Each table of each report; the number of compared figures guards against comparing nothing."""

    def check(
        self, name: str, key: str, lines: list[tuple[object, Line]], columns: dict[str, str], least: int
    ) -> None:
        assert len(list(pairs(name, key, lines, columns))) >= least
        assert differences(name, key, pairs(name, key, lines, columns)) == []

    def test_tabel_3_1(self, name: str) -> None:
        lines = by_name(name, "realisasi_kinerja", built(name)["Tabel 3.1"], "indikator", "indikator")
        assert len(lines) == 7
        self.check(name, "realisasi_kinerja", lines, {k: k for k in ("target", "realisasi", "capaian")}, 21)

    def test_tabel_3_2(self, name: str) -> None:
        lines = by_name(name, "riwayat", built(name)["Tabel 3.2"], "indikator", "indikator")
        assert len(lines) == len(printed_table(name, "riwayat")["baris"])
        columns = {
            f"{what}_{y}": f"{what}_{y}" for what in ("target", "realisasi", "capaian") for y in YEARS[name]
        }
        self.check(name, "riwayat", lines, columns, len(lines) * len(columns))

    def test_tabel_3_3(self, name: str) -> None:
        lines = by_name(name, "riwayat", built(name)["Tabel 3.3"], "indikator", "indikator")
        self.check(name, "riwayat", lines, {k: k for k in ("target_akhir", "realisasi_sd", "kemajuan")}, 21)

    def test_tabel_3_5(self, name: str) -> None:
        table = built(name)["Tabel 3.5"]
        lines = [*by_name(name, "anggaran", table, "uraian", "uraian"), ("total", table.lines[-1])]
        assert len(lines) == len(printed_table(name, "anggaran")["baris"]) + 1
        self.check(name, "anggaran", lines, {k: k for k in ("pagu", "realisasi", "persen")}, 3 * len(lines))

    def test_tabel_3_5b(self, name: str) -> None:
        table = built(name)["Tabel 3.5b"]
        lines = [*by_name(name, "belanja", table, "jenis", "jenis"), ("total", table.lines[-1])]
        self.check(name, "belanja", lines, {k: k for k in ("pagu", "realisasi", "persen")}, 6)

    def test_tabel_3_6(self, name: str) -> None:
        lines = by_name(name, "anggaran_sasaran", built(name)["Tabel 3.6"], "indikator", "indikator")
        assert len(lines) == len(printed_table(name, "anggaran_sasaran")["baris"])
        columns = {"alokasi": "alokasi", "persen_alokasi": "persen"}
        self.check(name, "anggaran_sasaran", lines, columns, 2 * len(lines))

    def test_tabel_3_7(self, name: str) -> None:
        lines = by_name(name, "anggaran_sasaran", built(name)["Tabel 3.7"], "indikator", "indikator")
        columns = {"target": "target", "realisasi_kinerja": "realisasi_kinerja", "capaian": "capaian"}
        columns |= {"alokasi": "pagu", "realisasi_anggaran": "realisasi", "serapan": "persen"}
        self.check(name, "anggaran_sasaran", lines, columns, 6 * len(lines))

    def test_tabel_3_8(self, name: str) -> None:
        lines = by_name(name, "anggaran_sasaran", built(name)["Tabel 3.8"], "indikator", "indikator")
        columns = {"capaian": "capaian", "serapan": "persen", "efisiensi": "efisiensi"}
        self.check(name, "anggaran_sasaran", lines, columns, 3 * len(lines))


def test_tabel_3_4_of_kemlagi() -> None:
    """Only Kemlagi prints figures of another level: the kabupaten's IKM is 91,81, that of the nation is
    "-"."""
    line = built("kemlagi")["Tabel 3.4"].lines[0]
    assert [line.cell(k).shown for k in ("realisasi", "nasional", "selisih_nasional")] == ["95,29", "-", ""]
    assert [line.cell(k).shown for k in ("kabupaten", "selisih_kabupaten", "rasio_kabupaten")] == [
        "91,81",
        "3,48",
        "103,79",
    ]
    assert "Tabel 3.4" not in built("gedeg")


def test_averages_of_kemlagi() -> None:
    """The report prints 100,20 % for sasaran strategis and 99,23 % for kinerja lainnya."""
    totals = [
        line.cell("capaian").shown for line in built("kemlagi")["Tabel 3.1"].lines if line.role == "jumlah"
    ]
    assert totals == ["100,20", "99,23"]


@pytest.mark.parametrize(("name", "year"), [("kemlagi", 2024), ("gedeg", 2023)])
def test_every_table_names_office_and_year(name: str, year: int) -> None:
    for table in built(name).values():
        assert table.subtitle == f"Kecamatan {name.title()} Kabupaten Mojokerto Tahun {year}"
