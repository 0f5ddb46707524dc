"""The small parts of two packages compared: everything old must still be there, only additions are
allowed.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlkinerja.ooxml.edit.plan import SEPARATOR
from xlkinerja.ooxml.edit.styles import FIRST_ENTRIES, StyleBook
from xlkinerja.ooxml.edit.xmlbytes import Node, parse, text_of

_LISTS = (
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
)


def compare_styles(old: StyleBook, new: StyleBook) -> Iterator[str]:
    """Every list of styles must begin with the old list, unchanged."""
    for kind in _LISTS:
        before = old.children(kind)
        if new.children(kind)[: len(before)] != before:
            yield f"Daftar gaya {kind} berubah, bukan hanya bertambah."
        if not before and not _begins_plainly(kind, new.children(kind)):
            yield f"Daftar gaya {kind} yang kosong kini dimulai dengan gaya yang bukan bawaan."


def _begins_plainly(kind: str, children: list[bytes]) -> bool:
    """Cells without a style show the first entry of each list: where there was none it must be the default."""
    first = list(FIRST_ENTRIES.get(kind, ()))
    return not children or children[: len(first)] == first


def compare_book(old: bytes, new: bytes, grafted: int) -> Iterator[str]:
    """Sheets and names of the old workbook part must be the same, in the same order; only our own may
    follow.
    """
    before, after = parse(old), parse(new)
    for kind, limit in (("sheets", grafted), ("definedNames", None)):
        lists = []
        for xml, root in ((old, before), (new, after)):
            node = root.child(kind)
            lists.append([xml[c.start : c.end] for c in node.children] if node else [])
        if lists[1][: len(lists[0])] != lists[0]:
            yield f"Isi {kind} pada buku kerja berubah."
        if limit is not None and len(lists[1]) != len(lists[0]) + limit:
            yield "Jumlah lembar tidak seperti yang diminta."
    yield from _same_others(old, before, new, after, {"sheets", "definedNames"}, "buku kerja")


def _same_others(
    old: bytes, before: Node, new: bytes, after: Node, apart: set[str], name: str
) -> Iterator[str]:
    kept = [
        [xml[c.start : c.end] for c in root.children if c.local not in apart]
        for xml, root in ((old, before), (new, after))
    ]
    if kept[0] != kept[1] or before.attrs != after.attrs:
        yield f"Pengaturan {name} berubah."


def compare_lists(part: str, old: bytes, new: bytes) -> Iterator[str]:
    """Relationships and content types: each old entry is still there, but for parts that had to go."""
    after = {tuple(sorted(n.attrs.items())) for n in parse(new).children}
    for node in parse(old).children:
        attrs = node.attrs
        target = (attrs.get("Target") or attrs.get("PartName") or "") + (attrs.get("Type") or "")
        gone = (
            "calcchain" in target.casefold()
            or "_xmlsignatures" in target.casefold()
            or "digital-signature" in target
        )
        if tuple(sorted(attrs.items())) not in after and not gone:
            name = attrs.get("Target") or attrs.get("PartName") or attrs.get("Extension")
            yield f"Keterangan {name} hilang dari {part}."


def compare_comments(part: str, old: bytes, new: bytes) -> Iterator[str]:
    """Each old note is still there with its text; ours may stand behind it."""
    after = {}
    for node in parse(new).all("comment"):
        after.setdefault((node.get("ref") or "").upper(), text_of(new, node))
    for node in parse(old).all("comment"):
        ref, text = (node.get("ref") or "").upper(), text_of(old, node)
        found = after.get(ref)
        if found is None or found.partition("\n" + SEPARATOR)[0].strip() != text.strip():
            yield f"Catatan pengguna pada sel {ref} berubah ({part})."


def compare_inserted(part: str, old: bytes, new: bytes) -> Iterator[str]:
    """The old bytes must be there whole, before and after what was inserted."""
    extra = len(new) - len(old)
    head = next(
        (i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
    if extra < 0 or new[head + extra :] != old[head:]:
        yield f"Bagian {part} berubah, bukan hanya bertambah."
