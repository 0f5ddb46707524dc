"""Every proven discrepancy of the two reports that the workbook can express is found, at its cell, by a named rule;
and no galat is reported on them that is not a proven discrepancy."""

import build
import pytest
from contoh import NAMES, findings, proven

from xlkinerja.address import Range
from xlkinerja.findings.finding import Severity


def _touches(finding, sheet, cell):
    row, col = build.parse_a1(cell)
    return finding.sheet == sheet and any((row, col) in Range.parse(c) for c in (finding.cell, *finding.cells) if c)


EXPRESSIBLE = [(name, entry) for name in NAMES for entry in proven(name) if "di" in entry]


def _places(name, entry):
    return [(place, *build.cell_of(name, place["tabel"], place["salinan"], place["baris"], place["kolom"]))
            for place in entry["di"]]


@pytest.mark.parametrize(("name", "entry"), EXPRESSIBLE, ids=[f"{n}-{e['id']}" for n, e in EXPRESSIBLE])
def test_discrepancy_is_found_at_its_cell(name, entry):
    """Each named rule speaks at one of the entry's cells, and each of its cells is spoken of."""
    places = _places(name, entry)
    codes = set(entry["kode"])
    assert codes, "a discrepancy that the workbook can express names the rules that find it"
    here = [f for f in findings(name) if f.code in codes]
    for _, sheet, cell in places:
        assert any(_touches(f, sheet, cell) for f in here), f"{sheet}!{cell}: {sorted(codes)}"
    for code in codes:
        assert any(f.code == code and _touches(f, s, c) for f in here for _, s, c in places), code


@pytest.mark.parametrize("name", NAMES)
def test_each_entry_is_found_or_has_its_reason(name):
    for entry in proven(name):
        assert ("di" in entry) != ("tidak" in entry), entry["id"]
        assert entry.get("tidak", "x").strip()


@pytest.mark.parametrize("name", NAMES)
def test_no_galat_without_a_proof(name):
    """Each galat stands at the cell of a proven discrepancy, or in the list of further proven ones."""
    known = {(sheet, cell) for entry in proven(name) if "di" in entry for _, sheet, cell in _places(name, entry)}
    known |= {build.place_of(name, proof) for proof in build.further_proofs(name)}
    galat = [f for f in findings(name) if f.severity is Severity.GALAT]
    assert galat
    unproven = [f"{f.code} {f.sheet}!{f.cell}: {f.message}" for f in galat if (f.sheet, f.cell) not in known]
    assert not unproven, "\n".join(unproven)
