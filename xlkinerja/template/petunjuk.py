"""Sheet Petunjuk: how to fill the workbook, what the colours mean, who fills what; made from the schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlkinerja.schema.contract import Column, Filler, Kind, Schema, SheetSpec
from xlkinerja.template.heights import row_height
from xlkinerja.template.layout import Layout
from xlkinerja.template.styles import COMPUTED, HEADING, INPUT, TAB, TOTAL, Styles

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from xlkinerja.policy import Policy

_WIDTHS = (20, 40, 42, 84)
_STEPS = (
    "Isi lembar Profil lebih dahulu: nama kecamatan, tahun, periode Renstra dan pagu.",
    "Isi TC-27 (rencana lima tahun) dan PK (murni dan perubahan). Keduanya jarang berubah.",
    "Kerangka program, kegiatan dan sub kegiatan boleh ditimpa dengan milik Anda. Jumlah induk mencari sub kegiatannya "
    "menurut Tingkat dan Kode; bila Kode kosong, menurut urutan baris.",
    "Setiap seksi mengisi realisasi, sumber data, faktor dan tindak lanjut di lembar "
    "Realisasi Kinerja, dan realisasi "
    "rupiah di lembar Realisasi Anggaran.",
    "Perlu baris tambahan? Sisipkan baris di tengah tabel (bukan di bawah baris Jumlah), "
    "agar rumus jumlah ikut meluas.",
    "Jangan mengetik di sel abu-abu: isinya dihitung oleh rumus. Baris yang tidak dipakai biarkan kosong.",
    "Simpan, lalu periksa dengan perintah: xlkinerja fill nama-berkas.xlsx. Hasilnya buku "
    "kerja baru dengan catatan "
    "temuan; berkas asli tidak diubah.",
)
_NUMBERS = (
    "Rupiah: ketik angkanya saja, tanpa Rp dan tanpa titik. Contoh: 2759420020.",
    "Persen: dalam kolom persen ketik 94,16 (bukan 0,9416).",
    "Nilai dengan predikat boleh ditulis 83,32 (A). Satuan sebaiknya di kolom Satuan.",
    "Belum ada nilai: kosongkan. Memang tidak ada nilai atau rujukan: tulis - atau N/A.",
    "Target 0 atau kosong berarti capaian tidak dapat diukur; biarkan rumusnya kosong.",
)


class _Pen:
    """Writes line by line down the sheet."""

    def __init__(self, sheet: Worksheet, styles: Styles) -> None:
        self.sheet, self.styles, self.row = sheet, styles, 0
        self.text = styles.make(text_wrap=True)
        self.boxed = styles.make(text_wrap=True, border=1, border_color="#BFBFBF")
        self.head = styles.make(
            bold=True,
            font_color="#FFFFFF",
            bg_color=HEADING[Filler.SUNGRAM],
            border=1,
            border_color="#FFFFFF",
            valign="vcenter",
            text_wrap=True,
        )

    def section(self, title: str) -> None:
        """A blank row and a section's title."""
        self.row += 1
        self.sheet.write_string(self.row, 0, title, self.styles.subtitle)
        self.row += 1

    def wide(self, text: str, number: str = "") -> None:
        """A sentence over the width of the page."""
        line = f"{number}  {text}" if number else text
        self.sheet.merge_range(self.row, 0, self.row, len(_WIDTHS) - 1, line, self.text)
        height = row_height([(line, sum(_WIDTHS))])
        if height:
            self.sheet.set_row(self.row, height)
        self.row += 1

    def cells(self, texts: tuple[str, ...], form: object) -> None:
        """A row of a table."""
        for col, text in enumerate(texts):
            self.sheet.write_string(self.row, col, text, form)
        height = row_height(zip(texts, _WIDTHS, strict=True))
        if height:
            self.sheet.set_row(self.row, height)
        self.row += 1


