"""Tabel 3.6: alokasi anggaran per sasaran, largest first. Beside the exact percentage stands the printed one:
where the sasaran share out the whole budget, the printed ones add up to exactly 100 % (largest-remainder
rule)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from xlkinerja.summary.bab3.cell import Cell, count, text
from xlkinerja.summary.bab3.computed import own, sum_cell
from xlkinerja.summary.bab3.input_column import reference
from xlkinerja.summary.bab3.source import Source
from xlkinerja.summary.bab3.table import Column, Line, Role, Shape, SummaryTable
from xlkinerja.summary.bab3.units import SAME_MONEY, Unit, by_period

_STEP = Decimal("0.01")
_COLUMNS = (
    Column("no", "No", 5, Shape.CENTER),
    Column("sasaran", "Sasaran", 52),
    Column("indikator", "Indikator Kinerja", 44),
    Column("alokasi", "Alokasi Anggaran (Rp)", 20, Shape.RUPIAH),
    Column("tepat", "% (sebelum dibulatkan)", 14, Shape.PERCENT),
    Column("persen", "% Anggaran", 12, Shape.PERCENT),
)
_WHOLE = (
    "Persentase dibulatkan dengan aturan sisa terbesar sehingga jumlahnya tepat 100%; persentase sebelum "
    "dibulatkan tetap tampak."
)
_PARTLY = (
    "Alokasi pada tabel ini tidak membagi habis anggaran (satu rupiah dapat mendukung beberapa sasaran atau "
    "indikator), sehingga persentasenya tidak dijumlahkan."
)
_SORTED = "Diurutkan dari alokasi terbesar menurut isian saat lembar ini ditulis."


def build(source: Source, units: Sequence[Unit]) -> SummaryTable | None:
    """The table, or None when no sasaran has an alokasi."""
    units = sorted((u for u in units if u.alokasi.number is not None), key=lambda u: -u.alokasi.number)
    if not units:
        return None
    made = SummaryTable(
        "alokasi",
        "Tabel 3.6",
        source.title("alokasi", "Tabel 3.6 Alokasi Anggaran per Sasaran"),
        source.place,
        _COLUMNS,
        signed=source.kantor.kepala,
    )
    rounding = [_set_of(source, made, period, group) for period, group in by_period(source, units)]
    made.notes = [*dict.fromkeys(rounding), _SORTED]
    if len(rounding) > 1:
        made.notes.append(SAME_MONEY)
    return made


def _set_of(source: Source, made: SummaryTable, period: str, units: Sequence[Unit]) -> str:
    """The lines and the total of one Renstra's sasaran; gives the note on how they were rounded."""
    if source.has_two_plans:
        made.section(source.heading("", period))
    lines = [
        made.add(
            no=count(n),
            sasaran=text(u.name),
            indikator=text("; ".join(i.name for i in u.indikator)),
            alokasi=u.alokasi,
        )
        for n, u in enumerate(units, 1)
    ]
    total = sum_cell(made, "alokasi", lines)
    whole, at_whole = _whole(source, made, total)
    shared = whole is not None and total.number is not None and abs(whole - total.number) < 1
    _percentages(made, lines, whole, at_whole, shared)
    if shared:
        _total(made, lines, total)
    return _WHOLE if shared else _PARTLY


def _whole(source: Source, made: SummaryTable, total: Cell) -> tuple[Decimal | None, str]:
    """The pagu in force and where it stands; else the sum of the allocations."""
    for key in ("pagu_perubahan", "pagu_murni"):
        entry = source.book.profil.get(key)
        if entry is not None and entry.value:
            if entry.is_text:
                return entry.value, format(entry.value, "f")
            return entry.value, reference(entry)
    return total.number, f"{made.letters('alokasi')}${made.next_row}"


def _percentages(
    made: SummaryTable, lines: list[Line], whole: Decimal | None, at_whole: str, shared: bool
) -> None:
    if not whole:
        return
    exact = [line.cell("alokasi").number / whole * 100 for line in lines]
    printed = largest_remainder(exact) if shared else [e.quantize(_STEP, ROUND_HALF_UP) for e in exact]
    first, last = lines[0].number, lines[-1].number
    literal = f'IF({made.at("alokasi", first)}="","",{{at}}/{format(whole, "f")}*100)'
    for line, raw, rounded in zip(lines, exact, printed, strict=True):
        at = made.at("alokasi", line.number)
        own_whole = "!" not in at_whole
        formula = f'IF(COUNT({at},{at_whole})<2,"",IF({at_whole}=0,"",{at}/{at_whole}*100))'
        line.cells["tepat"] = Cell(raw, formula, formula if own_whole else literal.format(at=at), 6)
        column = made.letters("tepat")
        rounding = (
            _share_formula(column, line.number, first, last) if shared else f"ROUND({column}{line.number},2)"
        )
        line.cells["persen"] = own(rounded, f'IF(ISNUMBER({column}{line.number}),{rounding},"")', 2)


def _share_formula(column: str, row: int, first: int, last: int) -> str:
    """Cut to two decimals, plus 0,01 for as many rows as are missing to 100, those with the largest remainder
    first."""
    own_cell, block = f"{column}{row}", f"${column}${first}:${column}${last}"
    own_cut, cut = (f"ROUNDDOWN(ROUND({c},9),2)" for c in (own_cell, block))
    own_rest, rest = (f"ROUND({c}-{k},9)" for c, k in ((own_cell, own_cut), (block, cut)))
    before = f"${column}${first}:{column}{row}"
    tied = f"ROUND({before}-ROUNDDOWN(ROUND({before},9),2),9)"
    rank = f"SUMPRODUCT(--({rest}>{own_rest}))+SUMPRODUCT(--({tied}={own_rest}))"
    return f"ROUND({own_cut}+IF({rank}<=ROUND(100*(100-SUMPRODUCT({cut})),0),0.01,0),2)"


def largest_remainder(exact: Sequence[Decimal], step: Decimal = _STEP) -> list[Decimal]:
    """The percentages rounded to ``step`` so that they add up to exactly 100: all are cut off, and what is
    missing goes step by step to the largest remainders (of equal ones to the first)."""
    cut = [e - e % step for e in exact]
    missing = int(((Decimal(100) - sum(cut, Decimal(0))) / step).to_integral_value(ROUND_HALF_UP))
    order = sorted(range(len(exact)), key=lambda i: -(exact[i] - cut[i]).quantize(Decimal("1e-9")))
    for index in order[:missing]:
        cut[index] += step
    return cut


def _total(made: SummaryTable, lines: list[Line], total: Cell) -> None:
    cells = {key: sum_cell(made, key, lines, 2) for key in ("tepat", "persen")}
    made.add(Role.TOTAL, no=text("Jumlah"), alokasi=total, **cells)
