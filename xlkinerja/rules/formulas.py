"""Formulas: recalculated and questioned as in any workbook, and compared with the formulas of the standard workbook."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.address import Range, parse_a1
from xlkinerja.expected import ExpectedCell, expected_cells
from xlkinerja.expected.amounts import same_money, sum_fields
from xlkinerja.expected.cells import expected_cell
from xlkinerja.expected.evaluate import formula_of
from xlkinerja.expected.places import BookPlaces
from xlkinerja.expected.standard_formulas import StandardFormulas
from xlkinerja.expected.tree import Node
from xlkinerja.findings.finding import Finding
from xlkinerja.formulas.audit import audit_workbook
from xlkinerja.formulas.ranges import as_ranges
from xlkinerja.formulas.relative import relative_form
from xlkinerja.model.book import Field, Row, TableData
from xlkinerja.patterns import Pattern
from xlkinerja.records import replace
from xlkinerja.rules.printed import Verdict, verdict
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.tables import evaluator_of, heading
from xlkinerja.rules.texts import angka
from xlkinerja.rules.totals_text import text_below
from xlkinerja.schema.formulas import expand

_TITLES = 3  # sheets with a title formula that show a workbook made from the template
_MOSTLY = 4  # computed cells with a formula for each without, in a table whose formulas are all wanted
_NOISE = Decimal("1e-9")
_VALUES = ("F701", "F702")  # a stored value that the formula does not give
_BY_KODE = Pattern(r'SUMIFS\(.*&"\*"')  # a parent's sum as the blank template has it
_BY_LEVEL = Pattern(r'IF\(COUNT\([A-Z0-9:]+\)=0,"",.*\bSUMIF\(')  # and a total: the totals' rules tell what it misses
_LEFT_OUT = Pattern(r"tidak mencakup ([A-Z]+[0-9]+(?::[A-Z]+[0-9]+)?)")  # what F712 says a range should take in
_PATTERNS = ("F711", "F720", "F724")  # unlike its neighbours, or over blank rows: the standard's own is meant so


@rule("F701", "F702", "F703", "F704", "F705", "F706", "F707", "F708", "F709", "F710", "F711", "F712", "F713", "F714",
      "F715", "F716", "F717", "F718", "F719", "F720", "F721", "F722", "F723", "F724", "F725", "F726", "F727", "F728",
      "F729")
def audited_formulas(context: Context) -> Iterator[Finding]:
    """What the audit of any workbook finds."""
    memo = context.memo
    for found in audit_workbook(context.workbook, judge=memo.get("judge", ""), book=memo.get("formula_book")):
        if found.code in _VALUES and _stands_as_filled(context, found):
            continue
        if found.code == "F726" and _is_to_be_filled_in(context, found):
            continue
        if found.code == "F712" and _is_of_another_parent(context, found):
            continue
        if found.code not in _PATTERNS or not _is_standard(context, found.sheet, found.cell):
            yield found


def _is_of_another_parent(context: Context, found: Finding) -> bool:
    """Whether a parent's sum rightly stops where it does: by level and kode, no row that it is said to leave out lies
    below the parent. Belanja Modal (5.2) goes on under the parts of Belanja Operasi (5.1), and is none of them."""
    number, col = parse_a1(found.cell)
    left_out = [Range.parse(text) for text in _LEFT_OUT.findall(found.message)]
    for table in context.book.tables:
        if table.sheet != found.sheet or not left_out or any((one.col1, one.col2) != (col, col) for one in left_out):
            continue
        tree = evaluator_of(context).tree(table)
        nodes = {node.row.number: node for node in tree.nodes}
        parent = nodes.get(number)
        if parent is not None and parent.children:
            rows = [nodes.get(row) for one in left_out for row in range(one.row1, one.row2 + 1)]
            return all(node is not None and not _lies_below(node, parent) for node in rows)
    return False


def _lies_below(node: Node, parent: Node) -> bool:
    while node.parent is not None and node.parent is not parent:
        node = node.parent
    return node.parent is parent


def _stands_as_filled(context: Context, found: Finding) -> bool:
    """Whether all cells of a finding hold what they give once the empty computed cells are filled: Excel computed them
    so in a result of ``fill``, whose own cells are taken out before the checks."""
    known = [place for sheet, *place in context.memo.get("as_filled", ()) if sheet == found.sheet]
    ranges = [Range.parse(text) for text in found.cells or (found.cell,)]
    return all(sum(tuple(place) in one for place in known) == one.size for one in ranges)


def _is_to_be_filled_in(context: Context, found: Finding) -> bool:
    """Whether all cells of a finding stand in columns that staff fill in: there a parent's sum may stay unlocked."""
    open_columns = {
        (table.sheet, col)
        for table in context.book.tables
        for key, col in table.columns.items()
        if not context.schema.table(table.key).column(key).computed
    }
    ranges = [Range.parse(text) for text in found.cells or (found.cell,)]
    return all((found.sheet, col) in open_columns for one in ranges for col in range(one.col1, one.col2 + 1))


