"""Whose fault a failed write-back is called: the file's for sure, or perhaps the program's."""

from __future__ import annotations

import pytest

from xlkinerja.catalogue import catalogue
from xlkinerja.ooxml.edit.problems import told_as_file_problem
from xlkinerja.ooxml.errors import FileProblem


class _Source:
    label = "kemlagi.xlsx"


def _told(problem: Exception) -> FileProblem:
    with pytest.raises(FileProblem) as caught, told_as_file_problem(_Source()):
        raise problem
    assert caught.value.code == "B931" and caught.value.__cause__ is problem
    return caught.value


@pytest.mark.parametrize("problem", [KeyError("xl/styles.xml"), IndexError("list index"), ValueError("invalid int")])
def test_an_error_of_python_is_not_surely_the_files_fault(problem: Exception):
    told = _told(problem)
    assert "kesalahan program" in told.suggestion and "--lacak" in told.suggestion
    assert str(problem) not in told.message


def test_damage_that_our_own_code_names_is_the_files_fault():
    told = _told(ValueError("XML lembar 'PK' tidak tersusun baik"))
    assert "XML lembar 'PK'" in told.message
    assert told.suggestion == catalogue()["B931"].perbaikan
