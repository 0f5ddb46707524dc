"""The hand-made workbook is written and read once for all tests."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import lengkap

from xlkinerja.summary.bab3 import SummaryTable


@pytest.fixture(scope="session")
def lengkap_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook in which everything is filled in."""
    path = tmp_path_factory.mktemp("bab3") / "lengkap.xlsx"
    path.write_bytes(lengkap.workbook())
    return path


@pytest.fixture(scope="session")
def tables(lengkap_file: Path) -> dict[str, SummaryTable]:
    """Its tables by the name of their sheet."""
    return lengkap.tables_of(lengkap_file)
