"""What a kecamatan, its head, its desa and its kabupaten are called in each region: the words that rules, reader and
reports share.

Sources: UU 13/2012 and Perdais DIY 1/2018 with Pergub DIY 131/2018 (kapanewon: panewu; kemantren: mantri pamong praja;
kalurahan); UU 21/2001 (Papua: distrik, kampung); Perda Sumatera Barat 7/2018 (nagari); Qanun Aceh (gampong).
"""

from __future__ import annotations

from xlkinerja.records import Record

KEPALA = {"kecamatan": "Camat", "kapanewon": "Panewu", "kemantren": "Mantri Pamong Praja", "distrik": "Kepala Distrik"}
DESA = ("desa", "kelurahan", "nagari", "gampong", "kampung", "kalurahan", "pekon")
_ABBREVIATED = {"kec.": "kecamatan", "kec": "kecamatan"}


class Kantor(Record, frozen=True):
    """The office: "Kapanewon", "Depok", "Panewu"."""

    sebutan: str
    nama: str
    kepala: str

    @property
    def lengkap(self) -> str:
        """ "Kapanewon Depok", "" where Profil gives no name."""
        return f"{self.sebutan} {self.nama}" if self.nama else ""


def kantor(kecamatan: str, kabupaten: str = "", provinsi: str = "") -> Kantor:
    """The office that Profil describes: by the word before its name, else by its province."""
    first, _, rest = kecamatan.strip().partition(" ")
    word = _ABBREVIATED.get(first.casefold(), first.casefold())
    if word in KEPALA and rest.strip():
        return Kantor(word.capitalize(), rest.strip(), KEPALA[word])
    word = _of_province(kabupaten.casefold(), provinsi.casefold())
    return Kantor(word.capitalize(), kecamatan.strip(), KEPALA[word])


def wilayah(kabupaten: str, judul: str) -> str:
    """ "Kabupaten Mojokerto": with the kind of region where the name or the policy's title (``judul``) tells it."""
    if not kabupaten or kabupaten.casefold().startswith(("kabupaten", "kota ", "kab.")):
        return kabupaten
    known = judul.casefold() in (f"kabupaten {kabupaten.casefold()}", f"kota {kabupaten.casefold()}")
    return f"{judul.split()[0]} {kabupaten}" if known else f"Kabupaten/Kota {kabupaten}"


def _of_province(kabupaten: str, provinsi: str) -> str:
    if "papua" in provinsi:
        return "distrik"
    if "yogyakarta" in provinsi or provinsi in ("diy", "d.i.y."):
        return "kemantren" if "yogyakarta" in kabupaten else "kapanewon"
    return "kecamatan"
