"""What the computed cells of the workbook should hold, from what stands in the input cells."""

from xlkinerja.expected.cells import ExpectedCell, expected_cells

__all__ = ["ExpectedCell", "expected_cells"]
