"""``xlkinerja trace``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from xlkinerja.cli.choices import limit_option

if TYPE_CHECKING:
    from xlkinerja.ooxml.limits import Limits


@click.command("trace", options_metavar="[OPSI]")
@click.argument("file", metavar="BERKAS")
@click.argument("cell", metavar="SEL")
@limit_option
def command(file: str, cell: str, limits: Limits) -> int:
    """Telusuri SEL: dari mana angkanya berasal dan apa yang bergantung padanya, sebagai pohon dengan
    nilainya.

    \b
    Contoh:
    xlkinerja trace kemlagi.xlsx "'Realisasi Anggaran'!H12"
    """
    from xlkinerja.api.auditing import trace_cell
    from xlkinerja.cli import terminal
    from xlkinerja.findings.plain_text import without_controls

    terminal.say(without_controls(trace_cell(file, cell, limits)))
    return 0
