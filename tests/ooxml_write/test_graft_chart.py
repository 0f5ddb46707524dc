"""Charts carried into a workbook of any version write out the flags that readers default differently."""

from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import xlsxwriter

from xlkinerja.ooxml.edit.graft_chart import explicit_chart

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def chart(**axis):
    """The chart part of a workbook with one bar chart whose bars carry their values."""
    data = BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_column(0, 0, [1, 2, 3])
        made = book.add_chart({"type": "bar"})
        made.add_series({"values": "=Sheet1!$A$1:$A$3", "data_labels": {"value": True, "num_format": "0.0"}})
        made.set_y_axis(axis)
        sheet.insert_chart(0, 2, made)
    with ZipFile(data) as parts:
        return parts.read("xl/charts/chart1.xml")


def test_labels_show_the_value_alone_in_the_order_of_the_schema():
    [labels] = ElementTree.fromstring(explicit_chart(chart())).iter(f"{C}dLbls")
    flags = [(node.tag.removeprefix(C), node.get("val")) for node in labels if node.get("val")]
    assert flags == [("showLegendKey", "0"), ("showVal", "1"), ("showCatName", "0"), ("showSerName", "0"),
                     ("showPercent", "0"), ("showBubbleSize", "0")]


def test_every_axis_has_each_tick_mark_once_and_a_chosen_one_stays():
    root = ElementTree.fromstring(explicit_chart(chart(major_tick_mark="none")))
    axes = [*root.iter(f"{C}catAx"), *root.iter(f"{C}valAx")]
    marks = [[(n.tag.removeprefix(C), n.get("val")) for n in axis if n.tag.endswith("TickMark")] for axis in axes]
    assert sorted(marks) == [[("majorTickMark", "none"), ("minorTickMark", "none")],
                             [("majorTickMark", "out"), ("minorTickMark", "none")]]


def test_a_second_pass_changes_nothing():
    once = explicit_chart(chart())
    assert explicit_chart(once) == once
