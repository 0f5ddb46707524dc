"""An office's own Word document with placeholders: "{{ kecamatan }}" within a line, "{{ tabel_3_1 }}" as a
paragraph of its own.

Own code instead of a template engine: placeholders are only names, so a template holds no program, and what
comes from the workbook is put in as finished text that is never searched for placeholders again.
"""

from __future__ import annotations

import copy
import io
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from xlkinerja.lkjip.blocks import Block, Draft, Mark, Picture, Spans, TableBlock, spans_of
from xlkinerja.lkjip.paper import LARGE, MARGIN, UPRIGHT, Page
from xlkinerja.lkjip.word import saved
from xlkinerja.lkjip.word_table import add_runs
from xlkinerja.lkjip.word_writer import Writer

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_PLACEHOLDER = re.compile(r"\{\{\s*([A-Za-z0-9_]{1,60})\s*\}\}")
_LARGEST = 200_000_000  # bytes when unpacked
_TWIPS = 567


class OfficeTemplateError(Exception):
    """The template cannot be used. ``message`` is an Indonesian sentence."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


@dataclass(slots=True)
class Filled:
    """What came of a template. ``unknown``: placeholders with no meaning, left as they are; ``misplaced``:
    placeholders of whole parts that do not stand in a paragraph of their own in the body; ``gaps`` and
    ``doubts``: how many marks went in."""

    data: bytes = b""
    unknown: list[str] = field(default_factory=list)
    misplaced: list[str] = field(default_factory=list)
    gaps: int = 0
    doubts: int = 0
    found: int = 0


def fill_template(path: Path, draft: Draft) -> Filled:
    """The office's document with every placeholder replaced. Raises OfficeTemplateError and OSError."""
    document = _opened(path)
    filled, writer = Filled(), Writer(document)
    body = document.element.body
    targets = [(p, True) for p in _paragraphs(body)]
    targets += [(p, False) for part in _headers_and_footers(document) for p in _paragraphs(part)]
    for paragraph, in_body in targets:  # gathered before anything is put in: what comes in is never searched
        _fill_paragraph(writer, paragraph, draft, filled, in_body=in_body)
    if not filled.found:
        raise OfficeTemplateError(
            f"Templat {path.name} tidak memuat satu pun penanda, misalnya {{{{ kecamatan }}}} atau "
            "{{ tabel_3_1 }}. Daftar penanda ada di docs/lkjip.md."
        )
    filled.data = saved(document)
    return filled


def _opened(path: Path) -> Document:
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    data = path.read_bytes()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(entry.file_size for entry in package.infolist()) > _LARGEST:
                raise OfficeTemplateError(f"Templat {path.name} terlalu besar.")
        return Document(io.BytesIO(data))
    except (zipfile.BadZipFile, OpcError, LxmlError, KeyError, ValueError) as problem:
        raise OfficeTemplateError(
            f"Templat {path.name} bukan dokumen Word (.docx) yang utuh. "
            "Buka di Word, lalu simpan sebagai .docx."
        ) from problem


def _headers_and_footers(document: Document) -> list[_Element]:
    """Every header and footer that the document really has."""
    found: dict[int, _Element] = {}
    for section in document.sections:
        for kind in ("header", "footer"):
            for which in ("", "first_page_", "even_page_"):
                part = getattr(section, which + kind)
                if not part.is_linked_to_previous:
                    found[id(part._element)] = part._element
    return list(found.values())


def _paragraphs(element: _Element) -> list[_Element]:
    from docx.oxml.ns import qn

    return list(element.iter(qn("w:p")))


def _texts(paragraph: _Element) -> list[_Element]:
    """The w:t of a paragraph itself, not of text boxes within it."""
    from docx.oxml.ns import qn

    own = []
    for text in paragraph.iter(qn("w:t")):
        holder = text.getparent()
        while holder.tag != qn("w:p"):
            holder = holder.getparent()
        if holder is paragraph and text.getparent().tag == qn("w:r"):
            own.append(text)
    return own


def _fill_paragraph(
    writer: Writer, paragraph: _Element, draft: Draft, filled: Filled, *, in_body: bool
) -> None:
    whole = "".join(t.text or "" for t in _texts(paragraph))
    matches = list(_PLACEHOLDER.finditer(whole))
    for match in reversed(matches):
        name = match[1].casefold()
        if name in draft.words:
            _put_words(paragraph, match.start(), match.end(), draft.words[name])
            _count(filled, draft.words[name])
        elif name in draft.parts or _may_be_absent(name):
            blocks = draft.parts.get(name, ())
            if in_body and whole.strip() == match[0] and _has_room(paragraph, blocks):
                _put_blocks(writer, paragraph, blocks)
                _count(filled, tuple(span for block in blocks for span in spans_of(block)))
            else:
                filled.misplaced.append(match[1])
        else:
            filled.unknown.append(match[1])
            continue
        filled.found += 1


def _has_room(paragraph: _Element, blocks: tuple[Block, ...]) -> bool:
    """Tables and pictures want the width of the page; a table's cell or a text box takes only words."""
    from docx.oxml.ns import qn

    narrow = any(holder.tag in (qn("w:tc"), qn("w:txbxContent")) for holder in paragraph.iterancestors())
    return not narrow or not any(isinstance(b, TableBlock | Picture) for b in blocks)


