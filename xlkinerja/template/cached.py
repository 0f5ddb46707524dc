"""Values of the template's formulas, computed with the measures, so that a workbook shows its numbers
unopened.

The tree of the schema's formula is walked, not the Excel text; what stands in a cell is asked of ``read``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from xlkinerja import measures
from xlkinerja.policy import Policy
from xlkinerja.schema.formulas import Places
from xlkinerja.schema.language import Binary, Call, Cell, Group, Name, Node, Number, parse_formula
from xlkinerja.schema.policy_formulas import LAINNYA, UTAMA

Known = Decimal | str | None
Read = Callable[[str], list[Known]]


def computed_value(formula: str, places: Places, policy: Policy, read: Read) -> Known:
    """What a formula of the schema gives; None where Excel's formula gives "".

    ``read``: the values of the cells of one reference, in order, None for blank ones.
    """
    return _Evaluation(places, policy, read).value(parse_formula(formula))


class _Evaluation:
    """One walk over the tree of a formula."""

    def __init__(self, places: Places, policy: Policy, read: Read) -> None:
        self.places, self.policy, self.read = places, policy, read

    def value(self, node: Node) -> Known:
        if isinstance(node, Number):
            return Decimal(node.text)
        if isinstance(node, Cell):
            return self._one(self.places.cell(node.key))
        if isinstance(node, Binary):
            return self._arithmetic(node)
        if isinstance(node, Name):
            return self._pagu() if node.word == "PAGU" else self._arah()
        if isinstance(node, Call):
            return self._call(node)
        return None

    def _one(self, reference: str | None) -> Known:
        return self.read(reference)[0] if reference else None

    def _number(self, node: Node) -> Decimal | None:
        value = self.value(node)
        return value if isinstance(value, Decimal) else None

    def _arithmetic(self, node: Binary) -> Known:
        left, right = self._number(node.left), self._number(node.right)
        if left is None or right is None or (node.operator == "/" and right == 0):
            return None
        return {"+": left.__add__, "-": left.__sub__, "*": left.__mul__, "/": left.__truediv__}[
            node.operator
        ](right)

    def _pagu(self) -> Known:
        perubahan, murni = (self._one(self.places.profil(key)) for key in ("pagu_perubahan", "pagu_murni"))
        return perubahan if isinstance(perubahan, Decimal) else murni

    def _arah(self) -> Known:
        own = self.places.cell("arah")
        return self._one(own) if own else self._lookup("realisasi_kinerja", "indikator", "arah")

    def _lookup(self, table: str, key: str, wanted: str) -> Known:
        places = self.places
        own, keys, values = (
            self._one(places.cell(key)),
            places.column(table, key),
            places.column(table, wanted),
        )
        if own is None or not keys or not values:
            return None
        names = [str(name).casefold() if name is not None else None for name in self.read(keys)]
        return self.read(values)[names.index(str(own).casefold())] if str(own).casefold() in names else None

    def _call(self, node: Call) -> Known:
        first = node.arguments[0]
        if node.function == "SUM":
            return self._sum(first) if isinstance(first, Group) else None
        if node.function == "AVERAGE":
            return self._average(first) if isinstance(first, Group) else None
        if node.function == "MEAN":
            return _mean(_numbers(self._cells(first))) if isinstance(first, Group) else None
        if node.function == "SKALA" and isinstance(first, Name):
            value = self._number(node.arguments[1])
            return None if value is None else self.policy.scale(first.word).label(value)
        if node.function == "LOOKUP":
            return self._lookup(*(word.word for word in node.arguments if isinstance(word, Name)))
        if node.function == "CAPAIAN":
            target, realisasi, arah = (self.value(argument) for argument in node.arguments)
            return measures.capaian(_decimal(target), _decimal(realisasi), str(arah or ""), self.policy).value
        numbers = [self._number(argument) for argument in node.arguments]
        if node.function == "PERSEN":
            return measures.persen(*numbers).value
        if node.function == "BAGI":
            return measures.bagi(*numbers).value
        if node.function == "KATEGORI":
            return measures.kategori(numbers[0], self.policy) or None
        if node.function == "EFISIENSI":
            return measures.efisiensi(*numbers, self.policy).value
        return measures.keterangan_efisiensi(numbers[0], self.policy, numbers[1]) or None

    def _cells(self, group: Group) -> list[Known]:
        places = self.places
        if group.which == "ACROSS":
            return [self._one(places.cell(key)) for key in group.keys]
        ask = {
            "CHILDREN": places.children,
            "TOP": places.top,
            "YEARS": places.years,
            "ROWS": places.rows,
            "VERSI": places.rows,
        }[group.which]
        return [value for reference in ask(group.key) for value in self.read(reference)]

    def _sum(self, group: Group) -> Known:
        cells = self._cells(group)
        if group.which == "VERSI":
            own = self._one(self.places.cell("versi"))
            versions = [value for reference in self.places.rows("versi") for value in self.read(reference)]
            cells = [cell for cell, version in zip(cells, versions, strict=True) if version == own]
        return measures.jumlah(_numbers(cells)).value

    def _average(self, group: Group) -> Known:
        cells = self._cells(group)
        if self.places.cell("bagian"):
            parts = [value for reference in self.places.rows("bagian") for value in self.read(reference)]
            counted = (UTAMA, LAINNYA) if self.policy.lainnya_dihitung else (UTAMA,)
            cells = [cell for cell, part in zip(cells, parts, strict=True) if part in counted]
        return measures.rata_rata_capaian(_numbers(cells), self.policy).value


def _mean(values: Sequence[Decimal]) -> Decimal | None:
    return sum(values, Decimal(0)) / len(values) if values else None


def _decimal(value: Known) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _numbers(values: Sequence[Known]) -> list[Decimal]:
    return [value for value in values if isinstance(value, Decimal)]
