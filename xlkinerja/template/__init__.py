"""Writing the standard workbook: blank, prefilled, or carried over from last year."""

from xlkinerja.template.content import Content, ExtraTable, TemplateError, Years
from xlkinerja.template.new import new_workbook
from xlkinerja.template.workbook import build_workbook

__all__ = ["Content", "ExtraTable", "TemplateError", "Years", "build_workbook", "new_workbook"]
