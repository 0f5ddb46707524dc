"""Reported capaian, % keuangan, serapan, % alokasi, tingkat kemajuan and efisiensi against the recomputation."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from xlkinerja.expected.amounts import plain_numbers
from xlkinerja.expected.cells import ExpectedCell, expected_cell
from xlkinerja.expected.lookups import split_year
from xlkinerja.expected.standard_formulas import computed_cells
from xlkinerja.expected.tree import row_name
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.measures import capaian, persen
from xlkinerja.measures.anggaran import bagian
from xlkinerja.model.book import Field, Row, TableData
from xlkinerja.numbers.interval import Agreement, agrees, rounded
from xlkinerja.numbers.reading import Status
from xlkinerja.rules.dukung_terms import supporting
from xlkinerja.rules.explanations import other_computation
from xlkinerja.rules.indikator import index_of
from xlkinerja.rules.printed import Verdict, decimals_of, is_at_full_precision, verdict
from xlkinerja.rules.registry import Context, finding, rule
from xlkinerja.rules.tables import evaluator_of, heading, offering_evaluator
from xlkinerja.rules.texts import angka, bulat, short, slip_text, written
from xlkinerja.rules.totals_across import table_total
from xlkinerja.rules.totals_below import put_right
from xlkinerja.rules.totals_crossing import corrected_row
from xlkinerja.schema.language import Call, Cell, parse_formula

CODES = {"capaian": "U401", "persen": "U402", "serapan": "U402", "kemajuan": "U403", "persen_alokasi": "U404",
         "efisiensi": "U405"}


@rule("U401", "U402", "U403", "U404", "U405", "U409", "U410")
def reported_measures(context: Context) -> Iterator[Finding]:
    """Every reported measure of every table, total rows included, at its printed precision."""
    checker = _Checker(context)
    own_rules = {spec.key for _, spec in supporting(context)}  # supporting data have checks of their own
    for table in context.book.tables:
        if table.key in own_rules:
            continue
        settled: dict[tuple[str, str], set[int]] = {}
        for row, key, formula in computed_cells(
                context.schema, table, checker.evaluator.tree(table), wanted=_is_measure):
            if (key, formula) not in settled:
                settled[key, formula] = _plainly_right([*table.rows, *table.totals], key, formula)
            if id(row) in settled[key, formula] or row[key].value is None:
                continue
            is_average = table.key == "realisasi_kinerja" and any(row is t for t in table.totals)
            if not is_average:
                yield from checker.check(expected_cell(checker.evaluator, table, row, key), CODES[split_year(key)[0]])


def is_refused(context: Context, table: TableData, row: Row, key: str) -> bool:
    """Whether a value stands there that U409 tells to empty: nothing can be measured in that row."""
    checker = _Checker(context)
    found = checker.check(expected_cell(checker.evaluator, table, row, key), CODES[key])
    return any(f.code == "U409" for f in found)


def _is_measure(key: str) -> bool:
    return split_year(key)[0] in CODES


def _plainly_right(rows: list[Row], key: str, formula: str) -> set[int]:
    """The ids of the rows in which a percentage at full precision is the quotient of two plain numbers of the row: the
    usual case, settled before the computation is put into words."""
    terms = _terms(formula)
    if not terms:
        return set()
    stands, parts, wholes = (plain_numbers([row.fields.get(k) for row in rows]) for k in (key, *terms))
    exact = map(bagian, parts, wholes)
    return {id(row) for row, value, right in zip(rows, stands, exact, strict=True)
            if value is not None and right is not None and is_at_full_precision(row[key].reading, right)}


@lru_cache(maxsize=64)
def _terms(formula: str) -> tuple[str, ...]:
    """The keys of a and b in PERSEN([a],[b]); () for any other formula."""
    node = parse_formula(formula)
    if not isinstance(node, Call) or node.function != "PERSEN":
        return ()
    keys = tuple(cell.key for cell in node.arguments if isinstance(cell, Cell))
    return keys if len(keys) == 2 else ()


class _Checker:
    """What the checks of one run share."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.index = index_of(context)
        self.evaluator = evaluator_of(context)

    def check(self, cell: ExpectedCell, code: str) -> Iterator[Finding]:
        """The findings of one cell."""
        exact, steps, reason = self._exact(cell)
        if exact is None:
            yield from self._not_computable(cell, reason)
            return
        found = verdict(cell.field, exact, self.context.policy.toleransi)
        if found is Verdict.DIFFERENT and any(
                verdict(cell.field, other) is not Verdict.DIFFERENT for other in self._also_right(cell)):
            return
        if found is Verdict.CUT:
            yield self._cut(cell, exact, steps)
        elif found is Verdict.DIFFERENT:
            yield self._different(cell, code, exact, steps)

    def _exact(self, cell: ExpectedCell) -> tuple[Decimal | None, str, str]:
        """The recomputation: of a capaian per sasaran from its own row where that has target and realisasi."""
        if cell.table.key == "anggaran_sasaran" and cell.key == "capaian":
            target, realisasi = cell.row.get("target"), cell.row.get("realisasi_kinerja")
            if target is not None and realisasi is not None and not (target.is_blank and realisasi.is_blank):
                made = capaian(target.value, realisasi.value, self._arah(cell), self.context.policy)
                return made.value, made.steps, made.reason
        if cell.key == "persen_alokasi" and self.evaluator.pagu() is None:
            return self._share_of_total(cell)
        value = cell.value if isinstance(cell.value, Decimal) else None
        return value, cell.steps, cell.reason

    def _share_of_total(self, cell: ExpectedCell) -> tuple[Decimal | None, str, str]:
        """% alokasi where Profil names no pagu: of the table's own total, or of Realisasi Anggaran's."""
        main = self.context.book.one("anggaran")
        totals = [table_total(self.context, main, "pagu")] if main is not None else []
        if any(row.value("alokasi") for row in cell.table.totals):
            totals.insert(0, table_total(self.context, cell.table, "alokasi"))
        base = next((t.value for t in totals if t is not None), None)
        made = persen(cell.row.value("alokasi"), base, self.context.policy.desimal, "pagu")
        return made.value, made.steps, made.reason if base is not None else ""

    def _arah(self, cell: ExpectedCell) -> str:
        return self.evaluator.arah(cell.table, cell.row)

    def _also_right(self, cell: ExpectedCell) -> Iterator[Decimal]:
        """Other computations that make the cell right, because the fault lies elsewhere and is reported there."""
        stem, year = split_year(cell.key)
        for factor in (Decimal(100), Decimal("0.01")):  # a scale of percent misread: told as a finding of numbers
            if cell.field.reading.unit != "%" and not cell.field.is_text and cell.value is not None:
                yield from self._rescaled(cell, factor)
        cap = self.context.policy.batas_atas
        if stem == "capaian" and cap is not None and isinstance(cell.value, Decimal) and cell.value > cap:
            yield cap  # the region cuts a capaian to this bound
        name, tahun = cell.row.text("indikator"), self.index.year
        if stem == "capaian" and name and year in (None, tahun) and cell.table.key != "realisasi_kinerja":
            yield from self._from_main_table(cell, name)
        if stem == "efisiensi":
            yield from self._from_exact_terms(cell)
        if stem == "persen":
            right = corrected_row(self.context, cell.table, cell.row) or put_right(self.context, cell.table, cell.row)
            pagu, realisasi = (right.get(k, cell.row.value(k)) for k in ("pagu", "realisasi"))
            if right and pagu and realisasi is not None:  # a wrong pagu or realisasi is told at its own cell
                yield realisasi * 100 / pagu
        if stem == "kemajuan" and self._arah(cell) == "Turun":  # as far as a capaian of that direction would be
            made = capaian(cell.row.value("target_akhir"), cell.row.value("realisasi_sd"), "Turun", self.context.policy)
            yield from (value for value in [made.value] if value is not None)

    def _rescaled(self, cell: ExpectedCell, factor: Decimal) -> Iterator[Decimal]:
        """The exact value, if the reported one is it in the other scale (0,46 read as 46 or the reverse)."""
        field = cell.field
        exact = self._exact(cell)[0]
        places = decimals_of(field)
        shift = -2 if factor == 100 else 2
        if exact is not None and agrees(field.value / factor, None if places is None else max(0, places - shift),
                                        exact) is Agreement.ROUNDED:
            yield field.value

    def _from_main_table(self, cell: ExpectedCell, name: str) -> Iterator[Decimal]:
        """This row's realisasi differs from Realisasi Kinerja (reported there), but its capaian follows that table."""
        tahun = self.index.year
        own_target = cell.row.get("target") or cell.row.get(f"target_{tahun}")
        for realisasi in self.index.find(name, "realisasi", tahun, "realisasi_kinerja"):
            target = own_target.value if own_target is not None and own_target.value else realisasi.row.value("target")
            made = capaian(target, realisasi.field.value, self._arah(cell), self.context.policy)
            if made.value is not None:
                yield made.value

    def _from_exact_terms(self, cell: ExpectedCell) -> Iterator[Decimal]:
        """Efisiensi from the unrounded capaian and serapan instead of the printed ones."""
        from xlkinerja.measures import efisiensi

        def both(key: str) -> list[object]:
            return [self.evaluator.computed(cell.table, cell.row, key).value, cell.row.value(key)]

        own = capaian(cell.row.value("target"), cell.row.value("realisasi_kinerja"), self._arah(cell),
                      self.context.policy).value
        reached = [*both("capaian"), own, *self._from_main_table(cell, cell.row.text("indikator"))]
        absorbed = both("serapan")
        for first in [t for t in reached if isinstance(t, Decimal)] or [None]:
            for second in [t for t in absorbed if isinstance(t, Decimal)] or [None]:
                made = efisiensi(first, second, self.context.policy)
                if made.value is not None:
                    yield made.value

    def _different(self, cell: ExpectedCell, code: str, exact: Decimal, steps: str) -> Finding:
        field = cell.field
        places = _shown_decimals(field)
        other = other_computation(self.context, self.index, self.evaluator, cell, exact)
        slip = "" if other else slip_text(field.value, rounded(exact, places))
        why = other.text if other else slip
        return finding(
            code, field.sheet, field.address,
            f"{_what(self.context, cell)} tertulis {written(field)}, seharusnya {angka(exact, places)}: {steps}."
            + (f" {why[0].upper()}{why[1:]}." if why else ""),
            cells=(field.address,), found=written(field), expected=angka(exact, places), evidence=steps,
            suggestion="Hitung ulang dari angka pada baris ini, atau betulkan angka dasarnya bila itu yang keliru.",
            severity=Severity.PERINGATAN if other and other.legitimate else None,
        )

    def _cut(self, cell: ExpectedCell, exact: Decimal, steps: str) -> Finding:
        field = cell.field
        rounded = angka(exact, _shown_decimals(field))
        return finding(
            "U410", field.sheet, field.address,
            f"{_what(self.context, cell)} tertulis {written(field)}; angkanya dipotong, bila dibulatkan menjadi "
            f"{rounded} "
            f"({_long_steps(steps, exact)}).",
            cells=(field.address,), found=written(field), expected=rounded, evidence=_long_steps(steps, exact),
            suggestion="Bulatkan, jangan dipotong; pakai cara yang sama di semua tabel.",
        )

    def _has_lost_a_column(self, cell: ExpectedCell) -> bool:
        """Whether the table has no column at all for a term of this measure."""
        stem, year = split_year(cell.key)
        terms = _own_terms(self.context.schema.table(cell.table.key).column(stem).formula)
        return any(k not in cell.table.columns and f"{k}_{year}" not in cell.table.columns for k in terms)

    def _is_of_words(self, cell: ExpectedCell) -> bool:
        """Whether target or realisasi of a capaian is a word ("BB", "WTP"): there is one, but no quotient of them."""
        stem, year = split_year(cell.key)
        terms = [cell.row.get(f"{k}_{year}" if year else k) for k in ("target", "realisasi", "realisasi_kinerja")]
        return stem == "capaian" and any(t is not None and t.reading.status is Status.TEXT for t in terms)

    def _not_computable(self, cell: ExpectedCell, reason: str) -> Iterator[Finding]:
        field = cell.field
        if field.formula is not None and field.value == 0:
            return  # a formula that shows 0 while nothing is filled in yet
        if field.formula is not None and offering_evaluator(self.context).computed(
            cell.table, cell.row, cell.key
        ).value is not None:
            return  # no one wrote it: what the formula gives with the realisasi that the supporting data offer
        own_target = f"target_{split_year(cell.key)[1]}"
        if cell.table.key == "riwayat" and split_year(cell.key)[0] == "capaian" and cell.row.get(own_target) is None:
            return  # the table has no targets: compared with Realisasi Kinerja instead
        if self._has_lost_a_column(cell) or self._is_of_words(cell):
            return  # words are told as such; the heading of a term was not recognised, which is told of the heading
        if not reason or cell.key in ("capaian",) and cell.table.key == "anggaran_sasaran" and _no_terms(cell):
            return
        mild = split_year(cell.key)[0] in ("persen", "serapan", "persen_alokasi") and field.value == 0
        yield finding(
            "U409", field.sheet, field.address,
            f"{_what(self.context, cell)} tertulis {written(field)}, padahal {reason}.",
            cells=(field.address,), found=written(field), expected="tidak dapat diukur", evidence=reason,
            suggestion="Kosongkan atau tulis N/A; yang tidak dapat diukur tidak ikut dirata-rata dan bukan 0 atau 100.",
            severity=Severity.CATATAN if mild else None,
        )


@lru_cache(maxsize=64)
def _own_terms(formula: str) -> tuple[str, ...]:
    """The keys of the columns that PERSEN or CAPAIAN of a row is made of."""
    node = parse_formula(formula) if formula else None
    if not isinstance(node, Call) or node.function not in ("PERSEN", "CAPAIAN"):
        return ()
    return tuple(a.key for a in node.arguments[:2] if isinstance(a, Cell))


def _no_terms(cell: ExpectedCell) -> bool:
    return not cell.row.text("target") and not cell.row.text("realisasi_kinerja")


def _shown_decimals(field: Field) -> int:
    places = decimals_of(field)
    return 2 if places is None else max(places, 0)


def _long_steps(steps: str, exact: Decimal) -> str:
    """The computation with two more decimals than usual, so that the cut can be seen."""
    return f"{steps.rpartition(' = ')[0]} = {bulat(exact, 5)}" if " = " in steps else bulat(exact, 5)


def _what(context: Context, cell: ExpectedCell) -> str:
    name = cell.row.text("indikator") or row_name(cell.row)
    if any(cell.row is total for total in cell.table.totals):
        name = "baris jumlah"
    return f"{heading(context, cell.table, cell.key)} \"{short(name)}\""
