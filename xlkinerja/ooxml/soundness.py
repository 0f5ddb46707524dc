"""All parts of a package looked through without reading them: checksums, sizes, and no DTD in any XML.

For work that copies most parts unread (a remark in one sheet): what is handed on must be as sound as what is read.
"""

from __future__ import annotations

from xlkinerja.ooxml.package import Package
from xlkinerja.ooxml.xml_parts import dtd_found

_XML_ENDINGS = (".xml", ".rels")
_MARKS = tuple(word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be"))
_OVERLAP = max(map(len, _MARKS)) - 1


def check_all_parts(package: Package) -> None:
    """Inflate every part piece by piece. Raises FileProblem: checksum, size (B906, B934, B92x), DTD, entity (B930)."""
    for name in package.names:
        if name.endswith("/"):
            continue
        is_xml = name.lower().endswith(_XML_ENDINGS)
        tail = b""
        for piece in package.chunks(name):
            if is_xml:
                window = tail + piece
                if b"!" in window and any(mark in window for mark in _MARKS):
                    raise dtd_found(name, package.label)
                tail = window[-_OVERLAP:]
