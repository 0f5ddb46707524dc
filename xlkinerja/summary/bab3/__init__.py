"""The tables of LKjIP Bab III, each as data: ``build_tables(context)`` gives them in the order of the
report."""

from xlkinerja.summary.bab3.build import absent_tables, build_tables, left_out
from xlkinerja.summary.bab3.cell import Cell
from xlkinerja.summary.bab3.table import Chart, Column, Line, Role, Shape, SummaryTable

__all__ = [
    "Cell",
    "Chart",
    "Column",
    "Line",
    "Role",
    "Shape",
    "SummaryTable",
    "absent_tables",
    "build_tables",
    "left_out",
]
