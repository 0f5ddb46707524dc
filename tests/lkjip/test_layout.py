"""Pages, columns, pictures and bytes of the draft."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Cm
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.lkjip.draf import drafted, parts_of, workbook
from xlkinerja.lkjip.blocks import Cell, Heading, Paragraph, Picture, Span, TableBlock
from xlkinerja.lkjip.paper import LANDSCAPE, LARGE, UPRIGHT, least_widths, pages, type_size, widths
from xlkinerja.lkjip.pictures import picture, ticks
from xlkinerja.lkjip.word_table import table_element
from xlkinerja.summary.bab3 import Chart
from xlkinerja.summary.bab3.table import Point, Series


def words(text: str) -> Cell:
    return Cell((Span(text),))


def table(*texts: str, wide: bool = False) -> TableBlock:
    """A table with one row of those texts."""
    row = tuple(words(t) for t in texts)
    return TableBlock("Tabel", tuple(10.0 for _ in texts), (row,), (row,), wide=wide)


@given(
    st.lists(st.text("abc 123.", max_size=40), min_size=1, max_size=12),
    st.sampled_from((UPRIGHT, LANDSCAPE, LARGE)),
)
def test_columns_fill_the_page_and_hold_their_longest_word(texts, page):
    block = table(*texts)
    size = type_size(block, page)
    made, least = widths(block, page.available, size), least_widths(block, size)
    assert sum(made) == pytest.approx(page.available)
    if sum(least) <= page.available:
        assert all(m >= n - 1e-9 for m, n in zip(made, least, strict=True))


def test_narrow_tables_stand_upright_and_wide_ones_take_their_heading_along():
    money = ["2.759.420.020"] * 8
    many = ["2.759.420.020"] * 20
    blocks = [
        Heading(2, "A"), Paragraph((Span("teks"),)), table("a", "b"),
        Heading(2, "B"), Paragraph((Span("teks"),)), table(*money),
        Heading(2, "C"), Paragraph((Span("panjang " * 400),)), table(*many),
    ]  # fmt: skip
    assert pages(blocks) == [*[UPRIGHT] * 3, *[LANDSCAPE] * 3, UPRIGHT, UPRIGHT, LARGE]


def test_a_picture_between_wide_tables_does_not_turn_the_paper():
    wide, image = table(*["2.759.420.020"] * 8), Picture(b"", "Grafik", "Grafik")
    assert pages([wide, image, wide]) == [LANDSCAPE] * 3
    assert pages([wide, image, table("a")]) == [LANDSCAPE, UPRIGHT, UPRIGHT]


def test_merged_headings_cover_the_grid():
    """Two rows of headings: the first cell covers both, the second covers two columns."""
    block = TableBlock(
        "Tabel",
        (1, 1, 1),
        (
            (Cell((Span("Nama"),), down=2), Cell((Span("Kinerja"),), across=2)),
            (words("Target"), words("Realisasi")),
        ),
        ((words("a"), words("b"), words("c")),),
    )
    rows = list(table_element(block, [1, 1, 1], "Normal", 8.5).iter(qn("w:tr")))
    spans = [
        [int((c.xpath("./w:tcPr/w:gridSpan/@w:val") or [1])[0]) for c in r.iter(qn("w:tc"))] for r in rows
    ]
    assert spans == [[1, 2], [1, 1, 1], [1, 1, 1]]
    merges = [c.xpath("string(./w:tcPr/w:vMerge/@w:val)") for c in rows[1].iter(qn("w:tc"))]
    assert merges == ["continue", "", ""]


def test_a_wide_report_has_upright_and_landscape_pages_with_page_numbers(kemlagi):
    document = kemlagi
    kinds = {section.orientation for section in document.sections}
    assert kinds == {WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE}
    first = document.sections[0]
    assert first.page_width == pytest.approx(Cm(21), rel=1e-3)
    assert first.page_height == pytest.approx(Cm(29.7), rel=1e-3)
    footer = first.footer.paragraphs[0]._p
    assert [i.text for i in footer.iter(qn("w:instrText"))] == ["PAGE"]
    assert all(s.footer.is_linked_to_previous for s in list(document.sections)[1:])


def test_every_table_has_a_caption_and_every_picture_words(kemlagi):
    document = kemlagi
    for block in document.element.body.iter(qn("w:tbl")):
        caption = block.getprevious()
        assert caption.xpath("string(./w:pPr/w:pStyle/@w:val)") == "Caption"
        assert "".join(t.text for t in caption.iter(qn("w:t")))
    described = [d.get("descr") for d in document.element.body.iter(qn("wp:docPr"))]
    assert described and all(re.search(r"\d", d) for d in described)


def test_equal_workbooks_give_equal_bytes(tmp_path: Path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    first, second = (drafted(tmp_path / name, workbook())[0].output.read_bytes() for name in ("a", "b"))
    assert first == second
    assert b"2000-01-01" in parts_of(first)["docProps/core.xml"]


@given(st.decimals(-(10**12), 10**12, places=2), st.decimals(0, 10**12, places=2))
def test_the_grid_covers_the_figures_with_round_steps(low: Decimal, span: Decimal):
    marks = ticks(low, low + span)
    assert marks[0] <= low and low + span <= marks[-1] and len(marks) <= 9
    assert len({b - a for a, b in zip(marks, marks[1:], strict=False)}) <= 1


def chart(*values: str | None, kind: str = "batang") -> Chart:
    points = tuple(Point(Decimal(v) if v else None) for v in values)
    return Chart(kind, "Uji", tuple(f"K{n}" for n in range(len(values))), (Series("Capaian", points),))


def test_bars_are_as_long_as_their_figures():
    """A bar of 50 is half as long as one of 100."""
    image = Image.open(io.BytesIO(picture(chart("100", "50")).png)).convert("L")
    runs = {longest_dark_run(image, y) for y in range(image.height)}
    long, half = sorted((r for r in runs if r > 150), reverse=True)[0], [r for r in runs if 150 < r < 700]
    assert half and abs(max(half) / long - 0.5) < 0.02


def longest_dark_run(image: Image.Image, y: int) -> int:
    longest = now = 0
    for x in range(560, image.width):
        now = now + 1 if image.getpixel((x, y)) < 100 else 0
        longest = max(longest, now)
    return longest


def test_pictures_are_told_in_words_and_equal_each_time():
    made = picture(chart("100.5", None), "3.1")
    assert made.caption == "Grafik 3.1 Uji"
    assert made.alt == "Uji. K0: Capaian 100,50; K1: tidak ada"
    assert made.png == picture(chart("100.5", None), "3.1").png
    assert picture(chart(None, None)) is None
    assert picture(chart("1", "2", "3", kind="garis")) is not None


def test_libreoffice_opens_the_draft(tmp_path: Path):
    """Where LibreOffice has its Writer."""
    soffice = shutil.which("soffice")
    if soffice is None or not (Path(soffice).resolve().parent / "libswlo.so").exists():
        pytest.skip("LibreOffice Writer tidak terpasang")
    made, _ = drafted(tmp_path, workbook())
    profile = f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        "txt:Text",
        "--outdir",
        str(tmp_path),
        str(made.output),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = (tmp_path / "draf.txt").read_text(encoding="utf-8-sig")
    assert "IKHTISAR EKSEKUTIF" in text and "capaiannya 95% (76 ÷ 80 × 100)" in text
