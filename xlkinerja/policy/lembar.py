"""Sheets that a region declares in its policy file ([[lembar]]): plain data, read and checked."""

from __future__ import annotations

from xlkinerja.policy.keys import near, wrong
from xlkinerja.policy.policy import Kolom, Lembar, PolicyError
from xlkinerja.records import Record

JENIS = ("teks", "bulat", "kinerja", "persen", "rupiah", "pilihan")
TOTALS = ("jumlah", "rata-rata", "")
_SHEET_KEYS = (
    "nama",
    "judul",
    "keterangan",
    "sinonim",
    "baris_total",
    "baris_kosong",
    "hasil",
    "mendukung",
    "kolom",
)
_COLUMN_KEYS = (
    "judul",
    "jenis",
    "sinonim",
    "wajib",
    "pilihan",
    "total",
    "jumlah_dari",
    "persen_dari",
    "lebar",
    "keterangan",
)
_FORBIDDEN = set("[]:*?/\\")


class _Item(Record, frozen=True):
    """One [[lembar]] or one of its columns, read key by key."""

    data: dict
    place: str
    source: str

    def text(self, key: str, default: str = "", needed: bool = False) -> str:
        value = self.data.get(key, default)
        if not isinstance(value, str) or (needed and not value.strip()):
            raise wrong(self.source, f"{self.place}.{key}", value, "teks dalam tanda kutip")
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise wrong(self.source, f"{self.place}.{key}", value, 'daftar teks, misalnya ["A", "B"]')
        return tuple(v.strip() for v in value)

    def choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        value = self.data.get(key, default)
        if value not in allowed:
            raise wrong(self.source, f"{self.place}.{key}", value, ", ".join(f'"{a}"' for a in allowed if a))
        return value

    def whole(self, key: str, default: int, most: int) -> int:
        value = self.data.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
            raise wrong(self.source, f"{self.place}.{key}", value, f"bilangan bulat 1 sampai dengan {most}")
        return value

    def check(self, known: tuple[str, ...]) -> None:
        for key in self.data:
            if key not in known:
                raise PolicyError(
                    f'{self.source}: kunci "{key}" pada {self.place} tidak dikenal.{near(key, known)} '
                    f"Yang ada: {', '.join(known)}."
                )


def read_sheets(data: dict, source: str) -> tuple[Lembar, ...]:
    """The [[lembar]] of a policy. Raises PolicyError."""
    items = data.get("lembar", [])
    if not isinstance(items, list) or not all(isinstance(i, dict) for i in items):
        raise wrong(source, "lembar", items, "bagian yang ditulis [[lembar]], satu untuk setiap lembar")
    sheets = tuple(_sheet(_Item(item, f"lembar[{n}]", source)) for n, item in enumerate(items, 1))
    names = [s.nama.casefold() for s in sheets]
    for sheet in sheets:
        if names.count(sheet.nama.casefold()) > 1:
            raise PolicyError(f'{source}: lembar "{sheet.nama}" dinyatakan dua kali.')
    return sheets


def _sheet(item: _Item) -> Lembar:
    item.check(_SHEET_KEYS)
    name = item.text("nama", needed=True)
    if len(name) > 31 or _FORBIDDEN & set(name) or name.startswith("'"):
        raise wrong(
            item.source,
            f"{item.place}.nama",
            name,
            "nama lembar Excel: paling panjang 31 huruf, tanpa [ ] : * ? / \\",
        )
    columns = item.data.get("kolom", [])
    if not isinstance(columns, list) or len(columns) < 2 or not all(isinstance(c, dict) for c in columns):
        raise wrong(
            item.source,
            f"{item.place}.kolom",
            columns,
            'daftar sedikitnya dua kolom seperti { judul = "…", jenis = "bulat" }',
        )
    read = tuple(_column(_Item(c, f"{item.place}.kolom[{n}]", item.source)) for n, c in enumerate(columns, 1))
    sheet = Lembar(
        name,
        item.text("judul", name),
        read,
        item.text("keterangan"),
        item.texts("sinonim"),
        item.text("baris_total", "Jumlah"),
        item.whole("baris_kosong", 15, 500),
        item.text("hasil"),
        item.texts("mendukung"),
    )
    _check_names(item, sheet)
    return sheet


def _column(item: _Item) -> Kolom:
    item.check(_COLUMN_KEYS)
    kind = item.choice("jenis", JENIS, "teks")
    column = Kolom(
        item.text("judul", needed=True),
        kind,
        item.texts("sinonim"),
        item.data.get("wajib") is True,
        item.texts("pilihan"),
        item.choice("total", TOTALS, ""),
        item.texts("jumlah_dari"),
        item.texts("persen_dari"),
        item.whole("lebar", 14, 100),
        item.text("keterangan"),
    )
    if kind == "pilihan" and not column.pilihan:
        raise wrong(item.source, f"{item.place}.pilihan", [], "daftar pilihan, karena jenisnya pilihan")
    if kind in ("teks", "pilihan") and (column.total or column.jumlah_dari or column.persen_dari):
        raise PolicyError(f'{item.source}: kolom "{column.judul}" berjenis {kind}, tidak dapat dijumlahkan.')
    if column.persen_dari and len(column.persen_dari) != 2:
        raise wrong(
            item.source,
            f"{item.place}.persen_dari",
            list(column.persen_dari),
            "dua judul kolom: bagian dan keseluruhannya",
        )
    return column


def _check_names(item: _Item, sheet: Lembar) -> None:
    """Columns that refer to others name them by their headings; one text column must be required."""
    numeric = {c.judul for c in sheet.kolom if c.jenis not in ("teks", "pilihan")}
    headings = [c.judul.casefold() for c in sheet.kolom]
    for column in sheet.kolom:
        if headings.count(column.judul.casefold()) > 1:
            raise PolicyError(f'{item.source}: kolom "{column.judul}" pada {item.place} dinyatakan dua kali.')
        for name in (*column.jumlah_dari, *column.persen_dari):
            if name not in numeric or name == column.judul:
                raise PolicyError(
                    f'{item.source}: kolom "{column.judul}" pada {item.place} merujuk "{name}", yang bukan kolom '
                    f"angka lain pada lembar itu.{near(name, numeric)}"
                )
    if not any(c.jenis == "teks" for c in sheet.kolom):
        raise PolicyError(
            f'{item.source}: {item.place} perlu satu kolom berjenis "teks" untuk nama barisnya.'
        )
    if sheet.hasil and sheet.hasil not in numeric:
        raise wrong(item.source, f"{item.place}.hasil", sheet.hasil, "judul salah satu kolom angka")
    if bool(sheet.hasil) != bool(sheet.mendukung):
        raise PolicyError(f'{item.source}: {item.place} harus menyebut "hasil" dan "mendukung" bersama-sama.')
