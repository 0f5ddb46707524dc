"""Findings and counts as frames, for recaps over many offices."""

from xlkinerja.api import findings_frame, recap_frame
from xlkinerja.findings.finding import Finding, Severity
from xlkinerja.findings.result import failed, result_of

RESULTS = [
    result_of("a.xlsx", [Finding("J301", Severity.GALAT, "TC-27", "H12", "Salah jumlah."),
                         Finding("U401", Severity.GALAT, "Riwayat", "H6", "Salah hitung.",
                                 accepted="sudah dijelaskan")]),
    result_of("b.xlsx", []),
    failed("c.xlsx", "B904", "Berkas kosong."),
]


def test_one_row_per_finding_with_the_keys_of_the_contract():
    frame = findings_frame(RESULTS)
    assert list(frame["code"]) == ["J301", "U401", "B904"]
    assert list(frame["file"]) == ["a.xlsx", "a.xlsx", "c.xlsx"]
    assert frame.loc[0, "cells"] == ["H12"]


def test_one_row_per_file_with_its_counts():
    frame = recap_frame(RESULTS).set_index("file")
    assert list(frame["galat"]) == [1, 0, 1]
    assert list(frame["diterima"]) == [1, 0, 0]
    assert list(frame["status"]) == ["temuan", "bersih", "gagal"]
    assert recap_frame([]).empty
