"""What we wrote into a workbook, kept inside it: how to undo it exactly, and what to know it by after others saved it.

The ledger is a custom XML part, which Excel carries along. LibreOffice drops such parts, so the second layer is also
kept in hidden defined names (text constants), which every program keeps. Two layers:
- ``parts``: per changed part the splices that give the old bytes back (``undo``), valid while the part still has the
  hash noted; ``clean`` then restores the original byte for byte.
- ``fills``, ``values``, ``sheets``, ``colored``: what to look for, cell by cell, once somebody has saved the file in
  Excel.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable
from typing import Any

from xlkinerja.ooxml.edit.book_xml import CARRIER, add_constants, read_constants
from xlkinerja.ooxml.edit.cell_xml import typed
from xlkinerja.ooxml.edit.draft import Draft
from xlkinerja.ooxml.edit.plan import ValueEdit
from xlkinerja.ooxml.edit.shared_formula import whole_formula
from xlkinerja.ooxml.edit.sheet_xml import CellSpan, SheetXml
from xlkinerja.ooxml.edit.undo import inflated
from xlkinerja.ooxml.edit.xmlbytes import attribute, escape_plain, parse, text_of
from xlkinerja.records import Record, field

NAMESPACE = "urn:xlkinerja:jejak"
_PROPS_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_ITEM_ID = "{6B3E7A54-7C1D-4E0B-9A52-584C4B494E4A}"
_PROPS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<ds:datastoreItem ds:itemID="' + _ITEM_ID + '" '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
    '<ds:schemaRef ds:uri="' + NAMESPACE + '"/></ds:schemaRefs></ds:datastoreItem>'
)


class Records(Record):
    """What is worth knowing again later. ``strings`` gives a shared string by its number."""

    strings: Callable[[int], str]
    fills: list[str] = field(default_factory=list)
    values: list[dict[str, Any]] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    colored: dict[str, dict[str, int]] = field(default_factory=dict)

    def mark(self, fill: bytes, sheet: str, address: str) -> int:
        """The number under which the fill that a cell had is kept."""
        text = fill.decode()
        if text not in self.fills:
            self.fills.append(text)
        number = self.fills.index(text)
        if b"none" not in fill:
            self.colored.setdefault(sheet, {})[address] = number
        return number

    def value(self, name: str, sheet: SheetXml, cell: CellSpan, edit: ValueEdit, number_format: str) -> None:
        """Note a cell whose value is about to be replaced. A refreshed cached value needs no note."""
        if edit.keep_formula:
            return
        before = cell_state(sheet, cell, self.strings)
        self._note(name, edit, cell.row, cell.col, before, number_format)

    def new_value(self, name: str, edit: ValueEdit, row: int, col: int, number_format: str) -> None:
        """Note a cell that was not there."""
        self._note(name, edit, row, col, {}, number_format)

    def _note(self, name: str, edit: ValueEdit, row: int, col: int, before: dict[str, Any], fmt: str) -> None:
        kind, text = typed(edit.value, has_formula=edit.formula is not None)
        after = {"f": edit.formula, "t": "s" if kind in ("inlineStr", "str") else kind, "v": text}
        if edit.number_format is not None and edit.number_format != fmt:
            before = before | {"n": fmt}
        self.values.append({"l": name, "r": row, "k": col, "dulu": _lean(before), "kini": _lean(after)})


def cell_state(sheet: SheetXml, cell: CellSpan, strings: Callable[[int], str]) -> dict[str, Any]:
    """A cell as it stands, free of indexes into other parts: f formula, t type ("s" text), v value."""
    kind = attribute(cell.attrs, "t")
    value = sheet.value_text(cell)
    if kind == "s" and value is not None:
        value = strings(int(value))
    elif kind == "inlineStr":
        value = sheet.inline_text(cell)
    formula = whole_formula(sheet, cell)
    return _lean(
        {
            "f": formula,
            "t": "s" if kind in ("inlineStr", "str") else (kind if kind != "n" else None),
            "v": value,
        }
    )


def _lean(state: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in state.items() if v is not None}


class Ledger(Record):
    """A ledger found in a package: its content, and its part (None: only the hidden names were left)."""

    content: dict[str, Any]
    part: str | None = None
    rel_id: str = ""


def reserve(draft: Draft, records: Records) -> str:
    """Make room for a ledger: part names, relationships, content types, hidden names. Gives the part's
    name.
    """
    part = draft.free_name("customXml/xlkinerja{}.xml")
    props = part.replace("customXml/xlkinerja", "customXml/xlkinerjaProps")
    draft.put(part, b"")
    draft.put(props, _PROPS.encode())
    draft.set_type(props, _PROPS_TYPE)
    if draft.content_type(part) is None:
        draft.set_type(part, "application/xml")
    draft.add_link(part, "customXmlProps", props)
    draft.add_link(draft.workbook_part, "customXml", part)
    if records.fills or records.values:
        text = base64.urlsafe_b64encode(zlib.compress(_json(_second_layer(records)), 9)).decode()
        add_constants(draft, CARRIER, text)
    return part


def _second_layer(records: Records) -> dict[str, Any]:
    return {
        "versi": 1,
        "isian": records.fills,
        "nilai": records.values,
        "lembar": records.sheets,
        "warna": records.colored,
    }


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode(
        "utf-8", "replace"
    )


def render(records: Records, parts: dict[str, dict[str, Any]]) -> bytes:
    """The ledger as XML."""
    text = _json(_second_layer(records) | {"bagian": parts}).decode()
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<jejak xmlns="{NAMESPACE}">'.encode()
        + escape_plain(text)
        + b"</jejak>"
    )


def find(draft: Draft) -> Ledger | None:
    """The ledger of an earlier run, if the workbook carries one that can be read."""
    for link in draft.links(draft.workbook_part):
        if link.kind.casefold() != "customxml" or link.part is None:
            continue
        xml = draft.xml(link.part)
        if NAMESPACE.encode() not in xml:
            continue
        try:
            content = json.loads(text_of(xml, parse(xml)))
        except ValueError:
            continue
        if _is_ours(content):
            return Ledger(content, link.part, link.id)
    return _carried(draft)


def _carried(draft: Draft) -> Ledger | None:
    """The ledger's second layer out of the hidden names."""
    text = read_constants(draft, CARRIER)
    if not text:
        return None
    try:
        content = json.loads(inflated(base64.urlsafe_b64decode(text)))
    except ValueError:
        return None
    return Ledger(content) if _is_ours(content) else None


def _is_ours(content: Any) -> bool:
    """Whether it has the form of a ledger: what a damaged or foreign one says is not followed."""
    if not isinstance(content, dict) or content.get("versi") != 1:
        return False
    values, colored = content.get("nilai", []), content.get("warna", {})
    return (
        all(isinstance(content.get(key, []), list) for key in ("isian", "nilai", "lembar"))
        and all(isinstance(v, dict) and isinstance(v.get("l"), str) for v in values)
        and isinstance(colored, dict)
        and all(isinstance(cells, dict) for cells in colored.values())
        and isinstance(content.get("bagian", {}), dict)
    )


def remove(draft: Draft, ledger: Ledger) -> None:
    """Take the ledger's part out; the names go with our other names."""
    if ledger.part is None:
        return
    for link in draft.links(ledger.part):
        if link.part is not None:
            draft.remove(link.part)
    draft.remove(ledger.part)
    draft.drop_link(draft.workbook_part, ledger.rel_id)
