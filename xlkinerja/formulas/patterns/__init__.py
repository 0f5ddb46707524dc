"""Pattern checks: what a careful auditor would question in a workbook's formulas."""
