"""Which rows under a heading are rows of the table, which are totals, and which are nothing."""

from __future__ import annotations

from xlkinerja.ooxml.grid import Cell, CellKind
from xlkinerja.patterns import Pattern
from xlkinerja.reader.extent import is_note, is_total_label
from xlkinerja.reader.headings import Heading
from xlkinerja.reader.view import SheetView, collapsed
from xlkinerja.records import Record
from xlkinerja.schema.contract import Column, Hierarchy, Kind, Table
from xlkinerja.schema.headings import normalise

_LONGEST_LABEL = 80
_BLANKS = (" ", "\t", "\n", "\xa0")  # a label moved to the middle of its cell by blanks
_NUMBERING = Pattern(r"^\s*(?:[A-Z]|[IVX]+|\d+)\s*[.)]\s*")
_OPENINGS = frozenset(("jumlah", "jml", "total", "ttl", "subtotal", "subjumlah", "rata", "rata2", "ratarata", "rerata"))
_BEFORE_OPENINGS = frozenset(("sub", "grand", "capaian", "nilai"))
_SUMS = ("SUM(", "AVERAGE(", "SUBTOTAL(")
_BESIDE_A_TOTAL = ("bagian", "versi", "nomor", "keterangan")
_GROUPING = ("bagian", "versi")
_TEXT_KINDS = (Kind.TEXT, Kind.KODE, Kind.PILIHAN)


_TEXT = CellKind.TEXT.value


class Plan(Record, frozen=True):
    """What is known of a table's columns before its rows are looked at.

    ``columns``: key -> (column number, declaration). ``content``: column numbers whose filling makes a row
    (the
    accounts of a table by kode of account are preset by the template: there it takes an amount).
    ``parents``: column numbers in which a formula alone (a sum of nothing yet) does not make a row.
    ``own_words``: (column number, text) of every choice of the drop-downs ("Jumlah" of Sifat is no total).
    ``labels``: normalised labels of total rows; ``initials``: letters that a total's label begins with.
    ``own``: column numbers of the kode, targets and realisasi, which a total row leaves blank.
    ``label_columns``: column numbers in which the label of a total row may stand, ascending.
    ``kode``: column of the kode of account in a table that is a tree by it, 0 in any other.
    """

    columns: dict[str, tuple[int, Column]]
    content: frozenset[int]
    parents: frozenset[int]
    choices: frozenset[int]
    texts: frozenset[int]
    merged: frozenset[int]
    own_words: frozenset[tuple[int, str]]
    labels: frozenset[str]
    initials: frozenset[str]
    own: frozenset[int]
    label_columns: tuple[int, ...]
    kode: int = 0


def plan_of(heading: Heading) -> Plan:
    """The plan of a table found."""
    table = heading.table
    columns = {key: (col, table.column(key)) for key, col in heading.columns.items()}
    content = frozenset(
        col
        for key, (col, c) in columns.items()
        if not c.computed
        and c.kind is not Kind.PILIHAN
        and key != "nomor"
        and not (table.hierarchy is Hierarchy.KODE and c.kind in _TEXT_KINDS)
    )
    labels = total_labels(table)
    texts = frozenset(col for col, c in columns.values() if c.kind in _TEXT_KINDS)
    first, last = heading.span
    return Plan(
        columns=columns,
        content=content,
        parents=frozenset(col for col, c in columns.values() if c.parent_formula),
        choices=frozenset(col for col, c in columns.values() if c.kind is Kind.PILIHAN),
        texts=texts,
        merged=frozenset(col for col, c in columns.values() if c.kind in (Kind.TEXT, Kind.PILIHAN)),
        own_words=frozenset((col, word.casefold()) for col, c in columns.values() for word in c.choices),
        labels=labels,
        initials=frozenset(c for label in (*labels, "g", *_BLANKS) for c in (label[0], label[0].upper())),
        own=frozenset(col for col, c in columns.values() if c.kind in (Kind.KODE, Kind.KINERJA)),
        label_columns=tuple(col for col in range(first - 2, last + 1) if col in texts or col not in content),
        kode=next((col for col, c in columns.values() if c.key.startswith("kode")), 0)
        if table.hierarchy is Hierarchy.KODE
        else 0,
    )


def total_labels(table: Table) -> frozenset[str]:
    """Normalised labels of the table's total rows, those that every table may have included."""
    own = (table.total, *table.total_synonyms) if table.total else ()
    return frozenset(
        normalise(t)
        for t in (*own, "Jumlah", "Total", "Rata-rata", "Rerata", "Jumlah Total", "Grand Total")
        if t
    )


class BodyRow(Record):
    """A row of the sheet judged: ``total`` for a total row. ``section``: (key, choice) for a row that only
    names the group of the rows below it ("B. KINERJA LAINNYA"); it is no row of the table itself."""

    number: int
    total: bool
    section: tuple[str, str] | None = None


