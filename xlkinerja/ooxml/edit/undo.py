"""Coming back from a part as we wrote it to the part as it was: what the ledger keeps for it."""

from __future__ import annotations

import base64
import zlib
from typing import Any

from xlkinerja.ooxml.deflated import Content, Deflated, pieces_of
from xlkinerja.ooxml.limits import DEFAULT_LIMITS


def fingerprint(data: Content) -> str:
    """Hash of a part that was there before us, as it is now."""
    from hashlib import sha256  # loads OpenSSL, which a check does without

    digest = sha256()
    for piece in pieces_of(data):
        digest.update(piece)
    return digest.hexdigest()[:32]


def checksum(data: Content) -> str:
    """Size and CRC of a part of ours, as a zip file notes them: enough to see that somebody changed it."""
    size, crc = (data.size, data.crc) if isinstance(data, Deflated) else (len(data), zlib.crc32(data))
    return f"{size}-{crc:08x}"


def packed(data: bytes) -> str:
    """Bytes as text: short ones as they are behind "=", others compressed, base 64."""
    if len(data) < 200:
        try:
            return "=" + data.decode() if data else ""
        except UnicodeDecodeError:
            pass
    return base64.b64encode(zlib.compress(data, 9)).decode()


def unpacked(text: str) -> bytes:
    """The reverse of ``packed``. Raises ValueError for a text that is damaged or swells beyond belief."""
    if not text or text.startswith("="):
        return text[1:].encode()
    return inflated(base64.b64decode(text))


def inflated(data: bytes) -> bytes:
    """The reverse of ``zlib.compress``. Raises ValueError as ``unpacked`` does."""
    inflater = zlib.decompressobj()
    try:
        found = inflater.decompress(data, DEFAULT_LIMITS.part_size)
    except zlib.error as problem:
        raise ValueError("isi yang dimampatkan rusak") from problem
    if not inflater.eof:
        raise ValueError("isi yang dimampatkan terpotong atau terlalu besar")
    return found


def undo_entry(
    old: bytes | None, new: Content | None, splices: list[tuple[int, int, bytes]] | None
) -> dict[str, Any]:
    """How to come from ``new`` back to ``old``; ``splices`` (see ``Splices.reverse``) where they are
    known.
    """
    if new is None:
        return {"utuh": packed(old or b"")}
    if old is None:
        return {"baru": checksum(new)}
    if splices is None:
        splices = [_middle(old, b"".join(pieces_of(new)))]
    return {"sidik": fingerprint(new), "tambal": [[at, length, packed(text)] for at, length, text in splices]}


def _middle(old: bytes, new: bytes) -> tuple[int, int, bytes]:
    """The one stretch in which two byte strings differ."""
    limit = min(len(old), len(new))
    head = _common(old, new, limit)
    tail = _common_end(old, new, limit - head)
    return head, len(new) - head - tail, old[head : len(old) - tail]


def _common(a: bytes, b: bytes, limit: int) -> int:
    low, high = 0, limit
    while low < high:
        half = (low + high + 1) // 2
        if a[:half] == b[:half]:
            low = half
        else:
            high = half - 1
    return low


def _common_end(a: bytes, b: bytes, limit: int) -> int:
    low, high = 0, limit
    while low < high:
        half = (low + high + 1) // 2
        if a[len(a) - half :] == b[len(b) - half :]:
            low = half
        else:
            high = half - 1
    return low


def undone(entry: dict[str, Any], new: bytes | None) -> bytes | None:
    """The old bytes of a part (None: there was none). Raises ValueError when the part is no longer what we
    wrote.
    """
    if "utuh" in entry:
        if new is not None:
            raise ValueError("bagian ini muncul kembali")
        return unpacked(entry["utuh"])
    ours = entry.get("baru")  # True in the files of the first versions, which noted a hash there too
    known = isinstance(ours, str)
    if new is None or (checksum(new) != ours if known else fingerprint(new) != entry["sidik"]):
        raise ValueError("bagian ini sudah diubah")
    if ours:
        return None
    parts, at = [], 0
    for start, length, text in entry["tambal"]:
        parts += (new[at:start], unpacked(text))
        at = start + length
    return b"".join([*parts, new[at:]])
