"""From the schema's formula language (``schema/language.py``) to Excel formulas.

Where things stand is asked of ``Places``; how the region computes is asked of the policy. Only functions that
old Excel, WPS and LibreOffice all know: IF, AND, ISNUMBER, COUNT, COUNTIF(S), SUM, SUMIF(S), AVERAGE, INDEX,
MATCH, IFERROR. Every formula is guarded: blank or text inputs give "", never an error value.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from xlkinerja.address import Range, a1
from xlkinerja.schema.language import Binary, Call, Cell, Group, Name, Node, Number, parse_formula
from xlkinerja.schema.policy_formulas import (
    average_formula,
    capaian_formula,
    efisiensi_formula,
    kategori_formula,
    keterangan_formula,
    skala_formula,
)
from xlkinerja.schema.sheets.words import TINGKAT

if TYPE_CHECKING:
    from xlkinerja.policy import Policy

MOST_ARGUMENTS = 250  # Excel takes 255
LONGEST = 8000  # Excel takes 8,192 characters
_ANY_NUMBER = "<1E+300"


class Below(NamedTuple):
    """What a parent's sum looks through where rows are still to be typed, moved or added: the rows below it, to the
    end of the table. ``cells``: what is added up; ``levels`` and ``kode``: the columns that tell level and kode;
    ``own_level``, ``own_kode`` and ``own_uraian``: the parent's own cells."""

    cells: str
    levels: str
    kode: str
    own_level: str
    own_kode: str
    own_uraian: str


class BelowKode(NamedTuple):
    """The same in a table whose kode alone makes the tree (5.1 over 5.1.01). ``own_kode``: the parent's own cell."""

    cells: str
    kode: str
    own_kode: str


class Places(Protocol):
    """Where the cells stand that a formula in one given cell may mean. References are A1 texts: of the same
    sheet "H12" or "H12:H20", of another one absolute with the sheet ("'Realisasi Kinerja'!$C$6:$C$40")."""

    own: str
    """The cell that the formula is for, "H11"; it may never be among the references."""

    def cell(self, key: str) -> str | None:
        """Cell of that column in the same row (same year for repeated columns); None if the table lacks
        it."""

    def children(self, key: str) -> Sequence[str]:
        """Cells of the direct children, ranges where they are neighbours (see ``references``)."""

    def below(self, key: str) -> Below | BelowKode | None:
        """How the sum over the children finds them in a table whose rows are still to be typed; None: they are
        the cells of ``children``."""

    def years(self, key: str) -> Sequence[str]:
        """Cells of a repeated column in the same row."""

    def top(self, key: str) -> Sequence[str]:
        """Cells of the rows of the highest level."""

    def top_level(self) -> tuple[str, str] | None:
        """(range of the column that names the level, name of the highest level), when the sum over the
        highest level is to pick its rows by that name, so that rows added later count; None: the cells of
        ``top``."""

    def rows(self, key: str) -> Sequence[str]:
        """Cells of all rows of the table, one range where possible."""

    def source(self) -> str | None:
        """Cell with the result of the supporting table that feeds the row's indikator."""

    def profil(self, key: str) -> str | None:
        """Cell of an entry of sheet Profil."""

    def column(self, table: str, key: str) -> str | None:
        """All rows of a column of another table, as one absolute range."""


class _Missing(Exception):
    """Something that the formula needs does not stand in this workbook."""


def expand(formula: str, places: Places, policy: Policy) -> str:
    """The Excel formula (without "=") for a formula of the schema, "" if something it needs is not there.

    Raises FormulaSyntaxError if the schema's text is not in the language.
    """
    node = parse_formula(formula)
    try:
        text = _Expansion(places, policy).guarded(node)
    except _Missing:
        return ""
    return "" if len(text) > LONGEST else text


def references(col: int, rows: Iterable[int], harmless: Iterable[int] = ()) -> list[str]:
    """Cells of one column as few references: neighbours become one range.

    ``harmless``: rows that a range may run over although they are not meant (their cells stay empty), such as
    the row of a second indikator.
    """
    wanted, free = sorted(set(rows)), set(harmless)
    blocks: list[list[int]] = []
    for row in wanted:
        if blocks and all(between in free for between in range(blocks[-1][1] + 1, row)):
            blocks[-1][1] = row
        else:
            blocks.append([row, row])
    return [str(Range(first, col, last, col)) if first != last else a1(first, col) for first, last in blocks]


