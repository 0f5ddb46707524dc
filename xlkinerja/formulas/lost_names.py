"""Defined names that point nowhere, and formulas that use names which are not there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from xlkinerja.address import a1
from xlkinerja.findings.finding import Finding
from xlkinerja.formulas.ranges import as_ranges
from xlkinerja.formulas.say import formula_text, make
from xlkinerja.formulas.sheets import FormulaBook, Key


def name_findings(book: FormulaBook) -> Iterator[Finding]:
    """One finding per name."""
    users: dict[str, list[Key]] = defaultdict(list)
    for key, _, info in book.formulas():
        for name in info.names:
            if not name.structured:
                users[name.text.casefold()].append(key)
    for name, text in book.workbook.names.items():
        plain = name.rpartition("!")[2]
        if "#REF!" in text and not plain.startswith("_xlnm."):
            using = users.get(plain.casefold(), [])
            message = f'Nama "{plain}" menunjuk ke acuan yang sudah hilang.'
            yield _finding(book, plain, message, using, formula_text(text))
    for name, keys in users.items():
        key, info = keys[0], book.info(keys[0])
        if info.external or any(c.array_ref for k in keys if (c := book.cell(k))):
            continue
        used = next(n for n in info.names if n.text.casefold() == name)
        if book.names.definition(used, used.sheet or book.sheets[key[0]].name) is None and not _local(used.text):
            message = f'Nama "{used.text}" dipakai dalam rumus tetapi tidak ada di buku kerja ini.'
            yield _finding(book, used.text, message, keys, formula_text(book.cell(key).formula))


def _local(name: str) -> bool:
    """A parameter of LET or LAMBDA, no defined name."""
    return name.lower().startswith(("_xlpm.", "_xleta."))


def _finding(book: FormulaBook, name: str, message: str, keys: list[Key], found: str) -> Finding:
    sheet = keys[0][0] if keys else 0
    own = [k[1:] for k in keys if k[0] == sheet]
    return make("F708", book.sheets[sheet].name if book.sheets else "", a1(*own[0]) if own else "", message,
                cells=tuple(as_ranges(own)), found=found,
                suggestion=f'Perbaiki atau hapus nama "{name}" di Pengelola Nama (Ctrl+F3).')
