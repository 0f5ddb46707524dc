"""The table of contents of a zip file, read strictly: central directory and local headers must tell one story.

Python's zipfile trusts the central directory alone and gives no compressed bytes; a package that is copied part
by part needs both, and a hostile one must not get away with two stories.
"""

from __future__ import annotations

import struct

from xlkinerja.ooxml.errors import bytes_text, number_text, unreadable
from xlkinerja.ooxml.limits import Limits
from xlkinerja.records import Record

STORED, DEFLATED = 0, 8
UTF8_FLAG, DESCRIPTOR_FLAG, ENCRYPTED_FLAG = 0x800, 0x8, 0x1
_END = struct.Struct("<4s4H2LH")
_LOCATOR64 = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")
_CENTRAL = struct.Struct("<4s4B4HL2L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")


class ZipEntry(Record):
    """One entry. ``name`` as spelled in the file, ``raw_name`` its bytes; the compressed bytes are
    ``data[start : start + compressed]``; ``header`` is the offset of the local header."""

    name: str
    raw_name: bytes
    flags: int
    method: int
    time: int
    date: int
    crc: int
    compressed: int
    size: int
    header: int
    attributes: int
    start: int = 0

    @property
    def is_folder(self) -> bool:
        """An entry that is no part, only a folder's name."""
        return self.name.endswith(("/", "\\")) and self.size == 0


def read_directory(data: bytes, limits: Limits, file: object) -> list[ZipEntry]:
    """All entries in the order of the central directory, local headers compared. Raises FileProblem."""
    first, last, claimed, shift = _find_directory(data, file)
    if claimed > limits.parts:
        raise _too_many(claimed, limits, file)
    entries: list[ZipEntry] = []
    position = first
    while position < last:
        entry, position = _central_entry(data, position, last, shift, file)
        entries.append(entry)
        if len(entries) > limits.parts:
            raise _too_many(len(entries), limits, file)
    _check_sizes(entries, limits, file)
    for entry in entries:
        _check_local(data, entry, first, file)
    _check_overlap(entries, file)
    return entries


def _too_many(count: int, limits: Limits, file: object) -> Exception:
    return unreadable(
        "B923", file, f"isinya {number_text(count)} bagian, batasnya {number_text(limits.parts)}"
    )


def _find_directory(data: bytes, file: object) -> tuple[int, int, int, int]:
    """Offsets of the first byte and the end of the central directory, the claimed number of entries, and by how
    much all offsets are shifted (bytes put before the zip)."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if end < 0 or end + _END.size > len(data):
        raise unreadable("B905", file, "berkas terpotong, daftar isinya di akhir berkas tidak ada")
    _, _, _, _, count, size, offset, _ = _END.unpack_from(data, end)
    stop = end
    if (count == 0xFFFF or size == 0xFFFFFFFF or offset == 0xFFFFFFFF) and end >= _LOCATOR64.size:
        mark, _, end64, _ = _LOCATOR64.unpack_from(data, end - _LOCATOR64.size)
        if mark == b"PK\x06\x07":
            if end64 + _END64.size > len(data) or data[end64 : end64 + 4] != b"PK\x06\x06":
                raise unreadable("B905", file, "daftar isi zip64 rusak")
            fields = _END64.unpack_from(data, end64)
            count, size, offset, stop = fields[7], fields[8], fields[9], end64
    shift = stop - size - offset
    if shift < 0:
        raise unreadable("B905", file, "berkas terpotong, daftar isinya menunjuk ke luar berkas")
    return offset + shift, stop, count, shift


def _central_entry(data: bytes, at: int, last: int, shift: int, file: object) -> tuple[ZipEntry, int]:
    if at + _CENTRAL.size > last or data[at : at + 4] != b"PK\x01\x02":
        raise unreadable("B905", file, "daftar isi berkas rusak")
    (
        _,
        _,
        _,
        _,
        _,
        flags,
        method,
        time,
        date,
        crc,
        compressed,
        size,
        name_length,
        extra_length,
        comment_length,
        _,
        _,
        attributes,
        header,
    ) = _CENTRAL.unpack_from(data, at)
    name_at = at + _CENTRAL.size
    extra_at = name_at + name_length
    following = extra_at + extra_length + comment_length
    if following > last:
        raise unreadable("B905", file, "daftar isi berkas rusak")
    raw_name = data[name_at:extra_at]
    if 0xFFFFFFFF in (compressed, size, header):
        compressed, size, header = _zip64(data[extra_at : extra_at + extra_length], compressed, size, header)
    entry = ZipEntry(
        _decode(raw_name, flags),
        raw_name,
        flags,
        method,
        time,
        date,
        crc,
        compressed,
        size,
        header + shift,
        attributes,
    )
    return entry, following


def _zip64(extra: bytes, compressed: int, size: int, header: int) -> tuple[int, int, int]:
    """The 64-bit values of the extra field, for those fields that say "look there"."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind == 1:
            numbers = iter(struct.unpack_from(f"<{min(length, len(extra) - at - 4) // 8}Q", extra, at + 4))
            size = next(numbers, size) if size == 0xFFFFFFFF else size
            compressed = next(numbers, compressed) if compressed == 0xFFFFFFFF else compressed
            header = next(numbers, header) if header == 0xFFFFFFFF else header
            break
        at += 4 + length
    return compressed, size, header


