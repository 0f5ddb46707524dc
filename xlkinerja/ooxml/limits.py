"""How much a file may ask of the machine before it is refused. Every limit can be set by the caller."""

from __future__ import annotations

from dataclasses import dataclass

MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits for one workbook. Sizes in bytes.

    ``file_size``: the file as it lies on the disk. ``part_size``: one part (zip entry) when inflated.
    ``total_size``: all parts together when inflated. ``ratio``: inflated / compressed size of a part, looked at
    only for parts that inflate to more than ``ratio_from``. ``parts``: zip entries. ``cells``: stored cells of
    all sheets. ``strings``: shared strings. ``depth``: nesting of XML elements. ``elements``: XML elements of
    one part other than cells and their values (rows, merged ranges, validations, styles …).
    """

    file_size: int = 256 * MB
    part_size: int = 256 * MB
    total_size: int = 1024 * MB
    ratio: int = 300
    ratio_from: int = 4 * MB
    parts: int = 10_000
    cells: int = 1_500_000
    strings: int = 2_000_000
    depth: int = 200
    elements: int = 2_000_000


DEFAULT_LIMITS = Limits()
