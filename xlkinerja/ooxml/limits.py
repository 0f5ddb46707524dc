"""How much a file may ask of the machine before it is refused. Every limit can be set by the caller."""

from __future__ import annotations

import re
from collections.abc import Iterable

from xlkinerja.patterns import Pattern
from xlkinerja.records import Record, replace

MB = 1 << 20


class Limits(Record, frozen=True):
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

_UNITS = {"": 1, "KB": 1 << 10, "MB": MB, "GB": 1 << 30}
_SETTING = Pattern(
    r"\s*(?P<name>\w+)\s*=\s*(?P<count>\d{1,3}(?:\.\d{3})+|\d+)\s*(?P<unit>|KB|MB|GB)\s*", re.IGNORECASE
)


def parse_limits(settings: Iterable[str], base: Limits = DEFAULT_LIMITS) -> Limits:
    """("part_size=512MB", "cells=3.000.000") -> Limits; what is not named stays as in ``base``.

    Raises ValueError with an Indonesian sentence.
    """
    known = base.__struct_fields__
    chosen: dict[str, int] = {}
    for setting in settings:
        parts = _SETTING.fullmatch(setting)
        if parts is None:
            raise ValueError(f"'{setting}' bukan batas; tulis NAMA=NILAI, misalnya part_size=512MB.")
        name = parts["name"].lower()
        if name not in known:
            raise ValueError(f"Batas '{name}' tidak dikenal; yang ada: {', '.join(known)}.")
        value = int(parts["count"].replace(".", "")) * _UNITS[parts["unit"].upper()]
        if not 0 < value < 1 << 62:
            raise ValueError(f"Batas '{name}' harus lebih dari 0 dan tidak berlebihan.")
        chosen[name] = value
    return replace(base, **chosen)
