"""All tables of Bab III that a workbook can give."""

from __future__ import annotations

from xlkinerja.rules.registry import Context
from xlkinerja.summary.bab3 import tabel_3_1
from xlkinerja.summary.bab3.source import Source
from xlkinerja.summary.bab3.table import SummaryTable

BUILDERS = (("Tabel 3.1", tabel_3_1.build),)


def build_tables(context: Context) -> list[SummaryTable]:
    """The tables in the order of the report; those without content are left out (see ``left_out``)."""
    source = Source(context)
    return [table for _, build in BUILDERS if (table := build(source)) is not None]


def left_out(tables: list[SummaryTable]) -> list[str]:
    """Names of the tables that the workbook has no content for."""
    present = {table.sheet for table in tables}
    return [name for name, _ in BUILDERS if name not in present]
