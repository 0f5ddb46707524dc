"""The sheets of the standard workbook, one module each."""
