"""``xlkinerja trace``."""

from __future__ import annotations

import click


@click.command("trace", options_metavar="[OPSI]")
@click.argument("file", metavar="BERKAS")
@click.argument("cell", metavar="SEL")
def command(file: str, cell: str) -> int:
    """Telusuri SEL: dari mana angkanya berasal dan apa yang bergantung padanya, sebagai pohon dengan
    nilainya.

    \b
    Contoh:
    xlkinerja trace kemlagi.xlsx "'Realisasi Anggaran'!H12"
    """
    from xlkinerja.api.auditing import trace_cell
    from xlkinerja.cli import terminal
    from xlkinerja.findings.plain_text import without_controls

    terminal.say(without_controls(trace_cell(file, cell)))
    return 0
