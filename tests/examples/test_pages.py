"""The page of proven discrepancies is what the lists say."""

import importlib.util

from contoh import EXAMPLES

ROOT = EXAMPLES.parent


def test_page_of_discrepancies_is_current():
    spec = importlib.util.spec_from_file_location("tulis_temuan", ROOT / "scripts" / "tulis_temuan.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert (ROOT / "docs" / "temuan-contoh.md").read_text(encoding="utf-8") == script.page(), "python scripts/regenerate.py"
