"""The program's work as plain functions, without printing anything.

>>> from xlkinerja.api import check_file, fill_file

Every function raises ``FileProblem`` (a file that cannot be read or written) or ``PolicyError`` with an
Indonesian sentence; only ``check_file`` and ``audit_file`` turn a FileProblem into a result of status
"gagal".
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlkinerja.api.annotating import annotate_file, clean_file
    from xlkinerja.api.auditing import audit_file, trace_cell
    from xlkinerja.api.checking import check_file
    from xlkinerja.api.drafting import DraftResult, lkjip_file
    from xlkinerja.api.filling import FillResult, fill_file
    from xlkinerja.api.frames import findings_frame, recap_frame
    from xlkinerja.api.making import new_file
    from xlkinerja.api.options import CheckOptions, FillOptions
    from xlkinerja.api.summarising import SummaryResult, summary_file

_HOMES = {
    "annotate_file": "annotating",
    "clean_file": "annotating",
    "audit_file": "auditing",
    "trace_cell": "auditing",
    "check_file": "checking",
    "DraftResult": "drafting",
    "lkjip_file": "drafting",
    "FillResult": "filling",
    "fill_file": "filling",
    "findings_frame": "frames",
    "recap_frame": "frames",
    "new_file": "making",
    "CheckOptions": "options",
    "FillOptions": "options",
    "SummaryResult": "summarising",
    "summary_file": "summarising",
}
__all__ = [
    "CheckOptions",
    "DraftResult",
    "FillOptions",
    "FillResult",
    "SummaryResult",
    "annotate_file",
    "audit_file",
    "check_file",
    "clean_file",
    "fill_file",
    "findings_frame",
    "lkjip_file",
    "new_file",
    "recap_frame",
    "summary_file",
    "trace_cell",
]


def __getattr__(name: str) -> object:
    """Load a function's module when it is first asked for: a command pays only for what it uses."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(name)
