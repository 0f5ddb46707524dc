"""Rows in which a heading may stand, told by a cheap look at their texts."""

from __future__ import annotations

from collections.abc import Iterable

from xlkinerja.ooxml.grid import CellKind
from xlkinerja.reader.view import SheetView
from xlkinerja.reader.wording import Words, vocabulary, without_parentheses, words
from xlkinerja.schema.contract import Table
from xlkinerja.schema.headings import may_be_heading

_TEXT = CellKind.TEXT.value
_LONGEST = 90


class Seeds(dict[str, tuple[Words, frozenset[str]] | None]):
    """Text of a cell -> its words as a heading, and the keys of the tables that have such a heading; None for a text
    that is no heading. One for all the sheets of a workbook: a text that comes again is not judged again."""

    def __init__(self, tables: Iterable[Table]):
        super().__init__()
        forms: dict[Words, set[str]] = {}
        for table in tables:
            for form in vocabulary(table).forms:
                forms.setdefault(form, set()).add(table.key)
        self._tables_of = {form: frozenset(keys) for form, keys in forms.items()}
        self._known = frozenset(word for form in forms for word in form)

    def __missing__(self, text: str) -> tuple[Words, frozenset[str]] | None:
        found = None
        if len(text) <= _LONGEST and may_be_heading(text, self._known):
            form = words(text)[0] or words(without_parentheses(text))[0]
            if form in self._tables_of:
                found = form, self._tables_of[form]
        self[text] = found
        return found

    def rows(self, view: SheetView) -> dict[int, set[str]]:
        """Rows in which at least two different cells could be headings of one table -> keys of such tables."""
        seeds: dict[int, set[str]] = {}
        headings = {text for text in view.different_texts if self[text]}
        for row, texts in view.texts.items():
            if headings.isdisjoint(texts):
                continue
            typed = [c.raw for c in view.rows[row].values() if c.kind == _TEXT and c.formula is None]
            once: dict[str, Words] = {}
            for form, keys in filter(None, map(self.__getitem__, typed)):
                for key in keys:
                    if once.setdefault(key, form) != form:
                        seeds.setdefault(row, set()).add(key)
        return seeds
