"""The page of proven discrepancies is what the lists say; the committed results are what the main job gives."""

from zipfile import ZipFile

import tulis_temuan
from contoh import EXAMPLES

ROOT = EXAMPLES.parent


def test_page_of_discrepancies_is_current():
    page = (ROOT / "docs" / "temuan-contoh.md").read_text(encoding="utf-8")
    assert page == tulis_temuan.page(), "python scripts/regenerate.py"


def test_committed_results_are_what_fill_gives(tmp_path):
    """Part by part: the same bytes as a fresh run of the main job."""
    import regenerate

    regenerate.fill_examples(tmp_path)
    made = sorted(tmp_path.glob("*.hasil.xlsx"))
    assert [path.name for path in made] == ["gedeg.hasil.xlsx", "kemlagi.hasil.xlsx"]
    for path in made:
        with ZipFile(path) as fresh, ZipFile(EXAMPLES / path.name) as committed:
            assert fresh.namelist() == committed.namelist()
            assert [n for n in fresh.namelist() if fresh.read(n) != committed.read(n)] == []
