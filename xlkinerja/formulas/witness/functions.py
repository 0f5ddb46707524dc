"""The functions that the witness knows."""

from __future__ import annotations

from xlkinerja.formulas.witness import choices, selections, totals
from xlkinerja.formulas.witness.scope import Function

FUNCTIONS: dict[str, Function] = {
    "IF": choices.if_, "IFERROR": choices.iferror, "AND": choices.all_of, "OR": choices.one_of,
    "ISNUMBER": choices.isnumber, "COUNT": totals.count, "SUM": totals.total, "AVERAGE": totals.average,
    "MAX": totals.largest, "ROUND": totals.rounded, "SUMIF": selections.sumif, "SUMIFS": selections.sumifs,
    "AVERAGEIF": selections.averageif, "COUNTIF": selections.countif, "COUNTIFS": selections.countif,
    "INDEX": selections.index, "MATCH": selections.match,
}
"""Name -> what gives its value for each row."""