def _may_be_absent(name: str) -> bool:
    """A table or chart that this workbook has no content for: nothing takes its place."""
    return re.fullmatch(r"(tabel|grafik)_3_\d{1,2}b?|perubahan_(pk|renstra)|pergeseran_pagu", name) is not None


def _count(filled: Filled, spans: Spans) -> None:
    filled.gaps += sum(s.mark is Mark.GAP for s in spans)
    filled.doubts += sum(s.mark is Mark.DOUBT for s in spans)


def _put_words(paragraph: _Element, start: int, end: int, spans: Spans) -> None:
    """Replace characters start to end of a paragraph by the pieces, in the look of the place."""
    from docx.oxml.ns import qn

    _split(paragraph, end)
    _split(paragraph, start)
    place = 0
    inside: list[_Element] = []
    for text in _texts(paragraph):
        long = len(text.text or "")
        if long and start <= place and place + long <= end:
            inside.append(text)
        place += long
    first = inside[0].getparent()
    look = first.find(qn("w:rPr"))
    holder = first.makeelement(qn("w:p"))
    add_runs(holder, spans)
    for run in reversed(list(holder)):
        if look is not None:
            _blend(run.find(qn("w:rPr")), look)
        first.addnext(run)
    for text in inside:
        run = text.getparent()
        run.remove(text)
        if all(child.tag == qn("w:rPr") for child in run):
            run.getparent().remove(run)


def _blend(own: _Element, look: _Element) -> None:
    """Add the place's look to a piece; its own marks go first. The order is the schema's."""
    from docx.oxml.ns import qn

    order = (
        "rStyle",
        "rFonts",
        "b",
        "bCs",
        "i",
        "iCs",
        "caps",
        "smallCaps",
        "strike",
        "color",
        "spacing",
        "kern",
        "position",
        "sz",
        "szCs",
        "highlight",
        "u",
        "shd",
        "vertAlign",
        "lang",
    )
    marks = {child.tag: child for child in own}
    merged = {child.tag: copy.deepcopy(child) for child in look} | marks
    for child in list(own):
        own.remove(child)
    for name in order:
        if qn(f"w:{name}") in merged:
            own.append(merged[qn(f"w:{name}")])


def _split(paragraph: _Element, at: int) -> None:
    """Make a run end at that character of the paragraph."""
    from docx.oxml.ns import qn

    place = 0
    for text in _texts(paragraph):
        words = text.text or ""
        if place < at < place + len(words):
            run = text.getparent()
            twin = copy.deepcopy(run)
            index = list(run).index(text)
            for child in list(twin)[: index + 1]:
                if child.tag != qn("w:rPr"):
                    twin.remove(child)
            rest = text.makeelement(qn("w:t"))
            rest.text = words[at - place :]
            _keep_blanks(rest)
            twin.insert(1 if twin.find(qn("w:rPr")) is not None else 0, rest)
            for child in list(run)[index + 1 :]:
                run.remove(child)
            text.text = words[: at - place]
            _keep_blanks(text)
            run.addnext(twin)
            return
        place += len(words)


def _keep_blanks(text: _Element) -> None:
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _put_blocks(writer: Writer, paragraph: _Element, blocks: tuple[Block, ...]) -> None:
    """Put blocks in the paragraph's place: written at the end of the body, then moved."""
    from docx.oxml.ns import qn

    body = writer.document.element.body
    before = set(body)
    writer.write(blocks, _page_at(body, paragraph))
    for element in [e for e in body if e not in before]:
        paragraph.addprevious(element)
    keeps_section = paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None
    last_in_cell = paragraph.getparent().tag == qn("w:tc") and paragraph.getnext() is None
    if keeps_section or last_in_cell:
        for child in [c for c in paragraph if c.tag != qn("w:pPr")]:
            paragraph.remove(child)
    else:
        paragraph.getparent().remove(paragraph)


def _page_at(body: _Element, paragraph: _Element) -> Page:
    """The page on which a paragraph stands: of the first section that ends at or behind it."""
    from docx.oxml.ns import qn

    reached = False
    for element in body.iter(qn("w:p"), qn("w:sectPr")):
        reached = reached or element is paragraph
        if reached and element.tag == qn("w:sectPr"):
            return _page_of(element)
    return UPRIGHT


def _page_of(section: _Element) -> Page:
    from docx.oxml.ns import qn

    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    if size is None or margins is None:
        return UPRIGHT
    try:
        wide, high = (int(size.get(qn(f"w:{k}"))) for k in ("w", "h"))
        left, right, top, bottom = (
            abs(int(margins.get(qn(f"w:{k}")))) for k in ("left", "right", "top", "bottom")
        )
    except (TypeError, ValueError):
        return UPRIGHT
    room = max((wide - left - right) / _TWIPS, 5.0), max((high - top - bottom) / _TWIPS, 5.0)
    return Page(room[0] + 2 * MARGIN, room[1] + 2 * MARGIN, LARGE.sizes)
