"""An office's own document: its placeholders are filled, everything else in it stays as it is."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.lkjip.draf import KINERJA, drafted, text_of, workbook
from xlkinerja.lkjip.office_template import OfficeTemplateError


def template(folder: Path, *paragraphs: str) -> Path:
    """A template with those paragraphs."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(folder / "kantor.docx"))
    return folder / "kantor.docx"


def test_words_within_a_line(tmp_path: Path):
    """900 + 1500 of 1000 + 2000 is 80 %."""
    office = template(
        tmp_path, "Kecamatan {{ kecamatan }}, {{kabupaten}}: {{ pagu }} ({{ PAGU_TERBILANG }}), {{serapan}}."
    )
    made, document = drafted(tmp_path, workbook(), template=office)
    assert document.paragraphs[0].text == (
        "Kecamatan Suka Maju, Kabupaten Mojokerto: Rp3.000 (tiga ribu rupiah), 80%."
    )
    assert made.remarks == ()


def test_a_placeholder_broken_into_runs_keeps_the_look_of_its_place(tmp_path: Path):
    document = Document()
    paragraph = document.add_paragraph("Tahun ")
    for piece in ("{{ ta", "hun", " }}"):
        paragraph.add_run(piece).bold = True
    paragraph.add_run(" selesai")
    document.save(str(tmp_path / "kantor.docx"))
    _, filled = drafted(tmp_path, workbook(), template=tmp_path / "kantor.docx")
    paragraph = filled.paragraphs[0]
    assert paragraph.text == "Tahun 2024 selesai"
    assert [r.text for r in paragraph.runs if r.bold] == ["2024"]


def test_headers_and_cells_are_filled_too(tmp_path: Path):
    document = Document()
    document.sections[0].header.paragraphs[0].text = "LKjIP {{ kecamatan }}"
    document.add_table(1, 1).cell(0, 0).text = "{{ jumlah_indikator }} indikator"
    document.save(str(tmp_path / "kantor.docx"))
    _, filled = drafted(tmp_path, workbook(), template=tmp_path / "kantor.docx")
    assert filled.sections[0].header.paragraphs[0].text == "LKjIP Suka Maju"
    assert filled.tables[0].cell(0, 0).text == "3 indikator"


def test_a_whole_part_takes_the_place_of_its_paragraph(tmp_path: Path):
    office = template(tmp_path, "Sebelum", "{{ tabel_3_1 }}", "Sesudah", "{{ grafik_3_1 }}", "Akhir")
    _, document = drafted(tmp_path, workbook(), template=office)
    body = [child for child in document.element.body if child.tag != qn("w:sectPr")]
    texts = ["".join(t.text or "" for t in child.iter(qn("w:t"))) for child in body]
    before, after, end = texts.index("Sebelum"), texts.index("Sesudah"), texts.index("Akhir")
    assert [body[n].tag for n in range(before, after) if body[n].tag == qn("w:tbl")] == [qn("w:tbl")]
    assert texts[before + 1].startswith("Tabel 3.1")
    assert len([p for n in range(after, end) for p in body[n].iter(qn("w:drawing"))]) == 1
    assert "{{" not in text_of(document)


def test_the_table_fits_the_page_of_the_office(tmp_path: Path):
    document = Document()
    section = document.sections[0]
    document.add_paragraph("{{ tabel_3_1 }}")
    document.save(str(tmp_path / "kantor.docx"))
    _, filled = drafted(tmp_path, workbook(), template=tmp_path / "kantor.docx")
    widths = [int(c.get(qn("w:w"))) for c in filled.tables[0]._tbl.iter(qn("w:gridCol"))]
    room = (section.page_width - section.left_margin - section.right_margin) / 635  # EMU to twips
    assert room - 30 <= sum(widths) <= room + 30


def test_a_table_without_content_leaves_nothing_behind(tmp_path: Path):
    """The small workbook has no figures of other levels."""
    _, document = drafted(
        tmp_path, workbook(), template=template(tmp_path, "{{ kecamatan }}", "{{ tabel_3_4 }}")
    )
    assert text_of(document) == "Suka Maju"


def test_unknown_and_misplaced_placeholders_are_told(tmp_path: Path):
    office = template(tmp_path, "{{ kecamatan }} {{ camat }}", "lihat {{ tabel_3_1 }}")
    made, document = drafted(tmp_path, workbook(), template=office)
    assert "camat" in made.remarks[0] and "tabel_3_1" in made.remarks[1]
    assert "{{ camat }}" in text_of(document) and "{{ tabel_3_1 }}" in text_of(document)


def test_what_comes_in_is_never_searched_again(tmp_path: Path):
    rows = [KINERJA[0] | {"indikator": "Nilai {{ pagu }}"}]
    profil = {"kecamatan": "{{ pagu }}"}
    office = template(tmp_path, "{{ kecamatan }} {{ tahun }}", "{{ uraian_indikator }}", "{{ tabel_3_1 }}")
    _, document = drafted(tmp_path, workbook(realisasi_kinerja=rows, profil=profil), template=office)
    text = text_of(document)
    assert text.startswith("{{ pagu }} 2024") and "Nilai {{ pagu }}" in text and "Rp3.000" not in text


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 bukan zip", "buku.xlsx"])
def test_what_is_no_word_document_is_told_in_one_sentence(tmp_path: Path, content: bytes | str):
    data = workbook()
    (tmp_path / "kantor.docx").write_bytes(data if content == "buku.xlsx" else content)
    with pytest.raises(OfficeTemplateError, match="bukan dokumen Word"):
        drafted(tmp_path, data, template=tmp_path / "kantor.docx")
    assert not (tmp_path / "draf.docx").exists()


def test_a_document_without_placeholders_is_told(tmp_path: Path):
    with pytest.raises(OfficeTemplateError, match="tidak memuat satu pun penanda"):
        drafted(tmp_path, workbook(), template=template(tmp_path, "Bab III"))


def test_every_placeholder_of_the_page_works(tmp_path: Path):
    """docs/lkjip.md lists exactly what a template may ask for."""
    import re

    from xlkinerja.lkjip.outline import LAYOUT
    from xlkinerja.lkjip.values import WORDS

    page = (Path(__file__).parents[2] / "docs" / "lkjip.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `\{\{ (\w+) \}\}`", page, re.MULTILINE))
    ours = set(WORDS) | {name for name in LAYOUT if isinstance(name, str)}
    assert ours <= named
    office = template(tmp_path, *(f"{{{{ {name} }}}}" for name in sorted(named)))
    made, document = drafted(tmp_path, workbook(), template=office)
    assert made.remarks == () and "{{" not in text_of(document)


def test_a_paragraph_that_ends_a_section_keeps_it(tmp_path: Path):
    document = Document()
    document.add_paragraph("{{ tabel_3_1 }}")
    document.add_section()
    document.add_paragraph("{{ kecamatan }}")
    document.save(target := io.BytesIO())
    (tmp_path / "kantor.docx").write_bytes(target.getvalue())
    _, filled = drafted(tmp_path, workbook(), template=tmp_path / "kantor.docx")
    assert len(filled.sections) == 2
