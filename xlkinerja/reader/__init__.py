"""From grid to model: ``read_book``."""

from __future__ import annotations

from xlkinerja.reader.read import ReadResult, read_book

__all__ = ["ReadResult", "read_book"]
