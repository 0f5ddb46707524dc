"""Regenerate everything that is made from something else: templates, examples, generated pages.

``python scripts/regenerate.py`` from the top of the checkout; tests tell when a file is out of date.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from xlkinerja.schema.export import schema_markdown

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ("scripts/build_templates.py", "examples/build.py", "scripts/tulis_perintah.py", "scripts/tulis_temuan.py")


def main() -> None:
    """Run every generator in order."""
    for script in SCRIPTS:
        subprocess.run([sys.executable, str(ROOT / script)], check=True, cwd=ROOT)
    (ROOT / "docs" / "buku-kerja.md").write_text(schema_markdown(), encoding="utf-8")


if __name__ == "__main__":
    main()