class _Expansion:
    """One walk over the tree of a formula."""

    def __init__(self, places: Places, policy: Policy) -> None:
        self.places, self.policy = places, policy

    def guarded(self, node: Node) -> str:
        """The formula of the whole cell: bare arithmetic gets a guard, the functions have their own."""
        if isinstance(node, Binary):
            cells = self._cells_of(node)
            return f'IF(COUNT({",".join(cells)})<{len(cells)},"",{self.text(node)})'
        return self.text(node)

    def text(self, node: Node) -> str:
        """The Excel text of a part of the formula."""
        if isinstance(node, Cell):
            return self._there(self.places.cell(node.key))
        if isinstance(node, Number):
            return node.text
        if isinstance(node, Binary):
            return f"{self._left(node)}{node.operator}{self._right(node)}"
        if isinstance(node, Name):
            return self._name(node.word)
        if isinstance(node, Call):
            return self._call(node)
        raise _Missing

    def _left(self, node: Binary) -> str:
        text = self.text(node.left)
        needs = isinstance(node.left, Binary) and node.operator in "*/" and node.left.operator in "+-"
        return f"({text})" if needs else text

    def _right(self, node: Binary) -> str:
        text = self.text(node.right)
        return f"({text})" if isinstance(node.right, Binary) else text

    def _cells_of(self, node: Node) -> list[str]:
        if isinstance(node, Binary):
            return list(dict.fromkeys(self._cells_of(node.left) + self._cells_of(node.right)))
        return [] if isinstance(node, Number) else [self.text(node)]

    def _there(self, reference: str | None) -> str:
        if not reference or _covers(reference, self.places.own):
            raise _Missing
        return reference

    def _name(self, word: str) -> str:
        if word == "PAGU":
            return self._pagu()
        if word == "SUMBER":
            source = self._there(self.places.source())
            return f'IF(ISNUMBER({source}),{source},"")'
        if word == "ARAH":
            own = self.places.cell("arah")
            return own or self._lookup("realisasi_kinerja", "indikator", "arah", '""')
        raise _Missing

    def _pagu(self) -> str:
        murni, perubahan = (self.places.profil(key) for key in ("pagu_murni", "pagu_perubahan"))
        if murni and perubahan:
            return f"IF(ISNUMBER({perubahan}),{perubahan},{murni})"
        return self._there(perubahan or murni)

    def _lookup(self, table: str, key: str, wanted: str, default: str = "") -> str:
        places = self.places
        own, keys, values = places.cell(key), places.column(table, key), places.column(table, wanted)
        if not (own and keys and values):
            if default:
                return default
            raise _Missing
        found = f"INDEX({values},MATCH({own},{keys},0))"
        return f'IF({own}="","",IFERROR(IF({found}="","",{found}),""))'

    def _call(self, node: Call) -> str:
        first = node.arguments[0]
        if node.function == "SUM":
            return self._sum(first)
        if node.function == "AVERAGE":
            return self._average(first)
        if node.function == "MEAN":
            return self._mean(first)
        if node.function == "LOOKUP":
            return self._lookup(*(word.word for word in node.arguments if isinstance(word, Name)))
        if node.function == "SKALA" and isinstance(first, Name):
            return skala_formula(self.text(node.arguments[1]), first.word, self.policy)
        parts = [self.text(argument) for argument in node.arguments]
        if node.function == "PERSEN":
            return persen_formula(*parts)
        if node.function == "BAGI":
            return bagi_formula(*parts)
        if node.function == "CAPAIAN":
            return capaian_formula(*parts, self.policy)
        maker = {
            "KATEGORI": kategori_formula,
            "EFISIENSI": efisiensi_formula,
            "KETERANGAN_EFISIENSI": keterangan_formula,
        }[node.function]
        return maker(*parts, self.policy)

    def _group(self, group: Group) -> list[str]:
        places = self.places
        if group.which == "ACROSS":
            return [self._there(reference) for key in group.keys if (reference := places.cell(key))]
        found = {
            "CHILDREN": places.children,
            "TOP": places.top,
            "YEARS": places.years,
            "ROWS": places.rows,
            "VERSI": places.rows,
        }[group.which](group.key)
        if not found or len(found) > MOST_ARGUMENTS:
            raise _Missing
        return [self._there(reference) for reference in found]

    def _sum(self, group: Node) -> str:
        if not isinstance(group, Group):
            raise _Missing
        if group.which == "VERSI":
            return self._sum_of_version(group)
        below = self.places.below(group.key) if group.which == "CHILDREN" else None
        if isinstance(below, Below):
            return _sum_below(below)
        if below:
            return _sum_below_kode(below, _plain_sum(self._group(group)))
        level = self.places.top_level() if group.which == "TOP" else None
        if level:
            cells = self._group(Group("ROWS", group.key))
            if len(cells) == 1:
                return _sum_of_level(cells[0], *level)
        found = self._group(group)
        if not found:
            raise _Missing
        return _plain_sum(joined(found) if group.which == "ACROSS" else found)

    def _sum_of_version(self, group: Group) -> str:
        cells, versions = self._group(group), self.places.rows("versi")
        own = self._there(self.places.cell("versi"))
        if len(cells) != 1 or len(versions) != 1:
            raise _Missing
        return (
            f'IF(COUNTIF({versions[0]},{own})=0,"",'
            f'IF(COUNT({cells[0]})=0,"",SUMIF({versions[0]},{own},{cells[0]})))'
        )

    def _mean(self, group: Node) -> str:
        if not isinstance(group, Group):
            raise _Missing
        cells = ",".join(self._group(group))
        return f'IF(COUNT({cells})=0,"",AVERAGE({cells}))'

    def _average(self, group: Node) -> str:
        if not isinstance(group, Group):
            raise _Missing
        cells = self._group(group)
        parts = list(self.places.rows("bagian")) if self.places.cell("bagian") else []
        return average_formula(cells, parts, self.policy)


