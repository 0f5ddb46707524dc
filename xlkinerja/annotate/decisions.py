"""What staff decided about findings: the columns "Diterima (alasan)" and "Tindak lanjut" of sheet Temuan,
read back before the next run and joined to the findings of that run."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from xlkinerja.findings.finding import Finding
from xlkinerja.findings.plain_text import one_line
from xlkinerja.ooxml.grid import Sheet, Workbook
from xlkinerja.records import Record, replace

SHEET = "Temuan"
KEY_HEADINGS = {
    "kode": "code",
    "lembar": "sheet",
    "sel": "cell",
    "yang tertulis": "found",
    "penjelasan": "message",
}
ACCEPTED_HEADING = "Diterima (alasan)"
FOLLOW_UP_HEADING = "Tindak lanjut"
_HEADINGS = KEY_HEADINGS | {
    ACCEPTED_HEADING.casefold(): "accepted",
    FOLLOW_UP_HEADING.casefold(): "follow_up",
}
_LOOK_FOR_HEADING = 30


class Decision(Record, frozen=True):
    """One row of sheet Temuan in which staff wrote something."""

    code: str
    sheet: str
    cell: str
    found: str
    message: str
    accepted: str
    follow_up: str

    def data(self) -> dict[str, str]:
        """The decision as it is kept in a JSON file."""
        return {name: getattr(self, name) for name in self.__struct_fields__}


def may_hold_decisions(name: str) -> bool:
    """Whether a sheet of that name can be a sheet Temuan."""
    return name.casefold().startswith(SHEET.casefold())


def read_decisions(workbook: Workbook) -> list[Decision]:
    """The decisions of every findings sheet in the workbook, top to bottom. None when there is no such
    sheet."""
    found = []
    for sheet in workbook.sheets:
        if may_hold_decisions(sheet.name):
            found.extend(_of_sheet(sheet))
    return found


def _of_sheet(sheet: Sheet) -> list[Decision]:
    rows: dict[int, dict[int, str]] = {}
    for (row, col), cell in sheet.cells.items():
        if cell.raw:
            rows.setdefault(row, {})[col] = str(cell.raw)
    for number in sorted(rows)[:_LOOK_FOR_HEADING]:
        columns = {
            _HEADINGS[key]: col
            for col, text in rows[number].items()
            if (key := one_line(text).casefold()) in _HEADINGS
        }
        if {"code", "sheet", "accepted"} <= columns.keys():
            return [d for row in sorted(rows) if row > number and (d := _decision(rows[row], columns))]
    return []


def _decision(row: dict[int, str], columns: dict[str, int]) -> Decision | None:
    texts = {name: row.get(columns.get(name, 0), "").strip() for name in Decision.__struct_fields__}
    return Decision(**texts) if texts["code"] and (texts["accepted"] or texts["follow_up"]) else None


class Judged(Record, frozen=True):
    """A finding with what staff wrote beside it. ``gone``: the finding no longer appears, only the words are
    kept."""

    finding: Finding
    follow_up: str = ""
    gone: bool = False


_Key = Callable[[Finding | Decision], tuple[str, ...]]
#: From the strictest to the loosest: inserted rows change the cell, a corrected figure changes the text.
_KEYS: tuple[_Key, ...] = (
    lambda x: (x.code, x.sheet.casefold(), x.cell, one_line(x.found)),
    lambda x: (x.code, x.sheet.casefold(), one_line(x.found)) if x.found else (),
    lambda x: (x.code, x.sheet.casefold(), x.cell),
)


def judge(findings: Iterable[Finding], decisions: Iterable[Decision]) -> tuple[list[Judged], list[Decision]]:
    """Join findings and decisions; each decision is used once. Also the decisions whose finding is gone.

    A finding with a reason in "Diterima (alasan)" gets it as ``accepted``.
    """
    findings, left = list(findings), list(decisions)
    chosen: dict[int, Decision] = {}
    for key in _KEYS:
        waiting: dict[tuple[str, ...], list[Decision]] = {}
        for decision in left:
            if key(decision):
                waiting.setdefault(key(decision), []).append(decision)
        for place, finding in enumerate(findings):
            queue = waiting.get(key(finding)) if place not in chosen else None
            if queue:
                chosen[place] = queue.pop(0)
        used = {id(d) for d in chosen.values()}
        left = [d for d in left if id(d) not in used]
    judged = []
    for place, finding in enumerate(findings):
        decision = chosen.get(place)
        if decision and decision.accepted:
            finding = replace(finding, accepted=decision.accepted)
        judged.append(Judged(finding, decision.follow_up if decision else ""))
    return judged, left
