"""An Open XML package: the parts of an .xlsx file, inflated one by one when asked for, within limits."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import cached_property
from os import PathLike, fspath
from pathlib import Path
from xml.etree.ElementTree import Element

from xlkinerja.findings.system_errors import system_words
from xlkinerja.ooxml.errors import bytes_text, unreadable
from xlkinerja.ooxml.limits import DEFAULT_LIMITS, Limits
from xlkinerja.ooxml.relations import ContentTypes, Rel, relationship_elements, rels_name, resolve
from xlkinerja.ooxml.sniff import FileKind, refusal, sniff
from xlkinerja.ooxml.xml_parts import parse_tree
from xlkinerja.ooxml.zip_directory import STORED, ZipEntry, check_ratio, read_directory

_CHUNK = 1 << 15  # bytes inflated at a time: little enough to be reused by the next piece
_SLICE = 1 << 12  # compressed bytes given at a time
_CACHE_BYTES = 8 << 20


class Package:
    """The parts of a workbook file. Names are compared without case, "\\" counts as "/".

    ``path``: where it came from ("" for bytes). ``names``: all parts, in the file's order and spelling.
    ``entries``: the zip entries, folders and all. ``data``: the whole file.
    """

    def __init__(self, data: bytes, path: str = "", limits: Limits = DEFAULT_LIMITS):
        self.data = data
        self.path = path
        self.limits = limits
        if not _has_directory(data):
            raise refusal(sniff(data), self.label)
        entries = read_directory(data, limits, self.label)
        self._by_name: dict[str, ZipEntry] = {}
        self.entries = [e for e in entries if self._take(e)]
        self.names: list[str] = [e.name for e in self.entries if not e.is_folder]
        self._cache: dict[str, bytes] = {}
        if not self.find("[Content_Types].xml") or self._foreign_kind():
            raise refusal(self._foreign_kind() or FileKind.ZIP, self.label)

    @classmethod
    def open(cls, source: str | PathLike[str] | bytes, limits: Limits = DEFAULT_LIMITS) -> Package:
        """Read a file (or bytes) and its table of contents; nothing is inflated yet. Raises FileProblem."""
        if isinstance(source, bytes):
            return cls(source, "", limits)
        return cls(read_file(source, limits), fspath(source), limits)

    @property
    def label(self) -> str:
        """The name used in messages."""
        return self.path or "(data di memori)"

    def _foreign_kind(self) -> FileKind | None:
        kind = sniff(self.data, [e.name for e in self.entries])
        return None if kind is FileKind.XLSX else kind

    def _take(self, entry: ZipEntry) -> bool:
        """Register an entry; False for a harmless repetition. Raises FileProblem for a dangerous name."""
        segments = entry.name.replace("\\", "/").lstrip("/").split("/")
        if ".." in segments or "\0" in entry.name or segments[0].endswith(":"):
            raise unreadable("B934", self.label, f"nama bagian “{entry.name}” menunjuk ke luar buku kerja")
        key = _key(entry.name)
        known = self._by_name.get(key)
        if known is None:
            self._by_name[key] = entry
            return True
        if self._compressed(known) != self._compressed(entry):
            raise unreadable("B934", self.label, f"bagian {entry.name} ada dua kali dengan isi yang berbeda")
        return False

    def find(self, name: str) -> str | None:
        """The part's name as spelled in the package, or None. Case, slashes and a leading "/" do not matter."""
        entry = self._by_name.get(_key(name))
        return entry.name if entry and not entry.is_folder else None

    def entry(self, name: str) -> ZipEntry:
        """The zip entry of a part. Raises KeyError."""
        return self._by_name[_key(name)]

    def raw(self, name: str) -> bytes:
        """The compressed bytes of a part as they lie in the file. Raises KeyError."""
        return bytes(self._compressed(self.entry(name)))

    def _compressed(self, entry: ZipEntry) -> memoryview:
        return memoryview(self.data)[entry.start : entry.start + entry.compressed]

    def read(self, name: str) -> bytes:
        """The content of a part. Raises KeyError if there is none, FileProblem if it is broken or too large."""
        key = _key(name)
        found = self._cache.get(key)
        if found is None:
            found = b"".join(self.chunks(name))
            if sum(map(len, self._cache.values())) + len(found) <= _CACHE_BYTES:
                self._cache[key] = found
        return found

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content of a part in pieces, for parts that need not be in memory as a whole; size and checksum
        are verified at the end. Raises KeyError, FileProblem."""
        entry = self.entry(name)
        size = crc = 0
        for piece in self._inflate(entry):
            size += len(piece)
            if size > entry.size:
                check_ratio(entry.name, entry.compressed, size, self.limits, self.label)
                raise unreadable(
                    "B934", self.label, f"bagian {entry.name} lebih besar daripada yang disebutkannya"
                )
            crc = zlib.crc32(piece, crc)
            yield piece
        if size != entry.size or crc != entry.crc:
            raise unreadable("B906", self.label, f"isi bagian {entry.name} rusak (sidik CRC tidak cocok)")

    def _inflate(self, entry: ZipEntry) -> Iterator[bytes]:
        view = self._compressed(entry)
        if entry.method == STORED:
            for at in range(0, len(view), _CHUNK):
                yield bytes(view[at : at + _CHUNK])
            return
        inflater = zlib.decompressobj(-15)
        try:
            for at in range(0, len(view), _SLICE):
                piece = inflater.decompress(view[at : at + _SLICE], _CHUNK)
                while piece:
                    yield piece
                    piece = inflater.decompress(inflater.unconsumed_tail, _CHUNK)
                if inflater.eof:
                    break
        except zlib.error as problem:
            raise unreadable("B906", self.label, f"isi bagian {entry.name} rusak dan tidak dapat dibuka") from problem

    def tree(self, name: str) -> Element:
        """A small XML part as a tree with short names (see xml_parts). Raises KeyError, FileProblem."""
        return parse_tree(self.chunks(name), name, self.label, self.limits)

    @cached_property
    def content_types(self) -> ContentTypes:
        """The table of content types."""
        return ContentTypes(self.tree("[Content_Types].xml"))

    def content_type(self, part: str) -> str:
        """Content type of a part, "" if none is declared."""
        return self.content_types.of(part)

    def rels_of(self, part: str) -> list[Rel]:
        """The relationships of a part ("" for the package itself), in file order; none if it has none."""
        name = self.find(rels_name(part))
        if name is None:
            return []
        return [
            Rel(id_, type_, None if external else self._target(part, target), external, target)
            for id_, type_, external, target in relationship_elements(self.tree(name))
        ]

    def _target(self, part: str, target: str) -> str | None:
        return next((found for name in resolve(part, target) if (found := self.find(name))), None)

    def related(self, part: str, kind: str) -> list[str]:
        """Existing parts to which ``part`` has a relationship of that kind ("worksheet", "comments")."""
        return [r.target_part for r in self.rels_of(part) if r.target_part and r.is_a(kind)]


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _has_directory(data: bytes) -> bool:
    """Whether the bytes may be a zip; if not, their kind is named instead of calling them broken."""
    return data[:2] == b"PK" or b"PK\x05\x06" in data[-65_557:]


def _name_like(path: Path) -> str:
    """The workbook in the same folder whose name is most like this one; "" if none is."""
    from difflib import get_close_matches

    try:
        names = [f.name for f in path.parent.iterdir() if f.suffix.casefold() in (".xlsx", ".xlsm")
                 and not f.name.startswith(("~$", "."))]  # lock files of Excel and LibreOffice
    except OSError:
        return ""
    near = get_close_matches(path.name, names, 1, 0.75)
    return near[0] if near else ""


def read_file(source: str | PathLike[str], limits: Limits = DEFAULT_LIMITS) -> bytes:
    """All bytes of a file. Raises FileProblem: not found, a folder, no permission, too large, empty."""
    path = Path(source)
    try:
        if path.is_dir():
            raise unreadable("B902", path, "itu sebuah folder, bukan berkas")
        if path.name.startswith("~$"):
            raise unreadable("B918", path, "itu berkas kunci sementara buatan Excel, bukan buku kerja")
        if not path.is_file() and path.exists():
            raise unreadable("B902", path, "itu bukan berkas biasa")
        size = path.stat().st_size
        if size > limits.file_size:
            raise unreadable(
                "B919", path, f"ukurannya {bytes_text(size)}, batasnya {bytes_text(limits.file_size)}"
            )
        data = path.read_bytes()
    except FileNotFoundError:
        if path.is_symlink():
            raise unreadable("B901", path, "itu tautan ke berkas yang tidak ada") from None
        near = _name_like(path)
        hint = f" (yang namanya mirip: {near})" if near else ""
        raise unreadable("B901", path, f"berkas tidak ditemukan di {path.parent.absolute()}{hint}") from None
    except PermissionError:
        raise unreadable("B903", path, "tidak ada izin membaca, atau sedang dikunci program lain") from None
    except (OSError, ValueError) as problem:  # a name with a NUL or too long, a network folder gone
        raise unreadable("B903", path, system_words(problem)) from problem
    if not data:
        raise refusal(FileKind.EMPTY, path)
    return data
