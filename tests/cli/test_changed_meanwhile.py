"""A file that somebody saves while a run is at work is not overwritten: what they typed stays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.cli_helpers import workbook_bytes
from xlkinerja.ooxml.edit import proof

SAVED_BY_KASI = workbook_bytes(kecamatan="Gedeg")


@pytest.fixture
def saved_while_at_work(monkeypatch: pytest.MonkeyPatch):
    """meanwhile(action): the action happens after the file was read, before the result is put in place."""

    def meanwhile(action) -> None:
        import xlkinerja.api.saving as saving

        def verify(*arguments):
            action()
            return proof.verify(*arguments)

        monkeypatch.setattr(saving, "verify", verify)

    return meanwhile


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_in_place_leaves_the_version_saved_meanwhile(run, wrong: Path, tmp_path: Path, saved_while_at_work):
    saved_while_at_work(lambda: wrong.write_bytes(SAVED_BY_KASI))
    code, _, err = run("fill", wrong.name, "--in-place")
    assert code == 2 and "diubah oleh program lain" in err and "Jalankan lagi" in err
    assert wrong.read_bytes() == SAVED_BY_KASI
    assert names(tmp_path) == ["kemlagi.xlsx"]  # no backup, no debris


def test_a_result_that_staff_write_into_meanwhile_is_kept(run, wrong: Path, tmp_path: Path, saved_while_at_work):
    run("fill", wrong.name, "--select", "J314")
    result = tmp_path / "kemlagi.hasil.xlsx"
    saved_while_at_work(lambda: result.write_bytes(SAVED_BY_KASI))
    code, _, err = run("fill", wrong.name)
    assert code == 2 and "diubah oleh program lain" in err
    assert result.read_bytes() == SAVED_BY_KASI


def test_a_file_that_was_only_touched_is_the_same_file(run, wrong: Path, saved_while_at_work):
    saved_while_at_work(lambda: os.utime(wrong, (1_000_000_000, 1_000_000_000)))
    assert run("fill", wrong.name, "--in-place")[0] == 1


def test_a_file_taken_away_meanwhile_does_not_come_back_unseen(run, wrong: Path, saved_while_at_work):
    saved_while_at_work(wrong.unlink)
    code, _, err = run("fill", wrong.name, "--in-place")
    assert code == 2 and "Traceback" not in err and not wrong.exists()
