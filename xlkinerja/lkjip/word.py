"""Blocks written into a Word document by python-docx: styles, captions, sections, page numbers."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from xlkinerja.lkjip.blocks import Block, Draft, Heading, Paragraph, Picture, TableBlock
from xlkinerja.lkjip.paper import MARGIN, UPRIGHT, Page, pages, type_size, widths
from xlkinerja.lkjip.word_table import add_runs, table_element

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.text.paragraph import Paragraph as WordParagraph

_EPOCH = datetime(2000, 1, 1)  # the same workbook gives the same bytes
_FONT = "Arial"
TABLE_STYLE, NOTE_STYLE, CAPTION_STYLE, BODY_STYLE = (
    "Isi Tabel LKjIP",
    "Catatan Tabel LKjIP",
    "Caption",
    "Body Text",
)


def document_bytes(draft: Draft) -> bytes:
    """The draft in our own layout, as the bytes of a .docx file; equal drafts give equal bytes."""
    from docx import Document

    document = Document()
    _set_up(document, draft.title)
    now: Page | None = None
    for block, page in zip(draft.own, pages(draft.own), strict=True):
        if page is not now:
            _set_page(document.add_section() if now else document.sections[0], page)
            now = page
        write(document, [block], page)
    return saved(document)


def saved(document: Document) -> bytes:
    """The document's package with fixed dates."""
    from xlkinerja.lkjip.fixed_zip import with_fixed_dates

    target = io.BytesIO()
    document.save(target)
    return with_fixed_dates(target.getvalue())


def write(document: Document, blocks: Iterable[Block], page: Page = UPRIGHT) -> None:
    """Append blocks at the end of the document, whose last page is of that kind."""
    ensure_styles(document)
    for block in blocks:
        if isinstance(block, Heading):
            document.add_paragraph(block.text, style=_style(document, f"Heading {block.level}"))
        elif isinstance(block, Paragraph):
            _paragraph(document, block)
        elif isinstance(block, Picture):
            _picture(document, block, page)
        else:
            _table(document, block, page)


def _paragraph(document: Document, block: Paragraph) -> None:
    style = "List Bullet" if block.item else BODY_STYLE
    paragraph = document.add_paragraph(style=_style(document, style))
    paragraph.paragraph_format.keep_with_next = True if block.lead else None
    add_runs(paragraph._p, block.spans, bold=block.lead)


def _table(document: Document, block: TableBlock, page: Page) -> None:
    caption = document.add_paragraph(block.caption, style=_style(document, CAPTION_STYLE))
    caption.paragraph_format.keep_with_next = True
    style = document.styles[TABLE_STYLE].style_id
    size = type_size(block, page)
    caption._p.addnext(table := table_element(block, widths(block, page.available, size), style, size))
    notes: Sequence[Paragraph] = block.notes or (Paragraph(()),)  # two tables in a row would melt into one
    for note in notes:
        paragraph = document.add_paragraph(style=_style(document, NOTE_STYLE))
        add_runs(paragraph._p, note.spans)
    assert table.getnext() is not None


def _picture(document: Document, block: Picture, page: Page) -> None:
    from docx.shared import Cm

    paragraph = document.add_paragraph()
    paragraph.alignment = 1
    paragraph.paragraph_format.keep_with_next = True
    shape = paragraph.add_run().add_picture(io.BytesIO(block.png), width=Cm(min(block.width, page.available)))
    highest = Cm(page.height - 2 * MARGIN - 3)
    if shape.height > highest:
        shape.width, shape.height = int(shape.width * highest / shape.height), highest
    shape._inline.docPr.set("descr", block.alt)
    document.add_paragraph(block.caption, style=_style(document, CAPTION_STYLE))


def _set_up(document: Document, title: str) -> None:
    """Language, properties, page number."""
    _language(document)
    _fonts(document)
    about = document.core_properties
    about.title, about.author, about.comments, about.language = title, "xlkinerja", "", "id-ID"
    about.last_modified_by, about.revision = "xlkinerja", 1
    about.created = about.modified = _EPOCH
    footer = document.sections[0].footer.paragraphs[0]
    footer.alignment = 1
    _page_number(footer)


def _set_page(section: Section, page: Page) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    section.orientation = WD_ORIENT.LANDSCAPE if page.width > page.height else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(page.width), Cm(page.height)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN)


def _page_number(paragraph: WordParagraph) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", "", "end"):
        run = paragraph.add_run()._r
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = "PAGE"
        run.append(mark)


def _language(document: Document) -> None:
    from docx.oxml.ns import qn

    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "id-ID")


def _fonts(document: Document) -> None:
    """One typeface, black headings: the look of an official report."""
    from docx.shared import Pt, RGBColor

    sizes = {
        "Normal": 11,
        "Heading 1": 14,
        "Heading 2": 12,
        "Heading 3": 11,
        "Heading 4": 11,
        CAPTION_STYLE: 10,
    }
    for name, size in sizes.items():
        style = document.styles[name]
        _typeface(style)
        style.font.size, style.font.color.rgb = Pt(size), RGBColor(0, 0, 0)
        style.font.italic = name == "Heading 4"
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    for level in (2, 3, 4):
        heading = document.styles[f"Heading {level}"].paragraph_format
        heading.space_before, heading.space_after = Pt(10), Pt(4)
    body = document.styles[BODY_STYLE].paragraph_format
    body.line_spacing, body.space_after, body.alignment = 1.3, Pt(6), 3
    chapter = document.styles["Heading 1"].paragraph_format
    chapter.page_break_before, chapter.alignment, chapter.space_after = True, 1, Pt(12)
    caption = document.styles[CAPTION_STYLE]
    caption.paragraph_format.alignment, caption.paragraph_format.space_before = 1, Pt(6)
    caption.font.bold = True


def _typeface(style) -> None:
    """Arial, whatever the document's theme says."""
    from docx.oxml.ns import qn

    style.font.name = _FONT
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    fonts.set(qn("w:cs"), _FONT)


def ensure_styles(document: Document) -> None:
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


def _style(document: Document, name: str):
    """The style of that name, or the document's plain one where an office's template lacks it."""
    try:
        return document.styles[name]
    except KeyError:
        return None