@rule("F730", "F731")
def standard_formulas(context: Context) -> Iterator[Finding]:
    """Computed cells whose formula is not the standard one and gives another value, or was taken out."""
    if not any(field.formula is not None for table in context.book.tables for row in [*table.rows, *table.totals]
               for field in row.fields.values()):
        return
    evaluator = evaluator_of(context)
    standard = StandardFormulas(evaluator)
    different: list[ExpectedCell] = []
    taken_out: list[Finding] = []
    for table in context.book.tables:
        without: list[tuple[Row, str]] = []
        with_formula, others = standard.parted(table)
        for row, key, formula in others:
            field = row.fields[key]
            if field.formula is None:
                without.append((row, key))
                continue
            with_formula[key] += 1
            if field.stored and standard.text(table, row, key, formula) not in ("", field.formula):
                cell = expected_cell(evaluator, table, row, key)
                if not _agrees(cell):
                    different.append(cell)
        if any(row[key].is_blank for row, key in without):
            cells = [expected_cell(evaluator, table, row, key) for row, key in without]
            taken_out += _all_taken_out(context, cells, with_formula)
    yield from _not_standard(context, different)
    yield from taken_out


@rule("F731")
def sheet_titles(context: Context) -> Iterator[Finding]:
    """A sheet whose title formula was taken out, where the other sheets have theirs."""
    own = [s for s in context.workbook.sheets
           if any(spec.name.casefold() == s.name.casefold() and "{" in spec.title for spec in context.schema.sheets)]
    tops = [(sheet, sheet.cell(1, 1)) for sheet in own]
    if sum(cell is not None and cell.formula is not None for _, cell in tops) < _TITLES:
        return
    for sheet, cell in tops:
        if cell is None or cell.is_blank:
            yield finding("F731", sheet.name, "A1", "Judul lembar kosong, padahal lembar lain memuat rumus judulnya.",
                          cells=("A1",), found="(kosong)",
                          suggestion="Salin rumus judul dari lembar lain, atau ketik judulnya.")


def _agrees(cell: ExpectedCell) -> bool:
    """Whether the formula's stored value is the one that the standard formula gives."""
    field, expected = cell.field, cell.value
    if expected is None or expected == "":
        return field.is_blank or field.value is None
    if isinstance(expected, str):
        return field.text.casefold() == expected.casefold()
    if field.value is None:
        return False
    if "ROUND(" in (field.formula or "").upper() and verdict(field, expected) is Verdict.RIGHT:
        return True
    return abs(field.value - expected) <= _NOISE * max(Decimal(1), abs(expected))


def _not_standard(context: Context, different: list[ExpectedCell]) -> Iterator[Finding]:
    """The disagreeing cells whose formula itself is another one than the schema's. Sums of the blank template that miss
    their parts have one cause: one finding per table."""
    evaluator = evaluator_of(context)
    silent = _silent_cells(context) if different else set()
    missing_parts: dict[int, list[tuple[ExpectedCell, str]]] = defaultdict(list)
    for cell in different:
        field, tree = cell.field, evaluator.tree(cell.table)
        places = BookPlaces(context.book, cell.table, tree, cell.row, cell.key)
        standard = expand(formula_of(context.schema, cell.table, tree, cell.row, cell.key), places, context.policy)
        if not standard or _same_formula(field.formula or "", standard, field.row, field.col, field.sheet):
            continue
        if not places.all_true_numbers or any((f.sheet, f.address) in silent for f in places.used):
            continue  # Excel's formula does not see numbers typed as text; that is told at those cells
        if _BY_KODE.search(field.formula or ""):
            node = tree.node_of(cell.row)
            if not text_below(node, cell.key) and not _adds_all_leaves(node, field):
                missing_parts[id(cell.table)].append((cell, standard))
        elif not (_BY_LEVEL.match(field.formula or "") and any(cell.row is row for row in cell.table.totals)):
            yield _other_formula(
                context, [(cell, standard)], "bukan rumus standar dan memberi hasil lain.",
                "Kembalikan rumus standar, atau salin dari baris lain pada kolom ini.")
    for cells in missing_parts.values():
        others = f" (Sama pada {len(cells) - 1} sel lain.)" if len(cells) > 1 else ""
        yield _other_formula(
            context, cells, "tidak menemukan semua bagian jumlahnya." + others,
            "Rumus ini mencari sub kegiatan di bawahnya menurut Tingkat dan Kode (berawalan kode induk): lengkapi "
            "keduanya, dan pastikan rentangnya sampai baris terakhir. Atau kosongkan sel ini; fill mengisinya.")


