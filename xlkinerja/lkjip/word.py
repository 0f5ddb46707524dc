"""The draft in our own layout: language, typeface, pages, page numbers; equal drafts give equal bytes."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

from xlkinerja.lkjip.blocks import Draft
from xlkinerja.lkjip.paper import MARGIN, Page, pages
from xlkinerja.lkjip.word_writer import BODY_STYLE, CAPTION_STYLE, Writer

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.text.paragraph import Paragraph as WordParagraph

_EPOCH = datetime(2000, 1, 1)  # the same workbook gives the same bytes
_FONT = "Arial"


def document_bytes(draft: Draft) -> bytes:
    """The draft in our own layout, as the bytes of a .docx file; equal drafts give equal bytes."""
    from docx import Document

    document = Document()
    _set_up(document, draft.title)
    writer = Writer(document)
    now: Page | None = None
    for block, page in zip(draft.own, pages(draft.own), strict=True):
        if page is not now:
            _set_page(document.add_section() if now else document.sections[0], page)
            now = page
        writer.write([block], page)
    return saved(document)


def saved(document: Document) -> bytes:
    """The document's package with fixed dates."""
    from xlkinerja.lkjip.fixed_zip import with_fixed_dates

    target = io.BytesIO()
    document.save(target)
    return with_fixed_dates(target.getvalue())


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
