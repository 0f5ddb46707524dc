"""``xlkinerja annotate``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xlkinerja.cli.choices import limit_option

if TYPE_CHECKING:
    from xlkinerja.ooxml.limits import Limits


@click.command("annotate", options_metavar="[OPSI]")
@click.argument("file", metavar="BERKAS")
@click.option(
    "--findings",
    required=True,
    metavar="TEMUAN.json",
    help='Keluaran check --format json, atau daftar [{"sheet", "cell", "severity", "text"}].',
)
@click.option(
    "--output", "-o", metavar="BERKAS", help="Letak hasil. Bawaan: NAMA.catatan.xlsx di sebelah berkas asal."
)
@click.option(
    "--no-verify", is_flag=True, help="Jangan bandingkan hasil dengan berkas asal sebelum disimpan."
)
@limit_option
def command(file: str, findings: str, output: str | None, no_verify: bool, limits: Limits) -> int:
    """Tuliskan daftar temuan ke dalam salinan BERKAS: catatan dan warna pada sel, serta lembar Temuan.

    Dapat dipakai untuk buku kerja Excel mana pun, misalnya untuk catatan pemeriksa sendiri.
    """
    from xlkinerja.api.annotating import annotate_file
    from xlkinerja.api.options import CheckOptions, FillOptions
    from xlkinerja.cli import terminal
    from xlkinerja.findings.order import place_text
    from xlkinerja.findings.plain_text import one_line

    options = FillOptions(CheckOptions(limits=limits), output=Path(output) if output else None, verify=not no_verify)
    done = annotate_file(file, findings, options)
    terminal.say(f"{done.written} sel diberi catatan. Hasil: {one_line(str(done.output))}\n")
    for finding in done.unplaced:
        terminal.remark(
            f"Tanpa tempat di buku kerja, hanya di lembar Temuan: {one_line(place_text(finding), 100)}"
        )
    for remark in done.remarks:
        terminal.remark(remark)
    if done.saved.backup:
        terminal.remark(f"Berkas lama disimpan di {one_line(str(done.saved.backup))}")
    return 0
