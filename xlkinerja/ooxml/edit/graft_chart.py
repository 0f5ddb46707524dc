"""Charts carried into another workbook say what XlsxWriter leaves to the reader.

LibreOffice reads an absent flag as "no" only in workbooks of Excel 2007, which those of XlsxWriter claim to be; in the
workbook of the user, of any other version, it would print series and category on every label and draw minor ticks.
"""

from __future__ import annotations

from xlkinerja.patterns import Pattern

_LABEL = Pattern(rb'<c:showVal val="1"/>(?=</c:dLbls>)')
_LABEL_FLAGS = (
    b'<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    b'<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)
_TICKS = Pattern(rb"(<c:majorTickMark [^>]*/>)?(<c:minorTickMark [^>]*/>)?<c:tickLblPos ")


def explicit_chart(xml: bytes) -> bytes:
    """The chart with the flags of its labels and the tick marks of its axes written out."""
    xml = _LABEL.sub(_LABEL_FLAGS, xml)
    return _TICKS.sub(
        lambda m: (m[1] or b'<c:majorTickMark val="out"/>') + (m[2] or b'<c:minorTickMark val="none"/>')
        + b"<c:tickLblPos ",
        xml,
    )
