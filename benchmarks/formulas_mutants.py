"""Mutation suite: single, seeded slips in the formulas of workbooks, and how many of them are found where they are.

Usage: python benchmarks/formulas_mutants.py [--audit] [--number N] [--seed S] FILE_OR_FOLDER...

A mutant counts when it changes a value somewhere; the workbook is then recalculated, so that no stale value gives
it away. It is found when a finding that the unmutated workbook does not have lies at the mutated cell or in a
range over it. With --audit only the checks for any workbook run (no schema); without it, all of ``check``.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from xlkinerja.address import MAX_COL, MAX_ROW, Range, a1, column_letters, parse_a1
from xlkinerja.findings.finding import Finding
from xlkinerja.formulas.audit import audit_workbook
from xlkinerja.formulas.forms import form_info
from xlkinerja.formulas.recalculate import recalculate
from xlkinerja.formulas.relative import relative_form
from xlkinerja.formulas.sheets import FormulaBook, Key
from xlkinerja.formulas.values import CalcValue, ErrorValue, same
from xlkinerja.formulas.whatif import WhatIf
from xlkinerja.ooxml.grid import Cell, Workbook
from xlkinerja.ooxml.read import read_workbook
from xlkinerja.records import replace

TOKEN = re.compile(
    r'"(?:[^"]|"")*"|(?P<sheet>(?:\'(?:[^\']|\'\')+\'|[A-Za-z_][\w.]*)!)?'
    r"(?P<ref>\$?[A-Z]{1,3}\$?[0-9]{1,7})(?P<to>:\$?[A-Z]{1,3}\$?[0-9]{1,7})?(?![\w(!])"
    r"|(?P<name>[A-Za-z_][\w.]*)(?P<call>\()?|(?P<rel><>|<=|>=|=|<|>)|(?P<op>[-+*/])|(?P<num>[0-9]+(?:\.[0-9]+)?)")
FUNCTIONS = {"SUM": ["AVERAGE", "MAX", "COUNT"], "AVERAGE": ["SUM", "MIN"], "COUNT": ["SUM", "COUNTA"],
             "MAX": ["MIN", "SUM"], "MIN": ["MAX"], "AND": ["OR"], "OR": ["AND"], "ROUND": ["ROUNDUP"],
             "SUMIF": ["COUNTIF"], "COUNTIF": ["SUMIF"]}
Operator = Callable[[str, random.Random], "Iterator[str]"]


def main() -> None:
    """Run the suite and print the table by operator."""
    options = _options()
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    for path in _files(options.paths):
        check = audit_workbook if options.audit else full_check
        _one_file(path, check, options, totals)
    print(f"\n{'operator':<34}{'mutan':>8}{'ditemukan':>11}{'%':>8}")
    for name in [*totals, ""]:
        counts = totals[name] if name else sum(totals.values(), Counter())
        share = 100 * counts["found"] / counts["made"] if counts["made"] else 0
        print(f"{name or 'semua':<34}{counts['made']:>8}{counts['found']:>11}{share:>8.1f}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--audit", action="store_true")
    parser.add_argument("--number", type=int, default=100, help="mutants for each operator and file")
    parser.add_argument("--seed", type=int, default=20240101)
    parser.add_argument("--show", action="store_true", help="print the mutants that were not found")
    return parser.parse_args()


def _files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.glob("*.xlsx")) if path.is_dir() else [path]


def full_check(workbook: Workbook) -> list[Finding]:
    from xlkinerja.policy import load_policy
    from xlkinerja.reader.read import read_book
    from xlkinerja.rules.registry import Context, run_rules
    from xlkinerja.schema.standard import STANDARD

    read = read_book(workbook, STANDARD)
    context = Context(read.book, load_policy(read.book.profile_text("kebijakan") or None), workbook, STANDARD)
    return [*read.findings, *run_rules(context)]


def _one_file(path: Path, check, options: argparse.Namespace, totals: dict[str, Counter[str]]) -> None:
    workbook = read_workbook(str(path))
    book = FormulaBook(workbook)
    if not book.count:
        print(f"{path.name}: tanpa rumus", file=sys.stderr)
        return
    whatif = WhatIf(book, recalculate(workbook, book=book).ground())
    before = {identity(f) for f in check(workbook)}
    keys = [key for key, _, _ in book.formulas()]
    for name, operator in OPERATORS.items():
        rng = random.Random(f"{options.seed} {name} {path.name}")
        made = 0
        for _ in range(options.number * 6):
            if made >= options.number:
                break
            key = rng.choice(keys)
            mutant = one_mutant(workbook, book, whatif, key, operator, rng)
            if mutant is None:
                continue
            made += 1
            found = any(is_over(f, book, key) for f in check(mutant) if identity(f) not in before)
            totals[name]["made"] += 1
            totals[name]["found"] += found
            if not found and options.show:
                cell = mutant.sheets[key[0]].cells.get(key[1:])
                print(f"  {path.name} {name} {book.sheets[key[0]].name}!{a1(*key[1:])}: "
                      f"{book.cell(key).formula} -> {cell.formula if cell.formula else cell.raw}")


def identity(finding: Finding) -> tuple:
    return (finding.code, finding.sheet, finding.cell, finding.cells, finding.message, finding.found)


def is_over(finding: Finding, book: FormulaBook, key: Key) -> bool:
    if finding.sheet != book.sheets[key[0]].name:
        return False
    return any(key[1:] in Range.parse(r) for r in (*finding.cells, finding.cell) if r)


def one_mutant(workbook: Workbook, book: FormulaBook, whatif: WhatIf, key: Key, operator: Operator,
            rng: random.Random) -> Workbook | None:
    """The workbook with one slip, recalculated; None when the slip changes no value or is not possible here."""
    old = book.cell(key)
    choices = list(operator(old.formula, rng)) if operator is not _constant and operator is not _cleared else [""]
    if operator is _constant:
        value = whatif.ground.get(key)
        if not isinstance(value, float):
            return None
        new, result = None, float(f"{value + max(1.0, abs(value)) * rng.choice((0.01, -0.02, 0.1)):.6g}")
    elif operator is _cleared:
        new, result = None, None
    else:
        texts = [t for t in dict.fromkeys(choices) if t and t != old.formula]
        if not texts:
            return None
        new = rng.choice(texts)
        result = _value_of(book, whatif, key, new)
        if result is None:
            return None
    if same(whatif.ground.get(key), result):
        return None
    if operator is _cleared and whatif.ground.get(key) == "":
        return None
    changed = {effect.key: effect.after for effect in whatif.effects({key: result})}
    return _with_cells(workbook, key, new, result, changed, old)


def _value_of(book: FormulaBook, whatif: WhatIf, key: Key, formula: str) -> CalcValue:
    form = relative_form(formula, key[1], key[2], book.sheets[key[0]].name)
    if any(index == key[0] and key[1:] in r for index, r in book.areas(key, form_info(form))):
        return None  # a circle: it has no value, and a check of its own
    return whatif.values({key: form}).get(key)


def _with_cells(workbook: Workbook, key: Key, formula: str | None, value: CalcValue, changed: dict[Key, CalcValue],
                old: Cell) -> Workbook:
    sheets = list(workbook.sheets)
    for index in {key[0]} | {k[0] for k in changed}:
        cells = dict(sheets[index].cells)
        for (_, row, col), new in ((k, v) for k, v in changed.items() if k[0] == index):
            before = cells[row, col]
            cells[row, col] = _cell(row, col, before.formula, new, before)
        if index == key[0]:
            cells[key[1:]] = _cell(key[1], key[2], formula, value, old)
        sheets[index] = replace(sheets[index], cells=cells)
    return replace(workbook, sheets=sheets)


def _cell(row: int, col: int, formula: str | None, value: CalcValue, like: Cell) -> Cell:
    if value is None:
        return Cell(row, col, "", None, formula, like.style)
    if isinstance(value, bool):
        kind, raw = "b", str(int(value))
    elif isinstance(value, float):
        kind, raw = "n", repr(value)
    elif isinstance(value, ErrorValue):
        kind, raw = "e", value.code
    else:
        kind, raw = "s", value
    return Cell(row, col, kind, raw, formula, like.style)


def _replaced(formula: str, group: str, options: Callable[[re.Match[str]], list[str]]) -> Iterator[str]:
    """The formula with one token of that group replaced, every token and every option in turn."""
    for match in TOKEN.finditer(formula):
        if match[group] is None:
            continue
        for text in options(match):
            yield formula[:match.start(group)] + text + formula[match.end(group):]


def _arithmetic(formula: str, rng: random.Random) -> Iterator[str]:
    return _replaced(formula, "op", lambda m: [o for o in "+-*/" if o != m["op"]])


def _relation(formula: str, rng: random.Random) -> Iterator[str]:
    return _replaced(formula, "rel", lambda m: [o for o in ("=", "<>", "<", ">", "<=", ">=") if o != m["rel"]])


def _number(formula: str, rng: random.Random) -> Iterator[str]:
    return _replaced(formula, "num", lambda m: [str(int(float(m["num"])) + d) for d in (1, 10)] + [m["num"] + "0"])


def _function(formula: str, rng: random.Random) -> Iterator[str]:
    return _replaced(formula, "name", lambda m: FUNCTIONS.get(m["name"].upper(), []) if m["call"] else [])


def _constant_for_reference(formula: str, rng: random.Random) -> Iterator[str]:
    for match in TOKEN.finditer(formula):
        if match["ref"] and not match["to"]:
            yield formula[:match.start()] + str(rng.randint(2, 999)) + formula[match.end():]


def _reference(formula: str, rng: random.Random) -> Iterator[str]:
    return _replaced(formula, "ref", lambda m: [] if m["to"] else _moved(m["ref"]))


def _moved(ref: str) -> list[str]:
    row, col = parse_a1(ref)
    near = ((row + 1, col), (row - 1, col), (row, col + 1), (row, col - 1))
    return [a1(r, c) for r, c in near if 1 <= r <= MAX_ROW and 1 <= c <= MAX_COL]


def _ranges(formula: str, change: Callable[[Range], list[Range]]) -> Iterator[str]:
    for match in TOKEN.finditer(formula):
        if not match["to"]:
            continue
        before = Range.parse((match["ref"] + match["to"]).replace("$", ""))
        for after in change(before):
            if after.row1 >= 1 and after.col1 >= 1 and after.row1 <= after.row2 and after.col1 <= after.col2:
                text = f"{column_letters(after.col1)}{after.row1}:{column_letters(after.col2)}{after.row2}"
                yield formula[:match.start("ref")] + text + formula[match.end("to"):]


def _stretched(area: Range, start: int, end: int) -> Range:
    """The range with its ends moved along its longer side."""
    if area.row2 > area.row1:
        return Range(area.row1 + start, area.col1, area.row2 + end, area.col2)
    return Range(area.row1, area.col1 + start, area.row2, area.col2 + end)


def _shrunk(formula: str, rng: random.Random) -> Iterator[str]:
    return _ranges(formula, lambda r: [_stretched(r, 1, 0), _stretched(r, 0, -1)])


def _expanded(formula: str, rng: random.Random) -> Iterator[str]:
    return _ranges(formula, lambda r: [_stretched(r, -1, 0), _stretched(r, 0, 1)])


def _shifted(formula: str, rng: random.Random) -> Iterator[str]:
    return _ranges(formula, lambda r: [_stretched(r, d, d) for d in (1, -1)])


def _constant(formula: str, rng: random.Random) -> Iterator[str]:
    return iter(())


def _cleared(formula: str, rng: random.Random) -> Iterator[str]:
    return iter(())


OPERATORS: dict[str, Operator] = {
    "AOR operator diganti": _arithmetic,
    "CRP angka diganti": _number,
    "CRR angka menggantikan acuan": _constant_for_reference,
    "FFR fungsi diganti": _function,
    "FRC rumus menjadi angka": _constant,
    "RFR acuan diganti": _reference,
    "ROR perbandingan diganti": _relation,
    "rentang dipendekkan": _shrunk,
    "rentang dipanjangkan": _expanded,
    "rentang digeser": _shifted,
    "sel dikosongkan": _cleared,
}

if __name__ == "__main__":
    main()
