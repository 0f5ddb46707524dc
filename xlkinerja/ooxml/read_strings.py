"""Strings of a workbook: the shared table, and what a string item means."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from xlkinerja.ooxml.errors import number_text, unreadable
from xlkinerja.ooxml.package import Package
from xlkinerja.ooxml.xml_parts import feed, safe_parser, short_name, too_deep, too_many_elements
from xlkinerja.patterns import Pattern

_ESCAPE = Pattern(r"_x([0-9A-Fa-f]{4})_")


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
    feed(parser, package.chunks(part), part, file)
    return strings
