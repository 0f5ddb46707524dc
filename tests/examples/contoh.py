"""The example workbooks, their data and the lists of proven discrepancies."""

import json
import sys
from functools import lru_cache
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
sys.path.insert(0, str(EXAMPLES))

NAMES = ("kemlagi", "gedeg")


@lru_cache
def proven(name: str) -> list[dict]:
    """The discrepancies of one report, in the report's order."""
    return json.loads((EXAMPLES / "temuan" / f"{name}.json").read_text(encoding="utf-8"))


@lru_cache
def findings(name: str) -> list:
    """What the program says of the committed example."""
    from xlkinerja.api import check_file

    return check_file(str(EXAMPLES / f"{name}.xlsx")).findings
