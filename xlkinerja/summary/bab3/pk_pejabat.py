"""PK Pejabat: one block per pejabat below the camat: his indikator with target, realisasi and capaian, and
his budget. Where his PK names two Renstra, a block each; his budget stands in the last."""

from __future__ import annotations

from xlkinerja.expected.lookups import is_jabatan, is_version, matching_row, version_in_force
from xlkinerja.expected.renstra_sets import period_name, renstra_of
from xlkinerja.expected.tree import Node
from xlkinerja.model.book import Row, TableData
from xlkinerja.summary.bab3.cell import EMPTY, Cell, count, text
from xlkinerja.summary.bab3.computed import average_cell, capaian_cell, kategori_cell, persen_cell
from xlkinerja.summary.bab3.source import Source
from xlkinerja.summary.bab3.table import Column, Line, Role, Shape, SummaryTable
from xlkinerja.summary.bab3.units import Budget

_Item = tuple[TableData, Row, TableData | None, Row | None]  # a row of the PK, and the row that measures it
_COLUMNS = (
    Column("no", "No", 5, Shape.CENTER),
    Column("sasaran", "Sasaran / Sub Kegiatan", 44),
    Column("indikator", "Indikator Kinerja", 44),
    Column("target", "Target", 14, Shape.NUMBER),
    Column("realisasi", "Realisasi", 14, Shape.NUMBER),
    Column("capaian", "Capaian (%)", 11, Shape.PERCENT),
    Column("kategori", "Kategori", 14, Shape.CENTER),
    Column("pagu", "Anggaran (Rp)", 17, Shape.RUPIAH),
    Column("terpakai", "Realisasi Anggaran (Rp)", 17, Shape.RUPIAH),
    Column("persen", "Serapan (%)", 10, Shape.PERCENT),
)


def build(source: Source, budget: Budget | None) -> SummaryTable | None:
    """The blocks, or None when no pejabat below the camat has an indikator."""
    people = _people(source)
    if not people:
        return None
    made = SummaryTable(
        "pk_pejabat",
        "PK Pejabat",
        source.title("pk_pejabat", "Capaian Perjanjian Kinerja Pejabat"),
        source.place,
        _COLUMNS if any(_his_budget(budget, name) for name in people) else _COLUMNS[:-3],
        signed=source.kantor.kepala,
    )
    for name, items in people.items():
        periods = list(dict.fromkeys(renstra_of(row) for _, row, _, _ in items))
        for period in periods:
            heading = name if len(periods) < 2 else f"{name} – {period_name(source.book, period)}"
            own = [item for item in items if renstra_of(item[1]) == period]
            _block(source, made, heading, own, budget, _his_budget(budget, name) if period == periods[-1] else [])
    return made


def _block(
    source: Source, made: SummaryTable, heading: str, items: list[_Item], budget: Budget | None, nodes: list[Node]
) -> None:
    made.section(heading)
    lines = [_line(source, made, item, n) for n, item in enumerate(items, 1)]
    for node in nodes:
        _budget_line(source, made, budget, node)
    average = average_cell(made, "capaian", lines, source.policy)
    word = kategori_cell(made.at("capaian"), average.number, source.policy)
    made.add(Role.TOTAL, no=text(f"Rata-rata capaian {heading}"), capaian=average, kategori=word)


def _people(source: Source) -> dict[str, list[_Item]]:
    """Pejabat -> his rows of the PK, each with the row of Realisasi Kinerja; without a PK the latter
    alone."""
    people: dict[str, list[_Item]] = {}
    main = source.book.one("realisasi_kinerja")
    measured = [r for r in main.rows if is_jabatan(r) and r.text("indikator")] if main else []
    agreed = list(_agreed(source))
    for table, row in agreed:
        name = row.group("pejabat")
        own = [r for r in measured if _same_person(r.text("penanggung_jawab"), name)]
        same = [r for r in own if not renstra_of(row) or renstra_of(r) in ("", renstra_of(row))]
        found = matching_row(row.text("indikator"), same)
        people.setdefault(_key(people, name), []).append((table, row, main, found))
    if not agreed:
        for row in measured:
            if row.text("penanggung_jawab"):
                people.setdefault(_key(people, row.text("penanggung_jawab")), []).append(
                    (main, row, main, row)
                )
    return people


def _key(people: dict[str, object], name: str) -> str:
    return next((known for known in people if _same_person(known, name)), name)


def _same_person(first: str, second: str) -> bool:
    return " ".join(first.casefold().split()) == " ".join(second.casefold().split())


def _agreed(source: Source) -> list[tuple[TableData, Row]]:
    """Rows of the PK in force for pejabat below the camat; a pejabat without that version keeps his other
    one."""
    table = source.book.one("pk")
    rows = (
        [r for r in table.rows if is_jabatan(r) and r.group("pejabat") and r.text("indikator")]
        if table
        else []
    )
    version = version_in_force(source.book, source.policy.pk_berlaku)
    renewed = {r.group("pejabat").casefold() for r in rows if is_version(r, version)}
    return [
        (table, r) for r in rows if is_version(r, version) or r.group("pejabat").casefold() not in renewed
    ]


def _line(source: Source, made: SummaryTable, item: _Item, number: int) -> Line:
    table, row, main, found = item
    target = source.cell(table, row, "target")
    realisasi = source.cell(main, found, "realisasi") if main is not None and found is not None else EMPTY
    arah = source.arah(main, found) if main is not None and found is not None else ("", '""')
    achieved = capaian_cell(made.at("target"), made.at("realisasi"), target, realisasi, arah, source.policy)
    return made.add(
        no=count(number),
        sasaran=text(row.group("sasaran")),
        indikator=text(row.text("indikator")),
        target=target,
        realisasi=realisasi,
        capaian=achieved,
        kategori=kategori_cell(made.at("capaian"), achieved.number, source.policy),
    )


def _his_budget(budget: Budget | None, name: str) -> list[Node]:
    """The topmost rows of the budget for which he answers."""
    if budget is None:
        return []
    his = [n for n in budget.nodes if _same_person(n.row.text("penanggung_jawab"), name)]
    return [n for n in his if n.parent is None or n.parent not in his]


def _budget_line(source: Source, made: SummaryTable, budget: Budget, node: Node) -> None:
    pagu, spent = budget.cell([node], "pagu"), budget.cell([node], "realisasi")
    cells: dict[str, Cell] = {"pagu": pagu, "terpakai": spent}
    cells["persen"] = persen_cell(made.at("terpakai"), made.at("pagu"), spent, pagu, source.policy)
    made.add(Role.KEGIATAN, sasaran=text(node.name), **cells)
