"""xlkinerja: the performance workbook of a kecamatan, read, checked, recomputed and annotated."""

__version__ = "0.1.0"
