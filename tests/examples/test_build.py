"""The committed workbooks are what the committed figures give."""

import build
import pytest
from contoh import EXAMPLES, NAMES


@pytest.mark.parametrize("name", NAMES)
def test_committed_workbook_is_the_built_one(name):
    assert (EXAMPLES / f"{name}.xlsx").read_bytes() == build.build(name)


@pytest.mark.parametrize(("text", "kind", "wanted"), [
    ("2.759.420.020", "rupiah", 2759420020), ("Rp. 26.380.700", "rupiah", "Rp. 26.380.700"),
    ("2,134,044,723.00", "rupiah", "2,134,044,723.00"), ("95", "kinerja", 95), ("83,32 (A)", "kinerja", "83,32 (A)"),
    ("1.100", "kinerja", "1.100"), ("100.2%", "persen", "100.2%"), (None, "persen", None),
])
def test_only_plain_indonesian_numbers_become_numbers(text, kind, wanted):
    assert build.typed(text, build.Kind(kind)) == wanted
