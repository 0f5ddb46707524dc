"""Random damage to workbooks: to their bytes, and to the XML of their parts."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib

ODD_VALUES = (
    b'""', b'"-1"', b'"99999999999"', b'"x"', b'"A1:XFD1048576"', b'"1e999"', b'"\xc3\x28"', b'"&#0;"', b"\"'!$A\"",
    b'"../../../etc/passwd"', b'"http://contoh.invalid/x"', b'"0"', b'"true"', b'"#REF!"', b'"rId1"',
)
ODD_TEXTS = (b"", b"=1+", b"NaN", b"-0", b"1e400", b"\xff\xfe", b"A1:A1048576", b"SUM(" * 300, b"]]>", b"&lt;", b"12e")


def parts_of(data: bytes) -> dict[str, bytes]:
    """Name and content of every part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    """The parts as a zip."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def damaged(data: bytes, chance: random.Random) -> bytes:
    """One to three wounds, mostly inside the XML, where they go deepest."""
    if chance.random() < 0.15:
        return _flipped(data, chance)
    try:
        parts = parts_of(data)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error):
        return _flipped(data, chance)  # damaged enough for the standard library
    names = [name for name in parts if name.casefold().endswith((".xml", ".rels", ".vml"))]
    for _ in range(chance.randint(1, 3)):
        name = chance.choice(names)
        wound = chance.choice(WOUNDS)
        parts[name] = wound(parts[name], chance)
    if chance.random() < 0.1:
        parts.pop(chance.choice(list(parts)))
    return packed(parts)


def _flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] ^= chance.randint(1, 255)
    return bytes(changed)


def _cut_out(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + data[at + chance.randint(1, 40) :]


def _cut_off(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _match(pattern: bytes, data: bytes, chance: random.Random) -> re.Match[bytes] | None:
    found = list(re.finditer(pattern, data))
    return chance.choice(found) if found else None


def _tag_gone(data: bytes, chance: random.Random) -> bytes:
    found = _match(rb"<[^>]+>", data, chance)
    return data[: found.start()] + data[found.end() :] if found else data


def _element_twice(data: bytes, chance: random.Random) -> bytes:
    found = _match(rb"<(\w+)\b[^<>]*(?:/>|>[^<]*</\1>)", data, chance)
    return data[: found.end()] + found[0] * chance.randint(1, 3) + data[found.end() :] if found else data


def _odd_value(data: bytes, chance: random.Random) -> bytes:
    found = _match(rb'"[^"<>]*"', data, chance)
    return data[: found.start()] + chance.choice(ODD_VALUES) + data[found.end() :] if found else data


def _odd_text(data: bytes, chance: random.Random) -> bytes:
    found = _match(rb">[^<>]+<", data, chance)
    return data[: found.start()] + b">" + chance.choice(ODD_TEXTS) + data[found.end() - 1 :] if found else data


def _swapped(data: bytes, chance: random.Random) -> bytes:
    one, two = _match(rb"<[^>]+/>", data, chance), _match(rb"<[^>]+/>", data, chance)
    if not one or not two or one.start() >= two.start():
        return data
    between = data[one.end() : two.start()]
    return data[: one.start()] + two[0] + between + one[0] + data[two.end() :]


def _flipped_part(data: bytes, chance: random.Random) -> bytes:
    return _flipped(data, chance) if data else data


WOUNDS = (_flipped_part, _cut_out, _cut_off, _tag_gone,
          _element_twice, _odd_value, _odd_value, _odd_value, _odd_text, _odd_text, _swapped)
