"""Blocks appended to a Word document by python-docx: an office's own, or the one that we lay out."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from xlkinerja.lkjip.blocks import Block, Heading, Paragraph, Picture, Span, TableBlock
from xlkinerja.lkjip.paper import MARGIN, UPRIGHT, Page, type_size, widths
from xlkinerja.lkjip.word_table import add_runs, table_element

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as WordParagraph

TABLE_STYLE, NOTE_STYLE = "Isi Tabel LKjIP", "Catatan Tabel LKjIP"
CAPTION_STYLE, BODY_STYLE, ITEM_STYLE = "Caption", "Body Text", "List Bullet"
_CAPTION_ROOM = 3.0  # centimetres kept free below a picture


class Writer:
    """Appends blocks at the end of a document. Styles that the document lacks are done without, save the two
    of our tables, which are added to it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        _add_table_styles(document)
        self._ids = {style.name: style.style_id for style in document.styles}

    def write(self, blocks: Iterable[Block], page: Page = UPRIGHT) -> None:
        """Append blocks to the last page, which is of that kind."""
        for block in blocks:
            if isinstance(block, Heading):
                add_runs(self._paragraph(f"Heading {block.level}")._p, (Span(block.text),))
            elif isinstance(block, Paragraph):
                self._text(block)
            elif isinstance(block, Picture):
                self._picture(block, page)
            else:
                self._table(block, page)

    def _paragraph(self, style: str) -> WordParagraph:
        paragraph = self.document.add_paragraph()
        if style in self._ids:
            paragraph._p.style = self._ids[style]
        return paragraph

    def _text(self, block: Paragraph) -> None:
        paragraph = self._paragraph(ITEM_STYLE if block.item else BODY_STYLE)
        if block.item and ITEM_STYLE not in self._ids:
            add_runs(paragraph._p, (Span("– "),))
        if block.lead:
            paragraph.paragraph_format.keep_with_next = True
        add_runs(paragraph._p, block.spans, bold=block.lead)

    def _table(self, block: TableBlock, page: Page) -> None:
        caption = self._caption(block.caption)
        caption.paragraph_format.keep_with_next = True
        size = type_size(block, page)
        table = table_element(block, widths(block, page.available, size), self._ids[TABLE_STYLE], size)
        caption._p.addnext(table)
        for note in block.notes or (Paragraph(()),):  # two tables in a row would melt into one
            add_runs(self._paragraph(NOTE_STYLE)._p, note.spans)

    def _picture(self, block: Picture, page: Page) -> None:
        from docx.shared import Cm

        paragraph = self.document.add_paragraph()
        paragraph.alignment = 1
        paragraph.paragraph_format.keep_with_next = True
        width = Cm(min(block.width, page.available))
        shape = paragraph.add_run().add_picture(io.BytesIO(block.png), width=width)
        highest = Cm(page.height - 2 * MARGIN - _CAPTION_ROOM)
        if shape.height > highest:
            shape.width, shape.height = int(shape.width * highest / shape.height), highest
        shape._inline.docPr.set("descr", block.alt)
        self._caption(block.caption)

    def _caption(self, text: str) -> WordParagraph:
        paragraph = self._paragraph(CAPTION_STYLE)
        add_runs(paragraph._p, (Span(text),))
        return paragraph


def _add_table_styles(document: Document) -> None:
    """The two styles of our tables, where the document does not have them yet."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    names = {style.name for style in document.styles}
    for name, size, before, after in ((TABLE_STYLE, 8.5, 1, 1), (NOTE_STYLE, 8.5, 2, 8)):
        if name in names:
            continue
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"] if "Normal" in names else None
        style.font.size, style.hidden, style.quick_style = Pt(size), False, True
        layout = style.paragraph_format
        layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), 1.0
