"""What the draft consists of, as plain data: headings, paragraphs, tables, pictures. No Word in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """How a piece of text is set off."""

    NONE = ""
    BOLD = "tebal"
    GAP = "isi"  # "[isi: …]": the office must write here
    DOUBT = "periksa"  # "[periksa: …]": a finding of severity galat touches the figure before it


class Align(StrEnum):
    """Where text stands in a cell of a table."""

    LEFT = "kiri"
    CENTER = "tengah"
    RIGHT = "kanan"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text with one look."""

    text: str
    mark: Mark = Mark.NONE


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is a chapter."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. ``item``: it is an item of a list; ``lead``: bold words that lead over to what follows."""

    spans: Spans
    item: bool = False
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. ``shaded``: a light grey ground; ``across`` and ``down``: how many columns and rows
    it covers."""

    spans: Spans
    align: Align = Align.LEFT
    bold: bool = False
    shaded: bool = False
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table. A row lists only the cells that begin in it, from left to right; ``heads`` are repeated on
    every page.

    ``widths``: relative widths of the columns. ``wide``: it needs a landscape page.
    """

    caption: str
    widths: tuple[float, ...]
    heads: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[Paragraph, ...] = ()
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG. ``alt`` says the same in words; ``width``: centimetres on paper."""

    png: bytes
    caption: str
    alt: str
    width: float = 16.0


Block = Heading | Paragraph | TableBlock | Picture


@dataclass(frozen=True, slots=True)
class Draft:
    """The whole draft. ``words``: placeholder -> text within a line; ``parts``: placeholder -> blocks;
    ``own``: the blocks of the document that we lay out ourselves."""

    title: str
    words: dict[str, Spans]
    parts: dict[str, tuple[Block, ...]]
    own: tuple[Block, ...] = ()

    def count(self, mark: Mark) -> int:
        """How many pieces of text of that kind our own document holds."""
        return sum(span.mark is mark for block in self.own for span in spans_of(block))


def spans_of(block: Block) -> Iterable[Span]:
    """Every piece of marked text in a block."""
    if isinstance(block, Paragraph):
        yield from block.spans
    elif isinstance(block, TableBlock):
        for row in (*block.heads, *block.rows):
            for cell in row:
                yield from cell.spans
        for note in block.notes:
            yield from note.spans


def plain(spans: Iterable[Span]) -> str:
    """The text of the pieces, without their look."""
    return "".join(span.text for span in spans)
