"""The Word draft is an extra: without its libraries these tests do not apply."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

if find_spec("docx") is None or find_spec("PIL") is None:
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory):
    """The draft of the small workbook: (DraftResult, Document)."""
    from tests.lkjip.draf import drafted, workbook

    return drafted(tmp_path_factory.mktemp("kecil"), workbook())


@pytest.fixture(scope="session")
def kemlagi(tmp_path_factory: pytest.TempPathFactory):
    """The draft of the example Kemlagi 2024, as a Document."""
    return _example(tmp_path_factory, "kemlagi")


@pytest.fixture(scope="session")
def gedeg(tmp_path_factory: pytest.TempPathFactory):
    """The draft of the example Gedeg 2023, as a Document."""
    return _example(tmp_path_factory, "gedeg")


def _example(tmp_path_factory: pytest.TempPathFactory, name: str):
    from build import build

    from tests.lkjip.draf import drafted

    return drafted(tmp_path_factory.mktemp(name), build(name))[1]
