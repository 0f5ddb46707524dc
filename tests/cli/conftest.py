"""Fixtures: the wrong workbook as a file, and runs of the command line in this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.cli_helpers import workbook_bytes


@pytest.fixture(scope="session")
def wrong_bytes() -> bytes:
    """A workbook whose total row is 10 too high."""
    return workbook_bytes()


@pytest.fixture
def wrong(tmp_path: Path, wrong_bytes: bytes) -> Path:
    """The wrong workbook as a file."""
    path = tmp_path / "kemlagi.xlsx"
    path.write_bytes(wrong_bytes)
    return path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture) -> Callable:
    """run("check", path) -> (exit code, stdout, stderr), in this process and in the test's own folder."""
    from xlkinerja.cli.app import run as run_cli

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def go(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run_cli([str(a) for a in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return go
