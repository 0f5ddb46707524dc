"""What a file is, by its content. The extension is never believed."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from xlkinerja.ooxml.errors import FileProblem, unreadable

_SAVE_AS = ("Buka berkas itu di Excel atau LibreOffice, lalu simpan ulang sebagai “Buku Kerja Excel (Excel Workbook, "
            ".xlsx)”.")


class FileKind(StrEnum):
    """Kinds of files that are handed in as workbooks."""

    XLSX = "xlsx"  # also xlsm, xltx, xltm: a zip with an Open XML workbook
    ENCRYPTED = "terenkripsi"
    XLS = "xls"
    XLSB = "xlsb"
    ODS = "ods"
    NUMBERS = "numbers"
    WORD = "word"
    POWERPOINT = "powerpoint"
    XML_SPREADSHEET = "xml-2003"
    HTML = "html"
    MHTML = "mhtml"
    PDF = "pdf"
    RTF = "rtf"
    IMAGE = "gambar"
    ARCHIVE = "arsip"
    ZIP = "zip"
    BROKEN_ZIP = "zip rusak"
    TEXT = "teks"
    EMPTY = "kosong"
    UNKNOWN = "tidak dikenal"


# kind -> (code, what it is, what to do; "" takes the catalogue's text)
_REFUSALS: dict[FileKind, tuple[str, str]] = {
    FileKind.ENCRYPTED: ("B907", "berkas ini dikunci dengan kata sandi"),
    FileKind.XLS: ("B908", "isinya berformat Excel lama (.xls)"),
    FileKind.XLSB: ("B909", "isinya berformat Excel biner (.xlsb)"),
    FileKind.ODS: ("B910", "isinya berformat OpenDocument (.ods)"),
    FileKind.TEXT: ("B911", "isinya teks biasa atau CSV, bukan buku kerja Excel"),
    FileKind.HTML: ("B912", "isinya halaman web (HTML), bukan buku kerja Excel"),
    FileKind.MHTML: ("B912", "isinya halaman web tersimpan (MHTML), bukan buku kerja Excel"),
    FileKind.PDF: ("B913", "isinya dokumen PDF, bukan buku kerja Excel"),
    FileKind.NUMBERS: ("B914", "isinya berformat Apple Numbers"),
    FileKind.WORD: ("B915", "isinya dokumen Word, bukan buku kerja Excel"),
    FileKind.POWERPOINT: ("B915", "isinya presentasi PowerPoint, bukan buku kerja Excel"),
    FileKind.ZIP: ("B915", "isinya arsip zip biasa, bukan buku kerja Excel"),
    FileKind.ARCHIVE: ("B915", "isinya arsip (rar, 7z, gzip), bukan buku kerja Excel"),
    FileKind.RTF: ("B915", "isinya dokumen RTF, bukan buku kerja Excel"),
    FileKind.IMAGE: ("B915", "isinya gambar, bukan buku kerja Excel"),
    FileKind.XML_SPREADSHEET: ("B916", "isinya “XML Spreadsheet 2003”, bukan workbook .xlsx"),
    FileKind.UNKNOWN: ("B917", "isinya bukan buku kerja Excel dan jenisnya tidak dikenali"),
    FileKind.BROKEN_ZIP: ("B905", "berkas terpotong atau rusak"),
    FileKind.EMPTY: ("B904", "berkas ini kosong (0 byte)"),
}


def sniff(data: bytes, names: Collection[str] | None = None) -> FileKind:
    """The kind of a file. ``data``: its bytes (the first 64 KB and the last 64 KB of it decide);
    ``names``: the entries of the zip, if already known."""
    if not data:
        return FileKind.EMPTY
    if names is not None or data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zip_kind(data, names)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return _compound_kind(data)
    if data[:2] == b"\x09\x08" or data[:3] in (b"\x09\x00\x04", b"\x09\x02\x06", b"\x09\x04\x06"):
        return FileKind.XLS  # BIFF 2–5 without a compound file around it
    for kind, marks in _MAGIC.items():
        if data.startswith(marks):
            return kind
    return _text_kind(data[:65_536])


_MAGIC: dict[FileKind, tuple[bytes, ...]] = {
    FileKind.PDF: (b"%PDF-",),
    FileKind.RTF: (b"{\\rtf",),
    FileKind.IMAGE: (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*"),
    FileKind.ARCHIVE: (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ"),
}


def _zip_kind(data: bytes, names: Collection[str] | None) -> FileKind:
    if names is None:
        names = _entry_names(data)
        if names is None:
            return FileKind.BROKEN_ZIP
    lower = {n.replace("\\", "/").lstrip("/").lower() for n in names}
    if "mimetype" in lower and b"opendocument.spreadsheet" in data[:200]:
        return FileKind.ODS
    if any(n.startswith("index/") and n.endswith(".iwa") for n in lower) or "index.zip" in lower:
        return FileKind.NUMBERS
    if "content.xml" in lower and "meta-inf/manifest.xml" in lower:
        return FileKind.ODS
    for kind, part in (
        (FileKind.XLSB, "xl/workbook.bin"),
        (FileKind.WORD, "word/document.xml"),
        (FileKind.POWERPOINT, "ppt/presentation.xml"),
    ):
        if part in lower:
            return kind
    return FileKind.XLSX if "[content_types].xml" in lower else FileKind.ZIP


def _entry_names(data: bytes) -> list[str] | None:
    from xlkinerja.ooxml.limits import DEFAULT_LIMITS
    from xlkinerja.ooxml.zip_directory import read_directory

    try:
        return [e.name for e in read_directory(data, DEFAULT_LIMITS, "")]
    except FileProblem:
        return None


def _compound_kind(data: bytes) -> FileKind:
    """OLE compound file: an encrypted package, an old workbook, or something else of old Office."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage") or has("EncryptionInfo"):
        return FileKind.ENCRYPTED
    if has("WordDocument"):
        return FileKind.WORD
    if has("PowerPoint Document"):
        return FileKind.POWERPOINT
    return FileKind.XLS if has("Workbook") or has("Book") else FileKind.UNKNOWN


def _text_kind(head: bytes) -> FileKind:
    text = _as_text(head)
    if text is None:
        return FileKind.UNKNOWN
    start = text.lstrip("\ufeff \t\r\n").lower()
    if start.startswith("mime-version:"):
        return FileKind.MHTML
    if start.startswith("<"):
        if (
            "urn:schemas-microsoft-com:office:spreadsheet" in start
            or 'mso-application progid="excel' in start
        ):
            return FileKind.XML_SPREADSHEET
        if "urn:oasis:names:tc:opendocument" in start:
            return FileKind.ODS
        if any(mark in start for mark in ("<html", "<!doctype html", "<table", "<body", "<head")):
            return FileKind.HTML
    return FileKind.TEXT


def _as_text(head: bytes) -> str | None:
    """The bytes as text, or None if they look binary."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head.decode("utf-16", errors="replace")
    control = sum(head.count(bytes((c,))) for c in range(32) if c not in (9, 10, 12, 13, 27))
    if control * 200 > len(head):
        return None
    try:
        return head.decode("utf-8")
    except UnicodeDecodeError:
        return head.decode("cp1252", errors="replace")


def refusal(kind: FileKind, file: object) -> FileProblem:
    """The problem to raise for a file of that kind (any but XLSX)."""
    code, reason = _REFUSALS[kind]
    return unreadable(code, file, reason)
