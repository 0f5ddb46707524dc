"""Cell formats: number format code and locking of every cellXfs entry."""

from __future__ import annotations

from xlkinerja.ooxml.grid import CellFormat
from xlkinerja.ooxml.package import Package

# ECMA-376 part 1, 18.8.30; 5–8 and 41–44 depend on the locale, here the plain forms
BUILTIN_FORMATS = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '"Rp"#,##0', 6: '"Rp"#,##0;[Red]-"Rp"#,##0', 7: '"Rp"#,##0.00', 8: '"Rp"#,##0.00;[Red]-"Rp"#,##0.00',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm",
    27: "mm-dd-yy", 28: "mm-dd-yy", 29: "mm-dd-yy", 30: "mm-dd-yy", 31: "mm-dd-yy", 32: "h:mm:ss", 33: "h:mm:ss",
    34: "h:mm:ss", 35: "h:mm:ss", 36: "mm-dd-yy",
    37: "#,##0 ;(#,##0)", 38: "#,##0 ;[Red](#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;[Red](#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)', 42: '_("Rp"* #,##0_);_("Rp"* (#,##0);_("Rp"* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_("Rp"* #,##0.00_);_("Rp"* (#,##0.00);_("Rp"* "-"??_);_(@_)',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0", 49: "@",
    50: "mm-dd-yy", 51: "mm-dd-yy", 52: "mm-dd-yy", 53: "mm-dd-yy", 54: "mm-dd-yy", 55: "mm-dd-yy", 56: "mm-dd-yy",
    57: "mm-dd-yy", 58: "mm-dd-yy",
}


def read_formats(package: Package, part: str | None) -> list[CellFormat]:
    """One CellFormat per cellXfs entry; none when the workbook has no styles. Raises FileProblem."""
    if part is None:
        return []
    root = package.tree(part)
    own = {element.get("numFmtId", ""): element.get("formatCode", "General")
           for group in root.iter("numFmts") for element in group if element.tag == "numFmt"}
    formats = []
    for xf in (x for group in root if group.tag == "cellXfs" for x in group if x.tag == "xf"):
        number = xf.get("numFmtId", "0")
        code = own.get(number) or BUILTIN_FORMATS.get(int(number) if number.isdecimal() else 0, "General")
        locked = all(p.get("locked", "1") not in ("0", "false") for p in xf if p.tag == "protection")
        formats.append(CellFormat(code, locked))
    return formats
