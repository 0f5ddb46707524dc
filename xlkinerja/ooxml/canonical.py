"""XML written the way that Excel, LibreOffice and the libraries write, taken apart without a parser.

A part with thousands of equal items (rows, shared strings) is read by regular expressions, several times as fast as an
XML parser calling back into Python. They cover every byte between the first item and the closing tag, or they give up:
then nothing of it counts and the parser reads the part. What stands around the items always goes through the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from xlkinerja.patterns import Pattern

_REFERENCE = Pattern(r"&(?:#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|apos));|&")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_CONTROL = tuple(c for c in range(32) if c not in (9, 10))  # not allowed in XML; \r would have to be normalised
_LEAD = 0xEF  # first byte of the two non-characters in UTF-8
_LONGEST = 8 << 20  # bytes of an item, or of what stands before the first one


class Unusual(Exception):
    """Something that only the parser can judge."""


class Items:
    """The items of a part, some thousand at a time: pieces of text that end with a whole item.

    ``first``: how an item begins; ``end``: how it ends; ``closing``: the tag behind the last item. Iterating raises
    Unusual, and UnicodeDecodeError, where the part must be left to the parser. Afterwards ``around`` is what stands
    before and behind the items.
    """

    def __init__(self, chunks: Iterable[bytes], first: bytes, end: bytes, closing: bytes):
        self._chunks = iter(chunks)
        self._first, self._end, self._closing = first, end, closing
        self.around = (b"", b"")

    def __iter__(self) -> Iterator[str]:
        read = self._more(b"")
        while (at := read.find(self._first)) < 0:
            read = self._more(read)
        head, read = read[:at], read[at:]
        if not _is_plain_head(head):
            raise Unusual
        while (at := read.find(self._closing, whole := self._end_of_last(read))) < 0:
            if whole:
                yield _decoded(read[:whole])
                read = read[whole:]
            read = self._more(read)
        yield _decoded(read[:at])
        tail = read[at:] + b"".join(self._chunks)
        if b"<!" in tail or b"<?" in tail or self._first in tail:
            raise Unusual
        self.around = (head, tail)

    def _end_of_last(self, read: bytes) -> int:
        """Where the last whole item ends, 0 if there is none."""
        at = read.rfind(self._end)
        return at + len(self._end) if at >= 0 else 0

    def _more(self, read: bytes) -> bytes:
        chunk = next(self._chunks, b"")
        if not chunk or len(read) > _LONGEST:
            raise Unusual
        return read + chunk


def _is_plain_head(head: bytes) -> bool:
    """UTF-8; no comment, CDATA section, document type or processing instruction that could hide where the items
    begin."""
    declaration = head[: head.find(b"?>") + 2].lower()
    rest = head[len(declaration) :]
    return (
        head[:2] not in (b"\xff\xfe", b"\xfe\xff")
        and (b"encoding" not in declaration or b'"utf-8"' in declaration or b"'utf-8'" in declaration)
        and b"<!" not in rest
        and b"<?" not in rest
    )


def _decoded(piece: bytes) -> str:
    """The text, unless it holds control characters (also those that a parser would have to normalise) or one of the
    two non-characters."""
    if any(map(piece.__contains__, _CONTROL)):
        raise Unusual
    if _LEAD in piece and (b"\xef\xbf\xbe" in piece or b"\xef\xbf\xbf" in piece):
        raise Unusual
    return piece.decode("utf-8")


def unescaped(text: str) -> str:
    """Text with its character references resolved."""
    if "&" not in text:
        return text
    plain = text.replace("&lt;", "<")  # often the only one
    if "&" not in plain:
        return plain
    plain = plain.replace("&gt;", ">").replace("&quot;", '"')
    if plain.count("&") == plain.count("&amp;"):
        return plain.replace("&amp;", "&")
    return _REFERENCE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        return _ENTITIES[name]
    code = int(decimal) if decimal else int(hexadecimal, 16) if hexadecimal else 0
    if code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000:
        return chr(code)
    raise Unusual
