"""XML as bytes with offsets: find tags exactly, change only what must change.

Parts are well-formed (the reader has parsed them) and have no DTD, so "<" never stands in text or attribute
values. Once comments, CDATA and processing instructions are masked, a byte search for a tag is exact, and a
hundred times faster than a parse.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from xlkinerja.patterns import Pattern
from xlkinerja.records import Record, field

_MASKED = Pattern(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
# (?>(?:…)*) and not (?:…)*+ : before Python 3.11.5 a possessive group lost its last round (python/cpython#106052)
_TAG = Pattern(rb"""<(/?)([^\s/>"'<?!][^\s/>"'<]*)((?>(?:[^>"'/]++|"[^"]*+"|'[^']*+'|/(?!>))*))(/?)>""")
_ATTRIBUTE = Pattern(rb"""([^\s="']+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_DECLARATION = Pattern(rb"^\s*<\?xml[^>]*?\?>")
_ENCODING = Pattern(rb"""encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_CONTROL = Pattern("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_LOOKS_ESCAPED = Pattern("_(?=x[0-9A-Fa-f]{4}_)")
_HEX_ESCAPE = Pattern("_x([0-9A-Fa-f]{4})_")


def to_utf8(data: bytes) -> bytes:
    """The part in UTF-8 (without BOM); the very same bytes when it is UTF-8 already."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data if encoding == "utf-8" else _recoded(data.decode(encoding))
    if data[:4] == b"<\0?\0":
        return _recoded(data.decode("utf-16-le"))
    if data[:4] == b"\0<\0?":
        return _recoded(data.decode("utf-16-be"))
    declaration = _DECLARATION.match(data)
    encoding = _ENCODING.search(declaration[0]) if declaration else None
    if encoding and encoding[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii"):
        return _recoded(data.decode(encoding[1].decode()))
    return data


def _recoded(text: str) -> bytes:
    body = _DECLARATION.sub(b"", text.lstrip("\ufeff").encode("utf-8"), count=1)
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + body.lstrip()


def mask(xml: bytes) -> bytes:
    """The same bytes with comments, CDATA sections and processing instructions blanked out."""
    if b"<!" not in xml and xml.count(b"<?") <= 1:
        return xml
    return _MASKED.sub(lambda m: b" " * len(m[0]), xml)


def attributes(text: bytes) -> dict[str, str]:
    """Attributes of a tag's text, entities resolved, names as written (with prefix)."""
    return {
        m[1].decode(): unescape((m[2] if m[2] is not None else m[3]).decode())
        for m in _ATTRIBUTE.finditer(text)
    }


def attribute(text: bytes, name: str) -> str | None:
    """One attribute of a tag's text."""
    wanted = name.encode()
    if wanted not in text:
        return None
    for m in _ATTRIBUTE.finditer(text):
        if m[1] == wanted:
            return unescape((m[2] if m[2] is not None else m[3]).decode())
    return None


def with_attribute(tag: bytes, name: str, value: str | None) -> bytes:
    """The start tag with one attribute set (in its old place, else at the end), or removed for ``None``."""
    wanted = name.encode()
    new = b"" if value is None else wanted + b'="' + escape_attribute(value) + b'"'
    head = re.match(rb"<[^\s/>]+", tag).end()
    for m in _ATTRIBUTE.finditer(tag, head):
        if m[1] == wanted:
            start = m.start() if value is not None else len(tag[: m.start()].rstrip())
            return tag[:start] + new + tag[m.end() :]
    if value is None:
        return tag
    at = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:at].rstrip() + b" " + new + tag[at:]


def escape(text: str) -> bytes:
    """Text for element content; characters that XML forbids are written as Excel does (_x001B_)."""
    text = _LOOKS_ESCAPED.sub("_x005F_", text)
    text = _CONTROL.sub(lambda m: f"_x{ord(m[0]):04X}_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode("utf-8")


def escape_plain(text: str) -> bytes:
    """Text where Excel's _xHHHH_ escapes do not apply (formulas): forbidden characters become blanks."""
    text = _CONTROL.sub(" ", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode("utf-8")


def escape_attribute(text: str) -> bytes:
    """Text for an attribute value in double quotes."""
    return escape_plain(text.replace("\t", " ")).replace(b'"', b"&quot;").replace(b"\n", b"&#10;")


def unescape(text: str) -> str:
    """Entities and character references resolved."""
    if "&" not in text:
        return text
    plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&apos;", "'")
    if plain.count("&") == plain.count("&amp;"):
        return plain.replace("&amp;", "&")
    import html

    return html.unescape(text)


def unescape_excel(text: str) -> str:
    """Excel's _xHHHH_ escapes resolved."""
    return _HEX_ESCAPE.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text


class Node(Record, eq=False):
    """An element with its byte offsets: start tag at ``start``..``inner``, content to ``inner_end``, all to
    ``end``.
    """

    qname: str
    start: int
    inner: int
    attrs_text: bytes
    namespaces: dict[str, str]
    inner_end: int = -1
    end: int = -1
    children: list[Node] = field(default_factory=list)

    @property
    def local(self) -> str:
        """Name without prefix."""
        return self.qname.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """Prefix with its colon, or ""."""
        head, colon, _ = self.qname.rpartition(":")
        return head + colon

    @property
    def namespace(self) -> str:
        """Namespace URI of the element."""
        return self.namespaces.get(self.prefix.rstrip(":"), "")

    @property
    def attrs(self) -> dict[str, str]:
        """Attributes as written."""
        return attributes(self.attrs_text)

    def get(self, name: str) -> str | None:
        """One attribute by its name as written."""
        return attribute(self.attrs_text, name)

    def get_local(self, name: str) -> str | None:
        """One attribute by its local name, whatever the prefix (``r:id``, ``rel:id``)."""
        return next((v for k, v in self.attrs.items() if k.rpartition(":")[2] == name and ":" in k), None)

    def child(self, local: str) -> Node | None:
        """The first child of that local name."""
        return next((c for c in self.children if c.local == local), None)

    def all(self, local: str) -> Iterator[Node]:
        """Every descendant of that local name, in document order."""
        for c in self.children:
            if c.local == local:
                yield c
            yield from c.all(local)

    @property
    def self_closed(self) -> bool:
        """Written as <a/>."""
        return self.inner == self.end


def parse(xml: bytes, skip: tuple[int, int] | None = None) -> Node:
    """The tree of a small part, without the bytes ``skip``. Raises ValueError when the tags do not nest."""
    masked = mask(xml) if skip is None else xml
    root = Node("", 0, 0, b"", {"xml": "http://www.w3.org/XML/1998/namespace"})
    stack = [root]
    for m in _matches(masked, skip):
        closing, name, rest, empty = m.groups()
        if closing:
            if len(stack) == 1 or stack[-1].qname.encode() != name:
                raise ValueError("susunan tag tidak seimbang")
            node = stack.pop()
            node.inner_end, node.end = m.start(), m.end()
            continue
        spaces = stack[-1].namespaces
        if b"xmlns" in rest:
            spaces = spaces | _declared(rest)
        node = Node(name.decode(), m.start(), m.end(), rest, spaces)
        stack[-1].children.append(node)
        if empty:
            node.inner_end = node.end = m.end()
        else:
            stack.append(node)
    if len(stack) != 1 or len(root.children) != 1:
        raise ValueError("dokumen XML tidak lengkap")
    return root.children[0]


def _matches(xml: bytes, skip: tuple[int, int] | None) -> Iterator[re.Match[bytes]]:
    if skip is None:
        return _TAG.finditer(xml)
    return chain(_TAG.finditer(xml, 0, skip[0]), _TAG.finditer(xml, skip[1]))


def _declared(rest: bytes) -> dict[str, str]:
    return {k[6:]: v for k, v in attributes(rest).items() if k == "xmlns" or k.startswith("xmlns:")}


def text_of(xml: bytes, node: Node) -> str:
    """Text directly and deeply inside a node, entities and CDATA resolved."""
    inner = xml[node.inner : node.inner_end]
    parts: list[str] = []
    at = 0
    for m in _MASKED.finditer(inner):
        parts.append(unescape(_TAG.sub(b"", inner[at : m.start()]).decode()))
        if m[0].startswith(b"<![CDATA["):
            parts.append(m[0][9:-3].decode())
        at = m.end()
    parts.append(unescape(_TAG.sub(b"", inner[at:]).decode()))
    return "".join(parts)


def tags(
    xml: bytes, local: str, prefix: str = "", start: int = 0, end: int | None = None
) -> Iterator[re.Match[bytes]]:
    """Start tags of one element name in masked XML; the match spans the tag, group 1 its attributes, group 2
    "/".
    """
    pattern = tag_pattern(prefix + local)
    return pattern.finditer(xml, start, len(xml) if end is None else end)


@lru_cache(maxsize=100)
def tag_pattern(qname: str) -> re.Pattern[bytes]:
    """The compiled pattern of a start tag: group 1 the attributes, group 2 "/" when self-closed."""
    return re.compile(
        rb"<" + re.escape(qname.encode()) + rb"""(?=[\s/>])((?>(?:[^>"'/]++|"[^"]*+"|'[^']*+'|/(?!>))*))(/?)>"""
    )


class Splices:
    """Replacements in one byte string, given in any order, applied at once."""

    def __init__(self, source: bytes):
        self.source = source
        self._items: list[tuple[int, int, int, bytes]] = []

    def replace(self, start: int, end: int, new: bytes) -> None:
        """Bytes ``start``..``end`` become ``new``."""
        self._items.append((start, end, len(self._items), new))

    def insert(self, at: int, new: bytes) -> None:
        """``new`` goes before the byte at ``at``; insertions at one place keep the order given."""
        self.replace(at, at, new)

    def __bool__(self) -> bool:
        return bool(self._items)

    def render(self) -> bytes:
        """The new bytes. Raises ValueError when two replacements overlap."""
        parts, at = [], 0
        for start, end, _, new in sorted(self._items):
            if start < at:
                raise ValueError("dua perubahan bertumpang tindih")
            parts += (self.source[at:start], new)
            at = end
        parts.append(self.source[at:])
        return b"".join(parts)

    def reverse(self) -> list[tuple[int, int, bytes]]:
        """What gives the source back: (offset in the new bytes, length there, old bytes)."""
        result, shift = [], 0
        for start, end, _, new in sorted(self._items):
            result.append((start + shift, len(new), self.source[start:end]))
            shift += len(new) - (end - start)
        return result


def append_child(xml: bytes, node: Node, child: bytes) -> bytes:
    """``child`` as the last child of ``node`` (a self-closed node is opened)."""
    if node.self_closed:
        opened = xml[node.start : node.inner].rstrip()[:-2].rstrip() + b">"
        return xml[: node.start] + opened + child + f"</{node.qname}>".encode() + xml[node.end :]
    return xml[: node.inner_end] + child + xml[node.inner_end :]
