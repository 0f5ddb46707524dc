"""Which supporting-data sheets a new workbook is to have, from the words that a user types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlkinerja.schema.contract import Schema
from xlkinerja.schema.sheets.dukung import SHORT_NAMES
from xlkinerja.template.content import TemplateError

if TYPE_CHECKING:
    from xlkinerja.model.book import Book

EVERY = "semua"
_NOT_SUPPORTING = ("TC-27 Perubahan",)


def supporting_sheets(asked: str, schema: Schema) -> tuple[str, ...]:
    """Names of the sheets for "ikm,paten" or "semua"; "" gives none.

    A sheet may be asked for by its short name or by its own. Raises TemplateError with the nearest name.
    """
    offered = {
        spec.name: spec for spec in schema.sheets if spec.optional and spec.name not in _NOT_SUPPORTING
    }
    by_word = {_plain(name): name for name in offered}
    by_word |= {_plain(short): name for short, name in SHORT_NAMES.items() if name in offered}
    by_word |= {
        _plain(synonym): name for name, spec in offered.items() for synonym in spec.synonyms
    } | by_word
    words = [word for word in asked.split(",") if word.strip()]
    if any(_plain(word) == EVERY for word in words):
        return tuple(offered)
    wanted = {
        by_word[_plain(word)] if _plain(word) in by_word else _unknown(word, offered, by_word)
        for word in words
    }
    return tuple(name for name in offered if name in wanted)


def sheets_of(previous: Book | None, schema: Schema) -> tuple[str, ...]:
    """Names of the supporting-data sheets that last year's workbook had: next year's has them too."""
    if previous is None:
        return ()
    known = {table.key for table in previous.tables}
    return tuple(
        spec.name
        for spec in schema.sheets
        if spec.optional and spec.name not in _NOT_SUPPORTING and known & {table.key for table in spec.tables}
    )


def _plain(word: str) -> str:
    return "".join(c for c in word.casefold() if c.isalnum())


def _unknown(word: str, offered: dict, by_word: dict[str, str]) -> str:
    import difflib

    near = difflib.get_close_matches(_plain(word), list(by_word), n=1, cutoff=0.6)
    hint = f' Maksud Anda "{by_word[near[0]]}"?' if near else ""
    shown = {name: short for short, name in SHORT_NAMES.items()}
    names = ", ".join(shown.get(name, name) for name in offered)
    raise TemplateError(
        f'Lembar data dukung "{word.strip()}" tidak dikenal.{hint} Yang ada: {names}, atau {EVERY}.'
    )
