"""What staff wrote beside a finding goes with the finding, wherever its row has moved to."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from xlkinerja.annotate.decisions import Decision, judge, read_decisions
from xlkinerja.annotate.result_sheets import result_sheets
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.ooxml.grid import Cell, Sheet, Workbook
from xlkinerja.ooxml.package import Package
from xlkinerja.ooxml.read import read_workbook
from xlkinerja.records import replace

F = Finding("J301", Severity.GALAT, "Realisasi Anggaran", "H12", "Salah.", found="648")
D = Decision("J301", "Realisasi Anggaran", "H12", "648", "Salah.", "Sudah diperiksa", "Perbaiki tahun depan")


def test_same_cell_keeps_reason_and_follow_up():
    judged, gone = judge([F], [D])
    assert judged[0].finding.accepted == "Sudah diperiksa"
    assert judged[0].follow_up == "Perbaiki tahun depan"
    assert gone == []


def test_a_moved_row_is_found_by_what_stands_there():
    judged, _ = judge([replace(F, cell="H15")], [D])
    assert judged[0].finding.accepted == "Sudah diperiksa"


def test_a_changed_figure_is_found_by_its_cell():
    judged, _ = judge([replace(F, found="649")], [D])
    assert judged[0].finding.accepted == "Sudah diperiksa"


def test_rows_that_moved_into_each_others_place_do_not_swap_their_reasons():
    above, below = replace(F, cell="H12", found="5"), replace(F, cell="H13", found="648")
    judged, _ = judge([above, below], [D])
    assert [j.finding.accepted for j in judged] == ["", "Sudah diperiksa"]


def test_one_decision_serves_one_finding_only():
    judged, _ = judge([F, replace(F, cell="H13")], [D])
    assert [j.finding.accepted for j in judged] == ["Sudah diperiksa", ""]


def test_words_about_a_mended_finding_are_not_lost():
    judged, gone = judge([], [D])
    assert judged == [] and gone == [D]


def test_another_code_at_the_same_cell_is_not_accepted():
    judged, gone = judge([replace(F, code="U401")], [D])
    assert judged[0].finding.accepted == "" and gone == [D]


def _file(parts):
    """The parts of the sheets made, as the file that a reader opens."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data


def _reread(judged, gone=()):
    graft = result_sheets(judged, list(gone))[0]
    return read_decisions(read_workbook(Package.open(_file(graft.xlsx).getvalue())))


def test_sheet_temuan_gives_back_what_it_was_given():
    judged, _ = judge([F, replace(F, cell="H13", found="7")], [D])
    assert _reread(judged) == [D]


def test_words_about_a_mended_finding_stay_in_the_sheet_over_many_runs():
    once = _reread([], [D])
    assert once == [D]
    assert _reread([], once) == [D]


@settings(deadline=None)  # the first round imports XlsxWriter
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_of_staff_survives_a_round(accepted: str, follow_up: str):
    first, _ = judge([F], [replace(D, accepted=accepted, follow_up=follow_up)])
    once = _reread(first)
    again, _ = judge([F], once)
    assert _reread(again) == once


def test_a_users_own_sheet_of_that_name_is_not_read():
    sheet = Sheet("Temuan", "x")
    for col, text in enumerate(("Kode", "Lembar", "Keterangan"), 1):
        sheet.cells[1, col] = Cell(1, col, "s", text)
        sheet.cells[2, col] = Cell(2, col, "s", "isi")
    assert read_decisions(Workbook("", [sheet])) == []
