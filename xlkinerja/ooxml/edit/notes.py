"""Classic notes of a sheet: the comments part, its VML drawing, and their ties to the sheet."""

from __future__ import annotations

from xlkinerja.address import Range
from xlkinerja.ooxml.edit.comments import add_comments, clipped, empty_comments
from xlkinerja.ooxml.edit.draft import STRICT_REL, TRANSITIONAL_REL, Draft
from xlkinerja.ooxml.edit.note_box import SheetGrid, box_for
from xlkinerja.ooxml.edit.plan import NOTE, SIGNATURE, Skipped
from xlkinerja.ooxml.edit.sheet_xml import SheetXml
from xlkinerja.ooxml.edit.vml import VML_TYPE, add_shapes, blocks_of, empty_vml
from xlkinerja.ooxml.edit.xmlbytes import (
    Splices,
    parse,
)

COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"


class NoteWriter:
    """Adds notes to the sheets of a draft."""

    def __init__(self, draft: Draft):
        self.draft = draft
        self._blocks: set[int] | None = None

    def write(
        self,
        name: str,
        part: str,
        sheet: SheetXml,
        splices: Splices,
        notes: dict[tuple[int, int], list[str]],
        skipped: list[Skipped],
    ) -> None:
        """Put the notes (texts per cell) on the sheet; the sheet's own XML is changed through ``splices``."""
        threaded = threaded_places(self.draft, part)
        texts = {}
        for (row, col), lines in sorted(notes.items()):
            if (row, col) in threaded:
                skipped.append(Skipped(name, row, col, NOTE, "sel ini memiliki percakapan komentar"))
            elif lines:
                texts[row, col] = clipped("\n\n".join(lines))
        if not texts:
            return
        comments_part = self._comments_part(part)
        xml, new = add_comments(self.draft.xml(comments_part), texts)
        self.draft.put(comments_part, xml)
        if new:
            self._draw(part, sheet, splices, {place: texts[place] for place in new})

    def _comments_part(self, part: str) -> str:
        link = self.draft.link(part, "comments")
        if link is not None and link.part is not None:
            return link.part
        created = self.draft.free_name(self.draft.folder + "comments{}.xml")
        self.draft.put(created, empty_comments(self.draft.is_strict))
        self.draft.set_type(created, COMMENTS_TYPE)
        self.draft.add_link(part, "comments", created)
        return created

    def _draw(self, part: str, sheet: SheetXml, splices: Splices, texts: dict[tuple[int, int], str]) -> None:
        grid = SheetGrid(sheet)
        shapes = [
            (row, col, box_for(grid, row, col, f"{text}\n{SIGNATURE}")) for (row, col), text in texts.items()
        ]
        vml_part = self._vml_part(part, sheet, splices, len(shapes))
        self.draft.put(vml_part, add_shapes(self.draft.read(vml_part), shapes, self._free_block(1)))

    def _vml_part(self, part: str, sheet: SheetXml, splices: Splices, count: int) -> str:
        element = next(sheet.root.all("legacyDrawing"), None)
        if element is not None:
            wanted = element.get_local("id")
            link = next((k for k in self.draft.links(part) if k.id == wanted), None)
            if link is not None and link.part is not None and link.kind.casefold() == "vmldrawing":
                return link.part
        created = self.draft.free_name(self.draft.folder + "drawings/vmlDrawing{}.vml")
        self.draft.put(created, empty_vml(self._free_block(count), count))
        self.draft.default_type("vml", VML_TYPE)
        if self.draft.content_type(created) != VML_TYPE:
            self.draft.set_type(created, VML_TYPE)
        rel_id = self.draft.add_link(part, "vmlDrawing", created)
        new = legacy_element(sheet, rel_id, self.draft.is_strict)
        if element is not None:
            splices.replace(element.start, element.end, new)
        else:
            splices.insert(sheet.place_for("legacyDrawing"), new)
        return created

    def _free_block(self, count: int) -> int:
        if self._blocks is None:
            self._blocks = set()
            for name in self.draft.names:
                if name.casefold().endswith(".vml"):
                    self._blocks |= blocks_of(self.draft.read(name))
        block = max(self._blocks, default=0) + 1
        self._blocks |= set(range(block, block + 1 + count // 1024))
        return block


def legacy_element(sheet: SheetXml, rel_id: str, strict: bool) -> bytes:
    """<legacyDrawing> in the sheet's own prefixes."""
    uri = (STRICT_REL if strict else TRANSITIONAL_REL).rstrip("/")
    known = {TRANSITIONAL_REL.rstrip("/"), STRICT_REL.rstrip("/")}
    prefix = next((p for p, u in sheet.root.namespaces.items() if u in known and p), None)
    if prefix is None:
        return f'<{sheet.prefix}legacyDrawing xmlns:r="{uri}" r:id="{rel_id}"/>'.encode()
    return f'<{sheet.prefix}legacyDrawing {prefix}:id="{rel_id}"/>'.encode()


def threaded_places(draft: Draft, part: str) -> set[tuple[int, int]]:
    """Cells of a sheet that have a threaded comment."""
    found = set()
    for link in draft.links(part):
        if link.kind.casefold() == "threadedcomment" and link.part is not None:
            for node in parse(draft.xml(link.part)).all("threadedComment"):
                try:
                    area = Range.parse(node.get("ref") or "")
                except ValueError:
                    continue
                found.add((area.row1, area.col1))
    return found
