"""Regenerate everything that is made from something else: templates, examples and their results, generated pages.

``python scripts/regenerate.py`` from the top of the checkout; tests tell when a file is out of date.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from xlkinerja.api import FillOptions, fill_file
from xlkinerja.schema.export import schema_markdown

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ("scripts/kompilasi_toml.py", "scripts/build_templates.py", "examples/build.py",
           "scripts/tulis_perintah.py", "scripts/tulis_temuan.py")


def fill_examples(folder: Path) -> None:
    """Write the results of the main job on the examples into a folder, afresh."""
    for source in sorted((ROOT / "examples").glob("*.xlsx")):
        if not source.stem.endswith(".hasil"):
            target = folder / f"{source.stem}.hasil.xlsx"
            target.unlink(missing_ok=True)
            fill_file(str(source), FillOptions(output=target))


def main() -> None:
    """Run every generator in order."""
    for script in SCRIPTS:
        subprocess.run([sys.executable, str(ROOT / script)], check=True, cwd=ROOT)
    fill_examples(ROOT / "examples")
    (ROOT / "docs" / "buku-kerja.md").write_text(schema_markdown(), encoding="utf-8")


if __name__ == "__main__":
    main()
