"""Every rule's codes are in the catalogue, every code of these families has a rule and a test."""

from pathlib import Path

import xlkinerja.rules  # noqa: F401  registers every rule
from xlkinerja.catalogue import catalogue
from xlkinerja.rules.registry import registered

FAMILIES = "JUKW"


def codes_of_rules():
    return {code for codes, _ in registered() for code in codes if code[0] in FAMILIES}


def test_rules_and_catalogue_name_the_same_codes():
    assert codes_of_rules() == {code for code in catalogue() if code[0] in FAMILIES}


def test_every_rule_says_what_it_checks():
    assert [f.__name__ for _, f in registered() if not (f.__doc__ or "").strip()] == []


def test_every_code_stands_in_a_test():
    texts = "".join(p.read_text(encoding="utf-8") for p in Path(__file__).parent.glob("test_*.py"))
    assert sorted(code for code in codes_of_rules() if code not in texts) == []
