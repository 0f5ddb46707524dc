"""Writes docs/temuan-contoh.md: each proven discrepancy of the two example reports, where it is found or why not."""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "examples"))

import build  # noqa: E402  (the examples folder is not a package)

TARGET = ROOT / "docs" / "temuan-contoh.md"
HEAD = """# Ketidaksesuaian pada dua laporan contoh

Halaman ini dibuat dari `examples/temuan/` (`python scripts/tulis_temuan.py`); jangan disunting langsung.
Setiap ketidaksesuaian yang dapat dinyatakan dalam buku kerja ditemukan pada selnya oleh pemeriksaan yang disebut;
`tests/examples/test_proven.py` membuktikannya. Selebihnya disertai alasan mengapa buku kerja tidak dapat memuatnya.
"""


def _cell(text: object) -> str:
    return " ".join(str(text if text is not None else "").replace("|", "/").split())


def _rows(name: str) -> list[str]:
    entries = json.loads((ROOT / "examples" / "temuan" / f"{name}.json").read_text(encoding="utf-8"))
    lines = []
    for entry in entries:
        if "di" in entry:
            cells = [build.cell_of(name, p["tabel"], p["salinan"], p["baris"], p["kolom"]) for p in entry["di"]]
            where = f"{', '.join(entry['kode'])} di " + ", ".join(f"{sheet}!{cell}" for sheet, cell in cells)
        else:
            where = f"– {entry['tidak']}"
        told = (entry["id"], entry["keyakinan"], _cell(entry["letak"]), _cell(entry["tertulis"]), where)
        lines.append(f"| {' | '.join(map(str, told))} |")
    return lines


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for name in build.EXAMPLES:
        parts.append(f"\n## {name.capitalize()}\n\n"
                     "| No | Keyakinan | Letak dalam laporan | Tertulis | Ditemukan oleh, atau alasan |\n"
                     "|---|---|---|---|---|\n" + "\n".join(_rows(name)) + "\n")
        more = build.further_proofs(name)
        if more:
            parts.append("\nGalat lain pada buku kerja ini, dengan buktinya:\n\n"
                         "| Sel | Seperti | Bukti |\n|---|---|---|\n")
            parts.extend(
                f"| {'!'.join(build.place_of(name, proof))} | {proof['seperti']} | {_cell(proof['bukti'])} |\n"
                for proof in more)
    return "".join(parts)


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
