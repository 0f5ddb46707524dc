"""Formulas: their relative form, who feeds whom, recalculation by independent engines, and pattern checks."""
