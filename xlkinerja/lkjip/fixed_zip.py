"""A zip package with fixed dates, so that equal content gives equal bytes."""

from __future__ import annotations

import io
import zipfile

_FIRST_DATE = (1980, 1, 1, 0, 0, 0)


def with_fixed_dates(data: bytes) -> bytes:
    """The same entries in the same order, each dated 1 January 1980."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for entry in source.infolist():
            plain = zipfile.ZipInfo(entry.filename, _FIRST_DATE)
            plain.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(plain, source.read(entry))
    return target.getvalue()
