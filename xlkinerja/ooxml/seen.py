"""A file as it was when it was read, so that a version saved by somebody else in the meantime is not overwritten."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

from xlkinerja.records import Record


class Seen(Record, frozen=True):
    """``stamp``: time of change (ns) and size before reading, None if it could not be asked; ``crc`` of what was
    read."""

    stamp: tuple[int, int] | None
    size: int
    crc: int

    @classmethod
    def of(cls, stamp: tuple[int, int] | None, data: bytes) -> Seen:
        """``stamp`` must have been taken before ``data`` was read."""
        return cls(stamp, len(data), zlib.crc32(data))

    def is_still(self, path: Path) -> bool:
        """Whether the file holds what was read; a file that was only touched does. A file that is gone does not."""
        now = stamp_of(path)
        if now is None:
            return False
        return now == self.stamp or (now[1] == self.size and zlib.crc32(path.read_bytes()) == self.crc)


def stamp_of(path: str | os.PathLike[str]) -> tuple[int, int] | None:
    """Time of change (ns) and size of a file; None where there is none."""
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size
