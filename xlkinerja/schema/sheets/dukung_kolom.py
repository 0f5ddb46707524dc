"""Columns that several supporting-data sheets share."""

from xlkinerja.schema.contract import Column, Filler, Kind


def nomor() -> Column:
    """Running number."""
    return Column(
        "nomor",
        "No",
        Kind.TEXT,
        optional=True,
        width=6,
        synonyms=("No.", "Nomor", "No Urut"),
        help="Nomor urut.",
    )


def mendukung() -> Column:
    """The indikator that the table feeds, named by the office itself."""
    return Column(
        "mendukung",
        "Indikator yang Didukung",
        Kind.TEXT,
        optional=True,
        width=30,
        synonyms=("Mendukung Indikator", "Indikator Didukung"),
        help="Nama indikator di lembar Realisasi Kinerja; cukup pada baris pertama. Kosong: dikenali dari namanya.",
    )


def angka(
    key: str, heading: str, *synonyms: str, help: str, kind: Kind = Kind.BULAT, **more: object
) -> Column:
    """A figure that the seksi enter; a total row adds it up unless ``total_formula`` says otherwise."""
    more.setdefault("total_formula", f"SUM(ROWS[{key}])")
    more.setdefault("width", 12)
    return Column(key, heading, kind, Filler.SEKSI, synonyms=synonyms, help=help, **more)  # type: ignore[arg-type]


def hitungan(
    key: str, heading: str, formula: str, *synonyms: str, help: str, kind: Kind = Kind.PERSEN, **more: object
) -> Column:
    """A computed figure; its total row computes the same way unless ``total_formula`` says otherwise."""
    more.setdefault("total_formula", formula)
    more.setdefault("width", 12)
    return Column(
        key,
        heading,
        kind,
        Filler.KOMPUTER,
        synonyms=synonyms,
        formula=formula,
        help=help,
        **more,  # type: ignore[arg-type]
    )


def keterangan(*synonyms: str) -> Column:
    """Remarks."""
    return Column(
        "keterangan",
        "Keterangan",
        Kind.TEXT,
        Filler.SEKSI,
        width=24,
        synonyms=("Ket", "Ket.", "Catatan", *synonyms),
        help="Catatan.",
    )
