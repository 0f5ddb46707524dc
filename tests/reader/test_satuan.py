"""The satuan column of a row settles how its numbers are read."""

from decimal import Decimal

from grid_of_text import workbook

from xlkinerja.numbers.reading import Status
from xlkinerja.reader import read_book


def target(satuan: str, word: str):
    text = (
        "| Bagian | Indikator | Satuan | Target | Realisasi |\n"
        f"| Kinerja Lainnya | Satu | {satuan} | '{word} | 90 |"
    )
    return read_book(workbook(Realisasi_Kinerja=text)).book.one("realisasi_kinerja").rows[0]["target"].reading


def test_a_count_has_no_decimals():
    assert (target("pelayanan", "1.100").status, target("pelayanan", "1.100").value) == (Status.NUMBER, 1100)


def test_a_percentage_or_index_may_have_three():
    assert target("%", "94.385").value == Decimal("94.385")
    assert target("Indeks", "83.325").status is Status.AMBIGUOUS