def write_petunjuk(sheet: Worksheet, layout: Layout, policy: Policy, styles: Styles, schema: Schema) -> None:
    """Write the sheet. ``layout``: which sheets this workbook has."""
    for col, width in enumerate(_WIDTHS):
        sheet.set_column(col, col, width)
    pen = _Pen(sheet, styles)
    sheet.write_string(0, 0, "Petunjuk Pengisian Buku Kerja Kinerja Kecamatan", styles.title)
    sheet.write_string(1, 0, f"Templat versi {schema.version} · kebijakan: {policy.judul}", styles.note)
    pen.row = 2
    pen.section("Langkah mengisi")
    for number, step in enumerate(_STEPS, 1):
        pen.wide(step, f"{number}.")
    _write_legend(pen)
    pen.section("Menulis angka")
    for rule in _NUMBERS:
        pen.wide(rule, "•")
    _write_sheets(pen, layout)
    _write_columns(pen, layout)
    _set_up(sheet)


def _write_legend(pen: _Pen) -> None:
    pen.section("Arti warna")
    legend = [
        ("Sel hijau muda", INPUT, "Diisi oleh kecamatan."),
        ("Sel abu-abu", COMPUTED, "Dihitung oleh rumus; yang terkunci tidak memakai kata sandi."),
        ("Sel abu-abu tebal", TOTAL, "Baris jumlah atau rata-rata."),
    ]
    for name, color, meaning in legend:
        pen.sheet.write_string(
            pen.row, 0, name, pen.styles.make(bg_color=color, border=1, border_color="#BFBFBF")
        )
        pen.sheet.write_string(pen.row, 1, meaning, pen.styles.make())
        pen.row += 1
    for filler, color in HEADING.items():
        pen.sheet.write_string(
            pen.row,
            0,
            "Judul kolom",
            pen.styles.make(
                bg_color=color, font_color="#FFFFFF", bold=True, border=1, border_color="#BFBFBF"
            ),
        )
        pen.sheet.write_string(pen.row, 1, _who(filler), pen.styles.make())
        pen.row += 1


def _who(filler: Filler) -> str:
    return "Dihitung oleh rumus." if filler is Filler.KOMPUTER else f"Diisi oleh {filler.value}."


def _write_sheets(pen: _Pen, layout: Layout) -> None:
    pen.section("Lembar dan pengisinya")
    pen.cells(("Lembar", "Tabel", "Pengisi", "Isi"), pen.head)
    for sheet in layout.sheets:
        spec = sheet.spec
        if not spec.tables and not spec.entries:
            continue
        tables = "\n".join(table.title for table in spec.tables)
        pen.cells((spec.name, tables, _fillers(spec), spec.help), pen.boxed)


def _fillers(spec: SheetSpec) -> str:
    columns = [column for table in spec.tables for column in table.columns if not column.optional]
    found = dict.fromkeys(c.filler.value for c in columns if c.filler is not Filler.KOMPUTER)
    return "\n".join(found or {Filler.SUNGRAM.value: None})


def _write_columns(pen: _Pen, layout: Layout) -> None:
    pen.section("Penjelasan kolom")
    pen.cells(("Lembar", "Kolom", "Pengisi", "Penjelasan"), pen.head)
    for sheet in layout.sheets:
        for table in sheet.spec.tables:
            for column in table.columns:
                if not column.optional:
                    heading = column.heading.replace("{tahun}", "(tahun)")
                    pen.cells((sheet.spec.name, heading, column.filler.value, _explained(column)), pen.boxed)


def _explained(column: Column) -> str:
    text = column.help
    if (
        column.kind is Kind.PILIHAN
        and column.choices
        and not all(choice in text for choice in column.choices)
    ):
        text += " Pilihan: " + ", ".join(column.choices) + "."
    return text + (" Wajib diisi." if column.required else "")


def _set_up(sheet: Worksheet) -> None:
    sheet.hide_gridlines(2)
    sheet.set_tab_color(TAB["Petunjuk"])
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&9&A&R&9Halaman &P dari &N")
    sheet.protect("", {"format_cells": True, "format_columns": True, "format_rows": True})
