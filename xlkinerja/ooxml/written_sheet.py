"""XlsxWriter's worksheet for sheets with very many formulas."""

from __future__ import annotations

from functools import lru_cache

from xlkinerja.patterns import Pattern

_FUNCTION = Pattern(r"([A-Z][A-Z0-9.]*)\(")
_OLD = frozenset({
    "ABS", "AND", "AVERAGE", "COLUMN", "COUNT", "COUNTA", "COUNTIF", "IF", "IFERROR", "INDEX", "INT", "ISBLANK",
    "ISNUMBER", "ISTEXT", "MATCH", "MAX", "MIN", "MOD", "N", "NOT", "OR", "PRODUCT", "ROUND", "ROUNDDOWN", "ROUNDUP",
    "ROW", "SUM", "SUMIF", "SUMPRODUCT", "TEXT", "TRIM", "VLOOKUP",
})
"""Functions that Excel has had from the start, written without a prefix."""


@lru_cache(maxsize=1)
def worksheet_class() -> type:
    """A class for ``Workbook.add_worksheet(name, worksheet_class())``.

    XlsxWriter looks through every formula some thirty times for functions newer than Excel 2007; a formula whose
    functions are all old ones needs none of that. Every other formula goes XlsxWriter's own way.
    """
    from xlsxwriter.worksheet import Worksheet

    class PlainFormulas(Worksheet):
        def _prepare_formula(self, formula: str, *rest: bool, **more: bool) -> str:
            if formula.startswith("=") and not formula.endswith("}") and _OLD.issuperset(_FUNCTION.findall(formula.upper())):
                return formula[1:]
            return super()._prepare_formula(formula, *rest, **more)

    return PlainFormulas
