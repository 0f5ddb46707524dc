"""Strings of a workbook: the shared table, and what a string item means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from xlkinerja.ooxml.canonical import Items, Unusual, unescaped
from xlkinerja.ooxml.errors import FileProblem, number_text, unreadable
from xlkinerja.ooxml.package import Package
from xlkinerja.ooxml.xml_parts import MAIN, MAIN_STRICT, feed, safe_parser, short_name, too_deep, too_many_elements
from xlkinerja.patterns import Pattern

_ESCAPE = Pattern(r"_x([0-9A-Fa-f]{4})_")
_ITEM = Pattern(r'(?:<si><t(?: xml:space="preserve")?>([^<]*)</t></si>|(<si>.*?</si>))\s*|(.+)', re.DOTALL)

_OPEN, _CLOSE = "<si><t>", "</t></si>"


def unescape(text: str) -> str:
    """ "_x000D_" -> carriage return, as Excel writes what XML cannot hold; "_x005F_" is the underscore itself."""
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text


def item_text(item: Element) -> str:
    """The text of a string item (``si``, ``is``, ``text``): runs joined, phonetic guides left out."""
    parts = []
    for child in item:
        if child.tag == "t":
            parts.append(child.text or "")
        elif child.tag == "r":
            parts.extend(t.text or "" for t in child if t.tag == "t")
    return unescape("".join(parts))


def read_shared_strings(package: Package, part: str | None) -> list[str]:
    """All shared strings, by index. Raises FileProblem."""
    if part is None:
        return []
    try:
        return _canonical_strings(package, part)
    except (UnicodeDecodeError, Unusual, FileProblem):  # the parser is to say what is wrong, and where
        return _parsed_strings(package, part, package.chunks(part))


def _canonical_strings(package: Package, part: str) -> list[str]:
    """The strings by the short way (see canonical.py); those with runs or phonetic guides are left to the parser."""
    texts: list[str] = []
    others: dict[int, bytes] = {}
    items = Items(package.chunks(part), b"<si>", b"</si>", b"</sst>")
    for piece in items:
        plain = _plain_texts(piece)
        texts += plain or ()
        for text, other, unknown in _ITEM.findall(piece) if plain is None else ():
            if unknown or "<!" in other or "<?" in other:
                raise Unusual
            if other:
                others[len(texts)] = other.encode()
            texts.append(unescape(unescaped(text)))
        if len(texts) > package.limits.strings:
            raise Unusual
    head, tail = items.around
    opening = head.rstrip().rpartition(b"<")[2].decode()
    if not any(f' xmlns="{uri}"' in opening for uri in (MAIN, MAIN_STRICT)):
        raise Unusual
    parsed = _parsed_strings(package, part, [head, *others.values(), tail])
    if len(parsed) != len(others):
        raise Unusual
    for index, text in zip(others, parsed, strict=True):
        texts[index] = text
    return texts


def _plain_texts(piece: str) -> list[str] | None:
    """The texts of items of which none has more than a text; None if one has, or they are not written without gaps."""
    piece = piece.replace('<t xml:space="preserve">', "<t>")
    if not (piece.startswith(_OPEN) and piece.endswith(_CLOSE)):
        return None
    texts = piece[len(_OPEN) : -len(_CLOSE)].split(_CLOSE + _OPEN)
    if piece.count("<") != len(texts) * (_OPEN + _CLOSE).count("<"):
        return None
    if "&" in piece or "_x" in piece:
        texts = [unescape(unescaped(text)) for text in texts]
    return texts


def _parsed_strings(package: Package, part: str, chunks: Iterable[bytes]) -> list[str]:
    limits, file = package.limits, package.label
    parser = safe_parser(part, file)
    strings: list[str] = []
    collected: list[str] = []
    item: list[str] = []
    names: dict[str, str] = {}
    phonetic = depth = others = 0

    def start(name: str, _attributes: dict[str, str]) -> None:
        nonlocal phonetic, depth, others
        short = names.get(name) or names.setdefault(name, short_name(name))
        depth += 1
        if short == "t":
            collected.clear()
        elif short == "si":
            item.clear()
        else:
            others += 1
            phonetic += short == "rPh"
            if others > limits.elements:
                raise too_many_elements(part, file, limits)
        if depth > limits.depth:
            raise too_deep(part, file, limits)

    def end(name: str) -> None:
        nonlocal phonetic, depth
        short = names[name]
        depth -= 1
        if short == "t":
            if not phonetic:
                item.extend(collected)
        elif short == "si":
            strings.append(unescape("".join(item)))
            if len(strings) > limits.strings:
                raise unreadable("B925", file, f"teksnya lebih dari {number_text(limits.strings)} buah")
        elif short == "rPh":
            phonetic -= 1

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = collected.append
    feed(parser, chunks, part, file)
    return strings
