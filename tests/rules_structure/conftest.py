"""The rules of structure are tested on workbooks written as text, like the reader's."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "reader"))