def _silent_cells(context: Context) -> set[tuple[str, str]]:
    """The cells whose formula shows nothing although there is a value: what it reads was typed with text."""
    blank = expected_cells(context, with_formulas=False, only_blank=True, evaluator=evaluator_of(context))
    return {(cell.sheet, cell.cell) for cell in blank if cell.field.formula is not None and cell.value is not None}


def _adds_all_leaves(node: Node | None, field: Field) -> bool:
    """Whether a sum gives what the lowest rows below it add up to: then it is a parent between them that is wrong."""
    leaves = [node] if node is not None and node.children else []
    while any(one.children for one in leaves):
        leaves = [child for one in leaves for child in (one.children or [one])]
    total = sum_fields(one.get(field.key) for one in leaves)
    return bool(total.filled) and not total.unreadable and field.value is not None and same_money(
        total.total, field.value)


def _other_formula(context: Context, cells: list[tuple[ExpectedCell, str]], what: str, suggestion: str) -> Finding:
    cell, standard = cells[0]
    field = cell.field
    return finding(
        "F730", field.sheet, field.address, f"Rumus kolom {heading(context, cell.table, cell.key)} {what}",
        cells=tuple(as_ranges((c.field.row, c.field.col) for c, _ in cells)),
        found=f"={field.formula} → {field.text}", expected=f"={standard}",
        evidence=f"Rumus standar: {cell.steps}" if cell.steps else cell.reason, suggestion=suggestion)


def _same_formula(one: str, other: str, row: int, col: int, sheet: str) -> bool:
    return _plain(relative_form(one, row, col, sheet)) == _plain(relative_form(other, row, col, sheet))


def _is_standard(context: Context, sheet: str, cell: str) -> bool:
    """Whether a cell holds the very formula that the schema gives it; of a spare row, that of the rows above."""
    number, col = parse_a1(cell)
    for table in context.book.tables:
        key = next((k for k, c in table.columns.items() if c == col), "")
        if table.sheet != sheet or not key:
            continue
        own = next((row for row in [*table.rows, *table.totals] if row.number == number), None)
        if own is not None:
            field = own.get(key)
            return field is not None and field.formula is not None and _has_standard_formula(context, table, own, field)
        end = min((t.number for t in table.totals if t.number > number), default=0)
        stored = context.workbook.sheet(sheet).cell(number, col)
        if table.rows and table.rows[-1].number < number < end and stored is not None and stored.formula:
            model = table.rows[-1]
            field = replace(model.fields[key], row=number, formula=stored.formula)
            return _has_standard_formula(context, table, model, field)
    return False


def _has_standard_formula(context: Context, table: TableData, row: Row, field: Field) -> bool:
    """Whether the field's formula is, seen from its own place, the one that the schema gives the row."""
    tree = evaluator_of(context).tree(table)
    wanted = formula_of(context.schema, table, tree, row, field.key)
    places = BookPlaces(context.book, table, tree, row, field.key)
    standard = expand(wanted, places, context.policy) if wanted else ""
    here = relative_form(field.formula or "", field.row, field.col, field.sheet)
    there = relative_form(standard, row.number, field.col, field.sheet)
    return bool(standard) and _plain(here) == _plain(there)


def _plain(formula: str) -> str:
    return formula.replace(" ", "").replace("$", "").upper()


def _all_taken_out(context: Context, without: list[ExpectedCell], with_formula: Counter[str]) -> Iterator[Finding]:
    """One finding for the columns of a table in which the same rows lack their formulas. ``without``: its computed
    cells that have none; ``with_formula``: how many of each column have one."""
    blank: dict[str, list[ExpectedCell]] = defaultdict(list)
    for cell in without:
        if cell.field.is_blank and cell.value not in (None, ""):
            blank[cell.key].append(cell)
    typed = sum(cell.value is not None for cell in without)
    same_rows: dict[tuple[int, ...], list[list[ExpectedCell]]] = defaultdict(list)
    for key, cells in blank.items():
        if with_formula[key] or with_formula.total() >= _MOSTLY * typed:
            same_rows[tuple(c.field.row for c in cells)].append(cells)
    for columns in same_rows.values():
        yield _taken_out(context, columns)


def _taken_out(context: Context, columns: list[list[ExpectedCell]]) -> Finding:
    cells = [cell for column in columns for cell in column]
    first, table = cells[0], cells[0].table
    names = ", ".join(heading(context, table, column[0].key) for column in columns)
    value = angka(first.value) if isinstance(first.value, Decimal) else str(first.value)
    return finding(
        "F731", first.sheet, first.cell,
        f"{len(cells)} sel hitungan pada kolom {names} kosong, "
        "padahal sel hitungan lain pada tabel itu memuat rumus.",
        cells=tuple(as_ranges((c.field.row, c.field.col) for c in cells)), found="(kosong)",
        expected=f"={first.formula}" if first.formula else value,
        suggestion="Salin rumus dari baris lain, atau jalankan xlkinerja fill.")
