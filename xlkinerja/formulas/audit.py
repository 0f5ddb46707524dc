"""The audit of any workbook's formulas: recalculation and pattern checks, as findings."""

from __future__ import annotations

from xlkinerja.address import Range
from xlkinerja.findings.finding import Finding
from xlkinerja.formulas.explained import one_cause_each
from xlkinerja.formulas.judgements import judgement_findings
from xlkinerja.formulas.lost_names import name_findings
from xlkinerja.formulas.patterns.view import SheetView
from xlkinerja.formulas.questions import is_ignored, pattern_findings
from xlkinerja.formulas.quiet import quiet_collector
from xlkinerja.formulas.recalculate import Recalculation, recalculate
from xlkinerja.formulas.run_engine import DEFAULT_SECONDS
from xlkinerja.formulas.sheets import FormulaBook
from xlkinerja.formulas.values import CalcValue
from xlkinerja.formulas.whatif import WhatIf
from xlkinerja.ooxml.grid import Workbook
from xlkinerja.records import Record, field


class Audit(Record):
    """What the audit of a workbook gives: findings, the recalculation behind them, and the values to store in
    formulas that have none ((sheet name, row, column) -> value)."""

    findings: list[Finding]
    recalculation: Recalculation
    values_to_store: dict[tuple[str, int, int], CalcValue] = field(default_factory=dict)


def audit_workbook(workbook: Workbook, *, seconds: float = DEFAULT_SECONDS, judge: str = "",
                   patterns: bool = True, book: FormulaBook | None = None) -> list[Finding]:
    """All findings about the formulas of a workbook, ordered by sheet and place.

    ``seconds``: time limit for each engine. ``judge``: "libreoffice" asks LibreOffice about what the two engines
    leave undecided (raises ``EngineError`` when it is not installed). ``patterns``: False for recalculation only.
    ``book``: the workbook's formulas, where they have been read already.
    """
    return audit(workbook, seconds=seconds, judge=judge, patterns=patterns, book=book).findings


def audit(workbook: Workbook, *, seconds: float = DEFAULT_SECONDS, judge: str = "", patterns: bool = True,
          book: FormulaBook | None = None) -> Audit:
    """Like ``audit_workbook``, with the recalculation and the values to store."""
    with quiet_collector():
        book = book or FormulaBook(workbook)
        result = recalculate(workbook, seconds=seconds, book=book)
        if judge:
            from xlkinerja.formulas.judge import ask_judge

            ask_judge(book, result, judge, seconds)
        found = _all_findings(book, result, patterns)
    store = {(book.sheets[k[0]].name, k[1], k[2]): v for k, v in result.values_to_store().items()}
    return Audit(_in_order(book, found), result, store)


def _all_findings(book: FormulaBook, result: Recalculation, patterns: bool) -> list[Finding]:
    whatif = WhatIf(book, result.ground)
    views = [SheetView(book, sheet) for sheet in book.sheets]
    found = list(judgement_findings(book, result, whatif, lambda k: views[k[0]].label(k[1], k[2])))
    found = [f for f in found if not _switched_off(book, views, f)]
    found.extend(name_findings(book))
    if patterns:
        found.extend(pattern_findings(book, whatif, views))
    return one_cause_each(found)


def _switched_off(book: FormulaBook, views: list[SheetView], finding: Finding) -> bool:
    index = book.sheet_index(finding.sheet)
    if index is None or not finding.cell:
        return False
    place = Range.parse(finding.cell)
    return is_ignored(views[index], finding.code, place.row1, place.col1)


def _in_order(book: FormulaBook, findings: list[Finding]) -> list[Finding]:
    def place(finding: Finding) -> tuple:
        index = book.sheet_index(finding.sheet)
        cell = Range.parse(finding.cell) if finding.cell else Range(1, 1, 1, 1)
        return (index if index is not None else -1, cell.row1, cell.col1, finding.code)

    return sorted(findings, key=place)
