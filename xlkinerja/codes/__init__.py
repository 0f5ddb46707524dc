"""Kode of program, kegiatan and sub kegiatan, and the nomenclature that names them."""

from xlkinerja.codes.kode import Kode, KodeQuirk, KodeReading, Level, parse_kode

__all__ = ["Kode", "KodeQuirk", "KodeReading", "Level", "parse_kode"]
