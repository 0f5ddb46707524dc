"""The quick look at severities says what the whole catalogue says."""

from xlkinerja.catalogue import catalogue, severity_of


def test_every_code_has_the_same_severity_both_ways():
    assert {code: severity_of(code) for code in catalogue()} == {e.code: e.severity for e in catalogue().values()}
