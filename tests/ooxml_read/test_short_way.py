"""Shared strings and rows by the short way and by the parser: the same content, also where a part comes in pieces."""

import random

import pytest

from tests.ooxml_read.workbook_samples import parts, shared_strings, zipped
from xlkinerja.ooxml.canonical_rows import read_canonical
from xlkinerja.ooxml.errors import FileProblem
from xlkinerja.ooxml.grid import Sheet
from xlkinerja.ooxml.package import Package
from xlkinerja.ooxml.read import read_workbook
from xlkinerja.ooxml.read_sheet import SheetScan
from xlkinerja.ooxml.read_strings import _canonical_strings, read_shared_strings

PART = "xl/sharedStrings.xml"
ITEMS = [
    ("<t>Kemlagi</t>", "Kemlagi"),
    ("<t>A &amp; B &lt;C&gt; &quot;D&quot; &#233;</t>", 'A & B <C> "D" é'),
    ("<t>&amp;lt;</t>", "&lt;"),
    ('<t xml:space="preserve"> x </t>', " x "),
    ("<r><t>Ge</t></r><r><rPr><b/></rPr><t>deg</t></r>", "Gedeg"),
    ("<t></t>", ""),
    ("<t/>", ""),
    ("<t>satu_x000A_dua</t>", "satu\ndua"),
    ("<t>東</t><rPh sb='0' eb='1'><t>ひがし</t></rPh>", "東"),
]


def strings(xml: str) -> list[str]:
    """The shared strings of a workbook that holds this part."""
    return read_shared_strings(Package.open(zipped({**parts(), PART: xml})), PART)


@pytest.fixture(params=["short", "parser"])
def way(request):
    return request.param


def test_every_kind_of_item(way):
    xml = shared_strings(*(item for item, _ in ITEMS))
    if way == "parser":
        xml = xml.replace("<si>", "<!-- --><si>", 1)
    assert strings(xml) == [text for _, text in ITEMS]


def test_many_items_in_several_pieces():
    items = [
        f"<r><t>teks </t></r><r><t>{n}</t></r>" if n % 100 == 7 else f"<t>teks {n}</t>" for n in range(20_000)
    ]
    assert strings(shared_strings(*items)) == [f"teks {n}" for n in range(20_000)]


def test_the_short_way_is_taken():
    package = Package.open(zipped({**parts(), PART: shared_strings(*(item for item, _ in ITEMS))}))
    assert _canonical_strings(package, PART) == [text for _, text in ITEMS]
    sheet = Sheet("Data", "xl/worksheets/sheet1.xml")
    scan = SheetScan(package, sheet, {}, 10)
    assert read_canonical(package.chunks(sheet.part), scan).endswith(b"<sheetData></sheetData></worksheet>")
    assert [c.raw for c in sheet.cells.values()] == ["1"]


def by_the_short_way(rows):
    """The cells of a sheet; None when the parser is to read it."""
    package = Package.open(zipped(parts(rows)))
    sheet = Sheet("Data", "xl/worksheets/sheet1.xml")
    if read_canonical(package.chunks(sheet.part), SheetScan(package, sheet, {}, 10)) is None:
        return None
    return {place: cell.raw for place, cell in sheet.cells.items()}


@pytest.mark.parametrize("last", ['<row r="9" ht="15"/>', '<row r="8"/> <row r="9" hidden="1"/>\n'])
def test_rows_without_cells_at_the_end_are_no_reason_to_ask_the_parser(last):
    assert by_the_short_way(f'<row r="1"><c r="A1"><v>5</v></c></row>{last}') == {(1, 1): "5"}


@pytest.mark.parametrize("text", ["3>2", ">", "3>", ">2", ">>" * 20])
def test_a_sign_that_xml_leaves_open_is_read_by_the_parser(text):
    rows = f'<row r="1"><c r="A1" t="str"><v>{text}</v></c><c r="B1"><v>7</v></c></row>'
    assert by_the_short_way(rows) is None
    cells = read_workbook(zipped(parts(rows))).sheets[0].cells
    assert {place: cell.raw for place, cell in cells.items()} == {(1, 1): text, (1, 2): "7"}


def test_an_attribute_of_many_such_signs_does_not_hold_up_the_reading():
    """500,000 of them in one row: a search that began anew at each would take hours."""
    chance = random.Random(7)
    signs = "".join([f">{chance.randrange(10)}" for _ in range(500_000)])
    rows = f'<row r="1" x="{signs}"><c r="A1"><v>5</v></c></row>'
    assert read_workbook(zipped(parts(rows))).sheets[0].cells[1, 1].raw == "5"


def test_what_is_wrong_is_told_with_its_place_in_the_whole_part():
    xml = shared_strings(*["<t>satu</t>"] * 3, "<r><t>dua</r>")
    with pytest.raises(FileProblem, match="baris 2, huruf ke-"):
        strings(xml)
    place = xml.splitlines()[1].index("</r>") + 1
    with pytest.raises(FileProblem, match=f"huruf ke-{place + 2}:"):  # behind "</", as expat counts
        strings(xml)


def test_rows_in_several_pieces(way):
    rows = "".join(
        f'<row r="{r}"><c r="A{r}"><v>{r}</v></c><c r="B{r}"><f>A{r}&lt;&gt;""</f><v>{2 * r}</v></c></row>'
        for r in range(1, 5001)
    )
    before = "<!-- -->" if way == "parser" else ""
    sheet = read_workbook(zipped(parts(rows, before=before))).sheets[0]
    assert [c.raw for c in sheet.cells.values()] == [str(n) for r in range(1, 5001) for n in (r, 2 * r)]
    assert [c.formula for (_, col), c in sheet.cells.items() if col == 2] == [f'A{r}<>""' for r in range(1, 5001)]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"/><v>1</v></c></row>',
        '<row r="1"><c r="A1"><f><v>1</v></c></row>',
        '<row r="1"><c r="A1"><f/>A2</f><v>1</v></c></row>',
        '<row r="1"><c r="A1" s="1" s="2"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c>',
        '<c r="A1"><v>1</v></c></row>',
    ],
)
def test_rows_that_are_no_xml_are_refused(rows):
    with pytest.raises(FileProblem) as problem:
        read_workbook(zipped(parts(rows)))
    assert problem.value.code == "B931"
