"""How the standard workbook looks: colours, fonts, number formats. One place for all of it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from xlkinerja.schema.contract import Filler, Kind

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

FONT = "Calibri"
INPUT = "#EAF4E4"  # light green: to be filled in
COMPUTED = "#EDEDED"  # grey: filled by a formula, locked
TOTAL = "#D9D9D9"
BORDER = "#BFBFBF"
INK = "#1F3B2D"
HEADING = {Filler.SUNGRAM: "#1F5C4A", Filler.SEKSI: "#2A5A8A", Filler.KOMPUTER: "#5F5F5F"}
TAB = {
    "Petunjuk": "#7F7F7F",
    "Profil": "#7F7F7F",
    "TC-27": "#1F5C4A",
    "TC-27 Perubahan": "#1F5C4A",
    "PK": "#1F5C4A",
    "Realisasi Kinerja": "#2A5A8A",
    "Realisasi Anggaran": "#2A5A8A",
    "Riwayat": "#8A6D2A",
    "Pembanding": "#8A6D2A",
}

NUMBER_FORMATS = {
    Kind.RUPIAH: "#,##0",
    Kind.PERSEN: "0.00",
    Kind.BULAT: "#,##0",
    Kind.TAHUN: "0",
    Kind.KODE: "@",
}
NUMERIC = frozenset({Kind.RUPIAH, Kind.PERSEN, Kind.BULAT, Kind.TAHUN, Kind.KINERJA})


def number_format(kind: Kind, value: object, computed: bool = False) -> str:
    """Excel's format code for a cell; the value of an indikator shows the decimals it was given with, one that a
    formula computes two."""
    if kind is Kind.KINERJA:
        if isinstance(value, Decimal):
            decimals = max(0, -int(value.as_tuple().exponent))
            return "#,##0" + ("." + "0" * decimals if decimals else "")
        return "#,##0.00" if computed else "General"
    return NUMBER_FORMATS.get(kind, "General")


class Styles:
    """Formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def make(self, **properties: Any) -> Format:
        """The format with these XlsxWriter properties on top of the house's font."""
        whole = {"font_name": FONT, "font_size": 11, "valign": "top"} | properties
        key = tuple(sorted(whole.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(whole)
        return self._made[key]

    def cell(self, kind: Kind, *, computed: bool, total: bool = False, value: object = None) -> Format:
        """Format of a cell of a table."""
        return self.make(**self._cell(kind, computed, total, value))

    def entry(self, kind: Kind, *, computed: bool, value: object = None) -> Format:
        """Format of a value of the profile."""
        return self.make(**self._cell(kind, computed, False, value) | {"align": "left"})

    @staticmethod
    def _cell(kind: Kind, computed: bool, total: bool, value: object) -> dict[str, Any]:
        numeric = kind in NUMERIC
        properties: dict[str, Any] = {
            "border": 1,
            "border_color": BORDER,
            "num_format": number_format(kind, value, computed),
            "bg_color": TOTAL if total else COMPUTED if computed else INPUT,
            "locked": computed,
            "align": "right"
            if numeric
            else "center"
            if kind is Kind.PILIHAN or (computed and not total)
            else "left",
        }
        # "11.119 pelayanan" beside a filled cell would be cut off: figures are shown smaller instead
        properties["shrink" if numeric else "text_wrap"] = True
        if total:
            properties["bold"] = True
        return properties

    def heading(self, filler: Filler) -> Format:
        """Format of a column's heading: the colour says who fills the column."""
        return self.make(
            bold=True,
            font_color="#FFFFFF",
            bg_color=HEADING[filler],
            border=1,
            border_color="#FFFFFF",
            align="center",
            valign="vcenter",
            text_wrap=True,
        )

    @property
    def title(self) -> Format:
        """Title of a sheet."""
        return self.make(bold=True, font_size=14, font_color=INK)

    @property
    def subtitle(self) -> Format:
        """Title of a table."""
        return self.make(bold=True, font_size=12, font_color=INK)

    @property
    def note(self) -> Format:
        """Short explanation below a title."""
        return self.make(italic=True, font_color="#595959")

    @property
    def label(self) -> Format:
        """Label of a profile entry."""
        return self.make(bold=True, border=1, border_color=BORDER, text_wrap=True)

    @property
    def help(self) -> Format:
        """Help beside a profile entry."""
        return self.make(italic=True, font_color="#595959", text_wrap=True)
