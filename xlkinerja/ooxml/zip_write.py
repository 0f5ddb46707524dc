"""Writing a package: unchanged parts keep their compressed bytes, changed ones are deflated again."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, BinaryIO

from xlkinerja.ooxml.deflated import LEVEL, Content, Deflated
from xlkinerja.ooxml.zip_directory import DEFLATED, STORED, UTF8_FLAG, ZipEntry

if TYPE_CHECKING:
    from xlkinerja.ooxml.package import Package

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s4B4HL2L5H2L")
_END = struct.Struct("<4s4H2LH")
_FIRST_DATE = (0, 0x21)  # 1980-01-01 00:00, as Excel itself writes: equal input gives equal output
_LEVEL_BITS = 0x6


def write_package(
    package: Package, changes: Mapping[str, Content | None], target: BinaryIO, *, level: int = LEVEL
) -> None:
    """Write ``package`` with ``changes`` to ``target`` (only ``write`` is used).

    ``changes``: name of a part -> its new content, or None to leave it out. Names are compared as
    ``Package.find`` does; unknown names are appended in the mapping's order. Entries not named keep their
    compressed bytes, name and time. ``level``: zlib level for the changed ones that are not deflated yet. Raises
    OSError of the target.
    """
    wanted: dict[str, Content | None] = {
        package.find(name) or name: content for name, content in changes.items()
    }
    writer = _Writer(target, level)
    for entry in package.entries:
        if entry.name not in wanted:
            writer.copy(entry, memoryview(package.data)[entry.start : entry.start + entry.compressed])
            continue
        content = wanted.pop(entry.name)
        if content is not None:
            writer.add(entry.raw_name, entry.flags & UTF8_FLAG, content)
    for name, content in wanted.items():
        if content is not None:
            writer.add(name.encode(), 0 if name.isascii() else UTF8_FLAG, content)
    writer.finish()


def write_parts(parts: Mapping[str, Content], target: BinaryIO) -> None:
    """Write a new package with those parts, not deflated: for a file that is read at once. Raises OSError."""
    writer = _Writer(target, level=0)
    for name, content in parts.items():
        writer.add(name.encode(), 0 if name.isascii() else UTF8_FLAG, content)
    writer.finish()


class _Writer:
    """Local headers and data as they come, the central directory at the end."""

    def __init__(self, target: BinaryIO, level: int):
        self.target = target
        self.level = level
        self.offset = 0
        self.central: list[bytes] = []

    def copy(self, entry: ZipEntry, data: memoryview) -> None:
        flags = entry.flags & (UTF8_FLAG | _LEVEL_BITS)
        self._entry(
            entry.raw_name,
            flags,
            entry.method,
            (entry.time, entry.date),
            entry.crc,
            entry.size,
            data,
            entry.attributes,
        )

    def add(self, name: bytes, flags: int, content: Content) -> None:
        if isinstance(content, Deflated):
            data = memoryview(content.data)
            self._entry(name, flags, DEFLATED, _FIRST_DATE, content.crc, content.size, data, 0)
            return
        deflater = zlib.compressobj(self.level, zlib.DEFLATED, -15)
        data = deflater.compress(content) + deflater.flush()
        method = DEFLATED if len(data) < len(content) else STORED
        self._entry(
            name,
            flags,
            method,
            _FIRST_DATE,
            zlib.crc32(content),
            len(content),
            memoryview(data if method else content),
            0,
        )

    def _entry(
        self,
        name: bytes,
        flags: int,
        method: int,
        stamp: tuple[int, int],
        crc: int,
        size: int,
        data: memoryview,
        attributes: int,
    ) -> None:
        common = (flags, method, *stamp, crc, len(data), size, len(name), 0)
        header = _LOCAL.pack(b"PK\x03\x04", 20, *common) + name
        self.central.append(
            _CENTRAL.pack(b"PK\x01\x02", 20, 0, 20, 0, *common, 0, 0, 0, attributes, self.offset) + name
        )
        self.target.write(header)
        self.target.write(data)
        self.offset += len(header) + len(data)

    def finish(self) -> None:
        directory = b"".join(self.central)
        count = len(self.central)
        self.target.write(directory)
        self.target.write(_END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), self.offset, 0))