def body_rows(view: SheetView, heading: Heading, plan: Plan, first: int, last: int) -> list[BodyRow]:
    """Rows with content from first to last."""
    found = []
    first_col, last_col = heading.span
    labels = _labels(view, plan)
    span = set(range(first_col, last_col + 1))
    for number in view.between(first, last):
        cells = view.rows[number]
        inside = cells.keys()
        if next(iter(cells)) < first_col or next(reversed(cells)) > last_col:
            inside = [col for col in cells if first_col <= col <= last_col]
        if inside and not labels.isdisjoint(view.texts[number]) and _is_total(cells, plan):
            found.append(BodyRow(number, True))
            continue
        few = len(inside) <= 2
        section = _section(cells, heading, first_col, last_col) if few else None
        if section:
            found.append(BodyRow(number, False, section))
            continue
        if not _has_content(cells, plan) and not _has_rows_below(view, plan, number, last):
            continue
        if plan.own.isdisjoint(cells) and _is_row_of_sums(cells, plan):
            found.append(BodyRow(number, True))
            continue
        if few and plan.choices.isdisjoint(inside) and is_note({c: cells[c] for c in inside}):
            continue
        if len(inside) == 1 and len(plan.columns) > 2 and view.is_wide(number, span):
            continue
        found.append(BodyRow(number, False))
    return found


def _labels(view: SheetView, plan: Plan) -> frozenset[str]:
    """The texts of the sheet that are labels of total rows, if they stand where one may stand."""
    initials = plan.initials
    return frozenset([text for text in view.different_texts if text[:1] in initials and _is_label(text, plan)])


def _is_label(text: str, plan: Plan) -> bool:
    if text[:1] not in plan.initials:
        return False
    words = " ".join(text.split())
    return len(words) <= _LONGEST_LABEL and is_total_label(words, plan.labels)


def _has_rows_below(view: SheetView, plan: Plan, number: int, last: int) -> bool:
    """An account without amounts of its own whose next row is one of its parts and has some: 5.1 above 5.1.01."""
    above = _kode_text(view.rows[number], plan)
    if not above:
        return False
    for below in view.between(number + 1, last):
        kode = _kode_text(view.rows[below], plan)
        if not kode.startswith(f"{above}."):
            return False
        if _has_content(view.rows[below], plan):
            return True
    return False


def _kode_text(cells: dict[int, Cell], plan: Plan) -> str:
    cell = cells.get(plan.kode) if plan.kode else None
    return (cell.raw or "").strip().rstrip(".") if cell is not None else ""


def _section(
    cells: dict[int, Cell], heading: Heading, first_col: int, last_col: int
) -> tuple[str, str] | None:
    """(key, choice) when the row's only text is one of the words that a column of choices offers for
    grouping.
    """
    own = [c for col, c in cells.items() if first_col - 1 <= col <= last_col]
    if len(own) > 2:
        return None
    texts = [collapsed(c) for c in own if c.kind == _TEXT]
    if not texts or any(len(t) > 40 for t in texts):
        return None
    if len(own) == 2 and not (len(own[0].raw or "") <= 4):
        return None
    words = normalise(_NUMBERING.sub("", texts[-1]) if "." in texts[-1] or ")" in texts[-1] else texts[-1])
    for column in heading.table.columns:
        if column.key in _GROUPING and heading.columns.get(column.key) != own[-1].col:
            for choice in column.choices:
                if words == normalise(choice):
                    return column.key, choice
    return None


def _has_content(cells: dict[int, Cell], plan: Plan) -> bool:
    for col, cell in cells.items():
        if col not in plan.content or cell.raw is None or not cell.raw.strip():
            continue
        if cell.formula is not None and (col in plan.parents or (col in plan.texts and cell.raw == "0")):
            continue
        return True
    return False


def _is_total(cells: dict[int, Cell], plan: Plan) -> bool:
    for col in plan.label_columns:
        cell = cells.get(col)
        if cell is None or cell.kind != _TEXT:
            continue
        if len(cell.raw) > _LONGEST_LABEL and col in plan.texts and len(cell.raw.strip()) > _LONGEST_LABEL:
            return False
        if col in plan.choices and (col, cell.raw.strip().casefold()) in plan.own_words:
            continue
        if _is_label(cell.raw, plan):
            return True
    return False


def _is_row_of_sums(cells: dict[int, Cell], plan: Plan) -> bool:
    """A row that holds, beside words that open as those of a total do ("Jumlah Belanja Operasi", "Rata-rata capaian
    IKU"), nothing but money and what is worked out: no kode, no tingkat, no target of its own."""
    label = next((c for c in plan.label_columns if c in cells and cells[c].kind == _TEXT), 0)
    if not label or len(cells[label].raw) > _LONGEST_LABEL or not _opens_as_total(cells[label].raw):
        return False
    sums = False
    for key, (col, column) in plan.columns.items():
        cell = cells.get(col)
        if col == label or cell is None or not (cell.raw or "").strip() and cell.formula is None:
            continue
        if column.kind is Kind.RUPIAH or column.computed:
            sums = sums or _tells(cell)
        elif key not in _BESIDE_A_TOTAL:
            return False
    return sums


def _opens_as_total(text: str) -> bool:
    first, second = [*(w.strip(".:–/").replace("-", "") for w in text.casefold().split(None, 2)[:2]), "", ""][:2]
    return first in _OPENINGS or first in _BEFORE_OPENINGS and second in _OPENINGS


def _tells(cell: Cell) -> bool:
    if cell.formula is not None:
        return any(name in cell.formula.upper() for name in _SUMS)
    return any(map(str.isdigit, cell.raw or ""))
