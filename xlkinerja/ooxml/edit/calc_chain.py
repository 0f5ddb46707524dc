"""The calculation chain lists every cell with a formula; a wrong list makes Excel offer a repair, none is
rebuilt.
"""

from __future__ import annotations

from xlkinerja.ooxml.edit.draft import Draft


def drop_calc_chain(draft: Draft) -> None:
    """Take the chain out; Excel builds it anew on opening."""
    link = draft.link(draft.workbook_part, "calcChain")
    if link is not None:
        if link.part is not None:
            draft.remove(link.part)
        draft.drop_link(draft.workbook_part, link.id)
