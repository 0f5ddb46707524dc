"""Styles of a grafted sheet, carried over into the workbook's own style sheet under new numbers."""

from __future__ import annotations

from xlkinerja.ooxml.edit.styles import StyleBook
from xlkinerja.ooxml.edit.xmlbytes import attribute, with_attribute
from xlkinerja.patterns import Pattern

_TAG = Pattern(rb"<xf\b[^>]*>")
_PARTS = (
    ("fontId", "fonts", "applyFont"),
    ("fillId", "fills", "applyFill"),
    ("borderId", "borders", "applyBorder"),
)


class StyleMap:
    """From style numbers of the source to those of the target; what is not there yet is appended."""

    def __init__(self, source: StyleBook, target: StyleBook):
        self.source = source
        self.target = target
        self._xfs: dict[int, int] = {0: 0}
        self._dxfs: dict[int, int] = {}

    def xf(self, number: int) -> int:
        """The cell style of a source style."""
        if number not in self._xfs:
            if not self.target.children("cellXfs"):
                self.target.derived(0)
            self._xfs[number] = self.target.add("cellXfs", self._converted(self.source.xf(number)))
        return self._xfs[number]

    def dxf(self, number: int) -> int:
        """The differential style (conditional formats, tables) of a source one."""
        if number not in self._dxfs:
            self._dxfs[number] = self.target.add("dxfs", self.source.children("dxfs")[number])
        return self._dxfs[number]

    def _converted(self, xf: bytes) -> bytes:
        m = _TAG.match(xf)
        tag, rest = m[0], xf[m.end() :]
        for key, kind, flag in _PARTS:
            child = self.source.children(kind)[int(attribute(tag, key) or 0)]
            tag = with_attribute(with_attribute(tag, key, str(self.target.add(kind, child))), flag, "1")
        number = int(attribute(tag, "numFmtId") or 0)
        if number >= 164:
            tag = with_attribute(tag, "numFmtId", str(self.target.number_id(self._code(number))))
        return with_attribute(tag, "xfId", "0") + rest

    def _code(self, number: int) -> str:
        for child in self.source.children("numFmts"):
            if attribute(child, "numFmtId") == str(number):
                return attribute(child, "formatCode") or "General"
        return "General"
