"""Safe XML on the standard library's expat: no DTD, no entities, bounded nesting; and small parts as trees.

Names are made short: elements of SpreadsheetML and of the package's own vocabularies lose their namespace
("sheet"), attributes and elements of the relationships namespace become "r:id", all others keep "{uri}local".
The strict and the transitional namespaces thus look the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from pyexpat import ExpatError, ParserCreate
from xml.etree.ElementTree import Element, TreeBuilder

from xlkinerja.ooxml.errors import FileProblem, number_text, unreadable
from xlkinerja.ooxml.limits import Limits

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MAIN_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_BARE = {
    MAIN,
    MAIN_STRICT,
    "http://schemas.openxmlformats.org/package/2006/relationships",
    "http://schemas.openxmlformats.org/package/2006/content-types",
    "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
    "http://purl.oclc.org/ooxml/officeDocument/extendedProperties",
    "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments",
}
_PIECE = 1 << 16
_RELATIONSHIPS = {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def short_name(name: str) -> str:
    """ "http://…/main sheet" -> "sheet", "http://…/relationships id" -> "r:id", others "{uri}local"."""
    uri, _, local = name.rpartition(" ")
    if not uri or uri in _BARE:
        return local
    return f"r:{local}" if uri in _RELATIONSHIPS else f"{{{uri}}}{local}"


def dtd_found(part: str, file: object) -> FileProblem:
    """The problem of a part with a document type declaration or an entity (B930)."""
    return unreadable("B930", file, f"bagian {part} memuat DTD atau entitas, yang tidak pernah ada pada "
                                    "buku kerja yang wajar dan dapat berbahaya")


def safe_parser(part: str, file: object):
    """An expat parser (names "uri local") that refuses every document type declaration and entity."""
    parser = ParserCreate(None, " ")
    parser.buffer_text = True
    parser.buffer_size = 65_536

    def refuse(*_ignored: object) -> None:
        raise dtd_found(part, file)

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    return parser


def feed(parser, chunks: Iterable[bytes], part: str, file: object) -> None:
    """Parse all chunks; malformed XML becomes FileProblem B931.

    Expat goes on to the end of a piece after a handler has refused, so the pieces are small.
    """
    try:
        for chunk in chunks:
            for at in range(0, len(chunk), _PIECE):
                parser.Parse(chunk[at : at + _PIECE], False)
        parser.Parse(b"", True)
    except ExpatError as problem:
        raise malformed(part, file, xml_words(problem)) from problem
    except (LookupError, ValueError) as problem:  # an encoding that expat or Python does not know
        raise malformed(part, file, UNKNOWN_ENCODING) from problem


UNKNOWN_ENCODING = "penyandian hurufnya tidak dikenal"

_XML_FAULTS = {  # expat's number -> the fault
    3: "isinya kosong atau terputus",
    4: "ada tanda yang tidak sah",
    5: "terputus di tengah",
    6: "ada huruf yang terpotong",
    7: "penutup unsur tidak cocok dengan pembukanya",
    8: "satu atribut tertulis dua kali",
    9: "ada isi sesudah penutupnya",
    11: "entitas tidak dikenal",
    18: UNKNOWN_ENCODING,
    20: "bagian CDATA tidak ditutup",
    27: "awalan nama tidak dikenal",
}


def xml_words(problem: ExpatError) -> str:
    """Where the XML breaks off and why: "baris 2, huruf ke-1: susunan XML-nya salah"."""
    why = _XML_FAULTS.get(problem.code, "susunan XML-nya salah")
    return f"baris {problem.lineno}, huruf ke-{problem.offset + 1}: {why}"


def malformed(part: str, file: object, why: str) -> FileProblem:
    """The problem of a part that is not what it must be (B931)."""
    return unreadable("B931", file, f"bagian {part} rusak ({why})")


def too_deep(part: str, file: object, limits: Limits) -> FileProblem:
    """The problem of elements nested without end (B926)."""
    return unreadable("B926", file, f"bagian {part} bersusun lebih dari {limits.depth} tingkat")


def too_many_elements(part: str, file: object, limits: Limits) -> FileProblem:
    """The problem of a part with more elements than a workbook can want (B927)."""
    return unreadable(
        "B927", file, f"bagian {part} memuat lebih dari {number_text(limits.elements)} unsur XML"
    )


def parse_tree(chunks: Iterable[bytes], part: str, file: object, limits: Limits) -> Element:
    """A small part as an element tree with short names. Raises FileProblem."""
    parser = safe_parser(part, file)
    builder = TreeBuilder()
    names: dict[str, str] = {}
    depth = count = 0

    def short(name: str) -> str:
        found = names.get(name)
        if found is None:
            found = names[name] = short_name(name)
        return found

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth += 1
        count += 1
        if depth > limits.depth:
            raise too_deep(part, file, limits)
        if count > limits.elements:
            raise too_many_elements(part, file, limits)
        builder.start(short(name), {short(k): v for k, v in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(short(name))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    feed(parser, chunks, part, file)
    return builder.close()
