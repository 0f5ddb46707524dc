"""How findings about formulas are made and worded."""

from __future__ import annotations

from xlkinerja.address import a1
from xlkinerja.catalogue import severity_of
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.formulas.forms import form_info
from xlkinerja.formulas.render import quote_sheet, render
from xlkinerja.formulas.sheets import FormulaBook, Key
from xlkinerja.formulas.values import show
from xlkinerja.formulas.whatif import Effect

_LONGEST = 200


def make(code: str, sheet: str, cell: str, message: str, severity: Severity | None = None, **more) -> Finding:
    """A finding at the catalogue's severity unless another is given; ``more`` are other fields of ``Finding``."""
    return Finding(code=code, severity=severity or severity_of(code), sheet=sheet, cell=cell,
                   message=message, **more)


def formula_text(formula: str) -> str:
    """A formula with "=", shortened when very long."""
    return "=" + (formula if len(formula) <= _LONGEST else formula[:_LONGEST - 1] + "…")


def pattern_text(form: str, row: int, col: int) -> str:
    """A relative form as the formula that it would be at (row, col), with "="."""
    info = form_info(form)
    return formula_text(render(info.node, row, col)) if info.node is not None else ""


def place_text(book: FormulaBook, key: Key, own: int) -> str:
    """"H12", or "'Lembar'!H12" when it is on another sheet than ``own``."""
    cell = a1(key[1], key[2])
    return cell if key[0] == own else f"{quote_sheet(book.sheets[key[0]].name)}!{cell}"


def effect_text(book: FormulaBook, effects: list[Effect], own: int, labels, most: int = 3) -> str:
    """"Jumlah program (H20) berubah dari … menjadi …; …"; "" when nothing changes."""
    if not effects:
        return ""
    parts = []
    for effect in effects[:most]:
        label = labels(effect.key)
        place = place_text(book, effect.key, own)
        name = f"{label} ({place})" if label else place
        parts.append(f"{name} berubah dari {show(effect.before)} menjadi {show(effect.after)}")
    rest = len(effects) - most
    return "; ".join(parts) + (f"; dan {rest} rumus lain" if rest > 0 else "")
