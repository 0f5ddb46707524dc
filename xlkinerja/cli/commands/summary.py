"""``xlkinerja summary``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from xlkinerja.cli.choices import limit_option, policy_option

if TYPE_CHECKING:
    from xlkinerja.ooxml.limits import Limits


@click.command("summary", options_metavar="[OPSI]")
@click.argument("file", metavar="BERKAS")
@click.option(
    "--output",
    "-o",
    metavar="BERKAS",
    help="Letak hasil. Bawaan: NAMA.ringkasan.xlsx di sebelah berkas asal.",
)
@policy_option
@limit_option
def command(file: str, output: str | None, policy: str | None, limits: Limits) -> int:
    """Tulis Ikhtisar dan tabel-tabel Bab III dari BERKAS sebagai buku kerja tersendiri.

    Angka isian ditulis sebagai nilai; yang dihitung di dalam tabel tetap berupa rumus. Lembar isian tidak
    ikut, jadi hasilnya dapat dibagikan.

    Kode keluar: 0 ringkasan ditulis, 2 tidak dapat dijalankan.
    """
    from xlkinerja.api.options import CheckOptions
    from xlkinerja.api.summarising import summary_file
    from xlkinerja.cli import terminal
    from xlkinerja.findings.plain_text import one_line

    made = summary_file(file, output, CheckOptions(policy=policy, limits=limits))
    name = one_line(str(made.output))
    say = "Ringkasan ditulis" if made.changed else "Ringkasan sudah ada dan tidak berubah"
    terminal.say(f"{say}: {name} ({len(made.sheets)} tabel)\n")
    if made.backup:
        terminal.say(f"Berkas lama disimpan: {one_line(str(made.backup))}\n")
    for remark in made.remarks:
        terminal.say(f"{remark}\n")
    if made.galat:
        terminal.remark(
            f"Buku kerja ini masih memuat {made.galat} galat; "
            f"periksa dengan: xlkinerja check {one_line(file)}"
        )
    return 0
