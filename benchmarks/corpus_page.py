"""The page docs/korpus.md made from the rows of corpus_writeback."""

from __future__ import annotations

import re
from collections import Counter

INTRO = """# Berkas nyata dan berkas jahat: hasil uji

Halaman ini dibuat oleh `python benchmarks/corpus_writeback.py FOLDER --libreoffice --markdown docs/korpus.md`.
Berkasnya berasal dari rangkaian uji proyek lain (Apache POI, ClosedXML, ExcelJS, calamine, Open XML SDK, XlsxWriter)
dan tidak disertakan di sini. Tiap berkas dijalankan sebagai proses tersendiri melalui `annotate` (tanpa temuan, lalu
dengan catatan pada lembar pertama dan terakhir), `clean`, `check`, `audit`, dan `fill`. Yang membandingkan hasil dengan
aslinya ialah pustaka lain: zipfile (bagian demi bagian), calamine (nilai), openpyxl (rumus dan gaya).
"""


def page(rows: list, opened: object | None) -> str:
    """The page as Markdown."""
    refused = [row for row in rows if row.status == "ditolak"]
    lines = [INTRO, *_summary(rows, refused, opened), "", "## Yang ditolak", "", "| berkas | pesan |", "|---|---|"]
    lines += [f"| {row.file} | {_cell(_sentence(row))} |" for row in refused]
    silent = Counter((who, why) for row in rows for who, why in row.silent.items())
    if silent:
        lines += ["", "## Pembanding yang tidak dapat membaca", "", "| pembanding | sebab | berkas |", "|---|---|---|"]
        lines += [f"| {who} | {_cell(why)} | {count} |" for (who, why), count in sorted(silent.items())]
    lines += ["", "## Semua berkas", "", "| berkas | hasil | detik | MB | yang tidak semestinya |",
              "|---|---|---|---|---|"]
    lines += [
        f"| {r.file} | {r.status} | {r.seconds:.1f} | {r.megabytes:.0f} | {_cell('; '.join(r.faults)) or '–'} |"
        for r in rows
    ]
    return "\n".join(lines) + "\n"


def _summary(rows: list, refused: list, opened: object | None) -> list[str]:
    faulty = [row for row in rows if row.faults]
    lines = ["| | |", "|---|---|", f"| berkas | {len(rows)} |", f"| diberi catatan | {len(rows) - len(refused)} |",
             f"| ditolak dengan satu kalimat | {len(refused)} |", f"| ada yang tidak semestinya | {len(faulty)} |",
             f"| proses paling lama | {max(r.seconds for r in rows):.1f} detik |",
             f"| memori terbesar | {max(r.megabytes for r in rows):.0f} MB |"]
    if opened is not None:
        lines += [f"| asli yang dibuka LibreOffice | {len(opened.originals)} |",
                  f"| hasilnya yang dibuka LibreOffice | {opened.results} dari {opened.asked} |"]
    return lines


def _sentence(row: object) -> str:
    return re.sub(r"^Berkas \S+ ", "", row.message)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