_GOALS, _WORKS = TINGKAT[:2], TINGKAT[2:]


def _sum_of_level(cells: str, levels: str, level: str) -> str:
    """The sum of the rows of one level. A plan may begin with its sasaran or its programs: where the goals have no
    figure the next level counts, and of what is done for them (programs, kegiatan, sub kegiatan) the level that adds up
    to most, because in another some rows may have no figure. Where a pattern of the kode ("?.?") tells the level and no
    row has a kode, all rows count."""
    if level in _GOALS:
        picked = f'MAX({",".join(_sum_if(cells, levels, one) for one in _WORKS)})'
        for goal in reversed(_GOALS[_GOALS.index(level) :]):
            has = f'COUNTIFS({levels},"{goal}",{cells},"{_ANY_NUMBER}")>0'
            picked = f"IF({has},{_sum_if(cells, levels, goal)},{picked})"
    elif "?" in level:
        picked = f'IF(COUNTIF({levels},"?*")=0,SUM({cells}),{_sum_if(cells, levels, level)})'
    else:
        picked = _sum_if(cells, levels, level)
    return f'IF(COUNT({cells})=0,"",{picked})'


def _sum_if(cells: str, levels: str, level: str) -> str:
    return f'SUMIF({levels},"{level}",{cells})'


def _plain_sum(found: Sequence[str]) -> str:
    cells = ",".join(found)
    return f'IF(COUNT({cells})=0,"",SUM({cells}))'


def _sum_below(below: Below) -> str:
    """A parent's sum that finds its sub kegiatan by itself: those whose kode begins with the parent's. Without a kode
    (tujuan, sasaran, a table without kode) they are all further down, less what the next parents of the same level
    have of them. The row of a further indikator has neither kode nor uraian, and no sum."""
    cells, levels, kode, own_level, own_kode, own_uraian = below
    lowest = f'{levels},"{TINGKAT[-1]}"'
    parts = f'{lowest},{kode},{own_kode}&"*"'
    by_kode = f'IF(COUNTIFS({parts},{cells},"{_ANY_NUMBER}")=0,"",SUMIFS({cells},{parts}))'
    none = f'{own_uraian}="",{own_level}="{TINGKAT[-1]}",COUNTIFS({lowest},{cells},"{_ANY_NUMBER}")=0'
    by_place = f'IF(OR({none}),"",SUMIF({lowest},{cells})-SUMIF({levels},{own_level},{cells}))'
    return f'IF({own_kode}="",{by_place},{by_kode})'


def _sum_below_kode(below: BelowKode, plain: str) -> str:
    """A parent's sum of the rows whose kode is its own and one part more: 5.1.01 under 5.1, but neither 5.2 nor
    5.1.01.01. Without a kode: ``plain``, the rows that the template has there."""
    cells, kode, own_kode = below
    parts, deeper = f'{kode},{own_kode}&".*"', f'{kode},{own_kode}&".*.*"'
    by_kode = (f'IF(COUNTIFS({parts},{cells},"{_ANY_NUMBER}")=0,"",'
               f'SUMIFS({cells},{parts})-SUMIFS({cells},{deeper}))')
    return f'IF({own_kode}="",{plain},{by_kode})'


def _covers(reference: str, own: str) -> bool:
    """Whether a reference on the same sheet contains the cell itself."""
    if "!" in reference or not own:
        return False
    if ":" not in reference:
        return reference.replace("$", "") == own
    here = Range.parse(own)
    return (here.row1, here.col1) in Range.parse(reference)


def joined(cells: Sequence[str]) -> list[str]:
    """Single cells of one row, in order, with neighbours as one range: A7, B7, C7, F7 -> A7:C7, F7."""
    runs: list[list[Range]] = []
    for cell in cells:
        here = Range.parse(cell)
        last = runs[-1][-1] if runs else None
        if last is not None and last.row1 == here.row1 and last.col2 + 1 == here.col1:
            runs[-1].append(here)
        else:
            runs.append([here])
    return [
        a1(run[0].row1, run[0].col1)
        if len(run) == 1
        else str(Range(run[0].row1, run[0].col1, run[-1].row1, run[-1].col1))
        for run in runs
    ]


def bagi_formula(part: str, whole: str) -> str:
    """part ÷ whole, "" when either is no number or the whole is 0."""
    return f'IF(COUNT({part},{whole})<2,"",IF({whole}=0,"",{part}/{whole}))'


def persen_formula(part: str, whole: str) -> str:
    """part ÷ whole × 100, "" when either is no number or the whole is 0."""
    return f'IF(COUNT({part},{whole})<2,"",IF({whole}=0,"",{part}/{whole}*100))'