def _decode(raw: bytes, flags: int) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp437")


def _check_sizes(entries: list[ZipEntry], limits: Limits, file: object) -> None:
    """The sizes that the directory claims; what really comes out is checked again while inflating."""
    total = 0
    for entry in entries:
        total += entry.size
        check_ratio(entry.name, entry.compressed, entry.size, limits, file)
    if total > limits.total_size:
        raise unreadable(
            "B921",
            file,
            f"isinya menjadi {bytes_text(total)} setelah dibuka, batasnya {bytes_text(limits.total_size)}",
        )


def check_ratio(name: str, compressed: int, size: int, limits: Limits, file: object) -> None:
    """Refuse a part that is too large or is compressed beyond belief. Raises FileProblem B920 or B922."""
    if size > limits.part_size:
        raise unreadable(
            "B920",
            file,
            f"bagian {name} menjadi {bytes_text(size)} setelah dibuka, batasnya "
            f"{bytes_text(limits.part_size)}",
        )
    if size > limits.ratio_from and size > compressed * limits.ratio:
        raise unreadable(
            "B922",
            file,
            f"bagian {name} mengembang {number_text(size // max(compressed, 1))} kali, "
            f"batasnya {number_text(limits.ratio)} kali (mirip bom zip)",
        )


def _check_local(data: bytes, entry: ZipEntry, directory: int, file: object) -> None:
    """The local header must agree with the directory; sets ``entry.start``."""
    at = entry.header
    if at + _LOCAL.size > directory or data[at : at + 4] != b"PK\x03\x04":
        raise unreadable("B905", file, f"kepala bagian {entry.name} tidak ada di tempatnya")
    (_, _, flags, method, _, _, crc, compressed, size, name_length, extra_length) = _LOCAL.unpack_from(
        data, at
    )
    name_at = at + _LOCAL.size
    entry.start = name_at + name_length + extra_length
    if entry.start + entry.compressed > directory:
        raise unreadable("B905", file, f"bagian {entry.name} terpotong")
    if (flags | entry.flags) & ENCRYPTED_FLAG:
        raise unreadable("B907", file, f"bagian {entry.name} dikunci dengan sandi zip")
    if entry.method not in (STORED, DEFLATED):
        raise unreadable(
            "B934", file, f"bagian {entry.name} dimampatkan dengan cara yang tidak dikenal ({entry.method})"
        )
    if data[name_at : name_at + name_length].replace(b"\\", b"/") != entry.raw_name.replace(b"\\", b"/"):
        raise _two_stories(entry, "nama", file)
    if method != entry.method:
        raise _two_stories(entry, "cara pemampatan", file)
    local = [(crc, entry.crc), (compressed, entry.compressed), (size, entry.size)]
    if flags & DESCRIPTOR_FLAG:
        local = [(here, there) for here, there in local if here]
        if not local and not _descriptor_agrees(data, entry, directory):
            raise _two_stories(entry, "ukuran di belakang data", file)
    if any(here != there for here, there in local if here != 0xFFFFFFFF):
        raise _two_stories(entry, "ukuran atau sidik", file)


def _descriptor_agrees(data: bytes, entry: ZipEntry, directory: int) -> bool:
    """The data descriptor behind the data, with or without signature, with 4- or 8-byte sizes."""
    at = entry.start + entry.compressed
    behind = data[at : min(at + 24, directory)]
    numbers = (entry.crc, entry.compressed, entry.size)
    forms = [struct.pack("<LQQ", *numbers)]
    if max(numbers) <= 0xFFFFFFFF:
        forms.append(struct.pack("<LLL", *numbers))
    return any(behind.startswith((form, b"PK\x07\x08" + form)) for form in forms)


def _two_stories(entry: ZipEntry, what: str, file: object) -> Exception:
    return unreadable("B934", file, f"bagian {entry.name} menyebut dua {what} yang berbeda")


def _check_overlap(entries: list[ZipEntry], file: object) -> None:
    """Entries that share bytes are a known way to build zip bombs."""
    reached = 0
    for entry in sorted(entries, key=lambda e: e.header):
        if entry.header < reached:
            raise unreadable("B934", file, f"bagian {entry.name} menumpang di atas bagian lain")
        reached = entry.start + entry.compressed
