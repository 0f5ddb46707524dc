"""How wide each column of a table is on paper, and which page each part of the draft stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlkinerja.lkjip.blocks import Block, Cell, Heading, Paragraph, Picture, TableBlock, plain


@dataclass(frozen=True, slots=True)
class Page:
    """A kind of page: centimetres of paper, and points of the type that its tables are set in."""

    width: float
    height: float
    sizes: tuple[float, ...] = (8.5,)

    @property
    def available(self) -> float:
        """Centimetres between the margins."""
        return self.width - 2 * MARGIN


MARGIN = 2.5
UPRIGHT = Page(21.0, 29.7)
LANDSCAPE = Page(29.7, 21.0, (8.5, 7.5))
LARGE = Page(42.0, 29.7, (8.5, 7.5, 6.5, 5.5))  # A3, for the forms with many columns
_CHARACTER = 0.0212  # centimetres per point of type: a bold digit of Arial, and a little more
_PADDING = 0.3
_CROWDED = 150  # characters of wished width beyond which an upright page makes rows too high
_SHORT = 1200  # characters of running text that may go along with a wide table


def type_size(table: TableBlock, page: Page) -> float:
    """The largest of the page's sizes of type at which no word is broken; the smallest when none is."""
    return next((s for s in page.sizes if sum(least_widths(table, s)) <= page.available), page.sizes[-1])


def widths(table: TableBlock, available: float, size: float) -> list[float]:
    """Centimetres per column: at least its longest word, the rest shared out as the table wishes. ``size``:
    points of the type."""
    least = least_widths(table, size)
    spare = available - sum(least)
    if spare <= 0:
        return [w * available / sum(least) for w in least]
    wished = [max(w / sum(table.widths) * available - m, 0) for w, m in zip(table.widths, least, strict=True)]
    share = spare / (sum(wished) or 1)
    return [
        m + w * share if sum(wished) else m + spare / len(least) for m, w in zip(least, wished, strict=True)
    ]


def least_widths(table: TableBlock, size: float) -> list[float]:
    """What the longest word of each column takes; cells that cover several columns do not count."""
    longest = [3] * len(table.widths)
    for place, cell in _placed(table):
        if cell.across == 1:
            longest[place] = max(longest[place], *(len(word) for word in plain(cell.spans).split()), 0)
    return [min(n, 24) * _CHARACTER * size + _PADDING for n in longest]


def _placed(table: TableBlock) -> list[tuple[int, Cell]]:
    """Every cell with the column in which it begins."""
    found = []
    for rows in (table.heads, table.rows):
        covered: dict[int, int] = {}  # column -> rows still covered from above
        for row in rows:
            place, following = 0, {c: n - 1 for c, n in covered.items() if n > 1}
            for cell in row:
                while covered.get(place):
                    place += 1
                found.append((place, cell))
                if cell.down > 1:
                    following |= {place + n: cell.down - 1 for n in range(cell.across)}
                place += cell.across
            covered = following
    return found


def page_of(table: TableBlock) -> Page:
    """The smallest page on which the table is readable."""
    wished = LANDSCAPE if table.wide or sum(table.widths) > _CROWDED else UPRIGHT
    for page in (UPRIGHT, LANDSCAPE):
        if (page is wished or wished is UPRIGHT) and sum(
            least_widths(table, page.sizes[-1])
        ) <= page.available:
            return page
    return LARGE


def pages(blocks: Sequence[Block]) -> list[Page]:
    """The page of each block: a wide table takes the headings and few words before it along."""
    found = [page_of(b) if isinstance(b, TableBlock) else UPRIGHT for b in blocks]
    for place in [n for n, page in enumerate(found) if page is not UPRIGHT]:
        first = _opening(blocks, place)
        found[first:place] = [found[place]] * (place - first)
    _keep_pictures(blocks, found)
    return found


def _keep_pictures(blocks: Sequence[Block], found: list[Page]) -> None:
    """Pictures between two wide tables stay on their page instead of turning the paper twice."""
    for place in range(1, len(blocks) - 1):
        if not isinstance(blocks[place], Picture) or found[place - 1] is UPRIGHT:
            continue
        behind = next((n for n in range(place, len(blocks)) if not isinstance(blocks[n], Picture)), None)
        if behind is not None and found[behind] is not UPRIGHT:
            found[place] = found[place - 1]


def _opening(blocks: Sequence[Block], table: int) -> int:
    """The first of the headings and few words that belong to a table; the table itself when they are too
    many."""
    place, words = table, 0
    while place > 0 and isinstance(block := blocks[place - 1], Paragraph):
        words += len(plain(block.spans))
        place -= 1
    if words > _SHORT or place == 0 or not isinstance(blocks[place - 1], Heading):
        return table
    while place > 0 and isinstance(blocks[place - 1], Heading):
        place -= 1
    return place
