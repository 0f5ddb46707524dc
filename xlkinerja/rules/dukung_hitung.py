"""Supporting tables: sums down and across, quotients, and labels of a scale against the recomputation."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlkinerja.expected.amounts import Sum, sum_fields
from xlkinerja.expected.lookups import total_rows
from xlkinerja.expected.tree import row_name
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.measures import predikat_fits
from xlkinerja.model.book import Field, Row, TableData
from xlkinerja.numbers.interval import Agreement, agrees_with, average_of, sum_of
from xlkinerja.policy import Scale
from xlkinerja.records import Record, replace
from xlkinerja.rules.dukung_silang import Wrong, with_the_cell_at_fault
from xlkinerja.rules.dukung_terms import is_down, is_sum, outcome, supporting, terms
from xlkinerja.rules.printed import Verdict, decimals_of, verdict
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.tables import evaluator_of, heading
from xlkinerja.rules.texts import angka, as_clause, bulat, short, slip_text, sum_text, written
from xlkinerja.rules.totals_sums import explain_sum
from xlkinerja.schema.contract import Kind
from xlkinerja.schema.language import Call, Cell, Group, Name, Node, parse_formula

_TELLING = Decimal(100)
_OWN_RULES = (
    "ikm_unsur",
    "ikm_responden",
)  # nrr_tertimbang and the total row have two right weights: see dukung_ikm
_SCALE_NAMES = {"mutu_ikm": "IKM", "predikat": "SAKIP", "ip_asn": "Indeks Profesionalitas ASN"}


class _Task(Record, frozen=True):
    """One cell to be held against one formula."""

    table: TableData
    row: Row
    field: Field
    node: Node
    total: bool


def _tasks(context: Context) -> Iterator[_Task]:
    for table, spec in supporting(context):
        totals = [r for r in total_rows(table) if _is_main_total(r)]
        for column in spec.columns:
            if column.key not in table.columns:
                continue
            for row in table.rows:
                if column.formula and not row[column.key].is_blank:
                    yield _Task(table, row, row[column.key], parse_formula(column.formula), False)
            for row in totals:
                for formula in _formulas_of_total(column.formula, column.total_formula):
                    if not row[column.key].is_blank:
                        yield _Task(table, row, row[column.key], parse_formula(formula), True)


def _formulas_of_total(formula: str, total: str) -> list[str]:
    """A total row adds up downwards; where its own terms stand in it, it must add up across as well."""
    across = [formula] if formula and formula != total and is_sum(parse_formula(formula)) else []
    return [*([total] if total else []), *across]


def _is_main_total(row: Row) -> bool:
    """A total row with any figure."""
    return any(f.value is not None for f in row.fields.values())


@rule("J326", "J327", "U411", "U410", "U412")
def computed_cells_of_supporting_tables(context: Context) -> Iterator[Finding]:
    """Every total, row sum, quotient and label of a supporting table at its printed precision."""
    wrong: list[Wrong] = []
    for task in _tasks(context):
        node = task.node
        if isinstance(node, Call) and node.function == "SKALA":
            yield from _label(context, task)
        elif task.field.value is not None and not _has_own_rule(task):
            for told in _figure(context, task):
                exact = _exact(context, task)[0]
                if told.code in ("J326", "J327") and exact is not None:
                    keys = () if is_down(node) else _keys(node)
                    wrong.append(Wrong(task.table, task.row, task.field, task.field.value - exact, keys, told))
                else:
                    yield told
    yield from with_the_cell_at_fault(wrong)


def _has_own_rule(task: _Task) -> bool:
    return task.table.key in _OWN_RULES and (task.total or task.field.key == "nrr_tertimbang")


def _figure(context: Context, task: _Task) -> Iterator[Finding]:
    field, possible = task.field, outcome(context, task.table, task.row, task.node)
    if possible is None:
        return
    exact, steps = _exact(context, task)
    if exact is not None:
        found = verdict(field, exact)
        if found is Verdict.RIGHT:
            return
        if (
            found is Verdict.CUT
            and context.schema.table(task.table.key).column(field.key).kind is not Kind.BULAT
        ):
            yield _cut(context, task, exact, steps)
            return
    within = agrees_with(field.value, decimals_of(field), possible) is not Agreement.DIFFERENT
    if within and not (exact is not None and exact != field.value and _adds_whole_numbers(task)):
        return
    if is_down(task.node) and _right_some_other_way(context, task):
        return
    told = _told(context, task, exact if exact is not None else (possible.low + possible.high) / 2, steps)
    yield replace(told, severity=Severity.PERINGATAN) if within else told


def _told(context: Context, task: _Task, exact: Decimal, steps: str) -> Finding:
    if is_down(task.node):
        return _down(context, task, exact, steps)
    return _across(context, task, exact) if is_sum(task.node) else _quotient(context, task, exact, steps)


def _adds_whole_numbers(task: _Task) -> bool:
    """Whether a sum and all that it adds up are typed without decimals: rounding may explain a small gap, but whole
    numbers are seldom rounded ones."""
    node = task.node
    if is_down(node):
        parts = [row.get(task.field.key) for row in task.table.rows] if node.function == "SUM" else []
    else:
        parts = [task.row.get(key) for key in _keys(node)] if is_sum(node) else []
    filled = [field for field in parts if field is not None and field.value is not None]
    return bool(filled) and all(decimals_of(field) == 0 for field in (task.field, *filled))


def _right_some_other_way(context: Context, task: _Task) -> bool:
    """A total row that says what it is: an average ("Rata-rata"), a total where the form averages ("Total"), or the
    sum of only the rows above it (rows below a total are remarks in figures, such as a percentage)."""
    above = [row for row in task.table.rows if row.number < task.row.number]
    before = max((t.number for t in task.table.totals if t.number < task.row.number), default=0)
    label = task.row.text(context.schema.table(task.table.key).label_key).casefold()
    for rows in (task.table.rows, above, [row for row in above if row.number > before]):
        found = terms(context, task.table, rows, task.field.key)
        kinds = [] if not found else [average_of(found)] if "rata" in label else [sum_of(found)]
        if found and isinstance(task.node, Call) and task.node.function == "MEAN":
            kinds = [average_of(found), sum_of(found)]
        if any(
            kind is not None
            and agrees_with(task.field.value, decimals_of(task.field), kind) is not Agreement.DIFFERENT
            for kind in kinds
        ):
            return True
    return False


def _exact(context: Context, task: _Task) -> tuple[Decimal | None, str]:
    """What the formula gives for the figures as they stand, and the computation in words."""
    result = evaluator_of(context).evaluated(task.table, task.row, task.field.key, task.node)
    return (result.value if isinstance(result.value, Decimal) else None), result.steps


def _name(context: Context, task: _Task) -> str:
    title = context.schema.table(task.table.key).title
    what = heading(context, task.table, task.field.key)
    return f"{title}, {'baris jumlah' if task.total else short(_row_name(context, task), 50)}, kolom {what}"


def _row_name(context: Context, task: _Task) -> str:
    label = context.schema.table(task.table.key).label_key
    return task.row.text(label) or row_name(task.row)


def _down(context: Context, task: _Task, exact: Decimal, steps: str) -> Finding:
    field = task.field
    total = sum_fields(row.get(field.key) for row in task.table.rows)
    is_mean = isinstance(task.node, Call) and task.node.function == "MEAN"
    why = "" if is_mean else _why(field.value, total)
    words = "rata-rata" if is_mean else "jumlah"
    places = decimals_of(field)
    expected = angka(exact, places) if places is not None else angka(exact)
    return finding(
        "J326",
        field.sheet,
        field.address,
        f"{_name(context, task)}: {words} {len(total.filled)} baris = {expected}, tertulis {written(field)} "
        f"(selisih {bulat(abs(field.value - exact), 4)}){as_clause(why)}",
        cells=(field.address,),
        found=written(field),
        expected=expected,
        evidence=steps if is_mean or not total.filled else sum_text(total.terms, total.total),
        suggestion=(f"{why[0].upper()}{why[1:]}. " if why else "")
        + "Periksa apakah ada baris yang belum tertulis; isi baris jumlah dengan rumus.",
    )


def _why(found: Decimal, total: Sum) -> str:
    """What explains a wrong sum; among small counts some row always happens to fit the gap, which proves nothing."""
    if abs(found - total.total) < _TELLING:
        return slip_text(found, total.total)
    return explain_sum(found, total)


def _across(context: Context, task: _Task, exact: Decimal) -> Finding:
    field = task.field
    keys = _keys(task.node)
    shown = [task.row[k].value for k in keys if k in task.row.fields and task.row[k].value is not None]
    why = slip_text(field.value, exact)
    return finding(
        "J327",
        field.sheet,
        field.address,
        f"{_name(context, task)}: jumlah ke samping {len(shown)} kolom = {angka(exact)}, tertulis {written(field)} "
        f"(selisih {bulat(abs(field.value - exact), 4)}){as_clause(why)}",
        cells=(field.address,),
        found=written(field),
        expected=angka(exact),
        evidence=sum_text(shown, exact),
        suggestion="Isi kolom ini dengan rumus jumlah, atau betulkan angka yang dijumlahkan.",
    )


def _keys(node: Node) -> list[str]:
    if isinstance(node, Call) and isinstance(node.arguments[0], Group):
        return list(node.arguments[0].keys)
    left, right = getattr(node, "left", None), getattr(node, "right", None)
    if left is None or right is None:
        return [node.key] if hasattr(node, "key") else []
    return [*_keys(left), *_keys(right)]


def _quotient(context: Context, task: _Task, exact: Decimal, steps: str) -> Finding:
    field = task.field
    places = 2 if decimals_of(field) is None else decimals_of(field)
    return finding(
        "U411",
        field.sheet,
        field.address,
        f"{_name(context, task)} tertulis {written(field)}, hasil hitungan {angka(exact, places)}"
        f"{as_clause(slip_text(field.value, exact))}",
        cells=(field.address,),
        found=written(field),
        expected=angka(exact, places),
        evidence=steps,
        suggestion="Hitung ulang dari angka pada baris itu, atau kosongkan agar diisi rumus.",
    )


def _cut(context: Context, task: _Task, exact: Decimal, steps: str) -> Finding:
    field = task.field
    expected = angka(exact, decimals_of(field) or 0)
    return finding(
        "U410",
        field.sheet,
        field.address,
        f"{_name(context, task)} tertulis {written(field)}; angkanya dipotong, bila dibulatkan menjadi {expected}.",
        cells=(field.address,),
        found=written(field),
        expected=expected,
        evidence=steps,
        suggestion="Bulatkan, jangan dipotong; pakai cara yang sama di semua tabel.",
    )


def _label(context: Context, task: _Task) -> Iterator[Finding]:
    first, second = task.node.arguments  # type: ignore[union-attr]
    value = outcome(context, task.table, task.row, second)
    text = task.field.text
    if value is None or not isinstance(first, Name) or not text:
        return
    scale = context.policy.scale(first.word)
    middle = (value.low + value.high) / 2
    exact = (
        evaluator_of(context).computed(task.table, task.row, second.key).value
        if isinstance(second, Cell)
        else None
    )
    if any(_fits(context, scale, first.word, v, text) for v in (middle, exact) if isinstance(v, Decimal)):
        return
    right = scale.label(middle)
    field = task.field
    yield finding(
        "U412",
        field.sheet,
        field.address,
        f'{_name(context, task)} tertulis "{short(text, 30)}"; untuk nilai {bulat(middle)} menurut skala {scale.name} '
        f'seharusnya "{right}".',
        cells=(field.address,),
        found=text,
        expected=right,
        evidence=f"{right}: {scale.range_text(scale.rank(middle))}",
        suggestion=f'Tulis "{right}", atau periksa nilainya.',
    )


def _fits(context: Context, scale: Scale, name: str, value: Decimal, text: str) -> bool:
    """Whether a label goes with a value; words that belong to no scale prove nothing."""
    if name in _SCALE_NAMES:
        return predikat_fits(value, text, _SCALE_NAMES[name], context.policy) is not False
    rank = scale.find(text.partition("(")[0].strip())
    return rank is None or rank == scale.rank(value)
