"""The Word draft of LKjIP Bab III: prose, tables and pictures made of nothing but the workbook.

``draft`` gives the content as plain blocks; ``document_bytes`` and ``from_office_template`` make Word of it.
"""
