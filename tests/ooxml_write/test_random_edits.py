"""Any edits on any sheet: the result is proven, cleaned to the original bytes, and holds what openpyxl
should see.
"""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ooxml_write.write_packages import book, parts_with, proven, worksheet, zipped
from xlkinerja.address import a1
from xlkinerja.ooxml.edit import FILL_COLORS, Edits, FillEdit, NoteEdit, ValueEdit

places = st.tuples(st.integers(1, 12), st.integers(1, 30))
texts = st.text(
    st.characters(blacklist_categories=["Cs"], blacklist_characters="\r"), min_size=1, max_size=30
)
numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4)
stored = st.dictionaries(
    places, st.tuples(st.integers(0, 2), st.sampled_from(["", "<v>5</v>", "<f>1+4</f><v>5</v>"])), max_size=40
)


@st.composite
def sheets(draw) -> tuple[dict, bytes]:
    """Stored cells and the workbook that holds them: rows in any order, some addresses left out where they
    follow.
    """
    cells = draw(stored)
    rows = sorted({r for r, _ in cells})
    if draw(st.booleans()):
        rows = draw(st.permutations(rows))
    xml, prefix = "", draw(st.sampled_from(["", "x:"]))
    for row in rows:
        xml += f'<row r="{row}">'
        expected = 1
        for (_, col), (style, content) in sorted((p, c) for p, c in cells.items() if p[0] == row):
            ref = "" if col == expected and draw(st.booleans()) else f' r="{a1(row, col)}"'
            xml += f'<c{ref} s="{style}">{content}</c>' if content else f'<c{ref} s="{style}"/>'
            expected = col + 1
        xml += "</row>"
    whole = worksheet(xml)
    if prefix:
        for name in ("worksheet", "sheetData", "row", "c", "f", "v"):
            whole = (
                whole.replace(f"<{name}>", f"<x:{name}>")
                .replace(f"<{name} ", f"<x:{name} ")
                .replace(f"</{name}>", f"</x:{name}>")
            )
        whole = whole.replace("xmlns=", "xmlns:x=")
    return cells, zipped(parts_with(whole))


@st.composite
def edit_lists(draw) -> Edits:
    """Edits of all kinds, each cell having at most one of a kind."""
    values = draw(st.dictionaries(places, st.one_of(numbers, texts, st.booleans(), st.none()), max_size=12))
    fills = draw(st.dictionaries(places, st.sampled_from(list(FILL_COLORS.values())), max_size=12))
    notes = draw(st.dictionaries(places, texts, max_size=8))
    return Edits(
        notes=tuple(NoteEdit("Data", *p, t) for p, t in notes.items()),
        fills=tuple(FillEdit("Data", *p, c) for p, c in fills.items()),
        values=tuple(
            ValueEdit("Data", *p, v, "1+1" if isinstance(v, Decimal) and draw(st.booleans()) else None)
            for p, v in values.items()
        ),
    )


@settings(max_examples=60, deadline=None)
@given(sheets(), edit_lists())
def test_cells_are_as_wanted_and_the_others_as_before(sheet, edits):
    cells, data = sheet
    after = book(proven(data, edits))["Data"]
    values = {(e.row, e.col): e for e in edits.values}
    for place, (style, content) in cells.items():
        if place not in values:
            wanted = {"": None, "<v>5</v>": 5, "<f>1+4</f><v>5</v>": "=1+4"}[content]
            assert after.cell(*place).value == wanted
        assert after.cell(*place).font.b == (style == 1)
    for place, edit in values.items():
        found = after.cell(*place).value
        if edit.formula:
            assert found == "=1+1"
        elif isinstance(edit.value, Decimal):
            assert found == float(edit.value)
        elif not isinstance(edit.value, str):
            assert found is edit.value
    for edit in edits.fills:
        assert after.cell(edit.row, edit.col).fill.fgColor.rgb == edit.color
    for edit in edits.notes:
        assert after.cell(edit.row, edit.col).comment is not None
