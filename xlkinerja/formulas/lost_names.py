"""Defined names that point nowhere, and formulas that use names which are not there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from xlkinerja.address import a1
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.formulas.forms import form_info
from xlkinerja.formulas.ranges import as_ranges
from xlkinerja.formulas.say import formula_text, make
from xlkinerja.formulas.sheets import FormulaBook, Key


def name_findings(book: FormulaBook) -> Iterator[Finding]:
    """One finding per name that formulas use; the lost names that nothing uses harm nothing and share one note."""
    users: dict[str, list[Key]] = defaultdict(list)
    if any(form_info(form).names for sheet in book.sheets for form in sheet.spread):
        for key, _, info in book.formulas():
            for name in info.names:
                if not name.structured:
                    users[name.text.casefold()].append(key)
    unused: list[str] = []
    for name, text in book.workbook.names.items():
        plain = name.rpartition("!")[2]
        if "#REF!" not in text.upper() or plain.startswith("_xlnm."):
            continue
        using = users.get(plain.casefold(), [])
        if using:
            message = f'Nama "{plain}" menunjuk ke acuan yang sudah hilang.'
            yield _finding(book, plain, message, using, formula_text(text))
        else:
            unused.append(plain)
    if unused and book.sheets:
        yield _unused(book, list(dict.fromkeys(unused)))
    for name, keys in users.items():
        key, info = keys[0], book.info(keys[0])
        if info.external or any(c.array_ref for k in keys if (c := book.cell(k))):
            continue
        used = next(n for n in info.names if n.text.casefold() == name)
        if book.names.definition(used, used.sheet or book.sheets[key[0]].name) is None and not _local(used.text):
            message = f'Nama "{used.text}" dipakai dalam rumus tetapi tidak ada di buku kerja ini.'
            yield _finding(book, used.text, message, keys, formula_text(book.cell(key).formula))


def _unused(book: FormulaBook, names: list[str]) -> Finding:
    shown = ", ".join(f'"{name}"' for name in names[:8]) + (f" dan {len(names) - 8} lainnya" if len(names) > 8 else "")
    return make("F708", book.sheets[0].name, "", f"Nama {shown} menunjuk ke acuan yang sudah hilang; tidak ada rumus "
                "yang memakainya.", severity=Severity.CATATAN,
                suggestion="Hapus nama yang tidak dipakai di Pengelola Nama (Ctrl+F3).")


def _local(name: str) -> bool:
    """A parameter of LET or LAMBDA, no defined name."""
    return name.lower().startswith(("_xlpm.", "_xleta."))


def _finding(book: FormulaBook, name: str, message: str, keys: list[Key], found: str) -> Finding:
    sheet = keys[0][0] if keys else 0
    own = [k[1:] for k in keys if k[0] == sheet]
    return make("F708", book.sheets[sheet].name if book.sheets else "", a1(*own[0]) if own else "", message,
                cells=tuple(as_ranges(own)), found=found,
                suggestion=f'Perbaiki atau hapus nama "{name}" di Pengelola Nama (Ctrl+F3).')
